/*
 * tries: when someone who fails to sign in must wait, and that the wait always ends.
 *
 * links: server/tries.c common/text.c common/mem.c
 */
#include "server/tries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <sodium.h>

static const int64_t NOW = 1795651200000;

static int make(void **state) {
	static struct tries tries;
	tries_init(&tries);
	*state = &tries;
	return 0;
}

static void fail_once(struct tries *tries, const char *account, int64_t at_ms) {
	assert_int_equal(tries_wait_s(tries, account, "192.0.2.7", at_ms), 0);
	tries_begin(tries, account, "192.0.2.7", at_ms);
}

static void the_sixth_waits_for_the_first_to_grow_old(void **state) {
	struct tries *tries = *state;
	for (int i = 0; i < 5; i++)
		fail_once(tries, "an", NOW + i * 60000);
	assert_int_equal(tries_wait_s(tries, "an", "192.0.2.7", NOW + 240000), 11 * 60);
	assert_int_equal(tries_wait_s(tries, "an", "192.0.2.7", NOW + 899001), 1);
	fail_once(tries, "an", NOW + 900000);
	assert_int_equal(tries_wait_s(tries, "an", "192.0.2.7", NOW + 900000), 60);
}

static void others_are_not_held_up(void **state) {
	struct tries *tries = *state;
	for (int i = 0; i < 5; i++)
		fail_once(tries, "an", NOW);
	assert_int_equal(tries_wait_s(tries, "binh", "192.0.2.7", NOW), 0);
	assert_int_equal(tries_wait_s(tries, "an", "192.0.2.8", NOW), 0);
}

static void a_success_forgets(void **state) {
	struct tries *tries = *state;
	for (int i = 0; i < 4; i++)
		fail_once(tries, "an", NOW);
	fail_once(tries, "binh", NOW);
	tries_succeed(tries, "an", "192.0.2.7");
	for (int i = 0; i < 5; i++)
		fail_once(tries, "an", NOW);
	for (int i = 0; i < 4; i++)
		fail_once(tries, "binh", NOW);
	assert_int_not_equal(tries_wait_s(tries, "binh", "192.0.2.7", NOW), 0);
}

static void many_accounts_of_one_address_wait(void **state) {
	struct tries *tries = *state;
	char account[16];
	for (int i = 0; i < 50; i++) {
		snprintf(account, sizeof account, "user%d", i);
		fail_once(tries, account, NOW + i);
	}
	assert_int_equal(tries_wait_s(tries, "fresh", "192.0.2.7", NOW + 50), 900);
	assert_int_equal(tries_wait_s(tries, "fresh", "192.0.2.8", NOW + 50), 0);
	assert_int_equal(tries_wait_s(tries, "fresh", "192.0.2.7", NOW + 900000), 0);
}

static void another_address_of_the_same_network_is_the_same(void **state) {
	struct tries *tries = *state;
	char address[40];
	for (int i = 0; i < 5; i++) {
		snprintf(address, sizeof address, "2001:db8:0:7::%x", i + 1);
		assert_int_equal(tries_wait_s(tries, "an", address, NOW), 0);
		tries_begin(tries, "an", address, NOW);
	}
	assert_int_equal(tries_wait_s(tries, "an", "2001:db8:0:7:ffff::9", NOW), 900);
	assert_int_equal(tries_wait_s(tries, "an", "2001:db8:0:8::1", NOW), 0);
	tries_succeed(tries, "an", "2001:db8:0:7::77");
	assert_int_equal(tries_wait_s(tries, "an", "2001:db8:0:7::1", NOW), 0);
}

static void a_clock_that_was_set_back_locks_nobody_out(void **state) {
	struct tries *tries = *state;
	for (int i = 0; i < 5; i++)
		fail_once(tries, "an", NOW + 86400000);
	assert_int_equal(tries_wait_s(tries, "an", "192.0.2.7", NOW), 0);
}

static void old_tries_give_way_to_new_ones(void **state) {
	struct tries *tries = *state;
	char address[32];
	for (int i = 0; i < 5; i++)
		fail_once(tries, "an", NOW);
	for (int i = 0; i < TRIES_KEPT - 5; i++) {
		snprintf(address, sizeof address, "10.0.%d.%d", i / 256, i % 256);
		tries_begin(tries, "an", address, NOW);
	}
	assert_int_not_equal(tries_wait_s(tries, "an", "192.0.2.7", NOW), 0);
	tries_begin(tries, "an", "10.1.0.0", NOW);
	assert_int_equal(tries_wait_s(tries, "an", "192.0.2.7", NOW), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_sixth_waits_for_the_first_to_grow_old, make),
		cmocka_unit_test_setup(others_are_not_held_up, make),
		cmocka_unit_test_setup(a_success_forgets, make),
		cmocka_unit_test_setup(many_accounts_of_one_address_wait, make),
		cmocka_unit_test_setup(another_address_of_the_same_network_is_the_same, make),
		cmocka_unit_test_setup(a_clock_that_was_set_back_locks_nobody_out, make),
		cmocka_unit_test_setup(old_tries_give_way_to_new_ones, make),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
