/*
 * http: the strict HTTP/1.1 edge. It knows connections, limits and headers, and nothing of tickets.
 *
 * A server belongs to whoever opened it and lives on one event base; every function here is called
 * from that base's thread. Sizes are bytes, times milliseconds and, for deadlines, absolute: a
 * client that sends a byte a second does not move them.
 *
 * For each complete request the edge calls `handle` with an exchange, which is answered exactly
 * once, by http_reply, http_refuse or http_stream_begin, at once or later. The answer ends the
 * exchange: the pointer and every string got from it are dead afterwards. Until then they stay
 * valid, even when the client hangs up meanwhile; answering such an exchange just frees it. A
 * connection has one open exchange at a time, so pipelined requests are answered in order.
 * `handle` is never called from inside an answer, nor is `closed` of a stream from inside any
 * function here but http_server_close: both come from the loop.
 *
 * Malformed, oversized, late or misdirected requests never reach `handle`; they are answered with
 * a slug (bad_request, length_required, body_too_large, target_too_long, expectation_failed,
 * header_too_large, wrong_host, not_implemented, version_not_supported, slow_down) and the
 * connection is closed.
 *
 * Source: RFC 9110, RFC 9112, RFC 3986, RFC 6265, the HTML standard's server-sent events.
 */
#ifndef MOTCUA_HTTP_H
#define MOTCUA_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/http_parse.h"

struct event_base;
struct http_server;
struct http_exchange;
struct http_stream;
struct http_tls;

struct http_options {
	const char *const *listen; /* "127.0.0.1:8080", "[::1]:0" (0 takes a free port) */
	size_t listen_n;
	const int *sockets; /* further ones, which listen already; taken over */
	size_t socket_n;
	struct http_tls *tls; /* all of them speak TLS; stays the caller's; NULL: none does */
	const char *const
		*hosts; /* further names we answer to: "mc.example" (any port) or with one */
	size_t host_n;

	const char *const *proxies; /* their addresses; X-Forwarded-For and -Proto of others are
				       not believed */
	size_t proxy_n;

	size_t per_address;   /* connections from one address; 0: no cap */
	size_t connections;   /* in all; 0: as many as RLIMIT_NOFILE leaves. Whoever takes the last
				 place has the slowest of those that are not exempt closed. */
	size_t reserve;       /* of these, kept for exempt connections */
	size_t stream_behind; /* unread bytes after which a stream's reader is dropped */
	int head_ms;          /* from the first byte (or the accept) to the end of the head */
	int body_ms;          /* from the end of the head to the end of the body */
	int idle_ms;          /* between two requests */
	int write_ms;         /* from the answer to the client having taken it */
	int linger_ms;        /* for the client to close after our last answer */
	int parting_ms;       /* after a stop, for a request that is just on its way */

	void *arg; /* handed to the three functions below */
	void (*handle)(struct http_exchange *x, void *arg);

	/* The largest body this request may have, asked when the head is there and before the body
	   is; NULL: HTTP_BODY_MAX for all. */
	size_t (*body_limit)(const struct http_exchange *x, void *arg);

	/* Writes the JSON body of a refusal into `out` and returns its length; `language` is the
	   Accept-Language or NULL. NULL: refusals have no body. */
	size_t (*refusal)(int status, const char *slug, const char *language, char *out,
		size_t size, void *arg);
};

#define HTTP_BODY_MAX (64 * 1024)

enum { HTTP_CLASSES = 6 };

/* The defaults: 64 per address, 64 KiB behind, 5 s, 10 s, 30 s, 30 s, 2 s, 1 s. */
void http_options_init(struct http_options *options);

/* Listens on all the addresses and sockets, or logs why not and gives NULL. The options are copied.
 */
struct http_server *http_server_open(struct event_base *base, const struct http_options *options);

/* "http://127.0.0.1:8080", or "https://…", for the i-th listening address, NULL past the last. */
const char *http_server_url(const struct http_server *server, size_t i);

/* How many connections there are. */
size_t http_server_connections(const struct http_server *server);

/* Stops gracefully: no new connections, endless streams are closed; what has been asked or is asked
   within parting_ms on a connection that is there is answered, and the connection closed. `empty`
   is called once, from the loop, when no connection is left. */
void http_server_stop(struct http_server *server, void (*empty)(void *arg), void *arg);

/* Closes everything now; open exchanges stay valid and their answers are thrown away. Streams get
   their `closed`. Not from within `handle` or `closed`. */
