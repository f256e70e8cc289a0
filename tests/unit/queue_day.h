/*
 * queue_day: a day of the ward office, driven step by step, for tests of the queue.
 *
 * day_begin and day_end are a cmocka set-up and tear-down. The day begins at 08:00 of the epoch
 * with all counters closed; `at_s` is the time of the next change and `by` whoever makes it. The
 * steps fail the test when they are refused; day_ask_* only tell the verdict. When the day ends all
 * its changes are applied to a new queue, which must become the same (queue_twin).
 *
 * Services: chung-thuc A at counters 2 (own) and 3 (+300 s), ho-tich B at 3 (own) and 2 (+600 s),
 * cu-tru C at 6, kinh-doanh G at 4 (own) and 5 (+300 s).
 */
#ifndef MOTCUA_TESTS_QUEUE_DAY_H
#define MOTCUA_TESTS_QUEUE_DAY_H

#include "server/queue.h"

enum { DAY_BEGIN_S = 28800, DAY_CHANGES_MAX = 400 };

struct queue_day {
	struct setup *setup;
	struct queue *queue;
	int64_t at_s;
	char by[ID_SIZE];
	int count;
	struct change changes[DAY_CHANGES_MAX]; /* all of the day; the last is of seq `count` */
};

/* The decisions by what they are about: a counter, a ticket, a ticket and a text. */
typedef enum verdict day_at_counter(const struct queue *, int, struct change *);
typedef enum verdict day_of_ticket(const struct queue *, int64_t, struct change *);
typedef enum verdict day_of_ticket_said(
	const struct queue *, int64_t, const char *, struct change *);

int day_begin(void **state);
int day_end(void **state);

/* A change to be decided: the time and whose it is. */
struct change day_change(const struct queue_day *d);

/* Applies a change that was decided; its seq. */
int64_t day_apply(struct queue_day *d, enum verdict verdict, struct change *c);

/* The last change. */
const struct change *day_last(const struct queue_day *d);

/* A number, not yet printed, and one that waits; their ids. */
int64_t day_issue(struct queue_day *d, const char *service, const char *priority);
int64_t day_take(struct queue_day *d, const char *service, const char *priority);
/* One that waits with an appointment at a time of the day in seconds. */
int64_t day_take_slot(struct queue_day *d, const char *service, int64_t slot_s);

/* Numbers set aside for a disk of `by`; one of chung-thuc's that was given out of them at a time of
 * the day in seconds, to be decided, and one that waits. */
const struct queue_lease *day_lease(struct queue_day *d, const char *holder);
struct change day_given(const struct queue_day *d, const struct queue_lease *lease,
	const char *number, int64_t at_s);
const struct queue_ticket *day_join(
	struct queue_day *d, const struct queue_lease *lease, const char *number, int64_t at_s);

void day_open(struct queue_day *d, int counter);
void day_pause(struct queue_day *d, int counter);

void day_at(struct queue_day *d, day_at_counter *decide, int counter);
void day_of(struct queue_day *d, day_of_ticket *decide, int64_t ticket);
void day_say(struct queue_day *d, day_of_ticket_said *decide, int64_t ticket, const char *text);
enum verdict day_ask_at(const struct queue_day *d, day_at_counter *decide, int counter);
enum verdict day_ask_of(const struct queue_day *d, day_of_ticket *decide, int64_t ticket);

/* Calls the next; the number. */
const char *day_next(struct queue_day *d, int counter);
/* Calls the next and serves to the end. */
void day_serve(struct queue_day *d, int counter);
void day_call(struct queue_day *d, int counter, const char *number);
void day_hold(struct queue_day *d, int counter, int64_t until_s);
void day_resume(struct queue_day *d, int counter, const char *number);
/* To a service (NULL: the same) or a counter (0: any). */
void day_transfer(struct queue_day *d, int counter, const char *service, int to_counter);
enum verdict day_ask_call(const struct queue_day *d, int counter, const char *number);
enum verdict day_ask_resume(const struct queue_day *d, int counter, const char *number);
enum verdict day_ask_transfer(
	const struct queue_day *d, int counter, const char *service, int to_counter);

const struct queue_ticket *day_ticket(const struct queue_day *d, int64_t id);
/* How many wait for a service. */
int day_waiting(const struct queue_day *d, const char *service);

#endif
