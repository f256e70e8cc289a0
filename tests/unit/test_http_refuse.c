/*
 * http: requests the edge refuses itself, and bodies it takes or not.
 *
 * links: server/http.c server/http_state.c server/http_conn.c server/http_exchange.c
 * server/http_reply.c server/http_stream.c server/http_listen.c server/http_peers.c
 * server/http_parse.c server/http_chars.c server/http_host.c server/http_tls.c server/http_proxy.c
 * common/text.c common/clock.c common/log.c common/mem.c tests/unit/http_rig.c
 */
#include "tests/unit/http_rig.h"

#include <stdio.h>
#include <string.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define POST(path, n) "POST " path " HTTP/1.1\r\nHost: a\r\nContent-Length: " n "\r\n"

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

static void refusals_say_why_and_close(void **state) {
	(void)state;
	char long_target[3000], long_head[9000];
	snprintf(long_target, sizeof long_target, "GET /%02500d HTTP/1.1\r\nHost: a\r\n\r\n", 0);
	snprintf(long_head, sizeof long_head, "GET / HTTP/1.1\r\nX: %08500d", 0);
	const struct {
		const char *request, *status, *body;
	} cases[] = {
		{"GET / HTTP/1.1\n\n", "400 Bad Request", "<400 bad_request ->"},
		{"GET / HTTP/1.1\r\n\r\n", "400 Bad Request", "<400 bad_request ->"},
		{"\x16\x03\x01", "400 Bad Request", "<400 bad_request ->"},
		{"GET / HTTP/1.1\r\nHost: a\r\nAccept-Language: vi\r\nX : y\r\n\r\n",
			"400 Bad Request", "<400 bad_request vi>"},
		{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
			"411 Length Required", "<411 length_required ->"},
		{POST("/", "101") "Accept-Language: en\r\n\r\n", "413 Content Too Large",
			"<413 body_too_large en>"},
		{POST("/large", "1048577") "\r\n", "413 Content Too Large",
			"<413 body_too_large ->"},
		{POST("/", "99999999999999999999999") "\r\n", "413 Content Too Large",
			"<413 body_too_large ->"},
		{long_target, "414 URI Too Long", "<414 target_too_long ->"},
		{"GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n", "417 Expectation Failed",
			"<417 expectation_failed ->"},
		{long_head, "431 Request Header Fields Too Large", "<431 header_too_large ->"},
		{"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505 HTTP Version Not Supported",
			"<505 version_not_supported ->"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct client client;
		client_open(&client, &rig);
		client_send(&client, &rig, cases[i].request);
		client_wait_end(&client, &rig);
		assert_false(client.reset);
		assert_memory_equal(client.text + 9, cases[i].status, strlen(cases[i].status));
		assert_int_equal(client_count(&client, "\r\nConnection: close\r\n"), 1);
		assert_int_equal(client_count(&client, "default-src 'none'"), 1);
		assert_int_equal(client_count(&client, "Content-Type: application/json\r\n"), 1);
		assert_string_equal(strstr(client.text, "\r\n\r\n") + 4, cases[i].body);
		client_close(&client);
	}
	assert_int_equal(rig.handled, 0);
}

static void a_refused_head_request_has_no_body(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, "HEAD / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n");
	client_wait_end(&client, &rig);
	assert_string_equal(client.text + client.len - 4, "\r\n\r\n");
	client_close(&client);
}

static void too_many_parameters(void **state) {
	(void)state;
	char request[512] = "GET /?";
	for (int i = 0; i < 33; i++)
		strcat(request, "a=1&");
	strcat(request, " HTTP/1.1\r\nHost: a\r\n\r\n");
	rig_expect(&rig, request, "HTTP/1.1 400 ");
	assert_int_equal(rig.handled, 0);
}

/* The client hears the refusal although it went on sending. */
static void a_refusal_survives_what_the_client_still_sends(void **state) {
	(void)state;
	static char body[300000];
	struct client client;
	memset(body, 'b', sizeof body);
	client_open(&client, &rig);
	client_send(&client, &rig, POST("/", "300000") "\r\n");
	client_send_bytes(&client, &rig, body, sizeof body);
	client_wait_end(&client, &rig);
	assert_false(client.reset);
	assert_int_equal(client_count(&client, "<413 body_too_large ->"), 1);
	client_close(&client);
	rig_until_connections(&rig, 0);
}

