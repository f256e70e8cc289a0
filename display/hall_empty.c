#include "common/clock.h"
#include "display/hall_part.h"

#include <stdio.h>

/* When the office opens, today or on another day. */
static void opening(const struct view *v, char *buf, size_t size) {
	char time[8], key[16], date[16];
	int64_t opens_ms = v->office ? v->office->opens_at_ms : 0;
	if (opens_ms <= v->now_ms) {
		snprintf(buf, size, "%s", words_get(v->lang, "hall.closed.note"));
		return;
	}
	struct tm tm = clock_local(opens_ms);
	bool today = clock_day(opens_ms) == clock_day(v->now_ms);
	snprintf(key, sizeof key, "weekday.%d", tm.tm_wday);
	snprintf(date, sizeof date, "%02d/%02d", tm.tm_mday % 100, (tm.tm_mon + 1) % 100);
	words_fill(buf, size, v->lang, today ? "hall.opens" : "hall.opens.day", "time",
		clock_hhmm(opens_ms, time), "weekday", words_get(v->lang, key), "date", date, NULL);
}

static void door(const struct view *v, struct scene *scene, struct scene_rect rect) {
	const struct theme *t = scene->theme;
	int px = rect.w / 2;
	scene_door(scene, rect, t->sunk, 0, SCENE_NONE);
	scene_icon(scene, (struct scene_rect){rect.x + px / 2, rect.y + (rect.h - px) / 2, px, px},
		v->hall->open ? "bell" : "clock", t->ink_2);
}

/* What is said, and in less important type what follows from it. */
struct saying {
	const char *text, *note;
	struct scene_type bold, plain;
	int bold_h, plain_h, gap;
};

static bool fits(struct saying *s, int bold_px, struct scene_rect rect) {
	s->bold.px = bold_px;
	s->bold_h = scene_text_height(&s->bold, s->text, rect.w);
	s->plain_h = scene_text_height(&s->plain, s->note, rect.w);
	return !scene_text_cut(&s->bold, s->text, rect.w) &&
	       s->bold_h + s->gap + s->plain_h <= rect.h;
}

/* As large as fits, and no less than words must be. */
static void say(struct scene *scene, struct scene_rect rect, struct saying *s, int word_px) {
	int px = word_px * 2;
	while (px > word_px && !fits(s, px, rect)) {
		px -= 2;
	}
	bool both = fits(s, px < word_px ? word_px : px, rect);
	int h = s->bold_h + (both ? s->gap + s->plain_h : 0), y = rect.y + (rect.h - h) / 2;
	scene_name_item(scene_text(scene, (struct scene_rect){rect.x, y, rect.w, s->bold_h},
				s->bold, s->text),
		"empty", NULL);
	if (both) {
		scene_text(scene,
			(struct scene_rect){rect.x, y + s->bold_h + s->gap, rect.w, s->plain_h},
			s->plain, s->note);
	}
}

static int smaller(int a, int b) {
	return a < b ? a : b;
}

/* Nobody was called yet, or the day is over: what to do next, in place of a number. */
void hall_empty(const struct view *v, struct scene *scene, const struct hall_plan *plan) {
	const struct theme *t = scene->theme;
	struct scene_rect rect = plan->panel, inner = rect;
	bool open = v->hall->open, high = rect.h > rect.w * 3 / 5;
	int word_px = plan->type.word_px, side = rect.w < rect.h ? rect.w : rect.h;
	int door_w = smaller(side * 7 / 10, 420);
	int door_h = high ? smaller(door_w * 9 / 8, rect.h * 2 / 5)
			  : smaller(door_w * 5 / 4, rect.h * 7 / 8);
	char note[160];
	snprintf(note, sizeof note, "%s", words_get(v->lang, "hall.empty.note"));
	if (!open) {
		opening(v, note, sizeof note);
	}
	scene_box(scene, rect, 24, t->card, 4, t->ink_2);
	door(v, scene,
		(struct scene_rect){rect.x + rect.w - 48 - door_w, rect.y + rect.h - 4 - door_h,
			door_w, door_h});
	inner.x += 48;
	inner.w -= high ? 96 : 48 + 48 + door_w + 32;
	inner.h -= high ? door_h + 4 : 0;
	struct saying s = {.text = words_get(v->lang, open ? "hall.empty" : "hall.closed"),
		.note = note,
		.bold = {.weight = FONT_BOLD, .color = t->ink, .max_lines = 3},
		.plain = {.px = word_px, .color = t->ink_2, .max_lines = 3},
		.gap = word_px / 2};
	say(scene, inner, &s, word_px);
}
