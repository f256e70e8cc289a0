#include "common/ui/dump.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/ui/lines.h"
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const role_word[] = {"", "text", "button", "image"};
static const char *const state_word[] = {"normal", "pressed", "focused", "on", "disabled"};

static json_t *color_json(uint32_t color) {
	return json_sprintf("#%06X", (unsigned)color & 0xFFFFFFu);
}

/* The text without the marks for bold and underlined. */
static char *plain(const char *text) {
	char *copy = mem_strdup(text ? text : "");
	char *out = copy;
	for (const char *in = copy; *in; in++) {
		if (*in != LINES_BOLD[0] && *in != LINES_UNDER[0]) {
			*out++ = *in;
		}
	}
	*out = '\0';
	return copy;
}

/* A button's label has the colour and size of the first text that lies in it. */
static const struct scene_item *label_of(const struct scene *scene, size_t index) {
	const struct scene_rect *r = &scene->item[index]->rect;
	if (scene->item[index]->role != SCENE_ROLE_BUTTON) {
		return scene->item[index];
	}
	for (size_t i = index + 1; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		if (item->kind == SCENE_TEXT && item->rect.x >= r->x && item->rect.y >= r->y &&
			item->rect.x < r->x + r->w && item->rect.y < r->y + r->h) {
			return item;
		}
	}
	return scene->item[index];
}

static json_t *item_json(const struct scene *scene, size_t index, const struct draw_fit *fit) {
	const struct scene_item *item = scene->item[index], *label = label_of(scene, index);
	struct scene_rect r = draw_real(fit, item->rect);
	char *text = plain(item->text), *spoken = plain(item->spoken ? item->spoken : item->text);
	json_t *json = json_pack("{ss ss si si si si ss si so so ss ss}", "id", item->id, "role",
		role_word[item->role], "x", r.x, "y", r.y, "w", r.w, "h", r.h, "text", text,
		"font_px", (int)lround(label->type.px * fit->factor), "color",
		color_json(label->color), "background", color_json(scene_background(scene, index)),
		"spoken", spoken, "state", state_word[item->state]);
	mem_free(text);
	mem_free(spoken);
	return json;
}

char *dump_json(const struct scene *scene, int w_px, int h_px) {
	struct draw_fit fit = draw_fit(scene, w_px, h_px);
	json_t *items = json_array();
	for (size_t i = scene->live; i < scene->count; i++) {
		if (scene->item[i]->role != SCENE_ROLE_NONE) {
			json_array_append_new(items, item_json(scene, i, &fit));
		}
	}
	json_t *root = json_pack("{ss so}", "screen", scene->name, "items", items);
	char *text = json_dumps(root, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
	char *copy = mem_printf("%s\n", text);
	free(text);
	json_decref(root);
	return copy;
}

static bool write_text(const char *path, const char *text) {
	FILE *f = fopen(path, "w");
	if (!f) {
		return false;
	}
	bool written = fputs(text, f) >= 0;
	return fclose(f) == 0 && written;
}

bool dump_write(const char *directory, int n, SDL_Surface *surface, const struct scene *scene) {
	char *png = mem_printf("%s/%04d.png", directory, n);
	char *list = mem_printf("%s/%04d.json", directory, n);
	char *part = mem_printf("%s/.part", directory);
	char *text = dump_json(scene, surface->w, surface->h);
	bool ok = (mkdir(directory, 0777) == 0 || errno == EEXIST) &&
		  IMG_SavePNG(surface, part) == 0 && rename(part, png) == 0 &&
		  write_text(part, text) && rename(part, list) == 0;
	if (!ok) {
		log_error("dump: cannot write to %s: %s", directory, strerror(errno));
	}
	mem_free(text);
	mem_free(part);
	mem_free(list);
	mem_free(png);
	return ok;
}
