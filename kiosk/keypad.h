/*
 * keypad: keys in place of fingers: arrows move a ring through the buttons, OK presses the one in
 * it; with a keyboard one can type where something is searched for.
 *
 * Pure. The ring goes away when somebody presses the glass or the screen changes.
 */
#ifndef MOTCUA_KIOSK_KEYPAD_H
#define MOTCUA_KIOSK_KEYPAD_H

#include "common/ui/scene.h"

#include <stdbool.h>

struct keypad {
	char focused[SCENE_ID_SIZE]; /* empty: no ring */
	int screen;
};

void keypad_clear(struct keypad *k);
/* Says which screen is about to be shown. */
void keypad_screen(struct keypad *k, int screen);

/* A key of the window; true: it presses the button `id`. */
bool keypad_key(struct keypad *k, const struct scene *scene, const char *name, bool typing,
	char id[static SCENE_ID_SIZE]);

#endif
