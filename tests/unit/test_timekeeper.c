/*
 * timekeeper: the office's time goes on evenly whatever the machine's clock does.
 *
 * links: server/timekeeper.c
 */
#include "server/timekeeper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static const int64_t EIGHT = 1795568400000; /* 2026-11-25 08:00 in Vietnam */

/* A machine: its two clocks and the time that is kept by them. */
struct machine {
	int64_t wall_ms, mono_ms;
	struct timekeeper kept;
};

static struct machine started(void) {
	struct machine m = {EIGHT, 123456, {0}};
	timekeeper_init(&m.kept, m.wall_ms, m.mono_ms, 0);
	return m;
}

/* Time passes without anyone looking. */
static void sleep_ms(struct machine *m, int64_t ms) {
	m->wall_ms += ms;
	m->mono_ms += ms;
}

static int64_t now(const struct machine *m) {
	return timekeeper_now(&m->kept, m->mono_ms);
}

static enum timekeeper_news check(struct machine *m) {
	return timekeeper_check(&m->kept, m->wall_ms, m->mono_ms);
}

/* So many seconds with a check in each; all of them find the same. */
static void go_on(struct machine *m, int seconds, enum timekeeper_news news) {
	for (int i = 0; i < seconds; i++) {
		sleep_ms(m, SECOND);
		assert_int_equal(check(m), news);
	}
}

/* One that runs for long enough not to hear its time from the network only now. */
static struct machine settled(void) {
	struct machine m = started();
	go_on(&m, 60, TIMEKEEPER_AGREES);
	return m;
}

static void agrees_with_a_right_clock(void **state) {
	(void)state;
	struct machine m = started();
	assert_true(now(&m) == EIGHT);
	assert_int_equal(check(&m), TIMEKEEPER_AGREES);
	go_on(&m, 3600, TIMEKEEPER_AGREES);
	assert_true(now(&m) == EIGHT + HOUR);
	sleep_ms(&m, 700);
	assert_true(now(&m) == EIGHT + HOUR + 700);
}

static void begins_not_before_what_has_happened(void **state) {
	(void)state;
	struct machine m = started();
	timekeeper_init(&m.kept, m.wall_ms, m.mono_ms, EIGHT - DAY);
	assert_true(now(&m) == EIGHT);
	timekeeper_init(&m.kept, m.wall_ms, m.mono_ms, EIGHT + 2 * HOUR);
	assert_true(now(&m) == EIGHT + 2 * HOUR);
	assert_int_equal(check(&m), TIMEKEEPER_BEGINS);
	assert_true(timekeeper_off_s(&m.kept) == -7200);
	go_on(&m, 600, TIMEKEEPER_DIFFERS);
	assert_true(now(&m) == EIGHT + 2 * HOUR + 10 * MINUTE);
}

/* A clock that is set by up to a minute: followed by 50 ms in a second, until there. */
static void follow_softly(int64_t jump_ms) {
	struct machine m = settled();
	int64_t begun = now(&m), sign = jump_ms < 0 ? -1 : 1, ticks = llabs(jump_ms) / 50;
	m.wall_ms += jump_ms;
	assert_int_equal(check(&m), TIMEKEEPER_AGREES);
	assert_true(now(&m) == begun);
	for (int64_t i = 1; i <= ticks; i++) {
		go_on(&m, 1, TIMEKEEPER_AGREES);
		assert_true(now(&m) == begun + i * (SECOND + sign * 50));
	}
	assert_true(now(&m) == m.wall_ms);
	go_on(&m, 60, TIMEKEEPER_AGREES);
	assert_true(now(&m) == m.wall_ms);
	assert_true(timekeeper_off_s(&m.kept) == 0);
}

static void follows_small_differences(void **state) {
	(void)state;
	follow_softly(50);
	follow_softly(-50);
	follow_softly(30 * SECOND);
	follow_softly(-30 * SECOND);
	follow_softly(MINUTE);
	follow_softly(-MINUTE);
}

