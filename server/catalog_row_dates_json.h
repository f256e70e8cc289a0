/*
 * catalog_row_dates: one row of a catalogue file and its days; for catalog_merge_json alone.
 *
 * What is given is not changed, but for row_amend's first; what comes back is the caller's to
 * json_decref.
 */
#ifndef MOTCUA_CATALOG_ROW_DATES_JSON_H
#define MOTCUA_CATALOG_ROW_DATES_JSON_H

#include "server/catalog_merge_json.h"

/* Whether a member tells of the procedure's days, and is not amended by days itself. */
bool row_is_date(const char *key);

/* The row with what was amended up to a day taken over into it. */
json_t *row_fold(json_t *row, int day);

/* Gives the row, folded up to today, other members from a day on. */
void row_amend(json_t *row, json_t *members, const struct catalog_days *days);

/* The row as another list has it from a day on; days and service that the list does not tell stay,
 * but an end before that day. */
json_t *row_take_over(json_t *row, json_t *wanted, const struct catalog_days *days);

/* Whether the row is in force on a day. */
bool row_holds_on(const json_t *row, int day);

/* The row with this last day; NULL: it begins later, and never was in force. */
json_t *row_end(json_t *row, int last);

/* The row with this first day, unless it says another. */
json_t *row_begin(json_t *row, int first);

#endif
