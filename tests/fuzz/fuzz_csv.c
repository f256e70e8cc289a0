/*
 * csv: what is written is read back cell by cell by a plain reader of RFC 4180, with an apostrophe
 * before what a spreadsheet would take for a formula; and results_csv reads the same cells.
 *
 * The input is the cells, a NUL after each, four to a row.
 * links: server/csv.c server/results_csv.c common/mem.c
 */
#include "common/mem.h"
#include "server/csv.h"
#include "server/results_csv.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { COLUMNS = 4 };
static const char MARK[] = "\xEF\xBB\xBF";

/* The text of the next cell; moves past its NUL. */
static const char *next(const char **at, const char *end) {
	const char *cell = *at;
	*at += strlen(cell) + 1;
	if (*at > end)
		*at = end;
	return cell;
}

static char *written(const char *cells, const char *end) {
	struct csv csv = {0};
	csv_begin(&csv);
	for (int column = 0; cells < end; column++) {
		csv_text(&csv, next(&cells, end));
		if (column % COLUMNS == COLUMNS - 1 || cells == end)
			csv_end_row(&csv);
	}
	return csv_take(&csv);
}

/* What must be in the file for a text. */
static char *defused(const char *text) {
	return mem_printf("%s%s", *text && strchr("=+-@\t\r", *text) ? "'" : "", text);
}

/* Takes the cell off the text and moves to what follows it. */
static char *plain_cell(const char **text) {
	const char *s = *text;
	char *cell = mem_alloc(strlen(s) + 1, 1), *to = cell;
	if (*s != '"') {
		size_t size = strcspn(s, ",\r\n\"");
		memcpy(cell, s, size);
		*text = s + size;
		return cell;
	}
	for (s++; *s && (*s != '"' || s[1] == '"'); s++) {
		s += *s == '"';
		*to++ = *s;
	}
	MUST(*s == '"');
	*text = s + 1;
	return cell;
}

static void expect(const char *text, const char *cells, const char *end) {
	MUST(!strncmp(text, MARK, strlen(MARK)));
	text += strlen(MARK);
	for (int column = 0; cells < end; column++) {
		char *want = defused(next(&cells, end)), *is = plain_cell(&text);
		MUST(!strcmp(is, want));
		MUST(!*is || !strchr("=+-@\t\r", *is));
		bool last = column % COLUMNS == COLUMNS - 1 || cells == end;
		MUST(!strncmp(text, last ? "\r\n" : ",", last ? 2 : 1));
		text += last ? 2 : 1;
		mem_free(want);
		mem_free(is);
	}
	MUST(!*text);
}

/* The reader of lists from outside drops the blanks around a cell and cells that are too long. */
static void expect_field(const char *field, const char *text) {
	char *want = defused(text), *from = want + strspn(want, " \t");
	size_t size = strlen(from);
	while (size && strchr(" \t", from[size - 1]))
		size--;
	if (strlen(want) >= RESULTS_FIELD_SIZE)
		size = 0;
	MUST(strlen(field) == size && !memcmp(field, from, size));
	mem_free(want);
}

static void read_as_list(const char *text, const char *cells, const char *end) {
	struct results_csv csv;
	struct results_row row;
	results_csv_open(&csv, text, strlen(text));
	while (results_csv_next(&csv, &row)) {
		MUST(row.good && row.count <= COLUMNS && cells < end);
		for (int i = 0; i < row.count; i++)
			expect_field(row.fields[i], next(&cells, end));
	}
	MUST(cells == end);
}

static void numbers(const uint8_t *bytes, size_t size) {
	int64_t number = 0;
	memcpy(&number, bytes, size < sizeof number ? size : sizeof number);
	struct csv csv = {0};
	csv_begin(&csv);
	csv_number(&csv, number);
	csv_empty(&csv);
	csv_end_row(&csv);
	char *is = csv_take(&csv), *want = mem_printf("%s%lld,\r\n", MARK, (long long)number);
	MUST(!strcmp(is, want));
	mem_free(is);
	mem_free(want);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	char *cells = mem_copy(bytes, size), *end = cells + size;
	char *text = written(cells, end);
	expect(text, cells, end);
	if (size < 4096)
		read_as_list(text, cells, end);
	numbers(bytes, size);
	mem_free(text);
	mem_free(cells);
	return 0;
}
