/*
 * catalog_merge: a catalogue file as it becomes when another list or other members of one procedure
 * hold from a day on. What was is never lost: what is gone has a last day, what is other later is
 * amended (catalog_dates_json.h). Pure; days are YYYYMMDD.
 */
#ifndef MOTCUA_CATALOG_MERGE_JSON_H
#define MOTCUA_CATALOG_MERGE_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* The days of a change. */
struct catalog_days {
	int today, from; /* from ≥ today */
};

/* What becomes of a file; all are the caller's to json_decref. */
struct catalog_merge {
	json_t *file;
	json_t *added, *gone; /* rows */
	json_t *changed; /* {"code", "row", "changes"}: differences of what holds on that day */
	size_t same;
};

/* Whether a value has the form of a file at all: lists of objects, codes that are texts. */
bool catalog_merge_takes(const json_t *file);

/* Takes another list over; `now` is NULL where there is none yet, and then it is the file. */
void catalog_merge(
	json_t *now, json_t *wanted, const struct catalog_days *days, struct catalog_merge *to);
void catalog_merge_clear(struct catalog_merge *merge);

/* The row of a code in a file, or NULL. */
json_t *catalog_row(const json_t *file, const char *code);

/* A row (NULL: a new one of that code) with other members, for the caller to json_decref. */
json_t *catalog_row_with(
	json_t *row, const char *code, const json_t *members, const struct catalog_days *days);

/* A row as it is on a day, without what is to come; for the caller to json_decref. */
json_t *catalog_row_on(json_t *row, int day);

/* A file with this row (NULL: none) in the place of a code's, for the caller to json_decref. */
json_t *catalog_file_with(json_t *file, const char *code, json_t *row);

#endif
