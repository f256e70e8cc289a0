/*
 * proto: the language that the programs speak with each other.
 *
 * What: the words of the interface (states, kinds, reasons) and the values made of them: a change,
 * a snapshot of the hall, the office as everyone may see it, a ticket. Values hold fixed arrays,
 * are copied by `=` and own nothing. JSON goes in and out in proto_json.h. Units: *_ms are Unix
 * milliseconds, *_s whole seconds, day is YYYYMMDD in the office's time zone. Source: the
 * interface, version 1 (server/openapi.yaml).
 */
#ifndef MOTCUA_PROTO_H
#define MOTCUA_PROTO_H

#include "common/slip_code.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	NUMBER_SIZE = 16, /* "A012", "Đ1-031" */
	NUMBER_DIGITS_MIN = 3,
	ID_SIZE = 40,       /* of a service, a priority class, an account */
	CODE_SIZE = 16,     /* of a procedure: "1.001193" */
	NAME_SIZE = 256,    /* a name for people, in one language */
	NOTICE_SIZE = 1024, /* a notice, in one language */
	PERSON_SIZE = 96,   /* a clerk's name or title */
	NOTE_SIZE = 128,    /* a reason in a person's words */
	HOLDER_SIZE = 65,   /* of a lease of numbers: the kiosk's disk */
	TOKEN_SIZE = 23,    /* 128 random bits in base64url */
	DIGEST_SIZE = 44,   /* 256 bits in base64url */
	EPOCH_SIZE = 16,
	SERVICES_MAX = 64,
	COUNTERS_MAX = 64,
	PRIORITIES_MAX = 16,
	ZONES_MAX = 16,
	NOTICES_MAX = 8,
	DONE_SIZE = 192, /* procedures handled in one visit */
	RECENT_MAX = 8,
	ABSENT_MAX = 32,
};

enum ticket_state {
	TICKET_NONE, /* no ticket, or not said */
	TICKET_ISSUING,
	TICKET_WAITING,
	TICKET_CALLED,
	TICKET_SERVING,
	TICKET_HELD,
	TICKET_ABSENT,
	TICKET_SERVED,
	TICKET_CANCELLED,
	TICKET_VOID,
	TICKET_EXPIRED,
	TICKET_NO_SHOW,
};

enum counter_state {
	COUNTER_CLOSED,
	COUNTER_OPEN,
	COUNTER_PAUSED,
};

enum change_kind {
	CHANGE_NONE,
	CHANGE_ISSUED,
	CHANGE_PRINTED,
	CHANGE_VOIDED,
	CHANGE_CALLED,
	CHANGE_RECALLED,
	CHANGE_STARTED,
	CHANGE_FINISHED,
	CHANGE_ABSENT,
	CHANGE_RETURNED,
	CHANGE_NO_SHOW,
	CHANGE_HELD,
	CHANGE_RESUMED,
	CHANGE_TRANSFERRED,
	CHANGE_UNDONE,
	CHANGE_CANCELLED,
	CHANGE_RELEASED,
	CHANGE_REOPENED,
	CHANGE_EXPIRED,
	CHANGE_RATED,
	CHANGE_COUNTER_OPENED,
	CHANGE_COUNTER_PAUSED,
	CHANGE_COUNTER_CLOSED,
	CHANGE_DAY_OPENED,
	CHANGE_DAY_CLOSED,
	CHANGE_SETUP,
	CHANGE_RECLASSIFIED,   /* another priority class */
	CHANGE_CLOCK_SET,      /* the machine's clock had jumped and was believed */
	CHANGE_LEASED,         /* numbers were set aside for a kiosk that is cut off */
	CHANGE_LEASE_RETURNED, /* no more of them will be given out */
	CHANGE_HELP_BEGUN,     /* a counter takes in one more service, or is opened, for a while */
	CHANGE_HELP_ENDED,     /* it no longer does */
	CHANGE_CONTINUED,      /* a series goes on behind a number that was given out elsewhere */
	CHANGE_SLIPS_COUNTED,  /* how many results were due on this day, and how many are ready */
};

/* Why this ticket was called and not another. */
enum call_reason {
	REASON_NONE,
	REASON_IN_TURN,
	REASON_PRIORITY,
	REASON_APPOINTMENT,
	REASON_RETURNED,
	REASON_TRANSFERRED,
	REASON_CHOSEN,
	REASON_OVERDUE,
};

/* A name in both languages; an empty one is unknown. */
struct name {
	char vi[NAME_SIZE];
	char en[NAME_SIZE];
};

/* What the office tells everyone in the hall, a line of text in both languages. */
struct notice_text {
	char vi[NOTICE_SIZE];
	char en[NOTICE_SIZE];
};

