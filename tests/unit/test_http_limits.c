/*
 * http: whom the edge cuts, how many it lets in, and where it listens.
 *
 * links: server/http.c server/http_state.c server/http_conn.c server/http_exchange.c
 * server/http_reply.c server/http_stream.c server/http_listen.c server/http_peers.c
 * server/http_parse.c server/http_chars.c server/http_host.c server/http_tls.c server/http_proxy.c
 * common/text.c common/clock.c common/log.c common/mem.c tests/unit/http_rig.c
 */
#include "tests/unit/http_rig.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define POST(path, n) "POST " path " HTTP/1.1\r\nHost: a\r\nContent-Length: " n "\r\n"

static struct rig rig;

static int init(void **state) {
	(void)state;
	rig_init(&rig);
	return 0;
}

static int stop(void **state) {
	(void)state;
	rig_stop(&rig);
	return 0;
}

/* --- deadlines --- */

static void a_silent_client_is_cut(void **state) {
	(void)state;
	struct client client;
	rig.options.head_ms = 20;
	rig_start(&rig);
	client_open(&client, &rig);
	client_wait_end(&client, &rig);
	assert_int_equal(client.len, 0);
	client_close(&client);
}

/* Sends a byte again and again until it is cut, which must happen. */
static void drip(struct client *client) {
	while (!client->eof) {
		client_send(client, &rig, "a");
		client_poll(client, &rig);
	}
}

static void a_dripping_head_is_cut(void **state) {
	(void)state;
	struct client client;
	rig.options.head_ms = 30;
	rig_start(&rig);
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/echo") "GET /");
	client_wait(&client, &rig, "127.0.0.1||", 1);
	drip(&client);
	assert_int_equal(client_count(&client, "HTTP/1.1"), 1);
	assert_int_equal(rig.handled, 1);
	client_close(&client);
}

static void a_dripping_body_is_cut(void **state) {
	(void)state;
	struct client client;
	rig.options.body_ms = 30;
	rig_start(&rig);
	client_open(&client, &rig);
	client_send(&client, &rig, POST("/large", "1048576") "\r\n");
	drip(&client);
	assert_int_equal(rig.handled, 0);
	client_close(&client);
}

static void an_idle_connection_is_closed(void **state) {
	(void)state;
	struct client client;
	rig.options.idle_ms = 20;
	rig_start(&rig);
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/echo"));
	client_wait_end(&client, &rig);
	assert_int_equal(client_count(&client, "127.0.0.1||"), 1);
	client_close(&client);
}

static void an_answer_nobody_reads_is_given_up(void **state) {
	(void)state;
	struct client client;
	rig.options.write_ms = 20;
	rig_start(&rig);
	client_open_small(&client, &rig);
	client_send(&client, &rig, GET("/bytes?n=9000000"));
	rig_until_connections(&rig, 1);
	rig_until_connections(&rig, 0);
	client_close(&client);
}

static void a_client_that_does_not_close_is_closed(void **state) {
	(void)state;
	struct client client;
	rig.options.linger_ms = 20;
	rig_start(&rig);
	client_open(&client, &rig);
	client_send(&client, &rig, "GET /\r\n");
	client_wait_end(&client, &rig);
	rig_until_connections(&rig, 0);
	client_close(&client);
}

/* Until its request is answered, what it sends ahead stays in the kernel. */
static void a_client_that_sends_ahead_waits(void **state) {
	(void)state;
	static char ahead[64 * 1024];
	struct client client;
	size_t sent = 0;
	rig_start(&rig);
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/held"));
	rig_until(&rig, &rig.held_n, 1);
	for (int refused = 0; refused < 50;) {
		ssize_t n = send(client.fd, ahead, sizeof ahead, MSG_NOSIGNAL);
		refused = n < 0 ? refused + 1 : 0;
		sent += n > 0 ? (size_t)n : 0;
		assert_true(sent < 32 * 1024 * 1024);
		client_poll(&client, &rig);
	}
	rig_answer(&rig, 0, "held");
	client_wait_end(&client, &rig);
	assert_int_equal(client_count(&client, "<400 bad_request ->"), 1);
	client_close(&client);
}

/* --- how many --- */

