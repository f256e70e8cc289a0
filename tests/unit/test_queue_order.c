/*
 * queue: whose turn it is. The examples of queueing.md 7 (K1–K5, O1–O4, O7, O8; O5 and O6 are in
 * test_queue_return.c), those ahead, and what never gains a place.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c common/slip_code.c
 * common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c tests/unit/queue_twin.c
 */
#include "common/text.h"
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { SLOT_S = 32400 };

/* A number taken at a time of the day; its queue time. */
static int64_t key_at(struct queue_day *d, int64_t at_s, const char *priority) {
	d->at_s = at_s;
	return day_ticket(d, day_take(d, "cu-tru", priority))->key_s;
}

static int64_t slot_key_at(struct queue_day *d, int64_t at_s, int64_t slot_s) {
	d->at_s = at_s;
	return day_ticket(d, day_take_slot(d, "cu-tru", slot_s))->key_s;
}

/* Calls the next and sends him away. */
static void expect_next(struct queue_day *d, int counter, const char *number) {
	assert_string_equal(day_next(d, counter), number);
	day_at(d, queue_decide_start, counter);
	day_at(d, queue_decide_finish, counter);
}

static void test_k1_k2_queue_time(void **state) {
	struct queue_day *d = *state;
	assert_int_equal(key_at(d, 28800, ""), 28800);
	assert_int_equal(key_at(d, 29400, "elderly"), 25800);
	assert_int_equal(key_at(d, 29400, "normal"), 29400);
}

/* What a class says of its own head start stands before the rule's for all. */
static void test_head_start_of_a_class(void **state) {
	struct queue_day *d = *state;
	d->setup->priorities[setup_priority(d->setup, "pregnant")].head_start_s = 1800;
	assert_int_equal(key_at(d, 28800, ""), 28800);
	assert_int_equal(key_at(d, 30600, "pregnant"), 28800);
	assert_int_equal(key_at(d, 30601, "elderly"), 27001);
}

/* A queue time is fixed when it is given, whatever the rules become: the day told again under
 * others (day_end) has the same. A change of before it was written down goes by the rule. */
static void test_queue_time_is_fixed(void **state) {
	struct queue_day *d = *state;
	key_at(d, 29400, "elderly");
	struct change c = day_change(d);
	text_copy(c.service, sizeof c.service, "cu-tru");
	text_copy(c.priority, sizeof c.priority, "merit");
	assert_int_equal(queue_decide_issue(d->queue, &c), VERDICT_OK);
	c.key_s = 0;
	int64_t old = day_apply(d, VERDICT_OK, &c);
	assert_int_equal(day_ticket(d, old)->key_s, 25800);
	d->setup->priorities[setup_priority(d->setup, "elderly")].head_start_s = 60;
}

static void test_k3_k4_k5_appointment(void **state) {
	struct queue_day *d = *state;
	assert_int_equal(slot_key_at(d, 30000, SLOT_S), 29700);
	assert_int_equal(slot_key_at(d, 33300, SLOT_S), 29700);
	assert_int_equal(slot_key_at(d, 33301, SLOT_S), 33301);
	assert_int_equal(queue_at(d->queue, 1)->slot_ms, SLOT_S * 1000);
	assert_int_equal(queue_at(d->queue, 2)->slot_ms, 0); /* too late: as anyone else */
	day_open(d, 6);
	day_next(d, 6);
	assert_int_equal(day_last(d)->reason, REASON_APPOINTMENT);
	day_at(d, queue_decide_absent, 6);
	day_next(d, 6);
	day_at(d, queue_decide_absent, 6);
	day_next(d, 6);
	assert_int_equal(day_last(d)->reason, REASON_IN_TURN);
}

static void test_o1_four_calls(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	assert_int_equal(key_at(d, 28800, ""), 28800);
	assert_int_equal(key_at(d, 29400, ""), 29400);
	assert_int_equal(key_at(d, 30600, "merit"), 27000);
	assert_int_equal(slot_key_at(d, 31200, 31500), 28800);
	expect_next(d, 6, "C003");
	assert_int_equal(queue_number(d->queue, "C003")->reason, REASON_PRIORITY);
	expect_next(d, 6, "C001");
	assert_int_equal(queue_number(d->queue, "C001")->reason, REASON_IN_TURN);
	expect_next(d, 6, "C004");
	assert_int_equal(queue_number(d->queue, "C004")->reason, REASON_APPOINTMENT);
	expect_next(d, 6, "C002");
}

/* A priority ticket 3599 s later comes first, one 3600 s later does not. */
static void test_o2_head_start_ends(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	key_at(d, 28800, "");
	key_at(d, 28800 + 3599, "pregnant");
	expect_next(d, 6, "C002");
	key_at(d, 28800 + 3600, "pregnant");
	expect_next(d, 6, "C001");
	expect_next(d, 6, "C003");
}

/* Counter 2 has chung-thuc (0) and helps with ho-tich (+600). */
static void test_o3_handicap(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "ho-tich", "");
	d->at_s = DAY_BEGIN_S + 599;
	day_take(d, "chung-thuc", "");
	expect_next(d, 2, "A001");
	d->at_s = DAY_BEGIN_S + 600;
	day_take(d, "chung-thuc", "");
	expect_next(d, 2, "B001");
	expect_next(d, 2, "A002");
}

