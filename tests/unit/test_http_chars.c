/*
 * http_chars: percent escapes and the classes of characters.
 *
 * links: server/http_chars.c common/text.c common/mem.c
 */
#include "server/http_chars.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void unescape(void **state) {
	(void)state;
	static const struct {
		const char *in;
		bool query;
		const char *out;
	} cases[] = {{"", false, ""}, {"a+b", false, "a+b"}, {"a+b", true, "a b"},
		{"%2B%2f%25", true, "+/%"}, {"%c4%90%E1%BA%A1i", false, "Đại"},
		{"%0a", false, "\n"}, {"%", false, NULL}, {"%1", false, NULL}, {"%1g", false, NULL},
		{"%g1", true, NULL}, {"a%00b", true, NULL}, {"%c4", false, NULL},
		{"%c4a", true, NULL}, {"%c1%81", false, NULL}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[64];
		size_t n = 99;
		strcpy(text, cases[i].in);
		bool good = http_chars_unescape(text, strlen(text), cases[i].query, text, &n);
		assert_int_equal(good, cases[i].out != NULL);
		if (good) {
			assert_int_equal(n, strlen(cases[i].out));
			assert_memory_equal(text, cases[i].out, n);
		} else {
			assert_int_equal(n, 99);
		}
	}
}

static void classes(void **state) {
	(void)state;
	static const char letters[] = "abcxyzABCXYZ0189-._~";
	for (int class = HTTP_CHARS_TOKEN; class <= HTTP_CHARS_REG_NAME; class <<= 1)
		assert_true(http_chars_are(letters, sizeof letters - 1, (enum http_chars) class));
	for (int c = 0; c < 256; c++) {
		char byte = (char)c;
		bool printable = c >= 0x20 && c != 0x7f;
		assert_int_equal(
			http_chars_are(&byte, 1, HTTP_CHARS_VALUE), printable || c == '\t');
		bool separator = !printable || c > 0x7f || strchr("\"(),/:;<=>?@[\\]{} ", c);
		assert_int_equal(http_chars_are(&byte, 1, HTTP_CHARS_TOKEN), !separator);
		bool not_path = !printable || c > 0x7f || strchr("\"#<>?[\\]^`{|} ", c);
		assert_int_equal(http_chars_are(&byte, 1, HTTP_CHARS_PATH), !not_path);
		assert_int_equal(http_chars_are(&byte, 1, HTTP_CHARS_QUERY), !not_path || c == '?');
		bool not_name = not_path || strchr("%/:@", c);
		assert_int_equal(http_chars_are(&byte, 1, HTTP_CHARS_REG_NAME), !not_name);
	}
}

static void same(void **state) {
	(void)state;
	assert_true(http_chars_same("Host", 4, "hOST", 4));
	assert_false(http_chars_same("Host", 4, "Hos", 3));
	assert_false(http_chars_same("a@", 2, "A`", 2));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unescape),
		cmocka_unit_test(classes),
		cmocka_unit_test(same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
