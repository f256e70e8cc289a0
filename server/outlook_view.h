/*
 * outlook_view: the day as the estimate reads it, made from the queue, the set-up and the calendar.
 *
 * For server/outlook.c. The view owns its arrays but for who is booked, which is the outlook's.
 * Units: those of server/hall.h. Source: queueing.md 4.4.
 */
#ifndef MOTCUA_OUTLOOK_VIEW_H
#define MOTCUA_OUTLOOK_VIEW_H

#include "server/hall.h"
#include "server/outlook.h"

struct outlook_view {
	struct hall hall;
	struct hall_service services[SERVICES_MAX];
	struct hall_counter counters[COUNTERS_MAX];
	struct hall_opening openings[COUNTERS_MAX][SETUP_SPANS_MAX];
	struct hall_serves serves[COUNTERS_MAX][SERVICES_MAX];
	struct hall_ticket *waiting;
	int *at; /* the index in the queue of each that waits */
	struct hall_issue *recent;
};

/* Whether a ticket is one of those that wait to be called. */
bool outlook_view_awaits(const struct queue_ticket *ticket);

struct outlook_view *outlook_view_new(
	const struct outlook *outlook, const struct queue *queue, int64_t at_ms);
void outlook_view_free(struct outlook_view *view);

#endif
