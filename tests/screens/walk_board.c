/*
 * The hall's board on every usual screen, as it is painted: capitals and digits are as high, in
 * millimetres, as whoever sits or stands farthest needs them; where the newest call cannot be, it
 * is said so beforehand. In every resolution and shape nothing is cut, nothing lies on anything
 * else and nothing leaves the screen.
 * links: tests/screens/contrast.c tests/screens/fixture.c
 * tests/screens/ink.c display/view.c display/view_hall.c display/view_counter.c display/counter_*.c
 * display/rate.c display/view_reason.c display/hall_*.c display/legible.c display/announce.c
 * common/board.c common/wait_text.c common/proto.c common/clock.c common/words.c common/text.c
 * common/embed.c common/mem.c common/log.c common/ui/draw.c common/ui/shape.c common/ui/icon.c
 * common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c
 * common/ui/theme.c common/ui/picture.c common/ui/picture_scale.c common/picture_file.c
 * embed_common embed_ui
 */
#include "common/ui/draw.h"
#include "common/ui/font.h"
#include "common/ui/icon.h"
#include "tests/screens/contrast.h"
#include "tests/screens/fixture.h"
#include "tests/screens/ink.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TEXTS_MAX = 512, CONTRAST_MIN = 10 };

static const double TIMES_NUMBER = 82, TIMES_WORD = 172, MM_PER_INCH = 25.4;

static struct fixture f;
static struct scene *scene;
static char where[128];
static int faults;

static void fault(const char *what, const struct scene_item *item, double is, double least) {
	print_error("%s: %s: “%s” %g, %g\n", where, what, item->text, is, least);
	faults++;
}

static void build(bool province, struct legible_place place, int w, int h) {
	province ? fixture_province(&f) : fixture_ward(&f);
	f.view.place = place;
	snprintf(where, sizeof where, "%s, %g inches, %g m, %g m, %dx%d",
		province ? "province" : "ward", place.diagonal_in, place.distance_m, place.list_m,
		w, h);
	view_hall(&f.view, scene, w, h);
}

static SDL_Surface *painted(int w, int h) {
	SDL_Surface *surface =
		SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
	draw_scene(surface, scene, NULL);
	return surface;
}

static bool is_call(const struct scene_item *item) {
	return strcmp(item->id, "call") == 0 || strcmp(item->id, "counter") == 0;
}

/* A ticket's number in a list, or a counter's in its door. */
static bool is_number(const struct scene_item *item) {
	const char *ids[] = {"row:", "recent:", "absent:"};
	for (int i = 0; i < 3; i++) {
		if (strncmp(item->id, ids[i], strlen(ids[i])) == 0 && item->type.whole) {
			return true;
		}
	}
	return item->type.whole && !item->id[0] &&
	       item->text[strspn(item->text, "0123456789")] == '\0';
}

/* Half a pixel at the edge may be painted too lightly to be counted. */
static bool high_enough(int ink_px, double mm_per_px, double wanted_mm) {
	return (ink_px + 0.5) * mm_per_px >= wanted_mm;
}

/* Returns whether number and counter of the newest call are as high as they should be; all else has
 * to be. */
static bool measure(struct legible_place place, int w, int h) {
	SDL_Surface *surface = painted(w, h);
	double mm_per_px = place.diagonal_in * MM_PER_INCH / hypot(w, h);
	double call_mm = place.distance_m * 1000 / TIMES_NUMBER;
	double list_m = fmin(place.list_m, place.distance_m);
	bool reached = true;
	int calls = 0;
	for (size_t i = 0; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		int px = item->kind == SCENE_TEXT ? ink_height(surface, scene, item) : 0;
		double list_mm = list_m * 1000 / (is_number(item) ? TIMES_NUMBER : TIMES_WORD);
		if (item->kind == SCENE_TEXT && is_call(item)) {
			reached &= high_enough(px, mm_per_px, call_mm);
			calls++;
		} else if (px > 0 && !high_enough(px, mm_per_px, list_mm)) {
			fault("too small", item, px * mm_per_px, list_mm);
		}
	}
	assert_int_equal(calls, 2);
	SDL_FreeSurface(surface);
	return reached;
}

