#include "display/hall_part.h"

/* The board on a screen that stands upright. */

enum { TALL_RECENT = 2 };

static void tall_rows(const struct view *v, struct scene *scene, int top) {
	const struct snapshot_counter *rows[COUNTERS_MAX];
	int count = hall_rows(v, rows, 8), lines = (count + 1) / 2;
	hall_heading(v, scene, (struct scene_rect){48, top, 984, 64}, 52, "hall.serving");
	for (int i = 0; i < count; i++) {
		hall_row(v, scene,
			(struct scene_rect){
				48 + i / lines * 502, top + 72 + i % lines * 116, 482, 108},
			&hall_sizes_4m, rows[i]);
	}
	if (count == 0) {
		scene_text(scene, (struct scene_rect){48, top + 72, 984, 108},
			view_plain(52, scene->theme->ink_2), words_get(v->lang, "hall.no_counter"));
	}
}

static void tall_recent(const struct view *v, struct scene *scene, int top) {
	const struct snapshot_call *calls[RECENT_MAX];
	int count = hall_recent_calls(v, calls, TALL_RECENT);
	hall_heading(v, scene, (struct scene_rect){48, top, 984, 64}, 52, "hall.recent");
	for (int i = 0; i < TALL_RECENT; i++) {
		hall_recent(v, scene, (struct scene_rect){48 + i * 502, top + 72, 482, 112},
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
	tall_recent(v, scene, 850);
	tall_rows(v, scene, 1042);
	hall_absent(v, scene, (struct scene_rect){48, 1586, 984, 76}, 52, 76);
	hall_waiting(v, scene, (struct scene_rect){48, 1670, 984, 164}, 2);
	hall_notice(v, scene, (struct scene_rect){48, 1840, 984, 72}, 52, SCENE_LEFT);
}
