/*
 * http: streams, their readers that read, lag or leave.
 *
 * links: server/http.c server/http_state.c server/http_conn.c server/http_exchange.c
 * server/http_reply.c server/http_stream.c server/http_listen.c server/http_peers.c
 * server/http_parse.c server/http_chars.c server/http_host.c server/http_tls.c server/http_proxy.c
 * common/text.c common/clock.c common/log.c common/mem.c tests/unit/http_rig.c
 */
#include "tests/unit/http_rig.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FEED "GET /feed HTTP/1.1\r\nHost: a\r\n\r\n"

static struct rig rig;

static int start(void **state) {
	(void)state;
	rig_init(&rig);
	rig_start(&rig);
	return 0;
}

static int stop(void **state) {
	(void)state;
	rig_stop(&rig);
	return 0;
}

static void open_reader(struct client *client, bool small) {
	size_t before = rig.stream_n;
	if (small)
		client_open_small(client, &rig);
	else
		client_open(client, &rig);
	client_send(client, &rig, FEED);
	rig_until(&rig, &rig.stream_n, before + 1);
	assert_non_null(rig.streams[before]);
}

static bool send_text(size_t i, const char *text) {
	return http_stream_send(rig.streams[i], text, strlen(text));
}

static void a_stream_goes_on(void **state) {
	(void)state;
	struct client client;
	open_reader(&client, false);
	client_wait(&client, &rig, "\r\n\r\n", 1);
	assert_int_equal(client_count(&client, "HTTP/1.1 200 OK\r\n"), 1);
	assert_int_equal(client_count(&client, "\r\nContent-Type: text/event-stream\r\n"), 1);
	assert_int_equal(client_count(&client, "\r\nCache-Control: no-store\r\n"), 1);
	assert_int_equal(client_count(&client, "default-src 'none'"), 1);
	assert_int_equal(client_count(&client, "Content-Length"), 0);
	assert_true(send_text(0, "data: 1\n\n"));
	client_wait(&client, &rig, "data: 1\n\n", 1);
	assert_int_equal(http_stream_backlog(rig.streams[0]), 0);
	client_send(&client, &rig, "whatever a reader says is ignored");
	assert_true(send_text(0, "data: 2\n\n"));
	client_wait(&client, &rig, "data: 1\n\ndata: 2\n\n", 1);
	http_stream_close(rig.streams[0]);
	client_wait_end(&client, &rig);
	assert_false(client.reset);
	client_close(&client);
	rig_until_connections(&rig, 0);
	assert_int_equal(rig.closed, 0);
}

static void a_reader_that_leaves_is_noticed(void **state) {
	(void)state;
	struct client client;
	open_reader(&client, false);
	client_close(&client);
	rig_until(&rig, &rig.closed, 1);
	assert_null(rig.streams[0]);
	assert_int_equal(http_server_connections(rig.server), 0);
}

/* The publisher finds out while it goes through its readers; the telling comes later. */
static void readers_may_leave_while_they_are_sent_to(void **state) {
	(void)state;
	struct linger rude = {1, 0};
	struct client clients[4];
	for (int i = 0; i < 4; i++)
		open_reader(&clients[i], false);
	setsockopt(clients[1].fd, SOL_SOCKET, SO_LINGER, &rude, sizeof rude);
	client_close(&clients[1]);
	setsockopt(clients[3].fd, SOL_SOCKET, SO_LINGER, &rude, sizeof rude);
	client_close(&clients[3]);
	/* The first send may be the one that meets the reset, or the second. */
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < 4; i++)
			send_text(i, "data: x\n\n");
	assert_int_equal(rig.closed, 0);
	assert_false(send_text(1, "data: x\n\n"));
	assert_false(send_text(3, "data: x\n\n"));
	assert_int_equal(http_stream_backlog(rig.streams[1]), 0);
	http_stream_close(rig.streams[3]);
	rig_until(&rig, &rig.closed, 1);
	rig_until_connections(&rig, 2);
	assert_int_equal(rig.closed, 1);
	client_wait(&clients[0], &rig, "data: x\n\n", 3);
	client_wait(&clients[2], &rig, "data: x\n\n", 3);
	client_close(&clients[0]);
	client_close(&clients[2]);
}

static void a_reader_that_lags_is_dropped(void **state) {
	(void)state;
	static char frame[1000];
	struct client lagging, reading;
	open_reader(&lagging, true);
	open_reader(&reading, false);
	memset(frame, 'x', sizeof frame - 1);
	memcpy(frame, "data: ", 6);
	int sent = 0;
	size_t most = 0;
	while (send_text(0, frame)) {
		if (http_stream_backlog(rig.streams[0]) > most)
			most = http_stream_backlog(rig.streams[0]);
		sent++;
		assert_true(send_text(1, frame));
		client_wait(&reading, &rig, "data: ", sent);
	}
	/* What the kernel keeps is bounded, and so is what we keep. */
	assert_true(sent < 1000);
	assert_true(most > rig.options.stream_behind);
	assert_true(most <= rig.options.stream_behind + sizeof frame);
	assert_int_equal(rig.closed, 0);
	rig_until(&rig, &rig.closed, 1);
	assert_int_equal(http_server_connections(rig.server), 1);
	client_wait_end(&lagging, &rig);
	client_close(&lagging);
	client_close(&reading);
}

