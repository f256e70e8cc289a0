/*
 * rules: what must hold on every screen of the kiosk, whatever it shows.
 *
 * Sizes are told in design pixels, of which a 21.5" full HD panel has one per 0.248 mm: 81 are
 * 20 mm, 121 are 30 mm, 12 are 3 mm, and letters of 36 have capitals of 6.4 mm. Each breach is
 * printed and counted. Source: the interface's figures for sizes, text, contrast and reach.
 */
#ifndef MOTCUA_TEST_RULES_H
#define MOTCUA_TEST_RULES_H

#include "common/ui/scene.h"
#include "common/words.h"

#include <SDL_surface.h>

struct rules {
	const struct scene *scene;
	char where[128]; /* which screen is being looked at */
	enum lang lang;
	bool low;
	bool cut_any; /* what is said is longer than any screen: "…" may end whatever is no number
		       */
	int faults;
};

/* A breach by an item, and by another one with it or NULL. */
void rules_fault(
	struct rules *r, const char *what, const struct scene_item *a, const struct scene_item *b);

/* Targets are large, apart and low enough; what is read lies on the screen and on nothing else, is
 * large enough and not cut. */
void rules_layout(struct rules *r);

/* All that is listed for this size has words, in the screen's language, and real sizes. */
void rules_dump(struct rules *r, int w_px, int h_px);

/* Lets go of the words. */
void rules_end(void);

/* Texts and icons stand out from what they are really painted on, and so do targets. */
void rules_pixels(struct rules *r, SDL_Surface *surface);

/* The ring around the button or the group of that id stands out on all sides. */
void rules_ring(struct rules *r, SDL_Surface *surface, const char *id);

#endif
