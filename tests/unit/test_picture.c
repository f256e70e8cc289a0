/*
 * Pictures: what a file's bytes say of it, whatever they are; decoding to a size, smooth, the way
 * the camera was held, on its ground; scaling once.
 *
 * links: common/ui/picture.c common/ui/picture_scale.c common/picture_file.c common/mem.c
 * tests/unit/picture_bytes.c
 */
#include "common/mem.h"
#include "common/picture_file.h"
#include "common/ui/picture.h"
#include "common/ui/picture_scale.h"
#include "tests/unit/picture_bytes.h"

#include <SDL_image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SUNK = 0xE4E5DF, FLIPS = 1000, HEAD = 80 };

static uint32_t pixel(const SDL_Surface *s, int x, int y) {
	const uint8_t *row = (const uint8_t *)s->pixels + (size_t)y * (size_t)s->pitch;
	return ((const uint32_t *)(const void *)row)[x] & 0xFFFFFF;
}

/* Within what JPEG makes of a colour. */
static bool near(uint32_t a, uint32_t b) {
	for (int i = 0; i < 24; i += 8) {
		if (abs((int)(a >> i & 255) - (int)(b >> i & 255)) > 12)
			return false;
	}
	return true;
}

/* The quarter that is seen at each corner, row by row, as digits. */
static void corners(const SDL_Surface *s, char seen[5]) {
	for (int i = 0; i < 4; i++) {
		int x = i % 2 ? s->w - 2 : 1, y = i / 2 ? s->h - 2 : 1;
		seen[i] = '?';
		for (int q = 0; q < 4; q++)
			if (near(pixel(s, x, y), picture_quarters[q]))
				seen[i] = (char)('0' + q);
	}
	seen[4] = '\0';
}

static struct picture *decode(struct picture_bytes b, int w, int h) {
	const char *why = NULL;
	struct picture *p = picture_decode(b.at, b.size, (SDL_Point){w, h}, SUNK, &why);
	assert_true(!p == (why != NULL));
	return p;
}

static void test_kind_and_size(void **state) {
	(void)state;
	struct picture_file f;
	struct picture_bytes png = picture_bytes_png(70, 40), jpeg = picture_bytes_jpeg(70, 40);
	assert_true(picture_file_read(png.at, png.size, &f));
	assert_int_equal(f.kind, PICTURE_PNG);
	assert_true(f.w == 70 && f.h == 40 && picture_file_fits(&f));
	assert_true(picture_file_read(jpeg.at, jpeg.size, &f));
	assert_int_equal(f.kind, PICTURE_JPEG);
	assert_true(f.w == 70 && f.h == 40 && !f.on_edge && !f.mirrored && !f.upturned);
	mem_free(png.at);
	mem_free(jpeg.at);
}

/* Half a file is none, wherever it was cut off. */
static void test_cut_off(void **state) {
	(void)state;
	struct picture_file f;
	struct picture_bytes all[] = {picture_bytes_png(30, 20), picture_bytes_jpeg(30, 20)};
	for (int i = 0; i < 2; i++) {
		for (size_t size = 0; size < all[i].size; size++) {
			char *half = mem_copy(all[i].at, size);
			assert_false(picture_file_read((unsigned char *)half, size, &f));
			mem_free(half);
		}
		mem_free(all[i].at);
	}
}

