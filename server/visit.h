/*
 * visit: the visits of one day, what counters did in each hour, and what people thought, made of
 * the day's changes alone, so that anyone can compute it again.
 *
 * A visit is a number, from when it was given out to its end. A step that was taken back (`undone`)
 * did not happen. What counts:
 * - The wait is from the number to the first call; the lunch break and whatever else lies between
 *   counts. Of a number that a kiosk gave out while it was cut off it begins when it was given out.
 * - The service is from start to finish; the time in which it was held does not count, nor does the
 *   time between two counters after a transfer. What was served at several counters is added up;
 *   `stay_s` is the part at the counter where it ended.
 * - A visit is of the service that its number was taken for, also after a transfer, and of the
 *   priority class that it had last.
 * - Times over which something is doubtful are marked, so that they are counted apart: VISIT_* say
 *   what. A wait is doubtful when the clock was set before the first call or the number was handed
 *   out on paper, a service for all other reasons.
 * - A counter is open from its opening to its pause or close, busy from a call (or the resuming of
 * a held visit) until the person leaves it. What nobody has ended lasts until the last thing done
 *   at that counter. A stay that the day's end or the lead ended is left out; so is the time that a
 *   clock skipped when it was set.
 * - Each answer to the question how it was is a rating; which visit it was of is not kept.
 *
 * Pure. Seconds are after the midnight of the day, VISIT_NEVER when it did not come to that.
 * Hours are those of a day of 24 hours. Owner: who called visit_book_new; visit_day_clear frees a
 * day.
 */
#ifndef MOTCUA_VISIT_H
#define MOTCUA_VISIT_H

#include "common/proto.h"

#include <stddef.h>

enum { VISIT_NEVER = -1, VISIT_REASONS_MAX = 8, VISIT_LONG_S = 4 * 60 * 60, VISIT_HOURS = 24 };

enum visit_doubt {
	VISIT_CLOCK_WAITING = 1, /* the clock was set before the first call */
	VISIT_CLOCK_LATER = 2,   /* … after it, and before the end */
	VISIT_UNENDED = 4,       /* it was at a counter when the day was over */
	VISIT_RELEASED = 8,      /* the lead took it away from its counter */
	VISIT_REOPENED = 16,     /* its end was none */
	VISIT_LONG = 32,         /* it was served for more than four hours */
	VISIT_ON_PAPER = 64,     /* its number was handed out on paper: who knows when */
	VISIT_WAIT_DOUBTS = VISIT_CLOCK_WAITING | VISIT_ON_PAPER, /* the wait's alone */
};

struct visit {
	char number[NUMBER_SIZE];
	int service;                                /* index of the day's names */
	int priority;                               /* the same; -1: none */
	int issued_s, called_s, started_s, ended_s; /* called: the first time, started: too */
	int wait_s, service_s, stay_s;              /* never: not called; not served */
	int first_counter, counter;                 /* that called it first, last; 0: none */
	enum ticket_state state;
	int calls, chosen;        /* calls in all; those out of turn */
	int misses, moves, holds; /* absent; transferred; held */
	struct told told;
	int slot_s;
	unsigned doubts;
};

/* What somebody thought of a visit. */
struct visit_rating {
	int service, counter;
	int score;                                    /* 1 … 5, the best */
	int reason_count, reasons[VISIT_REASONS_MAX]; /* indexes of the day's names */
};

/* A counter in an hour of the day. */
struct visit_desk {
	int counter, hour;
	int64_t open_ms, busy_ms;
};

/* Appointment slips that were due on the day, as the office's list of results said last. */
struct visit_slips {
	bool known; /* there was a list that day */
	int due, ready;
};

struct visit_day {
	int day;
	int64_t midnight_ms; /* when it begins */
	int64_t seq;         /* of the last change in it */
	size_t name_count, visit_count, rating_count, desk_count;
	char (*names)[ID_SIZE]; /* ids of services, priority classes and reasons */
	struct visit *visits;   /* in order of issue */
	struct visit_rating *ratings;
	struct visit_desk *desks; /* by counter and hour */
	struct visit_slips slips;
};
void visit_day_clear(struct visit_day *day);

struct visit_book;

/* A day that begins at a moment. */
struct visit_book *visit_book_new(int day, int64_t midnight_ms);
void visit_book_free(struct visit_book *book);

/* The next change; one of another day is passed over. */
void visit_book_add(struct visit_book *book, const struct change *c);

/* Which day it is, and the last change of it (0: none). */
int visit_book_date(const struct visit_book *book);
int64_t visit_book_seq(const struct visit_book *book);

/* The slips as they were counted last. */
struct visit_slips visit_book_slips(const struct visit_book *book);

/* The day as it is with the changes so far. */
void visit_book_day(const struct visit_book *book, struct visit_day *day);

/* Whether the wait, the service counts among the times that can be trusted. */
bool visit_wait_counts(const struct visit *visit);
bool visit_service_counts(const struct visit *visit);

#endif
