#include "server/catalog_index.h"

#include "common/mem.h"
#include "common/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float short_weight = 2.5f, name_weight = 1.0f;
static const float saturation = 1.0f, length_share = 0.45f;

/* One word or pair at one place, before they are put together. */
struct occurrence {
	uint32_t term;
	bool pair, in_name;
	uint16_t procedure, marks;
	float weight;
};

struct occurrences {
	struct occurrence *items;
	size_t count, room;
};

static void note(struct occurrences *all, const struct occurrence *one) {
	if (all->count == all->room) {
		all->room = all->room ? all->room * 2 : 4096;
		all->items = mem_realloc(all->items, all->room, sizeof *all->items);
	}
	all->items[all->count++] = *one;
}

static size_t count_words(const char *text) {
	char word[LEXICON_WORD_SIZE];
	unsigned marks;
	size_t n = 0;
	while (text_word(&text, word, sizeof word, &marks))
		n++;
	return n;
}

static float mean_length(const struct catalog_rows *rows, bool of_short) {
	size_t words = 0, texts = 0;
	for (size_t i = 0; i < rows->procedure_count; i++) {
		const struct procedure *p = &rows->procedures[i];
		const char *text = of_short ? p->short_vi : p->name_vi;
		words += text ? count_words(text) : 0;
		texts += text != NULL;
	}
	return words ? (float)words / (float)texts : 1;
}

/* Notes the words and pairs of one text; `like` says whose and how much one of them weighs. */
static void note_text(struct occurrences *all, struct lexicon *lexicon, const char *text,
	struct occurrence like, float mean) {
	char word[LEXICON_WORD_SIZE];
	unsigned marks;
	uint32_t before = LEXICON_NONE;
	like.weight /= 1 - length_share + length_share * (float)count_words(text) / mean;
	while (text_word(&text, word, sizeof word, &marks)) {
		like.term = lexicon_add(lexicon, word);
		like.marks = (uint16_t)marks;
		like.pair = false;
		note(all, &like);
		if (before != LEXICON_NONE) {
			struct occurrence pair = like;
			pair.pair = true;
			pair.marks = 0;
			pair.term = lexicon_add_pair(lexicon, before, like.term);
			note(all, &pair);
		}
		before = like.term;
	}
}

static int compare(const void *a, const void *b) {
	const struct occurrence *x = a, *y = b;
	if (x->pair != y->pair)
		return x->pair - y->pair;
	if (x->term != y->term)
		return x->term < y->term ? -1 : 1;
	if (x->procedure != y->procedure)
		return x->procedure - y->procedure;
	return x->marks - y->marks;
}

/* Makes one posting of the occurrences from `i` on that agree in everything; returns how many. */
static size_t put_together(struct posting_index *index, const struct occurrences *all, size_t i) {
	const struct occurrence *first = &all->items[i];
	struct posting *posting = &index->postings[index->posting_count++];
	float weight = 0;
	size_t n = 0;
	*posting = (struct posting){.procedure = first->procedure, .marks = first->marks};
	for (; i + n < all->count && compare(first, &all->items[i + n]) == 0; n++) {
		weight += all->items[i + n].weight;
		posting->in_name = posting->in_name || all->items[i + n].in_name;
	}
	posting->weight = weight / (weight + saturation);
	return n;
}

static float rarity(size_t holders, size_t procedures) {
	return logf(1 + ((float)procedures - (float)holders + 0.5f) / ((float)holders + 0.5f));
}

/* Makes the list of the term that begins at `i`; returns how many occurrences it took. */
static size_t put_list(
	struct posting_index *index, const struct occurrences *all, size_t i, size_t procedures) {
	const struct occurrence first = all->items[i];
	struct posting_list *list =
		first.pair ? &index->pairs[first.term] : &index->words[first.term];
	size_t n = 0, holders = 0;
	list->from = (uint32_t)index->posting_count;
	while (i + n < all->count && all->items[i + n].term == first.term &&
		all->items[i + n].pair == first.pair) {
		bool again =
			n > 0 && all->items[i + n - 1].procedure == all->items[i + n].procedure;
		holders += !again;
		n += put_together(index, all, i + n);
	}
	list->count = (uint32_t)index->posting_count - list->from;
	list->idf = rarity(holders, procedures);
	return n;
}

static void sum_names(struct posting_index *index, size_t procedures) {
	index->name_idf = mem_alloc(procedures, sizeof *index->name_idf);
	for (size_t w = 0; w < index->word_count; w++) {
		struct posting_list list = index->words[w];
		uint32_t before = LEXICON_NONE;
		for (uint32_t i = 0; i < list.count; i++) {
			const struct posting *posting = &index->postings[list.from + i];
			if (posting->in_name && posting->procedure != before)
				index->name_idf[posting->procedure] += list.idf;
			before = posting->procedure;
		}
	}
}

void posting_index_build(
	struct posting_index *index, struct lexicon *lexicon, const struct catalog_rows *rows) {
	struct occurrences all = {0};
	float short_mean = mean_length(rows, true), name_mean = mean_length(rows, false);
	for (size_t i = 0; i < rows->procedure_count; i++) {
		const struct procedure *p = &rows->procedures[i];
		struct occurrence like = {.procedure = (uint16_t)i};
		like.weight = short_weight;
		like.in_name = true;
		if (p->short_vi)
			note_text(&all, lexicon, p->short_vi, like, short_mean);
		like.weight = name_weight;
		like.in_name = !p->short_vi;
		note_text(&all, lexicon, p->name_vi, like, name_mean);
		like.weight = short_weight;
		like.in_name = false;
		if (p->name_en)
			note_text(&all, lexicon, p->name_en, like, short_mean);
	}
	if (all.count > 0)
		qsort(all.items, all.count, sizeof *all.items, compare);
	index->word_count = lexicon->word_count;
	index->pair_count = lexicon->pair_count;
	index->words = mem_alloc(index->word_count, sizeof *index->words);
	index->pairs = mem_alloc(index->pair_count, sizeof *index->pairs);
	index->postings = mem_alloc(all.count, sizeof *index->postings);
	for (size_t i = 0; i < all.count;)
		i += put_list(index, &all, i, rows->procedure_count);
	mem_free(all.items);
	index->postings =
		mem_realloc(index->postings, index->posting_count, sizeof *index->postings);
	sum_names(index, rows->procedure_count);
}

struct posting_list posting_index_word(const struct posting_index *index, uint32_t word) {
	return word < index->word_count ? index->words[word] : (struct posting_list){0};
}

struct posting_list posting_index_pair(const struct posting_index *index, uint32_t pair) {
	return pair < index->pair_count ? index->pairs[pair] : (struct posting_list){0};
}

void posting_index_clear(struct posting_index *index) {
	mem_free(index->postings);
	mem_free(index->words);
	mem_free(index->pairs);
	mem_free(index->name_idf);
	*index = (struct posting_index){0};
}
