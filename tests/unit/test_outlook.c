/*
 * outlook: what people are told about their wait, from the queue, the calendar and what was
 * learned.
 *
 * Counter 2 of the sample ward does certifications, six minutes each, and helps with civil status.
 * links: server/outlook.c server/outlook_view.c server/outlook_json.c server/booked.c
 * server/calendar.c server/queue.c server/queue_apply.c server/queue_lease.c server/queue_help.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup*.c server/estimate.c server/forecast.c server/line.c
 * server/phantom.c server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c
 * common/clock.c common/slip_code.c common/mem.c common/proto.c common/text.c common/day.c
 * tests/unit/office_file.c tests/unit/hall_day.c
 */
#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "tests/unit/hall_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void a_free_counter_means_no_wait(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	struct wait w = hall_day_of_service(d, "chung-thuc");
	assert_true(w.known);
	assert_int_equal(w.low_s, 0);
	assert_int_equal(w.high_s, 60);
	assert_true(hall_day_of_ticket(d, hall_day_take(d, "chung-thuc")).known);
}

static void windows_grow_with_those_ahead(void **state) {
	struct hall_day *d = *state;
	const struct queue_ticket *tickets[12];
	hall_day_open_counter(d, 2);
	for (int i = 0; i < 12; i++)
		tickets[i] = hall_day_take(d, "chung-thuc");
	hall_day_call_next(d, 2);
	outlook_update(&d->outlook, d->queue, d->at_ms);
	assert_false(outlook_ticket(&d->outlook, tickets[0]).wait.known);
	struct wait before = outlook_ticket(&d->outlook, tickets[1]).wait;
	assert_true(before.known);
	for (int i = 2; i < 12; i++) {
		struct wait w = outlook_ticket(&d->outlook, tickets[i]).wait;
		assert_true(w.known);
		assert_true(w.low_s >= before.low_s && w.high_s >= before.high_s);
		assert_true(w.low_s < w.high_s);
		assert_int_equal(w.low_s % 60 + w.high_s % 60, 0);
		before = w;
	}
	/* Ten visits of six minutes are ahead of the last; others will come to help. */
	assert_in_range(before.high_s, 20 * 60, 120 * 60);
	struct wait next = outlook_service(&d->outlook, 0)->wait;
	assert_true(next.low_s >= before.low_s && next.high_s >= before.high_s);
}

static void one_just_issued_is_told_what_its_service_is(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	for (int i = 0; i < 6; i++)
		hall_day_take(d, "chung-thuc");
	struct wait service = hall_day_of_service(d, "chung-thuc");
	const struct queue_ticket *t = queue_find(d->queue, hall_day_issue(d, "chung-thuc", ""));
	struct wait w = outlook_ticket(&d->outlook, t).wait;
	assert_memory_equal(&w, &service, sizeof w);
}

static void a_head_start_makes_it_shorter(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	for (int i = 0; i < 10; i++)
		hall_day_take(d, "chung-thuc");
	const struct queue_ticket *elderly =
		queue_find(d->queue, hall_day_issue(d, "chung-thuc", "elderly"));
	struct wait ordinary = hall_day_of_service(d, "chung-thuc");
	assert_true(hall_day_of_ticket(d, elderly).high_s < ordinary.low_s);
}

/* On a Sunday, when nobody is planned and only who is there counts. */
static void one_more_counter_makes_it_shorter(void **state) {
	struct hall_day *d = *state;
	d->at_ms = hall_day_at(SUNDAY, 900);
	hall_day_open_counter(d, 2);
	for (int i = 0; i < 12; i++)
		hall_day_take(d, "chung-thuc");
	struct wait alone = hall_day_of_service(d, "chung-thuc");
	hall_day_open_counter(d, 3);
	struct wait together = hall_day_of_service(d, "chung-thuc");
	assert_true(together.high_s < alone.high_s);
}

static void nobody_there_and_nobody_planned(void **state) {
	struct hall_day *d = *state;
	/* Closed counters whose plan says that they will open are waited for. */
	d->at_ms = hall_day_at(WEDNESDAY, 700);
	assert_true(hall_day_of_service(d, "chung-thuc").known);
	d->at_ms = hall_day_at(WEDNESDAY, 1701);
	assert_false(hall_day_of_service(d, "chung-thuc").known);
	assert_false(hall_day_of_ticket(d, hall_day_take(d, "chung-thuc")).known);
	d->at_ms = hall_day_at(SUNDAY, 900);
	assert_false(hall_day_of_service(d, "chung-thuc").known);
	/* Somebody came all the same. */
	hall_day_open_counter(d, 2);
	assert_true(hall_day_of_service(d, "chung-thuc").known);
	assert_false(hall_day_of_service(d, "cu-tru").known);
}

