/*
 * Learn: what a day of visits teaches, against figures worked out by hand.
 *
 * links: server/learn.c
 */
#include "server/learn.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void near(double value, double want, double tolerance) {
	if (!(fabs(value - want) <= tolerance))
		fail_msg("%.9g, expected %.9g within %.2g", value, want, tolerance);
}

static void test_prior(void **state) {
	(void)state;
	struct learn learn;
	struct learn_service service = {0};
	learn_init(&learn);
	near(exp(learn_mu(&service, 600)), 469.6, 0.1);
	near(learn_sigma(&learn), 0.7, 1e-12);
	near(learn_pace(&learn, 30000), 0, 0);
	near(learn_doubt(&learn), hypot(0.35, 0.08), 1e-12);
	near(learn_no_show(&learn), 1.0 / 30, 1e-12);
	near(learn_absence(&learn), 60, 1e-12);
	near(learn.widen_low, 1, 0);
	near(learn.widen_high, 1, 0);
}

static void test_mean_missing_or_tiny(void **state) {
	(void)state;
	struct learn_service service = {0};
	near(learn_mu(&service, 0), learn_mu(&service, 600), 0);
	near(learn_mu(&service, -5), learn_mu(&service, 600), 0);
	near(learn_mu(&service, 1), learn_mu(&service, 15), 0);
}

/* Example F6: six visits of 300 s to a service configured with 600 s. */
static void test_mean_moves_half_way(void **state) {
	(void)state;
	struct learn learn;
	struct learn_service service = {0};
	learn_init(&learn);
	for (int i = 0; i < 6; i++)
		learn_finish(&learn, &service, 600, 300, 28800 + 300 * i);
	near(service.n, 6, 0);
	near(exp(learn_mu(&service, 600)), 375.3, 0.1);
	near(learn_doubt(&learn), hypot(0.35 / sqrt(1.2), 0.08), 1e-12);
}

/* A visit of a whole night, and one of no time at all, move mu by at most 1.5 / 7. */
static void test_clipped(void **state) {
	(void)state;
	const double durations[] = {1e6, 0};
	const double moves[] = {1.5, -1.5};
	for (int i = 0; i < 2; i++) {
		struct learn learn;
		struct learn_service service = {0};
		learn_init(&learn);
		double before = learn_mu(&service, 600);
		learn_finish(&learn, &service, 600, durations[i], 100);
		near(learn_mu(&service, 600) - before, moves[i] / 7, 1e-12);
		near(learn.spread_ss, 2.25, 1e-12);
		near(learn_sigma(&learn), sqrt((20 * 0.49 + 2.25) / 21), 1e-12);
	}
}

static void test_old_visits_fade(void **state) {
	(void)state;
	struct learn learn;
	struct learn_service service = {0};
	learn_init(&learn);
	for (int i = 1; i <= 2001; i++) {
		learn_finish(&learn, &service, 600, 400, i);
		assert_true(service.n <= 300);
		near(learn.spread_n, i <= 2000 ? i : 1000.5, 0);
	}
	near(exp(learn_mu(&service, 600)), 400, 2);
	near(learn_sigma(&learn), 0.3, 0);
}

static void test_pace(void **state) {
	(void)state;
	struct learn learn;
	struct learn_service service = {.sum = 600 * log(500), .n = 600};
	learn_init(&learn);
	double r = log(1000) - learn_mu(&service, 500);
	learn_finish(&learn, &service, 500, 1000, 30000);
	near(learn_pace(&learn, 30000), r / 21, 1e-12);
	near(learn_pace(&learn, 32700), r / 2 / 20.5, 1e-12);
	near(learn_pace(&learn, 29000), r / 21, 1e-12); /* a clock set back changes nothing */

	struct learn_service other = {0};
	double r2 = log(200) - learn_mu(&other, 500);
	learn_finish(&learn, &other, 500, 200, 32700);
	near(learn_pace(&learn, 32700), (r / 2 + r2) / 21.5, 1e-12);

	struct learn before = learn;
	learn_new_day(&learn);
	near(learn_pace(&learn, 27000), 0, 0);
	near(learn.spread_ss, before.spread_ss, 0);
	near(learn.spread_n, before.spread_n, 0);
}

static void test_absences(void **state) {
	(void)state;
	struct learn learn;
	learn_init(&learn);
	for (int i = 0; i < 70; i++)
		learn_call(&learn);
	for (int i = 0; i < 10; i++)
		learn_absent(&learn, 40);
	near(learn_no_show(&learn), 11.0 / 100, 1e-12);
	near(learn_absence(&learn), 50, 1e-12);
}

static void test_calibration_step(void **state) {
	(void)state;
	struct learn learn;
	learn_init(&learn);
	learn_window(&learn, 2000, 600, 300, 900); /* late */
	near(learn.widen_high, exp(0.005 * 0.90), 1e-12);
	near(learn.widen_low, exp(-0.005 * 0.05), 1e-12);
	learn_init(&learn);
	learn_window(&learn, 299, 600, 300, 900); /* early */
	near(learn.widen_high, exp(-0.005 * 0.10), 1e-12);
	near(learn.widen_low, exp(0.005 * 0.95), 1e-12);
	learn_init(&learn);
	learn_window(&learn, 900, 600, 300, 900); /* the edges belong to the window */
	learn_window(&learn, 300, 600, 300, 900);
	near(learn.widen_high, exp(-0.005 * 0.20), 1e-12);
	near(learn.widen_low, exp(-0.005 * 0.10), 1e-12);
	learn_init(&learn);
	learn_window(&learn, 2000, 120, 0, 300); /* too short a wait to judge by */
	near(learn.widen_high, 1, 0);
}

static void test_calibration_bounds(void **state) {
	(void)state;
	struct learn learn;
	learn_init(&learn);
	for (int i = 0; i < 5000; i++)
		learn_window(&learn, 500, 600, 300, 900);
	near(learn.widen_high, 0.6, 0);
	near(learn.widen_low, 0.6, 0);
	for (int i = 0; i < 5000; i++)
		learn_window(&learn, 5000, 600, 300, 900);
	near(learn.widen_high, 3, 0);
	for (int i = 0; i < 5000; i++)
		learn_window(&learn, 0, 600, 300, 900);
	near(learn.widen_low, 2, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_prior),
		cmocka_unit_test(test_mean_missing_or_tiny),
		cmocka_unit_test(test_mean_moves_half_way),
		cmocka_unit_test(test_clipped),
		cmocka_unit_test(test_old_visits_fade),
		cmocka_unit_test(test_pace),
		cmocka_unit_test(test_absences),
		cmocka_unit_test(test_calibration_step),
		cmocka_unit_test(test_calibration_bounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
