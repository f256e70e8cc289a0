/* The papers of a procedure in a card, leafed through where they are more than fit. */
#include "kiosk/page_papers.h"
#include "kiosk/page.h"

#include <stdio.h>

enum { PAD = 28, HEAD = 76, ROW_GAP = 12, PAGES_MAX = 16, PX_LEAST = 36 };

static struct scene_type paper_type(const struct page *p, int px) {
	struct scene_type t = {.px = px, .color = p->theme->ink, .max_lines = 6, .prose = true};
	t.line_px = t.px * 13 / 10;
	return t;
}

static int text_w(const struct page *p, int card_w) {
	return card_w - 2 * PAD - page_grow(p, 52) - 8;
}

static const char *paper(const struct page *p, int i, char buf[static PHRASE_SIZE]) {
	const char *text = procedure_view_document(&p->flow->procedure, i, p->lang);
	return phrase_bind(buf, text ? text : "");
}

static int paper_height(const struct page *p, const struct scene_type *t, int i, int w) {
	char text[PHRASE_SIZE];
	return scene_text_height(t, paper(p, i, text), w);
}

/* Where each page of the list begins when it has `room` px; the number of pages. */
static int leaf(const struct page *p, int w, int room, int px, int first[static PAGES_MAX + 1]) {
	const struct procedure_view *v = &p->flow->procedure;
	struct scene_type t = paper_type(p, px);
	int pages = 1, used = 0;
	first[0] = 0;
	for (int i = 0; i < v->document_count; i++) {
		int h = paper_height(p, &t, i, w) + ROW_GAP;
		if (used > 0 && used + h > room + ROW_GAP && pages < PAGES_MAX) {
			first[pages++] = i;
			used = 0;
		}
		used += h;
	}
	first[pages] = v->document_count;
	return pages;
}

int page_papers_height(const struct page *p, int w) {
	const struct procedure_view *v = &p->flow->procedure;
	struct scene_type t = paper_type(p, page_px(p, THEME_BODY));
	int h = page_grow(p, HEAD) + 20;
	for (int i = 0; i < v->document_count; i++) {
		h += paper_height(p, &t, i, text_w(p, w)) + ROW_GAP;
	}
	return h;
}

static void heading(struct page *p, struct scene_rect r) {
	int icon_px = page_grow(p, 50), head = page_grow(p, HEAD);
	struct scene_type t = {.weight = FONT_BOLD,
		.px = page_px(p, THEME_HEADING),
		.color = p->theme->ink,
		.place = SCENE_CAPS};
	scene_icon(p->scene,
		(struct scene_rect){r.x + PAD, r.y + (head - icon_px) / 2 + 4, icon_px, icon_px},
		"document", p->theme->ink);
	scene_text(p->scene,
		(struct scene_rect){
			r.x + PAD + icon_px + 20, r.y + 4, r.w - 2 * PAD - icon_px, head},
		t, page_word(p, "kiosk.papers"));
}

static void rows(struct page *p, struct scene_rect r, int from, int to, int px) {
	struct scene_type t = paper_type(p, px), number = paper_type(p, px);
	int left = page_grow(p, 52) + 8, y = r.y + page_grow(p, HEAD);
	number.weight = FONT_BOLD;
	number.color = p->theme->cham;
	for (int i = from; i < to; i++) {
		char digits[16], text[PHRASE_SIZE];
		snprintf(digits, sizeof digits, "%d", i + 1);
		struct scene_rect box = {r.x + PAD + left, y, text_w(p, r.w), 0};
		box.h = paper_height(p, &t, i, box.w);
		scene_text(p->scene, (struct scene_rect){r.x + PAD + 8, y, left - 8, t.line_px},
			number, digits);
		scene_text(p->scene, box, t, paper(p, i, text));
		y += box.h + ROW_GAP;
	}
}

/* What a card without papers says; true: the page after it is to be shown. */
static bool unknown(struct page *p, struct scene_rect r, struct scene_rect pager, bool more) {
	struct slice s = {.page = p->flow->page[SCREEN_PROCEDURE] > 0, .pages = 2};
	if (more) {
		page_pager(p, pager, &s, false);
		if (s.page > 0) {
			return true;
		}
	}
	scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	heading(p, r);
	r.x += PAD;
	r.w -= 2 * PAD;
	r.y += page_grow(p, HEAD) + 4;
	page_prose(p, r, THEME_BODY, FONT_REGULAR, p->theme->ink_2, 5,
		page_word(p, "kiosk.papers.unknown"));
	return false;
}

/* The usual letters, smaller ones where a single paper would not fit. */
static int paper_px(const struct page *p, int w, int room) {
	int px = page_px(p, THEME_BODY);
	for (int i = 0; i < p->flow->procedure.document_count && px > PX_LEAST;) {
		struct scene_type t = paper_type(p, px);
		bool fits = paper_height(p, &t, i, w) <= room;
		px -= fits ? 0 : 2;
		i += fits;
	}
	return px;
}

bool page_papers(struct page *p, struct scene_rect r, struct scene_rect pager, bool more) {
	int first[PAGES_MAX + 1], w = text_w(p, r.w), head = page_grow(p, HEAD);
	if (p->flow->procedure.document_count == 0) {
		return unknown(p, r, pager, more);
	}
	int px = paper_px(p, w, r.h - head - (pager.w == 0 ? 124 : 20));
	int pages = leaf(p, w, r.h - head - 20, px, first);
	if (pages > 1 && pager.w == 0) {
		pager = (struct scene_rect){r.x + 16, r.y + r.h - 112, r.w - 32, 96};
		pages = leaf(p, w, r.h - head - 124, px, first);
	}
	int all = pages + more, page = p->flow->page[SCREEN_PROCEDURE];
	struct slice s = {.page = page < all ? page : all - 1, .pages = all};
	if (s.page < pages) {
		scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
		heading(p, r);
		rows(p, r, first[s.page], first[s.page + 1], px);
	}
	if (all > 1) {
		page_pager(p, pager, &s, false);
	}
	return s.page == pages;
}
