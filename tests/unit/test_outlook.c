/*
 * outlook: what people are told about their wait, from the queue, the calendar and what was
 * learned.
 *
 * Counter 2 of the sample ward does certifications, six minutes each, and helps with civil status.
 * links: server/outlook.c server/outlook_view.c server/outlook_json.c server/booked.c server/calendar.c server/queue.c server/queue_apply.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup.c server/setup_calendar_json.c
 * server/setup_hall_json.c server/setup_json.c server/setup_read.c server/estimate.c
 * server/forecast.c server/line.c server/phantom.c server/presence.c server/duration.c
 * server/stay.c server/strata.c server/learn.c common/clock.c common/mem.c common/proto.c
 * common/text.c tests/unit/office_file.c
 */
#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/outlook.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { WEDNESDAY = 20261125, SATURDAY = 20261128, SUNDAY = 20261129, MINUTE = 60000 };

/* A hall that lives through changes at `at_ms`. */
struct hall_day {
	struct setup *setup;
	struct queue *queue;
	struct outlook outlook;
	int64_t at_ms, seq;
	int day;
};

static int64_t at(int day, int hhmm) {
	return clock_at(day, hhmm / 100 * 60 + hhmm % 100);
}

static int begin(void **state) {
	struct hall_day *d = mem_alloc(1, sizeof *d);
	d->setup = office_file_setup("assets/office/ward.json");
	assert_true(clock_use_zone(d->setup->time_zone));
	d->queue = queue_new(d->setup);
	d->day = WEDNESDAY;
	d->at_ms = at(WEDNESDAY, 800);
	outlook_init(&d->outlook);
	*state = d;
	return 0;
}

static int end(void **state) {
	struct hall_day *d = *state;
	outlook_clear(&d->outlook);
	queue_free(d->queue);
	setup_free(d->setup);
	mem_free(d);
	return 0;
}

static struct change change(const struct hall_day *d) {
	return (struct change){.at_ms = d->at_ms, .day = d->day, .by = "system"};
}

static int64_t apply(struct hall_day *d, enum verdict verdict, struct change *c) {
	assert_int_equal(verdict, VERDICT_OK);
	c->seq = ++d->seq;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	assert_true(queue_apply(d->queue, c));
	outlook_learn(&d->outlook, d->queue, c);
	return c->ticket;
}

static int64_t issue(struct hall_day *d, const char *service, const char *priority) {
	struct change c = change(d);
	text_copy(c.service, sizeof c.service, service);
	text_copy(c.priority, sizeof c.priority, priority);
	snprintf(c.token, sizeof c.token, "token-%lld", (long long)d->seq);
	return apply(d, queue_decide_issue(d->queue, &c), &c);
}

static const struct queue_ticket *take(struct hall_day *d, const char *service) {
	int64_t id = issue(d, service, "");
	struct change c = change(d);
	apply(d, queue_decide_printed(d->queue, id, "paper", &c), &c);
	return queue_find(d->queue, id);
}

static void open_counter(struct hall_day *d, int counter) {
	struct change c = change(d);
	apply(d, queue_decide_open(d->queue, counter, &(struct clerk){"An", ""}, &c), &c);
}

static void call_next(struct hall_day *d, int counter) {
	struct change c = change(d);
	apply(d, queue_decide_next(d->queue, counter, &c), &c);
}

static void finish(struct hall_day *d, int counter) {
	struct change start = change(d), c = change(d);
	apply(d, queue_decide_start(d->queue, counter, &start), &start);
	apply(d, queue_decide_finish(d->queue, counter, &c), &c);
}

static struct wait of_service(struct hall_day *d, const char *service) {
	outlook_update(&d->outlook, d->queue, d->at_ms);
	return outlook_service(&d->outlook, setup_service(d->setup, service))->wait;
}

