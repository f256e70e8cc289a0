#include "common/ui/draw.h"

#include "common/ui/font.h"
#include "common/ui/icon.h"
#include "common/ui/picture.h"
#include "common/ui/shape.h"
#include <math.h>

struct painter {
	SDL_Surface *surface;
	struct draw_fit fit;
};

struct draw_fit draw_fit(const struct scene *scene, int w_px, int h_px) {
	struct draw_fit fit = {.factor = 1};
	if (scene->w_px > 0 && scene->h_px > 0) {
		double by_w = (double)w_px / scene->w_px, by_h = (double)h_px / scene->h_px;
		fit.factor = by_w < by_h ? by_w : by_h;
	}
	fit.left_px = (int)((w_px - scene->w_px * fit.factor) / 2);
	fit.top_px = (int)((h_px - scene->h_px * fit.factor) / 2);
	return fit;
}

static int scaled(const struct draw_fit *fit, double v) {
	return (int)lround(v * fit->factor);
}

struct scene_rect draw_real(const struct draw_fit *fit, struct scene_rect r) {
	int x = scaled(fit, r.x), y = scaled(fit, r.y);
	return (struct scene_rect){fit->left_px + x, fit->top_px + y, scaled(fit, r.x + r.w) - x,
		scaled(fit, r.y + r.h) - y};
}

static SDL_Rect sdl_rect(struct scene_rect r) {
	return (SDL_Rect){r.x, r.y, r.w, r.h};
}

static int line_thickness(const struct draw_fit *fit, int px) {
	int real = scaled(fit, px);
	return px > 0 && real < 1 ? 1 : real;
}

static void paint_box(const struct painter *p, const struct scene_item *item) {
	double radius = item->radius_px * p->fit.factor;
	bool door = item->kind == SCENE_DOOR;
	struct shape shape = {sdl_rect(draw_real(&p->fit, item->rect)), radius, door ? 0 : radius};
	int border_px = line_thickness(&p->fit, item->border_px);
	bool bordered = border_px > 0 && item->border != SCENE_NONE;
	if (item->fill != SCENE_NONE) {
		struct shape inner = shape;
		if (bordered) {
			shape_fill(p->surface, &shape, item->border);
			inner.box.x += border_px;
			inner.box.y += border_px;
			inner.box.w -= 2 * border_px;
			inner.box.h -= door ? border_px : 2 * border_px;
			inner.top_radius = fmax(0, radius - border_px);
			inner.bottom_radius = door ? 0 : inner.top_radius;
		}
		shape_fill(p->surface, &inner, item->fill);
	} else if (bordered) {
		shape_border(p->surface, &shape, border_px, door, item->border);
	}
}

static void paint_run(const struct painter *p, const struct lines_run *run, int px, uint32_t color,
	int x, int baseline) {
	TTF_Font *font = font_get(run->weight, px);
	SDL_Color c = {color >> 16 & 255, color >> 8 & 255, color & 255, 255};
	SDL_Surface *picture = font ? TTF_RenderUTF8_Blended(font, run->text, c) : NULL;
	if (!picture) {
		return;
	}
	SDL_Rect at = {x, baseline - TTF_FontAscent(font), 0, 0};
	SDL_BlitSurface(picture, NULL, p->surface, &at);
	if (run->under) {
		SDL_Rect rule = {x, baseline + px / 9, picture->w, px > 30 ? px / 14 : 2};
		SDL_FillRect(p->surface, &rule, SDL_MapRGB(p->surface->format, c.r, c.g, c.b));
	}
	SDL_FreeSurface(picture);
}

static void paint_line(const struct painter *p, const struct scene_item *item,
	const struct lines_line *line, int baseline) {
	struct lines_type type = scene_lines_type(&item->type);
	type.px = scaled(&p->fit, type.px);
	struct lines_cursor cursor = {0};
	struct lines_run run;
	int width = 0;
	while (lines_next_run(&type, item->text, line, &cursor, &run)) {
		width += font_width(run.weight, type.px, run.text);
	}
	struct scene_rect box = draw_real(&p->fit, item->rect);
	int spare = box.w - width;
	int x = box.x + (item->type.align == SCENE_CENTER         ? spare / 2
				: item->type.align == SCENE_RIGHT ? spare
								  : 0);
	cursor = (struct lines_cursor){0};
	while (lines_next_run(&type, item->text, line, &cursor, &run)) {
		paint_run(p, &run, type.px, item->color, x, baseline);
		x += font_width(run.weight, type.px, run.text);
	}
}

