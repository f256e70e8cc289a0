/*
 * How long a search takes in a catalogue of 2,000 procedures: the real one over and over, each time
 * with other codes and longer names; every phrase of tests/data, and each beginning of it as a
 * kiosk asks while somebody types. In processor time. Runs in the project's root.
 *
 * links: tests/unit/catalog_fixture.c common/text.c common/mem.c common/day.c server/catalog.c
 * server/catalog_exact.c server/catalog_find.c server/catalog_index.c server/catalog_json.c
 * server/catalog_row_json.c server/catalog_dates_json.c server/catalog_rows.c
 * server/catalog_lexicon.c server/catalog_meanings.c server/catalog_phrases.c
 * server/catalog_query.c server/catalog_score.c server/catalog_search.c server/catalog_spell.c
 * server/catalog_typing.c
 */
#include "common/mem.h"
#include "tests/unit/catalog_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PROCEDURES = 2000, ROWS = 20, TIMES_MAX = 200000 };

struct times {
	double *ms;
	size_t count;
};

static double now_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* A copy of a procedure under another code and, past the real ones, another name. */
static json_t *again(const json_t *procedure, size_t round, size_t count) {
	json_t *copy = json_deep_copy(procedure);
	const char *names[] = {"name_vi", "short_vi"};
	if (round == 0)
		return copy;
	json_object_set_new(copy, "code",
		json_sprintf(
			"%s-%zu", json_string_value(json_object_get(procedure, "code")), round));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *name = json_string_value(json_object_get(procedure, names[i]));
		if (name)
			json_object_set_new(
				copy, names[i], json_sprintf("%s (khu vực %zu)", name, count % 97));
	}
	return copy;
}

static struct catalog *large_catalog(void) {
	size_t synonyms_size;
	char *text = fixture_text("assets/office/procedures.json", NULL), why[CATALOG_WHY_SIZE];
	char *synonyms = fixture_text("assets/office/synonyms.json", &synonyms_size);
	json_t *file = json_loads(text, 0, NULL), *all = json_array();
	const json_t *real = json_object_get(file, "procedures");
	for (size_t i = 0; i < PROCEDURES; i++)
		json_array_append_new(all, again(json_array_get(real, i % json_array_size(real)),
						   i / json_array_size(real), i));
	json_object_set_new(file, "procedures", all);
	char *large = json_dumps(file, 0);
	struct catalog *catalog =
		catalog_parse(large, strlen(large), synonyms, synonyms_size, 0, why, sizeof why);
	if (!catalog)
		printf("%s\n", why);
	free(large);
	json_decref(file);
	mem_free(text);
	mem_free(synonyms);
	return catalog;
}

static void search(const struct catalog *catalog, const char *query, struct times *times) {
	size_t rows[ROWS];
	double from = now_ms();
	catalog_search(catalog, query, NULL, ROWS, rows);
	if (times->count < TIMES_MAX)
		times->ms[times->count++] = now_ms() - from;
}

/* A phrase, and each of its beginnings. */
static void type(const struct catalog *catalog, const char *phrase, struct times *whole,
	struct times *begun) {
	char query[512] = "";
	search(catalog, phrase, whole);
	for (size_t i = 0; phrase[i] && i + 1 < sizeof query; i++) {
		query[i] = phrase[i];
		if (((unsigned char)phrase[i + 1] & 0xC0) != 0x80)
			search(catalog, query, begun);
	}
}

static int ascending(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void tell(const char *what, struct times *t) {
	qsort(t->ms, t->count, sizeof *t->ms, ascending);
	printf("%s_p50 %.3f ms\n", what, t->ms[t->count / 2]);
	printf("%s_p99 %.3f ms\n", what, t->ms[t->count * 99 / 100]);
	printf("%s_most %.3f ms\n", what, t->ms[t->count - 1]);
	mem_free(t->ms);
}

static void type_all(
	const struct catalog *catalog, const char *file, struct times *whole, struct times *begun) {
	json_t *phrases = fixture_phrases(file), *phrase;
	size_t i;
	json_array_foreach(phrases, i, phrase) {
		type(catalog, json_string_value(json_object_get(phrase, "q")), whole, begun);
	}
	json_decref(phrases);
}

int main(void) {
	static const char *const files[] = {"tests/data/sample_queries.jsonl",
		"tests/data/more_queries.jsonl", "tests/data/tuning_queries.jsonl",
		"tests/data/held_queries.jsonl", "tests/data/blind_queries.jsonl"};
	struct times whole = {mem_alloc(TIMES_MAX, sizeof(double)), 0};
	struct times begun = {mem_alloc(TIMES_MAX, sizeof(double)), 0};
	struct catalog *catalog = large_catalog();
	if (!catalog)
		return 1;
	for (size_t f = 0; f < sizeof files / sizeof *files; f++)
		type_all(catalog, files[f], &whole, &begun);
	tell("search_2000", &whole);
	tell("search_2000_typing", &begun);
	catalog_free(catalog);
	return 0;
}
