#include "display/hall_part.h"

#include <string.h>

enum { WIDE_ROWS = 6, WIDE_RECENT = 3, WIDE_COUNTERS = 8 };

/* "A012" leaves room for a column of counters beside the panel, "Đ1-031" does not. */
static bool numbers_are_short(const struct view *v) {
	for (int i = 0; v->office && i < v->office->service_count; i++) {
		if (font_width(FONT_BOLD, 100, v->office->services[i].prefix) > 100) {
			return false;
		}
	}
	return true;
}

static void wide_serving(const struct view *v, struct scene *scene) {
	const struct snapshot_counter *rows[COUNTERS_MAX];
	int count = hall_rows(v, rows, WIDE_ROWS);
	hall_heading(v, scene, (struct scene_rect){1416, 120, 456, 64}, 52, "hall.serving");
	for (int i = 0; i < count; i++) {
		hall_row(v, scene, (struct scene_rect){1416, 190 + i * 116, 456, 108},
			&hall_sizes_4m, rows[i]);
	}
	if (count == 0) {
		scene_text(scene, (struct scene_rect){1416, 190, 456, 108},
			view_plain(52, scene->theme->ink_2), words_get(v->lang, "hall.no_counter"));
	}
}

static void wide_recent(const struct view *v, struct scene *scene) {
	const struct snapshot_call *calls[RECENT_MAX];
	int count = hall_recent_calls(v, calls, WIDE_RECENT);
	hall_heading(v, scene, (struct scene_rect){48, 564, 900, 64}, 52, "hall.recent");
	for (int i = 0; i < WIDE_RECENT; i++) {
		hall_recent(v, scene, (struct scene_rect){48 + i * 452, 634, 432, 112},
			&hall_sizes_4m, i < count ? calls[i] : NULL);
	}
}

void hall_wide(const struct view *v, struct scene *scene) {
	static const struct hall_panel panel = {.head_px = 56,
		.head_y = 26,
		.head_h = 72,
		.number_px = 348,
		.door_w = 312,
		.door_h = 352,
		.word_px = 64};
	hall_header(v, scene, (struct scene_rect){0, 0, 1920, 104}, 52, 80);
	bool early = !v->announce->any && v->hall->absent_count == 0;
	hall_panel(v, scene, (struct scene_rect){48, 120, 1336, early ? 758 : 428}, &panel);
	wide_serving(v, scene);
	if (!early) {
		wide_recent(v, scene);
		hall_absent(v, scene, (struct scene_rect){48, 770, 1336, 80}, 52, 76);
	}
	hall_waiting(v, scene, (struct scene_rect){48, 896, 1824, 84}, 1);
	hall_notice(v, scene, (struct scene_rect){48, 990, 1824, 80}, 52, SCENE_LEFT);
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
