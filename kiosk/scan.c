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
	return s->size > 0 && strpbrk(s->text, "/:|");
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

static enum scan_found code(struct scan *s, char found[static SCAN_KEY_SIZE]) {
	enum scan_found what = slip_token(s->text, found) ? SCAN_SLIP : SCAN_OTHER;
	bool entered = strcmp(s->after, "enter") == 0 || strcmp(s->after, "tab") == 0;
	s->size = 0;
	s->text[0] = '\0';
	s->found_ms = s->key_ms;
	s->over = !entered && s->after[0];
	if (entered) {
		s->after[0] = '\0';
	}
	return what;
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

enum scan_found scan_take(struct scan *s, int64_t now_ms, char found[static SCAN_KEY_SIZE]) {
	s->over = s->over || now_ms >= scan_due(s);
	if (!s->over) {
		return SCAN_NOTHING;
	}
	if (s->size >= SCAN_LEAST && has_mark(s)) {
		return code(s, found);
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
