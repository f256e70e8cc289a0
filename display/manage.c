#include "display/manage.h"

#include "common/device_json.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"
#include "common/text.h"
#include "display/zone.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SAY_MS = 20000, CHANGE_MS = 500, PICTURE_W = 960 };

struct manage {
	struct options *options;
	struct display_settings own; /* of the command line */
	bool own_mute;
	struct display_settings told; /* as the lead wants it */
	char *file;                   /* where that is kept; NULL: nowhere */
	char run[DEVICE_RUN_SIZE];
	bool up;      /* the server is there */
	bool refused; /* it does not accept the key; no more is said until it is back */
	bool refusal_said, soon, picture;
	uint64_t request; /* what was said and is not answered yet; 0: nothing */
	int64_t said_ms;
	struct device_status said;
};

static struct display_settings settings_of(const struct options *o) {
	struct display_settings s = {.view = display_view_of(o->view), .volume = o->volume};
	s.counter = o->counter;
	text_copy(s.zone, sizeof s.zone, o->zone ? o->zone : "");
	return s;
}

/* What is told wins, the rest is as the command line says. A volume is an end to silence. */
static void apply(struct manage *m) {
	struct options *o = m->options;
	const struct display_settings *view = m->told.view ? &m->told : &m->own;
	bool loud = m->told.volume >= 0;
	o->view = display_view_word(view->view);
	o->counter = view->counter;
	/* Who is told the hall without a zone shows all of it. */
	const char *zone = m->told.view || zone_id_ok(m->told.zone) ? m->told.zone : m->own.zone;
	o->zone = o->counter || !zone_id_ok(zone) ? NULL : zone;
	o->volume = loud ? m->told.volume : m->own.volume;
	o->mute = loud ? m->told.volume == 0 : m->own_mute;
}

static char *file_of(const struct options *o) {
	const char *slash = o->key_file ? strrchr(o->key_file, '/') : NULL;
	const char *name = slash ? slash + 1 : o->key_file;
	return o->state && name ? mem_printf("%s/told-%s.json", o->state, name) : NULL;
}

static void recall(struct manage *m) {
	json_t *json = m->file ? json_load_file(m->file, JSON_REJECT_DUPLICATES, NULL) : NULL;
	display_settings_from_json(json, &m->told, NULL);
	json_decref(json);
	apply(m);
}

/* A file that cannot be written leaves the display as its command line says after the next start,
 * until the server tells it again. */
static void keep(const struct manage *m) {
	if (!m->file) {
		return;
	}
	if (!display_settings_said(&m->told)) {
		unlink(m->file);
		return;
	}
	json_t *json = display_settings_json(&m->told);
	char *part = mem_printf("%s.new", m->file);
	plain_file_folder(m->options->state);
	if (json_dump_file(json, part, JSON_COMPACT) == 0) {
		rename(part, m->file);
	}
	mem_free(part);
	json_decref(json);
}

struct manage *manage_open(struct options *options) {
	if (!options->key_file) {
		return NULL;
	}
	struct manage *m = mem_alloc(1, sizeof *m);
	m->options = options;
	m->own = settings_of(options);
	m->own_mute = options->mute;
	m->told = display_settings_none;
	m->file = file_of(options);
	device_run(m->run);
	recall(m);
	return m;
}

void manage_close(struct manage *m) {
	if (m) {
		mem_free(m->file);
		mem_free(m);
	}
}

static void refuse(struct manage *m) {
	m->refused = true;
	if (!m->refusal_said) {
		log_error(
			"display: the server does not accept the key in %s: the screen shows what "
			"it is told here, and the lead does not see it",
			m->options->key_file);
	}
	m->refusal_said = true;
}

static void log_told(const struct manage *m) {
	const struct options *o = m->options;
	char counter[16] = "";
	if (o->counter) {
		snprintf(counter, sizeof counter, " %d", o->counter);
	}
	log_info("display: told to show %s%s%s%s, volume %d", o->view, counter,
		o->zone ? ", zone " : "", o->zone ? o->zone : "", o->volume);
}

