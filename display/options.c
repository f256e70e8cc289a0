#include "display/options.h"

#include "common/log.h"
#include "display/zone.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 40 };

#define USAGE "motcua-display --server URL --view hall|counter [OPTION …]"

/* What only a counter's screen can do, and only in its own name. */
static bool check_counter(const struct options *o) {
	if (!o->rating && !o->next) {
		return true;
	}
	if (!o->counter || !o->key_file) {
		log_error("display: --%s needs --view counter and the screen's own --key-file FILE "
			  "(motcua-server device add NAME --role display)",
			o->rating ? "rating" : "next");
		return false;
	}
	return true;
}

/* A counter's screen has no place for them, but the lead can turn it to the hall. */
static bool check_slides(const struct options *o) {
	if (o->counter && !o->key_file && (o->slides || o->slide_seconds)) {
		log_error("display: --%s goes with --view hall: a counter's screen shows no "
			  "pictures",
			o->slides ? "slides" : "slide-seconds");
		return false;
	}
	return true;
}

static bool check_view(const struct options *o) {
	if (!o->server || !o->view) {
		log_error("display: --server URL and --view hall|counter are needed; see --help");
		return false;
	}
	bool hall = strcmp(o->view, "hall") == 0, counter = strcmp(o->view, "counter") == 0;
	if (!hall && !counter) {
		log_error("display: --view is hall or counter, not %s", o->view);
		return false;
	}
	if (counter != (o->counter > 0)) {
		log_error("display: --counter N goes with --view counter");
		return false;
	}
	if (o->enrol && !o->key_file) {
		log_error("display: --enrol CODE needs --key-file FILE, where the key goes");
		return false;
	}
	if (o->zone && (!hall || !zone_id_ok(o->zone))) {
		log_error("display: --zone ID goes with --view hall; an id is as A or tang-2");
		return false;
	}
	return check_counter(o) && check_slides(o) && panel_check(&o->panel);
}

static bool check_selftest(const struct options *o) {
	if (o->selftest && (o->counter || (o->view && strcmp(o->view, "hall") != 0))) {
		log_error("display: --selftest is for the hall's board, not for --view counter");
		return false;
	}
	if (o->number && !o->selftest) {
		log_error("display: --number NUMBER goes with --selftest");
		return false;
	}
	return true;
}

/* One of two words; which of them. */
static bool either(
	const char *name, const char *value, const char *no, const char *yes, bool *chosen) {
	*chosen = strcmp(value, yes) == 0;
	if (!*chosen && strcmp(value, no) != 0) {
		log_error("display: --%s is %s or %s, not %s", name, no, yes, value);
		return false;
	}
	return true;
}

/* "off", "vi", "en", "vi,en" or "en,vi". */
static bool read_languages(struct options *o) {
	const char *at = o->voice;
	o->lang_count = 0;
	if (strcmp(at, "off") == 0) {
		return true;
	}
	while (o->lang_count < 2 && (strncmp(at, "vi", 2) == 0 || strncmp(at, "en", 2) == 0)) {
		enum lang lang = *at == 'v' ? LANG_VI : LANG_EN;
		if (o->lang_count == 1 && o->lang[0] == lang) {
			break;
		}
		o->lang[o->lang_count++] = lang;
		if (!at[2]) {
			return true;
		}
		if (at[2] != ',') {
			break;
		}
		at += 3;
	}
	log_error("display: --voice is vi, en, vi,en or off, not %s", o->voice);
	return false;
}

static bool check_voice(struct options *o) {
	if (o->quiet_hours && !quiet_read(o->quiet_hours, &o->quiet)) {
		log_error("display: --quiet is HH:MM-HH:MM, several with commas, not %s",
			o->quiet_hours);
		return false;
	}
	return read_languages(o) &&
	       either("voice-numbers", o->numbers, "digits", "words", &o->style.number_whole) &&
	       either("voice-counters", o->counters, "digits", "words", &o->style.counter_whole) &&
	       either("voice-region", o->region, "north", "south", &o->style.south);
}

/* A length between two bounds, "2.5" or "2,5"; NULL leaves it as it is. */
static bool read_length(const char *name, const char *text, double min, double max, double *value) {
	int whole, end = 0, part_end = 0;
	char part[8] = "";
	if (!text) {
		return true;
	}
	if (sscanf(text, "%4d%n%*1[.,]%4[0-9]%n", &whole, &end, part, &part_end) >= 1 &&
		!text[part[0] ? part_end : end]) {
		*value = whole + (part[0] ? atoi(part) / pow(10, (double)strlen(part)) : 0);
		if (*value >= min && *value <= max) {
			return true;
		}
	}
	log_error("display: --%s is a number from %g to %g, not %s", name, min, max, text);
	return false;
}

/* The screen stays as large as it is, whatever it is told to show later. */
static bool check_place(struct options *o) {
	struct legible_place *p = &o->place;
	p->diagonal_in = (o->counter ? legible_counter : legible_hall).diagonal_in;
	return read_length("diagonal-in", o->diagonal_in, 10, 200, &p->diagonal_in) &&
	       read_length("distance-m", o->distance_m, 1, 50, &p->distance_m) &&
	       read_length("list-distance-m", o->list_distance_m, 0.5, 20, &p->list_m);
}

/* What was read, where nothing is wrong with it. */
static enum conf_result finish(struct options *o, enum conf_result result, const char *left) {
	if (result != CONF_OK) {
		return result;
	}
	if (left) {
		log_error("display: what is %s?", left);
		return CONF_USAGE;
	}
	if (!check_selftest(o)) {
		return CONF_USAGE;
	}
	if (o->voice_list || o->voice_make) {
		return CONF_OK;
	}
	if (o->selftest) {
		return check_place(o) && panel_check(&o->panel) ? CONF_OK : CONF_USAGE;
	}
	o->state = o->state ? o->state : getenv("STATE_DIRECTORY");
	return check_view(o) && check_place(o) && check_voice(o) ? CONF_OK : CONF_USAGE;
}

