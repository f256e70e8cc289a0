/*
 * wait_score: how well the office kept what it said: which of the waits that were told came true.
 *
 * Made from the tickets of a day, that is from its changes alone, so that anyone can compute it
 * again. A ticket counts when it was called; its wait is from the number to the first call. A
 * window held when the wait lies in it, ends included, as it was said when the number was given.
 * Owner: whoever made it with wait_score_add; wait_score_clear frees. Units: seconds.
 */
#ifndef MOTCUA_WAIT_SCORE_H
#define MOTCUA_WAIT_SCORE_H

#include "server/queue.h"
#include "server/visit.h"

struct wait_score_row {
	int day;               /* 0: of all days */
	char service[ID_SIZE]; /* empty: of all services */
	int called, told;      /* tickets that were called; those of them that were told a wait */
	int held, early, late; /* of those told: called within, before and after the window */
	int64_t wait_s;        /* sum over the called */
	int64_t error_s;       /* sum of the distances from the middle of what was told */
	int max_wait_s;
};

struct wait_score {
	struct wait_score_row *rows; /* by day and service, in the order they came */
	size_t count;
};

void wait_score_clear(struct wait_score *score);

/* Adds a day as the queue has it now. */
void wait_score_add(struct wait_score *score, int day, const struct queue *queue);

/* Adds a visit (server/visit.h) of a day, taken for that service; days come one after the other. */
void wait_score_add_visit(
	struct wait_score *score, int day, const char *service, const struct visit *visit);

/* All rows of a service (its id; NULL: of every service) as one, of no day. */
struct wait_score_row wait_score_total(const struct wait_score *score, const char *service);

/* The mean wait of those who were called; there must be one. */
int64_t wait_score_mean_s(const struct wait_score_row *row);

#endif
