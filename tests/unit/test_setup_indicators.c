/*
 * setup: what an office reports of each quarter, in an office file, and what of it does not hold.
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
#define NAMED "\"id\":\"a\",\"name_vi\":\"Chờ\",\"source_vi\":\"Quy định\""
#define MEASURED NAMED ",\"measure\":\"wait_mean\""

static struct setup *edited(const char *value, char why[static SETUP_WHY_SIZE]) {
	struct office_edit edit = {"indicators", value};
	char *text = office_edit_text("assets/office/ward.json", &edit, 1);
	struct setup *s = setup_parse(text, strlen(text), why, SETUP_WHY_SIZE);
	free(text);
	return s;
}

static void whole(void **state) {
	(void)state;
	char why[SETUP_WHY_SIZE] = "";
	struct setup *s = edited("[{\"id\":\"cho\",\"name_vi\":\"Chờ\",\"name_en\":\"Wait\","
				 "\"measure\":\"wait_p90\","
				 "\"at_most\":15,\"from\":\"2025-01-01\",\"until\":\"2029-12-31\","
				 "\"source_vi\":\"Quy định\",\"source_en\":\"Rule\"}]",
		why);
	assert_string_equal(why, "");
	assert_int_equal(s->indicator_count, 1);
	const struct setup_indicator *i = &s->indicators[0];
	assert_string_equal(i->id, "cho");
	assert_string_equal(i->name.en, "Wait");
	assert_string_equal(i->source.vi, "Quy định");
	assert_int_equal(i->measure, MEASURE_WAIT_P90);
	assert_true(i->has_target && !i->at_least);
	assert_int_equal(i->target, 15);
	assert_int_equal(i->from, 20250101);
	assert_int_equal(i->until, 20291231);
	setup_free(s);
}

static void what_may_be_left_out(void **state) {
	(void)state;
	char why[SETUP_WHY_SIZE] = "";
	struct setup *s = edited("[{" MEASURED ",\"until\":null}]", why);
	assert_string_equal(why, "");
	assert_false(s->indicators[0].has_target);
	assert_int_equal(s->indicators[0].from, 0);
	assert_int_equal(s->indicators[0].until, SETUP_NO_END);
	setup_free(s);
	s = edited("null", why);
	assert_int_equal(s->indicator_count, 0);
	setup_free(s);
}

static void what_does_not_hold(void **state) {
	(void)state;
	static const struct {
		const char *value, *why;
	} table[] = {
		{"{}", "indicators: is of the wrong kind"},
		{"[7]", "indicators[0].id: is missing"},
		{"[{" NAMED "}]", "indicators[0].measure: is missing"},
		{"[{" NAMED ",\"measure\":\"luck\"}]",
			"indicators[0].measure: \"luck\" is not measured"},
		{"[{" MEASURED ",\"at_most\":1,\"at_least\":1}]",
			"indicators[0].at_least: beside at_most"},
		{"[{" MEASURED ",\"at_most\":-2}]",
			"indicators[0].at_most: must be a whole number from 0 to 10000"},
		{"[{" MEASURED ",\"from\":\"2025-02-30\"}]",
			"indicators[0].from: must be a date YYYY-MM-DD"},
		{"[{" MEASURED ",\"from\":\"2026-01-01\",\"until\":\"2025-12-31\"}]",
			"indicators[0].until: before its beginning"},
		{"[{" MEASURED "},{" MEASURED "}]", "indicators[1].id: \"a\" is used twice"},
		{"[{\"id\":\"a\",\"name_vi\":\"A\",\"measure\":\"no_show\"}]",
			"indicators[0].source_vi: is missing"},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		char why[SETUP_WHY_SIZE] = "";
		assert_null(edited(table[i].value, why));
		assert_string_equal(why, table[i].why);
	}
}

static void the_offices_to_begin_with_have_them(void **state) {
	(void)state;
	static const char *const files[] = {"assets/office/ward.json",
		"assets/office/province.json", "assets/office/blank.json"};
	for (size_t i = 0; i < COUNT(files); i++) {
		char why[SETUP_WHY_SIZE] = "";
		char *text = office_edit_text(files[i], NULL, 0);
		struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
		free(text);
		assert_string_equal(why, "");
		assert_true(s->indicator_count > 0);
		setup_free(s);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole),
		cmocka_unit_test(what_may_be_left_out),
		cmocka_unit_test(what_does_not_hold),
		cmocka_unit_test(the_offices_to_begin_with_have_them),
	};
	return cmocka_run_group_tests_name("setup_indicators", tests, NULL, NULL);
}
