/*
 * lines: a text broken into lines of a width.
 *
 * The text may carry two marks that take no room: LINES_BOLD turns bold on or off (in a regular
 * text) and LINES_UNDER turns underlining on or off. "\n" always breaks. U+00A0 never does.
 * Names (`prose` false): one line if it fits; else two, broken after the comma (or before the
 * bracket) that balances them best; else at the best space. Prose: lines as full as they go.
 * What does not fit in `max_lines` ends with "…". A word wider than a line is broken inside, but
 * only when there is no other way. Positions are bytes in the text, widths design pixels.
 */
#ifndef MOTCUA_UI_LINES_H
#define MOTCUA_UI_LINES_H

#include "common/ui/font.h"
#include <stdbool.h>
#include <stddef.h>

#define LINES_BOLD "\001"
#define LINES_UNDER "\002"
#define LINES_MAX 32

struct lines_type {
	enum font_weight weight;
	int px;
	int max_lines; /* 0 means 1 */
	bool prose;    /* running text, not a name */
	bool whole;    /* numbers and codes: one line, never shortened */
};

struct lines_line {
	size_t start;
	size_t length;
	bool bold; /* marks in force at the start of the line */
	bool under;
	bool shortened; /* "…" follows */
	int width_px;
};

struct lines {
	size_t count;
	struct lines_line line[LINES_MAX];
};

/* Breaks the text for this width. */
void lines_break(const struct lines_type *type, const char *text, int width, struct lines *lines);

/* How many lines the text takes at this width, at most max_lines. */
int lines_count(const struct lines_type *type, const char *text, int width);

/* The width of the text on one line, marks obeyed. */
int lines_width(const struct lines_type *type, const char *text);

/* One run of a line in one weight; fills `run` and moves `at`; false at the line's end. */
struct lines_run {
	enum font_weight weight;
	bool under;
	char text[512];
};
struct lines_cursor {
	size_t at;
	bool bold;
	bool under;
	bool dots_done;
};
bool lines_next_run(const struct lines_type *type, const char *text, const struct lines_line *line,
	struct lines_cursor *cursor, struct lines_run *run);

#endif
