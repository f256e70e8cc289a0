/*
 * queue: who is offered to which ready counter (queueing.md 3).
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/queue_offer.c server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c
 * common/slip_code.c common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c
 * tests/unit/queue_twin.c
 */
#include "common/text.h"
#include "server/queue_state.h"
#include "tests/unit/queue_day.h"
#include "tests/unit/queue_twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* "": nobody. */
static void expect_offer_of(const struct queue *q, int counter, const char *number) {
	const struct queue_ticket *t = queue_offer(q, counter);
	assert_string_equal(t ? t->number : "", number);
}

static void expect_offer(const struct queue_day *d, int counter, const char *number) {
	expect_offer_of(d->queue, counter, number);
}

/* Both services are the own work of counters 2 and 3. */
static int day_begin_alike(void **state) {
	int failed = day_begin(state);
	struct queue_day *d = *state;
	for (int counter = 2; counter <= 3; counter++) {
		struct setup_counter *c = &d->setup->counters[setup_counter(d->setup, counter)];
		for (int i = 0; i < c->serves_count; i++)
			c->serves[i].handicap_s = 0;
	}
	queue_find_serves(d->queue);
	return failed;
}

static void open_at(struct queue_day *d, int counter, int64_t at_s) {
	d->at_s = at_s;
	day_open(d, counter);
}

static void test_only_a_ready_counter(void **state) {
	struct queue_day *d = *state;
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "");
	day_open(d, 2);
	expect_offer(d, 2, "A001");
	expect_offer(d, 6, "");
	expect_offer(d, 77, "");
	day_next(d, 2);
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "");
	day_at(d, queue_decide_absent, 2);
	expect_offer(d, 2, "A002");
	day_pause(d, 2);
	expect_offer(d, 2, "");
}

static void test_only_who_waits(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	expect_offer(d, 2, "");
	int64_t id = day_issue(d, "chung-thuc", "");
	expect_offer(d, 2, "");
	day_say(d, queue_decide_printed, id, "paper");
	expect_offer(d, 2, "A001");
	day_of(d, queue_decide_leave, id);
	expect_offer(d, 2, "");
}

/* Counter 3 helps out with A, and has been idle for longer. */
static void test_own_work_before_help(void **state) {
	struct queue_day *d = *state;
	open_at(d, 3, 28800);
	open_at(d, 2, 29400);
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "A001");
	expect_offer(d, 3, "");
	day_take(d, "ho-tich", "");
	expect_offer(d, 2, "A001");
	expect_offer(d, 3, "B001");
}

static void test_idle_longest(void **state) {
	struct queue_day *d = *state;
	open_at(d, 3, 28800);
	open_at(d, 2, 28801);
	day_take(d, "chung-thuc", "");
	expect_offer(d, 3, "A001");
	expect_offer(d, 2, "");
	d->at_s = 28802;
	day_serve(d, 3);
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "A002");
	expect_offer(d, 3, "");
}

static void test_tie_goes_to_the_lowest_number(void **state) {
	struct queue_day *d = *state;
	day_open(d, 3);
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "A001");
	expect_offer(d, 3, "");
}

/* What a counter may do last: it is idle from then on. */
static void do_open(struct queue_day *d) {
	day_pause(d, 3);
	day_open(d, 3);
}

static void do_finish(struct queue_day *d) {
	day_take(d, "ho-tich", "");
	day_serve(d, 3);
}

static void do_absent(struct queue_day *d) {
	day_take(d, "ho-tich", "");
	day_next(d, 3);
	day_at(d, queue_decide_absent, 3);
}

static void do_hold(struct queue_day *d) {
	day_take(d, "ho-tich", "");
	day_next(d, 3);
	day_at(d, queue_decide_start, 3);
	day_hold(d, 3, 0);
}

static void do_transfer(struct queue_day *d) {
	day_take(d, "ho-tich", "");
	day_next(d, 3);
	day_transfer(d, 3, "cu-tru", 0);
}

static void do_undo(struct queue_day *d) {
	int64_t id = day_take(d, "ho-tich", "");
	day_next(d, 3);
	day_at(d, queue_decide_undo, 3);
	day_of(d, queue_decide_leave, id);
}

static void do_release(struct queue_day *d) {
	int64_t id = day_take(d, "ho-tich", "");
	day_next(d, 3);
	day_say(d, queue_decide_release, id, "máy hỏng");
	day_of(d, queue_decide_leave, id);
}

/* Counter 3 has been idle for longer, then does something: now counter 2 has. */
static void expect_idle_since(struct queue_day *d, void (*act)(struct queue_day *)) {
	open_at(d, 3, 28800);
	open_at(d, 2, 28900);
	d->at_s = 29000;
	int64_t id = day_take(d, "chung-thuc", "");
	expect_offer(d, 3, "A001");
	day_of(d, queue_decide_leave, id);
	act(d);
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "A002");
	expect_offer(d, 3, "");
}

static void test_idle_since_the_last_step(void **state) {
	static void (*const acts[])(struct queue_day *) = {
		do_open, do_finish, do_absent, do_hold, do_transfer, do_undo, do_release};
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		expect_idle_since(*state, acts[i]);
		day_end(state);
		day_begin_alike(state);
	}
}

