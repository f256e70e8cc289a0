#include "common/clock.h"
#include "display/counter_part.h"

#include <stdio.h>
#include <string.h>

enum { CLOCK_PX = 104, LEAST_PX = 36 };

/* "Quầy 2 – Tư pháp: Chứng thực" → "Tư pháp: Chứng thực": the door says the rest. */
static const char *after_dash(const char *name) {
	const char *dash = strstr(name, " – ");
	return dash ? dash + strlen(" – ") : name;
}

static int text_h(int px) {
	return px * 6 / 5;
}

/* The clerk with his title; without it, and then with nothing but the name, where that does not
 * fit. A name is cut only where nobody has one so long. */
static void clerk(const struct counter_screen *s, struct scene_rect rect, int px) {
	const struct clerk *clerk = &s->c->clerk;
	struct scene_type type = {.px = px,
		.color = s->scene->theme->ink_2,
		.line_px = text_h(px),
		.place = SCENE_MIDDLE,
		.max_lines = rect.h >= 2 * text_h(px) ? 2 : 1};
	char text[PERSON_SIZE * 3], name[PERSON_SIZE + 2];
	struct scene_type one = type;
	one.max_lines = 1;
	snprintf(name, sizeof name, LINES_BOLD "%s" LINES_BOLD, clerk->name);
	words_fill(text, sizeof text, s->v->lang, "counter.clerk_titled", "name", name, "title",
		clerk->title, NULL);
	if (!clerk->title[0] || scene_text_cut(&one, text, rect.w)) {
		words_fill(text, sizeof text, s->v->lang, "counter.clerk", "name", name, NULL);
	}
	if (scene_text_cut(&one, text, rect.w)) {
		snprintf(text, sizeof text, "%s", name);
	}
	while (type.px > LEAST_PX && scene_text_cut(&type, text, rect.w)) {
		type.px--;
	}
	scene_name_item(scene_text(s->scene, rect, type, text), "clerk", NULL);
}

/* The counter's name in the largest of its sizes in which all of it has room; the height, 0: in
 * none. */
static int name_h(const struct counter_screen *s, struct scene_type *type, const char *name, int w,
	int room) {
	static const int sizes[] = {64, 52, 0};
	for (int i = 0; i < 3 && name[0]; i++) {
		type->px = counter_px(s, sizes[i]);
		type->line_px = text_h(type->px);
		int h = scene_text_height(type, name, w);
		if (h <= room && !scene_text_cut(type, name, w)) {
			return h;
		}
	}
	return 0;
}

static void put_name(const struct counter_screen *s, struct scene_rect rect,
	const struct scene_type *type, const char *name) {
	scene_name_item(scene_text(s->scene, rect, *type, name), "counter-name", NULL);
}

/* The counter's name above the clerk's; the clerk alone where both have no room. `low` is the
 * clerk's place where it is given, else below the name. */
static void names(
	const struct counter_screen *s, struct scene_rect rect, const struct scene_rect *low) {
	const char *name = s->oc ? after_dash(words_name(s->v->lang, &s->oc->name)) : "";
	struct scene_type type = {.weight = FONT_BOLD,
		.color = s->scene->theme->ink,
		.place = SCENE_MIDDLE,
		.max_lines = 2};
	int px = counter_px(s, 48), clerk_h = low ? 0 : text_h(px) + 4;
	int h = name_h(s, &type, name, rect.w, rect.h - 16 - clerk_h);
	if (!h && low) {
		rect = (struct scene_rect){low->x, rect.y, low->w, low->y + low->h - rect.y};
	}
	if (!h) {
		clerk(s, rect, px);
		return;
	}
	int y = rect.y + (rect.h - h - clerk_h) / 2;
	put_name(s, (struct scene_rect){rect.x, y, rect.w, h}, &type, name);
	struct scene_rect below = {rect.x, y + h + 4, rect.w, clerk_h - 4};
	clerk(s, low ? *low : below, px);
}

/* Nobody sits there: the counter's name alone, cut where it is too long. */
static void name_alone(const struct counter_screen *s, struct scene_rect rect) {
	const char *name = s->oc ? after_dash(words_name(s->v->lang, &s->oc->name)) : "";
	struct scene_type type = {.weight = FONT_BOLD,
		.color = s->scene->theme->ink,
		.place = SCENE_MIDDLE,
		.max_lines = 2};
	if (!name_h(s, &type, name, rect.w, rect.h)) {
		type.px = counter_px(s, 52);
		type.line_px = text_h(type.px);
		type.max_lines = 2 * type.line_px <= rect.h ? 2 : 1;
	}
	if (name[0]) {
		put_name(s, rect, &type, name);
	}
}

/* The largest size up to this one in which view_lost shows its first sentence whole. */
static int lost_px(const struct counter_screen *s, int px, int w) {
	char time[8], text[128];
	clock_hhmm(s->v->silent_since_ms, time);
	words_fill(text, sizeof text, s->v->lang, "hall.lost", "time", time, NULL);
	while (px > LEAST_PX && font_width(FONT_BOLD, px, text) + px * 19 / 12 + 8 > w) {
		px--;
	}
	return px;
}

/* What is not of now, in place of the names. */
static void lost(const struct counter_screen *s, struct scene_rect rect) {
	int px = counter_px(s, s->tall ? 56 : 64), note_px = counter_px(s, 48);
	const char *note = words_get(s->v->lang, "counter.lost.note");
	struct scene_rect low = {rect.x, rect.y + rect.h / 2, rect.w, rect.h / 2};
	if (s->tall) {
		rect.w = s->foot.w - 2 * rect.x;
		rect.h /= 2;
		if (font_width(FONT_REGULAR, note_px, note) <= low.w) {
			scene_text(
				s->scene, low, view_plain(note_px, s->scene->theme->on_cham), note);
		}
	}
	view_lost(s->v, s->scene, rect, lost_px(s, px, rect.w), note_px, "counter.lost.note");
}

/* Names and clock side by side; where the screen is narrow the name has a line of its own. */
void counter_foot(const struct counter_screen *s) {
	const struct theme *t = s->scene->theme;
	struct scene_rect f = s->foot, clock = f, left = f;
	struct scene_rect line = {0, f.y - COUNTER_LINE, f.w, COUNTER_LINE};
	int margin = s->tall ? 56 : 64, px = counter_px(s, CLOCK_PX);
	bool manned = s->c->clerk.name[0], low = s->tall && (s->v->lost || manned);
	clock.w = font_width(FONT_BOLD, px, "00:00") + 8;
	clock.x = f.w - 48 - clock.w;
	if (low) {
		clock.h = f.h * 9 / 20;
		clock.y = f.y + f.h - clock.h - 8;
	}
	left.x = margin;
	left.w = clock.x - margin - 32;
	scene_box(s->scene, line, 0, t->ink, 0, SCENE_NONE);
	scene_box(s->scene, f, 0, s->v->lost ? t->son : t->card, 0, SCENE_NONE);
	view_clock(s->v, s->scene, clock, px, s->v->lost ? t->card : t->ink);
	struct scene_rect beside = {margin, clock.y, left.w, clock.h};
	struct scene_rect above = {margin, f.y, f.w - 2 * margin, clock.y - f.y};
	if (s->v->lost) {
		lost(s, left);
	} else if (!manned) {
		name_alone(s, left);
	} else {
		names(s, low ? above : left, low ? &beside : NULL);
	}
}
