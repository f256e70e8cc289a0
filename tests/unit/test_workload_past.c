/*
 * workload: days that an office has had, made into days to be played.
 *
 * links: server/workload_past.c server/workload.c server/workload_json.c server/drive_office_json.c
 * server/calendar.c server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/heap.c server/lookup.c server/setup*.c common/clock.c common/json_read.c common/log.c
 * common/proto.c common/text.c common/slip_code.c common/mem.c common/day.c
 * tests/unit/office_file.c tests/unit/queue_day.c tests/unit/queue_twin.c
 */
#include "common/clock.h"
#include "server/workload_past.h"
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { DATE = 19700101, ALL_DAY_S = 86400 };

struct entries {
	struct workload workload;
	const struct workload_day *day;
};

static struct entries made_of(const struct queue_day *d) {
	struct entries e = {0};
	assert_true(clock_use_zone("UTC"));
	assert_true(workload_add_past(&e.workload, d->setup, DATE, d->changes, (size_t)d->count));
	assert_int_equal(e.workload.count, 1);
	e.day = &e.workload.days[0];
	assert_int_equal(e.day->day, DATE);
	return e;
}

/* The n-th entry of a kind. */
static struct workload_entry nth(const struct entries *e, enum workload_kind kind, int n) {
	for (size_t i = 0; i < e->day->count; i++)
		if (e->day->entries[i].kind == kind && n-- == 0)
			return e->day->entries[i];
	fail_msg("there is no such entry");
	return (struct workload_entry){0};
}

static size_t how_many(const struct entries *e, enum workload_kind kind) {
	size_t n = 0;
	for (size_t i = 0; i < e->day->count; i++)
		n += e->day->entries[i].kind == kind;
	return n;
}

static void visit_is_walk_and_service(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "chung-thuc", "elderly");
	d->at_s += 60;
	day_next(d, 2);
	d->at_s += 20;
	day_at(d, queue_decide_start, 2);
	d->at_s += 300;
	day_at(d, queue_decide_finish, 2);
	struct entries e = made_of(d);
	struct workload_entry a = nth(&e, WORKLOAD_ARRIVE, 0);
	assert_int_equal(a.t, DAY_BEGIN_S);
	assert_int_equal(a.service, setup_service(d->setup, "chung-thuc"));
	assert_int_equal(a.priority, setup_priority(d->setup, "elderly"));
	assert_int_equal(a.walk_s, 20);
	assert_int_equal(a.duration_s, 300);
	assert_int_equal(a.patience_s, ALL_DAY_S);
	assert_int_equal(a.back, WORKLOAD_NONE);
	assert_int_equal(a.slot, WORKLOAD_NONE);
	assert_int_equal(a.then_service, WORKLOAD_NONE);
	workload_clear(&e.workload);
}

/* Whoever came while a kiosk was cut off came then; numbers set aside and returned are no visit. */
static void numbers_given_alone_arrive_when_they_were_given(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	const struct queue_lease *l = day_lease(d, "disk");
	d->at_s += 600;
	day_take(d, "chung-thuc", "");
	day_join(d, l, "A950", DAY_BEGIN_S + 120);
	d->at_s += 300;
	struct change c = day_change(d);
	enum verdict verdict = queue_decide_lease_return(d->queue, l->id, &c);
	day_apply(d, verdict, &c);
	struct entries e = made_of(d);
	assert_int_equal(how_many(&e, WORKLOAD_ARRIVE), 2);
	assert_int_equal(nth(&e, WORKLOAD_ARRIVE, 0).t, DAY_BEGIN_S + 120);
	assert_int_equal(nth(&e, WORKLOAD_ARRIVE, 1).t, DAY_BEGIN_S + 600);
	assert_int_equal(nth(&e, WORKLOAD_CLOSE, 0).t, DAY_BEGIN_S + 600);
	workload_clear(&e.workload);
}

static void counters_open_and_close_as_they_did(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	d->at_s += 600;
	struct change c = day_change(d);
	day_apply(d, queue_decide_pause(d->queue, 2, (DAY_BEGIN_S + 1500) * 1000LL, &c), &c);
	d->at_s += 300;
	day_open(d, 2);
	d->at_s += 300;
	day_take(d, "chung-thuc", "");
	struct entries e = made_of(d);
	assert_int_equal(how_many(&e, WORKLOAD_OPEN), 2);
	assert_int_equal(how_many(&e, WORKLOAD_CLOSE), 2);
	assert_int_equal(nth(&e, WORKLOAD_OPEN, 0).t, DAY_BEGIN_S);
	assert_int_equal(nth(&e, WORKLOAD_CLOSE, 0).t, DAY_BEGIN_S + 600);
	assert_int_equal(nth(&e, WORKLOAD_CLOSE, 0).counter, 2);
	assert_int_equal(nth(&e, WORKLOAD_CLOSE, 0).back, DAY_BEGIN_S + 1500);
	assert_int_equal(nth(&e, WORKLOAD_OPEN, 1).t, DAY_BEGIN_S + 900);
	/* Nobody closed it: it was there as long as anything happened. */
	assert_int_equal(nth(&e, WORKLOAD_CLOSE, 1).t, DAY_BEGIN_S + 1200);
	assert_int_equal(nth(&e, WORKLOAD_CLOSE, 1).back, WORKLOAD_NONE);
	workload_clear(&e.workload);
}

