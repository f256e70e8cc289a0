/*
 * json_text: the text is the one that the library makes, whether it fits the small piece, fills it
 * to the last byte or is longer.
 *
 * links: server/json_text.c common/mem.c
 */
#include "common/mem.h"
#include "server/json_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check(json_t *json) {
	char *text = json_text(json), *whole = json_dumps(json, JSON_COMPACT);
	assert_string_equal(text, whole);
	mem_free(text);
	free(whole);
	json_decref(json);
}

static void any_length_is_whole(void **state) {
	static char letters[10000];
	(void)state;
	check(json_pack("{s:{s:i, s:n}, s:s}", "a", "b", 1, "c", "d", "Lấy số\n\"\x01"));
	check(json_object());
	memset(letters, 'x', sizeof letters - 1);
	for (size_t size = 4080; size < 4110; size++)
		check(json_pack("{s:s#}", "a", letters, (int)size));
	check(json_pack("{s:s}", "a", letters));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_length_is_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
