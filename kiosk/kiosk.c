#include "kiosk/kiosk.h"

#include "common/alive.h"
#include "common/clock.h"
#include "common/mem.h"
#include "kiosk/keep.h"
#include "kiosk/kiosk_part.h"
#include "kiosk/office_file.h"
#include "kiosk/page.h"

#include <string.h>

enum { MINUTE_MS = 60000 };

int64_t kiosk_wall_ms(const struct kiosk *k) {
	return clock_mono_ms() + k->flow->ahead_ms;
}

static int64_t earlier(int64_t a, int64_t b) {
	return a < b ? a : b;
}

static int64_t on_due(void *ctx, int64_t now_ms) {
	struct kiosk *k = ctx;
	kiosk_take_keys(k);
	int64_t script_ms =
		script_step(k->script, k->window, flow_guarded(k->flow, now_ms), now_ms);
	flow_tick(k->flow, now_ms);
	kiosk_carry_out(k);
	int64_t due_ms = voice_due(k->voice, k->flow, now_ms);
	due_ms = earlier(due_ms, flow_next_ms(k->flow, now_ms));
	int64_t minute_ms = now_ms + MINUTE_MS - kiosk_wall_ms(k) % MINUTE_MS;
	due_ms = earlier(due_ms, minute_ms);
	due_ms = earlier(due_ms, scan_due(&k->scan));
	due_ms = earlier(due_ms, alive_tick(now_ms));
	return earlier(due_ms, script_ms);
}

static void on_build(void *ctx, struct scene *scene, int w_px, int h_px) {
	struct kiosk *k = ctx;
	int64_t now_ms = clock_mono_ms();
	struct keypad_place place = {
		flow_screen(k->flow, now_ms), k->flow->trail_count, k->flow->visit};
	keypad_screen(&k->keypad, place);
	do {
		memcpy(scene->focused, k->keypad.focused, sizeof scene->focused);
		page_build(scene, k->flow, now_ms, kiosk_wall_ms(k), w_px, h_px);
	} while (keypad_settle(&k->keypad, scene));
	voice_look(k->voice, scene, k->flow, now_ms);
}

static void on_tap(void *ctx, const char *id) {
	struct kiosk *k = ctx;
	scan_end(&k->scan);
	kiosk_take_keys(k);
	keypad_clear(&k->keypad);
	kiosk_press(k, id);
}

static void on_key(void *ctx, const char *name) {
	struct kiosk *k = ctx;
	scan_key(&k->scan, name, clock_mono_ms());
	kiosk_take_keys(k);
}

static void on_woken(void *ctx) {
	kiosk_take_news(ctx);
}

static void on_touched(void *ctx) {
	struct kiosk *k = ctx;
	flow_touch(k->flow, clock_mono_ms());
}

static void wake(void *arg) {
	window_wake(arg);
}

static bool open_window(struct kiosk *k) {
	const struct options *o = k->options;
	struct window_handlers on = {.due = on_due,
		.build = on_build,
		.tap = on_tap,
		.key = on_key,
		.woken = on_woken,
		.touched = on_touched};
	struct window_options window = {
		.panel = o->panel, .shots = o->shots, .now_ms = clock_mono_ms};
	k->window = window_open(&window, &on, k);
	return k->window != NULL;
}

static bool open_link(struct kiosk *k) {
	struct link_options link = {.url = k->options->server,
		.ca = k->options->ca,
		.key_file = k->options->key_file,
		.feed_query = "",
		.wake = wake,
		.arg = k->window};
	k->link = link_new(&link);
	k->errand = k->link ? errand_new(k->link, k->journal, k->lease_file.holder) : NULL;
	return k->link != NULL;
}

/* What was known before the last end, until the server tells anew. */
static void recall_office(struct kiosk *k) {
	struct office_view *office = mem_alloc(1, sizeof *office);
	if (office_file_load(&k->state, office)) {
		clock_use_zone(office->time_zone);
		flow_office(k->flow, office);
	}
	mem_free(office);
}

/* What the disk knows: the lease, the office's clock, and a number that was under way. */
static void recall(struct kiosk *k) {
	struct lease lease;
	int64_t ahead_ms, now_ms = clock_mono_ms();
	state_open(&k->state, k->options->state);
	k->journal = journal_open(&k->state);
	if (lease_file_open(&k->lease_file, &k->state, &lease, &ahead_ms)) {
		flow_lease(k->flow, &lease);
	}
	flow_clock(k->flow, clock_wall_ms() + ahead_ms - now_ms);
	recall_office(k);
	struct kept *e = keep_under_way(k->journal);
	if (e) {
		e->press = flow_recall(k->flow, e, now_ms);
	}
	if (e && e->press == 0) {
		keep_over(k->journal, e);
	}
}

struct kiosk *kiosk_open(const struct options *o) {
	struct kiosk *k = mem_alloc(1, sizeof *k);
	bool printing = o->port.kind != PORT_NONE;
	k->options = o;
	device_run(k->run);
	k->flow = flow_new(
		words_lang(o->lang), printing ? PRINTER_OK : PRINTER_NONE, clock_mono_ms());
	k->flow->guide_counter = o->guide;
	recall(k);
	k->script = o->script ? script_open(o->script) : NULL;
	if ((o->script && !k->script) || !open_window(k) || !open_link(k)) {
		kiosk_close(k);
		return NULL;
	}
	k->voice = voice_open(o, wake, k->window);
	k->flow->silent = !k->voice;
	k->printer =
		printing ? printer_open(&o->port, &printer_times_usual, wake, k->window) : NULL;
	kiosk_carry_out(k);
	return k;
}

void kiosk_close(struct kiosk *k) {
	if (!k) {
		return;
	}
	printer_close(k->printer);
	link_free(k->link);
	errand_free(k->errand);
	journal_close(k->journal);
	state_close(&k->state);
	script_close(k->script);
	voice_close(k->voice);
	window_close(k->window);
	flow_free(k->flow);
	mem_free(k);
}

int kiosk_run(struct kiosk *k) {
	alive_ready();
	return window_run(k->window);
}
