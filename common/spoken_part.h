/*
 * spoken_part: what spoken's own files share. Nobody else includes it.
 */
#ifndef MOTCUA_SPOKEN_PART_H
#define MOTCUA_SPOKEN_PART_H

#include "common/words.h"

#include <stdbool.h>
#include <stdint.h>

enum { SPOKEN_SIZE = 512 };

/* A word, without the punctuation around it, in its place. */
struct spoken_place {
	enum lang lang;
	const char *before, *after; /* the words next to it, "" at the ends */
};

/* How the word is said. */
void spoken_word(const struct spoken_place *place, const char *word, char out[static SPOKEN_SIZE]);

/* The value of an item "name=value" of a list of assets/words, "" where there is none. */
const char *spoken_value(
	enum lang lang, const char *key, const char *name, char out[static SPOKEN_SIZE]);

/* A whole number in words. */
void spoken_number(enum lang lang, int64_t n, char out[static SPOKEN_SIZE]);
/* Letters by their names, digits one by one; other signs are gaps. */
void spoken_spell(enum lang lang, const char *text, char out[static SPOKEN_SIZE]);

#endif
