/*
 * office, the slips of a day: how many were due and how many of those were ready in the end, kept
 * in few changes and never lost but for the last minutes.
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
#include <stdint.h>

#include <cmocka.h>

enum { NEXT_DAY = 20261126, MINUTE_MS = 60000 };

static void count(struct office_rig *rig, int day, int due, int ready) {
	office_count_slips(rig->office, day, due, ready);
	office_rig_settle(rig);
}

static void assert_kept(const struct office_rig *rig, int times, int day, int due, int ready) {
	const struct change *c = office_rig_last(rig, CHANGE_SLIPS_COUNTED);
	assert_int_equal(office_rig_count(rig, CHANGE_SLIPS_COUNTED), times);
	assert_non_null(c);
	assert_int_equal(c->day, day);
	assert_int_equal(c->first, due);
	assert_int_equal(c->last, ready);
	assert_string_equal(c->by, "system");
}

static void kept_when_they_are_others(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	count(rig, RIG_DAY, 0, 0);
	assert_kept(rig, 1, RIG_DAY, 0, 0);
	count(rig, RIG_DAY, 12, 3);
	assert_int_equal(office_rig_count(rig, CHANGE_SLIPS_COUNTED), 1);
	office_rig_now_ms += 10 * MINUTE_MS;
	count(rig, RIG_DAY, 12, 4);
	assert_kept(rig, 2, RIG_DAY, 12, 4);
	office_rig_now_ms += 10 * MINUTE_MS;
	count(rig, RIG_DAY, 12, 4);
	assert_int_equal(office_rig_count(rig, CHANGE_SLIPS_COUNTED), 2);
	office_rig_restart(rig);
	count(rig, RIG_DAY, 12, 4);
	assert_int_equal(office_rig_count(rig, CHANGE_SLIPS_COUNTED), 0);
}

static void the_last_word_of_a_day_is_kept(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	count(rig, RIG_DAY, 12, 3);
	count(rig, RIG_DAY, 12, 11);
	office_rig_clock(NEXT_DAY, 0);
	office_rig_tick(rig);
	assert_kept(rig, 2, RIG_DAY, 12, 11);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_CLOSED), 1);
	count(rig, RIG_DAY, 12, 12); /* too late: that day is over */
	assert_int_equal(office_rig_count(rig, CHANGE_SLIPS_COUNTED), 2);
	count(rig, NEXT_DAY, 5, 0);
	assert_kept(rig, 3, NEXT_DAY, 5, 0);
}

/* The machine is switched off before the day is over. */
static void a_stop_keeps_them(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	count(rig, RIG_DAY, 12, 3);
	count(rig, RIG_DAY, 12, 10);
	office_stop(rig->office);
	assert_kept(rig, 2, RIG_DAY, 12, 10);
	office_rig_restart(rig);
	office_rig_clock(NEXT_DAY, 700);
	office_rig_tick(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_SLIPS_COUNTED), 0);
	office_rig_check(rig);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			kept_when_they_are_others, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(
			the_last_word_of_a_day_is_kept, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(a_stop_keeps_them, office_rig_make, office_rig_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
