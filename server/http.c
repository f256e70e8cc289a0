#include "common/log.h"
#include "common/mem.h"
#include "server/http_inner.h"

#include <event2/event.h>
#include <string.h>
#include <sys/resource.h>

/* Descriptors for the store, its journal, the loop, the log. */
#define DESCRIPTORS_ELSEWHERE 64
#define DESCRIPTORS_MAX (64 * 1024)

void http_options_init(struct http_options *options) {
	*options = (struct http_options){
		.per_address = 64,
		.reserve = 64,
		.stream_behind = 64 * 1024,
		.head_ms = 5000,
		.body_ms = 10000,
		.idle_ms = 30000,
		.write_ms = 30000,
		.linger_ms = 2000,
		.parting_ms = 1000,
	};
}

/* As many descriptors as the administrator allows, within reason. */
static size_t raise_descriptors(void) {
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return 1024;
	rlim_t wanted = limit.rlim_max < DESCRIPTORS_MAX ? limit.rlim_max : DESCRIPTORS_MAX;
	if (limit.rlim_cur < wanted) {
		struct rlimit raised = {wanted, limit.rlim_max};
		if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
			limit = raised;
	}
	return limit.rlim_cur < DESCRIPTORS_MAX ? (size_t)limit.rlim_cur : DESCRIPTORS_MAX;
}

static void set_limits(struct http_server *server) {
	struct http_options *options = &server->options;
	size_t descriptors = raise_descriptors();
	size_t room = descriptors > 2 * DESCRIPTORS_ELSEWHERE ? descriptors - DESCRIPTORS_ELSEWHERE
							      : descriptors / 2;
	server->conn_max =
		options->connections && options->connections < room ? options->connections : room;
	if (options->reserve > server->conn_max / 4)
		options->reserve = server->conn_max / 4;
}

static bool add_hosts(struct http_server *server, const struct http_options *options) {
	for (size_t i = 0; i < options->host_n; i++) {
		if (!http_hosts_add(&server->hosts, options->hosts[i])) {
			log_error("%s is no host name", options->hosts[i]);
			return false;
		}
	}
	return true;
}

struct http_server *http_server_open(struct event_base *base, const struct http_options *options) {
	struct http_server *server = mem_alloc(1, sizeof *server);
	server->base = base;
	server->options = *options;
	server->options.listen = server->options.hosts = NULL;
	server->options.sockets = NULL;
	server->options.proxies = NULL;
	set_limits(server);
	if (http_states_open(server) && add_hosts(server, options) &&
		http_proxies_open(server, options) && http_listen_open(server, options))
		return server;
	http_server_close(server);
	return NULL;
}

const char *http_server_url(const struct http_server *server, size_t i) {
	return i < server->listener_n ? server->listeners[i]->url : NULL;
}

size_t http_server_connections(const struct http_server *server) {
	return server->conn_n;
}

/* A file is sent to its end, a feed has none. */
static void kill_feeds(struct http_server *server) {
	struct http_conn *conn = TAILQ_FIRST(&server->conns[HTTP_STATE_STREAM]), *next;
	for (; conn; conn = next) {
		next = TAILQ_NEXT(conn, link);
		if (!conn->stream->drained)
			http_conn_kill(conn);
	}
}

/* Those on which nothing is asked: it may be on its way, and is then the last. */
static void part(struct http_server *server, enum http_state state) {
	const struct http_conn *last = TAILQ_LAST(&server->conns[state], http_conns);
	struct http_conn *conn = TAILQ_FIRST(&server->conns[state]), *next;
	for (; conn; conn = next) {
		next = conn == last ? NULL : TAILQ_NEXT(conn, link);
		if (!conn->exchange)
			http_conn_enter(conn, HTTP_STATE_IDLE);
	}
}

void http_server_stop(struct http_server *server, void (*empty)(void *arg), void *arg) {
	server->stopping = true;
	server->empty = empty;
	server->empty_arg = arg;
	server->options.idle_ms = server->options.parting_ms;
	http_listen_stop(server);
	part(server, HTTP_STATE_IDLE);
	part(server, HTTP_STATE_HEAD);
	kill_feeds(server);
	event_active(server->reaper, 0, 0);
}

static void empty_pool(struct http_server *server) {
	struct http_exchange *x;
	while ((x = server->pool)) {
		server->pool = x->next;
		mem_free(x->bytes);
		mem_free(x);
	}
}

void http_server_close(struct http_server *server) {
	if (!server)
		return;
	http_listen_stop(server);
	http_states_close(server);
	empty_pool(server);
	http_hosts_clear(&server->hosts);
	http_listen_close(server);
	mem_free(server);
}
