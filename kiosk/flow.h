/*
 * flow: what the kiosk shows and does next, as a state machine.
 *
 * Pure: no SDL, no network, no clock. What happens outside comes in through the flow_* functions,
 * each with the time (now_ms, a clock that only grows); what has to be done outside is put into a
 * short queue of requests that the program takes with flow_next_request and carries out. The pages
 * read the struct, nobody but flow writes it. A press gives at most one ticket: while one is being
 * taken and for a moment after the press, presses are passed over. While the server is away numbers
 * come from a lease (flow_alone.c). Everything a citizen chose
 * (words, language, modes, priority) is forgotten when the screen goes home by itself or by "done".
 * Owner: whoever called flow_new. Source: the interface §3 and the kiosk's ids.
 */
#ifndef MOTCUA_KIOSK_FLOW_H
#define MOTCUA_KIOSK_FLOW_H

#include "common/procedure_view.h"
#include "common/proto.h"
#include "common/words.h"
#include "kiosk/journal.h"
#include "kiosk/lease.h"
#include "kiosk/printer_status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum screen {
	SCREEN_HOME,
	SCREEN_SEARCH,
	SCREEN_SERVICE,   /* one service: how long, its procedures, take; or why it is closed */
	SCREEN_PROCEDURE, /* papers, fee, time limit, take */
	SCREEN_PRIORITY,
	SCREEN_HELP,
	SCREEN_CODE,   /* the code of an appointment slip, to be scanned or typed */
	SCREEN_RESULT, /* what the office's list says of it */
	SCREEN_GUIDE,  /* a person is asked about a procedure: where, and a number for it */
	SCREEN_LATE,   /* it may be too late: is the number to be taken all the same? */
	SCREEN_TAKING, /* waiting for the server's answer */
	SCREEN_NUMBER,
	SCREEN_NOTICE,   /* why there is no number, in plain words */
	SCREEN_RETURN,   /* what became of the slip that was scanned */
	SCREEN_RATE,     /* whose visit has ended is asked how it was */
	SCREEN_WARNING,  /* nobody has pressed anything for a minute */
	SCREEN_AWAY,     /* the server cannot be reached */
	SCREEN_STARTING, /* nothing is known yet */
	SCREEN_COUNT,
};

/* How the number on the screen gets to the citizen. */
enum number_phase {
	NUMBER_PRINTING,
	NUMBER_PRINTED,  /* confirmed: he has the slip, or has asked for another */
	NUMBER_REMEMBER, /* no paper: the citizen confirms that he knows it */
};

enum notice {
	NOTICE_CLOSED,
	NOTICE_QUOTA,
	NOTICE_SLOW_DOWN,
	NOTICE_BUSY,        /* the server answers, but cannot take tickets now */
	NOTICE_NO_ANSWER,   /* no answer in time: no number was spent */
	NOTICE_NUMBER_VOID, /* nobody confirmed the number */
	NOTICE_USED_UP,     /* all numbers for the time without the server were given */
};

/* What may come before the number's turn. */
enum late {
	LATE_NOT,
	LATE_BREAK, /* a break in which nobody is called */
	LATE_DAY,   /* the end of the day, with which the number ends */
};

enum papers_print { PAPERS_IDLE, PAPERS_PRINTING, PAPERS_PRINTED, PAPERS_FAILED };

/* The same slip once more. */
enum reprint { REPRINT_NONE, REPRINT_PRINTING, REPRINT_OUT, REPRINT_FAILED };

