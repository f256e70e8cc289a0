/*
 * slide_turn: when the slide beside the calls gives way to the next one.
 *
 * Each is shown so long; the next one is made ready just before its turn. While a call is lit the
 * slide stands still, whatever comes due. Pure: times are the caller's monotonic milliseconds. A
 * value that owns nothing; zeroed but for every_ms, nothing is shown and the next one is to be
 * asked for.
 */
#ifndef MOTCUA_SLIDE_TURN_H
#define MOTCUA_SLIDE_TURN_H

#include <stdbool.h>
#include <stdint.h>

enum { SLIDE_AHEAD_MS = 3000 }; /* the next one is asked for so long before its turn */

enum slide_next {
	SLIDE_UNKNOWN,
	SLIDE_ASKED,
	SLIDE_READY,
	SLIDE_NONE, /* there is none, until something is new */
};

enum slide_found {
	SLIDE_FOUND,
	SLIDE_FOUND_SAME, /* the one that is shown is the only one */
	SLIDE_FOUND_NONE,
};

enum slide_move { SLIDE_STAYS, SLIDE_NEXT, SLIDE_GOES };

struct slide_turn {
	int64_t every_ms, since_ms;
	bool shown;
	bool lost; /* the one that is shown was removed or replaced */
	enum slide_next next;
};

/* Whether the next one is to be made ready now; asking takes it. */
bool slide_turn_asks(struct slide_turn *t, int64_t now_ms);

/* What came of it. */
void slide_turn_found(struct slide_turn *t, enum slide_found found, int64_t now_ms);

/* The files are others than before; whether the one that is shown is still among them. True: one
 * that was ready is to be thrown away. */
bool slide_turn_news(struct slide_turn *t, bool there);

/* What is to be done with the slide now; asking takes it. */
enum slide_move slide_turn_moves(struct slide_turn *t, int64_t now_ms, int64_t still_until_ms);

/* When one of these will tell something else; INT64_MAX: when there are news. */
int64_t slide_turn_due(const struct slide_turn *t, int64_t still_until_ms);

#endif
