/*
 * hall_plan: where each part of the hall's board stands, and how large its type is.
 *
 * One planner for every screen and hall: it tries all ways to divide the screen with type no
 * smaller than asked and takes the one that shows most. The newest call comes first, as large as it
 * must be or, where the screen is too small for that, as large as goes; then counters, absent
 * numbers and the notice, last calls, who waits. Of what has too little room rows are left out;
 * nothing is made smaller. Where there is room to spare type grows, up to what boards are drawn
 * for. Pure; values; design pixels; a part with width 0 is not shown.
 */
#ifndef MOTCUA_HALL_PLAN_H
#define MOTCUA_HALL_PLAN_H

#include "common/ui/scene.h"
#include "display/hall_measure.h"

struct hall_ask {
	int w, h;                        /* the scene */
	int call_px, number_px, word_px; /* type is no smaller */
	struct hall_widest widest;
	int header_lines;
	int counters; /* that have something to show; 1 where the words that there are none are */
	bool recent;  /* there are last calls, or soon will be */
	bool waiting; /* it is known for which services people wait */
	bool slide;   /* a picture is to be shown beside the calls */
};

enum hall_foot {
	HALL_FOOT_NONE,
	HALL_FOOT_TURNS, /* absent numbers and notice one after the other in `absent` */
	HALL_FOOT_LINES, /* each in its own */
	HALL_FOOT_BESIDE /* both on the line of `absent` */
};

struct hall_plan {
	struct hall_type type;
	struct scene_rect header, panel, recent, rows, waiting, absent, notice, slide;
	int call_px;  /* of the newest call's number and its counter's */
	bool stacked; /* its counter stands below the number, not beside it */
	int recents;  /* last calls; below the panel side by side, else one above the other */
	bool recent_below;
	int recent_label_w; /* of its heading, where that stands at the left; 0: above */
	int header_lines;
	int columns, lines; /* of counters; room for columns × lines */
	bool heading;       /* "Đang phục vụ" over them */
	enum hall_foot foot;
	bool waiting_turns; /* `waiting` and the foot are one place and take turns */
};

struct hall_plan hall_plan(const struct hall_ask *ask);

#endif
