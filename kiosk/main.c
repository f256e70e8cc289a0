/* motcua-kiosk: where citizens find what they need and take a number. */
#include "common/clock.h"
#include "common/conf.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/ui/window.h"
#include "kiosk/errands.h"
#include "kiosk/page.h"
#include "kiosk/script.h"

#include <stdio.h>
#include <string.h>

struct options {
	const char *server, *key_file, *printer, *size, *lang, *state, *shots, *script;
	int screen, paper_mm;
};

struct kiosk {
	struct options options;
	struct port port;
	struct window *window;
	struct flow *flow;
	struct errands errands;
	struct script *script;
	int64_t ahead_ms; /* the server's time is the monotonic clock's plus this */
};

static int64_t server_now(const struct kiosk *k) {
	return clock_mono_ms() + k->ahead_ms;
}

static void take_message(struct kiosk *k, const struct link_message *m, int64_t now_ms) {
	switch (m->kind) {
	case LINK_OFFICE:
		if (!clock_use_zone(m->office->time_zone))
			log_warn("kiosk: unknown time zone %s", m->office->time_zone);
		flow_office(k->flow, m->office);
		break;
	case LINK_SNAPSHOT:
		k->ahead_ms = m->snapshot->now_ms - now_ms;
		flow_snapshot(k->flow, m->snapshot);
		flow_link(k->flow, true, now_ms);
		break;
	case LINK_CHANGE:
		flow_change(k->flow, &m->change);
		break;
	case LINK_WAITS:
		flow_waits(k->flow, m->json);
		break;
	case LINK_DOWN:
		flow_link(k->flow, false, now_ms);
		break;
	case LINK_UP:
		flow_link(k->flow, true, now_ms);
		break;
	case LINK_REPLY:
		errands_reply(&k->errands, m, now_ms);
		break;
	}
}

static void on_woken(void *ctx) {
	struct kiosk *k = ctx;
	struct link_message m;
	int64_t now_ms = clock_mono_ms();
	while (link_next(k->errands.link, &m)) {
		take_message(k, &m, now_ms);
		link_message_clear(&m);
	}
	errands_printed(&k->errands, now_ms);
	errands_run(&k->errands, now_ms, server_now(k));
}

static int64_t earlier(int64_t a, int64_t b) {
	return a < b ? a : b;
}

static int64_t on_due(void *ctx, int64_t now_ms) {
	struct kiosk *k = ctx;
	flow_tick(k->flow, now_ms);
	errands_run(&k->errands, now_ms, server_now(k));
	int64_t minute_ms = now_ms + 60000 - server_now(k) % 60000;
	int64_t script_ms = script_step(k->script, k->window, now_ms);
	return earlier(earlier(flow_next_ms(k->flow, now_ms), minute_ms), script_ms);
}

static void on_build(void *ctx, struct scene *scene, int w_px, int h_px) {
	struct kiosk *k = ctx;
	page_build(scene, k->flow, clock_mono_ms(), server_now(k), w_px, h_px);
}

static void on_tap(void *ctx, const char *id) {
	struct kiosk *k = ctx;
	int64_t now_ms = clock_mono_ms();
	flow_tap(k->flow, id, now_ms);
	errands_run(&k->errands, now_ms, server_now(k));
}

/* A keyboard does what the keys on the screen do, where they are. */
static void on_key(void *ctx, const char *name) {
	struct kiosk *k = ctx;
	char id[32];
	snprintf(id, sizeof id, "key:%s", strcmp(name, " ") ? name : "space");
	if (scene_find(window_scene(k->window), id))
		on_tap(k, id);
}

static void on_touched(void *ctx) {
	struct kiosk *k = ctx;
	flow_touch(k->flow, clock_mono_ms());
}

static void wake(void *arg) {
	window_wake(arg);
}

static bool open_window(struct kiosk *k) {
	const struct options *o = &k->options;
	struct window_handlers on = {.due = on_due,
		.build = on_build,
		.tap = on_tap,
		.key = on_key,
		.woken = on_woken,
		.touched = on_touched};
	struct window_options window = {.title = "Motcua",
		.size = o->size,
		.shots = o->shots,
		.screen = o->screen,
		.default_w = 1080,
		.default_h = 1920,
		.now_ms = clock_mono_ms};
	k->window = window_open(&window, &on, k);
	return k->window != NULL;
}

