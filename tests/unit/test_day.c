/*
 * day: which numbers are days of the calendar, and how they follow each other.
 *
 * links: common/day.c
 */
#include "common/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void what_is_in_the_calendar_is_a_day(void **state) {
	static const int64_t days[] = {
		19000101, 20000229, 20240229, 20260228, 20261231, 20000101, 99991231};
	static const int64_t none[] = {0, -1, 1, 18991231, 19000229, 20260229, 20260231, 20260431,
		20260001, 20261301, 20260100, 20260132, 100000101, INT64_MAX, INT64_MIN};
	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		assert_true(day_valid(days[i]));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(day_valid(none[i]));
}

static void an_office_has_none_before_2000(void **state) {
	(void)state;
	assert_true(day_of_office(20000101));
	assert_false(day_of_office(19991231));
	assert_false(day_of_office(20260231));
}

static void days_follow_each_other(void **state) {
	(void)state;
	assert_int_equal(day_after(20260228, 1), 20260301);
	assert_int_equal(day_after(20240228, 1), 20240229);
	assert_int_equal(day_after(20261231, 1), 20270101);
	assert_int_equal(day_after(20260101, -1), 20251231);
	assert_int_equal(day_after(20260301, -366), 20250228);
	assert_int_equal(day_after(19690101, -1), 19681231);
	assert_int_equal(day_distance(20260101, 20270101), 365);
	assert_int_equal(day_distance(20260301, 20260228), -1);
	assert_int_equal(day_distance(20260301, 20260301), 0);
}

static void each_has_its_weekday(void **state) {
	(void)state;
	assert_int_equal(day_weekday(19700101), 4);
	assert_int_equal(day_weekday(19691231), 3);
	assert_int_equal(day_weekday(19000101), 1);
	assert_int_equal(day_weekday(20240229), 4);
	assert_int_equal(day_weekday(20261128), 6);
	assert_int_equal(day_weekday(20261129), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_in_the_calendar_is_a_day),
		cmocka_unit_test(an_office_has_none_before_2000),
		cmocka_unit_test(days_follow_each_other),
		cmocka_unit_test(each_has_its_weekday),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
