/*
 * first_link: good once made, for a quarter of an hour, for whoever has all of it.
 *
 * links: server/first_link.c server/secret.c
 */
#include "server/first_link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

static void no_link_opens_nothing(void **state) {
	const struct first_link none = {0};
	char token[SECRET_TEXT_SIZE];
	(void)state;
	secret_make(token);
	assert_false(first_link_is(&none, token, 0));
	assert_int_equal(first_link_left_ms(&none, 0), 0);
}

static void it_is_good_in_time(void **state) {
	struct first_link link;
	char token[SECRET_TEXT_SIZE];
	(void)state;
	first_link_make(&link, token, 1000);
	assert_true(first_link_is(&link, token, 1000));
	assert_true(first_link_is(&link, token, 1000 + FIRST_LINK_MS - 1));
	assert_int_equal(first_link_left_ms(&link, 1000 + FIRST_LINK_MS - 1), 1);
	assert_false(first_link_is(&link, token, 1000 + FIRST_LINK_MS));
	assert_int_equal(first_link_left_ms(&link, 1000 + FIRST_LINK_MS), 0);
}

static void anything_else_is_not_it(void **state) {
	struct first_link link, other;
	char token[SECRET_TEXT_SIZE], another[SECRET_TEXT_SIZE];
	(void)state;
	first_link_make(&link, token, 0);
	first_link_make(&other, another, 0);
	assert_string_not_equal(token, another);
	assert_false(first_link_is(&link, another, 0));
	assert_false(first_link_is(&link, "", 0));
	token[10] = token[10] == 'A' ? 'B' : 'A';
	assert_false(first_link_is(&link, token, 0));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_link_opens_nothing),
		cmocka_unit_test(it_is_good_in_time),
		cmocka_unit_test(anything_else_is_not_it),
	};
	return sodium_init() < 0 || cmocka_run_group_tests(tests, NULL, NULL);
}
