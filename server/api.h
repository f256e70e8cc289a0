/*
 * api: the interface over HTTP: one table of routes, who may use which, and what each does.
 *
 * The edge (http) hands every complete request to api_handle; the answer may come later, after the
 * disk. Here are: roles, sessions' CSRF, Idempotency-Key, JSON in and out. The office decides.
 * Owner: main; office, auth and feed are main's and outlive the api.
 * Source: the interface, version 1 (server/openapi.yaml).
 */
#ifndef MOTCUA_API_H
#define MOTCUA_API_H

#include "server/adviser.h"
#include "server/auth.h"
#include "server/backups.h"
#include "server/feed.h"
#include "server/first_link.h"
#include "server/http.h"
#include "server/office.h"
#include "server/recordings.h"
#include "server/rehearsal.h"
#include "server/reporter.h"
#include "server/results_source.h"
#include "server/slides.h"

/* The catalogue file as it is in the store. */
struct api_catalogue {
	char *text; /* NULL: none was imported */
	int64_t version;
};

struct api_options {
	struct office *office;
	struct auth *auth;
	struct feed *feed;
	const struct results_source *results; /* of appointment slips; NULL: there is none */
	struct recordings *recordings;        /* of the words of a call */
	struct slides *slides;                /* pictures for the boards */
	struct backups *backups;
	struct reporter *reporter;
	struct rehearsals *rehearsals; /* of past days with other rules */
	struct adviser *adviser;       /* what the lead is advised */
	const char *public_url; /* what a slip's QR begins with; NULL: "http://" and the Host asked
				   for */
	const char *web_dir; /* pages from this folder in place of the program's own; NULL: own */
	void (*kiosks_changed)(void *arg); /* a kiosk's printer, or a device, is in another state */
	void (*devices_told)(void *arg);   /* a device has orders that it should ask for */
	void (*cut)(const char *who, void *arg); /* "kiosk:cua-1" may not go on reading */
	struct first_link *first_link;           /* of the first administrator */
	const struct api_catalogue *catalogue;
	/* Another one is on the disk. */
	void (*catalogue_put)(const char *text, int64_t version, void *arg);
	int64_t restored_ms; /* this start put the backup of that moment in a damaged store's place;
				0: it did not */
	void *arg;
};

struct api;

struct api *api_new(const struct api_options *options);
void api_free(struct api *api);

/* The server ends: whoever still waits for what will not be done any more is told so. */
void api_stop(struct api *api);

/* What time brings; about once a second. */
void api_tick(struct api *api);

/* The edge's three functions; `arg` is the api. */
void api_handle(struct http_exchange *x, void *arg);
size_t api_body_limit(const struct http_exchange *x, void *arg);
size_t api_refusal(
	int status, const char *slug, const char *language, char *out, size_t size, void *arg);

/* The feed's view of a ticket for its holder; `arg` is the api. */
char *api_holder_text(const char *token, int64_t *id, void *arg);

#endif
