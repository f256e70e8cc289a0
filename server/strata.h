/*
 * strata: draws without random numbers (a Latin hypercube).
 *
 * The simulation runs 64 replicates. Each thing that is drawn (a duration, an absence) has an
 * order, a permutation of 0..63 chosen by a hash of its id and purpose: replicate r gets stratum
 * order(r), so over the 64 replicates every stratum occurs exactly once, and the same thing keeps
 * its draws from one pass to the next. Pure.
 *
 * Source: queueing.md 4.3.
 */
#ifndef MOTCUA_STRATA_H
#define MOTCUA_STRATA_H

#include <stdint.h>

#define STRATA 64

/* What is drawn; one id may be drawn for several purposes. STRATA_REPLAY + n: the n-th replay. */
enum strata_purpose {
	STRATA_DURATION,
	STRATA_ABSENCE,
	STRATA_SHARED,
	STRATA_OFFSET,
	STRATA_BOOKED,
	STRATA_BOOKED_ABSENCE,
	STRATA_REPLAY
};

/* The order of the draws for a purpose of the thing `id`. */
uint64_t strata_order(uint32_t id, uint32_t purpose);

/* The stratum, 0..63, of a replicate, 0..63. */
unsigned strata_at(uint64_t order, unsigned replicate);

/* The middle of a stratum, in (0, 1): (stratum + 0.5) / 64. */
double strata_middle(unsigned stratum);

#endif
