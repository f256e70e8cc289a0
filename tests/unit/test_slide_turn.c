/*
 * slide_turn: each slide has its time, the next one is ready before it, and none changes while a
 * call is lit.
 *
 * links: display/slide_turn.c
 */
#include "display/slide_turn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { EVERY_MS = 15000, LIT_MS = 10000, STEPS = 200000 };

/* A first slide that has been shown since `now_ms`. */
static struct slide_turn begun(int64_t now_ms) {
	struct slide_turn t = {.every_ms = EVERY_MS};
	assert_true(slide_turn_asks(&t, now_ms));
	assert_false(slide_turn_asks(&t, now_ms));
	slide_turn_found(&t, SLIDE_FOUND, now_ms);
	assert_int_equal(slide_turn_moves(&t, now_ms, 0), SLIDE_NEXT);
	return t;
}

static void test_each_has_its_time(void **state) {
	(void)state;
	struct slide_turn t = begun(1000);
	int64_t asks_ms = 1000 + EVERY_MS - SLIDE_AHEAD_MS;
	assert_int_equal(slide_turn_due(&t, 0), asks_ms);
	assert_false(slide_turn_asks(&t, asks_ms - 1));
	assert_true(slide_turn_asks(&t, asks_ms));
	assert_int_equal(slide_turn_due(&t, 0), INT64_MAX);
	slide_turn_found(&t, SLIDE_FOUND, asks_ms + 100);
	assert_int_equal(slide_turn_due(&t, 0), 1000 + EVERY_MS);
	assert_int_equal(slide_turn_moves(&t, 1000 + EVERY_MS - 1, 0), SLIDE_STAYS);
	assert_int_equal(slide_turn_moves(&t, 1000 + EVERY_MS, 0), SLIDE_NEXT);
	assert_int_equal(slide_turn_due(&t, 0), asks_ms + EVERY_MS);
}

static void test_it_stands_still_while_a_call_is_lit(void **state) {
	(void)state;
	struct slide_turn t = begun(0);
	int64_t call_ms = EVERY_MS - 1, still_ms = call_ms + LIT_MS;
	assert_true(slide_turn_asks(&t, call_ms));
	slide_turn_found(&t, SLIDE_FOUND, call_ms);
	assert_int_equal(slide_turn_due(&t, still_ms), still_ms);
	assert_int_equal(slide_turn_moves(&t, EVERY_MS, still_ms), SLIDE_STAYS);
	assert_int_equal(slide_turn_moves(&t, still_ms - 1, still_ms), SLIDE_STAYS);
	assert_int_equal(slide_turn_moves(&t, still_ms, still_ms), SLIDE_NEXT);
	/* Nor does one come or go then. */
	t = (struct slide_turn){.every_ms = EVERY_MS};
	assert_true(slide_turn_asks(&t, 0));
	slide_turn_found(&t, SLIDE_FOUND, 0);
	assert_int_equal(slide_turn_moves(&t, 0, 500), SLIDE_STAYS);
	assert_int_equal(slide_turn_moves(&t, 500, 500), SLIDE_NEXT);
	slide_turn_news(&t, false);
	assert_true(slide_turn_asks(&t, 600));
	slide_turn_found(&t, SLIDE_FOUND_NONE, 600);
	assert_int_equal(slide_turn_due(&t, 900), 900);
	assert_int_equal(slide_turn_moves(&t, 899, 900), SLIDE_STAYS);
	assert_int_equal(slide_turn_moves(&t, 900, 900), SLIDE_GOES);
	assert_int_equal(slide_turn_due(&t, 0), INT64_MAX);
}

static void test_what_was_removed_gives_way_at_once(void **state) {
	(void)state;
	struct slide_turn t = begun(0);
	assert_false(slide_turn_news(&t, false));
	assert_true(slide_turn_asks(&t, 100));
	slide_turn_found(&t, SLIDE_FOUND, 200);
	assert_int_equal(slide_turn_moves(&t, 200, 0), SLIDE_NEXT);
	assert_int_equal(slide_turn_moves(&t, 201, 0), SLIDE_STAYS);
}

