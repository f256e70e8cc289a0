/*
 * shape: rectangles with smooth rounded corners, painted on a surface of 32 bits per pixel.
 *
 * Pixels and radii are real ones; colours 0xRRGGBB. The surface's clip rectangle is obeyed.
 */
#ifndef MOTCUA_UI_SHAPE_H
#define MOTCUA_UI_SHAPE_H

#include <SDL_surface.h>
#include <stdbool.h>
#include <stdint.h>

struct shape {
	SDL_Rect box;
	double top_radius, bottom_radius;
};

/* Paints the whole shape. */
void shape_fill(SDL_Surface *surface, const struct shape *shape, uint32_t color);

/* Paints its border alone, inside the box; an open one has none at the bottom. */
void shape_border(
	SDL_Surface *surface, const struct shape *shape, int border_px, bool open, uint32_t color);

#endif
