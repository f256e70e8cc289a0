#include "display/hall_part.h"

#include <stdio.h>

int hall_absent(const struct view *v, struct scene *scene, struct scene_rect rect, int word_px,
	int number_px) {
	const struct theme *t = scene->theme;
	int count = v->hall->absent_count;
	if (count == 0) {
		return rect.x;
	}
	int gap = number_px * 2 / 3, end = rect.x + rect.w;
	int x = hall_heading(v, scene, rect, word_px, "hall.absent") + gap * 5 / 6;
	int more_w = font_width(FONT_BOLD, number_px, "+99") + gap;
	for (int i = 0; i < count; i++) {
		const char *number = v->hall->absent[i];
		int w = font_width(FONT_BOLD, number_px, number);
		char id[48], more[16];
		if (x + w + (i + 1 < count ? more_w : 0) > end) {
			snprintf(more, sizeof more, "+%d", count - i);
			scene_text(scene, (struct scene_rect){x, rect.y, more_w, rect.h},
				view_bold(number_px, t->ink_2), more);
			return x + more_w;
		}
		snprintf(id, sizeof id, "absent:%s", number);
		view_number(scene, (struct scene_rect){x, rect.y, w + 2, rect.h}, number_px, t->ink,
			id, number);
		x += w + gap;
	}
	return x;
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

void hall_notice(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
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

void hall_foot(const struct view *v, struct scene *scene, struct scene_rect rect, int word_px,
	int number_px, int64_t turn) {
	struct scene_rect left = {rect.x, rect.y, 1000, rect.h};
	int end = hall_absent(v, scene, left, word_px, number_px);
	bool any = end > rect.x;
	int x = any ? end + 32 : rect.x;
	hall_notice(v, scene, (struct scene_rect){x, rect.y, rect.x + rect.w - x, rect.h}, word_px,
		any ? SCENE_RIGHT : SCENE_LEFT, turn);
}
