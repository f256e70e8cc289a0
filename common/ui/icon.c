#include "common/ui/icon.h"

#include "common/embed.h"
#include "common/log.h"
#include "common/mem.h"
#include <SDL_image.h>
#include <stdio.h>
#include <string.h>

struct slot {
	char name[32];
	int px;
	uint32_t color;
	SDL_Surface *picture; /* NULL: could not be made */
	struct slot *next;
};

static struct slot *slots;

/* Every pixel takes the colour and keeps its opacity. */
static void tint(SDL_Surface *picture, uint32_t color) {
	for (int y = 0; y < picture->h; y++) {
		uint32_t *row =
			(uint32_t *)(void *)((uint8_t *)picture->pixels + y * picture->pitch);
		for (int x = 0; x < picture->w; x++) {
			uint8_t r, g, b, a;
			SDL_GetRGBA(row[x], picture->format, &r, &g, &b, &a);
			row[x] = SDL_MapRGBA(picture->format, color >> 16 & 255, color >> 8 & 255,
				color & 255, a);
		}
	}
}

static SDL_Surface *rasterise(const char *name, int px, uint32_t color) {
	char path[80];
	snprintf(path, sizeof path, "assets/images/icons/%s.svg", name);
	const struct embed *file = embed_find(embed_ui, path);
	SDL_Surface *picture = NULL;
	if (file) {
		SDL_RWops *in = SDL_RWFromConstMem(file->data, (int)file->size);
		picture = IMG_LoadSizedSVG_RW(in, px, px);
		SDL_RWclose(in);
	}
	if (!picture) {
		log_error("icon: cannot draw %s", path);
		return NULL;
	}
	tint(picture, color);
	return picture;
}

SDL_Surface *icon_get(const char *name, int px, uint32_t color) {
	for (struct slot *s = slots; s; s = s->next) {
		if (s->px == px && s->color == color && strcmp(s->name, name) == 0) {
			return s->picture;
		}
	}
	struct slot *s = mem_alloc(1, sizeof *s);
	*s = (struct slot){.px = px, .color = color, .next = slots};
	snprintf(s->name, sizeof s->name, "%s", name);
	s->picture = rasterise(name, px, color);
	slots = s;
	return s->picture;
}

void icon_close_all(void) {
	while (slots) {
		struct slot *s = slots;
		slots = s->next;
		SDL_FreeSurface(s->picture);
		mem_free(s);
	}
}
