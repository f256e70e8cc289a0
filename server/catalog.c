#include "server/catalog.h"

#include "server/catalog_exact.h"
#include "server/catalog_inside.h"

#include "common/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What a procedure's place in the list depends on, most important first. */
struct listed {
	int visits;
	uint32_t first;
	bool unusual; /* nobody gave it a short name */
	uint32_t procedure;
};

static int compare_listed(const void *a, const void *b) {
	const struct listed *x = a, *y = b;
	if (x->visits != y->visits)
		return x->visits > y->visits ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->unusual != y->unusual)
		return x->unusual - y->unusual;
	return x->procedure < y->procedure ? -1 : 1;
}

static void put_in_order(struct catalog *catalog) {
	size_t count = catalog->rows.procedure_count;
	struct listed *list = mem_alloc(count, sizeof *list);
	for (uint32_t i = 0; i < count; i++) {
		const struct procedure *p = &catalog->rows.procedures[i];
		list[i] = (struct listed){p->visits, catalog->first[i], !p->short_vi, i};
	}
	qsort(list, count, sizeof *list, compare_listed);
	for (uint32_t i = 0; i < count; i++) {
		catalog->order[i] = list[i].procedure;
		catalog->place[list[i].procedure] = i;
	}
	mem_free(list);
}

struct catalog *catalog_parse(const char *json, size_t json_size, const char *synonyms,
	size_t synonyms_size, int day, char *why, size_t why_size) {
	struct catalog *c = mem_alloc(1, sizeof *c);
	if (!catalog_rows_read(&c->rows, json, json_size, day, why, why_size))
		goto fail;
	posting_index_build(&c->index, &c->lexicon, &c->rows);
	if (synonyms &&
		!phrases_read(&c->phrases, &c->lexicon, synonyms, synonyms_size, why, why_size))
		goto fail;
	lexicon_fit(&c->lexicon);
	size_t count = c->rows.procedure_count;
	c->first = mem_alloc(count, sizeof *c->first);
	memset(c->first, 0xff, count * sizeof *c->first);
	c->order = mem_alloc(count, sizeof *c->order);
	c->place = mem_alloc(count, sizeof *c->place);
	c->found = mem_alloc(count, sizeof *c->found);
	score_init(&c->score, count);
	finder_init(&c->finder, &c->lexicon, &c->index, count);
	exact_build(c);
	meanings_build(c);
	put_in_order(c);
	return c;
fail:
	catalog_free(c);
	return NULL;
}

bool catalog_check(const char *json, size_t size, char *why, size_t why_size) {
	struct catalog_rows rows = {0};
	bool holds = catalog_rows_read(&rows, json, size, 0, why, why_size);
	catalog_rows_clear(&rows);
	return holds;
}

static void forget_services(struct catalog *c) {
	for (size_t i = 0; i < c->rows.count; i++)
		c->rows.procedures[i].service = NULL;
	for (size_t i = 0; i < c->service_count; i++)
		mem_free(c->service_ids[i]);
	mem_free(c->service_ids);
	c->service_ids = NULL;
	c->service_count = 0;
}

void catalog_free(struct catalog *catalog) {
	if (!catalog)
		return;
	forget_services(catalog);
	mem_free(catalog->first);
	mem_free(catalog->order);
	mem_free(catalog->place);
	mem_free(catalog->found);
	mem_free(catalog->names);
	mem_free(catalog->codes);
	score_clear(&catalog->score);
	finder_clear(&catalog->finder);
	meanings_clear(&catalog->meanings);
	phrases_clear(&catalog->phrases);
	posting_index_clear(&catalog->index);
	lexicon_clear(&catalog->lexicon);
	catalog_rows_clear(&catalog->rows);
	mem_free(catalog);
}

static void assign_wanted(struct catalog *c, const char *id) {
	for (size_t i = 0; i < c->rows.count; i++) {
		struct procedure *p = &c->rows.procedures[i];
		if (p->wanted && !strcmp(p->wanted, id))
			p->service = id;
	}
}

static void assign_fields(
	struct catalog *c, const struct catalog_service *service, const char *id) {
	for (size_t i = 0; i < c->rows.count; i++) {
		struct procedure *p = &c->rows.procedures[i];
		for (size_t f = 0; f < service->field_count && !p->service; f++)
			if (!strcmp(p->field->id, service->fields[f]))
				p->service = id;
	}
}

/* Numbers the procedures a service shows first, and gives it those that have no service yet. */
static void assign_first(
	struct catalog *c, const struct catalog_service *service, const char *id, uint32_t *named) {
	for (size_t i = 0; i < service->first_count; i++) {
		size_t at = exact_code_in_force(c, service->first[i]);
		if (at == EXACT_NONE || c->first[at] != UINT32_MAX)
			continue;
		c->first[at] = (*named)++;
		if (!c->rows.procedures[at].service)
			c->rows.procedures[at].service = id;
	}
}

void catalog_assign(
	struct catalog *catalog, const struct catalog_service *services, size_t service_count) {
	uint32_t named = 0;
	memset(catalog->first, 0xff, catalog->rows.procedure_count * sizeof *catalog->first);
	forget_services(catalog);
	catalog->service_ids = mem_alloc(service_count, sizeof *catalog->service_ids);
	catalog->service_count = service_count;
	for (size_t s = 0; s < service_count; s++) {
		catalog->service_ids[s] = mem_strdup(services[s].id);
		assign_wanted(catalog, catalog->service_ids[s]);
	}
	for (size_t s = 0; s < service_count; s++)
		assign_fields(catalog, &services[s], catalog->service_ids[s]);
	for (size_t s = 0; s < service_count; s++)
		assign_first(catalog, &services[s], catalog->service_ids[s], &named);
	put_in_order(catalog);
}

static void add_visits(struct catalog *catalog, const struct popular *popular) {
	for (size_t i = 0; i < popular->count; i++) {
		size_t at = exact_code_in_force(catalog, popular->list[i].code);
		if (at != EXACT_NONE)
			catalog->rows.procedures[at].visits += popular->list[i].visits;
	}
}

void catalog_set_visits(
	struct catalog *catalog, const struct popular *before, const struct popular *today) {
	for (size_t i = 0; i < catalog->rows.procedure_count; i++)
		catalog->rows.procedures[i].visits = 0;
	add_visits(catalog, before);
	add_visits(catalog, today);
	put_in_order(catalog);
}

int catalog_next_day(const struct catalog *catalog) {
	return catalog->rows.next_day;
}

size_t catalog_count(const struct catalog *catalog) {
	return catalog->rows.procedure_count;
}

const struct procedure *catalog_at(const struct catalog *catalog, size_t index) {
	assert(index < catalog->rows.procedure_count);
	return &catalog->rows.procedures[index];
}

const struct procedure *catalog_find(const struct catalog *catalog, const char *code) {
	size_t at = exact_code(catalog, code);
	return at == EXACT_NONE ? NULL : &catalog->rows.procedures[at];
}

const struct procedure *catalog_in_force(const struct catalog *catalog, const char *code) {
	size_t at = exact_code_in_force(catalog, code);
	return at == EXACT_NONE ? NULL : &catalog->rows.procedures[at];
}
