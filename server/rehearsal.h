/*
 * rehearsal: a day that was, played once with the rules of now and once with others.
 *
 * The same people come, with the same visits, and the counters open as they did; only who is called
 * when is decided anew (server/workload_past.h, server/simulate.h). Played on a thread of its own,
 * one rehearsal after the other. Owner: whoever called rehearsals_new; the loop's thread.
 */
#ifndef MOTCUA_REHEARSAL_H
#define MOTCUA_REHEARSAL_H

#include "server/figures.h"
#include "server/setup.h"

enum { REHEARSALS_WAITING_MAX = 4 };

/* How long people waited, from the number to the first call. */
struct rehearsal_play {
	struct sample all, services[SERVICES_MAX];
	struct sample ordinary, priorities[PRIORITIES_MAX]; /* in the order of the play's set-up */
};

struct rehearsal {
	int day;
	const struct setup *before, *after;
	struct rehearsal_play plays[2]; /* before, after */
	bool played; /* false: nobody took a number on that day, or it could not be played */
};

struct rehearsals;

/* NULL when the system gives no thread. */
struct rehearsals *rehearsals_new(void);

/* Gives up what is not played yet, and tells everyone. NULL is nothing. */
void rehearsals_stop(struct rehearsals *r);
void rehearsals_free(struct rehearsals *r);

/* Whether as many wait as may. */
bool rehearsals_full(const struct rehearsals *r);

/* Plays a day out of its changes (copied) with both set-ups (taken over). `done` may look at the
 * rehearsal during the call. Needs the office's time zone. */
typedef void rehearsal_done(void *arg, struct rehearsal *rehearsal);
void rehearsals_play(struct rehearsals *r, int day, const struct change *changes, size_t count,
	struct setup *before, struct setup *after, rehearsal_done *done, void *arg);

/* Readable when rehearsals_drain has somebody to tell. */
int rehearsals_fd(const struct rehearsals *r);
void rehearsals_drain(struct rehearsals *r);

#endif
