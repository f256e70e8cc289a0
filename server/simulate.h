/*
 * simulate: days of a workload played one after the other in one office, and what came of them.
 *
 * What was learned on a day stays for the next, as in the office itself. Waits are those of
 * wait_score: from the number to the first call. Owner: whoever called simulate;
 * simulation_clear frees. Units: seconds. Source: queueing.md 8.
 */
#ifndef MOTCUA_SIMULATE_H
#define MOTCUA_SIMULATE_H

#include "server/play.h"
#include "server/wait_score.h"

struct simulation {
	size_t days, citizens;
	struct wait_score score;
	int *waits; /* of all who were called, the shortest first */
	size_t wait_count;
	int64_t open_s[COUNTERS_MAX], busy_s[COUNTERS_MAX]; /* in the order of the set-up */
};

/* A play and the office that it was played in: the days as they were, then with the change. */
struct simulate_play {
	const struct setup *setup;
	struct simulation result;
};
enum { SIMULATE_PLAYS_MAX = 2 };

/* A day has been played; the queue is as it was left. */
typedef void simulate_day(void *arg, const struct played *played, const struct queue *queue);

enum simulate_how { SIMULATE_WITH_WAITS, SIMULATE_CALLS_ALONE }; /* alone: no wait is told */

/* Plays all days and tells of each; false, with a line in the log, when the office cannot be had.
 */
bool simulate(const struct workload *workload, enum simulate_how how, struct simulation *simulation,
	simulate_day *day, void *arg);
void simulation_clear(struct simulation *simulation);

/* Who took a number and was never called. */
size_t simulation_left(const struct simulation *simulation);

/* The wait that so many of a hundred did not exceed; 0 when nobody was called. */
int simulation_wait_s(const struct simulation *simulation, int percent);

#endif
