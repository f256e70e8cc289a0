/*
 * shot: what a screen shows as a PNG in memory, made smaller for who looks at it from afar.
 */
#ifndef MOTCUA_UI_SHOT_H
#define MOTCUA_UI_SHOT_H

#include <SDL_surface.h>
#include <stddef.h>

enum { SHOT_MAX = 1 << 20 };

/* Of a surface, at most `max_w` wide; for mem_free; NULL when it would be larger than SHOT_MAX. */
char *shot_png(SDL_Surface *surface, int max_w, size_t *size);

#endif
