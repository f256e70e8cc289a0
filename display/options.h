/*
 * options: the display's command line.
 *
 * Strings live as long as the program. Errors: one plain line in the log and CONF_USAGE.
 */
#ifndef MOTCUA_DISPLAY_OPTIONS_H
#define MOTCUA_DISPLAY_OPTIONS_H

#include "common/call_words.h"
#include "common/conf.h"
#include "common/ui/panel.h"
#include "display/legible.h"
#include "display/quiet.h"

struct options {
	const char *server, *ca, *key_file, *enrol, *view, *shots, *state, *zone, *script;
	int counter;
	struct panel_options panel;
	const char *diagonal_in, *distance_m, *list_distance_m, *number;
	bool rating, next;
	bool mute, voice_list, selftest;
	const char *voice, *voice_dir, *voice_make, *numbers, *counters, *region, *quiet_hours;
	int volume, repeat;
	const char *slides;
	int slide_seconds; /* 0: as the server says */
	/* What the last ones say. */
	int lang_count; /* 0: the chime alone */
	enum lang lang[2];
	struct call_style style;
	struct quiet quiet;
	struct legible_place place;
};

/* Reads argv over the defaults in the struct. */
enum conf_result options_read(struct options *o, int argc, char **argv);

#endif
