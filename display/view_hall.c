#include "display/hall_part.h"

#include <string.h>

enum { WIDE_RECENT = 3, WIDE_COUNTERS = 8, WIDE_LINES = 2 };

/* "A012" leaves room for a column of counters beside the panel, "Đ1-031" does not. */
static bool numbers_are_short(const struct view *v) {
	for (int i = 0; v->office && i < v->office->service_count; i++) {
		if (font_width(FONT_BOLD, 100, v->office->services[i].prefix) > 100) {
			return false;
		}
	}
	return true;
}

static void wide_serving(const struct view *v, struct scene *scene, int top) {
	const struct snapshot_counter *rows[COUNTERS_MAX];
	int count = hall_rows(v, rows, WIDE_COUNTERS);
	bool few = count <= 3 * WIDE_LINES;
	int columns = few ? 3 : 4, w = few ? 600 : 447, step = w + 12;
	for (int i = 0; i < count; i++) {
		hall_row(v, scene,
			(struct scene_rect){
				48 + i % columns * step, top + i / columns * 168, w, 160},
			&hall_sizes_4m, rows[i]);
	}
	if (count == 0) {
		scene_text(scene, (struct scene_rect){48, top, 1824, 108},
			view_plain(52, scene->theme->ink_2), words_get(v->lang, "hall.no_counter"));
	}
}

static void wide_recent(const struct view *v, struct scene *scene) {
	const struct snapshot_call *calls[RECENT_MAX];
	int count = hall_recent_calls(v, calls, WIDE_RECENT);
	hall_heading(v, scene, (struct scene_rect){1404, 112, 468, 56}, 52, "hall.recent");
	for (int i = 0; i < WIDE_RECENT; i++) {
		hall_recent(v, scene, (struct scene_rect){1404, 170 + i * 114, 468, 108},
			&hall_sizes_4m, i < count ? calls[i] : NULL);
	}
}

void hall_wide(const struct view *v, struct scene *scene) {
	static const struct hall_panel panel = {.head_px = 56,
		.head_y = 20,
		.head_h = 72,
		.number_px = 348,
		.door_w = 312,
		.door_h = 352,
		.word_px = 64};
	hall_header(v, scene, (struct scene_rect){0, 0, 1920, 104}, 52, 80);
	bool early = !v->announce->any && v->hall->absent_count == 0;
	hall_panel(v, scene, (struct scene_rect){48, 112, early ? 1824 : 1336, 396}, &panel);
	if (!early) {
		wide_recent(v, scene);
	}
	wide_serving(v, scene, 518);
	hall_waiting(
		v, scene, (struct scene_rect){48, 856, 1824, 126}, &hall_waits_4m, view_turn(v));
	hall_foot(v, scene, (struct scene_rect){48, 990, 1824, 82}, 52, 76, view_turn(v));
}

void view_hall(const struct view *v, struct scene *scene, int w_px, int h_px) {
	if (!v->hall) {
		view_start(v, scene, "hall", w_px, h_px);
		return;
	}
	bool tall = h_px > w_px;
	scene_start(scene, "hall", &theme_board, tall ? 1080 : 1920, tall ? 1920 : 1080);
	if (tall) {
		hall_tall(v, scene);
	} else if (v->hall->counter_count <= WIDE_COUNTERS && numbers_are_short(v)) {
		hall_wide(v, scene);
	} else {
		hall_grid(v, scene);
	}
}
