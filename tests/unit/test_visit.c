/*
 * visit: the visits of a day as its changes tell them: waits, services, what was taken back, what
 * is doubtful, and how long counters were open and busy.
 *
 * links: server/visit.c server/visit_desks.c server/queue.c server/queue_apply.c
 * server/queue_lease.c server/queue_help.c server/queue_decide.c server/queue_moves.c
 * server/queue_ticket.c server/queue_order.c server/heap.c server/lookup.c server/setup*.c
 * common/proto.c common/text.c common/slip_code.c common/mem.c common/day.c
 * tests/unit/office_file.c tests/unit/queue_day.c tests/unit/queue_twin.c
 */
#include "common/text.h"
#include "server/visit.h"
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { NONE = VISIT_NEVER, LATER_S = 100 };

/* The day as it is now; it begins at the epoch. */
static struct visit_day visits_of(const struct queue_day *d) {
	struct visit_book *book = visit_book_new(19700101, 0);
	struct visit_day day;
	for (int i = 0; i < d->count; i++)
		visit_book_add(book, &d->changes[i]);
	visit_book_day(book, &day);
	visit_book_free(book);
	assert_int_equal(day.seq, d->count);
	return day;
}

static struct visit visit_at(const struct queue_day *d, size_t i) {
	struct visit_day day = visits_of(d);
	assert_true(i < day.visit_count);
	struct visit v = day.visits[i];
	visit_day_clear(&day);
	return v;
}

/* Milliseconds of a counter in the whole day. */
static struct visit_desk desk_of(const struct queue_day *d, int counter) {
	struct visit_day day = visits_of(d);
	struct visit_desk all = {.counter = counter};
	for (size_t i = 0; i < day.desk_count; i++) {
		if (day.desks[i].counter != counter)
			continue;
		all.open_ms += day.desks[i].open_ms;
		all.busy_ms += day.desks[i].busy_ms;
	}
	visit_day_clear(&day);
	return all;
}

static void assert_desk(const struct queue_day *d, int counter, int open_s, int busy_s) {
	struct visit_desk desk = desk_of(d, counter);
	assert_int_equal(desk.open_ms, open_s * 1000);
	assert_int_equal(desk.busy_ms, busy_s * 1000);
}

static void set_clock(struct queue_day *d, int step_s) {
	struct change c = day_change(d);
	c.kind = CHANGE_CLOCK_SET;
	snprintf(c.how, sizeof c.how, "%d", step_s);
	day_apply(d, VERDICT_OK, &c);
}

static void test_served(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "chung-thuc", "elderly");
	d->at_s += 600;
	day_next(d, 2);
	d->at_s += 20;
	day_at(d, queue_decide_start, 2);
	d->at_s += 300;
	day_at(d, queue_decide_finish, 2);
	struct visit_day day = visits_of(d);
	const struct visit *v = &day.visits[0];
	assert_string_equal(v->number, "A001");
	assert_string_equal(day.names[v->service], "chung-thuc");
	assert_string_equal(day.names[v->priority], "elderly");
	assert_int_equal(v->issued_s, DAY_BEGIN_S);
	assert_int_equal(v->called_s, DAY_BEGIN_S + 600);
	assert_int_equal(v->started_s, DAY_BEGIN_S + 620);
	assert_int_equal(v->ended_s, DAY_BEGIN_S + 920);
	assert_int_equal(v->wait_s, 600);
	assert_int_equal(v->service_s, 300);
	assert_int_equal(v->first_counter, 2);
	assert_int_equal(v->counter, 2);
	assert_int_equal(v->state, TICKET_SERVED);
	assert_int_equal(v->calls, 1);
	assert_int_equal(v->doubts, 0);
	assert_true(visit_wait_counts(v) && visit_service_counts(v));
	visit_day_clear(&day);
	assert_desk(d, 2, 920, 320);
}

static void test_not_yet(void **state) {
	struct queue_day *d = *state;
	day_take(d, "chung-thuc", "");
	struct visit v = visit_at(d, 0);
	assert_int_equal(v.priority, -1);
	assert_int_equal(v.wait_s, NONE);
	assert_int_equal(v.service_s, NONE);
	assert_int_equal(v.ended_s, NONE);
	assert_false(visit_wait_counts(&v) || visit_service_counts(&v));
}