/* The window in which a ticket will be called; known = false: nothing honest can be said. */
struct wait {
	bool known;
	int low_s, high_s;
};

/* The wait that was said when a number was given out; `mid_s` is its middle. */
struct told {
	bool known;
	int low_s, mid_s, high_s;
};

/* Whether a ticket will be called today, as far as can be said. */
enum reach {
	REACH_UNKNOWN,
	REACH_LIKELY,
	REACH_DOUBTFUL,
	REACH_UNLIKELY,
};

/* A stretch of time; from_ms = 0: none. */
struct span {
	int64_t from_ms, to_ms;
};

struct clerk {
	char name[PERSON_SIZE]; /* empty: nobody */
	char title[PERSON_SIZE];
};

/*
 * One thing that happened: the row of the store, the frame of the feed, and the argument of
 * queue_apply and board_apply. The last block is known to the server alone and never leaves it.
 */
struct change {
	int64_t seq; /* 1, 2, 3 … for the life of a store */
	int64_t at_ms;
	int day;
	enum change_kind kind;
	char number[NUMBER_SIZE];
	char service[ID_SIZE];
	int counter;                  /* 0: none */
	enum ticket_state was, state; /* of the ticket, before and after */
	enum call_reason reason;
	struct clerk clerk;         /* counter_opened: who sits there */
	int64_t back_at_ms;         /* counter_paused, held: when to be back; 0: not said;
				       help_begun: until when */
	int from_counter;           /* called: the counter it was transferred from; 0: none */
	char from_service[ID_SIZE]; /* that it was of before, where this change made it another;
				       else empty */
	int64_t lease; /* of a ticket: the lease that its number comes of; lease_returned: which; 0:
			  none */
	int first, last;     /* leased: the numbers, of every series; issued of a lease: its first;
				issued on paper: the first of those that were entered with it;
				slips_counted: how many were due, how many of those are ready */
	int64_t taken_at_ms; /* issued from a lease or on paper: when the number was given out; 0:
				now */
	char by[ID_SIZE]; /* "kiosk:cua-1", "clerk:an", "system"; the feed has the part before ':'
			   */

	int64_t ticket; /* seq of the change that issued it; 0: none */
	char token[TOKEN_SIZE];
	char priority[ID_SIZE];
	char procedure[CODE_SIZE];
	char lang[3];
	char how[ID_SIZE];    /* printed: paper or screen; voided: why; finished: outcome;
				 help_begun, help_ended: which help it is; setup: the kind of object */
	char note[NOTE_SIZE]; /* a reason or a remark in a person's words; setup: which object */
	char done[DONE_SIZE]; /* finished: the procedures handled: "1.001193*2,2.000815*1" */
	int64_t key_s;        /* issued, returned, reclassified: the queue time; 0: not said */
	int64_t rules;        /* called: the version of the office file that decided */
	int64_t slot_ms;      /* issued: the time of the appointment; 0: none */
	int to_counter;       /* transferred: only this counter may call it; 0: any */
	struct told told;     /* issued */
	char holder[HOLDER_SIZE]; /* leased: which disk of the kiosk keeps them */
	char digest[DIGEST_SIZE]; /* setup: of what was and what is */
};

struct snapshot_service {
	char id[ID_SIZE];
	int waiting;
	struct wait wait;
	enum reach reach;
	struct span pause;   /* the planned break that the wait straddles */
	bool open;           /* numbers of it are given now */
	int64_t opens_at_ms; /* if not: when they will be; 0: unknown */
};

struct snapshot_counter {
	int id;
	enum counter_state state;
	char number[NUMBER_SIZE]; /* empty: no ticket here */
	char service[ID_SIZE];    /* of that ticket */
	enum ticket_state ticket;
	enum call_reason reason;
	int from_counter; /* that it was transferred from; 0: none */
	int64_t called_at_ms;
	struct clerk clerk;
	int64_t back_at_ms;
};

struct snapshot_call {
	char number[NUMBER_SIZE];
	int counter;
	int64_t at_ms;
	enum call_reason reason;
	int from_counter;
};

/* The hall as everyone may see it; `seq` is the last change in it. */
struct snapshot {
	char epoch[EPOCH_SIZE];
	int64_t seq;
	int day;
	int64_t now_ms;
	bool open;
	int service_count, counter_count, recent_count, absent_count;
	struct snapshot_service services[SERVICES_MAX];
	struct snapshot_counter counters[COUNTERS_MAX];
	struct snapshot_call recent[RECENT_MAX]; /* newest first */
	char absent[ABSENT_MAX][NUMBER_SIZE];    /* newest first */
	int notice_count;
	struct notice_text notices[NOTICES_MAX]; /* those of now */
	int alone_open;  /* numbers that a kiosk gave out while it was cut off and that are open */
	int alone_first; /* the smallest number of their blocks; 0: none today */
};

