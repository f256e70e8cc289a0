/* What people are told of the printer: before they take a number, and where its slip did not come.
 */
#include "kiosk/page.h"

#include <string.h>

enum { GAP = 16 };

static const char *cause(const struct page *p, const char *why) {
	static const struct {
		const char *why, *key;
	} table[] = {
		{"paper_out", "kiosk.printer.paper_out"},
		{"cover_open", "kiosk.printer.cover_open"},
		{"none", "kiosk.printer.none"},
		{"no_printer", "kiosk.printer.none"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (strcmp(table[i].why, why) == 0) {
			return page_word(p, table[i].key);
		}
	}
	return page_word(p, "kiosk.printer.trouble");
}

/* Low, so that what people came for keeps its place. */
static int strip(struct page *p, int y, const char *text) {
	int icon_px = 48, px = p->large && !p->wide ? 42 : 36;
	struct scene_type t = {.px = px,
		.line_px = px * 125 / 100,
		.color = p->theme->ink,
		.max_lines = 3,
		.prose = true};
	struct scene_rect inner = {p->x + 36 + icon_px, y + 14, p->w - icon_px - 60, 0};
	inner.h = scene_text_height(&t, text, inner.w);
	struct scene_rect r = {p->x, y, p->w, inner.h + 28};
	scene_box(p->scene, r, 6, p->theme->hoe_tint, 0, SCENE_NONE);
	scene_box(p->scene, (struct scene_rect){r.x, r.y, 6, r.h}, 0, p->theme->hoe, 0, SCENE_NONE);
	scene_icon(p->scene,
		(struct scene_rect){r.x + 20, r.y + (r.h - icon_px) / 2, icon_px, icon_px},
		"printer", p->theme->ink);
	scene_name_item(scene_text(p->scene, inner, t, text), "printer", NULL);
	return r.h;
}

int page_printer_advice(struct page *p, int y) {
	char text[PHRASE_SIZE];
	enum printer_state state = p->flow->printer;
	if (printer_prints(state)) {
		return 0;
	}
	words_fill(text, sizeof text, p->lang, "kiosk.printer.advice", "why",
		cause(p, printer_word(state)), NULL);
	return strip(p, y, text) + GAP;
}

const char *page_printer_remember(const struct page *p, char buf[static PHRASE_SIZE]) {
	const struct flow *f = p->flow;
	if (f->reprint == REPRINT_FAILED) {
		phrase_join(buf, page_word(p, "kiosk.step.reprint_failed"), NULL);
	} else {
		words_fill(buf, PHRASE_SIZE, p->lang, "kiosk.step.remember", "why",
			cause(p, f->failed_why), NULL);
	}
	return buf;
}
