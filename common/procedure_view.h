/*
 * procedure_view: a procedure of the catalogue as the interface tells it to a kiosk.
 *
 * The pointers point into `json`, which the value holds a reference of: procedure_view_clear gives
 * it back, copies by `=` share it and must not outlive it. Unknown texts are NULL, unknown numbers
 * -1. Source: P of the interface, version 1 (server/openapi.yaml).
 */
#ifndef MOTCUA_PROCEDURE_VIEW_H
#define MOTCUA_PROCEDURE_VIEW_H

#include "common/words.h"

#include <jansson.h>

struct procedure_view {
	json_t *json;
	const char *code, *field, *service;
	int64_t fee_vnd;             /* -1: no single figure, read the note; 0: free by law */
	int time_limit_days;         /* -1: unknown */
	const char *time_limit_kind; /* "working-days", "same-day-15h" …, or NULL */
	int document_count;
	int visits; /* how many there were for it lately; 0: none, or not counted */
	/* By the office's calendar, if the papers are handed in at that moment; days 0: not said.
	 */
	int handed_in_day, result_day;
	int64_t result_at_ms;    /* of a time limit of hours; 0: some time that day */
	int64_t result_until_ms; /* handed in later it is due the next working day; 0: not so */
};

/* Reads one P; false (nothing held) when it is not of that shape. */
bool procedure_view_from_json(json_t *j, struct procedure_view *p);
void procedure_view_clear(struct procedure_view *p);

/* Reads the rows of an answer {"procedures": [P…]} that are of that shape, at most `max`; returns
 * how many there are now, each to be cleared. */
int procedure_views_from_json(json_t *j, struct procedure_view *rows, int max);

/* Texts in the language asked for, else in the other; NULL where the catalogue has none. */
const char *procedure_view_name(const struct procedure_view *p, enum lang lang);
/* The short name where there is one in that language, else the name in it, else the other's. */
const char *procedure_view_short(const struct procedure_view *p, enum lang lang);
const char *procedure_view_fee_note(const struct procedure_view *p, enum lang lang);
const char *procedure_view_time_limit(const struct procedure_view *p, enum lang lang);
const char *procedure_view_document(const struct procedure_view *p, int index, enum lang lang);

#endif
