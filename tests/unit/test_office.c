/*
 * office: decide, apply, append, commit, publish, reply; days, restarts and kept answers.
 *
 * links: tests/unit/office_rig.c tests/unit/office_file.c tests/unit/store_sample.c server/office.c
 * server/office_publish.c server/office_time.c server/outlook.c server/calendar.c server/keys.c
 * server/queue.c server/queue_decide.c server/queue_order.c server/heap.c server/lookup.c
 * server/setup.c server/setup_hall_json.c server/setup_json.c server/setup_read.c
 * server/estimate.c server/forecast.c server/line.c server/phantom.c server/presence.c
 * server/duration.c server/stay.c server/strata.c server/learn.c server/store.c
 * server/store_accounts.c server/store_answer.c server/store_chain.c server/store_change.c
 * server/store_check.c server/store_day.c server/store_db.c server/store_row.c
 * server/store_schema.c server/store_session.c server/store_setup.c server/store_thread.c
 * server/worker.c common/board.c common/clock.c common/embed.c common/log.c common/mem.c
 * common/proto.c common/text.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/office_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SECOND = 1000, HOUR = 3600 * SECOND };

/* Each change follows the one before, in number and in time. */
static void assert_in_order(const struct office_rig *rig) {
	for (size_t i = 1; i < rig->published_count; i++) {
		assert_int_equal(rig->published[i].seq, rig->published[i - 1].seq + 1);
		assert_true(rig->published[i].at_ms >= rig->published[i - 1].at_ms);
		assert_true(rig->published[i].day >= rig->published[i - 1].day);
	}
}

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
	assert_in_order(rig);
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
	assert_in_order(rig);
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

/* A morning with something of everything. */
static void morning(struct office_rig *rig) {
	office_rig_tick(rig);
	for (int counter = 1; counter <= 4; counter++)
		office_rig_open(rig, counter);
	for (int i = 0; i < 6; i++) {
		office_rig_take(rig, "chung-thuc");
		office_rig_take(rig, "ho-tich");
		office_rig_now_ms += 30 * SECOND;
	}
	office_rig_issue(rig, "cu-tru");
	office_rig_next(rig, 2);
	office_rig_start(rig, 2);
	office_rig_finish(rig, 2);
	office_rig_next(rig, 2);
	office_rig_absent(rig, 2);
	office_rig_next(rig, 2);
	office_rig_next(rig, 3);
	office_rig_start(rig, 3);
	office_rig_settle(rig);
	office_look_ahead(rig->office);
}

/* A day's tickets and counters as plain values. */
struct day {
	size_t count;
	struct queue_ticket tickets[32];
	struct queue_counter counters[6];
};

static struct day day_of(const struct queue *q) {
	struct day day = {.count = queue_count(q)};
	assert_in_range(day.count, 1, 32);
	for (size_t i = 0; i < day.count; i++)
		day.tickets[i] = *queue_at(q, i);
	for (int i = 0; i < 6; i++)
		day.counters[i] = *queue_counter(q, i + 1);
	return day;
}

static void assert_same_day(const struct queue *q, const struct day *day) {
	assert_int_equal(queue_count(q), day->count);
	for (size_t i = 0; i < day->count; i++)
		assert_memory_equal(queue_at(q, i), &day->tickets[i], sizeof day->tickets[i]);
	for (int i = 0; i < 6; i++)
		assert_memory_equal(
			queue_counter(q, i + 1), &day->counters[i], sizeof day->counters[i]);
}

static void a_restart_replays_the_day(void **state) {
	struct office_rig *rig = *state;
	morning(rig);
	struct snapshot board = *office_board(rig->office);
	struct day day = day_of(office_queue(rig->office));
	assert_string_equal(board.absent[0], "A002");
	assert_int_equal(board.counters[1].ticket, TICKET_CALLED);
	assert_same_day(office_shown(rig->office), &day);
	office_rig_restart(rig);
	assert_int_equal(rig->published_count, 0);
	assert_same_day(office_queue(rig->office), &day);
	assert_same_day(office_shown(rig->office), &day);
	office_look_ahead(rig->office);
	assert_memory_equal(office_board(rig->office), &board, sizeof board);
	assert_string_equal(queue_counter_ticket(office_queue(rig->office), 2)->number, "A003");
	assert_int_equal(queue_waiting(office_queue(rig->office), 0), 3);
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_int_equal(rig->published[0].seq, board.seq + 1);
	assert_string_equal(rig->published[0].number, "A007");
}

