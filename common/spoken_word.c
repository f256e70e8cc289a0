/* One word as it is said: which of the kinds of things that people write with signs it is. */
#include "common/spoken_part.h"
#include "common/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAPITAL_DD = 0x110 };
#define DASH "–"

/* Whether the word is of a form: 9 a digit, A a capital, + the same again any number of times. */
static bool form(const char *word, const char *f) {
	while (*f) {
		int (*is)(int) = *f == '9' ? isdigit : *f == 'A' ? isupper : NULL;
		if (is ? !is((unsigned char)*word) : *word != *f) {
			return false;
		}
		word++;
		f++;
		if (*f == '+') {
			f++;
			while (is && is((unsigned char)*word)) {
				word++;
			}
		}
	}
	return *word == '\0';
}

static bool any_form(const char *word, const char *const forms[]) {
	while (*forms && !form(word, *forms)) {
		forms++;
	}
	return *forms != NULL;
}

static void number_of(enum lang lang, const char *digits, char out[static SPOKEN_SIZE]) {
	spoken_number(lang, strtoll(digits, NULL, 10), out);
}

/* 9:40, 17h, 15h30. */
static bool time_of_day(const struct spoken_place *p, const char *word, char *out) {
	static const char *const forms[] = {"9:99", "99:99", "9h", "99h", "9h99", "99h99", NULL};
	char hour[SPOKEN_SIZE], minute[SPOKEN_SIZE];
	const char *at = word + strcspn(word, ":h");
	if (!any_form(word, forms)) {
		return false;
	}
	int minutes = atoi(at + 1);
	number_of(p->lang, word, hour);
	spoken_number(p->lang, minutes, minute);
	const char *key = minutes == 0   ? "speech.time.hour"
			  : minutes < 10 ? "speech.time.few"
					 : "speech.time";
	words_fill(out, SPOKEN_SIZE, p->lang, key, "h", hour, "m", minute, NULL);
	return true;
}

/* 23/11/2026, 23/11. */
static bool date(const struct spoken_place *p, const char *word, char *out) {
	int day, month, year = 0;
	char d[SPOKEN_SIZE], m[SPOKEN_SIZE], y[SPOKEN_SIZE], rest;
	int got = sscanf(word, "%2d/%2d/%4d%c", &day, &month, &year, &rest);
	bool full = got == 3 && year > 1900, brief = got == 2 && word[strlen(word) - 1] != '/';
	if (!(full || brief) || day < 1 || day > 31 || month < 1 || month > 12) {
		return false;
	}
	spoken_number(p->lang, day, d);
	spoken_number(p->lang, year, y);
	words_item(m, sizeof m, p->lang, "speech.months", month - 1);
	words_fill(out, SPOKEN_SIZE, p->lang, full ? "speech.date" : "speech.date.brief", "day", d,
		"month", m, "year", y, NULL);
	return true;
}

/* 118/2025/NĐ-CP: people say the number and the year. */
static bool law(const struct spoken_place *p, const char *word, char *out) {
	int number, year, size = 0;
	char n[SPOKEN_SIZE], y[SPOKEN_SIZE];
	if (sscanf(word, "%5d/%4d/%n", &number, &year, &size) != 2 || size == 0 || year < 1900) {
		return false;
	}
	spoken_number(p->lang, number, n);
	spoken_number(p->lang, year, y);
	words_fill(out, SPOKEN_SIZE, p->lang, "speech.law", "n", n, "year", y, NULL);
	return true;
}

/* 1.001193: the sign between is said. */
static bool code(const struct spoken_place *p, const char *word, char *out) {
	char first[SPOKEN_SIZE], rest[SPOKEN_SIZE];
	if (!form(word, "9.999999")) {
		return false;
	}
	char digit[] = {word[0], '\0'};
	spoken_spell(p->lang, digit, first);
	spoken_spell(p->lang, word + 2, rest);
	words_fill(out, SPOKEN_SIZE, p->lang, "speech.code", "first", first, "rest", rest, NULL);
	return true;
}

