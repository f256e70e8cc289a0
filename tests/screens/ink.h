/*
 * ink: how high the capitals and digits of a drawn text really are.
 *
 * Measured on the surface that a scene was drawn on: rows with pixels that are a third or more of
 * the text's colour. Real pixels.
 */
#ifndef MOTCUA_TEST_INK_H
#define MOTCUA_TEST_INK_H

#include "common/ui/scene.h"

#include <SDL_surface.h>

/* The first letter's height where it is a digit or a capital without a mark or a tail; else 0. */
int ink_height(SDL_Surface *surface, const struct scene *scene, const struct scene_item *item);

#endif
