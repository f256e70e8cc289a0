#include "common/ui/font.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LACKING 0xB7u
#define MARKS_MAX 2 /* a Vietnamese vowel in parts has no more */
#define KNOWN_MAX 512
#define RETRY_MS 2000
#define DIRECTORY "/usr/share/fonts/truetype/noto"

struct slot {
	enum font_weight weight;
	int px;
	TTF_Font *font;
	struct slot *next;
};

/* What becomes of a code point. */
enum kind { KIND_LETTER, KIND_MARK, KIND_SPACE, KIND_LACKING, KIND_NOTHING };

static struct known_glyph {
	uint32_t code_point;
	enum kind kind;
} known_glyphs[FONT_BOLD + 1][KNOWN_MAX];

/* Kept in memory: a disk that goes away later takes no letter from the screen. */
static struct file {
	void *bytes; /* NULL: it could not be read */
	size_t size;
	bool missed;
	Uint64 retry_ms;
} files[FONT_BOLD + 1];

static struct slot *slots;
static int epoch;

static void give_up(struct file *f, const char *path, const char *why) {
	if (!f->missed) {
		log_error("font: cannot open %s: %s", path, why);
	}
	SDL_free(f->bytes);
	f->bytes = NULL;
	f->missed = true;
	f->retry_ms = SDL_GetTicks64() + RETRY_MS;
}

static void take_over(struct file *f, const char *path) {
	if (f->missed) {
		log_info("font: %s is there now", path);
		epoch++;
		memset(known_glyphs, 0, sizeof known_glyphs);
	}
	f->missed = false;
}

static TTF_Font *font_open(enum font_weight weight, int px) {
	struct file *f = &files[weight];
	const char *env = getenv("MOTCUA_FONTS");
	bool waits = f->missed && SDL_GetTicks64() < f->retry_ms;
	if (waits || (!TTF_WasInit() && TTF_Init() != 0)) {
		return NULL;
	}
	char path[1024];
	snprintf(path, sizeof path, "%s/NotoSans-%s.ttf", env && *env ? env : DIRECTORY,
		weight == FONT_BOLD ? "Bold" : "Regular");
	SDL_RWops *file = f->bytes ? NULL : SDL_RWFromFile(path, "rb");
	f->bytes = file ? SDL_LoadFile_RW(file, &f->size, 1) : f->bytes;
	SDL_RWops *ops = f->bytes ? SDL_RWFromConstMem(f->bytes, (int)f->size) : NULL;
	TTF_Font *font = ops ? TTF_OpenFontRW(ops, 1, px) : NULL;
	if (font) {
		TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
		take_over(f, path);
	} else {
		give_up(f, path, SDL_GetError());
	}
	return font;
}

int font_epoch(void) {
	return epoch;
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

int font_cap_height(int px) {
	return (int)lround(px * FONT_CAP);
}

static enum kind kind_of(enum font_weight weight, int px, uint32_t code_point) {
	TTF_Font *font = font_get(weight, px);
	bool mark = text_mark(code_point);
	if (code_point == '\t' || code_point == '\n') {
		return KIND_SPACE;
	}
	if (!text_seen(code_point)) {
		return KIND_NOTHING;
	}
	bool drawn = !font ||
		     (code_point != TEXT_REPLACEMENT && TTF_GlyphIsProvided32(font, code_point));
	return drawn ? mark ? KIND_MARK : KIND_LETTER : mark ? KIND_NOTHING : KIND_LACKING;
}

/* Long texts are measured again and again. */
static enum kind known_kind(enum font_weight weight, int px, uint32_t code_point) {
	struct known_glyph *known = &known_glyphs[weight][code_point % KNOWN_MAX];
	if (code_point >= ' ' && code_point <= '~') {
		return KIND_LETTER;
	}
	if (known->code_point != code_point) {
		*known = (struct known_glyph){code_point, kind_of(weight, px, code_point)};
	}
	return known->kind;
}

size_t font_glyph(
	struct font_glyphs *g, enum font_weight weight, int px, const char **text, char out[4]) {
	uint32_t code_point = text_next(text);
	enum kind kind = known_kind(weight, px, code_point);
	bool again = kind == KIND_LACKING && g->lacking;
	if (kind == KIND_NOTHING || again) {
		return 0;
	}
	if (kind == KIND_MARK && (g->lacking || ++g->marks > MARKS_MAX)) {
		return 0;
	}
	g->marks = kind == KIND_MARK ? g->marks : 0;
	g->lacking = kind == KIND_LACKING;
	return text_put(out, kind == KIND_LACKING ? LACKING
			     : kind == KIND_SPACE ? ' '
						  : code_point);
}

int font_bearing(enum font_weight weight, int px, const char *text) {
	TTF_Font *font = font_get(weight, px);
	struct font_glyphs glyphs = {0};
	char bytes[5] = "";
	const char *first = bytes;
	while (*text && font_glyph(&glyphs, weight, px, &text, bytes) == 0) {
	}
	int left = 0;
	if (!font || TTF_GlyphMetrics32(font, text_next(&first), &left, NULL, NULL, NULL, NULL)) {
		return 0;
	}
	return left;
}

double font_cap_drawn(enum font_weight weight, int px) {
	TTF_Font *font = font_get(weight, px);
	int top = 0;
	if (!font || TTF_GlyphMetrics32(font, 'H', NULL, NULL, NULL, &top, NULL) != 0) {
		return px * FONT_CAP;
	}
	return fmin(top, px * FONT_CAP);
}

int font_tail(enum font_weight weight, int px) {
	TTF_Font *font = font_get(weight, px);
	int bottom = 0;
	if (!font || TTF_GlyphMetrics32(font, 'Q', NULL, NULL, &bottom, NULL, NULL) != 0) {
		return px / 4;
	}
	return -bottom;
}

void font_close_all(void) {
	while (slots) {
		struct slot *s = slots;
		slots = s->next;
		TTF_CloseFont(s->font);
		mem_free(s);
	}
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		SDL_free(files[i].bytes);
		files[i] = (struct file){0};
	}
	memset(known_glyphs, 0, sizeof known_glyphs);
	if (TTF_WasInit()) {
		TTF_Quit();
	}
}
