/*
 * http: what is believed of a proxy, and of everybody else.
 *
 * links: server/http.c server/http_state.c server/http_conn.c server/http_exchange.c
 * server/http_reply.c server/http_stream.c server/http_listen.c server/http_peers.c
 * server/http_parse.c server/http_chars.c server/http_host.c server/http_tls.c server/http_proxy.c
 * common/text.c common/clock.c common/log.c common/mem.c tests/unit/http_rig.c
 */
#include "tests/unit/http_rig.h"

#include <event2/event.h>

#define HEAD "GET /held HTTP/1.1\r\nHost: a\r\n"

static struct rig rig;
static const char *const trusted[] = {"::1", "127.0.0.1"};

static int init(void **state) {
	(void)state;
	rig_init(&rig);
	rig.options.proxies = trusted;
	rig.options.proxy_n = 2;
	return 0;
}

static int stop(void **state) {
	(void)state;
	rig_stop(&rig);
	return 0;
}

static void expect(const char *fields, const char *peer, bool secure) {
	struct client client;
	char head[512];
	size_t i = rig.held_n;
	snprintf(head, sizeof head, HEAD "%s\r\n", fields);
	client_open(&client, &rig);
	client_send(&client, &rig, head);
	rig_until(&rig, &rig.held_n, i + 1);
	assert_string_equal(http_peer(rig.held[i]), peer);
	assert_int_equal(http_is_secure(rig.held[i]), secure);
	rig_answer(&rig, i, "");
	client_close(&client);
}

static void its_last_word_counts(void **state) {
	(void)state;
	rig_start(&rig);
	expect("", "127.0.0.1", false);
	expect("X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n", "192.0.2.7", true);
	expect("X-Forwarded-For: 10.0.0.1, 192.0.2.7\r\n", "192.0.2.7", false);
	expect("x-forwarded-for: 10.0.0.1\r\nX-Forwarded-For: 10.0.0.2,2001:db8::1\r\n",
		"2001:db8::1", false);
	expect("X-Forwarded-Proto: https, http\r\n", "127.0.0.1", false);
}

static void what_is_no_address_is_none(void **state) {
	(void)state;
	rig_start(&rig);
	expect("X-Forwarded-For: unknown\r\n", "127.0.0.1", false);
	expect("X-Forwarded-For: 192.0.2.7,\r\n", "127.0.0.1", false);
	expect("X-Forwarded-For: 192.0.2.7:99\r\n", "127.0.0.1", false);
	expect("X-Forwarded-For: 1111111111111111111111111111111111111111111111111111111111\r\n",
		"127.0.0.1", false);
}

static void nobody_else_is_believed(void **state) {
	(void)state;
	static const char *const other[] = {"127.0.0.2"};
	rig.options.proxies = other;
	rig.options.proxy_n = 1;
	rig_start(&rig);
	expect("X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n", "127.0.0.1", false);
}

static void it_may_have_many_connections(void **state) {
	(void)state;
	struct client clients[3];
	rig.options.per_address = 1;
	rig_start(&rig);
	for (size_t i = 0; i < 3; i++)
		client_open(&clients[i], &rig);
	rig_until_connections(&rig, 3);
	for (size_t i = 0; i < 3; i++)
		client_close(&clients[i]);
}

static void it_is_an_address(void **state) {
	(void)state;
	static const char *const none[] = {"localhost"};
	rig.options.proxies = none;
	rig.options.proxy_n = 1;
	rig.base = event_base_new();
	assert_null(http_server_open(rig.base, &rig.options));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, init, stop)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(its_last_word_counts),
		TEST(what_is_no_address_is_none),
		TEST(nobody_else_is_believed),
		TEST(it_may_have_many_connections),
		TEST(it_is_an_address),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
