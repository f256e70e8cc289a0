#include "common/call_words.h"

#include "common/numeral.h"
#include "common/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The alphabet's order with the Vietnamese letters in it. */
static const uint32_t letters[] = {'A', 0x102, 0xC2, 'B', 'C', 'D', 0x110, 'E', 0xCA, 'F', 'G', 'H',
	'I', 'J', 'K', 'L', 'M', 'N', 'O', 0xD4, 0x1A0, 'P', 'Q', 'R', 'S', 'T', 'U', 0x1AF, 'V',
	'W', 'X', 'Y', 'Z'};

/* Places in the list of clips; behind the figures' words stand the southern ones. */
enum {
	PLEASE,
	COUNTER,
	LETTERS,
	FIGURES = LETTERS + sizeof letters / sizeof *letters,
	SOUTH_AND = FIGURES + NUMERAL_VI_THOUSAND + 1,
	SOUTH_THOUSAND,
};

struct line {
	const struct call_style *style;
	enum lang lang;
	char *out;
	size_t used;
};

static void add(struct line *l, int clip) {
	char name[CALL_CLIP_SIZE], text[CALL_CLIP_SIZE];
	call_clip(l->lang, clip, name, text);
	l->used += (size_t)snprintf(
		l->out + l->used, CALL_WORDS_SIZE - l->used, "%s%s", l->used ? " " : "", name);
}

static void pause(struct line *l) {
	if (l->out[l->used - 1] != ',') {
		l->out[l->used++] = ',';
		l->out[l->used] = '\0';
	}
}

static uint32_t small(uint32_t capital) {
	return capital + (capital < 0x100 ? 0x20 : 1);
}

static int letter_clip(uint32_t c) {
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		if (c == letters[i] || c == small(letters[i])) {
			return LETTERS + (int)i;
		}
	}
	return -1;
}

/* The clip of one sign, without the marks that no letter of the alphabet has; -1: there is none. */
static int sign_clip(uint32_t c) {
	char sign[5] = "", plain[8];
	int clip = letter_clip(c);
	if (clip < 0) {
		text_put(sign, c);
		text_fold(plain, sizeof plain, sign);
		bool one = isalnum((unsigned char)plain[0]) && !plain[1];
		clip = !one                               ? -1
		       : isdigit((unsigned char)plain[0]) ? FIGURES + plain[0] - '0'
							  : letter_clip((unsigned char)plain[0]);
	}
	return clip;
}

/* Sign by sign up to `end`; a dash is a pause. */
static bool spell(struct line *l, const char *at, const char *end) {
	while (at < end) {
		uint32_t c = text_next(&at);
		int clip = sign_clip(c);
		if (clip >= 0) {
			add(l, clip);
		} else if (c == '-') {
			pause(l);
		} else {
			return false;
		}
	}
	return true;
}

static int figure_clip(const struct line *l, int word) {
	bool south = l->style->south && l->lang == LANG_VI;
	if (south && word == NUMERAL_VI_AND) {
		return SOUTH_AND;
	}
	return south && word == NUMERAL_VI_THOUSAND ? SOUTH_THOUSAND : FIGURES + word;
}

static void say_figure(struct line *l, int n) {
	int words[NUMERAL_MAX];
	int count = l->lang == LANG_VI ? numeral_vi(n, words) : numeral_en(n, words);
	for (int i = 0; i < count; i++) {
		add(l, figure_clip(l, words[i]));
	}
}

static bool is_figure(const char *text) {
	size_t size = strspn(text, "0123456789");
	return size > 0 && size <= 6 && !text[size];
}

static bool say_number(struct line *l, const char *number, const char *prefix) {
	size_t size = strlen(prefix);
	bool known = size > 0 && strncmp(number, prefix, size) == 0;
	const char *end = number + strlen(number);
	const char *rest = number + (known ? size : strcspn(number, "0123456789"));
	const char *figure = rest + (*rest == '-');
	if (!l->style->number_whole || !is_figure(figure)) {
		return spell(l, number, end);
	}
	if (!spell(l, number, figure)) {
		return false;
	}
	say_figure(l, atoi(figure));
	return true;
}

bool call_words(const struct call_style *style, enum lang lang, const char *number,
	const char *prefix, int counter, char out[static CALL_WORDS_SIZE]) {
	struct line l = {.style = style, .lang = lang, .out = out};
	char digits[16];
	add(&l, PLEASE);
	if (!say_number(&l, number, prefix)) {
		out[0] = '\0';
		return false;
	}
	pause(&l);
	add(&l, COUNTER);
	if (style->counter_whole) {
		say_figure(&l, counter);
	} else {
		int size = snprintf(digits, sizeof digits, "%d", counter);
		spell(&l, digits, digits + size);
	}
	return true;
}

bool call_clip(
	enum lang lang, int i, char name[static CALL_CLIP_SIZE], char text[static CALL_CLIP_SIZE]) {
	char item[2 * CALL_CLIP_SIZE];
	words_item(item, sizeof item, lang, "call.clips", i);
	const char *equals = strchr(item, '=');
	if (!equals) {
		return false;
	}
	snprintf(name, CALL_CLIP_SIZE, "%.*s", (int)(equals - item), item);
	text_copy(text, CALL_CLIP_SIZE, equals + 1);
	return true;
}

const char *call_clip_text(enum lang lang, const char *name, char text[static CALL_CLIP_SIZE]) {
	char other[CALL_CLIP_SIZE];
	for (int i = 0; call_clip(lang, i, other, text); i++) {
		if (strcmp(other, name) == 0) {
			return text;
		}
	}
	text[0] = '\0';
	return text;
}
