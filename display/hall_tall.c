#include "display/hall_part.h"

/* The board on a screen that stands upright. */

enum { TALL_RECENT = 2 };

static void tall_rows(const struct view *v, struct scene *scene, int top) {
	const struct snapshot_counter *rows[COUNTERS_MAX];
	int count = hall_rows(v, rows, 8), lines = (count + 1) / 2;
	int step = lines <= 3 ? 166 : 122;
	hall_heading(v, scene, (struct scene_rect){48, top, 984, 64}, 52, "hall.serving");
	for (int i = 0; i < count; i++) {
		hall_row(v, scene,
			(struct scene_rect){
				48 + i / lines * 502, top + 68 + i % lines * step, 482, step - 8},
			&hall_sizes_4m, rows[i]);
	}
	if (count == 0) {
		scene_text(scene, (struct scene_rect){48, top + 68, 984, 108},
			view_plain(52, scene->theme->ink_2), words_get(v->lang, "hall.no_counter"));
	}
}

static void tall_recent(const struct view *v, struct scene *scene, int top) {
	const struct snapshot_call *calls[RECENT_MAX];
	int count = hall_recent_calls(v, calls, TALL_RECENT);
	hall_heading(v, scene, (struct scene_rect){48, top, 984, 64}, 52, "hall.recent");
	for (int i = 0; i < TALL_RECENT; i++) {
		hall_recent(v, scene, (struct scene_rect){48 + i * 502, top + 64, 482, 112},
			&hall_sizes_4m, i < count ? calls[i] : NULL);
	}
}

void hall_tall(const struct view *v, struct scene *scene) {
	static const struct hall_panel panel = {.head_px = 56,
		.head_y = 28,
		.head_h = 72,
		.number_px = 348,
		.door_w = 312,
		.door_h = 300,
		.word_px = 64,
		.stacked = true};
	hall_header(v, scene, (struct scene_rect){0, 0, 1080, 104}, 40, 72);
	hall_panel(v, scene, (struct scene_rect){48, 120, 984, 720}, &panel);
	tall_recent(v, scene, 842);
	tall_rows(v, scene, 1016);
	hall_absent(v, scene, (struct scene_rect){48, 1580, 984, 76}, 52, 76);
	hall_waiting(
		v, scene, (struct scene_rect){48, 1666, 984, 150}, &hall_waits_4m, view_turn(v));
	hall_notice(v, scene, (struct scene_rect){48, 1828, 984, 80}, 52, SCENE_LEFT, view_turn(v));
}
