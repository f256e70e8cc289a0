/*
 * http: requests and answers over loopback.
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

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define CLOSE "Connection: close\r\n"

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

/* --- what the handler sees --- */

static void the_handler_sees_the_request(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig,
		"POST /%C4%91%2Fx?x=&&q=%C4%90%26+c&e&q=2 HTTP/1.1\r\nHost: a\r\n"
		"X-TEST: \t v w \r\ncookie: a=1; sid=s=d;sid2=3\r\nContent-Length: 4\r\n\r\nbody");
	client_wait(&client, &rig, "\r\n\r\n3|/đ/x|Đ& c||v w|s=d|127.0.0.1|body|", 1);
	client_close(&client);
}

static void the_handler_sees_what_is_missing(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/echo"));
	client_wait(&client, &rig, "\r\n\r\n1|/echo|-|-|-|-|127.0.0.1||", 1);
	client_send(&client, &rig, "OPTIONS * HTTP/1.1\r\nHost: a\r\nCookie: xsid=1; sid\r\n\r\n");
	client_wait(&client, &rig, "\r\n\r\n7|*|-|-|-|-|127.0.0.1||", 1);
	client_send(&client, &rig, "GET http://a?q=1 HTTP/1.1\r\nHost: a\r\n\r\n");
	client_wait(&client, &rig, "\r\n\r\n1|/|1|-|-|-|127.0.0.1||", 1);
	client_close(&client);
}

/* --- answers --- */

static void an_answer_has_its_fields(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/echo"));
	client_wait(&client, &rig, "127.0.0.1||", 1);
	static const char *const wanted[] = {
		"HTTP/1.1 200 OK\r\nDate: ", " GMT\r\nContent-Type: text/plain\r\n",
		"\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; "
		"style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
		"form-action 'self'; frame-ancestors 'none'; require-trusted-types-for "
		"'script'\r\n",
		"\r\nX-Content-Type-Options: nosniff\r\n", "\r\nReferrer-Policy: no-referrer\r\n",
		"\r\nCross-Origin-Opener-Policy: same-origin\r\n",
		"\r\nCross-Origin-Resource-Policy: same-origin\r\n",
		"\r\nCache-Control: no-store\r\n", "\r\nContent-Length: 27\r\n\r\n"};
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		assert_int_equal(client_count(&client, wanted[i]), 1);
	assert_int_equal(client_count(&client, "\r\nConnection:"), 0);
	client_close(&client);
}

static void given_fields_cannot_add_others(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/fields?v=good") GET("/fields?v=a%0d%0aEvil:+1"));
	client_wait(&client, &rig, "X-After: 1\r\n\r\n", 2);
	assert_int_equal(client_count(&client, "HTTP/1.1 204 No Content\r\n"), 2);
	assert_int_equal(client_count(&client, "\r\nX-Given: good\r\n"), 1);
	assert_int_equal(client_count(&client, "X-Given"), 1);
	assert_int_equal(client_count(&client, "Evil"), 0);
	assert_int_equal(client_count(&client, "\r\nCache-Control: max-age=60\r\n"), 2);
	assert_int_equal(client_count(&client, "Content-Length"), 0);
	client_close(&client);
}

static void head_is_get_without_body(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, "HEAD /bytes?n=5000 HTTP/1.1\r\nHost: a\r\n\r\n" GET("/echo"));
	client_wait(&client, &rig, "127.0.0.1||", 1);
	assert_int_equal(
		client_count(&client, "\r\nContent-Length: 5000\r\n\r\nHTTP/1.1 200 OK\r\n"), 1);
	client_close(&client);
}

/* More than the socket takes at once. */
static void a_large_answer_arrives_whole(void **state) {
	(void)state;
	struct client client;
	client_open_small(&client, &rig);
	client_send(&client, &rig, GET("/bytes?n=9000000") GET("/echo"));
	client_wait(&client, &rig, "127.0.0.1||", 1);
	const char *body = strstr(client.text, "\r\n\r\n") + 4;
	assert_int_equal(strspn(body, "b"), 9000000);
	client_close(&client);
}

/* A body that is lent arrives whole and comes back once, not before the client has it. */
static void a_lent_body_comes_back(void **state) {
	(void)state;
	struct client client;
	client_open_small(&client, &rig);
	client_send(&client, &rig, GET("/lent?n=9000000"));
	rig_until(&rig, &rig.handled, 1);
	assert_int_equal(rig.returned, 0);
	client_send(&client, &rig, GET("/echo"));
	client_wait(&client, &rig, "127.0.0.1||", 1);
	assert_int_equal(strspn(strstr(client.text, "\r\n\r\n") + 4, "b"), 9000000);
	assert_int_equal(rig.returned, 1);
	client_close(&client);
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/lent?n=5"));
	client_wait(&client, &rig, "bbbbb", 1);
	assert_int_equal(rig.returned, 2);
	client_send(&client, &rig, "HEAD /lent?n=7 HTTP/1.1\r\nHost: a\r\n\r\n" GET("/lent?n=0"));
	client_wait(&client, &rig, "HTTP/1.1 304 ", 1);
	assert_int_equal(rig.returned, 4);
	client_close(&client);
}

