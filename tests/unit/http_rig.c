#include "tests/unit/http_rig.h"

#include "common/clock.h"
#include "common/mem.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define IN_VAIN_MS 20000

/* --- the handler --- */

static void reply_text(struct http_exchange *x, const char *text, size_t len) {
	http_reply(x, &(struct http_reply){
			      .status = 200, .type = "text/plain", .body = text, .body_len = len});
}

static void echo(struct http_exchange *x) {
	char text[4096], cookie[64] = "-";
	size_t body_len;
	const char *body = http_body(x, &body_len);
	const char *q = http_query(x, "q"), *empty = http_query(x, "e"),
		   *field = http_field(x, "X-Test");
	http_cookie(x, "sid", cookie, sizeof cookie);
	int n = snprintf(text, sizeof text, "%d|%s|%s|%s|%s|%s|%s|%.*s|", (int)http_method(x),
		http_path(x), q ? q : "-", empty ? empty : "-", field ? field : "-", cookie,
		http_peer(x), (int)(body_len < 200 ? body_len : 200), body);
	reply_text(x, text, (size_t)n);
}

static void closed(struct http_stream *stream, void *user) {
	struct rig *rig = user;
	rig->closed++;
	for (size_t i = 0; i < RIG_MAX; i++)
		if (rig->streams[i] == stream)
			rig->streams[i] = NULL;
}

static void bytes(struct http_exchange *x) {
	size_t n = (size_t)atol(http_query(x, "n"));
	char *body = mem_alloc(n, 1);
	memset(body, 'b', n);
	reply_text(x, body, n);
	mem_free(body);
}

#define LENT_MAX 9000000
static char lent_bytes[LENT_MAX];

static void let_go(void *owner) {
	struct rig *rig = owner;
	rig->returned++;
}

static void lend(struct rig *rig, struct http_exchange *x) {
	static const struct http_pair tag = {"ETag", "\"a\""};
	size_t n = (size_t)atol(http_query(x, "n"));
	memset(lent_bytes, 'b', sizeof lent_bytes);
	http_reply(x, &(struct http_reply){.status = n ? 200 : 304,
			      .type = "text/plain",
			      .fields = &tag,
			      .field_n = 1,
			      .body = lent_bytes,
			      .body_len = n,
			      .let_go = let_go,
			      .owner = rig});
}

static void fields(struct http_exchange *x) {
	const struct http_pair pairs[] = {{"X-Given", http_query(x, "v")}, {"X-After", "1"}};
	http_reply(x, &(struct http_reply){
			      .status = 204, .cache = "max-age=60", .fields = pairs, .field_n = 2});
}

static void handle(struct http_exchange *x, void *arg) {
	struct rig *rig = arg;
	const char *path = http_path(x);
	rig->handled++;
	if (strcmp(path, "/held") == 0) {
		rig->held[rig->held_n++] = x;
	} else if (strcmp(path, "/feed") == 0) {
		rig->streams[rig->stream_n++] =
			http_stream_begin(x, "text/event-stream", closed, rig);
	} else if (strcmp(path, "/bytes") == 0) {
		bytes(x);
	} else if (strcmp(path, "/lent") == 0) {
		lend(rig, x);
	} else if (strcmp(path, "/fields") == 0) {
		fields(x);
	} else {
		if (strcmp(path, "/exempt") == 0)
			http_exempt(x);
		echo(x);
	}
}

static size_t body_limit(const struct http_exchange *x, void *arg) {
	(void)arg;
	return strcmp(http_path(x), "/large") == 0 ? 1024 * 1024 : 100;
}

static size_t refusal(
	int status, const char *slug, const char *language, char *out, size_t size, void *arg) {
	(void)arg;
	return (size_t)snprintf(out, size, "<%d %s %s>", status, slug, language ? language : "-");
}

/* --- the server --- */

void rig_init(struct rig *rig) {
	*rig = (struct rig){.listen = {"127.0.0.1:0"}, .hosts = {"a"}};
	http_options_init(&rig->options);
	rig->options.hosts = rig->hosts;
	rig->options.host_n = 1;
	rig->options.listen = rig->listen;
	rig->options.listen_n = 1;
	rig->options.head_ms = rig->options.body_ms = rig->options.idle_ms = 60000;
	rig->options.write_ms = rig->options.linger_ms = 60000;
	rig->options.parting_ms = 1000;
	rig->options.arg = rig;
	rig->options.handle = handle;
	rig->options.body_limit = body_limit;
	rig->options.refusal = refusal;
}

void rig_start(struct rig *rig) {
	rig->base = event_base_new();
	rig->server = http_server_open(rig->base, &rig->options);
	assert_non_null(rig->server);
	rig->port = atoi(strrchr(http_server_url(rig->server, 0), ':') + 1);
}

void rig_stop(struct rig *rig) {
	http_server_close(rig->server);
	rig->server = NULL;
	event_base_free(rig->base);
}

static void empty(void *arg) {
	struct rig *rig = arg;
	rig->empty++;
}

