#include "common/words.h"

#include "common/embed.h"
#include "common/mem.h"
#include "common/text.h"

#include <ctype.h>
#include <jansson.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const tags[] = {[LANG_VI] = "vi", [LANG_EN] = "en"};
static json_t *tables[2];
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

static void load(void) {
	for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
		char *name = mem_printf("assets/words/%s.json", tags[lang]);
		const struct embed *file = embed_find(embed_common, name);
		json_error_t error = {.text = "not in the program"};
		if (file)
			tables[lang] =
				json_loadb(file->data, file->size, JSON_REJECT_DUPLICATES, &error);
		if (!tables[lang]) {
			fprintf(stderr, "%s:%d: %s\n", name, error.line, error.text);
			abort();
		}
		mem_free(name);
	}
}

const char *words_get(enum lang lang, const char *key) {
	pthread_once(&loaded, load);
	const char *text = json_string_value(json_object_get(tables[lang], key));
	return text ? text : key;
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
