/*
 * link_request: what a program sends reaches the server once and is answered once, whatever gets
 * lost on the way.
 *
 * links: common/link.c common/link_http.c common/key_file.c common/link_feed.c
 * common/link_request.c common/link_mailbox.c common/sse.c common/proto.c common/proto_json_in.c
 * common/proto_json_office.c common/json_read.c common/clock.c common/log.c common/text.c
 * common/slip_code.c common/mem.c tests/unit/tiny_server.c tests/unit/link_rig.c
 */
#include "common/mem.h"
#include "tests/unit/link_rig.h"
#include "tests/unit/tiny_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 70 };

static void expect_reply(struct link *link, uint64_t request, int status) {
	struct link_message m = rig_next(link);
	while (m.kind != LINK_REPLY) {
		link_message_clear(&m);
		m = rig_next(link);
	}
	assert_int_equal(m.request, request);
	assert_int_equal(m.status, status);
	assert_true(!status || json_is_object(m.json));
	link_message_clear(&m);
}

static void test_lost_answer_is_asked_again_with_the_same_key(void **state) {
	(void)state;
	struct tiny_server *s =
		tiny_server_new(&(struct tiny_script){.posts = {-1, 503, 201, 409, 201}}, 0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	uint64_t first = link_send(
		link, "POST", "/api/v1/tickets", json_pack("{s:s}", "service", "a"), NULL, 10000);
	expect_reply(link, first, 201);
	uint64_t second = link_send(link, "POST", "/api/v1/tickets", NULL, "mine-1", 10000);
	expect_reply(link, second, 409);
	uint64_t third = link_send(link, "POST", "/api/v1/tickets", NULL, NULL, 10000);
	expect_reply(link, third, 201);
	struct tiny_record r = tiny_server_record(s);
	assert_int_equal(r.posts, 5);
	assert_int_equal(strlen(r.key[0]), 22);
	assert_string_equal(r.key[1], r.key[0]);
	assert_string_equal(r.key[2], r.key[0]);
	assert_string_equal(r.body[2], "{\"service\":\"a\"}");
	assert_string_equal(r.key[3], "mine-1");
	assert_string_not_equal(r.key[4], r.key[0]);
	link_free(link);
	tiny_server_free(s);
}

static void test_patience_ends(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(&(struct tiny_script){0}, 0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	expect_reply(link, link_send(link, "POST", "/api/v1/tickets", NULL, "k", 300), 0);
	assert_in_range(tiny_server_record(s).posts, 2, TINY_MAX);
	expect_reply(link, link_send(link, "GET", "/nothing", NULL, NULL, 0), 404);
	link_free(link);
	tiny_server_free(s);
}

static void test_every_request_gets_one_reply(void **state) {
	(void)state;
	struct link *link = rig_open(rig_free_port(), NULL, "", 0);
	uint64_t first = link_send(link, "GET", "/", NULL, NULL, 0);
	bool replied[MANY] = {false};
	for (int i = 1; i < MANY; i++)
		assert_int_equal(link_send(link, "GET", "/", NULL, NULL, 0), first + (uint64_t)i);
	for (int i = 0; i < MANY;) {
		struct link_message m = rig_next(link);
		if (m.kind == LINK_REPLY) {
			assert_in_range(m.request, first, first + MANY - 1);
			assert_false(replied[m.request - first]);
			replied[m.request - first] = true;
			assert_int_equal(m.status, 0);
			i++;
		}
		link_message_clear(&m);
	}
	link_free(link);
}

static void test_bytes_are_sent_once(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(&(struct tiny_script){.posts = {503, 200}}, 0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	expect_reply(link, link_send_bytes(link, "/picture", "image/png", mem_strdup("abc"), 3), 0);
	expect_reply(
		link, link_send_bytes(link, "/picture", "image/png", mem_strdup("defg"), 4), 200);
	struct tiny_record r = tiny_server_record(s);
	assert_int_equal(r.posts, 2);
	assert_string_equal(r.body[0], "abc");
	assert_string_equal(r.body[1], "defg");
	link_free(link);
	tiny_server_free(s);
}

static void test_ends_in_the_middle(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(&(struct tiny_script){.posts = {-1, -1, -1}}, 0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	for (int i = 0; i < 5; i++)
		link_send(link, "POST", "/", json_object(), NULL, 60000);
	link_free(link);
	link_free(NULL);
	tiny_server_free(s);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lost_answer_is_asked_again_with_the_same_key),
		cmocka_unit_test(test_patience_ends),
		cmocka_unit_test(test_every_request_gets_one_reply),
		cmocka_unit_test(test_bytes_are_sent_once),
		cmocka_unit_test(test_ends_in_the_middle),
	};
	return cmocka_run_group_tests_name("link_request", tests, NULL, NULL);
}
