/* The number just taken, as large as it goes, while its slip prints. */
#include "common/wait_text.h"
#include "kiosk/page.h"

#include <stdio.h>
#include <string.h>

static void centred(struct page *p, struct scene_rect r, enum font_weight weight, int px,
	uint32_t color, const char *text) {
	struct scene_type t = {
		.weight = weight,
		.px = font_fitting(weight, px, text, r.w),
		.color = color,
		.align = SCENE_CENTER,
		.place = SCENE_CAPS,
		.whole = true,
	};
	scene_text(p->scene, r, t, text);
}

/* "Số A 0 1 2": each sign by itself. */
static void spell(const struct page *p, const char *number, char out[static PHRASE_SIZE]) {
	char apart[NUMBER_SIZE * 2 + 2] = "";
	size_t used = 0;
	for (const char *s = number; *s && used < sizeof apart - 6;) {
		size_t n = 1;
		while (((unsigned char)s[n] & 0xC0) == 0x80) {
			n++;
		}
		if (used > 0) {
			apart[used++] = ' ';
		}
		memcpy(apart + used, s, n);
		used += n;
		s += n;
	}
	apart[used] = '\0';
	words_fill(out, PHRASE_SIZE, p->lang, "kiosk.number.spoken", "number", apart, NULL);
}

/* The door on its line; the rectangle holds both. */
static void door(struct page *p, struct scene_rect r) {
	const char *number = p->flow->ticket.number;
	char spoken[PHRASE_SIZE];
	spell(p, number, spoken);
	struct parts_door look = parts_door_solid(p->theme);
	struct scene_rect d = {r.x + 40, r.y, r.w - 80, r.h - 8};
	scene_door(p->scene, d, look.fill, 0, SCENE_NONE);
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = font_fitting(FONT_BOLD, r.h * 330 / 448, number, d.w - 56),
		.color = look.color,
		.align = SCENE_CENTER,
		.place = SCENE_CAPS,
		.whole = true,
	};
	scene_name_item(scene_text(p->scene, d, t, number), "number", spoken);
	scene_box(p->scene, (struct scene_rect){r.x, r.y + r.h - 8, r.w, 8}, 0, p->theme->ink, 0,
		SCENE_NONE);
}

/* As large as one line or two of them allow. */
static void service_name(struct page *p, struct scene_rect r) {
	const struct office_service *s =
		office_view_service(&p->flow->office, p->flow->ticket.service);
	const char *name = s ? words_name(p->lang, &s->name) : "";
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = page_grow(p, 48),
		.color = p->theme->ink,
		.align = SCENE_CENTER,
		.place = SCENE_MIDDLE,
		.max_lines = LINES_MAX,
	};
	while (t.px > PAGE_LEAST_PX && scene_text_height(&t, name, r.w) > r.h) {
		t.px -= 2;
	}
	t.max_lines = 2;
	scene_text(p->scene, r, t, name);
}

/* The class and what it is worth; that alone where both do not fit. */
static void priority_words(const struct page *p, int w, char buf[static PHRASE_SIZE]) {
	const struct ticket *t = &p->flow->ticket;
	char name[PHRASE_SIZE], worth[PHRASE_SIZE], both[PHRASE_SIZE];
	phrase_priority(name, p->lang, &p->flow->office, t->priority);
	phrase_head_start(worth, p->lang, t);
	phrase_join(both, name, worth[0] ? ", " : "", worth, NULL);
	words_fill(buf, PHRASE_SIZE, p->lang, "kiosk.take.priority", "name", both, NULL);
	if (worth[0] && font_width(FONT_REGULAR, page_px(p, THEME_SMALL), buf) > w) {
		words_fill(buf, PHRASE_SIZE, p->lang, "kiosk.take.priority", "name", worth, NULL);
	}
}

static void priority_chip(struct page *p, struct scene_rect r) {
	char text[PHRASE_SIZE];
	scene_box(p->scene, r, 6, p->theme->hoe_tint, 0, SCENE_NONE);
	r.x += 16;
	r.w -= 32;
	priority_words(p, r.w, text);
	centred(p, r, FONT_REGULAR, page_px(p, THEME_BODY), p->theme->ink, text);
}

struct fact {
	const char *label, *value, *note;
};

