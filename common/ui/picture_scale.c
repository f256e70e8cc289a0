#include "common/ui/picture_scale.h"

#include "common/mem.h"
#include <math.h>

enum { ONE = 1 << 14, CHANNELS = 3 };

/* Which old pixels of a row or column make a new one, and with what weight; together ONE. */
struct tent {
	int first, count;
	const int32_t *weight;
};

struct tents {
	struct tent *at;
	int32_t *weights;
	int widest;
};

/* The weights of one tent around an old place; they go where `weight` shows. */
static struct tent tent_at(double middle, double reach, int old, int32_t *weight) {
	int first = (int)ceil(middle - reach), last = (int)floor(middle + reach);
	first = first < 0 ? 0 : first;
	last = last > old - 1 ? old - 1 : last;
	double sum = 0;
	for (int i = first; i <= last; i++)
		sum += 1 - fabs(i - middle) / reach;
	int left = ONE;
	for (int i = first; i <= last; i++) {
		weight[i - first] = (int32_t)lround((1 - fabs(i - middle) / reach) / sum * ONE);
		left -= weight[i - first];
	}
	weight[(last - first) / 2] += left; /* what rounding left over */
	return (struct tent){first, last - first + 1, weight};
}

static struct tents tents_new(int old, int new) {
	double step = (double)old / new, reach = step > 1 ? step : 1;
	struct tents t = {.widest = (int)(2 * reach) + 2};
	t.at = mem_alloc((size_t) new, sizeof *t.at);
	t.weights = mem_alloc((size_t) new *(size_t)t.widest, sizeof *t.weights);
	for (int i = 0; i < new; i++) {
		double middle = (i + 0.5) * step - 0.5;
		/* Beyond the outermost pixel there is nothing to mix with. */
		middle = middle < 0 ? 0 : middle > old - 1 ? old - 1 : middle;
		t.at[i] = tent_at(middle, reach, old, t.weights + (size_t)i * (size_t)t.widest);
	}
	return t;
}

static void tents_clear(struct tents *t) {
	mem_free(t->at);
	mem_free(t->weights);
}

/* The rows of the old picture, already as narrow or wide as the new one; the last few are kept. */
struct rows {
	SDL_Surface *old, *line; /* line: one old row on the ground */
	uint32_t ground;
	struct tents across;
	int w, kept, next; /* next: the first old row not narrowed yet */
	int32_t *at;
};

static int32_t *row_of(const struct rows *r, int y) {
	return r->at + (size_t)(y % r->kept) * (size_t)r->w * CHANNELS;
}

static void narrow_next(struct rows *r) {
	const uint32_t *pixels = r->line->pixels;
	SDL_Rect from = {0, r->next, r->old->w, 1};
	SDL_FillRect(r->line, NULL, r->ground);
	SDL_BlitSurface(r->old, &from, r->line, NULL);
	int32_t *to = row_of(r, r->next++);
	for (int x = 0; x < r->w; x++, to += CHANNELS) {
		const struct tent *t = &r->across.at[x];
		int32_t sum[CHANNELS] = {0};
		for (int i = 0; i < t->count; i++) {
			uint32_t p = pixels[t->first + i];
			sum[0] += (int32_t)(p >> 16 & 255) * t->weight[i];
			sum[1] += (int32_t)(p >> 8 & 255) * t->weight[i];
			sum[2] += (int32_t)(p & 255) * t->weight[i];
		}
		for (int c = 0; c < CHANNELS; c++)
			to[c] = (sum[c] + 128) >> 8; /* 6 bits finer than a pixel */
	}
}

static uint32_t clamp(int32_t sum) {
	int32_t value = (sum + (1 << 19)) >> 20;
	return (uint32_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static uint32_t mix(const struct rows *r, const struct tent *down, int x) {
	int32_t sum[CHANNELS] = {0};
	for (int i = 0; i < down->count; i++) {
		const int32_t *row = row_of(r, down->first + i) + (size_t)x * CHANNELS;
		for (int c = 0; c < CHANNELS; c++)
			sum[c] += row[c] * down->weight[i];
	}
	return clamp(sum[0]) << 16 | clamp(sum[1]) << 8 | clamp(sum[2]);
}

static void put(SDL_Surface *to, struct picture_hold hold, int x, int y, uint32_t color) {
	int across = hold.on_edge ? y : x, down = hold.on_edge ? x : y;
	across = hold.mirrored ? to->w - 1 - across : across;
	down = hold.upturned ? to->h - 1 - down : down;
	uint8_t *row = (uint8_t *)to->pixels + (size_t)down * (size_t)to->pitch;
	((uint32_t *)(void *)row)[across] = color;
}

static void fill(SDL_Surface *to, struct picture_hold hold, struct rows *r, int h) {
	struct tents down = tents_new(r->old->h, h);
	r->kept = down.widest;
	r->at = mem_alloc((size_t)r->kept * (size_t)r->w, CHANNELS * sizeof *r->at);
	for (int y = 0; y < h; y++) {
		const struct tent *t = &down.at[y];
		while (r->next < t->first + t->count)
			narrow_next(r);
		for (int x = 0; x < r->w; x++)
			put(to, hold, x, y, mix(r, t, x));
	}
	mem_free(r->at);
	tents_clear(&down);
}

SDL_Surface *picture_scale(
	SDL_Surface *old, struct picture_hold hold, SDL_Point size, uint32_t ground) {
	SDL_Surface *to =
		SDL_CreateRGBSurfaceWithFormat(0, size.x, size.y, 32, SDL_PIXELFORMAT_XRGB8888);
	struct rows r = {.old = old, .ground = ground, .w = hold.on_edge ? size.y : size.x};
	r.line = SDL_CreateRGBSurfaceWithFormat(0, old->w, 1, 32, SDL_PIXELFORMAT_XRGB8888);
	if (!to || !r.line) {
		SDL_FreeSurface(to);
		SDL_FreeSurface(r.line);
		return NULL;
	}
	SDL_SetSurfaceBlendMode(old, SDL_ISPIXELFORMAT_ALPHA(old->format->format)
					     ? SDL_BLENDMODE_BLEND
					     : SDL_BLENDMODE_NONE);
	r.across = tents_new(old->w, r.w);
	fill(to, hold, &r, hold.on_edge ? size.x : size.y);
	tents_clear(&r.across);
	SDL_FreeSurface(r.line);
	return to;
}

SDL_Point picture_scale_within(SDL_Point picture, SDL_Point room) {
	double by_w = (double)room.x / picture.x, by_h = (double)room.y / picture.y;
	double by = by_w < by_h ? by_w : by_h;
	int w = (int)lround(picture.x * by), h = (int)lround(picture.y * by);
	return (SDL_Point){w < 1 ? 1 : w, h < 1 ? 1 : h};
}
