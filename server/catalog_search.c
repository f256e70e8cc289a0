#include "server/catalog.h"

#include "server/catalog_exact.h"
#include "server/catalog_inside.h"
#include "server/catalog_spell.h"
#include "server/catalog_typing.h"

#include <stdlib.h>
#include <string.h>

/* Chosen by trial on the phrases of tests/data. A whole name outweighs every score below it. */
static const float whole_name = 4, asked_name = 2, named_code = 8;
static const float share_of_name = 0.35f, unusual = 0.9f;
static const float cover_least = 0.55f, of_best_least = 0.45f;

static bool in_service(const struct catalog *c, size_t procedure, const char *service) {
	const char *own = c->rows.procedures[procedure].service;
	return !service || (own && !strcmp(own, service));
}

static int compare_found(const void *a, const void *b) {
	const struct found *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->procedure < y->procedure ? -1 : x->procedure > y->procedure;
}

/* Sorts what was found and hands out the best. */
static size_t hand_out(const struct catalog *c, size_t found, size_t limit, size_t *indexes) {
	qsort(c->found, found, sizeof *c->found, compare_found);
	size_t n = found < limit ? found : limit;
	for (size_t i = 0; i < n; i++)
		indexes[i] = c->found[i].procedure;
	return n;
}

static size_t list_all(
	const struct catalog *c, const char *service, size_t limit, size_t *indexes) {
	size_t n = 0;
	for (size_t i = 0; i < c->rows.procedure_count && n < limit; i++)
		if (in_service(c, c->order[i], service))
			indexes[n++] = c->order[i];
	return n;
}

static size_t search_code(const struct catalog *c, const char *digits, const char *service,
	size_t limit, size_t *indexes) {
	size_t found = 0;
	for (uint32_t i = 0; i < c->rows.procedure_count; i++) {
		int fit = exact_code_fit(c->codes[i].code, digits);
		uint32_t procedure = c->codes[i].procedure;
		if (fit && in_service(c, procedure, service))
			c->found[found++] = (struct found){(float)fit, procedure};
	}
	return hand_out(c, found, limit, indexes);
}

/* What the query asks for without the words that only carry the question, mended. */
static uint64_t key_asked(const struct catalog *c, const struct query *query) {
	char asked[QUERY_WORDS_MAX * LEXICON_WORD_SIZE];
	size_t used = 0;
	for (size_t i = 0; i < query->part_count; i++) {
		const struct query_part *part = &query->parts[i];
		for (size_t w = part->from; w < part->from + part->count; w++) {
			const struct query_word *word = &query->words[w];
			const char *text = word->reading_count
						   ? c->lexicon.words[word->readings[0]].text
						   : word->text;
			if (part->kind == PART_STOP)
				continue;
			memcpy(asked + used, text, strlen(text));
			used += strlen(text);
			asked[used++] = ' ';
		}
	}
	asked[used ? used - 1 : 0] = '\0';
	return exact_key(asked);
}

static void raise(const struct catalog *c, uint64_t key, float by) {
	size_t count;
	const struct exact_name *names = exact_names(c, key, &count);
	for (size_t i = 0; i < count; i++) {
		c->score->rank[names[i].procedure] += by;
		c->score->cover[names[i].procedure] += by;
	}
}

static void raise_exact(const struct catalog *c, const struct query *query, const char *text) {
	size_t code = exact_code_within(c, text);
	uint64_t whole = exact_key(text), asked = key_asked(c, query);
	raise(c, whole, whole_name);
	if (asked != whole)
		raise(c, asked, asked_name);
	if (code != EXACT_NONE) {
		c->score->rank[code] += named_code;
		c->score->cover[code] += named_code;
	}
}

static float final_score(const struct catalog *c, size_t procedure) {
	const struct score *s = c->score;
	float share = s->name_share[procedure] < 1 ? s->name_share[procedure] : 1;
	float score = s->rank[procedure] * (1 - share_of_name + share_of_name * share);
	return c->rows.procedures[procedure].short_vi ? score : score * unusual;
}

static size_t search_words(
	const struct catalog *c, const char *service, size_t limit, size_t *indexes) {
	size_t found = 0;
	float best = 0;
	for (size_t i = 0; i < c->rows.procedure_count; i++)
		if (c->score->cover[i] >= cover_least && final_score(c, i) > best)
			best = final_score(c, i);
	for (uint32_t i = 0; i < c->rows.procedure_count; i++) {
		float score = final_score(c, i);
		if (c->score->cover[i] < cover_least || score < best * of_best_least ||
			!in_service(c, i, service))
			continue;
		/* Those to be shown first win where nothing else tells. */
		score -= 1e-4f * (float)c->place[i] / (float)c->rows.procedure_count;
		c->found[found++] = (struct found){score, i};
	}
	return hand_out(c, found, limit, indexes);
}

size_t catalog_search(const struct catalog *catalog, const char *query, const char *service,
	size_t limit, size_t *indexes) {
	char digits[64];
	struct query q;
	if (exact_is_code(query, digits, sizeof digits))
		return search_code(catalog, digits, service, limit, indexes);
	query_read(&q, &catalog->lexicon, query);
	if (q.word_count == 0)
		return list_all(catalog, service, limit, indexes);
	typing_mend(&q, &catalog->lexicon);
	spell_correct(&q, &catalog->lexicon);
	typing_complete(&q, &catalog->lexicon);
	query_divide(&q, &catalog->lexicon, &catalog->phrases, &catalog->index);
	score_run(catalog->score, &q, &catalog->lexicon, &catalog->phrases, &catalog->index);
	raise_exact(catalog, &q, query);
	return search_words(catalog, service, limit, indexes);
}
