/* One service: how long it takes, its procedures to look into, and the number. */
#include "common/wait_text.h"
#include "kiosk/page.h"

#include <stdio.h>

enum { GAP = 12 };

/* The door with the series letter and the name beside it; returns the bottom. */
static int heading(struct page *p, struct scene_rect r, const struct office_service *s) {
	bool open = flow_service_now(p->flow, s)->open;
	int w = page_grow(p, 120), h = page_grow(p, 148);
	struct parts_door look =
		open ? parts_door_solid(p->theme) : parts_door_outline(p->theme, 6);
	parts_door(p->scene, (struct scene_rect){r.x + 16, r.y, w, h}, &look, page_grow(p, 84),
		s->prefix);
	scene_box(p->scene, (struct scene_rect){r.x, r.y + h, r.w, 6}, 0, p->theme->ink, 0,
		SCENE_NONE);
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = page_grow(p, 60),
		.color = p->theme->ink,
		.place = SCENE_MIDDLE,
		.max_lines = 2,
	};
	int left = w + 48;
	struct lines_type lines = scene_lines_type(&t);
	lines.max_lines = LINES_MAX;
	const char *name = words_name(p->lang, &s->name);
	if (lines_count(&lines, name, r.w - left) > 2) {
		t.px = page_grow(p, 48);
	}
	t.line_px = t.px * 5 / 4;
	scene_text(p->scene, (struct scene_rect){r.x + left, r.y, r.w - left, h}, t, name);
	return r.y + h + 6;
}

static void fact(struct page *p, struct scene_rect r, const char *label, const char *value) {
	struct scene_type small = {.px = page_px(p, THEME_SMALL), .color = p->theme->ink_2};
	struct scene_type bold = {.weight = FONT_BOLD, .color = p->theme->ink};
	int px = page_px(p, THEME_HEADING);
	small.px = font_fitting(FONT_REGULAR, small.px, label, r.w);
	bold.px = font_fitting(FONT_BOLD, px, value, r.w);
	int y = r.y + (r.h - (small.px + px) * 5 / 4) / 2;
	scene_text(p->scene, (struct scene_rect){r.x, y, r.w, small.px * 5 / 4}, small, label);
	y += small.px * 5 / 4;
	scene_text(p->scene, (struct scene_rect){r.x, y, r.w, px * 5 / 4}, bold, value);
}

/* How long, where that is a matter of minutes: the button says all the rest. */
static void short_wait(
	const struct page *p, const struct snapshot_service *now, char buf[static WAIT_TEXT_SIZE]) {
	struct expectation e = wait_of_service(now);
	enum wait_case what = wait_case(&e);
	buf[0] = '\0';
	if (now->open && (what == WAIT_SOON || what == WAIT_MINUTES)) {
		wait_text_tile(buf, p->lang, &e);
	}
}

/* Three cells: how many wait, how long, where. */
static int facts(struct page *p, struct scene_rect r, const struct office_service *s) {
	char people[PHRASE_SIZE], window[WAIT_TEXT_SIZE], counters[PHRASE_SIZE];
	const struct snapshot_service *now = flow_service_now(p->flow, s);
	phrase_people(people, p->lang, now->waiting);
	short_wait(p, now, window);
	phrase_counters(counters, p->lang, &p->flow->office, s->id);
	bool alone = p->flow->alone;
	const char *waiting = now->waiting > 0 ? people : page_word(p, "kiosk.fact.nobody");
	const struct {
		const char *label, *value;
	} cells[] = {
		{page_word(p, alone ? "kiosk.alone.order" : "kiosk.fact.waiting"),
			!alone      ? waiting
			: now->open ? page_word(p, "kiosk.alone.by_time")
				    : ""},
		{page_word(p, "kiosk.fact.window"), window},
		{page_word(p, "kiosk.fact.counters"), counters},
	};
	r.h = page_grow(p, 128);
	scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	int shown = 0, count = 0;
	for (int i = 0; i < 3; i++) {
		count += cells[i].value[0] != '\0';
	}
	for (int i = 0; i < 3; i++) {
		if (!cells[i].value[0]) {
			continue;
		}
		int x = r.x + r.w * shown / count, w = r.w / count;
		if (shown > 0) {
			scene_box(p->scene, (struct scene_rect){x, r.y + 20, 2, r.h - 40}, 0,
				p->theme->rule, 0, SCENE_NONE);
		}
		fact(p, (struct scene_rect){x + 20, r.y, w - 32, r.h}, cells[i].label,
			cells[i].value);
		shown++;
	}
	return r.y + r.h;
}

