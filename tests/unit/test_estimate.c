/*
 * Estimate: the worked examples of the wait estimate (F1 to F7, W), its windows and its edges.
 *
 * links: server/estimate.c server/forecast.c server/line.c server/phantom.c server/presence.c
 * server/duration.c server/stay.c server/strata.c server/learn.c common/mem.c
 * tests/unit/hall_fixture.c
 */
#include "server/estimate.h"
#include "tests/unit/hall_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* 07:30-11:30 and 13:30-17:00. */
static const struct hall_opening plan[2] = {{27000, 41400}, {48600, 61200}};

static void within(double value, double want, double percent) {
	print_message("  %.1f, expected %.1f within %g %%\n", value, want, percent);
	if (!(fabs(value - want) <= want * percent / 100))
		fail_msg("%.1f, expected %.1f within %g %%", value, want, percent);
}

static void test_f1_idle_counter(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_counter(f, 0, 0);
	hall_fixture_people(f, 1);
	struct estimate e = hall_fixture_last(f);
	assert_true(e.known);
	assert_true(e.low_s == 0 && e.mid_s == 0 && e.high_s == 0 && e.p_today == 1);
	hall_fixture_free(f);
}

static void test_f2_one_visit_ahead(void **state) {
	(void)state;
	static const struct {
		int64_t elapsed_s;
		double mid_s;
	} cases[] = {{0, 469.6}, {600, 258.5}, {1800, 566.0}};
	for (int i = 0; i < 3; i++) {
		struct hall_fixture *f = hall_fixture_new(1);
		hall_fixture_busy(f, cases[i].elapsed_s);
		hall_fixture_people(f, 1);
		within(hall_fixture_last(f).mid_s, cases[i].mid_s, 10);
		hall_fixture_free(f);
	}
}

static void test_f3_four_ahead(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_busy(f, 0);
	hall_fixture_people(f, 5);
	within(hall_fixture_last_mean(f), 2969, 8);
	struct estimate e = hall_fixture_last(f);
	within(e.low_s, 20 * 60, 25); /* the exact distribution's quantiles: 21 and 86 min */
	within(e.high_s, 86 * 60, 15);
	hall_fixture_free(f);
}

/* The window as shown, to the minute, for the numbers that `drive` gives these six tickets: those
 * of the changes that issue them, each followed by one that prints it, the first one's by its call.
 */
static void test_f3_window(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_busy(f, 0)->busy_seq = 5;
	hall_fixture_people(f, 5);
	for (uint32_t i = 0; i < 5; i++)
		f->waiting[i].seq = 8 + 2 * i;
	struct estimate e = hall_fixture_last(f);
	struct estimate_window w = estimate_window(e.low_s, e.high_s);
	assert_int_equal(w.from_s, 15 * 60);
	assert_int_equal(w.to_s, 100 * 60);
	hall_fixture_free(f);
}

static void test_f4_four_counters(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	for (int i = 0; i < 4; i++)
		hall_fixture_busy(f, 0);
	hall_fixture_people(f, 1);
	within(hall_fixture_last(f).mid_s, 247, 15);
	hall_fixture_free(f);
}

static void test_f5_four_counters_19_ahead(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	for (int i = 0; i < 4; i++)
		hall_fixture_busy(f, 0);
	hall_fixture_people(f, 20);
	within(hall_fixture_last_mean(f), 2949, 8);
	hall_fixture_free(f);
}

static void test_f6_learned_the_day_before(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	for (int i = 0; i < 6; i++)
		learn_finish(&f->hall.learn, &f->services[0].learned, 600, 300, 28800 + 300 * i);
	learn_new_day(&f->hall.learn);
	hall_fixture_busy(f, 0);
	hall_fixture_people(f, 1);
	within(hall_fixture_last(f).mid_s, 375.3, 10);
	hall_fixture_free(f);
}

static void test_f7_over_the_break(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	f->hall.now_s = 40800; /* 11:20 */
	struct hall_counter *counter = hall_fixture_busy(f, 0);
	counter->openings = plan;
	counter->opening_count = 2;
	hall_fixture_people(f, 4);
	within(hall_fixture_last(f).mid_s, 9016, 20);
	hall_fixture_free(f);
}

static void test_w_windows(void **state) {
	(void)state;
	static const struct {
		double low_s, high_s;
		int from_min, to_min;
	} cases[] = {
		{0, 0, 0, 1},
		{61, 240, 1, 4},
		{420, 1260, 7, 25},
		{599, 601, 9, 15},
		{1000, 1900, 15, 35},
		{3700, 5000, 60, 90},
		{-5, 30, 0, 1},
		{300, 300, 5, 6},
		{540.5, 600, 9, 10},
		{3599, 3600, 55, 60},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct estimate_window w = estimate_window(cases[i].low_s, cases[i].high_s);
		assert_int_equal(w.from_s, cases[i].from_min * 60);
		assert_int_equal(w.to_s, cases[i].to_min * 60);
	}
}