enum {
	FLOW_RESULTS_MAX = 30,
	FLOW_QUERY_SIZE = 64,
	FLOW_TRAIL_MAX = 8,
	FLOW_REQUESTS_MAX = 16,
	FLOW_GUARD_MS = 1500,   /* presses after the one that takes are passed over */
	FLOW_SEARCH_MS = 150,   /* between two questions while somebody types */
	FLOW_SETTLE_MS = 1500,  /* nothing typed for so long: what was not found is said */
	FLOW_STATUS_MS = 20000, /* sign of life */
	FLOW_IDLE_MS = 60000,
	FLOW_WARNING_MS = 20000,
	FLOW_IDLE_SLOW_MS = 120000, /* the same two in a mode for those who need longer */
	FLOW_WARNING_SLOW_MS = 45000,
	FLOW_DONE_MS = 20000,      /* a printed number goes away */
	FLOW_DONE_SLOW_MS = 60000, /* the same in such a mode */
	FLOW_CONFIRM_MS = 50000,   /* the server gives an unconfirmed number up after 60 s */
	FLOW_NOTICE_MS = 30000,
	FLOW_RETURN_MS = 15000, /* what became of a slip goes away */
	FLOW_RATE_MS = 30000,   /* and the question how the visit was */
	FLOW_THANKS_MS = 6000,
	FLOW_RATE_BEST = 5,
	FLOW_PRINT_MS = 30000, /* a printer that says nothing has failed */
	FLOW_REPRINTS_MAX = 2, /* of one number */
	FLOW_AWAY_MS = 2000,   /* a shorter interruption is not shown */
	FLOW_TAKE_PATIENCE_MS = 20000,
	FLOW_TAKE_PATIENCE_LEASE_MS = 8000, /* with numbers of our own in hand */
	FLOW_TAKE_PATIENCE_DOWN_MS = 3000,  /* and the line broken already */
	FLOW_HOLD_LEAST_MS = 15000,         /* so long a number must still be good for */
	FLOW_PACE_MS = 60000,
	FLOW_PACE_MAX = 64,
	FLOW_HAND_IN_PAUSE_MS = 5000, /* before returned numbers are told again */
	FLOW_LEASE_PAUSE_MS = 15000,  /* before a lease is asked for again */
	FLOW_LEASE_REFUSED_MS = 600000,
	FLOW_ALONE_PATIENCE_MS = 8000, /* of leases and returns */
	FLOW_PRINTED_PATIENCE_MS = 120000,
	FLOW_READ_PATIENCE_MS = 8000,
	FLOW_RETURN_PATIENCE_MS = 8000,
	FLOW_RESULT_PATIENCE_MS = 8000,
	FLOW_RATE_PATIENCE_MS = 8000,
};

enum request_kind {
	REQUEST_SEARCH, /* text: the words; empty: all, or the service's, those done most first */
	REQUEST_TAKE,
	REQUEST_PRINTED, /* text: paper or screen */
	REQUEST_FAILED,  /* text: why */
	REQUEST_STATUS,
	REQUEST_RESULT,       /* text: the code of an appointment slip */
	REQUEST_RETURN,       /* text: the token of the slip whose holder is back */
	REQUEST_RATE,         /* text: the token of the slip, score: the answer */
	REQUEST_PRINT_TICKET, /* the slip of flow's ticket */
	REQUEST_PRINT_PAPERS, /* the papers of flow's procedure */
	REQUEST_ALONE,        /* text: a number of the lease, to be kept before it is shown */
	REQUEST_LEASE,        /* a block of numbers for today */
	REQUEST_KEEP_LEASE,   /* flow's lease is another than on the disk */
	REQUEST_HAND_IN,      /* the numbers that were given while the server was away */
};

struct request {
	enum request_kind kind;
	uint32_t serial; /* given back with the answer */
	uint32_t press;  /* the ticket's: the serial of what asked for it */
	int patience_ms;
	char text[FLOW_QUERY_SIZE];
	char service[ID_SIZE], priority[ID_SIZE], procedure[CODE_SIZE];
	char appointment[SLIP_CODE_SIZE]; /* for the server alone, never kept */
	int64_t ticket;
	int score;
	enum lang lang;
	bool again; /* printed for a second time */
};

/* A list of procedures as the server gave it, best first. */
struct results {
	bool known; /* an answer has come */
	int count;
	struct procedure_view rows[FLOW_RESULTS_MAX];
};

/* What is to be told of an appointment slip. */
enum result_said {
	RESULT_ASKED,
	RESULT_READY,
	RESULT_NOT_READY,
	RESULT_LATE, /* not ready, and its day has passed */
	RESULT_UNKNOWN,
	RESULT_NO_LIST, /* the office has none, or none yet */
	RESULT_SILENT,  /* the server does not answer */
};

/* The code of an appointment slip, and what became of it. */
struct slip_look {
	char service[ID_SIZE];      /* to queue for; empty: not known yet */
	char typed[SLIP_CODE_SIZE]; /* as far as it is */
	bool wrong;                 /* what was typed is no code */
	char code[SLIP_CODE_SIZE];  /* in its one form; empty: none was looked up */
	uint32_t serial;            /* of the question; 0: answered */
	enum result_said said;
	struct slip_result result; /* as the server told it */
};

enum return_phase {
	RETURN_NONE,
	RETURN_ASKED,
	RETURN_TOLD,
	RETURN_RATE,    /* its visit has ended: how was it? */
	RETURN_RATING,  /* the answer is on its way */
	RETURN_THANKED, /* and is kept, */
	RETURN_UNSENT,  /* or could not be sent */
};

