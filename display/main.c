/* motcua-display: a hall's board or a counter's screen, kept right by the server's feed. */
#include "common/alive.h"
#include "common/clock.h"
#include "common/link.h"
#include "common/link_enrol.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/ui/script.h"
#include "common/ui/window.h"
#include "display/desk.h"
#include "display/hear.h"
#include "display/known.h"
#include "display/manage.h"
#include "display/options.h"
#include "display/selftest.h"
#include "display/slide_room.h"
#include "display/slides.h"
#include "display/voice_folder.h"

#include <stdlib.h>

struct display {
	struct options options;
	struct window *window;
	struct link *link;
	struct voice *voice;
	struct script *script;
	struct known known;
	bool warned;           /* that the newest call is too small, where it is */
	struct manage *manage; /* NULL: nobody does */
	struct slides *slides; /* NULL: none */
	struct desk desk;
};

static struct view view_now(const struct display *d) {
	struct view v = known_view(&d->known, clock_mono_ms() + d->known.ahead_ms);
	v.place = d->options.place;
	v.slide = slides_picture(d->slides);
	v.slide_name = slides_name(d->slides);
	v.rate = &d->desk.rate;
	v.next = d->desk.preview.number;
	return v;
}

static void wake(void *arg) {
	window_wake(arg);
}

/* The lead wants it otherwise from now on. */
static void turn(struct display *d, enum manage_news news) {
	const struct options *o = &d->options;
	if (news == MANAGE_VIEW) {
		known_turn(&d->known, o->counter, o->zone, clock_mono_ms());
		desk_begin(&d->desk, o->counter, o->rating, o->next);
	}
	if (news == MANAGE_VIEW || o->mute == (d->voice != NULL)) {
		voice_close(d->voice);
		d->voice = voice_open(o, wake, d->window);
	}
	voice_volume(d->voice);
}

static int64_t there_now(const struct display *d) {
	return clock_mono_ms() + d->known.ahead_ms;
}

static const struct snapshot *hall_of(const struct display *d) {
	return d->known.hall_known ? &d->known.hall : NULL;
}

static void on_woken(void *ctx) {
	struct display *d = ctx;
	struct link_message m;
	while (link_next(d->link, &m)) {
		known_take(&d->known, &m, clock_mono_ms());
		enum manage_news news = manage_take(d->manage, &m);
		if (news != MANAGE_SAME) {
			turn(d, news);
		}
		slides_take(d->slides, &m);
		desk_hear(&d->desk, &m, hall_of(d), there_now(d));
		link_message_clear(&m);
	}
	slides_ask(d->slides, d->link);
}

static void on_tap(void *ctx, const char *id) {
	struct display *d = ctx;
	desk_tap(&d->desk, d->link, id, there_now(d));
}

/* By the window's clock, as slides have it. */
static int64_t still_until_ms(const struct known *k) {
	int64_t until_ms = announce_lit_until_ms(&k->announce);
	return until_ms == INT64_MIN ? until_ms : until_ms - k->ahead_ms;
}

static int64_t earlier(int64_t a, int64_t b) {
	return a < b ? a : b;
}

static int64_t on_due(void *ctx, int64_t now_ms) {
	struct display *d = ctx;
	struct known *k = &d->known;
	int64_t script_ms = script_step(d->script, d->window, false, now_ms);
	int64_t there_ms = now_ms + k->ahead_ms;
	struct view v = known_view(k, there_ms);
	announce_tick(&k->announce, there_ms);
	int64_t heard_ms = hear_due(k, d->voice, &d->options.quiet, now_ms, there_ms);
	int64_t due_ms = announce_due(&k->announce, there_ms);
	due_ms = earlier(due_ms, k->hall_known ? view_due(&v) : INT64_MAX);
	due_ms = earlier(due_ms, desk_due(&d->desk, d->link, hall_of(d), there_ms));
	if (due_ms != INT64_MAX) {
		due_ms -= k->ahead_ms;
	}
	due_ms = earlier(due_ms, alive_tick(now_ms));
	due_ms = earlier(due_ms,
		manage_due(d->manage, d->link, d->window, k, voice_sound(d->voice), now_ms));
	due_ms = earlier(due_ms, slides_due(d->slides, now_ms, still_until_ms(k)));
	return earlier(earlier(due_ms, heard_ms), script_ms);
}

/* A counter's screen has no place for a slide. */
static void make_room(struct display *d, const struct scene *scene, int w_px, int h_px) {
	SDL_Point none = {0, 0};
	bool shown = slides_picture(d->slides) != NULL;
	if (d->slides) {
		slides_room(d->slides,
			d->options.counter ? none : slide_room(scene, shown, w_px, h_px));
	}
}

