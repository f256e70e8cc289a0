/*
 * stay: how long a counter is taken by one person, drawn for one replicate.
 *
 * struct stays is what is drawn from: prepared once per pass from the learned figures, owns its
 * memory. Pure; seconds, f counted from hall.now_s.
 *
 * Source: queueing.md 4.2 and 4.4, steps 1, 2 and 4.
 */
#ifndef MOTCUA_STAY_H
#define MOTCUA_STAY_H

#include <stddef.h>
#include <stdint.h>

#include "server/hall.h"
#include "server/strata.h"

struct stays {
	double *median_s;        /* exp(mu) of each service */
	double multiple[STRATA]; /* the strata's quantiles, as multiples of the median */
	double b;
	double pace;           /* g */
	double shared[STRATA]; /* the factor that is common to all durations of a replicate */
	double no_show;        /* p */
	double absence_s;      /* a */
};

void stays_init(struct stays *stays, const struct hall *hall);
void stays_clear(struct stays *stays);

/* The stay of somebody called at f: a visit, or the time lost because he is away. */
double stay_called(const struct stays *stays, size_t service, uint64_t duration_order,
	uint64_t absence_order, double f, unsigned replicate);

/* What is left, from now, of the visit that a busy counter is at. */
double stay_left(const struct stays *stays, const struct hall_counter *counter, int64_t now_s,
	unsigned replicate);

#endif
