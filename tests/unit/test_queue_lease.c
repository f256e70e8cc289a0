/*
 * queue: blocks of numbers that are set aside for kiosks, and what they gave out of them while they
 * were cut off.
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

static enum verdict ask(struct queue_day *d, const char *holder, struct change *c) {
	*c = day_change(d);
	text_copy(c->holder, sizeof c->holder, holder);
	return queue_decide_lease(d->queue, c);
}

static void test_from_the_top_down(void **state) {
	struct queue_day *d = *state;
	const struct queue_lease *first = day_lease(d, "one"), *second = day_lease(d, "two");
	assert_int_equal(first->first, 950);
	assert_int_equal(first->last, 999);
	assert_int_equal(second->first, 900);
	assert_int_equal(second->last, 949);
	assert_ptr_equal(queue_lease_of(d->queue, d->by, "one"), first);
	assert_null(queue_lease_of(d->queue, "kiosk:other", "one"));
	assert_null(queue_lease_of(d->queue, d->by, "three"));
	assert_ptr_equal(queue_lease_number(d->queue, "A950"), first);
	assert_ptr_equal(queue_lease_number(d->queue, "B949"), second);
	assert_null(queue_lease_number(d->queue, "A899"));
	assert_null(queue_lease_number(d->queue, "Z950"));
}

static void test_a_tenth_each_and_half_of_all(void **state) {
	struct queue_day *d = *state;
	struct change c;
	d->setup->number_max = 95;
	for (int i = 0; i < 5; i++)
		assert_int_equal(day_lease(d, "x")->last, 95 - 9 * i);
	assert_int_equal(day_lease(d, "x")->first, 49); /* two are left of half */
	assert_int_equal(ask(d, "x", &c), VERDICT_QUOTA);
	d->setup->number_max = 9;
	assert_int_equal(ask(d, "x", &c), VERDICT_QUOTA);
	d->setup->number_max = 999;
	d->setup->kiosk_lease_numbers = 0;
	assert_int_equal(ask(d, "x", &c), VERDICT_QUOTA);
}

static void test_as_many_are_left_to_give_out_here(void **state) {
	struct queue_day *d = *state;
	struct change c;
	d->setup->number_max = 20;
	for (int i = 0; i < 16; i++)
		day_take(d, "chung-thuc", "");
	assert_int_equal(ask(d, "x", &c), VERDICT_OK);
	day_take(d, "chung-thuc", "");
	assert_int_equal(ask(d, "x", &c), VERDICT_QUOTA);
}

static void test_the_series_ends_before_it(void **state) {
	struct queue_day *d = *state;
	d->setup->number_max = 20;
	day_lease(d, "x");
	for (int i = 0; i < 18; i++)
		day_take(d, "chung-thuc", "");
	struct change c = day_change(d);
	text_copy(c.service, sizeof c.service, "chung-thuc");
	assert_int_equal(queue_decide_issue(d->queue, &c), VERDICT_QUOTA);
	d->setup->number_max = 30; /* another set-up goes on behind it */
	assert_int_equal(queue_decide_issue(d->queue, &c), VERDICT_OK);
	assert_string_equal(c.number, "A021");
}

static void test_in_order_of_when_they_were_given_out(void **state) {
	struct queue_day *d = *state;
	const struct queue_lease *l = day_lease(d, "x");
	day_take(d, "chung-thuc", "");
	d->at_s += 600;
	day_take(d, "chung-thuc", "");
	d->at_s += 60;
	const struct queue_ticket *t = day_join(d, l, "A952", DAY_BEGIN_S + 300);
	assert_int_equal(t->issued_at_ms, (DAY_BEGIN_S + 300) * 1000);
	assert_int_equal(t->key_s, DAY_BEGIN_S + 300);
	assert_int_equal(t->changed_at_ms, d->at_s * 1000);
	assert_int_equal(t->lease, l->id);
	assert_int_equal(queue_ahead(d->queue, t), 1);
	day_open(d, 2);
	static const char *const order[] = {"A001", "A952", "A002"};
	for (int i = 0; i < 3; i++) {
		assert_string_equal(day_next(d, 2), order[i]);
		assert_int_equal(day_last(d)->lease, i == 1 ? l->id : 0);
		day_at(d, queue_decide_start, 2);
		day_at(d, queue_decide_finish, 2);
	}
}

