/*
 * errands: carries out what the flow asks for, and brings back what became of it.
 *
 * A request to the server goes through the link with one key, however often the link has to try; a
 * slip goes to the printer's thread. Answers come back to the flow under the request's serial. The
 * link, the printer and the flow are the program's. Times are milliseconds: now_ms of the flow's
 * clock, wall_ms Unix time by the server.
 */
#ifndef MOTCUA_KIOSK_ERRANDS_H
#define MOTCUA_KIOSK_ERRANDS_H

#include "common/link.h"
#include "kiosk/flow.h"
#include "kiosk/printer.h"
#include "kiosk/slip.h"

enum { ERRANDS_MAX = 32 };

struct errands {
	struct link *link;
	struct printer *printer; /* NULL: none */
	struct flow *flow;
	int width_dots;
	struct {
		uint64_t request; /* of the link; 0: free */
		uint32_t serial;  /* of the flow */
	} open[ERRANDS_MAX];
};

/* Carries out all that the flow has asked for. */
void errands_run(struct errands *e, int64_t now_ms, int64_t wall_ms);

/* The link's answer to one of them. */
void errands_reply(struct errands *e, const struct link_message *m, int64_t now_ms);

/* What the printer reports. */
void errands_printed(struct errands *e, int64_t now_ms);

#endif
