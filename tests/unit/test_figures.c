/*
 * figures: mean, median, 90 %, longest and share within a target of durations.
 *
 * links: server/figures.c common/mem.c
 */
#include "server/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct figures of(const int *seconds, size_t count, int target_s) {
	struct sample sample = {0};
	for (size_t i = 0; i < count; i++)
		sample_add(&sample, seconds[i], target_s);
	struct figures f = figures_of(&sample);
	sample_clear(&sample);
	return f;
}

static void test_none(void **state) {
	(void)state;
	assert_int_equal(of(NULL, 0, 900).count, 0);
}

static void test_some(void **state) {
	(void)state;
	const int seconds[] = {50, 10, 40, 20, 30, 100, 60, 90, 70, 80};
	struct figures f = of(seconds, 10, 50);
	assert_int_equal(f.count, 10);
	assert_int_equal(f.mean_s, 55);
	assert_int_equal(f.median_s, 50);
	assert_int_equal(f.p90_s, 90);
	assert_int_equal(f.max_s, 100);
	assert_int_equal(f.within_target, 5);
	assert_int_equal(f.of_target, 10);
}

static void test_values_that_occur(void **state) {
	(void)state;
	const int seconds[] = {1, 2, 4};
	assert_int_equal(of(seconds, 1, 0).median_s, 1);
	assert_int_equal(of(seconds, 1, 0).p90_s, 1);
	assert_int_equal(of(seconds, 2, 0).median_s, 1);
	assert_int_equal(of(seconds, 3, 0).median_s, 2);
	assert_int_equal(of(seconds, 3, 0).p90_s, 4);
	assert_int_equal(of(seconds, 2, 0).mean_s, 2); /* 1.5 */
	assert_int_equal(of(seconds, 3, 0).mean_s, 2); /* 2.3 */
	assert_int_equal(of(seconds, 3, 0).of_target, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_some),
		cmocka_unit_test(test_values_that_occur),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
