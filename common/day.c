#include "common/day.h"

#include <time.h>

enum { YEAR_FIRST = 1900, DAY_S = 24 * 60 * 60, WEEK = 7, THURSDAY = 4 };

/* Days since 1970; of a number that is no day, what the calendar makes of it. */
static int64_t number_of(int day) {
	struct tm tm = {.tm_year = day / 10000 - YEAR_FIRST,
		.tm_mon = day / 100 % 100 - 1,
		.tm_mday = day % 100};
	return (int64_t)timegm(&tm) / DAY_S;
}

static int day_of(int64_t number) {
	time_t at = (time_t)(number * DAY_S);
	struct tm tm = {0};
	gmtime_r(&at, &tm);
	return (tm.tm_year + YEAR_FIRST) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

bool day_valid(int64_t day) {
	return day >= YEAR_FIRST * 10000 && day <= DAY_LAST && day_after((int)day, 0) == (int)day;
}

bool day_of_office(int64_t day) {
	return day >= DAY_FIRST && day_valid(day);
}

int day_after(int day, int days) {
	return day_of(number_of(day) + days);
}

int day_distance(int from, int to) {
	return (int)(number_of(to) - number_of(from));
}

/* The first of 1970 was a Thursday. */
int day_weekday(int day) {
	int past = (int)(number_of(day) % WEEK) + THURSDAY;
	return (past + WEEK) % WEEK;
}
