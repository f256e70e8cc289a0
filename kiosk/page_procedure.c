/* One procedure: its papers, fee and time limit, before a number is spent. */
#include "common/text.h"
#include "kiosk/page_facts.h"
#include "kiosk/page_papers.h"

#include <stdio.h>
#include <string.h>

enum {
	GAP = 16,
	PAGER = 104,       /* in the card, with what is above it */
	BUTTON_ROOM = 120, /* of a button's icon and around it */
	NAME_MORE = 40,    /* letters that a short name may leave out */
};

/* "B  Hộ tịch, nuôi con nuôi · Mã 1.001193": the name gives way, the code never. */
static void meta(struct page *p, struct scene_rect r) {
	const struct procedure_view *v = &p->flow->procedure;
	const struct office_service *s = flow_take_service(p->flow);
	char code[PHRASE_SIZE], head[PHRASE_SIZE] = "";
	words_fill(code, sizeof code, p->lang, "kiosk.code", "code", v->code, NULL);
	if (s) {
		phrase_join(head, LINES_BOLD, s->prefix, LINES_BOLD "  ",
			words_name(p->lang, &s->name), NULL);
	}
	struct scene_type t = {
		.px = page_px(p, THEME_BODY), .color = p->theme->ink_2, .place = SCENE_MIDDLE};
	struct lines_type one = scene_lines_type(&t);
	int dot = head[0] ? font_width(FONT_REGULAR, t.px, "  ·  ") : 0;
	int code_w = lines_width(&one, code) + 4, head_w = 0;
	struct lines broken;
	if (head[0]) {
		lines_break(&one, head, r.w - code_w - dot - 8, &broken);
		head_w = broken.line[0].width_px + 2;
	}
	if (head[0]) {
		scene_text(p->scene, (struct scene_rect){r.x, r.y, r.w - code_w - dot - 8, r.h}, t,
			head);
		scene_text(p->scene, (struct scene_rect){r.x + head_w, r.y, dot, r.h}, t, "  ·");
	}
	t.whole = true;
	struct scene_item *item = scene_text(
		p->scene, (struct scene_rect){r.x + head_w + dot, r.y, code_w, r.h}, t, code);
	scene_name_item(item, "code", NULL);
}

/* The title as large as two lines allow, else three smaller ones; the height it takes. `cut`: it is
 * not all there. */
static int title(struct page *p, struct scene_rect r, bool *cut) {
	const struct procedure_view *v = &p->flow->procedure;
	const char *name = procedure_view_short(v, p->lang);
	const int sizes[] = {page_grow(p, 64), page_grow(p, 52), page_grow(p, 42)};
	struct scene_type t = {.weight = FONT_BOLD, .color = p->theme->ink};
	for (int i = 0; i < 3; i++) {
		t.px = sizes[i];
		t.line_px = t.px * 13 / 10;
		t.max_lines = LINES_MAX;
		t.prose = true;
		r.h = scene_text_height(&t, name, r.w);
		if (r.h <= (i == 2 ? 3 : 2) * t.line_px) {
			break;
		}
	}
	int most = t.px == sizes[2] ? 3 : 2;
	t.max_lines = most;
	t.prose = r.h != 2 * t.line_px;
	*cut = r.h > most * t.line_px;
	r.h = *cut ? most * t.line_px : r.h;
	struct scene_item *item = scene_text(p->scene, r, t, name);
	scene_name_item(item, "title", procedure_view_name(v, p->lang));
	return r.h;
}

static const char *print_word(const struct page *p) {
	switch (p->flow->papers) {
	case PAPERS_PRINTING:
		return page_word(p, "kiosk.papers.printing");
	case PAPERS_PRINTED:
		return page_word(p, "kiosk.papers.printed");
	case PAPERS_FAILED:
		return page_word(p, "kiosk.papers.failed");
	case PAPERS_IDLE:
		break;
	}
	return page_word(p, "kiosk.papers.print");
}

/* Print the papers, or how that went, and ask a person. */
static void print_and_guide(struct page *p, struct scene_rect r) {
	const struct flow *f = p->flow;
	if (printer_prints(f->printer) && f->procedure.document_count > 0) {
		r.w = (r.w - 12) / 2;
		page_button(p, r, PARTS_SECONDARY, "printer", "print-papers", print_word(p));
		r.x += r.w + 12;
	}
	page_button(p, r, PARTS_SECONDARY, "help", "guide", page_word(p, "kiosk.procedure.guide"));
}

/* Whether the three buttons stand in one row; else the way back is below the others. */
static bool one_row(const struct page *p) {
	return !p->wide && !p->large;
}

static int buttons_height(const struct page *p) {
	int h = p->wide || p->low || p->large ? 106 : 132;
	return one_row(p) ? h : 2 * h + 12;
}

static void buttons(struct page *p, struct scene_rect r) {
	const char *back = page_word(p, "kiosk.back");
	struct scene_rect last = {r.x, r.y + (r.h + 12) / 2, r.w, (r.h - 12) / 2};
	if (one_row(p)) {
		int w = font_width(FONT_BOLD, page_px(p, THEME_HEADING), back) + BUTTON_ROOM;
		last = (struct scene_rect){r.x + r.w - w, r.y, w, r.h};
		r.w -= w + 12;
	} else {
		r.h = last.h;
	}
	print_and_guide(p, r);
	page_button(p, last, PARTS_SECONDARY, "arrow-left", "back", back);
}

