/*
 * http_fetch: asks an address for its file, one GET at a time, for a thread that may wait.
 *
 * The client is libevent's, on an event base of the asking thread's own: it is linked already,
 * where libcurl would cost the server 6 MB. Names are looked up as the system does. No TLS, no
 * redirects, no credentials: the address is one of the office's own network. Limits: the head 16
 * KiB, the body HTTP_FETCH_MAX, the whole exchange the asked time. Owner: whoever called
 * http_fetch_new. Errors: told in words for the log. Source: RFC 9110 (ETag, Last-Modified).
 */
#ifndef MOTCUA_HTTP_FETCH_H
#define MOTCUA_HTTP_FETCH_H

#include <stddef.h>

enum { HTTP_FETCH_MAX = 32 << 20, HTTP_FETCH_MARK_SIZE = 256, HTTP_FETCH_WHY_SIZE = 128 };

struct http_fetch;

/* What an answer says of its version; empty: nothing. */
struct http_marks {
	char etag[HTTP_FETCH_MARK_SIZE], modified[HTTP_FETCH_MARK_SIZE];
};

enum http_fetched {
	HTTP_FETCH_BODY,
	HTTP_FETCH_SAME, /* as it was when it had these marks */
	HTTP_FETCH_FAILED,
};

struct http_answer {
	char *body; /* the asker's to free; NULL but for HTTP_FETCH_BODY */
	size_t size;
	struct http_marks marks;
	char why[HTTP_FETCH_WHY_SIZE]; /* of HTTP_FETCH_FAILED */
};

/* NULL when the address is not http://HOST[:PORT][/PATH][?QUERY]. */
struct http_fetch *http_fetch_new(const char *url);
void http_fetch_free(struct http_fetch *fetch);

/* Asks and waits for the answer, at most so long; `known` are the marks of what is known already.
 */
enum http_fetched http_fetch_get(struct http_fetch *fetch, int limit_ms,
	const struct http_marks *known, struct http_answer *answer);

/* From any thread: whoever waits stops, and nobody waits any more. */
void http_fetch_stop(struct http_fetch *fetch);

#endif
