/*
 * play: a day of a workload on the stage: citizens who come, wait, are away and come back, and
 * clerks who open, call, serve and close, on a drive.
 *
 * A clerk who is free calls at once; one who is to close finishes the visit first. Of somebody who
 * is not there the clerk waits 45 s. Whoever begins to wait is called at once where he is offered
 * (queue_offer). What came of it is kept per citizen, in the order of the arrivals, and per
 * counter, in the order of the set-up. Times are seconds after midnight. Owner: the caller
 * (played_clear); the day must outlive it. Source: queueing.md 3, 8.
 */
#ifndef MOTCUA_PLAY_H
#define MOTCUA_PLAY_H

#include "server/drive.h"
#include "server/workload.h"

struct played_citizen {
	const struct workload_entry *entry;
	int called; /* the first time; WORKLOAD_NONE: never */
};

struct played_call {
	int t, citizen, counter; /* index, id */
};

struct played_counter {
	int open_s, busy_s;
};

struct played {
	const struct workload_day *day;
	struct played_citizen *citizens;
	size_t citizen_count;
	struct played_call *calls;
	size_t call_count, call_room;
	struct played_counter counters[COUNTERS_MAX];
};

/* Plays a day that has just begun on the drive, whose set-up is the day's. */
void play_day(struct drive *drive, const struct workload_day *day, struct played *played);
void played_clear(struct played *played);

/* Seconds from the ticket to the first call; the citizen was called. */
int played_wait_s(const struct played_citizen *citizen);

#endif
