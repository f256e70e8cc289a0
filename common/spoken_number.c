/* Numbers in words, signs one by one, and the lists in assets/words that say how. */
#include "common/spoken_part.h"
#include "common/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const char *spoken_entry(enum lang lang, const char *key, int i, char out[static SPOKEN_SIZE]) {
	const char *at = words_get(lang, key);
	for (; i > 0 && *at; i--) {
		at += strcspn(at, "|");
		at += *at == '|';
	}
	snprintf(out, SPOKEN_SIZE, "%.*s", (int)strcspn(at, "|"), at);
	return out;
}

const char *spoken_value(
	enum lang lang, const char *key, const char *name, char out[static SPOKEN_SIZE]) {
	size_t n = strlen(name);
	for (int i = 0; *spoken_entry(lang, key, i, out); i++) {
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

/* The words that stand beside the digits: their places in the list. */
enum scale { TEN, TENS, FIVE_AFTER_TEN, ONE_AFTER_TENS, AND, HUNDRED, GROUPS };

static void add_scale(char out[static SPOKEN_SIZE], int i) {
	char word[SPOKEN_SIZE];
	add(out, spoken_entry(LANG_VI, "speech.scale", i, word));
}

static void add_digit(char out[static SPOKEN_SIZE], int digit) {
	char word[SPOKEN_SIZE];
	add(out, spoken_entry(LANG_VI, "speech.digits", digit, word));
}

static void below_hundred(char out[static SPOKEN_SIZE], int n) {
	int tens = n / 10, ones = n % 10;
	if (tens > 1) {
		add_digit(out, tens);
	}
	add_scale(out, tens > 1 ? TENS : TEN);
	if (ones == 5) {
		add_scale(out, FIVE_AFTER_TEN);
	} else if (ones == 1 && tens > 1) {
		add_scale(out, ONE_AFTER_TENS);
	} else if (ones > 0) {
		add_digit(out, ones);
	}
}

/* 0 to 999; `whole`: nothing is before it, so that no hundreds are said where there are none. */
static void below_thousand(char out[static SPOKEN_SIZE], int n, bool whole) {
	if (!whole || n >= 100) {
		add_digit(out, n / 100);
		add_scale(out, HUNDRED);
		n %= 100;
		if (n == 0) {
			return;
		}
		if (n < 10) {
			add_scale(out, AND);
		}
	}
	if (n < 10) {
		add_digit(out, n);
	} else {
		below_hundred(out, n);
	}
}

void spoken_number(enum lang lang, int64_t n, char out[static SPOKEN_SIZE]) {
	static const int64_t groups[] = {1000000000, 1000000, 1000, 1};
	bool whole = true;
	out[0] = '\0';
	if (lang == LANG_EN || n < 0 || n >= groups[0] * 1000) {
		snprintf(out, SPOKEN_SIZE, "%lld", (long long)n);
		return;
	}
	for (int i = 0; i < 4; i++) {
		int part = (int)(n / groups[i] % 1000);
		if (part > 0 || (i == 3 && whole)) {
			below_thousand(out, part, whole);
			if (i < 3) {
				add_scale(out, GROUPS + i);
			}
			whole = false;
		}
	}
}

void spoken_spell(enum lang lang, const char *text, char out[static SPOKEN_SIZE]) {
	char sign[5], name[SPOKEN_SIZE];
	uint32_t c;
	out[0] = '\0';
	while ((c = text_next(&text))) {
		if (c >= '0' && c <= '9') {
			add(out, spoken_entry(lang, "speech.digits", (int)c - '0', name));
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