static void test_news_make_the_ready_one_stale(void **state) {
	(void)state;
	struct slide_turn t = begun(0);
	assert_true(slide_turn_asks(&t, EVERY_MS));
	assert_false(slide_turn_news(&t, true));
	slide_turn_found(&t, SLIDE_FOUND, EVERY_MS);
	assert_true(slide_turn_news(&t, true));
	assert_int_equal(slide_turn_moves(&t, EVERY_MS, 0), SLIDE_STAYS);
	assert_true(slide_turn_asks(&t, EVERY_MS));
}

static void test_the_only_one_stays(void **state) {
	(void)state;
	struct slide_turn t = begun(0);
	assert_true(slide_turn_asks(&t, EVERY_MS));
	slide_turn_found(&t, SLIDE_FOUND_SAME, EVERY_MS);
	assert_int_equal(slide_turn_moves(&t, EVERY_MS, 0), SLIDE_STAYS);
	assert_int_equal(slide_turn_due(&t, 0), 2 * EVERY_MS - SLIDE_AHEAD_MS);
}

static void test_none_until_there_are_news(void **state) {
	(void)state;
	struct slide_turn t = {.every_ms = EVERY_MS};
	assert_true(slide_turn_asks(&t, 0));
	slide_turn_found(&t, SLIDE_FOUND_NONE, 0);
	assert_int_equal(slide_turn_moves(&t, 99 * EVERY_MS, 0), SLIDE_STAYS);
	assert_false(slide_turn_asks(&t, 99 * EVERY_MS));
	assert_int_equal(slide_turn_due(&t, 0), INT64_MAX);
	slide_turn_news(&t, false);
	assert_true(slide_turn_asks(&t, 99 * EVERY_MS));
}

/* Whatever happens when: nothing moves while a call is lit, no slide is shown for less than its
 * time unless it was lost, and there is always something to wait for. */
static void test_at_random(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	struct slide_turn t = {.every_ms = EVERY_MS};
	int64_t now_ms = 0, still_ms = 0, since_ms = 0;
	for (int i = 0; i < STEPS; i++) {
		seed = seed * 1103515245u + 12345u;
		unsigned die = seed >> 16;
		now_ms += die % 4000;
		bool lost = t.lost;
		switch (die / 4000 % 5) {
		case 0:
			still_ms = now_ms + LIT_MS;
			break;
		case 1:
			slide_turn_news(&t, die & 64);
			break;
		default:
			break;
		}
		lost = lost || t.lost;
		if (t.next == SLIDE_ASKED)
			slide_turn_found(&t,
				(enum slide_found)(t.shown && !t.lost ? die & 1
						   : die & 2          ? SLIDE_FOUND_NONE
								      : SLIDE_FOUND),
				now_ms);
		bool shown = t.shown;
		enum slide_move move = slide_turn_moves(&t, now_ms, still_ms);
		if (move != SLIDE_STAYS) {
			assert_true(now_ms >= still_ms);
			assert_true(!shown || lost || now_ms - since_ms >= EVERY_MS);
			since_ms = now_ms;
		}
		slide_turn_asks(&t, now_ms);
		bool waits = t.next == SLIDE_ASKED || (t.next == SLIDE_NONE && !t.shown);
		assert_int_equal(slide_turn_due(&t, still_ms) == INT64_MAX, waits);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_has_its_time),
		cmocka_unit_test(test_it_stands_still_while_a_call_is_lit),
		cmocka_unit_test(test_what_was_removed_gives_way_at_once),
		cmocka_unit_test(test_news_make_the_ready_one_stale),
		cmocka_unit_test(test_the_only_one_stays),
		cmocka_unit_test(test_none_until_there_are_news),
		cmocka_unit_test(test_at_random),
	};
	return cmocka_run_group_tests_name("slide_turn", tests, NULL, NULL);
}
