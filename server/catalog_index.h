/*
 * catalog_index: which procedures each word and each pair of words occurs in, and how much it says
 * about them; the inside of catalog.
 *
 * Built once from the rows. Weights are BM25's with three texts, the short name and the English one
 * counting more than the official one, scaled to 0…1; `idf` is how rare the word is, in nats.
 */
#ifndef MOTCUA_CATALOG_INDEX_H
#define MOTCUA_CATALOG_INDEX_H

#include "server/catalog_lexicon.h"
#include "server/catalog_rows.h"

struct posting {
	uint16_t procedure;
	uint16_t marks; /* of the word as it is written there */
	float weight;   /* above 0, at most 1 */
	bool in_name;   /* in the name a citizen would use */
};

/* Sorted by procedure; a procedure occurs again for each way of writing the word. */
struct posting_list {
	uint32_t from, count;
	float idf;
};

struct posting_index {
	struct posting *postings;
	size_t posting_count;
	struct posting_list *words, *pairs; /* by number in the lexicon */
	size_t word_count, pair_count;
	float *name_idf; /* by procedure: sum of idf over the words of the name a citizen would use
			  */
};

/* Builds a zeroed index over the names of all procedures; their words are added to the lexicon. */
void posting_index_build(
	struct posting_index *index, struct lexicon *lexicon, const struct catalog_rows *rows);

/* The list of a word, empty when it occurs in no name. */
struct posting_list posting_index_word(const struct posting_index *index, uint32_t word);

/* The list of a pair, empty when it occurs in no name. */
struct posting_list posting_index_pair(const struct posting_index *index, uint32_t pair);

/* Gives back everything; a zeroed index is nothing. */
void posting_index_clear(struct posting_index *index);

#endif
