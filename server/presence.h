/*
 * presence: when a counter takes tickets during the rest of the day, as far as it can be foreseen.
 *
 * Times here are seconds from hall.now_s, INFINITY = never again today. The spans belong to struct
 * presence and hold at most one more than the counter has planned openings.
 * Source: queueing.md 4.4, step 2.
 */
#ifndef MOTCUA_PRESENCE_H
#define MOTCUA_PRESENCE_H

#include <stddef.h>

#include "server/hall.h"

struct presence_span {
	double from_s;
	double to_s;
};

struct presence {
	double start_s; /* now if the counter is open, else its expected return */
	struct presence_span *spans;
	size_t count;
};

/* Foresees one counter; end with presence_clear. */
void presence_init(struct presence *presence, const struct hall_counter *counter, int64_t now_s);
void presence_clear(struct presence *presence);

/* The first moment from t on at which the counter takes tickets. */
double presence_next(const struct presence *presence, double t);

/* The end of the span that contains t; t itself if none does. */
double presence_until(const struct presence *presence, double t);

#endif
