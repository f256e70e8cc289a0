#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "server/http_inner.h"

#include <errno.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BACKLOG 1024
#define RESUME_MS 200
#define COMPLAINT_MS 1000
/* After that long without a sign of life a peer is taken for unplugged. */
#define UNPLUGGED_MS 20000

/* --- accepting --- */

/* A flood must not become a flood of log lines. */
__attribute__((format(printf, 2, 3))) static void complain(
	struct http_server *server, const char *format, ...) {
	char text[256];
	va_list args;
	int64_t now_ms = clock_mono_ms();
	if (server->complained_ms && now_ms - server->complained_ms < COMPLAINT_MS) {
		server->unsaid++;
		return;
	}
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	log_warn("%s; %zu connections, %zu like messages left out", text, server->conn_n,
		server->unsaid);
	server->complained_ms = now_ms;
	server->unsaid = 0;
}

static void pause_listeners(struct http_server *server) {
	struct timeval wait = {0, RESUME_MS * 1000};
	for (size_t i = 0; i < server->listener_n; i++)
		evconnlistener_disable(server->listeners[i]->listener);
	server->paused = true;
	event_add(server->resume, &wait);
}

void http_listen_again(struct http_server *server) {
	if (!server->paused || server->stopping || server->conn_n >= server->conn_max)
		return;
	server->paused = false;
	event_del(server->resume);
	for (size_t i = 0; i < server->listener_n; i++)
		evconnlistener_enable(server->listeners[i]->listener);
}

/* Descriptors may be given back elsewhere, where we are not told. */
static void try_again(evutil_socket_t fd, short what, void *arg) {
	(void)fd, (void)what;
	http_listen_again(arg);
}

bool http_is_crowded(const struct http_server *server) {
	return server->conn_n > server->conn_max - server->options.reserve;
}

/* Nobody else is let in before the slowest is out: whoever comes has time to say what they want,
   and thousands who say nothing keep out nobody who does. */
static void make_room(struct http_server *server, const struct http_conn *newest) {
	complain(server, "no room for more connections");
	pause_listeners(server);
	http_conn_kill_slowest(newest);
}

static void accepted(struct evconnlistener *evl, evutil_socket_t fd, struct sockaddr *from,
	int from_len, void *arg) {
	(void)evl, (void)from_len;
	struct http_listener *listener = arg;
	struct http_server *server = listener->server;
	struct in6_addr address = http_peers_address(from);
	size_t cap = http_proxy_is(server, &address) ? 0 : server->options.per_address;
	struct http_peer *peer = http_peers_take(&server->peers, &address, cap);
	if (!peer) {
		char text[INET6_ADDRSTRLEN];
		http_peers_text(&address, text);
		complain(server, "too many connections from %s", text);
		close(fd);
		return;
	}
	struct http_conn *conn = http_conn_new(listener, fd, &address, peer);
	if (!conn) {
		http_peers_give(&server->peers, peer);
		close(fd);
		return;
	}
	if (server->conn_n >= server->conn_max)
		make_room(server, conn);
}

/* Most often there are no descriptors left; trying on at once would spin. */
static void not_accepted(struct evconnlistener *evl, void *arg) {
	(void)evl;
	struct http_listener *listener = arg;
	complain(listener->server, "cannot accept connections: %s", strerror(errno));
	pause_listeners(listener->server);
}

/* --- listening --- */

/* Accepted sockets inherit these. */
static void tune(int fd) {
	int on = 1, unplugged_ms = UNPLUGGED_MS;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &unplugged_ms, sizeof unplugged_ms);
}

/* libevent takes no port 0, which asks for a free one; so it reads the address alone. */
static bool parse_address(const char *text, struct sockaddr_storage *address, int *len) {
	struct http_host host;
	char name[INET6_ADDRSTRLEN + 2];
	*len = sizeof *address;
	if (!http_host_parse(text, strlen(text), &host) || !host.has_port ||
		host.name_len >= sizeof name)
		return false;
	snprintf(name, sizeof name, "%.*s", (int)host.name_len, host.name);
	if (evutil_parse_sockaddr_port(name, (struct sockaddr *)address, len) != 0)
		return false;
	if (address->ss_family == AF_INET6)
		((struct sockaddr_in6 *)address)->sin6_port = htons(host.port);
	else
		((struct sockaddr_in *)address)->sin_port = htons(host.port);
	return true;
}

