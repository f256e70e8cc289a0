/*
 * keypad: keys in place of fingers: ←, →, OK and help reach all that can be touched.
 *
 * ← and → (also ↑, ↓, tab) move a ring through a screen's buttons in reading order, round and
 * round; OK presses the one in the ring, the help key opens help or, where there is no help, reads
 * the screen out. Buttons of one group (a line of the keyboard on the screen) are one stop: OK goes
 * into the line, at its middle, both ends lead out again, and after a letter the ring is around the
 * line once more; so no letter is further than about ten presses. With a keyboard one can also type
 * where something is searched for. The ring comes with the first key, begins at the screen's first
 * choice, stays at its place while the screen is the same, is where it was when one goes back, and
 * goes away when somebody presses the glass or another citizen's turn begins. Pure; owns nothing.
 */
#ifndef MOTCUA_KIOSK_KEYPAD_H
#define MOTCUA_KIOSK_KEYPAD_H

#include "common/ui/scene.h"

#include <stdbool.h>
#include <stdint.h>

enum { KEYPAD_DEPTH_MAX = 16 };

/* Which screen is shown: how many lie behind it, and in which citizen's turn. */
struct keypad_place {
	int screen, depth;
	uint32_t visit;
};

struct keypad {
	bool used;                   /* by the one who stands there now */
	char focused[SCENE_ID_SIZE]; /* a button's id, or a group's; empty: no ring */
	struct scene_rect at;        /* where the ring was seen last */
	struct keypad_place place;
	struct {
		int screen;
		char focused[SCENE_ID_SIZE];
	} left[KEYPAD_DEPTH_MAX]; /* where it was on the screens behind */
};

/* The glass was touched. */
void keypad_clear(struct keypad *k);
/* Says which screen is about to be built. */
void keypad_screen(struct keypad *k, struct keypad_place place);
/* Looks for the ring's place on the screen just built; true: it is another one, build again. */
bool keypad_settle(struct keypad *k, const struct scene *scene);

/* What the ring can be around: a button or a whole group; NULL where there is none of that id. */
const struct scene_item *keypad_item(const struct scene *scene, const char *id);
/* How many stops there are beside that one (in no group for ""), and which it is, from 1; 0: none.
 */
int keypad_stops(const struct scene *scene, const char *id, int *place);

/* A key of the window; true: it presses the button `id`. */
bool keypad_key(struct keypad *k, const struct scene *scene, const char *name, bool typing,
	char id[static SCENE_ID_SIZE]);

#endif
