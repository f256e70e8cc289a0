#include "server/results.h"

#include "common/day.h"
#include "common/mem.h"
#include "server/results_csv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { COUNTER_MAX = 99 };

struct entry {
	uint32_t code; /* where it is in `codes`; grows with the lines */
	int32_t due;
	uint8_t ready, counter;
};

struct results {
	char *codes; /* one after the other, each with its NUL */
	size_t codes_used, codes_room;
	struct entry *entries; /* by code */
	size_t count, room;
};

/* Where the columns are; -1: not there. */
struct columns {
	int code, ready, due, counter;
};

void results_free(struct results *r) {
	if (!r)
		return;
	mem_free(r->codes);
	mem_free(r->entries);
	mem_free(r);
}

/* A column that is named twice says nothing certain. */
static bool read_columns(const struct results_row *row, struct columns *c) {
	const struct {
		const char *name;
		int *at;
	} known[] = {{"code", &c->code}, {"ready", &c->ready}, {"due", &c->due},
		{"counter", &c->counter}};
	*c = (struct columns){-1, -1, -1, -1};
	for (int i = 0; i < row->count; i++)
		for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
			if (strcasecmp(row->fields[i], known[k].name))
				continue;
			if (*known[k].at >= 0)
				return false;
			*known[k].at = i;
		}
	return c->code >= 0 && c->ready >= 0;
}

/* The header says which separator the text has. */
static bool read_header(struct results_csv *csv, struct columns *columns) {
	static const char separators[] = ",;";
	const struct results_csv begun = *csv;
	struct results_row row;
	for (const char *s = separators; *s; s++) {
		*csv = begun;
		csv->separator = *s;
		if (results_csv_next(csv, &row) && row.good && read_columns(&row, columns))
			return true;
	}
	return false;
}

static bool read_ready(const char *text, uint8_t *ready) {
	bool yes = !strcasecmp(text, "yes") || !strcmp(text, "1");
	*ready = yes;
	return yes || !strcasecmp(text, "no") || !strcmp(text, "0");
}

/* A number of so many digits and nothing else. */
static int number(const char *text, size_t digits) {
	int n = 0;
	for (size_t i = 0; i < digits; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		n = n * 10 + text[i] - '0';
	}
	return n;
}

/* "2026-11-30", or "30/11/2026" as tables write it. */
static bool read_due(const char *text, int32_t *due) {
	int year, month, day;
	*due = 0;
	if (!*text)
		return true;
	if (strlen(text) != 10)
		return false;
	if (text[4] == '-' && text[7] == '-') {
		year = number(text, 4);
		month = number(text + 5, 2);
		day = number(text + 8, 2);
	} else if (text[2] == '/' && text[5] == '/') {
		day = number(text, 2);
		month = number(text + 3, 2);
		year = number(text + 6, 4);
	} else {
		return false;
	}
	*due = year * 10000 + month * 100 + day;
	return day_valid(*due);
}

static bool read_counter(const char *text, uint8_t *counter) {
	size_t size = strlen(text);
	int n = size > 0 && size <= 2 ? number(text, size) : -1;
	*counter = (uint8_t)(n > 0 ? n : 0);
	return size == 0 || (n >= 1 && n <= COUNTER_MAX);
}

/* The field of a column; a row may be too short for one. */
static const char *at(const struct results_row *row, int column) {
	return column >= 0 && column < row->count ? row->fields[column] : "";
}

static void add(struct results *r, const struct entry *e, const char *code) {
	size_t size = strlen(code) + 1;
	if (r->codes_used + size > r->codes_room) {
		r->codes_room = r->codes_room * 2 + 4096;
		r->codes = mem_realloc(r->codes, r->codes_room, 1);
	}
	if (r->count == r->room) {
		r->room = r->room * 2 + 256;
		r->entries = mem_realloc(r->entries, r->room, sizeof *r->entries);
	}
	r->entries[r->count] = *e;
	r->entries[r->count++].code = (uint32_t)r->codes_used;
	memcpy(r->codes + r->codes_used, code, size);
	r->codes_used += size;
}

static bool read_row(struct results *r, const struct results_row *row, const struct columns *c,
	const struct slip_patterns *patterns) {
	char code[SLIP_CODE_SIZE];
	struct entry e = {0};
	const char *text = at(row, c->code);
	if (!row->good || !slip_code_normal(text, strlen(text), code) ||
		!slip_code_fits(patterns, code) || !read_ready(at(row, c->ready), &e.ready) ||
		!read_due(at(row, c->due), &e.due) ||
		!read_counter(at(row, c->counter), &e.counter))
		return false;
	add(r, &e, code);
	return true;
}

static int by_code(const void *a, const void *b, void *codes) {
	const struct entry *x = a, *y = b;
	int order = strcmp((char *)codes + x->code, (char *)codes + y->code);
	return order ? order : x->code < y->code ? -1 : 1;
}

/* Sorted, and of each code its last row alone; no more room than that needs. */
static void settle(struct results *r) {
	size_t kept = 0;
	qsort_r(r->entries, r->count, sizeof *r->entries, by_code, r->codes);
	for (size_t i = 0; i < r->count; i++) {
		const char *code = r->codes + r->entries[i].code;
		if (i + 1 == r->count || strcmp(code, r->codes + r->entries[i + 1].code))
			r->entries[kept++] = r->entries[i];
	}
	r->count = kept;
	r->entries = mem_realloc(r->entries, kept, sizeof *r->entries);
	r->codes = mem_realloc(r->codes, r->codes_used, 1);
}

struct results *results_parse(const char *text, size_t size, const struct slip_patterns *patterns,
	struct results_count *count, enum results_fault *fault) {
	struct results_csv csv;
	struct columns columns;
	struct results_row row;
	*count = (struct results_count){0};
	results_csv_open(&csv, text, size);
	*fault = RESULTS_NO_HEADER;
	if (size > INT32_MAX || !read_header(&csv, &columns))
		return NULL;
	struct results *r = mem_alloc(1, sizeof *r);
	while (results_csv_next(&csv, &row)) {
		bool good = read_row(r, &row, &columns, patterns);
		count->good += good;
		count->bad += !good;
		if (!good && !count->first_bad_line)
			count->first_bad_line = row.line;
	}
	*fault = count->good + count->bad == 0 ? RESULTS_NO_ROWS
		 : count->bad > count->good    ? RESULTS_MOSTLY_BAD
					       : RESULTS_GOOD;
	if (*fault == RESULTS_GOOD) {
		settle(r);
		return r;
	}
	results_free(r);
	return NULL;
}

bool results_find(const struct results *r, const char *code, struct result *result) {
	size_t low = 0, high = r->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct entry *e = &r->entries[middle];
		int order = strcmp(code, r->codes + e->code);
		if (!order) {
			*result = (struct result){e->ready, e->due, e->counter};
			return true;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

void results_due(const struct results *r, int day, int *due, int *ready) {
	*due = *ready = 0;
	for (size_t i = 0; i < r->count; i++) {
		if (r->entries[i].due != day)
			continue;
		++*due;
		*ready += r->entries[i].ready;
	}
}
