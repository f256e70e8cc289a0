/*
 * calendar: when an office is open, when numbers are issued and what is told.
 *
 * Pure but for the process's time zone (clock_use_zone), which must be the office's. Moments are
 * Unix milliseconds. Holidays are closed; a make-up day has the hours of the weekday it stands for.
 */
#ifndef MOTCUA_CALENDAR_H
#define MOTCUA_CALENDAR_H

#include "server/setup.h"

/* One span of opening hours; numbers are issued from take_from to take_until. */
struct calendar_session {
	int64_t opens_ms, closes_ms;
	int64_t take_from_ms, take_until_ms;
};

/* The session that runs at a moment or else the next one; false when there is none within a year.
 */
bool calendar_session(const struct setup *setup, int64_t at_ms, struct calendar_session *session);

/* Whether the hall is open at a moment. */
bool calendar_open(const struct setup *setup, int64_t at_ms);

/*
 * Whether numbers of a service (index) are issued at a moment; if not, `opens_ms` (may be NULL) is
 * when they will be, 0 if not within a year.
 */
bool calendar_takes(const struct setup *setup, int service, int64_t at_ms, int64_t *opens_ms);

/* When numbers of a service (index) are issued on a date; writes the moments from … until, returns
 * how many spans there are. */
int calendar_take_spans(
	const struct setup *setup, int service, int day, struct span spans[static SETUP_SPANS_MAX]);

/* Whether a notice (index) is to be shown at a moment. */
bool calendar_notice(const struct setup *setup, int notice, int64_t at_ms);

/* Whether a date counts in a time limit of working days: the hall is open, on no Saturday but one
 * that makes up for another day. */
bool calendar_workday(const struct setup *setup, int day);

/* Whether anybody works on a service (index) on a date. */
bool calendar_service_works(const struct setup *setup, int service, int day);

/* Whether a counter (index) works on a date, and that date's hours. */
bool calendar_counter_works(const struct setup *setup, int counter, int day);
struct setup_hours calendar_hours(const struct setup *setup, int day);

/* A counter's planned openings on a date: its own, or those of the hall. */
struct setup_hours calendar_counter_hours(const struct setup *setup, int counter, int day);

#endif
