#include "common/ui/scene.h"

#include <string.h>

static bool holds(const struct scene_item *outer, const struct scene_item *inner) {
	int x = inner->rect.x + inner->rect.w / 2, y = inner->rect.y + inner->rect.h / 2;
	const struct scene_rect *r = &outer->rect;
	return x >= r->x && x < r->x + r->w && y >= r->y && y < r->y + r->h;
}

uint32_t scene_background(const struct scene *scene, size_t index) {
	const struct scene_item *item = scene->item[index];
	bool painted = item->kind == SCENE_BOX || item->kind == SCENE_DOOR;
	for (size_t i = painted ? index + 1 : index; i-- > 0;) {
		const struct scene_item *below = scene->item[i];
		bool ground = below->kind == SCENE_BOX || below->kind == SCENE_DOOR;
		if (ground && below->fill != SCENE_NONE && holds(below, item)) {
			return below->fill;
		}
	}
	return scene->ground;
}

static bool same_string(const char *a, const char *b) {
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_rect(const struct scene_rect *a, const struct scene_rect *b) {
	return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

static bool same_type(const struct scene_type *a, const struct scene_type *b) {
	return a->weight == b->weight && a->px == b->px && a->align == b->align &&
	       a->place == b->place && a->max_lines == b->max_lines && a->line_px == b->line_px &&
	       a->prose == b->prose && a->whole == b->whole;
}

static bool same_bits(const struct scene_item *a, const struct scene_item *b) {
	return a->bits_w == b->bits_w && a->bits_h == b->bits_h &&
	       (!a->bits || memcmp(a->bits, b->bits, (size_t)a->bits_w * (size_t)a->bits_h) == 0);
}

static bool same_look(const struct scene_item *a, const struct scene_item *b) {
	return a->kind == b->kind && same_rect(&a->rect, &b->rect) && a->fill == b->fill &&
	       a->border == b->border && a->color == b->color && a->border_px == b->border_px &&
	       a->radius_px == b->radius_px && same_type(&a->type, &b->type) &&
	       same_string(a->text, b->text) && same_bits(a, b) && a->picture_id == b->picture_id;
}

static bool same_item(const struct scene_item *a, const struct scene_item *b) {
	return same_look(a, b) && a->role == b->role && a->state == b->state &&
	       strcmp(a->id, b->id) == 0 && same_string(a->spoken, b->spoken);
}

static bool same_frame(const struct scene *a, const struct scene *b) {
	return a->count == b->count && a->w_px == b->w_px && a->h_px == b->h_px &&
	       a->ground == b->ground && a->dark == b->dark;
}

bool scene_equal(const struct scene *a, const struct scene *b) {
	if (!same_frame(a, b) || a->live != b->live || strcmp(a->name, b->name) != 0) {
		return false;
	}
	for (size_t i = 0; i < a->count; i++) {
		if (!same_item(a->item[i], b->item[i])) {
			return false;
		}
	}
	return true;
}

struct scene_rect scene_painted(const struct scene *scene, const struct scene_item *item) {
	if (item->kind != SCENE_TEXT) {
		return item->rect;
	}
	int lines = item->type.max_lines > 1 ? item->type.max_lines : 1;
	int slack = item->type.px + lines * scene_line_px(&item->type);
	return (struct scene_rect){0, item->rect.y - slack, scene->w_px, item->rect.h + 2 * slack};
}

static struct scene_rect unite(struct scene_rect a, struct scene_rect b) {
	if (a.w == 0) {
		return b;
	}
	int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
	int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
	a.x = a.x < b.x ? a.x : b.x;
	a.y = a.y < b.y ? a.y : b.y;
	return (struct scene_rect){a.x, a.y, right - a.x, bottom - a.y};
}

struct scene_rect scene_difference(const struct scene *a, const struct scene *b) {
	struct scene_rect all = {0, 0, b->w_px, b->h_px}, part = {0};
	if (!same_frame(a, b)) {
		return all;
	}
	for (size_t i = 0; i < a->count; i++) {
		if (!same_look(a->item[i], b->item[i])) {
			part = unite(part, scene_painted(a, a->item[i]));
			part = unite(part, scene_painted(b, b->item[i]));
		}
	}
	return part;
}
