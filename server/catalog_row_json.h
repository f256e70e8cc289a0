/*
 * catalog_row: the members of one object of a catalogue file, checked and taken over; the inside of
 * catalog_json and its like.
 *
 * Every function that gives false has written where and why.
 */
#ifndef MOTCUA_CATALOG_ROW_JSON_H
#define MOTCUA_CATALOG_ROW_JSON_H

#include "server/catalog_rows.h"

#include <jansson.h>

/* One object of the file, and where to complain about it. */
struct row {
	struct catalog_rows *rows;
	json_t *object;
	char place[64];
	char *why;
	size_t why_size;
};

/* False, with the reason. */
bool row_fail(const struct row *row, const char *key, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Memory that goes with the rows (taken over). */
const char *row_keep(struct catalog_rows *rows, char *s);

/* A text in normal form C, not empty, of one line. */
bool row_take_text(const struct row *row, const char *key, json_t *value, const char **out);

/* The same of a member: without it, or with null, the text is unknown and `out` stays; or is
 * needed. */
bool row_text(const struct row *row, const char *key, const char **out);
bool row_need_text(const struct row *row, const char *key, const char **out);

/* A whole number from 0 on; -1 without it or with null. */
bool row_number(const struct row *row, const char *key, int64_t max, int64_t *out);

#endif