static struct wait of_ticket(struct hall_day *d, const struct queue_ticket *t) {
	outlook_update(&d->outlook, d->queue, d->at_ms);
	return outlook_ticket(&d->outlook, t).wait;
}

static void a_free_counter_means_no_wait(void **state) {
	struct hall_day *d = *state;
	open_counter(d, 2);
	struct wait w = of_service(d, "chung-thuc");
	assert_true(w.known);
	assert_int_equal(w.low_s, 0);
	assert_int_equal(w.high_s, 60);
	assert_true(of_ticket(d, take(d, "chung-thuc")).known);
}

static void windows_grow_with_those_ahead(void **state) {
	struct hall_day *d = *state;
	const struct queue_ticket *tickets[12];
	open_counter(d, 2);
	for (int i = 0; i < 12; i++)
		tickets[i] = take(d, "chung-thuc");
	call_next(d, 2);
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
	open_counter(d, 2);
	for (int i = 0; i < 6; i++)
		take(d, "chung-thuc");
	struct wait service = of_service(d, "chung-thuc");
	const struct queue_ticket *t = queue_find(d->queue, issue(d, "chung-thuc", ""));
	struct wait w = outlook_ticket(&d->outlook, t).wait;
	assert_memory_equal(&w, &service, sizeof w);
}

static void a_head_start_makes_it_shorter(void **state) {
	struct hall_day *d = *state;
	open_counter(d, 2);
	for (int i = 0; i < 10; i++)
		take(d, "chung-thuc");
	const struct queue_ticket *elderly =
		queue_find(d->queue, issue(d, "chung-thuc", "elderly"));
	struct wait ordinary = of_service(d, "chung-thuc");
	assert_true(of_ticket(d, elderly).high_s < ordinary.low_s);
}

/* On a Sunday, when nobody is planned and only who is there counts. */
static void one_more_counter_makes_it_shorter(void **state) {
	struct hall_day *d = *state;
	d->at_ms = at(SUNDAY, 900);
	open_counter(d, 2);
	for (int i = 0; i < 12; i++)
		take(d, "chung-thuc");
	struct wait alone = of_service(d, "chung-thuc");
	open_counter(d, 3);
	struct wait together = of_service(d, "chung-thuc");
	assert_true(together.high_s < alone.high_s);
}

static void nobody_there_and_nobody_planned(void **state) {
	struct hall_day *d = *state;
	/* Closed counters whose plan says that they will open are waited for. */
	d->at_ms = at(WEDNESDAY, 700);
	assert_true(of_service(d, "chung-thuc").known);
	d->at_ms = at(WEDNESDAY, 1701);
	assert_false(of_service(d, "chung-thuc").known);
	assert_false(of_ticket(d, take(d, "chung-thuc")).known);
	d->at_ms = at(SUNDAY, 900);
	assert_false(of_service(d, "chung-thuc").known);
	/* Somebody came all the same. */
	open_counter(d, 2);
	assert_true(of_service(d, "chung-thuc").known);
	assert_false(of_service(d, "cu-tru").known);
}

static void too_many_for_the_day(void **state) {
	struct hall_day *d = *state;
	d->at_ms = at(WEDNESDAY, 1600);
	open_counter(d, 6);
	const struct queue_ticket *first = take(d, "cu-tru"), *last = first;
	for (int i = 0; i < 60; i++)
		last = take(d, "cu-tru");
	assert_true(of_ticket(d, first).known);
	assert_false(outlook_ticket(&d->outlook, last).wait.known);
	assert_false(outlook_service(&d->outlook, setup_service(d->setup, "cu-tru"))->wait.known);
}

static void saturday_is_short(void **state) {
	struct hall_day *d = *state;
	d->day = SATURDAY;
	d->at_ms = at(SATURDAY, 1000);
	open_counter(d, 6);
	const struct queue_ticket *last = NULL;
	for (int i = 0; i < 25; i++)
		last = take(d, "cu-tru");
	assert_false(of_ticket(d, last).known);
	/* On a Wednesday there is the afternoon. */
	d->at_ms = at(WEDNESDAY, 1000);
	assert_true(of_ticket(d, last).known);
}