static void too_many_for_the_day(void **state) {
	struct hall_day *d = *state;
	d->at_ms = hall_day_at(WEDNESDAY, 1600);
	hall_day_open_counter(d, 6);
	const struct queue_ticket *first = hall_day_take(d, "cu-tru"), *last = first;
	for (int i = 0; i < 60; i++)
		last = hall_day_take(d, "cu-tru");
	assert_true(hall_day_of_ticket(d, first).known);
	assert_false(outlook_ticket(&d->outlook, last).wait.known);
	assert_false(outlook_service(&d->outlook, setup_service(d->setup, "cu-tru"))->wait.known);
}

static void saturday_is_short(void **state) {
	struct hall_day *d = *state;
	d->day = SATURDAY;
	d->at_ms = hall_day_at(SATURDAY, 1000);
	hall_day_open_counter(d, 6);
	const struct queue_ticket *last = NULL;
	for (int i = 0; i < 25; i++)
		last = hall_day_take(d, "cu-tru");
	assert_false(hall_day_of_ticket(d, last).known);
	/* On a Wednesday there is the afternoon. */
	d->at_ms = hall_day_at(WEDNESDAY, 1000);
	assert_true(hall_day_of_ticket(d, last).known);
}

static void a_counter_off_on_saturdays_is_not_waited_for(void **state) {
	struct hall_day *d = *state;
	d->day = SATURDAY;
	d->at_ms = hall_day_at(SATURDAY, 800);
	assert_true(hall_day_of_service(d, "cu-tru").known);
	d->setup->counters[setup_counter(d->setup, 6)].saturday = false;
	assert_false(hall_day_of_service(d, "cu-tru").known);
	assert_true(hall_day_of_service(d, "chung-thuc").known);
}

/* So many visits of so many minutes at counter 2. */
static void visits(struct hall_day *d, int count, int minutes) {
	for (int i = 0; i < count; i++) {
		hall_day_take(d, "chung-thuc");
		hall_day_call_next(d, 2);
		d->at_ms += minutes * (int64_t)MINUTE;
		hall_day_finish(d, 2);
	}
}

static struct wait with_ten_waiting(struct hall_day *d) {
	for (int i = 0; i < 10; i++)
		hall_day_take(d, "chung-thuc");
	return hall_day_of_service(d, "chung-thuc");
}

static void learns_from_visits(void **state) {
	struct hall_day *slow = *state;
	void *other = NULL;
	hall_day_begin(&other);
	struct hall_day *quick = other;
	hall_day_open_counter(slow, 2);
	hall_day_open_counter(quick, 2);
	visits(slow, 8, 15);
	visits(quick, 8, 2);
	assert_int_equal(slow->outlook.learn.calls, 8);
	assert_true(slow->outlook.learned[0].n == 8);
	assert_true(slow->outlook.learned[1].n == 0);
	quick->at_ms = slow->at_ms;
	struct wait long_wait = with_ten_waiting(slow), short_wait = with_ten_waiting(quick);
	assert_true(long_wait.low_s > short_wait.low_s);
	assert_true(long_wait.high_s > short_wait.high_s);
	hall_day_end(&other);
}

static void learns_from_absence(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	hall_day_take(d, "chung-thuc");
	hall_day_call_next(d, 2);
	d->at_ms += 90 * 1000;
	struct change c = hall_day_change(d);
	hall_day_apply(d, queue_decide_absent(d->queue, 2, &c), &c);
	assert_true(d->outlook.learn.misses == 1);
	assert_true(d->outlook.learn.absent_s == 90);
	assert_true(d->outlook.learned[0].n == 0);
}

/* Called, not there, back, called again: from that nobody learns how long a visit takes. */
static void learns_nothing_from_who_came_back(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	const struct queue_ticket *t = hall_day_take(d, "chung-thuc");
	hall_day_call_next(d, 2);
	struct change absent = hall_day_change(d), back = hall_day_change(d);
	hall_day_apply(d, queue_decide_absent(d->queue, 2, &absent), &absent);
	back.kind = CHANGE_RETURNED;
	back.ticket = t->id;
	back.was = TICKET_ABSENT;
	back.state = TICKET_WAITING;
	hall_day_apply(d, VERDICT_OK, &back);
	hall_day_call_next(d, 2);
	d->at_ms += 6 * MINUTE;
	hall_day_finish(d, 2);
	assert_int_equal(t->state, TICKET_SERVED);
	assert_true(d->outlook.learned[0].n == 0);
}

static void a_new_day_has_its_own_pace(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	visits(d, 5, 15);
	assert_true(learn_pace(&d->outlook.learn, d->at_ms / 1000) > 0);
	struct change c = hall_day_change(d);
	c.kind = CHANGE_DAY_OPENED;
	hall_day_apply(d, VERDICT_OK, &c);
	assert_true(learn_pace(&d->outlook.learn, d->at_ms / 1000) == 0);
	assert_true(d->outlook.learned[0].n == 5);
}

