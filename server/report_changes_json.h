/*
 * report_changes_json: changes as the report of them tells them, in JSON and as rows of a table.
 *
 * What the feed tells of a change, without names of people, and what figures need besides: the
 * ticket, its class, what was said of the wait. Of a rating only that there was one. Moments are
 * Unix milliseconds, in the table also local time.
 */
#ifndef MOTCUA_REPORT_CHANGES_JSON_H
#define MOTCUA_REPORT_CHANGES_JSON_H

#include "common/proto.h"
#include "server/csv.h"

#include <jansson.h>

/* Whether a change is one of a service's numbers ("": of any) at a counter (0: at any). What a
 * rating was of is not told in this way either. */
bool report_change_is_of(const struct change *c, const char *service, int counter);

/* For the caller to json_decref. */
json_t *report_change_json(const struct change *c);

/* Begins a file. */
void report_change_heads(struct csv *csv);
void report_change_row(struct csv *csv, const struct change *c);

#endif
