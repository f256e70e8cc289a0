#include "server/catalog_score.h"

#include "common/mem.h"

#include <ctype.h>
#include <string.h>

/* Chosen by trial on the phrases of tests/data. */
static const float unknown_word_need = 5, number_need = 1, elsewhere_need = 12;
static const float meaning_need_most = 9;
static const float other_marks = 0.7f, unbound = 0.5f, stray = 0.2f, stray_need = 1.5f;
static const float bridge_weight = 0.3f;

/* Words to be found, and what they are found with. */
struct run {
	const struct query_word *words;
	size_t count;
	bool plain;
	const struct lexicon *lexicon;
	const struct posting_index *index;
};

void score_init(struct score *score, size_t procedure_count, size_t word_count) {
	size_t n = score->procedure_count = procedure_count;
	float *all = mem_alloc(9 * n, sizeof *all);
	score->rank = all;
	score->cover = all + n;
	score->name_share = all + 2 * n;
	score->part_rank = all + 3 * n;
	score->part_cover = all + 4 * n;
	score->run_rank = all + 5 * n;
	score->run_cover = all + 6 * n;
	score->word_rank = all + 7 * n;
	score->word_cover = all + 8 * n;
	score->bound = mem_alloc(n, sizeof *score->bound);
	score->seen = mem_alloc(word_count, sizeof *score->seen);
}

void score_clear(struct score *score) {
	mem_free(score->rank);
	mem_free(score->bound);
	mem_free(score->seen);
	*score = (struct score){0};
}

static void zero(const struct score *score, float *list) {
	memset(list, 0, score->procedure_count * sizeof *list);
}

/* Marks the words of a run that a name has side by side. Returns those that could be so in any name
 * or phrase; the others are not words of the language the catalogue speaks. */
static uint64_t bind_pairs(struct score *score, const struct run *run) {
	uint64_t known = 0;
	memset(score->bound, run->count == 1 ? 0xff : 0,
		score->procedure_count * sizeof *score->bound);
	for (size_t i = 0; i + 1 < run->count; i++) {
		const struct query_word *l = &run->words[i], *r = l + 1;
		uint64_t both = (uint64_t)3 << i;
		for (size_t k = 0; k < l->reading_count * r->reading_count; k++) {
			uint32_t pair =
				lexicon_find_pair(run->lexicon, l->readings[k / r->reading_count],
					r->readings[k % r->reading_count]);
			struct posting_list list = posting_index_pair(run->index, pair);
			if (pair != LEXICON_NONE)
				known |= both;
			for (uint32_t j = 0; j < list.count; j++)
				score->bound[run->index->postings[list.from + j].procedure] |= both;
		}
	}
	return run->count == 1 ? 1 : known;
}

static void count_name_share(
	struct score *score, const struct run *run, uint32_t word, float trust) {
	struct posting_list list = posting_index_word(run->index, word);
	uint32_t before = LEXICON_NONE;
	if (score->seen[word] == score->seen_run)
		return;
	score->seen[word] = score->seen_run;
	for (uint32_t i = 0; i < list.count; i++) {
		const struct posting *p = &run->index->postings[list.from + i];
		if (p->in_name && p->procedure != before)
			score->name_share[p->procedure] +=
				trust * list.idf / run->index->name_idf[p->procedure];
		before = p->procedure;
	}
}

/* Finds one word in all names; returns how rare it is. */
static float find_word(struct score *score, const struct run *run, const struct query_word *w) {
	float need = 0;
	zero(score, score->word_rank);
	zero(score, score->word_cover);
	for (size_t r = 0; r < w->reading_count; r++) {
		struct posting_list list = posting_index_word(run->index, w->readings[r]);
		if (need == 0)
			need = list.idf;
		count_name_share(score, run, w->readings[r], w->trust[r]);
		for (uint32_t i = 0; i < list.count; i++) {
			const struct posting *p = &run->index->postings[list.from + i];
			bool same = p->marks == w->marks || (w->marks == 0 && run->plain) || r > 0;
			float trust = w->trust[r] * (same ? 1 : other_marks);
			if (trust * p->weight > score->word_rank[p->procedure])
				score->word_rank[p->procedure] = trust * p->weight;
			if (trust > score->word_cover[p->procedure])
				score->word_cover[p->procedure] = trust;
		}
	}
	if (need > 0)
		return need;
	return isdigit((unsigned char)*w->text) ? number_need : unknown_word_need;
}

/* Finds a run of words in all names, as shares of what the run asks for; returns how much that is.
 */
