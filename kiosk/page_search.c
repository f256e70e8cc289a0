/* Looking for a procedure: what was typed, what was found or is done most, the keys. */
#include "kiosk/page.h"

#include "common/text.h"

#include <stdio.h>
#include <string.h>

/* With fewer letters nobody has yet said what he looks for. */
enum { GAP = 12, WORD_LEAST = 3 };

/* Where things are: entry, count line, list, pager, keys; an empty rectangle is not there. */
struct places {
	struct scene_rect entry, count, list, pager, ground, hint, keys, show;
};

static int list_bottom(const struct scene_rect *pager) {
	return pager->y - GAP;
}

static struct places places_tall(const struct page *p) {
	int x = p->x, w = p->w;
	bool hidden = p->flow->keyboard_hidden;
	struct places a = {.entry = {x, 188, w, 116}, .count = {x, 318, w, 60}};
	int list_y = 388;
	if (p->low) {
		a.entry.y = 736;
		a.count.y = 872;
		list_y = p->press_top;
	}
	if (hidden) {
		a.show = (struct scene_rect){x, 1776, w, 104};
		a.pager = (struct scene_rect){x, 1660, w, 100};
	} else {
		int key_h = p->low ? 88 : 104, keys_h = 5 * (key_h + GAP) - GAP;
		a.keys = (struct scene_rect){x, 1880 - keys_h, w, keys_h};
		int top = a.keys.y - (p->low ? 16 : 76);
		a.ground = (struct scene_rect){0, top, 1080, 1920 - top};
		if (!p->low) {
			a.hint = (struct scene_rect){x, top + 14, w, 54};
		}
		a.pager = (struct scene_rect){x, p->low ? top - 116 : top - 140, w, 100};
	}
	a.list = (struct scene_rect){x, list_y, w, list_bottom(&a.pager) - list_y};
	return a;
}

static struct places places_wide(const struct page *p) {
	bool hidden = p->flow->keyboard_hidden;
	int x = p->x, w = hidden ? p->w : 880;
	int list_y = p->low ? p->press_top : p->top + 182;
	struct places a = {
		.entry = {x, p->top, w, 108},
		.count = {x, list_y - 62, w, 50},
		.pager = {x, 940, hidden ? 1200 : w, 100},
	};
	a.list = (struct scene_rect){x, list_y, w, list_bottom(&a.pager) - list_y};
	if (hidden) {
		a.show = (struct scene_rect){x + 1224, 940, p->w - 1224, 100};
		return a;
	}
	int key_h = p->low ? 88 : 120, keys_h = 5 * (key_h + GAP) - GAP;
	a.keys = (struct scene_rect){960, 1040 - keys_h, 920, keys_h};
	a.ground = (struct scene_rect){940, 112, 980, 968};
	a.hint = (struct scene_rect){960, a.keys.y - 84, 920, 60};
	return a;
}

/* The end of the query that fits: what is being typed stays in sight. */
static const char *tail(const char *query, int px, int w) {
	while (*query && font_width(FONT_BOLD, px, query) > w) {
		query++;
		while (((unsigned char)*query & 0xC0) == 0x80) {
			query++;
		}
	}
	return query;
}

static void clear_button(struct page *p, struct scene_rect r) {
	const char *text = page_word(p, "kiosk.search.clear");
	struct scene_item *b = parts_key(
		p->scene, r, 6, SCENE_NORMAL, "clear", text, page_word(p, "kiosk.search.clear"));
	if (b->state == SCENE_NORMAL) {
		b->border_px = 0;
	}
	scene_box(p->scene, (struct scene_rect){r.x - 14, r.y, 2, r.h}, 0, p->theme->rule, 0,
		SCENE_NONE);
	struct scene_type t = {.weight = FONT_BOLD, .color = p->theme->ink};
	t.px = font_fitting(FONT_BOLD, page_px(p, THEME_BODY), text, r.w - 70);
	parts_label(p->scene, r, "close", 36, t, text);
}

/* The entry is where the keys write: it has the ring. */
static void entry(struct page *p, struct scene_rect r) {
	const struct theme *t = p->theme;
	const char *query = p->flow->query;
	struct scene_rect ring = {r.x - 6, r.y - 6, r.w + 12, r.h + 12};
	scene_box(p->scene, ring, 18, t->hoe, 0, SCENE_NONE);
	struct scene_item *box = scene_box(p->scene, r, 12, t->card, t->strong_px, t->cham);
	scene_name_item(box, "query", query);
	scene_icon(p->scene, (struct scene_rect){r.x + 34, r.y + (r.h - 56) / 2, 56, 56}, "search",
		t->cham);
	bool clear = query[0] && r.y >= p->press_top;
	int clear_w = page_grow(p, 190), x = r.x + 116;
	int room = r.w - 116 - 24 - (clear ? clear_w + 20 : 0);
	struct scene_type type = {
		.weight = FONT_BOLD, .px = page_grow(p, 48), .color = t->ink, .place = SCENE_CAPS};
	const char *shown = tail(query, type.px, room - 16);
	int text_w = *shown ? font_width(FONT_BOLD, type.px, shown) : 0;
	if (*shown) {
		scene_text(p->scene, (struct scene_rect){x, r.y, text_w + 4, r.h}, type, shown);
	}
	int caret_h = r.h * 64 / 116;
	scene_box(p->scene,
		(struct scene_rect){x + text_w + 6, r.y + (r.h - caret_h) / 2, 5, caret_h}, 0,
		t->ink, 0, SCENE_NONE);
	if (clear) {
		clear_button(p, (struct scene_rect){r.x + r.w - clear_w - 14, r.y + (r.h - 88) / 2,
					clear_w, 88});
	}
}

