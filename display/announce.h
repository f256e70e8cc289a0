/*
 * announce: which call is the newest one, for how long it is lit, and when it is to be heard.
 *
 * Calls come one at a time onto the panel, in the order they were made, each for at least
 * ANNOUNCE_KEEP_MS and until it has been heard; each is to be heard once when it gets there, a
 * recall again. Of more than ANNOUNCE_MAX that wait for their turn the oldest are only shown. A
 * call that is older than ANNOUNCE_OLD_MS when it is heard of (the screen was started or the link
 * came back) or when its turn comes is shown, but neither lit nor heard. Whoever is no longer
 * awaited (served, absent, moved on, undone) before his turn on the panel is left out. Pure: no
 * clock, no sound; times are the server's, in Unix milliseconds. A value that owns nothing.
 */
#ifndef MOTCUA_ANNOUNCE_H
#define MOTCUA_ANNOUNCE_H

#include "common/proto.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	ANNOUNCE_MAX = 32,
	ANNOUNCE_KEEP_MS = 10000,
	ANNOUNCE_OLD_MS = 60000,
	ANNOUNCE_BLINK_MS = 1000, /* lit and unlit for so long each */
};

struct announce {
	int counter; /* calls to this one alone; 0: all of the hall */
	bool any;    /* `shown` is on the panel */
	bool fresh;  /* it was announced, not taken over from the past */
	struct snapshot_call shown;
	int64_t since_ms; /* on the panel, or recalled there */
	int pending_count, heard_count;
	struct snapshot_call pending[ANNOUNCE_MAX];
	/* Each counter's last call that was heard of, so that none is twice. */
	struct announce_heard {
		int counter;
		int64_t at_ms;
	} heard[COUNTERS_MAX];
	int64_t heard_ms; /* calls made up to then were heard before the program was started */
	bool say;         /* the call on the panel is to be heard */
	bool speaking;    /* a call is being heard, whether or not it is still on the panel */
};

/* Takes over a snapshot, the first, after a break of the link or with other counters; a counter
 * that is not in it has nothing to announce any more. */
void announce_snapshot(struct announce *a, const struct snapshot *s, int64_t now_ms);

/* Hears of a change; `s` is the hall after it. */
void announce_change(
	struct announce *a, const struct snapshot *s, const struct change *c, int64_t now_ms);

/* Moves on to the next call when it is time. */
void announce_tick(struct announce *a, int64_t now_ms);

/* When announce_tick or announce_lit will next tell something else; INT64_MAX for never. */
int64_t announce_due(const struct announce *a, int64_t now_ms);

/* Whether a call is to be heard now; asking takes it, and no other comes before announce_heard. */
bool announce_take(struct announce *a, struct snapshot_call *call);

/* All calls made up to then have been heard or left out once the one that was taken is heard; 0:
 * none. One that is on the panel and was not taken yet is still to be heard. */
int64_t announce_done_ms(const struct announce *a);

/* The call that was taken has been heard to its end, or will not be heard. */
void announce_heard(struct announce *a, int64_t now_ms);

/* The call on the panel is one of now, in the yellow half of its blinking or steady after it. */
bool announce_lit(const struct announce *a, int64_t now_ms);

/* Until when the call on the panel is one of now and blinks; INT64_MIN: none does. */
int64_t announce_lit_until_ms(const struct announce *a);

/* This call waits for its turn on the panel. */
bool announce_is_pending(const struct announce *a, const char *number, int counter);

#endif
