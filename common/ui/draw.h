/*
 * draw: paints a scene on an SDL surface, edges smooth, scaled by one factor and centred.
 *
 * The surface has 32 bits per pixel. What a narrower or wider surface leaves over at the sides is
 * painted in the scene's ground. Nothing is owned; fonts and icons are cached by their modules.
 */
#ifndef MOTCUA_UI_DRAW_H
#define MOTCUA_UI_DRAW_H

#include "common/ui/scene.h"
#include <SDL_surface.h>

/* How design pixels become real ones. */
struct draw_fit {
	double factor;
	int left_px, top_px;
};

/* The fit of a scene in a surface of this size. */
struct draw_fit draw_fit(const struct scene *scene, int w_px, int h_px);

/* A design rectangle in real pixels, edges rounded. */
struct scene_rect draw_real(const struct draw_fit *fit, struct scene_rect rect);

/* Paints the scene; `part` (design pixels) limits it, NULL paints all. */
void draw_scene(SDL_Surface *surface, const struct scene *scene, const struct scene_rect *part);

#endif
