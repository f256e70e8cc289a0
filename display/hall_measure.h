/*
 * hall_measure: how much room each piece of the hall's board takes for its size of type.
 *
 * Pure. Widths of texts come in as thousandths of the em; all else is design pixels.
 */
#ifndef MOTCUA_HALL_MEASURE_H
#define MOTCUA_HALL_MEASURE_H

#include <stdbool.h>

/* The widest texts there can be, in thousandths of the em. */
struct hall_widest {
	int number;  /* a ticket's number, "M2-004" */
	int counter; /* a counter's, "28" */
	int door;    /* "Quầy" over the counter's number */
	int recent;  /* "Vừa gọi" */
	int tail;    /* how far a number's "Q" stands below the others' feet */
	int state;   /* "Tạm nghỉ" in place of a number; in the size of words */
};

/* Type of lists. */
struct hall_type {
	int number_px, word_px;
};

enum {
	HALL_GAP = 8,       /* between parts */
	HALL_SIDE_GAP = 20, /* between the call's frame and what stands beside it */
	HALL_ROW_GAP = 6,   /* between rows */
	HALL_MARGIN = 48,   /* at the screen's sides */
	HALL_MARGIN_LEAST = 16,
	HALL_NAME_MIN = 48, /* of the office, where words may be smaller */
};

/* A text's width; never less than what it takes when drawn. */
int hall_text_w(int thousandths, int px);

/* A counter's door in a row, and a row: as wide as it must be, as low as it may be; as low as with
 * the reason below the number; as high as it should be where there is room. */
int hall_door_w(const struct hall_widest *widest, int number_px);
int hall_cell_w(const struct hall_widest *widest, const struct hall_type *type);
int hall_row_low(const struct hall_type *type);
int hall_row_tagged(const struct hall_type *type);
int hall_row_high(const struct hall_type *type);

/* Lines: a heading, the table of who waits, absent numbers, the notice. */
int hall_heading_h(const struct hall_type *type);
int hall_waiting_h(const struct hall_type *type);
int hall_absent_h(const struct hall_type *type);
int hall_notice_h(const struct hall_type *type);

/* The header with so many lines. */
int hall_name_px(const struct hall_type *type);
int hall_header_h(const struct hall_type *type, int lines);

/* The panel with the newest call in this size: the number beside the counter's door, or above it.
 */
int hall_call_door_w(const struct hall_widest *widest, const struct hall_type *type, int px);
int hall_call_door_h(const struct hall_type *type, int px);
int hall_panel_w(
	const struct hall_widest *widest, const struct hall_type *type, int px, bool stacked);
int hall_panel_h(
	const struct hall_widest *widest, const struct hall_type *type, int px, bool stacked);

/* The room that a number in this size needs below its foot, with some air. */
int hall_tail_h(const struct hall_widest *widest, const struct hall_type *type, int px);

/* The largest size, at most `most`, in a panel of this size; 0: none. */
int hall_call_px(const struct hall_widest *widest, const struct hall_type *type, int w, int h,
	bool stacked, int most);

#endif
