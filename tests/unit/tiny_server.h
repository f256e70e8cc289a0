/*
 * tiny_server: a server for the link's test, on loopback, that does as it is told.
 *
 * Each connection is one exchange on a thread of its own. GET /api/v1/office answers an office
 * without services; GET /api/v1/feed sends `feeds[n]` to the n-th reader (the last one for all
 * after it), then what tiny_server_say says and a comment every few milliseconds unless `silent`; a
 * POST is answered by the n-th of `posts`. What was asked is recorded.
 */
#ifndef MOTCUA_TINY_SERVER_H
#define MOTCUA_TINY_SERVER_H

#include <stdbool.h>

enum { TINY_MAX = 8, TINY_TEXT = 256 };

struct tiny_script {
	const char *feeds[TINY_MAX];
	const char *office;  /* what it says of its office; NULL: a good one */
	const char *address; /* NULL: 127.0.0.1 */
	int feed_status;     /* 0: 200 */
	int posts[TINY_MAX]; /* statuses; -1: closes without an answer, 0: 503 ever after */
	bool silent;
};

/* What was asked so far. */
struct tiny_record {
	int offices, feeds, posts;
	char feed_path[TINY_TEXT];
	char last_id[TINY_MAX][TINY_TEXT]; /* of each feed; empty: none */
	char key[TINY_MAX][TINY_TEXT];     /* of each POST */
	char body[TINY_MAX][TINY_TEXT];
	char authorization[TINY_TEXT];
};

struct tiny_server;

/* port 0: a free one. */
struct tiny_server *tiny_server_new(const struct tiny_script *script, int port);
void tiny_server_free(struct tiny_server *s);
int tiny_server_port(const struct tiny_server *s);

/* Ends the feeds that are open. */
void tiny_server_cut(struct tiny_server *s);

/* Sends text to every open feed. */
void tiny_server_say(struct tiny_server *s, const char *text);

struct tiny_record tiny_server_record(struct tiny_server *s);

/* Waits until so many feeds have begun and what they begin with was sent. */
void tiny_server_await_feeds(struct tiny_server *s, int count);

#endif