static void test_something_else(void **state) {
	(void)state;
	struct picture_file f;
	static const char *const texts[] = {"", "<!doctype html><script>", "GIF89a....", "BM",
		"\x89PNG\r\n\x1a\n", "\xFF\xD8\xFF\xE0", "%PDF-1.7"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(
			picture_file_read((const unsigned char *)texts[i], strlen(texts[i]), &f));
}

/* What a file claims to be counts before anything is decoded. */
static void test_too_many_pixels(void **state) {
	(void)state;
	struct picture_file f;
	struct picture_bytes png = picture_bytes_plain(8, 8, 0xFFFFFFFF);
	png.at[16] = png.at[20] = 0; /* 10,000 wide and high */
	png.at[18] = png.at[22] = 10000 >> 8;
	png.at[19] = png.at[23] = 10000 & 255;
	assert_true(picture_file_read(png.at, png.size, &f));
	assert_false(picture_file_fits(&f));
	assert_null(decode(png, 100, 100));
	mem_free(png.at);
}

/* Nothing that is damaged makes it read or write where nothing is. */
static void test_damaged(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	struct picture_bytes jpeg = picture_bytes_jpeg(24, 16);
	struct picture_bytes all[] = {picture_bytes_png(24, 16), picture_bytes_held(jpeg, 6)};
	for (int i = 0; i < FLIPS; i++) {
		struct picture_bytes *b = &all[i % 2];
		struct picture_bytes bad = {(unsigned char *)mem_copy(b->at, b->size), b->size};
		for (int n = 0; n < 1 + i % 4; n++) {
			seed = seed * 1103515245u + 12345u;
			bad.at[(seed >> 8) % (n % 2 ? HEAD : bad.size)] =
				(unsigned char)(seed >> 24);
		}
		picture_free(decode(bad, 20, 20));
		mem_free(bad.at);
	}
	mem_free(jpeg.at);
	mem_free(all[0].at);
	mem_free(all[1].at);
}

static void test_as_large_as_fits(void **state) {
	(void)state;
	static const int cases[][6] = {/* picture, room, result */
		{60, 40, 300, 300, 300, 200}, {40, 60, 300, 300, 200, 300},
		{600, 400, 60, 400, 60, 40}, {64, 36, 1920, 1080, 1920, 1080},
		{4000, 20, 400, 400, 400, 2}, {9000, 1, 50, 50, 50, 1}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const int *c = cases[i];
		struct picture_bytes png = picture_bytes_plain(c[0], c[1], 0xFF336699);
		struct picture *p = decode(png, c[2], c[3]);
		assert_int_equal(p->whole->w, c[4]);
		assert_int_equal(p->whole->h, c[5]);
		/* One colour stays that colour in each pixel. */
		for (int at = 0; at < c[4] * c[5]; at++)
			assert_int_equal(pixel(p->whole, at % c[4], at / c[4]), 0x336699);
		picture_free(p);
		mem_free(png.at);
	}
}

static void test_same_size_is_the_same(void **state) {
	(void)state;
	struct picture_bytes png = picture_bytes_png(40, 30);
	struct picture *p = decode(png, 40, 30);
	for (int i = 0; i < 40 * 30; i++)
		assert_int_equal(pixel(p->whole, i % 40, i / 40),
			picture_quarters[i / 40 / 15 * 2 + i % 40 / 20] & 0xFFFFFF);
	picture_free(p);
	mem_free(png.at);
}

/* Fine stripes become even grey, no matter how much smaller: no pattern that was not there. */
static void test_smaller_is_smooth(void **state) {
	(void)state;
	SDL_Surface *stripes =
		SDL_CreateRGBSurfaceWithFormat(0, 1000, 90, 32, SDL_PIXELFORMAT_XRGB8888);
	for (int x = 0; x < 1000; x += 2)
		SDL_FillRect(stripes, &(SDL_Rect){x, 0, 1, 90}, 0xFFFFFF);
	for (int w = 40; w <= 400; w += 45) {
		SDL_Surface *small =
			picture_scale(stripes, (struct picture_hold){0}, (SDL_Point){w, 30}, SUNK);
		for (int x = 2; x < w - 2; x++)
			assert_in_range(pixel(small, x, 15) & 255, 128 - 48, 128 + 48);
		SDL_FreeSurface(small);
	}
	SDL_FreeSurface(stripes);
}

static void test_larger_is_smooth(void **state) {
	(void)state;
	SDL_Surface *two = SDL_CreateRGBSurfaceWithFormat(0, 2, 1, 32, SDL_PIXELFORMAT_XRGB8888);
	SDL_FillRect(two, &(SDL_Rect){1, 0, 1, 1}, 0xFFFFFF);
	SDL_Surface *large = picture_scale(two, (struct picture_hold){0}, (SDL_Point){64, 4}, SUNK);
	for (int x = 1; x < 64; x++) {
		int step = (int)(pixel(large, x, 2) & 255) - (int)(pixel(large, x - 1, 2) & 255);
		assert_in_range(step, 0, 9);
	}
	assert_int_equal(pixel(large, 0, 0), 0);
	assert_int_equal(pixel(large, 63, 3), 0xFFFFFF);
	SDL_FreeSurface(large);
	SDL_FreeSurface(two);
}

static void test_what_is_clear_shows_the_ground(void **state) {
	(void)state;
	struct picture_bytes clear = picture_bytes_plain(10, 10, 0x00FFFFFF),
			     half = picture_bytes_plain(10, 10, 0x80000000);
	struct picture *a = decode(clear, 5, 5), *b = decode(half, 30, 30);
	assert_int_equal(pixel(a->whole, 2, 2), SUNK);
	assert_true(near(pixel(b->whole, 15, 15), (SUNK >> 1 & 0x7F7F7F)));
	picture_free(a);
	picture_free(b);
	mem_free(clear.at);
	mem_free(half.at);
}

/* As the eye saw it: the eight ways to hold a camera. */
static void test_held(void **state) {
	(void)state;
	static const char *const seen[] = {
		"0123", "1032", "3210", "2301", "0213", "2031", "3120", "1302"};
	struct picture_bytes jpeg = picture_bytes_jpeg(96, 64);
	for (int held = 1; held <= 8; held++) {
		struct picture_bytes b = picture_bytes_held(jpeg, held);
		struct picture *p = decode(b, 48, 48);
		char now[5];
		corners(p->whole, now);
		assert_string_equal(now, seen[held - 1]);
		assert_int_equal(p->whole->w, held < 5 ? 48 : 32);
		assert_int_equal(p->whole->h, held < 5 ? 32 : 48);
		picture_free(p);
		mem_free(b.at);
	}
	mem_free(jpeg.at);
}

static void test_scaled_once(void **state) {
	(void)state;
	struct picture *p = picture_plain((SDL_Point){200, 100}, 0x336699);
	assert_ptr_equal(picture_fit(p, (SDL_Point){200, 180}), p->whole);
	SDL_Surface *small = picture_fit(p, (SDL_Point){50, 50});
	assert_int_equal(small->w, 50);
	assert_int_equal(small->h, 25);
	assert_ptr_equal(picture_fit(p, (SDL_Point){50, 50}), small);
	assert_ptr_equal(picture_fit(p, (SDL_Point){80, 25}), small);
	assert_int_equal(picture_fit(p, (SDL_Point){80, 50})->w, 80);
	struct picture *q = picture_plain((SDL_Point){1, 1}, 0);
	assert_true(q->id > p->id && p->id > 0);
	picture_free(p);
	picture_free(q);
	picture_free(NULL);
}

int main(void) {
	picture_init();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kind_and_size),
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_something_else),
		cmocka_unit_test(test_too_many_pixels),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_as_large_as_fits),
		cmocka_unit_test(test_same_size_is_the_same),
		cmocka_unit_test(test_smaller_is_smooth),
		cmocka_unit_test(test_larger_is_smooth),
		cmocka_unit_test(test_what_is_clear_shows_the_ground),
		cmocka_unit_test(test_held),
		cmocka_unit_test(test_scaled_once),
	};
	int failed = cmocka_run_group_tests_name("picture", tests, NULL, NULL);
	IMG_Quit();
	return failed;
}
