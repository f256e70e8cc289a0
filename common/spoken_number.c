/* Numbers in words, signs one by one, and the lists in assets/words that say how. */
#include "common/numeral.h"
#include "common/spoken_part.h"
#include "common/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const char *spoken_value(
	enum lang lang, const char *key, const char *name, char out[static SPOKEN_SIZE]) {
	size_t n = strlen(name);
	for (int i = 0; *words_item(out, SPOKEN_SIZE, lang, key, i); i++) {
		if (strncmp(out, name, n) == 0 && out[n] == '=') {
			memmove(out, out + n + 1, strlen(out + n + 1) + 1);
			return out;
		}
	}
	return out;
}

static void add(char out[static SPOKEN_SIZE], const char *word) {
	size_t used = strlen(out);
	if (*word) {
		snprintf(out + used, SPOKEN_SIZE - used, "%s%s", used ? " " : "", word);
	}
}

void spoken_number(enum lang lang, int64_t n, char out[static SPOKEN_SIZE]) {
	int words[NUMERAL_MAX], count = lang == LANG_VI ? numeral_vi(n, words) : 0;
	char word[SPOKEN_SIZE];
	out[0] = '\0';
	if (count == 0) {
		snprintf(out, SPOKEN_SIZE, "%lld", (long long)n);
	}
	for (int i = 0; i < count; i++) {
		add(out, words_item(word, sizeof word, lang, "speech.numerals", words[i]));
	}
}

void spoken_spell(enum lang lang, const char *text, char out[static SPOKEN_SIZE]) {
	char sign[5], name[SPOKEN_SIZE];
	uint32_t c;
	out[0] = '\0';
	while ((c = text_next(&text))) {
		if (c >= '0' && c <= '9') {
			add(out, words_item(
					 name, sizeof name, lang, "speech.numerals", (int)c - '0'));
			continue;
		}
		if (c < 0x80 && !isalpha((int)c)) {
			continue;
		}
		sign[text_put(sign, c < 0x80 ? (uint32_t)toupper((int)c) : c)] = '\0';
		spoken_value(lang, "speech.letters", sign, name);
		add(out, *name ? name : sign);
	}
}
