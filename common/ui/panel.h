/*
 * panel: the one SDL window and the surface that a picture is drawn on, turned as the panel hangs.
 *
 * A panel that hangs on its side is turned here (kmsdrm cannot): the picture is drawn upright on a
 * surface of its own and copied turned. Points of touches come back upright; where the touch panel
 * is mounted otherwise than the screen, a matrix says how. A screen that is filled is locked: no
 * key closes it, hides it, or brings another program to the front. Sizes and points are real
 * pixels. Owner: whoever called panel_open; one per process, on the main thread.
 */
#ifndef MOTCUA_UI_PANEL_H
#define MOTCUA_UI_PANEL_H

#include <SDL_rect.h>
#include <SDL_surface.h>
#include <stdbool.h>

struct panel;

struct panel_options {
	const char *title;
	const char *size;         /* upright, "1080x1920"; NULL or "" fills the screen */
	int display;              /* which one, from 0 */
	int default_w, default_h; /* upright, for drivers without a screen */
	int turn_deg;             /* 0, 90, 180 or 270: clockwise on the panel */
	const char *touch;        /* "a b c d e f", see panel_parse_touch; NULL: as the screen */
	bool grab;                /* a filled screen takes all keys of the keyboard */
};

/*
 * Reads "a b c d e f": a touch at (x, y), from 0 to 1 across and down the panel, means
 * (a x + b y + c, d x + e y + f). False when it is not six numbers.
 */
bool panel_parse_touch(const char *text, double matrix[static 6]);

/* Whether the options make sense; what does not is logged. */
bool panel_check(const struct panel_options *options);

/* Opens the window; NULL (logged) if there is no screen. */
struct panel *panel_open(const struct panel_options *options);
void panel_close(struct panel *panel);

/* Whether SDL can wait for events with this driver. */
bool panel_waits(const struct panel *panel);
/* Whether it fills the screen and only the program itself may close it. */
bool panel_locked(const struct panel *panel);

/* The surface to draw on, upright, 32 bits per pixel; NULL while there is none. `fresh` is set when
 * nothing of what was drawn before is on it. */
SDL_Surface *panel_surface(struct panel *panel, bool *fresh);

/* Brings a part of the surface before people's eyes; NULL: all. */
void panel_show(struct panel *panel, const SDL_Rect *part);

/* The upright size, and the upright point of a mouse or touch event. */
SDL_Point panel_size(const struct panel *panel);
SDL_Point panel_point(const struct panel *panel, int x, int y);

#endif
