/*
 * words: what people read and hear, in Vietnamese and English, from assets/words (inside the
 * program).
 *
 * The strings are constant for the life of the program, NFC. A missing key is our mistake: the key
 * itself is shown and a test finds it.
 */
#ifndef MOTCUA_WORDS_H
#define MOTCUA_WORDS_H

#include "common/proto.h"

#include <stddef.h>

enum lang { LANG_VI, LANG_EN };

/* The text of a key such as "kiosk.search.hint". */
const char *words_get(enum lang lang, const char *key);

/* The text with its {names} filled in, into buf: words_fill(buf, n, lang, key, "number", "A012", …,
 * NULL). */
const char *words_fill(char *buf, size_t size, enum lang lang, const char *key, ...)
	__attribute__((sentinel));

/* The i-th item, from 0, of a text that is a list "a|b|c", into buf; "" behind the last. */
const char *words_item(char *buf, size_t size, enum lang lang, const char *key, int i);

/* The name in that language, else in the other. */
const char *words_name(enum lang lang, const struct name *name);

/* "vi" and "en" (also with region, as in Accept-Language); anything else is Vietnamese. */
enum lang words_lang(const char *tag);
const char *words_tag(enum lang lang);

#endif