/* The procedures of this service; a press shows the papers of one. */
static void procedures(struct page *p, struct scene_rect r, bool press_below) {
	const struct results *found = &p->flow->service_results;
	if (p->flow->alone && !found->known) {
		page_alone_advice(p, r);
		return;
	}
	const char *title = page_word(p, "kiosk.service.procedures");
	int head = page_prose_height(p, r.w, THEME_BODY, FONT_BOLD, 2, title) + 8;
	int shift = press_below ? p->press_top - r.y - head : 0;
	if (shift > 0) {
		r.y += shift;
		r.h -= shift;
	}
	page_prose(p, r, THEME_BODY, FONT_BOLD, p->theme->ink, 2, title);
	int row_h = page_grow(p, 108), pager_h = 100;
	r.y += head;
	r.h -= head;
	if (!found->known || found->count == 0) {
		const char *key = found->known ? "kiosk.service.none" : "kiosk.search.looking";
		page_prose(p, r, THEME_BODY, FONT_REGULAR, p->theme->ink_2, 2, page_word(p, key));
		return;
	}
	int fitting = (r.h + GAP) / (row_h + GAP);
	bool pager = found->count > fitting;
	if (pager) {
		fitting = (r.h - pager_h) / (row_h + GAP);
	}
	fitting = fitting > 0 ? fitting : 1;
	int most = page_grow(p, 128), even = (r.h - (pager ? pager_h : 0)) / fitting - GAP;
	row_h = even > most ? most : even > row_h ? even : row_h;
	struct slice s = page_slice(p->flow->page[SCREEN_SERVICE], found->count, fitting);
	for (int i = 0; i < s.count; i++) {
		struct scene_rect row = {r.x, r.y + i * (row_h + GAP), r.w, row_h};
		page_procedure_row(p, row, &found->rows[s.first + i], "");
	}
	if (pager) {
		page_pager(p, (struct scene_rect){r.x, r.y + fitting * (row_h + GAP), r.w, pager_h},
			&s, false);
	}
}

/* Who comes for a result has no papers to read but a slip that can be looked up. */
static void slips(struct page *p, struct scene_rect r, const struct office_service *s) {
	bool asked = flow_code_asked(p->flow, s);
	const char *key = asked            ? "kiosk.result.service"
			  : p->flow->alone ? "kiosk.result.service.silent"
					   : "kiosk.result.service.no_list";
	r.y += page_advice(p, r, asked ? "qr" : "calendar", page_word(p, key)) + 16;
	r.y = r.y > p->press_top ? r.y : p->press_top;
	if (asked) {
		r.h = page_grow(p, 128);
		page_button(p, r, PARTS_SECONDARY, "qr", "code", page_word(p, "kiosk.code.open"));
	}
}

/* What can be looked into before a number is taken. */
static void before(struct page *p, struct scene_rect r, const struct office_service *s) {
	if (s->needs_slip) {
		slips(p, r, s);
	} else {
		procedures(p, r, p->low);
	}
}

/* Take, search, back, at the foot of the area; returns the top of them. */
static int choices(struct page *p, struct scene_rect area, const struct office_service *s) {
	int buttons_h = p->low || p->wide ? 112 : 132, take_h = p->low || p->wide ? 152 : 176;
	int y = area.y + area.h - buttons_h, half = (area.w - 12) / 2;
	page_take(p, (struct scene_rect){area.x, y - 12 - take_h, area.w, take_h}, s, "kiosk.take");
	struct scene_rect back = {area.x, y, area.w, buttons_h};
	if (!p->flow->alone) {
		back = (struct scene_rect){area.x + half + 12, y, half, buttons_h};
		page_button(p, (struct scene_rect){area.x, y, half, buttons_h}, PARTS_SECONDARY,
			"search", "search", page_word(p, "kiosk.service.search"));
	}
	page_button(p, back, PARTS_SECONDARY, "arrow-left", "back", page_word(p, "kiosk.back"));
	return y - 12 - take_h;
}

static void tall(struct page *p, const struct office_service *s) {
	int y = heading(p, (struct scene_rect){p->x, p->top + 4, p->w, 0}, s) + 20;
	y = facts(p, (struct scene_rect){p->x, y, p->w, 0}, s) + 24;
	size_t from = p->scene->count;
	int foot = choices(p, (struct scene_rect){p->x, p->top, p->w, p->bottom - p->top}, s);
	size_t to = p->scene->count;
	before(p, (struct scene_rect){p->x, y, p->w, foot - 16 - y}, s);
	scene_put_last(p->scene, from, to);
}

static void wide(struct page *p, const struct office_service *s) {
	int left_w = 820, x = p->x + left_w + 32, w = p->w - left_w - 32;
	int y = heading(p, (struct scene_rect){p->x, p->top, left_w, 0}, s) + 20;
	facts(p, (struct scene_rect){p->x, y, left_w, 0}, s);
	choices(p, (struct scene_rect){p->x, p->top, left_w, p->bottom - p->top}, s);
	before(p, (struct scene_rect){x, p->top, w, p->bottom - p->top}, s);
}

void page_service(struct page *p) {
	const struct office_service *s = office_view_service(&p->flow->office, p->flow->service);
	page_header(p);
	p->top += page_printer_advice(p, p->top);
	if (!s) {
		page_button(p, (struct scene_rect){p->x, p->bottom - 132, 494, 132},
			PARTS_SECONDARY, "arrow-left", "back", page_word(p, "kiosk.back"));
	} else if (p->wide) {
		wide(p, s);
	} else {
		tall(p, s);
	}
}
