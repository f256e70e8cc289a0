/*
 * legible: how large text must be to be read from where people sit and stand.
 *
 * The number and the counter of the newest call are read from the farthest seat, a list by who
 * walks up to it. A number is read as far as 82 times the height of its capitals and digits, other
 * text as far as 172 times. Scenes are in design pixels, so a size depends on the picture's
 * diagonal and on how the scene lies in the window, not on the resolution. Pure; values; sizes are
 * the em. Source: the design's figures for boards.
 */
#ifndef MOTCUA_LEGIBLE_H
#define MOTCUA_LEGIBLE_H

/* Where the screen hangs; 0 means as usual, in a hall. */
struct legible_place {
	double diagonal_in; /* of the whole picture, with what is left over at its sides */
	double distance_m;  /* to the farthest seat */
	double list_m;      /* from where lists are read; never farther than the farthest seat */
};

/* As usual: 55 inches, 10 m, 4 m; a counter's screen of 32 inches, called from 5 m, read by who
 * stands before it from 2 m. */
extern const struct legible_place legible_hall, legible_counter;

/* What is not told is as usual. */
struct legible_place legible_place_of(
	const struct legible_place *told, const struct legible_place *usual);

enum legible_kind {
	LEGIBLE_CALL,   /* the newest call's number and its counter's */
	LEGIBLE_NUMBER, /* numbers in lists */
	LEGIBLE_WORD,   /* all else */
	LEGIBLE_KINDS
};

struct legible {
	int call_px, number_px, word_px; /* at least so large */
	struct legible_place place;      /* without zeros */
	double factor;                   /* a design pixel in real ones, as draw_fit has it */
	double real_per_mm;
};

/* The sizes for a scene of this size in a window of that one. */
struct legible legible_of(
	const struct legible_place *place, int scene_w, int scene_h, int window_w, int window_h);

/* How high capitals and digits of this size really are. */
double legible_cap_mm(const struct legible *l, enum legible_kind kind, int px);

/* From how far a text of this size can be read, and from how far it must be. */
double legible_metres(const struct legible *l, enum legible_kind kind, int px);
double legible_wanted_m(const struct legible *l, enum legible_kind kind);

#endif
