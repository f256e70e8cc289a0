#include "common/slip_code.h"

#include <stdint.h>
#include <string.h>

/* Of an identity card, old and new. */
enum { IDENTITY_OLD = 9, IDENTITY = 12 };

static bool is_digit(char c) {
	return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
	return c >= 'A' && c <= 'Z';
}

static bool of_code(char c) {
	return is_digit(c) || is_letter(c) || c == '.' || c == '-';
}

void slip_patterns_usual(struct slip_patterns *patterns) {
	static const char *const usual[] = {
		"*.*-######-####", "*.*-######-#####", "*.*-######-######"};
	*patterns = (struct slip_patterns){0};
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		strcpy(patterns->patterns[patterns->count++], usual[i]);
}

bool slip_pattern_ok(const char *pattern) {
	size_t size = strlen(pattern);
	for (const char *c = pattern; *c; c++)
		if (!of_code(*c) && !strchr("#@?*", *c))
			return false;
	return size > 0 && size < SLIP_PATTERN_SIZE;
}

/* What is printed between the parts of a code and says nothing, or is a dash; its bytes, 0:
 * neither.
 */
static size_t printed(const char *s, size_t left, char *as) {
	static const struct {
		const char *bytes;
		char as;
	} table[] = {
		{" ", '\0'}, {"\t", '\0'}, {"\xC2\xA0", '\0'}, /* no-break space */
		{"\xC2\xAD", '-'},                             /* soft hyphen */
		{"\xE2\x80\x90", '-'},                         /* hyphen */
		{"\xE2\x80\x91", '-'},                         /* no-break hyphen */
		{"\xE2\x80\x92", '-'},                         /* figure dash */
		{"\xE2\x80\x93", '-'},                         /* en dash */
		{"\xE2\x80\x94", '-'},                         /* em dash */
		{"\xE2\x88\x92", '-'},                         /* minus */
		{"\xE2\x80\x8B", '\0'},                        /* zero width space */
		{"\xEF\xBB\xBF", '\0'},                        /* byte order mark */
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		size_t size = strlen(table[i].bytes);
		*as = table[i].as;
		if (size <= left && !memcmp(s, table[i].bytes, size))
			return size;
	}
	return 0;
}

static bool is_identity(const char *code) {
	size_t size = strlen(code);
	return (size == IDENTITY || size == IDENTITY_OLD) && strspn(code, "0123456789") == size;
}

bool slip_code_normal(const char *text, size_t size, char code[static SLIP_CODE_SIZE]) {
	char made[SLIP_CODE_SIZE];
	size_t used = 0;
	for (size_t at = 0; at < size;) {
		char c = text[at];
		size_t bytes = 1;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (!of_code(c) && !(bytes = printed(text + at, size - at, &c)))
			return false;
		at += bytes;
		if (c && used + 1 == SLIP_CODE_SIZE)
			return false;
		if (c)
			made[used++] = c;
	}
	made[used] = '\0';
	if (used == 0 || is_identity(made))
		return false;
	memcpy(code, made, used + 1);
	return true;
}

/* Whether a sign of a pattern takes in a character. */
static bool takes(char sign, char c) {
	switch (sign) {
	case '#':
		return is_digit(c);
	case '@':
		return is_letter(c);
	case '?':
		return is_digit(c) || is_letter(c);
	case '*':
		return c != '-';
	default:
		return sign == c;
	}
}

/* The places in the pattern that can come next are the bits of a set. */
static bool fits(const char *pattern, const char *code) {
	size_t size = strlen(pattern);
	uint64_t at = 1;
	for (; *code && at; code++) {
		uint64_t next = 0;
		for (size_t i = 0; i < size; i++) {
			if (!(at >> i & 1) || !takes(pattern[i], *code))
				continue;
			next |= UINT64_C(2) << i;
			if (pattern[i] == '*')
				next |= UINT64_C(1) << i;
		}
		at = next;
	}
	return at >> size & 1;
}

bool slip_code_fits(const struct slip_patterns *patterns, const char *code) {
	for (int i = 0; i < patterns->count; i++)
		if (fits(patterns->patterns[i], code))
			return true;
	return false;
}

static bool found(const struct slip_patterns *patterns, const char *text, size_t size,
	char code[static SLIP_CODE_SIZE]) {
	char made[SLIP_CODE_SIZE];
	if (!slip_code_normal(text, size, made) || !slip_code_fits(patterns, made))
		return false;
	strcpy(code, made);
	return true;
}

bool slip_code_find(
	const struct slip_patterns *patterns, const char *text, char code[static SLIP_CODE_SIZE]) {
	static const char of_it[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	if (strchr(text, '|'))
		return false;
	if (found(patterns, text, strlen(text), code))
		return true;
	while (*text) {
		size_t size = strspn(text, of_it);
		if (size > 0 && found(patterns, text, size, code))
			return true;
		text += size > 0 ? size : 1;
	}
	return false;
}