static void an_opening_may_be_large(void **state) {
	(void)state;
	static char opening[400001];
	struct client client;
	open_reader(&client, true);
	memset(opening, 'o', sizeof opening - 1);
	assert_true(http_stream_send_opening(rig.streams[0], opening, sizeof opening - 1));
	assert_true(http_stream_backlog(rig.streams[0]) > rig.options.stream_behind);
	for (int i = 0; i < 3; i++)
		assert_true(send_text(0, "data: y\n\n"));
	client_wait(&client, &rig, "data: y\n\n", 3);
	const char *body = strstr(client.text, "\r\n\r\n") + 4;
	assert_int_equal(strspn(body, "o"), sizeof opening - 1);
	assert_int_equal(http_stream_backlog(rig.streams[0]), 0);
	client_close(&client);
}

static void a_reader_that_ignores_a_large_opening_is_dropped_too(void **state) {
	(void)state;
	static char opening[400001], frame[1001];
	struct client client;
	open_reader(&client, true);
	memset(opening, 'o', sizeof opening - 1);
	memset(frame, 'x', sizeof frame - 1);
	http_stream_send_opening(rig.streams[0], opening, sizeof opening - 1);
	size_t sent = 0;
	while (send_text(0, frame))
		sent += sizeof frame - 1;
	assert_true(sent > rig.options.stream_behind);
	assert_true(sent <= rig.options.stream_behind + sizeof frame);
	rig_until(&rig, &rig.closed, 1);
	client_close(&client);
}

static void a_closed_stream_sends_what_is_queued(void **state) {
	(void)state;
	static char data[60001];
	struct client client;
	open_reader(&client, true);
	memset(data, 'd', sizeof data - 1);
	for (int i = 0; i < 2; i++)
		assert_true(send_text(0, data));
	assert_true(http_stream_backlog(rig.streams[0]) > 0);
	http_stream_close(rig.streams[0]);
	client_wait_end(&client, &rig);
	assert_int_equal(strspn(strstr(client.text, "\r\n\r\n") + 4, "d"), 2 * (sizeof data - 1));
	client_close(&client);
	rig_until_connections(&rig, 0);
	assert_int_equal(rig.closed, 0);
}

static void nobody_to_stream_to(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, "HEAD /feed HTTP/1.1\r\nHost: a\r\n\r\n");
	client_wait_end(&client, &rig);
	assert_int_equal(client_count(&client, "text/event-stream"), 1);
	assert_int_equal(client_count(&client, "Content-Length"), 0);
	assert_string_equal(client.text + client.len - 4, "\r\n\r\n");
	client_close(&client);
	client_open(&client, &rig);
	client_send_bytes(&client, &rig, FEED, 5);
	size_t before = rig.stream_n;
	send(client.fd, &FEED[5], sizeof FEED - 6, 0);
	shutdown(client.fd, SHUT_WR);
	rig_until(&rig, &rig.stream_n, before + 1);
	client_wait_end(&client, &rig);
	client_close(&client);
	rig_until_connections(&rig, 0);
}

static void a_stop_ends_streams(void **state) {
	(void)state;
	struct client client;
	open_reader(&client, false);
	rig_announce_stop(&rig);
	assert_int_equal(rig.closed, 0);
	rig_until(&rig, &rig.closed, 1);
	client_wait_end(&client, &rig);
	rig_until(&rig, &rig.empty, 1);
	client_close(&client);
}

static void a_close_tells_streams(void **state) {
	(void)state;
	struct rig other;
	struct client client;
	rig_init(&other);
	rig_start(&other);
	client_open(&client, &other);
	client_send(&client, &other, FEED);
	rig_until(&other, &other.stream_n, 1);
	rig_stop(&other);
	assert_int_equal(other.closed, 1);
	client_close(&client);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_stream_goes_on),
		TEST(a_reader_that_leaves_is_noticed),
		TEST(readers_may_leave_while_they_are_sent_to),
		TEST(a_reader_that_lags_is_dropped),
		TEST(an_opening_may_be_large),
		TEST(a_reader_that_ignores_a_large_opening_is_dropped_too),
		TEST(a_closed_stream_sends_what_is_queued),
		TEST(nobody_to_stream_to),
		TEST(a_stop_ends_streams),
		TEST(a_close_tells_streams),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
