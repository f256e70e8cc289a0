/*
 * worker: a thread of its own for what would make the loop wait, with a mailbox each way.
 *
 * The owner hands items over; `run` is called on the worker's thread with all that have gathered
 * (or with one after the other), in order, and then they are the owner's again. The worker never
 * looks into an item and never frees one. worker_submit, worker_finished and worker_fd belong to
 * the owner's thread.
 */
#ifndef MOTCUA_WORKER_H
#define MOTCUA_WORKER_H

#include <stddef.h>

enum worker_portion {
	WORKER_ALL, /* run gets everything that has gathered */
	WORKER_ONE, /* run gets one item at a time */
};

struct worker;

/* Starts the thread, where `run` does the work of `count` ≥ 1 items; NULL when the system gives
 * none. */
struct worker *worker_new(
	void (*run)(void **items, size_t count, void *arg), enum worker_portion portion, void *arg);

/* Hands an item over without waiting for anything. */
void worker_submit(struct worker *worker, void *item);

/* The oldest item whose work is done, or NULL. */
void *worker_finished(struct worker *worker);

/* Readable exactly while worker_finished has something to give. */
int worker_fd(const struct worker *worker);

/* Ends the thread once the work of all items is done; what is finished can still be taken. */
void worker_stop(struct worker *worker);

/* Stops and frees; the caller has taken back what it wants. NULL is nothing. */
void worker_free(struct worker *worker);

#endif
