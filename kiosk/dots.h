/*
 * dots: a picture of black and white dots, as a thermal printer makes it.
 *
 * One byte per dot, 1 = black, row by row; the width is fixed, the height grows with what is drawn.
 * Text is set in Noto Sans as on the screen and cut to black and white without grey. Sizes in dots
 * (8 to the millimetre). Owner: whoever called dots_init; dots_clear frees.
 */
#ifndef MOTCUA_KIOSK_DOTS_H
#define MOTCUA_KIOSK_DOTS_H

#include "common/ui/font.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dots {
	int w, h, room;
	uint8_t *bits;
};

enum dots_align { DOTS_LEFT, DOTS_CENTER, DOTS_RIGHT };

/* How a text is set; white: on black ground. */
struct dots_type {
	enum font_weight weight;
	int px, line_px, max_lines;
	enum dots_align align;
	bool prose, white;
};

void dots_init(struct dots *d, int w);
void dots_clear(struct dots *d);

/* Makes the picture at least so high. */
void dots_grow(struct dots *d, int h);

void dots_box(struct dots *d, int x, int y, int w, int h);
/* A black door: top corners rounded as on the screens. */
void dots_door(struct dots *d, int x, int y, int w, int h);
/* Lines of text from y down, in a column; returns the height they take. */
int dots_text(struct dots *d, int x, int y, int w, const struct dots_type *type, const char *text);
/* The QR code of a text with its white border, `scale` dots per module; returns its side, 0 when
 * there is none. */
int dots_qr(struct dots *d, int x, int y, int scale, const char *text);

#endif
