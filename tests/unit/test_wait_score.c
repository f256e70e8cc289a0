/*
 * wait_score: which of the waits that were told came true, counted from the day's changes.
 *
 * links: server/wait_score.c server/visit.c server/visit_desks.c server/queue.c
 * server/queue_apply.c server/queue_lease.c server/queue_help.c server/queue_decide.c
 * server/queue_moves.c server/queue_ticket.c server/queue_order.c server/heap.c server/lookup.c
 * server/setup*.c common/proto.c common/text.c common/slip_code.c common/mem.c common/day.c
 * tests/unit/office_file.c
 */
#include "common/text.h"
#include "server/wait_score.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { DAY = 20261125, EIGHT_S = 28800, CHANGES_MAX = 64 };

struct day {
	struct setup *setup;
	struct queue *queue;
	struct change changes[CHANGES_MAX];
	int count;
};

static int begin(void **state) {
	static struct day day;
	day = (struct day){.setup = office_file_setup("assets/office/ward.json")};
	day.queue = queue_new(day.setup);
	*state = &day;
	return 0;
}

static int end(void **state) {
	struct day *d = *state;
	queue_free(d->queue);
	setup_free(d->setup);
	return 0;
}

static struct change change(int at_s) {
	return (struct change){.at_ms = (EIGHT_S + at_s) * 1000LL, .day = DAY, .by = "clerk:an"};
}

static int64_t apply(struct day *d, enum verdict verdict, struct change *c) {
	assert_int_equal(verdict, VERDICT_OK);
	c->seq = d->count + 1;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	assert_true(queue_apply(d->queue, c));
	d->changes[d->count++] = *c;
	return c->seq;
}

static int64_t take(struct day *d, const char *service, int at_s, struct told told) {
	struct change c = change(at_s), printed = change(at_s);
	text_copy(c.service, sizeof c.service, service);
	snprintf(c.token, sizeof c.token, "t%d", d->count);
	c.told = told;
	int64_t id = apply(d, queue_decide_issue(d->queue, &c), &c);
	apply(d, queue_decide_printed(d->queue, id, "paper", &printed), &printed);
	return id;
}

static void open(struct day *d, int counter) {
	struct change c = change(0);
	apply(d, queue_decide_open(d->queue, counter, &(struct clerk){"An", ""}, &c), &c);
}

static void next(struct day *d, int counter, int at_s) {
	struct change c = change(at_s);
	apply(d, queue_decide_next(d->queue, counter, &c), &c);
}

static void absent(struct day *d, int counter, int at_s) {
	struct change c = change(at_s);
	apply(d, queue_decide_absent(d->queue, counter, &c), &c);
}

/* Told 1 to 10 minutes, called after 60, 600 and 601 s: the last is late by a second. One that was
 * told nothing, and the second call of the first one, who came back, count for no window. */
static void morning(struct day *d) {
	const struct told told = {true, 60, 300, 600};
	open(d, 2);
	int64_t first = take(d, "chung-thuc", 0, told);
	take(d, "chung-thuc", 0, told);
	take(d, "chung-thuc", 0, told);
	take(d, "chung-thuc", 2, (struct told){0});
	take(d, "chung-thuc", 602, told);
	next(d, 2, 60);
	absent(d, 2, 60);
	next(d, 2, 600);
	absent(d, 2, 600);
	next(d, 2, 601);
	absent(d, 2, 601);
	struct change c = change(602);
	apply(d, queue_decide_back(d->queue, first, &c), &c);
	next(d, 2, 602);
	absent(d, 2, 602);
	next(d, 2, 603);
	absent(d, 2, 603);
}

static void each_first_call_counts_once(void **state) {
	struct day *d = *state;
	struct wait_score s = {0};
	morning(d);
	wait_score_add(&s, DAY, d->queue);
	assert_int_equal(s.count, 1);
	assert_string_equal(s.rows[0].service, "chung-thuc");
	assert_int_equal(s.rows[0].day, DAY);
	assert_int_equal(s.rows[0].called, 4);
	assert_int_equal(s.rows[0].held, 2);
	assert_int_equal(s.rows[0].late, 1);
	assert_int_equal(s.rows[0].told, 3);
	assert_int_equal(s.rows[0].early, 0);
	assert_int_equal(s.rows[0].max_wait_s, 601);
	wait_score_clear(&s);
}

static void early_is_before_the_window(void **state) {
	struct day *d = *state;
	struct wait_score s = {0};
	open(d, 2);
	take(d, "chung-thuc", 0, (struct told){true, 60, 300, 600});
	next(d, 2, 59);
	wait_score_add(&s, DAY, d->queue);
	assert_int_equal(s.rows[0].early, 1);
	assert_int_equal(s.rows[0].held, 0);
	assert_int_equal(s.rows[0].error_s, 241);
	assert_int_equal(s.rows[0].wait_s, 59);
	wait_score_clear(&s);
}

/* Where a ticket is sent later changes nothing of what it was told for. */
static void a_ticket_counts_for_what_it_was_taken_for(void **state) {
	struct day *d = *state;
	struct wait_score s = {0};
	struct change c = change(90);
	open(d, 2);
	take(d, "chung-thuc", 0, (struct told){true, 60, 300, 600});
	next(d, 2, 70);
	apply(d, queue_decide_transfer(d->queue, 2, setup_service(d->setup, "dat-dai"), 0, &c), &c);
	wait_score_add(&s, DAY, d->queue);
	assert_int_equal(s.count, 1);
	assert_string_equal(s.rows[0].service, "chung-thuc");
	wait_score_clear(&s);
}

static void the_visits_give_the_same(void **state) {
	struct day *d = *state;
	struct wait_score shown = {0}, again = {0};
	struct visit_book *book = visit_book_new(DAY, 0);
	struct visit_day visits;
	morning(d);
	wait_score_add(&shown, DAY, d->queue);
	for (int i = 0; i < d->count; i++)
		visit_book_add(book, &d->changes[i]);
	visit_book_day(book, &visits);
	for (size_t i = 0; i < visits.visit_count; i++) {
		const struct visit *v = &visits.visits[i];
		wait_score_add_visit(&again, DAY, visits.names[v->service], v);
	}
	assert_int_equal(again.count, shown.count);
	assert_memory_equal(again.rows, shown.rows, shown.count * sizeof *shown.rows);
	visit_day_clear(&visits);
	visit_book_free(book);
	wait_score_clear(&shown);
	wait_score_clear(&again);
}

static void the_total_is_the_sum(void **state) {
	struct day *d = *state;
	struct wait_score s = {0};
	morning(d);
	open(d, 3);
	wait_score_add(&s, DAY, d->queue);
	wait_score_add(&s, DAY + 1, d->queue);
	assert_int_equal(s.count, 2);
	struct wait_score_row total = wait_score_total(&s, NULL);
	assert_int_equal(total.called, 2 * s.rows[0].called);
	assert_int_equal(total.held, 4);
	assert_int_equal(total.error_s, 2 * s.rows[0].error_s);
	assert_int_equal(total.max_wait_s, 601);
	assert_int_equal(total.day, 0);
	wait_score_clear(&s);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_first_call_counts_once, begin, end),
		cmocka_unit_test_setup_teardown(early_is_before_the_window, begin, end),
		cmocka_unit_test_setup_teardown(
			a_ticket_counts_for_what_it_was_taken_for, begin, end),
		cmocka_unit_test_setup_teardown(the_visits_give_the_same, begin, end),
		cmocka_unit_test_setup_teardown(the_total_is_the_sum, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
