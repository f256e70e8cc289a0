#include "common/device_json.h"

#include "common/json_read.h"

#include <string.h>

enum { VOLUME_MAX = 100 };

static json_t *word_or_null(const char *word) {
	return word[0] ? json_string(word) : json_null();
}

json_t *display_settings_json(const struct display_settings *s) {
	if (!display_settings_said(s)) {
		return json_null();
	}
	return json_pack("{s:o, s:o, s:o, s:o}", "view", word_or_null(display_view_word(s->view)),
		"counter", s->counter ? json_integer(s->counter) : json_null(), "zone",
		word_or_null(s->zone), "volume",
		s->volume >= 0 ? json_integer(s->volume) : json_null());
}

/* An identifier without control characters: it may go into a log. */
static bool read_plain(const json_t *j, const char *key, char *buf, size_t size) {
	if (!json_read_id(j, key, buf, size)) {
		return false;
	}
	for (const unsigned char *c = (const unsigned char *)buf; *c; c++) {
		if (*c < 0x20 || *c == 0x7f) {
			return false;
		}
	}
	return true;
}

static bool is_said(const json_t *j, const char *key) {
	const json_t *member = json_object_get(j, key);
	return member && !json_is_null(member);
}

/* The member that does not hold, or NULL. */
static const char *read_settings(const json_t *j, struct display_settings *s) {
	s->view = display_view_of(json_read_word(j, "view"));
	if (is_said(j, "view") && s->view == VIEW_UNSAID) {
		return "view";
	}
	if (!json_read_int(j, "counter", 1, 0, &s->counter) ||
		(s->view == VIEW_COUNTER) != (s->counter > 0) || s->counter > DEVICE_COUNTER_MAX) {
		return "counter";
	}
	if (!read_plain(j, "zone", s->zone, sizeof s->zone)) {
		return "zone";
	}
	if (!json_read_int(j, "volume", 0, -1, &s->volume) || s->volume > VOLUME_MAX) {
		return "volume";
	}
	return NULL;
}

bool display_settings_from_json(const json_t *j, struct display_settings *s, const char **field) {
	struct display_settings read = display_settings_none;
	const char *wrong = j && !json_is_null(j) ? read_settings(j, &read) : NULL;
	if (!wrong) {
		*s = read;
	} else if (field) {
		*field = wrong;
	}
	return !wrong;
}

static void set_word(json_t *o, const char *key, const char *word) {
	if (word[0]) {
		json_object_set_new(o, key, json_string(word));
	}
}

static void set_display(json_t *o, const struct device_status *s) {
	json_t *now = display_settings_json(&s->now);
	json_object_update(o, now);
	json_decref(now);
	json_object_set_new(o, "mute", json_boolean(s->mute));
	set_word(o, "sound", s->sound);
}

json_t *device_status_json(const struct device_status *s) {
	json_t *o = json_object();
	set_word(o, "printer", s->printer);
	set_word(o, "version", s->version);
	set_word(o, "run", s->run);
	set_word(o, "screen", s->screen);
	if (s->shows[0]) {
		json_object_set_new(o, "showing",
			json_pack("{s:s, s:o}", "screen", s->shows, "number",
				word_or_null(s->number)));
	}
	if (display_settings_said(&s->now)) {
		set_display(o, s);
	}
	return o;
}

static bool read_showing(const json_t *j, struct device_status *s) {
	if (!is_said(j, "showing")) {
		return true;
	}
	const json_t *showing = json_object_get(j, "showing");
	return json_is_object(showing) &&
	       read_plain(showing, "screen", s->shows, sizeof s->shows) &&
	       read_plain(showing, "number", s->number, sizeof s->number);
}

bool device_status_from_json(const json_t *j, struct device_status *s) {
	struct device_status read = {0};
	if (!read_plain(j, "version", read.version, sizeof read.version) ||
		!read_plain(j, "run", read.run, sizeof read.run) ||
		!read_plain(j, "screen", read.screen, sizeof read.screen) ||
		!read_plain(j, "sound", read.sound, sizeof read.sound) ||
		!read_plain(j, "printer", read.printer, sizeof read.printer) ||
		!json_read_flag(j, "mute", &read.mute) || !read_showing(j, &read) ||
		!display_settings_from_json(j, &read.now, NULL)) {
		return false;
	}
	*s = read;
	return true;
}

bool device_printer_from_json(const json_t *j, struct device_status *s) {
	struct device_status read = {0};
	bool ok = read_plain(j, "printer", read.printer, sizeof read.printer);
	if (ok) {
		*s = read;
	}
	return ok;
}

json_t *device_orders_json(const struct device_orders *o, int64_t now_ms) {
	return json_pack("{s:I, s:s, s:o, s:b}", "now", (json_int_t)now_ms, "name", o->name,
		"settings", display_settings_json(&o->settings), "picture", o->picture);
}

bool device_orders_from_json(const json_t *j, struct device_orders *o) {
	struct device_orders read = {0};
	if (!json_is_object(j) || !read_plain(j, "name", read.name, sizeof read.name) ||
		!json_read_flag(j, "picture", &read.picture) ||
		!display_settings_from_json(json_object_get(j, "settings"), &read.settings, NULL)) {
		return false;
	}
	*o = read;
	return true;
}
