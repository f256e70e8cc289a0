/*
 * Drawing: corners are smooth, and painting only what differs gives the same picture as painting
 * all, at any scale.
 *
 * links: common/ui/draw.c common/ui/picture.c common/ui/picture_scale.c common/picture_file.c
 * common/ui/shape.c common/ui/icon.c common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c
 * common/ui/lines.c common/ui/font.c common/ui/theme.c common/text.c common/embed.c common/mem.c
 * common/log.c embed_ui
 */
#include "common/ui/draw.h"
#include "common/ui/icon.h"
#include "common/ui/parts.h"
#include "common/ui/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { WIDTH = 960, HEIGHT = 540 };

static unsigned seed;

static unsigned below(unsigned n) {
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static SDL_Surface *surface_new(int w, int h) {
	return SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
}

static uint32_t pixel(const SDL_Surface *s, int x, int y) {
	return *((const uint32_t *)(const void *)((const uint8_t *)s->pixels + y * s->pitch) + x) &
	       0xFFFFFF;
}

static bool same_picture(const SDL_Surface *a, const SDL_Surface *b) {
	for (int y = 0; y < a->h; y++) {
		const uint8_t *p = (const uint8_t *)a->pixels + y * a->pitch;
		const uint8_t *q = (const uint8_t *)b->pixels + y * b->pitch;
		if (memcmp(p, q, (size_t)a->w * 4) != 0) {
			return false;
		}
	}
	return true;
}

static void test_a_door_has_round_shoulders_and_a_flat_foot(void **state) {
	(void)state;
	const struct theme *t = &theme_board;
	struct scene *s = scene_new();
	SDL_Surface *out = surface_new(200, 200);
	scene_start(s, "door", t, 200, 200);
	scene_door(s, (struct scene_rect){50, 50, 100, 100}, t->cham, 0, SCENE_NONE);
	draw_scene(out, s, NULL);
	assert_int_equal(pixel(out, 50, 50), t->paper);
	assert_int_equal(pixel(out, 149, 50), t->paper);
	assert_int_equal(pixel(out, 100, 50), t->cham);
	assert_int_equal(pixel(out, 50, 149), t->cham);
	assert_int_equal(pixel(out, 149, 149), t->cham);
	assert_int_equal(pixel(out, 100, 150), t->paper);
	int between = 0;
	for (int x = 50; x < 78; x++) {
		uint32_t p = pixel(out, x, 58);
		between += p != t->paper && p != t->cham;
	}
	assert_in_range(between, 1, 3);
	SDL_FreeSurface(out);
	scene_free(s);
}

static void test_a_border_leaves_the_ground_of_an_unfilled_box(void **state) {
	(void)state;
	const struct theme *t = &theme_board;
	struct scene *s = scene_new();
	SDL_Surface *out = surface_new(100, 100);
	scene_start(s, "ring", t, 100, 100);
	scene_box(s, (struct scene_rect){10, 10, 80, 80}, 12, SCENE_NONE, 4, t->ink);
	draw_scene(out, s, NULL);
	assert_int_equal(pixel(out, 50, 50), t->paper);
	assert_int_equal(pixel(out, 50, 13), t->ink);
	assert_int_equal(pixel(out, 50, 14), t->paper);
	assert_int_equal(pixel(out, 11, 50), t->ink);
	assert_int_equal(pixel(out, 10, 10), t->paper);
	SDL_FreeSurface(out);
	scene_free(s);
}

/* Nothing is to be seen, but all is still there to be touched; lit again, it is as before. */
static void test_dark(void **state) {
	(void)state;
	const struct theme *t = &theme_board;
	struct scene *s = scene_new(), *lit = scene_new();
	SDL_Surface *out = surface_new(200, 200);
	scene_start(lit, "box", t, 200, 200);
	scene_start(s, "box", t, 200, 200);
	parts_button(s, (struct scene_rect){50, 50, 100, 100}, PARTS_PRIMARY, SCENE_NORMAL, "a",
		"A", NULL);
	s->dark = true;
	draw_scene(out, s, NULL);
	for (int i = 0; i < 200 * 200; i++) {
		assert_int_equal(pixel(out, i % 200, i / 200), 0);
	}
	assert_non_null(scene_hit(s, 100, 100));
	s->dark = false;
	draw_scene(out, s, NULL);
	assert_int_equal(pixel(out, 100, 60), t->cham);
	lit->dark = true;
	scene_start(lit, "box", t, 200, 200);
	assert_false(lit->dark);
	SDL_FreeSurface(out);
	scene_free(s);
	scene_free(lit);
}

static void test_bits_are_whole_squares(void **state) {
	(void)state;
	const uint8_t bits[4] = {1, 0, 0, 1};
	struct scene *s = scene_new();
	SDL_Surface *out = surface_new(100, 100);
	scene_start(s, "bits", &theme_kiosk, 100, 100);
	scene_bitmap(s, (struct scene_rect){0, 0, 99, 99}, bits, 2, 2, 0x000000, 0xFFFFFF);
	draw_scene(out, s, NULL);
	assert_int_equal(pixel(out, 1, 1), 0x000000);
	assert_int_equal(pixel(out, 49, 1), 0xFFFFFF);
	assert_int_equal(pixel(out, 48, 48), 0x000000);
	assert_int_equal(pixel(out, 49, 49), 0x000000);
	SDL_FreeSurface(out);
	scene_free(s);
}

/* Whole, in its own proportions, in the middle of its ground; the same one when drawn again. */
static void test_a_picture_fills_what_it_can(void **state) {
	(void)state;
	const struct theme *t = &theme_board;
	struct picture *wide = picture_plain((SDL_Point){40, 10}, 0x336699);
	struct scene *s = scene_new();
	SDL_Surface *out = surface_new(300, 300);
	scene_start(s, "picture", t, 300, 300);
	scene_picture(s, (struct scene_rect){50, 50, 200, 150}, wide, t->sunk, "A");
	for (int i = 0; i < 2; i++) {
		draw_scene(out, s, NULL);
		assert_int_equal(pixel(out, 49, 125), t->paper);
		assert_int_equal(pixel(out, 50, 50), t->sunk);
		assert_int_equal(pixel(out, 150, 99), t->sunk);
		assert_int_equal(pixel(out, 50, 100), 0x336699);
		assert_int_equal(pixel(out, 249, 149), 0x336699);
		assert_int_equal(pixel(out, 150, 150), t->sunk);
		assert_int_equal(pixel(out, 249, 199), t->sunk);
		assert_int_equal(pixel(out, 250, 125), t->paper);
	}
	SDL_FreeSurface(out);
	scene_free(s);
	picture_free(wide);
}

static struct picture *pictures[3];

static void random_item(struct scene *s) {
	static const char *const texts[] = {"A012", "Đ1-031", "Mời công dân có số", "Ưu tiên",
		"Quay lại " LINES_BOLD "10:30" LINES_BOLD, "Hộ tịch, nuôi con nuôi"};
	static const uint32_t colors[] = {0x153A66, 0xFFC83D, 0x16202B, 0xFFFFFF};
	struct scene_rect r = {
		(int)below(800), (int)below(440), 20 + (int)below(160), 20 + (int)below(100)};
	uint32_t color = colors[below(4)];
	struct scene_type type = {.px = 12 + (int)below(60),
		.color = color,
		.weight = (enum font_weight)below(2),
		.align = (enum scene_align)below(3),
		.place = (enum scene_place)below(3),
		.max_lines = 1 + (int)below(3),
		.whole = below(3) == 0};
	switch (below(5)) {
	case 0:
		scene_box(s, r, (int)below(20), below(3) ? color : SCENE_NONE, (int)below(6),
			colors[below(4)]);
		break;
	case 1:
		scene_door(s, r, color, (int)below(6), colors[below(4)]);
		break;
	case 2:
		scene_icon(s, r, "help", color);
		break;
	case 3:
		scene_picture(s, r, pictures[below(3)], color, "");
		break;
	default:
		scene_text(s, r, type, texts[below(6)]);
	}
}

/* The same items for the same number; one of them is another one in the second scene. */
static void build(struct scene *s, unsigned from, int changed) {
	scene_start(s, "random", &theme_board, WIDTH, HEIGHT);
	for (int i = 0; i < 25; i++) {
		seed = from + (unsigned)i * 7919u + (i == changed ? 104729u : 0u);
		random_item(s);
	}
}

static void test_painting_a_part_is_painting_all(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned from = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", from);
	static const int widths[] = {WIDTH, 640, 911, 1280};
	for (int i = 0; i < 3; i++) {
		pictures[i] = picture_plain((SDL_Point){30 * i + 7, 40}, 0x404040u * (unsigned)i);
	}
	struct scene *a = scene_new(), *b = scene_new();
	for (int i = 0; i < 60; i++) {
		int w = widths[i % 4];
		SDL_Surface *part = surface_new(w, HEIGHT), *all = surface_new(w, HEIGHT);
		build(a, from + (unsigned)i, -1);
		build(b, from + (unsigned)i, i % 25);
		struct scene_rect difference = scene_difference(a, b);
		draw_scene(part, a, NULL);
		if (difference.w > 0) {
			draw_scene(part, b, &difference);
		}
		draw_scene(all, b, NULL);
		assert_true(same_picture(part, all));
		SDL_FreeSurface(part);
		SDL_FreeSurface(all);
	}
	scene_free(a);
	scene_free(b);
	for (int i = 0; i < 3; i++) {
		picture_free(pictures[i]);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_door_has_round_shoulders_and_a_flat_foot),
		cmocka_unit_test(test_a_border_leaves_the_ground_of_an_unfilled_box),
		cmocka_unit_test(test_dark),
		cmocka_unit_test(test_bits_are_whole_squares),
		cmocka_unit_test(test_a_picture_fills_what_it_can),
		cmocka_unit_test(test_painting_a_part_is_painting_all),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	icon_close_all();
	font_close_all();
	return failed;
}
