/*
 * office: its day while the machine's clock is wrong or jumps.
 *
 * links: tests/unit/office_rig.c tests/unit/office_file.c tests/unit/store_sample.c
 * server/office*.c server/visit*.c server/bytes.c server/shelf.c server/outlook.c
 * server/outlook_view.c server/outlook_json.c server/booked.c server/calendar.c server/keys.c
 * server/queue.c server/queue_apply.c server/queue_lease.c server/queue_help.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup*.c server/estimate.c server/forecast.c server/line.c
 * server/phantom.c server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c
 * server/popular.c server/store*.c common/device.c server/worker.c common/board.c common/clock.c
 * common/embed.c common/log.c common/slip_code.c common/mem.c common/proto.c common/text.c
 * common/day.c common/plain_file.c embed_server server/timekeeper.c
 */
#include "tests/unit/office_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { SECOND = 1000, HOUR = 3600 * SECOND, DAY = 24 * HOUR };

/* A day that has gone on for an hour and more. */
static struct office_rig *running(void **state) {
	struct office_rig *rig = *state;
	office_rig_clock(RIG_DAY, 900);
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	office_rig_take(rig, "chung-thuc");
	office_rig_clock(RIG_DAY, 1000);
	office_rig_tick(rig);
	assert_int_equal(office_clock_off_s(rig->office), 0);
	return rig;
}

static void take(struct office_rig *rig, const char *number) {
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_string_equal(office_rig_last(rig, CHANGE_ISSUED)->number, number);
	assert_int_equal(office_rig_last(rig, CHANGE_ISSUED)->day, office_board(rig->office)->day);
}

static void assert_time(struct office_rig *rig, int64_t ms) {
	assert_true(office_now(rig->office) == ms);
	assert_true(office_board(rig->office)->now_ms == ms);
}

static void a_clock_set_back_moves_nothing_back(void **state) {
	struct office_rig *rig = running(state);
	take(rig, "A002");
	office_rig_off_ms = -HOUR;
	office_rig_tick(rig);
	assert_time(rig, office_rig_now_ms);
	assert_int_equal(office_clock_off_s(rig->office), -3600);
	take(rig, "A003");
	office_rig_off_ms = -11 * HOUR; /* yesterday */
	office_rig_go_on(rig, 100);
	assert_time(rig, office_rig_now_ms);
	assert_int_equal(office_clock_off_s(rig->office), -11 * 3600);
	take(rig, "A004");
	office_rig_assert_in_order(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_OPENED), 1);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
}

static void a_start_with_a_clock_behind(void **state) {
	struct office_rig *rig = running(state);
	take(rig, "A002");
	int64_t last_ms = office_rig_now_ms;
	office_rig_off_ms = -11 * HOUR;
	office_rig_restart(rig);
	assert_time(rig, last_ms);
	office_rig_tick(rig);
	assert_int_equal(rig->published_count, 0);
	assert_int_equal(office_clock_off_s(rig->office), -11 * 3600);
	office_rig_go_on(rig, 30);
	assert_time(rig, last_ms + 30 * SECOND);
	take(rig, "A003");
	office_rig_off_ms = 5 * HOUR;
	office_rig_tick(rig);
	assert_time(rig, last_ms + 30 * SECOND + 5 * HOUR);
	assert_int_equal(office_clock_off_s(rig->office), 0);
	take(rig, "A004");
	office_rig_assert_in_order(rig);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
}

/* What must happen after some time happens, though the clock was set back for the time. */
static void time_goes_on_over_a_jump_back(void **state) {
	struct office_rig *rig = running(state);
	int64_t id = office_rig_issue(rig, "ho-tich");
	office_rig_next(rig, 2);
	office_rig_off_ms = -2 * HOUR;
	office_rig_go_on(rig, 7);
	assert_int_equal(queue_recall_s(office_queue(rig->office), 2, office_now(rig->office)), 1);
	office_rig_go_on(rig, 1);
	assert_int_equal(queue_recall_s(office_queue(rig->office), 2, office_now(rig->office)), 0);
	office_rig_start(rig, 2);
	office_rig_finish(rig, 2);
	office_rig_go_on(rig, 52);
	assert_int_equal(office_rig_count(rig, CHANGE_VOIDED), 0);
	office_rig_go_on(rig, 1);
	assert_int_equal(office_rig_count(rig, CHANGE_VOIDED), 1);
	assert_int_equal(office_rig_last(rig, CHANGE_VOIDED)->ticket, id);
	int64_t begun_ms = office_rig_last(rig, CHANGE_STARTED)->at_ms;
	assert_int_equal(office_rig_last(rig, CHANGE_VOIDED)->at_ms - begun_ms, 53 * SECOND);
	office_rig_clock(RIG_DAY, 2400);
	office_rig_tick(rig);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY + 1);
	take(rig, "A001");
	office_rig_assert_in_order(rig);
}