/* The learned factors widen both halves of the window and leave the point alone. */
static void test_calibrated(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_busy(f, 0);
	hall_fixture_people(f, 5);
	struct estimate plain = hall_fixture_last(f);
	f->hall.learn.widen_low = 0.5;
	f->hall.learn.widen_high = 2;
	struct estimate widened = hall_fixture_last(f);
	assert_true(widened.mid_s == plain.mid_s);
	within(widened.mid_s - widened.low_s, (plain.mid_s - plain.low_s) * 0.5, 0.001);
	within(widened.high_s - widened.mid_s, (plain.high_s - plain.mid_s) * 2, 0.001);
	f->hall.learn.widen_low = 2;
	assert_true(hall_fixture_last(f).low_s == 0);
	hall_fixture_free(f);
}

static void test_nobody_can_say(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(2);
	hall_fixture_people(f, 3);
	assert_false(hall_fixture_last(f).known); /* no counters at all */

	struct hall_counter *counter = hall_fixture_counter(f, 0, 0);
	counter->state = HALL_CLOSED;
	assert_false(hall_fixture_last(f).known); /* all closed, none planned */

	counter->back_s = f->hall.now_s + 600;
	assert_true(hall_fixture_last(f).known);
	assert_true(f->estimates[0].mid_s == 600);

	hall_fixture_ticket(f, 1, f->hall.now_s);
	assert_false(hall_fixture_last(f).known); /* a service that no counter serves */
	assert_true(f->estimates[2].known);

	f->counters[0].serves_count = 0;
	hall_fixture_last(f);
	assert_false(f->estimates[2].known);
	hall_fixture_free(f);
}

static void test_after_the_last_opening(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	f->hall.now_s = 61300; /* 17:01:40 */
	struct hall_counter *counter = hall_fixture_counter(f, 0, 0);
	counter->openings = plan;
	counter->opening_count = 2;
	hall_fixture_people(f, 5);
	struct estimate e = hall_fixture_last(f); /* open: goes on for a quarter of an hour */
	assert_true(e.known);
	assert_true(e.p_today < 0.5);
	assert_true(e.mid_s == FORECAST_HORIZON_S && e.high_s == FORECAST_HORIZON_S);
	assert_true(f->estimates[0].mid_s == 0 && f->estimates[0].p_today == 1);
	counter->state = HALL_CLOSED;
	assert_false(hall_fixture_last(f).known);
	hall_fixture_free(f);
}

static void test_nothing_asked(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(0);
	estimate_all(&f->hall, NULL, 0, NULL, NULL);
	hall_fixture_free(f);
}

/* Thousands in a line still get ordered, bounded numbers; configured means of zero do no harm. */
static void test_thousands(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	f->services[0].mean_s = 0;
	hall_fixture_counter(f, 0, 0);
	hall_fixture_counter(f, 0, 0);
	hall_fixture_people(f, 3000);
	hall_fixture_last(f);
	for (int i = 0; i < 3000; i++) {
		const struct estimate *e = &f->estimates[i];
		assert_true(e->known);
		assert_true(0 <= e->low_s && e->low_s <= e->mid_s && e->mid_s <= e->high_s);
		assert_true(e->high_s <= FORECAST_HORIZON_S);
		assert_true(i == 0 || e->mid_s >= e[-1].mid_s);
		assert_true(i == 0 || e->p_today <= e[-1].p_today);
	}
	assert_true(f->estimates[2999].p_today == 0);
	hall_fixture_free(f);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_f1_idle_counter),
		cmocka_unit_test(test_f2_one_visit_ahead),
		cmocka_unit_test(test_f3_four_ahead),
		cmocka_unit_test(test_f3_window),
		cmocka_unit_test(test_f4_four_counters),
		cmocka_unit_test(test_f5_four_counters_19_ahead),
		cmocka_unit_test(test_f6_learned_the_day_before),
		cmocka_unit_test(test_f7_over_the_break),
		cmocka_unit_test(test_w_windows),
		cmocka_unit_test(test_calibrated),
		cmocka_unit_test(test_nobody_can_say),
		cmocka_unit_test(test_after_the_last_opening),
		cmocka_unit_test(test_nothing_asked),
		cmocka_unit_test(test_thousands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