/* Each gets one; the next at counter 3 is nonetheless who came first. */
static void test_two_wait_for_two(void **state) {
	struct queue_day *d = *state;
	open_at(d, 2, 28800);
	open_at(d, 3, 28900);
	for (int i = 0; i < 3; i++)
		day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "A001");
	expect_offer(d, 3, "A002");
	assert_string_equal(day_next(d, 3), "A001");
	expect_offer(d, 2, "A002");
	expect_offer(d, 3, "");
	assert_string_equal(day_next(d, 2), "A002");
	day_at(d, queue_decide_absent, 3);
	expect_offer(d, 3, "A003");
	assert_string_equal(day_next(d, 3), "A003");
}

/* In the order in which they would be called, not in which they came. */
static void test_by_turn(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "ho-tich", "");
	d->at_s += 599;
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "A001");
	d->at_s += 60;
	day_take(d, "chung-thuc", "elderly");
	expect_offer(d, 2, "A002");
	day_open(d, 3);
	expect_offer(d, 2, "A002");
	expect_offer(d, 3, "B001");
	assert_string_equal(day_next(d, 2), "A002");
}

/* Whoever was offered to a counter that goes away is offered to the next, and what that one had
 * goes on too. */
static void test_moves_on(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 3);
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "A001");
	expect_offer(d, 3, "");
	day_pause(d, 2);
	expect_offer(d, 2, "");
	expect_offer(d, 3, "A001");
	day_open(d, 2);
	expect_offer(d, 2, "A001");
	expect_offer(d, 3, "");
	day_at(d, queue_decide_close, 2);
	expect_offer(d, 3, "A001");
	day_at(d, queue_decide_close, 3);
	expect_offer(d, 3, "");
	day_open(d, 2);
	expect_offer(d, 2, "A001");
}

/* A counter that takes another number passes on what it was offered. */
static void test_passed_on_by_a_call(void **state) {
	struct queue_day *d = *state;
	day_open(d, 3);
	d->at_s += 60;
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	day_take(d, "chung-thuc", "");
	expect_offer(d, 3, "A001");
	expect_offer(d, 2, "A002");
	day_call(d, 3, "A002");
	expect_offer(d, 2, "A001");
	day_at(d, queue_decide_undo, 3);
	expect_offer(d, 2, "A001");
	expect_offer(d, 3, "A002");
}

static void test_who_waits_for_one_counter(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 3);
	day_take(d, "ho-tich", "");
	day_next(d, 3);
	day_transfer(d, 3, "chung-thuc", 2);
	expect_offer(d, 2, "B001");
	expect_offer(d, 3, "");
	day_take(d, "chung-thuc", "");
	expect_offer(d, 2, "B001");
	expect_offer(d, 3, "A001");
	day_pause(d, 2);
	expect_offer(d, 3, "A001");
	day_next(d, 3);
	day_at(d, queue_decide_absent, 3);
	expect_offer(d, 3, "");
	day_at(d, queue_decide_close, 2);
	expect_offer(d, 3, "B001");
}

static void test_more_wait_than_are_ready(void **state) {
	struct queue_day *d = *state;
	for (int i = 0; i < 20; i++)
		day_take(d, i % 2 ? "chung-thuc" : "ho-tich", "");
	day_take(d, "cu-tru", "");
	for (int counter = 2; counter <= 6; counter++)
		day_open(d, counter);
	expect_offer(d, 2, "A001");
	expect_offer(d, 3, "B001");
	expect_offer(d, 4, "");
	expect_offer(d, 5, "");
	expect_offer(d, 6, "C001");
}

/* A server that starts again offers the same. */
static void test_same_after_a_restart(void **state) {
	struct queue_day *d = *state;
	open_at(d, 3, 28800);
	open_at(d, 2, 28900);
	do_finish(d);
	d->at_s = 29000;
	for (int i = 0; i < 3; i++)
		day_take(d, "chung-thuc", "");
	struct queue *again = queue_twin_replay(d->setup, d->changes, (size_t)d->count);
	expect_offer(d, 3, "A002");
	expect_offer_of(again, 2, "A001");
	expect_offer_of(again, 3, "A002");
	queue_free(again);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, day_begin, day_end)
#define TEST_ALIKE(name) cmocka_unit_test_setup_teardown(name, day_begin_alike, day_end)
	const struct CMUnitTest tests[] = {
		TEST(test_only_a_ready_counter),
		TEST(test_only_who_waits),
		TEST(test_own_work_before_help),
		TEST_ALIKE(test_idle_longest),
		TEST_ALIKE(test_tie_goes_to_the_lowest_number),
		TEST_ALIKE(test_idle_since_the_last_step),
		TEST_ALIKE(test_two_wait_for_two),
		TEST(test_by_turn),
		TEST(test_moves_on),
		TEST_ALIKE(test_passed_on_by_a_call),
		TEST(test_who_waits_for_one_counter),
		TEST(test_more_wait_than_are_ready),
		TEST_ALIKE(test_same_after_a_restart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
