/*
 * catalog_rows: what a catalogue file says, checked and taken over; the inside of catalog.
 *
 * The rows own every string in them. Texts are in normal form C, not empty, one line; codes are
 * unique; each procedure's field is one of the fields. Procedures in force on the day come first,
 * the others after them, both in the order of the file.
 */
#ifndef MOTCUA_CATALOG_ROWS_H
#define MOTCUA_CATALOG_ROWS_H

#include "server/catalog.h"

struct catalog_rows {
	struct catalog_field *fields;
	size_t field_count;
	struct procedure *procedures;
	size_t procedure_count; /* in force */
	size_t count;           /* of all */
	int next_day; /* the first day on which something is other than on the day; INT_MAX: none */
	char **strings; /* all of them, to be freed */
	size_t string_count, string_room;
};

/* Reads the JSON text of a catalogue file into zeroed rows, as it is on a day (0: without days, all
 * in force, none amended); on an error writes where and why and leaves the rows to be cleared. */
bool catalog_rows_read(struct catalog_rows *rows, const char *json, size_t size, int day, char *why,
	size_t why_size);

/* Puts what is in force on a day before the rest, and finds the next day. */
void catalog_rows_divide(struct catalog_rows *rows, int day);

/* Gives back everything; zeroed rows are nothing. */
void catalog_rows_clear(struct catalog_rows *rows);

/* Whether a text may be a procedure's code: letters, digits, dots and hyphens, 32 at most. */
bool catalog_code_valid(const char *code);

#endif
