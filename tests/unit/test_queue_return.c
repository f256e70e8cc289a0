/*
 * queue: back after an absence or a hold, no show, the end of the day, reopen; the examples O5 and
 * O6 of queueing.md 7.
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

/* Calls the next at counter 6 and sees that nobody comes. */
static void miss(struct queue_day *d) {
	day_next(d, 6);
	day_at(d, queue_decide_absent, 6);
}

static void test_o5_twice_but_not_three_times(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	const struct queue_ticket *t = day_ticket(d, id);
	for (int misses = 1; misses <= 2; misses++) {
		miss(d);
		assert_true(queue_can_return(d->queue, t, d->at_s * 1000));
		day_of(d, queue_decide_back, id);
		assert_int_equal(day_last(d)->key_s, DAY_BEGIN_S + 600 * misses);
		assert_int_equal(t->key_s, DAY_BEGIN_S + 600 * misses);
		assert_int_equal(t->misses, misses);
		assert_int_equal(day_waiting(d, "cu-tru"), 1);
	}
	miss(d);
	assert_false(queue_can_return(d->queue, t, d->at_s * 1000));
	assert_int_equal(day_ask_of(d, queue_decide_back, id), VERDICT_WRONG_STATE);
}

/* An hour from the call on, not from the absence or a recall. */
static void test_o6_within_the_hour(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_next(d, 6);
	d->at_s += 30;
	day_at(d, queue_decide_recall, 6);
	d->at_s += 30;
	day_at(d, queue_decide_absent, 6);
	d->at_s = DAY_BEGIN_S + 3601;
	assert_false(queue_can_return(d->queue, day_ticket(d, id), d->at_s * 1000));
	assert_int_equal(day_ask_of(d, queue_decide_back, id), VERDICT_WRONG_STATE);
	d->at_s = DAY_BEGIN_S + 3600;
	day_of(d, queue_decide_back, id);
}

/* The second absence has an hour of its own. */
static void test_the_hour_is_of_the_last_call(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	miss(d);
	d->at_s += 3000;
	day_of(d, queue_decide_back, id);
	miss(d);
	d->at_s += 3000;
	day_of(d, queue_decide_back, id);
	assert_int_equal(day_ticket(d, id)->first_called_ms, DAY_BEGIN_S * 1000);
}

static void test_back_from_a_hold(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_next(d, 6);
	day_at(d, queue_decide_start, 6);
	day_hold(d, 6, 0);
	d->at_s += 4 * 3600;
	day_take(d, "cu-tru", "");
	assert_true(queue_can_return(d->queue, day_ticket(d, id), d->at_s * 1000));
	day_of(d, queue_decide_back, id);
	assert_int_equal(day_ticket(d, id)->key_s, DAY_BEGIN_S);
	assert_int_equal(day_ticket(d, id)->misses, 0);
	assert_string_equal(day_next(d, 6), "C001");
	assert_int_equal(day_last(d)->reason, REASON_IN_TURN);
}

/* Whose time to be back is over is found, in the order of issue. */
static void test_overdue(void **state) {
	struct queue_day *d = *state;
	static const int64_t until_s[] = {DAY_BEGIN_S + 900, 0, DAY_BEGIN_S + 600};
	day_open(d, 6);
	for (int i = 0; i < 3; i++) {
		day_take(d, "cu-tru", "");
		day_next(d, 6);
		day_at(d, queue_decide_start, 6);
		day_hold(d, 6, until_s[i]);
	}
	assert_null(queue_overdue(d->queue, (DAY_BEGIN_S + 600) * 1000 - 1));
	const struct queue_ticket *t = queue_overdue(d->queue, (DAY_BEGIN_S + 600) * 1000);
	assert_string_equal(t->number, "C003");
	assert_string_equal(queue_overdue(d->queue, (DAY_BEGIN_S + 900) * 1000)->number, "C001");
	day_of(d, queue_decide_back, t->id);
	assert_null(queue_overdue(d->queue, (DAY_BEGIN_S + 600) * 1000));
	assert_string_equal(queue_overdue(d->queue, INT64_MAX)->number, "C001");
}

