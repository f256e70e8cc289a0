/*
 * phantom: the arrivals of the coming hours that can be called before somebody who waits already.
 *
 * Two kinds: the recent tickets with a head start, replayed over and over from now on with another
 * offset in each replicate; and the booked appointments whose people are not here yet. Times are
 * seconds from hall.now_s. struct phantoms is prepared once per pass and owns its arrays; struct
 * phantom_stream, one per replicate, walks through it in order of arrival.
 *
 * Source: queueing.md 4.4, step 3.
 */
#ifndef MOTCUA_PHANTOM_H
#define MOTCUA_PHANTOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/hall.h"

struct phantom {
	double at_s; /* its arrival */
	double key_s;
	size_t service;
	uint64_t duration_order; /* see server/strata.h */
	uint64_t absence_order;
};

/* A recent ticket: issued position_s after the beginning of the cycle that ends now. */
struct phantom_replay {
	double position_s;
	double head_start_s;
	size_t service;
	uint32_t seq;
};

struct phantoms {
	double cycle_s; /* T: what was issued in the last T seconds comes again every T seconds */
	struct phantom_replay *replays; /* in order of position */
	size_t replay_count;
	struct phantom *booked; /* in order of arrival */
	size_t booked_count;
};

struct phantom_stream {
	const struct phantoms *phantoms;
	double offset_s;     /* T * u_r */
	size_t turn;         /* the next replay, counted over all cycles */
	size_t booked;       /* the next booked one */
	struct phantom next; /* at_s = INFINITY: there is none */
	bool next_is_booked;
};

void phantoms_init(struct phantoms *phantoms, const struct hall *hall);
void phantoms_clear(struct phantoms *phantoms);

/* At most how many a stream brings until horizon_s. */
size_t phantoms_most(const struct phantoms *phantoms, double horizon_s);

/* Begins the stream of one replicate: `next` is its first phantom. */
void phantom_stream_init(
	struct phantom_stream *stream, const struct phantoms *phantoms, unsigned replicate);

/* Moves `next` on. */
void phantom_stream_advance(struct phantom_stream *stream);

#endif
