/*
 * office: a day from its start to its end, across restarts and midnights.
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
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SECOND = 1000 };

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

enum { TEXTS = 4 };

/* A day's tickets and counters as plain values; the texts that tickets only point to stand apart.
 */
struct day {
	size_t count;
	struct queue_ticket tickets[32];
	char texts[32][TEXTS][NOTE_SIZE];
	struct queue_counter counters[6];
};

static void put_texts_apart(struct queue_ticket *t, char texts[static TEXTS][NOTE_SIZE]) {
	const char **from[TEXTS] = {&t->by, &t->taken_for, &t->service, &t->note};
	for (int i = 0; i < TEXTS; i++) {
		snprintf(texts[i], NOTE_SIZE, "%s", *from[i]);
		*from[i] = NULL;
	}
}

static struct day day_of(const struct queue *q) {
	struct day day = {.count = queue_count(q)};
	assert_in_range(day.count, 1, 32);
	for (size_t i = 0; i < day.count; i++) {
		day.tickets[i] = *queue_at(q, i);
		put_texts_apart(&day.tickets[i], day.texts[i]);
	}
	for (int i = 0; i < 6; i++)
		day.counters[i] = *queue_counter(q, i + 1);
	return day;
}

static void assert_same_day(const struct queue *q, const struct day *day) {
	assert_int_equal(queue_count(q), day->count);
	for (size_t i = 0; i < day->count; i++) {
		struct queue_ticket t = *queue_at(q, i);
		char texts[TEXTS][NOTE_SIZE] = {0};
		put_texts_apart(&t, texts);
		assert_memory_equal(&t, &day->tickets[i], offsetof(struct queue_ticket, before));
		assert_memory_equal(texts, day->texts[i], sizeof texts);
	}
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

static int serves(const struct queue *q) {
	int count;
	queue_serves(q, 3, &count);
	return count;
}

/* What a lead decided for ten minutes outlives a restart, and ends by itself. */
static void a_help_ends_by_itself(void **state) {
	struct office_rig *rig = *state;
	morning(rig);
	struct change c = office_change(rig->office, "lead:lan");
	int64_t until_ms = c.at_ms + 600 * SECOND;
	int own = serves(office_queue(rig->office));
	assert_int_equal(
		queue_decide_help(office_queue(rig->office), 4, 0, until_ms, &c), VERDICT_OK);
	office_apply(rig->office, &c);
	office_rig_commit(rig, &rig->last);
	office_rig_settle(rig);
	office_rig_restart(rig);
	assert_int_equal(serves(office_shown(rig->office)), own + 1);
	office_rig_now_ms = until_ms - SECOND;
	office_rig_tick(rig);
	assert_int_equal(serves(office_shown(rig->office)), own + 1);
	office_rig_now_ms += SECOND;
	office_rig_tick(rig);
	assert_int_equal(serves(office_shown(rig->office)), own);
	assert_string_equal(office_rig_last(rig, CHANGE_HELP_ENDED)->by, "system");
	assert_string_equal(office_rig_last(rig, CHANGE_HELP_ENDED)->service, "chung-thuc");
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
	assert_int_equal(
		office_rig_count(rig, CHANGE_EXPIRED) + office_rig_count(rig, CHANGE_NO_SHOW),
		open - 1 + 1);
	assert_int_equal(office_rig_count(rig, CHANGE_NO_SHOW), 1);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_CLOSED), 1);
	assert_int_equal(office_rig_last(rig, CHANGE_EXPIRED)->day, RIG_DAY);
	assert_int_equal(office_rig_last(rig, CHANGE_DAY_CLOSED)->day, RIG_DAY);
	assert_int_equal(office_rig_last(rig, CHANGE_DAY_OPENED)->day, RIG_DAY + 1);
	office_rig_assert_in_order(rig);
	assert_int_equal(queue_count(office_shown(rig->office)), 0);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY + 1);
	assert_int_equal(office_board(rig->office)->counters[1].state, COUNTER_CLOSED);
	office_rig_take(rig, "chung-thuc");
	assert_non_null(queue_number(office_queue(rig->office), "A001"));
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

static void take(struct office_rig *rig, const char *number) {
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_string_equal(office_rig_last(rig, CHANGE_ISSUED)->number, number);
}

/* The day as it is told is this one, and the next number of the first series that one. */
static void assert_day(struct office_rig *rig, int day, const char *number) {
	assert_int_equal(office_board(rig->office)->day, day);
	take(rig, number);
	assert_int_equal(office_rig_last(rig, CHANGE_ISSUED)->day, day);
}

static void a_restart_before_midnight_goes_on(void **state) {
	struct office_rig *rig = *state;
	morning(rig);
	office_rig_clock(RIG_DAY, 2400);
	office_rig_now_ms--;
	office_rig_restart(rig);
	office_rig_tick(rig);
	assert_int_equal(office_rig_count(rig, CHANGE_EXPIRED), 0);
	assert_day(rig, RIG_DAY, "A007");
	office_rig_now_ms++;
	office_rig_tick(rig);
	assert_true(office_rig_count(rig, CHANGE_EXPIRED) > 0);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_CLOSED), 1);
	assert_day(rig, RIG_DAY + 1, "A001");
}

static void a_restart_after_midnight_ends_the_day(void **state) {
	struct office_rig *rig = *state;
	morning(rig);
	office_rig_clock(RIG_DAY, 2400);
	office_rig_restart(rig);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
	office_rig_tick(rig);
	assert_true(office_rig_count(rig, CHANGE_EXPIRED) > 0);
	assert_int_equal(office_rig_last(rig, CHANGE_EXPIRED)->day, RIG_DAY);
	assert_int_equal(office_rig_last(rig, CHANGE_DAY_CLOSED)->day, RIG_DAY);
	assert_day(rig, RIG_DAY + 1, "A001");
	office_rig_restart(rig);
	office_rig_tick(rig);
	assert_int_equal(rig->published_count, 0);
	assert_day(rig, RIG_DAY + 1, "A002");
}

/* Days that follow one another, from a restart in the first on. */
static void assert_follow(struct office_rig *rig, const int *days, int count) {
	office_rig_clock(days[0], 900);
	office_rig_restart(rig);
	office_rig_tick(rig);
	assert_day(rig, days[0], "A001");
	for (int i = 1; i < count; i++) {
		office_rig_clock(days[i - 1], 2400);
		office_rig_now_ms--;
		office_rig_tick(rig);
		assert_day(rig, days[i - 1], "A002");
		office_rig_now_ms++;
		office_rig_tick(rig);
		assert_day(rig, days[i], "A001");
	}
	office_rig_assert_in_order(rig);
}

static void days_follow_the_calendar(void **state) {
	struct office_rig *rig = *state;
	const int year_end[] = {20261231, 20270101}, plain[] = {20270228, 20270301},
		  leap[] = {20280228, 20280229, 20280301}, leap_end[] = {20281231, 20290101};
	assert_follow(rig, year_end, 2);
	assert_follow(rig, plain, 2);
	assert_follow(rig, leap, 3);
	assert_follow(rig, leap_end, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, office_rig_make, office_rig_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_restart_replays_the_day),
		TEST(a_help_ends_by_itself),
		TEST(the_day_turns_at_midnight),
		TEST(days_without_a_server_are_no_days),
		TEST(a_restart_before_midnight_goes_on),
		TEST(a_restart_after_midnight_ends_the_day),
		TEST(days_follow_the_calendar),
	};
	return cmocka_run_group_tests_name("office_day", tests, NULL, NULL);
}
