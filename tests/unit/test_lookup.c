/*
 * lookup: finds what was added and nothing else, while it grows.
 *
 * links: server/lookup.c common/mem.c
 */
#include "server/lookup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TEXTS = 5000, TEXT_SIZE = 16 };

static void empty(void **state) {
	(void)state;
	struct lookup l = {0};
	assert_int_equal(lookup_find(&l, "A001"), -1);
	assert_int_equal(lookup_find(&l, ""), -1);
	lookup_clear(&l);
}

static void thousands(void **state) {
	(void)state;
	static char texts[TEXTS][TEXT_SIZE];
	struct lookup l = {0};
	for (int i = 0; i < TEXTS; i++) {
		snprintf(texts[i], TEXT_SIZE, "%c%03d", 'A' + i % 7, i);
		assert_int_equal(lookup_find(&l, texts[i]), -1);
		lookup_add(&l, texts[i], i);
		assert_int_equal(lookup_find(&l, texts[i]), i);
	}
	assert_int_equal(l.count, TEXTS);
	for (int i = 0; i < TEXTS; i++) {
		char copy[TEXT_SIZE];
		memcpy(copy, texts[i], sizeof copy);
		assert_int_equal(lookup_find(&l, copy), i);
		copy[0] = 'Z';
		assert_int_equal(lookup_find(&l, copy), -1);
	}
	lookup_clear(&l);
	assert_int_equal(lookup_find(&l, texts[0]), -1);
}

static void alike_is_not_equal(void **state) {
	(void)state;
	struct lookup l = {0};
	lookup_add(&l, "A01", 0);
	lookup_add(&l, "A011", 1);
	lookup_add(&l, "", 2);
	lookup_add(&l, "Đ1-031", 3);
	assert_int_equal(lookup_find(&l, "A01"), 0);
	assert_int_equal(lookup_find(&l, "A011"), 1);
	assert_int_equal(lookup_find(&l, ""), 2);
	assert_int_equal(lookup_find(&l, "Đ1-031"), 3);
	assert_int_equal(lookup_find(&l, "D1-031"), -1);
	assert_int_equal(lookup_find(&l, "a01"), -1);
	assert_int_equal(lookup_find(&l, "A0"), -1);
	lookup_clear(&l);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty),
		cmocka_unit_test(thousands),
		cmocka_unit_test(alike_is_not_equal),
	};
	return cmocka_run_group_tests_name("lookup", tests, NULL, NULL);
}