/* Rows of the table, group by group; each returns where the next one begins. */
static struct conf_option *rows_of(
	struct conf_option *at, const struct conf_option *rows, size_t size) {
	memcpy(at, rows, size);
	return at + size / sizeof *rows;
}

static struct conf_option *panel_rows(struct options *o, struct conf_option *at) {
	const struct conf_option rows[] = {
		{"size", CONF_TEXT, &o->panel.size, "WxH",
			"a window of this size, not the full screen", 0, 0},
		{"screen", CONF_INT, &o->panel.display, "N", "which screen, from 0", 0, 15},
		{"rotate", CONF_INT, &o->panel.turn_deg, "DEG",
			"turns the picture clockwise by 90, 180 or 270", 0, 270},
		{"diagonal-in", CONF_TEXT, &o->diagonal_in, "INCHES",
			"how large the picture is, corner to corner (55; of a counter 32)", 0, 0},
		{"distance-m", CONF_TEXT, &o->distance_m, "METRES",
			"how far the farthest seat is (10; of a counter 5)", 0, 0},
		{"list-distance-m", CONF_TEXT, &o->list_distance_m, "METRES",
			"from where lists are read (4; of a counter 2)", 0, 0},
		{"selftest", CONF_FLAG, &o->selftest, NULL,
			"tells from how far the hall's board can be read here, and ends", 0, 0},
		{"number", CONF_TEXT, &o->number, "NUMBER",
			"the longest that is given out, for --selftest", 0, 0},
	};
	return rows_of(at, rows, sizeof rows);
}

static struct conf_option *voice_rows(struct options *o, struct conf_option *at) {
	const struct conf_option rows[] = {
		{"mute", CONF_FLAG, &o->mute, NULL, "no sound", 0, 0},
		{"volume", CONF_INT, &o->volume, "PERCENT", "how loud it is (100)", 0, 100},
		{"voice", CONF_TEXT, &o->voice, "vi|en|vi,en|off",
			"in which languages calls are spoken; off: the chime alone (vi)", 0, 0},
		{"voice-dir", CONF_TEXT, &o->voice_dir, "DIR",
			"the office's recordings, DIR/vi/NAME.wav", 0, 0},
		{"voice-list", CONF_FLAG, &o->voice_list, NULL,
			"what can be recorded: file and text", 0, 0},
		{"voice-make", CONF_TEXT, &o->voice_make, "DIR",
			"fills the folder: what is not there is spoken by espeak-ng", 0, 0},
		{"voice-numbers", CONF_TEXT, &o->numbers, "digits|words",
			"how numbers are spoken (digits)", 0, 0},
		{"voice-counters", CONF_TEXT, &o->counters, "digits|words",
			"how counters are spoken (words)", 0, 0},
		{"voice-region", CONF_TEXT, &o->region, "north|south",
			"whose words for numbers (north)", 0, 0},
		{"voice-repeat", CONF_INT, &o->repeat, "N",
			"how often a call is spoken while no other waits (1)", 1, 2},
		{"quiet", CONF_TEXT, &o->quiet_hours, "HH:MM-HH:MM",
			"when calls are shown without a sound; several with commas", 0, 0},
	};
	return rows_of(at, rows, sizeof rows);
}

static struct conf_option *slide_rows(struct options *o, struct conf_option *at) {
	const struct conf_option rows[] = {
		{"slides", CONF_TEXT, &o->slides, "DIR",
			"pictures shown beside the calls, in place of the server's", 0, 0},
		{"slide-seconds", CONF_INT, &o->slide_seconds, "N",
			"how long each of them is shown (15, or as the lead says)", 5, 300},
	};
	return rows_of(at, rows, sizeof rows);
}

enum conf_result options_read(struct options *o, int argc, char **argv) {
	const struct conf_option rows[] = {
		{"server", CONF_TEXT, &o->server, "URL", "the office's server", 0, 0},
		{"ca", CONF_TEXT, &o->ca, "FILE",
			"who vouches for an https server (default: whom Debian trusts)", 0, 0},
		{"key-file", CONF_TEXT, &o->key_file, "FILE", "this device's key", 0, 0},
		{"enrol", CONF_TEXT, &o->enrol, "CODE",
			"writes the key file first, by the one-time code of the page /admin", 0, 0},
		{"view", CONF_TEXT, &o->view, "hall|counter", "what to show", 0, 0},
		{"counter", CONF_INT, &o->counter, "N", "which counter's screen", 1, 9999},
		{"zone", CONF_TEXT, &o->zone, "ID",
			"shows this zone of the hall alone, and announces its calls", 0, 0},
		{"rating", CONF_FLAG, &o->rating, NULL,
			"asks whoever was served there, on a screen that is touched", 0, 0},
		{"next", CONF_FLAG, &o->next, NULL, "shows whose turn is likely next there", 0, 0},
		{"state", CONF_TEXT, &o->state, "DIR",
			"what a restart must not forget ($STATE_DIRECTORY)", 0, 0},
		{"shots", CONF_TEXT, &o->shots, "DIR", "writes each new picture there", 0, 0},
		{"script", CONF_TEXT, &o->script, "FILE", "presses what a person would press", 0,
			0},
	};
	struct conf_option table[OPTIONS_MAX] = {0};
	slide_rows(o, voice_rows(o, panel_rows(o, rows_of(table, rows, sizeof rows))));
	int rest = argc;
	enum conf_result result = conf_read(table, USAGE, argc, argv, &rest);
	return finish(o, result, rest < argc ? argv[rest] : NULL);
}
