#include "server/http_fetch.h"

#include "common/mem.h"
#include "common/text.h"

#include <assert.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { HEAD_MAX = 16 << 10, HTTP_PORT = 80, OK = 200, NOT_MODIFIED = 304 };

struct http_fetch {
	char *host; /* without the brackets of an IPv6 address */
	int port;
	char *named;  /* the Host field */
	char *target; /* path and query */
	int stop_fd;
};

/* One exchange. */
struct exchange {
	struct event_base *base;
	struct http_answer *answer;
	enum http_fetched end;
	bool marked; /* the marks of what is known were sent */
};

static char *bare_host(const char *host) {
	size_t size = strlen(host);
	bool bracketed = size > 2 && host[0] == '[' && host[size - 1] == ']';
	return bracketed ? mem_copy(host + 1, size - 2) : mem_strdup(host);
}

static bool usable(const struct evhttp_uri *uri) {
	const char *scheme = evhttp_uri_get_scheme(uri), *host = evhttp_uri_get_host(uri);
	return scheme && !strcasecmp(scheme, "http") && host && *host &&
	       !evhttp_uri_get_userinfo(uri) && evhttp_uri_get_port(uri) != 0;
}

struct http_fetch *http_fetch_new(const char *url) {
	struct evhttp_uri *uri = evhttp_uri_parse(url);
	struct http_fetch *f = NULL;
	if (uri && usable(uri)) {
		const char *host = evhttp_uri_get_host(uri), *path = evhttp_uri_get_path(uri);
		const char *query = evhttp_uri_get_query(uri);
		int port = evhttp_uri_get_port(uri);
		f = mem_alloc(1, sizeof *f);
		f->host = bare_host(host);
		f->port = port > 0 ? port : HTTP_PORT;
		f->named = port > 0 ? mem_printf("%s:%d", host, port) : mem_strdup(host);
		f->target = mem_printf(
			"%s%s%s", path && *path ? path : "/", query ? "?" : "", query ? query : "");
		f->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	}
	if (uri)
		evhttp_uri_free(uri);
	return f;
}

void http_fetch_free(struct http_fetch *f) {
	if (!f)
		return;
	if (f->stop_fd >= 0)
		close(f->stop_fd);
	mem_free(f->host);
	mem_free(f->named);
	mem_free(f->target);
	mem_free(f);
}

void http_fetch_stop(struct http_fetch *f) {
	uint64_t one = 1;
	ssize_t written = write(f->stop_fd, &one, sizeof one);
	(void)written;
}

static void fail(struct exchange *x, const char *why) {
	x->end = HTTP_FETCH_FAILED;
	text_copy(x->answer->why, sizeof x->answer->why, why);
}

static void keep_mark(struct evhttp_request *r, const char *name, char *to) {
	const char *value = evhttp_find_header(evhttp_request_get_input_headers(r), name);
	bool fits = value && strlen(value) < HTTP_FETCH_MARK_SIZE;
	strcpy(to, fits ? value : "");
}

static void keep_body(struct exchange *x, struct evhttp_request *r) {
	struct evbuffer *from = evhttp_request_get_input_buffer(r);
	x->end = HTTP_FETCH_BODY;
	x->answer->size = evbuffer_get_length(from);
	x->answer->body = mem_alloc(x->answer->size + 1, 1);
	evbuffer_remove(from, x->answer->body, x->answer->size);
	keep_mark(r, "ETag", x->answer->marks.etag);
	keep_mark(r, "Last-Modified", x->answer->marks.modified);
}

static void on_answer(struct evhttp_request *r, void *arg) {
	struct exchange *x = arg;
	char why[HTTP_FETCH_WHY_SIZE];
	int status = r ? evhttp_request_get_response_code(r) : 0;
	if (status == OK) {
		keep_body(x, r);
	} else if (status == NOT_MODIFIED && x->marked) {
		x->end = HTTP_FETCH_SAME;
	} else if (status > 0) {
		snprintf(why, sizeof why, "answers with status %d", status);
		fail(x, why);
	} else if (!x->answer->why[0]) {
		fail(x, "does not answer");
	}
	event_base_loopbreak(x->base);
}

static void on_error(enum evhttp_request_error error, void *arg) {
	static const char *const words[] = {
		[EVREQ_HTTP_TIMEOUT] = "does not answer in time",
		[EVREQ_HTTP_EOF] = "ends its answer too soon",
		[EVREQ_HTTP_INVALID_HEADER] = "does not speak HTTP",
		[EVREQ_HTTP_BUFFER_ERROR] = "breaks off",
		[EVREQ_HTTP_REQUEST_CANCEL] = "does not answer",
		[EVREQ_HTTP_DATA_TOO_LONG] = "answers with too much",
	};
	struct exchange *x = arg;
	fail(x, words[error]);
}

static void on_late(evutil_socket_t fd, short what, void *arg) {
	struct exchange *x = arg;
	(void)fd;
	fail(x, what & EV_TIMEOUT ? "does not answer in time" : "is not asked any more");
	event_base_loopbreak(x->base);
}

static void add(struct evhttp_request *r, const char *name, const char *value) {
	if (value[0])
		evhttp_add_header(evhttp_request_get_output_headers(r), name, value);
}

static void ask(struct exchange *x, const struct http_fetch *f, struct evhttp_connection *c,
	const struct http_marks *known) {
	struct evhttp_request *r = evhttp_request_new(on_answer, x);
	evhttp_request_set_error_cb(r, on_error);
	add(r, "Host", f->named);
	add(r, "User-Agent", "motcua");
	add(r, "Accept", "text/csv");
	add(r, "Connection", "close");
	add(r, "If-None-Match", known->etag);
	add(r, "If-Modified-Since", known->modified);
	x->marked = known->etag[0] || known->modified[0];
	if (evhttp_make_request(c, r, EVHTTP_REQ_GET, f->target) == 0)
		event_base_dispatch(x->base);
	else
		fail(x, "cannot be reached");
}

enum http_fetched http_fetch_get(struct http_fetch *f, int limit_ms, const struct http_marks *known,
	struct http_answer *answer) {
	const struct timeval limit = {limit_ms / 1000, limit_ms % 1000 * 1000};
	struct exchange x = {event_base_new(), answer, HTTP_FETCH_FAILED, false};
	*answer = (struct http_answer){0};
	struct event *late = event_new(x.base, f->stop_fd, EV_READ, on_late, &x);
	struct evhttp_connection *c =
		evhttp_connection_base_new(x.base, NULL, f->host, (unsigned short)f->port);
	event_add(late, &limit);
	evhttp_connection_set_max_headers_size(c, HEAD_MAX);
	evhttp_connection_set_max_body_size(c, HTTP_FETCH_MAX);
	ask(&x, f, c, known);
	if (x.end == HTTP_FETCH_FAILED && !answer->why[0])
		fail(&x, "cannot be reached");
	evhttp_connection_free(c);
	event_free(late);
	event_base_free(x.base);
	return x.end;
}
