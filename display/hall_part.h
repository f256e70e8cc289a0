/*
 * hall_part: the pieces of the hall's board, placed by its layouts.
 *
 * Between the hall's files only. Rectangles in design pixels; sizes follow the distance from which
 * each thing is read, so what does not fit is left out, never shrunk.
 */
#ifndef MOTCUA_HALL_PART_H
#define MOTCUA_HALL_PART_H

#include "display/view_part.h"

/* How lists are set: 4 m (few counters) or 3 m (many). */
struct hall_sizes {
	int number_px;  /* a ticket's number in a list */
	int counter_px; /* the counter's in its door */
	int word_px;    /* headings and words */
	int state_px;   /* "Tạm nghỉ" in place of a number */
	int door_w;
	int inset_px;  /* of the door from the row's left edge */
	int border_px; /* of a lit row */
};

extern const struct hall_sizes hall_sizes_4m;
extern const struct hall_sizes hall_sizes_3m;

/* The band with the office's name and the clock; vermilion with the stale mark when lost. */
void hall_header(const struct view *v, struct scene *scene, struct scene_rect rect, int name_px,
	int clock_px);

/* The newest call; door_w × door_h stands in its right corner, number_px as far as it fits. */
struct hall_panel {
	int head_px; /* "Mời số" */
	int head_y;  /* the head line, from the panel's top */
	int head_h;
	int number_px;
	int door_w, door_h;
	int word_px;  /* "Quầy" in the door */
	bool stacked; /* the door below the number, not beside it */
};
void hall_panel(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_panel *panel);

/* A counter with what it does now; where it is high enough, why a number was called out of turn. */
void hall_row(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_sizes *sizes, const struct snapshot_counter *counter);

/* A call that is past, with its reason like a row; NULL: the place for one. */
void hall_recent(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_sizes *sizes, const struct snapshot_call *call);

/* Up to `max` past calls, newest first, without the one on the panel; returns how many. */
int hall_recent_calls(const struct view *v, const struct snapshot_call *calls[RECENT_MAX], int max);

/* Counters that are not closed, in order; those called longest ago are left out beyond `max`. */
int hall_rows(const struct view *v, const struct snapshot_counter *rows[COUNTERS_MAX], int max);

/* A heading of a list. */
int hall_heading(
	const struct view *v, struct scene *scene, struct scene_rect rect, int px, const char *key);

/* "Không có mặt" and the numbers, as many as fit, then "+3"; returns the right end used. */
int hall_absent(const struct view *v, struct scene *scene, struct scene_rect rect, int word_px,
	int number_px);

/* How the table of those who wait is set. */
struct hall_waits {
	int word_px;   /* its labels and figures */
	int letter_px; /* in a service's door */
	int count_px;  /* how many wait */
};
extern const struct hall_waits hall_waits_4m;
extern const struct hall_waits hall_waits_3m;

/* Each service's letter with how many wait, and below it for how many minutes who takes a number
 * now, or in words that it may be too late, where there is room. Those of more services than fit
 * are shown a page at a time, by `turn`. */
void hall_waiting(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_waits *look, int64_t turn);

/* How many pages it has in this width. */
int hall_waiting_pages(const struct view *v, const struct hall_waits *look, int width);

/* The notices, and a line on the numbers of kiosks that were cut off, a page of one line at a time;
 * without any the date. */
void hall_notice(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	enum scene_align align, int64_t turn);

/* Absent numbers left and the notice right, on one line. */
void hall_foot(const struct view *v, struct scene *scene, struct scene_rect rect, int word_px,
	int number_px, int64_t turn);

/* The layouts. */
void hall_wide(const struct view *v, struct scene *scene);
void hall_grid(const struct view *v, struct scene *scene);
void hall_tall(const struct view *v, struct scene *scene);

#endif
