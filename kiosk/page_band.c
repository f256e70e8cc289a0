/* The band at the top and the controls at the bottom. */
#include "kiosk/page.h"

#include "common/clock.h"

#include <stdio.h>
#include <string.h>

/* The size in which the part before a line break fits; `px` where there is no break. */
static int broken_px(const char *name, int px, int w) {
	char first[PHRASE_SIZE];
	size_t n = strcspn(name, "\n");
	memcpy(first, name, n);
	first[n] = '\0';
	return name[n] ? font_fitting(FONT_BOLD, px, first, w) : px;
}

static void office_name(struct page *p, struct scene_rect r, int px) {
	char name[PHRASE_SIZE];
	if (!p->flow->office_known) {
		return;
	}
	phrase_office(name, p->lang, &p->flow->office);
	px = broken_px(name, px, r.w);
	if (px < PAGE_LEAST_PX) {
		phrase_join(name, words_name(p->lang, &p->flow->office.name), NULL);
		px = PAGE_LEAST_PX;
	}
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = px,
		.color = p->theme->on_band,
		.place = SCENE_MIDDLE,
		.max_lines = 2,
		.line_px = px * 135 / 100,
	};
	scene_name_item(scene_text(p->scene, r, t, name), "office", NULL);
}

static void clock_face(struct page *p, struct scene_rect r, int px, enum scene_align align) {
	char time[8];
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = px,
		.color = p->theme->on_band,
		.align = align,
		.place = SCENE_CAPS,
		.whole = true,
	};
	scene_name_item(scene_text(p->scene, r, t, clock_hhmm(p->wall_ms, time)), "clock", NULL);
}

static void date(struct page *p, struct scene_rect r, int px, enum scene_align align, bool brief) {
	char text[PHRASE_SIZE];
	struct scene_type t = {.px = px,
		.color = p->theme->on_band,
		.align = align,
		.place = SCENE_CAPS,
		.whole = true};
	phrase_date(text, p->lang, p->wall_ms, brief);
	scene_name_item(scene_text(p->scene, r, t, text), "date", NULL);
}

static void band(struct page *p, int h) {
	int w = p->scene->w_px;
	scene_box(p->scene, (struct scene_rect){0, 0, w, h}, 0, p->theme->band, 0, SCENE_NONE);
	scene_box(p->scene, (struct scene_rect){0, h - 4, w, 4}, 0, p->theme->cham, 0, SCENE_NONE);
}

static void header_wide(struct page *p) {
	int w = p->scene->w_px;
	band(p, 112);
	scene_icon(p->scene, (struct scene_rect){40, 20, 72, 72}, "door", p->theme->on_band);
	office_name(p, (struct scene_rect){136, 4, w - 136 - 560, 104}, 36);
	date(p, (struct scene_rect){w - 560, 0, 300, 112}, 36, SCENE_RIGHT, true);
	clock_face(p, (struct scene_rect){w - 250, 0, 210, 112}, 72, SCENE_RIGHT);
}

/* Up to the date. */
static int name_w(const struct page *p, int w) {
	char text[PHRASE_SIZE];
	phrase_date(text, p->lang, p->wall_ms, true);
	int room = w - 40 - font_width(FONT_REGULAR, 36, text) - 16 - 140;
	return room < 634 ? room : 634;
}

void page_header(struct page *p) {
	if (p->wide) {
		header_wide(p);
		return;
	}
	int w = p->scene->w_px;
	band(p, 160);
	scene_icon(p->scene, (struct scene_rect){40, 41, 80, 80}, "door", p->theme->on_band);
	office_name(p, (struct scene_rect){140, 20, name_w(p, w), 120}, 36);
	clock_face(p, (struct scene_rect){w - 300, 28, 260, 66}, 72, SCENE_RIGHT);
	date(p, (struct scene_rect){w - 340, 98, 300, 38}, 36, SCENE_RIGHT, true);
}

static void question_lines(struct page *p, const char *question, const char *hint, int y) {
	struct scene_type bold = {.weight = FONT_BOLD,
		.px = page_px(p, THEME_DISPLAY) > 64 ? 74 : 64,
		.color = p->theme->on_band};
	bold.px = font_fitting(FONT_BOLD, bold.px, question, p->w);
	scene_text(p->scene, (struct scene_rect){p->x, y, p->w, 96}, bold, question);
	struct scene_type plain = {.px = p->large ? 52 : 42, .color = p->theme->on_band};
	plain.px = font_fitting(FONT_REGULAR, plain.px, hint, p->w - 120);
	scene_text(p->scene, (struct scene_rect){p->x, y + 100, p->w - 100, 72}, plain, hint);
	scene_icon(p->scene, (struct scene_rect){p->x + p->w - 72, y + 96, 72, 72}, "arrow-down",
		p->theme->on_band);
}

void page_header_tall(struct page *p, const char *question, const char *hint) {
	band(p, 936);
	office_name(p, (struct scene_rect){p->x, 52, p->w, 176}, 54);
	clock_face(p, (struct scene_rect){p->x, 320, 560, 190}, 190, SCENE_LEFT);
	date(p, (struct scene_rect){p->x, 536, 640, 80}, 52, SCENE_LEFT, false);
	scene_icon(p->scene, (struct scene_rect){740, 330, 300, 300}, "door", p->theme->on_band);
	question_lines(p, question, hint, 704);
}

