/*
 * queue_run: a queue, its plain model and the laws of a day, given the same random commands.
 *
 * Counters and tickets are indexes as in the model. The value owns the queue while a day lasts.
 */
#ifndef MOTCUA_TESTS_QUEUE_RUN_H
#define MOTCUA_TESTS_QUEUE_RUN_H

#include "tests/unit/queue_laws.h"
#include "tests/unit/queue_model.h"

struct run {
	struct setup *setup;
	struct queue *queue;
	struct queue_model model;
	struct queue_laws laws;
	unsigned random;
	int at, ticket; /* of the last command */
	const char *command;
	long made[CHANGE_HELP_ENDED + 1]; /* changes of each kind */
};

/* A random number from 0 to n - 1. */
int run_below(struct run *r, int n);

/* The ids of a counter and of a ticket. */
int run_counter(const struct run *r, int at);
int64_t run_ticket(const struct run *r, int ticket);

/* A change to be decided: the time and whose it is. */
struct change run_change(const struct run *r);

/* The queue must have answered what the model did; its change is applied and must be the model's.
 */
void run_agree(struct run *r, enum verdict verdict, enum verdict expected, struct change *c);

/* Commands about numbers on paper: some are entered, one was wrong. */
void run_paper(struct run *r, int at, int ticket);
void run_paper_void(struct run *r, int at, int ticket);

/* Commands about helps: one begins, one ends, those that are over do. */
void run_help(struct run *r, int at, int ticket);
void run_help_end(struct run *r, int at, int ticket);
void run_helps_over(struct run *r, int at, int ticket);

#endif