static int fact(struct page *p, struct scene_rect r, const struct fact *f) {
	struct scene_type small = {.px = page_px(p, THEME_BODY), .color = p->theme->ink_2};
	struct scene_type bold = {.weight = FONT_BOLD, .color = p->theme->ink, .max_lines = 1};
	int y = r.y, body = small.px * 5 / 4, px = page_px(p, THEME_ROW);
	px = p->large ? 72 : px;
	small.px = font_fitting(FONT_REGULAR, small.px, f->label, r.w);
	scene_text(p->scene, (struct scene_rect){r.x, y, r.w, body}, small, f->label);
	y += body;
	bold.px = font_fitting(FONT_BOLD, px, f->value, r.w);
	if (bold.px < px * 3 / 4) {
		bold.px = px * 3 / 4;
		bold.max_lines = 2;
	}
	int h = scene_text_height(&bold, f->value, r.w);
	h = h > px * 5 / 4 ? h : px * 5 / 4;
	scene_text(p->scene, (struct scene_rect){r.x, y, r.w, h}, bold, f->value);
	y += h;
	if (f->note[0]) {
		small.color = p->theme->ink;
		small.px = font_fitting(FONT_REGULAR, page_px(p, THEME_BODY), f->note, r.w);
		scene_text(p->scene, (struct scene_rect){r.x, y, r.w, body}, small, f->note);
		y += body;
	}
	return y - r.y;
}

/* Who is ahead, how long, where: only what is known, rules between. */
static void facts(struct page *p, struct scene_rect r) {
	const struct ticket *t = &p->flow->ticket;
	struct expectation e = wait_of_ticket(t);
	char people[PHRASE_SIZE], window[WAIT_TEXT_SIZE], clock[WAIT_TEXT_SIZE],
		turn[PHRASE_SIZE] = "", counters[PHRASE_SIZE];
	bool minutes = wait_case(&e) == WAIT_MINUTES;
	phrase_people(people, p->lang, t->ahead > 0 ? t->ahead : 0);
	wait_text_value(window, p->lang, &e);
	wait_text_clock(clock, &e, t->issued_at_ms);
	phrase_counters(counters, p->lang, &p->flow->office, t->service);
	if (clock[0]) {
		words_fill(turn, sizeof turn, p->lang, "wait.about", "window", clock, NULL);
	}
	const struct fact order = {page_word(p, "kiosk.alone.order"),
		page_word(p, "kiosk.alone.by_time"), page_word(p, "kiosk.alone.no_wait")};
	const struct fact expected = {
		page_word(p, minutes ? "kiosk.number.wait" : "kiosk.number.expected"), window,
		turn};
	const char *ahead = t->ahead == 0 ? page_word(p, "kiosk.fact.nobody") : people;
	const struct fact list[] = {
		{page_word(p, "kiosk.number.ahead"), t->ahead >= 0 ? ahead : "", ""},
		p->flow->ticket_alone ? order : expected,
		{page_word(p, "kiosk.fact.counters"), counters, ""},
	};
	int y = r.y;
	for (int i = 0; i < 3; i++) {
		if (!list[i].value[0]) {
			continue;
		}
		if (y > r.y) {
			scene_box(p->scene, (struct scene_rect){r.x, y + 10, r.w, 2}, 0,
				p->theme->rule, 0, SCENE_NONE);
			y += 22;
		}
		y += fact(p, (struct scene_rect){r.x, y, r.w, 0}, &list[i]);
	}
}

static void step(struct page *p, struct scene_rect r, int px, const char *icon, const char *text) {
	int icon_px = page_grow(p, 52), left = icon_px + 64;
	struct scene_type t = {
		.px = px, .color = p->theme->ink, .place = SCENE_MIDDLE, .max_lines = 2};
	t.line_px = t.px * 6 / 5;
	scene_icon(p->scene,
		(struct scene_rect){r.x + 32, r.y + (r.h - icon_px) / 2, icon_px, icon_px}, icon,
		p->theme->cham);
	scene_text(p->scene, (struct scene_rect){r.x + left, r.y, r.w - left - 24, r.h}, t, text);
}

static void steps(struct page *p, struct scene_rect r) {
	char why[PHRASE_SIZE];
	bool remember = p->flow->phase == NUMBER_REMEMBER || p->flow->reprint == REPRINT_FAILED;
	int count = p->large ? 2 : 3, h = (r.h - 24) / count, px = page_grow(p, 40);
	scene_box(p->scene, r, 12, remember ? p->theme->hoe_tint : p->theme->card, 0, SCENE_NONE);
	const struct {
		const char *icon, *text;
	} list[] = {
		{remember ? "phone" : "printer",
			remember ? page_printer_remember(p, why) : page_word(p, "kiosk.step.slip")},
		{"seat", page_word(p, "kiosk.step.sit")},
		{"bell", page_word(p, "kiosk.step.go")},
	};
	for (int i = 0; i < count; i++) {
		int room = r.w - page_grow(p, 52) - 88;
		int fitting = font_fitting(FONT_REGULAR, px, list[i].text, room);
		px = fitting >= PAGE_LEAST_PX ? fitting : px;
	}
	for (int i = 0; i < count; i++) {
		struct scene_rect line = {r.x, r.y + 12 + i * h, r.w, h};
		step(p, line, px, list[i].icon, list[i].text);
	}
}

static void waiting_for(struct page *p, struct scene_rect r, const char *text) {
	scene_box(p->scene, r, 12, p->theme->sunk, 0, SCENE_NONE);
	page_label(p, r, "printer", p->theme->ink_2, text);
}

