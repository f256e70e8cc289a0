/*
 * How large text must be: the design's figures, and that it is enough on any screen in any window.
 * links: display/legible.c common/ui/font.c common/text.c common/mem.c common/log.c
 */
#include "common/ui/font.h"
#include "display/legible.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static struct legible wide(double diagonal_in, double distance_m, double list_m, int w, int h) {
	struct legible_place place = {diagonal_in, distance_m, list_m};
	return legible_of(&place, 1920, 1080, w, h);
}

/* 55 inches, 10 m, 4 m: 122 mm are 193 px, numbers 108, words 52. */
static void test_as_usual(void **state) {
	(void)state;
	struct legible l = wide(0, 0, 0, 1920, 1080);
	assert_int_equal(l.call_px, 270);
	assert_int_equal(l.number_px, 108);
	assert_int_equal(l.word_px, 52);
	assert_int_equal(lround(legible_cap_mm(&l, LEGIBLE_CALL, 270)), 122);
	l = wide(55, 10, 3, 1920, 1080);
	assert_int_equal(l.number_px, 81);
	assert_int_equal(l.word_px, 40); /* 39 would be drawn lower than it is */
	assert_int_equal(l.call_px, 270);
}

/* Neither the resolution nor the way the screen is turned matters. */
static void test_same_on_paper(void **state) {
	(void)state;
	struct legible_place place = {.diagonal_in = 43, .distance_m = 8};
	struct legible l = legible_of(&place, 1080, 1920, 2160, 3840);
	struct legible m = wide(43, 8, 4, 1920, 1080);
	assert_in_range(l.call_px, m.call_px - 1, m.call_px + 1);
	assert_in_range(l.number_px, m.number_px - 1, m.number_px + 1);
	assert_int_equal(wide(55, 20, 4, 1920, 1080).call_px, 539);
	assert_int_equal(wide(27.5, 10, 4, 1920, 1080).call_px, 539);
}

/* On a screen of another shape the picture has less room, so its parts are larger. */
static void test_other_shapes(void **state) {
	(void)state;
	struct legible square = wide(55, 10, 4, 1440, 1080), broad = wide(55, 10, 4, 2520, 1080);
	double mm_per_px = 55 * 25.4 / hypot(1440, 1080);
	assert_true(fabs(legible_cap_mm(&square, LEGIBLE_CALL, 400) -
			    400 * 0.75 * 0.714 * mm_per_px) < 0.4);
	assert_true(square.call_px > 270);
	assert_true(broad.call_px > 270);
}

static void test_lists_are_read_from_no_farther_than_calls(void **state) {
	(void)state;
	struct legible l = wide(32, 3, 4, 1920, 1080);
	assert_int_equal(l.number_px, l.call_px);
	assert_true(fabs(legible_wanted_m(&l, LEGIBLE_NUMBER) - 3) < 1e-9);
	assert_true(fabs(legible_wanted_m(&l, LEGIBLE_WORD) - 3) < 1e-9);
}

static void check_least(const struct legible *l, enum legible_kind kind, int px) {
	double wanted = legible_wanted_m(l, kind);
	assert_true(legible_metres(l, kind, px) >= wanted - 1e-6);
	assert_true(legible_metres(l, kind, px - 1) < wanted);
}

static void test_least_is_enough_and_no_more(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	srandom(seed);
	for (int i = 0; i < 2000; i++) {
		int w = 640 + (int)(random() % 4000), h = 480 + (int)(random() % 4000);
		struct legible_place place = {.diagonal_in = 20 + (double)(random() % 800) / 10,
			.distance_m = 1 + (double)(random() % 200) / 10,
			.list_m = 0.5 + (double)(random() % 60) / 10};
		struct legible l =
			legible_of(&place, w > h ? 1920 : 1080, w > h ? 1080 : 1920, w, h);
		check_least(&l, LEGIBLE_CALL, l.call_px);
		check_least(&l, LEGIBLE_NUMBER, l.number_px);
		check_least(&l, LEGIBLE_WORD, l.word_px);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_usual),
		cmocka_unit_test(test_same_on_paper),
		cmocka_unit_test(test_other_shapes),
		cmocka_unit_test(test_lists_are_read_from_no_farther_than_calls),
		cmocka_unit_test(test_least_is_enough_and_no_more),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	font_close_all();
	return failed;
}
