/*
 * theme: the colours and type sizes of the screens, one constant set per surface.
 *
 * Colours are 0xRRGGBB. Sizes are the font's em in design pixels (1080×1920 for the kiosk,
 * 1920×1080 for the boards). Yellow (hoe) means only "now"; indigo (cham) means "structure or
 * pressable". The high-contrast sets are white and yellow on black with thick borders. Nothing here
 * is owned or freed.
 */
#ifndef MOTCUA_UI_THEME_H
#define MOTCUA_UI_THEME_H

#include <stdint.h>

enum theme_role {
	THEME_HERO,    /* the number just taken or just called */
	THEME_ROW,     /* numbers in lists */
	THEME_DISPLAY, /* clocks, words in place of a number */
	THEME_TITLE,
	THEME_HEADING, /* headings and buttons */
	THEME_BODY,
	THEME_SMALL, /* the smallest there is */
	THEME_ROLES
};

struct theme {
	uint32_t paper;     /* ground of a screen */
	uint32_t card;      /* panels, tiles, inputs */
	uint32_t sunk;      /* wells, disabled ground */
	uint32_t rule;      /* thin decorative rules only */
	uint32_t line;      /* border of anything pressable */
	uint32_t ink;       /* text */
	uint32_t ink_2;     /* secondary text (darker on boards) */
	uint32_t cham;      /* indigo: primary buttons, doors, icons that lead on */
	uint32_t on_cham;   /* what stands on cham and son */
	uint32_t band;      /* the band at the top */
	uint32_t on_band;   /* what stands on it */
	uint32_t cham_deep; /* pressed primary */
	uint32_t cham_tint; /* selected, pressed secondary */
	uint32_t hoe;       /* yellow: now, and the keypad's ring */
	uint32_t ring;      /* on both sides of that ring */
	uint32_t hoe_tint;  /* advice */
	uint32_t son;       /* vermilion: trouble (darker on boards: 10:1 with white) */
	uint32_t son_tint;
	uint32_t luc; /* verdigris: open, done */
	uint32_t luc_tint;
	int border_px; /* around anything pressable */
	int strong_px; /* around what is pressed, on, or the first choice */
	int size_px[THEME_ROLES];
};

extern const struct theme theme_kiosk;
extern const struct theme theme_kiosk_large; /* every size × 1.35 */
extern const struct theme theme_kiosk_contrast;
extern const struct theme theme_kiosk_contrast_large;
extern const struct theme theme_board; /* lists read from 4 m */

#endif
