/*
 * catalog_score: how well each procedure answers a query; the inside of catalog.
 *
 * A query asks for its parts, each as much as its words are rare. `cover` says how much of what was
 * asked for a procedure has (0…1), `rank` the same weighed by how much it is about that.
 */
#ifndef MOTCUA_CATALOG_SCORE_H
#define MOTCUA_CATALOG_SCORE_H

#include "server/catalog_query.h"

/* Memory to score with, and the outcome of the last run, by procedure. */
struct score {
	size_t procedure_count;
	float *rank, *cover;
	float *name_share;             /* 0…1: how much of its own name was asked for */
	float *part_rank, *part_cover; /* best meaning of the part at hand */
	float *run_rank, *run_cover;   /* the words at hand */
	float *word_rank, *word_cover;
	uint64_t *bound;          /* words at hand that stand beside a neighbour in the name */
	uint32_t *seen, seen_run; /* words of the lexicon counted into name_share in this run */
};

/* Makes memory for a catalogue of this many procedures and words. */
void score_init(struct score *score, size_t procedure_count, size_t word_count);

/* Gives back everything; a zeroed score is nothing. */
void score_clear(struct score *score);

/* Scores every procedure; false when the query asks for nothing. */
bool score_run(struct score *score, const struct query *query, const struct lexicon *lexicon,
	const struct phrases *phrases, const struct posting_index *index);

#endif
