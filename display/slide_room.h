/*
 * slide_room: how large a slide has to be for the board that was just built. Pure.
 */
#ifndef MOTCUA_SLIDE_ROOM_H
#define MOTCUA_SLIDE_ROOM_H

#include "common/ui/scene.h"

#include <SDL_rect.h>

/* In pixels of a window of this size: the place of the slide, or, while there is none to be shown,
 * what it can be at most; 0 × 0: the board has no place for one. */
SDL_Point slide_room(const struct scene *scene, bool shown, int w_px, int h_px);

#endif
