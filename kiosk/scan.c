#include "kiosk/scan.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool is_character(const char *name) {
	return name[0] && ((unsigned char)name[0] >= 0x80 || !name[1]);
}

static void hold(struct scan *s, const char *character) {
	size_t size = strlen(character);
	if (s->size + size < sizeof s->text) {
		memcpy(s->text + s->size, character, size + 1);
		s->size += size;
	}
}

void scan_key(struct scan *s, const char *name, int64_t now_ms) {
	s->key_ms = now_ms;
	if (is_character(name)) {
		hold(s, name);
	} else {
		snprintf(s->after, sizeof s->after, "%s", name);
		s->over = true;
	}
}

void scan_end(struct scan *s) {
	s->over = true;
}

/* Nobody looks for a procedure with these. */
static bool has_mark(const struct scan *s) {
	return s->size > 0 && strpbrk(s->text, "/:|<");
}

int64_t scan_due(const struct scan *s) {
	int gap_ms = has_mark(s) ? SCAN_STALL_MS : SCAN_GAP_MS;
	return s->size > 0 ? s->key_ms + gap_ms : INT64_MAX;
}

static bool of_token(char c) {
	return isalnum((unsigned char)c) || c == '-' || c == '_';
}

/* "…/t/<token>", with nothing of its kind after it. */
static bool slip_token(const char *text, char token[static SCAN_KEY_SIZE]) {
	for (const char *at = text; (at = strstr(at, "/t/")); at++) {
		size_t size = 0;
		while (of_token(at[3 + size])) {
			size++;
		}
		if (size == TOKEN_SIZE - 1) {
			memcpy(token, at + 3, size);
			token[size] = '\0';
			return true;
		}
	}
	return false;
}

static bool all_digits(const struct scan *s) {
	return strspn(s->text, "0123456789") == s->size;
}

/* Nobody types so much so fast; a mark makes any of it a code, without one it must be known. */
static enum scan_found read_code(
	const struct scan *s, const struct slip_patterns *slips, char found[static SCAN_KEY_SIZE]) {
	if (s->size >= SCAN_LEAST && slip_token(s->text, found)) {
		return SCAN_SLIP;
	}
	if (s->size >= SCAN_CODE_LEAST && slip_code_find(slips, s->text, found)) {
		return SCAN_CODE;
	}
	return s->size >= SCAN_LEAST && (has_mark(s) || all_digits(s)) ? SCAN_OTHER : SCAN_KEY;
}

/* The code is over, with the key that ends it. */
static void end_code(struct scan *s) {
	bool entered = strcmp(s->after, "enter") == 0 || strcmp(s->after, "tab") == 0;
	s->size = 0;
	s->text[0] = '\0';
	s->found_ms = s->key_ms;
	s->over = !entered && s->after[0];
	if (entered) {
		s->after[0] = '\0';
	}
}

/* The first of the held characters. */
static enum scan_found character(struct scan *s, char found[static SCAN_KEY_SIZE]) {
	size_t n = 1;
	while (n < s->size && ((unsigned char)s->text[n] & 0xC0) == 0x80) {
		n++;
	}
	snprintf(found, SCAN_KEY_SIZE, "%.*s", (int)n, s->text);
	s->size -= n;
	memmove(s->text, s->text + n, s->size + 1);
	return SCAN_KEY;
}

/* Some scanners press Enter twice. */
static bool is_echo(const struct scan *s) {
	return s->found_ms && s->key_ms - s->found_ms < SCAN_GAP_MS &&
	       strcmp(s->after, "enter") == 0;
}

enum scan_found scan_take(struct scan *s, const struct slip_patterns *slips, int64_t now_ms,
	char found[static SCAN_KEY_SIZE]) {
	s->over = s->over || now_ms >= scan_due(s);
	if (!s->over) {
		return SCAN_NOTHING;
	}
	enum scan_found what = read_code(s, slips, found);
	if (what != SCAN_KEY) {
		end_code(s);
		return what;
	}
	if (s->size > 0) {
		return character(s, found);
	}
	bool key = s->after[0] && !is_echo(s);
	snprintf(found, SCAN_KEY_SIZE, "%s", s->after);
	s->after[0] = '\0';
	s->over = false;
	return key ? SCAN_KEY : SCAN_NOTHING;
}
