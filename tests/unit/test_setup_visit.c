/*
 * setup: the outcomes of visits in an office file, and what of them does not hold.
 *
 * Files are those of the sample office with one value changed.
 * links: server/setup*.c common/text.c common/slip_code.c common/mem.c tests/unit/office_file.c
 * tests/unit/office_edit.c common/words.c common/proto.c common/embed.c common/day.c embed_common
 */
#include "tests/unit/office_edit.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define ONE "{\"id\":\"nhan\",\"name_vi\":\"Đã nhận hồ sơ\"}"

static const char WARD[] = "assets/office/ward.json";

static struct setup *edited(const char *value, char why[static SETUP_WHY_SIZE]) {
	struct office_edit edit = {"visit", value};
	char *text = office_edit_text(WARD, &edit, 1);
	struct setup *s = setup_parse(text, strlen(text), why, SETUP_WHY_SIZE);
	free(text);
	return s;
}

static void outcomes(void **state) {
	(void)state;
	char why[SETUP_WHY_SIZE] = "";
	struct setup *s = edited("{\"ask_outcome\":true,\"outcomes\":[" ONE
				 ",{\"id\":\"tra\",\"name_vi\":\"Đã trả\",\"name_en\":\"Given\"}]}",
		why);
	assert_string_equal(why, "");
	assert_true(s->ask_outcome);
	assert_int_equal(s->outcome_count, 2);
	assert_string_equal(s->outcomes[0].name.vi, "Đã nhận hồ sơ");
	assert_string_equal(s->outcomes[1].id, "tra");
	assert_string_equal(s->outcomes[1].name.en, "Given");
	setup_free(s);
}

static void none(void **state) {
	(void)state;
	static const char *const values[] = {"null", "{}", "{\"outcomes\":[]}"};
	for (size_t i = 0; i < COUNT(values); i++) {
		char why[SETUP_WHY_SIZE] = "";
		struct setup *s = edited(values[i], why);
		assert_string_equal(why, "");
		assert_false(s->ask_outcome || s->outcome_count);
		setup_free(s);
	}
}

static void outcomes_that_do_not_hold(void **state) {
	(void)state;
	static const struct {
		const char *value, *why;
	} table[] = {
		{"[]", "visit: is of the wrong kind"},
		{"{\"outcomes\":{}}", "visit.outcomes: is of the wrong kind"},
		{"{\"outcomes\":[7]}", "visit.outcomes[0].id: is missing"},
		{"{\"outcomes\":[{\"id\":\"a b\",\"name_vi\":\"A\"}]}",
			"visit.outcomes[0].id: only a-z, 0-9, '-', '_' and '.'"},
		{"{\"outcomes\":[{\"id\":\"a\"}]}", "visit.outcomes[0].name_vi: is missing"},
		{"{\"outcomes\":[" ONE "," ONE "]}",
			"visit.outcomes[1].id: \"nhan\" is used twice"},
		{"{\"ask_outcome\":1}", "visit.ask_outcome: must be true or false"},
		{"{\"ask_outcome\":true}", "visit.outcomes: must be 1 to 12"},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		char why[SETUP_WHY_SIZE] = "";
		assert_null(edited(table[i].value, why));
		assert_string_equal(why, table[i].why);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outcomes),
		cmocka_unit_test(none),
		cmocka_unit_test(outcomes_that_do_not_hold),
	};
	return cmocka_run_group_tests_name("setup_visit", tests, NULL, NULL);
}
