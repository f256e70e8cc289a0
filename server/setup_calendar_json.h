/*
 * setup_calendar_json: the hours, holidays and make-up days of an office file.
 *
 * For server/setup_*.c alone. False when something was refused.
 */
#ifndef MOTCUA_SETUP_CALENDAR_JSON_H
#define MOTCUA_SETUP_CALENDAR_JSON_H

#include "server/setup.h"
#include "server/setup_read.h"

bool setup_calendar(struct setup_read *r, struct setup *setup, json_t *root);

/* Seven days, "sun" to "sat", each a list of ["HH:MM", "HH:MM"]; `at` is the place in the file. */
bool setup_calendar_hours(
	struct setup_read *r, json_t *hours, const char *at, struct setup_hours to[7]);

#endif
