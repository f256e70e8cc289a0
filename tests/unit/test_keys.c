/*
 * keys: random use of keys as in a plain list; the seed is printed (SEED=).
 *
 * Digests here are far from uniform: many begin alike, so that they crowd at the table's ends.
 * links: server/keys.c common/mem.c
 */
#include "server/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { KEYS = 300, STEPS = 6000 };

static struct store_answer_key entry(int n, int body, int64_t at_ms) {
	struct store_answer_key e = {.seq = at_ms, .at_ms = at_ms};
	/* One third begins with zeros, one with ones: the first and the last places. */
	memset(e.key, n % 3 == 1 ? 0xff : 0, sizeof e.key);
	if (n % 3 == 2)
		e.key[0] = (unsigned char)n;
	e.key[STORE_DIGEST_SIZE - 1] = (unsigned char)n;
	e.key[STORE_DIGEST_SIZE - 2] = (unsigned char)(n >> 8);
	e.body[STORE_DIGEST_SIZE - 1] = (unsigned char)body;
	return e;
}

static void assert_use(const struct keys *keys, int n, int body, enum key_use expected) {
	struct store_answer_key e = entry(n, body, 1);
	assert_int_equal(keys_use(keys, e.key, e.body), expected);
	assert_int_equal(keys_seq(keys, e.key) > 0, expected != KEY_FRESH);
}

static void one_key(void **state) {
	(void)state;
	struct keys keys = {0};
	struct store_answer_key e = entry(1, 1, 1000);
	assert_use(&keys, 1, 1, KEY_FRESH);
	keys_purge(&keys, 5000);
	keys_add(&keys, &e);
	assert_use(&keys, 1, 1, KEY_KEPT);
	assert_use(&keys, 1, 2, KEY_REUSED);
	assert_use(&keys, 2, 1, KEY_FRESH);
	keys_purge(&keys, 1000);
	assert_use(&keys, 1, 1, KEY_KEPT);
	keys_purge(&keys, 1001);
	assert_use(&keys, 1, 1, KEY_FRESH);
	assert_int_equal(keys.count, 0);
	keys_add(&keys, &e);
	keys_clear(&keys);
	assert_use(&keys, 1, 1, KEY_FRESH);
}

static void purged_by_age(void **state) {
	(void)state;
	struct keys keys = {0};
	for (int n = 0; n < 5; n++) {
		struct store_answer_key e = entry(n, 1, 1000 + n);
		keys_add(&keys, &e);
	}
	keys_purge(&keys, 1002);
	for (int n = 0; n < 5; n++)
		assert_use(&keys, n, 1, n < 2 ? KEY_FRESH : KEY_KEPT);
	assert_int_equal(keys.count, 3);
	keys_clear(&keys);
}

/* When each key was added and with which body; 0: it is not there. */
struct model {
	struct keys keys;
	int64_t at_ms[KEYS];
	int body[KEYS];
};

static void step(struct model *m, int64_t at_ms) {
	int n = rand() % KEYS;
	struct store_answer_key e = entry(n, rand() % 3, at_ms);
	if (rand() % 200 == 0) {
		int64_t before_ms = at_ms - rand() % 1000;
		keys_purge(&m->keys, before_ms);
		for (int i = 0; i < KEYS; i++)
			if (m->at_ms[i] < before_ms)
				m->at_ms[i] = 0;
		return;
	}
	keys_add(&m->keys, &e);
	m->at_ms[n] = at_ms;
	m->body[n] = e.body[STORE_DIGEST_SIZE - 1];
}

static void compare(const struct model *m) {
	size_t count = 0;
	for (int n = 0; n < KEYS; n++) {
		bool there = m->at_ms[n] > 0;
		assert_use(&m->keys, n, m->body[n], there ? KEY_KEPT : KEY_FRESH);
		assert_use(&m->keys, n, m->body[n] + 1, there ? KEY_REUSED : KEY_FRESH);
		struct store_answer_key e = entry(n, 0, 0);
		assert_int_equal(keys_seq(&m->keys, e.key), m->at_ms[n]);
		count += there;
	}
	assert_int_equal(m->keys.count, count);
}

static void random_against_a_list(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	static struct model m;
	print_message("SEED=%u\n", seed);
	srand(seed);
	for (int i = 1; i <= STEPS; i++) {
		step(&m, i);
		if (i % 100 == 0)
			compare(&m);
	}
	keys_clear(&m.keys);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_key),
		cmocka_unit_test(purged_by_age),
		cmocka_unit_test(random_against_a_list),
	};
	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
