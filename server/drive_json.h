/*
 * drive_json: what a drive is told, line by line, and its answers.
 *
 * A line is a JSON object whose `do` says what happens: office, day, book, issue, open, close,
 * next, finish, absent, transfer, return, estimates. Tickets are told by their place in the day's
 * order of issue: 1, 2, 3 … An answer is {"ok":true,…} or {"ok":false,"error":SLUG,"where"?}:
 * bad_request (no JSON, no such `do`), invalid (`where`: which member), not_found, or the queue's
 * wrong_state, busy, quota_reached. Nothing happened then. Source: queueing.md 8.
 */
#ifndef MOTCUA_DRIVE_JSON_H
#define MOTCUA_DRIVE_JSON_H

#include "server/drive.h"

#include <jansson.h>

/* Does what a line says; the answer is the caller's (json_decref). A line with an office makes
 * *drive anew (NULL before the first). */
json_t *drive_do(struct drive **drive, const char *text);

#endif