static bool can_undo(const struct office_rig *rig) {
	int64_t now_ms = office_now(rig->office);
	return queue_undo(office_queue(rig->office), 2, "clerk:an", now_ms) != NULL;
}

static void what_can_be_undone_ends_over_a_jump_back(void **state) {
	struct office_rig *rig = running(state);
	office_rig_next(rig, 2);
	office_rig_off_ms = -2 * HOUR;
	office_rig_go_on(rig, 29);
	assert_true(can_undo(rig));
	office_rig_go_on(rig, 2);
	assert_false(can_undo(rig));
}

static void a_jump_to_tomorrow_and_back(void **state) {
	struct office_rig *rig = running(state);
	office_rig_off_ms = DAY;
	office_rig_go_on(rig, 30);
	assert_int_equal(office_clock_off_s(rig->office), 86400);
	take(rig, "A002");
	office_rig_off_ms = 0;
	office_rig_go_on(rig, 600);
	assert_int_equal(office_clock_off_s(rig->office), 0);
	take(rig, "A003");
	assert_time(rig, office_rig_now_ms);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_OPENED), 1);
	assert_int_equal(office_rig_count(rig, CHANGE_CLOCK_SET), 0);
	office_rig_assert_in_order(rig);
}

static void a_clock_set_forward_is_believed(void **state) {
	struct office_rig *rig = running(state);
	office_rig_off_ms = DAY;
	office_rig_go_on(rig, 60);
	assert_int_equal(office_rig_count(rig, CHANGE_CLOCK_SET), 0);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
	office_rig_go_on(rig, 1);
	assert_int_equal(office_rig_count(rig, CHANGE_CLOCK_SET), 1);
	const struct change *c = office_rig_last(rig, CHANGE_CLOCK_SET);
	assert_string_equal(c->how, "86400");
	assert_string_equal(c->by, "system");
	assert_int_equal(c->day, RIG_DAY);
	assert_true(c->at_ms == office_rig_now_ms + DAY);
	assert_int_equal(office_rig_last(rig, CHANGE_DAY_CLOSED)->seq, c->seq + 2);
	assert_int_equal(office_clock_off_s(rig->office), 0);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY + 1);
	assert_time(rig, office_rig_now_ms + DAY);
	take(rig, "A001");
	office_rig_restart(rig);
	office_rig_off_ms = 0;
	office_rig_go_on(rig, 600);
	assert_int_equal(office_clock_off_s(rig->office), -86400);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY + 1);
	take(rig, "A002");
}

/* A small computer without a battery for its clock begins with any time. */
static void the_network_says_the_time_after_the_start(void **state) {
	struct office_rig *rig = running(state);
	take(rig, "A002");
	office_rig_off_ms = -300 * (int64_t)DAY;
	office_rig_restart(rig);
	office_rig_go_on(rig, 20);
	assert_int_equal(office_rig_count(rig, CHANGE_CLOCK_SET), 0);
	office_rig_off_ms = 2 * HOUR;
	office_rig_go_on(rig, 1);
	assert_string_equal(office_rig_last(rig, CHANGE_CLOCK_SET)->how, "7200");
	assert_time(rig, office_rig_now_ms + 2 * HOUR);
	take(rig, "A003");
	office_rig_restart(rig);
	assert_time(rig, office_rig_now_ms + 2 * HOUR);
	take(rig, "A004");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, office_rig_make, office_rig_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_clock_set_back_moves_nothing_back),
		TEST(a_start_with_a_clock_behind),
		TEST(time_goes_on_over_a_jump_back),
		TEST(what_can_be_undone_ends_over_a_jump_back),
		TEST(a_jump_to_tomorrow_and_back),
		TEST(a_clock_set_forward_is_believed),
		TEST(the_network_says_the_time_after_the_start),
	};
	return cmocka_run_group_tests_name("office_clock", tests, NULL, NULL);
}
