/* Who is served first: the office's classes, each in plain words. */
#include "kiosk/page.h"

#include <stdio.h>
#include <string.h>

enum { GAP = 12 };

/* What the class means, where we have words for it; "" else. */
static const char *meaning(const struct page *p, const char *id) {
	char key[ID_SIZE + 32];
	snprintf(key, sizeof key, "kiosk.priority.%s", id);
	const char *text = page_word(p, key);
	return strcmp(text, key) == 0 ? "" : text;
}

static void class_row(struct page *p, struct scene_rect r, const char *id, const char *name,
	const char *about, bool on) {
	char target[SCENE_ID_SIZE], spoken[PHRASE_SIZE];
	snprintf(target, sizeof target, "priority:%s", id);
	phrase_join(spoken, name, *about ? ". " : "", about, NULL);
	struct scene_item *b = parts_button(
		p->scene, r, PARTS_SECONDARY, on ? SCENE_ON : SCENE_NORMAL, target, name, spoken);
	uint32_t color = parts_on(p->scene, PARTS_SECONDARY, b->state);
	int mark = page_grow(p, 44), text_w = r.w - 64 - mark - 32;
	struct scene_type bold = {
		.weight = FONT_BOLD, .px = page_px(p, THEME_BODY), .color = color, .max_lines = 2};
	struct scene_type plain = {.px = page_px(p, THEME_SMALL), .color = p->theme->ink_2};
	plain.max_lines = 1;
	int h = scene_text_height(&bold, name, text_w);
	int about_h = *about ? scene_line_px(&plain) : 0;
	if (h > scene_line_px(&bold) && h + about_h > r.h - 8) {
		about_h = 0;
	}
	int y = r.y + (r.h - h - about_h) / 2;
	scene_text(p->scene, (struct scene_rect){r.x + 32, y, text_w, h}, bold, name);
	if (about_h > 0) {
		scene_text(p->scene, (struct scene_rect){r.x + 32, y + h, text_w, about_h}, plain,
			about);
	}
	scene_icon(p->scene,
		(struct scene_rect){r.x + r.w - mark - 32, r.y + (r.h - mark) / 2, mark, mark},
		on ? "check" : "arrow-right", color);
}

/* `pager`: where it goes; without width, below the rows. */
static void classes(struct page *p, struct scene_rect r, struct scene_rect pager) {
	const struct office_view *o = &p->flow->office;
	int row_h = page_grow(p, 122), columns = p->wide ? 2 : 1;
	if (o->priority_count == 0) {
		return;
	}
	int rows = (r.h + GAP) / (row_h + GAP), w = (r.w + GAP) / columns - GAP;
	if (o->priority_count > rows * columns && pager.w == 0) {
		rows = (r.h - 100) / (row_h + GAP);
	}
	rows = rows > 0 ? rows : 1;
	int even = r.h / ((o->priority_count + columns - 1) / columns) - GAP;
	if (o->priority_count <= rows * columns && even > row_h) {
		row_h = even < row_h * 5 / 4 ? even : row_h * 5 / 4;
	}
	struct slice s =
		page_slice(p->flow->page[SCREEN_PRIORITY], o->priority_count, rows * columns);
	for (int i = 0; i < s.count; i++) {
		const struct office_priority *c = &o->priorities[s.first + i];
		struct scene_rect row = {
			r.x + i / rows * (w + GAP), r.y + i % rows * (row_h + GAP), w, row_h};
		class_row(p, row, c->id, words_name(p->lang, &c->name), meaning(p, c->id),
			strcmp(p->flow->priority, c->id) == 0);
	}
	if (s.pages > 1) {
		struct scene_rect below = {r.x, r.y + rows * (row_h + GAP), r.w, 100};
		page_pager(p, pager.w == 0 ? below : pager, &s, false);
	}
}

void page_priority(struct page *p) {
	struct scene_rect r = {p->x, p->top, p->w, 0};
	page_header(p);
	r.y += page_title(p, r, page_px(p, THEME_TITLE), page_word(p, "kiosk.priority.title")) + 8;
	r.y += page_prose(p, r, THEME_BODY, FONT_REGULAR, p->theme->ink_2, 5,
		       page_word(p, "kiosk.priority.explain")) +
	       28;
	r.y = r.y < p->press_top ? p->press_top : r.y;
	int half = (p->w - GAP) / 2;
	struct scene_rect foot = {p->x, p->bottom - 120, half, 120}, pager = {0, 0, 0, 0};
	if (p->wide && p->low) {
		foot.w = (half - GAP) / 2;
		pager = (struct scene_rect){p->x + half + GAP, foot.y, half, foot.h};
	}
	r.h = foot.y - 20 - r.y;
	classes(p, r, pager);
	page_button(p, foot, PARTS_SECONDARY, "close", "priority:none",
		page_word(p, "kiosk.priority.none"));
	foot.x += foot.w + GAP;
	page_button(p, foot, PARTS_SECONDARY, "arrow-left", "back", page_word(p, "kiosk.back"));
}
