#include "server/due.h"

#include "common/clock.h"
#include "common/day.h"
#include "common/text.h"
#include "server/calendar.h"

#include <string.h>

enum { YEAR_DAYS = 366, MINUTE_MS = 60000 };

/* The first moment from `at_ms` on at which somebody works on the service. */
static bool hand_in(const struct setup *setup, int service, int64_t at_ms, int64_t *in_ms) {
	int day = clock_day(at_ms);
	for (int n = 0; n < YEAR_DAYS; n++, day = day_after(day, 1)) {
		struct setup_hours hours = calendar_hours(setup, day);
		for (int i = 0; i < hours.count && calendar_service_works(setup, service, day);
			i++) {
			int64_t opens_ms = clock_at(day, hours.spans[i].from);
			if (at_ms >= clock_at(day, hours.spans[i].to))
				continue;
			*in_ms = at_ms > opens_ms ? at_ms : opens_ms;
			return true;
		}
	}
	return false;
}

static int workday_from(const struct setup *setup, int day) {
	for (int n = 0; n < YEAR_DAYS && !calendar_workday(setup, day); n++)
		day = day_after(day, 1);
	return day;
}

static int workdays_after(const struct setup *setup, int day, int count) {
	while (count-- > 0)
		day = workday_from(setup, day_after(day, 1));
	return day;
}

static int days_after(const struct setup *setup, int day, int count) {
	for (int n = 0; n < count; n++)
		day = day_after(day, 1);
	return count > 0 ? workday_from(setup, day) : day;
}

/* When so many hours of work on the service are over. */
static int64_t hours_after(const struct setup *setup, int service, int64_t at_ms, int hours_count) {
	int64_t left_ms = (int64_t)hours_count * 60 * MINUTE_MS, in_ms = at_ms;
	while (hand_in(setup, service, in_ms, &in_ms)) {
		int day = clock_day(in_ms);
		struct setup_hours hours = calendar_hours(setup, day);
		int64_t ends_ms = in_ms;
		for (int i = 0; i < hours.count && ends_ms <= in_ms; i++)
			ends_ms = clock_at(day, hours.spans[i].to);
		if (in_ms + left_ms <= ends_ms)
			return in_ms + left_ms;
		left_ms -= ends_ms - in_ms;
		in_ms = ends_ms;
	}
	return 0;
}

/* The same day, or the next working day after the cut-off. */
static void same_day(const struct setup *setup, int64_t in_ms, struct due *due) {
	int64_t cutoff_ms = clock_at(due->handed_in_day, setup->result_cutoff_min);
	struct setup_hours hours = calendar_hours(setup, due->handed_in_day);
	int64_t closes_ms = clock_at(due->handed_in_day, hours.spans[hours.count - 1].to);
	if (in_ms >= cutoff_ms)
		due->day = workdays_after(setup, due->handed_in_day, 1);
	else if (cutoff_ms < closes_ms)
		due->until_ms = cutoff_ms;
}

/* Whether the days of a procedure are working days; those of one that varies say so in words. */
static bool of_workdays(const struct procedure *p) {
	char said[512] = "";
	if (p->time_limit_vi)
		text_fold(said, sizeof said, p->time_limit_vi);
	return p->time_limit_kind == TIME_LIMIT_WORKING_DAYS ||
	       (p->time_limit_kind == TIME_LIMIT_VARIES && strstr(said, "ngay lam viec"));
}

static bool find_days(const struct setup *setup, const struct procedure *p, struct due *due) {
	if (p->time_limit_days < 0)
		return false;
	due->day = of_workdays(p) ? workdays_after(setup, due->day, p->time_limit_days)
				  : days_after(setup, due->day, p->time_limit_days);
	return true;
}

static bool find_hours(const struct setup *setup, int service, const struct procedure *p,
	int64_t in_ms, struct due *due) {
	if (p->time_limit_hours < 0)
		return false;
	due->at_ms = hours_after(setup, service, in_ms, p->time_limit_hours);
	due->day = due->at_ms ? clock_day(due->at_ms) : 0;
	return due->at_ms != 0;
}

bool due_find(const struct setup *setup, int service, const struct procedure *procedure,
	int64_t at_ms, struct due *due) {
	int64_t in_ms;
	if (procedure->time_limit_kind == TIME_LIMIT_UNKNOWN ||
		!hand_in(setup, service, at_ms, &in_ms))
		return false;
	struct due found = {.handed_in_day = clock_day(in_ms), .day = clock_day(in_ms)};
	bool known = true;
	switch (procedure->time_limit_kind) {
	case TIME_LIMIT_WORKING_DAYS:
	case TIME_LIMIT_CALENDAR_DAYS:
	case TIME_LIMIT_VARIES:
		known = find_days(setup, procedure, &found);
		break;
	case TIME_LIMIT_HOURS:
		known = find_hours(setup, service, procedure, in_ms, &found);
		break;
	case TIME_LIMIT_SAME_DAY_15H:
		same_day(setup, in_ms, &found);
		break;
	case TIME_LIMIT_IMMEDIATE:
	case TIME_LIMIT_UNKNOWN:
		break;
	}
	if (known)
		*due = found;
	return known;
}
