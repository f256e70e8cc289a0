/* What the office's list says of an appointment slip, before a number is spent. */
#include "common/clock.h"
#include "kiosk/page.h"

#include <stdio.h>

enum { NOON_MIN = 720, GAP = 12 };

static const struct message {
	const char *icon, *title, *detail;
} messages[] = {
	[RESULT_ASKED] = {"clock", "kiosk.result.asked", "kiosk.taking.detail"},
	[RESULT_READY] = {"check", "kiosk.result.ready", "kiosk.result.ready.detail"},
	[RESULT_NOT_READY] = {"calendar", "kiosk.result.not_ready", "kiosk.result.due"},
	[RESULT_LATE] = {"calendar", "kiosk.result.not_ready", "kiosk.result.late"},
	[RESULT_UNKNOWN] = {"help", "kiosk.result.unknown", "kiosk.result.unknown.detail"},
	[RESULT_NO_LIST] = {"calendar", "kiosk.result.no_list", "kiosk.result.no_list.detail"},
	[RESULT_SILENT] = {"broken-link", "kiosk.result.silent", "kiosk.result.silent.detail"},
};

/* The list's own words where the day is told, or not. */
static const char *detail_key(const struct page *p) {
	const struct slip_look *slip = &p->flow->slip;
	const struct office_service *s = flow_take_service(p->flow);
	if (slip->said == RESULT_READY && s && !flow_service_now(p->flow, s)->open) {
		return "kiosk.notice.closed.detail";
	}
	if (slip->said != RESULT_NOT_READY) {
		return messages[slip->said].detail;
	}
	if (slip->result.due == 0) {
		return "kiosk.result.due.unsaid";
	}
	return slip->result.due == clock_day(p->wall_ms) ? "kiosk.result.due.today"
							 : "kiosk.result.due";
}

/* How old the list is, where that explains what it says. */
static void add_age(const struct page *p, char detail[static PHRASE_SIZE]) {
	const struct slip_look *slip = &p->flow->slip;
	char moment[PHRASE_SIZE], age[PHRASE_SIZE];
	bool tells = slip->said == RESULT_NOT_READY || slip->said == RESULT_UNKNOWN;
	if (!tells || slip->result.as_of_ms == 0) {
		return;
	}
	phrase_moment(moment, p->lang, slip->result.as_of_ms, p->wall_ms);
	words_fill(age, sizeof age, p->lang, "kiosk.result.as_of", "when", moment, NULL);
	phrase_join(detail, detail, "\n", age, NULL);
}

/* Lines in the middle; returns the bottom. */
static int centred(struct page *p, int y, struct scene_type t, const char *text) {
	int w = p->wide ? 1500 : 1000;
	t.align = SCENE_CENTER;
	t.max_lines = 6;
	t.line_px = t.px * 13 / 10;
	struct scene_rect r = {(p->scene->w_px - w) / 2, y, w, 0};
	r.h = scene_text_height(&t, text, w);
	scene_text(p->scene, r, t, text);
	return y + r.h;
}

/* The picture and the title; where large type leaves no room for the door, its icon alone. */
static int heading(struct page *p, const struct message *m) {
	const char *title = page_word(p, m->title);
	if (!p->wide || !p->large) {
		return page_message(p, p->wide ? 400 : 620, m->icon, title, "");
	}
	struct scene_type bold = {
		.weight = FONT_BOLD, .px = page_grow(p, 58), .color = p->theme->ink};
	scene_icon(p->scene, (struct scene_rect){(p->scene->w_px - 120) / 2, 136, 120, 120},
		m->icon, p->theme->cham);
	return centred(p, 268, bold, title);
}

static void told(struct page *p) {
	const struct slip_look *slip = &p->flow->slip;
	const struct message *m = &messages[slip->said];
	char detail[PHRASE_SIZE], date[PHRASE_SIZE] = "";
	if (slip->result.due > 0) {
		phrase_date(date, p->lang, clock_at(slip->result.due, NOON_MIN), false);
	}
	words_fill(detail, sizeof detail, p->lang, detail_key(p), "date", date, NULL);
	add_age(p, detail);
	int y = heading(p, m) + 16;
	struct scene_type code = {.weight = FONT_BOLD, .color = p->theme->ink};
	code.px = font_fitting(FONT_BOLD, page_grow(p, 48), slip->code, p->w);
	y = centred(p, y, code, slip->code) + 16;
	centred(p, y, (struct scene_type){.px = page_grow(p, 44), .color = p->theme->ink_2},
		detail);
}

/* Back, home and who helps, side by side. */
static void ways(struct page *p, struct scene_rect r) {
	static const struct {
		const char *icon, *id, *word;
	} buttons[] = {{"arrow-left", "back", "kiosk.back"}, {"home", "home", "kiosk.home"},
		{"help", "help", "kiosk.control.help"}};
	static const int even[] = {0, 33, 67, 100}, by_words[] = {0, 30, 70, 100};
	const int *share = p->large && !p->wide ? even : by_words;
	for (int i = 0; i < 3; i++) {
		int left = (r.w + GAP) * share[i] / 100;
		int right = (r.w + GAP) * share[i + 1] / 100 - GAP;
		struct scene_rect one = {r.x + left, r.y, right - left, r.h};
		page_button(p, one, PARTS_SECONDARY, buttons[i].icon, buttons[i].id,
			page_word(p, buttons[i].word));
	}
}

/* The result is there: the number, at once. Where that is not certain it is asked for. */
static void take(struct page *p, struct scene_rect r) {
	const struct office_service *s = flow_take_service(p->flow);
	if (!s || !flow_result_takes(p->flow)) {
		return;
	}
	if (p->flow->slip.said == RESULT_READY || !flow_service_now(p->flow, s)->open) {
		page_take(p, r, s, "kiosk.take");
	} else {
		page_button(p, r, PARTS_PRIMARY, "arrow-right", "take",
			page_word(p, "kiosk.late.take"));
	}
}

void page_result(struct page *p) {
	struct scene_rect below = page_lower(p, p->wide ? 1200 : p->w, p->wide ? 112 : 132);
	int take_h = p->wide ? 132 : 176;
	page_header(p);
	told(p);
	if (p->flow->slip.said != RESULT_ASKED) {
		take(p, (struct scene_rect){below.x, below.y - GAP - take_h, below.w, take_h});
	}
	ways(p, below);
}
