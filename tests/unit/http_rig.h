/*
 * http_rig: a server of the edge and its clients on loopback, in one thread, and waiting for what
 * they do without looking at the clock.
 *
 * The handler knows: /echo (what was asked), /held (answered later by the test), /feed (a stream),
 * /exempt, /bytes?n= (that many), /lent?n= (the same, lent, with the tag "a"), /fields (answers
 * with a field made of ?v=). A test that waits in vain fails after 20 s.
 */
#ifndef MOTCUA_HTTP_RIG_H
#define MOTCUA_HTTP_RIG_H

#include "server/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define RIG_MAX 32

struct rig {
	struct event_base *base;
	struct http_server *server;
	struct http_options options;
	const char *listen[4];
	const char *hosts[4]; /* "a" */
	int port;
	size_t handled;
	struct http_exchange *held[RIG_MAX];
	size_t held_n;
	struct http_stream *streams[RIG_MAX];
	size_t stream_n;
	size_t closed;   /* streams that were told of their end */
	size_t returned; /* how often what was lent came back */
	size_t empty;    /* how often it was told so after a stop */
};

struct client {
	int fd;
	char *text; /* all it received, with a NUL */
	size_t len, room;
	bool eof;   /* the server closed */
	bool reset; /* rudely */
};

/* Short deadlines would make a slow machine fail: they are set to a minute. */
void rig_init(struct rig *rig);
void rig_start(struct rig *rig);
void rig_stop(struct rig *rig);

/* Asks the server to stop gracefully. */
void rig_announce_stop(struct rig *rig);

/* One turn of the loop. */
void rig_turn(struct rig *rig);

/* Turns until *number is at least that. */
void rig_until(struct rig *rig, const size_t *number, size_t least);

/* Turns until the server has that many connections. */
void rig_until_connections(struct rig *rig, size_t n);

/* Answers the i-th held exchange with a text. */
void rig_answer(struct rig *rig, size_t i, const char *text);

void client_open(struct client *client, struct rig *rig);

/* One whose kernel takes little before it is read. */
void client_open_small(struct client *client, struct rig *rig);
void client_send(struct client *client, struct rig *rig, const char *text);
void client_send_bytes(struct client *client, struct rig *rig, const char *data, size_t len);

/* One turn, and reads what there is or gives way for a moment. */
void client_poll(struct client *client, struct rig *rig);

/* Reads until the text has come that many times; the server closing before is a failure. */
void client_wait(struct client *client, struct rig *rig, const char *text, int times);

/* Reads until the server closes. */
void client_wait_end(struct client *client, struct rig *rig);
void client_close(struct client *client);

/* How often a text was received. */
int client_count(const struct client *client, const char *text);

/* Opens, sends, reads until the server closes, and checks how the answer begins. */
void rig_expect(struct rig *rig, const char *request, const char *answer_begins);

#endif
