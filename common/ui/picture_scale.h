/*
 * picture_scale: a picture in another size, smooth whether it becomes smaller or larger.
 *
 * Each new pixel is the mean of the old ones around it, the nearer the heavier (a tent as wide as
 * the step between two new pixels, or two old ones). What can be seen through is laid on a ground.
 * Works through the old picture row by row: beyond both pictures it takes a few rows. Any thread.
 * Sizes in pixels, colours 0xRRGGBB.
 */
#ifndef MOTCUA_UI_PICTURE_SCALE_H
#define MOTCUA_UI_PICTURE_SCALE_H

#include <SDL_surface.h>
#include <stdbool.h>
#include <stdint.h>

/* How the old picture is to be held: see common/picture_file.h. */
struct picture_hold {
	bool on_edge, mirrored, upturned;
};

/* The largest size of these proportions within a rectangle, at least 1 × 1. */
SDL_Point picture_scale_within(SDL_Point picture, SDL_Point room);

/* A new surface (XRGB8888, the caller's) of this size; NULL when SDL has none. The old one's way of
 * blending is changed. */
SDL_Surface *picture_scale(
	SDL_Surface *old, struct picture_hold hold, SDL_Point size, uint32_t ground);

#endif