/* A slip that was scanned. */
struct back {
	enum return_phase phase;
	char token[TOKEN_SIZE]; /* empty: the code is no slip's */
	uint32_t serial;        /* of the question; 0: it has been answered */
	int status;             /* of the answer; 0: none in time */
	struct ticket ticket;   /* as it is now; its number is empty where that was not said */
	int score;              /* the answer that was pressed; 0: none */
	int64_t leave_ms;       /* when it goes away; 0: not before an answer comes */
};

struct flow {
	enum screen screen; /* under a warning or an interruption */
	uint32_t visit;     /* grows with each citizen who goes */
	enum screen trail[FLOW_TRAIL_MAX];
	int trail_count;
	enum lang lang, lang_at_start;
	bool large, low, contrast, listening;
	bool silent;  /* this machine cannot speak */
	bool jack;    /* headphones are plugged in */
	bool spoken;  /* the spoken mode: every screen and every move of the keypad is heard */
	bool dark;    /* nothing is to be seen of it */
	bool by_keys; /* the citizen has pressed keys of the keypad */
	int page[SCREEN_COUNT];
	int guide_counter; /* where people help; 0: not said */

	bool office_known, hall_known;
	struct office_view office;
	struct snapshot hall;
	bool down;
	int64_t down_ms, touched_ms, guard_until_ms;
	int64_t ahead_ms; /* the clock on the wall is now_ms plus this */

	char query[FLOW_QUERY_SIZE];
	bool keyboard_hidden, query_dirty;
	int64_t asked_ms;
	uint32_t asked_serial; /* 0: nothing asked */
	struct results results;
	struct results often; /* what the office does most, for who has typed nothing */
	uint32_t often_serial;

	char service[ID_SIZE];
	struct results service_results;
	uint32_t service_serial;

	struct procedure_view procedure; /* json NULL: none was looked at */
	enum papers_print papers;
	uint32_t papers_serial;

	char priority[ID_SIZE];
	struct request pressed; /* what the last press of "take" asked for */
	uint32_t take_serial, print_serial, printed_serial;
	struct ticket ticket;
	uint32_t press;    /* whose ticket it is */
	bool ticket_alone; /* it is of the lease: the server does not know it yet */
	bool ticket_again; /* its slip had begun when the kiosk ended */
	enum number_phase phase;
	enum reprint reprint;
	int reprints;
	uint32_t reprint_serial;
	int64_t print_until_ms;
	int64_t leave_ms; /* when a number or a notice goes away; 0: it stays */
	char failed_why[ID_SIZE];
	char printed_number[NUMBER_SIZE]; /* what printed_serial speaks of */
	enum notice notice;
	char notice_number[NUMBER_SIZE];
	enum late late; /* why it is asked whether to take a number */
	struct back back;
	struct slip_look slip;

	struct lease lease; /* id 0: none that is safe on the disk */
	bool keeps;         /* there is a disk to keep one on */
	bool lease_due;     /* it is to be asked for */
	uint32_t lease_serial, hand_in_serial;
	int64_t lease_ms, hand_in_ms; /* not to be asked before */
	int untold;                   /* given numbers that the server does not know */
	bool alone;                   /* the server is away and the lease is in use */
	struct snapshot_service alone_now[SERVICES_MAX]; /* what may then be said */
	int taken_count;
	int64_t taken_ms[FLOW_PACE_MAX]; /* the last tickets, by the office's clock */

	enum printer_state printer;
	int64_t status_ms;
	uint32_t serial;
	int request_count;
	struct request requests[FLOW_REQUESTS_MAX];
};

/* A kiosk that has just been switched on: home, and away until the first flow_link(up). */
struct flow *flow_new(enum lang lang, enum printer_state printer, int64_t now_ms);
void flow_free(struct flow *f);

/* A press on the target of that id (released on it); an id that is not on the screen does nothing.
 */
void flow_tap(struct flow *f, const char *id, int64_t now_ms);
/* A slip's code was scanned: its token, or "" for a code that is no slip's. */
void flow_scan(struct flow *f, const char *token, int64_t now_ms);
/* The code of an appointment slip was scanned. */
void flow_scan_code(struct flow *f, const char *code, int64_t now_ms);
/* A sign of somebody's presence that presses nothing. */
void flow_touch(struct flow *f, int64_t now_ms);
/* Whether presses are being passed over at this moment. */
bool flow_guarded(const struct flow *f, int64_t now_ms);

