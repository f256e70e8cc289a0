#include "display/view.h"

#include "common/clock.h"
#include "common/text.h"
#include "display/view_part.h"

#include <stdio.h>
#include <string.h>

enum { PAGE_MS = 10000, LARGE_PX = 200 };

struct scene_type view_bold(int px, uint32_t color) {
	return (struct scene_type){
		.weight = FONT_BOLD, .px = px, .color = color, .place = SCENE_CAPS};
}

struct scene_type view_plain(int px, uint32_t color) {
	return (struct scene_type){.px = px, .color = color, .place = SCENE_CAPS};
}

/* "A012" is read out as "A 0 1 2". */
static void spell(const char *number, char *buf, size_t size) {
	size_t used = 0;
	for (const char *at = number; *at && used + 6 < size;) {
		const char *from = at;
		text_next(&at);
		if (used > 0) {
			buf[used++] = ' ';
		}
		memcpy(buf + used, from, (size_t)(at - from));
		used += (size_t)(at - from);
	}
	buf[used] = '\0';
}

struct scene_item *view_number(struct scene *scene, struct scene_rect rect, int px, uint32_t color,
	const char *id, const char *number) {
	char spoken[NUMBER_SIZE * 2 + 8];
	struct scene_type type = view_bold(font_fitting(FONT_BOLD, px, number, rect.w), color);
	if (px >= LARGE_PX) {
		/* What is so large begins where smaller text above and below it begins. */
		rect.x -= font_bearing(FONT_BOLD, type.px, number);
	}
	type.whole = true;
	struct scene_item *item = scene_text(scene, rect, type, number);
	spell(number, spoken, sizeof spoken);
	scene_name_item(item, id, spoken);
	return item;
}

void view_door(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	const char *text) {
	struct parts_door look =
		v->lost ? parts_door_outline(scene->theme, 4) : parts_door_solid(scene->theme);
	parts_door(scene, rect, &look, px, text);
}

void view_counter_door(const struct view *v, struct scene *scene, struct scene_rect rect,
	bool outline, int word_px, int number_px, int counter) {
	const struct theme *t = scene->theme;
	struct parts_door look =
		outline ? parts_door_outline(t, rect.w > 400 ? 6 : 4) : parts_door_solid(t);
	char number[16];
	snprintf(number, sizeof number, "%d", counter);
	scene_door(scene, rect, look.fill, look.border_px, look.border);
	struct scene_type word = view_bold(word_px, look.color),
			  digits = view_bold(number_px, look.color);
	word.align = digits.align = SCENE_CENTER;
	digits.whole = true;
	digits.px = font_fitting(FONT_BOLD, number_px, number, rect.w * 19 / 20);
	int word_cap = font_cap_height(word_px), cap = font_cap_height(number_px);
	int spare = rect.h - word_cap - cap;
	/* Marks and tails of the letters ask for room; in a high door the pair stands together. */
	bool high = rect.h > 600;
	int above = high ? 38 : 34, between = high ? 26 : 35;
	int top = rect.y + spare * above / 100, below = top + word_cap + spare * between / 100;
	scene_text(scene, (struct scene_rect){rect.x, top, rect.w, word_cap}, word,
		words_get(v->lang, "hall.counter"));
	struct scene_item *item =
		scene_text(scene, (struct scene_rect){rect.x, below, rect.w, cap}, digits, number);
	scene_name_item(item, "counter", NULL);
}

void view_clock(
	const struct view *v, struct scene *scene, struct scene_rect rect, int px, uint32_t color) {
	char time[8];
	struct scene_type type = view_bold(px, color);
	type.align = SCENE_RIGHT;
	type.whole = true;
	scene_name_item(scene_text(scene, rect, type, clock_hhmm(v->now_ms, time)), "clock", NULL);
}

void view_lost(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	int note_px, const char *note_key) {
	char time[8], text[128];
	uint32_t white = scene->theme->on_cham;
	clock_hhmm(v->silent_since_ms, time);
	words_fill(text, sizeof text, v->lang, "hall.lost", "time", time, NULL);
	struct scene_type bold = view_bold(px, white), plain = view_plain(note_px, white);
	struct lines_type lines = scene_lines_type(&bold);
	int icon_px = px * 13 / 12, x = rect.x + icon_px + px / 2;
	int text_w = lines_width(&lines, text) + 4, left = rect.x + rect.w - x;
	scene_icon(scene,
		(struct scene_rect){rect.x, rect.y + (rect.h - icon_px) / 2, icon_px, icon_px},
		"broken-link", white);
	struct scene_item *item =
		scene_text(scene, (struct scene_rect){x, rect.y, left, rect.h}, bold, text);
	scene_name_item(item, "lost", NULL);
	const char *note = words_get(v->lang, note_key);
	struct lines_type note_lines = scene_lines_type(&plain);
	if (text_w + note_px / 2 + lines_width(&note_lines, note) <= left) {
		scene_text(scene,
			(struct scene_rect){
				x + text_w + note_px / 2, rect.y, left - text_w, rect.h},
			plain, note);
	}
}

