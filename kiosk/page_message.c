/* Screens that say one thing: being taken, refused, left alone, interrupted, starting. */
#include "kiosk/page.h"

#include <stdio.h>
#include <string.h>

static int centred_lines(struct page *p, int y, struct scene_type t, const char *text) {
	t.align = SCENE_CENTER;
	t.max_lines = 6;
	t.line_px = t.px * 13 / 10;
	int w = p->wide ? 1500 : 1000;
	char one[PHRASE_SIZE];
	struct lines_type lines = scene_lines_type(&t);
	if (lines_count(&lines, text, w) > 2 && strchr(text, '\n')) {
		phrase_join(one, text, NULL);
		*strchr(one, '\n') = ' ';
		text = one;
		t.prose = true;
	}
	struct scene_rect r = {(p->scene->w_px - w) / 2, y, w, 0};
	r.h = scene_text_height(&t, text, w);
	scene_text(p->scene, r, t, text);
	return y + r.h;
}

int page_message(struct page *p, int y, const char *icon, const char *title, const char *detail) {
	int h = p->wide ? 230 : 320, w = h * 26 / 32, x = (p->scene->w_px - w) / 2;
	int icon_px = w * 140 / 260, line = p->wide ? 600 : 700;
	scene_door(
		p->scene, (struct scene_rect){x, y - h, w, h}, p->theme->card, 8, p->theme->cham);
	scene_icon(p->scene,
		(struct scene_rect){x + (w - icon_px) / 2, y - (h + icon_px) / 2, icon_px, icon_px},
		icon, p->theme->cham);
	scene_box(p->scene, (struct scene_rect){(p->scene->w_px - line) / 2, y, line, 8}, 0,
		p->theme->ink, 0, SCENE_NONE);
	struct scene_type bold = {
		.weight = FONT_BOLD, .px = page_grow(p, 58), .color = p->theme->ink};
	struct scene_type plain = {.px = page_grow(p, 44), .color = p->theme->ink_2};
	y = centred_lines(p, y + (p->wide ? 40 : 64), bold, title);
	if (*detail) {
		y = centred_lines(p, y + 28, plain, detail);
	}
	return y;
}

void page_starting(struct page *p) {
	page_header(p);
	page_message(p, p->wide ? 520 : 788, "door", page_word(p, "kiosk.starting.title"),
		page_word(p, "kiosk.starting.detail"));
}

void page_taking(struct page *p) {
	page_header(p);
	page_message(p, p->wide ? 520 : 788, "clock", page_word(p, "kiosk.taking.title"),
		page_word(p, p->flow->down ? "kiosk.taking.slow" : "kiosk.taking.detail"));
}

void page_warning(struct page *p) {
	char seconds[16], text[PHRASE_SIZE];
	snprintf(seconds, sizeof seconds, "%d", flow_seconds_left(p->flow, p->now_ms));
	words_fill(text, sizeof text, p->lang, "kiosk.warning.detail", "n", seconds, NULL);
	page_header(p);
	page_message(p, p->wide ? 420 : 660, "clock", page_word(p, "kiosk.warning.title"), text);
	struct scene_rect r = page_lower(p, 1000, p->wide ? 220 : 300);
	const char *label = page_word(p, "kiosk.warning.more");
	struct scene_item *b =
		parts_button(p->scene, r, PARTS_PRIMARY, SCENE_NORMAL, "more-time", label, NULL);
	struct scene_type t = {.weight = FONT_BOLD,
		.px = page_grow(p, 72),
		.color = parts_on(p->scene, PARTS_PRIMARY, b->state)};
	parts_label(p->scene, r, "plus", 84, t, label);
}

struct notice_words {
	const char *icon, *title, *detail;
};

static void closed_detail(const struct page *p, char buf[static PHRASE_SIZE]) {
	const struct office_service *s = flow_take_service(p->flow);
	page_reopens(p, buf, s ? flow_service_now(p->flow, s)->opens_at_ms : 0);
	if (!buf[0]) {
		phrase_join(buf, page_word(p, "kiosk.notice.closed.detail"), NULL);
	}
}

