/*
 * icon: the one-colour pictures of assets/images/icons, drawn at the size that is asked for.
 *
 * Icons live inside the program as SVG. Each (name, size, colour) is rasterised once; the surfaces
 * belong to the module until icon_close_all. Sizes in pixels, colours 0xRRGGBB. A name that does
 * not exist is logged once and gives NULL.
 */
#ifndef MOTCUA_UI_ICON_H
#define MOTCUA_UI_ICON_H

#include <SDL_surface.h>
#include <stdint.h>

/* The icon `name` ("search") in a square of `px`, tinted; or NULL. */
SDL_Surface *icon_get(const char *name, int px, uint32_t color);

void icon_close_all(void);

#endif
