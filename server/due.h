/*
 * due: on which day the result of a procedure is to be given, by the office's working calendar.
 *
 * Pure but for the process's time zone (clock_use_zone), which must be the office's. Moments are
 * Unix milliseconds, days YYYYMMDD. Of a time limit of days the day on which the papers are handed
 * in does not count; one of calendar days that ends on a day off goes on to the next working day;
 * hours are those in which somebody works on the service. Source: Civil Code 2015, articles 147 and
 * 148; the office file's holidays, make-up days and ticket_issue.same_day_result_cutoff.
 */
#ifndef MOTCUA_DUE_H
#define MOTCUA_DUE_H

#include "server/setup.h"

struct due {
	int handed_in_day; /* today, or the next day on which papers are taken */
	int day;           /* of the result */
	int64_t at_ms;     /* of a time limit of hours: when; 0: some time that day */
	int64_t until_ms;  /* what is handed in later is due the next working day; 0: all of that
			      day's is due then */
};

/* What is due when the papers of a procedure, a service's (index), are handed in at a moment or as
 * soon after it as somebody works on the service; false where the time limit does not say it or
 * nobody does within a year. */
bool due_find(const struct setup *setup, int service, const struct procedure *procedure,
	int64_t at_ms, struct due *due);

#endif
