/*
 * outlook: the window that people see, when it stays and when it moves; breaks, closing time, head
 * starts; how the windows that came true or not make the next ones narrower or wider.
 *
 * links: server/outlook.c server/outlook_view.c server/outlook_json.c server/booked.c
 * server/calendar.c server/queue.c server/queue_apply.c server/queue_lease.c server/queue_help.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup*.c server/estimate.c server/forecast.c server/line.c
 * server/phantom.c server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c
 * common/clock.c common/slip_code.c common/mem.c common/proto.c common/text.c common/day.c
 * tests/unit/office_file.c tests/unit/hall_day.c
 */
#include "common/clock.h"
#include "tests/unit/hall_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct outlook_wait look(struct hall_day *d, const struct queue_ticket *t) {
	outlook_update(&d->outlook, d->queue, d->at_ms);
	return outlook_ticket(&d->outlook, t);
}

static const struct queue_ticket *last_of(struct hall_day *d, int count) {
	const struct queue_ticket *t = NULL;
	for (int i = 0; i < count; i++)
		t = hall_day_take(d, "chung-thuc");
	return t;
}

static void a_shown_window_stays_while_it_may_hold(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	const struct queue_ticket *t = last_of(d, 8);
	hall_day_call_next(d, 2);
	struct outlook_wait first = look(d, t);
	assert_true(first.window.from_ms < first.window.to_ms);
	assert_int_equal(first.window.from_ms % 60000 + first.window.to_ms % 60000, 0);
	int changes = 0;
	struct span shown = first.window;
	for (int minute = 1; minute < 12; minute++) {
		d->at_ms += MINUTE;
		if (minute % 5 == 0) {
			hall_day_finish(d, 2);
			hall_day_call_next(d, 2);
		}
		struct outlook_wait w = look(d, t);
		int64_t mid_ms = d->at_ms + w.mid_s * 1000LL;
		changes += w.window.from_ms != shown.from_ms || w.window.to_ms != shown.to_ms;
		shown = w.window;
		assert_true(shown.from_ms <= mid_ms && mid_ms <= shown.to_ms + 60000);
		assert_true(shown.to_ms >= d->at_ms);
	}
	assert_in_range(changes, 0, 2);
}

/* Four counters close: what was shown cannot come true any more. */
static void a_window_that_cannot_hold_moves(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	const struct queue_ticket *t = last_of(d, 6);
	hall_day_call_next(d, 2);
	struct span first = look(d, t).window;
	d->at_ms += 90 * MINUTE;
	struct span now = look(d, t).window;
	assert_true(now.to_ms > first.to_ms);
	assert_true(now.to_ms >= d->at_ms);
}

static void the_slip_begins_the_window(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	last_of(d, 5);
	struct change c = hall_day_change(d);
	outlook_update(&d->outlook, d->queue, d->at_ms);
	struct told told = outlook_told(&d->outlook, 0, d->at_ms / 1000, d->at_ms / 1000);
	assert_true(told.known);
	strcpy(c.service, "chung-thuc");
	strcpy(c.token, "slip");
	c.told = told;
	int64_t id = hall_day_apply(d, queue_decide_issue(d->queue, &c), &c);
	const struct queue_ticket *t = queue_find(d->queue, id);
	struct span slip = outlook_ticket(&d->outlook, t).window;
	assert_int_equal(slip.from_ms, d->at_ms + told.low_s * 1000LL);
	assert_int_equal(slip.to_ms, d->at_ms + told.high_s * 1000LL);
	struct span live = look(d, t).window;
	assert_int_equal(live.from_ms, slip.from_ms);
	assert_int_equal(live.to_ms, slip.to_ms);
}

static void each_head_start_has_its_own_wait(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	last_of(d, 10);
	outlook_update(&d->outlook, d->queue, d->at_ms);
	assert_true(d->outlook.head_count >= 2);
	assert_int_equal(d->outlook.heads_s[0], 0);
	const struct outlook_wait *ordinary = outlook_new(&d->outlook, 0, 0);
	const struct outlook_wait *first = outlook_new(&d->outlook, 0, 3600);
	assert_true(first->wait.high_s < ordinary->wait.high_s);
	/* One with less of a head start is told what is known to be enough. */
	assert_ptr_equal(outlook_new(&d->outlook, 0, 60), ordinary);
}

/* Neither the wait of an ordinary ticket nor one behind themselves, whom the hall expected. */
static void who_comes_for_an_appointment_is_told_their_own_wait(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	last_of(d, 10);
	hall_day_call_next(d, 2);
	d->at_ms += 10 * MINUTE;
	struct change c = hall_day_change(d);
	strcpy(c.service, "chung-thuc");
	strcpy(c.token, "slot");
	c.slot_ms = d->at_ms + 5 * MINUTE;
	for (int i = 0; i < 2; i++)
		outlook_book(&d->outlook, d->setup, 0, c.slot_ms);
	outlook_update(&d->outlook, d->queue, d->at_ms);
	assert_int_equal(queue_decide_issue(d->queue, &c), VERDICT_OK);
	c.told = outlook_told_slot(&d->outlook, d->queue, &c);
	assert_true(c.told.known);
	assert_true(c.told.mid_s < outlook_service(&d->outlook, 0)->mid_s);
	const struct queue_ticket *t = queue_find(d->queue, hall_day_apply(d, VERDICT_OK, &c));
	assert_int_equal(outlook_ticket(&d->outlook, t).mid_s, c.told.mid_s);
	assert_int_equal(d->outlook.booked.count, 1);
	struct outlook_wait live = look(d, t);
	assert_int_equal(live.mid_s, c.told.mid_s);
	assert_int_equal(live.wait.low_s, c.told.low_s);
	assert_int_equal(live.wait.high_s, c.told.high_s);
}

