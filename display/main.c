/* motcua-display: a hall's board or a counter's screen, kept right by the server's feed. */
#include "common/alive.h"
#include "common/board.h"
#include "common/clock.h"
#include "common/conf.h"
#include "common/link.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "common/ui/sound.h"
#include "common/ui/window.h"
#include "display/view.h"

#include <stdio.h>
#include <string.h>

struct options {
	const char *server, *key_file, *view, *shots;
	int counter;
	struct panel_options panel;
	bool mute;
};

struct display {
	struct options options;
	struct window *window;
	struct link *link;
	struct sound *sound;
	struct snapshot hall;
	struct office_view office;
	bool hall_known, office_known;
	struct announce announce;
	bool lost;
	int64_t silent_since_ms; /* the server's time */
	int64_t ahead_ms;        /* the server's time is the monotonic clock's plus this */
};

static int64_t server_now(const struct display *d) {
	return clock_mono_ms() + d->ahead_ms;
}

static struct view view_of(const struct display *d) {
	return (struct view){.hall = d->hall_known ? &d->hall : NULL,
		.office = d->office_known ? &d->office : NULL,
		.announce = &d->announce,
		.now_ms = server_now(d),
		.lost = d->lost,
		.silent_since_ms = d->silent_since_ms,
		.lang = LANG_VI};
}

static void take_snapshot(struct display *d, const struct snapshot *s) {
	d->hall = *s;
	d->hall_known = true;
	d->lost = false;
	d->ahead_ms = s->now_ms - clock_mono_ms();
	announce_snapshot(&d->announce, &d->hall, server_now(d));
}

static void take_change(struct display *d, const struct change *c) {
	if (!d->hall_known) {
		return;
	}
	/* Nothing comes from the future: the server's clock was set forward. */
	if (c->at_ms > server_now(d)) {
		d->ahead_ms = c->at_ms - clock_mono_ms();
	}
	board_apply(&d->hall, c);
	announce_change(&d->announce, &d->hall, c, server_now(d));
}

static void take_office(struct display *d, const struct office_view *office) {
	d->office = *office;
	d->office_known = true;
	if (!clock_use_zone(office->time_zone)) {
		log_warn("display: unknown time zone %s", office->time_zone);
	}
}

static void take_message(struct display *d, const struct link_message *m) {
	switch (m->kind) {
	case LINK_OFFICE:
		take_office(d, m->office);
		break;
	case LINK_SNAPSHOT:
		take_snapshot(d, m->snapshot);
		break;
	case LINK_CHANGE:
		take_change(d, &m->change);
		break;
	case LINK_WAITS:
		waits_from_json(m->json, &d->hall);
		break;
	case LINK_DOWN:
		d->lost = true;
		d->silent_since_ms = m->silent_since_ms + d->ahead_ms;
		break;
	case LINK_UP:
		d->lost = false;
		break;
	case LINK_REPLY:
		break;
	}
}

static void on_woken(void *ctx) {
	struct display *d = ctx;
	struct link_message m;
	while (link_next(d->link, &m)) {
		take_message(d, &m);
		link_message_clear(&m);
	}
}

static int64_t earlier(int64_t a, int64_t b) {
	return a < b ? a : b;
}

static int64_t on_due(void *ctx, int64_t now_ms) {
	struct display *d = ctx;
	int64_t there_ms = now_ms + d->ahead_ms;
	struct view v = view_of(d);
	announce_tick(&d->announce, there_ms);
	if (announce_take_chime(&d->announce)) {
		sound_chime(d->sound);
	}
	int64_t due_ms = announce_due(&d->announce, there_ms);
	due_ms = earlier(due_ms, d->hall_known ? view_due(&v) : INT64_MAX);
	if (due_ms != INT64_MAX) {
		due_ms -= d->ahead_ms;
	}
	due_ms = earlier(due_ms, alive_tick(now_ms));
	return earlier(due_ms, sound_due(d->sound, now_ms));
}

static void on_build(void *ctx, struct scene *scene, int w_px, int h_px) {
	struct display *d = ctx;
	struct view v = view_of(d);
	if (d->options.counter) {
		view_counter(&v, d->options.counter, scene, w_px, h_px);
	} else {
		view_hall(&v, scene, w_px, h_px);
	}
}

static void wake(void *arg) {
	window_wake(arg);
}

static bool open_all(struct display *d) {
	const struct options *o = &d->options;
	struct window_handlers on = {.due = on_due, .build = on_build, .woken = on_woken};
	struct window_options window = {
		.panel = o->panel, .shots = o->shots, .now_ms = clock_mono_ms};
	d->sound = sound_new(o->mute);
	d->window = window_open(&window, &on, d);
	if (!d->window) {
		return false;
	}
	struct link_options link = {.url = o->server,
		.key_file = o->key_file,
		.feed_query = "",
		.wake = wake,
		.arg = d->window};
	d->link = link_new(&link);
	return d->link != NULL;
}

static bool check_options(const struct options *o) {
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
	return panel_check(&o->panel);
}

static enum conf_result read_options(struct options *o, int argc, char **argv) {
	const struct conf_option table[] = {
		{"server", CONF_TEXT, &o->server, "URL", "the office's server", 0, 0},
		{"key-file", CONF_TEXT, &o->key_file, "FILE", "this device's key", 0, 0},
		{"view", CONF_TEXT, &o->view, "hall|counter", "what to show", 0, 0},
		{"counter", CONF_INT, &o->counter, "N", "which counter's screen", 1, 9999},
		{"size", CONF_TEXT, &o->panel.size, "WxH",
			"a window of this size, not the full screen", 0, 0},
		{"screen", CONF_INT, &o->panel.display, "N", "which screen, from 0", 0, 15},
		{"rotate", CONF_INT, &o->panel.turn_deg, "DEG",
			"turns the picture clockwise by 90, 180 or 270", 0, 270},
		{"mute", CONF_FLAG, &o->mute, NULL, "no sound", 0, 0},
		{"shots", CONF_TEXT, &o->shots, "DIR", "writes each new picture there", 0, 0},
		{0},
	};
	int rest = argc;
	enum conf_result result = conf_read(table,
		"motcua-display --server URL --view hall|counter [OPTION …]", argc, argv, &rest);
	if (result == CONF_OK && rest < argc) {
		log_error("display: what is %s?", argv[rest]);
		return CONF_USAGE;
	}
	return result == CONF_OK && !check_options(o) ? CONF_USAGE : result;
}

int main(int argc, char **argv) {
	struct display *d = mem_alloc(1, sizeof *d);
	int status = 1;
	d->options.panel =
		(struct panel_options){.title = "Motcua", .default_w = 1920, .default_h = 1080};
	enum conf_result result = read_options(&d->options, argc, argv);
	if (result != CONF_OK) {
		status = result == CONF_HELP ? 0 : 2;
		goto out;
	}
	d->ahead_ms = clock_wall_ms() - clock_mono_ms();
	d->announce.counter = d->options.counter;
	if (open_all(d)) {
		alive_ready();
		status = window_run(d->window);
	}
out:
	link_free(d->link);
	window_close(d->window);
	sound_free(d->sound);
	mem_free(d);
	return status;
}
