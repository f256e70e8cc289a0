/*
 * office: decide, apply, append, commit, publish, reply; kept answers; what time alone brings.
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
#include "common/clock.h"
#include "common/mem.h"
#include "tests/unit/office_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SECOND = 1000, HOUR = 3600 * SECOND };

static const struct queue_ticket *number(const struct office_rig *rig, const char *text) {
	return queue_number(office_queue(rig->office), text);
}

static void first_day(void **state) {
	struct office_rig *rig = *state;
	assert_int_equal(office_board(rig->office)->day, 0);
	office_tick(rig->office);
	assert_int_equal(rig->published_count, 0);
	assert_int_equal(office_board(rig->office)->day, 0);
	office_rig_settle(rig);
	assert_int_equal(rig->published_count, 1);
	assert_int_equal(rig->published[0].kind, CHANGE_DAY_OPENED);
	assert_int_equal(rig->published[0].day, RIG_DAY);
	assert_int_equal(rig->published[0].seq, 1);
	assert_string_equal(rig->published[0].by, "system");
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
	assert_int_equal(office_board(rig->office)->seq, 1);
	assert_int_equal(office_board(rig->office)->now_ms, office_rig_now_ms);
	office_rig_tick(rig);
	assert_int_equal(rig->published_count, 1);
}

static void nothing_is_shown_before_the_disk_has_it(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_issue(rig, "chung-thuc");
	assert_int_equal(queue_count(office_queue(rig->office)), 1);
	assert_int_equal(queue_count(office_shown(rig->office)), 0);
	assert_int_equal(office_board(rig->office)->seq, 1);
	assert_int_equal(rig->published_count, 1);
	assert_int_equal(rig->last.calls, 0);
	office_rig_settle(rig);
	assert_int_equal(rig->last.calls, 1);
	assert_int_equal(rig->last.result, STORE_OK);
	/* The reply comes after the publication. */
	assert_int_equal(rig->last.published, 2);
	assert_int_equal(queue_count(office_shown(rig->office)), 1);
	assert_int_equal(office_board(rig->office)->seq, 2);
	assert_string_equal(rig->published[1].number, "A001");
}

static void a_printed_number_waits(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	int64_t id = office_rig_issue(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_int_equal(office_board(rig->office)->services[0].waiting, 0);
	office_rig_printed(rig, id);
	assert_int_equal(office_board(rig->office)->services[0].waiting, 0);
	office_rig_settle(rig);
	assert_int_equal(office_board(rig->office)->services[0].waiting, 1);
}

static void published_in_the_order_of_decision(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	for (int i = 0; i < 20; i++)
		office_rig_take(rig, i % 2 ? "ho-tich" : "chung-thuc");
	office_rig_next(rig, 2);
	office_rig_start(rig, 2);
	office_rig_finish(rig, 2);
	office_rig_settle(rig);
	assert_int_equal(rig->published_count, 1 + 1 + 40 + 3);
	office_rig_assert_in_order(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_ISSUED), 20);
	assert_string_equal(office_rig_last(rig, CHANGE_CALLED)->number, "A001");
	assert_int_equal(office_rig_last(rig, CHANGE_CALLED)->counter, 2);
	assert_string_equal(rig->published[rig->published_count - 1].number, "A001");
	assert_int_equal(rig->published[rig->published_count - 1].kind, CHANGE_FINISHED);
}

static void several_changes_leave_together(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	struct change c = office_change(rig->office, "system");
	c.kind = CHANGE_SETUP;
	office_apply(rig->office, &c);
	assert_int_equal(c.seq, 2);
	office_apply(rig->office, &c);
	assert_int_equal(c.seq, 3);
	office_rig_settle(rig);
	assert_int_equal(rig->published_count, 3);
	office_rig_assert_in_order(rig);
}

static void nothing_to_commit_is_done_at_once(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_commit(rig->office, NULL, NULL, NULL);
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	/* Nothing is under way: settling again needs no disk, and would wait for it in vain. */
	office_rig_settle(rig);
	assert_int_equal(rig->published_count, 3);
}

static void an_answer_is_kept(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	assert_int_equal(office_rig_key(rig, 7, 1), KEY_FRESH);
	office_rig_issue_keyed(rig, "chung-thuc", 7, 1);
	/* Also while it is on its way to the disk. */
	assert_int_equal(office_rig_key(rig, 7, 1), KEY_KEPT);
	assert_int_equal(office_rig_key(rig, 7, 2), KEY_REUSED);
	assert_int_equal(office_rig_key(rig, 8, 1), KEY_FRESH);
	char *text = office_rig_answer(rig, 7);
	assert_string_equal(text, "A001");
	mem_free(text);
	assert_null(office_rig_answer(rig, 8));
	office_rig_restart(rig);
	assert_int_equal(office_rig_key(rig, 7, 1), KEY_KEPT);
	assert_int_equal(office_rig_key(rig, 7, 2), KEY_REUSED);
	text = office_rig_answer(rig, 7);
	assert_string_equal(text, "A001");
	mem_free(text);
}