/* Take and the buttons at the foot of the area; returns the top of them. */
static int choices(struct page *p, struct scene_rect area) {
	const char *elsewhere = page_word(p, "kiosk.procedure.elsewhere");
	const struct office_service *s = flow_take_service(p->flow);
	int buttons_h = buttons_height(p), h = p->wide ? 136 : p->low ? 144 : 176;
	int advice_h = s ? 0 : page_advice_height(p, area.w, elsewhere);
	h = advice_h > h ? advice_h : h;
	int below = area.y + area.h - buttons_h, y = below - 12 - h;
	struct scene_rect r = {area.x, y, area.w, h};
	if (s) {
		page_take(p, r, s, "kiosk.procedure.take");
	} else {
		page_advice(p, r, "help", elsewhere);
	}
	buttons(p, (struct scene_rect){area.x, below, area.w, buttons_h});
	return y;
}

/* Whether the full name says more than the title and must be read elsewhere. */
static bool named(const struct page *p, bool cut) {
	const struct procedure_view *v = &p->flow->procedure;
	size_t shown = text_length(procedure_view_short(v, p->lang));
	return cut || text_length(procedure_view_name(v, p->lang)) > shown + NAME_MORE;
}

/* Reading above, pressing below: what does not fit there is the last leaf of the papers. */
static void tall_low(struct page *p, int y, int foot, bool name) {
	struct scene_rect card = {p->x, y, p->w, p->press_top - GAP - y};
	struct scene_rect pager = {p->x, p->press_top, p->w, 100};
	bool many = name || page_papers_height(p, p->w) > card.h;
	int from = p->press_top + (many ? 112 : 0);
	bool below = page_facts_height(p, p->w) <= foot - from;
	if (below) {
		page_facts(p, (struct scene_rect){p->x, from, p->w, foot - from}, true);
	}
	if (page_papers(p, card, pager, name, !below)) {
		page_facts(p, card, false);
	}
}

/* Papers and facts in one card, leafed through. */
static void leafed(struct page *p, struct scene_rect area, bool name) {
	struct scene_rect pager = {area.x, area.y + area.h - 100, area.w, 100};
	area.h -= 112;
	if (page_papers(p, area, pager, name, true)) {
		page_facts(p, area, false);
	}
}

static void tall(struct page *p) {
	struct scene_rect area = {p->x, p->top, p->w, p->bottom - p->top};
	meta(p, (struct scene_rect){p->x, p->top - 14, p->w, 52});
	int y = p->top + 42;
	bool cut;
	y += title(p, (struct scene_rect){p->x, y, p->w, 0}, &cut) + GAP;
	size_t from = p->scene->count;
	int foot = choices(p, area) - GAP;
	size_t to = p->scene->count;
	if (p->low) {
		tall_low(p, y, foot, named(p, cut));
		scene_put_last(p->scene, from, to);
		return;
	}
	int whole = foot - y, room = whole - GAP - page_papers_height(p, p->w);
	room -= named(p, cut) ? PAGER : 0;
	int least = page_facts_height(p, p->w), most = whole * 60 / 100;
	if (page_facts_least(p, p->w) > most || whole - most < page_grow(p, 300)) {
		leafed(p, (struct scene_rect){p->x, y, p->w, whole}, named(p, cut));
		scene_put_last(p->scene, from, to);
		return;
	}
	room = room < least ? least : room > most ? most : room;
	int facts_y = page_facts(p, (struct scene_rect){p->x, foot - room, p->w, room}, true);
	struct scene_rect card = {p->x, y, p->w, facts_y - GAP - y};
	page_papers(p, card, (struct scene_rect){0, 0, 0, 0}, named(p, cut), false);
	scene_put_last(p->scene, from, to);
}

static void wide(struct page *p) {
	int left_w = p->large ? 900 : 1000, x = p->x + left_w + 24, w = p->w - left_w - 24,
	    y = p->top + 46;
	meta(p, (struct scene_rect){p->x, p->top - 10, left_w, 52});
	bool cut;
	y += title(p, (struct scene_rect){p->x, y, left_w, 0}, &cut) + GAP;
	size_t from = p->scene->count;
	int foot = choices(p, (struct scene_rect){x, p->top, w, p->bottom - p->top}) - GAP;
	size_t to = p->scene->count;
	struct scene_rect card = {p->x, y, left_w, p->bottom - y};
	struct scene_rect right = {x, p->top, w, foot - p->top};
	if (page_facts_least(p, w) > right.h) {
		page_facts_brief(p, right);
		leafed(p, card, named(p, cut));
	} else {
		page_facts(p, right, false);
		page_papers(p, card, (struct scene_rect){0, 0, 0, 0}, named(p, cut), false);
	}
	scene_put_last(p->scene, from, to);
}

void page_procedure(struct page *p) {
	page_header(p);
	int advice_h = page_printer_advice(p, p->top);
	p->top += advice_h > 0 ? advice_h + 12 : 0;
	if (p->wide) {
		wide(p);
	} else {
		tall(p);
	}
}
