/*
 * results_csv: rows and fields of a CSV text, one after the other.
 *
 * Pure; source: RFC 4180. A quoted field may hold separators, line ends and doubled quotes; a line
 * ends with CRLF, LF or CR. A field is copied without its quotes and the blanks at its ends, whole,
 * or, where it is longer than the room or has a NUL, as an empty one. What follows a closing quote,
 * and a quote that never closes, make the row bad; reading goes on with the next line (of an
 * unclosed quote: the one after its own).
 */
#ifndef MOTCUA_RESULTS_CSV_H
#define MOTCUA_RESULTS_CSV_H

#include <stdbool.h>
#include <stddef.h>

enum { RESULTS_FIELD_SIZE = 128, RESULTS_FIELDS_MAX = 32 };

struct results_csv {
	const char *at, *end;
	char separator;
	size_t line; /* of `at`, from 1 */
};

struct results_row {
	size_t line; /* where it begins */
	bool good;   /* false: its fields are of no use */
	int count;   /* fields; those beyond the most are left out */
	char fields[RESULTS_FIELDS_MAX][RESULTS_FIELD_SIZE];
};

/* At the beginning of a text, past its byte order mark. */
void results_csv_open(struct results_csv *csv, const char *text, size_t size);

/* The next row that is not empty; false at the end. */
bool results_csv_next(struct results_csv *csv, struct results_row *row);

#endif
