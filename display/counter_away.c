#include "common/clock.h"
#include "display/counter_part.h"

#include <stdio.h>
#include <string.h>

enum { SERVICES_SHOWN = 4, RULE_H = 60 };

/* The counters that serve the same first service and are open now: "Quầy 1 và Quầy 3". */
static void open_elsewhere(const struct counter_screen *s, char *buf, size_t size) {
	const struct view *v = s->v;
	char one[64], number[16];
	int found = 0;
	buf[0] = '\0';
	for (int i = 0; i < v->office->counter_count && found < 3; i++) {
		const struct office_counter *other = &v->office->counters[i];
		const struct snapshot_counter *c = snapshot_counter(v->hall, other->id);
		if (other->id == s->c->id || !office_counter_serves(other, s->oc->services[0]) ||
			!c || c->state != COUNTER_OPEN) {
			continue;
		}
		snprintf(number, sizeof number, "%d", other->id);
		words_fill(one, sizeof one, v->lang, "counter.one", "counter", number, NULL);
		size_t used = strlen(buf);
		snprintf(buf + used, size - used, "%s%s",
			found ? words_get(v->lang, "counter.and") : "", one);
		found++;
	}
}

static void skip(struct scene_rect *left, int px) {
	left->y += px;
	left->h -= px;
}

static void rule(const struct counter_screen *s, struct scene_rect *left) {
	struct scene_rect line = {left->x, left->y + RULE_H / 2 - 2, left->w, 3};
	scene_box(s->scene, line, 0, s->scene->theme->line, 0, SCENE_NONE);
	skip(left, RULE_H);
}

/* "Tạm nghỉ" with its cup. */
static void word(const struct counter_screen *s, struct scene_rect *left, bool paused) {
	const struct theme *t = s->scene->theme;
	const char *text = words_get(s->v->lang, paused ? "counter.paused" : "counter.closed");
	int icon_px = 170, gap = 40;
	struct scene_rect icon = {left->x, left->y, icon_px, icon_px};
	struct scene_rect beside = {
		left->x + icon_px + gap, left->y, left->w - icon_px - gap, icon_px};
	scene_icon(s->scene, icon, paused ? "cup" : "prohibited", t->ink_2);
	struct scene_type type = view_bold(font_fitting(FONT_BOLD, 190, text, beside.w), t->ink);
	scene_name_item(scene_text(s->scene, beside, type, text), "state", NULL);
	skip(left, icon_px + 48);
}

/* When somebody will be there again, if it is known and today. */
static void back(const struct counter_screen *s, struct scene_rect *left, bool paused) {
	const struct view *v = s->v;
	char time[8], bold[16], text[128];
	int64_t back_ms = paused ? s->c->back_at_ms : v->office ? v->office->opens_at_ms : 0;
	if (back_ms <= v->now_ms || clock_day(back_ms) != clock_day(v->now_ms)) {
		return;
	}
	snprintf(bold, sizeof bold, LINES_BOLD "%s" LINES_BOLD, clock_hhmm(back_ms, time));
	words_fill(text, sizeof text, v->lang, paused ? "counter.back" : "counter.opens", "time",
		bold, NULL);
	struct scene_type type = {
		.px = counter_px(s, 104), .color = s->scene->theme->ink, .max_lines = 2};
	counter_text(s, left, type, "back", text);
}

/* What those who wait should know: the number is kept, and who else serves them. */
static void meanwhile(const struct counter_screen *s, struct scene_rect *left) {
	char counters[256] = "", text[512];
	struct scene_type type = {.px = counter_px(s, 64),
		.color = s->scene->theme->ink,
		.max_lines = 3,
		.line_px = counter_px(s, 64) * 5 / 4};
	const char *kept = words_get(s->v->lang, "counter.kept");
	if (left->h < RULE_H + scene_text_height(&type, kept, left->w)) {
		return;
	}
	rule(s, left);
	counter_text(s, left, type, "kept", kept);
	if (s->oc && s->oc->service_count > 0) {
		open_elsewhere(s, counters, sizeof counters);
	}
	if (counters[0]) {
		words_fill(text, sizeof text, s->v->lang, "counter.elsewhere", "counters", counters,
			"service", counter_service(s, s->oc->services[0]), NULL);
		skip(left, 12);
		counter_text(s, left, type, "elsewhere", text);
	}
}

void counter_away(const struct counter_screen *s) {
	bool paused = s->c->state == COUNTER_PAUSED;
	struct scene_rect left = s->words;
	if (!s->tall) {
		skip(&left, 84);
	}
	word(s, &left, paused);
	back(s, &left, paused);
	meanwhile(s, &left);
}

/* A letter that leads here, and what it stands for. */
static void row(const struct counter_screen *s, struct scene_rect rect,
	const struct office_service *service) {
	const struct theme *t = s->scene->theme;
	int px = counter_px(s, 56);
	struct scene_type type = {.px = px,
		.line_px = px * 8 / 7,
		.color = t->ink,
		.max_lines = 2,
		.place = SCENE_MIDDLE};
	int door_w = px * 12 / 7, left = 20 + door_w + px * 4 / 7;
	struct scene_rect door = {rect.x + 20, rect.y + 16, door_w, rect.h - 16};
	struct scene_rect name = {rect.x + left, rect.y, rect.w - left - 16, rect.h};
	scene_box(s->scene, rect, 12, t->card, 0, SCENE_NONE);
	view_door(s->v, s->scene, door, px * 9 / 7, service->prefix);
	scene_text(s->scene, name, type, words_name(s->v->lang, &service->name));
}

/* Nobody here: whose turn it may be next, by the letters that lead here. */
void counter_ready(const struct counter_screen *s) {
	struct scene_rect left = s->words;
	struct scene_type head = {.weight = FONT_BOLD,
		.px = counter_px(s, 88),
		.color = s->scene->theme->ink,
		.max_lines = 2};
	int h = counter_px(s, 56) * 7 / 3, step = h + 12;
	int count = s->oc ? s->oc->service_count : 0;
	skip(&left, s->tall ? 0 : 40);
	counter_text(s, &left, head, "state", words_get(s->v->lang, "counter.ready"));
	rule(s, &left);
	for (int i = 0; i < count && i < SERVICES_SHOWN && left.h >= h; i++) {
		const struct office_service *service =
			office_view_service(s->v->office, s->oc->services[i]);
		if (service) {
			row(s, (struct scene_rect){left.x, left.y, left.w, h}, service);
			skip(&left, step);
		}
	}
}
