/*
 * The catalogue on a day: what is in force, what is not any more and leads to its successor, what
 * is amended and from when, and which files are refused for their dates. links: common/text.c
 * common/mem.c common/day.c server/catalog.c server/catalog_exact.c server/catalog_find.c
 * server/catalog_index.c server/catalog_json.c server/catalog_row_json.c
 * server/catalog_dates_json.c server/catalog_rows.c server/catalog_lexicon.c
 * server/catalog_meanings.c server/catalog_phrases.c server/catalog_query.c server/catalog_score.c
 * server/catalog_search.c server/catalog_spell.c server/catalog_typing.c server/popular.c
 */
#include "server/catalog.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FILE_WITH(procedures)                                                                     \
	"{\"fields\": [{\"id\": \"f\", \"name_vi\": \"Lĩnh vực\"}], \"procedures\": [" procedures \
	"]}"
#define ROW(code, name, more) \
	"{\"code\": \"" code "\", \"name_vi\": \"" name "\", \"field\": \"f\"" more "}"

/* Births were registered under 1.1 until the end of 2026, under 1.2 until March, then under 1.3. */
static const char births[] = FILE_WITH(ROW("1.1", "Đăng ký khai sinh cũ",
	", \"valid_until\": 20261231, \"replaced_by\": \"1.2\"") "," ROW("1.2",
	"Đăng ký khai sinh mới",
	", \"valid_from\": 20270101, \"valid_until\": 20270331, \"replaced_by\": "
	"\"1.3\"") "," ROW("1.3", "Đăng ký khai sinh",
	", \"valid_from\": 20270401, \"fee_vnd\": 0, \"amended\": [{\"from\": 20270601, "
	"\"fee_vnd\": 8000}, {\"from\": 20270701, \"fee_vnd\": null, \"fee_note_vi\": \"Theo "
	"tỉnh\"}]") "," ROW("2.1", "Chứng thực di chúc", ""));

static struct catalog *on(const char *json, int day) {
	char why[CATALOG_WHY_SIZE] = "";
	struct catalog *c = catalog_parse(json, strlen(json), NULL, 0, day, why, sizeof why);
	if (!c || why[0])
		fail_msg("%s", why);
	return c;
}

static void finds(const struct catalog *c, const char *query, const char *code) {
	size_t rows[4];
	size_t count = catalog_search(c, query, NULL, 4, rows);
	if (!*code) {
		assert_int_equal(count, 0);
		return;
	}
	assert_int_equal(count, 1);
	assert_string_equal(catalog_at(c, rows[0])->code, code);
}

static void test_in_force(void **state) {
	(void)state;
	static const struct {
		int day;
		size_t count;
		const char *births; /* the code in force */
		int next;
	} days[] = {
		{20261130, 2, "1.1", 20261232},
		{20261231, 2, "1.1", 20261232},
		{20270101, 2, "1.2", 20270332},
		{20270331, 2, "1.2", 20270332},
		{20270401, 2, "1.3", 20270601},
		{20270615, 2, "1.3", 20270701},
		{20280101, 2, "1.3", INT_MAX},
	};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct catalog *c = on(births, days[i].day);
		assert_int_equal(catalog_count(c), days[i].count);
		finds(c, "khai sinh", days[i].births);
		assert_string_equal(catalog_in_force(c, days[i].births)->code, days[i].births);
		assert_true(catalog_next_day(c) <= days[i].next);
		assert_true(catalog_next_day(c) > days[i].day);
		assert_non_null(catalog_find(c, "1.1"));
		catalog_free(c);
	}
}

static void test_old_code_leads_on(void **state) {
	(void)state;
	struct catalog *c = on(births, 20270501);
	assert_false(catalog_find(c, "1.1")->in_force);
	assert_string_equal(catalog_in_force(c, "1.1")->code, "1.3");
	assert_string_equal(catalog_in_force(c, "1.2")->code, "1.3");
	assert_null(catalog_in_force(c, "9.9"));
	finds(c, "1.1", "1.3");
	finds(c, "thủ tục 1.2 là gì", "1.3");
	finds(c, "2.1", "2.1");
	catalog_free(c);
	c = on(FILE_WITH(ROW("1.1", "Cũ", ", \"valid_until\": 20261231") "," ROW("2.1", "Nay", "")),
		20270101);
	assert_null(catalog_in_force(c, "1.1"));
	finds(c, "1.1", "");
	catalog_free(c);
}

static void test_nothing_in_force(void **state) {
	(void)state;
	struct catalog *c =
		on(FILE_WITH(ROW("1.1", "Khai sinh", ", \"valid_from\": 20270101")), 20261231);
	assert_int_equal(catalog_count(c), 0);
	finds(c, "khai sinh", "");
	finds(c, "1.1", "");
	finds(c, "", "");
	assert_int_equal(catalog_next_day(c), 20270101);
	catalog_free(c);
}

