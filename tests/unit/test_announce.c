/*
 * Announce: one call after another on the panel, ten seconds each and until it has been heard,
 * once.
 * links: display/announce.c common/board.c common/proto.c tests/unit/announce_hall.c
 */
#include "common/board.h"
#include "tests/unit/announce_hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_nobody_called(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	assert_false(h.a.any);
	assert_false(hall_hear(&h.a, h.now_ms));
	assert_true(announce_due(&h.a, h.now_ms) == INT64_MAX);
}

static void test_a_call_is_lit_and_heard_once(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 2);
	assert_string_equal(h.a.shown.number, "A001");
	assert_int_equal(h.a.shown.counter, 2);
	assert_true(hall_hear(&h.a, h.now_ms));
	assert_false(hall_hear(&h.a, h.now_ms));
	assert_true(announce_lit(&h.a, h.now_ms));
	assert_int_equal(announce_due(&h.a, h.now_ms), h.now_ms + ANNOUNCE_BLINK_MS);
	hall_later(&h, ANNOUNCE_BLINK_MS);
	assert_false(announce_lit(&h.a, h.now_ms));
	hall_later(&h, ANNOUNCE_KEEP_MS - ANNOUNCE_BLINK_MS);
	assert_true(announce_lit(&h.a, h.now_ms));
	assert_true(announce_due(&h.a, h.now_ms) == INT64_MAX);
	assert_false(hall_hear(&h.a, h.now_ms));
}

static void test_two_quick_calls_keep_ten_seconds_each(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 2);
	hall_hear(&h.a, h.now_ms);
	hall_later(&h, 500);
	hall_call(&h, "B001", 3);
	assert_true(announce_is_pending(&h.a, "B001", 3));
	assert_false(hall_hear(&h.a, h.now_ms));
	hall_later(&h, ANNOUNCE_KEEP_MS - 501);
	assert_string_equal(h.a.shown.number, "A001");
	hall_later(&h, 1);
	assert_string_equal(h.a.shown.number, "B001");
	assert_true(hall_hear(&h.a, h.now_ms));
	hall_later(&h, ANNOUNCE_KEEP_MS);
	assert_string_equal(h.a.shown.number, "B001");
}

static void test_recall_lights_and_is_heard_again(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 2);
	hall_hear(&h.a, h.now_ms);
	hall_later(&h, 9000);
	hall_change(&h, CHANGE_RECALLED, "A001", 2, TICKET_CALLED);
	assert_true(hall_hear(&h.a, h.now_ms));
	assert_int_equal(h.a.since_ms, h.now_ms);
	hall_later(&h, 30000);
	hall_change(&h, CHANGE_RECALLED, "A001", 2, TICKET_CALLED);
	assert_true(hall_hear(&h.a, h.now_ms));
	assert_int_equal(h.a.since_ms, h.now_ms);
}

static void test_whoever_came_before_his_turn_is_left_out(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	hall_call(&h, "B001", 2);
	hall_call(&h, "C001", 3);
	hall_change(&h, CHANGE_STARTED, "B001", 2, TICKET_SERVING);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	assert_string_equal(h.a.shown.number, "C001");
}

static void test_an_undone_call_leaves_the_panel(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	hall_call(&h, "B001", 2);
	hall_change(&h, CHANGE_UNDONE, "B001", 2, TICKET_WAITING);
	assert_string_equal(h.a.shown.number, "A001");
	assert_false(announce_lit(&h.a, h.now_ms));
}

/* Released, of another class, on hold, transferred, absent: not awaited any more. */
static void test_whoever_moves_on_before_his_turn_is_left_out(void **state) {
	(void)state;
	static const struct {
		enum change_kind kind;
		enum ticket_state state;
	} moves[] = {
		{CHANGE_RELEASED, TICKET_WAITING},
		{CHANGE_RECLASSIFIED, TICKET_WAITING},
		{CHANGE_UNDONE, TICKET_WAITING},
		{CHANGE_TRANSFERRED, TICKET_WAITING},
		{CHANGE_HELD, TICKET_HELD},
		{CHANGE_ABSENT, TICKET_ABSENT},
		{CHANGE_EXPIRED, TICKET_EXPIRED},
	};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		struct hall h = hall_open(0);
		hall_call(&h, "A001", 1);
		hall_hear(&h.a, h.now_ms);
		hall_call(&h, "B001", 2);
		hall_change(&h, moves[i].kind, "B001", 2, moves[i].state);
		hall_later(&h, ANNOUNCE_KEEP_MS);
		assert_string_equal(h.a.shown.number, "A001");
		assert_false(hall_hear(&h.a, h.now_ms));
	}
}

/* A number on the panel stays there when its visit goes on; only a call that never was leaves. */
static void test_moves_leave_the_panel_alone(void **state) {
	(void)state;
	static const enum change_kind kinds[] = {CHANGE_RELEASED, CHANGE_RECLASSIFIED,
		CHANGE_TRANSFERRED, CHANGE_HELD, CHANGE_RESUMED};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct hall h = hall_open(0);
		hall_call(&h, "A001", 1);
		hall_hear(&h.a, h.now_ms);
		bool resumed = kinds[i] == CHANGE_RESUMED;
		hall_change(&h, kinds[i], "A001", 1, resumed ? TICKET_SERVING : TICKET_WAITING);
		assert_string_equal(h.a.shown.number, "A001");
		assert_false(hall_hear(&h.a, h.now_ms));
	}
}

