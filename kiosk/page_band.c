/* The band at the top and the controls at the bottom. */
#include "kiosk/page.h"

#include "common/clock.h"

#include <stdio.h>
#include <string.h>

enum { NAME_LEAST = 35 };

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
	if (px < NAME_LEAST) {
		phrase_join(name, words_name(p->lang, &p->flow->office.name), NULL);
		px = NAME_LEAST;
	}
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = px,
		.color = p->theme->card,
		.place = SCENE_MIDDLE,
		.max_lines = 2,
		.line_px = px * 135 / 100,
	};
	scene_text(p->scene, r, t, name);
}

static void clock_face(struct page *p, struct scene_rect r, int px, enum scene_align align) {
	char time[8];
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = px,
		.color = p->theme->card,
		.align = align,
		.place = SCENE_CAPS,
		.whole = true,
	};
	scene_text(p->scene, r, t, clock_hhmm(p->wall_ms, time));
}

static void date(struct page *p, struct scene_rect r, int px, enum scene_align align, bool brief) {
	char text[PHRASE_SIZE];
	struct scene_type t = {.px = px,
		.color = p->theme->card,
		.align = align,
		.place = SCENE_CAPS,
		.whole = true};
	scene_text(p->scene, r, t, phrase_date(text, p->lang, p->wall_ms, brief));
}

static void header_wide(struct page *p) {
	int w = p->scene->w_px, white = (int)p->theme->card;
	scene_box(p->scene, (struct scene_rect){0, 0, w, 112}, 0, p->theme->cham, 0, SCENE_NONE);
	scene_icon(p->scene, (struct scene_rect){40, 20, 72, 72}, "door", (uint32_t)white);
	office_name(p, (struct scene_rect){136, 4, w - 136 - 560, 104}, 36);
	date(p, (struct scene_rect){w - 560, 0, 300, 112}, 36, SCENE_RIGHT, true);
	clock_face(p, (struct scene_rect){w - 250, 0, 210, 112}, 72, SCENE_RIGHT);
}

void page_header(struct page *p) {
	if (p->wide) {
		header_wide(p);
		return;
	}
	int w = p->scene->w_px;
	scene_box(p->scene, (struct scene_rect){0, 0, w, 160}, 0, p->theme->cham, 0, SCENE_NONE);
	scene_icon(p->scene, (struct scene_rect){40, 41, 80, 80}, "door", p->theme->card);
	office_name(p, (struct scene_rect){140, 20, 634, 120}, 36);
	clock_face(p, (struct scene_rect){w - 300, 28, 260, 66}, 72, SCENE_RIGHT);
	date(p, (struct scene_rect){w - 340, 98, 300, 38}, 36, SCENE_RIGHT, true);
}

static void question_lines(struct page *p, const char *question, const char *hint, int y) {
	struct scene_type bold = {.weight = FONT_BOLD,
		.px = page_px(p, THEME_DISPLAY) > 64 ? 74 : 64,
		.color = p->theme->card};
	bold.px = font_fitting(FONT_BOLD, bold.px, question, p->w);
	scene_text(p->scene, (struct scene_rect){p->x, y, p->w, 96}, bold, question);
	struct scene_type plain = {.px = p->large ? 52 : 42, .color = p->theme->card};
	plain.px = font_fitting(FONT_REGULAR, plain.px, hint, p->w - 120);
	scene_text(p->scene, (struct scene_rect){p->x, y + 100, p->w - 100, 72}, plain, hint);
	scene_icon(p->scene, (struct scene_rect){p->x + p->w - 72, y + 96, 72, 72}, "arrow-down",
		p->theme->card);
}

void page_header_tall(struct page *p, const char *question, const char *hint) {
	int w = p->scene->w_px;
	scene_box(p->scene, (struct scene_rect){0, 0, w, 936}, 0, p->theme->cham, 0, SCENE_NONE);
	office_name(p, (struct scene_rect){p->x, 52, p->w, 176}, 54);
	clock_face(p, (struct scene_rect){p->x, 320, 560, 190}, 190, SCENE_LEFT);
	date(p, (struct scene_rect){p->x, 536, 640, 80}, 52, SCENE_LEFT, false);
	scene_icon(p->scene, (struct scene_rect){740, 330, 300, 300}, "door", p->theme->card);
	question_lines(p, question, hint, 704);
}