/* H05.27.12-251126-0001, of a file: letter by letter, with a pause at each dash. */
static bool file(const struct spoken_place *p, const char *word, char *out) {
	char part[SPOKEN_SIZE], spelled[SPOKEN_SIZE];
	const char *dash = strchr(word, '-');
	if (!dash || !strchr(dash + 1, '-') || !memchr(word, '.', (size_t)(dash - word)) ||
		word[strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")] || strlen(word) > 64) {
		return false;
	}
	out[0] = '\0';
	for (size_t used = 0; *word; used = strlen(out)) {
		size_t n = strcspn(word, "-");
		snprintf(part, sizeof part, "%.*s", (int)n, word);
		spoken_spell(p->lang, part, spelled);
		snprintf(out + used, SPOKEN_SIZE - used, "%s%s", used ? ", " : "", spelled);
		word += word[n] ? n + 1 : n;
	}
	return true;
}

/* 8.000, 1,250,000, 05; whoever begins with two zeros or is a zero and more is read digit by digit.
 */
static bool number(const struct spoken_place *p, const char *word, char *out) {
	char digits[32];
	size_t used = 0, since = 0;
	bool grouped = strpbrk(word, ".,");
	for (const char *s = word; *s; s++) {
		bool digit = isdigit((unsigned char)*s);
		bool gap = grouped && (*s == '.' || *s == ',') && used > 0 &&
			   (since == 3 || since == used);
		if ((!digit && !gap) || used + 1 >= sizeof digits) {
			return false;
		}
		since = digit ? since + 1 : 0;
		if (digit) {
			digits[used++] = *s;
		}
	}
	digits[used] = '\0';
	if (used == 0 || (grouped && since != 3)) {
		return false;
	}
	if ((digits[0] == '0' && used > 2) || used > 12) {
		spoken_spell(p->lang, digits, out);
	} else {
		number_of(p->lang, digits, out);
	}
	return true;
}

/* 50%, 2.000đ: a number and what is counted. */
static bool with_unit(const struct spoken_place *p, const char *word, char *out) {
	char count[SPOKEN_SIZE], digits[64], unit[SPOKEN_SIZE];
	size_t n = strspn(word, "0123456789.,");
	snprintf(digits, sizeof digits, "%.*s", (int)n, word);
	bool letter = n < 3 && (unsigned char)word[n] >= 0x80; /* "1đ" is a form's part */
	if (n == 0 || !word[n] || letter || !number(p, digits, count) ||
		!*spoken_value(p->lang, "speech.units", word + n, unit)) {
		return false;
	}
	snprintf(out, SPOKEN_SIZE, "%.400s %.100s", count, unit);
	return true;
}

/* A012, CT01: letters, then digits; the letter of "Số A 0 1 2" or of a key alone. */
static bool ticket(const struct spoken_place *p, const char *word, char *out) {
	static const char *const forms[] = {"A+9+", "A+-9+", NULL};
	static const char *const after_dd[] = {"9+", "-9+", "A+9+", NULL};
	const char *after = word;
	uint32_t first = text_next(&after);
	bool letter = first && (first >= 0x80 || isalpha((int)first)) && !*after;
	bool alone = !*p->before && !*p->after;
	bool row = strlen(p->before) == 1 || strlen(p->after) == 1;
	bool dotted = first >= 0x80 && any_form(after, after_dd);
	if (dotted || any_form(word, forms) || (letter && (alone || row))) {
		spoken_spell(p->lang, word, out);
		return true;
	}
	return false;
}

/* Capitals that cannot be read as a word. */
static bool capitals(const struct spoken_place *p, const char *word, char *out) {
	const char *s = word;
	int count = 0;
	for (uint32_t c; (c = text_next(&s)); count++) {
		bool consonant = c < 0x80 && isupper((int)c) && !strchr("AEIOUY", (int)c);
		if (!consonant && c != CAPITAL_DD) {
			return false;
		}
	}
	if (count < 2) {
		return false;
	}
	spoken_spell(p->lang, word, out);
	return true;
}

static bool known(const struct spoken_place *p, const char *word, char *out) {
	return *spoken_value(p->lang, "speech.short", word, out) != '\0';
}

/* Two words with a sign between them, each said by itself. */
static bool pair(const struct spoken_place *p, const char *word, const char *sign,
	const char *between, char *out) {
	const char *at = strstr(word, sign);
	char left[SPOKEN_SIZE], first[SPOKEN_SIZE], second[SPOKEN_SIZE];
	if (!at || at == word || !at[strlen(sign)]) {
		return false;
	}
	const char *right = at + strlen(sign);
	snprintf(left, sizeof left, "%.*s", (int)(at - word), word);
	spoken_word(&(struct spoken_place){p->lang, p->before, right}, left, first);
	spoken_word(&(struct spoken_place){p->lang, left, p->after}, right, second);
	text_copy(out, SPOKEN_SIZE, first);
	size_t used = strlen(out);
	snprintf(out + used, SPOKEN_SIZE - used, "%s%s", between, second);
	return true;
}

static bool joined(const struct spoken_place *p, const char *word, char *out) {
	bool counted = isdigit((unsigned char)p->before[0]),
	     figure = isdigit((unsigned char)word[0]);
	const char *per = counted && !figure ? words_get(p->lang, "speech.per") : ", ";
	const char *to = figure ? words_get(p->lang, "speech.to") : ", ";
	return pair(p, word, DASH, to, out) || pair(p, word, "/", per, out) ||
	       pair(p, word, "-", figure ? to : " ", out);
}

/* "Trang 1 / 3"; what stands between words is a pause. */
static bool sign(const struct spoken_place *p, const char *word, char *out) {
	bool between = isdigit((unsigned char)p->before[0]) && isdigit((unsigned char)p->after[0]);
	if (strcmp(word, "/") == 0 && between) {
		text_copy(out, SPOKEN_SIZE, words_get(p->lang, "speech.of"));
		return true;
	}
	const char *s = word;
	for (uint32_t c; (c = text_next(&s));) {
		if (c < 0x80 ? isalnum((int)c) : c >= 0xC0 && (c < 0x2000 || c > 0x2BFF)) {
			return false;
		}
	}
	text_copy(out, SPOKEN_SIZE,
		strcmp(word, "%") == 0 ? words_get(p->lang, "speech.percent") : ",");
	return true;
}

void spoken_word(const struct spoken_place *p, const char *word, char out[static SPOKEN_SIZE]) {
	static bool (*const kinds[])(const struct spoken_place *, const char *, char *) = {sign,
		known, time_of_day, date, law, code, file, number, ticket, with_unit, joined,
		capitals};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (kinds[i](p, word, out)) {
			return;
		}
	}
	text_copy(out, SPOKEN_SIZE, word);
}
