/* Blocks that several screens put together. */
#include "kiosk/page.h"

#include <stdio.h>
#include <string.h>

struct scene_item *page_button(struct page *p, struct scene_rect r, enum parts_look look,
	const char *icon, const char *id, const char *text) {
	struct scene_item *b = parts_button(p->scene, r, look, SCENE_NORMAL, id, text, NULL);
	page_label(p, r, icon, parts_on(p->scene, look, b->state), text);
	return b;
}

void page_label(
	struct page *p, struct scene_rect r, const char *icon, uint32_t color, const char *text) {
	int icon_px = icon ? page_grow(p, 44) : 0, room = r.w - 32 - icon_px * 4 / 3;
	struct scene_type t = {
		.weight = FONT_BOLD, .px = page_px(p, THEME_HEADING), .color = color};
	if (font_width(FONT_BOLD, t.px, text) <= room) {
		parts_label(p->scene, r, icon, icon_px, t, text);
		return;
	}
	int half = (r.h - 14) * 2 / 5;
	t.px = page_px(p, THEME_BODY) < half ? page_px(p, THEME_BODY) : half;
	t.max_lines = 2;
	t.place = SCENE_MIDDLE;
	if (icon) {
		scene_icon(p->scene,
			(struct scene_rect){r.x + 28, r.y + (r.h - icon_px) / 2, icon_px, icon_px},
			icon, t.color);
		r.x += 28 + icon_px * 4 / 3;
		r.w -= 28 + icon_px * 4 / 3 + 8;
	} else {
		t.align = SCENE_CENTER;
	}
	scene_text(p->scene, r, t, text);
}

struct scene_rect page_lower(const struct page *p, int w, int h) {
	int y = p->scene->h_px - (p->wide ? 60 : 200) - h;
	return (struct scene_rect){(p->scene->w_px - w) / 2, y, w, h};
}

void page_choice(struct page *p, const char *icon, const char *id, const char *text) {
	struct scene_rect left = page_lower(p, 1000, 132), right = left;
	left.w = right.w = 494;
	right.x += 506;
	page_button(p, left, PARTS_SECONDARY, "arrow-left", "back", page_word(p, "kiosk.back"));
	page_button(p, right, PARTS_PRIMARY, icon, id, text);
}

static void pager_button(struct page *p, struct scene_rect r, bool forward, bool enabled,
	const char *id, const char *text) {
	struct scene_item *b = parts_button(p->scene, r, PARTS_SECONDARY,
		enabled ? SCENE_NORMAL : SCENE_DISABLED, id, text, NULL);
	uint32_t color = parts_on(p->scene, PARTS_SECONDARY, b->state);
	struct scene_type t = {.weight = enabled ? FONT_BOLD : FONT_REGULAR, .color = color};
	int arrow = page_grow(p, 40), room = r.w - arrow - 36;
	t.px = font_fitting(t.weight, page_px(p, THEME_BODY), text, room);
	int text_w = font_width(t.weight, t.px, text) + 2, gap = 18;
	int x = r.x + (r.w - text_w - gap - arrow) / 2;
	struct scene_rect icon = {x, r.y + (r.h - arrow) / 2, arrow, arrow};
	struct scene_rect label = {x + arrow + gap, r.y, text_w, r.h};
	if (forward) {
		label.x = x;
		icon.x = x + text_w + gap;
	}
	t.place = SCENE_CAPS;
	scene_icon(p->scene, icon, forward ? "arrow-right" : "arrow-left", color);
	scene_text(p->scene, label, t, text);
}

void page_pager(struct page *p, struct scene_rect r, const struct slice *s, bool back) {
	int w = (r.w - 24) * 32 / 100;
	struct scene_rect left = {r.x, r.y, w, r.h}, right = {r.x + r.w - w, r.y, w, r.h};
	char page[16], pages[16], text[PHRASE_SIZE];
	snprintf(page, sizeof page, "%d", s->page + 1);
	snprintf(pages, sizeof pages, "%d", s->pages);
	words_fill(
		text, sizeof text, p->lang, "kiosk.pager.page", "page", page, "pages", pages, NULL);
	if (back) {
		pager_button(p, left, false, true, "back", page_word(p, "kiosk.back"));
	} else {
		pager_button(
			p, left, false, s->page > 0, "page:prev", page_word(p, "kiosk.pager.prev"));
	}
	if (s->pages < 2) {
		return;
	}
	struct scene_type t = {
		.px = page_px(p, THEME_BODY),
		.color = p->theme->ink,
		.align = SCENE_CENTER,
		.place = SCENE_CAPS,
		.whole = true,
	};
	struct scene_rect middle = {left.x + w + 8, r.y, r.w - 2 * w - 16, r.h};
	t.px = font_fitting(FONT_REGULAR, t.px, text, middle.w);
	scene_text(p->scene, middle, t, text);
	bool more = s->page + 1 < s->pages;
	if (more || !back) {
		pager_button(p, right, true, more, "page:next", page_word(p, "kiosk.pager.next"));
	}
}

static struct scene_type advice_type(const struct page *p) {
	struct scene_type t = {.px = page_px(p, THEME_BODY),
		.color = p->theme->ink,
		.max_lines = 8,
		.prose = true};
	t.line_px = t.px * 13 / 10;
	return t;
}

static int advice_height(
	const struct page *p, const struct scene_type *t, int w, const char *text) {
	int icon_px = page_grow(p, 52), h = scene_text_height(t, text, w - icon_px - 72) + 48;
	return h > icon_px + 40 ? h : icon_px + 40;
}

int page_advice_height(const struct page *p, int w, const char *text) {
	struct scene_type t = advice_type(p);
	return advice_height(p, &t, w, text);
}

int page_advice(struct page *p, struct scene_rect r, const char *icon, const char *text) {
	int icon_px = page_grow(p, 52), room = r.h;
	struct scene_type t = advice_type(p);
	r.h = advice_height(p, &t, r.w, text);
	while (room > 0 && r.h > room && t.px > PAGE_LEAST_PX) {
		t.px -= 2;
		t.line_px = t.px * 13 / 10;
		r.h = advice_height(p, &t, r.w, text);
	}
	struct scene_rect inner = {r.x + 44 + icon_px, r.y, r.w - icon_px - 72, r.h};
	t.place = SCENE_MIDDLE;
	scene_box(p->scene, r, 6, p->theme->hoe_tint, 0, SCENE_NONE);
	scene_box(p->scene, (struct scene_rect){r.x, r.y, 6, r.h}, 0, p->theme->hoe, 0, SCENE_NONE);
	scene_icon(p->scene,
		(struct scene_rect){r.x + 26, r.y + (r.h - icon_px) / 2, icon_px, icon_px}, icon,
		p->theme->ink);
	scene_text(p->scene, inner, t, text);
	return r.h;
}
