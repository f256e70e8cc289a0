/* Who is served first: the office's classes, each with what the office says of it. */
#include "kiosk/page.h"

#include <stdio.h>
#include <string.h>

enum { GAP = 12, MARGIN = 32, PADDING = 20 };

/* What is on a row: a class, and after the last of them that none applies. */
struct entry {
	const char *id, *name, *icon;
	char about[PHRASE_SIZE];
	bool on;
};

/* How all rows are set. */
struct look {
	struct scene_type name, about;
	int row_w, row_h;
};

static struct entry entry_at(const struct page *p, int i) {
	const struct office_view *o = &p->flow->office;
	struct entry e = {"none", page_word(p, "kiosk.priority.none"), "close", "", false};
	if (i < o->priority_count) {
		e.id = o->priorities[i].id;
		e.name = words_name(p->lang, &o->priorities[i].name);
		e.icon = "arrow-right";
		phrase_priority_proof(e.about, p->lang, &o->priorities[i]);
	}
	e.on = strcmp(p->flow->priority, i < o->priority_count ? e.id : "") == 0;
	return e;
}

static int entry_count(const struct page *p) {
	return p->flow->office.priority_count + 1;
}

static int icon_px(const struct page *p) {
	return page_grow(p, 44);
}

static int text_w(const struct page *p, const struct look *look) {
	return look->row_w - icon_px(p) - 3 * MARGIN;
}

static int about_height(const struct page *p, const struct entry *e, const struct look *look) {
	return e->about[0] ? scene_text_height(&look->about, e->about, text_w(p, look)) : 0;
}

static int name_height(const struct page *p, const struct entry *e, const struct look *look) {
	return scene_text_height(&look->name, e->name, text_w(p, look));
}

/* What the row needs that has most to say. */
static int needed_height(const struct page *p, const struct look *look) {
	int h = page_grow(p, 122);
	for (int i = 0; i < entry_count(p); i++) {
		struct entry e = entry_at(p, i);
		int own = name_height(p, &e, look) + about_height(p, &e, look) + PADDING;
		h = own > h ? own : h;
	}
	return h;
}

/* Smaller letters until a row is not higher than that, but no smaller than the least. */
static bool shrink(const struct page *p, struct look *look, int row_h, int least_px) {
	look->row_h = needed_height(p, look);
	while (look->row_h > row_h && look->about.px - 2 >= least_px) {
		look->name.px -= 2;
		look->about.px -= 2;
		look->row_h = needed_height(p, look);
	}
	return look->row_h <= row_h;
}

/* Two rows where slightly smaller letters do it, else at least one. */
static struct look fitting(const struct page *p, struct scene_rect r, int columns) {
	const struct look whole = {
		.name = {.weight = FONT_BOLD, .px = page_px(p, THEME_BODY), .max_lines = 2},
		.about = {.px = page_px(p, THEME_SMALL), .max_lines = 2},
		.row_w = (r.w + GAP) / columns - GAP,
	};
	int least_px = whole.about.px * 9 / 10;
	least_px = least_px < PAGE_LEAST_PX ? PAGE_LEAST_PX : least_px;
	struct look look = whole;
	if (!shrink(p, &look, (r.h - GAP) / 2, least_px)) {
		look = whole;
		shrink(p, &look, r.h, PAGE_LEAST_PX);
	}
	return look;
}

static void entry_row(
	struct page *p, struct scene_rect r, const struct entry *e, struct look look) {
	char target[SCENE_ID_SIZE], spoken[PHRASE_SIZE];
	snprintf(target, sizeof target, "priority:%s", e->id);
	phrase_join(spoken, e->name, e->about[0] ? ". " : "", e->about, NULL);
	struct scene_item *b = parts_button(p->scene, r, PARTS_SECONDARY,
		e->on ? SCENE_ON : SCENE_NORMAL, target, e->name, spoken);
	int name_h = name_height(p, e, &look), about_h = about_height(p, e, &look);
	int y = r.y + (r.h - name_h - about_h) / 2, w = text_w(p, &look), px = icon_px(p);
	look.name.color = parts_on(p->scene, PARTS_SECONDARY, b->state);
	look.about.color = p->theme->ink_2;
	scene_text(p->scene, (struct scene_rect){r.x + MARGIN, y, w, name_h}, look.name, e->name);
	if (about_h > 0) {
		scene_text(p->scene, (struct scene_rect){r.x + MARGIN, y + name_h, w, about_h},
			look.about, e->about);
	}
	scene_icon(p->scene,
		(struct scene_rect){r.x + r.w - px - MARGIN, r.y + (r.h - px) / 2, px, px},
		e->on ? "check" : e->icon, look.name.color);
}

/* The rows, all of one height, with the room that there is; which of them are seen. */
static struct slice entries(struct page *p, struct scene_rect r) {
	int count = entry_count(p), columns = p->wide ? 2 : 1;
	struct look look = fitting(p, r, columns);
	int rows = (r.h + GAP) / (look.row_h + GAP), most = (count + columns - 1) / columns;
	rows = rows < 1 ? 1 : rows > most ? most : rows;
	struct slice s = page_slice(p->flow->page[SCREEN_PRIORITY], count, rows * columns);
	int even = (r.h + GAP) / rows - GAP, roomy = look.row_h * 5 / 4;
	look.row_h = even < roomy ? even : roomy;
	for (int i = 0; i < s.count; i++) {
		struct entry e = entry_at(p, s.first + i);
		struct scene_rect row = {r.x + i / rows * (look.row_w + GAP),
			r.y + i % rows * (look.row_h + GAP), look.row_w, look.row_h};
		entry_row(p, row, &e, look);
	}
	return s;
}

void page_priority(struct page *p) {
	struct scene_rect r = {p->x, p->top, p->w, 0};
	page_header(p);
	r.y += page_title(p, r, page_px(p, THEME_TITLE), page_word(p, "kiosk.priority.title")) + 8;
	r.y += page_prose(p, r, THEME_BODY, FONT_REGULAR, p->theme->ink_2, 5,
		       page_word(p, "kiosk.priority.explain")) +
	       20;
	r.y = r.y < p->press_top ? p->press_top : r.y;
	int foot_h = p->wide ? 96 : 108;
	struct scene_rect foot = {p->x, p->bottom - foot_h, p->w, foot_h};
	r.h = foot.y - GAP - r.y;
	struct slice s = entries(p, r);
	page_pager(p, foot, &s, s.page == 0);
}
