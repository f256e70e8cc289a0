/*
 * results: the office's list of appointment slips: which results are ready, which are due when.
 *
 * An immutable value made of one CSV text: made on any thread, read by one at a time, found in by
 * its code in a binary search; 200,000 codes take 8 MB. Days are YYYYMMDD, 0: not said. Codes are
 * in slip_code's one form. Owner: whoever made it. Pure: no clock, no files.
 *
 * The form (RFC 4180, UTF-8, a byte order mark is passed over): a header that names at least `code`
 * and `ready`, in any order, besides `due` and `counter`; what else it names is not looked at. The
 * separator is the header's, comma or semicolon. `ready` is yes or no (1, 0); `due` is YYYY-MM-DD
 * or DD/MM/YYYY or empty; `counter` is where the result is handed out, or empty. A row that is not
 * of the form is counted and left out. Of two rows with a code the later one stands. A text without
 * such a header, without a row or with more bad rows than good ones gives no list.
 */
#ifndef MOTCUA_RESULTS_H
#define MOTCUA_RESULTS_H

#include "common/slip_code.h"

#include <stdint.h>

struct results;

struct result {
	bool ready;
	int due;
	int counter; /* 0: not said */
};

/* What was read. */
struct results_count {
	size_t good, bad;
	size_t first_bad_line; /* from 1; 0: none */
};

enum results_fault {
	RESULTS_GOOD,
	RESULTS_NO_HEADER, /* or not one that names what is needed */
	RESULTS_NO_ROWS,
	RESULTS_MOSTLY_BAD,
};

/* NULL when the text gives no list; `count` and `fault` are told either way. */
struct results *results_parse(const char *text, size_t size, const struct slip_patterns *patterns,
	struct results_count *count, enum results_fault *fault);
void results_free(struct results *results);

/* How many are due on a day, and how many of those are ready. */
void results_due(const struct results *results, int day, int *due, int *ready);

/* The entry of a code in its one form; false, `result` untouched, when there is none. */
bool results_find(const struct results *results, const char *code, struct result *result);

#endif