/* A start, an absence or a transfer taken back brings a number back to its counter: no call. */
static void test_back_at_the_counter_is_no_call(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	hall_hear(&h.a, h.now_ms);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	hall_call(&h, "B001", 2);
	hall_hear(&h.a, h.now_ms);
	hall_change(&h, CHANGE_ABSENT, "A001", 1, TICKET_ABSENT);
	hall_change(&h, CHANGE_UNDONE, "A001", 1, TICKET_CALLED);
	assert_string_equal(h.a.shown.number, "B001");
	assert_int_equal(h.a.pending_count, 0);
	assert_false(hall_hear(&h.a, h.now_ms));
	announce_snapshot(&h.a, &h.s, h.now_ms);
	assert_false(hall_hear(&h.a, h.now_ms));
}

/* The panel says from where somebody was transferred, after a recall too. */
static void test_where_from(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	struct change c = {.seq = 1,
		.at_ms = h.now_ms,
		.kind = CHANGE_CALLED,
		.number = "A001",
		.counter = 2,
		.was = TICKET_WAITING,
		.state = TICKET_CALLED,
		.reason = REASON_TRANSFERRED,
		.from_counter = 5};
	board_apply(&h.s, &c);
	announce_change(&h.a, &h.s, &c, h.now_ms);
	assert_int_equal(h.a.shown.from_counter, 5);
	h.now_ms += 9000;
	c.kind = CHANGE_RECALLED;
	c.was = TICKET_CALLED;
	c.reason = REASON_NONE;
	c.from_counter = 0;
	announce_change(&h.a, &h.s, &c, h.now_ms);
	assert_int_equal(h.a.shown.reason, REASON_TRANSFERRED);
	assert_int_equal(h.a.shown.from_counter, 5);
}

static void test_old_calls_are_shown_quietly(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	struct announce restarted = {0};
	announce_snapshot(&restarted, &h.s, h.now_ms + ANNOUNCE_OLD_MS + 1);
	assert_string_equal(restarted.shown.number, "A001");
	assert_false(hall_hear(&restarted, h.now_ms));
	assert_false(announce_lit(&restarted, h.now_ms + ANNOUNCE_OLD_MS + 1));
}

static void test_young_calls_are_announced_after_a_start_but_not_twice(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	struct announce restarted = {0};
	announce_snapshot(&restarted, &h.s, h.now_ms + ANNOUNCE_OLD_MS);
	assert_true(hall_hear(&restarted, h.now_ms));
	announce_snapshot(&restarted, &h.s, h.now_ms + ANNOUNCE_OLD_MS);
	assert_false(hall_hear(&restarted, h.now_ms));
	assert_int_equal(restarted.pending_count, 0);
	assert_true(announce_lit(&restarted, h.now_ms + ANNOUNCE_OLD_MS));
}

static void test_calls_missed_while_cut_off(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	struct announce before = h.a;
	hall_hear(&before, h.now_ms);
	hall_later(&h, 100000);
	hall_call(&h, "B001", 2);
	hall_later(&h, 70000);
	hall_call(&h, "C001", 3);
	hall_later(&h, 5000);
	announce_snapshot(&before, &h.s, h.now_ms);
	assert_string_equal(before.shown.number, "C001");
	assert_true(hall_hear(&before, h.now_ms));
	assert_int_equal(before.pending_count, 0);
}

static void test_one_counter_hears_of_its_own_calls(void **state) {
	(void)state;
	struct hall h = hall_open(2);
	hall_call(&h, "A001", 1);
	assert_false(h.a.any);
	hall_call(&h, "B001", 2);
	assert_string_equal(h.a.shown.number, "B001");
}

static void test_a_new_day_is_empty(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	hall_change(&h, CHANGE_DAY_OPENED, "", 0, TICKET_NONE);
	assert_false(h.a.any);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nobody_called),
		cmocka_unit_test(test_a_call_is_lit_and_heard_once),
		cmocka_unit_test(test_two_quick_calls_keep_ten_seconds_each),
		cmocka_unit_test(test_recall_lights_and_is_heard_again),
		cmocka_unit_test(test_whoever_came_before_his_turn_is_left_out),
		cmocka_unit_test(test_an_undone_call_leaves_the_panel),
		cmocka_unit_test(test_whoever_moves_on_before_his_turn_is_left_out),
		cmocka_unit_test(test_moves_leave_the_panel_alone),
		cmocka_unit_test(test_back_at_the_counter_is_no_call),
		cmocka_unit_test(test_where_from),
		cmocka_unit_test(test_old_calls_are_shown_quietly),
		cmocka_unit_test(test_young_calls_are_announced_after_a_start_but_not_twice),
		cmocka_unit_test(test_calls_missed_while_cut_off),
		cmocka_unit_test(test_one_counter_hears_of_its_own_calls),
		cmocka_unit_test(test_a_new_day_is_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