static struct notice_words notice_words(const struct page *p) {
	static const struct notice_words table[] = {
		[NOTICE_CLOSED] = {"clock", "kiosk.notice.closed", "kiosk.notice.closed.detail"},
		[NOTICE_QUOTA] = {"prohibited", "kiosk.notice.quota", "kiosk.notice.quota.detail"},
		[NOTICE_SLOW_DOWN] = {"clock", "kiosk.notice.slow", "kiosk.notice.slow.detail"},
		[NOTICE_BUSY] = {"help", "kiosk.notice.busy", "kiosk.notice.busy.detail"},
		[NOTICE_NO_ANSWER] = {"broken-link", "kiosk.notice.silent",
			"kiosk.notice.silent.detail"},
		[NOTICE_NUMBER_VOID] = {"prohibited", "kiosk.notice.void",
			"kiosk.notice.void.detail"},
		[NOTICE_USED_UP] = {"broken-link", "kiosk.notice.used", "kiosk.notice.used.detail"},
	};
	return table[p->flow->notice];
}

void page_notice(struct page *p) {
	char title[PHRASE_SIZE], detail[PHRASE_SIZE];
	struct notice_words w = notice_words(p);
	words_fill(title, sizeof title, p->lang, w.title, "number", p->flow->notice_number, NULL);
	phrase_join(detail, page_word(p, w.detail), NULL);
	if (p->flow->notice == NOTICE_CLOSED) {
		closed_detail(p, detail);
	}
	page_header(p);
	page_message(p, p->wide ? 460 : 700, w.icon, title, detail);
	page_choice(p, "home", "home", page_word(p, "kiosk.home"));
}

/* The counter where people help, where the office has said which. */
static int guide_card(struct page *p, struct scene_rect r) {
	char digits[16], fallback[PHRASE_SIZE];
	int id = p->flow->guide_counter;
	if (id == 0) {
		return r.y;
	}
	snprintf(digits, sizeof digits, "%d", id);
	words_fill(fallback, sizeof fallback, p->lang, "kiosk.counter", "n", digits, NULL);
	const struct office_counter *c = office_view_counter(&p->flow->office, id);
	const char *name = c ? words_name(p->lang, &c->name) : fallback;
	scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	struct parts_door look = parts_door_solid(p->theme);
	parts_door(p->scene, (struct scene_rect){r.x + 40, r.y + 38, 120, r.h - 38}, &look, 88,
		digits);
	struct scene_type small = {.px = 40, .color = p->theme->ink_2};
	struct scene_type bold = {.weight = FONT_BOLD,
		.px = 44,
		.color = p->theme->ink,
		.max_lines = 2,
		.place = SCENE_MIDDLE,
		.line_px = 58};
	int x = r.x + 196, w = r.w - 220;
	struct scene_item *see = scene_text(p->scene, (struct scene_rect){x, r.y + 18, w, 52},
		small, page_word(p, "kiosk.away.counter"));
	char spoken[PHRASE_SIZE];
	phrase_guide(spoken, p->lang, id);
	scene_name_item(see, "", spoken);
	scene_text(p->scene, (struct scene_rect){x, r.y + 70, w, r.h - 86}, bold, name);
	return r.y + r.h;
}

void page_away(struct page *p) {
	enum lang other = p->lang == LANG_VI ? LANG_EN : LANG_VI;
	page_header(p);
	bool tight = p->wide && p->large;
	int y = page_message(p, p->wide ? tight ? 358 : 390 : 780, "help",
		page_word(p, "kiosk.away.title"), page_word(p, "kiosk.away.detail"));
	int w = 1000, x = (p->scene->w_px - w) / 2, gap = p->wide ? tight ? 12 : 30 : 90;
	y = guide_card(p, (struct scene_rect){x, y + gap, w, tight ? 180 : 210});
	struct scene_type plain = {.px = 40, .color = p->theme->ink_2};
	centred_lines(p, y + (p->wide ? gap : 120), plain, words_get(other, "kiosk.away.short"));
	scene_name_item(p->scene->item[p->scene->count - 1], "other-lang", NULL);
}
