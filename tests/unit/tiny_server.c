#include "tests/unit/tiny_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { THREADS_MAX = 512, HEAD_MAX = 8192, BEAT_MS = 20 };

struct tiny_server {
	struct tiny_script script;
	int listener, port;
	pthread_t acceptor, threads[THREADS_MAX];
	int thread_count;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t changed;
	struct tiny_record record;
	int feeds_begun;
	int cuts, says;
	char said[TINY_MAX][TINY_TEXT];
	bool ending;
};

struct exchange {
	struct tiny_server *server;
	int fd;
	char head[HEAD_MAX];
};

static bool send_text(int fd, const char *text) {
	size_t size = strlen(text);
	while (size) {
		ssize_t n = send(fd, text, size, MSG_NOSIGNAL);
		if (n <= 0)
			return false;
		text += n;
		size -= (size_t)n;
	}
	return true;
}

/* Reads to the end of the head and as much of the body as Content-Length says. */
static bool read_request(struct exchange *x) {
	size_t size = 0, wanted = SIZE_MAX;
	while (size < wanted) {
		ssize_t n = recv(x->fd, x->head + size, sizeof x->head - 1 - size, 0);
		if (n <= 0)
			return false;
		size += (size_t)n;
		x->head[size] = '\0';
		const char *end = strstr(x->head, "\r\n\r\n");
		const char *length = strstr(x->head, "Content-Length: ");
		if (end)
			wanted = (size_t)(end + 4 - x->head) +
				 (length ? strtoul(length + 16, NULL, 10) : 0);
	}
	return true;
}

/* The value of a header, or nothing. */
static void header(const struct exchange *x, const char *name, char value[static TINY_TEXT]) {
	char wanted[64];
	snprintf(wanted, sizeof wanted, "\r\n%s: ", name);
	const char *at = strstr(x->head, wanted);
	value[0] = '\0';
	if (at)
		snprintf(value, TINY_TEXT, "%.*s", (int)strcspn(at + strlen(wanted), "\r"),
			at + strlen(wanted));
}

static void answer(const struct exchange *x, int status, const char *body) {
	char text[1024];
	snprintf(text, sizeof text,
		"HTTP/1.1 %d So\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n"
		"Connection: close\r\n\r\n%s",
		status, strlen(body), body);
	send_text(x->fd, text);
}

static void do_office(struct exchange *x) {
	struct tiny_server *s = x->server;
	pthread_mutex_lock(&s->lock);
	s->record.offices++;
	header(x, "Authorization", s->record.authorization);
	pthread_mutex_unlock(&s->lock);
	const char *good =
		"{\"name\":{\"vi\":\"Một cửa\",\"en\":null},\"time_zone\":\"UTC\",\"day\":20261125,"
		"\"open\":true,\"services\":[],\"counters\":[],\"priorities\":[]}";
	answer(x, 200, s->script.office ? s->script.office : good);
}

static void do_post(struct exchange *x) {
	struct tiny_server *s = x->server;
	pthread_mutex_lock(&s->lock);
	int n = s->record.posts++;
	if (n < TINY_MAX) {
		header(x, "Idempotency-Key", s->record.key[n]);
		snprintf(s->record.body[n], TINY_TEXT, "%.200s", strstr(x->head, "\r\n\r\n") + 4);
	}
	pthread_mutex_unlock(&s->lock);
	int status = n < TINY_MAX ? s->script.posts[n] : 0;
	if (status >= 0)
		answer(x, status ? status : 503, "{\"ticket\":{\"number\":\"A012\"}}");
}

static void nap(struct tiny_server *s) {
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += BEAT_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_cond_timedwait(&s->changed, &s->lock, &until);
}

/* Follows the reader until it goes or is cut off; `cuts` and `said` are as when it came. */
static void keep_feeding(struct exchange *x, int cuts, int said) {
	struct tiny_server *s = x->server;
	pthread_mutex_lock(&s->lock);
	bool there = true;
	s->feeds_begun++;
	pthread_cond_broadcast(&s->changed);
	while (there && !s->ending && s->cuts == cuts) {
		if (said < s->says)
			there = send_text(x->fd, s->said[said++]);
		else if (!s->script.silent)
			there = send_text(x->fd, ":\n\n");
		if (said == s->says)
			nap(s);
	}
	pthread_mutex_unlock(&s->lock);
}

