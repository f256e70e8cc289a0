/*
 * due: the day of the result by the working calendar of the samples' ward (07:30–11:30 and
 * 13:30–17:00, Saturday mornings for some services): weekends, holidays, Tết, make-up days, the
 * 15:00 rule, every kind of time limit. Local time is the office's.
 * links: server/due.c server/calendar.c server/setup*.c common/clock.c common/text.c
 * common/slip_code.c common/mem.c common/day.c tests/unit/office_file.c tests/unit/office_edit.c
 */
#include "common/clock.h"
#include "server/due.h"
#include "tests/unit/office_edit.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	FRIDAY = 20261127,
	SATURDAY = 20261128,
	SUNDAY = 20261129,
	MONDAY = 20261130,
	TUESDAY = 20261201,
};

static struct setup *setup;

static const struct procedure at_once = {.time_limit_kind = TIME_LIMIT_IMMEDIATE};
static const struct procedure same_day = {
	.time_limit_kind = TIME_LIMIT_SAME_DAY_15H, .time_limit_days = 1};

static int begin(void **state) {
	(void)state;
	assert_true(clock_use_zone("Asia/Ho_Chi_Minh"));
	setup = office_file_setup("assets/office/ward.json");
	return 0;
}

static int end(void **state) {
	(void)state;
	setup_free(setup);
	return 0;
}

/* Local time as people write it: 7:30 is 730. */
static int64_t at(int day, int hhmm) {
	return clock_at(day, hhmm / 100 * 60 + hhmm % 100);
}

static struct procedure within(enum time_limit_kind kind, int days) {
	return (struct procedure){
		.time_limit_kind = kind, .time_limit_days = days, .time_limit_hours = -1};
}

static struct due due_of(const char *service, struct procedure p, int day, int hhmm) {
	struct due due = {0};
	assert_true(due_find(setup, setup_service(setup, service), &p, at(day, hhmm), &due));
	return due;
}

/* The day of the result of so many working days. */
static int workdays(int count, int day, int hhmm) {
	return due_of("ho-tich", within(TIME_LIMIT_WORKING_DAYS, count), day, hhmm).day;
}

static void test_same_day_until_three(void **state) {
	(void)state;
	struct due due = due_of("ho-tich", same_day, MONDAY, 1459);
	assert_int_equal(due.day, MONDAY);
	assert_int_equal(due.until_ms, at(MONDAY, 1500));
	due = due_of("ho-tich", same_day, MONDAY, 1500);
	assert_int_equal(due.day, TUESDAY);
	assert_int_equal(due.handed_in_day, MONDAY);
	assert_int_equal(due.until_ms, 0);
	assert_int_equal(due_of("ho-tich", same_day, FRIDAY, 1630).day, MONDAY);
	assert_int_equal(due_of("ho-tich", same_day, 20261123, 1600).day, 20261125); /* holiday */
}

static void test_same_day_on_saturday(void **state) {
	(void)state;
	struct due due = due_of("ho-tich", same_day, SATURDAY, 900);
	assert_int_equal(due.day, SATURDAY);
	assert_int_equal(due.until_ms, 0); /* it closes before three */
	due = due_of("ho-tich", same_day, SATURDAY, 1400);
	assert_int_equal(due.handed_in_day, MONDAY);
	assert_int_equal(due.day, MONDAY);
	assert_int_equal(due.until_ms, at(MONDAY, 1500));
}

static void test_cutoff_is_the_offices(void **state) {
	(void)state;
	const struct office_edit edit[] = {{"ticket_issue.same_day_result_cutoff", "\"10:30\""}};
	char *text = office_edit_text("assets/office/ward.json", edit, 1), why[SETUP_WHY_SIZE];
	struct setup *other = setup_parse(text, strlen(text), why, sizeof why);
	struct due due;
	assert_non_null(other);
	assert_true(due_find(
		other, setup_service(other, "ho-tich"), &same_day, at(MONDAY, 1031), &due));
	assert_int_equal(due.day, TUESDAY);
	setup_free(other);
	free(text);
}

static void test_working_days(void **state) {
	(void)state;
	assert_int_equal(workdays(1, MONDAY, 900), TUESDAY);
	assert_int_equal(workdays(1, MONDAY, 1630), TUESDAY); /* the first day does not count */
	assert_int_equal(workdays(1, FRIDAY, 900), MONDAY);
	assert_int_equal(workdays(5, MONDAY, 900), 20261207);
	assert_int_equal(workdays(3, SATURDAY, 900), 20261202); /* no working day, but open */
	assert_int_equal(workdays(3, SUNDAY, 900), 20261203);   /* handed in on Monday */
	assert_int_equal(workdays(0, MONDAY, 900), MONDAY);
}