static void a_new_day_knows_nothing_of_the_tickets_before(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	const struct queue_ticket *old = hall_day_take(d, "ho-tich");
	assert_true(hall_day_of_ticket(d, old).known);
	struct change c = hall_day_change(d);
	c.kind = CHANGE_DAY_OPENED;
	hall_day_apply(d, VERDICT_OK, &c);
	d->outlook.services[0][0].wait = (struct wait){true, 60, 120};
	struct queue_ticket fresh = {.line = 0, .state = TICKET_WAITING};
	assert_int_equal(outlook_ticket(&d->outlook, &fresh).wait.low_s, 60);
}

/* Who is booked at 08:05 comes before those who have only just taken a number. */
static void the_booked_are_foreseen_until_they_come(void **state) {
	struct hall_day *d = *state;
	int64_t slot_ms = hall_day_at(WEDNESDAY, 805);
	hall_day_open_counter(d, 2);
	for (int i = 0; i < 4; i++)
		hall_day_take(d, "chung-thuc");
	struct wait without = hall_day_of_service(d, "chung-thuc");
	for (int i = 0; i < 8; i++)
		outlook_book(&d->outlook, d->setup, 0, slot_ms);
	struct wait with = hall_day_of_service(d, "chung-thuc");
	assert_true(with.low_s > without.low_s && with.high_s > without.high_s);
	d->outlook.booked.count = 1;
	struct change c = hall_day_change(d);
	text_copy(c.service, sizeof c.service, "chung-thuc");
	c.slot_ms = slot_ms;
	hall_day_apply(d, queue_decide_issue(d->queue, &c), &c);
	assert_int_equal(d->outlook.booked.count, 0);
	outlook_book(&d->outlook, d->setup, 0, slot_ms);
	c = hall_day_change(d);
	c.kind = CHANGE_DAY_OPENED;
	hall_day_apply(d, VERDICT_OK, &c);
	assert_int_equal(d->outlook.booked.count, 0);
}

/* People with an appointment are foreseen one by one, others with a head start by those before. */
static void an_appointment_is_no_sign_of_more_to_come(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	for (int i = 0; i < 6; i++)
		hall_day_take(d, "chung-thuc");
	d->at_ms += 20 * MINUTE;
	struct wait before = hall_day_of_service(d, "chung-thuc");
	for (int i = 0; i < 4; i++) {
		struct change c = hall_day_change(d);
		text_copy(c.service, sizeof c.service, "chung-thuc");
		snprintf(c.token, sizeof c.token, "slot-%d", i);
		c.slot_ms = d->at_ms;
		hall_day_apply(d, queue_decide_issue(d->queue, &c), &c);
		c.kind = CHANGE_CANCELLED;
		c.was = TICKET_ISSUING;
		c.state = TICKET_CANCELLED;
		hall_day_apply(d, VERDICT_OK, &c);
	}
	struct wait after = hall_day_of_service(d, "chung-thuc");
	assert_memory_equal(&after, &before, sizeof after);
}

static void a_counter_has_its_own_plan(void **state) {
	struct hall_day *d = *state;
	struct setup_counter *six = &d->setup->counters[setup_counter(d->setup, 6)];
	assert_true(hall_day_of_service(d, "cu-tru").known);
	six->own_hours = true;
	assert_false(hall_day_of_service(d, "cu-tru").known);
	six->hours[3] = (struct setup_hours){1, {{9 * 60, 10 * 60}}};
	assert_in_range(hall_day_of_service(d, "cu-tru").low_s, 55 * 60, 60 * 60);
}

static void beyond_all_measure_nothing_is_said(void **state) {
	struct hall_day *d = *state;
	d->setup->number_max = 9999;
	hall_day_open_counter(d, 2);
	const struct queue_ticket *first = hall_day_take(d, "chung-thuc");
	for (int i = 1; i < 2000; i++)
		hall_day_take(d, "chung-thuc");
	assert_true(hall_day_of_ticket(d, first).known);
	hall_day_take(d, "chung-thuc");
	assert_false(hall_day_of_ticket(d, first).known);
	assert_false(outlook_service(&d->outlook, 0)->wait.known);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, hall_day_begin, hall_day_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_free_counter_means_no_wait),
		TEST(windows_grow_with_those_ahead),
		TEST(one_just_issued_is_told_what_its_service_is),
		TEST(a_head_start_makes_it_shorter),
		TEST(one_more_counter_makes_it_shorter),
		TEST(nobody_there_and_nobody_planned),
		TEST(too_many_for_the_day),
		TEST(saturday_is_short),
		TEST(a_counter_off_on_saturdays_is_not_waited_for),
		TEST(learns_from_visits),
		TEST(learns_from_absence),
		TEST(learns_nothing_from_who_came_back),
		TEST(a_new_day_has_its_own_pace),
		TEST(a_new_day_knows_nothing_of_the_tickets_before),
		TEST(the_booked_are_foreseen_until_they_come),
		TEST(an_appointment_is_no_sign_of_more_to_come),
		TEST(a_counter_has_its_own_plan),
		TEST(beyond_all_measure_nothing_is_said),
	};
	return cmocka_run_group_tests_name("outlook", tests, NULL, NULL);
}
