/*
 * link_http: one exchange with the server, for the link's thread.
 *
 * A transfer belongs to who started it, is driven by the multi handle that all of a link's
 * transfers share, and reports its end once through `done`; transfer_end may be called at any time
 * but from within the transfer's own `bytes`. Answers kept in memory are bounded. Errors: `status`
 * 0 is no whole answer. Tries go to the address that answered last and, after one that failed, by
 * turns to the one that the name has then: a name server that is away holds up no return, and a
 * server that has moved is found, also where something else answers at its old address
 * (link_http_doubt). Units: milliseconds.
 */
#ifndef MOTCUA_LINK_HTTP_H
#define MOTCUA_LINK_HTTP_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

struct link_http {
	CURLM *multi;
	char *url; /* without a '/' at the end */
	char *key; /* of the device, or NULL */
	char *ca;  /* the file of those whose word is taken for a server, or NULL: the system's */
	int connect_ms;
	char address[64]; /* where the last answer came from; empty: none yet */
	bool by_name;     /* the next try is not at that address */
};

struct transfer;

struct transfer_options {
	const char *method; /* "GET" or "POST" */
	const char *path;
	const char *body; /* or NULL; must outlive the transfer */
	size_t body_size;
	const char *body_type;  /* NULL: JSON */
	const char *extra_name; /* one more header, or NULL */
	const char *extra_value;
	size_t answer_max;          /* bytes kept for transfer_body; 0: 1 MiB */
	int timeout_ms;             /* of the whole; 0: none */
	void (*started)(void *arg); /* the head of a 200 is there; or NULL */
	bool (*bytes)(void *arg, const char *bytes, size_t size); /* NULL: kept for transfer_body */
	void (*done)(void *arg, int status,
		const char *trouble); /* trouble: NULL when status says all */
	void *arg;
};

/* False, with a line in the log, when the key file (or NULL) or the file `ca` (or NULL) cannot be
 * used. */
bool link_http_init(struct link_http *http, const char *url, const char *key_file, const char *ca,
	int connect_ms);
void link_http_clear(struct link_http *http);

/* What answered is perhaps not the server: the next try is at the address that the name has then.
 */
void link_http_doubt(struct link_http *http);

/* Moves all transfers on and reports those that ended. */
void link_http_step(struct link_http *http);

struct transfer *transfer_start(struct link_http *http, const struct transfer_options *options);
void transfer_end(struct transfer *transfer);

/* What was kept of the answer; NUL-terminated, valid until transfer_end. */
const char *transfer_body(const struct transfer *transfer, size_t *size);

#endif