static void test_call_taken_back(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	d->at_s += 100;
	day_next(d, 2);
	d->at_s += 10;
	day_at(d, queue_decide_undo, 2);
	assert_int_equal(visit_at(d, 0).wait_s, NONE);
	assert_int_equal(visit_at(d, 0).calls, 0);
	assert_desk(d, 2, 110, 0);
	d->at_s += 90;
	day_next(d, 2);
	assert_int_equal(visit_at(d, 0).wait_s, 200);
	assert_int_equal(visit_at(d, 0).calls, 1);
}

/* The person was there all the time. */
static void test_absence_taken_back(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	day_next(d, 2);
	d->at_s += 60;
	day_at(d, queue_decide_absent, 2);
	assert_int_equal(visit_at(d, 0).misses, 1);
	d->at_s += 5;
	day_at(d, queue_decide_undo, 2);
	assert_int_equal(visit_at(d, 0).misses, 0);
	d->at_s += 5;
	day_at(d, queue_decide_start, 2);
	d->at_s += 100;
	day_at(d, queue_decide_finish, 2);
	assert_desk(d, 2, 170, 170);
	assert_int_equal(visit_at(d, 0).service_s, 100);
}

static void test_held(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	const char *number = day_next(d, 2);
	day_at(d, queue_decide_start, 2);
	d->at_s += 100;
	day_hold(d, 2, 0);
	d->at_s += 1000;
	day_resume(d, 2, number);
	d->at_s += 50;
	day_at(d, queue_decide_finish, 2);
	struct visit v = visit_at(d, 0);
	assert_int_equal(v.service_s, 150);
	assert_int_equal(v.holds, 1);
	assert_int_equal(v.doubts, 0);
	assert_desk(d, 2, 1150, 150);
}

static void test_transferred(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 6);
	day_take(d, "chung-thuc", "");
	d->at_s += 30;
	day_next(d, 2);
	day_at(d, queue_decide_start, 2);
	d->at_s += 100;
	day_transfer(d, 2, "cu-tru", 0);
	d->at_s += 500;
	day_serve(d, 6);

	struct visit_day day = visits_of(d);
	const struct visit *v = &day.visits[0];
	assert_string_equal(day.names[v->service], "chung-thuc");
	assert_int_equal(v->wait_s, 30);
	assert_int_equal(v->service_s, 100 + v->stay_s);
	assert_int_equal(v->first_counter, 2);
	assert_int_equal(v->counter, 6);
	assert_int_equal(v->moves, 1);
	assert_int_equal(v->calls, 2);
	visit_day_clear(&day);
}

static void serve_to(struct queue_day *d, int seconds) {
	day_next(d, 2);
	day_at(d, queue_decide_start, 2);
	d->at_s += seconds;
	day_at(d, queue_decide_finish, 2);
}

static void test_doubtful_services(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	int64_t reopened = day_take(d, "chung-thuc", "");
	serve_to(d, 100);
	day_say(d, queue_decide_reopen, reopened, "sai");
	assert_int_equal(visit_at(d, 0).service_s, NONE);
	serve_to(d, 50);
	day_take(d, "chung-thuc", "");
	serve_to(d, VISIT_LONG_S + 1);
	int64_t released = day_take(d, "chung-thuc", "");
	day_next(d, 2);
	d->at_s += LATER_S;
	day_say(d, queue_decide_release, released, "hỏng máy");
	serve_to(d, 10);
	const unsigned doubts[] = {VISIT_REOPENED, VISIT_LONG, VISIT_RELEASED};
	for (size_t i = 0; i < 3; i++) {
		struct visit v = visit_at(d, i);
		assert_int_equal(v.doubts, doubts[i]);
		assert_int_equal(v.state, TICKET_SERVED);
		assert_true(visit_wait_counts(&v));
		assert_false(visit_service_counts(&v));
	}
	assert_int_equal(visit_at(d, 0).service_s, 150);
	assert_desk(
		d, 2, 100 + 50 + VISIT_LONG_S + 1 + LATER_S + 10, 100 + 50 + VISIT_LONG_S + 1 + 10);
}

