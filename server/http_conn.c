#include "common/mem.h"
#include "server/http_inner.h"
#include "server/http_tls.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What is read ahead of what is handled; a client that pipelines more waits. */
#define READ_AHEAD (2 * HTTP_HEAD_MAX)

size_t http_conn_queued(const struct http_conn *conn) {
	return evbuffer_get_length(bufferevent_get_output(conn->bev));
}

static struct evbuffer *input_of(const struct http_conn *conn) {
	return bufferevent_get_input(conn->bev);
}

/* --- writing --- */

/* How many bytes the socket took, 0 when it takes none now, -1 when it is broken. */
static ssize_t send_now(struct http_conn *conn, struct iovec *parts, int part_n) {
	struct msghdr message = {.msg_iov = parts, .msg_iovlen = (size_t)part_n};
	ssize_t n;
	do
		n = sendmsg(bufferevent_getfd(conn->bev), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
	while (n < 0 && errno == EINTR);
	return n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : n;
}

/* Sends what the socket takes now and cuts that off the parts; false when nobody is there. */
static bool send_some(struct http_conn *conn, struct iovec *parts, int part_n) {
	ssize_t sent = 0;
	if (conn->state == HTTP_STATE_DEAD)
		return false;
	if (!conn->server->options.tls && http_conn_queued(conn) == 0)
		sent = send_now(conn, parts, part_n);
	if (sent < 0) {
		http_conn_kill(conn);
		return false;
	}
	size_t skip = (size_t)sent;
	for (int i = 0; i < part_n; i++) {
		size_t gone = skip < parts[i].iov_len ? skip : parts[i].iov_len;
		skip -= gone;
		parts[i].iov_base = (char *)parts[i].iov_base + gone;
		parts[i].iov_len -= gone;
	}
	return true;
}

static void queue_parts(struct http_conn *conn, const struct iovec *parts, int part_n) {
	for (int i = 0; i < part_n; i++)
		if (parts[i].iov_len > 0)
			evbuffer_add(bufferevent_get_output(conn->bev), parts[i].iov_base,
				parts[i].iov_len);
}

void http_conn_send(struct http_conn *conn, struct iovec *parts, int part_n) {
	if (send_some(conn, parts, part_n))
		queue_parts(conn, parts, part_n);
}

static void give_back(const void *bytes, size_t len, void *arg) {
	struct http_loan *loan = arg;
	(void)bytes;
	(void)len;
	loan->let_go(loan->owner);
	mem_free(loan);
}

void http_conn_send_lent(
	struct http_conn *conn, struct iovec *parts, int part_n, struct http_loan loan) {
	const struct iovec *lent = &parts[part_n - 1];
	if (!send_some(conn, parts, part_n) || lent->iov_len == 0) {
		loan.let_go(loan.owner);
		return;
	}
	struct http_loan *kept = mem_alloc(1, sizeof *kept);
	*kept = loan;
	queue_parts(conn, parts, part_n - 1);
	if (evbuffer_add_reference(bufferevent_get_output(conn->bev), lent->iov_base, lent->iov_len,
		    give_back, kept) != 0)
		give_back(NULL, 0, kept);
}

/* Closing while the client still sends would make its kernel throw our answer away. */
static void linger(struct http_conn *conn) {
	if (conn->eof) {
		http_conn_kill(conn);
		return;
	}
	if (conn->server->options.tls)
		http_tls_say_end(conn->bev);
	shutdown(bufferevent_getfd(conn->bev), SHUT_WR);
	evbuffer_drain(input_of(conn), evbuffer_get_length(input_of(conn)));
	http_conn_enter(conn, HTTP_STATE_LINGER);
}

static void written(struct http_conn *conn) {
	if (!conn->keep_alive || conn->server->stopping) {
		linger(conn);
		return;
	}
	http_conn_enter(conn, HTTP_STATE_IDLE);
	/* The next request is there already. Its handler must not run inside this answer. */
	if (!conn->in_handle && (conn->eof || evbuffer_get_length(input_of(conn)) > 0))
		bufferevent_trigger(
			conn->bev, EV_READ, BEV_TRIG_IGNORE_WATERMARKS | BEV_TRIG_DEFER_CALLBACKS);
}

void http_conn_answered(struct http_conn *conn, bool keep_alive) {
	if (conn->state == HTTP_STATE_DEAD)
		return;
	conn->keep_alive = keep_alive;
	if (http_conn_queued(conn) > 0)
		http_conn_enter(conn, HTTP_STATE_WRITING);
	else
		written(conn);
}

/* --- reading --- */

static void hand_over(struct http_conn *conn) {
	struct http_server *server = conn->server;
	http_conn_enter(conn, HTTP_STATE_HANDLED);
	conn->exchange->handed = true;
	conn->in_handle = true;
	server->options.handle(conn->exchange, server->options.arg);
	conn->in_handle = false;
}

/* These read what they can and tell whether to go on. */

static bool read_body(struct http_conn *conn) {
	struct http_exchange *x = conn->exchange;
	size_t wanted = (size_t)x->request.body_len - x->body_got;
	if (wanted > 0) {
		int n = evbuffer_remove(
			input_of(conn), x->bytes + x->request.head_len + x->body_got, wanted);
		x->body_got += n > 0 ? (size_t)n : 0;
	}
	if (x->body_got == x->request.body_len) {
		hand_over(conn);
		return true;
	}
	if (conn->eof)
		http_conn_kill(conn);
	else if (conn->state != HTTP_STATE_BODY)
		http_conn_enter(conn, HTTP_STATE_BODY);
	return false;
}

static bool refuse(struct http_conn *conn, int status, const char *slug) {
	conn->exchange->request.keep_alive = false;
	http_refuse(conn->exchange, status, slug);
	return true;
}

static bool refuse_head(struct http_conn *conn, enum http_verdict verdict) {
	switch (verdict) {
	case HTTP_VERDICT_LENGTH_REQUIRED:
		return refuse(conn, verdict, "length_required");
	case HTTP_VERDICT_TARGET_TOO_LONG:
		return refuse(conn, verdict, "target_too_long");
	case HTTP_VERDICT_EXPECTATION:
		return refuse(conn, verdict, "expectation_failed");
	case HTTP_VERDICT_HEAD_TOO_LARGE:
		return refuse(conn, verdict, "header_too_large");
	case HTTP_VERDICT_NOT_IMPLEMENTED:
		return refuse(conn, verdict, "not_implemented");
	case HTTP_VERDICT_VERSION:
		return refuse(conn, verdict, "version_not_supported");
	default:
		return refuse(conn, HTTP_VERDICT_BAD, "bad_request");
	}
}

static bool names_us(const struct http_conn *conn, const struct http_exchange *x) {
	struct http_host host;
	const struct http_span *authority = &x->request.authority;
	if (x->request.minor == 0 && authority->len == 0)
		return true;
	return http_host_parse(x->bytes + authority->at, authority->len, &host) &&
	       http_listener_is(conn, &host);
}

static void send_continue(struct http_conn *conn) {
	char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
	http_conn_send(conn, &(struct iovec){text, sizeof text - 1}, 1);
}

static bool take_head(struct http_conn *conn) {
	const struct http_options *options = &conn->server->options;
	struct http_exchange *x = conn->exchange;
	if (!http_exchange_seal(x))
		return refuse(conn, 400, "bad_request");
	if (!names_us(conn, x))
		return refuse(conn, 421, "wrong_host");
	http_proxy_tell(x);
	size_t limit = options->body_limit ? options->body_limit(x, options->arg) : HTTP_BODY_MAX;
	if (x->request.body_len > limit)
		return refuse(conn, 413, "body_too_large");
	http_exchange_reserve(x, x->request.head_len + (size_t)x->request.body_len + 1);
	x->bytes[x->request.head_len + x->request.body_len] = '\0';
	if (x->request.expect_continue && x->request.body_len > 0 &&
		evbuffer_get_length(input_of(conn)) == 0)
		send_continue(conn);
	return conn->state != HTTP_STATE_DEAD && read_body(conn);
}

static bool read_head(struct http_conn *conn) {
	struct evbuffer *input = input_of(conn);
	size_t len = evbuffer_get_length(input);
	if (len > HTTP_HEAD_MAX)
		len = HTTP_HEAD_MAX;
	enum http_verdict verdict = HTTP_VERDICT_MORE;
	if (len > 0) {
		if (!conn->exchange)
			conn->exchange = http_exchange_new(conn);
		verdict = http_parse(&conn->exchange->request,
			(const char *)evbuffer_pullup(input, (ev_ssize_t)len), len);
	}
	if (verdict == HTTP_VERDICT_MORE) {
		if (conn->eof)
			http_conn_kill(conn);
		else if (len > 0 && conn->state != HTTP_STATE_HEAD)
			http_conn_enter(conn, HTTP_STATE_HEAD);
		return false;
	}
	struct http_exchange *x = conn->exchange;
	if (verdict == HTTP_VERDICT_DONE)
		len = x->request.head_len;
	http_exchange_reserve(x, len + 1);
	evbuffer_remove(input, x->bytes, len);
	if (verdict == HTTP_VERDICT_DONE)
		return take_head(conn);
	http_exchange_seal_fields(x);
	return refuse_head(conn, verdict);
}

static bool ignore_input(struct http_conn *conn) {
	evbuffer_drain(input_of(conn), evbuffer_get_length(input_of(conn)));
	if (conn->eof)
		http_conn_kill(conn);
	return false;
}

static bool read_some(struct http_conn *conn) {
	switch (conn->state) {
	case HTTP_STATE_IDLE:
	case HTTP_STATE_HEAD:
		return read_head(conn);
	case HTTP_STATE_BODY:
		return read_body(conn);
	case HTTP_STATE_LINGER:
	case HTTP_STATE_STREAM:
		return ignore_input(conn);
	default:
		return false;
	}
}

/* A bufferevent that is full and left so would call again and again: it is not read from until the
   next request is wanted. */
static void on_read(struct bufferevent *bev, void *arg) {
	struct http_conn *conn = arg;
	while (read_some(conn))
		;
	if (conn->state != HTTP_STATE_DEAD && evbuffer_get_length(input_of(conn)) >= READ_AHEAD)
		bufferevent_disable(bev, EV_READ);
}

static void on_write(struct bufferevent *bev, void *arg) {
	(void)bev;
	struct http_conn *conn = arg;
	if (http_conn_queued(conn) > 0)
		return;
	if (conn->state == HTTP_STATE_WRITING)
		written(conn);
	else if (conn->state == HTTP_STATE_STREAM && conn->stream->drained)
		conn->stream->drained(conn->stream, conn->stream->user);
}

/* A client may close its sending half and still wait for the answer. */
static void on_end(struct bufferevent *bev, short what, void *arg) {
	struct http_conn *conn = arg;
	if (what & BEV_EVENT_CONNECTED)
		return; /* the handshake is done */
	if (what & BEV_EVENT_EOF) {
		conn->eof = true;
		on_read(bev, conn);
	} else {
		http_conn_kill(conn);
	}
}

/* --- life --- */

struct http_conn *http_conn_new(struct http_listener *listener, int fd,
	const struct in6_addr *address, struct http_peer *peer) {
	struct http_server *server = listener->server;
	struct http_tls *tls = server->options.tls;
	struct bufferevent *bev =
		tls ? http_tls_accept(tls, server->base, fd)
		    : bufferevent_socket_new(server->base, fd, BEV_OPT_CLOSE_ON_FREE);
	if (!bev)
		return NULL;
	struct http_conn *conn = mem_alloc(1, sizeof *conn);
	*conn = (struct http_conn){.listener = listener,
		.server = server,
		.bev = bev,
		.peer = peer,
		.address = *address,
		.state = HTTP_STATE_HEAD};
	TAILQ_INSERT_TAIL(&server->conns[HTTP_STATE_HEAD], conn, link);
	server->conn_n++;
	bufferevent_setcb(bev, on_read, on_write, on_end, conn);
	bufferevent_setwatermark(bev, EV_READ, 0, READ_AHEAD);
	bufferevent_enable(bev, EV_READ);
	http_conn_enter(conn, HTTP_STATE_HEAD);
	return conn;
}

void http_conn_free(struct http_conn *conn) {
	struct http_server *server = conn->server;
	struct http_stream *stream = conn->stream;
	TAILQ_REMOVE(&server->conns[conn->state], conn, link);
	server->conn_n--;
	http_peers_give(&server->peers, conn->peer);
	if (conn->exchange && conn->exchange->handed)
		http_exchange_orphan(conn->exchange);
	else
		http_exchange_free(conn->exchange);
	if (server->options.tls)
		http_tls_say_end(conn->bev);
	bufferevent_free(conn->bev);
	mem_free(conn);
	if (stream) {
		stream->conn = NULL;
		stream->closed(stream, stream->user);
		mem_free(stream);
	}
}
