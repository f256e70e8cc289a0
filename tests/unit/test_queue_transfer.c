/*
 * queue: a ticket goes on to another service, or to one counter alone.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c common/slip_code.c
 * common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c tests/unit/queue_twin.c
 */
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A1 is called at counter 2, both counters of its service are open. */
static int64_t called_at_2(struct queue_day *d) {
	day_open(d, 2);
	day_open(d, 3);
	int64_t id = day_take(d, "chung-thuc", "");
	day_next(d, 2);
	return id;
}

static void test_to_a_service(void **state) {
	struct queue_day *d = *state;
	int64_t id = called_at_2(d);
	day_open(d, 4);
	day_at(d, queue_decide_start, 2);
	d->at_s += 300;
	day_transfer(d, 2, "dat-dai", 0);
	const struct change *c = day_last(d);
	const struct queue_ticket *t = day_ticket(d, id);
	assert_string_equal(c->service, "dat-dai");
	assert_string_equal(c->from_service, "chung-thuc");
	assert_int_equal(c->counter, 2);
	assert_int_equal(c->to_counter, 0);
	assert_string_equal(t->service, "dat-dai");
	assert_string_equal(t->number, "A001");
	assert_int_equal(t->key_s, DAY_BEGIN_S);
	assert_int_equal(t->moves, 1);
	assert_int_equal(t->from_counter, 2);
	assert_null(queue_counter_ticket(d->queue, 2));
	assert_int_equal(queue_counter(d->queue, 2)->since_ms, d->at_s * 1000);
	assert_int_equal(day_waiting(d, "dat-dai"), 1);
	assert_int_equal(day_waiting(d, "chung-thuc"), 0);
	assert_int_equal(day_ask_at(d, queue_decide_next, 2), VERDICT_NOTHING);
	assert_string_equal(day_next(d, 4), "A001");
	assert_int_equal(day_last(d)->reason, REASON_TRANSFERRED);
	assert_int_equal(day_last(d)->from_counter, 2);
	d->at_s += 8;
	day_at(d, queue_decide_recall, 4);
	assert_int_equal(day_last(d)->from_counter, 2);
}

/* It waits for that counter alone, before whoever comes after it, and counts as waiting. */
static void test_to_a_counter(void **state) {
	struct queue_day *d = *state;
	int64_t id = called_at_2(d);
	day_transfer(d, 2, NULL, 3);
	assert_int_equal(day_last(d)->to_counter, 3);
	assert_string_equal(day_last(d)->from_service, "");
	assert_int_equal(day_ticket(d, id)->bound, 3);
	assert_int_equal(day_waiting(d, "chung-thuc"), 1);
	assert_int_equal(day_ask_at(d, queue_decide_next, 2), VERDICT_NOTHING);
	assert_int_equal(day_ask_call(d, 2, "A001"), VERDICT_WRONG_STATE);
	d->at_s += 1;
	int64_t after = day_take(d, "ho-tich", "");
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, after)), 1);
	int listed[4];
	assert_int_equal(queue_list(d->queue, 2, 4, listed), 1);
	assert_int_equal(queue_list(d->queue, 3, 4, listed), 2);
	assert_int_equal(listed[0], 0);
	assert_string_equal(day_next(d, 3), "A001");
	assert_int_equal(day_last(d)->reason, REASON_TRANSFERRED);
	assert_int_equal(day_last(d)->from_counter, 2);
}

/* That counter need not serve its service, and has no handicap for it. */
static void test_to_a_counter_that_does_not_serve_it(void **state) {
	struct queue_day *d = *state;
	int64_t id = called_at_2(d);
	day_open(d, 6);
	day_transfer(d, 2, NULL, 6);
	d->at_s += 1;
	day_take(d, "cu-tru", "");
	assert_string_equal(day_next(d, 6), "A001");
	day_at(d, queue_decide_absent, 6);
	day_of(d, queue_decide_back, id);
	assert_string_equal(day_next(d, 6), "C001");
	day_at(d, queue_decide_absent, 6);
	day_call(d, 6, "A001");
}

/* Those ahead of whoever waits for one counter are those that this counter calls before. */
static void test_ahead_of_the_bound(void **state) {
	struct queue_day *d = *state;
	int64_t b = day_take(d, "ho-tich", ""), id = called_at_2(d);
	day_take(d, "cu-tru", "");
	day_at(d, queue_decide_start, 2);
	day_transfer(d, 2, NULL, 3);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, id)), 1);
	day_pause(d, 3);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, id)), 1);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, b)), 0);
}

