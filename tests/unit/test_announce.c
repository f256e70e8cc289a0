/*
 * Announce: one call after another on the panel, ten seconds each, chimed once; against a model.
 * links: display/announce.c common/board.c common/proto.c
 */
#include "common/board.h"
#include "display/announce.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { COUNTERS = 6, START_MS = 1000000 };

/* A hall and its announcer. */
struct hall {
	struct snapshot s;
	struct announce a;
	int64_t now_ms;
};

static struct hall hall_open(int announced_counter) {
	struct hall h = {.now_ms = START_MS, .s.counter_count = COUNTERS};
	for (int i = 0; i < COUNTERS; i++) {
		h.s.counters[i].id = i + 1;
		h.s.counters[i].state = COUNTER_OPEN;
	}
	h.a.counter = announced_counter;
	announce_snapshot(&h.a, &h.s, h.now_ms);
	return h;
}

static void happens(struct hall *h, enum change_kind kind, const char *number, int counter,
	enum ticket_state state) {
	struct change c = {.seq = h->s.seq + 1,
		.at_ms = h->now_ms,
		.kind = kind,
		.counter = counter,
		.was = kind == CHANGE_UNDONE ? TICKET_CALLED : TICKET_NONE,
		.state = state,
		.reason = REASON_IN_TURN};
	snprintf(c.number, sizeof c.number, "%s", number);
	board_apply(&h->s, &c);
	announce_change(&h->a, &h->s, &c, h->now_ms);
}

static void call(struct hall *h, const char *number, int counter) {
	happens(h, CHANGE_CALLED, number, counter, TICKET_CALLED);
}

static void later(struct hall *h, int64_t ms) {
	h->now_ms += ms;
	announce_tick(&h->a, h->now_ms);
}

static void test_nobody_called(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	assert_false(h.a.any);
	assert_false(announce_take_chime(&h.a));
	assert_true(announce_due(&h.a, h.now_ms) == INT64_MAX);
}

static void test_a_call_is_lit_and_chimed_once(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 2);
	assert_string_equal(h.a.shown.number, "A001");
	assert_int_equal(h.a.shown.counter, 2);
	assert_true(announce_take_chime(&h.a));
	assert_false(announce_take_chime(&h.a));
	assert_true(announce_lit(&h.a, h.now_ms));
	assert_int_equal(announce_due(&h.a, h.now_ms), h.now_ms + ANNOUNCE_BLINK_MS);
	later(&h, ANNOUNCE_BLINK_MS);
	assert_false(announce_lit(&h.a, h.now_ms));
	later(&h, ANNOUNCE_KEEP_MS - ANNOUNCE_BLINK_MS);
	assert_true(announce_lit(&h.a, h.now_ms));
	assert_true(announce_due(&h.a, h.now_ms) == INT64_MAX);
	assert_false(announce_take_chime(&h.a));
}

static void test_two_quick_calls_keep_ten_seconds_each(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 2);
	announce_take_chime(&h.a);
	later(&h, 500);
	call(&h, "B001", 3);
	assert_true(announce_is_pending(&h.a, "B001", 3));
	assert_false(announce_take_chime(&h.a));
	later(&h, ANNOUNCE_KEEP_MS - 501);
	assert_string_equal(h.a.shown.number, "A001");
	later(&h, 1);
	assert_string_equal(h.a.shown.number, "B001");
	assert_true(announce_take_chime(&h.a));
	later(&h, ANNOUNCE_KEEP_MS);
	assert_string_equal(h.a.shown.number, "B001");
}

static void test_recall_lights_and_chimes_again(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 2);
	announce_take_chime(&h.a);
	later(&h, 9000);
	happens(&h, CHANGE_RECALLED, "A001", 2, TICKET_CALLED);
	assert_true(announce_take_chime(&h.a));
	assert_int_equal(h.a.since_ms, h.now_ms);
	later(&h, 30000);
	happens(&h, CHANGE_RECALLED, "A001", 2, TICKET_CALLED);
	assert_true(announce_take_chime(&h.a));
	assert_int_equal(h.a.since_ms, h.now_ms);
}

static void test_whoever_came_before_his_turn_is_left_out(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 1);
	call(&h, "B001", 2);
	call(&h, "C001", 3);
	happens(&h, CHANGE_STARTED, "B001", 2, TICKET_SERVING);
	later(&h, ANNOUNCE_KEEP_MS);
	assert_string_equal(h.a.shown.number, "C001");
}

static void test_an_undone_call_leaves_the_panel(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 1);
	later(&h, ANNOUNCE_KEEP_MS);
	call(&h, "B001", 2);
	happens(&h, CHANGE_UNDONE, "B001", 2, TICKET_WAITING);
	assert_string_equal(h.a.shown.number, "A001");
	assert_false(announce_lit(&h.a, h.now_ms));
}

static void test_old_calls_are_shown_quietly(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 1);
	struct announce restarted = {0};
	announce_snapshot(&restarted, &h.s, h.now_ms + ANNOUNCE_OLD_MS + 1);
	assert_string_equal(restarted.shown.number, "A001");
	assert_false(announce_take_chime(&restarted));
	assert_false(announce_lit(&restarted, h.now_ms + ANNOUNCE_OLD_MS + 1));
}