static void an_address_has_so_many(void **state) {
	(void)state;
	struct client clients[3], more;
	rig.options.per_address = 3;
	rig_start(&rig);
	for (int i = 0; i < 3; i++)
		client_open(&clients[i], &rig);
	rig_until_connections(&rig, 3);
	client_open(&more, &rig);
	client_wait_end(&more, &rig);
	client_close(&more);
	client_send(&clients[0], &rig, GET("/exempt"));
	client_wait(&clients[0], &rig, "127.0.0.1||", 1);
	client_open(&more, &rig);
	client_send(&more, &rig, GET("/echo"));
	client_wait(&more, &rig, "127.0.0.1||", 1);
	client_close(&more);
	rig_until_connections(&rig, 3);
	client_close(&clients[0]);
	rig_until_connections(&rig, 2);
	client_open(&clients[0], &rig);
	client_open(&more, &rig);
	client_wait_end(&more, &rig);
	client_close(&more);
	for (int i = 0; i < 3; i++)
		client_close(&clients[i]);
}

static void the_reserve_is_for_exempt_connections(void **state) {
	(void)state;
	struct client clients[8];
	rig.options.connections = 9;
	rig.options.reserve = 2;
	rig_start(&rig);
	for (int i = 0; i < 6; i++)
		client_open(&clients[i], &rig);
	rig_until_connections(&rig, 6);
	client_send(&clients[0], &rig, GET("/echo"));
	client_wait(&clients[0], &rig, "127.0.0.1||", 1);
	assert_int_equal(client_count(&clients[0], "\r\nConnection: close"), 0);
	client_open(&clients[6], &rig);
	client_open(&clients[7], &rig);
	rig_until_connections(&rig, 8);
	client_send(&clients[6], &rig, GET("/exempt"));
	client_wait(&clients[6], &rig, "127.0.0.1||", 1);
	assert_int_equal(client_count(&clients[6], "\r\nConnection: close"), 0);
	client_send(&clients[7], &rig, GET("/feed"));
	client_wait_end(&clients[7], &rig);
	assert_int_equal(client_count(&clients[7], "HTTP/1.1 429 Too Many Requests\r\n"), 1);
	assert_int_equal(client_count(&clients[7], "\r\nRetry-After: "), 1);
	client_send(&clients[0], &rig, GET("/echo"));
	client_wait_end(&clients[0], &rig);
	assert_int_equal(client_count(&clients[0], "\r\nConnection: close\r\n"), 1);
	for (int i = 0; i < 8; i++)
		client_close(&clients[i]);
	rig_until_connections(&rig, 0);
}

/* Where nobody can be sent away, those beyond the last place wait in the kernel. */
static void a_full_server_goes_on_when_there_is_room(void **state) {
	(void)state;
	struct client clients[4], waiting;
	rig.options.connections = 4;
	rig_start(&rig);
	for (size_t i = 0; i < 4; i++) {
		client_open(&clients[i], &rig);
		client_send(&clients[i], &rig, i < 2 ? GET("/held") : GET("/exempt"));
		if (i < 2)
			rig_until(&rig, &rig.held_n, i + 1);
		else
			client_wait(&clients[i], &rig, "127.0.0.1||", 1);
	}
	client_open(&waiting, &rig);
	client_send(&waiting, &rig, GET("/echo"));
	assert_int_equal(http_server_connections(rig.server), 4);
	client_close(&clients[3]);
	client_wait(&waiting, &rig, "127.0.0.1||", 1);
	client_close(&waiting);
	for (size_t i = 0; i < 2; i++)
		rig_answer(&rig, i, "held");
	for (int i = 0; i < 3; i++)
		client_close(&clients[i]);
}

/* Neither who is exempt nor whose request is being worked on, but whoever says nothing, the first
 * first. */
static void a_full_server_closes_the_slowest(void **state) {
	(void)state;
	struct client exempt, held, slow[6];
	rig.options.connections = 6;
	rig_start(&rig);
	client_open(&exempt, &rig);
	client_send(&exempt, &rig, GET("/exempt"));
	client_wait(&exempt, &rig, "127.0.0.1||", 1);
	client_open(&held, &rig);
	client_send(&held, &rig, GET("/held"));
	rig_until(&rig, &rig.held_n, 1);
	for (int i = 0; i < 6; i++) {
		client_open(&slow[i], &rig);
		client_send(&slow[i], &rig, "GET /echo HTTP/1.1\r\n");
	}
	for (int i = 0; i < 3; i++)
		client_wait_end(&slow[i], &rig);
	client_send(&slow[5], &rig, "Host: a\r\n\r\n");
	client_wait(&slow[5], &rig, "127.0.0.1||", 1);
	rig_answer(&rig, 0, "held");
	client_wait(&held, &rig, "held", 1);
	client_send(&exempt, &rig, GET("/echo"));
	client_wait(&exempt, &rig, "127.0.0.1||", 2);
	client_close(&exempt);
	client_close(&held);
	for (int i = 0; i < 6; i++)
		client_close(&slow[i]);
}

