/*
 * queue_model: the tickets and counters of one day as plainly as they can be told, to hold the
 * queue against.
 *
 * Tickets are in a list of which all is looked through; a queue time is worked out anew whenever it
 * is asked for; a counter keeps a copy of the ticket as it was before its last step. Shares no code
 * with the queue and knows its rules by heart (queueing.md 3, design.md 4), for the ward office.
 * Each command tells what must be answered and, when that is VERDICT_OK, does it. Tickets, counters
 * and services are indexes, -1: none; times are seconds. A value that owns nothing.
 */
#ifndef MOTCUA_TESTS_QUEUE_MODEL_H
#define MOTCUA_TESTS_QUEUE_MODEL_H

#include "server/queue.h"

enum { MODEL_TICKETS = 2000, MODEL_LEASES = 64, MODEL_HELPS = 64, MODEL_HELP_S = 28800 };

struct model_ticket {
	char number[NUMBER_SIZE];
	int service, class, lease;
	int paper; /* handed out on paper: the value of the first that was entered with it */
	int64_t issued_s, slot_s;
	int late; /* how often it came back after a missed call */
	enum ticket_state state;
	int at;          /* the counter where it is, or last was */
	int bound, from; /* counters */
	int recalls, misses, moves;
	enum call_reason reason;
	bool doubtful, rated;
	int64_t until_s, first_called_s, called_s, started_s, rung_s;
	int64_t moved, moved_s; /* which of all moves brought it here, and when */
};

struct model_step {
	bool any;
	int ticket, who;
	int64_t moved, at_s;
	struct model_ticket before;
};

struct model_counter {
	enum counter_state state;
	int ticket, who; /* who: has opened it */
	int64_t since_s; /* as it is, or free */
	struct model_step step;
};

/* Numbers set aside for a disk of somebody's. */
struct model_lease {
	int first, last, disk, who;
	int64_t at_s;
	bool returned;
};

/* A counter that does one thing more for a while (-1: it is open), and whether it was closed. */
struct model_help {
	int at, service, who;
	bool opened;
	int64_t until_s;
};

struct queue_model {
	const struct setup *setup; /* who serves what, and the prefixes */
	int64_t at_s;              /* now */
	int who;                   /* gives the next command */
	int64_t moves, clock_set;
	int count, issued[SERVICES_MAX];
	struct model_ticket tickets[MODEL_TICKETS];
	struct model_counter counters[COUNTERS_MAX];
	int lease_count;
	struct model_lease leases[MODEL_LEASES];
	int help_count;
	struct model_help helps[MODEL_HELPS];
};

void queue_model_begin(struct queue_model *m, const struct setup *setup, int64_t at_s);

/* The last ticket is the one issued. */
enum verdict queue_model_issue(struct queue_model *m, int service, int class, int64_t slot_s);
/* A new ticket that is being issued, of no number yet. */
void queue_model_add(struct queue_model *m, int service, int class);

enum verdict queue_model_lease(struct queue_model *m, int disk);
enum verdict queue_model_return(struct queue_model *m, int lease);
/* A number of a lease that was given out then; the token is that of the ticket of this index. */
enum verdict queue_model_join(struct queue_model *m, int lease, int service, int n, int class,
	int64_t taken_s, int token);
/* The lease that a disk has, -1: none; the lowest number that is set aside. */
int queue_model_held(const struct queue_model *m, int disk);
int queue_model_lowest(const struct queue_model *m);

/* Up to a value: how many on paper; the next one, with those from `first` on; a wrong one. */
enum verdict queue_model_paper_reach(
	const struct queue_model *m, int service, int value, int *count);
enum verdict queue_model_paper(struct queue_model *m, int service, int64_t taken_s, int first);
enum verdict queue_model_paper_void(struct queue_model *m, int ticket);

enum verdict queue_model_help(struct queue_model *m, int at, int service, int64_t until_s);
enum verdict queue_model_help_end(struct queue_model *m, int help);
/* The first that is over and may end, -1: none. */
int queue_model_help_over(const struct queue_model *m);
/* What a help adds to the queue time, -1: there is none; a closed counter helps nobody. */
int queue_model_help_s(const struct queue_model *m, int at, int service);
void queue_model_help_none(struct queue_model *m, int at);

enum verdict queue_model_printed(struct queue_model *m, int ticket);
enum verdict queue_model_failed(struct queue_model *m, int ticket);
enum verdict queue_model_void(struct queue_model *m, int ticket);
enum verdict queue_model_expire(struct queue_model *m, int ticket);
enum verdict queue_model_no_show(struct queue_model *m, int ticket);
enum verdict queue_model_back(struct queue_model *m, int ticket);
enum verdict queue_model_leave(struct queue_model *m, int ticket);
enum verdict queue_model_release(struct queue_model *m, int ticket);
enum verdict queue_model_reopen(struct queue_model *m, int ticket);
enum verdict queue_model_rate(struct queue_model *m, int ticket);
/* On the screen of a counter. */
enum verdict queue_model_rate_at(struct queue_model *m, int at, int ticket);
enum verdict queue_model_priority(struct queue_model *m, int ticket, int class);

enum verdict queue_model_open(struct queue_model *m, int at);
enum verdict queue_model_pause(struct queue_model *m, int at);
enum verdict queue_model_close(struct queue_model *m, int at);
enum verdict queue_model_next(struct queue_model *m, int at);
enum verdict queue_model_call(struct queue_model *m, int at, int ticket);
enum verdict queue_model_recall(struct queue_model *m, int at);
enum verdict queue_model_start(struct queue_model *m, int at);
enum verdict queue_model_finish(struct queue_model *m, int at);
enum verdict queue_model_absent(struct queue_model *m, int at);
enum verdict queue_model_hold(struct queue_model *m, int at, int64_t until_s);
enum verdict queue_model_resume(struct queue_model *m, int at, int ticket);
enum verdict queue_model_transfer(struct queue_model *m, int at, int service, int to);
enum verdict queue_model_undo(struct queue_model *m, int at);
/* The machine's clock jumped. */
void queue_model_clock(struct queue_model *m);

bool queue_model_at_counter(const struct model_ticket *t);
/* Whom a counter has now; -1: it is free from now on. */
void queue_model_have(struct queue_model *m, int at, int ticket);
/* Brings a ticket into a state by no step of a counter; a counter that had it has nothing more to
 * take back. */
enum verdict queue_model_move(struct queue_model *m, int ticket, enum ticket_state to);

int64_t queue_model_key(const struct queue_model *m, int ticket);
/* The handicap of a service at a counter; -1: not served there. */
int queue_model_serves(const struct queue_model *m, int at, int service);
/* What a counter adds to the queue time of one that waits; -1: it may not have it. */
int queue_model_handicap(const struct queue_model *m, int at, int ticket);
/* Those who wait before this one for a counter that it may come to; -1: it does not wait. */
int queue_model_ahead(const struct queue_model *m, int ticket);
/* Whose turn it is at a counter; -1: nobody waits for it. */
int queue_model_turn(const struct queue_model *m, int at);
/* Who is offered to each counter; -1: nobody. */
void queue_model_offers(const struct queue_model *m, int offers[static COUNTERS_MAX]);
enum call_reason queue_model_reason(const struct queue_model *m, int ticket);

/* Fails the test where a ticket, or anything, is another in the queue. */
void queue_model_check_ticket(const struct queue_model *m, const struct queue *q, int ticket);
void queue_model_check(const struct queue_model *m, const struct queue *q);

#endif