/* Half past eleven the hall goes to lunch: some in the line come before, some after. */
static void a_wait_over_lunch_says_so(void **state) {
	struct hall_day *d = *state;
	bool straddles = false, after = false;
	d->at_ms = hall_day_at(WEDNESDAY, 1040);
	hall_day_open_counter(d, 2);
	const struct queue_ticket *tickets[60];
	for (int i = 0; i < 60; i++)
		tickets[i] = hall_day_take(d, "chung-thuc");
	hall_day_call_next(d, 2);
	assert_int_equal(look(d, tickets[1]).pause.from_ms, 0);
	for (int i = 2; i < 60; i++) {
		struct outlook_wait w = look(d, tickets[i]);
		if (!w.pause.from_ms) {
			after |= straddles;
			continue;
		}
		straddles = true;
		assert_int_equal(w.pause.from_ms, hall_day_at(WEDNESDAY, 1130));
		assert_true(w.pause.to_ms > w.pause.from_ms);
	}
	assert_true(straddles && after);
}

static void late_in_the_day_it_may_not_be_reached(void **state) {
	struct hall_day *d = *state;
	enum reach worst = REACH_UNKNOWN;
	bool doubtful = false;
	d->at_ms = hall_day_at(WEDNESDAY, 1600);
	hall_day_open_counter(d, 2);
	const struct queue_ticket *tickets[60];
	for (int i = 0; i < 60; i++)
		tickets[i] = hall_day_take(d, "chung-thuc");
	hall_day_call_next(d, 2);
	assert_int_equal(look(d, tickets[1]).reach, REACH_LIKELY);
	for (int i = 1; i < 60; i++) {
		struct outlook_wait w = look(d, tickets[i]);
		assert_true(w.reach >= worst);
		worst = w.reach;
		doubtful |= w.reach == REACH_DOUBTFUL;
		assert_int_equal(w.wait.known, w.reach != REACH_UNLIKELY);
	}
	assert_true(doubtful);
	assert_int_equal(worst, REACH_UNLIKELY);
}

/* Called `wait_min` after it was told 5 to 10 minutes. */
static void called_after(struct hall_day *d, int wait_min) {
	struct change c = hall_day_change(d);
	strcpy(c.service, "chung-thuc");
	snprintf(c.token, sizeof c.token, "w%lld", (long long)d->seq);
	c.told = (struct told){true, 300, 450, 600};
	int64_t id = hall_day_apply(d, queue_decide_issue(d->queue, &c), &c);
	c = hall_day_change(d);
	hall_day_apply(d, queue_decide_printed(d->queue, id, "paper", &c), &c);
	d->at_ms += wait_min * MINUTE;
	hall_day_call_next(d, 2);
	hall_day_finish(d, 2);
}

static void windows_learn_from_those_that_did_not_hold(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	for (int i = 0; i < 20; i++)
		called_after(d, 11);
	assert_true(d->outlook.learn.widen_high > 1.05);
	assert_true(d->outlook.learn.widen_low < 1);
	double wide = d->outlook.learn.widen_high;
	for (int i = 0; i < 20; i++)
		called_after(d, 7);
	assert_true(d->outlook.learn.widen_high < wide);
}

static void what_was_learned_is_a_text_and_back(void **state) {
	struct hall_day *d = *state;
	struct outlook other;
	hall_day_open_counter(d, 2);
	for (int i = 0; i < 3; i++)
		called_after(d, 11);
	char *text = outlook_text(&d->outlook, d->setup);
	outlook_init(&other);
	assert_true(outlook_read(&other, d->setup, text));
	assert_memory_equal(other.learned, d->outlook.learned, sizeof other.learned);
	assert_true(other.learn.widen_high == d->outlook.learn.widen_high);
	assert_true(other.learn.calls == 3);
	assert_false(outlook_read(&other, d->setup, "{}"));
	assert_false(outlook_read(&other, d->setup, "no text of this"));
	assert_true(other.learn.calls == 3);
	outlook_clear(&other);
	free(text);
}

/* A jump of the clock in between: nobody knows how long it was. */
static void doubtful_durations_are_not_learned(void **state) {
	struct hall_day *d = *state;
	hall_day_open_counter(d, 2);
	last_of(d, 2);
	hall_day_call_next(d, 2);
	struct change c = hall_day_change(d);
	c.kind = CHANGE_CLOCK_SET;
	hall_day_apply(d, VERDICT_OK, &c);
	d->at_ms += 600 * MINUTE;
	hall_day_finish(d, 2);
	assert_true(d->outlook.learned[0].n == 0);
}

#define DAY(test) cmocka_unit_test_setup_teardown(test, hall_day_begin, hall_day_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		DAY(a_shown_window_stays_while_it_may_hold),
		DAY(a_window_that_cannot_hold_moves),
		DAY(the_slip_begins_the_window),
		DAY(each_head_start_has_its_own_wait),
		DAY(who_comes_for_an_appointment_is_told_their_own_wait),
		DAY(a_wait_over_lunch_says_so),
		DAY(late_in_the_day_it_may_not_be_reached),
		DAY(windows_learn_from_those_that_did_not_hold),
		DAY(what_was_learned_is_a_text_and_back),
		DAY(doubtful_durations_are_not_learned),
	};
	return cmocka_run_group_tests_name("outlook_window", tests, NULL, NULL);
}