static void test_the_series_goes_on_where_it_was(void **state) {
	struct queue_day *d = *state;
	day_join(d, day_lease(d, "x"), "A950", d->at_s);
	day_take(d, "chung-thuc", "");
	assert_string_equal(queue_at(d->queue, 1)->number, "A001");
}

static void test_a_head_start_counts_from_then(void **state) {
	struct queue_day *d = *state;
	const struct queue_lease *l = day_lease(d, "x");
	d->at_s += 1200;
	struct change c = day_given(d, l, "A950", DAY_BEGIN_S + 60);
	text_copy(c.priority, sizeof c.priority, "elderly");
	assert_int_equal(queue_decide_leased(d->queue, &c), VERDICT_OK);
	assert_int_equal(c.key_s, DAY_BEGIN_S + 60 - 3600);
}

/* Neither before the numbers were set aside nor after now. */
static void test_when_is_within_the_lease(void **state) {
	struct queue_day *d = *state;
	d->at_s += 60;
	const struct queue_lease *l = day_lease(d, "x");
	d->at_s += 60;
	assert_int_equal(day_join(d, l, "A950", 0)->key_s, DAY_BEGIN_S + 60);
	assert_int_equal(day_join(d, l, "A951", DAY_BEGIN_S + 999)->key_s, DAY_BEGIN_S + 120);
}

static void test_each_joins_once(void **state) {
	struct queue_day *d = *state;
	const struct queue_lease *l = day_lease(d, "x");
	day_join(d, l, "A950", d->at_s);
	struct change c = day_given(d, l, "A950", d->at_s);
	assert_int_equal(queue_decide_leased(d->queue, &c), VERDICT_NOTHING);
	text_copy(c.token, sizeof c.token, "another");
	assert_int_equal(queue_decide_leased(d->queue, &c), VERDICT_WRONG_STATE);
	c = day_given(d, l, "A951", d->at_s);
	text_copy(c.token, sizeof c.token, "token of A950");
	assert_int_equal(queue_decide_leased(d->queue, &c), VERDICT_WRONG_STATE);
}

static void test_others_are_not_of_it(void **state) {
	struct queue_day *d = *state;
	const struct queue_lease *l = day_lease(d, "x");
	static const char *const numbers[] = {"A949", "A1000", "A0950", "B950", "A", "", "950",
		"A950x", "A 950", "A+950", "AA950"};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct change c = day_given(d, l, numbers[i], d->at_s);
		if (queue_decide_leased(d->queue, &c) != VERDICT_NOT_FOUND)
			fail_msg("%s", numbers[i]);
	}
	struct change c = day_given(d, l, "A950", d->at_s);
	c.lease++;
	assert_int_equal(queue_decide_leased(d->queue, &c), VERDICT_NOT_FOUND);
	c = day_given(d, l, "A950", d->at_s);
	text_copy(c.service, sizeof c.service, "thue");
	assert_int_equal(queue_decide_leased(d->queue, &c), VERDICT_NOT_FOUND);
}

static void test_returned_it_is_nobodys(void **state) {
	struct queue_day *d = *state;
	const struct queue_lease *l = day_lease(d, "x");
	struct change c = day_change(d);
	enum verdict verdict = queue_decide_lease_return(d->queue, l->id, &c);
	day_apply(d, verdict, &c);
	assert_int_equal(queue_decide_lease_return(d->queue, l->id, &c), VERDICT_NOTHING);
	assert_int_equal(queue_decide_lease_return(d->queue, 77, &c), VERDICT_NOT_FOUND);
	assert_null(queue_lease_of(d->queue, d->by, "x"));
	assert_int_equal(day_lease(d, "x")->last, 949);
}

