#include "common/ui/shot.h"

#include "common/mem.h"
#include "common/ui/picture_scale.h"
#include <limits.h>
#include <SDL_image.h>

/* Without a fourth byte, of which a screen's surface says nothing. */
static SDL_Surface *make_smaller(SDL_Surface *surface, int max_w) {
	SDL_Point size = {surface->w, surface->h}, room = {max_w, INT_MAX};
	if (surface->w > max_w) {
		size = picture_scale_within(size, room);
	}
	SDL_Surface *scaled = picture_scale(surface, (struct picture_hold){0}, size, 0);
	SDL_Surface *plain =
		scaled ? SDL_ConvertSurfaceFormat(scaled, SDL_PIXELFORMAT_RGB24, 0) : NULL;
	SDL_FreeSurface(scaled);
	return plain;
}

/* A write beyond the end of the memory would go unnoticed: there is room for the worst of pictures.
 */
static size_t worst_size(const SDL_Surface *s) {
	return (size_t)s->w * (size_t)s->h * 5 + (size_t)s->h + 65536;
}

static char *write_png(SDL_Surface *surface, size_t *size) {
	size_t room = worst_size(surface);
	char *bytes = mem_alloc(1, room);
	SDL_RWops *memory = SDL_RWFromMem(bytes, (int)room);
	bool good = memory && IMG_SavePNG_RW(surface, memory, 0) == 0;
	*size = memory ? (size_t)SDL_RWtell(memory) : 0;
	if (memory) {
		SDL_RWclose(memory);
	}
	if (!good || *size > SHOT_MAX) {
		mem_free(bytes);
		return NULL;
	}
	return bytes;
}

char *shot_png(SDL_Surface *surface, int max_w, size_t *size) {
	SDL_Surface *plain = make_smaller(surface, max_w);
	char *bytes = plain ? write_png(plain, size) : NULL;
	SDL_FreeSurface(plain);
	return bytes;
}
