#include "kiosk/kiosk.h"

#include "common/alive.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/ui/window.h"
#include "kiosk/errand.h"
#include "kiosk/escpos.h"
#include "kiosk/flow.h"
#include "kiosk/hand_in.h"
#include "kiosk/keep.h"
#include "kiosk/keypad.h"
#include "kiosk/lease_file.h"
#include "kiosk/office_file.h"
#include "kiosk/page.h"
#include "kiosk/printer.h"
#include "kiosk/scan.h"
#include "kiosk/script.h"
#include "kiosk/slip.h"
#include "kiosk/voice.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTE_MS = 60000, AGREE_MS = 1000 };

struct kiosk {
	const struct options *options;
	struct window *window;
	struct link *link;
	struct printer *printer; /* NULL: none */
	struct errand *errand;
	struct state state;
	struct journal *journal;
	struct lease_file lease_file;
	struct script *script;
	struct voice *voice; /* NULL: nothing is spoken */
	struct flow *flow;
	struct keypad keypad;
	struct scan scan;
};

static int64_t wall_ms(const struct kiosk *k) {
	return clock_mono_ms() + k->flow->ahead_ms;
}

static void print(struct kiosk *k, const struct request *r) {
	const struct flow *f = k->flow;
	struct slip slip = {.lang = r->lang,
		.width_dots = k->options->paper_mm == 80 ? SLIP_WIDE : SLIP_NARROW,
		.office = &f->office,
		.now_ms = wall_ms(k),
		.again = r->again,
		.alone = f->ticket_alone};
	struct dots picture;
	size_t size;
	if (r->kind == REQUEST_PRINT_TICKET) {
		keep_printing(k->journal, r->press);
		slip_ticket(&slip, &f->ticket, &picture);
	} else {
		slip_papers(&slip, &f->procedure, &picture);
	}
	uint8_t *bytes = escpos_encode(&picture, &size);
	dots_clear(&picture);
	printer_send(k->printer, r->serial, bytes, size);
}

/* How far the office's clock is ahead of the machine's. */
static int64_t clock_ahead_ms(const struct kiosk *k) {
	return wall_ms(k) - clock_wall_ms();
}

static void keep_lease(struct kiosk *k) {
	static const struct lease none;
	if (!lease_file_save(&k->lease_file, &k->flow->lease, clock_ahead_ms(k))) {
		flow_lease(k->flow, &none);
	}
}

/* A number of the lease is on the disk before anybody sees it. */
static void keep_number(struct kiosk *k, const struct request *r) {
	const struct lease *lease = &k->flow->lease;
	struct ticket ticket;
	bool kept = lease->id && keep_alone(k->journal, r, lease, wall_ms(k), &ticket);
	flow_kept(k->flow, r->serial, kept ? &ticket : NULL, clock_mono_ms());
}

static void carry_out(struct kiosk *k) {
	struct request r;
	while (flow_next_request(k->flow, &r)) {
		if (r.kind == REQUEST_PRINT_TICKET || r.kind == REQUEST_PRINT_PAPERS) {
			print(k, &r);
		} else if (r.kind == REQUEST_KEEP_LEASE) {
			keep_lease(k);
		} else if (r.kind == REQUEST_ALONE) {
			keep_number(k, &r);
		} else {
			errand_send(k->errand, &r, k->flow->printer, wall_ms(k));
		}
	}
	flow_untold(k->flow, keep_untold(k->journal), clock_mono_ms());
}

static void take_office(struct kiosk *k, const struct office_view *office) {
	if (!clock_use_zone(office->time_zone)) {
		log_warn("kiosk: unknown time zone %s", office->time_zone);
	}
	flow_office(k->flow, office);
	office_file_save(&k->state, office);
}

static void take_snapshot(struct kiosk *k, const struct snapshot *hall) {
	int64_t ahead_ms = hall->now_ms - clock_mono_ms();
	if (llabs(ahead_ms - k->flow->ahead_ms) > AGREE_MS) {
		flow_clock(k->flow, ahead_ms);
	}
	flow_snapshot(k->flow, hall);
}

static void refused(void *ctx, const char *number) {
	struct kiosk *k = ctx;
	flow_refused(k->flow, number, clock_mono_ms());
}

static void take_reply(struct kiosk *k, const struct link_message *m, int64_t now_ms) {
	bool handed_in = false;
	uint32_t serial = errand_answered(k->errand, m, &handed_in);
	if (handed_in) {
		hand_in_answered(k->journal, m->status, m->json, refused, k);
	}
	flow_reply(k->flow, serial, m->status, m->json, now_ms);
}