/* Once: the office's numbers are known by then. */
static void warn(struct display *d, const struct view *v, int w_px, int h_px) {
	if (v->hall && v->office && !d->warned) {
		selftest_warn(v, w_px, h_px);
		d->warned = true;
	}
}

static void on_build(void *ctx, struct scene *scene, int w_px, int h_px) {
	struct display *d = ctx;
	struct view v = view_now(d);
	if (d->options.counter) {
		view_counter(&v, d->options.counter, scene, w_px, h_px);
	} else {
		warn(d, &v, w_px, h_px);
		view_hall(&v, scene, w_px, h_px);
	}
	make_room(d, scene, w_px, h_px);
}

/* Where the server's slides are kept: where there is --state, or else with what programs keep. */
static char *cache_folder(const struct options *o) {
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	if (o->state) {
		return mem_printf("%s/slides", o->state);
	}
	if (cache && *cache) {
		return mem_printf("%s/motcua-slides", cache);
	}
	return home && *home ? mem_printf("%s/.cache/motcua-slides", home) : NULL;
}

static void open_slides(struct display *d) {
	const struct options *o = &d->options;
	char *cache = o->slides ? NULL : cache_folder(o);
	struct slides_options slides = {.dir = o->slides ? o->slides : cache,
		.cache = cache != NULL,
		.seconds = o->slide_seconds,
		.ground = theme_board.sunk,
		.wake = wake,
		.arg = d->window};
	if (!slides.dir && !o->counter) {
		log_warn("slides: there is no folder for the server's pictures, so none are shown: "
			 "give one with --state DIR");
	}
	d->slides = slides.dir ? slides_open(&slides) : NULL;
	mem_free(cache);
}

static bool open_all(struct display *d) {
	const struct options *o = &d->options;
	struct window_handlers on = {
		.due = on_due, .build = on_build, .tap = on_tap, .woken = on_woken};
	struct window_options window = {
		.panel = o->panel, .shots = o->shots, .now_ms = clock_mono_ms};
	d->window = window_open(&window, &on, d);
	if (!d->window) {
		return false;
	}
	desk_begin(&d->desk, o->counter, o->rating, o->next);
	d->script = o->script ? script_open(o->script) : NULL;
	if (o->script && !d->script) {
		return false;
	}
	d->voice = voice_open(o, wake, d->window);
	open_slides(d);
	d->known.announce.heard_ms = voice_last_ms(d->voice);
	struct link_options link = {.url = o->server,
		.ca = o->ca,
		.key_file = o->key_file,
		.feed_query = "",
		.wake = wake,
		.arg = d->window};
	d->link = link_new(&link);
	return d->link != NULL;
}

static bool selftest(const struct options *o) {
	struct selftest test = {.place = o->place,
		.size = o->panel.size,
		.turn_deg = o->panel.turn_deg,
		.number = o->number};
	return selftest_run(&test, stdout);
}

/* What ends without a screen; false: it is to be shown. */
static bool told(const struct options *o, int *status) {
	if (o->voice_list) {
		voice_folder_list();
		*status = 0;
	} else if (o->selftest) {
		*status = selftest(o) ? 0 : 1;
	} else if (o->voice_make) {
		*status = voice_folder_make(o->voice_make) ? 0 : 1;
	} else {
		return false;
	}
	return true;
}

static void close_all(struct display *d) {
	link_free(d->link);
	slides_close(d->slides);
	voice_close(d->voice);
	script_close(d->script);
	window_close(d->window);
	manage_close(d->manage);
	mem_free(d);
}

static bool enrolled(const struct options *o, int *status) {
	const struct link_enrolment enrolment = {.url = o->server,
		.ca = o->ca,
		.role = "display",
		.code = o->enrol,
		.key_file = o->key_file};
	return link_enrolled(&enrolment, status);
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
		status = result == CONF_USAGE ? 2 : 0;
		goto out;
	}
	if (told(&d->options, &status) || !enrolled(&d->options, &status)) {
		goto out;
	}
	d->known.ahead_ms = clock_wall_ms() - clock_mono_ms();
	d->manage = manage_open(&d->options);
	known_turn(&d->known, d->options.counter, d->options.zone, clock_mono_ms());
	if (open_all(d)) {
		alive_ready();
		status = window_run(d->window);
	}
out:
	close_all(d);
	return status;
}