void http_server_close(struct http_server *server);

/* --- what was asked --- */

enum http_method http_method(const struct http_exchange *x);

/* The path, decoded, beginning with '/'; or "*". "%2F" has become '/'. */
const char *http_path(const struct http_exchange *x);

/* The decoded value of a parameter of the query, "" if it has none, NULL without the parameter; of
   several the first. */
const char *http_query(const struct http_exchange *x, const char *name);

/* A field's value, NULL without one; of several the first. Names are compared without case. */
const char *http_field(const struct http_exchange *x, const char *name);

/* Copies a cookie's value; false when it is missing or does not fit. */
bool http_cookie(const struct http_exchange *x, const char *name, char *out, size_t size);

/* The body, followed by a NUL that `len` does not count. */
const char *http_body(const struct http_exchange *x, size_t *len);

/* The client's address, without port: "192.168.1.20", "fe80::1"; behind a proxy that is trusted,
   what that says. */
const char *http_peer(struct http_exchange *x);

/* Whether nobody on the way to us could read along. */
bool http_is_secure(const struct http_exchange *x);

/* The connection belongs to a device or person that we know: it no longer counts against its
   address's cap, may use the reserve, and does not make room for others. */
void http_exempt(struct http_exchange *x);

/* What its server has answered so far, by the first digit of the status, and how many connections
   it has now; to be asked within `handle`. */
struct http_figures {
	uint64_t answers[HTTP_CLASSES];
	size_t connections;
};
void http_figures(const struct http_exchange *x, struct http_figures *figures);

/* A value of the caller's that stays with the exchange. */
void http_set_user(struct http_exchange *x, void *user);
void *http_user(const struct http_exchange *x);

/* --- answers --- */

struct http_pair {
	const char *name;
	const char *value;
};

struct http_reply {
	int status;
	const char *type;  /* Content-Type; NULL: none */
	const char *cache; /* Cache-Control; NULL: no-store */
	const struct http_pair *fields;
	size_t field_n; /* together with the names at most 3 KiB */
	const void *body;
	size_t body_len;
	void (*let_go)(void *owner); /* NULL: the body is copied or sent before http_reply returns.
					Else it is lent: it stays as it is until this is called,
					once, from http_reply or from the loop. */
	void *owner;
};

/* Answers, with the security headers, Content-Length, Date and Connection added. The reply is
   copied or sent before this returns, but for a body that is lent. To HEAD the body is left out. A
   field whose value has control characters is left out and logged. */
void http_reply(struct http_exchange *x, const struct http_reply *reply);

/* Answers with what `refusal` makes of the status and slug. */
void http_refuse(struct http_exchange *x, int status, const char *slug);

/* The same with further fields (Allow, Retry-After). */
void http_refuse_with(struct http_exchange *x, int status, const char *slug,
	const struct http_pair *fields, size_t field_n);

/* --- streams --- */

/* Answers 200 with a body of that type that goes on until one side closes. `closed` is called once
   when the client is gone, was dropped or the server ends it, and not after http_stream_close; the
   stream is dead afterwards. NULL when there is nobody to stream to: the client is gone, asked for
   HEAD only, or was refused because connections are short; the exchange is done with either way. */
struct http_stream *http_stream_begin(struct http_exchange *x, const char *type,
	void (*closed)(struct http_stream *stream, void *user), void *user);

/* The same with a body of a known length, head->body_len: its type and fields are the answer's, the
   body follows by http_stream_send_opening. `drained` is called from the loop whenever all that was
   sent has been taken after some of it had to wait. */
struct http_stream *http_stream_begin_file(struct http_exchange *x, const struct http_reply *head,
	void (*drained)(struct http_stream *stream, void *user),
	void (*closed)(struct http_stream *stream, void *user), void *user);

/* Sends bytes, copying only what the socket does not take at once. False when the reader is gone or
   is dropped just now for being more than stream_behind behind; `closed` then follows from the
   loop, and sending more does nothing. */
bool http_stream_send(struct http_stream *stream, const void *data, size_t len);

/* The same for what a reader starts with (a snapshot, what it missed): it may be of any size and
   does not count as being behind. */
bool http_stream_send_opening(struct http_stream *stream, const void *data, size_t len);

/* How many bytes wait in this process for the reader. */
size_t http_stream_backlog(const struct http_stream *stream);

/* Ends the stream after what is queued; NULL is nothing. */
void http_stream_close(struct http_stream *stream);

#endif
