#include "common/clock.h"
#include "display/hall_part.h"

#include <stdio.h>

static const char *const reason_icon[] = {
	[REASON_PRIORITY] = "priority",
	[REASON_APPOINTMENT] = "calendar",
	[REASON_RETURNED] = "return",
	[REASON_TRANSFERRED] = "swap",
	[REASON_CHOSEN] = "person",
	[REASON_OVERDUE] = "clock",
};

/* Why this one and not the next in turn: said in words, so that nobody has to guess. */
static void reason_chip(const struct view *v, struct scene *scene, struct scene_rect rect, int px) {
	enum call_reason reason = v->announce->shown.reason;
	if (reason == REASON_NONE || reason == REASON_IN_TURN) {
		return;
	}
	char key[48];
	const struct theme *t = scene->theme;
	snprintf(key, sizeof key, "reason.%s", proto_call_reason(reason));
	struct scene_type type = view_bold(px, t->ink);
	struct lines_type lines = scene_lines_type(&type);
	const char *text = words_get(v->lang, key);
	int icon_px = px * 5 / 6, pad = px / 2;
	int w = pad + icon_px + pad / 2 + lines_width(&lines, text) + pad;
	if (w > rect.w) {
		return;
	}
	struct scene_rect chip = {rect.x, rect.y, w, rect.h};
	scene_box(scene, chip, 6, t->card, 3, t->ink);
	scene_icon(scene, (struct scene_rect){chip.x + pad, chip.y, icon_px, chip.h},
		reason_icon[reason], t->ink);
	int x = chip.x + pad + icon_px + pad / 2;
	scene_name_item(scene_text(scene, (struct scene_rect){x, chip.y, w, chip.h}, type, text),
		"reason", NULL);
}

/* Nobody was called yet, or the day is over: what to do next, in place of a number. */
static void empty_panel(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_panel *panel) {
	const struct theme *t = scene->theme;
	char time[8], note[160];
	bool open = v->hall->open;
	int64_t opens_ms = v->office ? v->office->opens_at_ms : 0;
	const char *text = words_get(v->lang, open ? "hall.empty" : "hall.closed");
	snprintf(note, sizeof note, "%s",
		words_get(v->lang, open ? "hall.empty.note" : "hall.closed.note"));
	if (!open && opens_ms > v->now_ms && clock_day(opens_ms) == clock_day(v->now_ms)) {
		clock_hhmm(opens_ms, time);
		words_fill(note, sizeof note, v->lang, "hall.opens", "time", time, NULL);
	}
	scene_box(scene, rect, 24, t->card, 4, t->ink_2);
	int door_w = panel->door_w, x = rect.x + rect.w - door_w - 48;
	scene_door(scene,
		(struct scene_rect){x, rect.y + rect.h - panel->door_h, door_w, panel->door_h - 4},
		t->sunk, 0, SCENE_NONE);
	int icon_px = door_w / 2;
	scene_icon(scene,
		(struct scene_rect){x + (door_w - icon_px) / 2,
			rect.y + rect.h - panel->door_h / 2 - icon_px / 2, icon_px, icon_px},
		open ? "bell" : "clock", t->ink_2);
	struct scene_type bold = {.weight = FONT_BOLD,
		.px = 88,
		.color = t->ink,
		.max_lines = 2,
		.place = SCENE_MIDDLE};
	struct scene_type plain = {.px = 52, .color = t->ink_2, .max_lines = 2};
	int w = rect.w - door_w - 48 - 32 - 52, h = scene_text_height(&bold, text, w);
	int block = h + 24 + scene_text_height(&plain, note, w);
	int y = rect.y + (rect.h - block) / 2;
	scene_text(scene, (struct scene_rect){rect.x + 52, y, w, h}, bold, text);
	scene_text(scene, (struct scene_rect){rect.x + 52, y + h + 24, w, 150}, plain, note);
}

static void head(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_panel *panel, bool now) {
	struct scene_type type = view_bold(panel->head_px, scene->theme->ink);
	struct lines_type lines = scene_lines_type(&type);
	const char *text = words_get(v->lang, now ? "hall.call" : "hall.last");
	int w = lines_width(&lines, text);
	scene_text(scene, (struct scene_rect){rect.x, rect.y, w + 4, rect.h}, type, text);
	int x = w + panel->head_px / 2;
	reason_chip(v, scene, (struct scene_rect){rect.x + x, rect.y, rect.w - x, rect.h},
		panel->head_px * 52 / 56);
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
	head(v, scene, (struct scene_rect){left, rect.y + 26, right - left, panel->head_h}, panel,
		now);
	int top = rect.y + 26 + panel->head_h + 10;
	int bottom = panel->stacked ? door.y : rect.y + rect.h - 24;
	view_number(scene, (struct scene_rect){left, top, right - left, bottom - top},
		panel->number_px, t->ink, "call", v->announce->shown.number);
	view_counter_door(v, scene, door, v->lost, panel->word_px, 272, v->announce->shown.counter);
}
