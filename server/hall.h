/*
 * hall: the hall as the wait estimate sees it at one moment: a plain view, filled by whoever knows
 * the office's state, read by forecast and estimate.
 *
 * The view owns nothing: its arrays belong to the caller and must outlive the call it is passed to.
 * A service is named by its index in `services`; a counter's index in `counters` is its rank where
 * ties are broken by "lowest number". Times (`*_s`, int64_t) are whole seconds from one fixed
 * origin (Unix time or local midnight); HALL_NO_TIME says "none". Keys are queue times, in the same
 * seconds.
 *
 * Source: queueing.md 3 (terms) and 4.4 (what the simulation starts from).
 */
#ifndef MOTCUA_HALL_H
#define MOTCUA_HALL_H

#include <stddef.h>
#include <stdint.h>

#include "server/learn.h"

#define HALL_NO_TIME INT64_MIN

struct hall_service {
	double mean_s; /* configured mean duration, 0 = none */
	struct learn_service learned;
};

/* A planned opening [from_s, to_s). */
struct hall_opening {
	int64_t from_s;
	int64_t to_s;
};

/* A service that a counter serves; the handicap is 0 for its own work, above for helping out. */
struct hall_serves {
	size_t service;
	int64_t handicap_s;
	int64_t for_s; /* it is called so long from now on; 0: without end */
};

enum hall_counter_state {
	HALL_CLOSED, /* closed or paused */
	HALL_IDLE,   /* open, nobody called */
	HALL_BUSY    /* open, somebody called or served */
};

struct hall_counter {
	enum hall_counter_state state;
	/* HALL_BUSY: whose visit, of which service, called when. */
	uint32_t busy_seq;
	size_t busy_service;
	int64_t busy_since_s;
	/* HALL_CLOSED: closed since when (HALL_NO_TIME: never open today), the return time the
	 * clerk typed (HALL_NO_TIME: none). */
	int64_t away_since_s;
	int64_t back_s;
	/* Today's planned openings, earliest first, not overlapping. None: an open counter stays
	 * open and a closed one comes back only at its typed return time. */
	const struct hall_opening *openings;
	size_t opening_count;
	const struct hall_serves *serves;
	size_t serves_count;
};

/* A ticket that waits (or is being issued), with its queue time. `seq` is unique within the day. */
struct hall_ticket {
	uint32_t seq;
	size_t service;
	int64_t key_s;
};

/* A ticket with a head start (priority by law) that was issued today, in whatever state it is now:
 * people like them will go on arriving. Those older than an hour may be left out; appointments must
 * be, because the booked ones to come are foreseen one by one. */
struct hall_issue {
	uint32_t seq;
	size_t service;
	int64_t issued_s;
	int64_t head_start_s;
};

/* A booked appointment whose person has not come yet. `ref` is any number that stays the same. */
struct hall_booking {
	uint32_t ref;
	size_t service;
	int64_t slot_s;
	int64_t head_start_s; /* its key will be slot_s - head_start_s */
};

struct hall {
	int64_t now_s;
	int64_t first_issue_s; /* today's first ticket of any kind, HALL_NO_TIME = none yet */
	int64_t grace_s;       /* how late an appointment may come and still count */
	/* A planned break of the whole hall, running or next; HALL_NO_TIME = none. */
	int64_t break_from_s, break_to_s;
	struct learn learn;
	const struct hall_service *services;
	size_t service_count;
	const struct hall_counter *counters;
	size_t counter_count;
	const struct hall_ticket *waiting;
	size_t waiting_count;
	const struct hall_issue *recent;
	size_t recent_count;
	const struct hall_booking *booked;
	size_t booked_count;
};

#endif