static void a_counter_off_on_saturdays_is_not_waited_for(void **state) {
	struct hall_day *d = *state;
	d->day = SATURDAY;
	d->at_ms = at(SATURDAY, 800);
	assert_true(of_service(d, "cu-tru").known);
	d->setup->counters[setup_counter(d->setup, 6)].saturday = false;
	assert_false(of_service(d, "cu-tru").known);
	assert_true(of_service(d, "chung-thuc").known);
}

/* So many visits of so many minutes at counter 2. */
static void visits(struct hall_day *d, int count, int minutes) {
	for (int i = 0; i < count; i++) {
		take(d, "chung-thuc");
		call_next(d, 2);
		d->at_ms += minutes * (int64_t)MINUTE;
		finish(d, 2);
	}
}

static struct wait with_ten_waiting(struct hall_day *d) {
	for (int i = 0; i < 10; i++)
		take(d, "chung-thuc");
	return of_service(d, "chung-thuc");
}

static void learns_from_visits(void **state) {
	struct hall_day *slow = *state;
	void *other = NULL;
	begin(&other);
	struct hall_day *quick = other;
	open_counter(slow, 2);
	open_counter(quick, 2);
	visits(slow, 8, 15);
	visits(quick, 8, 2);
	assert_int_equal(slow->outlook.learn.calls, 8);
	assert_true(slow->outlook.learned[0].n == 8);
	assert_true(slow->outlook.learned[1].n == 0);
	quick->at_ms = slow->at_ms;
	struct wait long_wait = with_ten_waiting(slow), short_wait = with_ten_waiting(quick);
	assert_true(long_wait.low_s > short_wait.low_s);
	assert_true(long_wait.high_s > short_wait.high_s);
	end(&other);
}

static void learns_from_absence(void **state) {
	struct hall_day *d = *state;
	open_counter(d, 2);
	take(d, "chung-thuc");
	call_next(d, 2);
	d->at_ms += 90 * 1000;
	struct change c = change(d);
	apply(d, queue_decide_absent(d->queue, 2, &c), &c);
	assert_true(d->outlook.learn.misses == 1);
	assert_true(d->outlook.learn.absent_s == 90);
	assert_true(d->outlook.learned[0].n == 0);
}

/* Called, not there, back, called again: from that nobody learns how long a visit takes. */
static void learns_nothing_from_who_came_back(void **state) {
	struct hall_day *d = *state;
	open_counter(d, 2);
	const struct queue_ticket *t = take(d, "chung-thuc");
	call_next(d, 2);
	struct change absent = change(d), back = change(d);
	apply(d, queue_decide_absent(d->queue, 2, &absent), &absent);
	back.kind = CHANGE_RETURNED;
	back.ticket = t->id;
	back.was = TICKET_ABSENT;
	back.state = TICKET_WAITING;
	apply(d, VERDICT_OK, &back);
	call_next(d, 2);
	d->at_ms += 6 * MINUTE;
	finish(d, 2);
	assert_int_equal(t->state, TICKET_SERVED);
	assert_true(d->outlook.learned[0].n == 0);
}

static void a_new_day_has_its_own_pace(void **state) {
	struct hall_day *d = *state;
	open_counter(d, 2);
	visits(d, 5, 15);
	assert_true(learn_pace(&d->outlook.learn, d->at_ms / 1000) > 0);
	struct change c = change(d);
	c.kind = CHANGE_DAY_OPENED;
	apply(d, VERDICT_OK, &c);
	assert_true(learn_pace(&d->outlook.learn, d->at_ms / 1000) == 0);
	assert_true(d->outlook.learned[0].n == 5);
}

