/*
 * catalog_find: how well each procedure's names hold a run of words; the inside of catalog.
 *
 * A run asks for each of its words as much as the word is rare, less where a name has the word but
 * not beside a neighbour it has in the run. The outcome of the last run stays in `found`, one merit
 * for each procedure.
 */
#ifndef MOTCUA_CATALOG_FIND_H
#define MOTCUA_CATALOG_FIND_H

#include "server/catalog_query.h"

/* How well a procedure answers: all of them 0 for not at all, 1 for wholly. */
struct merit {
	float rank;  /* how much it is about what was asked */
	float cover; /* how much of what was asked it has */
	float share; /* how much of its own name was asked for */
};

/* Keeps the better of two merits in each respect. */
void merit_keep_best(struct merit *best, struct merit merit);

struct finder {
	const struct lexicon *lexicon;
	const struct posting_index *index;
	size_t procedure_count;
	struct merit *found;
	struct merit *word;       /* the word at hand */
	uint64_t *bound;          /* words at hand that stand beside a neighbour in the name */
	uint32_t *seen, seen_run; /* words of the lexicon counted into the share in this run */
};

/* Makes memory for finding in these names. */
void finder_init(struct finder *finder, const struct lexicon *lexicon,
	const struct posting_index *index, size_t procedure_count);

/* Gives back everything; a zeroed finder is nothing. */
void finder_clear(struct finder *finder);

/* Finds a run of at most 64 words in all names and returns how much it asks for; `plain` says that
 * it was typed without diacritics. */
float finder_find(struct finder *finder, const struct query_word *words, size_t count, bool plain);

#endif
