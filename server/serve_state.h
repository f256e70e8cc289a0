/*
 * serve_state: what a running server is made of; for server/serve*.c alone.
 *
 * The functions return the program's exit status and have logged why it is not COMMANDS_DONE.
 */
#ifndef MOTCUA_SERVE_STATE_H
#define MOTCUA_SERVE_STATE_H

#include "server/api.h"
#include "server/options.h"
#include "server/recover.h"

struct event;
struct event_base;

/* Everything that runs, in the order in which it is made. */
struct serve {
	enum store_result why; /* the store could not be opened */
	struct store *store;
	struct recovery recovery; /* at this start; at_ms 0: none */
	struct setup *setup;
	char *office_text;              /* of the set-up */
	struct api_catalogue catalogue; /* the text that the next one is made of */
	struct catalog *catalog;
	struct event_base *base;
	struct office *office;
	struct auth *auth;
	struct feed *feed;
	struct results_source *results; /* NULL: none */
	struct recordings *recordings;
	struct slides *slides;
	struct backups *backups;
	struct reporter *reporter;
	struct rehearsals *rehearsals;
	struct adviser *adviser;
	struct api *api;
	struct http_tls *tls; /* NULL: none */
	struct http_server *http;
	bool stopping;
	struct first_link first_link; /* of the first administrator */
	struct popular visits_before; /* of the days before counted_day */
	int counted_day;              /* 0: never */
	int64_t counted_seq;          /* the newest change when visits were counted */
	int64_t counted_ms;           /* when that was, monotonic */
	bool counting;                /* it is being done */
	int64_t slips_as_of_ms; /* the list of results whose slips were counted, and of which day */
	int64_t first_ms;       /* the store's first change */
	int slips_day, slips_due, slips_ready;
	int look_ahead_ms; /* how long after a change the waits are computed */
	int64_t quiet_seq; /* the newest change, and for how many ticks it has been that */
	int quiet_ticks;
	struct event *store_ready, *auth_ready, *tick, *beat, *look_ahead, *term, *interrupt,
		*hangup, *results_ready, *recording_ready, *slides_ready, *report_ready,
		*advice_ready, *rehearsal_ready, *backups_ready[BACKUPS_FDS];
};

/* Reads the newest office file and catalogue of the store, or begins with a blank office, and takes
 * over the office's time zone. */
int serve_read_setup(struct serve *s);

/* The catalogue of a text (taken over; NULL: there is none) as it is today. */
int serve_read_catalogue(struct serve *s, char *text, int64_t version);

/* Another day begins, and what is in force on it. */
void serve_turn_catalog(struct serve *s, int day);

/* Another catalogue is in the store; `arg` is the server. */
void serve_put_catalogue(const char *text, int64_t version, void *arg);

/* Reads accounts, devices and sessions; sessions that change are kept by the office. */
int serve_read_accounts(struct serve *s);

/* Starts what makes reports; false when the system gives no thread. */
bool serve_open_reports(struct serve *s);

/* Reads when the store's first change was made, before its thread runs. */
int serve_read_first(struct serve *s);

/* Whether the store's file is empty, and should not be. */
bool serve_is_emptied(const struct options *options);

/* Puts the newest proven backup in the place of a damaged store, which is closed; `opens`: it could
 * be opened. */
bool serve_recover(const struct options *options, bool opens, struct recovery *recovery);

/* Starts what makes backups; false when the system gives no thread. */
bool serve_open_backups(struct serve *s, const struct options *options);

/* Starts who advises the lead; false when the system gives no thread. */
bool serve_open_adviser(struct serve *s);

/* Leaves within reach the files that the options name and what the system needs; before the first
 * thread. */
void serve_confine(const struct options *options);

/* Where and how the edge listens: on the sockets that systemd hands over, or else as it was told;
 * false when its certificate is refused. */
bool serve_listen(struct serve *s, struct http_options *http, const struct options *options);

/* SIGHUP: with TLS, the certificate is read again; false without. */
bool serve_renew(struct serve *s);

/* Where there is no account: prints the link with which the first administrator comes in. */
void serve_invite(struct serve *s, const struct options *options);

/* Counts the slips that are due today, if there is a list that says so. */
void serve_count_slips(struct serve *s);

/* Opens the day: it is on the disk, and shown, before anyone can ask for it. A full disk may have
 * room later; a damaged store is not served. */
int serve_open_day(struct serve *s);

/* Called every second: once nothing has changed for a while, memory that was needed goes back. */
void serve_rest(struct serve *s);

/* Counts, when a day begins and at most once a minute, which procedures the office handled today
 * and in the days before: the catalogue lists them by that. `counting` is true until it is done. */
void serve_count_visits(struct serve *s);

#endif