static bool open_all(struct kiosk *k) {
	const struct options *o = &k->options;
	enum printer_state printer = k->port.kind == PORT_NONE ? PRINTER_NONE : PRINTER_OK;
	k->ahead_ms = clock_wall_ms() - clock_mono_ms();
	k->flow = flow_new(words_lang(o->lang), printer, clock_mono_ms());
	k->errands.flow = k->flow;
	k->errands.width_dots = o->paper_mm == 58 ? SLIP_NARROW : SLIP_WIDE;
	if (o->script && !(k->script = script_open(o->script)))
		return false;
	if (!open_window(k))
		return false;
	if (k->port.kind != PORT_NONE)
		k->errands.printer = printer_open(&k->port, wake, k->window);
	k->errands.link = link_new(&(struct link_options){.url = o->server,
		.key_file = o->key_file,
		.feed_query = "",
		.wake = wake,
		.arg = k->window});
	return k->errands.link != NULL;
}

static bool check_options(struct kiosk *k) {
	const struct options *o = &k->options;
	const char *wrong = NULL;
	if (!o->server || !o->key_file)
		wrong = "--server URL and --key-file FILE are needed; see --help";
	else if (!port_parse(o->printer, &k->port))
		wrong = "--printer is file:DIR, tcp:HOST:PORT, dev:PATH or none";
	else if (o->paper_mm != 80 && o->paper_mm != 58)
		wrong = "--paper is 80 or 58";
	else if (strcmp(o->lang, "vi") && strcmp(o->lang, "en"))
		wrong = "--lang is vi or en";
	if (wrong)
		log_error("kiosk: %s", wrong);
	return !wrong;
}

static enum conf_result read_options(struct kiosk *k, int argc, char **argv) {
	struct options *o = &k->options;
	const struct conf_option table[] = {
		{"server", CONF_TEXT, &o->server, "URL", "the office's server", 0, 0},
		{"key-file", CONF_TEXT, &o->key_file, "FILE", "this device's key", 0, 0},
		{"printer", CONF_TEXT, &o->printer, "PORT",
			"file:DIR, tcp:HOST:PORT, dev:PATH or none (default: none)", 0, 0},
		{"paper", CONF_INT, &o->paper_mm, "MM",
			"width of the paper: 80 or 58 (default: 80)", 58, 80},
		{"size", CONF_TEXT, &o->size, "WxH", "a window of this size, not the full screen",
			0, 0},
		{"screen", CONF_INT, &o->screen, "N", "which screen, from 0", 0, 15},
		{"lang", CONF_TEXT, &o->lang, "vi|en", "the language to begin with (default: vi)",
			0, 0},
		{"state", CONF_TEXT, &o->state, "DIR",
			"kept for what must survive a restart; unused yet", 0, 0},
		{"shots", CONF_TEXT, &o->shots, "DIR", "writes each new picture there", 0, 0},
		{"script", CONF_TEXT, &o->script, "FILE", "presses what a person would press", 0,
			0},
		{0},
	};
	int rest = argc;
	*o = (struct options){.printer = "none", .lang = "vi", .paper_mm = 80};
	enum conf_result result = conf_read(
		table, "motcua-kiosk --server URL --key-file FILE [OPTION …]", argc, argv, &rest);
	if (result == CONF_OK && rest < argc) {
		log_error("kiosk: what is %s?", argv[rest]);
		return CONF_USAGE;
	}
	return result == CONF_OK && !check_options(k) ? CONF_USAGE : result;
}

int main(int argc, char **argv) {
	struct kiosk *k = mem_alloc(1, sizeof *k);
	int status = 1;
	enum conf_result result = read_options(k, argc, argv);
	if (result != CONF_OK) {
		status = result == CONF_HELP ? 0 : 2;
		goto out;
	}
	if (open_all(k))
		status = window_run(k->window);
out:
	link_free(k->errands.link);
	printer_close(k->errands.printer);
	window_close(k->window);
	script_close(k->script);
	flow_free(k->flow);
	mem_free(k);
	return status;
}
