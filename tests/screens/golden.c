#include "tests/screens/golden.h"

#include "common/mem.h"
#include "common/ui/draw.h"

#include <SDL_image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { FAR = 40, SHARE = 2000 }; /* of a channel; one pixel in so many may be that far off */

static SDL_Surface *surface(int w, int h) {
	return SDL_CreateRGBSurfaceWithFormat(0, w, h, 24, SDL_PIXELFORMAT_RGB24);
}

/* Half the size, four bits of each channel: small to keep, enough to see a change. */
static SDL_Surface *half(const SDL_Surface *full) {
	SDL_Surface *out = surface(full->w / 2, full->h / 2);
	for (int y = 0; y < out->h; y++) {
		for (int x = 0; x < out->w * 3; x++) {
			const uint8_t *from = (const uint8_t *)full->pixels + 2 * y * full->pitch +
					      x / 3 * 6 + x % 3;
			int sum = from[0] + from[3] + from[full->pitch] + from[full->pitch + 3];
			((uint8_t *)out->pixels)[y * out->pitch + x] =
				(uint8_t)((sum + 34) / 68 * 17);
		}
	}
	return out;
}

static int far_pixels(const SDL_Surface *a, const SDL_Surface *b) {
	int count = 0;
	for (int y = 0; y < a->h; y++) {
		for (int x = 0; x < a->w; x++) {
			const uint8_t *p = (const uint8_t *)a->pixels + y * a->pitch + x * 3;
			const uint8_t *q = (const uint8_t *)b->pixels + y * b->pitch + x * 3;
			count += abs(p[0] - q[0]) > FAR || abs(p[1] - q[1]) > FAR ||
				 abs(p[2] - q[2]) > FAR;
		}
	}
	return count;
}

static bool same_as_kept(const SDL_Surface *small, const char *path) {
	SDL_Surface *loaded = IMG_Load(path);
	SDL_Surface *kept =
		loaded ? SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_RGB24, 0) : NULL;
	bool same = kept && kept->w == small->w && kept->h == small->h &&
		    far_pixels(small, kept) < small->w * small->h / SHARE;
	SDL_FreeSurface(kept);
	SDL_FreeSurface(loaded);
	return same;
}

static void check(SDL_Surface *full, const char *name) {
	SDL_Surface *small = half(full);
	char *kept = mem_printf("tests/screens/golden/%s.png", name);
	char *seen = mem_printf("build/screens/%s.png", name);
	int saved = getenv("UPDATE") ? IMG_SavePNG(small, kept) : 0;
	bool same = same_as_kept(small, kept);
	mkdir("build", 0777);
	mkdir("build/screens", 0777);
	IMG_SavePNG(full, seen);
	if (!same) {
		print_error("%s differs from %s\n", seen, kept);
	}
	SDL_FreeSurface(small);
	SDL_FreeSurface(full);
	mem_free(kept);
	mem_free(seen);
	assert_int_equal(saved, 0);
	assert_true(same);
}

void golden_check(const struct scene *scene, const char *name) {
	SDL_Surface *drawn = SDL_CreateRGBSurfaceWithFormat(
		0, scene->w_px, scene->h_px, 32, SDL_PIXELFORMAT_XRGB8888);
	SDL_Surface *full = surface(scene->w_px, scene->h_px);
	draw_scene(drawn, scene, NULL);
	SDL_BlitSurface(drawn, NULL, full, NULL);
	SDL_FreeSurface(drawn);
	check(full, name);
}

void golden_check_bits(const uint8_t *bits, int w, int h, const char *name) {
	SDL_Surface *full = surface(w, h);
	for (int y = 0; y < h; y++) {
		for (int x = 0; x < w; x++) {
			memset((uint8_t *)full->pixels + y * full->pitch + x * 3,
				bits[y * w + x] ? 0 : 255, 3);
		}
	}
	check(full, name);
}
