/* The code of an appointment slip: scan it, or type it. */
#include "kiosk/page.h"

enum { GAP = 12 };

/* Where things are; the keys' ground is sunk. */
struct places {
	struct scene_rect title, entry, advice, clear, check, ground, keys, none, back;
};

static struct scene_rect right_of(struct scene_rect r, int w) {
	return (struct scene_rect){r.x + r.w + GAP, r.y, w - r.w - GAP, r.h};
}

static struct places places_tall(const struct page *p) {
	int x = p->x, w = p->w, button_h = p->low ? 104 : 116, key_h = p->low ? 92 : 112;
	int keys_h = 4 * (key_h + GAP) - GAP;
	struct places a = {.title = {x, p->top, w, 0}};
	a.back = (struct scene_rect){x, 1880 - button_h, (w - GAP) / 2, button_h};
	a.none = right_of(a.back, w);
	a.keys = (struct scene_rect){x, a.back.y - 28 - keys_h, w, keys_h};
	a.ground = (struct scene_rect){0, a.keys.y - 16, p->scene->w_px, keys_h + 32};
	a.clear = (struct scene_rect){x, a.ground.y - 16 - button_h, w / 3, button_h};
	a.check = right_of(a.clear, w);
	a.entry = (struct scene_rect){x, a.clear.y - 28 - 128, w, 128};
	a.advice = (struct scene_rect){x, p->top, w, a.entry.y - 28 - p->top};
	return a;
}

static struct places places_wide(const struct page *p) {
	int x = p->x, w = 860, button_h = 112, key_h = p->low ? 85 : 112;
	int keys_h = 4 * (key_h + GAP) - GAP;
	struct places a = {.title = {x, p->top, w, 0}};
	a.back = (struct scene_rect){x, 1040 - button_h, (w - GAP) / 2, button_h};
	a.none = right_of(a.back, w);
	a.clear = (struct scene_rect){960, 1040 - button_h, 300, button_h};
	a.check = right_of(a.clear, 920);
	a.keys = (struct scene_rect){960, a.clear.y - GAP - keys_h, 920, keys_h};
	a.ground = (struct scene_rect){940, 112, 980, 968};
	a.entry = (struct scene_rect){960, a.keys.y - 28 - 116, 920, 116};
	a.advice = (struct scene_rect){x, p->top, w, a.back.y - 28 - p->top};
	return a;
}

/* A code that is not whole is heard sign by sign. */
static const char *spelled(const char *typed, char said[static PHRASE_SIZE]) {
	said[0] = '\0';
	for (const char *c = typed; *c; c++) {
		phrase_join(said, said, (char[]){*c, ' ', '\0'}, NULL);
	}
	return said;
}

/* The largest size in which the code is in sight whole. */
static void entry(struct page *p, struct scene_rect r) {
	char said[PHRASE_SIZE];
	const struct theme *t = p->theme;
	const char *typed = p->flow->slip.typed;
	struct scene_rect ring = {r.x - 6, r.y - 6, r.w + 12, r.h + 12};
	scene_box(p->scene, ring, 18, t->hoe, 0, SCENE_NONE);
	struct scene_item *box = scene_box(p->scene, r, 12, t->card, 4, t->cham);
	if (!*typed) {
		scene_name_item(box, "slip-code", page_word(p, "kiosk.code.empty"));
	}
	scene_icon(p->scene, (struct scene_rect){r.x + 30, r.y + (r.h - 56) / 2, 56, 56},
		"document", t->cham);
	int x = r.x + 112, room = r.w - 112 - 40;
	struct scene_type type = {.weight = FONT_BOLD, .color = t->ink, .place = SCENE_CAPS};
	type.px = font_fitting(FONT_BOLD, page_grow(p, 52), typed, room);
	int text_w = *typed ? font_width(FONT_BOLD, type.px, typed) : 0;
	if (*typed) {
		struct scene_rect text = {x, r.y, text_w + 4, r.h};
		scene_name_item(
			scene_text(p->scene, text, type, typed), "slip-code", spelled(typed, said));
	}
	int caret_h = r.h * 6 / 10;
	scene_box(p->scene,
		(struct scene_rect){x + text_w + 6, r.y + (r.h - caret_h) / 2, 5, caret_h}, 0,
		t->ink, 0, SCENE_NONE);
}

/* What to do, or what is wrong with what was typed. */
static void advice(struct page *p, struct scene_rect r) {
	const struct flow *f = p->flow;
	int title_h =
		page_title(p, r, page_px(p, THEME_TITLE), page_word(p, "kiosk.code.title")) + 20;
	r.y += title_h;
	r.h -= title_h;
	if (f->slip.wrong) {
		page_advice(p, r, "warning", page_word(p, "kiosk.code.wrong"));
		return;
	}
	page_advice(p, r, "qr", page_word(p, "kiosk.code.how"));
}

void page_code(struct page *p) {
	struct places a = p->wide ? places_wide(p) : places_tall(p);
	page_header(p);
	scene_box(p->scene, a.ground, 0, p->theme->sunk, 0, SCENE_NONE);
	advice(p, a.advice);
	entry(p, a.entry);
	page_button(
		p, a.clear, PARTS_SECONDARY, "close", "clear", page_word(p, "kiosk.search.clear"));
	page_button(p, a.check, PARTS_PRIMARY, "search", "check", page_word(p, "kiosk.code.check"));
	page_keyboard_code(p, a.keys);
	page_button(p, a.back, PARTS_SECONDARY, "arrow-left", "back", page_word(p, "kiosk.back"));
	page_button(p, a.none, PARTS_SECONDARY, "help", "no-code", page_word(p, "kiosk.code.none"));
}
