/*
 * preview: who is likely next is asked for when something changes, not too often, and not shown
 * when it may be wrong.
 *
 * links: display/preview.c common/text.c common/mem.c
 */
#include "display/preview.h"

#include "common/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { NOW_MS = 1000000 };

static struct preview p;

static int begin(void **state) {
	(void)state;
	p = (struct preview){.wanted = true, .due = true};
	return 0;
}

static void change(const char *number) {
	struct change c = {.kind = CHANGE_CALLED};
	text_copy(c.number, sizeof c.number, number);
	preview_change(&p, &c);
}

static void known(const char *number) {
	assert_true(preview_asks(&p, NOW_MS));
	preview_sent(&p, 1, NOW_MS);
	preview_answered(&p, 1, number);
}

static void test_asks_once_and_again_after_a_change(void **state) {
	(void)state;
	known("A013");
	assert_string_equal(p.number, "A013");
	assert_true(preview_due(&p) == INT64_MAX);
	change("B001");
	assert_string_equal(p.number, "A013");
	assert_false(preview_asks(&p, NOW_MS + PREVIEW_PAUSE_MS - 1));
	assert_true(preview_asks(&p, NOW_MS + PREVIEW_PAUSE_MS));
	preview_sent(&p, 2, NOW_MS + PREVIEW_PAUSE_MS);
	change("B002");
	assert_true(preview_due(&p) == INT64_MAX);
	preview_answered(&p, 2, "A014");
	assert_string_equal(p.number, "A013");
	assert_true(preview_due(&p) == NOW_MS + 2 * PREVIEW_PAUSE_MS);
}

static void test_is_not_shown_once_it_moved(void **state) {
	(void)state;
	known("A013");
	change("A013");
	assert_string_equal(p.number, "");
	preview_sent(&p, 2, NOW_MS + PREVIEW_PAUSE_MS);
	preview_answered(&p, 2, "");
	assert_string_equal(p.number, "");
	assert_true(preview_due(&p) == INT64_MAX);
}

static void test_is_not_shown_while_the_link_is_lost(void **state) {
	(void)state;
	known("A013");
	preview_change(&p, NULL);
	assert_string_equal(p.number, "");
	assert_true(preview_asks(&p, NOW_MS + PREVIEW_PAUSE_MS));
	preview_sent(&p, 2, NOW_MS + PREVIEW_PAUSE_MS);
	preview_answered(&p, 2, NULL);
	assert_true(preview_asks(&p, NOW_MS + 2 * PREVIEW_PAUSE_MS));
}

static void test_another_answer_is_not_ours(void **state) {
	(void)state;
	preview_answered(&p, 0, "A001");
	preview_sent(&p, 1, NOW_MS);
	preview_answered(&p, 2, "A002");
	assert_string_equal(p.number, "");
	preview_answered(&p, 1, "A003");
	assert_string_equal(p.number, "A003");
}

static void test_nothing_is_asked_that_is_not_wanted(void **state) {
	(void)state;
	p = (struct preview){0};
	change("A001");
	assert_true(preview_due(&p) == INT64_MAX);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, begin)
	const struct CMUnitTest tests[] = {
		TEST(test_asks_once_and_again_after_a_change),
		TEST(test_is_not_shown_once_it_moved),
		TEST(test_is_not_shown_while_the_link_is_lost),
		TEST(test_another_answer_is_not_ours),
		TEST(test_nothing_is_asked_that_is_not_wanted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
