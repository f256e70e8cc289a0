/*
 * options: the kiosk's command line.
 *
 * Strings live as long as the program. Errors: one plain line in the log and CONF_USAGE.
 */
#ifndef MOTCUA_KIOSK_OPTIONS_H
#define MOTCUA_KIOSK_OPTIONS_H

#include "common/conf.h"
#include "common/ui/panel.h"
#include "kiosk/port.h"

struct options {
	const char *server, *ca, *key_file, *enrol, *printer, *lang, *state, *shots, *script;
	const char *jack_in_key, *jack_out_key, *help_key, *dark_key;
	int paper_mm, guide, volume;
	bool mute;
	struct panel_options panel;
	struct port port; /* of `printer` */
};

/* Reads argv over the defaults in the struct. */
enum conf_result options_read(struct options *o, int argc, char **argv);

#endif
