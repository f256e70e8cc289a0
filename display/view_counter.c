#include "common/clock.h"
#include "display/view_part.h"

#include <stdio.h>
#include <string.h>

/* Where everything stands: a door at the left, words at the right, the foot below the threshold. */
enum {
	LEFT = 656,
	RIGHT = 1872,
	WIDTH = RIGHT - LEFT,
	THRESHOLD = 884,
	FOOT = 892,
	NAMES_W = 1400,
	SERVICES_SHOWN = 4
};

static const struct office_counter *office_counter_of(const struct view *v, int id) {
	return v->office ? office_view_counter(v->office, id) : NULL;
}

static const char *service_name(const struct view *v, const char *id) {
	const struct office_service *s = v->office ? office_view_service(v->office, id) : NULL;
	return s ? words_name(v->lang, &s->name) : "";
}

/* "Quầy 2 – Tư pháp: Chứng thực" → "Tư pháp: Chứng thực": the door says the rest. */
static const char *after_dash(const char *name) {
	const char *dash = strstr(name, " – ");
	return dash ? dash + strlen(" – ") : name;
}

/* The clerk with his title, or without it where it does not fit. */
static void clerk_line(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct clerk *clerk) {
	struct scene_type plain = view_plain(48, scene->theme->ink_2);
	struct lines_type lines = scene_lines_type(&plain);
	char text[PERSON_SIZE * 3], name[PERSON_SIZE + 2];
	snprintf(name, sizeof name, LINES_BOLD "%s" LINES_BOLD, clerk->name);
	words_fill(text, sizeof text, v->lang, "counter.clerk_titled", "name", name, "title",
		clerk->title, NULL);
	if (!clerk->title[0] || lines_width(&lines, text) > rect.w) {
		words_fill(text, sizeof text, v->lang, "counter.clerk", "name", name, NULL);
	}
	scene_name_item(scene_text(scene, rect, plain, text), "clerk", NULL);
}

static void foot_names(
	const struct view *v, struct scene *scene, const struct snapshot_counter *c) {
	const struct office_counter *oc = office_counter_of(v, c->id);
	const char *name = oc ? after_dash(words_name(v->lang, &oc->name)) : "";
	bool manned = c->clerk.name[0], one_line = font_width(FONT_BOLD, 64, name) <= NAMES_W;
	struct scene_type type = {.weight = FONT_BOLD,
		.px = manned && !one_line ? 52 : 64,
		.line_px = manned && !one_line ? 58 : 76,
		.color = scene->theme->ink,
		.place = SCENE_MIDDLE,
		.max_lines = 2};
	int h = !manned ? 188 : one_line ? 120 : 124;
	scene_name_item(scene_text(scene, (struct scene_rect){64, FOOT, NAMES_W, h}, type, name),
		"counter-name", NULL);
	if (manned) {
		int y = FOOT + (one_line ? 104 : 118);
		clerk_line(v, scene, (struct scene_rect){64, y, NAMES_W, 60}, &c->clerk);
	}
}

static void foot(const struct view *v, struct scene *scene, const struct snapshot_counter *c) {
	const struct theme *t = scene->theme;
	scene_box(scene, (struct scene_rect){0, THRESHOLD, 1920, FOOT - THRESHOLD}, 0, t->ink, 0,
		SCENE_NONE);
	scene_box(scene, (struct scene_rect){0, FOOT, 1920, 188}, 0, v->lost ? t->son : t->card, 0,
		SCENE_NONE);
	view_clock(v, scene, (struct scene_rect){1480, FOOT, RIGHT - 1480, 188}, 104,
		v->lost ? t->card : t->ink);
	if (v->lost) {
		view_lost(v, scene, (struct scene_rect){64, FOOT, 1400, 188}, 64, 48,
			"counter.lost.note");
	} else {
		foot_names(v, scene, c);
	}
}

static void called(const struct view *v, struct scene *scene, const struct snapshot_counter *c) {
	const struct theme *t = scene->theme;
	bool calling = c->ticket == TICKET_CALLED;
	const char *key = !calling ? "counter.serving" : v->lost ? "counter.last" : "counter.call";
	bool in_turn = c->reason == REASON_NONE || c->reason == REASON_IN_TURN;
	int y = in_turn ? 116 : 60;
	scene_text(scene, (struct scene_rect){LEFT, y, WIDTH, 124}, view_bold(88, t->ink),
		words_get(v->lang, key));
	view_reason(v, scene, (struct scene_rect){LEFT, 192, WIDTH, 88}, 64, c->reason,
		c->from_counter);
	view_number(scene, (struct scene_rect){LEFT, 300, WIDTH, 410}, 500, t->ink, "number",
		c->number);
	struct scene_type service = {
		.px = 72, .color = t->ink, .line_px = 80, .max_lines = 2, .place = SCENE_MIDDLE};
	scene_name_item(scene_text(scene, (struct scene_rect){LEFT, 698, WIDTH, 172}, service,
				service_name(v, c->service)),
		"service", NULL);
}

