#include "server/results_csv.h"

#include <string.h>

/* A quote that has not closed by then never does. */
enum { QUOTED_MAX = 4096 };

void results_csv_open(struct results_csv *csv, const char *text, size_t size) {
	static const char mark[] = "\xEF\xBB\xBF";
	size_t skip = size >= 3 && !memcmp(text, mark, 3) ? 3 : 0;
	*csv = (struct results_csv){text + skip, text + size, ',', 1};
}

static bool at_line_end(const struct results_csv *csv) {
	return csv->at == csv->end || *csv->at == '\n' || *csv->at == '\r';
}

/* Past CRLF, LF or CR. */
static void skip_line_end(struct results_csv *csv) {
	if (csv->at == csv->end)
		return;
	bool both = *csv->at == '\r' && csv->end - csv->at > 1 && csv->at[1] == '\n';
	csv->at += both ? 2 : 1;
	csv->line++;
}

static void skip_line(struct results_csv *csv) {
	while (!at_line_end(csv))
		csv->at++;
	skip_line_end(csv);
}

/* A field being copied; `room` is NULL for one that nobody wants. */
struct copy {
	char *room;
	size_t used;
	bool whole;
};

static void put(struct copy *copy, char c) {
	copy->whole = copy->whole && c && copy->used + 1 < RESULTS_FIELD_SIZE;
	if (copy->room && copy->whole)
		copy->room[copy->used++] = c;
}

/* From after the opening quote to after the closing one; false when none closes. */
static bool quoted(struct results_csv *csv, struct copy *copy) {
	for (const char *begun = csv->at; csv->at < csv->end && csv->at - begun < QUOTED_MAX;
		csv->at++) {
		if (*csv->at == '"') {
			csv->at++;
			if (csv->at == csv->end || *csv->at != '"')
				return true;
		}
		csv->line += *csv->at == '\n';
		put(copy, *csv->at);
	}
	return false;
}

static void bare(struct results_csv *csv, struct copy *copy) {
	while (!at_line_end(csv) && *csv->at != csv->separator)
		put(copy, *csv->at++);
}

/* Without blanks at its ends. */
static void finish(struct copy *copy) {
	if (!copy->room)
		return;
	copy->room[copy->whole ? copy->used : 0] = '\0';
	size_t before = strspn(copy->room, " \t"), size = strlen(copy->room + before);
	memmove(copy->room, copy->room + before, size + 1);
	while (size > 0 && strchr(" \t", copy->room[size - 1]))
		copy->room[--size] = '\0';
}

static bool field(struct results_csv *csv, char *room) {
	struct copy copy = {room, 0, true};
	bool closed = true;
	if (csv->at < csv->end && *csv->at == '"') {
		csv->at++;
		closed = quoted(csv, &copy);
	} else {
		bare(csv, &copy);
	}
	finish(&copy);
	return closed && (at_line_end(csv) || *csv->at == csv->separator);
}

/* A row that went wrong is over where its line is. */
static void give_up(struct results_csv *csv, const struct results_csv *begun) {
	*csv = *begun;
	skip_line(csv);
}

bool results_csv_next(struct results_csv *csv, struct results_row *row) {
	while (csv->at < csv->end && at_line_end(csv))
		skip_line_end(csv);
	if (csv->at == csv->end)
		return false;
	const struct results_csv begun = *csv;
	row->line = csv->line;
	row->count = 0;
	row->good = true;
	for (bool more = true; more && row->good;) {
		bool wanted = row->count < RESULTS_FIELDS_MAX;
		row->good = field(csv, wanted ? row->fields[row->count] : NULL);
		row->count += wanted;
		more = row->good && !at_line_end(csv);
		csv->at += more;
	}
	if (row->good)
		skip_line_end(csv);
	else
		give_up(csv, &begun);
	return true;
}
