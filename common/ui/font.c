#include "common/ui/font.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIRECTORY "/usr/share/fonts/truetype/noto"

struct slot {
	enum font_weight weight;
	int px;
	TTF_Font *font;
	struct slot *next;
};

static struct slot *slots;
static char *directory;
static bool complained;

static const char *font_directory(void) {
	const char *env = getenv("MOTCUA_FONTS");
	if (directory) {
		return directory;
	}
	return env && *env ? env : DIRECTORY;
}

void font_set_directory(const char *path) {
	font_close_all();
	mem_free(directory);
	directory = mem_strdup(path);
}

static TTF_Font *font_open(enum font_weight weight, int px) {
	if (!TTF_WasInit() && TTF_Init() != 0) {
		return NULL;
	}
	char path[1024];
	snprintf(path, sizeof path, "%s/NotoSans-%s.ttf", font_directory(),
		weight == FONT_BOLD ? "Bold" : "Regular");
	TTF_Font *font = TTF_OpenFont(path, px);
	if (font) {
		TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
	} else if (!complained) {
		complained = true;
		log_error("font: cannot open %s: %s", path, TTF_GetError());
	}
	return font;
}

TTF_Font *font_get(enum font_weight weight, int px) {
	px = px < 1 ? 1 : px;
	for (struct slot *s = slots; s; s = s->next) {
		if (s->weight == weight && s->px == px) {
			return s->font;
		}
	}
	TTF_Font *font = font_open(weight, px);
	if (!font) {
		return NULL;
	}
	struct slot *s = mem_alloc(1, sizeof *s);
	*s = (struct slot){weight, px, font, slots};
	slots = s;
	return font;
}

int font_width(enum font_weight weight, int px, const char *text) {
	TTF_Font *font = font_get(weight, px);
	int w = 0;
	if (!font || TTF_SizeUTF8(font, text, &w, NULL) != 0) {
		return (int)strlen(text) * px / 2;
	}
	return w;
}

int font_fitting(enum font_weight weight, int px, const char *text, int width) {
	int natural = font_width(weight, px, text);
	if (natural <= width) {
		return px;
	}
	int fit = (int)((double)px * width / natural);
	while (fit > 1 && font_width(weight, fit, text) > width) {
		fit--;
	}
	return fit;
}

int font_bearing(enum font_weight weight, int px, const char *text) {
	TTF_Font *font = font_get(weight, px);
	int left = 0;
	uint32_t first = text_next(&text);
	if (!font || TTF_GlyphMetrics32(font, first, &left, NULL, NULL, NULL, NULL) != 0) {
		return 0;
	}
	return left;
}

int font_cap_height(int px) {
	return (int)lround(px * FONT_CAP);
}

void font_close_all(void) {
	while (slots) {
		struct slot *s = slots;
		slots = s->next;
		TTF_CloseFont(s->font);
		mem_free(s);
	}
	complained = false;
	if (TTF_WasInit()) {
		TTF_Quit();
	}
}
