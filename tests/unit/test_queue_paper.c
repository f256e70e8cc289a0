/*
 * queue: numbers that were handed out on paper while nothing else could give any.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/queue_paper.c server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c
 * common/slip_code.c common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c
 * tests/unit/queue_twin.c
 */
#include "common/text.h"
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static int line(const struct queue_day *d) {
	return setup_service(queue_setup(d->queue), "chung-thuc");
}

/* A number on paper that waits; its id. */
static int64_t enter(struct queue_day *d, int64_t taken_s, int first) {
	struct change c = day_change(d);
	text_copy(c.service, sizeof c.service, "chung-thuc");
	c.taken_at_ms = taken_s * 1000;
	c.first = first;
	snprintf(c.token, sizeof c.token, "p%d", d->count);
	int64_t id = day_apply(d, queue_decide_paper(d->queue, &c), &c);
	day_say(d, queue_decide_printed, id, "paper");
	return id;
}

static void assert_reach(
	const struct queue_day *d, int value, enum verdict verdict, int count_expected) {
	int count = 0;
	assert_int_equal(queue_decide_paper_reach(d->queue, line(d), value, &count), verdict);
	assert_int_equal(count, count_expected);
}

static void test_the_series_goes_on_behind(void **state) {
	struct queue_day *d = *state;
	assert_int_equal(queue_series_last(d->queue, line(d)), 0);
	assert_int_equal(queue_series_next(d->queue, line(d)), 1);
	day_take(d, "chung-thuc", "");
	d->at_s += 3600;
	int64_t second = enter(d, d->at_s - 1800, 0), third = enter(d, d->at_s - 900, 2);
	assert_string_equal(day_ticket(d, second)->number, "A002");
	assert_int_equal(day_ticket(d, second)->paper, 2);
	assert_int_equal(day_ticket(d, third)->paper, 2);
	assert_true(day_ticket(d, third)->elsewhere);
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A004");
	assert_int_equal(queue_series_last(d->queue, line(d)), 4);
}

static void test_they_wait_from_when_they_were_handed_out(void **state) {
	struct queue_day *d = *state;
	day_take(d, "chung-thuc", "");
	d->at_s += 3600;
	int64_t early = enter(d, DAY_BEGIN_S - 900, 0), late = enter(d, d->at_s + 60, 2);
	assert_int_equal(day_ticket(d, early)->key_s, DAY_BEGIN_S); /* not before A001 */
	assert_int_equal(day_ticket(d, late)->key_s, d->at_s);      /* nor later than now */
	day_open(d, 2);
	assert_string_equal(day_next(d, 2), "A001");
}

static void test_up_to_which(void **state) {
	struct queue_day *d = *state;
	int count;
	day_lease(d, "x"); /* 950 to 999 */
	day_take(d, "chung-thuc", "");
	assert_reach(d, 1, VERDICT_NOTHING, 0);
	assert_reach(d, 2, VERDICT_OK, 1);
	assert_reach(d, 949, VERDICT_OK, 948);
	assert_reach(d, 950, VERDICT_WRONG_STATE, 0);
	assert_reach(d, 1000, VERDICT_QUOTA, 0);
	assert_int_equal(queue_decide_paper_reach(d->queue, -1, 5, &count), VERDICT_NOT_FOUND);
}

static void test_numbers_of_kiosks_are_passed_over(void **state) {
	struct queue_day *d = *state;
	struct change c = day_change(d);
	day_apply(d, queue_decide_set_aside(d->queue, 2, 4, &c), &c);
	assert_reach(d, 3, VERDICT_WRONG_STATE, 0);
	assert_reach(d, 6, VERDICT_OK, 3);
	enter(d, d->at_s, 0);
	assert_string_equal(day_ticket(d, enter(d, d->at_s, 1))->number, "A005");
}

static void test_the_value_of_a_number(void **state) {
	struct queue_day *d = *state;
	assert_int_equal(queue_number_value(d->queue, line(d), "A057"), 57);
	static const char *const wrong[] = {"", "A", "A57", "B057", "a057", "A0057", "A057 ", "057",
		"A000", "A-57", "A99999999999"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(queue_number_value(d->queue, line(d), wrong[i]), 0);
}

static enum verdict ask_void(const struct queue_day *d, int64_t ticket) {
	struct change c = day_change(d);
	return queue_decide_paper_void(d->queue, ticket, "x", &c);
}

static void test_what_was_wrong_is_void_until_it_is_called(void **state) {
	struct queue_day *d = *state;
	int64_t kiosk = day_take(d, "chung-thuc", ""), called = enter(d, d->at_s, 0);
	int64_t wrong = enter(d, d->at_s, 2);
	day_say(d, queue_decide_paper_void, wrong, "x");
	assert_int_equal(day_ticket(d, wrong)->state, TICKET_VOID);
	assert_int_equal(ask_void(d, wrong), VERDICT_NOTHING);
	assert_int_equal(ask_void(d, kiosk), VERDICT_NOT_FOUND);
	assert_int_equal(ask_void(d, 99), VERDICT_NOT_FOUND);
	day_open(d, 2);
	day_call(d, 2, "A002");
	day_at(d, queue_decide_undo, 2);
	assert_int_equal(ask_void(d, called), VERDICT_OK); /* that call was none */
	day_call(d, 2, "A002");
	day_say(d, queue_decide_release, called, "x");
	assert_int_equal(ask_void(d, called), VERDICT_WRONG_STATE);
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A004");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, day_begin, day_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_the_series_goes_on_behind),
		TEST(test_they_wait_from_when_they_were_handed_out),
		TEST(test_up_to_which),
		TEST(test_numbers_of_kiosks_are_passed_over),
		TEST(test_the_value_of_a_number),
		TEST(test_what_was_wrong_is_void_until_it_is_called),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
