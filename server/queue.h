/*
 * queue: the tickets and counters of one day, and whose turn it is.
 *
 * State changes in one way only: queue_apply with a change, at a start (replay) as in the running
 * day. The queue_decide functions look at the state and say which change a command makes, or why it
 * makes none; they alter nothing. Pure: no clock, no loop, no store; time comes with the change.
 *
 * The discipline: a ticket's queue time is when it was issued less the head start of its class; a
 * free counter calls the smallest queue time plus its own handicap for that service; ties go to who
 * came first. Call next costs O(services of the counter + log n). Source: queueing.md 3.
 * Seconds (*_s) of a queue time are Unix seconds. Owner: whoever called queue_new; the set-up must
 * outlive the queue.
 */
#ifndef MOTCUA_QUEUE_H
#define MOTCUA_QUEUE_H

#include "common/proto.h"
#include "server/setup.h"

#include <stddef.h>

enum verdict {
	VERDICT_OK,          /* here is the change */
	VERDICT_NOTHING,     /* nothing to do, and that is no error */
	VERDICT_NOT_FOUND,   /* no such ticket, service or counter */
	VERDICT_WRONG_STATE, /* not with this ticket or counter as it is now */
	VERDICT_BUSY,        /* the counter has a ticket */
	VERDICT_QUOTA,       /* the series is used up for today */
	VERDICT_SLOW_DOWN,   /* too soon */
};

/* A ticket as the queue keeps it; `key_s` is its queue time. Texts without a size are the queue's,
 * and there as long as it is. */
struct queue_ticket {
	int64_t id;
	char number[NUMBER_SIZE];
	char token[TOKEN_SIZE];
	char procedure[CODE_SIZE];
	char lang[3];
	const char *by;                /* who took it */
	const char *taken_for;         /* the service when it was issued */
	struct told told;              /* the wait that was said when it was issued */
	int64_t issued_at_ms, slot_ms; /* slot: the time of its appointment, 0: none */
	int64_t lease;                 /* that its number comes of; 0: none */
	int paper;      /* handed out on paper: the first (its value) of those that were entered
			   with it; 0: it was not */
	bool elsewhere; /* given out before it joined: of a lease or on paper */
	size_t index;   /* in order of issue */

	const char *service; /* as in the change; `line` is its index, -1 when the office no
				longer has it */
	int line;
	int priority; /* index of the class, -1: none */
	int bound;    /* the counter that alone may call it, 0: any */
	enum ticket_state state;
	enum call_reason reason; /* of the last call */
	int counter;             /* id, 0: none */
	int from_counter;        /* that it was last transferred from; 0: none */
	int recalls, misses, moves;
	int64_t key_s, penalty_s; /* the queue time, and what missed calls added to it */
	int64_t first_called_ms, called_at_ms, started_at_ms;
	int64_t rung_at_ms;    /* last call or recall */
	int64_t changed_at_ms; /* into this state */
	int64_t until_ms;      /* held: when to be back; 0: not said */
	bool doubtful;         /* its durations cannot be trusted: the clock was set, or it was
				  held, released or reopened */
	bool rated;            /* since it was served last */
	const char *note;      /* why it is held, released, reopened or void */

	int64_t changed_seq;         /* the change that brought it here */
	size_t place;                /* in its heap while it waits */
	struct queue_ticket *before; /* as it was before that; NULL: that cannot be taken back */
};

/* What a counter did last, for as long as it can be taken back. */
struct queue_step {
	int64_t seq; /* 0: nothing */
	int ticket;  /* index */
	enum change_kind kind;
	int64_t at_ms;
	char by[ID_SIZE];
};

struct queue_counter {
	int id;
	enum counter_state state;
	int ticket; /* index, -1: free */
	struct clerk clerk;
	char by[ID_SIZE]; /* the account that last opened, paused or closed it, or took it over */
	int64_t back_at_ms;
	int64_t since_ms; /* of this state of the counter, or since it is free; 0: not opened today
			   */
	struct queue_step step;
};

/* Numbers of every series, set aside for one kiosk: only what it gave out joins the queue. */
struct queue_lease {
	int64_t id; /* seq of the change that made it */
	int64_t at_ms;
	char by[ID_SIZE], holder[HOLDER_SIZE];
	int first, last;
	bool returned; /* the kiosk gives out no more of them */
};

/* Of a service that a counter takes in for a while: its own work comes first, whatever waits. */
enum { QUEUE_HELP_HANDICAP_S = 8 * 3600 };

