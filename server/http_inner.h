/*
 * http_inner: what the files of the edge (http*.c) share; nobody else includes it.
 *
 * A connection is in one state at a time and in that state's list; states with a deadline have the
 * same duration for all, so the first of a list is the first to be late. A connection is never
 * freed where it fails but marked dead and reaped from the loop, so that a function that has one in
 * its hands can go on using it.
 */
#ifndef MOTCUA_HTTP_INNER_H
#define MOTCUA_HTTP_INNER_H

#include "server/http.h"
#include "server/http_host.h"
#include "server/http_peers.h"

#include <netinet/in.h>
#include <sys/queue.h>
#include <sys/uio.h>

struct bufferevent;
struct event;
struct evconnlistener;

#define HTTP_PARAMS_MAX 32
#define HTTP_LISTENERS_MAX 16
#define HTTP_PROXIES_MAX 16

enum http_state {
	HTTP_STATE_HEAD,    /* a request has begun (or the connection) */
	HTTP_STATE_BODY,    /* its head is there */
	HTTP_STATE_HANDLED, /* its exchange is the handler's */
	HTTP_STATE_WRITING, /* answered, not all of it taken */
	HTTP_STATE_IDLE,    /* between requests */
	HTTP_STATE_LINGER,  /* nothing more to say, waiting for the client to close */
	HTTP_STATE_STREAM,
	HTTP_STATE_DEAD, /* to be reaped */
	HTTP_STATES,
};

struct http_conn {
	TAILQ_ENTRY(http_conn) link;
	struct http_listener *listener;
	struct http_server *server;
	struct bufferevent *bev;
	struct http_exchange *exchange;
	struct http_stream *stream;
	struct http_peer *peer; /* the place it takes up in its address's cap; NULL when exempt */
	struct in6_addr address;
	int64_t deadline_ms;
	enum http_state state;
	bool keep_alive; /* after the answer being written */
	bool eof;        /* the client sends no more */
	bool in_handle;  /* `handle` is running: the reading goes on when it returns */
};

TAILQ_HEAD(http_conns, http_conn);

struct http_param {
	uint16_t name;
	uint16_t value;
};

struct http_exchange {
	struct http_conn *conn;     /* NULL when the client is gone */
	struct http_server *server; /* NULL then too */
	struct http_exchange *next; /* in the pool */
	struct http_request request;
	char *bytes; /* the head, its strings terminated in place, then the body */
	size_t room;
	size_t body_got;
	size_t param_n;
	struct http_param params[HTTP_PARAMS_MAX];
	struct in6_addr address;
	char address_text[INET6_ADDRSTRLEN];
	void *user;
	bool secure; /* it came to a trusted proxy by https */
	bool handed; /* to `handle`: only its answer frees it */
};

struct http_stream {
	struct http_conn *conn;
	void (*closed)(struct http_stream *stream, void *user);
	void (*drained)(struct http_stream *stream, void *user); /* NULL: nobody asks */
	void *user;
	uint64_t queued;      /* all bytes ever given to it */
	uint64_t opening_end; /* of these, the bytes that do not count as being behind */
};

struct http_listener {
	struct http_server *server;
	struct evconnlistener *listener;
	struct sockaddr_storage local;
	bool any;                        /* listens on every address of the machine */
	char url[INET6_ADDRSTRLEN + 24]; /* with its scheme */
};

struct http_server {
	struct event_base *base;
	struct http_options options;
	struct http_hosts hosts;
	struct http_peers peers;
	struct http_listener *listeners[HTTP_LISTENERS_MAX];
	size_t listener_n;
	struct in6_addr proxies[HTTP_PROXIES_MAX];
	size_t proxy_n;

	struct http_conns conns[HTTP_STATES];
	size_t conn_n;
	size_t conn_max;
	struct event *deadline;
	int64_t deadline_at_ms; /* INT64_MAX: not set */
	struct event *reaper;

