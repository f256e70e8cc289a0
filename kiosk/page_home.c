/* What can be done here: search, and the office's services in the office's order. */
#include "kiosk/page.h"

#include <stdio.h>

enum { GAP = 12 };

static void search_entry(struct page *p, struct scene_rect r, const char *hint) {
	if (p->flow->alone) {
		page_alone_band(p, r);
		return;
	}
	const char *spoken = page_word(p, "kiosk.search.spoken");
	struct scene_item *b =
		parts_button(p->scene, r, PARTS_SECONDARY, SCENE_NORMAL, "search", hint, spoken);
	if (b->state == SCENE_NORMAL) {
		b->border_px = p->theme->strong_px;
		b->border = p->theme->cham;
	}
	int icon_px = page_grow(p, 56);
	scene_icon(p->scene,
		(struct scene_rect){r.x + 34, r.y + (r.h - icon_px) / 2, icon_px, icon_px},
		"search", p->theme->cham);
	struct scene_type t = {
		.px = p->large ? 52 : 40, .color = p->theme->ink_2, .place = SCENE_CAPS};
	int left = 34 + icon_px + 28;
	t.px = font_fitting(FONT_REGULAR, t.px, hint, r.w - left - 24);
	scene_text(p->scene, (struct scene_rect){r.x + left, r.y, r.w - left - 16, r.h}, t, hint);
}

/* The area of the list: columns, rows, their height; whether a pager lies below. */
struct grid {
	struct scene_rect area;
	int columns, row_h, rows;
	bool pager;
};

static struct grid grid_for(const struct page *p, struct scene_rect area, int count) {
	struct grid g = {.area = area, .columns = p->wide ? 2 : 1};
	int pager_h = 100 + GAP, least = p->large ? 132 : p->wide ? 116 : 126;
	if (!p->low && !p->wide && (p->large || count <= 5)) {
		least = 176;
	}
	int fitting = (area.h + GAP) / (least + GAP);
	g.pager = count > fitting * g.columns;
	int room = g.pager ? area.h - pager_h : area.h;
	g.rows = (room + GAP) / (least + GAP);
	g.rows = g.rows > 0 ? g.rows : 1;
	g.row_h = least;
	if (p->wide) {
		g.row_h = (room + GAP) / g.rows - GAP;
		int most = p->large ? 180 : 140;
		g.row_h = g.row_h > most ? most : g.row_h;
	}
	return g;
}

static struct scene_rect cell(const struct grid *g, int i) {
	int w = (g->area.w + GAP) / g->columns - GAP;
	return (struct scene_rect){g->area.x + i / g->rows * (w + GAP),
		g->area.y + i % g->rows * (g->row_h + GAP), w, g->row_h};
}

/* All names of a page in one size. */
static void rows(struct page *p, const struct grid *g, const struct slice *s) {
	const struct office_service *services = &p->flow->office.services[s->first];
	int px = 0;
	for (int i = 0; i < s->count; i++) {
		int fitting = page_service_row_px(p, cell(g, i), &services[i]);
		px = i == 0 || fitting < px ? fitting : px;
	}
	for (int i = 0; i < s->count; i++) {
		page_service_row(p, cell(g, i), &services[i], px);
	}
}

static void list(struct page *p, struct scene_rect area) {
	int count = p->flow->office.service_count;
	struct grid g = grid_for(p, area, count);
	struct slice s = page_slice(p->flow->page[SCREEN_HOME], count, g.rows * g.columns);
	rows(p, &g, &s);
	if (s.pages > 1) {
		struct scene_rect r = {area.x, area.y + g.rows * (g.row_h + GAP), area.w, 100};
		page_pager(p, r, &s, false);
	}
}

static void question(struct page *p, struct scene_rect r) {
	const char *text = page_word(p, "kiosk.home.question");
	struct scene_type t = {.weight = FONT_BOLD,
		.px = font_fitting(FONT_BOLD, page_grow(p, 56), text, r.w),
		.color = p->theme->ink,
		.place = SCENE_CAPS};
	scene_text(p->scene, r, t, text);
}

static void tall(struct page *p) {
	page_header(p);
	int y = p->top - 12 + page_printer_advice(p, p->top);
	question(p, (struct scene_rect){p->x, y, p->w, 92});
	search_entry(p, (struct scene_rect){p->x, y + 96, p->w, 116},
		page_word(p, p->large ? "kiosk.home.search.short" : "kiosk.home.search"));
	y += 240;
	list(p, (struct scene_rect){p->x, y, p->w, p->bottom - y + 12});
}

static void tall_low(struct page *p) {
	page_header_tall(
		p, page_word(p, "kiosk.home.question"), page_word(p, "kiosk.home.low_hint"));
	int y = p->press_top + page_printer_advice(p, p->press_top);
	search_entry(p, (struct scene_rect){p->x, y, p->w, 106},
		page_word(p, "kiosk.home.search.short"));
	y += 106 + GAP;
	list(p, (struct scene_rect){p->x, y, p->w, p->bottom + 12 - y});
}

static void wide(struct page *p) {
	int left_w = p->large ? 860 : 640;
	page_header(p);
	p->top += page_printer_advice(p, p->top);
	int y = p->top + 128;
	question(p, (struct scene_rect){p->x, p->top, left_w - 32, 108});
	search_entry(p, (struct scene_rect){p->x + left_w, p->top, p->w - left_w, 108},
		page_word(p, p->large ? "kiosk.home.search.short" : "kiosk.home.search"));
	list(p, (struct scene_rect){p->x, y, p->w, p->bottom - y + 12});
}

/* Search and pager side by side, so that the lower half holds four services. */
static void wide_low(struct page *p) {
	int half = (p->w - GAP) / 2, y = p->press_top + 100 + GAP;
	page_header(p);
	question(p, (struct scene_rect){p->x, 200, p->w, 92});
	page_prose(p, (struct scene_rect){p->x, 308, p->w, 0}, THEME_BODY, FONT_REGULAR,
		p->theme->ink_2, 1, page_word(p, "kiosk.home.low_hint"));
	page_printer_advice(p, 388);
	search_entry(p, (struct scene_rect){p->x, p->press_top, half, 100},
		page_word(p, "kiosk.home.search.short"));
	int count = p->flow->office.service_count, room = p->bottom + 12 - y;
	struct grid g = {.area = {p->x, y, p->w, room}, .columns = 2, .rows = 2};
	g.row_h = (room + GAP) / 2 - GAP;
	struct slice s = page_slice(p->flow->page[SCREEN_HOME], count, 4);
	rows(p, &g, &s);
	if (s.pages > 1) {
		page_pager(p, (struct scene_rect){p->x + half + GAP, p->press_top, half, 100}, &s,
			false);
	}
}

void page_home(struct page *p) {
	if (p->wide) {
		p->low ? wide_low(p) : wide(p);
	} else if (p->low) {
		tall_low(p);
	} else {
		tall(p);
	}
}
