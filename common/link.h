/*
 * link: a client's one connection to the server, on a thread of its own.
 *
 * The thread follows the feed and sends requests. Each connection begins with LINK_OFFICE and
 * LINK_UP; then come LINK_SNAPSHOT or, when the place in the feed is still known (Last-Event-ID),
 * the changes that were missed. LINK_DOWN comes once, also when there never was a connection, then
 * new tries with growing pauses of 0.2 to 0.5 s, by turns at the address that answered last and at
 * the one that the name has now. After a `setup` change a new LINK_OFFICE and LINK_SNAPSHOT follow
 * without a LINK_DOWN, after `day_opened` and when the office opens or closes a new LINK_OFFICE. A
 * request is retried with the same Idempotency-Key until it is answered or its time is over. What
 * happened is put into a mailbox; `wake` is called (from the link's thread) when an empty mailbox
 * got something, and the program's main thread takes the messages one by one with link_next. The
 * link is LINK_DOWN after 5 s without a sign of the server (the feed has one every 2 s), at once
 * when the connection breaks. Errors never stop it. Owner: whoever called link_new.
 */
#ifndef MOTCUA_LINK_H
#define MOTCUA_LINK_H

#include "common/proto.h"

#include <jansson.h>

enum link_kind {
	LINK_OFFICE, /* office: names and counters, at the start and whenever the set-up changed */
	LINK_SNAPSHOT, /* snapshot: forget what you knew */
	LINK_CHANGE,   /* change: in order, none left out */
	LINK_WAITS,    /* json: a `waits` frame, for waits_from_json */
	LINK_ORDERS,   /* a device has orders at the server: perhaps this one */
	LINK_SLIDES,   /* the pictures for the boards are others: GET /api/v1/slides tells which */
	LINK_DOWN,     /* the server is away since silent_since_ms */
	LINK_UP,       /* the feed flows again */
	LINK_REPLY,    /* request, status, json: the answer to link_send */
};

struct link_message {
	enum link_kind kind;
	struct change change;
	struct snapshot *snapshot;  /* LINK_SNAPSHOT; freed by link_message_clear */
	struct office_view *office; /* LINK_OFFICE; freed by link_message_clear */
	int64_t silent_since_ms;    /* LINK_DOWN: clock_mono_ms of the last sign of the server */
	uint64_t request;           /* LINK_REPLY: what link_send gave */
	int status;                 /* LINK_REPLY: HTTP status; 0: no answer in time */
	json_t *json; /* LINK_REPLY, LINK_WAITS: body, or NULL; freed by link_message_clear */
	char *bytes;  /* LINK_REPLY to link_fetch, status 200; freed by link_message_clear */
	size_t size;
};

struct link_options {
	const char *url;        /* "http://127.0.0.1:8080" */
	const char *key_file;   /* device key, or NULL */
	const char *ca;         /* whose word is taken for an https server: a PEM file; NULL: the
				   system's */
	const char *feed_query; /* "" or "counter=3": narrows the feed */
	void (*wake)(void *arg);
	void *arg;

	/* 0: what the text above says. Tests want shorter ones. */
	int silence_ms;                 /* of the feed, then it is down: 5000 */
	int connect_ms;                 /* for a connection to come about: 1000 */
	int try_ms;                     /* for one try of a request: 3000; of the feed: 2000 */
	int pause_min_ms, pause_max_ms; /* before connecting again: 200, 500 */
};

struct link;

/* Starts the thread; NULL, with one line in the log, when key_file or ca cannot be read. */
struct link *link_new(const struct link_options *options);

/* Ends the thread and frees everything. */
void link_free(struct link *link);

/* Takes the oldest message; false when there is none. The caller clears it. */
bool link_next(struct link *link, struct link_message *m);
void link_message_clear(struct link_message *m);

/*
 * Sends a request: method "GET" or "POST", path from "/", body or NULL (the link takes the
 * reference), key: the Idempotency-Key of a POST (NULL: a fresh random one), patience_ms: after how
 * long to give up retrying (answers 5xx and broken connections are retried; every other answer is
 * final; 0: one try). Beyond 64 requests under way the answer is status 0 at once. Returns the
 * number that the LINK_REPLY will carry.
 */
uint64_t link_send(struct link *link, const char *method, const char *path, json_t *body,
	const char *key, int patience_ms);

/* The same for bytes of a type (taken over, mem_alloc'd): a POST that is tried once. */
uint64_t link_send_bytes(
	struct link *link, const char *path, const char *type, char *bytes, size_t size);

/* Fetches a file of at most `max` bytes: a GET that is tried once, for up to 30 s. */
uint64_t link_fetch(struct link *link, const char *path, size_t max);

#endif
