/*
 * catalog_dates: from when until when a procedure holds, what replaces it, and from which days on
 * parts of it are other; the inside of catalog_json.
 *
 * A procedure may have "valid_from" and "valid_until" (first and last day, YYYYMMDD), "replaced_by"
 * (a code, with valid_until), and "amended": a list, by days, of objects with "from" (a day) and
 * the members that are other from then on, null for one that is not there any more.
 */
#ifndef MOTCUA_CATALOG_DATES_JSON_H
#define MOTCUA_CATALOG_DATES_JSON_H

#include "server/catalog_row_json.h"

/* Reads the first and last day and the successor's code. */
bool dates_read(const struct row *row, struct procedure *p);

/* Checks the list of amendments, and tells how many there are. */
bool dates_amendments(const struct row *row, size_t *count);

/* The day from which on an amendment holds. */
int dates_from(const json_t *object, size_t i);

/* The procedure with its first `count` amendments, for the caller to json_decref. */
json_t *dates_stage(json_t *object, size_t count);

#endif