enum help_kind {
	HELP_SERVICE, /* the counter takes in one more service, while nobody waits for its own */
	HELP_OPEN,    /* it was closed and is opened */
	HELP_REOPEN,  /* it was paused and is opened */
};

/* What a lead has decided for a while, so that people wait less. */
struct queue_help {
	int64_t id; /* seq of the change that made it */
	enum help_kind kind;
	int counter;           /* id */
	char service[ID_SIZE]; /* HELP_SERVICE; else empty */
	int64_t at_ms, until_ms;
	char by[ID_SIZE];
};

struct queue;

struct queue *queue_new(const struct setup *setup);
void queue_free(struct queue *queue);

/* Applies a change; false, with nothing altered, when it does not fit the state (a damaged log). */
bool queue_apply(struct queue *queue, const struct change *c);

/*
 * Decisions. The caller has filled at_ms, day and by of `c`; on VERDICT_OK the rest is filled in
 * and the change can be applied. Otherwise `c` holds nothing of use. Notes are a person's reason.
 */
/* A new number of c->service with c->priority, c->slot_ms, c->procedure, c->lang, c->token and
 * c->told as given. */
enum verdict queue_decide_issue(const struct queue *queue, struct change *c);
/* A block of numbers for c->by, kept on the disk that c->holder names, from the top of all series
 * down: a tenth of a series at most, half of it for all leases, and as many left to give out here.
 */
enum verdict queue_decide_lease(const struct queue *queue, struct change *c);
/* No more numbers of a lease will be given out. Already so: VERDICT_NOTHING. */
enum verdict queue_decide_lease_return(const struct queue *queue, int64_t lease, struct change *c);
/* The number of c->lease that was given out at c->taken_at_ms joins: c->number, c->service,
 * c->priority, c->procedure, c->lang and c->token as given. VERDICT_NOTHING: it has joined with
 * this token; VERDICT_WRONG_STATE: with another, or another has this token. */
enum verdict queue_decide_leased(const struct queue *queue, struct change *c);
/* A line's series goes on behind a number (its value) that was given out elsewhere, before the
 * store was restored. Not behind where it is: VERDICT_NOTHING. */
enum verdict queue_decide_continue(
	const struct queue *queue, int line, int value, struct change *c);
/* Numbers of every series that a kiosk (c->by) may have given out elsewhere, before the store was
 * restored, are given out by nobody: a lease that is to be returned at once, on no disk. Set aside
 * already: VERDICT_NOTHING. */
#define QUEUE_RESTORED "restored"
enum verdict queue_decide_set_aside(
	const struct queue *queue, int first, int last, struct change *c);
/* How many numbers of a line there are to give out here up to one (its value), all of which were
 * handed out on paper while the server was away. Given out already: VERDICT_NOTHING; set aside for
 * a kiosk: VERDICT_WRONG_STATE; behind the end of the series: VERDICT_QUOTA. */
enum verdict queue_decide_paper_reach(const struct queue *queue, int line, int value, int *count);
/* The next number of c->service was handed out on paper at c->taken_at_ms, together with c->first
 * (a value; 0: it is the first): c->token as given. */
enum verdict queue_decide_paper(const struct queue *queue, struct change *c);
/* A number on paper (VERDICT_NOT_FOUND: it is none) was entered by mistake and is void. Over
 * already: VERDICT_NOTHING; once it was called: VERDICT_WRONG_STATE. */
enum verdict queue_decide_paper_void(
	const struct queue *queue, int64_t ticket, const char *note, struct change *c);
/* `how` is "paper" or "screen". Already printed: VERDICT_NOTHING. */
enum verdict queue_decide_printed(
	const struct queue *queue, int64_t ticket, const char *how, struct change *c);
enum verdict queue_decide_failed(
	const struct queue *queue, int64_t ticket, const char *why, struct change *c);
/* A number that waits is taken out: the lead's decision. */
enum verdict queue_decide_void(
	const struct queue *queue, int64_t ticket, const char *note, struct change *c);
/* The end of a ticket that is still open when its day is over: expired, or no_show if absent. */
enum verdict queue_decide_expire(const struct queue *queue, int64_t ticket, struct change *c);
/* An absent one who cannot come back any more. */
enum verdict queue_decide_no_show(const struct queue *queue, int64_t ticket, struct change *c);
/* Open, and by the same account: VERDICT_NOTHING. */
enum verdict queue_decide_open(
	const struct queue *queue, int counter, const struct clerk *clerk, struct change *c);
