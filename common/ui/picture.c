#include "common/ui/picture.h"

#include "common/mem.h"
#include "common/picture_file.h"
#include "common/ui/picture_scale.h"
#include <limits.h>
#include <SDL_image.h>
#include <stdatomic.h>

void picture_init(void) {
	IMG_Init(IMG_INIT_PNG | IMG_INIT_JPG);
}

static struct picture *picture_of(SDL_Surface *whole, uint32_t ground) {
	static atomic_uint_fast64_t last;
	struct picture *p = mem_alloc(1, sizeof *p);
	*p = (struct picture){
		.id = atomic_fetch_add(&last, 1) + 1, .whole = whole, .ground = ground};
	return p;
}

static SDL_Surface *load(const void *bytes, size_t size, enum picture_kind kind) {
	SDL_RWops *in = SDL_RWFromConstMem(bytes, (int)size);
	SDL_Surface *raw = !in                   ? NULL
			   : kind == PICTURE_PNG ? IMG_LoadPNG_RW(in)
						 : IMG_LoadJPG_RW(in);
	if (in)
		SDL_RWclose(in);
	return raw;
}

static SDL_Surface *fit_raw(
	SDL_Surface *raw, const struct picture_file *file, SDL_Point room, uint32_t ground) {
	struct picture_hold hold = {file->on_edge, file->mirrored, file->upturned};
	SDL_Point size = {hold.on_edge ? raw->h : raw->w, hold.on_edge ? raw->w : raw->h};
	return picture_scale(raw, hold, picture_scale_within(size, room), ground);
}

struct picture *picture_decode(
	const void *bytes, size_t size, SDL_Point room, uint32_t ground, const char **why) {
	struct picture_file file;
	if (size > INT_MAX || !picture_file_read(bytes, size, &file)) {
		*why = "no whole PNG or JPEG picture";
		return NULL;
	}
	if (!picture_file_fits(&file)) {
		*why = "more than 40 million pixels";
		return NULL;
	}
	SDL_Surface *raw = load(bytes, size, file.kind), *whole = NULL;
	if (raw && raw->w == file.w && raw->h == file.h)
		whole = fit_raw(raw, &file, room, ground);
	SDL_FreeSurface(raw);
	if (!whole)
		*why = "a picture that cannot be decoded";
	return whole ? picture_of(whole, ground) : NULL;
}

struct picture *picture_plain(SDL_Point size, uint32_t color) {
	SDL_Surface *whole =
		SDL_CreateRGBSurfaceWithFormat(0, size.x, size.y, 32, SDL_PIXELFORMAT_XRGB8888);
	SDL_FillRect(whole, NULL, color);
	return picture_of(whole, color);
}

void picture_free(struct picture *p) {
	if (!p)
		return;
	SDL_FreeSurface(p->whole);
	SDL_FreeSurface(p->fitting);
	mem_free(p);
}

static bool is_of(const SDL_Surface *s, SDL_Point size) {
	return s && s->w == size.x && s->h == size.y;
}

SDL_Surface *picture_fit(struct picture *p, SDL_Point room) {
	SDL_Point size = picture_scale_within((SDL_Point){p->whole->w, p->whole->h}, room);
	if (is_of(p->whole, size))
		return p->whole;
	if (!is_of(p->fitting, size)) {
		SDL_FreeSurface(p->fitting);
		p->fitting = picture_scale(p->whole, (struct picture_hold){0}, size, p->ground);
	}
	return p->fitting ? p->fitting : p->whole;
}
