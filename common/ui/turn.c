#include "common/ui/turn.h"

#include <assert.h>
#include <stdint.h>

/* Where an upright rectangle lies in the turned picture; a pixel is one of 1 × 1. */
static SDL_Rect place(SDL_Rect r, int upright_w, int upright_h, int turn_deg) {
	switch (turn_deg) {
	case 90:
		return (SDL_Rect){upright_h - r.y - r.h, r.x, r.h, r.w};
	case 180:
		return (SDL_Rect){upright_w - r.x - r.w, upright_h - r.y - r.h, r.w, r.h};
	case 270:
		return (SDL_Rect){r.y, upright_w - r.x - r.w, r.h, r.w};
	default:
		return r;
	}
}

SDL_Point turn_back(SDL_Point p, SDL_Point size, int turn_deg) {
	SDL_Rect r = place((SDL_Rect){p.x, p.y, 1, 1}, size.x, size.y, (360 - turn_deg) % 360);
	return (SDL_Point){r.x, r.y};
}

static uint32_t *pixel(SDL_Surface *s, int x, int y) {
	return (uint32_t *)(void *)((uint8_t *)s->pixels + (size_t)y * (size_t)s->pitch) + x;
}

SDL_Rect turn_copy(SDL_Surface *upright, const SDL_Rect *part, SDL_Surface *turned, int turn_deg) {
	SDL_Rect to = place(*part, upright->w, upright->h, turn_deg);
	SDL_Point size = {turned->w, turned->h};
	assert(upright->format->BytesPerPixel == 4 && turned->format->BytesPerPixel == 4);
	for (int y = to.y; y < to.y + to.h; y++) {
		SDL_Point from = turn_back((SDL_Point){to.x, y}, size, turn_deg);
		SDL_Point next = turn_back((SDL_Point){to.x + 1, y}, size, turn_deg);
		const uint32_t *in = pixel(upright, from.x, from.y);
		ptrdiff_t step =
			(next.y - from.y) * (upright->pitch / 4) + (ptrdiff_t)(next.x - from.x);
		uint32_t *out = pixel(turned, to.x, y);
		for (int i = 0; i < to.w; i++) {
			out[i] = in[i * step];
		}
	}
	return to;
}