static void paint_text(const struct painter *p, const struct scene_item *item) {
	struct lines_type type = scene_lines_type(&item->type);
	struct lines lines;
	lines_break(&type, item->text, item->rect.w, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		int baseline =
			p->fit.top_px + scaled(&p->fit, scene_baseline(item, lines.count, i));
		paint_line(p, item, &lines.line[i], baseline);
	}
}

static void paint_icon(const struct painter *p, const struct scene_item *item) {
	struct scene_rect box = draw_real(&p->fit, item->rect);
	int px = box.w < box.h ? box.w : box.h;
	SDL_Surface *picture = icon_get(item->text, px, item->color);
	if (picture) {
		SDL_Rect at = {
			box.x + (box.w - picture->w) / 2, box.y + (box.h - picture->h) / 2, 0, 0};
		SDL_BlitSurface(picture, NULL, p->surface, &at);
	}
}

static void paint_bitmap(const struct painter *p, const struct scene_item *item) {
	struct scene_rect box = draw_real(&p->fit, item->rect);
	int by_w = box.w / item->bits_w, by_h = box.h / item->bits_h;
	int dot = by_w < by_h ? by_w : by_h;
	int left = box.x + (box.w - dot * item->bits_w) / 2;
	int top = box.y + (box.h - dot * item->bits_h) / 2;
	for (int i = 0; i < item->bits_w * item->bits_h; i++) {
		uint32_t color = item->bits[i] ? item->color : item->fill;
		if (color != SCENE_NONE) {
			SDL_Rect r = {left + i % item->bits_w * dot, top + i / item->bits_w * dot,
				dot, dot};
			struct shape square = {.box = r};
			shape_fill(p->surface, &square, color);
		}
	}
}

static void paint_picture(const struct painter *p, const struct scene_item *item) {
	struct scene_rect box = draw_real(&p->fit, item->rect);
	SDL_Rect ground = sdl_rect(box);
	SDL_Surface *picture = picture_fit(item->picture, (SDL_Point){box.w, box.h});
	SDL_Rect at = {box.x + (box.w - picture->w) / 2, box.y + (box.h - picture->h) / 2, 0, 0};
	SDL_FillRect(p->surface, &ground,
		SDL_MapRGB(p->surface->format, item->fill >> 16 & 255, item->fill >> 8 & 255,
			item->fill & 255));
	SDL_BlitSurface(picture, NULL, p->surface, &at);
}

static void paint_item(const struct painter *p, const struct scene_item *item) {
	switch (item->kind) {
	case SCENE_BOX:
	case SCENE_DOOR:
		paint_box(p, item);
		break;
	case SCENE_TEXT:
		paint_text(p, item);
		break;
	case SCENE_ICON:
		paint_icon(p, item);
		break;
	case SCENE_BITMAP:
		paint_bitmap(p, item);
		break;
	case SCENE_PICTURE:
		paint_picture(p, item);
		break;
	}
}

static bool touches(struct scene_rect r, const struct scene_rect *part) {
	return r.x < part->x + part->w && r.x + r.w > part->x && r.y < part->y + part->h &&
	       r.y + r.h > part->y;
}

void draw_scene(SDL_Surface *surface, const struct scene *scene, const struct scene_rect *part) {
	struct painter p = {surface, draw_fit(scene, surface->w, surface->h)};
	struct scene_rect all = {0, 0, scene->w_px, scene->h_px}, area = all;
	uint32_t shown = scene->dark ? 0 : scene->ground;
	uint32_t ground =
		SDL_MapRGB(surface->format, shown >> 16 & 255, shown >> 8 & 255, shown & 255);
	SDL_SetClipRect(surface, NULL);
	if (part) {
		/* A little more for edges that fall between real pixels. */
		area = (struct scene_rect){part->x - 2, part->y - 2, part->w + 4, part->h + 4};
	} else {
		SDL_FillRect(surface, NULL, ground);
	}
	SDL_Rect inside = sdl_rect(draw_real(&p.fit, all)),
		 clip = sdl_rect(draw_real(&p.fit, area));
	SDL_IntersectRect(&clip, &inside, &clip);
	SDL_SetClipRect(surface, &clip);
	SDL_FillRect(surface, NULL, ground);
	for (size_t i = 0; i < scene->count && !scene->dark; i++) {
		if (touches(scene_painted(scene, scene->item[i]), &area)) {
			paint_item(&p, scene->item[i]);
		}
	}
	SDL_SetClipRect(surface, NULL);
}
