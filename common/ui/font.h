/*
 * font: Noto Sans Regular and Bold in any size, opened once and kept.
 *
 * Sizes are the em in pixels. The files are taken from /usr/share/fonts/truetype/noto or the
 * directory in the environment's MOTCUA_FONTS. The cache belongs to the module and to the thread
 * that draws. A missing font file is logged once and looked for again every two seconds
 * while it is wanted; until then widths are guessed and nothing is drawn.
 */
#ifndef MOTCUA_UI_FONT_H
#define MOTCUA_UI_FONT_H

#include <SDL_ttf.h>
#include <stdbool.h>
#include <stddef.h>

enum font_weight { FONT_REGULAR, FONT_BOLD };

/* The height of a capital letter or digit, of the em. */
#define FONT_CAP 0.714

/* The open font, owned by the cache; NULL while its file cannot be opened. */
TTF_Font *font_get(enum font_weight weight, int px);

/* Another number when a file that was missing is there: all must be drawn again. */
int font_epoch(void);

/* The width of one plain UTF-8 run in pixels. */
int font_width(enum font_weight weight, int px, const char *text);

/* The largest size, at most `px`, in which the run is no wider than `width`. */
int font_fitting(enum font_weight weight, int px, const char *text, int width);

/* How far the first letter's ink stands right of where the text begins. */
int font_bearing(enum font_weight weight, int px, const char *text);

/* The height of a capital letter or digit. */
int font_cap_height(int px);

/* A text on its way to being drawn: what came just before. */
struct font_glyphs {
	int marks;    /* on this letter */
	bool lacking; /* a "·" stands for it already */
};

/* Moves over a code point and gives the bytes to be drawn for it, none for what nobody sees. At
 * most two marks stand on a letter, and one "·" stands for a run of what the font has no picture
 * of. */
size_t font_glyph(struct font_glyphs *glyphs, enum font_weight weight, int px, const char **text,
	char out[4]);

/* The same as it is drawn in real pixels: less than it should be where it is fitted to them. */
double font_cap_drawn(enum font_weight weight, int px);

/* How far the tail of a "Q" stands below the line. */
int font_tail(enum font_weight weight, int px);

/* Closes all fonts; the next font_get opens them again. */
void font_close_all(void);

#endif
