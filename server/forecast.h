/*
 * forecast: 64 deterministic simulations of the hall, forward from now, under the rule that calls.
 *
 * In each replicate the counters call the smallest queue time they can serve (plus their handicap;
 * ties by seq) among the waiting tickets and the phantoms that have arrived, with one draw per
 * ticket for its duration and one for its absence. Waits are seconds from hall.now_s to the call.
 * Allocates once per pass, nothing in between.
 *
 * Source: queueing.md 4.4.
 */
#ifndef MOTCUA_FORECAST_H
#define MOTCUA_FORECAST_H

#include <stdbool.h>
#include <stddef.h>

#include "server/hall.h"
#include "server/strata.h"

#define FORECAST_REPLICATES STRATA
#define FORECAST_HORIZON_S 36000.0

struct forecast {
	bool reachable;                     /* a counter that serves it is or will be there */
	double wait_s[FORECAST_REPLICATES]; /* INFINITY: not called within the horizon */
};

/* Simulates hall->waiting into waiting[hall->waiting_count] and the probes (see server/estimate.h)
 * into answers[probe_count]. */
void forecast_all(const struct hall *hall, const struct hall_ticket *probes, size_t probe_count,
	struct forecast *waiting, struct forecast *answers);

#endif
