/* What is really painted: the listed sizes, and contrast by pixels. */
#include "common/mem.h"
#include "common/ui/draw.h"
#include "common/ui/dump.h"
#include "tests/screens/contrast.h"
#include "tests/screens/rules.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COLOURS = 4096, NEAR = 40 };

static const double TEXT_LEAST = 7, SHAPE_LEAST = 3;

static uint32_t pixel(SDL_Surface *s, int x, int y) {
	x = x < 0 ? 0 : x >= s->w ? s->w - 1 : x;
	y = y < 0 ? 0 : y >= s->h ? s->h - 1 : y;
	return *(const uint32_t *)(const void *)((const uint8_t *)s->pixels + y * s->pitch +
						 x * 4) &
	       0xFFFFFF;
}

static bool near(uint32_t a, uint32_t b) {
	for (int shift = 0; shift < 24; shift += 8) {
		if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) > NEAR) {
			return false;
		}
	}
	return true;
}

/* The colour that most of a region has, by its four upper bits of each channel. */
static uint32_t ground_of(SDL_Surface *s, struct scene_rect r) {
	static int counts[COLOURS];
	uint32_t best = pixel(s, r.x, r.y);
	memset(counts, 0, sizeof counts);
	for (int y = r.y; y < r.y + r.h; y++) {
		for (int x = r.x; x < r.x + r.w; x++) {
			uint32_t c = pixel(s, x, y);
			uint32_t key = (c >> 12 & 0xF00) | (c >> 8 & 0xF0) | (c >> 4 & 0xF);
			uint32_t was =
				(best >> 12 & 0xF00) | (best >> 8 & 0xF0) | (best >> 4 & 0xF);
			best = ++counts[key] > counts[was] ? c : best;
		}
	}
	return best;
}

/* Whether the colour is there as it should be, not painted over and not washed out. */
static bool has_ink(SDL_Surface *s, struct scene_rect r, uint32_t color) {
	for (int y = r.y; y < r.y + r.h; y++) {
		for (int x = r.x; x < r.x + r.w; x++) {
			if (near(pixel(s, x, y), color)) {
				return true;
			}
		}
	}
	return false;
}

/* `around`: with enough of the ground on which the ink of `where` stands. */
static void check_ink(struct rules *r, SDL_Surface *s, const struct scene_item *item,
	struct scene_rect where, struct scene_rect around, double least) {
	uint32_t ground = ground_of(s, around);
	if (!has_ink(s, where, item->color)) {
		rules_fault(r, "not painted", item, NULL);
	} else if (contrast(ground, item->color) < least) {
		print_error("%.1f:1 ", contrast(ground, item->color));
		rules_fault(r, "too faint", item, NULL);
	}
}

static struct scene_rect grown(struct scene_rect r, int by) {
	return (struct scene_rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

/* Where a line's letters stand, from the baseline to their capitals. */
static struct scene_rect line_of(
	const struct scene_item *item, const struct lines *lines, size_t i) {
	int w = lines->line[i].width_px, spare = item->rect.w - w;
	int left = item->type.align == SCENE_CENTER  ? spare / 2
		   : item->type.align == SCENE_RIGHT ? spare
						     : 0;
	int cap = font_cap_height(item->type.px), base = scene_baseline(item, lines->count, i);
	return (struct scene_rect){item->rect.x + left, base - cap, w, cap};
}

static void check_text(struct rules *r, SDL_Surface *s, const struct draw_fit *fit,
	const struct scene_item *item) {
	struct lines_type type = scene_lines_type(&item->type);
	struct lines lines;
	lines_break(&type, item->text, item->rect.w, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		struct scene_rect line = line_of(item, &lines, i);
		if (lines.line[i].width_px > 0) {
			struct scene_rect around = grown(line, line.h * 2 / 5);
			check_ink(r, s, item, draw_real(fit, line), draw_real(fit, around),
				TEXT_LEAST);
		}
	}
}

/* Ring, border or ground: something of a target stands out from what is around it. */
static void check_target(
	struct rules *r, SDL_Surface *s, const struct draw_fit *fit, const struct scene_item *b) {
	bool bare = b->state == SCENE_DISABLED || b->border_px == 0;
	if (bare && b->fill != r->scene->theme->cham) {
		return;
	}
	struct scene_rect out = b->rect;
	struct scene_rect real = draw_real(fit, b->rect);
	out.x -= 5;
	int y = real.y + real.h / 2, outside = draw_real(fit, out).x;
	uint32_t edge = pixel(s, real.x + (int)(fit->factor / 2), y);
	if (contrast(edge, pixel(s, outside, y)) < SHAPE_LEAST) {
		rules_fault(r, "edge too faint", b, NULL);
	}
}

void rules_pixels(struct rules *r, SDL_Surface *surface) {
	struct draw_fit fit = draw_fit(r->scene, surface->w, surface->h);
	for (size_t i = 0; i < r->scene->count; i++) {
		const struct scene_item *item = r->scene->item[i];
		if (item->kind == SCENE_TEXT) {
			check_text(r, surface, &fit, item);
		} else if (item->kind == SCENE_ICON) {
			struct scene_rect icon = draw_real(&fit, item->rect);
			check_ink(r, surface, item, icon, grown(icon, 4), SHAPE_LEAST);
		} else if (item->role == SCENE_ROLE_BUTTON) {
			check_target(r, surface, &fit, item);
		}
	}
}

/* The colour halfway from one rectangle's edge to that of the one around it, on one side. */
static uint32_t between(SDL_Surface *s, struct scene_rect a, struct scene_rect b, int side) {
	int x = a.x + a.w / 2, y = a.y + a.h / 2;
	switch (side) {
	case 0:
		return pixel(s, (b.x + a.x - 1) / 2, y);
	case 1:
		return pixel(s, (a.x + a.w + b.x + b.w - 1) / 2, y);
	case 2:
		return pixel(s, x, (b.y + a.y - 1) / 2);
	default:
		return pixel(s, x, (a.y + a.h + b.y + b.h - 1) / 2);
	}
}

void rules_ring(struct rules *r, SDL_Surface *surface, const char *id) {
	const struct scene_item *item = scene_find(r->scene, id);
	struct draw_fit fit = draw_fit(r->scene, surface->w, surface->h);
	const int edges[] = {0, 3, 9, 11};
	struct scene_rect at[4];
	for (int i = 0; i < 4; i++) {
		at[i] = draw_real(&fit, grown(item->rect, edges[i]));
	}
	for (int side = 0; side < 4; side++) {
		uint32_t inner = between(surface, at[0], at[1], side);
		uint32_t ring = between(surface, at[1], at[2], side);
		uint32_t outer = between(surface, at[2], at[3], side);
		if (contrast(inner, ring) < SHAPE_LEAST || contrast(ring, outer) < SHAPE_LEAST) {
			print_error("side %d #%06X #%06X #%06X ", side, inner, ring, outer);
			rules_fault(r, "ring not seen", item, NULL);
		}
	}
}
