#include "tests/screens/ink.h"

#include "common/text.h"
#include "common/ui/draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t pixel(SDL_Surface *s, int x, int y) {
	const uint8_t *row = (const uint8_t *)s->pixels + y * s->pitch;
	return ((const uint32_t *)(const void *)row)[x] & 0xFFFFFF;
}

static int distance(uint32_t a, uint32_t b) {
	int sum = 0;
	for (int shift = 0; shift < 24; shift += 8) {
		sum += abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
	}
	return sum;
}

static bool has_ink(SDL_Surface *s, int left, int right, int y, uint32_t ink, uint32_t ground) {
	for (int x = left; x < right; x++) {
		if (x >= 0 && x < s->w && y >= 0 && y < s->h &&
			distance(pixel(s, x, y), ink) < 2 * distance(pixel(s, x, y), ground)) {
			return true;
		}
	}
	return false;
}

/* The first letter, where it has neither marks nor a tail; "" otherwise. */
static void first_letter(const char *text, char letter[static 8]) {
	static const char plain[] = "0123456789ABCDEFGHIKLMNOPRSTUVXY";
	const char *at = text;
	uint32_t c = text_next(&at);
	bool fits = (c < 0x80 && c && strchr(plain, (int)c)) || c == 0x110;
	size_t size = fits ? (size_t)(at - text) : 0;
	memcpy(letter, text, size);
	letter[size] = '\0';
}

int ink_height(SDL_Surface *s, const struct scene *scene, const struct scene_item *item) {
	char letter[8];
	size_t index = 0;
	while (scene->item[index] != item) {
		index++;
	}
	first_letter(item->text, letter);
	struct lines_type type = scene_lines_type(&item->type);
	struct lines lines;
	lines_break(&type, item->text, item->rect.w, &lines);
	if (!letter[0] || lines.count == 0) {
		return 0;
	}
	uint32_t ground = scene_background(scene, index);
	struct draw_fit fit = draw_fit(scene, s->w, s->h);
	struct scene_rect box = draw_real(&fit, item->rect);
	int px = (int)lround(item->type.px * fit.factor);
	char line[512];
	snprintf(line, sizeof line, "%.*s", (int)lines.line[0].length, item->text);
	int spare = box.w - font_width(type.weight, px, line);
	int left = box.x + (item->type.align == SCENE_CENTER         ? spare / 2
				   : item->type.align == SCENE_RIGHT ? spare
								     : 0);
	int right = left + font_width(type.weight, px, letter);
	int base = fit.top_px + (int)lround(scene_baseline(item, lines.count, 0) * fit.factor);
	int top = base - px / 4, bottom = top;
	while (top > base - px && has_ink(s, left, right, top - 1, item->color, ground)) {
		top--;
	}
	while (bottom < base + px / 4 && has_ink(s, left, right, bottom, item->color, ground)) {
		bottom++;
	}
	return bottom - top;
}
