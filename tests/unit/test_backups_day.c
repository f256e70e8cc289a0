/*
 * backups_day: a backup is due a quarter of an hour after the office has closed, on a day off at
 * 18:00.
 *
 * The office is the ward of the samples (07:30–11:30, 13:30–17:00, Saturday mornings).
 * links: server/backups_day.c server/calendar.c server/setup*.c common/clock.c common/text.c
 * common/slip_code.c common/mem.c common/day.c tests/unit/office_file.c
 */
#include "common/clock.h"
#include "server/backups_day.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FRIDAY = 20261127, SATURDAY = 20261128, SUNDAY = 20261129, MONDAY = 20261130 };

static int64_t at(int day, int hhmm) {
	return clock_at(day, hhmm / 100 * 60 + hhmm % 100);
}

static int begin(void **state) {
	assert_true(clock_use_zone("Asia/Ho_Chi_Minh"));
	*state = office_file_setup("assets/office/ward.json");
	return 0;
}

static int end(void **state) {
	setup_free(*state);
	return 0;
}

static void test_weekend(void **state) {
	const struct setup *s = *state;
	assert_int_equal(backups_day_due_ms(s, at(FRIDAY, 1714)), at(20261126, 1715));
	assert_int_equal(backups_day_due_ms(s, at(FRIDAY, 1715)), at(FRIDAY, 1715));
	assert_int_equal(backups_day_next_ms(s, at(FRIDAY, 1714)), at(FRIDAY, 1715));
	assert_int_equal(backups_day_next_ms(s, at(FRIDAY, 1715)), at(SATURDAY, 1145));
	assert_int_equal(backups_day_due_ms(s, at(SUNDAY, 1759)), at(SATURDAY, 1145));
	assert_int_equal(backups_day_due_ms(s, at(SUNDAY, 2359)), at(SUNDAY, 1800));
	assert_int_equal(backups_day_next_ms(s, at(SUNDAY, 2359)), at(MONDAY, 1715));
}

/* Where the hours end at midnight it is due on the next date. */
static void test_always_open(void **state) {
	struct setup *s = *state;
	for (int i = 0; i < 7; i++)
		s->hours[i] = (struct setup_hours){1, {{0, 24 * 60}}};
	assert_int_equal(backups_day_due_ms(s, at(SUNDAY, 14)), at(SATURDAY, 15));
	assert_int_equal(backups_day_due_ms(s, at(SUNDAY, 15)), at(SUNDAY, 15));
	assert_int_equal(backups_day_next_ms(s, at(SUNDAY, 15)), at(MONDAY, 15));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_weekend, begin, end),
		cmocka_unit_test_setup_teardown(test_always_open, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