/* Up to which of the distances the call is as large as it should be. */
struct most {
	double diagonal_in, most_m[2][2]; /* ward, province: lying, upright */
};

static void check_reach(const struct most *row, double distance_m, int tall, int province) {
	struct legible_place place = {row->diagonal_in, distance_m, province ? 3 : 4};
	int w = tall ? 1080 : 1920, h = tall ? 1920 : 1080;
	build(province, place, w, h);
	bool reached = measure(place, w, h), should = distance_m <= row->most_m[province][tall];
	double wanted_m, told_m = view_hall_call_m(&f.view, w, h, &wanted_m);
	if ((should && !reached) || (told_m >= wanted_m) != should) {
		fault("reached or not", scene_find(scene, "call"), told_m, wanted_m);
	}
}

static void test_measured_ink(void **state) {
	(void)state;
	static const struct most table[] = {{32, {{10, 8}, {8, 5}}}, {43, {{15, 10}, {10, 8}}},
		{55, {{15, 10}, {15, 10}}}, {65, {{15, 15}, {15, 10}}}};
	const double distances_m[] = {3, 5, 8, 10, 15};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		for (int k = 0; k < 5 * 4; k++) {
			check_reach(&table[i], distances_m[k / 4], k & 1, k >> 1 & 1);
		}
	}
	assert_int_equal(faults, 0);
}

/* The letters of a text as they stand, all its lines. */
static struct scene_rect letters(const struct scene_item *item) {
	struct lines_type type = scene_lines_type(&item->type);
	struct lines lines;
	struct scene_rect r = item->rect;
	int w = 0;
	lines_break(&type, item->text, item->rect.w, &lines);
	if (lines.count == 0) {
		return (struct scene_rect){r.x, r.y, 0, 0};
	}
	for (size_t i = 0; i < lines.count; i++) {
		w = lines.line[i].width_px > w ? lines.line[i].width_px : w;
		if (lines.line[i].shortened && strcmp(item->id, "office") != 0) {
			fault("cut", item, w, r.w);
		}
	}
	int top = scene_baseline(item, lines.count, 0) - font_cap_height(item->type.px);
	r.x += item->type.align == SCENE_RIGHT    ? r.w - w
	       : item->type.align == SCENE_CENTER ? (r.w - w) / 2
						  : 0;
	int bottom = scene_baseline(item, lines.count, lines.count - 1);
	int bearing = lines.count == 1 ? font_bearing(type.weight, type.px, item->text) : 0;
	return (struct scene_rect){r.x + bearing, top, w - bearing, bottom - top};
}

static bool inside(const struct scene_rect *a, const struct scene_rect *b) {
	return a->x >= b->x && a->y >= b->y && a->x + a->w <= b->x + b->w &&
	       a->y + a->h <= b->y + b->h;
}

static bool apart(const struct scene_rect *a, const struct scene_rect *b) {
	return a->x + a->w <= b->x || b->x + b->w <= a->x || a->y + a->h <= b->y ||
	       b->y + b->h <= a->y;
}

/* The card or door it is written on holds all of it. */
static void check_ground(const struct scene_item *item, const struct scene_rect *r, size_t index) {
	int x = r->x + r->w / 2, y = r->y + r->h / 2;
	while (index-- > 0) {
		const struct scene_item *below = scene->item[index];
		const struct scene_rect *b = &below->rect;
		bool box = below->kind == SCENE_BOX || below->kind == SCENE_DOOR;
		if (box && x >= b->x && x < b->x + b->w && y >= b->y && y < b->y + b->h) {
			if (!inside(r, b)) {
				fault("over the edge", item, r->x + r->w, b->x + b->w);
			}
			return;
		}
	}
}

