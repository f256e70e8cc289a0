/*
 * estimate: how long each waiting ticket, and a ticket taken now, is likely to wait.
 *
 * Pure: reads a view of the hall (server/hall.h), keeps nothing, the same view gives the same
 * answer to the last bit. Waits are seconds from hall.now_s to the call.
 *
 * A probe is a ticket that does not exist: {service, key_s = now} asks what an ordinary ticket
 * taken now would be told. It is called when its turn comes but takes no counter's time, so any
 * number of probes can be asked in one pass; because a new ticket changes nothing before its own
 * call, the answer is exactly what the real ticket would get. (A probe's seq is not read; it stands
 * behind all waiting tickets with its key.)
 *
 * A wait of which most simulations say "not today" ends at ten hours (FORECAST_HORIZON_S); p_today
 * tells such a number from an honest one.
 *
 * Source: queueing.md 4.
 */
#ifndef MOTCUA_ESTIMATE_H
#define MOTCUA_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>

#include "server/hall.h"

struct estimate {
	bool known;   /* false: no counter for it is open or planned; nothing else is set then */
	double low_s; /* 0 <= low_s <= mid_s <= high_s <= 10 h */
	double mid_s; /* the point: the median of the simulated waits */
	double high_s;
	double p_today; /* how likely it is called today at all, 0..1 */
	/* How likely it is called before the hall's planned break begins, and when it is over. */
	double p_before, p_after;
};

/* A window as shown to people, whole minutes in seconds. */
struct estimate_window {
	int from_s;
	int to_s;
};

/* Estimates all waiting tickets into waiting[hall->waiting_count] and the probes into
 * answers[probe_count], in one pass. */
void estimate_all(const struct hall *hall, const struct hall_ticket *probes, size_t probe_count,
	struct estimate *waiting, struct estimate *answers);

/* The window as shown: rounded outwards to 1 minute below 10, 5 below 60, 10 above; never empty. */
struct estimate_window estimate_window(double low_s, double high_s);

#endif
