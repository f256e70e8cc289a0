/*
 * Announce against a plain model: 20,000 tenths of a second with random calls, recalls, undone
 * ones, breaks of the link and leaps of the clock, each call heard for a random time. SEED=n
 * repeats a run.
 * links: display/announce.c common/board.c common/proto.c tests/unit/announce_hall.c
 */
#include "tests/unit/announce_hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { STEPS = 20000, STEP_MS = 100, CALLS_MAX = STEPS };

/* The plain model: all calls ever made, in their order, looked at every 100 ms. */
enum turn { MISSED, WAITING, GONE, DONE };

struct model_call {
	char number[NUMBER_SIZE];
	int counter;
	int64_t at_ms;
	enum turn turn;
};

struct model {
	struct model_call calls[CALLS_MAX], panel;
	int count;
	bool any, fresh, say, speaking;
	int64_t since_ms;
};

static bool same(const struct model_call *c, const char *number, int counter) {
	return c->counter == counter && strcmp(c->number, number) == 0;
}

static struct model_call *waiting(struct model *m) {
	for (int i = 0; i < m->count; i++) {
		if (m->calls[i].turn == WAITING) {
			return &m->calls[i];
		}
	}
	return NULL;
}

static void gone(struct model *m, const char *number) {
	for (int i = 0; i < m->count; i++) {
		struct model_call *c = &m->calls[i];
		if (c->turn == WAITING && strcmp(c->number, number) == 0) {
			c->turn = GONE;
		}
	}
}

static void show(struct model *m, const struct model_call *c, bool fresh, int64_t now_ms) {
	m->panel = *c;
	m->any = true;
	m->fresh = m->say = fresh;
	m->since_ms = now_ms;
}

static bool keeps(const struct model *m, int64_t now_ms) {
	return m->speaking || (m->any && m->fresh && now_ms < m->since_ms + ANNOUNCE_KEEP_MS);
}

static void tick(struct model *m, int64_t now_ms) {
	struct model_call *next;
	m->since_ms = now_ms < m->since_ms ? now_ms : m->since_ms;
	while (!keeps(m, now_ms) && (next = waiting(m))) {
		next->turn = DONE;
		show(m, next, now_ms - next->at_ms <= ANNOUNCE_OLD_MS, now_ms);
	}
}

static void show_last(struct model *m, const struct hall *h) {
	m->any = h->s.recent_count > 0 && m->any;
	if (h->s.recent_count > 0) {
		const struct snapshot_call *last = &h->s.recent[0];
		struct model_call c = {.counter = last->counter, .at_ms = last->at_ms};
		memcpy(c.number, last->number, sizeof c.number);
		if (!m->any || !same(&m->panel, c.number, c.counter)) {
			show(m, &c, false, h->now_ms);
		}
	}
}

static void model_call(struct model *m, const struct hall *h, const char *number, int counter) {
	struct model_call c = {.counter = counter, .at_ms = h->changed_ms};
	snprintf(c.number, sizeof c.number, "%s", number);
	c.turn = h->cut ? MISSED : WAITING;
	for (int i = 0; i < m->count && !h->cut; i++) {
		if (m->calls[i].turn == WAITING && same(&m->calls[i], number, counter)) {
			m->calls[i].at_ms = h->changed_ms;
			return;
		}
	}
	bool at_once = !h->cut && m->any && m->fresh && !m->speaking && !waiting(m) &&
		       same(&m->panel, number, counter);
	if (at_once) {
		c.turn = DONE;
		show(m, &c, true, h->now_ms);
	}
	m->calls[m->count++] = c;
}

static bool still_called(const struct hall *h, const struct model_call *c) {
	const struct snapshot_counter *at = &h->s.counters[c->counter - 1];
	return at->ticket == TICKET_CALLED && strcmp(at->number, c->number) == 0;
}

static bool is_recent(const struct hall *h, const struct model_call *c) {
	for (int i = 0; i < h->s.recent_count; i++) {
		const struct snapshot_call *r = &h->s.recent[i];
		if (same(c, r->number, r->counter) && r->at_ms == c->at_ms) {
			return true;
		}
	}
	return false;
}

static void model_mend(struct model *m, const struct hall *h) {
	for (int i = 0; i < m->count; i++) {
		struct model_call *c = &m->calls[i];
		bool awaited = still_called(h, c);
		bool young = h->now_ms - c->at_ms <= ANNOUNCE_OLD_MS;
		bool missed = c->turn == MISSED;
		if (missed && awaited && young && is_recent(h, c)) {
			gone(m, c->number);
			c->turn = WAITING;
		} else if (missed || (c->turn == WAITING && !awaited)) {
			c->turn = GONE;
		}
	}
	tick(m, h->now_ms);
	bool stays = m->any && m->fresh && keeps(m, h->now_ms) && still_called(h, &m->panel);
	if (!waiting(m) && !stays) {
		show_last(m, h);
	}
}

