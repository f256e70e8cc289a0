/*
 * The catalogue: what its files may say, which service each procedure belongs to, how it is listed.
 * links: tests/unit/catalog_fixture.c common/text.c common/mem.c common/day.c server/catalog.c
 * server/catalog_exact.c server/catalog_find.c server/catalog_index.c server/catalog_json.c
 * server/catalog_row_json.c server/catalog_dates_json.c server/catalog_rows.c
 * server/catalog_lexicon.c server/catalog_meanings.c server/catalog_phrases.c
 * server/catalog_query.c server/catalog_score.c server/catalog_search.c server/catalog_spell.c
 * server/catalog_typing.c server/popular.c
 */
#include "tests/unit/catalog_fixture.h"

#include "common/mem.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A whole file around one field and the procedures given. */
#define FILE_WITH(procedures)                                                                     \
	"{\"fields\": [{\"id\": \"f\", \"name_vi\": \"Lĩnh vực\"}], \"procedures\": [" procedures \
	"]}"
#define ROW_WITH(more) "{\"code\": \"1.000001\", \"name_vi\": \"Tên\", \"field\": \"f\"" more "}"

static void refused(const char *json, const char *synonyms, const char *want) {
	char why[CATALOG_WHY_SIZE] = "";
	struct catalog *c = catalog_parse(
		json, strlen(json), synonyms, synonyms ? strlen(synonyms) : 0, 0, why, sizeof why);
	catalog_free(c);
	assert_null(c);
	if (!strstr(why, want))
		fail_msg("\"%s\" does not say \"%s\"", why, want);
}

static struct catalog *taken(const char *json) {
	char why[CATALOG_WHY_SIZE] = "";
	struct catalog *c = catalog_parse(json, strlen(json), NULL, 0, 0, why, sizeof why);
	if (!c)
		fail_msg("%s", why);
	return c;
}

static void test_whole_file_refused(void **state) {
	(void)state;
	refused("", NULL, "line ");
	refused("{\n\n\"fields\": ,", NULL, "line 3: ");
	refused("[]", NULL, "must be an object");
	refused("{}", NULL, "fields: is missing");
	refused("{\"fields\": [], \"procedures\": []}", NULL, "fields: must be a list");
	refused("{\"fields\": [{\"id\": \"f\", \"name_vi\": \"L\"}]}", NULL,
		"procedures: is missing");
	refused("{\"fields\": [{\"id\": \"f\", \"name_vi\": \"L\"}, {\"id\": \"f\", \"name_vi\": "
		"\"M\"}]}",
		NULL, "fields[1].id: \"f\" is already fields[0]");
	refused("{\"fields\": [{\"id\": \"f\", \"id\": \"g\"}]}", NULL, "duplicate");
	refused(FILE_WITH(""), NULL, "procedures: must be a list that is not empty");
	refused(FILE_WITH(ROW_WITH("") ", 7"), NULL, "procedures[1]: must be an object");
	refused(FILE_WITH(ROW_WITH("") ", " ROW_WITH("")), NULL,
		"procedures[1].code: \"1.000001\" is already procedures[0]");
}

