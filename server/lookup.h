/*
 * lookup: finds a small number by a short text: a ticket by its printed number or its token.
 *
 * An open-addressed hash table that only grows. It does not own the texts: they must stay where
 * they are for the table's life. Values are 0 or more.
 */
#ifndef MOTCUA_LOOKUP_H
#define MOTCUA_LOOKUP_H

#include <stddef.h>

struct lookup_entry {
	const char *text;
	int value;
};

struct lookup {
	struct lookup_entry *entries;
	size_t count, room;
};

void lookup_clear(struct lookup *lookup);

/* Adds a text that is not there yet. */
void lookup_add(struct lookup *lookup, const char *text, int value);

/* The value of a text, or -1. */
int lookup_find(const struct lookup *lookup, const char *text);

#endif
