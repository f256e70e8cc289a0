#include "kiosk/dots.h"

#include "common/mem.h"
#include "common/qr.h"
#include "common/ui/lines.h"

#include <string.h>

enum { BLACK_FROM = 115 }; /* of 255: how much ink makes a dot black */

void dots_init(struct dots *d, int w) {
	*d = (struct dots){.w = w};
}

void dots_clear(struct dots *d) {
	if (d) {
		mem_free(d->bits);
		*d = (struct dots){0};
	}
}

void dots_grow(struct dots *d, int h) {
	if (h <= d->h) {
		return;
	}
	if (h > d->room) {
		int room = h + 512;
		d->bits = mem_realloc(d->bits, (size_t)room * (size_t)d->w, 1);
		memset(d->bits + (size_t)d->room * (size_t)d->w, 0,
			(size_t)(room - d->room) * (size_t)d->w);
		d->room = room;
	}
	d->h = h;
}

static void dot(struct dots *d, int x, int y, uint8_t value) {
	if (x >= 0 && x < d->w && y >= 0 && y < d->h) {
		d->bits[(size_t)y * (size_t)d->w + (size_t)x] = value;
	}
}

void dots_box(struct dots *d, int x, int y, int w, int h) {
	dots_grow(d, y + h);
	for (int i = 0; i < w * h; i++) {
		dot(d, x + i % w, y + i / w, 1);
	}
}

void dots_door(struct dots *d, int x, int y, int w, int h) {
	int r = w * 28 / 100 > 64 ? 64 : w * 28 / 100;
	dots_box(d, x, y, w, h);
	for (int dy = 0; dy < r; dy++) {
		for (int dx = 0; dx < r; dx++) {
			int a = 2 * (r - dx) - 1, b = 2 * (r - dy) - 1;
			if (a * a + b * b > 4 * r * r) {
				dot(d, x + dx, y + dy, 0);
				dot(d, x + w - 1 - dx, y + dy, 0);
			}
		}
	}
}

static int run(struct dots *d, int x, int y, const struct lines_run *run, int px, uint8_t value) {
	TTF_Font *font = font_get(run->weight, px);
	SDL_Color ink = {0, 0, 0, 255};
	SDL_Surface *s = font ? TTF_RenderUTF8_Blended(font, run->text, ink) : NULL;
	if (!s) {
		return 0;
	}
	for (int i = 0; i < s->w * s->h; i++) {
		const uint32_t *row =
			(const uint32_t *)((const uint8_t *)s->pixels + i / s->w * s->pitch);
		if ((row[i % s->w] >> 24) >= BLACK_FROM) {
			dot(d, x + i % s->w, y + i / s->w, value);
		}
	}
	int w = s->w;
	SDL_FreeSurface(s);
	return w;
}

static int line_x(const struct lines_line *line, int x, int w, enum dots_align align) {
	int spare = w - line->width_px;
	return align == DOTS_LEFT ? x : align == DOTS_RIGHT ? x + spare : x + spare / 2;
}

int dots_text(struct dots *d, int x, int y, int w, const struct dots_type *type, const char *text) {
	struct lines_type how = {.weight = type->weight,
		.px = type->px,
		.max_lines = type->max_lines,
		.prose = type->prose};
	struct lines lines;
	lines_break(&how, text, w, &lines);
	int line_px = type->line_px > 0 ? type->line_px : type->px * 13 / 10;
	dots_grow(d, y + (int)lines.count * line_px);
	TTF_Font *font = font_get(type->weight, type->px);
	int shift = font ? (line_px - TTF_FontHeight(font)) / 2 : 0;
	for (size_t i = 0; i < lines.count; i++) {
		struct lines_cursor cursor = {0};
		struct lines_run piece;
		int at = line_x(&lines.line[i], x, w, type->align);
		while (lines_next_run(&how, text, &lines.line[i], &cursor, &piece)) {
			at += run(d, at, y + (int)i * line_px + shift, &piece, type->px,
				!type->white);
		}
	}
	return (int)lines.count * line_px;
}

int dots_qr(struct dots *d, int x, int y, int scale, const char *text) {
	struct qr qr;
	if (!qr_make(text, &qr)) {
		return 0;
	}
	int side = qr.size * scale;
	dots_grow(d, y + side);
	for (int i = 0; i < side * side; i++) {
		int dx = i % side, dy = i / side;
		if (qr.bits[dy / scale * qr.size + dx / scale]) {
			dot(d, x + dx, y + dy, 1);
		}
	}
	mem_free(qr.bits);
	return side;
}
