#include "common/spoken.h"

#include "common/mem.h"
#include "common/spoken_part.h"
#include "common/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_SIZE = 128 };

/* A word of the text with the punctuation behind it ("" or one sign). */
struct word {
	char text[WORD_SIZE];
	char end;
	bool vietnamese; /* only a Vietnamese voice can say it */
};

static void push(struct spoken *s, enum lang lang, const char *text) {
	s->sentence = mem_realloc(s->sentence, s->count + 1, sizeof *s->sentence);
	s->sentence[s->count++] = (struct spoken_sentence){lang, s->own, mem_strdup(text)};
}

void spoken_clear(struct spoken *s) {
	for (size_t i = 0; i < s->count; i++) {
		mem_free(s->sentence[i].text);
	}
	mem_free(s->sentence);
	*s = (struct spoken){0};
}

/* Which sign a code point stands for: itself, a space, a pause, or nothing (0). */
static uint32_t plain(uint32_t c) {
	if (c < 0x20 || c == 0xA0 || c == 0x7F) {
		return ' ';
	}
	if (c == 0xB7 || c == 0x2022 || c == '(' || c == ')') {
		return ',';
	}
	if (c == 0x2026) {
		return '.';
	}
	if (c == 0x2019) {
		return '\'';
	}
	bool quote = c == '"' || (c >= 0x2018 && c <= 0x201F);
	return quote || (c < 0x80 && strchr("[]{}<>_*|~^`\\#@", (int)c)) ? 0 : c;
}

static bool ends(char c) {
	return c == '.' || c == '!' || c == '?' || c == ';';
}

/* Of two signs in a row the one that counts. */
static char later(char end, char c) {
	return ends(end) || !c ? end : c;
}

struct words {
	struct word *word;
	int count;
};

/* Puts a piece without spaces at the end of the list; its punctuation goes to `end`. */
static void take_word(struct words *all, char *piece) {
	size_t n = strlen(piece), skip = strspn(piece, ".,;:!?");
	struct word *last = all->count > 0 ? &all->word[all->count - 1] : NULL;
	struct word w = {0};
	while (n > 0 && strchr(".,;:!?", piece[n - 1])) {
		w.end = later(piece[--n], w.end);
	}
	if (n > 1 && piece[n - 1] == '/') {
		n--;
		w.end = later(w.end, ',');
	}
	piece[n] = '\0';
	if (last && (skip > 0 || n == 0)) {
		last->end = later(last->end, n == 0 ? w.end : ',');
	}
	if (n == 0) {
		return;
	}
	text_copy(w.text, sizeof w.text, piece + skip);
	const char *s = w.text;
	for (uint32_t c; (c = text_next(&s));) {
		w.vietnamese |= c >= 0xC0 && c < 0x2000;
	}
	all->word = mem_realloc(all->word, (size_t)all->count + 1, sizeof w);
	all->word[all->count++] = w;
}

/* The words of a text, signs that are only to be seen left out. */
static struct words read_words(const char *text) {
	struct words all = {0};
	char piece[WORD_SIZE];
	size_t used = 0;
	for (bool more = true; more;) {
		uint32_t c = text_next(&text);
		more = c != 0;
		uint32_t p = more ? plain(c) : ' ';
		bool pause = p == ',' && c != ',';
		if (p && p != ' ' && !pause && used + 5 < sizeof piece) {
			used += text_put(piece + used, p);
		}
		if (p == ' ' || pause) {
			piece[used] = '\0';
			used = 0;
			take_word(&all, piece);
		}
		if (pause && all.count > 0) {
			all.word[all.count - 1].end = later(all.word[all.count - 1].end, ',');
		}
	}
	return all;
}

/* The words up to the next pause; how many of them have Vietnamese marks, and have letters. */
static int clause(const struct word *words, int count, int *marked, int *letters) {
	int n = 0;
	*marked = *letters = 0;
	do {
		*marked += words[n].vietnamese;
		*letters += strcspn(words[n].text, "0123456789") > 0;
	} while (!words[n++].end && n < count);
	return n;
}

/* In an English text a clause with marks on every other word is Vietnamese; else all from the first
 * word with marks to the last one is, and a name that goes on without them. */
static void find_names(struct word *words, int count) {
	int marked, letters;
	for (int n; count > 0; words += n, count -= n) {
		n = clause(words, count, &marked, &letters);
		bool whole = marked * 2 >= letters;
		int first = 0, last = -1;
		for (int i = 0; i < n && marked > 0; i++) {
			bool name = i == last + 1 && last >= 0 &&
				    isupper((unsigned char)words[i].text[0]);
			first = words[i].vietnamese && last < 0 ? i : first;
			last = words[i].vietnamese || name ? i : last;
		}
		for (int i = 0; i < n && marked > 0; i++) {
			words[i].vietnamese |= whole || (i >= first && i <= last);
		}
	}
}

struct line {
	struct spoken *to;
	enum lang lang;
	size_t used;
	char text[SPOKEN_SIZE * 2];
};

static void finish(struct line *l) {
	while (l->used > 0 && strchr(" ,:", l->text[l->used - 1])) {
		l->used--;
	}
	l->text[l->used] = '\0';
	if (strpbrk(l->text, "0123456789") || l->used > strspn(l->text, " ,.;:!?-/")) {
		push(l->to, l->lang, l->text);
	}
	l->used = 0;
}

static void add(struct line *l, const struct word *w, const char *said) {
	size_t room = sizeof l->text - l->used;
	if (strlen(said) + 4 > room) {
		finish(l);
		room = sizeof l->text;
	}
	bool pause = strcmp(said, ",") == 0;
	if (pause && (l->used == 0 || strchr(",.:;!?", l->text[l->used - 1]))) {
		return;
	}
	bool gap = l->used > 0 && !pause;
	l->used += (size_t)snprintf(l->text + l->used, room, "%s%s", gap ? " " : "", said);
	if (w->end && l->text[l->used - 1] != w->end) {
		l->text[l->used++] = w->end == ';' ? '.' : w->end;
		l->text[l->used] = '\0';
	}
	if (ends(w->end) || (w->end && l->used > SPOKEN_LONG)) {
		finish(l);
	}
}

/* "ngày 23/11": the first word of what is said stands there already. */
static const char *without_repeat(const char *said, const char *before) {
	size_t n = strcspn(said, " ");
	return said[n] && strlen(before) == n && strncasecmp(said, before, n) == 0 ? said + n + 1
										   : said;
}

void spoken_add(struct spoken *s, enum lang lang, const char *text) {
	struct words all = read_words(text);
	struct word *words = all.word;
	int count = all.count;
	struct line line = {.to = s, .lang = lang};
	find_names(words, count);
	for (int i = 0; i < count; i++) {
		enum lang voice = lang == LANG_EN && !words[i].vietnamese ? LANG_EN : LANG_VI;
		const char *before = i > 0 && !words[i - 1].end ? words[i - 1].text : "";
		const char *after = i + 1 < count && !words[i].end ? words[i + 1].text : "";
		char said[SPOKEN_SIZE];
		if (voice != line.lang) {
			finish(&line);
			line.lang = voice;
		}
		spoken_word(&(struct spoken_place){voice, before, after}, words[i].text, said);
		add(&line, &words[i], without_repeat(said, before));
	}
	finish(&line);
	mem_free(words);
}