/* Takes descriptors until there are `left`; gives back how many it took. */
static int use_up(int taken[1024], int left) {
	int n = 0;
	while (n < 1024 && (taken[n] = open("/dev/null", O_RDONLY)) >= 0)
		n++;
	assert_int_equal(errno, EMFILE);
	while (left-- > 0)
		close(taken[--n]);
	return n;
}

static int count_if_read(const struct event_base *base, const struct event *ev, void *arg) {
	(void)base;
	if (event_get_events(ev) & EV_READ)
		++*(int *)arg;
	return 0;
}

/* How many sockets, listening ones too, the loop waits for. */
static int sockets_read(void) {
	int n = 0;
	event_base_foreach_event(rig.base, count_if_read, &n);
	return n;
}

static void no_descriptors_left(void **state) {
	(void)state;
	int taken[1024];
	struct rlimit before, few = {256, 0};
	struct client client;
	rig_start(&rig);
	assert_int_equal(sockets_read(), 1);
	getrlimit(RLIMIT_NOFILE, &before);
	few.rlim_max = before.rlim_max;
	setrlimit(RLIMIT_NOFILE, &few);
	int n = use_up(taken, 1);
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/echo"));
	for (int i = 0; i < 50; i++)
		rig_turn(&rig);
	assert_int_equal(http_server_connections(rig.server), 0);
	/* Or the waiting connection would wake the loop again and again. */
	assert_int_equal(sockets_read(), 0);
	while (n > 0)
		close(taken[--n]);
	client_wait(&client, &rig, "127.0.0.1||", 1);
	client_close(&client);
	setrlimit(RLIMIT_NOFILE, &before);
}

/* --- listening --- */

static void several_addresses(void **state) {
	(void)state;
	struct client client;
	rig.listen[1] = "[::1]:0";
	rig.listen[2] = "127.0.0.1:0";
	rig.options.listen_n = 3;
	rig_start(&rig);
	assert_memory_equal(http_server_url(rig.server, 1), "http://[::1]:", 13);
	assert_string_not_equal(http_server_url(rig.server, 0), http_server_url(rig.server, 2));
	assert_null(http_server_url(rig.server, 3));
	sscanf(http_server_url(rig.server, 2), "http://127.0.0.1:%d", &rig.port);
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/echo"));
	client_wait(&client, &rig, "127.0.0.1||", 1);
	client_close(&client);
}

static void addresses_that_cannot_be(void **state) {
	(void)state;
	static const char *const wrong[] = {
		"127.0.0.1", "localhost:0", "127.0.0.1:x", "", "127.0.0.1:70000", "192.0.2.1:0"};
	struct event_base *base = event_base_new();
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		rig_init(&rig);
		rig.listen[1] = wrong[i];
		rig.options.listen_n = 2;
		assert_null(http_server_open(base, &rig.options));
	}
	rig_init(&rig);
	rig.hosts[0] = "http://a";
	assert_null(http_server_open(base, &rig.options));
	event_base_free(base);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, init, stop)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_silent_client_is_cut),
		TEST(a_dripping_head_is_cut),
		TEST(a_dripping_body_is_cut),
		TEST(an_idle_connection_is_closed),
		TEST(an_answer_nobody_reads_is_given_up),
		TEST(a_client_that_does_not_close_is_closed),
		TEST(a_client_that_sends_ahead_waits),
		TEST(an_address_has_so_many),
		TEST(the_reserve_is_for_exempt_connections),
		TEST(a_full_server_goes_on_when_there_is_room),
		TEST(a_full_server_closes_the_slowest),
		TEST(no_descriptors_left),
		TEST(several_addresses),
		cmocka_unit_test(addresses_that_cannot_be),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