/* Also between two checks, and when they are far apart. */
static void moves_evenly(void **state) {
	(void)state;
	struct machine m = settled();
	m.wall_ms -= 20 * SECOND;
	check(&m);
	int64_t before = now(&m);
	for (int i = 0; i < 60000; i++) {
		sleep_ms(&m, 1);
		if (i % 999 == 0)
			check(&m);
		assert_in_range(now(&m), before, before + 1);
		before = now(&m);
	}
	sleep_ms(&m, HOUR);
	assert_true(now(&m) == m.wall_ms);
}

static void a_clock_set_back_is_not_followed(void **state) {
	(void)state;
	struct machine m = settled();
	int64_t begun = now(&m);
	m.wall_ms -= 2 * HOUR;
	assert_int_equal(check(&m), TIMEKEEPER_BEGINS);
	assert_true(timekeeper_off_s(&m.kept) == -7200);
	go_on(&m, 4 * 3600, TIMEKEEPER_DIFFERS);
	assert_true(now(&m) == begun + 4 * HOUR);
	assert_true(timekeeper_off_s(&m.kept) == -7200);
	m.wall_ms += 499;
	check(&m);
	assert_true(timekeeper_off_s(&m.kept) == -7200);
	m.wall_ms += 2 * HOUR - 499;
	assert_int_equal(check(&m), TIMEKEEPER_ENDS);
	assert_true(timekeeper_off_s(&m.kept) == 0);
	go_on(&m, 60, TIMEKEEPER_AGREES);
}

static void a_clock_set_forward_is_believed_after_a_minute(void **state) {
	(void)state;
	struct machine m = settled();
	int64_t begun = now(&m);
	m.wall_ms += DAY;
	assert_int_equal(check(&m), TIMEKEEPER_BEGINS);
	go_on(&m, 59, TIMEKEEPER_DIFFERS);
	assert_true(now(&m) == begun + 59 * SECOND);
	assert_true(timekeeper_off_s(&m.kept) == 86400);
	go_on(&m, 1, TIMEKEEPER_STEPPED);
	assert_true(now(&m) == begun + DAY + MINUTE);
	assert_true(timekeeper_stepped_s(&m.kept) == 86400);
	assert_true(timekeeper_off_s(&m.kept) == 0);
	go_on(&m, 60, TIMEKEEPER_AGREES);
}

static void a_jump_and_back_moves_nothing(void **state) {
	(void)state;
	struct machine m = settled();
	int64_t begun = now(&m);
	for (int i = 0; i < 10; i++) {
		m.wall_ms += DAY;
		assert_int_equal(check(&m), TIMEKEEPER_BEGINS);
		go_on(&m, 30, TIMEKEEPER_DIFFERS);
		m.wall_ms -= DAY;
		go_on(&m, 1, TIMEKEEPER_ENDS);
	}
	assert_true(now(&m) == begun + 310 * SECOND);
}

/* Only a clock that is ahead by the same is believed. */
static void a_wild_clock_is_not_believed(void **state) {
	(void)state;
	struct machine m = settled();
	int64_t begun = now(&m);
	m.wall_ms += HOUR;
	assert_int_equal(check(&m), TIMEKEEPER_BEGINS);
	for (int i = 0; i < 20; i++) {
		go_on(&m, 50, TIMEKEEPER_DIFFERS);
		m.wall_ms += 5001;
		assert_int_equal(check(&m), TIMEKEEPER_DIFFERS);
	}
	assert_true(now(&m) == begun + 1000 * SECOND);
	m.wall_ms += 5000;
	go_on(&m, 59, TIMEKEEPER_DIFFERS);
	go_on(&m, 1, TIMEKEEPER_STEPPED);
	assert_true(now(&m) == m.wall_ms);
}

static void the_time_from_the_network_is_taken_at_once(void **state) {
	(void)state;
	struct machine m = started();
	go_on(&m, 59, TIMEKEEPER_AGREES);
	m.wall_ms += 300 * (int64_t)DAY;
	assert_int_equal(check(&m), TIMEKEEPER_STEPPED);
	assert_true(now(&m) == m.wall_ms);
	assert_true(timekeeper_stepped_s(&m.kept) == 300 * 86400);
	go_on(&m, 60, TIMEKEEPER_AGREES);
}

