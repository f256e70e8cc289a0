/*
 * view_part: what the boards' pictures have in common.
 *
 * Between the view files only. Rectangles in design pixels.
 */
#ifndef MOTCUA_VIEW_PART_H
#define MOTCUA_VIEW_PART_H

#include "common/ui/parts.h"
#include "display/view.h"

/* Bold or regular one-line text, its capitals centred in the rectangle. */
struct scene_type view_bold(int px, uint32_t color);
struct scene_type view_plain(int px, uint32_t color);

/* A number of a ticket: bold, as large as `px` or as fits, never cut; spelled when spoken. */
struct scene_item *view_number(struct scene *scene, struct scene_rect rect, int px, uint32_t color,
	const char *id, const char *number);

/* A counter's or series' door, standing on the rectangle's bottom; an outline when the link is
   lost. */
void view_door(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	const char *text);

/* The large door with "Quầy" over the counter's number. */
void view_counter_door(const struct view *v, struct scene *scene, struct scene_rect rect,
	bool outline, int word_px, int number_px, int counter);

/* Why this number and not the next in turn, in words with an icon on a card as wide as they are;
 * nothing where it was its turn, or where the words do not fit. */
void view_reason(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	enum call_reason reason, int from_counter);

/* The same without a card, for a row of a list, in shorter words or without the icon where there is
 * no room for more; false where nothing is said. */
bool view_tag(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	const char *id, enum call_reason reason, int from_counter);

/* The clock, right-aligned. */
void view_clock(
	const struct view *v, struct scene *scene, struct scene_rect rect, int px, uint32_t color);

/* "Mất kết nối lúc 09:41" and what it means, with its icon, white on the ground before it. */
void view_lost(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	int note_px, const char *note_key);

/* The screen while nothing is known yet, or nothing of the counter or zone that was asked for; with
 * `slide` returns where there is room for a picture, else nothing (w 0). */
struct scene_rect view_start(const struct view *v, struct scene *scene, const char *name, int w_px,
	int h_px, bool slide);

/* The call on the panel is of now: yellow, unless the link is lost or its citizen has been served.
 */
bool view_is_now(const struct view *v);

/* This counter's row is lit at this moment. */
bool view_row_lit(const struct view *v, const struct snapshot_counter *counter);

/* "Thứ Hai, 23/11/2026" */
void view_date(const struct view *v, char *buf, size_t size);

/* Whose turn it is of what is shown a page at a time; it goes up at view_due. */
int64_t view_turn(const struct view *v);

#endif
