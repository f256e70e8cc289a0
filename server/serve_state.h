/*
 * serve_state: what a running server is made of; for server/serve*.c alone.
 *
 * The functions return the program's exit status and have logged why it is not COMMANDS_DONE.
 */
#ifndef MOTCUA_SERVE_STATE_H
#define MOTCUA_SERVE_STATE_H

#include "server/api.h"

struct event;
struct event_base;

/* Everything that runs, in the order in which it is made. */
struct serve {
	struct store *store;
	struct setup *setup;
	char *office_text; /* of the set-up */
	struct catalog *catalog;
	struct event_base *base;
	struct office *office;
	struct auth *auth;
	struct feed *feed;
	struct results_source *results; /* NULL: none */
	struct recordings *recordings;
	struct slides *slides;
	struct api *api;
	struct http_server *http;
	struct popular visits_before; /* of the days before counted_day */
	int counted_day;              /* 0: never */
	int64_t counted_seq;          /* the newest change when visits were counted */
	int64_t counted_ms;           /* when that was, monotonic */
	bool counting;                /* it is being done */
	int look_ahead_ms;            /* how long after a change the waits are computed */
	struct event *store_ready, *auth_ready, *tick, *beat, *look_ahead, *term, *interrupt,
		*hangup, *results_ready, *recording_ready, *slides_ready;
};

/* Reads the newest office file and catalogue of the store, and takes over the office's time zone.
 */
int serve_read_setup(struct serve *s);

/* Reads accounts, devices and sessions; sessions that change are kept by the office. */
int serve_read_accounts(struct serve *s);

/* Opens the day: it is on the disk, and shown, before anyone can ask for it. A full disk may have
 * room later; a damaged store is not served. */
int serve_open_day(struct serve *s);

/* Counts, when a day begins and at most once a minute, which procedures the office handled today
 * and in the days before: the catalogue lists them by that. `counting` is true until it is done. */
void serve_count_visits(struct serve *s);

#endif