static void test_young_calls_are_announced_after_a_start_but_not_twice(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 1);
	struct announce restarted = {0};
	announce_snapshot(&restarted, &h.s, h.now_ms + ANNOUNCE_OLD_MS);
	assert_true(announce_take_chime(&restarted));
	announce_snapshot(&restarted, &h.s, h.now_ms + ANNOUNCE_OLD_MS);
	assert_false(announce_take_chime(&restarted));
	assert_int_equal(restarted.pending_count, 0);
	assert_true(announce_lit(&restarted, h.now_ms + ANNOUNCE_OLD_MS));
}

static void test_calls_missed_while_cut_off(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 1);
	struct announce before = h.a;
	announce_take_chime(&before);
	later(&h, 100000);
	call(&h, "B001", 2);
	later(&h, 70000);
	call(&h, "C001", 3);
	later(&h, 5000);
	announce_snapshot(&before, &h.s, h.now_ms);
	assert_string_equal(before.shown.number, "C001");
	assert_true(announce_take_chime(&before));
	assert_int_equal(before.pending_count, 0);
}

static void test_one_counter_hears_of_its_own_calls(void **state) {
	(void)state;
	struct hall h = hall_open(2);
	call(&h, "A001", 1);
	assert_false(h.a.any);
	call(&h, "B001", 2);
	assert_string_equal(h.a.shown.number, "B001");
}

static void test_a_new_day_is_empty(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	call(&h, "A001", 1);
	happens(&h, CHANGE_DAY_OPENED, "", 0, TICKET_NONE);
	assert_false(h.a.any);
}

/* The plain model: calls in the order they were made, looked at every 100 ms. */
struct model_call {
	int number, counter;
	int64_t at_ms;
	bool gone, done;
};

struct model {
	struct model_call calls[4000];
	int count, on_panel; /* index, -1: nobody */
	int64_t since_ms;
	int chimes;
};

static void model_tick(struct model *m, int64_t now_ms) {
	for (int i = 0; i < m->count; i++) {
		struct model_call *c = &m->calls[i];
		bool busy = m->on_panel >= 0 && now_ms < m->since_ms + ANNOUNCE_KEEP_MS;
		if (busy) {
			return;
		}
		if (c->gone || c->done) {
			continue;
		}
		c->done = true;
		m->on_panel = i;
		bool old = now_ms - c->at_ms > ANNOUNCE_OLD_MS;
		m->since_ms = old ? now_ms - ANNOUNCE_KEEP_MS : now_ms;
		m->chimes += !old;
	}
}

static unsigned random_below(unsigned *seed, unsigned n) {
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % n;
}

static void random_change(
	struct hall *h, struct model *m, int at_counter[COUNTERS + 1], unsigned *seed) {
	int counter = 1 + (int)random_below(seed, COUNTERS);
	char number[NUMBER_SIZE];
	if (at_counter[counter] == 0) {
		at_counter[counter] = ++h->s.day; /* any number not used before */
		snprintf(number, sizeof number, "A%03d", at_counter[counter]);
		m->calls[m->count++] =
			(struct model_call){at_counter[counter], counter, h->now_ms, false, false};
		model_tick(m, h->now_ms);
		call(h, number, counter);
		return;
	}
	snprintf(number, sizeof number, "A%03d", at_counter[counter]);
	for (int i = 0; i < m->count; i++) {
		if (m->calls[i].number == at_counter[counter]) {
			m->calls[i].gone = true;
		}
	}
	at_counter[counter] = 0;
	happens(h, CHANGE_STARTED, number, counter, TICKET_SERVING);
}

static void test_against_the_model(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	struct hall h = hall_open(0);
	static struct model m;
	m = (struct model){.on_panel = -1};
	int at_counter[COUNTERS + 1] = {0}, chimes = 0;
	for (int step = 0; step < 20000; step++) {
		if (random_below(&seed, 60) < 1 + (unsigned)(step / 4000) * 3) {
			random_change(&h, &m, at_counter, &seed);
		}
		later(&h, 100);
		model_tick(&m, h.now_ms);
		chimes += announce_take_chime(&h.a);
		assert_int_equal(h.a.any, m.on_panel >= 0);
		if (m.on_panel >= 0) {
			char number[NUMBER_SIZE];
			snprintf(number, sizeof number, "A%03d", m.calls[m.on_panel].number);
			assert_string_equal(h.a.shown.number, number);
			assert_int_equal(h.a.shown.counter, m.calls[m.on_panel].counter);
		}
		assert_int_equal(chimes, m.chimes);
		assert_true(announce_due(&h.a, h.now_ms) > h.now_ms);
	}
	assert_true(chimes > 20);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nobody_called),
		cmocka_unit_test(test_a_call_is_lit_and_chimed_once),
		cmocka_unit_test(test_two_quick_calls_keep_ten_seconds_each),
		cmocka_unit_test(test_recall_lights_and_chimes_again),
		cmocka_unit_test(test_whoever_came_before_his_turn_is_left_out),
		cmocka_unit_test(test_an_undone_call_leaves_the_panel),
		cmocka_unit_test(test_old_calls_are_shown_quietly),
		cmocka_unit_test(test_young_calls_are_announced_after_a_start_but_not_twice),
		cmocka_unit_test(test_calls_missed_while_cut_off),
		cmocka_unit_test(test_one_counter_hears_of_its_own_calls),
		cmocka_unit_test(test_a_new_day_is_empty),
		cmocka_unit_test(test_against_the_model),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
