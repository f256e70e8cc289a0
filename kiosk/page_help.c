/* How to use the machine, and where people help. */
#include "kiosk/page.h"

#include <stdio.h>

static int line(struct page *p, struct scene_rect r, const char *icon, const char *text) {
	int icon_px = page_grow(p, 56);
	struct scene_type t = {.px = p->large ? 46 : 40,
		.color = p->theme->ink,
		.place = SCENE_MIDDLE,
		.max_lines = 4,
		.prose = true};
	t.line_px = t.px * 13 / 10;
	int left = icon_px + 72, w = r.w - left - 32, h = scene_text_height(&t, text, w);
	h = h > icon_px ? h : icon_px;
	scene_icon(p->scene,
		(struct scene_rect){r.x + 36, r.y + (h - icon_px) / 2, icon_px, icon_px}, icon,
		p->theme->cham);
	scene_text(p->scene, (struct scene_rect){r.x + left, r.y, w, h}, t, text);
	return h;
}

static void lines(struct page *p, struct scene_rect r) {
	static const struct {
		const char *icon, *key;
	} list[] = {
		{"search", "kiosk.help.search"},
		{"list", "kiosk.help.service"},
		{"printer", "kiosk.help.slip"},
		{"priority", "kiosk.help.priority"},
		{"bell", "kiosk.help.call"},
	};
	struct scene_item *card = scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	int y = r.y + (p->wide ? 20 : 32);
	for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
		y += line(p, (struct scene_rect){r.x, y, r.w, 0}, list[i].icon,
			     page_word(p, list[i].key)) +
		     (p->wide ? 14 : 32);
	}
	card->rect.h = y + 4 - r.y;
}

void page_help(struct page *p) {
	char digits[16], person[PHRASE_SIZE];
	int guide = p->flow->guide_counter;
	snprintf(digits, sizeof digits, "%d", guide);
	words_fill(person, sizeof person, p->lang,
		guide > 0 ? "kiosk.help.counter" : "kiosk.help.person", "n", digits, NULL);
	struct scene_rect r = {p->x, p->top, p->w, 0};
	page_header(p);
	r.y += page_title(p, r, page_px(p, THEME_TITLE), page_word(p, "kiosk.help.title")) + 16;
	r.y += page_advice(p, r, "help", person) + 20;
	lines(p, r);
	int h = p->wide ? 104 : 132;
	page_button(p, (struct scene_rect){p->x, p->bottom - h, p->w, h}, PARTS_PRIMARY,
		"arrow-left", "back", page_word(p, "kiosk.back"));
}
