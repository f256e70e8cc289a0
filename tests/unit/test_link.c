/*
 * link: over loopback against a tiny server. First contact, resuming, silence,
 * and that nothing of the feed gets lost unnoticed.
 *
 * links: common/link.c common/link_http.c common/key_file.c common/link_feed.c
 * common/link_request.c common/link_mailbox.c common/sse.c common/proto.c common/proto_json_in.c
 * common/proto_json_office.c common/json_read.c common/clock.c common/log.c common/text.c
 * common/slip_code.c common/mem.c tests/unit/tiny_server.c tests/unit/link_rig.c
 */
#include "common/clock.h"
#include "common/link_feed.h"
#include "tests/unit/link_rig.h"
#include "tests/unit/tiny_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { FLOOD = 3000, PATIENCE_MS = 20000 };

#define SNAPSHOT(epoch, seq)                                                                  \
	"id: " epoch "-" seq "\nevent: snapshot\ndata: {\"epoch\":\"" epoch "\",\"seq\":" seq \
	",\"day\":20261125,\"now\":5,\"open\":true,\"services\":[],\"counters\":[]}\n\n"
#define CHANGE(epoch, seq, kind)                                    \
	"id: " epoch "-" seq "\nevent: change\ndata: {\"seq\":" seq \
	",\"at\":7,\"day\":20261125,\"kind\":\"" kind "\"}\n\n"