static void absent_one_was_gone_and_came_back(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	int64_t id = day_take(d, "chung-thuc", "");
	d->at_s += 100;
	day_next(d, 2);
	d->at_s += 45;
	day_at(d, queue_decide_absent, 2);
	d->at_s += 240;
	day_of(d, queue_decide_back, id);
	day_next(d, 2);
	d->at_s += 10;
	day_at(d, queue_decide_start, 2);
	d->at_s += 200;
	day_at(d, queue_decide_finish, 2);
	struct entries e = made_of(d);
	struct workload_entry a = nth(&e, WORKLOAD_ARRIVE, 0);
	assert_int_equal(a.patience_s, 99);
	assert_int_equal(a.back, 240);
	assert_int_equal(a.duration_s, 200);
	workload_clear(&e.workload);
}

static void stays_add_up_and_a_transfer_is_a_second_stop(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 4);
	day_take(d, "chung-thuc", "");
	day_next(d, 2);
	day_at(d, queue_decide_start, 2);
	d->at_s += 100;
	day_hold(d, 2, 0);
	d->at_s += 600;
	day_resume(d, 2, "A001");
	d->at_s += 50;
	day_transfer(d, 2, "kinh-doanh", 0);
	d->at_s += 30;
	day_next(d, 4);
	day_at(d, queue_decide_start, 4);
	d->at_s += 400;
	day_at(d, queue_decide_finish, 4);
	struct entries e = made_of(d);
	struct workload_entry a = nth(&e, WORKLOAD_ARRIVE, 0);
	assert_int_equal(a.service, setup_service(d->setup, "chung-thuc"));
	assert_int_equal(a.duration_s, 150);
	assert_int_equal(a.then_service, setup_service(d->setup, "kinh-doanh"));
	assert_int_equal(a.then_duration_s, 400);
	workload_clear(&e.workload);
}

static void step_that_was_taken_back_was_none(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_take(d, "chung-thuc", "");
	d->at_s += 100;
	day_next(d, 2);
	d->at_s += 10;
	day_at(d, queue_decide_absent, 2);
	d->at_s += 5;
	day_at(d, queue_decide_undo, 2);
	d->at_s += 5;
	day_at(d, queue_decide_start, 2);
	d->at_s += 60;
	day_at(d, queue_decide_finish, 2);
	struct entries e = made_of(d);
	struct workload_entry a = nth(&e, WORKLOAD_ARRIVE, 0);
	assert_int_equal(a.patience_s, ALL_DAY_S);
	assert_int_equal(a.walk_s, 20);
	assert_int_equal(a.duration_s, 60);
	workload_clear(&e.workload);
}

static void who_was_never_served_would_have_taken_the_mean(void **state) {
	struct queue_day *d = *state;
	int64_t gone = day_take(d, "ho-tich", ""), out = day_take(d, "ho-tich", "");
	day_take_slot(d, "ho-tich", DAY_BEGIN_S + 1800);
	d->at_s += 500;
	day_of(d, queue_decide_leave, gone);
	day_say(d, queue_decide_void, out, "thử máy");
	struct entries e = made_of(d);
	int service = setup_service(d->setup, "ho-tich");
	assert_int_equal(how_many(&e, WORKLOAD_ARRIVE), 2);
	assert_int_equal(
		nth(&e, WORKLOAD_ARRIVE, 0).duration_s, d->setup->services[service].mean_s);
	assert_int_equal(nth(&e, WORKLOAD_ARRIVE, 0).patience_s, 500);
	assert_int_equal(nth(&e, WORKLOAD_ARRIVE, 1).slot, DAY_BEGIN_S + 1800);
	workload_clear(&e.workload);
}

static void plan_is_that_of_the_date(void **state) {
	struct queue_day *d = *state;
	day_take(d, "chung-thuc", "");
	struct entries e = made_of(d);
	const struct setup_hours *plan =
		&e.day->setup->counters[setup_counter(e.day->setup, 2)].hours[0];
	assert_string_equal(e.day->setup->counters[0].name.vi, "1");
	assert_int_equal(plan->count, 2);
	assert_int_equal(plan->spans[0].from, d->setup->hours[4].spans[0].from);
	workload_clear(&e.workload);
}

static void day_without_anyone_is_none(void **state) {
	struct queue_day *d = *state;
	struct workload w = {0};
	day_open(d, 2);
	int64_t out = day_take(d, "ho-tich", "");
	day_say(d, queue_decide_void, out, "thử máy");
	assert_false(workload_add_past(&w, d->setup, DATE, d->changes, (size_t)d->count));
	assert_int_equal(w.count, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(visit_is_walk_and_service, day_begin, day_end),
		cmocka_unit_test_setup_teardown(
			numbers_given_alone_arrive_when_they_were_given, day_begin, day_end),
		cmocka_unit_test_setup_teardown(
			counters_open_and_close_as_they_did, day_begin, day_end),
		cmocka_unit_test_setup_teardown(
			absent_one_was_gone_and_came_back, day_begin, day_end),
		cmocka_unit_test_setup_teardown(
			stays_add_up_and_a_transfer_is_a_second_stop, day_begin, day_end),
		cmocka_unit_test_setup_teardown(
			step_that_was_taken_back_was_none, day_begin, day_end),
		cmocka_unit_test_setup_teardown(
			who_was_never_served_would_have_taken_the_mean, day_begin, day_end),
		cmocka_unit_test_setup_teardown(plan_is_that_of_the_date, day_begin, day_end),
		cmocka_unit_test_setup_teardown(day_without_anyone_is_none, day_begin, day_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
