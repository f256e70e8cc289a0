/*
 * keys: the names under which window.h hands over keys that type nothing.
 */
#ifndef MOTCUA_UI_KEYS_H
#define MOTCUA_UI_KEYS_H

#include <SDL_keyboard.h>
#include <stdbool.h>

/* "enter", "escape", "up" …; NULL for keys that type a character or mean nothing to us. */
const char *keys_name(const SDL_Keysym *key);

/* Whether the key of that name acts again and again while it is held down. */
bool keys_repeats(const char *name);

#endif
