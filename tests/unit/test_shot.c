/*
 * shot: a surface as a PNG: what is read back is what was drawn, or smaller.
 *
 * links: common/ui/shot.c common/ui/picture_scale.c common/mem.c
 */
#include "common/ui/shot.h"

#include "common/mem.h"
#include <SDL_image.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static SDL_Surface *screen(int w, int h) {
	SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
	assert_non_null(s);
	return s;
}

/* The picture read back, of 24 bits. */
static SDL_Surface *read_back(SDL_Surface *from, int max_w) {
	size_t size = 0;
	char *png = shot_png(from, max_w, &size);
	assert_non_null(png);
	SDL_Surface *read = IMG_Load_RW(SDL_RWFromMem(png, (int)size), 1);
	assert_non_null(read);
	SDL_Surface *plain = SDL_ConvertSurfaceFormat(read, SDL_PIXELFORMAT_RGB24, 0);
	SDL_FreeSurface(read);
	mem_free(png);
	return plain;
}

static void expect_pixel(const SDL_Surface *s, int x, int y, Uint8 r, Uint8 g, Uint8 b) {
	const Uint8 *at = (const Uint8 *)s->pixels + y * s->pitch + x * 3;
	assert_int_equal(at[0], r);
	assert_int_equal(at[1], g);
	assert_int_equal(at[2], b);
}

static void test_as_it_is(void **state) {
	(void)state;
	SDL_Surface *s = screen(4, 2);
	SDL_FillRect(s, &(SDL_Rect){1, 0, 1, 1}, 0x102030);
	SDL_Surface *p = read_back(s, 4);
	assert_int_equal(p->w, 4);
	assert_int_equal(p->h, 2);
	expect_pixel(p, 0, 0, 0, 0, 0);
	expect_pixel(p, 1, 0, 0x10, 0x20, 0x30);
	SDL_FreeSurface(p);
	SDL_FreeSurface(s);
}

static void test_smaller(void **state) {
	(void)state;
	SDL_Surface *s = screen(8, 4);
	SDL_FillRect(s, &(SDL_Rect){0, 0, 4, 4}, 0xFF8000);
	SDL_Surface *p = read_back(s, 4);
	assert_int_equal(p->w, 4);
	assert_int_equal(p->h, 2);
	expect_pixel(p, 0, 0, 0xFF, 0x80, 0);
	expect_pixel(p, 3, 1, 0, 0, 0);
	SDL_FreeSurface(p);
	SDL_FreeSurface(s);
}

static void test_too_large(void **state) {
	(void)state;
	size_t size = 0;
	SDL_Surface *s = screen(960, 960);
	Uint32 noise = 7;
	for (int i = 0; i < 960 * 960; i++) {
		noise = noise * 1664525 + 1013904223;
		((Uint32 *)s->pixels)[i] = noise ^ noise >> 16;
	}
	assert_null(shot_png(s, 960, &size));
	SDL_FreeSurface(s);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_it_is),
		cmocka_unit_test(test_smaller),
		cmocka_unit_test(test_too_large),
	};
	return cmocka_run_group_tests_name("shot", tests, NULL, NULL);
}