void rig_announce_stop(struct rig *rig) {
	http_server_stop(rig->server, empty, rig);
}

void rig_turn(struct rig *rig) {
	event_base_loop(rig->base, EVLOOP_NONBLOCK);
}

/* Gives way to the kernel, and fails when that went on for too long. */
static void wait_a_little(int64_t *since_ms, int fd) {
	int64_t now_ms = clock_mono_ms();
	struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
	if (!*since_ms)
		*since_ms = now_ms;
	if (now_ms - *since_ms > IN_VAIN_MS)
		fail_msg("waited in vain");
	poll(&poll_fd, 1, 1);
}

void rig_until(struct rig *rig, const size_t *number, size_t least) {
	for (int64_t since_ms = 0; *number < least; wait_a_little(&since_ms, -1))
		rig_turn(rig);
}

void rig_until_connections(struct rig *rig, size_t n) {
	for (int64_t since_ms = 0; http_server_connections(rig->server) != n;
		wait_a_little(&since_ms, -1))
		rig_turn(rig);
}

void rig_answer(struct rig *rig, size_t i, const char *text) {
	reply_text(rig->held[i], text, strlen(text));
	rig->held[i] = NULL;
}

/* --- clients --- */

static void open_with(struct client *client, struct rig *rig, int receive_buffer) {
	struct sockaddr_in to = {.sin_family = AF_INET,
		.sin_port = htons((uint16_t)rig->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	*client = (struct client){.fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
	assert_true(client->fd >= 0);
	if (receive_buffer)
		setsockopt(
			client->fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
	assert_int_equal(connect(client->fd, (struct sockaddr *)&to, sizeof to), 0);
	fcntl(client->fd, F_SETFL, O_NONBLOCK);
}

void client_open(struct client *client, struct rig *rig) {
	open_with(client, rig, 0);
}

void client_open_small(struct client *client, struct rig *rig) {
	open_with(client, rig, 4096);
}

void client_send_bytes(struct client *client, struct rig *rig, const char *data, size_t len) {
	int64_t since_ms = 0;
	while (len > 0) {
		ssize_t n = send(client->fd, data, len, MSG_NOSIGNAL);
		if (n < 0 && errno != EAGAIN)
			return;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		} else {
			wait_a_little(&since_ms, -1);
		}
		rig_turn(rig);
	}
}

void client_send(struct client *client, struct rig *rig, const char *text) {
	client_send_bytes(client, rig, text, strlen(text));
}

/* Whether something came. */
static bool receive(struct client *client) {
	char data[16384];
	ssize_t n = recv(client->fd, data, sizeof data, 0);
	if (n < 0 && errno == EAGAIN)
		return false;
	if (n <= 0) {
		client->eof = true;
		client->reset = n < 0;
		return true;
	}
	if (client->len + (size_t)n + 1 > client->room) {
		client->room = 2 * client->room + sizeof data + 1;
		client->text = mem_realloc(client->text, client->room, 1);
	}
	memcpy(client->text + client->len, data, (size_t)n);
	client->len += (size_t)n;
	client->text[client->len] = '\0';
	return true;
}

void client_poll(struct client *client, struct rig *rig) {
	int64_t since_ms = 0;
	rig_turn(rig);
	if (!receive(client))
		wait_a_little(&since_ms, client->fd);
}

/* How often a text came, from a place on, which moves behind what can be told now. */
static int count_from(const struct client *client, const char *text, size_t *from) {
	size_t size = strlen(text);
	int count = 0;
	for (const char *s; client->text && (s = strstr(client->text + *from, text)); count++)
		*from = (size_t)(s - client->text) + size;
	if (client->len >= *from + size)
		*from = client->len - size + 1;
	return count;
}

int client_count(const struct client *client, const char *text) {
	size_t from = 0;
	return count_from(client, text, &from);
}

void client_wait(struct client *client, struct rig *rig, const char *text, int times) {
	int64_t since_ms = 0;
	size_t from = 0;
	for (int came = 0; (came += count_from(client, text, &from)) < times;) {
		rig_turn(rig);
		if (client->eof)
			fail_msg("closed before \"%s\" came %d times: %s", text, times,
				client->text ? client->text : "(nothing)");
		if (!receive(client))
			wait_a_little(&since_ms, client->fd);
	}
}

void client_wait_end(struct client *client, struct rig *rig) {
	for (int64_t since_ms = 0; !client->eof;) {
		rig_turn(rig);
		if (!receive(client))
			wait_a_little(&since_ms, client->fd);
	}
}

void client_close(struct client *client) {
	close(client->fd);
	mem_free(client->text);
	*client = (struct client){.fd = -1};
}

void rig_expect(struct rig *rig, const char *request, const char *answer_begins) {
	struct client client;
	client_open(&client, rig);
	client_send(&client, rig, request);
	client_wait_end(&client, rig);
	assert_false(client.reset);
	assert_non_null(client.text);
	if (strncmp(client.text, answer_begins, strlen(answer_begins)) != 0)
		fail_msg("not \"%s\" but: %s", answer_begins, client.text);
	client_close(&client);
}
