/*
 * Lines of texts that no office should have and some will: what nobody sees is not drawn, what the
 * font has no picture of is one plain mark, nothing is wider than its line, and no character is cut
 * in two.
 *
 * links: common/ui/lines.c common/ui/font.c common/text.c common/log.c common/mem.c
 */
#include "common/text.h"
#include "common/ui/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { PX = 40, WIDTH = 400, ROUNDS = 400, PIECES = 60 };

static const struct lines_type name = {.px = PX, .max_lines = 2};
static const struct lines_type prose = {.px = PX, .max_lines = 5, .prose = true};
static const struct lines_type number = {.px = PX, .weight = FONT_BOLD, .whole = true};

/* What is drawn of a line, its runs one after another. */
static void drawn(const struct lines_type *type, const char *text, const struct lines_line *line,
	char *buf, size_t size) {
	struct lines_cursor cursor = {0};
	struct lines_run run;
	buf[0] = '\0';
	while (lines_next_run(type, text, line, &cursor, &run)) {
		assert_true(text_valid(run.text, strlen(run.text)));
		strncat(buf, run.text, size - strlen(buf) - 1);
	}
}

static void expect(const char *text, const char *wanted) {
	char buf[1024];
	struct lines_line all = {.length = strlen(text)};
	drawn(&number, text, &all, buf, sizeof buf);
	assert_string_equal(buf, wanted);
}

static void test_what_nobody_sees(void **state) {
	(void)state;
	expect("", "");
	expect("A\u200b0\u200d1\ufeff2", "A012");
	expect("\u202eA012\u202c", "A012");
	expect("\u2067A012\u2069\u200f", "A012");
	expect("A\a0\033[7m\x7f", "A0[7m");
	expect("A\t0\xc2\x85"
	       "1",
		"A 01");
	expect("\u200b" LINES_BOLD "\u200b" LINES_BOLD "A", "A");
	expect("\u202e", "");
	expect("\ue000\U0010ffff", "");
	assert_int_equal(
		font_bearing(FONT_BOLD, 500, "\u202eB1"), font_bearing(FONT_BOLD, 500, "B1"));
	assert_int_equal(font_bearing(FONT_BOLD, 500, ""), 0);
}

static void test_what_the_font_lacks(void **state) {
	(void)state;
	expect("Chào 😀👨‍👩‍👧 bạn", "Chào · bạn");
	expect("❤️ và 1️⃣", "· và 1");
	expect("שלום A012 中文", "· A012 ·");
	expect("A\xff\xc3", "A·");
	expect("\xe1\xbb", "·");
	expect("Đ1-031 · ₫ “Số” – …", "Đ1-031 · ₫ “Số” – …");
}

/* Vietnamese in parts stays as it is; a heap of marks would stand in the line above. */
static void test_marks(void **state) {
	(void)state;
	expect("e\u0323\u0302", "e\u0323\u0302");
	expect("a\u0300\u0301\u0302\u0303\u0309b", "a\u0300\u0301b");
	expect("\u0301A", "\u0301A");
	expect("😀\u0301\u0302x", "·x");
}

static void assert_fits(const struct lines_type *type, const char *text) {
	struct lines lines;
	char buf[4096];
	lines_break(type, text, WIDTH, &lines);
	assert_true(lines.count <= (size_t)type->max_lines);
	size_t end = 0;
	for (size_t i = 0; i < lines.count; i++) {
		const struct lines_line *l = &lines.line[i];
		assert_true(l->start >= end && l->start + l->length <= strlen(text));
		end = l->start + l->length;
		const char *first = text + l->start;
		bool parted = i > 0 && !strchr(" \n" LINES_BOLD LINES_UNDER, first[-1]);
		assert_false(l->length > 0 && parted && text_mark(text_next(&first)));
		drawn(type, text, l, buf, sizeof buf);
		assert_true(l->width_px <= WIDTH);
	}
}

static void test_long_names(void **state) {
	(void)state;
	char text[1201];
	static const char *const parts[] = {
		"W", "Nguyễn ", " ", "ệ", "e\u0323\u0302", "😀", "\u202eא"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		text[0] = '\0';
		for (int n = 0; n < 300 && strlen(text) + strlen(parts[i]) < sizeof text; n++) {
			strcat(text, parts[i]);
		}
		assert_fits(&name, text);
		assert_fits(&prose, text);
	}
}

/* Anything at all, from a printed seed. */
static void test_anything(void **state) {
	(void)state;
	static const char *const parts[] = {"A", "ỹ", "\u0302", " ", "  ", ",", "(", "\n",
		LINES_BOLD, LINES_UNDER, "\u200b", "\u202e", "ש", "😀", "\xc3", "\xff", "\x1f", "…",
		"\u00a0", "012"};
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)atoi(given) : (unsigned)time(NULL);
	printf("SEED=%u\n", seed);
	srand(seed);
	for (int n = 0; n < ROUNDS; n++) {
		char text[PIECES * 4 + 1] = "";
		for (int i = rand() % PIECES; i > 0; i--) {
			strcat(text, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
		}
		assert_fits(n % 2 ? &name : &prose, text);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_nobody_sees),
		cmocka_unit_test(test_what_the_font_lacks), cmocka_unit_test(test_marks),
		cmocka_unit_test(test_long_names), cmocka_unit_test(test_anything)};
	int failed = cmocka_run_group_tests_name("lines", tests, NULL, NULL);
	font_close_all();
	return failed;
}
