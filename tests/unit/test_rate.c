/*
 * rate: a counter's screen asks who was just served, and nothing lies over a call.
 *
 * links: display/rate.c common/board.c common/proto.c common/text.c common/slip_code.c common/mem.c
 */
#include "display/rate.h"

#include "common/board.h"
#include "common/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { COUNTER = 2, NOW_MS = 1000000 };

static struct snapshot hall;
static struct rate rate;
static int64_t now_ms, late_ms; /* what is told is so late */

static int begin(void **state) {
	(void)state;
	hall = (struct snapshot){.counter_count = 2};
	for (int i = 0; i < 2; i++) {
		hall.counters[i].id = i + 1;
		hall.counters[i].state = COUNTER_OPEN;
	}
	rate = (struct rate){.counter = COUNTER};
	now_ms = NOW_MS;
	late_ms = 0;
	return 0;
}

static void tell(enum change_kind kind, const char *number, int counter, enum ticket_state to) {
	int64_t at_ms = now_ms - late_ms;
	struct change c = {.at_ms = at_ms, .kind = kind, .counter = counter, .state = to};
	text_copy(c.number, sizeof c.number, number);
	board_apply(&hall, &c);
	rate_change(&rate, &hall, &c, now_ms);
}

static void call(const char *number, int counter) {
	tell(CHANGE_CALLED, number, counter, TICKET_CALLED);
}

static void serve(const char *number, int counter) {
	call(number, counter);
	tell(CHANGE_STARTED, number, counter, TICKET_SERVING);
	tell(CHANGE_FINISHED, number, counter, TICKET_SERVED);
}

static void pass(int64_t ms) {
	now_ms += ms;
	rate_due(&rate, now_ms);
}

static void test_asks_after_the_end(void **state) {
	(void)state;
	call("A001", COUNTER);
	assert_int_equal(rate.stage, RATE_NONE);
	tell(CHANGE_STARTED, "A001", COUNTER, TICKET_SERVING);
	assert_int_equal(rate.stage, RATE_NONE);
	tell(CHANGE_FINISHED, "A001", COUNTER, TICKET_SERVED);
	assert_int_equal(rate.stage, RATE_ASKED);
	assert_string_equal(rate.number, "A001");
	assert_true(rate_due(&rate, now_ms) == now_ms + RATE_ASK_MS);
	pass(RATE_ASK_MS - 1);
	assert_int_equal(rate.stage, RATE_ASKED);
	pass(1);
	assert_int_equal(rate.stage, RATE_NONE);
	assert_true(rate_due(&rate, now_ms) == INT64_MAX);
}

/* The link was away: whoever was served may have left. */
static void test_asks_no_longer_than_after_the_end(void **state) {
	(void)state;
	static const int64_t gone_ms[] = {RATE_ASK_MS, 90000, 600000};
	for (size_t i = 0; i < sizeof gone_ms / sizeof gone_ms[0]; i++) {
		late_ms = gone_ms[i];
		serve("A001", COUNTER);
		assert_int_equal(rate.stage, RATE_NONE);
	}
	late_ms = RATE_ASK_MS - 1000;
	serve("A002", COUNTER);
	assert_int_equal(rate.stage, RATE_ASKED);
	assert_true(rate_due(&rate, now_ms) == now_ms + 1000);
	pass(1000);
	assert_int_equal(rate.stage, RATE_NONE);
}

static void test_asks_for_no_other_end(void **state) {
	(void)state;
	static const enum change_kind kinds[] = {
		CHANGE_HELD, CHANGE_ABSENT, CHANGE_TRANSFERRED, CHANGE_RELEASED, CHANGE_EXPIRED};
	serve("A001", 1);
	assert_int_equal(rate.stage, RATE_NONE);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		call("A002", COUNTER);
		tell(kinds[i], "A002", COUNTER, TICKET_WAITING);
		assert_int_equal(rate.stage, RATE_NONE);
	}
	rate.counter = 0;
	serve("A003", COUNTER);
	assert_int_equal(rate.stage, RATE_NONE);
}

/* In every stage. */
static void test_a_call_wins(void **state) {
	(void)state;
	for (enum rate_stage stage = RATE_ASKED; stage <= RATE_LOST; stage++) {
		serve("A001", COUNTER);
		rate.stage = stage;
		tell(CHANGE_CALLED, "B001", 1, TICKET_CALLED);
		assert_int_equal(rate.stage, stage);
		call("A002", COUNTER);
		assert_int_equal(rate.stage, RATE_NONE);
		rate_answered(&rate, rate.request, 200, now_ms);
		assert_int_equal(rate.stage, RATE_NONE);
		tell(CHANGE_UNDONE, "A002", COUNTER, TICKET_WAITING);
		assert_int_equal(rate.stage, RATE_NONE);
	}
	serve("A001", COUNTER);
	rate_snapshot(&rate, &hall);
	assert_int_equal(rate.stage, RATE_ASKED);
	text_copy(hall.counters[1].number, NUMBER_SIZE, "A003");
	rate_snapshot(&rate, &hall);
	assert_int_equal(rate.stage, RATE_NONE);
}

