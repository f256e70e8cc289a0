/* Rows that lead somewhere: a service of the office, a procedure of the catalogue. */
#include "common/clock.h"
#include "common/text.h"
#include "common/wait_text.h"
#include "kiosk/page.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static void row_door(struct page *p, struct scene_rect r, bool open, const char *prefix) {
	int w = page_grow(p, 84);
	struct scene_rect door = {r.x + 20, r.y + 20, w, r.h - 20};
	if (door.h > w * 5 / 4) {
		door.y += door.h - w * 5 / 4;
		door.h = w * 5 / 4;
	}
	struct parts_door look =
		open ? parts_door_solid(p->theme) : parts_door_outline(p->theme, 4);
	parts_door(p->scene, door, &look, page_grow(p, 60), prefix);
}

static struct scene_rect service_right(const struct page *p, struct scene_rect r) {
	int w = p->large ? 280 : 240;
	return (struct scene_rect){r.x + r.w - w - 16, r.y, w, r.h};
}

static struct scene_rect service_middle(const struct page *p, struct scene_rect r) {
	int x = r.x + page_grow(p, 84) + 44;
	return (struct scene_rect){x, r.y, service_right(p, r).x - 32 - x, r.h};
}

/* What stands at the right: how many wait and how long, or why there is nothing to say. */
struct side {
	char first[PHRASE_SIZE], second[PHRASE_SIZE];
	char spoken[PHRASE_SIZE];
	bool warns; /* `first` takes both lines */
};

/* "từ 13:30", "từ 30/11". */
static void reopens(const struct page *p, int64_t opens_ms, char buf[static PHRASE_SIZE]) {
	char when[8];
	if (opens_ms <= p->wall_ms) {
		return;
	}
	if (clock_day(opens_ms) == clock_day(p->wall_ms)) {
		clock_hhmm(opens_ms, when);
	} else {
		int date = clock_day(opens_ms) % 10000;
		snprintf(when, sizeof when, "%02d/%02d", date % 100, date / 100);
	}
	words_fill(buf, PHRASE_SIZE, p->lang, "kiosk.service.from", "when", when, NULL);
}

/* A warning needs both lines: how many wait is then only spoken. */
static void open_side(const struct page *p, const struct snapshot_service *now, struct side *side) {
	struct expectation e = wait_of_service(now);
	enum wait_case what = wait_case(&e);
	char waiting[PHRASE_SIZE], wait[WAIT_TEXT_SIZE];
	phrase_waiting(waiting, p->lang, now->waiting);
	phrase_join(side->spoken, waiting, ", ", wait_text(wait, p->lang, &e), NULL);
	wait_text_tile(wait, p->lang, &e);
	side->warns = what == WAIT_UNLIKELY || what == WAIT_DOUBTFUL || what == WAIT_BREAK;
	if (side->warns) {
		phrase_join(side->first, wait, NULL);
		return;
	}
	if (p->large && now->waiting > 0) {
		phrase_people(waiting, p->lang, now->waiting);
	}
	phrase_join(side->first, waiting, NULL);
	phrase_join(side->second, wait, NULL);
}

static struct side service_side(const struct page *p, const struct office_service *s) {
	struct side side = {.warns = false};
	const struct snapshot_service *now = flow_service_now(p->flow, s);
	struct expectation e = wait_of_service(now);
	if (p->flow->alone && flow_alone_may(p->flow, s, p->now_ms) != LEASE_SHUT) {
		phrase_join(side.first, page_alone_tile(p, s), NULL);
	} else if (!now->open) {
		phrase_join(side.first, page_word(p, "kiosk.service.closed"), NULL);
		reopens(p, now->opens_at_ms, side.second);
	} else if (wait_case(&e) == WAIT_UNKNOWN && !flow_service_served(p->flow, s)) {
		phrase_join(side.first, page_word(p, "kiosk.service.no_counter"), NULL);
	} else {
		open_side(p, now, &side);
		return side;
	}
	phrase_join(side.spoken, side.first, ". ", side.second, NULL);
	return side;
}

/* The largest size in which both lines fit, where the text is two. */
static int pair_px(const char *text, int px, int w) {
	char first[PHRASE_SIZE];
	const char *second = strchr(text, '\n');
	if (!second) {
		return px;
	}
	phrase_join(first, text, NULL);
	first[second - text] = '\0';
	px = font_fitting(FONT_REGULAR, px, first, w);
	return font_fitting(FONT_REGULAR, px, second + 1, w);
}

