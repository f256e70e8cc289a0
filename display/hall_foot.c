#include "display/hall_part.h"

#include <stdio.h>

static const char more_than_all[] = "+99";

/* There is room for one of them and for how many more there are. */
static bool absent_fits(const struct view *v, int width, const struct hall_type *type) {
	const char *heading = words_get(v->lang, "hall.absent");
	int count = v->hall->absent_count, gap = type->number_px * 2 / 5;
	if (count == 0) {
		return false;
	}
	int more = count == 1 ? 0 : gap + font_width(FONT_BOLD, type->number_px, more_than_all) + 2;
	return font_width(FONT_BOLD, type->word_px, heading) + gap +
		       font_width(FONT_BOLD, type->number_px, v->hall->absent[0]) + 2 + more <=
	       width;
}

/* "Không có mặt" and the numbers, as many as fit, then "+3"; returns the right end used. */
static int absent(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_type *type) {
	const struct theme *t = scene->theme;
	int count = v->hall->absent_count, number_px = type->number_px;
	if (!absent_fits(v, rect.w, type)) {
		return rect.x;
	}
	int gap = number_px * 2 / 5, end = rect.x + rect.w;
	int x = hall_heading(v, scene, rect, type->word_px, "hall.absent") + gap;
	int more_w = font_width(FONT_BOLD, number_px, more_than_all) + 2;
	for (int i = 0; i < count; i++) {
		const char *number = v->hall->absent[i];
		int w = font_width(FONT_BOLD, number_px, number) + 2;
		char id[48], more[16];
		if (x + w + (i + 1 < count ? gap + more_w : 0) > end) {
			snprintf(more, sizeof more, "+%d", count - i);
			scene_text(scene, (struct scene_rect){x, rect.y, more_w, rect.h},
				view_bold(number_px, t->ink_2), more);
			return x + more_w;
		}
		snprintf(id, sizeof id, "absent:%s", number);
		view_number(scene, (struct scene_rect){x, rect.y, w, rect.h}, number_px, t->ink, id,
			number);
		x += w + gap;
	}
	return x - gap;
}

/* What is told, one after another: the notices, and that some numbers were given out while their
 * kiosk was cut off. */
static const char *told(const struct view *v, int i, char alone[static NAME_SIZE]) {
	const struct snapshot *hall = v->hall;
	char first[16];
	if (i < hall->notice_count) {
		const struct notice_text *n = &hall->notices[i];
		return v->lang == LANG_EN && n->en[0] ? n->en : n->vi;
	}
	if (i > hall->notice_count || hall->alone_open <= 0) {
		return NULL;
	}
	snprintf(first, sizeof first, "%03d", hall->alone_first);
	return words_fill(alone, NAME_SIZE, v->lang, "hall.alone", "first", first, NULL);
}

/* All of it in lines; takes `turn` down by their number, and where it is one of them writes that.
 */
static int64_t tell(
	const struct view *v, int px, int width, int64_t turn, char page[static NOTICE_SIZE]) {
	struct lines_type type = {.px = px, .max_lines = LINES_MAX, .prose = true};
	struct lines lines;
	char alone[NAME_SIZE];
	const char *text;
	for (int i = 0; (text = told(v, i, alone)); i++) {
		lines_break(&type, text, width, &lines);
		if (turn >= 0 && turn < (int64_t)lines.count) {
			const struct lines_line *l = &lines.line[turn];
			snprintf(page, NOTICE_SIZE, "%.*s", (int)l->length, text + l->start);
		}
		turn -= (int64_t)lines.count;
	}
	return turn;
}

/* The notices, and a line on the numbers of kiosks that were cut off, a page of one line at a time;
 * without any the date. */
static void notice_line(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	enum scene_align align, int64_t turn) {
	struct scene_type type = view_plain(px, scene->theme->ink);
	type.align = align;
	char page[NOTICE_SIZE] = "";
	int64_t pages = -tell(v, px, rect.w, 0, page);
	if (pages > 0) {
		tell(v, px, rect.w, turn % pages, page);
	} else {
		view_date(v, page, sizeof page);
		type.color = scene->theme->ink_2;
	}
	scene_name_item(scene_text(scene, rect, type, page), "notice", NULL);
}

static void beside(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_type *type, int64_t turn) {
	struct scene_rect left = {rect.x, rect.y, rect.w * 2 / 3, rect.h};
	int end = absent(v, scene, left, type), x = end > rect.x ? end + 32 : rect.x;
	notice_line(v, scene, (struct scene_rect){x, rect.y, rect.x + rect.w - x, rect.h},
		type->word_px, end > rect.x ? SCENE_RIGHT : SCENE_LEFT, turn);
}

/* Where there is no room for all of it they take turns: absent numbers, the notice, who waits. */
void hall_foot(const struct view *v, struct scene *scene, const struct hall_plan *plan) {
	const struct hall_type *type = &plan->type;
	bool turns = plan->foot == HALL_FOOT_TURNS;
	bool alternate = turns && absent_fits(v, plan->absent.w, type);
	int lines = alternate ? 2 : 1;
	int pages =
		lines +
		(plan->waiting_turns ? hall_waiting_pages(v, type->word_px, plan->waiting.w) : 0);
	int64_t turn = view_turn(v), round = turn / pages;
	int page = (int)(turn % pages);
	if (page >= lines) {
		hall_waiting(v, scene, plan->waiting, type->word_px, page - lines);
	} else if (plan->foot == HALL_FOOT_BESIDE) {
		beside(v, scene, plan->absent, type, round);
	} else if (plan->foot == HALL_FOOT_LINES || (alternate && page == 0)) {
		absent(v, scene, plan->absent, type);
	} else if (turns) {
		notice_line(v, scene, plan->absent, type->word_px, SCENE_LEFT, round);
	}
	if (plan->foot == HALL_FOOT_LINES) {
		notice_line(v, scene, plan->notice, type->word_px, SCENE_LEFT, turn);
	}
}