struct office_service {
	char id[ID_SIZE];
	char prefix[NUMBER_SIZE];
	struct name name;
	bool open;
	int waiting;
	struct wait wait;
	enum reach reach;
	struct span pause;
	bool needs_slip; /* whoever comes has an appointment slip */
};

struct office_counter {
	int id;
	struct name name;
	enum counter_state state;
	int service_count;
	char services[SERVICES_MAX][ID_SIZE];
	struct clerk clerk;
};

struct office_priority {
	char id[ID_SIZE];
	struct name name;
	int min_age;       /* 0: age does not matter */
	struct name proof; /* what shows it to the clerk's eye; empty: nothing is said of it */
};

/* A part of a large hall with a board of its own. */
struct office_zone {
	char id[ID_SIZE];
	struct name name;
	int counter_count;
	int counters[COUNTERS_MAX]; /* ids; a counter may be in several zones */
};

/* What an office has printed on its slips besides the number, each a paragraph; empty: nothing. */
struct office_slip {
	struct name header, footer;
};

/* The office as `GET /api/v1/office` tells it: the names that go with a snapshot's ids. */
struct office_view {
	struct name name;
	struct office_slip slip;
	char time_zone[ID_SIZE];
	int day;
	bool open;
	int64_t opens_at_ms, closes_at_ms; /* of the running or next session; 0: unknown */
	int64_t reopens_at_ms;             /* of the session after that; 0: unknown */
	int service_count, counter_count, priority_count, zone_count;
	struct office_service services[SERVICES_MAX];
	struct office_counter counters[COUNTERS_MAX];
	struct office_priority priorities[PRIORITIES_MAX];
	struct office_zone zones[ZONES_MAX];
	struct slip_patterns slips; /* what the codes of appointment slips look like */
	bool slip_list;             /* there is a list that says which results are ready */
};

/* A ticket as its holder, the kiosk that took it and the clerk see it; what a viewer may not know
 * is empty. */
struct ticket {
	int64_t id;
	char token[TOKEN_SIZE];
	char number[NUMBER_SIZE];
	char service[ID_SIZE];
	char priority[ID_SIZE];
	char procedure[CODE_SIZE];
	enum ticket_state state;
	enum call_reason reason;
	int ahead; /* -1: not said */
	struct wait wait;
	enum reach reach;
	struct span window; /* in which it will be called, by the clock */
	struct span pause;
	int counter;
	int64_t issued_at_ms, called_at_ms, started_at_ms;
	int64_t queue_at_ms; /* as if it had been taken then; 0: not said */
	bool can_rate;       /* it is served, and nobody has said yet how that was */
	char url[NAME_SIZE];
};

/* What the office's list says of an appointment slip. */
struct slip_result {
	bool known, ready;
	int due;               /* YYYYMMDD; 0: not said */
	int64_t as_of_ms;      /* when the list was last known to be right; 0: there is none */
	char service[ID_SIZE]; /* to queue for; empty: none */
};

/* The interface's word for a value ("waiting", "counter_opened", "in_turn"), never NULL. */
const char *proto_ticket_state(enum ticket_state state);
const char *proto_counter_state(enum counter_state state);
const char *proto_change_kind(enum change_kind kind);
const char *proto_call_reason(enum call_reason reason);
const char *proto_reach(enum reach reach);

/* The value of a word; false for an unknown one. */
bool proto_parse_ticket_state(const char *word, enum ticket_state *state);
bool proto_parse_counter_state(const char *word, enum counter_state *state);
bool proto_parse_change_kind(const char *word, enum change_kind *kind);
bool proto_parse_call_reason(const char *word, enum call_reason *reason);
bool proto_parse_reach(const char *word, enum reach *reach);

/* A ticket in this state still has something before it (it is not an end state). */
bool proto_ticket_open(enum ticket_state state);

/* The entry of a service or a counter, or NULL. */
struct snapshot_service *snapshot_service(struct snapshot *s, const char *id);
const struct snapshot_counter *snapshot_counter(const struct snapshot *s, int id);
const struct office_service *office_view_service(const struct office_view *o, const char *id);
const struct office_counter *office_view_counter(const struct office_view *o, int id);

/* Whether a counter serves this service. */
bool office_counter_serves(const struct office_counter *c, const char *service);

/* Whether a number is of the series with this prefix: "A012" and "A-012" are of A, "A123" is none
 * of A1. Where it is of several, as "A1012" of A and A1, it is of the longest. */
bool proto_number_of(const char *number, const char *prefix);

#endif