struct control {
	const char *id, *icon, *word, *spoken;
	bool on;
};

static void control(struct page *p, struct scene_rect r, const struct control *c, bool in_line) {
	struct scene_item *b = parts_button(p->scene, r, PARTS_SECONDARY,
		c->on ? SCENE_ON : SCENE_NORMAL, c->id, c->word, c->spoken);
	uint32_t color = parts_on(p->scene, PARTS_SECONDARY, b->state);
	int px = in_line && !p->wide ? page_px(p, THEME_SMALL) : 36;
	if (in_line) {
		struct scene_type t = {.px = px, .color = color};
		t.px = font_fitting(FONT_REGULAR, px, c->word, r.w - 110);
		parts_label(p->scene, r, c->icon, 60, t, c->word);
		return;
	}
	px = page_px(p, THEME_SMALL);
	struct scene_rect icon = {r.x + (r.w - 60) / 2, r.y + 36, 60, 60};
	scene_icon(p->scene, icon, c->icon, color);
	struct scene_type t = {
		.px = font_fitting(FONT_REGULAR, px, c->word, r.w - 24),
		.color = color,
		.align = SCENE_CENTER,
		.place = SCENE_CAPS,
		.whole = true,
	};
	scene_text(p->scene, (struct scene_rect){r.x, r.y + 104, r.w, 56}, t, c->word);
}

/* `columns` controls of equal width in a line. */
static void control_line(
	struct page *p, int y, int h, const struct control *c, int columns, bool in_line) {
	for (int i = 0; i < columns; i++) {
		int left = (p->w + 12) * i / columns, right = (p->w + 12) * (i + 1) / columns - 12;
		control(p, (struct scene_rect){p->x + left, y, right - left, h}, &c[i], in_line);
	}
}

void page_footer(struct page *p) {
	const struct flow *f = p->flow;
	bool vi = p->lang == LANG_VI;
	const char *on = page_word(p, "kiosk.control.on");
	char large[PHRASE_SIZE], low[PHRASE_SIZE], priority[PHRASE_SIZE];
	const struct {
		bool on;
		const char *key;
		char *buf;
	} said[] = {{f->large, "kiosk.control.large.spoken", large},
		{f->low, "kiosk.control.low.spoken", low},
		{f->priority[0], "kiosk.control.priority.spoken", priority}};
	for (size_t i = 0; i < 3; i++) {
		phrase_join(said[i].buf, page_word(p, said[i].key), said[i].on ? ", " : "",
			said[i].on ? on : "", NULL);
	}
	const struct control c[] = {
		{"priority", "priority", page_word(p, "kiosk.control.priority"), priority,
			f->priority[0]},
		{"help", "help", page_word(p, "kiosk.control.help"), NULL, false},
		{vi ? "lang:en" : "lang:vi", "globe", page_word(p, "kiosk.control.lang"),
			page_word(p, "kiosk.control.lang.spoken"), false},
		{"large", "text-larger", page_word(p, "kiosk.control.large"), large, f->large},
		{"low", "wheelchair", page_word(p, "kiosk.control.low"), low, f->low},
	};
	int h = p->scene->h_px, w = p->scene->w_px;
	int top = p->wide ? h - 144 : p->low ? h - 292 : h - 242;
	scene_box(p->scene, (struct scene_rect){0, top, w, h - top}, 0, p->theme->sunk, 0,
		SCENE_NONE);
	if (p->wide) {
		control_line(p, top + 24, 96, c, 5, true);
	} else if (p->low) {
		control_line(p, top + 16, 110, c, 3, true);
		control_line(p, top + 138, 110, c + 3, 2, true);
	} else {
		control_line(p, top + 24, 178, c, 5, false);
	}
}
