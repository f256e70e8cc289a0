/*
 * selftest: from how far the hall's board can be read on this screen, told without opening a
 * window.
 *
 * For a technician: a hall is made up, drawn as a scene for the size and the place in the options,
 * and its texts are held against the rule (legible.h), in Vietnamese and then in English.
 */
#ifndef MOTCUA_SELFTEST_H
#define MOTCUA_SELFTEST_H

#include "display/legible.h"
#include "display/view.h"

#include <stdio.h>

struct selftest {
	struct legible_place place;
	const char *size;   /* "WxH"; NULL: 1920x1080 */
	int turn_deg;       /* of the panel: 90 or 270 stand a usual screen upright */
	const char *number; /* the longest that the office gives out; NULL: a short one and a long
			       one */
};

/* Writes what was found; whether all can be read as far as it should. */
bool selftest_run(const struct selftest *s, FILE *out);

/* One line in the log when the newest call cannot be read from the farthest seat. */
void selftest_warn(const struct view *v, int w_px, int h_px);

#endif