static void the_day_turns_at_midnight(void **state) {
	struct office_rig *rig = *state;
	morning(rig);
	int open = 0;
	for (size_t i = 0; i < queue_count(office_queue(rig->office)); i++)
		open += proto_ticket_open(queue_at(office_queue(rig->office), i)->state);
	office_rig_clock(RIG_DAY, 2400);
	office_rig_now_ms--;
	office_rig_tick(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_CLOSED), 0);
	/* One that nobody had time to void. */
	office_rig_issue(rig, "cu-tru");
	office_rig_settle(rig);
	office_rig_now_ms++;
	office_tick(rig->office);
	assert_int_equal(queue_count(office_queue(rig->office)), 0);
	assert_true(queue_count(office_shown(rig->office)) > 0);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
	office_rig_settle(rig);
	/* The number of the morning that was never printed was void by then. */
	assert_int_equal(office_rig_count(rig, CHANGE_EXPIRED), open - 1 + 1);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_CLOSED), 1);
	assert_int_equal(office_rig_last(rig, CHANGE_EXPIRED)->day, RIG_DAY);
	assert_int_equal(office_rig_last(rig, CHANGE_DAY_CLOSED)->day, RIG_DAY);
	assert_int_equal(office_rig_last(rig, CHANGE_DAY_OPENED)->day, RIG_DAY + 1);
	assert_in_order(rig);
	assert_int_equal(queue_count(office_shown(rig->office)), 0);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY + 1);
	assert_int_equal(office_board(rig->office)->counters[1].state, COUNTER_CLOSED);
	office_rig_take(rig, "chung-thuc");
	assert_non_null(number(rig, "A001"));
	office_rig_settle(rig);
}

static void days_without_a_server_are_no_days(void **state) {
	struct office_rig *rig = *state;
	morning(rig);
	office_rig_clock(20261130, 730);
	office_rig_restart(rig);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
	office_rig_tick(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_OPENED), 1);
	assert_int_equal(office_board(rig->office)->day, 20261130);
	assert_int_equal(queue_count(office_queue(rig->office)), 0);
	office_rig_restart(rig);
	assert_int_equal(office_board(rig->office)->day, 20261130);
	office_rig_tick(rig);
	assert_int_equal(rig->published_count, 0);
}

static void a_clock_set_back_moves_nothing_back(void **state) {
	struct office_rig *rig = *state;
	office_rig_clock(RIG_DAY, 1000);
	office_rig_tick(rig);
	office_rig_take(rig, "chung-thuc");
	office_rig_clock(RIG_DAY, 900);
	assert_int_equal(office_now(rig->office), office_rig_now_ms + HOUR);
	office_rig_take(rig, "chung-thuc");
	office_rig_clock(RIG_DAY - 1, 2300);
	office_rig_tick(rig);
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_in_order(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_OPENED), 1);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
	assert_non_null(number(rig, "A003"));
	office_rig_restart(rig);
	office_rig_tick(rig);
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_int_equal(rig->published[0].day, RIG_DAY);
	office_rig_clock(RIG_DAY, 1000);
	assert_true(rig->published[0].at_ms >= office_rig_now_ms);
	assert_string_equal(rig->published[0].number, "A004");
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
		TEST(a_restart_replays_the_day),
		TEST(the_day_turns_at_midnight),
		TEST(days_without_a_server_are_no_days),
		TEST(a_clock_set_back_moves_nothing_back),
		TEST(a_number_never_printed_is_void),
		TEST(opening_is_told_when_it_comes),
		TEST(waits_are_told_when_they_change),
		TEST(a_day_that_does_not_fit_is_refused),
	};
	return cmocka_run_group_tests_name("office", tests, NULL, NULL);
}
