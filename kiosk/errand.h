/*
 * errand: flow's requests as the interface's, sent through the link, and their answers given back.
 *
 * What it speaks of is in the journal before it is sent: a kiosk that was killed asks again with
 * the same keys, and what a citizen already holds reaches the server. Owner: whoever called
 * errand_new; link and journal must outlive it. Source: the interface §2 and §3.
 */
#ifndef MOTCUA_KIOSK_ERRAND_H
#define MOTCUA_KIOSK_ERRAND_H

#include "common/device.h"
#include "common/link.h"
#include "kiosk/flow.h"
#include "kiosk/journal.h"

struct errand;

/* Tells again what the journal knows to be in citizens' hands. `holder`: the name under which this
 * kiosk asks for leases. */
struct errand *errand_new(struct link *link, struct journal *journal, const char *holder);
void errand_free(struct errand *e);

/* Sends a request of flow (not the ones for the printer, nor what is kept alone); `said`: how the
 * kiosk is; `wall_ms`: the office's clock. */
void errand_send(struct errand *e, const struct request *request, const struct device_status *said,
	int64_t wall_ms);

/* The serial that a reply of the link belongs to; 0: none of flow's. `kind`: of which request it is
 * the answer. */
uint32_t errand_answered(
	struct errand *e, const struct link_message *reply, enum request_kind *kind);

#endif
