/*
 * call_words: a call as the recordings that say it.
 *
 * "A012 to counter 3" becomes "moi-cong-dan-co-so chu-a so-0 so-1 so-2, den-quay-so so-3": names of
 * clips, a comma for a short pause. A few dozen clips (assets/words, "call.clips") say every number
 * of every series and every counter below 10,000. Pure.
 */
#ifndef MOTCUA_CALL_WORDS_H
#define MOTCUA_CALL_WORDS_H

#include "common/words.h"

#include <stdbool.h>
#include <stddef.h>

enum { CALL_WORDS_SIZE = 512, CALL_CLIP_SIZE = 64 };

struct call_style {
	bool number_whole, counter_whole; /* "mười hai", not "một hai" */
	bool south;                       /* "lẻ" and "ngàn", not "linh" and "nghìn" */
};

/* The clips of a call; `prefix` of its series, "" where that is not known. False, with "" in `out`,
 * where the number has a sign that no clip says. */
bool call_words(const struct call_style *style, enum lang lang, const char *number,
	const char *prefix, int counter, char out[static CALL_WORDS_SIZE]);

/* A clip's name and what is to be read for it; false behind the last one. */
bool call_clip(
	enum lang lang, int i, char name[static CALL_CLIP_SIZE], char text[static CALL_CLIP_SIZE]);

/* What is to be read for the clip of that name, "" where there is none. */
const char *call_clip_text(enum lang lang, const char *name, char text[static CALL_CLIP_SIZE]);

#endif