struct control {
	const char *id, *icon, *word, *spoken;
	bool on;
};

enum { CONTROLS = 7, ABOVE = 3, CONTROL_GAP = 12, ICON = 52, ICON_GAP = 12, SPARE = 32 };

/* What is on has a check in its corner. */
static void control(struct page *p, struct scene_rect r, const struct control *c, int px) {
	struct scene_item *b = parts_button(p->scene, r, PARTS_SECONDARY,
		c->on ? SCENE_ON : SCENE_NORMAL, c->id, c->word, c->spoken);
	uint32_t color = parts_on(p->scene, PARTS_SECONDARY, b->state);
	int text_w = font_width(FONT_REGULAR, px, c->word);
	int x = r.x + (r.w - ICON - ICON_GAP - text_w) / 2;
	scene_icon(p->scene, (struct scene_rect){x, r.y + (r.h - ICON) / 2, ICON, ICON}, c->icon,
		color);
	struct scene_type t = {.px = px, .color = color, .place = SCENE_CAPS, .whole = true};
	scene_text(p->scene, (struct scene_rect){x + ICON + ICON_GAP, r.y, text_w + 2, r.h}, t,
		c->word);
	if (c->on) {
		scene_icon(p->scene, (struct scene_rect){r.x + r.w - 36, r.y + 8, 28, 28}, "check",
			color);
	}
}

static int control_w(const struct control *c, int px) {
	return ICON + ICON_GAP + font_width(FONT_REGULAR, px, c->word);
}

/* The room that so many controls in a line leave over. */
static int spare_w(const struct page *p, const struct control *c, int count, int px) {
	int w = p->w - (count - 1) * CONTROL_GAP;
	for (int i = 0; i < count; i++) {
		w -= control_w(&c[i], px);
	}
	return w;
}

static int fitting_px(const struct page *p, const struct control *c, int count) {
	int px = page_px(p, THEME_SMALL);
	while (px > 36 && spare_w(p, c, count, px) < count * SPARE) {
		px--;
	}
	return px;
}

/* `count` controls in a line, the room that is left shared evenly among them. */
static void control_line(struct page *p, int y, int h, const struct control *c, int count, int px) {
	int spare = spare_w(p, c, count, px), x = p->x;
	for (int i = 0; i < count; i++) {
		int w = control_w(&c[i], px) + spare / count;
		w = i + 1 < count ? w : p->x + p->w - x;
		control(p, (struct scene_rect){x, y, w, h}, &c[i], px);
		x += w + CONTROL_GAP;
	}
}

/* What is said of a control: what it does and whether it is on. */
static const char *said(
	const struct page *p, const char *key, bool on, char buf[static PHRASE_SIZE]) {
	return phrase_join(buf, page_word(p, key), on ? ", " : "",
		on ? page_word(p, "kiosk.control.on") : "", NULL);
}

void page_footer(struct page *p) {
	const struct flow *f = p->flow;
	char priority[PHRASE_SIZE], large[PHRASE_SIZE], low[PHRASE_SIZE], dark[PHRASE_SIZE],
		listen[PHRASE_SIZE];
	const struct control c[CONTROLS] = {
		{"priority", "priority", page_word(p, "kiosk.control.priority"),
			said(p, "kiosk.control.priority.spoken", f->priority[0], priority),
			f->priority[0]},
		{"help", "help", page_word(p, "kiosk.control.help"), NULL, false},
		{p->lang == LANG_VI ? "lang:en" : "lang:vi", "globe",
			page_word(p, "kiosk.control.lang"),
			page_word(p, "kiosk.control.lang.spoken"), false},
		{"large", "text-larger", page_word(p, "kiosk.control.large"),
			said(p, "kiosk.control.large.spoken", f->large, large), f->large},
		{"low", "wheelchair", page_word(p, "kiosk.control.low"),
			said(p, "kiosk.control.low.spoken", f->low, low), f->low},
		{"contrast", "contrast", page_word(p, "kiosk.control.contrast"),
			said(p, "kiosk.control.contrast.spoken", f->contrast, dark), f->contrast},
		{"listen", "speaker", page_word(p, "kiosk.control.listen"),
			said(p, "kiosk.control.listen.spoken", f->listening, listen), f->listening},
	};
	int screen_h = p->scene->h_px, top = p->bottom + 24, count = CONTROLS - f->silent;
	scene_box(p->scene, (struct scene_rect){0, top, p->scene->w_px, screen_h - top}, 0,
		p->theme->sunk, 0, SCENE_NONE);
	if (p->wide) {
		control_line(p, top + 24, 96, c, count, fitting_px(p, c, count));
		return;
	}
	int y = top + (p->low ? 16 : 24), h = (screen_h - 24 - CONTROL_GAP - y) / 2;
	int below = count - ABOVE, px = fitting_px(p, c + ABOVE, below);
	control_line(p, y, h, c, ABOVE, px);
	control_line(p, y + h + CONTROL_GAP, h, c + ABOVE, below, px);
}
