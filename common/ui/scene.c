#include "common/ui/scene.h"

#include "common/mem.h"
#include "common/ui/picture.h"
#include <stdio.h>
#include <string.h>

struct scene *scene_new(void) {
	return mem_alloc(1, sizeof(struct scene));
}

static void scene_empty(struct scene *scene) {
	for (size_t i = 0; i < scene->count; i++) {
		mem_free(scene->item[i]->text);
		mem_free(scene->item[i]->spoken);
		mem_free(scene->item[i]->bits);
		mem_free(scene->item[i]);
	}
	scene->count = 0;
	scene->live = 0;
}

void scene_free(struct scene *scene) {
	if (!scene) {
		return;
	}
	scene_empty(scene);
	mem_free(scene->item);
	mem_free(scene);
}

void scene_start(
	struct scene *scene, const char *name, const struct theme *theme, int w_px, int h_px) {
	scene_empty(scene);
	snprintf(scene->name, sizeof scene->name, "%s", name);
	scene->theme = theme;
	scene->w_px = w_px;
	scene->h_px = h_px;
	scene->ground = theme->paper;
	scene->dark = false;
}

static struct scene_item *scene_add(
	struct scene *scene, enum scene_kind kind, struct scene_rect rect) {
	if (scene->count == scene->room) {
		scene->room = scene->room ? scene->room * 2 : 64;
		scene->item = mem_realloc(scene->item, scene->room, sizeof *scene->item);
	}
	struct scene_item *item = mem_alloc(1, sizeof *item);
	*item = (struct scene_item){.kind = kind, .rect = rect, .fill = SCENE_NONE};
	scene->item[scene->count++] = item;
	return item;
}

struct scene_item *scene_box(struct scene *scene, struct scene_rect rect, int radius_px,
	uint32_t fill, int border_px, uint32_t border) {
	struct scene_item *item = scene_add(scene, SCENE_BOX, rect);
	item->radius_px = radius_px;
	item->fill = fill;
	item->border_px = border_px;
	item->border = border;
	return item;
}

struct scene_item *scene_door(struct scene *scene, struct scene_rect rect, uint32_t fill,
	int border_px, uint32_t border) {
	int radius_px = rect.w * 28 / 100;
	struct scene_item *item =
		scene_box(scene, rect, radius_px > 64 ? 64 : radius_px, fill, border_px, border);
	item->kind = SCENE_DOOR;
	return item;
}

struct scene_item *scene_text(
	struct scene *scene, struct scene_rect rect, struct scene_type type, const char *text) {
	struct scene_item *item = scene_add(scene, SCENE_TEXT, rect);
	item->role = SCENE_ROLE_TEXT;
	item->type = type;
	item->color = type.color;
	item->text = mem_strdup(text);
	return item;
}

struct scene_item *scene_icon(
	struct scene *scene, struct scene_rect rect, const char *name, uint32_t color) {
	struct scene_item *item = scene_add(scene, SCENE_ICON, rect);
	item->text = mem_strdup(name);
	item->color = color;
	return item;
}

struct scene_item *scene_bitmap(struct scene *scene, struct scene_rect rect, const uint8_t *bits,
	int w, int h, uint32_t color, uint32_t fill) {
	struct scene_item *item = scene_add(scene, SCENE_BITMAP, rect);
	item->role = SCENE_ROLE_IMAGE;
	item->bits = (uint8_t *)mem_copy(bits, (size_t)w * (size_t)h);
	item->bits_w = w;
	item->bits_h = h;
	item->color = color;
	item->fill = fill;
	return item;
}

struct scene_item *scene_picture(struct scene *scene, struct scene_rect rect,
	struct picture *picture, uint32_t ground, const char *words) {
	struct scene_item *item = scene_add(scene, SCENE_PICTURE, rect);
	item->role = SCENE_ROLE_IMAGE;
	item->picture = picture;
	item->picture_id = picture->id;
	item->fill = ground;
	item->spoken = mem_strdup(words);
	return item;
}

void scene_name_item(struct scene_item *item, const char *id, const char *spoken) {
	snprintf(item->id, sizeof item->id, "%s", id);
	mem_free(item->spoken);
	item->spoken = mem_strdup(spoken);
}

void scene_make_button(
	struct scene_item *item, const char *id, const char *text, const char *spoken) {
	item->role = SCENE_ROLE_BUTTON;
	scene_name_item(item, id, spoken);
	if (text != item->text) {
		mem_free(item->text);
		item->text = mem_strdup(text);
	}
}

void scene_put_last(struct scene *scene, size_t from, size_t to) {
	size_t size = (to - from) * sizeof *scene->item;
	struct scene_item **moved = (struct scene_item **)mem_copy(scene->item + from, size);
	memmove(scene->item + from, scene->item + to, (scene->count - to) * sizeof *scene->item);
	memcpy(scene->item + scene->count - (to - from), moved, size);
	mem_free(moved);
}

void scene_cover(struct scene *scene) {
	scene->live = scene->count;
}

int scene_line_px(const struct scene_type *type) {
	return type->line_px > 0 ? type->line_px : (type->px * 5 + 2) / 4;
}

struct lines_type scene_lines_type(const struct scene_type *type) {
	return (struct lines_type){
		.weight = type->weight,
		.px = type->px,
		.max_lines = type->max_lines,
		.prose = type->prose,
		.whole = type->whole,
	};
}

int scene_text_height(const struct scene_type *type, const char *text, int width) {
	struct lines_type lines = scene_lines_type(type);
	return lines_count(&lines, text, width) * scene_line_px(type);
}

bool scene_text_cut(const struct scene_type *type, const char *text, int width) {
	struct lines_type lines_type = scene_lines_type(type);
	struct lines lines;
	lines_break(&lines_type, text, width, &lines);
	return lines.count > 0 && lines.line[lines.count - 1].shortened;
}

int scene_baseline(const struct scene_item *item, size_t line_count, size_t i) {
	const struct scene_type *type = &item->type;
	int cap = font_cap_height(type->px), line = scene_line_px(type);
	int top = item->rect.y;
	if (type->place == SCENE_CAPS) {
		return top + (item->rect.h + cap) / 2;
	}
	if (type->place == SCENE_MIDDLE) {
		top += (item->rect.h - (int)line_count * line) / 2;
	}
	/* A line's box has as much room over the capitals as under the baseline, and a little
	   more above, where Vietnamese stacks its marks. */
	return top + (int)i * line + (line + cap) / 2 + type->px / 24;
}

static bool touchable(const struct scene_item *item) {
	return item->role == SCENE_ROLE_BUTTON && item->state != SCENE_DISABLED;
}

const struct scene_item *scene_hit(const struct scene *scene, int x, int y) {
	for (size_t i = scene->count; i-- > scene->live;) {
		const struct scene_rect *r = &scene->item[i]->rect;
		if (scene->item[i]->role == SCENE_ROLE_BUTTON && x >= r->x && x < r->x + r->w &&
			y >= r->y && y < r->y + r->h) {
			return touchable(scene->item[i]) ? scene->item[i] : NULL;
		}
	}
	return NULL;
}

const struct scene_item *scene_button(const struct scene *scene, const char *id) {
	for (size_t i = scene->live; i < scene->count; i++) {
		if (touchable(scene->item[i]) && strcmp(scene->item[i]->id, id) == 0) {
			return scene->item[i];
		}
	}
	return NULL;
}

const struct scene_item *scene_find(const struct scene *scene, const char *id) {
	for (size_t i = 0; i < scene->count; i++) {
		if (strcmp(scene->item[i]->id, id) == 0) {
			return scene->item[i];
		}
	}
	return NULL;
}