static unsigned random_below(unsigned *seed, unsigned n) {
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % n;
}

static void leave(struct hall *h, struct model *m, const char *number, int counter, bool undone) {
	char own[NUMBER_SIZE];
	snprintf(own, sizeof own, "%s", number);
	hall_change(h, undone ? CHANGE_UNDONE : CHANGE_FINISHED, own, counter,
		undone ? TICKET_WAITING : TICKET_SERVED);
	if (h->cut) {
		return;
	}
	gone(m, own);
	if (undone && m->any && strcmp(m->panel.number, own) == 0) {
		m->any = m->say = false;
	}
	tick(m, h->now_ms);
	if (!m->any) {
		show_last(m, h);
	}
}

static void random_change(struct hall *h, struct model *m, unsigned *seed) {
	int counter = 1 + (int)random_below(seed, HALL_COUNTERS);
	const struct snapshot_counter *at = &h->s.counters[counter - 1];
	char number[NUMBER_SIZE];
	snprintf(number, sizeof number, "%s", at->number);
	unsigned what = random_below(seed, 10);
	if (!number[0]) {
		snprintf(number, sizeof number, "A%03d", ++h->s.day); /* one not used before */
		hall_call(h, number, counter);
		model_call(m, h, number, counter);
	} else if (at->ticket == TICKET_CALLED && what < 4) {
		hall_change(h, CHANGE_RECALLED, number, counter, TICKET_CALLED);
		model_call(m, h, number, counter);
	} else if (at->ticket == TICKET_CALLED && what < 7) {
		gone(m, h->cut ? "" : number);
		hall_change(h, CHANGE_STARTED, number, counter, TICKET_SERVING);
	} else {
		leave(h, m, number, counter, at->ticket == TICKET_CALLED && what < 9);
	}
	if (!h->cut) {
		tick(m, h->now_ms);
	}
}

static void random_trouble(struct hall *h, struct model *m, unsigned *seed) {
	if (random_below(seed, 500) == 0) {
		h->cut = !h->cut;
		if (!h->cut) {
			model_mend(m, h);
			hall_mend(h);
		}
	}
	if (random_below(seed, 1000) == 0) {
		h->now_ms += (int64_t)random_below(seed, 100000) - 20000;
		h->now_ms = h->now_ms < h->changed_ms ? h->changed_ms : h->now_ms;
	}
}

/* What was heard, and that it is neither old, nor twice, nor while another was heard. */
struct ear {
	struct snapshot_call heard[CALLS_MAX];
	int count, left_ms; /* of the one that is heard now */
};

static void hear(struct ear *ear, struct hall *h, struct model *m, unsigned *seed) {
	struct snapshot_call call;
	if (ear->left_ms > 0 && (ear->left_ms -= STEP_MS) == 0) {
		m->speaking = false;
		tick(m, h->now_ms);
		announce_heard(&h->a, h->now_ms);
	}
	bool some = announce_take(&h->a, &call);
	assert_int_equal(some, m->say && !m->speaking);
	if (!some) {
		return;
	}
	m->say = false;
	m->speaking = true;
	assert_int_equal(ear->left_ms, 0);
	assert_true(same(&m->panel, call.number, call.counter));
	assert_true(h->now_ms - call.at_ms <= ANNOUNCE_OLD_MS);
	for (int i = 0; i < ear->count; i++) {
		assert_false(ear->heard[i].at_ms == call.at_ms &&
			     strcmp(ear->heard[i].number, call.number) == 0);
	}
	ear->heard[ear->count++] = call;
	ear->left_ms = STEP_MS * (1 + (int)random_below(seed, 200));
}

static void test_against_the_model(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	struct hall h = hall_open(0);
	static struct model m;
	static struct ear ear;
	for (int step = 0; step < STEPS; step++) {
		if (random_below(&seed, 60) < 1 + (unsigned)(step / 4000) * 3) {
			random_change(&h, &m, &seed);
		}
		random_trouble(&h, &m, &seed);
		hall_later(&h, STEP_MS);
		tick(&m, h.now_ms);
		hear(&ear, &h, &m, &seed);
		assert_int_equal(h.a.any, m.any);
		if (m.any) {
			assert_string_equal(h.a.shown.number, m.panel.number);
			assert_int_equal(h.a.shown.counter, m.panel.counter);
		}
		assert_true(announce_due(&h.a, h.now_ms) > h.now_ms);
	}
	assert_true(ear.count > 50);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_the_model)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
