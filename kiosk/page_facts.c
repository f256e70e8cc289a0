/* Fee, time limit and, where it is certain, the day of the result. */
#include "kiosk/page_facts.h"

#include "common/clock.h"
#include "common/text.h"

#include <stdio.h>
#include <string.h>

enum { SAME_DAY_HOUR = 15, LINES_EACH = 5, STRESS_MAX = 26 };

struct fact {
	const char *label;
	char value[PHRASE_SIZE];
	bool now; /* the one fact that people take home */
};

/* The first words in bold, up to a semicolon or a bracket, where they are few. */
static void stress(char text[static PHRASE_SIZE]) {
	char first[PHRASE_SIZE];
	phrase_join(first, text, NULL);
	phrase_first_clause(first);
	if (text_length(first) <= STRESS_MAX) {
		phrase_join(text, LINES_BOLD, first, LINES_BOLD, text + strlen(first), NULL);
	}
}

/* When the result is due, where that is certain without the calendar of working days. */
static bool due_today(const struct page *p, char buf[static PHRASE_SIZE]) {
	const char *kind = p->flow->procedure.time_limit_kind;
	bool at_once = kind && strcmp(kind, "immediate") == 0;
	bool by_hour = kind && strcmp(kind, "same-day-15h") == 0;
	char date[PHRASE_SIZE];
	const struct office_service *s = flow_take_service(p->flow);
	if (!(at_once || by_hour) || !s || !flow_service_now(p->flow, s)->open) {
		return false;
	}
	if (by_hour && clock_local(p->wall_ms).tm_hour >= SAME_DAY_HOUR) {
		phrase_join(buf, page_word(p, "kiosk.due.next_day"), NULL);
		return true;
	}
	phrase_date(date, p->lang, p->wall_ms, false);
	words_fill(buf, PHRASE_SIZE, p->lang, "kiosk.due.today", "date", date, NULL);
	return true;
}

static int facts_of(const struct page *p, struct fact facts[static 3]) {
	const struct procedure_view *v = &p->flow->procedure;
	facts[0] = (struct fact){.label = page_word(p, "kiosk.fee")};
	phrase_fee(facts[0].value, p->lang, v);
	stress(facts[0].value);
	facts[1] = (struct fact){.label = page_word(p, "kiosk.time_limit")};
	phrase_time_limit(facts[1].value, p->lang, v);
	stress(facts[1].value);
	facts[2] = (struct fact){.label = page_word(p, "kiosk.due"), .now = true};
	return due_today(p, facts[2].value) ? 3 : 2;
}

static int label_w(const struct page *p) {
	return p->large ? 214 : 190;
}

static struct scene_type value_type(const struct page *p, const struct fact *f, int max_lines) {
	struct scene_type t = {
		.weight = f->now ? FONT_BOLD : FONT_REGULAR,
		.px = p->large ? 44 : page_px(p, f->now ? THEME_BODY : THEME_SMALL),
		.color = p->theme->ink,
		.max_lines = f->now && max_lines < 2 ? 2 : max_lines,
		.prose = true,
	};
	t.line_px = t.px * 13 / 10;
	return t;
}

static int fact_height(const struct page *p, const struct fact *f, int w, int max_lines) {
	struct scene_type t = value_type(p, f, max_lines);
	return scene_text_height(&t, f->value, w - label_w(p) - 48) + 28;
}

static int facts_height(
	const struct page *p, const struct fact *facts, int count, int w, int max_lines) {
	int h = 0;
	for (int i = 0; i < count; i++) {
		h += fact_height(p, &facts[i], w, max_lines);
	}
	return h;
}

static void draw_fact(
	struct page *p, struct scene_rect r, const struct fact *f, int max_lines, bool first) {
	int left = label_w(p);
	struct scene_type label = {.weight = FONT_BOLD, .color = p->theme->ink};
	struct scene_type text = value_type(p, f, max_lines);
	label.px = font_fitting(FONT_BOLD, p->large ? 44 : 36, f->label, left - 16);
	label.line_px = text.line_px;
	if (f->now) {
		scene_box(p->scene, r, 12, p->theme->hoe_tint, 0, SCENE_NONE);
	} else if (!first) {
		scene_box(p->scene, (struct scene_rect){r.x + 28, r.y, r.w - 56, 2}, 0,
			p->theme->rule, 0, SCENE_NONE);
	}
	scene_text(p->scene, (struct scene_rect){r.x + 28, r.y + 14, left, label.line_px}, label,
		f->label);
	struct scene_rect value = {r.x + 28 + left, r.y + 14, r.w - left - 48, r.h - 28};
	scene_text(p->scene, value, text, f->value);
}

/* The card, `max_lines` each; the height. */
static int draw_card(
	struct page *p, struct scene_rect r, const struct fact *facts, int count, int max_lines) {
	r.h = facts_height(p, facts, count, r.w, max_lines);
	scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	int y = r.y;
	for (int i = 0; i < count; i++) {
		int h = fact_height(p, &facts[i], r.w, max_lines);
		draw_fact(p, (struct scene_rect){r.x, y, r.w, h}, &facts[i], max_lines, i == 0);
		y += h;
	}
	return r.h;
}

int page_facts(struct page *p, struct scene_rect area, bool at_foot) {
	struct fact facts[3];
	int count = facts_of(p, facts), max_lines = LINES_EACH;
	while (max_lines > 1 && facts_height(p, facts, count, area.w, max_lines) > area.h) {
		max_lines--;
	}
	if (at_foot) {
		area.y += area.h - facts_height(p, facts, count, area.w, max_lines);
	}
	draw_card(p, area, facts, count, max_lines);
	return area.y;
}

int page_facts_height(const struct page *p, int w) {
	struct fact facts[3];
	int count = facts_of(p, facts);
	return facts_height(p, facts, count, w, LINES_EACH);
}
