#include "server/catalog_find.h"

#include "common/mem.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

/* Chosen by trial on the phrases of tests/data. */
static const float unknown_need = 3, number_need = 0.5f;
static const float fewer_marks = 0.7f, other_marks = 0.5f, unbound = 0.5f, stray = 0.2f,
		   stray_need = 0.8f;

/* Words to be found. */
struct run {
	const struct query_word *words;
	size_t count;
	bool plain;
};

void merit_keep_best(struct merit *best, struct merit merit) {
	if (merit.rank > best->rank)
		best->rank = merit.rank;
	if (merit.cover > best->cover)
		best->cover = merit.cover;
	if (merit.share > best->share)
		best->share = merit.share;
}

void finder_init(struct finder *finder, const struct lexicon *lexicon,
	const struct posting_index *index, size_t procedure_count) {
	finder->lexicon = lexicon;
	finder->index = index;
	finder->procedure_count = procedure_count;
	finder->found = mem_alloc(procedure_count, sizeof *finder->found);
	finder->word = mem_alloc(procedure_count, sizeof *finder->word);
	finder->bound = mem_alloc(procedure_count, sizeof *finder->bound);
	finder->seen = mem_alloc(lexicon->word_count, sizeof *finder->seen);
}

void finder_clear(struct finder *finder) {
	mem_free(finder->found);
	mem_free(finder->word);
	mem_free(finder->bound);
	mem_free(finder->seen);
	*finder = (struct finder){0};
}

static void bind_pair(struct finder *f, uint32_t pair, uint64_t both) {
	struct posting_list list = posting_index_pair(f->index, pair);
	for (uint32_t i = 0; i < list.count; i++)
		f->bound[f->index->postings[list.from + i].procedure] |= both;
}

/* Marks the words of a run that a name has side by side. Returns those that could be so in any name
 * or phrase; the others are not words of the language the catalogue speaks. */
static uint64_t bind_pairs(struct finder *f, const struct run *run) {
	uint64_t known = run->count == 1;
	memset(f->bound, run->count == 1 ? 0xff : 0, f->procedure_count * sizeof *f->bound);
	for (size_t i = 0; i + 1 < run->count; i++) {
		const struct query_word *l = &run->words[i], *r = l + 1;
		uint64_t both = (uint64_t)3 << i;
		for (size_t k = 0; k < l->reading_count * r->reading_count; k++) {
			uint32_t pair =
				lexicon_find_pair(f->lexicon, l->readings[k / r->reading_count],
					r->readings[k % r->reading_count]);
			if (pair == LEXICON_NONE)
				continue;
			known |= both;
			bind_pair(f, pair, both);
		}
	}
	return known;
}

static void count_share(struct finder *f, uint32_t word, float trust) {
	struct posting_list list = posting_index_word(f->index, word);
	uint32_t before = LEXICON_NONE;
	if (f->seen[word] == f->seen_run)
		return;
	f->seen[word] = f->seen_run;
	for (uint32_t i = 0; i < list.count; i++) {
		const struct posting *p = &f->index->postings[list.from + i];
		if (p->in_name && p->procedure != before)
			f->found[p->procedure].share +=
				trust * list.idf / f->index->name_idf[p->procedure];
		before = p->procedure;
	}
}

/* How far a word as typed may be one written with these marks: people leave marks out. */
static float marks_fit(const struct run *run, const struct query_word *w, unsigned marks) {
	if (marks == w->marks || (w->marks == 0 && run->plain))
		return 1;
	return (marks & w->marks) == w->marks ? fewer_marks : other_marks;
}

static void find_reading(
	struct finder *f, const struct run *run, const struct query_word *w, size_t reading) {
	struct posting_list list = posting_index_word(f->index, w->readings[reading]);
	count_share(f, w->readings[reading], w->trust[reading]);
	for (uint32_t i = 0; i < list.count; i++) {
		const struct posting *p = &f->index->postings[list.from + i];
		struct merit *word = &f->word[p->procedure];
		if (!query_marks_agree(w, reading, p->marks))
			continue;
		float trust = w->trust[reading] * (reading > 0 ? 1 : marks_fit(run, w, p->marks));
		if (trust * p->weight > word->rank)
			word->rank = trust * p->weight;
		if (trust > word->cover)
			word->cover = trust;
	}
}

/* Finds one word in all names; returns how much it asks for. */
static float find_word(struct finder *f, const struct run *run, const struct query_word *w) {
	memset(f->word, 0, f->procedure_count * sizeof *f->word);
	for (size_t r = 0; r < w->reading_count; r++)
		find_reading(f, run, w, r);
	for (size_t r = 0; r < w->reading_count; r++) {
		struct posting_list list = posting_index_word(f->index, w->readings[r]);
		if (list.count > 0)
			return list.idf;
	}
	return isdigit((unsigned char)*w->text) ? number_need : unknown_need;
}

float finder_find(struct finder *finder, const struct query_word *words, size_t count, bool plain) {
	assert(count > 0 && count <= 64);
	struct run run = {words, count, plain};
	uint64_t known = bind_pairs(finder, &run);
	float need = 0;
	memset(finder->found, 0, finder->procedure_count * sizeof *finder->found);
	finder->seen_run++;
	for (size_t i = 0; i < count; i++) {
		bool is_stray = !(known >> i & 1);
		float asked = find_word(finder, &run, &words[i]) * (is_stray ? stray_need : 1);
		float loose = asked * (is_stray ? stray : unbound);
		need += asked;
		for (size_t p = 0; p < finder->procedure_count; p++) {
			float share = finder->bound[p] >> i & 1 ? asked : loose;
			finder->found[p].rank += share * finder->word[p].rank;
			finder->found[p].cover += share * finder->word[p].cover;
		}
	}
	for (size_t p = 0; p < finder->procedure_count; p++) {
		finder->found[p].rank /= need;
		finder->found[p].cover /= need;
	}
	return need;
}
