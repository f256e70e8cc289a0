#include "tests/unit/picture_bytes.h"

#include "common/mem.h"

#include <SDL_image.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const uint32_t picture_quarters[4] = {0xFFE02020, 0xFF20C020, 0xFF2020E0, 0xFFFFFFFF};

static SDL_Surface *surface(int w, int h) {
	return SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
}

/* Saves and frees it. */
static struct picture_bytes save(SDL_Surface *s, bool jpeg) {
	size_t room = (size_t)s->w * (size_t)s->h * 5 + 65536;
	struct picture_bytes b = {mem_alloc(1, room), 0};
	SDL_RWops *out = SDL_RWFromMem(b.at, (int)room);
	int failed = jpeg ? IMG_SaveJPG_RW(s, out, 0, 95) : IMG_SavePNG_RW(s, out, 0);
	if (failed)
		abort();
	b.size = (size_t)SDL_RWtell(out);
	SDL_RWclose(out);
	SDL_FreeSurface(s);
	return b;
}

static SDL_Surface *quarters(int w, int h) {
	SDL_Surface *s = surface(w, h);
	for (int i = 0; i < 4; i++) {
		SDL_Rect r = {i % 2 * (w / 2), i / 2 * (h / 2), w - w / 2, h - h / 2};
		SDL_FillRect(s, &r, picture_quarters[i]);
	}
	return s;
}

struct picture_bytes picture_bytes_png(int w, int h) {
	return save(quarters(w, h), false);
}

struct picture_bytes picture_bytes_jpeg(int w, int h) {
	return save(quarters(w, h), true);
}

struct picture_bytes picture_bytes_plain(int w, int h, uint32_t color) {
	SDL_Surface *s = surface(w, h);
	SDL_FillRect(s, NULL, color);
	return save(s, false);
}

struct picture_bytes picture_bytes_held(struct picture_bytes jpeg, int held) {
	unsigned char exif[] = {0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0,
		0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (unsigned char)held, 0, 0, 0, 0, 0, 0};
	struct picture_bytes b = {mem_alloc(1, jpeg.size + sizeof exif), jpeg.size + sizeof exif};
	memcpy(b.at, jpeg.at, 2);
	memcpy(b.at + 2, exif, sizeof exif);
	memcpy(b.at + 2 + sizeof exif, jpeg.at + 2, jpeg.size - 2);
	return b;
}
