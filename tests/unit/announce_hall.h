/*
 * announce_hall: a hall of six open counters and its announcer, for tests of the announcer.
 *
 * A value; what happens in it is heard by the announcer at once, at `now_ms`.
 */
#ifndef MOTCUA_TESTS_ANNOUNCE_HALL_H
#define MOTCUA_TESTS_ANNOUNCE_HALL_H

#include "display/announce.h"

enum { HALL_COUNTERS = 6 };

struct hall {
	struct snapshot s;
	struct announce a;
	int64_t now_ms, changed_ms; /* the server's time is never before its last change */
	bool cut;                   /* the announcer hears of nothing */
};

/* An empty hall; the announcer hears of one counter's calls, or of all (0). */
struct hall hall_open(int announced_counter);

/* A number changes at a counter. */
void hall_change(struct hall *h, enum change_kind kind, const char *number, int counter,
	enum ticket_state state);
void hall_call(struct hall *h, const char *number, int counter);

/* The link is there again. */
void hall_mend(struct hall *h);

/* A call that is to be heard is heard in no time; false: there is none. */
bool hall_hear(struct announce *a, int64_t now_ms);

/* Time passes. */
void hall_later(struct hall *h, int64_t ms);

#endif
