/*
 * A catalogue file as it becomes: whatever lists come one after the other, it holds, what was known
 * stays known, and on the day it says what the list says.
 * links: common/text.c common/mem.c common/day.c server/catalog.c server/catalog_exact.c
 * server/catalog_find.c server/catalog_index.c server/catalog_json.c server/catalog_row_json.c
 * server/catalog_dates_json.c server/catalog_rows.c server/catalog_merge_json.c
 * server/catalog_row_dates_json.c server/difference_json.c server/catalog_lexicon.c
 * server/catalog_meanings.c server/catalog_phrases.c server/catalog_query.c server/catalog_score.c
 * server/catalog_search.c server/catalog_spell.c server/catalog_typing.c server/popular.c
 */
#include "server/catalog.h"
#include "server/catalog_merge_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { CODES = 6, ROUNDS = 3000, STEPS = 8, FIRST_DAY = 20270101, MONTH_DAYS = 28 };

static json_t *read(const char *text) {
	json_t *json = json_loads(text, 0, NULL);
	assert_non_null(json);
	return json;
}

static struct catalog *on(json_t *file, int day) {
	char why[CATALOG_WHY_SIZE], *text = json_dumps(file, JSON_COMPACT);
	struct catalog *c = catalog_parse(text, strlen(text), NULL, 0, day, why, sizeof why);
	if (!c)
		fail_msg("%s: %s", why, text);
	free(text);
	return c;
}

static void is(json_t *value, const char *text) {
	json_t *want = read(text);
	char *said = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	if (!json_equal(value, want))
		fail_msg("%s is not %s", said, text);
	free(said);
	json_decref(want);
}

static void test_one_list_after_another(void **state) {
	(void)state;
	const struct catalog_days days = {20270110, 20270201};
	json_t *now = read(
		"{\"fields\":[{\"id\":\"f\",\"name_vi\":\"F\"},{\"id\":\"g\",\"name_vi\":\"G\"}],"
		"\"procedures\":[{\"code\":\"1\",\"name_vi\":\"A\",\"field\":\"f\",\"service\":"
		"\"s\"},"
		"{\"code\":\"2\",\"name_vi\":\"B\",\"field\":\"g\"},"
		"{\"code\":\"3\",\"name_vi\":\"C\",\"field\":\"g\",\"valid_from\":20270301}]}");
	json_t *wanted = read("{\"fields\":[{\"id\":\"f\",\"name_vi\":\"FF\"}],\"procedures\":["
			      "{\"code\":\"4\",\"name_vi\":\"D\",\"field\":\"f\"},"
			      "{\"code\":\"1\",\"name_vi\":\"AA\",\"field\":\"f\"}]}");
	struct catalog_merge merge;
	catalog_merge(now, wanted, &days, &merge);
	is(merge.file,
		"{\"fields\":[{\"id\":\"f\",\"name_vi\":\"FF\"},{\"id\":\"g\",\"name_vi\":\"G\"}],"
		"\"procedures\":[{\"code\":\"1\",\"name_vi\":\"A\",\"field\":\"f\",\"service\":"
		"\"s\","
		"\"amended\":[{\"from\":20270201,\"name_vi\":\"AA\"}]},"
		"{\"code\":\"2\",\"name_vi\":\"B\",\"field\":\"g\",\"valid_until\":20270131},"
		"{\"code\":\"3\",\"name_vi\":\"C\",\"field\":\"g\",\"valid_from\":20270301},"
		"{\"code\":\"4\",\"name_vi\":\"D\",\"field\":\"f\",\"valid_from\":20270201}]}");
	assert_int_equal(json_array_size(merge.gone), 1);
	assert_int_equal(merge.same, 0);
	catalog_merge_clear(&merge);
	json_decref(now);
	json_decref(wanted);
}

