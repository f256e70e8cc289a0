/*
 * catalog_meanings: which procedures each meaning of the phrases people say stands for, found once
 * when the catalogue is made; the inside of catalog.
 */
#ifndef MOTCUA_CATALOG_MEANINGS_H
#define MOTCUA_CATALOG_MEANINGS_H

#include "server/catalog_find.h"

/* A procedure that a meaning stands for, and how well. */
struct fit {
	uint32_t procedure;
	struct merit merit;
};

/* The procedures of one meaning: fits[from] and those after it. */
struct fit_list {
	uint32_t from, count;
	float need; /* how much the meaning asks for */
};

struct meanings {
	struct fit *fits;
	size_t fit_count, fit_room;
	struct fit_list *lists; /* by number of the meaning */
};

struct catalog;

/* Finds the meanings of a catalogue whose phrases, index, exact names and finder are made. */
void meanings_build(struct catalog *catalog);

/* Gives back everything; zeroed meanings are nothing. */
void meanings_clear(struct meanings *meanings);

#endif
