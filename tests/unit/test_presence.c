/*
 * Presence: when a counter is foreseen to take tickets, for each state and moment of the day.
 *
 * links: server/presence.c common/mem.c
 */
#include "server/presence.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* 07:30-11:30 and 13:30-17:00. */
static const struct hall_opening plan[2] = {{27000, 41400}, {48600, 61200}};

static struct hall_counter counter(enum hall_counter_state state) {
	return (struct hall_counter){
		.state = state,
		.away_since_s = HALL_NO_TIME,
		.back_s = HALL_NO_TIME,
		.openings = plan,
		.opening_count = 2,
	};
}

/* Where the counter first takes tickets, until when, and when it does again; absolute seconds. */
static void takes(
	const struct hall_counter *c, int64_t now_s, double from, double until, double again) {
	struct presence presence;
	presence_init(&presence, c, now_s);
	double now = (double)now_s;
	double first = presence_next(&presence, presence.start_s);
	double end = presence_until(&presence, first);
	assert_true(now + first == from);
	assert_true(now + end == until);
	assert_true(now + presence_next(&presence, end) == again);
	presence_clear(&presence);
	presence_clear(&presence);
}

static void test_open_in_its_opening(void **state) {
	(void)state;
	struct hall_counter c = counter(HALL_IDLE);
	takes(&c, 30000, 30000, 41400, 48600);
	takes(&c, 50000, 50000, 61200, INFINITY);
	c.state = HALL_BUSY;
	takes(&c, 30000, 30000, 41400, 48600);
}

static void test_open_outside_its_openings(void **state) {
	(void)state;
	struct hall_counter c = counter(HALL_IDLE);
	takes(&c, 26000, 26000, 27000, 27000); /* early: stays into the opening */
	takes(&c, 41400, 41400, 42300, 48600); /* past the planned end: 15 minutes more */
	takes(&c, 42000, 42000, 42900, 48600);
	takes(&c, 61500, 61500, 62400, INFINITY);
}

static void test_without_a_plan(void **state) {
	(void)state;
	struct hall_counter c = counter(HALL_IDLE);
	c.opening_count = 0;
	takes(&c, 30000, 30000, INFINITY, INFINITY);
	c.state = HALL_CLOSED;
	takes(&c, 30000, INFINITY, INFINITY, INFINITY);
	c.back_s = 31000;
	takes(&c, 30000, 31000, INFINITY, INFINITY);
}

static void test_closed_not_yet_opened(void **state) {
	(void)state;
	struct hall_counter c = counter(HALL_CLOSED);
	takes(&c, 20000, 27000, 41400, 48600);
	takes(&c, 28000, 28300, 41400, 48600); /* late: in five minutes */
	takes(&c, 42000, 48600, 61200, INFINITY);
	c.away_since_s = 41400; /* was open in the morning */
	takes(&c, 49000, 49300, 61200, INFINITY);
	takes(&c, 61200, INFINITY, INFINITY, INFINITY);
}

static void test_closed_for_a_break(void **state) {
	(void)state;
	struct hall_counter c = counter(HALL_CLOSED);
	c.away_since_s = 30000;
	takes(&c, 30060, 30660, 41400, 48600); /* ten minutes from now at least */
	takes(&c, 31000, 32000, 41400, 48600); /* as long again as it has been away */
	takes(&c, 41000, 48600, 61200, INFINITY);
	c.away_since_s = 60000;
	takes(&c, 60900, INFINITY, INFINITY, INFINITY); /* not before the day's end */
}

static void test_typed_return(void **state) {
	(void)state;
	struct hall_counter c = counter(HALL_CLOSED);
	c.away_since_s = 30000;
	c.back_s = 30900;
	takes(&c, 30100, 30900, 41400, 48600);
	takes(&c, 30850, 30970, 41400, 48600); /* two minutes from now at least */
	takes(&c, 31500, 31620, 41400, 48600);
	c.back_s = 41700; /* after the planned end */
	takes(&c, 31500, 41700, 42600, 48600);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_open_in_its_opening),
		cmocka_unit_test(test_open_outside_its_openings),
		cmocka_unit_test(test_without_a_plan),
		cmocka_unit_test(test_closed_not_yet_opened),
		cmocka_unit_test(test_closed_for_a_break),
		cmocka_unit_test(test_typed_return),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