/* The counters that serve the same first service and are open now: "Quầy 1 và Quầy 3". */
static void open_elsewhere(
	const struct view *v, const struct office_counter *oc, char *buf, size_t size) {
	char one[64];
	int found = 0;
	buf[0] = '\0';
	for (int i = 0; i < v->office->counter_count && found < 3; i++) {
		const struct office_counter *other = &v->office->counters[i];
		const struct snapshot_counter *c = view_find_counter(v, other->id);
		bool serves = false;
		for (int k = 0; k < other->service_count; k++) {
			serves |= strcmp(other->services[k], oc->services[0]) == 0;
		}
		if (other->id == oc->id || !serves || !c || c->state != COUNTER_OPEN) {
			continue;
		}
		char number[16];
		snprintf(number, sizeof number, "%d", other->id);
		words_fill(one, sizeof one, v->lang, "counter.one", "counter", number, NULL);
		size_t used = strlen(buf);
		snprintf(buf + used, size - used, "%s%s",
			found ? words_get(v->lang, "counter.and") : "", one);
		found++;
	}
}

static void away(const struct view *v, struct scene *scene, const struct snapshot_counter *c) {
	const struct theme *t = scene->theme;
	bool paused = c->state == COUNTER_PAUSED;
	char time[8], bold[16], text[512], counters[256] = "";
	const struct office_counter *oc = office_counter_of(v, c->id);
	scene_icon(scene, (struct scene_rect){LEFT, 160, 170, 170}, paused ? "cup" : "prohibited",
		t->ink_2);
	const char *word = words_get(v->lang, paused ? "counter.paused" : "counter.closed");
	struct scene_rect beside = {LEFT + 220, 160, WIDTH - 220, 180};
	struct scene_type type = view_bold(font_fitting(FONT_BOLD, 190, word, beside.w), t->ink);
	scene_name_item(scene_text(scene, beside, type, word), "state", NULL);
	int64_t back_ms = paused ? c->back_at_ms : v->office ? v->office->opens_at_ms : 0;
	if (back_ms > v->now_ms && clock_day(back_ms) == clock_day(v->now_ms)) {
		snprintf(bold, sizeof bold, LINES_BOLD "%s" LINES_BOLD, clock_hhmm(back_ms, time));
		words_fill(text, sizeof text, v->lang, paused ? "counter.back" : "counter.opens",
			"time", bold, NULL);
		scene_text(scene, (struct scene_rect){LEFT, 410, WIDTH, 116},
			view_plain(104, t->ink), text);
	}
	scene_box(scene, (struct scene_rect){LEFT, 574, WIDTH, 3}, 0, t->line, 0, SCENE_NONE);
	scene_text(scene, (struct scene_rect){LEFT, 606, WIDTH, 90}, view_plain(64, t->ink),
		words_get(v->lang, "counter.kept"));
	if (oc && oc->service_count > 0) {
		open_elsewhere(v, oc, counters, sizeof counters);
	}
	if (counters[0]) {
		struct scene_type two = {.px = 64, .color = t->ink, .max_lines = 2, .line_px = 78};
		words_fill(text, sizeof text, v->lang, "counter.elsewhere", "counters", counters,
			"service", service_name(v, oc->services[0]), NULL);
		scene_text(scene, (struct scene_rect){LEFT, 700, WIDTH, 160}, two, text);
	}
}

/* Nobody here: whose turn it may be next, by the letters that lead here. */
static void ready(const struct view *v, struct scene *scene, const struct snapshot_counter *c) {
	const struct theme *t = scene->theme;
	const struct office_counter *oc = office_counter_of(v, c->id);
	scene_name_item(scene_text(scene, (struct scene_rect){LEFT, 116, WIDTH, 124},
				view_bold(88, t->ink), words_get(v->lang, "counter.ready")),
		"state", NULL);
	scene_box(scene, (struct scene_rect){LEFT, 272, WIDTH, 3}, 0, t->line, 0, SCENE_NONE);
	struct scene_type type = {
		.px = 56, .line_px = 64, .color = t->ink, .max_lines = 2, .place = SCENE_MIDDLE};
	int count = oc ? oc->service_count : 0;
	for (int i = 0; i < count && i < SERVICES_SHOWN; i++) {
		const struct office_service *s = office_view_service(v->office, oc->services[i]);
		struct scene_rect row = {LEFT, 304 + i * 142, WIDTH, 130};
		if (s) {
			scene_box(scene, row, 12, t->card, 0, SCENE_NONE);
			view_door(v, scene, (struct scene_rect){row.x + 20, row.y + 16, 96, 114},
				72, s->prefix);
			scene_text(scene,
				(struct scene_rect){row.x + 148, row.y, row.w - 164, row.h}, type,
				words_name(v->lang, &s->name));
		}
	}
}

void view_counter(const struct view *v, int counter, struct scene *scene, int w_px, int h_px) {
	const struct snapshot_counter *c = v->hall ? view_find_counter(v, counter) : NULL;
	if (!c) {
		view_start(v, scene, "counter", w_px, h_px, false);
		return;
	}
	scene_start(scene, "counter", &theme_board, 1920, 1080);
	const struct theme *t = scene->theme;
	bool busy = c->number[0], out = !busy && c->state != COUNTER_OPEN;
	bool now = busy && c->ticket == TICKET_CALLED && !v->lost;
	bool lit = now && (!view_is_now(v) || announce_lit(v->announce, v->now_ms));
	uint32_t field = out ? t->sunk : lit ? t->hoe : now ? t->card : t->paper;
	scene_box(scene, (struct scene_rect){0, 0, 1920, THRESHOLD}, 0, field, 0, SCENE_NONE);
	view_counter_door(v, scene, (struct scene_rect){64, 72, 520, THRESHOLD - 72},
		out || v->lost, 120, counter < 10 ? 520 : 400, counter);
	if (busy) {
		called(v, scene, c);
	} else if (out) {
		away(v, scene, c);
	} else {
		ready(v, scene, c);
	}
	foot(v, scene, c);
}
