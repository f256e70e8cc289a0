/*
 * catalog_score: how well each procedure answers a query; the inside of catalog.
 *
 * A query asks for its parts, each as much as its words are rare; a part that is an everyday phrase
 * is answered by its words or by one of its meanings, whichever a procedure fits better.
 */
#ifndef MOTCUA_CATALOG_SCORE_H
#define MOTCUA_CATALOG_SCORE_H

#include "server/catalog_meanings.h"

/* The outcome of the last query, by procedure, and memory to get there. */
struct score {
	struct merit *total, *part;
	float *proof;   /* how much the part asked for that a procedure has best, no word alone */
	bool elsewhere; /* it asked for something not done here */
	float need;     /* how much the query asked for */
};

/* Makes memory for a catalogue of this many procedures. */
void score_init(struct score *score, size_t procedure_count);

/* Gives back everything; a zeroed score is nothing. */
void score_clear(struct score *score);

/* Scores every procedure of a catalogue. */
void score_run(struct catalog *catalog, const struct query *query);

#endif