/* What a kiosk gave out while it was cut off neither slows it down nor hides what it gave since. */
static void test_the_pace_is_of_what_is_given_out_here(void **state) {
	struct queue_day *d = *state;
	d->setup->kiosk_tickets_per_minute = 2;
	const struct queue_lease *l = day_lease(d, "x");
	d->at_s += 600;
	day_take(d, "chung-thuc", "");
	day_join(d, l, "A950", DAY_BEGIN_S + 1);
	day_join(d, l, "A951", d->at_s);
	assert_int_equal(queue_pace_s(d->queue, d->by, d->at_s * 1000), 0);
	day_take(d, "chung-thuc", "");
	day_join(d, l, "A952", DAY_BEGIN_S + 2);
	assert_int_equal(queue_pace_s(d->queue, d->by, d->at_s * 1000), 60);
}

/* Who took it before others did is looked at before them, wherever it joined. */
static void test_stuck_behind_what_was_given_out_later(void **state) {
	struct queue_day *d = *state;
	const struct queue_lease *l = day_lease(d, "x");
	d->at_s += 600;
	day_issue(d, "chung-thuc", "");
	struct change c = day_given(d, l, "A950", DAY_BEGIN_S + 300);
	int64_t id = day_apply(d, queue_decide_leased(d->queue, &c), &c);
	assert_int_equal(queue_stuck(d->queue, (d->at_s - 60) * 1000)->id, id);
}

static void test_a_series_goes_on_behind_what_was_given_out_elsewhere(void **state) {
	struct queue_day *d = *state;
	int line = setup_service(queue_setup(d->queue), "chung-thuc");
	day_issue(d, "chung-thuc", "");
	struct change c = day_change(d);
	assert_int_equal(queue_decide_continue(d->queue, line, 1, &c), VERDICT_NOTHING);
	assert_int_equal(queue_decide_continue(d->queue, -1, 9, &c), VERDICT_NOT_FOUND);
	day_apply(d, queue_decide_continue(d->queue, line, 57, &c), &c);
	assert_string_equal(c.number, "A057");
	assert_string_equal(queue_find(d->queue, day_issue(d, "chung-thuc", ""))->number, "A058");
}

static void test_what_a_kiosk_may_have_given_out_elsewhere_is_given_out_by_nobody(void **state) {
	struct queue_day *d = *state;
	struct change c = day_change(d);
	assert_int_equal(queue_decide_set_aside(d->queue, 9, 8, &c), VERDICT_QUOTA);
	day_apply(d, queue_decide_set_aside(d->queue, 950, 999, &c), &c);
	assert_int_equal(queue_decide_set_aside(d->queue, 950, 999, &c), VERDICT_NOTHING);
	assert_int_equal(day_lease(d, "x")->last, 949);
}

static void test_a_damaged_log_does_not_fit(void **state) {
	struct queue_day *d = *state;
	struct change c = day_change(d);
	c.seq = 99;
	c.kind = CHANGE_LEASE_RETURNED;
	c.lease = 5;
	assert_false(queue_apply(d->queue, &c));
	c.kind = CHANGE_LEASED;
	c.first = 9;
	c.last = 8;
	assert_false(queue_apply(d->queue, &c));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, day_begin, day_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_from_the_top_down),
		TEST(test_a_tenth_each_and_half_of_all),
		TEST(test_as_many_are_left_to_give_out_here),
		TEST(test_the_series_ends_before_it),
		TEST(test_in_order_of_when_they_were_given_out),
		TEST(test_the_series_goes_on_where_it_was),
		TEST(test_a_head_start_counts_from_then),
		TEST(test_when_is_within_the_lease),
		TEST(test_each_joins_once),
		TEST(test_others_are_not_of_it),
		TEST(test_returned_it_is_nobodys),
		TEST(test_the_pace_is_of_what_is_given_out_here),
		TEST(test_stuck_behind_what_was_given_out_later),
		TEST(test_a_series_goes_on_behind_what_was_given_out_elsewhere),
		TEST(test_what_a_kiosk_may_have_given_out_elsewhere_is_given_out_by_nobody),
		TEST(test_a_damaged_log_does_not_fit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
