/*
 * narrate: what is to be heard of a screen.
 *
 * Pure: a scene becomes sentences in the page's language. Texts come in the order in which they
 * were put on the screen, without the band at the top and without what only repeats a button; a
 * number that was taken is said twice. Owner of the sentences: the caller (spoken.h).
 */
#ifndef MOTCUA_KIOSK_NARRATE_H
#define MOTCUA_KIOSK_NARRATE_H

#include "common/spoken.h"
#include "common/ui/scene.h"

/* The whole screen: its texts, then each button with what it does. */
void narrate_screen(const struct scene *scene, enum lang lang, struct spoken *to);
/* For whoever moves by keys: its texts, how many choices there are, how to move, and where the
 * ring is. */
void narrate_arrival(const struct scene *scene, enum lang lang, struct spoken *to);
/* The texts alone. */
void narrate_texts(const struct scene *scene, enum lang lang, struct spoken *to);
/* A button or a group of the keypad's; `place`: with its position, "3 trên 9". Nothing where there
 * is none that can be pressed. */
void narrate_button(
	const struct scene *scene, enum lang lang, const char *id, bool place, struct spoken *to);

#endif