static void body_limits_are_the_handlers(void **state) {
	(void)state;
	static char body[1024 * 1024 + 1];
	struct client client;
	memset(body, 'b', sizeof body - 1);
	client_open(&client, &rig);
	client_send(&client, &rig, POST("/large", "1048576") "\r\n");
	client_send(&client, &rig, body);
	client_wait(&client, &rig, "|bbbb", 1);
	client_send(&client, &rig, POST("/", "100") "\r\n");
	client_send_bytes(&client, &rig, body, 100);
	client_wait(&client, &rig, "HTTP/1.1 200", 2);
	client_close(&client);
}

static void clients_are_told_to_go_on(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, POST("/", "3") "Expect: 100-continue\r\n\r\n");
	client_wait(&client, &rig, "HTTP/1.1 100 Continue\r\n\r\n", 1);
	client_send(&client, &rig, "abc");
	client_wait(&client, &rig, "|abc|", 1);
	/* Nothing is awaited here, or it came already. */
	client_send(&client, &rig, POST("/", "0") "Expect: 100-continue\r\n\r\n");
	client_wait(&client, &rig, "HTTP/1.1 200", 2);
	client_send(&client, &rig, POST("/", "3") "Expect: 100-continue\r\n\r\nabc");
	client_wait(&client, &rig, "HTTP/1.1 200", 3);
	client_send(&client, &rig, POST("/", "3") "\r\n");
	client_send(&client, &rig, "abc");
	client_wait(&client, &rig, "HTTP/1.1 200", 4);
	assert_int_equal(client_count(&client, "100 Continue"), 1);
	client_close(&client);
	rig_expect(&rig, POST("/", "101") "Expect: 100-continue\r\n\r\n", "HTTP/1.1 413 ");
}

static void only_our_hosts(void **state) {
	(void)state;
	char request[128];
	static const struct {
		const char *host;
		bool with_port;
		const char *answer;
	} cases[] = {{"localhost", true, "HTTP/1.1 200"}, {"127.0.0.1", true, "HTTP/1.1 200"},
		{"[::1]", true, "HTTP/1.1 200"}, {"A", true, "HTTP/1.1 200"},
		{"localhost", false, "HTTP/1.1 421"}, {"evil.example", true, "HTTP/1.1 421"},
		{"", false, "HTTP/1.1 421"}, {"127.0.0.2", true, "HTTP/1.1 421"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int n = snprintf(request, sizeof request,
			"GET / HTTP/1.1\r\nConnection: close\r\nHost: %s", cases[i].host);
		n += snprintf(request + n, sizeof request - (size_t)n,
			cases[i].with_port ? ":%d\r\n\r\n" : "\r\n\r\n", rig.port);
		rig_expect(&rig, request, cases[i].answer);
	}
	rig_expect(&rig, "GET http://b/ HTTP/1.1\r\nHost: b\r\n\r\n", "HTTP/1.1 421");
	assert_int_equal(rig.handled, 4);
}

/* What was lent for an answer that is not given comes back all the same. */
static void conditions(void **state) {
	(void)state;
	char request[128];
	static const char *const cases[][2] = {{"If-Match: *", "HTTP/1.1 200"},
		{"If-Match: \"a\"", "HTTP/1.1 200"}, {"If-Match: \"b\", \"a\"", "HTTP/1.1 200"},
		{"If-Match: W/\"a\"", "HTTP/1.1 412"}, {"If-Match: \"b\"", "HTTP/1.1 412"},
		{"If-None-Match: *", "HTTP/1.1 304"}, {"If-None-Match: W/\"a\"", "HTTP/1.1 304"},
		{"If-None-Match: \"b\"", "HTTP/1.1 200"},
		{"If-Match: \"a\"\r\nIf-None-Match: \"a\"", "HTTP/1.1 304"},
		{"If-Match: \"b\"\r\nIf-None-Match: \"a\"", "HTTP/1.1 412"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(request, sizeof request,
			"GET /lent?n=9 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\n\r\n",
			cases[i][0]);
		rig_expect(&rig, request, cases[i][1]);
		assert_int_equal(rig.returned, i + 1);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(refusals_say_why_and_close),
		TEST(a_refused_head_request_has_no_body),
		TEST(too_many_parameters),
		TEST(a_refusal_survives_what_the_client_still_sends),
		TEST(body_limits_are_the_handlers),
		TEST(clients_are_told_to_go_on),
		TEST(only_our_hosts),
		TEST(conditions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
