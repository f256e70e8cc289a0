/*
 * Quiet hours: what is read as such, and which minutes are quiet.
 *
 * links: display/quiet.c
 */
#include "display/quiet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool quiet(const char *text, int hour, int minute) {
	struct quiet q;
	assert_true(quiet_read(text, &q));
	return quiet_at(&q, hour * 60 + minute);
}

static void test_minutes(void **state) {
	(void)state;
	assert_false(quiet("11:30-13:30", 11, 29));
	assert_true(quiet("11:30-13:30", 11, 30));
	assert_true(quiet("11:30-13:30", 13, 29));
	assert_false(quiet("11:30-13:30", 13, 30));
	assert_true(quiet("17:00-7:05", 23, 59));
	assert_true(quiet("17:00-7:05", 0, 0));
	assert_true(quiet("17:00-7:05", 7, 4));
	assert_false(quiet("17:00-7:05", 7, 5));
	assert_true(quiet("00:00-24:00", 0, 0));
	assert_true(quiet("00:00-24:00", 23, 59));
	assert_true(quiet("1:00-2:00,3:00-4:00", 3, 30));
	assert_false(quiet("1:00-2:00,3:00-4:00", 2, 30));
	assert_false(quiet_at(&(struct quiet){0}, 0));
}

static void test_other_texts(void **state) {
	(void)state;
	static const char *const texts[] = {"", "x", "11", "11:30", "11:30-", "11:30-13",
		"11:30-13:3", "11:30-13:60", "11:30-24:01", "11:30-25:00", "111:30-12:00",
		"11:300-12:00", ":30-12:00", "11:30-11:30", "11:30-13:30,", ",11:30-13:30",
		"11:30-13:30 ", "11:30 - 13:30", "-1:30-13:30", "11:30-13:30;14:00-15:00",
		("0:00-0:01,0:00-0:01,0:00-0:01,0:00-0:01,0:00-0:01,0:00-0:01,0:00-0:01,0:00-0:01,"
		 "0:00-0:01")};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct quiet q = {.count = 77};
		assert_false(quiet_read(texts[i], &q));
		assert_int_equal(q.count, 77);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_minutes), cmocka_unit_test(test_other_texts)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
