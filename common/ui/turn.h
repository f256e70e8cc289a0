/*
 * turn: a picture turned by quarters, clockwise, and the way back for its points.
 *
 * Surfaces have 32 bits per pixel; a turned one is as wide as the upright one is high for 90 and
 * 270 degrees. Nothing is owned.
 */
#ifndef MOTCUA_UI_TURN_H
#define MOTCUA_UI_TURN_H

#include <SDL_rect.h>
#include <SDL_surface.h>

/* Copies a part of the upright picture to its place in the turned one; that place. */
SDL_Rect turn_copy(SDL_Surface *upright, const SDL_Rect *part, SDL_Surface *turned, int turn_deg);

/* The upright point of a point in a turned picture of that size. */
SDL_Point turn_back(SDL_Point point, SDL_Point turned_size, int turn_deg);

#endif
