/*
 * backups_day: when the backup of a day is due: a while after the office has closed.
 *
 * Pure but for the process's time zone. Moments are Unix milliseconds.
 */
#ifndef MOTCUA_BACKUPS_DAY_H
#define MOTCUA_BACKUPS_DAY_H

#include "server/setup.h"

/* The last moment up to `at_ms` at which one was due, and the first one after it. */
int64_t backups_day_due_ms(const struct setup *setup, int64_t at_ms);
int64_t backups_day_next_ms(const struct setup *setup, int64_t at_ms);

#endif
