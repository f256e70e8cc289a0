/*
 * catalog_exact: procedures by what names them exactly, a code or a whole name; the inside of
 * catalog.
 */
#ifndef MOTCUA_CATALOG_EXACT_H
#define MOTCUA_CATALOG_EXACT_H

#include "server/catalog_inside.h"

#define EXACT_NONE SIZE_MAX

/* Sorts the codes and names of a catalogue whose rows are read. */
void exact_build(struct catalog *catalog);

/* The procedure with this code, in force or not, or EXACT_NONE. */
size_t exact_code(const struct catalog *catalog, const char *code);

/* The one in force that this code leads to, or EXACT_NONE. */
size_t exact_code_in_force(const struct catalog *catalog, const char *code);

/* Whether a text is nothing but the digits and dots of a code; writes its digits. */
bool exact_is_code(const char *text, char *digits, size_t size);

/* How well digits name a code: 2 all of it, 1 its beginning or the beginning after the dot, 0 not.
 */
int exact_code_fit(const char *code, const char *digits);

/* What a code that stands in a text among other words leads to, or EXACT_NONE. */
size_t exact_code_within(const struct catalog *catalog, const char *text);

#define EXACT_KEY_EMPTY 0xcbf29ce484222325ULL

/* The key of a text with one more folded word at its end. */
uint64_t exact_key_add(uint64_t key, const char *word);

/* The key of a text: equal for texts with the same folded words. */
uint64_t exact_key(const char *text);

/* The first of the names with a key (all with the same key follow it), and how many there are. */
const struct exact_name *exact_names(const struct catalog *catalog, uint64_t key, size_t *count);

#endif