static void test_closing_lets_it_go(void **state) {
	struct queue_day *d = *state;
	int64_t id = called_at_2(d);
	day_transfer(d, 2, NULL, 3);
	day_pause(d, 3);
	assert_int_equal(day_ticket(d, id)->bound, 3);
	assert_int_equal(day_ask_at(d, queue_decide_next, 2), VERDICT_NOTHING);
	day_at(d, queue_decide_close, 3);
	assert_int_equal(day_ticket(d, id)->bound, 0);
	assert_int_equal(day_waiting(d, "chung-thuc"), 1);
	day_open(d, 3);
	assert_string_equal(day_next(d, 2), "A001");
}

/* Several of them, each to its line; whoever only this counter serves stays. */
static void test_closing_lets_all_go(void **state) {
	struct queue_day *d = *state;
	static const char *const services[] = {"chung-thuc", "ho-tich", "chung-thuc"};
	day_open(d, 2);
	day_open(d, 3);
	day_open(d, 6);
	for (int i = 0; i < 3; i++) {
		day_take(d, services[i], "");
		day_next(d, 2);
		day_transfer(d, 2, NULL, 6);
	}
	day_take(d, "cu-tru", "elderly");
	day_next(d, 6);
	day_transfer(d, 6, NULL, 6);
	day_at(d, queue_decide_close, 6);
	assert_int_equal(queue_number(d->queue, "A001")->bound, 0);
	assert_int_equal(queue_number(d->queue, "B001")->bound, 0);
	assert_int_equal(queue_number(d->queue, "A002")->bound, 0);
	assert_int_equal(queue_number(d->queue, "C001")->bound, 6);
	int listed[8];
	assert_int_equal(queue_list(d->queue, 2, 8, listed), 3);
	assert_int_equal(queue_list(d->queue, 6, 8, listed), 1);
	for (int i = 0; i < 3; i++)
		day_serve(d, 2);
	day_open(d, 6);
	assert_string_equal(day_next(d, 6), "C001");
}

/* A transfer to a counter that is closed waits for it to open; who serves it may call it by its
 * number meanwhile. */
static void test_to_a_closed_counter(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	for (int i = 0; i < 2; i++) {
		day_take(d, "chung-thuc", "");
		day_next(d, 2);
		day_transfer(d, 2, NULL, 3);
	}
	assert_int_equal(day_ask_at(d, queue_decide_next, 2), VERDICT_NOTHING);
	day_call(d, 2, "A002");
	assert_int_equal(day_last(d)->reason, REASON_CHOSEN);
	day_open(d, 3);
	assert_string_equal(day_next(d, 3), "A001");
}

static void test_three_moves(void **state) {
	struct queue_day *d = *state;
	int64_t id = called_at_2(d);
	for (int i = 0; i < 3; i++) {
		int from = i % 2 ? 3 : 2;
		day_transfer(d, from, NULL, 5 - from);
		day_next(d, 5 - from);
		assert_int_equal(day_last(d)->from_counter, from);
	}
	assert_int_equal(day_ticket(d, id)->moves, 3);
	assert_int_equal(day_ask_transfer(d, 3, NULL, 2), VERDICT_WRONG_STATE);
	assert_int_equal(day_ask_transfer(d, 3, "ho-tich", 0), VERDICT_WRONG_STATE);
}

/* A move that was taken back is none. */
static void test_an_undone_move_does_not_count(void **state) {
	struct queue_day *d = *state;
	d->setup->transfers_max = 1;
	called_at_2(d);
	day_transfer(d, 2, NULL, 3);
	day_at(d, queue_decide_undo, 2);
	day_transfer(d, 2, "ho-tich", 0);
}

static void test_targets(void **state) {
	struct queue_day *d = *state;
	called_at_2(d);
	assert_int_equal(day_ask_transfer(d, 77, "ho-tich", 0), VERDICT_NOT_FOUND);
	assert_int_equal(day_ask_transfer(d, 2, NULL, 77), VERDICT_NOT_FOUND);
	assert_int_equal(day_ask_transfer(d, 3, "ho-tich", 0), VERDICT_WRONG_STATE); /* nobody */
	day_transfer(d, 2, NULL, 2); /* back to the same counter: the same rule */
	assert_string_equal(day_next(d, 2), "A001");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, day_begin, day_end)
	const struct CMUnitTest tests[] = {
		TEST(test_to_a_service),
		TEST(test_to_a_counter),
		TEST(test_to_a_counter_that_does_not_serve_it),
		TEST(test_ahead_of_the_bound),
		TEST(test_closing_lets_it_go),
		TEST(test_closing_lets_all_go),
		TEST(test_to_a_closed_counter),
		TEST(test_three_moves),
		TEST(test_an_undone_move_does_not_count),
		TEST(test_targets),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
