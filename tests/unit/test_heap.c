/*
 * heap: random tickets come and leave as in a plain list; the seed is printed (SEED=).
 *
 * links: server/heap.c common/mem.c
 */
#include "server/heap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { TICKETS = 4000, STEPS = 20000 };

/* Who is in the heap, with which key, and where the heap says that it stands. */
struct model {
	struct heap heap;
	bool in[TICKETS];
	int64_t key_s[TICKETS];
	size_t place[TICKETS];
	size_t count;
};

static void moved(void *arg, int ticket, size_t place) {
	struct model *m = arg;
	m->place[ticket] = place;
}

static struct heap_item item(const struct model *m, int ticket) {
	return (struct heap_item){m->key_s[ticket], ticket};
}

static void push(struct model *m, int ticket, int64_t key_s) {
	m->in[ticket] = true;
	m->key_s[ticket] = key_s;
	m->count++;
	heap_push(&m->heap, item(m, ticket), moved, m);
}

static void take(struct model *m, int ticket) {
	m->in[ticket] = false;
	m->count--;
	heap_remove(&m->heap, m->place[ticket], moved, m);
}

static int smallest(const struct model *m) {
	int first = -1;
	for (int t = 0; t < TICKETS; t++)
		if (m->in[t] && (first < 0 || m->key_s[t] < m->key_s[first]))
			first = t;
	return first;
}

/* The first few in order, each found without those before it. */
static void assert_firsts(const struct model *m) {
	enum { FEW = 40 };
	int tickets[FEW];
	struct heap_item last = {INT64_MIN, -1};
	for (size_t i = 0; i < FEW && i < m->count; i++) {
		struct heap_item first = heap_first(&m->heap, tickets, i);
		assert_true(first.ticket >= 0 && m->in[first.ticket] && heap_before(last, first));
		for (int t = 0; t < TICKETS; t++)
			assert_false(m->in[t] && heap_before(item(m, t), first) &&
				     heap_before(last, item(m, t)));
		tickets[i] = first.ticket;
		last = first;
	}
}

static void assert_places(const struct model *m) {
	assert_int_equal(m->heap.count, m->count);
	for (int t = 0; t < TICKETS; t++)
		if (m->in[t]) {
			assert_in_range(m->place[t], 0, m->count - 1);
			assert_int_equal(m->heap.items[m->place[t]].ticket, t);
			assert_int_equal(m->heap.items[m->place[t]].key_s, m->key_s[t]);
		}
}

static void random_against_a_list(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	static struct model m;
	print_message("SEED=%u\n", seed);
	srand(seed);
	for (int step = 0; step < STEPS; step++) {
		int t = rand() % TICKETS;
		/* Few keys, so that many are alike. */
		if (m.in[t])
			take(&m, t);
		else
			push(&m, t, rand() % 200 - 100);
		if (m.count && step % 16 == 0)
			assert_int_equal(m.heap.items[0].ticket, smallest(&m));
		if (step % 500 == 0) {
			assert_places(&m);
			assert_firsts(&m);
		}
	}
	for (int t; (t = smallest(&m)) >= 0;) {
		assert_int_equal(m.heap.items[0].ticket, t);
		take(&m, t);
	}
	assert_int_equal(m.heap.count, 0);
	heap_clear(&m.heap);
}

static void who_came_first_goes_first(void **state) {
	(void)state;
	static struct model m;
	for (int t = 99; t >= 0; t--)
		push(&m, t, 7);
	for (int t = 0; t < 100; t++) {
		assert_int_equal(m.heap.items[0].ticket, t);
		take(&m, t);
	}
	heap_clear(&m.heap);
}

static void order(void **state) {
	(void)state;
	assert_true(heap_before((struct heap_item){1, 9}, (struct heap_item){2, 3}));
	assert_false(heap_before((struct heap_item){2, 3}, (struct heap_item){1, 9}));
	assert_true(heap_before((struct heap_item){-1, 9}, (struct heap_item){0, 0}));
	assert_true(heap_before((struct heap_item){5, 3}, (struct heap_item){5, 4}));
	assert_false(heap_before((struct heap_item){5, 4}, (struct heap_item){5, 4}));
}

static void cleared_and_used_again(void **state) {
	(void)state;
	static struct model m;
	heap_clear(&m.heap);
	push(&m, 1, 5);
	heap_clear(&m.heap);
	assert_int_equal(m.heap.count, 0);
	assert_int_equal(heap_first(&m.heap, NULL, 0).ticket, -1);
	m.count = 0;
	push(&m, 2, 6);
	assert_int_equal(m.heap.items[0].ticket, 2);
	assert_int_equal(heap_first(&m.heap, NULL, 0).ticket, 2);
	assert_int_equal(heap_first(&m.heap, (int[]){2}, 1).ticket, -1);
	heap_clear(&m.heap);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order),
		cmocka_unit_test(who_came_first_goes_first),
		cmocka_unit_test(random_against_a_list),
		cmocka_unit_test(cleared_and_used_again),
	};
	return cmocka_run_group_tests_name("heap", tests, NULL, NULL);
}
