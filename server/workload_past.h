/*
 * workload_past: a workload made of days that the office has had, out of their changes.
 *
 * A visit takes as long as it took, its walk is the time from call to start; with several stays at
 * counters of one service they are added up, a transfer becomes the second stop (the last of
 * several). Who was absent when called would have been so a second later, who gave up stays that
 * long, all others wait all day; a visit that never was takes the configured mean. Counters open
 * and close as they did, and plan what the set-up plans for that date. Numbers that were taken out
 * and services the office no longer has are left out. Needs the office's time zone.
 */
#ifndef MOTCUA_WORKLOAD_PAST_H
#define MOTCUA_WORKLOAD_PAST_H

#include "server/workload.h"

/* Adds a day; false, with nothing added, when nobody took a number. */
bool workload_add_past(struct workload *workload, const struct setup *setup, int day,
	const struct change *changes, size_t count);

#endif