/* The words in the middle of a part of the screen. */
static void start_words(const struct view *v, struct scene *scene, struct scene_rect area) {
	char title[128];
	const char *key = v->no_zone ? "hall.zone.unknown"
			  : v->hall  ? "counter.unknown"
				     : "hall.start";
	const char *note = v->no_zone ? "hall.zone.unknown.note"
			   : v->hall  ? "counter.unknown.note"
				      : "hall.start.note";
	words_fill(title, sizeof title, v->lang, key, "zone", v->no_zone ? v->no_zone : "", NULL);
	const struct theme *t = scene->theme;
	int middle = area.x + area.w / 2, line = area.y + area.h / 2 + 10;
	scene_door(scene, (struct scene_rect){middle - 130, line - 320, 260, 320}, t->card, 8,
		t->cham);
	scene_icon(scene, (struct scene_rect){middle - 70, line - 220, 140, 140},
		v->hall ? "warning" : "clock", t->cham);
	scene_box(scene, (struct scene_rect){middle - 350, line, 700, 8}, 0, t->ink, 0, SCENE_NONE);
	struct scene_type bold = view_bold(88, t->ink), plain = view_plain(52, t->ink_2);
	bold.align = plain.align = SCENE_CENTER;
	scene_text(
		scene, (struct scene_rect){area.x + 48, line + 100, area.w - 96, 110}, bold, title);
	plain.place = SCENE_TOP;
	plain.max_lines = 2;
	plain.line_px = 72;
	scene_text(scene, (struct scene_rect){area.x + 48, line + 230, area.w - 96, 150}, plain,
		words_get(v->lang, note));
}

struct scene_rect view_start(const struct view *v, struct scene *scene, const char *name, int w_px,
	int h_px, bool slide) {
	bool tall = h_px > w_px;
	int w = tall ? 1080 : 1920, h = tall ? 1920 : 1080, margin = 48;
	struct scene_rect area = {0, 0, w, h}, rest = {0};
	scene_start(scene, name, &theme_board, w, h);
	if (slide && tall) {
		area.h = h / 2;
		rest = (struct scene_rect){margin, area.h, w - 2 * margin, h - area.h - margin};
	} else if (slide) {
		area.w = w / 2;
		rest = (struct scene_rect){area.w, margin, w - area.w - margin, h - 2 * margin};
	}
	start_words(v, scene, area);
	return rest;
}

bool view_is_now(const struct view *v) {
	const struct announce *a = v->announce;
	if (v->lost || !a->any || !a->fresh) {
		return false;
	}
	const struct snapshot_counter *c = snapshot_counter(v->hall, a->shown.counter);
	return c && strcmp(c->number, a->shown.number) == 0;
}

bool view_row_lit(const struct view *v, const struct snapshot_counter *counter) {
	const struct announce *a = v->announce;
	if (v->lost || !counter->number[0]) {
		return false;
	}
	bool shown = a->any && a->shown.counter == counter->id &&
		     strcmp(a->shown.number, counter->number) == 0;
	if (shown) {
		return announce_lit(a, v->now_ms);
	}
	return announce_is_pending(a, counter->number, counter->id);
}

void view_date(const struct view *v, char *buf, size_t size) {
	struct tm tm = clock_local(v->now_ms);
	char key[16], date[32];
	snprintf(key, sizeof key, "weekday.%d", tm.tm_wday);
	snprintf(date, sizeof date, "%02d/%02d/%d", tm.tm_mday, tm.tm_mon + 1, tm.tm_year + 1900);
	words_fill(buf, size, v->lang, "hall.date", "weekday", words_get(v->lang, key), "date",
		date, NULL);
}

int64_t view_turn(const struct view *v) {
	return v->now_ms / PAGE_MS;
}

int64_t view_due(const struct view *v) {
	return (view_turn(v) + 1) * PAGE_MS;
}
