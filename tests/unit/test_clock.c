/*
 * clock: days, minutes and the zone; the clocks follow a file where a test wants them to.
 *
 * links: common/clock.c
 */
#include "common/clock.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { HOUR_MS = 3600 * 1000 };

static void test_zones(void **state) {
	(void)state;
	assert_true(clock_use_zone("UTC"));
	assert_int_equal(clock_day(0), 19700101);
	assert_true(clock_use_zone("Asia/Ho_Chi_Minh"));
	assert_int_equal(clock_at(20261125, 0), 1795539600000);
	static const char *const wrong[] = {
		"", "Asia", "Asia/Hanoi_2", "/etc/passwd", "../../../etc/passwd", "Asia/../UTC"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(clock_use_zone(wrong[i]));
	assert_int_equal(clock_at(20261125, 0), 1795539600000);
}

/* The local date changes at local midnight, 17:00 of the day before in UTC. */
static void test_day(void **state) {
	(void)state;
	assert_true(clock_use_zone("Asia/Ho_Chi_Minh"));
	assert_int_equal(clock_day(1795539600000), 20261125);
	assert_int_equal(clock_day(1795539599999), 20261124);
	assert_int_equal(clock_day(-1), 19700101);
	assert_true(clock_use_zone("UTC"));
	assert_int_equal(clock_day(-1), 19691231);
	assert_int_equal(clock_day(1795539600000), 20261124);
}

static void test_at(void **state) {
	(void)state;
	assert_true(clock_use_zone("Asia/Ho_Chi_Minh"));
	int64_t midnight = clock_at(20261231, 0);
	assert_int_equal(clock_day(midnight), 20261231);
	assert_int_equal(clock_at(20261231, 450), midnight + 450 * 60000);
	assert_int_equal(clock_at(20261231, 1440), clock_at(20270101, 0));
	for (int64_t t = midnight; t < midnight + 24 * HOUR_MS; t += HOUR_MS)
		assert_int_equal(clock_at(clock_day(t), (int)((t - midnight) / 60000)), t);
	struct tm tm = clock_local(clock_at(20260228, 1439));
	assert_int_equal(tm.tm_year, 126);
	assert_int_equal(tm.tm_mon, 1);
	assert_int_equal(tm.tm_mday, 28);
	assert_int_equal(tm.tm_wday, 6);
	assert_int_equal(tm.tm_hour, 23);
	assert_int_equal(tm.tm_min, 59);
}

/* A zone with summer time: minutes are those that a clock on the wall shows. */
static void test_summer_time(void **state) {
	(void)state;
	assert_true(clock_use_zone("Europe/Berlin"));
	assert_int_equal(clock_at(20260329, 480) - clock_at(20260329, 0), 7 * HOUR_MS);
	assert_int_equal(clock_at(20261025, 480) - clock_at(20261025, 0), 9 * HOUR_MS);
	assert_int_equal(clock_at(20260701, 480) - clock_at(20260701, 0), 8 * HOUR_MS);
}

static void test_hhmm(void **state) {
	(void)state;
	char buf[8];
	assert_true(clock_use_zone("Asia/Ho_Chi_Minh"));
	assert_ptr_equal(clock_hhmm(clock_at(20261125, 581), buf), buf);
	assert_string_equal(buf, "09:41");
	assert_string_equal(clock_hhmm(clock_at(20261125, 0), buf), "00:00");
	assert_string_equal(clock_hhmm(clock_at(20261125, 1439) + 59999, buf), "23:59");
}

static void test_mono_never_goes_back(void **state) {
	(void)state;
	int64_t before = clock_mono_ms();
	for (int i = 0; i < 10000; i++) {
		int64_t now = clock_mono_ms();
		assert_true(now >= before);
		before = now;
	}
}

static char path[] = "/tmp/motcua-clock-XXXXXX";

static void write_shift(const char *text) {
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static int64_t real_ms(clockid_t id) {
	struct timespec t;
	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A clock without its shift lies between two readings of the real one. */
static void expect_shift(int64_t wall_ms, int64_t mono_ms) {
	int64_t before = real_ms(CLOCK_REALTIME), wall = clock_wall_ms() - wall_ms;
	assert_in_range(wall, before, real_ms(CLOCK_REALTIME));
	before = real_ms(CLOCK_BOOTTIME);
	int64_t mono = clock_mono_ms() - mono_ms;
	assert_in_range(mono, before, real_ms(CLOCK_BOOTTIME));
}

static void test_fake_clock(void **state) {
	(void)state;
	write_shift("3600000");
	expect_shift(3600000, 3600000);
	for (int i = 0; i < 50; i++) {
		char text[32];
		snprintf(text, sizeof text, "%d\n", -1000000 - i);
		write_shift(text);
		expect_shift(-1000000 - i, -1000000 - i);
	}
	write_shift("");
	expect_shift(-1000049, -1000049);
	write_shift("rubbish");
	expect_shift(-1000049, -1000049);
	write_shift("86400000");
	expect_shift(86400000, 86400000);
	unlink(path);
	expect_shift(86400000, 86400000);
}

/* Someone sets the machine's clock: no time has passed. */
static void test_set_clock(void **state) {
	(void)state;
	write_shift("0 7200000");
	expect_shift(7200000, 0);
	write_shift("5000 -7200000\n");
	expect_shift(5000 - 7200000, 5000);
	write_shift("6000");
	expect_shift(6000, 6000);
	write_shift("0");
	expect_shift(0, 0);
}

/* Each thread sees it. */
static void *read_mono(void *arg) {
	*(int64_t *)arg = clock_mono_ms();
	return NULL;
}

static void test_threads(void **state) {
	(void)state;
	pthread_t thread;
	int64_t mono = 0;
	write_shift("86400000");
	int64_t before = clock_mono_ms();
	assert_int_equal(pthread_create(&thread, NULL, read_mono, &mono), 0);
	pthread_join(thread, NULL);
	assert_in_range(mono, before, clock_mono_ms());
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zones),
		cmocka_unit_test(test_day),
		cmocka_unit_test(test_at),
		cmocka_unit_test(test_summer_time),
		cmocka_unit_test(test_hhmm),
		cmocka_unit_test(test_mono_never_goes_back),
		cmocka_unit_test(test_fake_clock),
		cmocka_unit_test(test_set_clock),
		cmocka_unit_test(test_threads),
	};
	int fd = mkstemp(path);
	if (fd < 0)
		return 1;
	close(fd);
	setenv("MOTCUA_FAKE_CLOCK", path, 1);
	int failed = cmocka_run_group_tests_name("clock", tests, NULL, NULL);
	unlink(path);
	return failed;
}
