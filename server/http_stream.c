#include "common/mem.h"
#include "server/http_inner.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <sys/socket.h>

/* The kernel would gladly keep megabytes for a reader that does not read; what it keeps cannot be
   seen as backlog and is memory all the same. */
#define KERNEL_BUFFER (32 * 1024)

static void limit_kernel_buffer(struct http_conn *conn) {
	int size = KERNEL_BUFFER;
	setsockopt(bufferevent_getfd(conn->bev), SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
}

static struct http_stream *stream_new(struct http_conn *conn,
	void (*closed)(struct http_stream *stream, void *user), void *user) {
	struct evbuffer *input = bufferevent_get_input(conn->bev);
	struct http_stream *stream = mem_alloc(1, sizeof *stream);
	*stream = (struct http_stream){
		.conn = conn, .closed = closed, .user = user, .queued = http_conn_queued(conn)};
	stream->opening_end = stream->queued;
	conn->stream = stream;
	evbuffer_drain(input, evbuffer_get_length(input));
	http_conn_enter(conn, HTTP_STATE_STREAM);
	return stream;
}

static struct http_stream *begin(struct http_exchange *x, const struct http_reply *head,
	void (*closed)(struct http_stream *stream, void *user), void *user) {
	static const struct http_pair retry = {"Retry-After", "5"};
	struct http_conn *conn = http_exchange_conn(x);
	if (!conn) {
		http_exchange_end(x);
		return NULL;
	}
	if (conn->peer && http_is_crowded(conn->server)) {
		http_refuse_with(x, 429, "slow_down", &retry, 1);
		return NULL;
	}
	bool wants_body = x->request.method != HTTP_HEAD;
	limit_kernel_buffer(conn);
	http_reply_open(x, head);
	if (!wants_body || conn->eof || conn->server->stopping) {
		http_conn_answered(conn, false);
		return NULL;
	}
	return conn->state == HTTP_STATE_DEAD ? NULL : stream_new(conn, closed, user);
}

struct http_stream *http_stream_begin(struct http_exchange *x, const char *type,
	void (*closed)(struct http_stream *stream, void *user), void *user) {
	return begin(x, &(struct http_reply){.type = type}, closed, user);
}

struct http_stream *http_stream_begin_file(struct http_exchange *x, const struct http_reply *head,
	void (*drained)(struct http_stream *stream, void *user),
	void (*closed)(struct http_stream *stream, void *user), void *user) {
	struct http_stream *stream = begin(x, head, closed, user);
	if (stream)
		stream->drained = drained;
	return stream;
}

size_t http_stream_backlog(const struct http_stream *stream) {
	return stream->conn ? http_conn_queued(stream->conn) : 0;
}

/* What waits, without what is left of the opening. */
static uint64_t behind(const struct http_stream *stream) {
	uint64_t sent = stream->queued - http_stream_backlog(stream);
	return stream->queued - (sent > stream->opening_end ? sent : stream->opening_end);
}

static bool send_bytes(struct http_stream *stream, const void *data, size_t len) {
	struct http_conn *conn = stream->conn;
	http_conn_send(conn, &(struct iovec){(void *)(uintptr_t)data, len}, 1);
	stream->queued += len;
	return conn->state != HTTP_STATE_DEAD;
}

static bool is_alive(const struct http_stream *stream) {
	return stream->conn && stream->conn->state != HTTP_STATE_DEAD;
}

bool http_stream_send(struct http_stream *stream, const void *data, size_t len) {
	if (!is_alive(stream))
		return false;
	if (behind(stream) > stream->conn->server->options.stream_behind) {
		http_conn_kill(stream->conn);
		return false;
	}
	return send_bytes(stream, data, len);
}

bool http_stream_send_opening(struct http_stream *stream, const void *data, size_t len) {
	if (!is_alive(stream) || !send_bytes(stream, data, len))
		return false;
	stream->opening_end = stream->queued;
	return true;
}

void http_stream_close(struct http_stream *stream) {
	if (!stream || !stream->conn)
		return;
	struct http_conn *conn = stream->conn;
	conn->stream = NULL;
	mem_free(stream);
	http_conn_answered(conn, false);
}
