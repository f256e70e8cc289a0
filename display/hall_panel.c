#include "display/hall_part.h"

/* The call's heading, and why it was not its turn. */
static void head(const struct view *v, struct scene *scene, struct scene_rect rect, int px) {
	struct scene_type type = view_bold(px, scene->theme->ink);
	const char *text = words_get(v->lang, view_is_now(v) ? "hall.call" : "hall.last");
	int w = font_width(FONT_BOLD, px, text) + 4, x = w + px / 2;
	scene_text(scene, (struct scene_rect){rect.x, rect.y, w, rect.h}, type, text);
	view_reason(v, scene, (struct scene_rect){rect.x + x, rect.y, rect.w - x, rect.h}, px,
		v->announce->shown.reason, v->announce->shown.from_counter);
}

/* From the number to the door, where they do not stand side by side. */
static void way(const struct view *v, struct scene *scene, struct scene_rect rect, int word_px) {
	uint32_t ink = scene->theme->ink;
	const char *text = words_get(v->lang, "hall.go");
	int px = font_fitting(FONT_BOLD, word_px * 22 / 13, text, rect.w * 3 / 5);
	int arrow = px * 3 / 2, text_w = font_width(FONT_BOLD, px, text) + 4;
	if (px < word_px || text_w + px / 3 + arrow > rect.w) {
		return;
	}
	scene_text(scene, (struct scene_rect){rect.x, rect.y, text_w, rect.h}, view_bold(px, ink),
		text);
	scene_icon(scene, (struct scene_rect){rect.x + rect.w - arrow, rect.y, arrow, rect.h},
		"arrow-right", ink);
}

static int smaller(int a, int b) {
	return a < b ? a : b;
}

/* The room that the call does not need goes to the sides, to the door and above and below. */
static struct scene_rect door_place(
	const struct hall_plan *plan, const struct hall_widest *widest, int border_px) {
	const struct scene_rect *rect = &plan->panel;
	int px = plan->call_px, w = hall_call_door_w(widest, &plan->type, px);
	int spare_w = rect->w - hall_panel_w(widest, &plan->type, px, plan->stacked);
	int h = hall_call_door_h(&plan->type, px);
	int spare_h = rect->h - hall_panel_h(widest, &plan->type, px, plan->stacked);
	int wider = smaller(plan->stacked ? px / 3 : spare_w / 3, px / 3);
	wider = smaller(wider, rect->w - 2 * 28 - w);
	w += wider > 0 ? wider : 0;
	h += plan->stacked ? spare_h / 3 : smaller(rect->h - h - border_px - 6, spare_h / 2);
	int right = 24 + smaller(24, spare_w / 6);
	return (struct scene_rect){
		rect->x + rect->w - right - w, rect->y + rect->h - border_px - h, w, h};
}

/* "Quầy" grows a little with the door. */
static int door_word_px(
	const struct view *v, const struct hall_plan *plan, const struct scene_rect *door) {
	int px = plan->type.word_px, spare = door->h - hall_call_door_h(&plan->type, plan->call_px);
	int grown = px + smaller(px / 3, spare > 0 ? spare / 2 : 0);
	const char *word = words_get(v->lang, "hall.counter");
	return font_fitting(FONT_BOLD, grown, word, door->w - px / 3);
}

void hall_panel(const struct view *v, struct scene *scene, const struct hall_plan *plan,
	const struct hall_widest *widest) {
	const struct theme *t = scene->theme;
	struct scene_rect rect = plan->panel;
	int word_px = plan->type.word_px, px = plan->call_px;
	bool now = view_is_now(v), lit = now && announce_lit(v->announce, v->now_ms);
	int border_px = now ? 6 : 4;
	scene_box(scene, rect, 24, lit ? t->hoe : t->card, border_px, now ? t->ink : t->ink_2);
	struct scene_rect door = door_place(plan, widest, border_px);
	int spare_w = rect.w - hall_panel_w(widest, &plan->type, px, plan->stacked);
	int spare_h = rect.h - hall_panel_h(widest, &plan->type, px, plan->stacked);
	int left = rect.x + 28 + smaller(24, spare_w / 4);
	int right = plan->stacked ? 2 * rect.x + rect.w - left : door.x - 14;
	int top = rect.y + word_px * 2 / 5 + smaller(spare_h / 6, word_px / 3);
	head(v, scene, (struct scene_rect){left, top, right - left, word_px * 6 / 5}, word_px);
	top += word_px * 7 / 5;
	int tail = widest->tail > 0 ? hall_tail_h(widest, &plan->type, px) : word_px / 6;
	int bottom = plan->stacked ? door.y : rect.y + rect.h - border_px - tail;
	view_number(scene, (struct scene_rect){left, top, right - left, bottom - top}, px, t->ink,
		"call", v->announce->shown.number);
	if (plan->stacked && now) {
		way(v, scene, (struct scene_rect){left, door.y, door.x - left - 40, door.h},
			word_px);
	}
	view_counter_door(v, scene, door, v->lost, door_word_px(v, plan, &door), px,
		v->announce->shown.counter);
}
