#include "server/catalog.h"

#include "server/catalog_exact.h"
#include "server/catalog_inside.h"
#include "server/catalog_spell.h"
#include "server/catalog_typing.h"

#include <stdlib.h>
#include <string.h>

/* Chosen by trial on the phrases of tests/data. A whole name outweighs every score below it. */
static const float whole_name = 4, asked_name = 2, named_code = 8;
static const float share_of_name = 0.35f, share_of_cover = 0.5f;
static const float cover_least = 0.5f, cover_unnamed = 0.15f, of_best_least = 0.45f;
static const float proof_least = 5, proven_cover_least = 0.22f;

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

/* The key of what the query asks for, mended, without the words that only carry the question. */
static uint64_t key_asked(const struct catalog *c, const struct query *query) {
	uint64_t key = EXACT_KEY_EMPTY;
	for (size_t i = 0; i < query->part_count; i++) {
		const struct query_part *part = &query->parts[i];
		for (size_t w = part->from; w < part->from + part->count; w++) {
			const struct query_word *word = &query->words[w];
			bool known = word->reading_count > 0;
			if (part->kind != PART_STOP)
				key = exact_key_add(
					key, known ? c->lexicon.words[word->readings[0]].text
						   : word->text);
		}
	}
	return key;
}

static void raise_merit(struct catalog *c, size_t procedure, float by) {
	c->score.total[procedure].rank += by;
	c->score.total[procedure].cover += by;
}

static void raise_names(struct catalog *c, uint64_t key, float by) {
	size_t count;
	const struct exact_name *names = exact_names(c, key, &count);
	for (size_t i = 0; i < count; i++)
		raise_merit(c, names[i].procedure, by);
}

static void raise_exact(struct catalog *c, const struct query *query, const char *text) {
	size_t code = exact_code_within(c, text);
	uint64_t whole = exact_key(text), asked = key_asked(c, query);
	raise_names(c, whole, whole_name);
	if (asked != whole)
		raise_names(c, asked, asked_name);
	if (code != EXACT_NONE)
		raise_merit(c, code, named_code);
}

static float final_score(const struct catalog *c, size_t procedure) {
	struct merit m = c->score.total[procedure];
	float share = m.share < 1 ? m.share : 1;
	float cover = m.cover < 1 ? m.cover : 1;
	return m.rank * (1 - share_of_name + share_of_name * share) *
	       (1 - share_of_cover + share_of_cover * cover);
}

/* Whether a procedure answers enough of the query, or one part of it beyond doubt. */
static bool answers(const struct catalog *c, size_t procedure) {
	float cover = c->score.total[procedure].cover, share = c->score.total[procedure].share;
	share = share < 1 ? share : 1;
	return cover >= cover_least + (1 - share) * cover_unnamed ||
	       (!c->score.elsewhere && cover >= proven_cover_least &&
		       c->score.proof[procedure] >= proof_least);
}

static size_t search_words(
	const struct catalog *c, const char *service, size_t limit, size_t *indexes) {
	size_t found = 0;
	float best = 0;
	for (size_t i = 0; i < c->rows.procedure_count; i++)
		if (answers(c, i) && final_score(c, i) > best)
			best = final_score(c, i);
	for (uint32_t i = 0; i < c->rows.procedure_count; i++) {
		float score = final_score(c, i);
		if (!answers(c, i) || score < best * of_best_least || !in_service(c, i, service))
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
	/* A search changes nothing of the catalogue but the scratch memory in it. */
	struct catalog *scratch = (struct catalog *)catalog;
	if (exact_is_code(query, digits, sizeof digits))
		return search_code(catalog, digits, service, limit, indexes);
	query_read(&q, &catalog->lexicon, query);
	if (q.word_count == 0)
		return list_all(catalog, service, limit, indexes);
	typing_mend(&q, &catalog->lexicon);
	spell_correct(&q, &catalog->lexicon);
	typing_complete(&q, &catalog->lexicon);
	query_divide(
		&q, &(struct catalog_words){&catalog->lexicon, &catalog->phrases, &catalog->index});
	score_run(scratch, &q);
	raise_exact(scratch, &q, query);
	return search_words(catalog, service, limit, indexes);
}
