/* The papers of a procedure in a card, leafed through where they are more than fit. */
#include "kiosk/page_papers.h"
#include "common/mem.h"
#include "common/ui/lines.h"
#include "kiosk/page.h"

#include <stdio.h>

enum { PAD = 28, HEAD = 76, ROW_GAP = 12, PAGES_MAX = 16, LEAFED = 124 };

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

static void heading(struct page *p, struct scene_rect r, const char *key) {
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
		t, page_word(p, key));
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

static void papers_leaf(struct page *p, struct scene_rect r, int from, int to, int px) {
	heading(p, r, "kiosk.papers");
	if (p->flow->procedure.document_count > 0) {
		rows(p, r, from, to, px);
		return;
	}
	r.x += PAD;
	r.w -= 2 * PAD;
	r.y += page_grow(p, HEAD) + 4;
	page_prose(p, r, THEME_BODY, FONT_REGULAR, p->theme->ink_2, 5,
		page_word(p, "kiosk.papers.unknown"));
}

/* The usual letters, smaller ones where a single paper would not fit. */
static int paper_px(const struct page *p, int w, int room) {
	int px = page_px(p, THEME_BODY);
	for (int i = 0; i < p->flow->procedure.document_count && px > PAGE_LEAST_PX;) {
		struct scene_type t = paper_type(p, px);
		bool fits = paper_height(p, &t, i, w) <= room;
		px -= fits ? 0 : 2;
		i += fits;
	}
	return px;
}

/* The full name as it is broken into lines, and how many of them a leaf holds. */
struct full_name {
	const char *text;
	struct scene_type type;
	struct lines lines;
	int each, leaves;
};

static struct full_name full_name(const struct page *p, int w, int room) {
	struct full_name n = {.text = procedure_view_name(&p->flow->procedure, p->lang),
		.type = paper_type(p, page_px(p, THEME_BODY))};
	n.type.max_lines = LINES_MAX;
	struct lines_type type = scene_lines_type(&n.type);
	lines_break(&type, n.text, w, &n.lines);
	n.each = room / n.type.line_px > 0 ? room / n.type.line_px : 1;
	n.leaves = ((int)n.lines.count + n.each - 1) / n.each;
	return n;
}

static void name_leaf(struct page *p, struct scene_rect r, const struct full_name *n, int leaf) {
	int from = leaf * n->each, to = from + n->each;
	to = to < (int)n->lines.count ? to : (int)n->lines.count;
	size_t start = n->lines.line[from].start;
	size_t end = n->lines.line[to - 1].start + n->lines.line[to - 1].length;
	char *part = mem_printf("%.*s", (int)(end - start), n->text + start);
	heading(p, r, "kiosk.papers.name");
	struct scene_rect box = {
		r.x + PAD, r.y + page_grow(p, HEAD), r.w - 2 * PAD, (to - from) * n->type.line_px};
	struct scene_item *item = scene_text(p->scene, box, n->type, part);
	scene_name_item(item, "full-name", NULL);
	mem_free(part);
}

/* The leaves of papers, of the name where it is not read elsewhere, of what `more` stands for. */
struct leaves {
	int papers, all;
	int first[PAGES_MAX + 1];
	struct full_name name;
};

static struct leaves leaves(
	const struct page *p, struct scene_rect r, int room, int px, bool named, bool more) {
	struct leaves l = {.papers = leaf(p, text_w(p, r.w), room, px, l.first)};
	l.name = full_name(p, r.w - 2 * PAD, room);
	l.name.leaves = named ? l.name.leaves : 0;
	l.all = l.papers + l.name.leaves + more;
	return l;
}

bool page_papers(
	struct page *p, struct scene_rect r, struct scene_rect pager, bool named, bool more) {
	int head = page_grow(p, HEAD), page = p->flow->page[SCREEN_PROCEDURE];
	int px = paper_px(p, text_w(p, r.w), r.h - head - (pager.w == 0 ? LEAFED : 20));
	struct leaves l = leaves(p, r, r.h - head - 20, px, named, more);
	if (l.all > 1 && pager.w == 0) {
		pager = (struct scene_rect){r.x + 16, r.y + r.h - 112, r.w - 32, 96};
		l = leaves(p, r, r.h - head - LEAFED, px, named, more);
	}
	struct slice s = {.page = page < l.all ? page : l.all - 1, .pages = l.all};
	bool shown = s.page < l.papers + l.name.leaves;
	if (shown) {
		scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	}
	if (s.page < l.papers) {
		papers_leaf(p, r, l.first[s.page], l.first[s.page + 1], px);
	} else if (shown) {
		name_leaf(p, r, &l.name, s.page - l.papers);
	}
	if (l.all > 1) {
		page_pager(p, pager, &s, false);
	}
	return !shown;
}