static void test_end_of_day(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	int64_t serving = day_take(d, "chung-thuc", ""), waiting = day_take(d, "chung-thuc", "");
	day_next(d, 2);
	d->at_s += 60;
	day_at(d, queue_decide_start, 2);
	d->at_s += 40000;
	day_of(d, queue_decide_expire, serving);
	day_of(d, queue_decide_expire, waiting);
	assert_int_equal(visit_at(d, 0).doubts, VISIT_UNENDED);
	assert_int_equal(visit_at(d, 0).state, TICKET_EXPIRED);
	assert_int_equal(visit_at(d, 1).doubts, 0);
	assert_desk(d, 2, 60, 0); /* open until the clerk last did anything */
}

static void test_clock(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	day_take(d, "chung-thuc", "");
	day_next(d, 2);
	d->at_s += 100 + 3600;
	set_clock(d, 3600);
	d->at_s += 50;
	day_at(d, queue_decide_start, 2);
	day_at(d, queue_decide_finish, 2);
	serve_to(d, 10);
	struct visit later = visit_at(d, 0), waiting = visit_at(d, 1);
	assert_int_equal(later.doubts, VISIT_CLOCK_LATER);
	assert_true(visit_wait_counts(&later) && !visit_service_counts(&later));
	assert_int_equal(waiting.doubts, VISIT_CLOCK_WAITING);
	assert_true(!visit_wait_counts(&waiting) && visit_service_counts(&waiting));
	assert_desk(d, 2, 160, 160);
}

static void test_hours(void **state) {
	struct queue_day *d = *state;
	d->at_s = 9 * 3600 - 600;
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	day_next(d, 2);
	d->at_s += 1200;
	day_at(d, queue_decide_start, 2);
	day_at(d, queue_decide_finish, 2);
	d->at_s += 60;
	day_pause(d, 2);
	d->at_s += 600;
	day_open(d, 2);
	d->at_s += 5;
	day_at(d, queue_decide_close, 2);
	struct visit_day day = visits_of(d);
	assert_int_equal(day.desk_count, 2);
	const struct visit_desk expected[] = {{2, 8, 600000, 600000}, {2, 9, 665000, 600000}};
	assert_memory_equal(day.desks, expected, sizeof expected);
	visit_day_clear(&day);
}

static void test_ratings(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	int64_t id = day_take(d, "chung-thuc", "");
	serve_to(d, 10);
	struct change c = day_change(d);
	strcpy(c.how, "2");
	strcpy(c.note, "wait,attitude");
	day_apply(d, queue_decide_rate(d->queue, id, &c), &c);
	struct visit_day day = visits_of(d);
	const struct visit_rating *r = day.ratings;
	assert_int_equal(day.rating_count, 1);
	assert_string_equal(day.names[r->service], "chung-thuc");
	assert_int_equal(r->counter, 2);
	assert_int_equal(r->score, 2);
	assert_int_equal(r->reason_count, 2);
	assert_string_equal(day.names[r->reasons[0]], "wait");
	assert_string_equal(day.names[r->reasons[1]], "attitude");
	visit_day_clear(&day);
}

static void test_taken_while_cut_off(void **state) {
	struct queue_day *d = *state;
	const struct queue_lease *lease = day_lease(d, "disk");
	char number[NUMBER_SIZE];
	queue_print_number(d->queue, 0, lease->first, number);
	d->at_s += 900;
	day_join(d, lease, number, DAY_BEGIN_S + 300);
	day_open(d, 2);
	day_next(d, 2);
	assert_int_equal(visit_at(d, 0).wait_s, 600);
	assert_int_equal(visit_at(d, 0).issued_s, DAY_BEGIN_S + 300);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_served, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_not_yet, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_call_taken_back, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_absence_taken_back, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_held, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_transferred, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_doubtful_services, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_end_of_day, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_clock, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_hours, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_ratings, day_begin, day_end),
		cmocka_unit_test_setup_teardown(test_taken_while_cut_off, day_begin, day_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
