#include "display/hall_part.h"

/* The board of a hall with many counters: a cell for each, read from 3 m; up to 15 from 4 m. */
enum { GRID_RECENT = 2, WAITING_LINES = 4 };

struct grid {
	int columns, lines;
	int cell_w, cell_h, step_x, step_y;
	struct hall_sizes sizes;
	int foot_px, absent_px;
};

static const struct grid grid_4m = {3, 5, 594, 106, 615, 118,
	{.number_px = 108,
		.counter_px = 96,
		.word_px = 52,
		.state_px = 60,
		.door_w = 128,
		.inset_px = 16,
		.border_px = 6},
	52, 60};
static const struct grid grid_3m = {4, 7, 444, 74, 460, 84,
	{.number_px = 81,
		.counter_px = 74,
		.word_px = 40,
		.state_px = 48,
		.door_w = 106,
		.inset_px = 10,
		.border_px = 4},
	40, 50};

static void grid_recent(const struct view *v, struct scene *scene) {
	const struct snapshot_call *calls[RECENT_MAX];
	struct hall_sizes sizes = hall_sizes_3m;
	sizes.door_w = 116;
	int count = hall_recent_calls(v, calls, GRID_RECENT);
	hall_heading(v, scene, (struct scene_rect){1412, 104, 460, 56}, 40, "hall.recent");
	for (int i = 0; i < GRID_RECENT; i++) {
		hall_recent(v, scene, (struct scene_rect){1412, 164 + i * 124, 460, 112}, &sizes,
			i < count ? calls[i] : NULL);
	}
}

/* Returns the lines used. */
static int grid_cells(const struct view *v, struct scene *scene, const struct grid *g) {
	const struct snapshot_counter *rows[COUNTERS_MAX];
	int count = hall_rows(v, rows, g->columns * g->lines);
	int lines = (count + g->columns - 1) / g->columns;
	for (int i = 0; i < count; i++) {
		int column = i / lines, line = i % lines;
		hall_row(v, scene,
			(struct scene_rect){48 + column * g->step_x, 416 + line * g->step_y,
				g->cell_w, g->cell_h},
			&g->sizes, rows[i]);
	}
	if (count == 0) {
		scene_text(scene, (struct scene_rect){48, 440, 1824, 80},
			view_plain(52, scene->theme->ink_2), words_get(v->lang, "hall.no_counter"));
	}
	return lines;
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
	if (grid_cells(v, scene, g) <= WAITING_LINES && few) {
		hall_waiting(v, scene, (struct scene_rect){48, 896, 1824, 84}, 1);
	}

	int end = hall_absent(
		v, scene, (struct scene_rect){48, 1002, 1000, 70}, g->foot_px, g->absent_px);
	hall_notice(v, scene, (struct scene_rect){end + 32, 1002, 1872 - end - 32, 70}, g->foot_px,
		SCENE_RIGHT);
}
