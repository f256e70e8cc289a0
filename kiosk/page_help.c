/* How to use the machine, and where people help. */
#include "kiosk/page.h"

static const struct entry {
	const char *icon, *key;
} entries[] = {
	{"search", "kiosk.help.search"},
	{"list", "kiosk.help.service"},
	{"printer", "kiosk.help.slip"},
	{"priority", "kiosk.help.priority"},
	{"bell", "kiosk.help.call"},
};
enum { ENTRIES = sizeof entries / sizeof entries[0] };

static int icon_px(const struct page *p) {
	return p->wide ? 56 : page_grow(p, 56);
}

static int gap(const struct page *p) {
	return p->wide ? 14 : 32;
}

static struct scene_type entry_type(const struct page *p, int px) {
	struct scene_type t = {
		.px = px, .color = p->theme->ink, .place = SCENE_MIDDLE, .max_lines = 4};
	t.prose = true;
	t.line_px = px * 13 / 10;
	return t;
}

static int text_w(const struct page *p, int card_w) {
	return card_w - icon_px(p) - 104;
}

static int entry_height(const struct page *p, int i, int px, int card_w) {
	struct scene_type t = entry_type(p, px);
	int h = scene_text_height(&t, page_word(p, entries[i].key), text_w(p, card_w));
	return h > icon_px(p) ? h : icon_px(p);
}

static int card_height(const struct page *p, int px, int card_w) {
	int h = gap(p);
	for (int i = 0; i < ENTRIES; i++) {
		h += entry_height(p, i, px, card_w) + gap(p);
	}
	return h;
}

/* The largest of the sizes in which all entries fit, or the least. */
static int fitting_px(const struct page *p, struct scene_rect r) {
	int px = p->large ? 46 : 40;
	while (px > 36 && card_height(p, px, r.w) > r.h) {
		px -= 2;
	}
	return px;
}

static void list(struct page *p, struct scene_rect r) {
	int px = fitting_px(p, r), y = r.y + gap(p), left = icon_px(p) + 72;
	struct scene_type t = entry_type(p, px);
	r.h = card_height(p, px, r.w);
	scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	for (int i = 0; i < ENTRIES; i++) {
		int h = entry_height(p, i, px, r.w), side = icon_px(p);
		struct scene_rect icon = {r.x + 36, y + (h - side) / 2, side, side};
		struct scene_rect text = {r.x + left, y, text_w(p, r.w), h};
		scene_icon(p->scene, icon, entries[i].icon, p->theme->cham);
		scene_text(p->scene, text, t, page_word(p, entries[i].key));
		y += h + gap(p);
	}
}

struct choice {
	const char *icon, *id, *key;
};

/* Back, and how the machine is to be used by those who do not see it. */
static void choices(struct page *p, struct scene_rect r) {
	const struct flow *f = p->flow;
	const struct choice all[] = {
		{"arrow-left", "back", "kiosk.back"},
		{f->spoken ? NULL : "speaker", "headphones",
			f->spoken ? "kiosk.help.spoken.off" : "kiosk.help.spoken"},
		{NULL, "dark", f->dark ? "kiosk.help.dark.off" : "kiosk.help.dark"},
	};
	int count = f->silent ? 1 : f->spoken ? 3 : 2;
	for (int i = 0; i < count; i++) {
		int left = (r.w + 12) * i / count, right = (r.w + 12) * (i + 1) / count - 12;
		struct scene_rect box = {r.x + left, r.y, right - left, r.h};
		struct scene_item *b = page_button(p, box, i == 0 ? PARTS_PRIMARY : PARTS_SECONDARY,
			all[i].icon, all[i].id, page_word(p, all[i].key));
		b->first = i == 1;
	}
}

void page_help(struct page *p) {
	char person[PHRASE_SIZE];
	phrase_guide(person, p->lang, p->flow->guide_counter);
	struct scene_rect r = {p->x, p->top, p->w, 0};
	page_header(p);
	r.y += page_title(p, r, page_px(p, THEME_TITLE), page_word(p, "kiosk.help.title")) + 16;
	r.y += page_advice(p, r, "help", person) + 20;
	int h = p->wide ? 104 : 132;
	r.h = p->bottom - h - 16 - r.y;
	list(p, r);
	choices(p, (struct scene_rect){p->x, p->bottom - h, p->w, h});
}
