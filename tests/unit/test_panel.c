/*
 * The panel without a screen: the picture turned each way, the points of touches turned back, touch
 * panels that are mounted otherwise than the screen, options that make no sense.
 *
 * links: common/ui/panel.c common/ui/turn.c common/mem.c common/log.c
 */
#include "common/ui/panel.h"
#include "common/ui/turn.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { W = 3, H = 2 };

static uint32_t *pixel(const SDL_Surface *s, int x, int y) {
	return (uint32_t *)(void *)((uint8_t *)s->pixels + (size_t)y * (size_t)s->pitch) + x;
}

static SDL_Surface *surface(int w, int h) {
	SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_RGB888);
	assert_non_null(s);
	SDL_FillRect(s, NULL, 0);
	return s;
}

/* Pixels are numbered 1 2 3 over 4 5 6. */
static SDL_Surface *numbered(void) {
	SDL_Surface *s = surface(W, H);
	for (int i = 0; i < W * H; i++) {
		*pixel(s, i % W, i / W) = (uint32_t)i + 1;
	}
	return s;
}

static void expect_turned(int turn_deg, int w, int h, const uint32_t *pixels) {
	SDL_Surface *upright = numbered(), *turned = surface(w, h);
	SDL_Rect all = {0, 0, W, H};
	SDL_Rect place = turn_copy(upright, &all, turned, turn_deg);
	assert_int_equal(place.w, w);
	assert_int_equal(place.h, h);
	for (int i = 0; i < w * h; i++) {
		assert_int_equal(*pixel(turned, i % w, i / w), pixels[i]);
		SDL_Point back = turn_back((SDL_Point){i % w, i / w}, (SDL_Point){w, h}, turn_deg);
		assert_int_equal(*pixel(upright, back.x, back.y), pixels[i]);
	}
	SDL_FreeSurface(upright);
	SDL_FreeSurface(turned);
}

static void test_the_picture_is_turned_clockwise(void **state) {
	(void)state;
	expect_turned(0, 3, 2, (const uint32_t[]){1, 2, 3, 4, 5, 6});
	expect_turned(90, 2, 3, (const uint32_t[]){4, 1, 5, 2, 6, 3});
	expect_turned(180, 3, 2, (const uint32_t[]){6, 5, 4, 3, 2, 1});
	expect_turned(270, 2, 3, (const uint32_t[]){3, 6, 2, 5, 1, 4});
}

static void test_a_part_leaves_the_rest_alone(void **state) {
	(void)state;
	SDL_Surface *upright = numbered(), *turned = surface(H, W);
	SDL_Rect part = {1, 0, 2, 1};
	SDL_Rect place = turn_copy(upright, &part, turned, 90);
	const uint32_t expected[] = {0, 0, 0, 2, 0, 3};
	assert_int_equal(place.x, 1);
	assert_int_equal(place.y, 1);
	for (int i = 0; i < W * H; i++) {
		assert_int_equal(*pixel(turned, i % H, i / H), expected[i]);
	}
	SDL_FreeSurface(upright);
	SDL_FreeSurface(turned);
}

static struct panel *open_panel(int turn_deg, const char *touch) {
	struct panel_options o = {
		.title = "test", .size = "400x200", .turn_deg = turn_deg, .touch = touch};
	struct panel *p = panel_open(&o);
	assert_non_null(p);
	return p;
}

static void test_a_turned_panel_is_drawn_upright(void **state) {
	(void)state;
	struct panel *p = open_panel(90, NULL);
	bool fresh = false;
	SDL_Surface *upright = panel_surface(p, &fresh);
	assert_true(fresh);
	assert_int_equal(upright->w, 400);
	assert_int_equal(upright->h, 200);
	assert_int_equal(panel_size(p).x, 400);
	fresh = false;
	assert_ptr_equal(panel_surface(p, &fresh), upright);
	assert_false(fresh);
	*pixel(upright, 0, 0) = 0xABCDEF;
	panel_show(p, NULL);
	SDL_Surface *shown = SDL_GetWindowSurface(SDL_GetWindowFromID(1));
	assert_int_equal(shown->w, 200);
	assert_int_equal(*pixel(shown, 199, 0), 0xABCDEF);
	panel_close(p);
}

static void expect_point(int turn_deg, const char *touch, int x, int y, int to_x, int to_y) {
	struct panel *p = open_panel(turn_deg, touch);
	SDL_Point point = panel_point(p, x, y);
	assert_int_equal(point.x, to_x);
	assert_int_equal(point.y, to_y);
	panel_close(p);
}

static void test_touches_come_back_upright(void **state) {
	(void)state;
	expect_point(0, NULL, 10, 20, 10, 20);
	expect_point(90, NULL, 199, 0, 0, 0);
	expect_point(90, NULL, 150, 30, 30, 49);
	expect_point(180, NULL, 10, 20, 389, 179);
	expect_point(270, NULL, 0, 399, 0, 0);
}

static void test_a_touch_panel_that_is_mounted_otherwise(void **state) {
	(void)state;
	expect_point(0, "-1 0 1 0 1 0", 0, 20, 399, 20);
	expect_point(0, "-1 0 1 0 -1 1", 0, 0, 399, 199);
	expect_point(0, "0 1 0 1 0 0", 399, 0, 1, 199);
}

static void test_options_that_make_no_sense(void **state) {
	(void)state;
	const struct panel_options wrong[] = {{.size = "big"}, {.size = "0x10"}, {.turn_deg = 45},
		{.turn_deg = 360}, {.touch = "1 0 0"}, {.touch = "1 0 0 0 1 0 0"},
		{.touch = "left"}};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(panel_check(&wrong[i]));
		assert_null(panel_open(&wrong[i]));
	}
	assert_true(panel_check(
		&(struct panel_options){.size = "", .turn_deg = 270, .touch = "0 1 0 -1 0 1 "}));
}

int main(void) {
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_picture_is_turned_clockwise),
		cmocka_unit_test(test_a_part_leaves_the_rest_alone),
		cmocka_unit_test(test_a_turned_panel_is_drawn_upright),
		cmocka_unit_test(test_touches_come_back_upright),
		cmocka_unit_test(test_a_touch_panel_that_is_mounted_otherwise),
		cmocka_unit_test(test_options_that_make_no_sense),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
