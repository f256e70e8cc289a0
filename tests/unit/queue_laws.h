/*
 * queue_laws: what must hold of a day whatever happens in it (design.md 4, "Always true";
 * queueing.md 3, the guarantees), looked at from outside, for tests.
 *
 * It hears of each change just before the queue does, keeps all of them, and shows them to two
 * boards, one of which hears them as a screen does, in JSON. Every function fails the test when a
 * law is broken. Owner: whoever called queue_laws_begin ends it with queue_laws_clear.
 */
#ifndef MOTCUA_TESTS_QUEUE_LAWS_H
#define MOTCUA_TESTS_QUEUE_LAWS_H

#include "server/queue.h"

enum { LAWS_CHANGES = 12000, LAWS_TICKETS = 4000 };

struct queue_laws {
	const struct setup *setup;
	struct snapshot *board, *screen;
	struct change *changes; /* the one of seq n is at n - 1 */
	size_t count;
	int absent, most_absent;
	size_t ticket_count;
	struct {
		enum ticket_state state;    /* as the changes tell it */
		int64_t seen_seq, seen_key; /* when it was last seen to wait */
	} tickets[LAWS_TICKETS];
};

void queue_laws_begin(struct queue_laws *l, const struct setup *setup);
void queue_laws_clear(struct queue_laws *l);

/* A change that the queue is about to apply. */
void queue_laws_change(struct queue_laws *l, const struct queue *q, const struct change *c);

/* After any change. */
void queue_laws_hold(struct queue_laws *l, const struct queue *q);

/* The day told again makes the same queue, and no number was given out twice. */
void queue_laws_replay(const struct queue_laws *l, const struct queue *q);

#endif
