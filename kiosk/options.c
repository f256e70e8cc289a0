#include "kiosk/options.h"

#include "common/log.h"

#include <stdlib.h>
#include <string.h>

#define USAGE "motcua-kiosk --server URL --key-file FILE [OPTION …]"

static bool check(struct options *o) {
	if (!o->server || !o->key_file) {
		log_error("kiosk: --server URL and --key-file FILE are needed; see --help");
		return false;
	}
	if (!port_parse(o->printer, &o->port)) {
		log_error("kiosk: --printer is file:DIR, tcp:HOST:PORT, dev:PATH or none, not %s",
			o->printer);
		return false;
	}
	if (strcmp(o->lang, "vi") != 0 && strcmp(o->lang, "en") != 0) {
		log_error("kiosk: --lang is vi or en, not %s", o->lang);
		return false;
	}
	if (o->paper_mm != 80 && o->paper_mm != 58) {
		log_error("kiosk: --paper is 80 or 58, not %d", o->paper_mm);
		return false;
	}
	return panel_check(&o->panel);
}

/* What was read, where nothing is wrong with it. */
static enum conf_result finish(struct options *o, enum conf_result result, const char *left) {
	if (result == CONF_OK && left) {
		log_error("kiosk: what is %s?", left);
		return CONF_USAGE;
	}
	o->state = o->state ? o->state : getenv("STATE_DIRECTORY");
	return result == CONF_OK && !check(o) ? CONF_USAGE : result;
}

enum conf_result options_read(struct options *o, int argc, char **argv) {
	const struct conf_option table[] = {
		{"server", CONF_TEXT, &o->server, "URL", "the office's server", 0, 0},
		{"ca", CONF_TEXT, &o->ca, "FILE",
			"who vouches for an https server (default: whom Debian trusts)", 0, 0},
		{"key-file", CONF_TEXT, &o->key_file, "FILE", "this kiosk's key", 0, 0},
		{"enrol", CONF_TEXT, &o->enrol, "CODE",
			"writes the key file first, by the one-time code of the page /admin", 0, 0},
		{"printer", CONF_TEXT, &o->printer, "PORT",
			"file:DIR, tcp:HOST:PORT, dev:PATH or none (none)", 0, 0},
		{"paper", CONF_INT, &o->paper_mm, "MM", "the slip's paper, 80 or 58 (80)", 58, 80},
		{"size", CONF_TEXT, &o->panel.size, "WxH",
			"a window of this size, not the full screen", 0, 0},
		{"screen", CONF_INT, &o->panel.display, "N", "which screen, from 0", 0, 15},
		{"rotate", CONF_INT, &o->panel.turn_deg, "DEG",
			"turns the picture clockwise by 90, 180 or 270", 0, 270},
		{"touch", CONF_TEXT, &o->panel.touch, "\"A B C D E F\"",
			"how the touch panel lies on the screen (1 0 0 0 1 0)", 0, 0},
		{"lang", CONF_TEXT, &o->lang, "vi|en", "the language that each citizen begins with",
			0, 0},
		{"guide", CONF_INT, &o->guide, "N", "the counter where people help", 1, 9999},
		{"state", CONF_TEXT, &o->state, "DIR",
			"what a restart must not forget ($STATE_DIRECTORY)", 0, 0},
		{"volume", CONF_INT, &o->volume, "PERCENT", "how loud it speaks (100)", 0, 100},
		{"mute", CONF_FLAG, &o->mute, NULL, "no sound, and nothing to listen to", 0, 0},
		{"jack-in-key", CONF_TEXT, &o->jack_in_key, "KEY",
			"the key that says that headphones were plugged in (f15)", 0, 0},
		{"jack-out-key", CONF_TEXT, &o->jack_out_key, "KEY",
			"that they were pulled out (f16)", 0, 0},
		{"help-key", CONF_TEXT, &o->help_key, "KEY", "its key for help (f1)", 0, 0},
		{"dark-key", CONF_TEXT, &o->dark_key, "KEY",
			"its key for a dark screen while it speaks (f2)", 0, 0},
		{"shots", CONF_TEXT, &o->shots, "DIR", "writes each new picture there", 0, 0},
		{"script", CONF_TEXT, &o->script, "FILE", "presses what a person would press", 0,
			0},
		{0},
	};
	int rest = argc;
	enum conf_result result = conf_read(table, USAGE, argc, argv, &rest);
	return finish(o, result, rest < argc ? argv[rest] : NULL);
}