static void describe(struct http_listener *listener) {
	char text[INET6_ADDRSTRLEN];
	const struct sockaddr *local = (const struct sockaddr *)&listener->local;
	struct in6_addr address = http_peers_address(local);
	const char *scheme = listener->server->options.tls ? "https" : "http";
	http_peers_text(&address, text);
	if (local->sa_family == AF_INET6) {
		const struct sockaddr_in6 *in6 = (const void *)local;
		listener->any = IN6_IS_ADDR_UNSPECIFIED(&in6->sin6_addr);
		snprintf(listener->url, sizeof listener->url, "%s://[%s]:%d", scheme, text,
			ntohs(in6->sin6_port));
	} else {
		const struct sockaddr_in *in = (const void *)local;
		listener->any = in->sin_addr.s_addr == htonl(INADDR_ANY);
		snprintf(listener->url, sizeof listener->url, "%s://%s:%d", scheme, text,
			ntohs(in->sin_port));
	}
}

static struct evconnlistener *bind_to(
	struct http_listener *listener, const struct sockaddr_storage *address, int len) {
	unsigned flags = LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_REUSEABLE;
	if (address->ss_family == AF_INET6)
		flags |= LEV_OPT_BIND_IPV6ONLY;
	return evconnlistener_new_bind(listener->server->base, accepted, listener, flags, BACKLOG,
		(const struct sockaddr *)address, len);
}

static void stop(struct http_listener *listener) {
	if (listener->listener)
		evconnlistener_free(listener->listener);
	listener->listener = NULL;
}

static struct http_listener *listener_new(struct http_server *server) {
	struct http_listener *listener = mem_alloc(1, sizeof *listener);
	listener->server = server;
	server->listeners[server->listener_n++] = listener;
	return listener;
}

/* What listens is made ready for clients; false with errno when nothing listens. */
static bool begin(struct http_listener *listener) {
	socklen_t len = sizeof listener->local;
	if (!listener->listener || getsockname(evconnlistener_get_fd(listener->listener),
					   (struct sockaddr *)&listener->local, &len) < 0)
		return false;
	tune(evconnlistener_get_fd(listener->listener));
	evconnlistener_set_error_cb(listener->listener, not_accepted);
	describe(listener);
	return true;
}

static bool listen_on(struct http_server *server, const char *address_text) {
	struct sockaddr_storage address = {0};
	int len;
	if (server->listener_n == HTTP_LISTENERS_MAX ||
		!parse_address(address_text, &address, &len)) {
		log_error("cannot listen on %s: it is no ADDRESS:PORT", address_text);
		return false;
	}
	struct http_listener *listener = listener_new(server);
	listener->listener = bind_to(listener, &address, len);
	if (begin(listener))
		return true;
	log_error("cannot listen on %s: %s", address_text, strerror(errno));
	return false;
}

static bool is_internet(int fd) {
	int domain = 0, type = 0;
	socklen_t len = sizeof domain;
	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &len) < 0 ||
		getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) < 0)
		return false;
	return (domain == AF_INET || domain == AF_INET6) && type == SOCK_STREAM;
}

/* Who has made the socket may keep it: its queue outlives this program. */
static bool take_over(struct http_server *server, int fd) {
	if (server->listener_n == HTTP_LISTENERS_MAX || !is_internet(fd) ||
		evutil_make_socket_nonblocking(fd) < 0 || listen(fd, BACKLOG) < 0) {
		log_error("cannot listen on descriptor %d: it is no socket for TCP", fd);
		return false;
	}
	struct http_listener *listener = listener_new(server);
	listener->listener = evconnlistener_new(server->base, accepted, listener,
		LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, 0, fd);
	return begin(listener);
}

bool http_listen_open(struct http_server *server, const struct http_options *options) {
	server->resume = event_new(server->base, -1, 0, try_again, server);
	for (size_t i = 0; i < options->listen_n; i++)
		if (!listen_on(server, options->listen[i]))
			return false;
	for (size_t i = 0; i < options->socket_n; i++)
		if (!take_over(server, options->sockets[i]))
			return false;
	return server->resume != NULL;
}

void http_listen_stop(struct http_server *server) {
	for (size_t i = 0; i < server->listener_n; i++)
		stop(server->listeners[i]);
	if (server->resume)
		event_del(server->resume);
}

void http_listen_close(struct http_server *server) {
	http_listen_stop(server);
	for (size_t i = 0; i < server->listener_n; i++)
		mem_free(server->listeners[i]);
	if (server->resume)
		event_free(server->resume);
}

bool http_listener_is(const struct http_conn *conn, const struct http_host *host) {
	const struct http_listener *listener = conn->listener;
	struct sockaddr_storage local = listener->local;
	socklen_t len = sizeof local;
	if (listener->any &&
		getsockname(bufferevent_getfd(conn->bev), (struct sockaddr *)&local, &len) < 0)
		return false;
	return http_hosts_have(&listener->server->hosts, host, (const struct sockaddr *)&local,
		listener->server->options.tls ? HTTP_PORT_TLS : HTTP_PORT);
}