static void test_o4_back_after_a_miss(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	key_at(d, 28800, "");
	key_at(d, 29000, "");
	key_at(d, 29400, "");
	d->at_s = 29500;
	assert_string_equal(day_next(d, 6), "C001");
	day_at(d, queue_decide_absent, 6);
	d->at_s = 29560;
	day_of(d, queue_decide_back, queue_number(d->queue, "C001")->id);
	assert_int_equal(day_last(d)->key_s, 29400);
	expect_next(d, 6, "C002");
	expect_next(d, 6, "C001");
	assert_int_equal(queue_number(d->queue, "C001")->reason, REASON_RETURNED);
	expect_next(d, 6, "C003");
}

static void test_o7_transfer_keeps_the_rank(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	day_open(d, 4);
	int64_t moved = day_take(d, "cu-tru", "");
	d->at_s = 28860;
	day_take(d, "dat-dai", "");
	day_next(d, 6);
	day_at(d, queue_decide_start, 6);
	day_transfer(d, 6, "dat-dai", 0);
	assert_int_equal(day_ticket(d, moved)->key_s, 28800);
	expect_next(d, 4, "C001");
	assert_int_equal(day_ticket(d, moved)->reason, REASON_TRANSFERRED);
	expect_next(d, 4, "D001");
}

static void test_o8_nothing_eligible(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	day_take(d, "dat-dai", "");
	assert_int_equal(day_ask_at(d, queue_decide_next, 6), VERDICT_NOTHING);
	assert_int_equal(queue_counter(d->queue, 6)->state, COUNTER_OPEN);
	assert_null(queue_counter_ticket(d->queue, 6));
}

/* Two of the same second come in the order of their issue, in one line and over two. */
static void test_ties(void **state) {
	struct queue_day *d = *state;
	day_open(d, 4);
	day_take(d, "xay-dung", "");
	day_take(d, "dat-dai", "");
	day_take(d, "xay-dung", "");
	expect_next(d, 4, "E001");
	expect_next(d, 4, "D001");
	expect_next(d, 4, "E002");
}

/* G6: coming early, taking a number again and missing a call never gain a place. */
static void test_nothing_is_gained(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t early = slot_key_at(d, 28800, SLOT_S), late = slot_key_at(d, 31000, SLOT_S);
	assert_int_equal(early, late);
	int64_t taken = key_at(d, 31010, "elderly"), again = key_at(d, 31020, "elderly");
	assert_true(again > taken);
	for (size_t i = 0; i < queue_count(d->queue); i++) {
		const struct queue_ticket *t = queue_number(d->queue, day_next(d, 6));
		int64_t before = t->key_s;
		day_at(d, queue_decide_absent, 6);
		assert_int_equal(t->key_s, before);
		day_of(d, queue_decide_back, t->id);
		assert_int_equal(t->key_s, before + 600);
		day_of(d, queue_decide_leave, t->id);
	}
}

static void test_ahead(void **state) {
	struct queue_day *d = *state;
	int64_t a = day_take(d, "chung-thuc", ""), b = day_take(d, "chung-thuc", ""),
		c = day_take(d, "dat-dai", "");
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, a)), 0);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, b)), 1);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, c)), 0);
	day_open(d, 2);
	day_next(d, 2);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, a)), -1);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, b)), 0);
	d->at_s++;
	int64_t first = day_take(d, "chung-thuc", "elderly");
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, first)), 0);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, b)), 1);
}

/* Open counters alone make rivals; with none open, all of them do. */
static void test_ahead_shares_a_counter(void **state) {
	struct queue_day *d = *state;
	day_take(d, "ho-tich", "");
	int64_t a = day_take(d, "chung-thuc", "");
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, a)), 1);
	day_open(d, 1); /* serves chung-thuc, not ho-tich */
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, a)), 0);
	day_open(d, 2);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, a)), 1);
	day_pause(d, 2);
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, a)), 0);
}

static void test_list_is_the_calling_order(void **state) {
	struct queue_day *d = *state;
	int listed[8], first;
	day_open(d, 3);
	day_take(d, "chung-thuc", "");
	day_take(d, "ho-tich", "");
	day_take(d, "chung-thuc", "elderly");
	day_take(d, "dat-dai", "");
	assert_int_equal(queue_list(d->queue, 3, 1, &first), 3);
	size_t count = queue_list(d->queue, 3, 8, listed);
	assert_int_equal(count, 3);
	assert_int_equal(first, listed[0]);
	for (size_t i = 0; i < count; i++)
		expect_next(d, 3, queue_at(d->queue, (size_t)listed[i])->number);
	assert_int_equal(queue_list(d->queue, 3, 8, listed), 0);
	assert_int_equal(queue_list(d->queue, 77, 8, listed), 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, day_begin, day_end)
	const struct CMUnitTest tests[] = {
		TEST(test_k1_k2_queue_time),
		TEST(test_head_start_of_a_class),
		TEST(test_queue_time_is_fixed),
		TEST(test_k3_k4_k5_appointment),
		TEST(test_o1_four_calls),
		TEST(test_o2_head_start_ends),
		TEST(test_o3_handicap),
		TEST(test_o4_back_after_a_miss),
		TEST(test_o7_transfer_keeps_the_rank),
		TEST(test_o8_nothing_eligible),
		TEST(test_ties),
		TEST(test_nothing_is_gained),
		TEST(test_ahead),
		TEST(test_ahead_shares_a_counter),
		TEST(test_list_is_the_calling_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
