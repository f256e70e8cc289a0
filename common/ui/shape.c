#include "common/ui/shape.h"

#include <math.h>

static double clamp(double v) {
	return v < 0 ? 0 : v > 1 ? 1 : v;
}

/* How much of the pixel (x, y) of a corner of radius r, counted from its outer edges, lies inside a
   circle of radius `inner` with the same centre. */
static double coverage(double x, double y, double r, double inner) {
	return clamp(inner - hypot(r - (x + 0.5), r - (y + 0.5)) + 0.5);
}

static uint8_t mix(uint32_t below, uint32_t above, double share) {
	return (uint8_t)lround(below + ((double)above - below) * share);
}

static void blend(SDL_Surface *s, int x, int y, uint32_t color, double share) {
	const SDL_Rect *clip = &s->clip_rect;
	if (share <= 0 || x < clip->x || y < clip->y || x >= clip->x + clip->w ||
		y >= clip->y + clip->h) {
		return;
	}
	uint32_t *p = (uint32_t *)(void *)((uint8_t *)s->pixels + y * s->pitch) + x;
	uint8_t r, g, b;
	SDL_GetRGB(*p, s->format, &r, &g, &b);
	*p = SDL_MapRGB(s->format, mix(r, color >> 16 & 255, share),
		mix(g, color >> 8 & 255, share), mix(b, color & 255, share));
}

static void fill(SDL_Surface *s, int x, int y, int w, int h, uint32_t color) {
	SDL_Rect r = {x, y, w, h};
	if (w > 0 && h > 0) {
		SDL_FillRect(s, &r,
			SDL_MapRGB(s->format, color >> 16 & 255, color >> 8 & 255, color & 255));
	}
}

/* Both corners of the upper (or lower) edge; pixels between `inner` and `r` from the centre. */
static void corners(
	SDL_Surface *s, const SDL_Rect *box, double r, double inner, bool lower, uint32_t color) {
	int n = (int)ceil(r);
	for (int j = 0; j < n; j++) {
		int y = lower ? box->y + box->h - 1 - j : box->y + j;
		for (int i = 0; i < n; i++) {
			double share = coverage(i, j, r, r);
			if (inner > 0) {
				share -= coverage(i, j, r, inner);
			}
			blend(s, box->x + i, y, color, share);
			blend(s, box->x + box->w - 1 - i, y, color, share);
		}
	}
}

/* Corners do not overlap in a box that is smaller than they are. */
static double fitting(double radius, const SDL_Rect *box) {
	return fmin(radius, fmin(box->w, box->h) / 2.0);
}

void shape_fill(SDL_Surface *surface, const struct shape *shape, uint32_t color) {
	const SDL_Rect *b = &shape->box;
	double top_radius = fitting(shape->top_radius, b),
	       bottom_radius = fitting(shape->bottom_radius, b);
	int top = (int)ceil(top_radius), bottom = (int)ceil(bottom_radius);
	fill(surface, b->x + top, b->y, b->w - 2 * top, top, color);
	fill(surface, b->x, b->y + top, b->w, b->h - top - bottom, color);
	fill(surface, b->x + bottom, b->y + b->h - bottom, b->w - 2 * bottom, bottom, color);
	corners(surface, b, top_radius, 0, false, color);
	corners(surface, b, bottom_radius, 0, true, color);
}

void shape_border(
	SDL_Surface *surface, const struct shape *shape, int border_px, bool open, uint32_t color) {
	const SDL_Rect *b = &shape->box;
	double top_radius = fitting(shape->top_radius, b),
	       bottom_radius = fitting(shape->bottom_radius, b);
	int top = (int)ceil(top_radius), bottom = (int)ceil(bottom_radius);
	int sides = b->h - top - bottom;
	fill(surface, b->x + top, b->y, b->w - 2 * top, border_px, color);
	fill(surface, b->x, b->y + top, border_px, sides, color);
	fill(surface, b->x + b->w - border_px, b->y + top, border_px, sides, color);
	if (!open) {
		fill(surface, b->x + bottom, b->y + b->h - border_px, b->w - 2 * bottom, border_px,
			color);
	}
	corners(surface, b, top_radius, fmax(0, top_radius - border_px), false, color);
	corners(surface, b, bottom_radius, fmax(0, bottom_radius - border_px), true, color);
}
