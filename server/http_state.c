#include "common/clock.h"
#include "server/http_inner.h"

#include <event2/bufferevent.h>
#include <event2/event.h>

/* 0: no deadline. */
static int duration_ms(const struct http_server *server, enum http_state state) {
	switch (state) {
	case HTTP_STATE_HEAD:
		return server->options.head_ms;
	case HTTP_STATE_BODY:
		return server->options.body_ms;
	case HTTP_STATE_WRITING:
		return server->options.write_ms;
	case HTTP_STATE_IDLE:
		return server->options.idle_ms;
	case HTTP_STATE_LINGER:
		return server->options.linger_ms;
	default:
		return 0;
	}
}

static void set_deadline(struct http_server *server, int64_t at_ms, int64_t now_ms) {
	int64_t wait_ms = at_ms > now_ms ? at_ms - now_ms : 1;
	struct timeval wait = {wait_ms / 1000, (wait_ms % 1000) * 1000};
	server->deadline_at_ms = at_ms;
	event_add(server->deadline, &wait);
}

void http_conn_enter(struct http_conn *conn, enum http_state state) {
	struct http_server *server = conn->server;
	TAILQ_REMOVE(&server->conns[conn->state], conn, link);
	TAILQ_INSERT_TAIL(&server->conns[state], conn, link);
	conn->state = state;
	if (state == HTTP_STATE_IDLE || state == HTTP_STATE_LINGER || state == HTTP_STATE_STREAM)
		bufferevent_enable(conn->bev, EV_READ);
	int duration = duration_ms(server, state);
	if (duration <= 0)
		return;
	int64_t now_ms = clock_mono_ms();
	conn->deadline_ms = now_ms + duration;
	if (conn->deadline_ms < server->deadline_at_ms)
		set_deadline(server, conn->deadline_ms, now_ms);
}

void http_conn_kill(struct http_conn *conn) {
	if (conn->state == HTTP_STATE_DEAD)
		return;
	http_conn_enter(conn, HTTP_STATE_DEAD);
	event_active(conn->server->reaper, 0, 0);
}

static struct http_conn *first_stranger(struct http_conns *conns, const struct http_conn *but) {
	struct http_conn *conn = TAILQ_FIRST(conns);
	while (conn && (!conn->peer || conn == but))
		conn = TAILQ_NEXT(conn, link);
	return conn;
}

void http_conn_kill_slowest(const struct http_conn *but) {
	static const enum http_state waiting[] = {HTTP_STATE_HEAD, HTTP_STATE_BODY,
		HTTP_STATE_WRITING, HTTP_STATE_IDLE, HTTP_STATE_LINGER};
	struct http_server *server = but->server;
	struct http_conn *slowest = NULL;
	int64_t slowest_ms = INT64_MAX;
	for (size_t i = 0; i < sizeof waiting / sizeof *waiting; i++) {
		struct http_conn *conn = first_stranger(&server->conns[waiting[i]], but);
		int duration = duration_ms(server, waiting[i]);
		if (conn && duration > 0 && conn->deadline_ms - duration < slowest_ms) {
			slowest = conn;
			slowest_ms = conn->deadline_ms - duration;
		}
	}
	if (slowest)
		http_conn_kill(slowest);
}

static void kill_late(struct http_server *server, enum http_state state, int64_t now_ms) {
	struct http_conn *conn;
	while ((conn = TAILQ_FIRST(&server->conns[state])) && conn->deadline_ms <= now_ms)
		http_conn_kill(conn);
}

/* The timer is left alone when a deadline is met, so it may come for nothing: it then finds out
   when it is needed next. */
static void deadline_passed(evutil_socket_t fd, short what, void *arg) {
	(void)fd, (void)what;
	struct http_server *server = arg;
	int64_t now_ms = clock_mono_ms(), next_ms = INT64_MAX;
	for (int state = 0; state < HTTP_STATES; state++) {
		if (duration_ms(server, (enum http_state)state) <= 0)
			continue;
		kill_late(server, (enum http_state)state, now_ms);
		const struct http_conn *first = TAILQ_FIRST(&server->conns[state]);
		if (first && first->deadline_ms < next_ms)
			next_ms = first->deadline_ms;
	}
	server->deadline_at_ms = INT64_MAX;
	if (next_ms < INT64_MAX)
		set_deadline(server, next_ms, now_ms);
}

/* Freeing one connection may kill others (a stream's owner may write to them). */
static void reap(evutil_socket_t fd, short what, void *arg) {
	(void)fd, (void)what;
	struct http_server *server = arg;
	struct http_conn *conn;
	while ((conn = TAILQ_FIRST(&server->conns[HTTP_STATE_DEAD])))
		http_conn_free(conn);
	http_listen_again(server);
	if (!server->stopping || server->conn_n > 0 || !server->empty)
		return;
	void (*empty)(void *arg) = server->empty;
	server->empty = NULL;
	empty(server->empty_arg);
}

bool http_states_open(struct http_server *server) {
	for (int state = 0; state < HTTP_STATES; state++)
		TAILQ_INIT(&server->conns[state]);
	server->deadline_at_ms = INT64_MAX;
	server->deadline = event_new(server->base, -1, 0, deadline_passed, server);
	server->reaper = event_new(server->base, -1, 0, reap, server);
	return server->deadline && server->reaper;
}

void http_states_close(struct http_server *server) {
	for (int state = 0; state < HTTP_STATES; state++) {
		struct http_conn *conn;
		while ((conn = TAILQ_FIRST(&server->conns[state])))
			http_conn_free(conn);
	}
	if (server->deadline)
		event_free(server->deadline);
	if (server->reaper)
		event_free(server->reaper);
}
