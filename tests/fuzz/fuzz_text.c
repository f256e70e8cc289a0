/*
 * text: valid is what a plain reader of UTF-8 takes; any bytes are walked over to their end and no
 * farther; forms and foldings are valid and change nothing the second time, whatever room there is.
 *
 * links: common/text.c common/mem.c
 */
#include "common/mem.h"
#include "common/text.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

/* The code point at `s`, of which `left` bytes are there, and its length; 0: it is none. */
static size_t plain_code_point(const uint8_t *s, size_t left, uint32_t *code_point) {
	static const uint32_t least[] = {0, 1, 0x80, 0x800, 0x10000};
	size_t n = *s < 0x80 ? 1 : *s >> 5 == 6 ? 2 : *s >> 4 == 14 ? 3 : *s >> 3 == 30 ? 4 : 0;
	if (!n || n > left)
		return 0;
	uint32_t c = n == 1 ? *s : *s & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (s[i] >> 6 != 2)
			return 0;
		c = c << 6 | (s[i] & 0x3F);
	}
	*code_point = c;
	return c >= least[n] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF) ? n : 0;
}

static bool plain_valid(const uint8_t *s, size_t size) {
	uint32_t c;
	for (size_t n; size; s += n, size -= n)
		if (!(n = plain_code_point(s, size, &c)))
			return false;
	return true;
}

/* Each code point put down again; of valid text that is the text. */
static void walk(const char *s, bool valid) {
	size_t size = strlen(s), used = 0, characters = 0;
	char *copy = mem_alloc(3 * size + 5, 1);
	const char *at = s;
	for (uint32_t c; (c = text_next(&at)); characters++) {
		MUST(at > s && at <= s + size && c <= 0x10FFFF);
		used += text_put(copy + used, c);
	}
	MUST(at == s + size && text_next(&at) == 0 && at == s + size);
	MUST(text_valid(copy, used));
	MUST(!valid || (used == size && !memcmp(copy, s, size)));
	MUST(text_length(s) <= characters);
	mem_free(copy);
}

/* A part that fits is whole characters of the text, and folds within any room. */
static void in_room(const char *s, bool valid, size_t room) {
	char *part = malloc(room), *again = malloc(room);
	bool whole = text_copy(part, room, s);
	size_t size = strlen(part);
	MUST(size < room && text_length(part) <= text_length(s));
	MUST(!valid || (!strncmp(part, s, size) && text_valid(part, size)));
	MUST(!valid || whole == !s[size]);
	size = text_fold(part, room, s);
	MUST(size == strlen(part) && size < room && text_valid(part, size));
	MUST(text_fold(again, room, part) == size && !strcmp(part, again));
	free(part);
	free(again);
}

static void normal_form(const char *s, bool valid) {
	char *form = text_nfc(s);
	MUST((form != NULL) == valid);
	if (!form)
		return;
	MUST(text_valid(form, strlen(form)));
	char *again = text_nfc(form);
	MUST(again && !strcmp(form, again));
	MUST(text_length(form) == text_length(again));
	mem_free(form);
	mem_free(again);
}

/* Words one by one are the text folded, a space between. */
static void words(const char *s) {
	size_t room = 8 * strlen(s) + 64, used = 0;
	char *folded = mem_alloc(room, 1), *joined = mem_alloc(room, 1), *word = mem_alloc(room, 1);
	unsigned marks;
	text_fold(folded, room, s);
	for (const char *at = s; text_word(&at, word, room, &marks);) {
		MUST(*word && !strchr(word, ' '));
		used += (size_t)snprintf(joined + used, room - used, "%s%s", used ? " " : "", word);
	}
	MUST(!strcmp(folded, joined));
	mem_free(folded);
	mem_free(joined);
	mem_free(word);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	MUST(text_valid((const char *)bytes, size) ==
		(plain_valid(bytes, size) && !memchr(bytes, '\0', size)));
	char *s = mem_copy(bytes, size);
	bool valid = text_valid(s, strlen(s));
	walk(s, valid);
	in_room(s, valid, 1 + fuzz_place(bytes, size));
	in_room(s, valid, 8 * size + 64);
	normal_form(s, valid);
	words(s);
	MUST(!text_is_name(s) || (size > 0 && strlen(s) <= 32 && *s != '-'));
	mem_free(s);
	return 0;
}
