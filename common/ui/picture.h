/*
 * picture: a decoded picture of full colour, for scene_picture.
 *
 * Decoding takes any thread its time (a second for 20 million pixels) and for that time three or
 * four bytes for each pixel of the file; what is kept is as small as the room it was decoded for.
 * A picture belongs to whoever decoded it and outlives the drawing of every scene that shows it.
 * Its `id` is its own for good, so scenes can be compared after it is gone. Errors: NULL, and `why`
 * for the log.
 */
#ifndef MOTCUA_UI_PICTURE_H
#define MOTCUA_UI_PICTURE_H

#include <SDL_surface.h>
#include <stddef.h>
#include <stdint.h>

struct picture {
	uint64_t id;          /* from 1 */
	SDL_Surface *whole;   /* as it was decoded */
	SDL_Surface *fitting; /* as it was drawn last, where that is another size; or NULL */
	uint32_t ground;
};

/* To be called once on the main thread before any picture_decode. */
void picture_init(void);

/* Decodes a PNG's or JPEG's bytes to fit a room; where one can see through it, onto the ground. */
struct picture *picture_decode(
	const void *bytes, size_t size, SDL_Point room, uint32_t ground, const char **why);

/* A picture of one colour, for tests. */
struct picture *picture_plain(SDL_Point size, uint32_t color);

void picture_free(struct picture *picture);

/* The picture as large as fits into a room; scaled once as long as the room stays the same. */
SDL_Surface *picture_fit(struct picture *picture, SDL_Point room);

#endif
