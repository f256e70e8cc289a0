/* Fee, time limit and, where the time limit says it, the day of the result. */
#include "kiosk/page_facts.h"

#include "common/text.h"

#include <stdio.h>
#include <string.h>

enum { LINES_EACH = 6, STRESS_MAX = 26 };

/* How the facts are set: the letters, the most lines of each. */
struct look {
	int px, max_lines;
};

struct fact {
	const char *label;
	char value[PHRASE_SIZE];
	bool now; /* the one fact that people take home */
};

/* The first words in bold, up to a semicolon or a bracket, where they are few; in brief those
 * alone. */
static void stress(char text[static PHRASE_SIZE], bool brief) {
	char first[PHRASE_SIZE];
	phrase_join(first, text, NULL);
	phrase_first_clause(first);
	const char *bold = text_length(first) <= STRESS_MAX ? LINES_BOLD : "";
	const char *rest = text + strlen(first);
	phrase_join(text, bold, first, bold, brief && *rest ? "…" : rest, NULL);
}

static int facts_of(const struct page *p, struct fact facts[static 3], bool brief) {
	const struct procedure_view *v = &p->flow->procedure;
	facts[0] = (struct fact){.label = page_word(p, "kiosk.fee")};
	phrase_fee(facts[0].value, p->lang, v);
	stress(facts[0].value, brief);
	facts[1] = (struct fact){.label = page_word(p, "kiosk.time_limit")};
	phrase_time_limit(facts[1].value, p->lang, v);
	stress(facts[1].value, brief);
	facts[2] = (struct fact){.label = page_word(p, "kiosk.due"), .now = true};
	phrase_due(facts[2].value, p->lang, v, p->wall_ms, false);
	return facts[2].value[0] ? 3 : 2;
}

/* The labels' column. */
static int label_w(const struct page *p, int px) {
	static const char *const keys[] = {"kiosk.fee", "kiosk.time_limit", "kiosk.due"};
	int w = 0;
	for (int i = 0; i < 3; i++) {
		int each = font_width(FONT_BOLD, px, page_word(p, keys[i]));
		w = each > w ? each : w;
	}
	return w + 24;
}

static struct scene_type value_type(
	const struct page *p, const struct fact *f, const struct look *look) {
	struct scene_type t = {
		.weight = f->now ? FONT_BOLD : FONT_REGULAR,
		.px = look->px,
		.color = p->theme->ink,
		.max_lines = f->now && look->max_lines < 3 ? 3 : look->max_lines,
		.prose = true,
	};
	t.line_px = t.px * 13 / 10;
	return t;
}

static int fact_height(const struct page *p, const struct fact *f, int w, const struct look *look) {
	struct scene_type t = value_type(p, f, look);
	return scene_text_height(&t, f->value, w - label_w(p, look->px) - 48) + 28;
}

static int facts_height(
	const struct page *p, const struct fact *facts, int count, int w, const struct look *look) {
	int h = 0;
	for (int i = 0; i < count; i++) {
		h += fact_height(p, &facts[i], w, look);
	}
	return h;
}

static void draw_fact(struct page *p, struct scene_rect r, const struct fact *f,
	const struct look *look, bool first) {
	int left = label_w(p, look->px);
	struct scene_type label = {.weight = FONT_BOLD, .px = look->px, .color = p->theme->ink};
	struct scene_type text = value_type(p, f, look);
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

/* The card; the height. */
static int draw_card(struct page *p, struct scene_rect r, const struct fact *facts, int count,
	const struct look *look) {
	r.h = facts_height(p, facts, count, r.w, look);
	scene_box(p->scene, r, 12, p->theme->card, 0, SCENE_NONE);
	int y = r.y;
	for (int i = 0; i < count; i++) {
		int h = fact_height(p, &facts[i], r.w, look);
		draw_fact(p, (struct scene_rect){r.x, y, r.w, h}, &facts[i], look, i == 0);
		y += h;
	}
	return r.h;
}

static struct look whole(const struct page *p) {
	return (struct look){p->large ? 44 : PAGE_LEAST_PX, LINES_EACH};
}

/* Smaller letters before anything is cut. */
static struct look fitting(
	const struct page *p, const struct fact *facts, int count, const struct scene_rect *area) {
	struct look look = whole(p);
	while (facts_height(p, facts, count, area->w, &look) > area->h) {
		if (look.px > PAGE_LEAST_PX) {
			look.px -= 2;
		} else if (look.max_lines > 1) {
			look.max_lines--;
		} else {
			break;
		}
	}
	return look;
}

int page_facts(struct page *p, struct scene_rect area, bool at_foot) {
	struct fact facts[3];
	int count = facts_of(p, facts, false);
	struct look look = fitting(p, facts, count, &area);
	if (at_foot) {
		area.y += area.h - facts_height(p, facts, count, area.w, &look);
	}
	draw_card(p, area, facts, count, &look);
	return area.y;
}

/* Where not all fit, the day says more than the time limit. */
void page_facts_brief(struct page *p, struct scene_rect area) {
	struct fact facts[3];
	int count = facts_of(p, facts, true);
	struct look look = {PAGE_LEAST_PX, LINES_EACH};
	if (count == 3 && facts_height(p, facts, count, area.w, &look) > area.h) {
		facts[1] = facts[--count];
	}
	look = fitting(p, facts, count, &area);
	if (look.max_lines == LINES_EACH) {
		draw_card(p, area, facts, count, &look);
	}
}

int page_facts_least(const struct page *p, int w) {
	struct fact facts[3];
	struct look look = {PAGE_LEAST_PX, LINES_EACH};
	int count = facts_of(p, facts, false);
	return facts_height(p, facts, count, w, &look);
}

int page_facts_height(const struct page *p, int w) {
	struct fact facts[3];
	struct look look = whole(p);
	int count = facts_of(p, facts, false);
	return facts_height(p, facts, count, w, &look);
}