static void test_amended(void **state) {
	(void)state;
	struct catalog *c = on(births, 20270531);
	assert_int_equal(catalog_find(c, "1.3")->fee_vnd, 0);
	assert_int_equal(catalog_find(c, "1.3")->amended_from, 20270601);
	catalog_free(c);
	c = on(births, 20270601);
	assert_int_equal(catalog_find(c, "1.3")->fee_vnd, 8000);
	assert_null(catalog_find(c, "1.3")->fee_note_vi);
	assert_int_equal(catalog_find(c, "1.3")->amended_from, 20270701);
	catalog_free(c);
	c = on(births, 20270701);
	assert_int_equal(catalog_find(c, "1.3")->fee_vnd, -1);
	assert_string_equal(catalog_find(c, "1.3")->fee_note_vi, "Theo tỉnh");
	assert_int_equal(catalog_find(c, "1.3")->amended_from, 0);
	catalog_free(c);
}

/* What is counted, or shown first, under an old code is the successor's. */
static void test_successor_inherits(void **state) {
	(void)state;
	static const char *const first[] = {"1.1"};
	const struct catalog_service services[] = {
		{"tu-phap", NULL, 0, first, 1}, {"khac", NULL, 0, NULL, 0}};
	struct catalog *c = on(births, 20270501);
	struct popular before = {0}, today = {0};
	popular_add(&before, "1.1", 3);
	popular_add(&today, "1.3", 2);
	catalog_assign(c, services, 2);
	catalog_set_visits(c, &before, &today);
	assert_string_equal(catalog_find(c, "1.3")->service, "tu-phap");
	assert_int_equal(catalog_find(c, "1.3")->visits, 5);
	popular_clear(&before);
	popular_clear(&today);
	catalog_free(c);
}

static void test_named_service(void **state) {
	(void)state;
	static const char *const fields[] = {"f"};
	const struct catalog_service services[] = {
		{"a", fields, 1, NULL, 0}, {"b", NULL, 0, NULL, 0}};
	struct catalog *c = on(FILE_WITH(ROW("1.1", "Một", ", \"service\": \"b\"") "," ROW(
				       "1.2", "Hai", ", \"service\": \"gone\"")),
		20270101);
	catalog_assign(c, services, 2);
	assert_string_equal(catalog_find(c, "1.1")->service, "b");
	assert_string_equal(catalog_find(c, "1.2")->service, "a");
	catalog_free(c);
}

static void test_refused(void **state) {
	(void)state;
	static const struct {
		const char *more, *why;
	} cases[] = {
		{", \"valid_from\": 20270229", "procedures[0].valid_from: 20270229 is not a day"},
		{", \"valid_until\": \"x\"", "procedures[0].valid_until: must be a whole number"},
		{", \"valid_from\": 20270102, \"valid_until\": 20270101",
			"procedures[0].valid_until: is before"},
		{", \"replaced_by\": \"2.1\"", "procedures[0].valid_until: is missing"},
		{", \"valid_until\": 20270101, \"replaced_by\": \"9.9\"",
			"procedures[0].replaced_by: \"9.9\" is not there"},
		{", \"valid_until\": 20270101, \"replaced_by\": \"1.1\"",
			"procedures[0].replaced_by: comes round"},
		{", \"amended\": {}", "procedures[0].amended: must be a list"},
		{", \"amended\": [{\"fee_vnd\": 1}]",
			"procedures[0].amended[0].from: must be a day after"},
		{", \"amended\": [{\"from\": 20270101}, {\"from\": 20270101}]",
			"procedures[0].amended[1].from: must be a day after"},
		{", \"amended\": [{\"from\": 20270101, \"code\": \"2\"}]",
			"procedures[0].amended[0].code: cannot be amended"},
		{", \"amended\": [{\"from\": 20270101, \"fee_vnd\": -5}]",
			"procedures[0].amended[0].fee_vnd: must be from 0"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char json[512], why[CATALOG_WHY_SIZE] = "";
		snprintf(json, sizeof json, FILE_WITH(ROW("1.1", "Một", "%s")), cases[i].more);
		assert_null(catalog_parse(json, strlen(json), NULL, 0, 20261231, why, sizeof why));
		if (!strstr(why, cases[i].why))
			fail_msg("\"%s\" does not say \"%s\"", why, cases[i].why);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_in_force),
		cmocka_unit_test(test_old_code_leads_on),
		cmocka_unit_test(test_nothing_in_force),
		cmocka_unit_test(test_amended),
		cmocka_unit_test(test_successor_inherits),
		cmocka_unit_test(test_named_service),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
