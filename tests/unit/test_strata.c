/*
 * Strata: every order is a permutation, orders are independent of each other; and the closed forms
 * of the durations drawn with them.
 * links: server/strata.c server/duration.c
 */
#include "server/duration.h"
#include "server/strata.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void near(double value, double want, double tolerance) {
	if (!(fabs(value - want) <= tolerance))
		fail_msg("%.9g, expected %.9g within %.2g", value, want, tolerance);
}

static void test_permutations(void **state) {
	(void)state;
	for (uint32_t id = 0; id < 500; id++) {
		bool seen[STRATA] = {false};
		uint64_t order = strata_order(id, STRATA_DURATION);
		for (unsigned r = 0; r < STRATA; r++) {
			unsigned stratum = strata_at(order, r);
			assert_true(stratum < STRATA);
			assert_false(seen[stratum]);
			seen[stratum] = true;
		}
	}
}

static double correlation(uint64_t order, uint64_t other) {
	double sum = 0;
	for (unsigned r = 0; r < STRATA; r++)
		sum += (strata_middle(strata_at(order, r)) - 0.5) *
		       (strata_middle(strata_at(other, r)) - 0.5);
	return sum * 12 / STRATA;
}

/* Of random permutations the mean correlation is 0 and its mean square 1/63. */
static void test_independent(void **state) {
	(void)state;
	double sum = 0, square = 0;
	int pairs = 0;
	for (uint32_t a = 0; a < 200; a++)
		for (uint32_t b = 0; b < a; b++, pairs++) {
			double c = correlation(
				strata_order(a, STRATA_DURATION), strata_order(b, STRATA_DURATION));
			sum += c;
			square += c * c;
		}
	near(sum / pairs, 0, 0.005);
	near(square / pairs, 1.0 / 63, 0.1 / 63);
	square = 0;
	for (uint32_t a = 0; a < 5000; a++) {
		double c = correlation(
			strata_order(a, STRATA_DURATION), strata_order(a, STRATA_ABSENCE));
		square += c * c;
	}
	near(square / 5000, 1.0 / 63, 0.1 / 63);
}

static void test_middles(void **state) {
	(void)state;
	near(strata_middle(0), 0.5 / 64, 0);
	near(strata_middle(63), 63.5 / 64, 0);
}

/* The median of mean 600, sigma 0.7 is 469.6 s, b = 2.5911 (example F2). */
static void test_durations(void **state) {
	(void)state;
	double b = duration_shape(0.7);
	near(b, 2.5911, 0.0001);
	near(duration_multiple(b, 0.5), 1, 1e-12);
	near(duration_multiple(b, 0.9) * duration_multiple(b, 0.1), 1, 1e-12);
	near(pow(duration_multiple(b, 0.9), b), 9, 1e-9);
	near(duration_left(469.6, b, 0.5, 0), 469.6, 1e-9);
	near(duration_left(469.6, b, 0.5, 600), 258.5, 0.1);
	near(duration_left(469.6, b, 0.5, 1800), 566.0, 0.1);
	near(duration_left(469.6, b, 0.5, -3), 469.6, 1e-9); /* a clock set back */
	assert_true(isfinite(duration_left(15, duration_shape(0.3), 63.5 / 64, 86400)));
	near(duration_deviate(0.5), 0, 1e-12);
	near(duration_deviate(0.9), 0.5513 * log(9), 1e-9);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_permutations),
		cmocka_unit_test(test_independent),
		cmocka_unit_test(test_middles),
		cmocka_unit_test(test_durations),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