static void draw_side(struct page *p, struct scene_rect r, const struct side *side) {
	struct scene_type t = {
		.px = page_px(p, THEME_SMALL) * (p->large ? 46 : 48) / 48,
		.color = p->theme->ink_2,
		.place = SCENE_MIDDLE,
		.max_lines = 2,
	};
	t.line_px = t.px * 13 / 10;
	if (!side->second[0]) {
		t.px = pair_px(side->first, t.px, r.w);
		t.color = side->warns ? p->theme->ink : p->theme->ink_2;
		scene_text(p->scene, r, t, side->first);
		return;
	}
	struct scene_rect upper = {r.x, r.y + r.h / 2 - t.line_px, r.w, t.line_px};
	struct scene_rect lower = {r.x, r.y + r.h / 2, r.w, t.line_px};
	int px = t.px;
	t.max_lines = 1;
	t.px = font_fitting(FONT_REGULAR, px, side->first, r.w);
	scene_text(p->scene, upper, t, side->first);
	t.weight = FONT_BOLD;
	t.color = p->theme->ink;
	t.px = font_fitting(FONT_BOLD, px, side->second, r.w);
	scene_text(p->scene, lower, t, side->second);
}

int page_service_row_px(const struct page *p, struct scene_rect r, const struct office_service *s) {
	int least = p->wide ? 38 : 40, px = p->large || r.h >= 170 ? 52 : least;
	px = px > (r.h - 12) * 2 / 5 ? (r.h - 12) * 2 / 5 : px;
	struct scene_type t = {.weight = FONT_BOLD, .max_lines = 3};
	struct scene_rect middle = service_middle(p, r);
	for (; px > least; px -= 2) {
		t.px = px;
		struct lines_type lines = scene_lines_type(&t);
		if (lines_count(&lines, words_name(p->lang, &s->name), middle.w) <= 2) {
			break;
		}
	}
	return px;
}

void page_service_row(struct page *p, struct scene_rect r, const struct office_service *s, int px) {
	bool open = flow_service_now(p->flow, s)->open;
	struct side side = service_side(p, s);
	const char *name = words_name(p->lang, &s->name);
	char id[SCENE_ID_SIZE], spoken[PHRASE_SIZE];
	snprintf(id, sizeof id, "service:%s", s->id);
	phrase_join(spoken, name, ". ", side.spoken, NULL);
	struct scene_item *b =
		parts_button(p->scene, r, PARTS_SECONDARY, SCENE_NORMAL, id, name, spoken);
	if (!open && b->state == SCENE_NORMAL) {
		b->fill = p->theme->sunk;
		b->border_px = 0;
	}
	row_door(p, r, open, s->prefix);
	struct scene_rect right = service_right(p, r);
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = px,
		.color = open ? p->theme->ink : p->theme->ink_2,
		.place = SCENE_MIDDLE,
		.max_lines = 2,
	};
	scene_text(p->scene, service_middle(p, r), t, name);
	scene_box(p->scene, (struct scene_rect){right.x - 24, r.y + 16, 2, r.h - 32}, 0,
		p->theme->rule, 0, SCENE_NONE);
	draw_side(p, right, &side);
}

/* Whether a folded word of a name begins with one of the query's words. */
static bool asked_for(const char *word, const char *query) {
	char asked[FLOW_QUERY_SIZE];
	unsigned marks;
	while (text_word(&query, asked, sizeof asked, &marks)) {
		if (strncmp(word, asked, strlen(asked)) == 0) {
			return true;
		}
	}
	return false;
}

/* The name with the words that were asked for underlined, and the space between two of them. */
static void underline(char out[static PHRASE_SIZE], const char *name, const char *query) {
	static const char gaps[] = " ,.;:()/-";
	bool under = false;
	out[0] = '\0';
	while (*name) {
		size_t n = strcspn(name, gaps), gap = strspn(name, gaps);
		char piece[256], word[256] = "";
		unsigned marks;
		const char *read = piece;
		size_t size = gap > 0 ? gap : n;
		size = size < sizeof piece ? size : sizeof piece - 1;
		memcpy(piece, name, size);
		piece[size] = '\0';
		bool hit = gap == 0 && text_word(&read, word, sizeof word, &marks) &&
			   asked_for(word, query);
		if (gap > 0 && under) {
			unsigned ignored;
			char next[256] = "";
			const char *after = name + gap;
			hit = *after && gap == 1 &&
			      text_word(&after, next, sizeof next, &ignored) &&
			      asked_for(next, query);
		}
		phrase_join(out, out, hit != under ? LINES_UNDER : "", piece, NULL);
		under = hit;
		name += size;
	}
}

