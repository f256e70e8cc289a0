#include "display/hall_division.h"

static int least(int a, int b) {
	return a < b ? a : b;
}

static int most(int a, int b) {
	return a > b ? a : b;
}

static struct hall_plan begin(const struct hall_field *f, const struct hall_division *d) {
	return (struct hall_plan){.type = f->type,
		.header = {0, 0, f->ask->w, hall_header_h(&f->type, f->ask->header_lines)},
		.stacked = d->stacked,
		.recents = d->recents,
		.recent_below = d->recents > 0 && d->recent_below,
		.columns = d->columns,
		.lines = d->lines,
		.recent_label_w = hall_division_label_w(f, d),
		.header_lines = f->ask->header_lines,
		.heading = d->heading && d->lines > 0,
		.foot = d->foot,
		.waiting_turns = d->waiting == HALL_WAITING_TURNS};
}

/* From the bottom up: the notice, absent numbers, who waits. */
static void place_foot(
	const struct hall_field *f, const struct hall_division *d, struct hall_plan *p) {
	struct scene_rect line = f->area;
	int bottom = f->area.y + f->area.h;
	if (d->foot == HALL_FOOT_LINES) {
		line.h = hall_notice_h(&f->type);
		line.y = bottom - line.h;
		p->notice = line;
		bottom = line.y - HALL_GAP;
	}
	if (d->foot != HALL_FOOT_NONE) {
		int absent = hall_absent_h(&f->type), waiting = hall_waiting_h(&f->type);
		line.h = p->waiting_turns ? most(absent, waiting) : absent;
		line.y = bottom - line.h;
		p->absent = line;
		bottom = line.y - HALL_GAP;
	}
	if (p->waiting_turns) {
		p->waiting = p->absent;
	} else if (d->waiting == HALL_WAITING_OWN) {
		line.h = hall_waiting_h(&f->type);
		line.y = bottom - line.h;
		p->waiting = line;
	}
}

/* How the height that the call does not need is given away. */
struct heights {
	int panel, recent, row;
};

static int give(int *spare, int wanted) {
	int given = least(*spare, most(wanted, 0));
	*spare -= given;
	return given;
}

static void grow_rows(const struct hall_division *d, struct heights *h, int *spare, int to) {
	if (d->lines > 0 && !d->rows_beside) {
		h->row += give(spare, (to - h->row) * d->lines) / d->lines;
	}
}

static struct heights heights_of(const struct hall_field *f, const struct hall_division *d) {
	int high = hall_row_high(&f->type);
	int wanted = hall_panel_h(&f->ask->widest, &f->type, d->call_px, d->stacked);
	struct heights h = {
		.recent = hall_division_recent_h(f, d), .row = hall_division_row_h(f, d)};
	if (d->recents > 0 && !d->recent_below) {
		int step = h.recent + HALL_ROW_GAP;
		wanted = most(wanted, hall_heading_h(&f->type) + d->recents * step - HALL_ROW_GAP);
	}
	int spare = d->panel_h - wanted;
	grow_rows(d, &h, &spare, high);
	if (d->recent_below && d->recents > 0) {
		h.recent += give(&spare, high - h.recent);
	}
	h.panel = wanted + give(&spare, wanted / 4);
	grow_rows(d, &h, &spare, high * 4 / 3);
	h.panel += spare;
	return h;
}

/* Counters below all else, or at the panel's right over the whole height. */
static void place_rows(const struct hall_field *f, const struct hall_division *d,
	const struct heights *h, struct hall_plan *p, int bottom) {
	int heading = p->heading ? hall_heading_h(&f->type) : 0;
	if (d->lines == 0) {
		return;
	}
	p->rows = f->area;
	p->rows.h = heading + d->lines * (h->row + HALL_ROW_GAP) - HALL_ROW_GAP;
	p->rows.y = bottom - p->rows.h;
	if (d->rows_beside) {
		p->rows.x += d->panel_w + HALL_SIDE_GAP;
		p->rows.w -= d->panel_w + HALL_SIDE_GAP;
		p->rows.y = f->area.y;
		int high = hall_row_high(&f->type) * 4 / 3 + HALL_ROW_GAP;
		p->rows.h = least(bottom - f->area.y, heading + d->lines * high - HALL_ROW_GAP);
	}
}

static void place_recent(const struct hall_field *f, const struct hall_division *d,
	const struct heights *h, struct hall_plan *p) {
	if (d->recents == 0) {
		return;
	}
	p->recent = p->panel;
	if (d->recent_below) {
		p->recent.y += p->panel.h + HALL_GAP;
		p->recent.h = h->recent + (p->recent_label_w ? 0 : hall_heading_h(&f->type));
	} else {
		p->recent.x += p->panel.w + HALL_SIDE_GAP;
		p->recent.w = f->area.x + f->area.w - p->recent.x;
	}
}

struct hall_plan hall_division_place(const struct hall_field *f, const struct hall_division *d) {
	struct hall_plan p = begin(f, d);
	p.slide = f->slide;
	struct heights h = heights_of(f, d);
	int bottom = f->area.y + f->area.h;
	int foot = hall_division_foot_h(f, d);
	place_foot(f, d, &p);
	place_rows(f, d, &h, &p, bottom - foot);
	p.panel = (struct scene_rect){f->area.x, f->area.y, d->panel_w, h.panel};
	place_recent(f, d, &h, &p);
	p.call_px = hall_call_px(
		&f->ask->widest, &f->type, p.panel.w, p.panel.h, d->stacked, f->ask->h);
	return p;
}