static void test_a_visit_that_goes_on_is_not_rated(void **state) {
	(void)state;
	serve("A001", COUNTER);
	tell(CHANGE_REOPENED, "A002", 0, TICKET_WAITING);
	assert_int_equal(rate.stage, RATE_ASKED);
	tell(CHANGE_REOPENED, "A001", 0, TICKET_WAITING);
	assert_int_equal(rate.stage, RATE_NONE);
	serve("A001", COUNTER);
	tell(CHANGE_DAY_OPENED, "", 0, TICKET_NONE);
	assert_int_equal(rate.stage, RATE_NONE);
}

static void test_each_button_is_its_score(void **state) {
	(void)state;
	static const char *const none[] = {"", "rate:", "rate:0", "rate:6", "rate:55", "number"};
	char id[16];
	for (int score = 1; score <= RATE_BEST; score++) {
		serve("A001", COUNTER);
		for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
			assert_int_equal(rate_tap(&rate, none[i], now_ms), 0);
		}
		rate_id(score, id);
		assert_int_equal(rate_tap(&rate, id, now_ms), score);
		assert_int_equal(rate_tap(&rate, id, now_ms), 0);
		assert_int_equal(rate.stage, RATE_SENDING);
		assert_int_equal(rate.score, score);
	}
}

static void sent(uint64_t request) {
	serve("A001", COUNTER);
	assert_int_equal(rate_tap(&rate, "rate:4", now_ms), 4);
	rate_sent(&rate, request);
}

static void test_thanks(void **state) {
	(void)state;
	sent(7);
	rate_answered(&rate, 6, 200, now_ms);
	assert_int_equal(rate.stage, RATE_SENDING);
	rate_answered(&rate, 7, 200, now_ms);
	assert_int_equal(rate.stage, RATE_THANKED);
	pass(RATE_THANK_MS - 1);
	assert_int_equal(rate.stage, RATE_THANKED);
	pass(1);
	assert_int_equal(rate.stage, RATE_NONE);
}

static void test_no_thanks_for_what_is_not_kept(void **state) {
	(void)state;
	sent(7);
	rate_answered(&rate, 7, 409, now_ms);
	assert_int_equal(rate.stage, RATE_NONE);
	assert_true(rate_due(&rate, now_ms) == INT64_MAX);
}

static void test_says_that_it_takes_long(void **state) {
	(void)state;
	sent(7);
	assert_false(rate_slow(&rate, now_ms));
	assert_true(rate_due(&rate, now_ms) == now_ms + RATE_WORD_MS);
	pass(RATE_WORD_MS);
	assert_true(rate_slow(&rate, now_ms));
	rate_answered(&rate, 7, 200, now_ms);
	assert_int_equal(rate.stage, RATE_THANKED);
	sent(8);
	pass(RATE_SEND_MS);
	assert_int_equal(rate.stage, RATE_NONE);
	rate_answered(&rate, 8, 200, now_ms);
	assert_int_equal(rate.stage, RATE_NONE);
}

static void test_sorry(void **state) {
	(void)state;
	static const int refused[] = {0, 401, 403, 404, 422, 503};
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		sent(7);
		rate_answered(&rate, 7, refused[i], now_ms);
		assert_int_equal(rate.stage, RATE_LOST);
		pass(RATE_SORRY_MS);
		assert_int_equal(rate.stage, RATE_NONE);
	}
}

/* Pressed at the last moment, and sent again for as long as it may be, the server still takes it.
 */
static void test_is_not_sent_too_late(void **state) {
	(void)state;
	assert_true(RATE_ASK_MS + RATE_PATIENCE_MS < 120000);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, begin)
	const struct CMUnitTest tests[] = {
		TEST(test_asks_after_the_end),
		TEST(test_asks_no_longer_than_after_the_end),
		TEST(test_asks_for_no_other_end),
		TEST(test_a_call_wins),
		TEST(test_a_visit_that_goes_on_is_not_rated),
		TEST(test_each_button_is_its_score),
		TEST(test_thanks),
		TEST(test_no_thanks_for_what_is_not_kept),
		TEST(test_says_that_it_takes_long),
		TEST(test_sorry),
		TEST(test_is_not_sent_too_late),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
