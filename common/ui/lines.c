#include "common/ui/lines.h"

#include "common/text.h"
#include <string.h>

#define DOTS "…"

static bool is_mark(char c) {
	return c == LINES_BOLD[0] || c == LINES_UNDER[0];
}

/* With the marks on it. */
static size_t character_size(const char *s) {
	const char *end = s, *ahead = s;
	text_next(&ahead);
	do {
		end = ahead;
	} while (text_mark(text_next(&ahead)));
	return (size_t)(end - s);
}

static void turn_marks(
	const char *text, const struct lines_line *line, struct lines_cursor *cursor) {
	while (cursor->at < line->length && is_mark(text[line->start + cursor->at])) {
		bool bold = text[line->start + cursor->at++] == LINES_BOLD[0];
		cursor->bold ^= bold;
		cursor->under ^= !bold;
	}
}

/* What is drawn up to the next mark; returns its bytes. */
static size_t gather(const struct lines_type *type, const char *text, const struct lines_line *line,
	struct lines_cursor *cursor, struct lines_run *run) {
	struct font_glyphs glyphs = {0};
	size_t used = 0;
	while (cursor->at < line->length && !is_mark(text[line->start + cursor->at]) &&
		used + sizeof(char[4]) < sizeof run->text) {
		const char *from = text + line->start + cursor->at, *at = from;
		used += font_glyph(&glyphs, run->weight, type->px, &at, run->text + used);
		cursor->at += (size_t)(at - from);
	}
	return used;
}

bool lines_next_run(const struct lines_type *type, const char *text, const struct lines_line *line,
	struct lines_cursor *cursor, struct lines_run *run) {
	if (cursor->at == 0 && !cursor->dots_done) {
		cursor->bold = line->bold;
		cursor->under = line->under;
	}
	size_t used = 0;
	do {
		turn_marks(text, line, cursor);
		run->weight = type->weight == FONT_BOLD || cursor->bold ? FONT_BOLD : FONT_REGULAR;
		run->under = cursor->under;
		used = gather(type, text, line, cursor, run);
	} while (used == 0 && cursor->at < line->length);
	if (used == 0 && line->shortened && !cursor->dots_done) {
		cursor->dots_done = true;
		used = strlen(DOTS);
		memcpy(run->text, DOTS, used);
	}
	run->text[used] = '\0';
	return used > 0;
}

static int line_width(const struct lines_type *type, const char *text, const struct lines_line *l) {
	struct lines_cursor cursor = {0};
	struct lines_run run;
	int width = 0;
	while (lines_next_run(type, text, l, &cursor, &run)) {
		width += font_width(run.weight, type->px, run.text);
	}
	return width;
}

/* A text being broken: what is left of it and the marks in force there. */
struct breaker {
	const struct lines_type *type;
	const char *text;
	size_t at, end; /* of the paragraph */
	bool bold, under;
	int width;
	struct lines *out;
};

static struct lines_line part(const struct breaker *b, size_t start, size_t end) {
	struct lines_line l = {
		.start = start, .length = end - start, .bold = b->bold, .under = b->under};
	for (size_t i = b->at; i < start; i++) {
		l.bold ^= b->text[i] == LINES_BOLD[0];
		l.under ^= b->text[i] == LINES_UNDER[0];
	}
	l.width_px = line_width(b->type, b->text, &l);
	return l;
}

static size_t skip_spaces(const struct breaker *b, size_t at) {
	while (at < b->end && b->text[at] == ' ') {
		at++;
	}
	return at;
}

static void take(struct breaker *b, struct lines_line line, size_t next) {
	struct lines_line rest = part(b, next, next);
	b->out->line[b->out->count++] = line;
	b->at = next;
	b->bold = rest.bold;
	b->under = rest.under;
}

static size_t lines_left(const struct breaker *b) {
	size_t max = b->type->max_lines > 0 ? (size_t)b->type->max_lines : 1;
	max = max > LINES_MAX ? LINES_MAX : max;
	return max - b->out->count;
}

/* The letter before or after a place, marks left out. */
static char letter_before(const struct breaker *b, size_t at) {
	while (at > b->at && is_mark(b->text[at - 1])) {
		at--;
	}
	return at > b->at ? b->text[at - 1] : '\0';
}

