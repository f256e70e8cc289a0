/*
 * hall_part: the pieces of the hall's board, placed by its layouts.
 *
 * Between the hall's files only. Rectangles in design pixels; where they are and how large type is
 * says the plan, so what does not fit is left out, never shrunk.
 */
#ifndef MOTCUA_HALL_PART_H
#define MOTCUA_HALL_PART_H

#include "display/hall_plan.h"
#include "display/view_part.h"

/* The band with the office's name, the zone and the clock; vermilion with the stale mark when lost.
 */
void hall_header(const struct view *v, struct scene *scene, const struct hall_plan *plan);

/* How wide its name may be, in a screen of this width and in this size. */
int hall_header_room(int w, int px);

/* How many lines a name takes there. */
int hall_name_lines(const char *name, int px, int width);

/* The newest call, or what is to be known while there is none. */
void hall_panel(const struct view *v, struct scene *scene, const struct hall_plan *plan,
	const struct hall_widest *widest);
void hall_empty(const struct view *v, struct scene *scene, const struct hall_plan *plan);

/* How a list is set: its type, and the widest there is of what is in it. */
struct hall_look {
	struct hall_type type;
	struct hall_widest widest;
};

/* A counter with what it does now; where it is high enough, why a number was called out of turn. */
void hall_row(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_look *look, const struct snapshot_counter *counter);

/* A call that is past, with its reason like a row; NULL: the place for one. */
void hall_recent(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_look *look, const struct snapshot_call *call);

/* Up to `max` past calls, newest first, without the one on the panel; returns how many. */
int hall_recent_calls(const struct view *v, const struct snapshot_call *calls[RECENT_MAX], int max);

/* Counters that are not closed, in order; those called longest ago are left out beyond `max`. */
int hall_rows(const struct view *v, const struct snapshot_counter *rows[COUNTERS_MAX], int max);

/* A heading of a list; returns its right end. */
int hall_heading(
	const struct view *v, struct scene *scene, struct scene_rect rect, int px, const char *key);

/* Each service's letter with how many wait, and below it for how many minutes who takes a number
 * now, or in words that it may be too late, where there is room. Those of more services than fit
 * are shown a page at a time, by `turn`. */
void hall_waiting(const struct view *v, struct scene *scene, struct scene_rect rect, int word_px,
	int64_t turn);

/* How many pages it has in this width. */
int hall_waiting_pages(const struct view *v, int word_px, int width);

/* The picture beside the calls. */
void hall_slide(const struct view *v, struct scene *scene, struct scene_rect rect);

/* Absent numbers and the notice, and who waits where they take turns with it. */
void hall_foot(const struct view *v, struct scene *scene, const struct hall_plan *plan);

#endif
