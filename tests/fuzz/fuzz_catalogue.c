/*
 * catalog: a file that is refused is refused with a reason; one that is accepted says the same
 * after it was written and read again, finds each procedure by its code, and answers whatever is
 * typed with procedures that are there, each once.
 *
 * The input is the catalogue, what is typed and the synonyms, a NUL between.
 * links: common/text.c common/mem.c common/day.c server/catalog*.c server/popular.c
 * server/difference*.c
 */
#include "common/mem.h"
#include "server/catalog.h"
#include "tests/fuzz/fuzz.h"

#include <jansson.h>
#include <limits.h>
#include <string.h>

enum { DAY = 20260701, FOUND_MAX = 10 };

static struct catalog *parse(const char *json, const char *synonyms, int day) {
	char why[CATALOG_WHY_SIZE] = "";
	struct catalog *c = catalog_parse(json, strlen(json), synonyms,
		synonyms ? strlen(synonyms) : 0, day, why, sizeof why);
	MUST(c ? !why[0] : why[0]);
	return c;
}

static bool same_text(const char *a, const char *b) {
	return !a == !b && (!a || !strcmp(a, b));
}

static void same_procedure(const struct procedure *a, const struct procedure *b) {
	MUST(same_text(a->code, b->code) && same_text(a->name_vi, b->name_vi));
	MUST(same_text(a->name_en, b->name_en) && same_text(a->short_vi, b->short_vi));
	MUST(same_text(a->field->id, b->field->id) && same_text(a->agency, b->agency));
	MUST(same_text(a->time_limit_vi, b->time_limit_vi));
	MUST(a->time_limit_kind == b->time_limit_kind && a->fee_vnd == b->fee_vnd);
	MUST(a->time_limit_days == b->time_limit_days &&
		a->time_limit_hours == b->time_limit_hours);
	MUST(same_text(a->fee_note_vi, b->fee_note_vi) && same_text(a->wanted, b->wanted));
	MUST(a->document_count == b->document_count);
	for (size_t i = 0; i < a->document_count; i++)
		MUST(same_text(a->documents_vi[i], b->documents_vi[i]));
	MUST(a->valid_from == b->valid_from && a->valid_until == b->valid_until);
	MUST(same_text(a->replaced_by, b->replaced_by) && a->amended_from == b->amended_from);
}

/* Compact, as it is kept. */
static void again(const struct catalog *c, const char *json) {
	json_t *file = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
	char *kept = json_dumps(file, JSON_COMPACT), why[CATALOG_WHY_SIZE];
	MUST(kept && catalog_check(kept, strlen(kept), why, sizeof why));
	struct catalog *read = parse(kept, NULL, DAY);
	MUST(read && catalog_count(read) == catalog_count(c));
	MUST(catalog_next_day(read) == catalog_next_day(c));
	for (size_t i = 0; i < catalog_count(c); i++)
		same_procedure(catalog_at(c, i), catalog_at(read, i));
	catalog_free(read);
	free(kept);
	json_decref(file);
}

static void finds_codes(const struct catalog *c) {
	for (size_t i = 0; i < catalog_count(c); i++) {
		const struct procedure *p = catalog_at(c, i);
		MUST(p->in_force && catalog_find(c, p->code) == p);
		MUST(catalog_in_force(c, p->code) == p);
		MUST(p->valid_from <= DAY && (!p->valid_until || p->valid_until >= DAY));
	}
}

static void search(const struct catalog *c, const char *query) {
	for (size_t limit = 0; limit <= FOUND_MAX; limit += 5) {
		size_t found[FOUND_MAX];
		size_t count = catalog_search(c, query, NULL, limit, found);
		MUST(count <= limit);
		for (size_t i = 0; i < count; i++) {
			MUST(found[i] < catalog_count(c));
			for (size_t k = 0; k < i; k++)
				MUST(found[k] != found[i]);
		}
	}
}

static void assign(struct catalog *c) {
	static const char *const fields[] = {"f"}, *const first[] = {"1.000001"};
	const struct catalog_service services[] = {
		{"first", NULL, 0, first, 1}, {"field", fields, 1, NULL, 0}};
	catalog_assign(c, services, 2);
	for (size_t i = 0; i < catalog_count(c); i++) {
		const char *service = catalog_at(c, i)->service;
		MUST(!service || !strcmp(service, "first") || !strcmp(service, "field"));
	}
}

/* The part of a text after the next NUL; empty at its end. */
static const char *after(const char *part, const char *end) {
	const char *next = part + strlen(part);
	return next < end ? next + 1 : end;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	char *json = mem_copy(bytes, size), *end = json + size;
	const char *query = after(json, end), *synonyms = after(query, end);
	struct catalog *c = parse(json, *synonyms ? synonyms : NULL, DAY);
	if (c) {
		MUST(catalog_next_day(c) > DAY);
		finds_codes(c);
		search(c, query);
		assign(c);
		search(c, query);
		again(c, json);
	}
	catalog_free(c);
	mem_free(json);
	return 0;
}
