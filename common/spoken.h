/*
 * spoken: what is written, as sentences that can be given to a voice.
 *
 * Numbers, times, dates, amounts, codes, ticket numbers and abbreviations are written out the way
 * people say them ("A012" letter by letter and digit by digit, "8.000 đồng" as a number, "13:15",
 * "TTHC"); marks that are only to be seen go. Vietnamese names in an English text are sentences of
 * their own, so that a Vietnamese voice can say them. Pure. The strings are owned by the list.
 */
#ifndef MOTCUA_SPOKEN_H
#define MOTCUA_SPOKEN_H

#include "common/words.h"

#include <stdbool.h>
#include <stddef.h>

enum { SPOKEN_LONG = 240 }; /* a longer sentence is broken after a comma, bytes */

struct spoken_sentence {
	enum lang lang;
	bool own; /* a citizen's number or words: not for keeping */
	char *text;
};

struct spoken {
	bool own; /* of the sentences that are added from now on */
	size_t count;
	struct spoken_sentence *sentence;
};

/* Adds what is to be said for a text in that language; nothing for one without letters. */
void spoken_add(struct spoken *s, enum lang lang, const char *text);
void spoken_clear(struct spoken *s);

#endif