static void count_line(struct page *p, struct scene_rect r, const struct results *found) {
	char text[PHRASE_SIZE], n[16];
	const char *key = "kiosk.search.count";
	if (!found->known || found->count == 0) {
		return;
	}
	if (!p->flow->query[0]) {
		key = "kiosk.search.often";
	} else if (found->count == FLOW_RESULTS_MAX) {
		key = "kiosk.search.many";
	} else if (found->count == 1) {
		key = "kiosk.search.one";
	}
	snprintf(n, sizeof n, "%d", found->count);
	words_fill(text, sizeof text, p->lang, key, "n", n, "bold", LINES_BOLD, NULL);
	struct scene_type t = {
		.px = page_px(p, THEME_SMALL), .color = p->theme->ink_2, .place = SCENE_MIDDLE};
	struct lines_type one = scene_lines_type(&t);
	char *more = strrchr(text, LINES_BOLD[0]);
	if (more && lines_width(&one, text) > r.w) {
		more[1] = '\0';
	}
	scene_text(p->scene, r, t, text);
}

static void rows(struct page *p, const struct places *a, const struct results *found) {
	int row_h = p->large ? 136 : p->wide ? 120 : 128;
	int fitting = (a->list.h + GAP) / (row_h + GAP);
	struct slice s =
		page_slice(p->flow->page[SCREEN_SEARCH], found->count, fitting > 0 ? fitting : 1);
	for (int i = 0; i < s.count; i++) {
		struct scene_rect r = {a->list.x, a->list.y + i * (row_h + GAP), a->list.w, row_h};
		page_procedure_row(p, r, &found->rows[s.first + i], p->flow->query);
	}
	page_pager(p, a->pager, &s, true);
}

/* Nothing to list: say how to search, or that it was not found and who helps. */
static void no_rows(struct page *p, const struct places *a) {
	struct slice s = page_slice(0, 0, 1);
	struct scene_rect r = a->list;
	page_pager(p, a->pager, &s, true);
	if (p->flow->alone) {
		page_alone_advice(p, r);
		return;
	}
	if (text_length(p->flow->query) < WORD_LEAST) {
		page_advice(p, r, "search", page_word(p, "kiosk.search.examples"));
	} else if (flow_found_nothing(p->flow, p->now_ms)) {
		int h = page_advice(p, r, "help", page_word(p, "kiosk.search.nothing"));
		struct scene_rect help = {r.x, r.y + h + 16, 480, 104};
		if (r.h - h > 120) {
			page_button(p, help, PARTS_SECONDARY, "help", "help",
				page_word(p, "kiosk.control.help"));
		}
	} else {
		page_prose(p, r, THEME_BODY, FONT_REGULAR, p->theme->ink_2, 1,
			page_word(p, "kiosk.search.looking"));
	}
}

static void keys(struct page *p, const struct places *a) {
	if (p->flow->keyboard_hidden) {
		page_button(p, a->show, PARTS_SECONDARY, "keyboard", "key:show",
			page_word(p, "kiosk.key.show"));
		return;
	}
	scene_box(p->scene, a->ground, 0, p->theme->sunk, 0, SCENE_NONE);
	if (!p->wide) {
		scene_box(p->scene, (struct scene_rect){0, a->ground.y, a->ground.w, 2}, 0,
			p->theme->line, 0, SCENE_NONE);
	}
	if (a->hint.w > 0) {
		const char *text = page_word(p, "kiosk.search.hint");
		struct scene_type t = {
			.px = font_fitting(FONT_REGULAR, page_px(p, THEME_SMALL), text, a->hint.w),
			.color = p->theme->ink_2,
			.place = SCENE_MIDDLE,
		};
		scene_text(p->scene, a->hint, t, text);
	}
	page_keyboard(p, a->keys);
}

void page_search(struct page *p) {
	const struct results *found = p->flow->query[0] ? &p->flow->results : &p->flow->often;
	struct places a = p->wide ? places_wide(p) : places_tall(p);
	page_header(p);
	if (p->low && !p->wide) {
		page_title(p, (struct scene_rect){p->x, 220, p->w, 0}, page_px(p, THEME_TITLE),
			page_word(p, "kiosk.search.title"));
	}
	entry(p, a.entry);
	count_line(p, a.count, found);
	if (found->known && found->count > 0) {
		rows(p, &a, found);
	} else {
		no_rows(p, &a);
	}
	keys(p, &a);
}
