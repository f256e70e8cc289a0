#include "common/clock.h"
#include "display/hall_part.h"

#include <stdio.h>

/* When the office opens, today or on another day. */
static void opening(const struct view *v, char *buf, size_t size) {
	char time[8], key[16], date[16];
	int64_t opens_ms = v->office ? v->office->opens_at_ms : 0;
	if (opens_ms <= v->now_ms) {
		snprintf(buf, size, "%s", words_get(v->lang, "hall.closed.note"));
		return;
	}
	struct tm tm = clock_local(opens_ms);
	bool today = clock_day(opens_ms) == clock_day(v->now_ms);
	snprintf(key, sizeof key, "weekday.%d", tm.tm_wday);
	snprintf(date, sizeof date, "%02d/%02d", tm.tm_mday % 100, (tm.tm_mon + 1) % 100);
	words_fill(buf, size, v->lang, today ? "hall.opens" : "hall.opens.day", "time",
		clock_hhmm(opens_ms, time), "weekday", words_get(v->lang, key), "date", date, NULL);
}

static void empty_door(const struct view *v, struct scene *scene, struct scene_rect rect) {
	const struct theme *t = scene->theme;
	int px = rect.w / 2;
	scene_door(scene, rect, t->sunk, 0, SCENE_NONE);
	scene_icon(scene, (struct scene_rect){rect.x + px / 2, rect.y + (rect.h - px) / 2, px, px},
		v->hall->open ? "bell" : "clock", t->ink_2);
}

/* Nobody was called yet, or the day is over: what to do next, in place of a number. */
static void empty_panel(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_panel *panel) {
	const struct theme *t = scene->theme;
	bool open = v->hall->open, low = rect.h<320, high = rect.h> 600 && !panel->stacked;
	int door_w = high ? 420 : panel->door_w, door_h = high ? 520 : panel->door_h;
	char note[160];
	snprintf(note, sizeof note, "%s", words_get(v->lang, "hall.empty.note"));
	if (!open) {
		opening(v, note, sizeof note);
	}
	int door_x = rect.x + rect.w - 48 - door_w;
	scene_box(scene, rect, 24, t->card, 4, t->ink_2);
	empty_door(v, scene,
		(struct scene_rect){door_x, rect.y + rect.h - 4 - door_h, door_w, door_h});
	struct scene_type bold = {.weight = FONT_BOLD,
		.px = low    ? 68
		      : high ? 104
			     : 88,
		.color = t->ink,
		.max_lines = 2};
	struct scene_type plain = {.px = low ? 40 : 52, .color = t->ink_2, .max_lines = 2};
	int x = rect.x + 52, w = panel->stacked ? rect.w - 104 : door_x - 32 - x;
	const char *text = words_get(v->lang, open ? "hall.empty" : "hall.closed");
	int bold_h = scene_text_height(&bold, text, w),
	    plain_h = scene_text_height(&plain, note, w);
	int room = panel->stacked ? rect.h - door_h : rect.h;
	int y = rect.y + (room - bold_h - 24 - plain_h) / 2;
	scene_name_item(
		scene_text(scene, (struct scene_rect){x, y, w, bold_h}, bold, text), "empty", NULL);
	scene_text(scene, (struct scene_rect){x, y + bold_h + 24, w, plain_h}, plain, note);
}

static void head(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_panel *panel, bool now) {
	struct scene_type type = view_bold(panel->head_px, scene->theme->ink);
	struct lines_type lines = scene_lines_type(&type);
	const char *text = words_get(v->lang, now ? "hall.call" : "hall.last");
	int w = lines_width(&lines, text);
	scene_text(scene, (struct scene_rect){rect.x, rect.y, w + 4, rect.h}, type, text);
	int x = w + panel->head_px / 2;
	view_reason(v, scene, (struct scene_rect){rect.x + x, rect.y, rect.w - x, rect.h},
		panel->head_px * 52 / 56, v->announce->shown.reason,
		v->announce->shown.from_counter);
}

/* From the number to the door, where they do not stand side by side. */
static void way(const struct view *v, struct scene *scene, struct scene_rect rect) {
	uint32_t ink = scene->theme->ink;
	struct scene_type type = view_bold(88, ink);
	scene_text(scene, rect, type, words_get(v->lang, "hall.go"));
	scene_icon(scene, (struct scene_rect){rect.x + rect.w - 130, rect.y, 130, rect.h},
		"arrow-right", ink);
}

void hall_panel(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_panel *panel) {
	const struct theme *t = scene->theme;
	if (!v->announce->any) {
		empty_panel(v, scene, rect, panel);
		return;
	}
	bool now = view_is_now(v);
	int border_px = now ? 6 : 4;
	uint32_t ground = now && announce_lit(v->announce, v->now_ms) ? t->hoe : t->card;
	scene_box(scene, rect, 24, ground, border_px, now ? t->ink : t->ink_2);
	struct scene_rect door = {rect.x + rect.w - 48 - panel->door_w,
		rect.y + rect.h - border_px - panel->door_h, panel->door_w, panel->door_h};
	int left = rect.x + 52, right = panel->stacked ? rect.x + rect.w - 52 : door.x - 24;
	head(v, scene,
		(struct scene_rect){left, rect.y + panel->head_y, right - left, panel->head_h},
		panel, now);
	int top = rect.y + panel->head_y + panel->head_h + 10;
	int bottom = panel->stacked ? door.y : rect.y + rect.h - 24;
	if (panel->stacked && now) {
		way(v, scene, (struct scene_rect){left, door.y, door.x - left - 40, door.h});
	}
	view_number(scene, (struct scene_rect){left, top, right - left, bottom - top},
		panel->number_px, t->ink, "call", v->announce->shown.number);
	view_counter_door(v, scene, door, v->lost, panel->word_px, 272, v->announce->shown.counter);
}
