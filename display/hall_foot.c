#include "display/hall_part.h"

#include <stdio.h>

enum { NOTICE_PAGES = 8 };

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

/* The notice, and that some numbers were given out while their kiosk was cut off. */
static void tell(const struct view *v, char *text, size_t size) {
	char first[16], alone[NAME_SIZE] = "";
	const char *notice = words_name(v->lang, &v->hall->notice);
	if (v->hall->alone_open > 0) {
		snprintf(first, sizeof first, "%03d", v->hall->alone_first);
		words_fill(alone, sizeof alone, v->lang, "hall.alone", "first", first, NULL);
	}
	snprintf(text, size, "%s%s%s", notice, *notice && *alone ? "\n" : "", alone);
}

void hall_notice(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	enum scene_align align, int64_t turn) {
	struct scene_type type = view_plain(px, scene->theme->ink);
	type.align = align;
	char page[1024], text[2 * NAME_SIZE];
	tell(v, text, sizeof text);
	if (!text[0]) {
		view_date(v, page, sizeof page);
		type.color = scene->theme->ink_2;
	} else {
		struct lines_type pages = {.px = px, .max_lines = NOTICE_PAGES, .prose = true};
		struct lines lines;
		lines_break(&pages, text, rect.w, &lines);
		const struct lines_line *l = &lines.line[turn % (int64_t)lines.count];
		snprintf(page, sizeof page, "%.*s", (int)l->length, text + l->start);
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
