/* The button that takes a number, or the words that say why there is none. */
#include "common/wait_text.h"
#include "kiosk/page.h"

#include <stdio.h>

/* What is honestly known: who is ahead, the window, the clock where it fits in `w`; a priority
 * comes first by itself. */
static void promise(
	const struct page *p, const struct office_service *s, int w, char buf[static PHRASE_SIZE]) {
	char waiting[PHRASE_SIZE], window[WAIT_TEXT_SIZE], clock[WAIT_TEXT_SIZE];
	const struct snapshot_service *now = flow_service_now(p->flow, s);
	struct expectation e = wait_of_service(now);
	if (p->flow->priority[0]) {
		phrase_priority(waiting, p->lang, &p->flow->office, p->flow->priority);
		words_fill(buf, PHRASE_SIZE, p->lang, "kiosk.take.priority", "name", waiting, NULL);
		return;
	}
	if (p->flow->alone) {
		phrase_join(buf, page_word(p, "kiosk.alone.take"), NULL);
		return;
	}
	if (wait_case(&e) == WAIT_UNKNOWN && !flow_service_served(p->flow, s)) {
		phrase_join(buf, page_word(p, "kiosk.take.no_counter"), NULL);
		return;
	}
	phrase_waiting(waiting, p->lang, now->waiting);
	wait_text_value(window, p->lang, &e);
	wait_text_clock(clock, &e, p->wall_ms);
	phrase_join(buf, waiting, "  ·  ", window, " (", clock, ")", NULL);
	if (!clock[0] || font_width(FONT_REGULAR, PAGE_LEAST_PX, buf) > w) {
		phrase_join(buf, waiting, window[0] ? "  ·  " : "", window, NULL);
	}
	if (window[0] && font_width(FONT_REGULAR, PAGE_LEAST_PX, buf) > w) {
		phrase_join(buf, window, NULL);
	}
}

static void two_lines(
	struct page *p, struct scene_rect r, uint32_t color, const char *title, const char *sub) {
	int most = r.h * 38 / 100, px = page_grow(p, 60) < most ? page_grow(p, 60) : most;
	struct scene_type big = {.weight = FONT_BOLD,
		.px = font_fitting(FONT_BOLD, px, title, r.w),
		.color = color,
		.place = SCENE_CAPS};
	struct scene_type small = {.px = page_px(p, THEME_BODY), .color = color};
	int title_h = scene_line_px(&big), room = (r.h - title_h - 12) * 4 / 5;
	small.px = small.px > room ? room : small.px;
	small.px = font_fitting(FONT_REGULAR, small.px, sub, r.w);
	small.px = small.px < PAGE_LEAST_PX ? PAGE_LEAST_PX : small.px;
	int sub_h = *sub ? scene_line_px(&small) : 0, y = r.y + (r.h - title_h - sub_h) / 2;
	scene_text(p->scene, (struct scene_rect){r.x, y, r.w, title_h}, big, title);
	if (*sub) {
		scene_text(p->scene, (struct scene_rect){r.x, y + title_h, r.w, sub_h}, small, sub);
	}
}

const char *page_reopens(const struct page *p, char buf[static PHRASE_SIZE], int64_t opens_ms) {
	char moment[PHRASE_SIZE];
	buf[0] = '\0';
	if (opens_ms > p->wall_ms) {
		phrase_moment(moment, p->lang, opens_ms, p->wall_ms);
		words_fill(buf, PHRASE_SIZE, p->lang, "kiosk.closed.until", "when", moment, NULL);
	}
	return buf;
}

static void no_number(struct page *p, struct scene_rect r, const char *title, const char *sub) {
	struct scene_item *box = scene_box(p->scene, r, 12, p->theme->sunk, 0, SCENE_NONE);
	scene_name_item(box, "closed", title);
	scene_icon(p->scene, (struct scene_rect){r.x + 44, r.y + (r.h - 64) / 2, 64, 64}, "clock",
		p->theme->ink_2);
	two_lines(p, (struct scene_rect){r.x + 142, r.y, r.w - 166, r.h}, p->theme->ink_2, title,
		sub);
}

static void closed(struct page *p, struct scene_rect r, const struct office_service *s) {
	char when[PHRASE_SIZE];
	if (p->flow->alone && flow_alone_may(p->flow, s, p->now_ms) != LEASE_SHUT) {
		no_number(p, r, page_word(p, "kiosk.alone.used"), page_word(p, "kiosk.alone.ask"));
		return;
	}
	page_reopens(p, when, flow_service_now(p->flow, s)->opens_at_ms);
	no_number(p, r, page_word(p, "kiosk.service.closed"), when);
}

void page_take(
	struct page *p, struct scene_rect r, const struct office_service *s, const char *key) {
	char sub[PHRASE_SIZE], spoken[PHRASE_SIZE];
	const char *title = page_word(p, key);
	const struct snapshot_service *now = flow_service_now(p->flow, s);
	if (!now->open) {
		closed(p, r, s);
		return;
	}
	promise(p, s, r.w - 166, sub);
	phrase_join(spoken, title, ". ", sub, NULL);
	struct scene_item *b =
		parts_button(p->scene, r, PARTS_PRIMARY, SCENE_NORMAL, "take", title, spoken);
	b->first = true;
	uint32_t color = parts_on(p->scene, PARTS_PRIMARY, b->state);
	scene_icon(p->scene, (struct scene_rect){r.x + 44, r.y + (r.h - 64) / 2, 64, 64},
		"arrow-right", color);
	two_lines(p, (struct scene_rect){r.x + 142, r.y, r.w - 166, r.h}, color, title, sub);
}
