#include "display/hall_part.h"

/* The board of a hall with many counters: a cell for each, read from 3 m; up to 15 from 4 m. */
enum { GRID_RECENT = 2, TOP = 408 };

struct grid {
	int columns, lines, waiting_lines; /* with more there is no room for the table */
	int cell_w, step_x, gap_y, step_max;
	struct hall_sizes sizes;
	struct scene_rect waiting, foot, both; /* both: where they take turns */
	const struct hall_waits *waits;
	int foot_px, absent_px;
};

static const struct grid grid_4m = {.columns = 3,
	.lines = 5,
	.waiting_lines = 4,
	.cell_w = 594,
	.step_x = 615,
	.gap_y = 6,
	.step_max = 164,
	.sizes = {.number_px = 108,
		.counter_px = 96,
		.word_px = 52,
		.state_px = 60,
		.door_w = 128,
		.inset_px = 16,
		.border_px = 6},
	.waiting = {48, 884, 1824, 118},
	.foot = {48, 1004, 1824, 70},
	.both = {48, 954, 1824, 118},
	.waits = &hall_waits_4m,
	.foot_px = 52,
	.absent_px = 60};
static const struct grid grid_3m = {.columns = 4,
	.lines = 7,
	.waiting_lines = 6,
	.cell_w = 444,
	.step_x = 460,
	.gap_y = 6,
	.step_max = 126,
	.sizes = {.number_px = 81,
		.counter_px = 74,
		.word_px = 40,
		.state_px = 48,
		.door_w = 106,
		.inset_px = 10,
		.border_px = 4},
	.waiting = {48, 904, 1824, 96},
	.foot = {48, 1002, 1824, 70},
	.both = {48, 976, 1824, 96},
	.waits = &hall_waits_3m,
	.foot_px = 40,
	.absent_px = 50};

static void grid_recent(const struct view *v, struct scene *scene) {
	const struct snapshot_call *calls[RECENT_MAX];
	struct hall_sizes sizes = hall_sizes_3m;
	sizes.door_w = 116;
	int count = hall_recent_calls(v, calls, GRID_RECENT);
	hall_heading(v, scene, (struct scene_rect){1412, 104, 460, 52}, 40, "hall.recent");
	for (int i = 0; i < GRID_RECENT; i++) {
		hall_recent(v, scene, (struct scene_rect){1412, 160 + i * 122, 460, 118}, &sizes,
			i < count ? calls[i] : NULL);
	}
}

/* Returns whether they leave room for the table of those who wait. */
static bool grid_cells(const struct view *v, struct scene *scene, const struct grid *g) {
	const struct snapshot_counter *rows[COUNTERS_MAX];
	int count = hall_rows(v, rows, g->columns * g->lines);
	int lines = (count + g->columns - 1) / g->columns;
	bool spare = lines <= g->waiting_lines;
	int room = (spare ? g->waiting.y : g->both.y) - g->gap_y / 2 - TOP;
	int step = lines * g->step_max > room ? room / lines : g->step_max;
	for (int i = 0; i < count; i++) {
		int column = i / lines, line = i % lines;
		hall_row(v, scene,
			(struct scene_rect){48 + column * g->step_x, TOP + line * step, g->cell_w,
				step - g->gap_y},
			&g->sizes, rows[i]);
	}
	if (count == 0) {
		scene_text(scene, (struct scene_rect){48, TOP + 24, 1824, 80},
			view_plain(52, scene->theme->ink_2), words_get(v->lang, "hall.no_counter"));
	}
	return spare;
}

/* Where there is no room for both, the foot and the table take turns. */
static void grid_foot(const struct view *v, struct scene *scene, const struct grid *g, bool spare) {
	int64_t turn = view_turn(v);
	if (spare) {
		hall_waiting(v, scene, g->waiting, g->waits, turn);
		hall_foot(v, scene, g->foot, g->foot_px, g->absent_px, turn);
		return;
	}
	int pages = 1 + hall_waiting_pages(v, g->waits, g->both.w);
	int page = (int)(turn % pages);
	if (page == 0) {
		hall_foot(v, scene, g->both, g->foot_px, g->absent_px, turn / pages);
	} else {
		hall_waiting(v, scene, g->both, g->waits, page - 1);
	}
}

void hall_grid(const struct view *v, struct scene *scene) {
	static const struct hall_panel panel = {.head_px = 44,
		.head_y = 14,
		.head_h = 48,
		.number_px = 276,
		.door_w = 268,
		.door_h = 284,
		.word_px = 42};
	bool few = v->hall->counter_count <= grid_4m.columns * grid_4m.lines;
	const struct grid *g = few ? &grid_4m : &grid_3m;
	hall_header(v, scene, (struct scene_rect){0, 0, 1920, 88}, 48, 72);
	hall_panel(v, scene, (struct scene_rect){48, 104, 1340, 296}, &panel);
	grid_recent(v, scene);
	grid_foot(v, scene, g, grid_cells(v, scene, g));
}
