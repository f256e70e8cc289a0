#include "common/ui/parts.h"

#include <string.h>

static enum scene_state button_state(
	const struct scene *scene, enum scene_state state, const char *id) {
	if (state == SCENE_DISABLED) {
		return state;
	}
	if (scene->pressed[0] && strcmp(scene->pressed, id) == 0) {
		return SCENE_PRESSED;
	}
	if (scene->focused[0] && strcmp(scene->focused, id) == 0 && state == SCENE_NORMAL) {
		return SCENE_FOCUSED;
	}
	return state;
}

static struct scene_rect grown(struct scene_rect r, int by) {
	return (struct scene_rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

/* 6 px of yellow between two dark lines, so that it is seen on any ground; the gap of 12 holds it.
 */
static void focus_ring(struct scene *scene, struct scene_rect rect, int radius_px) {
	const struct theme *t = scene->theme;
	scene_box(scene, grown(rect, 11), radius_px + 11, t->ring, 0, SCENE_NONE);
	scene_box(scene, grown(rect, 9), radius_px + 9, t->hoe, 0, SCENE_NONE);
	scene_box(scene, grown(rect, 3), radius_px + 3, t->ring, 0, SCENE_NONE);
}

static struct scene_item *ground(struct scene *scene, struct scene_rect rect, int radius_px,
	enum parts_look look, enum scene_state state) {
	const struct theme *t = scene->theme;
	if (state == SCENE_DISABLED) {
		return scene_box(scene, rect, radius_px, t->sunk, 0, SCENE_NONE);
	}
	if (look == PARTS_PRIMARY) {
		uint32_t fill = state == SCENE_PRESSED ? t->cham_deep : t->cham;
		return scene_box(scene, rect, radius_px, fill, 0, SCENE_NONE);
	}
	if (state == SCENE_PRESSED || state == SCENE_ON) {
		return scene_box(scene, rect, radius_px, t->cham_tint, t->strong_px, t->cham);
	}
	return scene_box(scene, rect, radius_px, t->card, t->border_px, t->line);
}

static struct scene_item *button(struct scene *scene, struct scene_rect rect, int radius_px,
	enum parts_look look, enum scene_state state, const char *id, const char *text,
	const char *spoken) {
	bool ringed =
		state != SCENE_DISABLED && scene->focused[0] && strcmp(scene->focused, id) == 0;
	if (ringed) {
		focus_ring(scene, rect, radius_px);
	}
	state = button_state(scene, state, id);
	struct scene_item *item = ground(scene, rect, radius_px, look, state);
	item->state = state;
	scene_make_button(item, id, text, spoken);
	return item;
}

struct scene_item *parts_button(struct scene *scene, struct scene_rect rect, enum parts_look look,
	enum scene_state state, const char *id, const char *text, const char *spoken) {
	return button(scene, rect, 12, look, state, id, text, spoken);
}

struct scene_item *parts_key(struct scene *scene, struct scene_rect rect, int radius_px,
	enum scene_state state, const char *id, const char *text, const char *spoken) {
	return button(scene, rect, radius_px, PARTS_SECONDARY, state, id, text, spoken);
}

struct scene_item *parts_group(struct scene *scene, struct scene_rect rect, int group,
	const char *id, const char *spoken) {
	if (scene->focused[0] && strcmp(scene->focused, id) == 0) {
		focus_ring(scene, rect, 6);
	}
	struct scene_item *item = scene_box(scene, rect, 0, SCENE_NONE, 0, SCENE_NONE);
	item->group = group;
	scene_name_item(item, id, spoken);
	return item;
}

uint32_t parts_on(const struct scene *scene, enum parts_look look, enum scene_state state) {
	if (state == SCENE_DISABLED) {
		return scene->theme->ink_2;
	}
	return look == PARTS_PRIMARY ? scene->theme->on_cham : scene->theme->ink;
}

void parts_label(struct scene *scene, struct scene_rect rect, const char *icon, int icon_px,
	struct scene_type type, const char *text) {
	struct lines_type lines = scene_lines_type(&type);
	int gap = icon ? icon_px / 3 : 0;
	int icon_w = icon ? icon_px + gap : 0;
	int text_w = lines_width(&lines, text);
	int x = rect.x + (rect.w - icon_w - text_w) / 2;
	if (icon) {
		struct scene_rect box = {x, rect.y + (rect.h - icon_px) / 2, icon_px, icon_px};
		scene_icon(scene, box, icon, type.color);
	}
	type.align = SCENE_LEFT;
	type.place = SCENE_CAPS;
	scene_text(scene, (struct scene_rect){x + icon_w, rect.y, text_w + 2, rect.h}, type, text);
}

struct scene_item *parts_door(struct scene *scene, struct scene_rect rect,
	const struct parts_door *look, int px, const char *text) {
	struct scene_item *door =
		scene_door(scene, rect, look->fill, look->border_px, look->border);
	struct scene_type type = {
		.weight = FONT_BOLD,
		.px = font_fitting(FONT_BOLD, px, text, rect.w - rect.w / 12),
		.color = look->color,
		.align = SCENE_CENTER,
		.place = SCENE_CAPS,
		.whole = true,
	};
	scene_text(scene, rect, type, text);
	return door;
}

struct parts_door parts_door_solid(const struct theme *theme) {
	return (struct parts_door){
		.fill = theme->cham, .color = theme->on_cham, .border = SCENE_NONE};
}

struct parts_door parts_door_outline(const struct theme *theme, int border_px) {
	return (struct parts_door){
		.fill = theme->card,
		.color = theme->ink_2,
		.border_px = border_px,
		.border = theme->ink_2,
	};
}