/* Who has signed in at a counter sits there from now on: the counter stays as it is, and whoever
 * sat there before, under whatever name, learns of it. Closed: VERDICT_NOTHING. */
enum verdict queue_decide_seat(
	const struct queue *queue, int counter, const struct clerk *clerk, struct change *c);
enum verdict queue_decide_pause(
	const struct queue *queue, int counter, int64_t back_at_ms, struct change *c);
enum verdict queue_decide_close(const struct queue *queue, int counter, struct change *c);
/* Until a moment the counter also serves a line: VERDICT_NOTHING where it does already,
 * VERDICT_WRONG_STATE where it is closed. Or, with line -1, it is to be opened, which is then a
 * change of its own: VERDICT_NOTHING where it is open. */
enum verdict queue_decide_help(
	const struct queue *queue, int counter, int line, int64_t until_ms, struct change *c);
/* A help is over. Where nobody has sat down at a counter that was opened by it, the counter closes
 * with it: VERDICT_BUSY while it has a ticket. */
enum verdict queue_decide_help_end(const struct queue *queue, int64_t help, struct change *c);
/* The next ticket by the rule; VERDICT_NOTHING when nobody waits for this counter. */
enum verdict queue_decide_next(const struct queue *queue, int counter, struct change *c);
/* The one with this number. */
enum verdict queue_decide_call(const struct queue *queue, int counter, const char *number,
	const char *note, struct change *c);
enum verdict queue_decide_recall(const struct queue *queue, int counter, struct change *c);
enum verdict queue_decide_start(const struct queue *queue, int counter, struct change *c);
/* c->how (outcome), c->done and c->note as given. */
enum verdict queue_decide_finish(const struct queue *queue, int counter, struct change *c);
enum verdict queue_decide_absent(const struct queue *queue, int counter, struct change *c);
/* Keeps the place of someone who is served and fetches papers, until a moment (0: not said). */
enum verdict queue_decide_hold(const struct queue *queue, int counter, int64_t until_ms,
	const char *note, struct change *c);
enum verdict queue_decide_resume(
	const struct queue *queue, int counter, const char *number, struct change *c);
/* To a service (its index; -1: the same) or to one counter (0: any of the service). */
enum verdict queue_decide_transfer(
	const struct queue *queue, int counter, int line, int to_counter, struct change *c);
/* Takes the counter's last step back: queue_undo. */
enum verdict queue_decide_undo(const struct queue *queue, int counter, struct change *c);
/* Someone who was absent or is held stands in the hall again. */
enum verdict queue_decide_back(const struct queue *queue, int64_t ticket, struct change *c);
/* A number is given up. */
enum verdict queue_decide_leave(const struct queue *queue, int64_t ticket, struct change *c);
/* Takes a ticket away from its counter, back to its place. */
enum verdict queue_decide_release(
	const struct queue *queue, int64_t ticket, const char *note, struct change *c);
enum verdict queue_decide_reopen(
	const struct queue *queue, int64_t ticket, const char *note, struct change *c);
/* What its holder thinks of the visit, once after each end of it: c->how (the score, "1" to "5",
 * the best) and c->note (ids of reasons, with commas) as given. */
enum verdict queue_decide_rate(const struct queue *queue, int64_t ticket, struct change *c);
/* The same for the number that a counter served within the last two minutes. */
enum verdict queue_decide_rate_at(
	const struct queue *queue, int counter, const char *number, struct change *c);
/* Another priority class ("": none); one that is called goes back to wait with its new rank. */
enum verdict queue_decide_priority(
	const struct queue *queue, int64_t ticket, const char *priority, struct change *c);

/* Seconds until this kiosk may take another number, by the office's pacing limit; 0: now. */
int queue_pace_s(const struct queue *queue, const char *by, int64_t at_ms);
/* Seconds until the counter may recall; 0: now. */
int queue_recall_s(const struct queue *queue, int counter, int64_t at_ms);
/* What somebody at a counter could take back at a moment; NULL: nothing. */
const struct queue_step *queue_undo(
	const struct queue *queue, int counter, const char *by, int64_t at_ms);
/* Whether its holder may say what he thinks of the visit. */
bool queue_can_rate(const struct queue_ticket *ticket);
/* Whether an absent or held ticket may come back at a moment. */
bool queue_can_return(const struct queue *queue, const struct queue_ticket *ticket, int64_t at_ms);