static void test_holidays(void **state) {
	(void)state;
	assert_int_equal(workdays(2, 20260213, 900), 20260224); /* over Tết */
	assert_int_equal(workdays(1, 20270203, 900), 20270211);
	assert_int_equal(workdays(3, 20260429, 900), 20260506); /* 30/4 and 1/5 */
	assert_int_equal(workdays(1, 20261230, 900), 20261231);
	assert_int_equal(workdays(2, 20261230, 900), 20270104); /* into the new year */
	assert_int_equal(workdays(1, 20260901, 900), 20260904); /* asked on a holiday: the 3rd */
}

/* 10/1/2026, a Saturday, makes up for Friday the 2nd; 22/8 for Monday 31/8. */
static void test_make_up_days(void **state) {
	(void)state;
	assert_int_equal(workdays(1, 20260109, 900), 20260110);
	assert_int_equal(workdays(2, 20260109, 900), 20260112);
	assert_int_equal(workdays(1, 20260821, 900), 20260822);
	assert_int_equal(workdays(1, 20260828, 900), 20260903);
	assert_int_equal(due_of("ho-tich", same_day, 20260109, 1600).day, 20260110);
}

static void test_calendar_days(void **state) {
	(void)state;
	struct procedure p = within(TIME_LIMIT_CALENDAR_DAYS, 15);
	assert_int_equal(due_of("ho-tich", p, MONDAY, 900).day, 20261215);
	assert_int_equal(due_of("ho-tich", p, FRIDAY, 1659).day, 20261214); /* 12/12: a Saturday */
	p.time_limit_days = 7;
	assert_int_equal(due_of("ho-tich", p, 20260211, 900).day, 20260223); /* ends in Tết */
}

static void test_hours(void **state) {
	(void)state;
	struct procedure p = within(TIME_LIMIT_HOURS, 0);
	p.time_limit_hours = 3;
	struct due due = due_of("ho-tich", p, MONDAY, 1000);
	assert_int_equal(due.at_ms, at(MONDAY, 1500)); /* over the noon break */
	assert_int_equal(due.day, MONDAY);
	assert_int_equal(due_of("ho-tich", p, MONDAY, 830).at_ms, at(MONDAY, 1130));
	p.time_limit_hours = 8;
	assert_int_equal(due_of("ho-tich", p, MONDAY, 730).at_ms, at(TUESDAY, 800));
	p.time_limit_hours = -1;
	assert_false(due_find(setup, 0, &p, at(MONDAY, 900), &due));
}

static void test_at_once(void **state) {
	(void)state;
	assert_int_equal(due_of("ho-tich", at_once, MONDAY, 1650).day, MONDAY);
	struct due due = due_of("ho-tich", at_once, MONDAY, 2200);
	assert_int_equal(due.handed_in_day, TUESDAY);
	assert_int_equal(due.day, TUESDAY);
}

/* The usual time of what varies; in working days where its words say so. */
static void test_varies(void **state) {
	(void)state;
	struct procedure p = within(TIME_LIMIT_VARIES, 5);
	p.time_limit_vi = "05 ngày làm việc; đám tang: 01 ngày";
	assert_int_equal(due_of("ho-tich", p, MONDAY, 900).day, 20261207);
	p.time_limit_vi = "Không quá 5 ngày (vùng khó khăn: 10 ngày)";
	assert_int_equal(due_of("ho-tich", p, TUESDAY, 900).day, 20261207); /* 6/12: a Sunday */
	p.time_limit_days = -1;
	struct due due;
	assert_false(due_find(setup, 0, &p, at(MONDAY, 900), &due));
	p = within(TIME_LIMIT_UNKNOWN, 5);
	assert_false(due_find(setup, 0, &p, at(MONDAY, 900), &due));
}

/* A service without Saturdays takes papers on Monday. */
static void test_service_that_rests(void **state) {
	(void)state;
	int service = 0;
	while (setup->services[service].saturday)
		service++;
	struct due due;
	assert_true(due_find(setup, service, &at_once, at(SATURDAY, 900), &due));
	assert_int_equal(due.day, MONDAY);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_day_until_three),
		cmocka_unit_test(test_same_day_on_saturday),
		cmocka_unit_test(test_cutoff_is_the_offices),
		cmocka_unit_test(test_working_days),
		cmocka_unit_test(test_holidays),
		cmocka_unit_test(test_make_up_days),
		cmocka_unit_test(test_calendar_days),
		cmocka_unit_test(test_hours),
		cmocka_unit_test(test_at_once),
		cmocka_unit_test(test_varies),
		cmocka_unit_test(test_service_that_rests),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
