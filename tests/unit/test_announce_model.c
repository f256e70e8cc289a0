/*
 * Announce against a plain model: 20,000 tenths of a second with random calls. SEED=n repeats a
 * run.
 * links: display/announce.c common/board.c common/proto.c tests/unit/announce_hall.c
 */
#include "tests/unit/announce_hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

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
	struct hall *h, struct model *m, int at_counter[HALL_COUNTERS + 1], unsigned *seed) {
	int counter = 1 + (int)random_below(seed, HALL_COUNTERS);
	char number[NUMBER_SIZE];
	if (at_counter[counter] == 0) {
		at_counter[counter] = ++h->s.day; /* any number not used before */
		snprintf(number, sizeof number, "A%03d", at_counter[counter]);
		m->calls[m->count++] =
			(struct model_call){at_counter[counter], counter, h->now_ms, false, false};
		model_tick(m, h->now_ms);
		hall_call(h, number, counter);
		return;
	}
	snprintf(number, sizeof number, "A%03d", at_counter[counter]);
	for (int i = 0; i < m->count; i++) {
		if (m->calls[i].number == at_counter[counter]) {
			m->calls[i].gone = true;
		}
	}
	at_counter[counter] = 0;
	hall_change(h, CHANGE_STARTED, number, counter, TICKET_SERVING);
}

static void test_against_the_model(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	struct hall h = hall_open(0);
	static struct model m;
	m = (struct model){.on_panel = -1};
	int at_counter[HALL_COUNTERS + 1] = {0}, chimes = 0;
	for (int step = 0; step < 20000; step++) {
		if (random_below(&seed, 60) < 1 + (unsigned)(step / 4000) * 3) {
			random_change(&h, &m, at_counter, &seed);
		}
		hall_later(&h, 100);
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
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_the_model)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
