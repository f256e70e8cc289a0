/*
 * errand: flow's requests as the interface's, sent through the link, and their answers given back.
 *
 * What a citizen already holds must reach the server: a "printed" that was not answered yet is
 * written to the state directory and sent again, with the same key, when the kiosk starts. Owner:
 * whoever called errand_new; the link must outlive it. Source: the interface §2 and §3.
 */
#ifndef MOTCUA_KIOSK_ERRAND_H
#define MOTCUA_KIOSK_ERRAND_H

#include "common/link.h"
#include "kiosk/flow.h"

struct errand;

/* `state`: the directory, or NULL for none. */
struct errand *errand_new(struct link *link, const char *state);
void errand_free(struct errand *e);

/* Sends a request of flow (not the ones for the printer). */
void errand_send(struct errand *e, const struct request *request, enum printer_state printer);

/* The serial that a reply of the link belongs to; 0: none of flow's. */
uint32_t errand_answered(struct errand *e, const struct link_message *reply);

#endif