/* Tickets, by index in order of issue. */
size_t queue_count(const struct queue *queue);
const struct queue_ticket *queue_at(const struct queue *queue, size_t index);
/* By id, printed number or token; NULL: not of this day. */
const struct queue_ticket *queue_find(const struct queue *queue, int64_t id);
const struct queue_ticket *queue_number(const struct queue *queue, const char *number);
const struct queue_ticket *queue_token(const struct queue *queue, const char *token);

/* The leases of the day in order; one by its id, and the one that this disk of a kiosk has now
 * (NULL: none). */
size_t queue_lease_count(const struct queue *queue);
const struct queue_lease *queue_lease_at(const struct queue *queue, size_t index);
const struct queue_lease *queue_lease(const struct queue *queue, int64_t id);
const struct queue_lease *queue_lease_of(
	const struct queue *queue, const char *by, const char *holder);
/* The lease that a printed number is set aside in; NULL: none. */
const struct queue_lease *queue_lease_number(const struct queue *queue, const char *number);

/* The helps that go on, in order; one by its id (NULL: it is over), and the first whose time is
 * over and that can end at a moment (NULL: none). */
size_t queue_help_count(const struct queue *queue);
const struct queue_help *queue_help_at(const struct queue *queue, size_t index);
const struct queue_help *queue_help(const struct queue *queue, int64_t id);
const struct queue_help *queue_help_over(const struct queue *queue, int64_t at_ms);

/* What a counter (index) serves now: its own and, after that, what it helps with; how many. */
const struct setup_serves *queue_serves(const struct queue *queue, int counter, int *count);
/* Handicap of a line at a counter (index); -1: not served there now. */
int queue_handicap_s(const struct queue *queue, int counter, int line);
/* Until when a line is served at a counter (index); 0: that is not said. */
int64_t queue_serves_until_ms(const struct queue *queue, int counter, int line);

/* A number of a line's series as it is printed, and the value of one that is printed so (0: it is
 * none of them). The last value that was given out here (0: none yet), and the next one (0: the
 * series is used up). */
void queue_print_number(
	const struct queue *queue, int line, int n, char number[static NUMBER_SIZE]);
int queue_number_value(const struct queue *queue, int line, const char *number);
int queue_series_last(const struct queue *queue, int line);
int queue_series_next(const struct queue *queue, int line);

/* A counter by its id, NULL: not of this office; its ticket, NULL: free. */
const struct queue_counter *queue_counter(const struct queue *queue, int id);
const struct queue_ticket *queue_counter_ticket(const struct queue *queue, int id);

/* How many wait in a line (index of the service). */
int queue_waiting(const struct queue *queue, int line);

/*
 * Who waits for a counter in calling order: writes up to `room` ticket indexes, returns how many
 * wait in all.
 */
size_t queue_list(const struct queue *queue, int counter, size_t room, int *tickets);

/*
 * The waiting ticket that is offered to a ready counter, one that is open and free; NULL: none. To
 * be called it takes a person there.
 *
 * Of all pairs of a ready counter and a ticket that it may call, the first by (queue time +
 * handicap, ticket, idle since, counter number) is an offer; then the first of those without this
 * counter and this ticket, and so on. So a ticket that comes into an empty hall goes to the ready
 * counter with the smallest (handicap, idle since, number), and nobody is offered twice.
 *
 * Whom queue_decide_next calls there is the same ticket, or one before it that is offered to
 * another ready counter which has not called it yet: the rule of the next does not know of offers.
 * Who shows an offer says whom a press would call. Costs O(ready counters² * services), however
 * many wait.
 */
const struct queue_ticket *queue_offer(const struct queue *queue, int counter);

/* The queue time of a ticket issued at a moment with a class (index, -1: none) or an appointment
 * (0: none, or too late for it). */
int64_t queue_key_s(const struct setup *setup, int64_t issued_s, int priority, int64_t slot_s);

/* Why a ticket's turn comes when it comes, in one word. */
enum call_reason queue_reason(const struct queue *queue, const struct queue_ticket *ticket);

/* Waiting tickets that come before this one and share an open counter with it (any of its counters
 * while none is open), but for one that only helps out for a while; -1 when it does not wait. */
int queue_ahead(const struct queue *queue, const struct queue_ticket *ticket);

/* The oldest ticket still being issued since before a moment; NULL: none. */
const struct queue_ticket *queue_stuck(const struct queue *queue, int64_t before_ms);

/* The first held ticket whose time to be back is over; NULL: none. */
const struct queue_ticket *queue_overdue(const struct queue *queue, int64_t at_ms);

const struct setup *queue_setup(const struct queue *queue);

#endif