static void take_message(struct kiosk *k, const struct link_message *m, int64_t now_ms) {
	switch (m->kind) {
	case LINK_OFFICE:
		take_office(k, m->office);
		break;
	case LINK_SNAPSHOT:
		take_snapshot(k, m->snapshot);
		break;
	case LINK_CHANGE:
		flow_change(k->flow, &m->change);
		break;
	case LINK_WAITS:
		flow_waits(k->flow, m->json);
		break;
	case LINK_DOWN:
	case LINK_UP:
		flow_link(k->flow, m->kind == LINK_UP, now_ms);
		break;
	case LINK_REPLY:
		take_reply(k, m, now_ms);
		break;
	}
}

static void on_woken(void *ctx) {
	struct kiosk *k = ctx;
	struct link_message m;
	struct printer_report r;
	while (link_next(k->link, &m)) {
		take_message(k, &m, clock_mono_ms());
		link_message_clear(&m);
	}
	while (k->printer && printer_next(k->printer, &r)) {
		flow_printer(k->flow, r.state);
		if (r.serial) {
			flow_slip(k->flow, r.serial, r.out, r.why, clock_mono_ms());
		}
	}
	carry_out(k);
}

static void press(struct kiosk *k, const char *id) {
	voice_press(k->voice, id);
	flow_tap(k->flow, id, clock_mono_ms());
	carry_out(k);
}

/* For help: the ring comes as with any key. */
static void help_key(struct kiosk *k) {
	char id[SCENE_ID_SIZE];
	keypad_key(&k->keypad, window_scene(k->window), "help", false, id);
	voice_press(k->voice, id);
	flow_help_key(k->flow, clock_mono_ms());
	carry_out(k);
}

/* The keys of a keypad for those who do not see; false: it is none of them. */
static bool special_key(struct kiosk *k, const char *name) {
	const struct options *o = k->options;
	bool in = strcmp(name, o->jack_in_key) == 0;
	if (in || strcmp(name, o->jack_out_key) == 0) {
		flow_jack(k->flow, in, clock_mono_ms());
	} else if (strcmp(name, o->help_key) == 0 || strcmp(name, "help") == 0) {
		help_key(k);
	} else if (strcmp(name, o->dark_key) == 0) {
		flow_dark_key(k->flow);
	} else {
		return false;
	}
	return true;
}

static void key(struct kiosk *k, const char *name) {
	char id[SCENE_ID_SIZE];
	if (special_key(k, name)) {
		return;
	}
	if (flow_keypad(k->flow, clock_mono_ms())) {
		k->keypad.used = true;
		return;
	}
	enum screen shown = flow_screen(k->flow, clock_mono_ms());
	bool typing = shown == SCREEN_SEARCH || shown == SCREEN_CODE;
	bool entered = strcmp(name, "enter") == 0 && !k->keypad.focused[0];
	if (shown == SCREEN_CODE && entered && k->flow->slip.typed[0]) {
		press(k, "check");
	} else if (keypad_key(&k->keypad, window_scene(k->window), name, typing, id)) {
		press(k, id);
	}
}

/* Keys that are certain by now, as presses or as a slip that was scanned. */
static void take_keys(struct kiosk *k) {
	int64_t now_ms = clock_mono_ms();
	char found[SCAN_KEY_SIZE];
	enum scan_found what;
	const struct slip_patterns *slips = &k->flow->office.slips;
	while ((what = scan_take(&k->scan, slips, now_ms, found)) != SCAN_NOTHING) {
		if (what == SCAN_KEY) {
			key(k, found);
		} else if (what == SCAN_CODE) {
			flow_scan_code(k->flow, found, now_ms);
			carry_out(k);
		} else {
			flow_scan(k->flow, what == SCAN_SLIP ? found : "", now_ms);
			carry_out(k);
		}
	}
}

static int64_t earlier(int64_t a, int64_t b) {
	return a < b ? a : b;
}

static int64_t on_due(void *ctx, int64_t now_ms) {
	struct kiosk *k = ctx;
	take_keys(k);
	int64_t script_ms =
		script_step(k->script, k->window, flow_guarded(k->flow, now_ms), now_ms);
	flow_tick(k->flow, now_ms);
	carry_out(k);
	int64_t due_ms = voice_due(k->voice, k->flow, now_ms);
	due_ms = earlier(due_ms, flow_next_ms(k->flow, now_ms));
	int64_t minute_ms = now_ms + MINUTE_MS - wall_ms(k) % MINUTE_MS;
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
		page_build(scene, k->flow, now_ms, wall_ms(k), w_px, h_px);
	} while (keypad_settle(&k->keypad, scene));
	voice_look(k->voice, scene, k->flow, now_ms);
}

static void on_tap(void *ctx, const char *id) {
	struct kiosk *k = ctx;
	scan_end(&k->scan);
	take_keys(k);
	keypad_clear(&k->keypad);
	press(k, id);
}

static void on_key(void *ctx, const char *name) {
	struct kiosk *k = ctx;
	scan_key(&k->scan, name, clock_mono_ms());
	take_keys(k);
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
	carry_out(k);
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
