/*
 * What the kiosks say of their printers: news is told apart from a sign of life.
 * links: server/kiosks.c common/text.c common/mem.c
 */
#include "server/kiosks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct kiosks k;

static int forget(void **state) {
	(void)state;
	memset(&k, 0, sizeof k);
	return 0;
}

static void test_news(void **state) {
	(void)state;
	assert_true(kiosks_tell(&k, "cua-1", "ok", 1000));
	assert_false(kiosks_tell(&k, "cua-1", "ok", 2000));
	assert_true(kiosks_tell(&k, "cua-1", "paper_low", 3000));
	assert_false(kiosks_tell(&k, "cua-1", "paper_low", 4000));
	assert_true(kiosks_tell(&k, "cua-2", "none", 5000));
	assert_int_equal(k.count, 2);
	assert_string_equal(k.list[0].printer, "paper_low");
	assert_int_equal(k.list[0].since_ms, 3000);
	assert_int_equal(k.list[0].seen_ms, 4000);
	assert_string_equal(k.list[1].name, "cua-2");
}

static void test_no_room(void **state) {
	(void)state;
	char name[ID_SIZE];
	for (int i = 0; i < KIOSKS_MAX; i++) {
		snprintf(name, sizeof name, "k%d", i);
		assert_true(kiosks_tell(&k, name, "ok", 1000 + i));
	}
	assert_false(kiosks_tell(&k, "k0", "ok", 5000));
	assert_true(kiosks_tell(&k, "new", "offline", 6000));
	assert_int_equal(k.count, KIOSKS_MAX);
	assert_string_equal(k.list[1].name, "new");
	assert_string_equal(k.list[0].name, "k0");
}

static void test_words(void **state) {
	(void)state;
	static const char *const known[] = {
		"ok", "paper_low", "none", "paper_out", "cover_open", "cutter", "offline"};
	for (int i = 0; i < 7; i++) {
		assert_true(kiosks_word(known[i]));
		assert_int_equal(kiosks_needs_hands(known[i]), i >= 3);
	}
	assert_false(kiosks_word(""));
	assert_false(kiosks_word("OK"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_news, forget),
		cmocka_unit_test_setup(test_no_room, forget),
		cmocka_unit_test(test_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