/* It starts with the clock it was switched off with, before what happened last. */
static void the_time_comes_after_a_start_behind(void **state) {
	(void)state;
	struct machine m = started();
	timekeeper_init(&m.kept, m.wall_ms, m.mono_ms, EIGHT + HOUR);
	assert_int_equal(check(&m), TIMEKEEPER_BEGINS);
	go_on(&m, 20, TIMEKEEPER_DIFFERS);
	m.wall_ms += DAY;
	assert_int_equal(check(&m), TIMEKEEPER_STEPPED);
	assert_true(now(&m) == m.wall_ms);
	go_on(&m, 60, TIMEKEEPER_AGREES);
}

static void a_start_is_no_reason_to_go_back(void **state) {
	(void)state;
	struct machine m = started();
	m.wall_ms -= DAY;
	assert_int_equal(check(&m), TIMEKEEPER_BEGINS);
	go_on(&m, 100, TIMEKEEPER_DIFFERS);
	assert_true(now(&m) == EIGHT + 100 * SECOND);
}

/* Both clocks go on while a laptop sleeps; where the monotonic one did not, the wall clock is
 * believed. */
static void survives_a_sleep(void **state) {
	(void)state;
	struct machine m = settled();
	sleep_ms(&m, 8 * HOUR);
	assert_int_equal(check(&m), TIMEKEEPER_AGREES);
	assert_true(now(&m) == m.wall_ms);
	m.wall_ms += 8 * HOUR;
	assert_int_equal(check(&m), TIMEKEEPER_BEGINS);
	go_on(&m, 59, TIMEKEEPER_DIFFERS);
	go_on(&m, 1, TIMEKEEPER_STEPPED);
	assert_true(now(&m) == m.wall_ms);
}

/* Whatever the wall clock does. */
static void never_goes_back(void **state) {
	(void)state;
	struct machine m = started();
	int64_t before = now(&m);
	for (int i = 0; i < 200000; i++) {
		int64_t passed = rand() % 1500;
		sleep_ms(&m, passed);
		if (rand() % 50 == 0)
			m.wall_ms += (rand() % 2001 - 1000) * (int64_t)(rand() % 100000);
		enum timekeeper_news news = rand() % 2 ? check(&m) : TIMEKEEPER_AGREES;
		assert_true(now(&m) >= before);
		if (news != TIMEKEEPER_STEPPED)
			assert_true(now(&m) - before <= passed + passed / 20 + 1);
		before = now(&m);
	}
}

/* No monotonic clock goes back; the time would wait for the next check. */
static void stands_still_rather_than_going_back(void **state) {
	(void)state;
	struct machine m = settled();
	int64_t before = now(&m);
	m.wall_ms -= 30 * SECOND;
	check(&m);
	m.mono_ms -= HOUR;
	assert_true(now(&m) == before);
	check(&m);
	assert_true(now(&m) == before);
	sleep_ms(&m, SECOND);
	assert_true(now(&m) == before + SECOND - 50);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_a_right_clock),
		cmocka_unit_test(begins_not_before_what_has_happened),
		cmocka_unit_test(follows_small_differences),
		cmocka_unit_test(moves_evenly),
		cmocka_unit_test(a_clock_set_back_is_not_followed),
		cmocka_unit_test(a_clock_set_forward_is_believed_after_a_minute),
		cmocka_unit_test(a_jump_and_back_moves_nothing),
		cmocka_unit_test(a_wild_clock_is_not_believed),
		cmocka_unit_test(the_time_from_the_network_is_taken_at_once),
		cmocka_unit_test(the_time_comes_after_a_start_behind),
		cmocka_unit_test(a_start_is_no_reason_to_go_back),
		cmocka_unit_test(survives_a_sleep),
		cmocka_unit_test(never_goes_back),
		cmocka_unit_test(stands_still_rather_than_going_back),
	};
	return cmocka_run_group_tests_name("timekeeper", tests, NULL, NULL);
}
