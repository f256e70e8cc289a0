/*
 * calendar: sessions and when numbers are issued, through weeks, holidays and the year's ends.
 *
 * The office is the ward of the samples (07:30–11:30, 13:30–17:00, Saturday mornings), numbers from
 * a quarter of an hour before opening to a quarter before closing. Local time is its own.
 * links: server/calendar.c server/setup*.c common/clock.c common/text.c common/slip_code.c
 * common/mem.c common/day.c tests/unit/office_file.c tests/unit/office_edit.c
 */
#include "common/clock.h"
#include "server/calendar.h"
#include "tests/unit/office_edit.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	WEDNESDAY = 20261125,
	SATURDAY = 20261128,
	SUNDAY = 20261129,
	HOLIDAY = 20260430,
	MAKE_UP = 20260110, /* a Saturday in place of a Friday */
};

/* Local time as people write it: 7:30 is 730. */
static int64_t at(int day, int hhmm) {
	return clock_at(day, hhmm / 100 * 60 + hhmm % 100);
}

static void assert_at(int64_t ms, int day, int hhmm) {
	struct tm tm = clock_local(ms);
	assert_int_equal(clock_day(ms), day);
	assert_int_equal(tm.tm_hour * 100 + tm.tm_min, hhmm);
	assert_int_equal(ms % 60000, 0);
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

static int service(const struct setup *s, const char *id) {
	int i = setup_service(s, id);
	assert_true(i >= 0);
	return i;
}

static void assert_session(
	const struct setup *s, int day, int hhmm, int opens_day, int opens, int closes) {
	struct calendar_session session;
	assert_true(calendar_session(s, at(day, hhmm), &session));
	assert_at(session.opens_ms, opens_day, opens);
	assert_at(session.closes_ms, opens_day, closes);
	assert_int_equal(session.opens_ms - session.take_from_ms, 15 * 60000);
	assert_int_equal(session.closes_ms - session.take_until_ms, 15 * 60000);
}

/* Numbers are not issued now, but from then on. */
static void assert_takes_from(
	const struct setup *s, const char *id, int day, int hhmm, int from_day, int from) {
	int64_t opens_ms = -1;
	assert_false(calendar_takes(s, service(s, id), at(day, hhmm), &opens_ms));
	assert_at(opens_ms, from_day, from);
	assert_true(calendar_takes(s, service(s, id), opens_ms, NULL));
	assert_false(calendar_takes(s, service(s, id), opens_ms - 1, NULL));
}

static bool takes(const struct setup *s, const char *id, int day, int hhmm) {
	return calendar_takes(s, service(s, id), at(day, hhmm), NULL);
}

static void zone(void **state) {
	(void)state;
	/* 2026-11-25 07:30 is seven hours before UTC's. */
	assert_int_equal(at(WEDNESDAY, 730), 1795566600000);
	assert_false(clock_use_zone("Asia/Bac_Ninh"));
	assert_int_equal(at(WEDNESDAY, 730), 1795566600000);
}

static void sessions_of_a_day(void **state) {
	const struct setup *s = *state;
	assert_session(s, WEDNESDAY, 0, WEDNESDAY, 730, 1130);
	assert_session(s, WEDNESDAY, 730, WEDNESDAY, 730, 1130);
	assert_session(s, WEDNESDAY, 1129, WEDNESDAY, 730, 1130);
	assert_session(s, WEDNESDAY, 1130, WEDNESDAY, 1330, 1700);
	assert_session(s, WEDNESDAY, 1659, WEDNESDAY, 1330, 1700);
	assert_session(s, WEDNESDAY, 1700, 20261126, 730, 1130);
	assert_session(s, WEDNESDAY, 2359, 20261126, 730, 1130);
}

static void open_to_the_millisecond(void **state) {
	const struct setup *s = *state;
	assert_false(calendar_open(s, at(WEDNESDAY, 730) - 1));
	assert_true(calendar_open(s, at(WEDNESDAY, 730)));
	assert_true(calendar_open(s, at(WEDNESDAY, 1130) - 1));
	assert_false(calendar_open(s, at(WEDNESDAY, 1130)));
	assert_false(calendar_open(s, at(WEDNESDAY, 1200)));
	assert_true(calendar_open(s, at(WEDNESDAY, 1330)));
	assert_false(calendar_open(s, at(WEDNESDAY, 1700)));
	assert_false(calendar_open(s, at(SUNDAY, 900)));
}

static void numbers_a_quarter_before(void **state) {
	const struct setup *s = *state;
	assert_takes_from(s, "chung-thuc", WEDNESDAY, 0, WEDNESDAY, 715);
	assert_true(takes(s, "chung-thuc", WEDNESDAY, 715));
	assert_true(takes(s, "chung-thuc", WEDNESDAY, 1114));
	assert_false(takes(s, "chung-thuc", WEDNESDAY, 1115));
	assert_takes_from(s, "chung-thuc", WEDNESDAY, 1115, WEDNESDAY, 1315);
	assert_true(takes(s, "chung-thuc", WEDNESDAY, 1315));
	assert_takes_from(s, "chung-thuc", WEDNESDAY, 1645, 20261126, 715);
}

static void when_they_open_is_told_while_they_are(void **state) {
	const struct setup *s = *state;
	int64_t opens_ms = -1;
	assert_true(calendar_takes(s, 0, at(WEDNESDAY, 900), &opens_ms));
	assert_at(opens_ms, WEDNESDAY, 715);
}

/* Whoever gives numbers out by himself goes by these. */
static void spans_in_which_numbers_are_given(void **state) {
	const struct setup *s = *state;
	struct span spans[SETUP_SPANS_MAX];
	int line = service(s, "chung-thuc");
	assert_int_equal(calendar_take_spans(s, line, WEDNESDAY, spans), 2);
	assert_at(spans[0].from_ms, WEDNESDAY, 715);
	assert_at(spans[0].to_ms, WEDNESDAY, 1115);
	assert_at(spans[1].from_ms, WEDNESDAY, 1315);
	assert_at(spans[1].to_ms, WEDNESDAY, 1645);
	assert_int_equal(calendar_take_spans(s, line, 20261129, spans), 0);
}

static void saturday(void **state) {
	const struct setup *s = *state;
	assert_int_equal(calendar_hours(s, SATURDAY).count, 1);
	assert_session(s, SATURDAY, 800, SATURDAY, 730, 1130);
	assert_session(s, SATURDAY, 1130, 20261130, 730, 1130);
	assert_true(takes(s, "chung-thuc", SATURDAY, 800));
	assert_takes_from(s, "xay-dung", SATURDAY, 800, 20261130, 715);
	assert_takes_from(s, "xay-dung", 20261127, 1700, 20261130, 715);
}

/* Counter 6 alone receives residence, counters 2 and 3 civil status: each as its counters work. */
static void saturday_counters(void **state) {
	(void)state;
	const struct office_edit edits[] = {
		{"counters.5.open_saturday", "false"}, {"counters.1.open_saturday", "false"}};
	char why[SETUP_WHY_SIZE];
	char *text = office_edit_text("assets/office/ward.json", edits, 2);
	struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
	assert_non_null(s);
	assert_false(calendar_counter_works(s, 5, SATURDAY));
	assert_true(calendar_counter_works(s, 5, 20261127));
	assert_true(calendar_counter_works(s, 5, MAKE_UP));
	assert_true(calendar_counter_works(s, 2, SATURDAY));
	assert_takes_from(s, "cu-tru", SATURDAY, 800, 20261130, 715);
	assert_true(takes(s, "ho-tich", SATURDAY, 800));
	setup_free(s);
	free(text);
}

static void sunday(void **state) {
	const struct setup *s = *state;
	assert_int_equal(calendar_hours(s, SUNDAY).count, 0);
	assert_false(calendar_counter_works(s, 0, SUNDAY));
	assert_session(s, SUNDAY, 900, 20261130, 730, 1130);
	assert_takes_from(s, "chung-thuc", SUNDAY, 900, 20261130, 715);
}

static void holiday(void **state) {
	const struct setup *s = *state;
	assert_int_equal(calendar_hours(s, HOLIDAY).count, 0);
	assert_false(calendar_open(s, at(HOLIDAY, 900)));
	assert_false(calendar_counter_works(s, 0, HOLIDAY));
	/* The first of May is a holiday, too, then comes a Saturday. */
	assert_session(s, HOLIDAY, 900, 20260502, 730, 1130);
	assert_takes_from(s, "chung-thuc", HOLIDAY, 900, 20260502, 715);
	assert_takes_from(s, "xay-dung", HOLIDAY, 900, 20260504, 715);
}

static void make_up_day(void **state) {
	const struct setup *s = *state;
	assert_int_equal(calendar_hours(s, MAKE_UP).count, 2);
	assert_true(calendar_open(s, at(MAKE_UP, 1500)));
	assert_true(takes(s, "xay-dung", MAKE_UP, 800));
	assert_true(takes(s, "xay-dung", MAKE_UP, 1400));
	/* The day it stands for is off. */
	assert_false(calendar_open(s, at(20260102, 900)));
}

/* People work on a holiday when that is what the office file says. */
static void a_holiday_worked_in_place_of_another_day(void **state) {
	(void)state;
	const struct office_edit edit = {
		"make_up_workdays.0", "{\"date\":\"2026-04-30\",\"for_date\":\"2026-05-02\"}"};
	char why[SETUP_WHY_SIZE];
	char *text = office_edit_text("assets/office/ward.json", &edit, 1);
	struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
	assert_non_null(s);
	/* As on a Saturday: the morning. */
	assert_session(s, HOLIDAY, 0, HOLIDAY, 730, 1130);
	assert_session(s, HOLIDAY, 1130, 20260502, 730, 1130);
	assert_true(takes(s, "xay-dung", HOLIDAY, 800));
	setup_free(s);
	free(text);
}

static void over_tet(void **state) {
	const struct setup *s = *state;
	assert_session(s, 20260213, 1700, 20260214, 730, 1130);
	assert_session(s, 20260214, 1130, 20260221, 730, 1130);
	assert_session(s, 20260217, 1000, 20260221, 730, 1130);
	assert_takes_from(s, "chung-thuc", 20260214, 1115, 20260221, 715);
	assert_takes_from(s, "xay-dung", 20260213, 1645, 20260223, 715);
	/* A whole week with the Saturday and the Sunday in it. */
	assert_session(s, 20270203, 1700, 20270211, 730, 1130);
	assert_takes_from(s, "chung-thuc", 20270203, 1645, 20270211, 715);
}

static void over_the_years_end(void **state) {
	const struct setup *s = *state;
	assert_session(s, 20251231, 1700, 20260103, 730, 1130);
	assert_takes_from(s, "xay-dung", 20251231, 1700, 20260105, 715);
	assert_session(s, 20261231, 1700, 20270102, 730, 1130);
}

static void leap_day(void **state) {
	const struct setup *s = *state;
	assert_int_equal(calendar_hours(s, 20280229).count, 2);
	assert_session(s, 20280228, 1700, 20280229, 730, 1130);
	assert_true(takes(s, "chung-thuc", 20280229, 1000));
	assert_session(s, 20280229, 1700, 20280301, 730, 1130);
	assert_session(s, 20270227, 1130, 20270301, 730, 1130);
}

static struct setup *with_hours(const char *hours) {
	const struct office_edit edit = {"opening_hours", hours};
	char why[SETUP_WHY_SIZE];
	char *text = office_edit_text("assets/office/ward.json", &edit, 1);
	struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
	assert_non_null(s);
	free(text);
	return s;
}

static void never_open(void **state) {
	(void)state;
	struct setup *s = with_hours("{\"mon\":[],\"tue\":[],\"wed\":[],\"thu\":[],\"fri\":[],"
				     "\"sat\":[],\"sun\":[]}");
	struct calendar_session session;
	int64_t opens_ms = -1;
	assert_false(calendar_session(s, at(WEDNESDAY, 900), &session));
	assert_false(calendar_open(s, at(WEDNESDAY, 900)));
	assert_false(calendar_takes(s, 0, at(WEDNESDAY, 900), &opens_ms));
	assert_int_equal(opens_ms, 0);
	assert_false(calendar_counter_works(s, 0, WEDNESDAY));
	setup_free(s);
}

/* Midnight is no gap for who is always open, but a number is of the day on which it is issued. */
static void round_the_clock(void **state) {
	(void)state;
	struct setup *s =
		with_hours("{\"mon\":[[\"00:00\",\"24:00\"]],\"tue\":[[\"00:00\",\"24:00\"]],"
			   "\"wed\":[[\"00:00\",\"24:00\"]],\"thu\":[[\"00:00\",\"24:00\"]],"
			   "\"fri\":[[\"00:00\",\"24:00\"]],\"sat\":[],\"sun\":[]}");
	struct calendar_session session;
	assert_true(calendar_session(s, at(WEDNESDAY, 2359), &session));
	assert_at(session.opens_ms, WEDNESDAY, 0);
	assert_at(session.closes_ms, 20261126, 0);
	assert_true(calendar_open(s, at(WEDNESDAY, 2400) - 1));
	assert_true(calendar_open(s, at(WEDNESDAY, 2400)));
	assert_true(takes(s, "xay-dung", WEDNESDAY, 2344));
	assert_takes_from(s, "xay-dung", WEDNESDAY, 2345, 20261126, 0);
	assert_takes_from(s, "xay-dung", 20261127, 2345, 20261130, 0);
	setup_free(s);
}

/* Nobody receives it: never, rather than at some time. */
static void a_service_without_a_counter(void **state) {
	(void)state;
	const struct office_edit edit = {"counters.5.services", "[[\"chung-thuc\",1]]"};
	char why[SETUP_WHY_SIZE];
	int64_t opens_ms = -1;
	char *text = office_edit_text("assets/office/ward.json", &edit, 1);
	struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
	assert_non_null(s);
	assert_false(calendar_takes(s, service(s, "cu-tru"), at(WEDNESDAY, 900), &opens_ms));
	assert_int_equal(opens_ms, 0);
	setup_free(s);
	free(text);
}

static void notices(void **state) {
	struct setup *s = *state;
	struct setup_notice *always = &s->notices[0], *days = &s->notices[1],
			    *moments = &s->notices[2];
	*always = (struct setup_notice){0};
	*days = (struct setup_notice){.from = {WEDNESDAY, 0}, .until = {SATURDAY, 24 * 60}};
	*moments = (struct setup_notice){.from = {WEDNESDAY, 810}, .until = {WEDNESDAY, 960}};
	assert_true(calendar_notice(s, 0, 0) && calendar_notice(s, 0, at(HOLIDAY, 300)));
	assert_false(calendar_notice(s, 1, at(WEDNESDAY, 0) - 1));
	assert_true(calendar_notice(s, 1, at(WEDNESDAY, 0)));
	assert_true(calendar_notice(s, 1, at(SUNDAY, 0) - 1));
	assert_false(calendar_notice(s, 1, at(SUNDAY, 0)));
	assert_false(calendar_notice(s, 2, at(WEDNESDAY, 1330) - 1));
	assert_true(calendar_notice(s, 2, at(WEDNESDAY, 1330)));
	assert_true(calendar_notice(s, 2, at(WEDNESDAY, 1600) - 1));
	assert_false(calendar_notice(s, 2, at(WEDNESDAY, 1600)));
	days->until.day = 0;
	assert_true(calendar_notice(s, 1, at(SUNDAY, 0)));
	moments->from.day = 0;
	assert_true(calendar_notice(s, 2, 0));
	assert_false(calendar_notice(s, 2, at(WEDNESDAY, 1600)));
}

/* Where clocks are set forward in the night, the day has an hour less. */
static void notices_where_clocks_are_changed(void **state) {
	struct setup *s = *state;
	assert_true(clock_use_zone("Europe/Berlin"));
	s->notices[0] = (struct setup_notice){.from = {20260329, 0}, .until = {20260329, 24 * 60}};
	int64_t begins = at(20260329, 0);
	assert_true(calendar_notice(s, 0, begins));
	assert_true(calendar_notice(s, 0, begins + 23 * 3600000 - 1));
	assert_false(calendar_notice(s, 0, begins + 23 * 3600000));
}

#define DAY(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		DAY(zone),
		DAY(sessions_of_a_day),
		DAY(open_to_the_millisecond),
		DAY(numbers_a_quarter_before),
		DAY(when_they_open_is_told_while_they_are),
		DAY(spans_in_which_numbers_are_given),
		DAY(saturday),
		DAY(saturday_counters),
		DAY(sunday),
		DAY(holiday),
		DAY(make_up_day),
		DAY(a_holiday_worked_in_place_of_another_day),
		DAY(over_tet),
		DAY(over_the_years_end),
		DAY(leap_day),
		DAY(never_open),
		DAY(round_the_clock),
		DAY(a_service_without_a_counter),
		DAY(notices),
		DAY(notices_where_clocks_are_changed),
	};
	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
