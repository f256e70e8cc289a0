/*
 * outlook: people who came while a kiosk was cut off count from when they came, not from when their
 * numbers joined.
 *
 * links: server/outlook.c server/outlook_view.c server/outlook_json.c server/booked.c
 * server/calendar.c server/queue.c server/queue_apply.c server/queue_lease.c server/queue_help.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup*.c server/estimate.c server/forecast.c server/line.c
 * server/phantom.c server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c
 * common/clock.c common/slip_code.c common/mem.c common/proto.c common/text.c common/day.c
 * tests/unit/office_file.c tests/unit/hall_day.c
 */
#include "common/text.h"
#include "server/outlook_view.h"
#include "tests/unit/hall_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static int64_t lease(struct hall_day *d) {
	struct change c = hall_day_change(d);
	enum verdict verdict = queue_decide_lease(d->queue, &c);
	hall_day_apply(d, verdict, &c);
	return c.seq;
}

static const struct queue_ticket *join(
	struct hall_day *d, int64_t lease, const char *number, const char *priority, int hhmm) {
	struct change c = hall_day_change(d);
	c.lease = lease;
	c.taken_at_ms = hall_day_at(WEDNESDAY, hhmm);
	text_copy(c.number, sizeof c.number, number);
	text_copy(c.token, sizeof c.token, number);
	text_copy(c.service, sizeof c.service, "chung-thuc");
	text_copy(c.priority, sizeof c.priority, priority);
	enum verdict verdict = queue_decide_leased(d->queue, &c);
	int64_t id = hall_day_apply(d, verdict, &c);
	c = hall_day_change(d);
	verdict = queue_decide_printed(d->queue, id, "paper", &c);
	hall_day_apply(d, verdict, &c);
	return queue_find(d->queue, id);
}

static void those_to_come_are_like_those_who_came(void **state) {
	struct hall_day *d = *state;
	int64_t id = lease(d);
	d->at_ms = hall_day_at(WEDNESDAY, 830);
	hall_day_issue(d, "chung-thuc", "elderly");
	d->at_ms = hall_day_at(WEDNESDAY, 930);
	hall_day_issue(d, "chung-thuc", "elderly");
	d->at_ms = hall_day_at(WEDNESDAY, 945);
	join(d, id, "A950", "elderly", 810);
	join(d, id, "A951", "elderly", 915);
	join(d, id, "A952", "", 811);
	struct outlook_view *v = outlook_view_new(&d->outlook, d->queue, d->at_ms);
	assert_int_equal(v->hall.first_issue_s, hall_day_at(WEDNESDAY, 810) / 1000);
	assert_int_equal(v->hall.recent_count, 2);
	assert_int_equal(v->hall.recent[0].issued_s, hall_day_at(WEDNESDAY, 915) / 1000);
	assert_int_equal(v->hall.recent[1].issued_s, hall_day_at(WEDNESDAY, 930) / 1000);
	outlook_view_free(v);
}

/* Until the next look ahead it is foreseen as if it came now with the head start of its wait. */
static void one_that_just_joined_is_not_told_that_it_is_last(void **state) {
	struct hall_day *d = *state;
	int64_t id = lease(d);
	hall_day_open_counter(d, 2);
	d->at_ms = hall_day_at(WEDNESDAY, 915);
	for (int i = 0; i < 20; i++)
		hall_day_take(d, "chung-thuc");
	outlook_update(&d->outlook, d->queue, d->at_ms);
	struct wait last = hall_day_of_service(d, "chung-thuc");
	const struct queue_ticket *t = join(d, id, "A950", "", 805);
	assert_false(t->told.known);
	struct outlook_wait w = outlook_ticket(&d->outlook, t);
	assert_true(w.wait.known);
	assert_true(w.wait.high_s < last.low_s);
	assert_true(hall_day_of_ticket(d, t).high_s < last.low_s);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, hall_day_begin, hall_day_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(those_to_come_are_like_those_who_came),
		TEST(one_that_just_joined_is_not_told_that_it_is_last),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
