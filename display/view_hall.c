#include "display/hall_part.h"

#include <stdio.h>
#include <string.h>

enum { EM = 1000, LINES_ACROSS = 2, HEADER_PX = 52, LONG_SIDE = 1920, SHORT_SIDE = 1080 };

static void widen(int *widest, const char *text) {
	int w = font_width(FONT_BOLD, EM, text);
	*widest = w > *widest ? w : *widest;
}

static void widen_number(struct hall_widest *widest, const char *number) {
	widen(&widest->number, number);
	if (strpbrk(number, "QJ")) {
		int tail = font_tail(FONT_BOLD, EM);
		widest->tail = tail > widest->tail ? tail : widest->tail;
	}
}

/* Numbers that a service may give out; where its series ends in a figure a dash parts them. */
static void widen_by_services(const struct view *v, struct hall_widest *widest) {
	for (int i = 0; v->office && i < v->office->service_count; i++) {
		char number[NUMBER_SIZE + 8];
		const char *prefix = v->office->services[i].prefix;
		size_t size = strlen(prefix);
		bool figure = size > 0 && prefix[size - 1] >= '0' && prefix[size - 1] <= '9';
		snprintf(number, sizeof number, "%s%s000", prefix, figure ? "-" : "");
		widen_number(widest, number);
	}
}

static void widen_by_call(struct hall_widest *widest, const char *number, int counter) {
	char digits[16];
	snprintf(digits, sizeof digits, "%d", counter);
	widen_number(widest, number);
	widen(&widest->counter, digits);
}

static struct hall_widest widest_of(const struct view *v) {
	const struct snapshot *hall = v->hall;
	struct hall_widest w = {0};
	widen_by_services(v, &w);
	for (int i = 0; i < hall->counter_count; i++) {
		widen_by_call(&w, hall->counters[i].number, hall->counters[i].id);
	}
	for (int i = 0; i < hall->recent_count; i++) {
		widen_by_call(&w, hall->recent[i].number, hall->recent[i].counter);
	}
	for (int i = 0; i < hall->absent_count; i++) {
		widen_number(&w, hall->absent[i]);
	}
	if (v->announce->any) {
		widen_by_call(&w, v->announce->shown.number, v->announce->shown.counter);
	}
	widen(&w.door, words_get(v->lang, "hall.counter"));
	widen(&w.recent, words_get(v->lang, "hall.recent"));
	widen(&w.state, words_get(v->lang, "hall.paused"));
	widen(&w.state, words_get(v->lang, "hall.ready"));
	return w;
}

/* One line on a broad screen; on an upright one what the name asks for, up to three. */
static int header_lines(const struct view *v, int word_px, int w, int h) {
	int px = word_px > HEADER_PX ? word_px : HEADER_PX, lines = 2;
	const struct name *name = v->zone ? v->zone : v->office ? &v->office->name : NULL;
	if (w < h && name) {
		lines = hall_name_lines(words_name(v->lang, name), px, hall_header_room(w, px));
	}
	return w > h || lines > 4 ? 1 : lines < 2 ? 2 : lines > 3 ? 3 : lines;
}

static struct legible least_of(const struct view *v, int w_px, int h_px) {
	bool tall = h_px > w_px;
	return legible_of(&v->place, tall ? SHORT_SIDE : LONG_SIDE, tall ? LONG_SIDE : SHORT_SIDE,
		w_px, h_px);
}

/* What the planner has to know of a view. */
static struct hall_ask ask_of(const struct view *v, const struct legible *least, bool tall) {
	int w = tall ? SHORT_SIDE : LONG_SIDE, h = tall ? LONG_SIDE : SHORT_SIDE;
	const struct snapshot_counter *rows[COUNTERS_MAX];
	int counters = hall_rows(v, rows, COUNTERS_MAX);
	return (struct hall_ask){.w = w,
		.h = h,
		.call_px = least->call_px,
		.number_px = least->number_px,
		.word_px = least->word_px,
		.widest = widest_of(v),
		.header_lines = header_lines(v, least->word_px, w, h),
		.counters = counters == 0 && v->hall->open ? 1 : counters,
		.recent = v->announce->any || v->hall->recent_count > 0,
		.waiting = v->office != NULL,
		.slide = v->slide != NULL};
}

