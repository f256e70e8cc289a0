/*
 * The kiosk's state machine: whoever scans the slip of a visit that has ended is asked how it was,
 * once, and hears what became of the answer.
 * links: tests/unit/flow_ward.c tests/screens/kiosk_fixture.c kiosk/flow*.c kiosk/printer_status.c
 * links: kiosk/lease.c kiosk/lease_json.c common/board.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/slip_code.c common/mem.c embed_common
 */
#include "tests/unit/flow_ward.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void scan_served(void) {
	kiosk_scan(&k, KIOSK_TOKEN);
	kiosk_answer(&k, 409, "returned_served");
}

static void test_asked_and_thanked(void **state) {
	(void)state;
	scan_served();
	assert_int_equal(shown(), SCREEN_RATE);
	kiosk_tap(&k, "rate:4");
	assert_int_equal(k.last.kind, REQUEST_RATE);
	assert_string_equal(k.last.text, KIOSK_TOKEN);
	assert_int_equal(k.last.score, 4);
	uint32_t sent = k.last.serial;
	kiosk_tap(&k, "rate:1");
	assert_int_equal(k.last.serial, sent);
	assert_int_equal(k.flow->back.score, 4);
	kiosk_answer(&k, 200, "rated");
	assert_int_equal(k.flow->back.phase, RETURN_THANKED);
	assert_int_equal(shown(), SCREEN_RATE);
	kiosk_wait(&k, FLOW_THANKS_MS - 1);
	assert_int_equal(shown(), SCREEN_RATE);
	kiosk_wait(&k, 1);
	assert_int_equal(shown(), SCREEN_HOME);
}

/* Nobody answers: it goes away; any touch gives more time, who is slower has more. */
static void test_nobody_answers(void **state) {
	(void)state;
	scan_served();
	kiosk_wait(&k, FLOW_RATE_MS - 1);
	flow_touch(k.flow, k.now_ms);
	kiosk_wait(&k, FLOW_RATE_MS - 1);
	assert_int_equal(shown(), SCREEN_RATE);
	kiosk_wait(&k, 1);
	assert_int_equal(shown(), SCREEN_HOME);
	kiosk_tap(&k, "large");
	scan_served();
	kiosk_wait(&k, FLOW_DONE_SLOW_MS - 1);
	assert_int_equal(shown(), SCREEN_RATE);
	kiosk_wait(&k, 1);
	assert_int_equal(shown(), SCREEN_HOME);
	assert_false(k.flow->large);
}

/* The question can be read in the other language, and passed over with one touch. */
static void test_language_and_skip(void **state) {
	(void)state;
	scan_served();
	kiosk_tap(&k, "lang:en");
	assert_int_equal(k.flow->lang, LANG_EN);
	assert_int_equal(shown(), SCREEN_RATE);
	uint32_t before = k.last.serial;
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_HOME);
	assert_int_equal(k.last.serial, before);
	assert_int_equal(k.flow->lang, LANG_VI);
}

static void test_answered_elsewhere(void **state) {
	(void)state;
	kiosk_scan(&k, KIOSK_TOKEN);
	kiosk_answer(&k, 409, "rated_before");
	assert_int_equal(shown(), SCREEN_RETURN);
	assert_int_equal(k.flow->back.ticket.state, TICKET_SERVED);
	kiosk_tap(&k, "back");
	scan_served();
	kiosk_tap(&k, "rate:5");
	kiosk_answer(&k, 409, "rated_before");
	assert_int_equal(shown(), SCREEN_RETURN);
	kiosk_tap(&k, "back");
	scan_served();
	kiosk_tap(&k, "rate:5");
	kiosk_answer(&k, 404, "missing");
	assert_int_equal(shown(), SCREEN_RETURN);
	assert_int_equal(k.flow->back.status, 404);
}

/* What could not be sent may be tried again with the slip, at once. */
static void test_unsent(void **state) {
	(void)state;
	static const int statuses[] = {0, 503, 429};
	for (int i = 0; i < 3; i++) {
		scan_served();
		kiosk_tap(&k, "rate:2");
		kiosk_answer(&k, statuses[i], NULL);
		assert_int_equal(k.flow->back.phase, RETURN_UNSENT);
	}
	kiosk_wait(&k, FLOW_RETURN_MS);
	assert_int_equal(shown(), SCREEN_HOME);
}

/* The line breaks with the answer on it: that is told, and not only that the server is away. */
static void test_line_breaks(void **state) {
	(void)state;
	scan_served();
	kiosk_tap(&k, "rate:3");
	kiosk_away(&k);
	assert_int_equal(shown(), SCREEN_RATE);
	kiosk_answer(&k, 0, NULL);
	assert_int_equal(k.flow->back.phase, RETURN_UNSENT);
	assert_int_equal(shown(), SCREEN_RATE);
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_AWAY);
}

/* What somebody was doing there goes on behind it. */
static void test_over_a_search(void **state) {
	(void)state;
	kiosk_tap(&k, "lang:en search key:k");
	kiosk_answer(&k, 200, "search");
	scan_served();
	kiosk_tap(&k, "key:h rate:5");
	kiosk_answer(&k, 200, "rated");
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_SEARCH);
	assert_string_equal(k.flow->query, "k");
	assert_int_equal(k.flow->lang, LANG_EN);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ward, close_ward)
	const struct CMUnitTest tests[] = {TEST(test_asked_and_thanked), TEST(test_nobody_answers),
		TEST(test_language_and_skip), TEST(test_answered_elsewhere), TEST(test_unsent),
		TEST(test_line_breaks), TEST(test_over_a_search)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
