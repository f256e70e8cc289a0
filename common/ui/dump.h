/*
 * dump: what a screen shows, written to a directory for tests and for people who check it.
 *
 * NNNN.png is the picture and NNNN.json lists every text and touch target: {"screen","items":
 * [{"id","role","x","y","w","h","text","font_px","color","background","spoken","state"}]},
 * rectangles and font sizes in real pixels. Files appear whole (the JSON last).
 */
#ifndef MOTCUA_UI_DUMP_H
#define MOTCUA_UI_DUMP_H

#include "common/ui/draw.h"
#include <SDL_surface.h>
#include <stdbool.h>

/* The JSON text of a scene in a surface of that size; freed with mem_free. */
char *dump_json(const struct scene *scene, int w_px, int h_px);

/* Writes picture and list as number `n`; false (logged) if the directory cannot be written. */
bool dump_write(const char *directory, int n, SDL_Surface *surface, const struct scene *scene);

#endif