/* Headphones were plugged in or pulled out. */
void flow_jack(struct flow *f, bool in, int64_t now_ms);
/* A key of the keypad, a sign of presence too; true: with headphones in it has begun the spoken
 * mode and does no more. */
bool flow_keypad(struct flow *f, int64_t now_ms);
/* The key for help: goes there and has the screen read. */
void flow_help_key(struct flow *f, int64_t now_ms);
/* The key that makes the screen dark, in the spoken mode alone, and light again. */
void flow_dark_key(struct flow *f);
/* All that was asked for has been heard. */
void flow_listened(struct flow *f);

/* What the link tells; the clock on the wall is now_ms plus ahead_ms. */
void flow_clock(struct flow *f, int64_t ahead_ms);
void flow_office(struct flow *f, const struct office_view *office);
void flow_snapshot(struct flow *f, const struct snapshot *hall);
void flow_change(struct flow *f, const struct change *c);
void flow_waits(struct flow *f, const json_t *waits);
void flow_link(struct flow *f, bool up, int64_t now_ms);
/* The answer to the request of that serial (0: of none of flow); status 0: none in time. */
void flow_reply(struct flow *f, uint32_t serial, int status, json_t *body, int64_t now_ms);

/* The number of REQUEST_ALONE is on the disk as this ticket; NULL: it cannot be kept. */
void flow_kept(struct flow *f, uint32_t serial, const struct ticket *ticket, int64_t now_ms);
/* The lease that the disk has (without an id: none), on a kiosk whose disk can keep one. */
void flow_lease(struct flow *f, const struct lease *lease);
/* So many numbers were given that the server does not know. */
void flow_untold(struct flow *f, int count, int64_t now_ms);
/* The server did not take a number that was given without it. */
void flow_refused(struct flow *f, const char *number, int64_t now_ms);
/*
 * What was under way when the kiosk ended: goes on with it and returns the name by which flow knows
 * it from now on; 0: it is over, nobody may hold it.
 */
uint32_t flow_recall(struct flow *f, const struct kept *e, int64_t now_ms);

/* What the printer tells: the job of that request is out, or why (a word for the server) not. */
void flow_slip(struct flow *f, uint32_t serial, bool out, const char *why, int64_t now_ms);
void flow_printer(struct flow *f, enum printer_state state);

/* Whether the slip can be had once more. */
bool flow_reprint_offered(const struct flow *f);

/* Lets time pass. */
void flow_tick(struct flow *f, int64_t now_ms);
/* A sign of life is due with the next flow_tick. */
void flow_say_soon(struct flow *f);
/* Whether nobody is using the kiosk: nothing of a citizen is on its screen. */
bool flow_unused(const struct flow *f, int64_t now_ms);
/* The next moment at which flow_tick has something to do. */
int64_t flow_next_ms(const struct flow *f, int64_t now_ms);

/* Takes the oldest request; false when there is none. */
bool flow_next_request(struct flow *f, struct request *r);

/* The screen to be shown: the warning and the interruption lie over the others. */
enum screen flow_screen(const struct flow *f, int64_t now_ms);
/* Seconds until the shown screen goes away by itself, in steps of five; -1 where it does not. */
int flow_seconds_left(const struct flow *f, int64_t now_ms);

/* The service that a press on "take" would queue for (on a notice: was for), or NULL. */
const struct office_service *flow_take_service(const struct flow *f);
/* Whether a slip's code can be looked up for it at the server now. */
bool flow_code_asked(const struct flow *f, const struct office_service *s);
/* Whether a number can be taken from what was said of a slip: not before its day. */
bool flow_result_takes(const struct flow *f);
/* What the hall says of a service: who waits, how long, whether numbers are given now; closed and
 * empty where it says nothing. */
const struct snapshot_service *flow_service_now(
	const struct flow *f, const struct office_service *s);
/* Whether the lease has a number of it now. */
enum lease_answer flow_alone_may(
	const struct flow *f, const struct office_service *s, int64_t now_ms);
/* What may come before the turn of a number that is taken now. */
enum late flow_late(const struct flow *f, const struct office_service *s, int64_t now_ms);
/* Whether what was typed was not found and is not being typed on. */
bool flow_found_nothing(const struct flow *f, int64_t now_ms);
/* Whether a counter serves it now. */
bool flow_service_served(const struct flow *f, const struct office_service *s);

#endif