/* The code, and the time limit where `w` px hold both in letters that can be read. */
static void procedure_meta(
	const struct page *p, const struct procedure_view *v, int w, char buf[static PHRASE_SIZE]) {
	const char *limit = procedure_view_time_limit(v, p->lang);
	char code[PHRASE_SIZE], first[PHRASE_SIZE] = "";
	words_fill(code, sizeof code, p->lang, "kiosk.code", "code", v->code, NULL);
	if (limit) {
		phrase_join(first, limit, NULL);
		phrase_first_clause(first);
	}
	phrase_join(buf, code, first[0] ? "  ·  " : "", first, NULL);
	if (font_width(FONT_REGULAR, PAGE_LEAST_PX, buf) > w) {
		phrase_join(buf, code, NULL);
	}
}

static void row_arrow(struct page *p, struct scene_rect box, int center_y) {
	int px = page_grow(p, 44);
	scene_icon(p->scene, (struct scene_rect){box.x + box.w + 16, center_y - px / 2, px, px},
		"arrow-right", p->theme->ink);
}

/* The name on one line and what else is known below it. */
static void one_line(struct page *p, struct scene_rect box, struct scene_type t, const char *name,
	const char *meta) {
	struct scene_type small = {.px = page_px(p, THEME_SMALL), .color = p->theme->ink_2};
	small.px = font_fitting(FONT_REGULAR, small.px, meta, box.w);
	int name_h = scene_line_px(&t), small_h = scene_line_px(&small);
	int y = box.y + (box.h - name_h - small_h) / 2;
	scene_text(p->scene, (struct scene_rect){box.x, y, box.w, name_h}, t, name);
	scene_text(p->scene, (struct scene_rect){box.x, y + name_h, box.w, small_h}, small, meta);
	row_arrow(p, box, box.y + box.h / 2);
}

/* A long name takes both lines; the code stands over the arrow, it is never left out. */
static void two_lines(struct page *p, struct scene_rect box, struct scene_type t, const char *name,
	const char *code) {
	struct scene_type small = {.px = page_px(p, THEME_SMALL),
		.color = p->theme->ink_2,
		.align = SCENE_RIGHT,
		.whole = true};
	int code_w = font_width(FONT_REGULAR, small.px, code) + 4, line = scene_line_px(&small);
	int right = box.x + box.w + 16 + page_grow(p, 44), arrow_h = page_grow(p, 44);
	int y = box.y + (box.h - line - arrow_h) / 2;
	scene_text(p->scene, (struct scene_rect){right - code_w, y, code_w, line}, small, code);
	row_arrow(p, box, y + line + arrow_h / 2);
	box.w = right - code_w - 20 - box.x;
	t.max_lines = 2;
	t.place = SCENE_MIDDLE;
	scene_text(p->scene, box, t, name);
}

void page_procedure_row(
	struct page *p, struct scene_rect r, const struct procedure_view *v, const char *query) {
	const char *name = procedure_view_short(v, p->lang);
	const struct office_service *s =
		v->service ? office_view_service(&p->flow->office, v->service) : NULL;
	char id[SCENE_ID_SIZE], meta[PHRASE_SIZE], marked[PHRASE_SIZE], spoken[PHRASE_SIZE];
	snprintf(id, sizeof id, "procedure:%s", v->code);
	int left = page_grow(p, 84) + 44, arrow = page_grow(p, 44);
	struct scene_rect box = {r.x + left, r.y, r.w - left - arrow - 40, r.h};
	procedure_meta(p, v, INT_MAX, meta);
	phrase_join(spoken, name, ". ", meta, NULL);
	procedure_meta(p, v, box.w, meta);
	parts_button(p->scene, r, PARTS_SECONDARY, SCENE_NORMAL, id, name, spoken);
	row_door(p, r, s != NULL, s ? s->prefix : "–");
	underline(marked, name, query);
	struct scene_type t = {
		.weight = FONT_BOLD, .px = page_px(p, THEME_BODY), .color = p->theme->ink};
	struct lines_type one = scene_lines_type(&t);
	if (lines_width(&one, marked) <= box.w) {
		one_line(p, box, t, marked, meta);
	} else {
		two_lines(p, box, t, marked, v->code);
	}
}
