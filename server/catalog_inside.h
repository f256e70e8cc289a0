/*
 * catalog_inside: what a catalogue is made of, for the files of catalog alone.
 */
#ifndef MOTCUA_CATALOG_INSIDE_H
#define MOTCUA_CATALOG_INSIDE_H

#include "server/catalog_rows.h"
#include "server/catalog_score.h"

/* The name of a procedure as the key of its folded words. */
struct exact_name {
	uint64_t key;
	uint32_t procedure;
};

/* A procedure found and how well. */
struct found {
	float score;
	uint32_t procedure;
};

struct exact_code {
	const char *code;
	uint32_t procedure;
	uint32_t leads_to; /* itself or its successor, in force; UINT32_MAX: none is */
};

struct catalog {
	struct catalog_rows rows;
	struct lexicon lexicon;
	struct posting_index index;
	struct phrases phrases;
	struct meanings meanings;
	struct exact_name *names; /* sorted by key */
	size_t name_count;
	uint32_t *first;          /* by procedure: place among the first, else UINT32_MAX */
	uint32_t *order;          /* procedures as they are listed */
	uint32_t *place;          /* by procedure: its place in the order */
	struct exact_code *codes; /* sorted by code, one for each procedure */
	char **service_ids;       /* copies */
	size_t service_count;
	struct finder finder; /* scratch memory of a search, as are the next two */
	struct score score;
	struct found *found;
};

#endif