	struct event *resume;
	bool paused;
	int64_t complained_ms;
	size_t unsaid; /* complaints since then */

	struct http_exchange *pool;
	size_t pool_n;
	uint64_t answers[HTTP_CLASSES];
	int64_t date_s;
	char date[40];

	bool stopping;
	void (*empty)(void *arg);
	void *empty_arg;
};

/* --- http_state.c --- */

/* Moves a connection to a state and starts that state's deadline. */
void http_conn_enter(struct http_conn *conn, enum http_state state);

/* Gives up a connection; the reaper takes it from here. */
void http_conn_kill(struct http_conn *conn);

/* Gives up, of all but this one and those that are exempt, the one for whose next step we have
   waited longest, if there is one. */
void http_conn_kill_slowest(const struct http_conn *but);

bool http_states_open(struct http_server *server);
void http_states_close(struct http_server *server);

/* --- http_conn.c --- */

struct http_conn *http_conn_new(struct http_listener *listener, int fd,
	const struct in6_addr *address, struct http_peer *peer);

/* Gives back all it has, and tells its stream. */
void http_conn_free(struct http_conn *conn);

/* Sends, queueing what the socket does not take now. */
void http_conn_send(struct http_conn *conn, struct iovec *parts, int part_n);

/* What is lent to a connection until it calls let_go. */
struct http_loan {
	void (*let_go)(void *owner);
	void *owner;
};

/* The same with a last part that is lent: it is not copied. */
void http_conn_send_lent(
	struct http_conn *conn, struct iovec *parts, int part_n, struct http_loan loan);

/* How many bytes are queued. */
size_t http_conn_queued(const struct http_conn *conn);

/* The answer was sent or queued: goes on to the next request or closes. */
void http_conn_answered(struct http_conn *conn, bool keep_alive);

/* --- http_exchange.c --- */

struct http_exchange *http_exchange_new(struct http_conn *conn);
void http_exchange_free(struct http_exchange *x);

/* Frees an answered exchange, of which its connection must not know any more. */
void http_exchange_end(struct http_exchange *x);

/* Makes room for the bytes of a request. */
void http_exchange_reserve(struct http_exchange *x, size_t size);

/* Ends the names and values of the fields with NULs. */
void http_exchange_seal_fields(struct http_exchange *x);

/* Does the same to all the head and decodes path and query; false with too many parameters. */
bool http_exchange_seal(struct http_exchange *x);

/* The connection to answer on, or NULL when nobody is there any more. */
struct http_conn *http_exchange_conn(const struct http_exchange *x);

/* The client is gone: the exchange is its handler's alone. */
void http_exchange_orphan(struct http_exchange *x);

/* --- http_proxy.c --- */

/* Takes note of the addresses of proxies, or logs which is none. */
bool http_proxies_open(struct http_server *server, const struct http_options *options);

/* Whether that is one of them. */
bool http_proxy_is(const struct http_server *server, const struct in6_addr *address);

/* Takes over what a trusted proxy says of whom a request is from. */
void http_proxy_tell(struct http_exchange *x);

/* --- http_reply.c --- */

/* Sends the head of an answer whose body follows, and ends the exchange; body_len 0: endless. */
struct http_conn *http_reply_open(struct http_exchange *x, const struct http_reply *reply);

/* --- http_listen.c --- */

/* Listens on all the addresses, or logs why not. */
bool http_listen_open(struct http_server *server, const struct http_options *options);

/* No more connections; those there are keep their listener. */
void http_listen_stop(struct http_server *server);
void http_listen_close(struct http_server *server);

/* Whether the host a request names is us. */
bool http_listener_is(const struct http_conn *conn, const struct http_host *host);

/* Whether only exempt connections may stay. */
bool http_is_crowded(const struct http_server *server);

/* Accepts again when there is room. */
void http_listen_again(struct http_server *server);

#endif