/* The end of the day: who was called in vain did not show up, all others expire. */
static void test_end_of_the_day(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t absent = day_take(d, "cu-tru", "");
	miss(d);
	int64_t serving = day_take(d, "cu-tru", ""), waiting = day_take(d, "cu-tru", ""),
		issuing = day_issue(d, "cu-tru", "");
	day_next(d, 6);
	day_at(d, queue_decide_start, 6);
	day_of(d, queue_decide_expire, absent);
	assert_int_equal(day_last(d)->kind, CHANGE_NO_SHOW);
	assert_int_equal(day_ticket(d, absent)->state, TICKET_NO_SHOW);
	day_of(d, queue_decide_expire, serving);
	assert_int_equal(day_last(d)->kind, CHANGE_EXPIRED);
	assert_int_equal(day_last(d)->counter, 6);
	assert_null(queue_counter_ticket(d->queue, 6));
	day_of(d, queue_decide_expire, waiting);
	assert_int_equal(day_last(d)->counter, 0);
	day_of(d, queue_decide_expire, issuing);
	assert_int_equal(day_waiting(d, "cu-tru"), 0);
	for (size_t i = 1; i < queue_count(d->queue); i++)
		assert_int_equal(queue_at(d->queue, i)->state, TICKET_EXPIRED);
	assert_null(queue_stuck(d->queue, INT64_MAX));
}

static void test_no_show(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	miss(d);
	day_of(d, queue_decide_no_show, id);
	assert_int_equal(day_ticket(d, id)->state, TICKET_NO_SHOW);
	assert_int_equal(day_ask_of(d, queue_decide_back, id), VERDICT_WRONG_STATE);
}

static void test_reopen(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	d->at_s += 300;
	day_take(d, "cu-tru", "");
	day_next(d, 6);
	day_at(d, queue_decide_start, 6);
	d->at_s += 2000;
	day_at(d, queue_decide_finish, 6);
	d->at_s += 900;
	day_say(d, queue_decide_reopen, id, "thiếu dấu");
	const struct queue_ticket *t = day_ticket(d, id);
	assert_string_equal(day_last(d)->note, "thiếu dấu");
	assert_string_equal(t->note, "thiếu dấu");
	assert_int_equal(t->key_s, DAY_BEGIN_S);
	assert_true(t->doubtful);
	assert_int_equal(day_waiting(d, "cu-tru"), 2);
	day_serve(d, 6);
	assert_int_equal(t->state, TICKET_SERVED);
	d->at_s += 901;
	struct change c = day_change(d);
	assert_int_equal(queue_decide_reopen(d->queue, id, "", &c), VERDICT_WRONG_STATE);
}

/* Whoever comes back to wait for a counter that has closed meanwhile is not forgotten there. */
static void test_back_to_a_closed_counter(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 3);
	int64_t ids[2];
	for (int i = 0; i < 2; i++) {
		ids[i] = day_take(d, "chung-thuc", "");
		day_next(d, 2);
		day_transfer(d, 2, NULL, 3);
	}
	day_next(d, 3);
	day_at(d, queue_decide_absent, 3);
	day_serve(d, 3);
	day_at(d, queue_decide_close, 3);
	assert_int_equal(day_ticket(d, ids[0])->bound, 3);
	day_of(d, queue_decide_back, ids[0]);
	day_say(d, queue_decide_reopen, ids[1], "thiếu dấu");
	assert_int_equal(day_ticket(d, ids[0])->bound, 0);
	assert_string_equal(day_next(d, 2), "A002");
	day_at(d, queue_decide_absent, 2);
	assert_string_equal(day_next(d, 2), "A001");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, day_begin, day_end)
	const struct CMUnitTest tests[] = {
		TEST(test_o5_twice_but_not_three_times),
		TEST(test_o6_within_the_hour),
		TEST(test_the_hour_is_of_the_last_call),
		TEST(test_back_from_a_hold),
		TEST(test_overdue),
		TEST(test_end_of_the_day),
		TEST(test_no_show),
		TEST(test_reopen),
		TEST(test_back_to_a_closed_counter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