static float find_run(struct score *score, const struct run *run) {
	uint64_t known = bind_pairs(score, run);
	float need = 0;
	zero(score, score->run_rank);
	zero(score, score->run_cover);
	for (size_t i = 0; i < run->count; i++) {
		bool is_stray = !(known >> i & 1);
		float asked = find_word(score, run, &run->words[i]) * (is_stray ? stray_need : 1);
		need += asked;
		for (size_t p = 0; p < score->procedure_count; p++) {
			float share = score->bound[p] >> i & 1 ? asked
				      : is_stray               ? asked * stray
							       : asked * unbound;
			score->run_rank[p] += share * score->word_rank[p];
			score->run_cover[p] += share * score->word_cover[p];
		}
	}
	for (size_t p = 0; p < score->procedure_count; p++) {
		score->run_rank[p] /= need;
		score->run_cover[p] /= need;
	}
	return need;
}

/* Keeps, for each procedure, the better of the part's meanings. */
static void keep_better(struct score *score) {
	for (size_t p = 0; p < score->procedure_count; p++) {
		if (score->run_rank[p] > score->part_rank[p])
			score->part_rank[p] = score->run_rank[p];
		if (score->run_cover[p] > score->part_cover[p])
			score->part_cover[p] = score->run_cover[p];
	}
}

static float find_meaning(struct score *score, const struct run *said, const struct phrase *means) {
	struct query_word words[PHRASE_WORDS_MAX];
	struct run run = *said;
	run.words = words;
	run.count = means->size;
	run.plain = false;
	for (size_t i = 0; i < means->size; i++)
		words[i] = (struct query_word){.known = true,
			.marks = means->marks[i],
			.reading_count = 1,
			.readings = {means->words[i]},
			.trust = {1}};
	float need = find_run(score, &run);
	keep_better(score);
	return need;
}

/* Finds a part in whichever of its meanings fits each procedure best; returns what it asks for. */
static float find_part(struct score *score, const struct query_part *part, const struct run *said,
	const struct phrases *phrases) {
	float most = 0;
	zero(score, score->part_rank);
	zero(score, score->part_cover);
	if (part->kind == PART_ELSEWHERE)
		return elsewhere_need;
	float literal = find_run(score, said);
	keep_better(score);
	for (size_t m = 0; m < part->meaning_count; m++) {
		struct meaning meaning = phrases->meanings[part->meanings[m]];
		for (uint32_t i = 0; i < meaning.count; i++) {
			float need = find_meaning(score, said, &phrases->means[meaning.from + i]);
			most = need > most ? need : most;
		}
	}
	if (part->meaning_count == 0)
		return literal;
	return most < meaning_need_most ? most : meaning_need_most;
}

/* Pairs that reach over the border of two parts tell something too, for the rank alone. */
static void add_bridges(struct score *score, const struct query *query, const struct run *all) {
	for (size_t i = 1; i < query->part_count; i++) {
		size_t at = query->parts[i].from;
		const struct query_word *l = &query->words[at - 1], *r = &query->words[at];
		if (l->reading_count == 0 || r->reading_count == 0)
			continue;
		uint32_t pair = lexicon_find_pair(all->lexicon, l->readings[0], r->readings[0]);
		struct posting_list list = posting_index_pair(all->index, pair);
		for (uint32_t j = 0; j < list.count; j++) {
			const struct posting *p = &all->index->postings[list.from + j];
			score->rank[p->procedure] += bridge_weight * list.idf * p->weight;
		}
	}
}

bool score_run(struct score *score, const struct query *query, const struct lexicon *lexicon,
	const struct phrases *phrases, const struct posting_index *index) {
	struct run run = {query->words, query->word_count, query->plain, lexicon, index};
	float need = 0;
	zero(score, score->rank);
	zero(score, score->cover);
	zero(score, score->name_share);
	score->seen_run++;
	add_bridges(score, query, &run);
	for (size_t i = 0; i < query->part_count; i++) {
		const struct query_part *part = &query->parts[i];
		if (part->kind == PART_STOP)
			continue;
		run.words = &query->words[part->from];
		run.count = part->count;
		float asked = find_part(score, part, &run, phrases);
		need += asked;
		for (size_t p = 0; p < score->procedure_count; p++) {
			score->rank[p] += asked * score->part_rank[p];
			score->cover[p] += asked * score->part_cover[p];
		}
	}
	for (size_t p = 0; p < score->procedure_count && need > 0; p++) {
		score->rank[p] /= need;
		score->cover[p] /= need;
	}
	return need > 0;
}
