#include "display/hall_division.h"

enum {
	RECENTS = 3,
	RECENTS_TAGGED = 2,
	COLUMNS = 8,
	COLUMNS_BESIDE = 2,
	LOOK_CALL = 348,
	LOOK_SIDE = 1080,
	BROAD = 27
};

static int least(int a, int b) {
	return a < b ? a : b;
}

static int most(int a, int b) {
	return a > b ? a : b;
}

int hall_division_row_h(const struct hall_field *f, const struct hall_division *d) {
	return d->tags == HALL_TAGS_ROWS ? hall_row_tagged(&f->type) : hall_row_low(&f->type);
}

int hall_division_recent_h(const struct hall_field *f, const struct hall_division *d) {
	return d->tags == HALL_TAGS_RECENT ? hall_row_tagged(&f->type) : hall_row_low(&f->type);
}

int hall_division_foot_h(const struct hall_field *f, const struct hall_division *d) {
	int absent = hall_absent_h(&f->type), waiting = hall_waiting_h(&f->type);
	int h = d->foot == HALL_FOOT_NONE ? f->type.number_px / 8 : absent + HALL_GAP;
	if (d->foot == HALL_FOOT_LINES) {
		h += hall_notice_h(&f->type) + HALL_GAP;
	}
	if (d->waiting == HALL_WAITING_OWN) {
		h += waiting + HALL_GAP;
	}
	return d->waiting == HALL_WAITING_TURNS ? most(absent, waiting) + HALL_GAP : h;
}

/* Rows with what is between them and what is over them. */
static int rows_h(const struct hall_field *f, const struct hall_division *d) {
	int step = hall_division_row_h(f, d) + HALL_ROW_GAP;
	int heading = d->heading ? hall_heading_h(&f->type) : 0;
	return d->lines == 0 ? 0 : heading + d->lines * step - HALL_ROW_GAP;
}

static int rows_w(const struct hall_field *f, const struct hall_division *d) {
	return d->columns * (hall_cell_w(&f->ask->widest, &f->type) + HALL_GAP) - HALL_GAP;
}

int hall_division_label_w(const struct hall_field *f, const struct hall_division *d) {
	bool broad = f->area.w >= f->type.word_px * BROAD;
	bool beside = broad && d->recent_below && d->recents > 0;
	return beside ? hall_text_w(f->ask->widest.recent, f->type.word_px) + f->type.word_px / 2
		      : 0;
}

static int recents_h(const struct hall_field *f, const struct hall_division *d) {
	int lines = d->recent_below ? 1 : d->recents;
	int heading = hall_division_label_w(f, d) > 0 ? 0 : hall_heading_h(&f->type);
	return heading + lines * (hall_division_recent_h(f, d) + HALL_ROW_GAP) - HALL_ROW_GAP;
}

/* Last calls below the panel or beside it, and what they leave of it. */
static bool take_recents(const struct hall_field *f, struct hall_division *d) {
	int cell_w = hall_cell_w(&f->ask->widest, &f->type) + HALL_GAP;
	if (d->recents == 0) {
		return true;
	}
	if (!d->recent_below) {
		d->panel_w -= cell_w - HALL_GAP + HALL_SIDE_GAP;
		return recents_h(f, d) <= d->panel_h;
	}
	d->panel_h -= recents_h(f, d) + 2 * HALL_GAP;
	return hall_division_label_w(f, d) + d->recents * cell_w - HALL_GAP <= d->panel_w;
}

/* The panel gets what the others leave; false: they leave nothing. */
static bool measure(const struct hall_field *f, struct hall_division *d) {
	d->panel_w = f->area.w;
	d->panel_h = f->area.h - hall_division_foot_h(f, d);
	bool fits = true;
	if (d->rows_beside) {
		d->panel_w -= rows_w(f, d) + HALL_SIDE_GAP;
		fits = rows_h(f, d) <= d->panel_h;
	} else if (d->lines > 0) {
		d->panel_h -= rows_h(f, d) + HALL_GAP;
	}
	return fits && take_recents(f, d) && d->panel_w > 0 && d->panel_h > 0;
}

static int compare(const struct hall_division *a, const struct hall_division *b) {
	for (int i = 0; i < HALL_SHOWN_KINDS; i++) {
		if (a->shown[i] != b->shown[i]) {
			return a->shown[i] - b->shown[i];
		}
	}
	return 0;
}

/* Beyond this the call leaves room to others. */
static int enough(const struct hall_ask *ask) {
	return most(ask->call_px * 13 / 10, LOOK_CALL * least(ask->w, ask->h) / LOOK_SIDE);
}

/* What is looked through, and how large the call could be with nothing else on the screen. */
struct search {
	const struct hall_field *field;
	int side_px, stacked_px;
};

static struct search search_of(const struct hall_field *f) {
	const struct hall_ask *ask = f->ask;
	int w = f->area.w, h = f->area.h, px = enough(ask);
	return (struct search){.field = f,
		.side_px = hall_call_px(&ask->widest, &f->type, w, h, false, px),
		.stacked_px = hall_call_px(&ask->widest, &f->type, w, h, true, px)};
}

/* A few pixels are worth no row. */
static int call_shown(const struct hall_ask *ask, int px) {
	return px >= ask->call_px ? 100 : least(px * 100 / ask->call_px / 3 * 3, 99);
}

