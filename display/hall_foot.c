#include "display/hall_part.h"

#include <stdio.h>
#include <string.h>

enum { WAITING_MAX = 9, ENTRY_H = 68, COUNT_W = 80, NOTICE_PAGES = 8, NOTICE_PAGE_MS = 10000 };

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

static int waiting_of(const struct view *v, const char *service) {
	for (int i = 0; i < v->hall->service_count; i++) {
		if (strcmp(v->hall->services[i].id, service) == 0) {
			return v->hall->services[i].waiting;
		}
	}
	return 0;
}

/* All services, or of many only those with somebody waiting. */
static int pick_services(const struct view *v, const struct office_service *picked[WAITING_MAX]) {
	int count = 0;
	bool all = v->office->service_count <= WAITING_MAX;
	for (int i = 0; i < v->office->service_count && count < WAITING_MAX; i++) {
		const struct office_service *s = &v->office->services[i];
		if (all || waiting_of(v, s->id) > 0) {
			picked[count++] = s;
		}
	}
	return count;
}

static void waiting_entry(const struct view *v, struct scene *scene, struct scene_rect rect,
	int door_w, const struct office_service *service) {
	char count[16], id[SCENE_ID_SIZE], spoken[NAME_SIZE + 32];
	struct scene_rect door = {rect.x, rect.y + rect.h - ENTRY_H, door_w, ENTRY_H};
	struct scene_rect beside = {door.x + door_w + 12, door.y, 100, door.h};
	snprintf(count, sizeof count, "%d", waiting_of(v, service->id));
	snprintf(id, sizeof id, "waiting:%s", service->id);
	snprintf(spoken, sizeof spoken, "%s: %s", words_name(v->lang, &service->name), count);
	view_door(v, scene, door, 48, service->prefix);
	struct scene_type type = view_bold(56, scene->theme->ink);
	scene_name_item(scene_text(scene, beside, type, count), id, spoken);
}

/* All doors are as wide as the longest prefix asks for. */
static int waiting_door_w(const struct office_service *picked[WAITING_MAX], int count) {
	int w = 60;
	for (int i = 0; i < count; i++) {
		int own = font_width(FONT_BOLD, 48, picked[i]->prefix) + 20;
		w = own > w ? own : w;
	}
	return w;
}

void hall_waiting(const struct view *v, struct scene *scene, struct scene_rect rect, int lines) {
	const struct office_service *picked[WAITING_MAX];
	if (!v->office) {
		return;
	}
	int line_h = rect.h / lines, end = rect.x + rect.w - 28;
	scene_box(scene, rect, 12, scene->theme->card, 0, SCENE_NONE);
	struct scene_rect first = {rect.x + 28, rect.y + line_h - ENTRY_H, rect.w - 28, ENTRY_H};
	int x = hall_heading(v, scene, first, 52, "hall.waiting") + (lines > 1 ? 36 : 64);
	int count = pick_services(v, picked);
	if (count == 0) {
		scene_text(scene, (struct scene_rect){x, first.y, end - x, first.h},
			view_plain(52, scene->theme->ink_2), words_get(v->lang, "hall.nobody"));
		return;
	}
	int per_line = (count + lines - 1) / lines, door_w = waiting_door_w(picked, count);
	int slot = (end - x - door_w - COUNT_W) / (per_line < 5 ? 4 : per_line - 1);
	for (int i = 0; i < count; i++) {
		int y = rect.y + i / per_line * line_h;
		waiting_entry(v, scene,
			(struct scene_rect){x + i % per_line * slot, y, slot, line_h}, door_w,
			picked[i]);
	}
}

void hall_notice(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	enum scene_align align) {
	struct scene_type type = view_plain(px, scene->theme->ink);
	type.align = align;
	const char *notice = words_name(v->lang, &v->hall->notice);
	char page[1024];
	if (!notice[0]) {
		view_date(v, page, sizeof page);
		type.color = scene->theme->ink_2;
	} else {
		struct lines_type pages = {.px = px, .max_lines = NOTICE_PAGES, .prose = true};
		struct lines lines;
		lines_break(&pages, notice, rect.w, &lines);
		const struct lines_line *l =
			&lines.line[v->now_ms / NOTICE_PAGE_MS % (int64_t)lines.count];
		snprintf(page, sizeof page, "%.*s", (int)l->length, notice + l->start);
	}
	scene_name_item(scene_text(scene, rect, type, page), "notice", NULL);
}