static void recents(const struct view *v, struct scene *scene, const struct hall_plan *plan,
	const struct hall_look *look) {
	const struct snapshot_call *calls[RECENT_MAX];
	struct scene_rect rect = plan->recent;
	int count = hall_recent_calls(v, calls, plan->recents);
	int head = plan->recent_label_w ? 0 : hall_heading_h(&plan->type);
	hall_heading(v, scene, (struct scene_rect){rect.x, rect.y, rect.w, head ? head : rect.h},
		plan->type.word_px, "hall.recent");
	rect.x += plan->recent_label_w;
	rect.w -= plan->recent_label_w;
	int step_x = plan->recent_below ? (rect.w + HALL_GAP) / plan->recents : 0;
	int step_y = plan->recent_below ? 0 : (rect.h - head + HALL_ROW_GAP) / plan->recents;
	struct scene_rect cell = {rect.x, rect.y + head, rect.w, rect.h - head};
	cell.w = step_x ? step_x - HALL_GAP : cell.w;
	cell.h = step_y ? step_y - HALL_ROW_GAP : cell.h;
	for (int i = 0; i < plan->recents; i++) {
		hall_recent(v, scene, cell, look, i < count ? calls[i] : NULL);
		cell.x += step_x;
		cell.y += step_y;
	}
}

/* Up to two lines of counters are read line by line, more of them column by column. */
static void counters(const struct view *v, struct scene *scene, const struct hall_plan *plan,
	const struct hall_look *look) {
	const struct snapshot_counter *rows[COUNTERS_MAX];
	struct scene_rect rect = plan->rows;
	int count = hall_rows(v, rows, plan->columns * plan->lines);
	int head = plan->heading ? hall_heading_h(&plan->type) : 0;
	if (head > 0) {
		hall_heading(v, scene, (struct scene_rect){rect.x, rect.y, rect.w, head},
			plan->type.word_px, "hall.serving");
	}
	int step_x = (rect.w + HALL_GAP) / plan->columns;
	int step_y = (rect.h - head + HALL_ROW_GAP) / plan->lines;
	bool across = plan->lines <= LINES_ACROSS;
	for (int i = 0; i < count; i++) {
		int column = across ? i % plan->columns : i / plan->lines;
		int line = across ? i / plan->columns : i % plan->lines;
		hall_row(v, scene,
			(struct scene_rect){rect.x + column * step_x, rect.y + head + line * step_y,
				step_x - HALL_GAP, step_y - HALL_ROW_GAP},
			look, rows[i]);
	}
	if (count == 0) {
		scene_text(scene, (struct scene_rect){rect.x, rect.y + head, rect.w, rect.h - head},
			view_plain(plan->type.word_px, scene->theme->ink_2),
			words_get(v->lang, "hall.no_counter"));
	}
}

double view_hall_call_m(const struct view *v, int w_px, int h_px, double *wanted_m) {
	struct legible least = least_of(v, w_px, h_px);
	struct hall_ask ask = ask_of(v, &least, h_px > w_px);
	*wanted_m = legible_wanted_m(&least, LEGIBLE_CALL);
	return legible_metres(&least, LEGIBLE_CALL, hall_plan(&ask).call_px);
}

void view_hall(const struct view *v, struct scene *scene, int w_px, int h_px) {
	if (!v->hall || v->no_zone) {
		struct scene_rect rest = view_start(v, scene, "hall", w_px, h_px, v->slide);
		if (rest.w > 0) {
			hall_slide(v, scene, rest);
		}
		return;
	}
	struct legible least = least_of(v, w_px, h_px);
	struct hall_ask ask = ask_of(v, &least, h_px > w_px);
	struct hall_plan plan = hall_plan(&ask);
	scene_start(scene, "hall", &theme_board, ask.w, ask.h);
	struct hall_look look = {.type = plan.type, .widest = ask.widest};
	hall_header(v, scene, &plan);
	if (v->announce->any) {
		hall_panel(v, scene, &plan, &ask.widest);
	} else {
		hall_empty(v, scene, &plan);
	}
	if (plan.recents > 0) {
		recents(v, scene, &plan, &look);
	}
	if (plan.lines > 0) {
		counters(v, scene, &plan, &look);
	}
	if (plan.waiting.w > 0 && !plan.waiting_turns) {
		hall_waiting(v, scene, plan.waiting, plan.type.word_px, view_turn(v));
	}
	hall_foot(v, scene, &plan);
	if (plan.slide.w > 0) {
		hall_slide(v, scene, plan.slide);
	}
}