static void count_shown(const struct hall_field *f, struct hall_division *d, int call_px) {
	int *s = d->shown;
	s[HALL_SHOWN_CALL] = call_shown(f->ask, call_px);
	s[HALL_SHOWN_ROWS] = least(f->ask->counters, d->columns * d->lines);
	s[HALL_SHOWN_FOOT] = d->foot == HALL_FOOT_NONE ? 0 : d->foot == HALL_FOOT_TURNS ? 1 : 2;
	s[HALL_SHOWN_TAGS] = (int)d->tags;
	s[HALL_SHOWN_RECENT] = d->recents;
	s[HALL_SHOWN_WAITING] = (int)d->waiting;
	s[HALL_SHOWN_HEADING] = d->heading;
	s[HALL_SHOWN_SIZE] = call_px;
}

static void try_division(
	const struct search *search, struct hall_division *d, struct hall_division *best) {
	const struct hall_field *f = search->field;
	int most_px = d->stacked ? search->stacked_px : search->side_px;
	count_shown(f, d, most_px);
	if (compare(d, best) <= 0 || !measure(f, d)) {
		return;
	}
	d->call_px = hall_call_px(
		&f->ask->widest, &f->type, d->panel_w, d->panel_h, d->stacked, most_px);
	count_shown(f, d, d->call_px);
	if (compare(d, best) > 0) {
		*best = *d;
	}
}

/* Counters below the panel in ever more lines, then beside it. */
static void try_rows(
	const struct search *search, struct hall_division d, struct hall_division *best) {
	const struct hall_field *f = search->field;
	int counters = f->ask->counters;
	int cell_w = hall_cell_w(&f->ask->widest, &f->type) + HALL_GAP;
	int widest = least((f->area.w + HALL_GAP) / cell_w, COLUMNS);
	int deepest = widest > 0 ? (counters + widest - 1) / widest : 0;
	d.rows_beside = false;
	for (d.lines = deepest; d.lines >= 0; d.lines--) {
		int columns = d.lines > 0 ? (counters + d.lines - 1) / d.lines : 0;
		d.columns = least(columns, widest);
		try_division(search, &d, best);
	}
	if (d.recents > 0 && !d.recent_below) {
		return;
	}
	d.rows_beside = true;
	for (d.columns = 1; d.columns <= COLUMNS_BESIDE; d.columns++) {
		for (d.lines = (counters + d.columns - 1) / d.columns; d.lines > 0; d.lines--) {
			try_division(search, &d, best);
		}
	}
}

static void try_recents(
	const struct search *search, struct hall_division d, struct hall_division *best) {
	for (d.recents = search->field->ask->recent ? RECENTS : 0; d.recents >= 0; d.recents--) {
		for (int tags = HALL_TAGS_ROWS; tags >= HALL_TAGS_NONE; tags--) {
			d.tags = (enum hall_tags)tags;
			bool some = d.recents > 0 && d.recents <= RECENTS_TAGGED;
			if (d.tags == HALL_TAGS_RECENT && !some) {
				continue;
			}
			d.recent_below = false;
			try_rows(search, d, best);
			d.recent_below = true;
			if (d.recents > 0) {
				try_rows(search, d, best);
			}
		}
	}
}

/* Headings over the counters are for screens that stand upright. What promises most comes first:
 * most of the others need no look then. */
static void try_panels(
	const struct search *search, struct hall_division d, struct hall_division *best) {
	const struct scene_rect *area = &search->field->area;
	bool stacked = search->stacked_px > search->side_px;
	for (int i = 0; i < 4; i++) {
		d.stacked = i < 2 ? stacked : !stacked;
		d.heading = i % 2 == 0 && area->h > area->w;
		if (i % 2 == 0 || area->h > area->w) {
			try_recents(search, d, best);
		}
	}
}

bool hall_division_best(
	const struct hall_field *f, const struct hall_division *least, struct hall_division *best) {
	static const struct hall_division feet[] = {
		{.foot = HALL_FOOT_BESIDE, .waiting = HALL_WAITING_OWN},
		{.foot = HALL_FOOT_LINES, .waiting = HALL_WAITING_OWN},
		{.foot = HALL_FOOT_BESIDE, .waiting = HALL_WAITING_TURNS},
		{.foot = HALL_FOOT_BESIDE},
		{.foot = HALL_FOOT_LINES},
		{.foot = HALL_FOOT_TURNS, .waiting = HALL_WAITING_OWN},
		{.foot = HALL_FOOT_TURNS, .waiting = HALL_WAITING_TURNS},
		{.foot = HALL_FOOT_TURNS},
		{.foot = HALL_FOOT_NONE},
	};
	struct search search = search_of(f);
	*best = *least;
	best->shown[HALL_SHOWN_SIZE] = -1;
	bool broad = f->area.w >= f->type.word_px * BROAD;
	bool table = f->ask->waiting && f->area.w >= f->type.word_px * 13;
	for (size_t i = 0; i < sizeof feet / sizeof *feet; i++) {
		bool fits = (broad || feet[i].foot != HALL_FOOT_BESIDE) &&
			    (table || feet[i].waiting == HALL_WAITING_NONE);
		if (fits) {
			try_panels(&search, feet[i], best);
		}
	}
	return best->shown[HALL_SHOWN_SIZE] >= 0;
}
