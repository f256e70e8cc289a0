/*
 * hall_division: the ways to divide a field of the hall's board among its parts, and which is best.
 *
 * Between the planner's files only. Pure; values; design pixels.
 */
#ifndef MOTCUA_HALL_DIVISION_H
#define MOTCUA_HALL_DIVISION_H

#include "display/hall_plan.h"

/* What is divided: the screen below the header and without the slide. */
struct hall_field {
	const struct hall_ask *ask;
	struct hall_type type;
	struct scene_rect area, slide;
};

enum hall_waiting { HALL_WAITING_NONE, HALL_WAITING_TURNS, HALL_WAITING_OWN };

/* Which lines are high enough for a reason below the number. */
enum hall_tags { HALL_TAGS_NONE, HALL_TAGS_RECENT, HALL_TAGS_ROWS };

/* What is shown, from what is left out last to what is left out first. */
enum hall_shown {
	HALL_SHOWN_CALL, /* how far it reaches its size */
	HALL_SHOWN_ROWS,
	HALL_SHOWN_FOOT,
	HALL_SHOWN_TAGS,
	HALL_SHOWN_RECENT,
	HALL_SHOWN_WAITING,
	HALL_SHOWN_HEADING,
	HALL_SHOWN_SIZE, /* of the call beyond what it must have */
	HALL_SHOWN_KINDS
};

struct hall_division {
	enum hall_foot foot;
	enum hall_waiting waiting;
	bool stacked;
	int recents;
	bool recent_below;
	bool rows_beside; /* the panel, not below it */
	int columns, lines;
	enum hall_tags tags;
	bool heading; /* over the rows */
	/* What comes of it. */
	int panel_w, panel_h, call_px;
	int shown[HALL_SHOWN_KINDS];
};

/* The way that shows most, and then has the largest call; false: none shows as much as `least`. */
bool hall_division_best(const struct hall_field *field, const struct hall_division *least,
	struct hall_division *best);

/* How high the lines at the foot are together, a row and a last call at least. */
int hall_division_foot_h(const struct hall_field *field, const struct hall_division *d);
int hall_division_row_h(const struct hall_field *field, const struct hall_division *d);
int hall_division_recent_h(const struct hall_field *field, const struct hall_division *d);

/* The heading of last calls where it stands at their left; 0: it stands above. */
int hall_division_label_w(const struct hall_field *field, const struct hall_division *d);

/* Puts the parts in their places and gives them the room that is left. */
struct hall_plan hall_division_place(const struct hall_field *field, const struct hall_division *d);

#endif