static void answers_are_forgotten_after_a_day(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_issue_keyed(rig, "chung-thuc", 7, 1);
	office_rig_settle(rig);
	office_rig_now_ms += 23 * (int64_t)HOUR;
	office_rig_tick(rig);
	assert_int_equal(office_rig_key(rig, 7, 1), KEY_KEPT);
	office_rig_now_ms += 2 * HOUR;
	office_rig_tick(rig);
	assert_int_equal(office_rig_key(rig, 7, 1), KEY_FRESH);
	assert_null(office_rig_answer(rig, 7));
}

static void a_number_never_printed_is_void(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	int64_t first = office_rig_issue(rig, "chung-thuc");
	office_rig_take(rig, "chung-thuc");
	office_rig_now_ms += 30 * SECOND;
	int64_t later = office_rig_issue(rig, "ho-tich");
	office_rig_now_ms += 30 * SECOND;
	office_rig_tick(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_VOIDED), 0);
	office_rig_now_ms++;
	office_tick(rig->office);
	assert_int_equal(office_rig_count(rig, CHANGE_VOIDED), 0);
	office_rig_settle(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_VOIDED), 1);
	const struct change *c = office_rig_last(rig, CHANGE_VOIDED);
	assert_int_equal(c->ticket, first);
	assert_string_equal(c->how, "timeout");
	assert_string_equal(c->by, "system");
	assert_int_equal(queue_find(office_queue(rig->office), later)->state, TICKET_ISSUING);
	office_rig_take(rig, "chung-thuc");
	assert_non_null(number(rig, "A003"));
	office_rig_settle(rig);
}

static void opening_is_told_when_it_comes(void **state) {
	struct office_rig *rig = *state;
	office_rig_clock(RIG_DAY, 729);
	office_rig_restart(rig);
	office_rig_tick(rig);
	assert_false(office_board(rig->office)->open);
	int before = rig->waits_published;
	office_rig_clock(RIG_DAY, 730);
	office_rig_tick(rig);
	assert_true(office_board(rig->office)->open);
	assert_int_equal(rig->waits_published, before + 1);
	assert_true(rig->waits.open);
	office_look_ahead(rig->office);
	assert_int_equal(rig->waits_published, before + 1);
	office_rig_clock(RIG_DAY, 1115);
	office_rig_tick(rig);
	assert_true(rig->waits.open);
	assert_false(rig->waits.services[0].open);
	assert_true(rig->waits.services[0].opens_at_ms == clock_at(RIG_DAY, 13 * 60 + 15));
}

static void waits_are_told_when_they_change(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	office_rig_settle(rig);
	office_look_ahead(rig->office);
	struct wait before = office_board(rig->office)->services[0].wait;
	assert_true(before.known);
	int published = rig->waits_published;
	for (int i = 0; i < 12; i++)
		office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	office_look_ahead(rig->office);
	assert_int_equal(rig->waits_published, published + 1);
	assert_true(rig->waits.services[0].wait.high_s > before.high_s);
	assert_int_equal(rig->waits.services[0].waiting, 12);
}

static void a_day_that_does_not_fit_is_refused(void **state) {
	struct office_rig *rig = *state;
	struct change changes[] = {{.seq = 1, .day = RIG_DAY, .kind = CHANGE_DAY_OPENED},
		{.seq = 2,
			.day = RIG_DAY,
			.kind = CHANGE_CALLED,
			.ticket = 9,
			.counter = 2,
			.was = TICKET_WAITING,
			.state = TICKET_CALLED,
			.number = "A001"}};
	struct store_day day = {.seq = 2, .day = RIG_DAY, .change_count = 2, .changes = changes};
	assert_null(office_new(
		&(struct office_options){.store = rig->store, .setup = rig->setup, .day = &day}));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, office_rig_make, office_rig_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(first_day),
		TEST(nothing_is_shown_before_the_disk_has_it),
		TEST(a_printed_number_waits),
		TEST(published_in_the_order_of_decision),
		TEST(several_changes_leave_together),
		TEST(nothing_to_commit_is_done_at_once),
		TEST(an_answer_is_kept),
		TEST(answers_are_forgotten_after_a_day),
		TEST(a_number_never_printed_is_void),
		TEST(opening_is_told_when_it_comes),
		TEST(waits_are_told_when_they_change),
		TEST(a_day_that_does_not_fit_is_refused),
	};
	return cmocka_run_group_tests_name("office", tests, NULL, NULL);
}