static void do_feed(struct exchange *x) {
	struct tiny_server *s = x->server;
	const char *text = NULL;
	pthread_mutex_lock(&s->lock);
	int n = s->record.feeds++, cuts = s->cuts, said = s->says;
	if (n < TINY_MAX)
		header(x, "Last-Event-ID", s->record.last_id[n]);
	snprintf(s->record.feed_path, TINY_TEXT, "%.*s", (int)strcspn(x->head + 4, " "),
		x->head + 4);
	for (int i = 0; i < TINY_MAX && i <= n && s->script.feeds[i]; i++)
		text = s->script.feeds[i];
	pthread_mutex_unlock(&s->lock);
	if (s->script.feed_status) {
		answer(x, s->script.feed_status, "{\"error\":\"forbidden\",\"message\":\"\"}");
		return;
	}
	send_text(x->fd, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
	if (text)
		send_text(x->fd, text);
	keep_feeding(x, cuts, said);
}

static void *serve(void *arg) {
	struct exchange *x = arg;
	if (read_request(x)) {
		if (!strncmp(x->head, "POST ", 5))
			do_post(x);
		else if (!strncmp(x->head, "GET /api/v1/office ", 19))
			do_office(x);
		else if (!strncmp(x->head, "GET /api/v1/feed", 16))
			do_feed(x);
		else
			answer(x, 404, "{\"error\":\"not_found\",\"message\":\"\"}");
	}
	close(x->fd);
	free(x);
	return NULL;
}

static void *accept_all(void *arg) {
	struct tiny_server *s = arg;
	int fd;
	while ((fd = accept(s->listener, NULL, NULL)) >= 0) {
		struct exchange *x = calloc(1, sizeof *x);
		*x = (struct exchange){.server = s, .fd = fd};
		if (s->thread_count == THREADS_MAX ||
			pthread_create(&s->threads[s->thread_count++], NULL, serve, x))
			abort();
	}
	return NULL;
}

struct tiny_server *tiny_server_new(const struct tiny_script *script, int port) {
	struct tiny_server *s = calloc(1, sizeof *s);
	struct sockaddr_in address = {.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof address;
	int on = 1;
	s->script = *script;
	if (script->address)
		inet_pton(AF_INET, script->address, &address.sin_addr);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(s->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(s->listener, (struct sockaddr *)&address, sizeof address) ||
		listen(s->listener, 16) ||
		getsockname(s->listener, (struct sockaddr *)&address, &size) ||
		pthread_create(&s->acceptor, NULL, accept_all, s))
		abort();
	s->port = ntohs(address.sin_port);
	return s;
}

void tiny_server_free(struct tiny_server *s) {
	pthread_mutex_lock(&s->lock);
	s->ending = true;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
	shutdown(s->listener, SHUT_RDWR);
	pthread_join(s->acceptor, NULL);
	for (int i = 0; i < s->thread_count; i++)
		pthread_join(s->threads[i], NULL);
	close(s->listener);
	pthread_cond_destroy(&s->changed);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

int tiny_server_port(const struct tiny_server *s) {
	return s->port;
}

void tiny_server_cut(struct tiny_server *s) {
	pthread_mutex_lock(&s->lock);
	s->cuts++;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

void tiny_server_say(struct tiny_server *s, const char *text) {
	pthread_mutex_lock(&s->lock);
	snprintf(s->said[s->says++], TINY_TEXT, "%s", text);
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

struct tiny_record tiny_server_record(struct tiny_server *s) {
	pthread_mutex_lock(&s->lock);
	struct tiny_record record = s->record;
	pthread_mutex_unlock(&s->lock);
	return record;
}

void tiny_server_await_feeds(struct tiny_server *s, int count) {
	pthread_mutex_lock(&s->lock);
	while (s->feeds_begun < count)
		pthread_cond_wait(&s->changed, &s->lock);
	pthread_mutex_unlock(&s->lock);
}
