/* motcua-display: a hall's board or a counter's screen, kept right by the server's feed. */
#include "common/alive.h"
#include "common/board.h"
#include "common/clock.h"
#include "common/link.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "common/ui/window.h"
#include "display/options.h"
#include "display/view.h"
#include "display/voice.h"

#include <stdio.h>
#include <string.h>

struct display {
	struct options options;
	struct window *window;
	struct link *link;
	struct voice *voice;
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

/* The longest prefix that the number begins with; "" while it is not known. */
static const char *prefix_of(const struct display *d, const char *number) {
	const char *best = "";
	for (int i = 0; d->office_known && i < d->office.service_count; i++) {
		const char *prefix = d->office.services[i].prefix;
		size_t size = strlen(prefix);
		if (size > strlen(best) && strncmp(number, prefix, size) == 0) {
			best = prefix;
		}
	}
	return best;
}

static bool is_quiet(const struct display *d, int64_t there_ms) {
	struct tm tm = clock_local(there_ms);
	return quiet_at(&d->options.quiet, tm.tm_hour * 60 + tm.tm_min);
}

/* Lets the call on the panel be heard, and the next one after it. */
static int64_t hear(struct display *d, int64_t now_ms, int64_t there_ms) {
	struct snapshot_call call;
	int64_t due_ms;
	do {
		if (announce_take(&d->announce, &call) && !is_quiet(d, there_ms)) {
			voice_say(d->voice, &call, prefix_of(d, call.number),
				d->announce.pending_count > 0, now_ms);
		}
		due_ms = voice_due(d->voice, now_ms, there_ms, announce_done_ms(&d->announce));
		if (d->announce.speaking && !voice_busy(d->voice)) {
			announce_heard(&d->announce, there_ms);
		}
	} while (d->announce.say);
	return due_ms;
}

static int64_t on_due(void *ctx, int64_t now_ms) {
	struct display *d = ctx;
	int64_t there_ms = now_ms + d->ahead_ms;
	struct view v = view_of(d);
	announce_tick(&d->announce, there_ms);
	int64_t heard_ms = hear(d, now_ms, there_ms);
	int64_t due_ms = announce_due(&d->announce, there_ms);
	due_ms = earlier(due_ms, d->hall_known ? view_due(&v) : INT64_MAX);
	if (due_ms != INT64_MAX) {
		due_ms -= d->ahead_ms;
	}
	due_ms = earlier(due_ms, alive_tick(now_ms));
	return earlier(due_ms, heard_ms);
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
	d->window = window_open(&window, &on, d);
	if (!d->window) {
		return false;
	}
	d->voice = voice_open(o, wake, d->window);
	d->announce.heard_ms = voice_last_ms(d->voice);
	struct link_options link = {.url = o->server,
		.key_file = o->key_file,
		.feed_query = "",
		.wake = wake,
		.arg = d->window};
	d->link = link_new(&link);
	return d->link != NULL;
}

/* What an office can record: a file and what is to be read for it. */
static void list_voice(void) {
	for (enum lang lang = LANG_VI; lang <= LANG_EN; lang++) {
		char name[CALL_CLIP_SIZE], text[CALL_CLIP_SIZE];
		for (int i = 0; call_clip(lang, i, name, text); i++) {
			printf("%s/%s.wav\t%s\n", words_tag(lang), name, text);
		}
	}
}

int main(int argc, char **argv) {
	struct display *d = mem_alloc(1, sizeof *d);
	int status = 1;
	d->options =
		(struct options){.panel = {.title = "Motcua", .default_w = 1920, .default_h = 1080},
			.volume = 100,
			.voice = "vi",
			.numbers = "digits",
			.counters = "words",
			.region = "north",
			.repeat = 1};
	enum conf_result result = options_read(&d->options, argc, argv);
	if (result != CONF_OK) {
		status = result == CONF_HELP ? 0 : 2;
		goto out;
	}
	if (d->options.voice_list) {
		list_voice();
		status = 0;
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
	voice_close(d->voice);
	window_close(d->window);
	mem_free(d);
	return status;
}