static void a_new_day_knows_nothing_of_the_tickets_before(void **state) {
	struct hall_day *d = *state;
	open_counter(d, 2);
	const struct queue_ticket *old = take(d, "ho-tich");
	assert_true(of_ticket(d, old).known);
	struct change c = change(d);
	c.kind = CHANGE_DAY_OPENED;
	apply(d, VERDICT_OK, &c);
	d->outlook.services[0][0].wait = (struct wait){true, 60, 120};
	struct queue_ticket fresh = {.line = 0, .state = TICKET_WAITING};
	assert_int_equal(outlook_ticket(&d->outlook, &fresh).wait.low_s, 60);
}

/* Who is booked at 08:05 comes before those who have only just taken a number. */
static void the_booked_are_foreseen_until_they_come(void **state) {
	struct hall_day *d = *state;
	int64_t slot_ms = at(WEDNESDAY, 805);
	open_counter(d, 2);
	for (int i = 0; i < 4; i++)
		take(d, "chung-thuc");
	struct wait without = of_service(d, "chung-thuc");
	for (int i = 0; i < 8; i++)
		outlook_book(&d->outlook, d->setup, 0, slot_ms);
	struct wait with = of_service(d, "chung-thuc");
	assert_true(with.low_s > without.low_s && with.high_s > without.high_s);
	d->outlook.booked.count = 1;
	struct change c = change(d);
	text_copy(c.service, sizeof c.service, "chung-thuc");
	c.slot_ms = slot_ms;
	apply(d, queue_decide_issue(d->queue, &c), &c);
	assert_int_equal(d->outlook.booked.count, 0);
	outlook_book(&d->outlook, d->setup, 0, slot_ms);
	c = change(d);
	c.kind = CHANGE_DAY_OPENED;
	apply(d, VERDICT_OK, &c);
	assert_int_equal(d->outlook.booked.count, 0);
}

/* People with an appointment are foreseen one by one, others with a head start by those before. */
static void an_appointment_is_no_sign_of_more_to_come(void **state) {
	struct hall_day *d = *state;
	open_counter(d, 2);
	for (int i = 0; i < 6; i++)
		take(d, "chung-thuc");
	d->at_ms += 20 * MINUTE;
	struct wait before = of_service(d, "chung-thuc");
	for (int i = 0; i < 4; i++) {
		struct change c = change(d);
		text_copy(c.service, sizeof c.service, "chung-thuc");
		snprintf(c.token, sizeof c.token, "slot-%d", i);
		c.slot_ms = d->at_ms;
		apply(d, queue_decide_issue(d->queue, &c), &c);
		c.kind = CHANGE_CANCELLED;
		c.was = TICKET_ISSUING;
		c.state = TICKET_CANCELLED;
		apply(d, VERDICT_OK, &c);
	}
	struct wait after = of_service(d, "chung-thuc");
	assert_memory_equal(&after, &before, sizeof after);
}

static void a_counter_has_its_own_plan(void **state) {
	struct hall_day *d = *state;
	struct setup_counter *six = &d->setup->counters[setup_counter(d->setup, 6)];
	assert_true(of_service(d, "cu-tru").known);
	six->own_hours = true;
	assert_false(of_service(d, "cu-tru").known);
	six->hours[3] = (struct setup_hours){1, {{9 * 60, 10 * 60}}};
	assert_in_range(of_service(d, "cu-tru").low_s, 55 * 60, 60 * 60);
}

static void beyond_all_measure_nothing_is_said(void **state) {
	struct hall_day *d = *state;
	d->setup->number_max = 9999;
	open_counter(d, 2);
	const struct queue_ticket *first = take(d, "chung-thuc");
	for (int i = 1; i < 2000; i++)
		take(d, "chung-thuc");
	assert_true(of_ticket(d, first).known);
	take(d, "chung-thuc");
	assert_false(of_ticket(d, first).known);
	assert_false(outlook_service(&d->outlook, 0)->wait.known);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

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
