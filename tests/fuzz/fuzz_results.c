/*
 * results: the list of appointment slips. Rows come out in their order and within bounds, however
 * lines end; what is read of the list is what its good rows say, the later of two.
 *
 * links: server/results.c server/results_csv.c common/slip_code.c common/mem.c common/day.c
 */
#include "common/day.h"
#include "common/mem.h"
#include "server/results.h"
#include "server/results_csv.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void rows(const char *text, size_t size) {
	struct results_csv csv;
	struct results_row row;
	size_t line = 0, count = 0;
	results_csv_open(&csv, text, size);
	while (results_csv_next(&csv, &row)) {
		MUST(++count <= size && row.line > line && row.line <= size + 1);
		line = row.line;
		MUST(row.count >= 0 && row.count <= RESULTS_FIELDS_MAX);
		for (int i = 0; row.good && i < row.count; i++) {
			size_t length = strnlen(row.fields[i], RESULTS_FIELD_SIZE);
			MUST(length < RESULTS_FIELD_SIZE);
			MUST(!length || (!strchr(" \t", row.fields[i][0]) &&
						!strchr(" \t", row.fields[i][length - 1])));
		}
	}
	MUST(csv.at == csv.end);
}

/* A code that is in the list is of a pattern and has a day or none. */
static void codes(const struct results *results, const char *text, size_t size,
	const struct slip_patterns *patterns) {
	struct results_csv csv;
	struct results_row row;
	results_csv_open(&csv, text, size);
	while (results_csv_next(&csv, &row))
		for (int i = 0; row.good && i < row.count; i++) {
			char code[SLIP_CODE_SIZE];
			struct result r;
			int due, ready;
			if (!slip_code_normal(row.fields[i], strlen(row.fields[i]), code) ||
				!results_find(results, code, &r))
				continue;
			MUST(slip_code_fits(patterns, code));
			MUST(r.counter >= 0 && (!r.due || day_valid(r.due)));
			results_due(results, r.due, &due, &ready);
			MUST(!r.due || (due > 0 && ready >= r.ready && ready <= due));
		}
}

static struct results *parse(const char *text, size_t size, const struct slip_patterns *patterns,
	struct results_count *count) {
	enum results_fault fault;
	struct results *results = results_parse(text, size, patterns, count, &fault);
	MUST((results != NULL) == (fault == RESULTS_GOOD));
	MUST(!results || count->good >= count->bad);
	MUST((count->bad > 0) == (count->first_bad_line > 0));
	return results;
}

/* The same text from a machine that ends lines with CRLF. */
static void other_lines(const char *text, size_t size, const struct slip_patterns *patterns,
	const struct results_count *count) {
	if (memchr(text, '\r', size) || memchr(text, '"', size))
		return;
	char *other = mem_alloc(2 * size, 1);
	size_t used = 0;
	struct results_count is;
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '\n')
			other[used++] = '\r';
		other[used++] = text[i];
	}
	results_free(parse(other, used, patterns, &is));
	MUST(is.good == count->good && is.bad == count->bad);
	MUST(is.first_bad_line == count->first_bad_line);
	mem_free(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	char *text = malloc(size ? size : 1);
	struct slip_patterns patterns;
	struct results_count count;
	memcpy(text, bytes, size);
	slip_patterns_usual(&patterns);
	rows(text, size);
	struct results *results = parse(text, size, &patterns, &count);
	if (results)
		codes(results, text, size, &patterns);
	other_lines(text, size, &patterns, &count);
	results_free(results);
	free(text);
	return 0;
}