static char *write_key(const char *text) {
	static char path[64];
	strcpy(path, "/tmp/motcua-test-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	return path;
}

static void test_begins_with_office_then_hall(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(
		&(struct tiny_script){.feeds = {SNAPSHOT("e", "4") CHANGE("e", "5", "setup_x")}},
		0);
	char *key = write_key("  abc.DEF-1\n");
	struct link *link = rig_open(tiny_server_port(s), key, "counter=3", 0);
	rig_expect_begin(link, 4);
	rig_expect(link, LINK_CHANGE, 5);
	tiny_server_say(s, CHANGE("e", "6", "rated"));
	rig_expect(link, LINK_CHANGE, 6);
	struct tiny_record r = tiny_server_record(s);
	assert_string_equal(r.feed_path, "/api/v1/feed?counter=3");
	assert_string_equal(r.authorization, "Bearer abc.DEF-1");
	assert_string_equal(r.last_id[0], "");
	link_free(link);
	tiny_server_free(s);
	unlink(key);
}

static void test_resumes_where_it_was(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(
		&(struct tiny_script){.feeds = {SNAPSHOT("e", "4"),
					      CHANGE("e", "5", "rated") CHANGE("e", "6", "rated"),
					      ":nothing missed\n\n"}},
		0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	rig_expect_begin(link, 4);
	tiny_server_cut(s);
	rig_expect(link, LINK_DOWN, 0);
	rig_expect(link, LINK_OFFICE, 0);
	rig_expect(link, LINK_UP, 0);
	rig_expect(link, LINK_CHANGE, 5);
	rig_expect(link, LINK_CHANGE, 6);
	tiny_server_cut(s);
	rig_expect(link, LINK_DOWN, 0);
	rig_expect(link, LINK_OFFICE, 0);
	rig_expect(link, LINK_UP, 0);
	struct tiny_record r = tiny_server_record(s);
	assert_string_equal(r.last_id[1], "e-4");
	assert_string_equal(r.last_id[2], "e-6");
	link_free(link);
	tiny_server_free(s);
}

static void test_waits_do_not_lose_the_place(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(
		&(struct tiny_script){
			.feeds = {SNAPSHOT("e", "4"), "event: waits\ndata: {\"services\":[]}\n\n"}},
		0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	rig_expect_begin(link, 4);
	for (int i = 0; i < 2; i++) {
		tiny_server_cut(s);
		rig_expect(link, LINK_DOWN, 0);
		rig_expect(link, LINK_OFFICE, 0);
		rig_expect(link, LINK_UP, 0);
		rig_expect(link, LINK_WAITS, 0);
	}
	struct tiny_record r = tiny_server_record(s);
	assert_string_equal(r.last_id[1], "e-4");
	assert_string_equal(r.last_id[2], "e-4");
	link_free(link);
	tiny_server_free(s);
}

static void test_silence_is_down_and_ends(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(
		&(struct tiny_script){.feeds = {SNAPSHOT("e", "4")}, .silent = true}, 0);
	int64_t before_ms = clock_mono_ms();
	struct link *link = rig_open(tiny_server_port(s), NULL, NULL, 200);
	rig_expect_begin(link, 4);
	struct link_message m = rig_next(link);
	assert_int_equal(m.kind, LINK_DOWN);
	assert_in_range(m.silent_since_ms, before_ms, clock_mono_ms());
	rig_expect(link, LINK_OFFICE, 0);
	rig_expect(link, LINK_UP, 0);
	link_free(link);
	tiny_server_free(s);
}

static void test_server_comes_later(void **state) {
	(void)state;
	int port = rig_free_port();
	struct link *link = rig_open(port, NULL, "", 0);
	rig_expect(link, LINK_DOWN, 0);
	struct tiny_server *s =
		tiny_server_new(&(struct tiny_script){.feeds = {SNAPSHOT("e", "4")}}, port);
	rig_expect_begin(link, 4);
	link_free(link);
	tiny_server_free(s);
}

static void test_refused_feed_is_down(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(&(struct tiny_script){.feed_status = 403}, 0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	rig_expect(link, LINK_OFFICE, 0);
	rig_expect(link, LINK_DOWN, 0);
	rig_expect(link, LINK_OFFICE, 0);
	rig_expect(link, LINK_OFFICE, 0);
	link_free(link);
	tiny_server_free(s);
}

static void test_setup_tells_all_anew(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(
		&(struct tiny_script){.feeds = {SNAPSHOT("e", "4") CHANGE("e", "5", "setup"),
					      SNAPSHOT("e", "5")}},
		0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	rig_expect_begin(link, 4);
	rig_expect(link, LINK_CHANGE, 5);
	rig_expect(link, LINK_OFFICE, 0);
	rig_expect(link, LINK_SNAPSHOT, 5);
	assert_string_equal(tiny_server_record(s).last_id[1], "");
	link_free(link);
	tiny_server_free(s);
}

static void test_an_account_is_no_matter_of_a_screen(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(
		&(struct tiny_script){
			.feeds = {SNAPSHOT("e", "4") CHANGE("e", "5", "setup\",\"object\":\"user")
					CHANGE("e", "6", "rated")}},
		0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	rig_expect_begin(link, 4);
	rig_expect(link, LINK_CHANGE, 5);
	rig_expect(link, LINK_CHANGE, 6);
	assert_int_equal(tiny_server_record(s).feeds, 1);
	link_free(link);
	tiny_server_free(s);
}

static void test_office_follows_the_day(void **state) {
	(void)state;
	struct tiny_server *s =
		tiny_server_new(&(struct tiny_script){.feeds = {SNAPSHOT("e", "4")}}, 0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	rig_expect_begin(link, 4);
	tiny_server_say(s, CHANGE("e", "5", "day_opened"));
	rig_expect(link, LINK_CHANGE, 5);
	rig_expect(link, LINK_OFFICE, 0);
	tiny_server_say(s, "event: waits\ndata: {\"open\":false,\"services\":[]}\n\n");
	rig_expect(link, LINK_WAITS, 0);
	rig_expect(link, LINK_OFFICE, 0);
	tiny_server_say(s, "event: kiosks\ndata: {}\n\nevent: devices\ndata: {}\n\n");
	rig_expect(link, LINK_ORDERS, 0);
	tiny_server_say(s, SNAPSHOT("f", "2"));
	rig_expect(link, LINK_SNAPSHOT, 2);
	rig_expect(link, LINK_OFFICE, 0);
	assert_int_equal(tiny_server_record(s).feeds, 1);
	link_free(link);
	tiny_server_free(s);
}

static void test_repeated_change_is_passed_over(void **state) {
	(void)state;
	struct tiny_server *s = tiny_server_new(
		&(struct tiny_script){
			.feeds = {SNAPSHOT("e", "4") CHANGE("e", "4", "rated") CHANGE("e", "5",
				"rated") CHANGE("e", "5", "rated") CHANGE("e", "6", "rated")}},
		0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	rig_expect_begin(link, 4);
	rig_expect(link, LINK_CHANGE, 5);
	rig_expect(link, LINK_CHANGE, 6);
	link_free(link);
	tiny_server_free(s);
}

/* A missing change, one that is no JSON, of another shape or no UTF-8: forget and begin with a
 * snapshot. */
static void test_lost_place_begins_anew(void **state) {
	(void)state;
	static const char *const wrong[] = {CHANGE("e", "6", "rated"), "event: change\ndata: {\n\n",
		"event: change\ndata: {\"seq\":5}\n\n", "event: snapshot\ndata: []\n\n",
		"event: change\ndata: {\"seq\":5,\"kind\":\"called\",\"number\":\"A\xff\"}\n\n",
		"event: snapshot\ndata: {\"epoch\":\"\xc3\",\"seq\":5}\n\n"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct tiny_server *s = tiny_server_new(
			&(struct tiny_script){.feeds = {SNAPSHOT("e", "4"), SNAPSHOT("e", "9")}},
			0);
		struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
		rig_expect_begin(link, 4);
		tiny_server_say(s, wrong[i]);
		rig_expect(link, LINK_DOWN, 0);
		rig_expect_begin(link, 9);
		assert_string_equal(tiny_server_record(s).last_id[1], "");
		link_free(link);
		tiny_server_free(s);
	}
}

/* Nobody takes the messages: what is lost is told again by a snapshot. */
static void test_full_mailbox_ends_in_a_snapshot(void **state) {
	(void)state;
	static char flood[FLOOD * 128];
	size_t size = (size_t)sprintf(flood, "%s", SNAPSHOT("e", "0"));
	for (int i = 1; i <= FLOOD; i++)
		size += (size_t)sprintf(flood + size,
			"id: e-%d\nevent: change\ndata: "
			"{\"seq\":%d,\"at\":7,\"day\":20261125,\"kind\":\"rated\"}\n\n",
			i, i);
	struct tiny_server *s =
		tiny_server_new(&(struct tiny_script){.feeds = {flood, SNAPSHOT("e", "3000")}}, 0);
	struct link *link = rig_open(tiny_server_port(s), NULL, "", 0);
	tiny_server_await_feeds(s, 2);
	struct link_message m;
	bool office = false, up = false;
	do {
		m = rig_next(link);
		office = office || m.kind == LINK_OFFICE;
		up = up || m.kind == LINK_UP;
		assert_true(m.kind != LINK_CHANGE && m.kind != LINK_DOWN);
		bool end = m.kind == LINK_SNAPSHOT && m.snapshot->seq == FLOOD;
		link_message_clear(&m);
		if (end)
			break;
	} while (true);
	assert_true(office && up);
	link_free(link);
	tiny_server_free(s);
}

static void stay_asleep(void *arg) {
	(void)arg;
}

/* Follows a feed whose server was at `known` before, until it flows. */
static void follow_from(const char *known, int port) {
	static const struct link_feed_times times = {2000, 2000, 10, 50};
	struct link_http http;
	struct link_message m;
	bool up = false;
	char url[64];
	snprintf(url, sizeof url, "http://127.0.0.1:%d", port);
	assert_true(link_http_init(&http, url, NULL, NULL, 1000));
	strcpy(http.address, known);
	struct link_mailbox *box = link_mailbox_new(stay_asleep, NULL);
	struct link_feed *feed = link_feed_new(&http, box, "", &times);
	int64_t until_ms = clock_mono_ms() + PATIENCE_MS;
	while (!up && clock_mono_ms() < until_ms) {
		link_feed_step(feed, clock_mono_ms());
		curl_multi_poll(http.multi, NULL, 0, 10, NULL);
		link_http_step(&http);
		while (link_mailbox_take(box, &m)) {
			up = up || m.kind == LINK_UP;
			link_message_clear(&m);
		}
	}
	assert_true(up);
	assert_string_equal(http.address, "127.0.0.1");
	link_feed_free(feed);
	link_mailbox_free(box);
	link_http_clear(&http);
}

/* The server has moved, and another program answers where it was. */
static void test_leaves_a_stranger(void **state) {
	(void)state;
	static const struct tiny_script strangers[] = {
		{.address = "127.0.0.2", .office = "<!doctype html>"},
		{.address = "127.0.0.2", .feed_status = 404}};
	for (int i = 0; i < 2; i++) {
		struct tiny_server *s =
			tiny_server_new(&(struct tiny_script){.feeds = {SNAPSHOT("e", "4")}}, 0);
		struct tiny_server *stranger = tiny_server_new(&strangers[i], tiny_server_port(s));
		follow_from("127.0.0.2", tiny_server_port(s));
		assert_int_equal(tiny_server_record(stranger).offices, 1);
		tiny_server_free(stranger);
		tiny_server_free(s);
	}
}

static void test_needs_a_usable_key(void **state) {
	(void)state;
	static const char *const bad[] = {"", " \n", "two words\n", "line\nline\n", "đ\n"};
	assert_null(rig_open(1, "/nowhere/key", "", 0));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char *key = write_key(bad[i]);
		assert_null(rig_open(1, key, "", 0));
		unlink(key);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_begins_with_office_then_hall),
		cmocka_unit_test(test_resumes_where_it_was),
		cmocka_unit_test(test_waits_do_not_lose_the_place),
		cmocka_unit_test(test_silence_is_down_and_ends),
		cmocka_unit_test(test_server_comes_later),
		cmocka_unit_test(test_refused_feed_is_down),
		cmocka_unit_test(test_setup_tells_all_anew),
		cmocka_unit_test(test_an_account_is_no_matter_of_a_screen),
		cmocka_unit_test(test_office_follows_the_day),
		cmocka_unit_test(test_repeated_change_is_passed_over),
		cmocka_unit_test(test_lost_place_begins_anew),
		cmocka_unit_test(test_full_mailbox_ends_in_a_snapshot),
		cmocka_unit_test(test_leaves_a_stranger),
		cmocka_unit_test(test_needs_a_usable_key),
	};
	return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