/* The tail of a "Q" stays on the screen, that of the newest call on its panel. */
static void check_tail(const struct scene_item *item, struct scene_rect r, size_t index) {
	r.h += item->type.whole && strchr(item->text, 'Q') ? font_tail(FONT_BOLD, item->type.px)
							   : 0;
	if (r.y + r.h > scene->h_px) {
		fault("tail off the screen", item, r.y + r.h, scene->h_px);
	}
	if (is_call(item)) {
		check_ground(item, &r, index);
	}
}

static void check_layout(void) {
	const struct scene_rect screen = {0, 0, scene->w_px, scene->h_px};
	struct scene_rect text[TEXTS_MAX];
	const struct scene_item *of[TEXTS_MAX];
	int count = 0;
	for (size_t i = 0; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		struct scene_rect r = item->kind == SCENE_TEXT ? letters(item) : item->rect;
		if (r.w > 0 && !inside(&r, &screen)) {
			fault("off the screen", item, r.x + r.w, r.y + r.h);
		}
		if (item->kind != SCENE_TEXT || r.w == 0) {
			continue;
		}
		check_tail(item, r, i);
		check_ground(item, &r, i);
		double c = contrast(item->color, scene_background(scene, i));
		if (c < CONTRAST_MIN) {
			fault("too faint", item, c, CONTRAST_MIN);
		}
		for (int k = 0; k < count; k++) {
			if (!apart(&r, &text[k])) {
				fault("on another", item, k, count);
				print_error("  “%s”\n", of[k]->text);
			}
		}
		assert_true(count < TEXTS_MAX);
		of[count] = item;
		text[count++] = r;
	}
}

/* Some of what a day brings to a board. */
static void vary(int i) {
	switch (i % 5) {
	case 1:
		fixture_lose(&f);
		break;
	case 2:
		f.announce.any = false;
		f.hall.recent_count = 0;
		break;
	case 3:
		fixture_reasons(&f, i % 2 ? 12 : 6);
		break;
	case 4:
		f.view.lang = LANG_EN;
		f.view.now_ms = view_due(&f.view);
		break;
	default:
		memcpy(f.announce.shown.number, "Q1-033", sizeof "Q1-033");
		break;
	}
}

static void test_every_screen(void **state) {
	(void)state;
	const int sizes[][2] = {{1280, 720}, {1366, 768}, {1920, 1080}, {2560, 1440}, {3840, 2160},
		{720, 1280}, {1080, 1920}, {1440, 2560}, {2160, 3840}, {1024, 768}, {1600, 1200},
		{1920, 1200}, {2560, 1080}};
	const struct legible_place places[] = {{55, 10, 4}, {32, 8, 2.5}, {32, 15, 6}, {65, 5, 3},
		{43, 10, 4}, {55, 12, 1.5}, {75, 20, 8}};
	int places_count = sizeof places / sizeof *places;
	for (int i = 0; i < (int)(sizeof sizes / sizeof *sizes); i++) {
		for (int k = 0; k < places_count * 10; k++) {
			int w = sizes[i][0], h = sizes[i][1];
			build(k % 2, places[k / 10], w, h);
			vary(k / 2 % 5);
			view_hall(&f.view, scene, w, h);
			check_layout();
		}
	}
	assert_int_equal(faults, 0);
}

/* A design pixel is drawn in whole real ones: small screens round up, never down. */
static void test_small_resolutions(void **state) {
	(void)state;
	const int sizes[][2] = {
		{1280, 720}, {1366, 768}, {1024, 768}, {2560, 1440}, {720, 1280}, {2560, 1080}};
	for (int i = 0; i < 6; i++) {
		struct legible_place place = {55, 8, 4};
		build(false, place, sizes[i][0], sizes[i][1]);
		assert_true(measure(place, sizes[i][0], sizes[i][1]));
	}
	assert_int_equal(faults, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_measured_ink),
		cmocka_unit_test(test_small_resolutions),
		cmocka_unit_test(test_every_screen),
	};
	scene = scene_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	scene_free(scene);
	icon_close_all();
	font_close_all();
	return failed;
}