static void test_one_row(void **state) {
	(void)state;
	const struct catalog_days days = {20270110, 20270201}, at_once = {20270301, 20270301};
	json_t *row = read("{\"code\":\"1\",\"name_vi\":\"A\",\"fee_vnd\":1}");
	json_t *members = read("{\"fee_vnd\":2,\"valid_until\":20271231}");
	json_t *later = catalog_row_with(row, "1", members, &days);
	is(later, "{\"code\":\"1\",\"name_vi\":\"A\",\"fee_vnd\":1,\"valid_until\":20271231,"
		  "\"amended\":[{\"from\":20270201,\"fee_vnd\":2}]}");
	json_t *name = read("{\"name_vi\":\"B\",\"valid_until\":null}");
	json_t *folded = catalog_row_with(later, "1", name, &at_once);
	is(folded, "{\"code\":\"1\",\"name_vi\":\"B\",\"fee_vnd\":2}");
	json_decref(row);
	json_decref(members);
	json_decref(later);
	json_decref(name);
	json_decref(folded);
}

static json_t *random_list(void) {
	json_t *rows = json_array();
	for (int code = 1; code <= CODES; code++) {
		if (rand() % 3 == 0)
			continue;
		char name[16];
		snprintf(name, sizeof name, "%d", code);
		json_array_append_new(
			rows, json_pack("{s:s, s:s, s:s, s:i}", "code", name, "name_vi", "Tên",
				      "field", "f", "fee_vnd", rand() % 3));
	}
	if (!json_array_size(rows))
		json_array_append_new(rows,
			json_pack("{s:s, s:s, s:s}", "code", "1", "name_vi", "Tên", "field", "f"));
	return json_pack(
		"{s:[{s:s, s:s}], s:o}", "fields", "id", "f", "name_vi", "F", "procedures", rows);
}

/* What is in force on that day is what the list has, with its fees. */
static void check_day(json_t *file, const json_t *wanted, int day) {
	struct catalog *c = on(file, day);
	json_t *list = json_object_get(wanted, "procedures"), *row;
	size_t i;
	assert_int_equal(catalog_count(c), json_array_size(list));
	json_array_foreach(list, i, row) {
		json_t *fee = json_object_get(row, "fee_vnd");
		const struct procedure *p =
			catalog_find(c, json_string_value(json_object_get(row, "code")));
		assert_true(p && p->in_force);
		assert_int_equal(p->fee_vnd, fee ? json_integer_value(fee) : -1);
	}
	catalog_free(c);
}

static void check_known(const json_t *before, const json_t *file, int from) {
	json_t *row;
	size_t i;
	json_array_foreach(json_object_get(before, "procedures"), i, row) {
		const char *code = json_string_value(json_object_get(row, "code"));
		json_int_t first = json_integer_value(json_object_get(row, "valid_from"));
		if (first < from && !catalog_row(file, code))
			fail_msg("%s is forgotten", code);
	}
}

static void one_story(void) {
	json_t *file = NULL;
	int today = FIRST_DAY;
	for (int step = 0; step < STEPS; step++) {
		json_t *wanted = random_list();
		struct catalog_days days = {today, today + rand() % 3};
		struct catalog_merge merge;
		catalog_merge(file, wanted, &days, &merge);
		if (file)
			check_known(file, merge.file, days.from);
		check_day(merge.file, wanted, days.from);
		json_decref(file);
		file = json_incref(merge.file);
		catalog_merge_clear(&merge);
		json_decref(wanted);
		today = days.from + (days.from % 100 < MONTH_DAYS - 3 ? rand() % 2 : 0);
	}
	json_decref(file);
}

static void test_any_lists(void **state) {
	(void)state;
	unsigned seed = (unsigned)time(NULL);
	print_message("seed %u\n", seed);
	srand(seed);
	for (int round = 0; round < ROUNDS / STEPS; round++)
		one_story();
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_list_after_another),
		cmocka_unit_test(test_one_row),
		cmocka_unit_test(test_any_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
