/*
 * quiet: the hours of a day in which nothing is to be heard.
 *
 * "11:30-13:30,17:00-07:00": from the first minute up to the second, past midnight too. Pure; a
 * value; minutes of the office's day.
 */
#ifndef MOTCUA_QUIET_H
#define MOTCUA_QUIET_H

#include <stdbool.h>

enum { QUIET_MAX = 8 };

struct quiet {
	int count;
	struct quiet_span {
		int from_min, to_min;
	} span[QUIET_MAX];
};

/* False (nothing written) for a text of another form. */
bool quiet_read(const char *text, struct quiet *q);

bool quiet_at(const struct quiet *q, int minute);

#endif
