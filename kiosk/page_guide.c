/* A person is asked about a procedure: where people help, what to tell them, a number for it. */
#include "kiosk/page.h"

enum { GAP = 20, PAD = 28 };

/* What to tell: the code, and as much of the name as there is room for. */
static void procedure(struct page *p, struct scene_rect r) {
	const struct procedure_view *v = &p->flow->procedure;
	const char *name = procedure_view_short(v, p->lang);
	char code[PHRASE_SIZE];
	struct scene_type plain = {.px = page_px(p, THEME_BODY), .color = p->theme->ink_2};
	struct scene_type bold = {.weight = FONT_BOLD,
		.px = page_px(p, THEME_HEADING),
		.color = p->theme->ink,
		.prose = true};
	int line = plain.px * 13 / 10, w = r.w - 2 * PAD, y = r.y + PAD;
	bold.line_px = bold.px * 13 / 10;
	int room = r.h - 2 * PAD - line - bold.line_px - 16;
	bold.max_lines = room / bold.line_px > 0 ? room / bold.line_px : 1;
	int h = scene_text_height(&bold, name, w);
	r.h -= room - h;
	scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	scene_text(p->scene, (struct scene_rect){r.x + PAD, y, w, line}, plain,
		page_word(p, "kiosk.guide.say"));
	y += line + 8;
	scene_text(p->scene, (struct scene_rect){r.x + PAD, y, w, h}, bold, name);
	y += h + 8;
	bold.prose = false;
	bold.whole = true;
	words_fill(code, sizeof code, p->lang, "kiosk.code", "code", v->code, NULL);
	struct scene_item *item = scene_text(
		p->scene, (struct scene_rect){r.x + PAD, y, w, bold.line_px}, bold, code);
	scene_name_item(item, "code", NULL);
}

void page_guide(struct page *p) {
	char person[PHRASE_SIZE];
	const struct office_service *s = flow_take_service(p->flow);
	phrase_guide(person, p->lang, p->flow->guide_counter);
	struct scene_rect r = {p->x, p->top, p->w, 0};
	page_header(p);
	r.y += page_title(p, r, page_px(p, THEME_TITLE), page_word(p, "kiosk.guide.title")) + 16;
	r.y += page_advice(p, r, "help", person) + GAP;
	int back_h = p->low || p->wide ? 104 : 132, take_h = s ? 164 : 0;
	int foot = p->bottom - back_h - take_h - 12;
	r.h = foot - GAP - r.y;
	procedure(p, r);
	if (s) {
		page_take(p, (struct scene_rect){p->x, foot, p->w, take_h}, s, "kiosk.guide.take");
	}
	page_button(p, (struct scene_rect){p->x, p->bottom - back_h, p->w, back_h}, PARTS_SECONDARY,
		"arrow-left", "back", page_word(p, "kiosk.back"));
}