/* It comes back from whoever hangs up, and from a server that ends. */
static void a_lent_body_comes_back_from_the_gone(void **state) {
	(void)state;
	struct client rude, slow;
	client_open_small(&rude, &rig);
	client_send(&rude, &rig, GET("/lent?n=9000000"));
	rig_until(&rig, &rig.handled, 1);
	client_close(&rude);
	rig_until(&rig, &rig.returned, 1);
	client_open_small(&slow, &rig);
	client_send(&slow, &rig, GET("/lent?n=9000000"));
	rig_until(&rig, &rig.handled, 2);
	rig_stop(&rig);
	assert_int_equal(rig.returned, 2);
	client_close(&slow);
	rig_init(&rig);
	rig_start(&rig);
}

/* --- connections --- */

static void connections_stay_or_close(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	for (int i = 1; i <= 3; i++) {
		client_send(&client, &rig, GET("/echo"));
		client_wait(&client, &rig, "127.0.0.1||", i);
	}
	client_send(&client, &rig, "GET /echo HTTP/1.1\r\nHost: a\r\n" CLOSE "\r\n");
	client_wait_end(&client, &rig);
	assert_int_equal(client_count(&client, "127.0.0.1||"), 4);
	assert_int_equal(client_count(&client, "\r\nConnection: close\r\n"), 1);
	client_close(&client);
	rig_until_connections(&rig, 0);
	rig_expect(&rig, "GET /echo HTTP/1.0\r\n\r\n", "HTTP/1.1 200 OK\r\n");
	client_open(&client, &rig);
	client_send(&client, &rig, "GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
	client_wait(&client, &rig, "\r\nConnection: keep-alive\r\n", 1);
	client_send(&client, &rig, "GET /echo HTTP/1.0\r\n\r\n");
	client_wait_end(&client, &rig);
	client_close(&client);
}

static void pipelined_requests_are_answered_in_order(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig,
		"\r\n" GET("/echo?q=1") GET("/held?1")
			GET("/echo?q=2") "POST /held HTTP/1.1\r\nHost: a\r\nContent-Length: "
					 "3\r\n\r\nabc\r\n" GET("/echo?q=3"));
	rig_until(&rig, &rig.held_n, 1);
	client_wait(&client, &rig, "|1|", 1);
	assert_int_equal(rig.handled, 2);
	rig_answer(&rig, 0, "first held");
	assert_int_equal(rig.handled, 2);
	rig_until(&rig, &rig.held_n, 2);
	rig_answer(&rig, 1, "second held");
	client_wait(&client, &rig, "|3|", 1);
	const char *order[] = {"|1|", "first held", "|2|", "second held", "|3|"}, *at = client.text;
	for (int i = 0; i < 5; i++) {
		at = strstr(at, order[i]);
		assert_non_null(at);
	}
	assert_int_equal(client_count(&client, "HTTP/1.1 200 OK\r\n"), 5);
	client_close(&client);
}

static void many_pipelined_requests(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	for (int i = 0; i < 2000; i++)
		client_send(&client, &rig, GET("/echo"));
	client_wait(&client, &rig, "127.0.0.1||", 2000);
	assert_int_equal(client_count(&client, "127.0.0.1||"), 2000);
	client_close(&client);
}

static void a_request_may_come_byte_by_byte(void **state) {
	(void)state;
	static const char request[] =
		"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
	struct client client;
	client_open(&client, &rig);
	for (size_t i = 0; i < sizeof request - 1; i++)
		client_send_bytes(&client, &rig, request + i, 1);
	client_wait(&client, &rig, "|abc|", 1);
	client_close(&client);
}

/* "nc" closes its sending half as soon as it has sent. */
static void half_closed_clients_are_answered(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/echo?q=1") GET("/held") GET("/echo?q=2"));
	shutdown(client.fd, SHUT_WR);
	rig_until(&rig, &rig.held_n, 1);
	for (int i = 0; i < 10; i++)
		rig_turn(&rig);
	rig_answer(&rig, 0, "held");
	client_wait_end(&client, &rig);
	assert_int_equal(client_count(&client, "HTTP/1.1 200 OK\r\n"), 3);
	client_close(&client);
	rig_until_connections(&rig, 0);
}

static void a_client_gone_before_its_answer(void **state) {
	(void)state;
	struct linger rude = {1, 0};
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/held"));
	rig_until(&rig, &rig.held_n, 1);
	setsockopt(client.fd, SOL_SOCKET, SO_LINGER, &rude, sizeof rude);
	client_close(&client);
	rig_until_connections(&rig, 0);
	assert_string_equal(http_path(rig.held[0]), "/held");
	assert_string_equal(http_peer(rig.held[0]), "127.0.0.1");
	http_exempt(rig.held[0]);
	rig_answer(&rig, 0, "nobody hears it");
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/held"));
	rig_until(&rig, &rig.held_n, 2);
	client_close(&client);
	rig_turn(&rig);
	http_refuse(rig.held[1], 409, "closed");
	rig_until_connections(&rig, 0);
}

