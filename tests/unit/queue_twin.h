/*
 * queue_twin: two queues that must be the same, for tests.
 *
 * A day's changes applied again make the state that they made the first time (design.md 3): every
 * field of every ticket and counter, what can be taken back, and the calling order.
 */
#ifndef MOTCUA_TESTS_QUEUE_TWIN_H
#define MOTCUA_TESTS_QUEUE_TWIN_H

#include "server/queue.h"

/* A new queue with these changes; the test fails when one does not fit. The caller frees it. */
struct queue *queue_twin_replay(
	const struct setup *setup, const struct change *changes, size_t count);

/* Fails the test where the two differ. */
void queue_twin_same(const struct queue *a, const struct queue *b);

#endif
