#include "common/words.h"

#include "common/mem.h"
#include "common/text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const tags[] = {[LANG_VI] = "vi", [LANG_EN] = "en"};

/* Made of assets/words by the build: where each key and its text are, counted from the table's own
 * begin, in the order of the keys. */
struct table {
	uint32_t count;
	struct {
		uint32_t key, text;
	} at[];
};

extern const struct table words_vi, words_en;
static const struct table *const tables[] = {[LANG_VI] = &words_vi, [LANG_EN] = &words_en};

const char *words_get(enum lang lang, const char *key) {
	const struct table *table = tables[lang];
	const char *texts = (const char *)table;
	for (uint32_t from = 0, to = table->count; from < to;) {
		uint32_t i = from + (to - from) / 2;
		int order = strcmp(key, texts + table->at[i].key);
		if (order == 0)
			return texts + table->at[i].text;
		if (order < 0)
			to = i;
		else
			from = i + 1;
	}
	return key;
}

/* The value of the name that begins at `name` and has `size` bytes, or NULL. */
static const char *value_of(const char *name, size_t size, va_list pairs) {
	va_list args;
	const char *key, *value = NULL;
	va_copy(args, pairs);
	while (!value && (key = va_arg(args, const char *))) {
		const char *candidate = va_arg(args, const char *);
		if (strlen(key) == size && !memcmp(key, name, size))
			value = candidate;
	}
	va_end(args);
	return value;
}

static void fill(FILE *out, const char *text, va_list pairs) {
	while (*text) {
		size_t plain = strcspn(text, "{");
		fwrite(text, 1, plain, out);
		text += plain;
		if (!*text)
			return;
		size_t size = strcspn(text + 1, "}");
		const char *value = text[1 + size] ? value_of(text + 1, size, pairs) : NULL;
		fputs(value ? value : "{", out);
		text += value ? size + 2 : 1;
	}
}

const char *words_fill(char *buf, size_t size, enum lang lang, const char *key, ...) {
	char *text = NULL;
	size_t length = 0;
	va_list pairs;
	FILE *out = mem_stream(&text, &length);
	va_start(pairs, key);
	fill(out, words_get(lang, key), pairs);
	va_end(pairs);
	mem_close(out, &text);
	text_copy(buf, size, text);
	mem_free(text);
	return buf;
}

const char *words_item(char *buf, size_t size, enum lang lang, const char *key, int i) {
	const char *at = words_get(lang, key);
	while (i > 0 && *at)
		i -= *at++ == '|';
	snprintf(buf, size, "%.*s", (int)strcspn(at, "|"), at);
	return buf;
}

const char *words_name(enum lang lang, const struct name *name) {
	const char *first = lang == LANG_EN ? name->en : name->vi;
	const char *other = lang == LANG_EN ? name->vi : name->en;
	return *first ? first : other;
}

enum lang words_lang(const char *tag) {
	if (!tag)
		return LANG_VI;
	tag += strspn(tag, " \t");
	bool english = !strncasecmp(tag, "en", 2) && !isalnum((unsigned char)tag[2]);
	return english ? LANG_EN : LANG_VI;
}

const char *words_tag(enum lang lang) {
	return tags[lang];
}
