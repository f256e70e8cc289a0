/* The question before a number that may be taken in vain, and what else one can do. */
#include "common/clock.h"
#include "common/wait_text.h"
#include "kiosk/page.h"

/* The break that comes first. */
static struct span pause_of(const struct page *p) {
	const struct office_service *s = flow_take_service(p->flow);
	struct span pause = {p->flow->office.closes_at_ms, p->flow->office.reopens_at_ms};
	if (s && flow_service_now(p->flow, s)->pause.from_ms) {
		pause = flow_service_now(p->flow, s)->pause;
	}
	return pause;
}

static void before_break(
	const struct page *p, char title[static PHRASE_SIZE], char detail[static PHRASE_SIZE]) {
	struct span pause = pause_of(p);
	char from[8], to[8], when[PHRASE_SIZE];
	bool noon = wait_noon(&pause);
	clock_hhmm(pause.from_ms, from);
	clock_hhmm(pause.to_ms, to);
	phrase_join(title, page_word(p, noon ? "kiosk.late.noon" : "kiosk.late.break"), NULL);
	words_fill(when, sizeof when, p->lang, "kiosk.late.pause", "from", from, "to", to, NULL);
	phrase_join(detail, when, "\n",
		page_word(p, noon ? "kiosk.late.kept.noon" : "kiosk.late.kept"), NULL);
}

static void before_night(
	const struct page *p, char title[static PHRASE_SIZE], char detail[static PHRASE_SIZE]) {
	int64_t opens_ms = p->flow->office.reopens_at_ms;
	char moment[PHRASE_SIZE], when[PHRASE_SIZE];
	phrase_join(title, page_word(p, "kiosk.late.day"), NULL);
	phrase_join(when, page_word(p, "kiosk.late.next_day"), NULL);
	if (clock_day(opens_ms) > clock_day(p->wall_ms)) {
		phrase_moment(moment, p->lang, opens_ms, p->wall_ms);
		words_fill(when, sizeof when, p->lang, "kiosk.late.opens", "when", moment, NULL);
	}
	phrase_join(detail, page_word(p, "kiosk.late.ends"), "\n", when, NULL);
}

/* Just above what answers it. */
static void question(struct page *p) {
	struct scene_type t = {.weight = FONT_BOLD,
		.px = page_px(p, THEME_TITLE),
		.color = p->theme->ink,
		.align = SCENE_CENTER,
		.place = SCENE_CAPS};
	struct scene_rect r = page_lower(p, 1000, 132);
	r.h = scene_line_px(&t);
	r.y -= r.h + (p->wide ? 4 : 24);
	scene_text(p->scene, r, t, page_word(p, "kiosk.late.ask"));
}

void page_late(struct page *p) {
	char title[PHRASE_SIZE], detail[PHRASE_SIZE];
	if (p->flow->late == LATE_BREAK) {
		before_break(p, title, detail);
	} else {
		before_night(p, title, detail);
	}
	page_header(p);
	if (!p->wide) {
		page_printer_advice(p, p->top);
	}
	page_message(p, p->wide ? p->large ? 360 : 430 : 700, "clock", title, detail);
	question(p);
	page_choice(p, "arrow-right", "take", page_word(p, "kiosk.late.take"));
}
