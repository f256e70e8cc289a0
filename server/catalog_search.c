#include "server/catalog.h"

#include "server/catalog_exact.h"
#include "server/catalog_inside.h"
#include "server/catalog_spell.h"
#include "server/catalog_typing.h"

#include <stdlib.h>
#include <string.h>

enum {
	BEGUN_LEAST = 2, /* letters of a word that say what it may become */
};

/* Chosen by trial on the phrases of tests/data. A whole name outweighs every score below it. */
static const float whole_name = 4, asked_name = 2, named_code = 8;
static const float share_of_name = 0.35f, share_of_cover = 0.5f;
static const float cover_least = 0.5f, cover_unnamed = 0.15f, of_best_least = 0.45f;
/* Those to be shown first win where nothing else tells. */
static const float later = 2e-7f, less_replaced = 0.5f;
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

/* How well digits name each procedure: its own code, or one that it replaced. */
static void fit_codes(struct catalog *c, const char *digits) {
	memset(c->score.proof, 0, c->rows.procedure_count * sizeof *c->score.proof);
	for (size_t i = 0; i < c->rows.count; i++) {
		const struct exact_code *code = &c->codes[i];
		float fit = (float)exact_code_fit(code->code, digits);
		if (fit > 0 && code->procedure != code->leads_to)
			fit -= less_replaced;
		if (code->leads_to != UINT32_MAX && fit > c->score.proof[code->leads_to])
			c->score.proof[code->leads_to] = fit;
	}
}

static size_t search_code(
	struct catalog *c, const char *digits, const char *service, size_t limit, size_t *indexes) {
	size_t found = 0;
	fit_codes(c, digits);
	for (uint32_t i = 0; i < c->rows.procedure_count; i++) {
		float fit = c->score.proof[i];
		if (fit > 0 && in_service(c, i, service))
			c->found[found++] = (struct found){fit - later * (float)c->place[i], i};
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
		score -= later * (float)c->place[i];
		c->found[found++] = (struct found){score, i};
	}
	return hand_out(c, found, limit, indexes);
}

static void understand(const struct catalog *c, struct query *q, const char *text) {
	query_read(q, &c->lexicon, text);
	typing_mend(q, &c->lexicon);
	spell_correct(q, &c->lexicon);
	typing_complete(q, &c->lexicon);
	query_divide(q, &(struct catalog_words){&c->lexicon, &c->phrases, &c->index});
}

/* Whether nothing is asked for yet but what the last word begins; a word that only carries a
 * question is taken for a beginning where it stands alone. */
static bool only_begun(const struct query *q) {
	size_t last = q->word_count - 1;
	if (q->words[last].stop && last > 0)
		return false;
	for (size_t i = 0; i < last; i++)
		if (!q->words[i].stop)
			return false;
	return true;
}

static bool words_known(const struct query *q, const struct query_part *part) {
	for (size_t i = part->from; i < part->from + part->count; i++)
		if (!q->words[i].known)
			return false;
	return true;
}

/* Whether a question is begun and nothing is asked for yet, but for the letter typed last. */
static bool only_opened(const struct query *q) {
	size_t last = q->word_count - 1, count = q->part_count;
	if (q->parts[count - 1].from == last && !q->words[last].text[1])
		count--;
	for (size_t i = 0; i < count; i++)
		if (q->parts[i].kind != PART_STOP || !words_known(q, &q->parts[i]))
			return false;
	return count == 0 || !q->parts[count - 1].greets;
}

/* Marks the procedures that have, in the name a citizen would use, a word longer than a beginning
 * by `more` letters at least. */
static void mark_begun(struct catalog *c, const char *beginning, size_t more) {
	size_t size = strlen(beginning);
	memset(c->score.proof, 0, c->rows.procedure_count * sizeof *c->score.proof);
	for (uint32_t w = 0; w < c->index.word_count; w++) {
		struct posting_list list = posting_index_word(&c->index, w);
		const struct lexeme *whole = &c->lexicon.words[w];
		if (strncmp(whole->text, beginning, size) != 0 || whole->size < size + more)
			continue;
		for (uint32_t i = 0; i < list.count; i++)
			if (c->index.postings[list.from + i].in_name)
				c->score.proof[c->index.postings[list.from + i].procedure] = 1;
	}
}

/* The procedures whose names go on from the one word that is being typed, as they are listed. */
static size_t list_begun(struct catalog *c, const struct query *q, const char *service,
	size_t limit, size_t *indexes) {
	const char *beginning = q->words[q->word_count - 1].text;
	size_t n = 0;
	if (!only_begun(q) || strlen(beginning) < BEGUN_LEAST)
		return 0;
	mark_begun(c, beginning, q->word_count > 1);
	for (size_t i = 0; i < c->rows.procedure_count && n < limit; i++)
		if (c->score.proof[c->order[i]] > 0 && in_service(c, c->order[i], service))
			indexes[n++] = c->order[i];
	return n;
}

size_t catalog_search(const struct catalog *catalog, const char *query, const char *service,
	size_t limit, size_t *indexes) {
	char digits[64];
	struct query q;
	/* A search changes nothing of the catalogue but the scratch memory in it. */
	struct catalog *scratch = (struct catalog *)catalog;
	if (exact_is_code(query, digits, sizeof digits))
		return search_code(scratch, digits, service, limit, indexes);
	understand(catalog, &q, query);
	if (q.word_count == 0)
		return list_all(catalog, service, limit, indexes);
	score_run(scratch, &q);
	raise_exact(scratch, &q, query);
	size_t found = search_words(catalog, service, limit, indexes);
	if (found == 0)
		found = list_begun(scratch, &q, service, limit, indexes);
	if (found == 0 && only_opened(&q))
		found = list_all(catalog, service, limit, indexes);
	return found;
}