static enum manage_news take_orders(struct manage *m, const json_t *answer) {
	struct device_orders orders;
	struct display_settings before = settings_of(m->options);
	if (!device_orders_from_json(answer, &orders)) {
		return MANAGE_SAME;
	}
	m->picture |= orders.picture;
	if (display_settings_equal(&orders.settings, &m->told)) {
		return MANAGE_SAME;
	}
	m->told = orders.settings;
	keep(m);
	apply(m);
	m->soon = true;
	log_told(m);
	struct display_settings now = settings_of(m->options);
	before.volume = now.volume;
	return display_settings_equal(&before, &now) ? MANAGE_SOUND : MANAGE_VIEW;
}

static enum manage_news take_reply(struct manage *m, const struct link_message *message) {
	if (!m->request || message->request != m->request) {
		return MANAGE_SAME;
	}
	m->request = 0;
	if (message->status == 401 || message->status == 403) {
		refuse(m);
	}
	return message->status == 200 ? take_orders(m, message->json) : MANAGE_SAME;
}

enum manage_news manage_take(struct manage *m, const struct link_message *message) {
	if (!m) {
		return MANAGE_SAME;
	}
	switch (message->kind) {
	case LINK_UP:
		m->up = m->soon = true;
		m->refused = false;
		return MANAGE_SAME;
	case LINK_DOWN:
		m->up = false;
		return MANAGE_SAME;
	case LINK_ORDERS:
		m->soon = true;
		return MANAGE_SAME;
	case LINK_REPLY:
		return take_reply(m, message);
	default:
		return MANAGE_SAME;
	}
}

static struct device_status status(const struct manage *m, struct window *window,
	const struct known *known, const char *sound) {
	const struct options *o = m->options;
	struct device_status s = {.now = settings_of(o), .mute = o->mute};
	int w_px, h_px;
	window_size(window, &w_px, &h_px);
	snprintf(s.version, sizeof s.version, "%s", version_text());
	snprintf(s.run, sizeof s.run, "%s", m->run);
	snprintf(s.screen, sizeof s.screen, "%dx%d", w_px, h_px);
	snprintf(s.shows, sizeof s.shows, "%s", known->hall_known ? o->view : "start");
	snprintf(s.number, sizeof s.number, "%s",
		known->announce.any ? known->announce.shown.number : "");
	snprintf(s.sound, sizeof s.sound, "%s", o->mute ? "" : sound);
	return s;
}

static bool same(const struct device_status *a, const struct device_status *b) {
	return !strcmp(a->shows, b->shows) && !strcmp(a->number, b->number) &&
	       !strcmp(a->screen, b->screen) && !strcmp(a->sound, b->sound) && a->mute == b->mute &&
	       display_settings_equal(&a->now, &b->now);
}

static void send_picture(struct manage *m, struct link *link, struct window *window) {
	size_t size;
	char *png = m->picture ? window_picture(window, PICTURE_W, &size) : NULL;
	m->picture = false;
	if (png) {
		link_send_bytes(link, "/api/v1/display/picture", "image/png", png, size);
	}
}

int64_t manage_due(struct manage *m, struct link *link, struct window *window,
	const struct known *known, const char *sound, int64_t now_ms) {
	if (!m || !m->up || m->refused) {
		return INT64_MAX;
	}
	send_picture(m, link, window);
	if (m->request) {
		return INT64_MAX;
	}
	struct device_status s = status(m, window, known, sound);
	int64_t due_ms = m->said_ms + (same(&s, &m->said) ? SAY_MS : CHANGE_MS);
	if (m->said_ms && !m->soon && now_ms < due_ms) {
		return due_ms;
	}
	m->request =
		link_send(link, "POST", "/api/v1/display/status", device_status_json(&s), NULL, 0);
	m->said = s;
	m->said_ms = now_ms;
	m->soon = false;
	return INT64_MAX;
}