static char letter_after(const struct breaker *b, size_t at) {
	while (at < b->end && is_mark(b->text[at])) {
		at++;
	}
	return at < b->end ? b->text[at] : '\0';
}

/* Two lines of a name: after a comma or before a bracket if that fits, else at the best space. */
static bool break_in_two(struct breaker *b) {
	struct lines_line first = {0}, second = {0};
	bool found = false, found_comma = false;
	int best = 0;
	for (size_t i = b->at; i < b->end; i++) {
		if (b->text[i] != ' ') {
			continue;
		}
		size_t next = skip_spaces(b, i);
		bool comma = letter_before(b, i) == ',' || letter_after(b, next) == '(';
		struct lines_line l1 = part(b, b->at, i), l2 = part(b, next, b->end);
		int widest = l1.width_px > l2.width_px ? l1.width_px : l2.width_px;
		bool better = !found || (comma && !found_comma) ||
			      (comma == found_comma && widest < best);
		if (widest <= b->width && better) {
			found = true;
			found_comma = comma;
			best = widest;
			first = l1;
			second = l2;
		}
	}
	if (found) {
		take(b, first, second.start);
		take(b, second, b->end);
	}
	return found;
}

static bool fits(const struct breaker *b, size_t end, int room) {
	return part(b, b->at, end).width_px + room <= b->width;
}

/* The end of the longest beginning that fits, at a space, else at a character; `room` is kept
   free behind it. */
static size_t fitting_end(const struct breaker *b, int room) {
	size_t end = b->at;
	for (size_t i = b->at + 1; i < b->end; i++) {
		if (b->text[i] != ' ' || b->text[i - 1] == ' ') {
			continue;
		}
		if (!fits(b, i, room)) {
			break;
		}
		end = i;
	}
	if (end > b->at) {
		return end;
	}
	end = b->at + character_size(b->text + b->at);
	while (end < b->end && fits(b, end + character_size(b->text + end), room)) {
		end += character_size(b->text + end);
	}
	return end;
}

static void take_shortened(struct breaker *b) {
	/* The dots are as bold as what they follow. */
	bool bold = strchr(b->text, LINES_BOLD[0]);
	size_t end =
		fitting_end(b, font_width(bold ? FONT_BOLD : b->type->weight, b->type->px, DOTS));
	while (end > b->at && strchr(" ,;:(-", b->text[end - 1])) {
		end--;
	}
	struct lines_line line = part(b, b->at, end);
	line.shortened = true;
	line.width_px = line_width(b->type, b->text, &line);
	take(b, line, b->end);
}

static void break_paragraph(struct breaker *b, bool last) {
	while (lines_left(b) > 0) {
		struct lines_line all = part(b, b->at, b->end);
		bool fit = b->type->whole || all.width_px <= b->width;
		if (fit && (last || lines_left(b) > 1)) {
			take(b, all, b->end);
			return;
		}
		if (!fit && !b->type->prose && last && lines_left(b) >= 2 && break_in_two(b)) {
			return;
		}
		if (lines_left(b) == 1) {
			take_shortened(b);
			return;
		}
		size_t end = fitting_end(b, 0);
		take(b, part(b, b->at, end), skip_spaces(b, end));
	}
}

void lines_break(const struct lines_type *type, const char *text, int width, struct lines *lines) {
	struct breaker b = {.type = type, .text = text, .width = width, .out = lines};
	size_t size = strlen(text);
	lines->count = 0;
	while (b.at <= size && size > 0 && lines_left(&b) > 0) {
		const char *newline = type->whole ? NULL : strchr(text + b.at, '\n');
		b.end = newline ? (size_t)(newline - text) : size;
		break_paragraph(&b, newline == NULL);
		b.at = b.end + 1;
	}
}

int lines_count(const struct lines_type *type, const char *text, int width) {
	struct lines lines;
	lines_break(type, text, width, &lines);
	return (int)lines.count;
}

int lines_width(const struct lines_type *type, const char *text) {
	struct lines_line all = {.length = strlen(text)};
	return line_width(type, text, &all);
}