/* The slip once more, on the left; what is left for the other button. */
static struct scene_rect reprint(struct page *p, struct scene_rect r) {
	struct scene_rect left = {r.x, r.y, (r.w - 12) * 42 / 100, r.h};
	if (p->flow->reprint == REPRINT_PRINTING) {
		waiting_for(p, left, page_word(p, "kiosk.number.reprinting"));
	} else if (flow_reprint_offered(p->flow)) {
		page_button(p, left, PARTS_SECONDARY, "printer", "reprint",
			page_word(p, "kiosk.number.reprint"));
	} else {
		return r;
	}
	r.x += left.w + 12;
	r.w -= left.w + 12;
	return r;
}

/* The buttons, or what is being waited for, and the line below. */
static void finish(struct page *p, struct scene_rect r) {
	enum number_phase phase = p->flow->phase;
	struct scene_rect line = {r.x, r.y + r.h + 8, r.w, 64};
	char seconds[16], text[PHRASE_SIZE];
	snprintf(seconds, sizeof seconds, "%d", flow_seconds_left(p->flow, p->now_ms));
	if (phase == NUMBER_PRINTING) {
		waiting_for(p, r, page_word(p, "kiosk.number.printing"));
		return;
	}
	bool remember = phase == NUMBER_REMEMBER;
	r = reprint(p, r);
	page_button(p, r, PARTS_PRIMARY, remember ? "check" : NULL,
		remember ? "remembered" : "home",
		page_word(p, remember ? "kiosk.number.remembered" : "kiosk.number.done"));
	words_fill(text, sizeof text, p->lang,
		remember ? "kiosk.number.void_in" : "kiosk.number.home_in", "n", seconds, NULL);
	centred(p, line, FONT_REGULAR, page_px(p, THEME_SMALL), p->theme->ink_2, text);
}

static void qr(struct page *p, struct scene_rect r) {
	const char *text =
		page_word(p, p->flow->ticket_alone ? "kiosk.alone.scan" : "kiosk.number.scan");
	struct scene_type t = {.px = PAGE_LEAST_PX,
		.color = p->theme->ink_2,
		.align = SCENE_CENTER,
		.max_lines = 2};
	page_qr(p, r, p->flow->ticket.url, text);
	scene_text(p->scene, (struct scene_rect){r.x, r.y + r.h + 10, r.w, 96}, t, text);
}

static int door_height(const struct page *p, bool chip) {
	if (p->large) {
		return chip ? 330 : 400;
	}
	return chip ? 424 : 448;
}

static void tall(struct page *p) {
	bool chip = p->flow->ticket.priority[0];
	int x = p->x, w = p->w, door_h = door_height(p, chip), y = 192;
	centred(p, (struct scene_rect){x, y, w, 80}, FONT_BOLD, page_px(p, THEME_TITLE),
		p->theme->ink, page_word(p, "kiosk.number.title"));
	y += 88;
	door(p, (struct scene_rect){x, y, w, door_h});
	y += door_h + 8;
	int name_h = chip ? 84 : 100;
	service_name(p, (struct scene_rect){x, y, w, name_h});
	y += name_h + 4;
	if (chip) {
		priority_chip(p, (struct scene_rect){x, y, w, 68});
		y += 84;
	}
	bool code = p->flow->ticket.url[0];
	int side = chip ? 372 : 400;
	if (code) {
		qr(p, (struct scene_rect){x, y, side, side});
		x += side + 48;
		w -= side + 48;
	}
	facts(p, (struct scene_rect){x, y, w, 0});
	steps(p, (struct scene_rect){p->x, 1392, p->w, 288});
	finish(p, (struct scene_rect){p->x, 1704, p->w, 128});
}

static void wide(struct page *p) {
	bool chip = p->flow->ticket.priority[0];
	int x = p->x, w = 900, y = p->top;
	centred(p, (struct scene_rect){x, y, w, 72}, FONT_BOLD, page_px(p, THEME_TITLE),
		p->theme->ink, page_word(p, "kiosk.number.title"));
	door(p, (struct scene_rect){x, y + 84, w, chip ? 340 : 400});
	y += 84 + (chip ? 340 : 400) + 4;
	service_name(p, (struct scene_rect){x, y, w, 96});
	if (chip) {
		priority_chip(p, (struct scene_rect){x, y + 100, w, 68});
	}
	steps(p, (struct scene_rect){x, 756, w, 284});
	int right = p->x + w + 56, right_w = p->w - w - 56, facts_x = right;
	if (p->flow->ticket.url[0]) {
		qr(p, (struct scene_rect){right, p->top + 12, 380, 380});
		facts_x += 428;
	}
	facts(p, (struct scene_rect){facts_x, p->top + 8, right + right_w - facts_x, 0});
	finish(p, (struct scene_rect){right, 832, right_w, 136});
}

void page_number(struct page *p) {
	page_header(p);
	if (p->wide) {
		wide(p);
	} else {
		tall(p);
	}
}