static void test_procedure_refused(void **state) {
	(void)state;
	static const struct {
		const char *json, *why;
	} cases[] = {
		{FILE_WITH("{\"name_vi\": \"T\", \"field\": \"f\"}"),
			"procedures[0].code: is missing"},
		{FILE_WITH("{\"code\": \"a b\", \"name_vi\": \"T\", \"field\": \"f\"}"),
			"procedures[0].code: \"a b\" is not a code"},
		{FILE_WITH("{\"code\": \"1\", \"field\": \"f\"}"),
			"procedures[0].name_vi: is missing"},
		{FILE_WITH("{\"code\": \"1\", \"name_vi\": \"  \", \"field\": \"f\"}"),
			"procedures[0].name_vi: is empty"},
		{FILE_WITH("{\"code\": \"1\", \"name_vi\": \"a\\nb\", \"field\": \"f\"}"),
			"procedures[0].name_vi: has a control character"},
		{FILE_WITH("{\"code\": \"1\", \"name_vi\": \"T\", \"field\": \"g\"}"),
			"procedures[0].field: \"g\" is not among the fields"},
		{FILE_WITH(ROW_WITH(", \"short_vi\": 5")),
			"procedures[0].short_vi: must be a text"},
		{FILE_WITH(ROW_WITH(", \"fee_vnd\": 1.5")),
			"procedures[0].fee_vnd: must be a whole"},
		{FILE_WITH(ROW_WITH(", \"fee_vnd\": -1")), "procedures[0].fee_vnd: must be from 0"},
		{FILE_WITH(ROW_WITH(", \"time_limit_kind\": \"soon\"")),
			"procedures[0].time_limit_kind: \"soon\" is not a kind"},
		{FILE_WITH(ROW_WITH(", \"time_limit_kind\": \"working-days\"")),
			"procedures[0].time_limit_days: is missing"},
		{FILE_WITH(ROW_WITH(", \"time_limit_kind\": \"hours\"")),
			"procedures[0].time_limit_hours: is missing"},
		{FILE_WITH(ROW_WITH(", \"documents_vi\": \"x\"")),
			"procedures[0].documents_vi: must be a list"},
		{FILE_WITH(ROW_WITH(", \"documents_vi\": [\"x\", null]")),
			"procedures[0].documents_vi[1]: must be a text"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		refused(cases[i].json, NULL, cases[i].why);
}

static void test_synonyms_refused(void **state) {
	(void)state;
	static const char file[] = FILE_WITH(ROW_WITH(""));
	refused(file, "", "line ");
	refused(file, "{}", "stop: must be a list");
	refused(file, "{\"stop\": [\"a\", 1]}", "stop[1]: must be a text");
	refused(file, "{\"stop\": [\"?\"]}", "stop[0]: must have 1 to 32 words");
	refused(file,
		"{\"stop\": [], \"greet\": [], \"elsewhere\": [], \"same\": [{\"mean\": [\"a\"]}]}",
		"same[0].say: must be a list");
	refused(file,
		"{\"stop\": [], \"greet\": [], \"elsewhere\": [], \"same\": [{\"say\": [\"a\"], "
		"\"mean\": "
		"[\"b\"], \"weak\": 1}]}",
		"same[0].weak: must be true or false");
	refused(file,
		"{\"stop\": [], \"greet\": [], \"elsewhere\": [], \"same\": [{\"say\": [\"a\"]}]}",
		"same[0].mean: must be a list");
}

static void test_short_why(void **state) {
	(void)state;
	char why[8] = "";
	assert_null(catalog_parse("{}", 2, NULL, 0, 0, why, sizeof why));
	assert_string_equal(why, "fields:");
}

static void test_unknown_is_not_nothing(void **state) {
	(void)state;
	struct catalog *c = taken(FILE_WITH(ROW_WITH(", \"fee_vnd\": null, \"short_vi\": null")));
	const struct procedure *p = catalog_at(c, 0);
	assert_true(p->fee_vnd == -1 && p->time_limit_days == -1 && p->time_limit_hours == -1);
	assert_int_equal(p->time_limit_kind, TIME_LIMIT_UNKNOWN);
	assert_true(!p->short_vi && !p->name_en && !p->time_limit_vi && !p->fee_note_vi);
	assert_int_equal(p->document_count, 0);
	assert_null(p->service);
	catalog_free(c);
}

static void test_real_procedure(void **state) {
	(void)state;
	struct catalog *c = fixture_catalog();
	const struct procedure *p = catalog_find(c, "1.001193");
	assert_int_equal(catalog_count(c), 513);
	assert_non_null(p);
	assert_string_equal(p->short_vi, "Đăng ký khai sinh");
	assert_string_equal(p->field->id, "ho-tich");
	assert_string_equal(p->field->name_vi, "Hộ tịch");
	assert_string_equal(p->agency, "ubnd");
	assert_true(p->document_count > 0);
	assert_null(catalog_find(c, "1.00119"));
	assert_null(catalog_find(c, ""));
	catalog_free(c);
}

static const char *const civil_fields[] = {"ho-tich"};
static const char *const land_fields[] = {"dat-dai", "ho-tich"};
static const char *const civil_first[] = {"1.000894", "1.001193"};
static const char *const land_first[] = {"1.013978", "2.000815", "1.000656", "9.999999"};
static const struct catalog_service services[] = {
	{"civil", civil_fields, 1, civil_first, 2},
	{"land", land_fields, 2, land_first, 4},
};

static void is_at(const struct catalog *c, size_t index, const char *code) {
	assert_string_equal(catalog_at(c, index)->code, code);
}

static void test_assign(void **state) {
	(void)state;
	struct catalog *c = fixture_catalog();
	catalog_assign(c, services, 2);
	assert_string_equal(catalog_find(c, "1.001193")->service, "civil");
	assert_string_equal(catalog_find(c, "1.000656")->service, "civil");
	assert_string_equal(catalog_find(c, "1.013978")->service, "land");
	assert_string_equal(catalog_find(c, "2.000815")->service, "land");
	assert_null(catalog_find(c, "2.000884")->service);
	catalog_assign(c, services + 1, 1);
	assert_string_equal(catalog_find(c, "1.001193")->service, "land");
	catalog_assign(c, NULL, 0);
	assert_null(catalog_find(c, "1.001193")->service);
	catalog_free(c);
}

static void test_first_at_the_top(void **state) {
	(void)state;
	struct catalog *c = fixture_catalog();
	size_t rows[600];
	catalog_assign(c, services, 2);
	assert_int_equal(catalog_search(c, "", NULL, 600, rows), 513);
	is_at(c, rows[0], "1.000894");
	is_at(c, rows[1], "1.001193");
	is_at(c, rows[2], "1.013978");
	is_at(c, rows[3], "2.000815");
	is_at(c, rows[4], "1.000656");
	assert_int_equal(catalog_search(c, " ?! ", "land", 2, rows), 2);
	is_at(c, rows[0], "1.013978");
	is_at(c, rows[1], "2.000815");
	assert_int_equal(catalog_search(c, "", "no-such", 600, rows), 0);
	assert_int_equal(catalog_search(c, "", NULL, 0, rows), 0);
	catalog_free(c);
}

/* Most visits first, then as before; another count takes the place of the one before. */
static void test_most_visits_at_the_top(void **state) {
	(void)state;
	struct catalog *c = fixture_catalog();
	struct popular before = {0}, today = {0};
	size_t rows[600];
	catalog_assign(c, services, 2);
	popular_add(&before, "1.004873", 2);
	popular_add(&before, "2.000815", 4);
	popular_add(&before, "9.999999", 9);
	popular_add(&today, "2.000815", 3);
	catalog_set_visits(c, &before, &today);
	assert_int_equal(catalog_find(c, "2.000815")->visits, 7);
	assert_int_equal(catalog_search(c, "", NULL, 600, rows), 513);
	is_at(c, rows[0], "2.000815");
	is_at(c, rows[1], "1.004873");
	is_at(c, rows[2], "1.000894");
	is_at(c, rows[3], "1.001193");
	assert_true(catalog_search(c, "", "civil", 3, rows) == 3);
	is_at(c, rows[0], "1.004873");
	is_at(c, rows[1], "1.000894");
	catalog_assign(c, services, 2);
	assert_int_equal(catalog_search(c, "", NULL, 1, rows), 1);
	is_at(c, rows[0], "2.000815");
	popular_clear(&before);
	popular_clear(&today);
	catalog_set_visits(c, &before, &today);
	assert_int_equal(catalog_search(c, "", NULL, 1, rows), 1);
	is_at(c, rows[0], "1.000894");
	assert_int_equal(catalog_find(c, "2.000815")->visits, 0);
	catalog_free(c);
}

static void test_within_service(void **state) {
	(void)state;
	struct catalog *c = fixture_catalog();
	size_t rows[20];
	catalog_assign(c, services, 2);
	size_t count = catalog_search(c, "đăng ký", "land", 20, rows);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(catalog_at(c, rows[i])->service, "land");
	assert_int_equal(catalog_search(c, "1.001193", "land", 20, rows), 0);
	assert_int_equal(catalog_search(c, "1.001193", "civil", 20, rows), 1);
	assert_int_equal(catalog_search(c, "chứng thực di chúc", "civil", 20, rows), 0);
	assert_true(catalog_search(c, "khai sinh", "civil", 20, rows) > 0);
	is_at(c, rows[0], "1.001193");
	catalog_free(c);
}

/* Fails where a phrase of one list is in the other too. */
static void apart(const json_t *list, const json_t *other) {
	for (size_t i = 0; i < json_array_size(list); i++) {
		json_t *phrase = json_array_get(list, i);
		for (size_t j = 0; j < json_array_size(other); j++) {
			if (json_equal(phrase, json_array_get(other, j)))
				fail_msg("\"%s\" has two meanings", json_string_value(phrase));
		}
	}
}

/* What is said for something done here is not also done elsewhere; what asks does not greet. */
static void test_one_meaning(void **state) {
	(void)state;
	json_t *all = json_load_file("assets/office/synonyms.json", 0, NULL);
	json_t *same = json_object_get(all, "same");
	for (size_t i = 0; i < json_array_size(same); i++)
		apart(json_object_get(json_array_get(same, i), "say"),
			json_object_get(all, "elsewhere"));
	apart(json_object_get(all, "stop"), json_object_get(all, "greet"));
	json_decref(all);
}

static void test_without_synonyms(void **state) {
	(void)state;
	struct catalog *c = taken(
		FILE_WITH("{\"code\": \"1.1\", \"name_vi\": \"Đăng ký khai sinh\", \"field\": "
			  "\"f\"}, {\"code\": \"1.2\", \"name_vi\": \"Chứng thực di chúc\", "
			  "\"field\": \"f\"}"));
	size_t rows[2];
	assert_int_equal(catalog_search(c, "di chuc", NULL, 2, rows), 1);
	assert_int_equal(rows[0], 1);
	assert_int_equal(catalog_search(c, "bóng đá", NULL, 2, rows), 0);
	catalog_free(c);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_file_refused),
		cmocka_unit_test(test_procedure_refused),
		cmocka_unit_test(test_synonyms_refused),
		cmocka_unit_test(test_short_why),
		cmocka_unit_test(test_unknown_is_not_nothing),
		cmocka_unit_test(test_real_procedure),
		cmocka_unit_test(test_assign),
		cmocka_unit_test(test_first_at_the_top),
		cmocka_unit_test(test_most_visits_at_the_top),
		cmocka_unit_test(test_within_service),
		cmocka_unit_test(test_without_synonyms),
		cmocka_unit_test(test_one_meaning),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