static void a_server_gone_before_its_answer(void **state) {
	(void)state;
	struct rig other;
	struct client client;
	rig_init(&other);
	rig_start(&other);
	client_open(&client, &other);
	client_send(&client, &other, GET("/held"));
	rig_until(&other, &other.held_n, 1);
	rig_stop(&other);
	rig_answer(&other, 0, "too late");
	client_close(&client);
}

static void a_stop_finishes_what_was_begun(void **state) {
	(void)state;
	struct client idle, busy, begun, sending;
	client_open(&idle, &rig);
	client_send(&idle, &rig, GET("/echo"));
	client_wait(&idle, &rig, "127.0.0.1||", 1);
	client_open(&busy, &rig);
	client_send(&busy, &rig, GET("/held") GET("/echo"));
	client_open(&begun, &rig);
	client_send(&begun, &rig, "GET /echo");
	client_open(&sending, &rig);
	client_send(&sending, &rig, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
	rig_until(&rig, &rig.held_n, 1);
	rig_until_connections(&rig, 4);
	rig_announce_stop(&rig);
	client_wait_end(&idle, &rig);
	assert_false(rig.empty);
	client_send(&begun, &rig, "?late HTTP/1.1\r\nHost: a\r\n\r\n");
	client_wait_end(&begun, &rig);
	assert_int_equal(client_count(&begun, "\r\nConnection: close\r\n"), 1);
	client_send(&sending, &rig, "bc");
	client_wait_end(&sending, &rig);
	assert_int_equal(client_count(&sending, "|abc|"), 1);
	rig_answer(&rig, 0, "held");
	client_wait_end(&busy, &rig);
	assert_int_equal(client_count(&busy, "\r\nConnection: close\r\n"), 1);
	assert_int_equal(client_count(&busy, "HTTP/1.1"), 1);
	assert_false(rig.empty);
	client_close(&busy);
	client_close(&sending);
	client_close(&begun);
	rig_until(&rig, &rig.empty, 1);
	client_close(&idle);
}

static void a_stop_answers_what_is_on_its_way(void **state) {
	(void)state;
	struct client used, fresh;
	client_open(&used, &rig);
	client_send(&used, &rig, GET("/echo"));
	client_wait(&used, &rig, "127.0.0.1||", 1);
	client_open(&fresh, &rig);
	rig_until_connections(&rig, 2);
	rig_announce_stop(&rig);
	client_send(&used, &rig, GET("/echo?q=last"));
	client_send(&fresh, &rig, GET("/echo?q=first"));
	client_wait_end(&used, &rig);
	client_wait_end(&fresh, &rig);
	assert_int_equal(client_count(&used, "|last|") + client_count(&fresh, "|first|"), 2);
	client_close(&used);
	client_close(&fresh);
	rig_until(&rig, &rig.empty, 1);
}

static void a_stop_lets_an_answer_be_read(void **state) {
	(void)state;
	struct client client;
	client_open(&client, &rig);
	client_send(&client, &rig, GET("/bytes?n=9000000"));
	rig_until(&rig, &rig.handled, 1);
	rig_announce_stop(&rig);
	client_wait_end(&client, &rig);
	assert_int_equal(strspn(strstr(client.text, "\r\n\r\n") + 4, "b"), 9000000);
	client_close(&client);
	rig_until(&rig, &rig.empty, 1);
}

static void an_empty_server_stops_from_the_loop(void **state) {
	(void)state;
	rig_announce_stop(&rig);
	assert_int_equal(rig.empty, 0);
	rig_until(&rig, &rig.empty, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(the_handler_sees_the_request),
		TEST(the_handler_sees_what_is_missing),
		TEST(an_answer_has_its_fields),
		TEST(given_fields_cannot_add_others),
		TEST(head_is_get_without_body),
		TEST(a_large_answer_arrives_whole),
		TEST(a_lent_body_comes_back),
		TEST(a_lent_body_comes_back_from_the_gone),
		TEST(connections_stay_or_close),
		TEST(pipelined_requests_are_answered_in_order),
		TEST(many_pipelined_requests),
		TEST(a_request_may_come_byte_by_byte),
		TEST(half_closed_clients_are_answered),
		TEST(a_client_gone_before_its_answer),
		TEST(a_server_gone_before_its_answer),
		TEST(a_stop_finishes_what_was_begun),
		TEST(a_stop_answers_what_is_on_its_way),
		TEST(a_stop_lets_an_answer_be_read),
		TEST(an_empty_server_stops_from_the_loop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
