/*
 * sum: what visits add up to: their ends, waits and services, kept windows, doubts.
 *
 * Pure. Owner: the caller (sum_clear); a zeroed sum is of no visit. What counts: visit.h.
 */
#ifndef MOTCUA_SUM_H
#define MOTCUA_SUM_H

#include "server/figures.h"
#include "server/visit.h"

struct sum {
	int issued;
	int states[TICKET_NO_SHOW + 1]; /* how many are in each state */
	struct sample wait, service;
	int told, held, early, late; /* windows: of those told, called within, before, after */
	int calls, missed, chosen;   /* calls in all; nobody came; out of turn */
	int doubtful;
};

/* `target_s`: of the wait; 0: none. */
void sum_add(struct sum *sum, const struct visit *visit, int target_s);
void sum_clear(struct sum *sum);

/* Numbers that have something before them still. */
int sum_open(const struct sum *sum);

#endif
