#include "common/clock.h"
#include "display/hall_part.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_SIZE = 2 * NAME_SIZE + 8, NAME_LINES = 9 };

static struct scene_type name_type(const struct scene *scene, int px, int lines) {
	struct scene_type type = view_bold(px, scene->theme->on_cham);
	if (lines > 1) {
		type.max_lines = lines;
		type.line_px = px * 6 / 5;
		type.place = SCENE_MIDDLE;
	}
	return type;
}

int hall_name_lines(const char *name, int px, int width) {
	struct lines_type type = {.weight = FONT_BOLD, .px = px, .max_lines = NAME_LINES};
	return lines_count(&type, name, width);
}

/* The office and the zone below it or behind it; where there is no room for both, the zone. A name
 * of which too little would be left is not shown. */
static void name_text(const struct view *v, struct scene_rect rect, int px, int lines,
	char text[static TEXT_SIZE]) {
	const char *office = v->office ? words_name(v->lang, &v->office->name) : "";
	const char *zone = v->zone ? words_name(v->lang, v->zone) : "";
	bool both = *office && *zone;
	snprintf(text, TEXT_SIZE, "%s%s%s", office, both ? lines > 1 ? "\n" : " · " : "", zone);
	bool fits = lines > 1 ? font_width(FONT_BOLD, px, office) <= rect.w &&
					hall_name_lines(zone, px, rect.w) < lines
			      : font_width(FONT_BOLD, px, text) <= rect.w;
	if (both && !fits) {
		snprintf(text, TEXT_SIZE, "%s", zone);
	} else if (!both && hall_name_lines(text, px, rect.w) > lines + 1) {
		text[0] = '\0';
	}
}

static void lost_text(const struct view *v, char *text, size_t size) {
	char time[8];
	words_fill(text, size, v->lang, "hall.lost", "time", clock_hhmm(v->silent_since_ms, time),
		NULL);
}

static bool lost_fits(const struct view *v, int width, int px, int lines) {
	char text[128];
	lost_text(v, text, sizeof text);
	return hall_name_lines(text, px, width) <= lines;
}

/* What it means stands behind it or below it, where it fits there. */
static void lost(
	const struct view *v, struct scene *scene, struct scene_rect rect, int px, int lines) {
	char text[128];
	lost_text(v, text, sizeof text);
	const char *note = words_get(v->lang, "hall.lost.note");
	if (lost_fits(v, rect.w, px, lines)) {
		struct scene_rect icon = {HALL_MARGIN, rect.y, px * 13 / 12, rect.h};
		scene_icon(scene, icon, "broken-link", scene->theme->on_cham);
	} else {
		rect.w += rect.x - HALL_MARGIN;
		rect.x = HALL_MARGIN;
		px = font_fitting(FONT_BOLD, px, text, rect.w * lines);
	}
	struct scene_rect beside = rect;
	int text_w = font_width(FONT_BOLD, px, text), note_w = font_width(FONT_REGULAR, px, note);
	bool below = lines > 1 && text_w <= rect.w && note_w <= rect.w;
	if (below) {
		rect.h /= 2;
		beside.y += rect.h;
		beside.h -= rect.h;
	} else {
		beside.x += text_w + px / 2;
		beside.w -= text_w + px / 2;
	}
	scene_name_item(scene_text(scene, rect, name_type(scene, px, below ? 1 : lines), text),
		"lost", NULL);
	if (note_w <= beside.w) {
		scene_text(scene, beside, view_plain(px, scene->theme->on_cham), note);
	}
}

static int clock_w(int px) {
	return px * 3 / 2 * 3;
}

/* Where the name begins, behind the icon. */
static int lead(int px) {
	return px * 4 / 3 + px / 2;
}

int hall_header_room(int w, int px) {
	return w - 2 * HALL_MARGIN - clock_w(px) - px / 2 - lead(px);
}

void hall_header(const struct view *v, struct scene *scene, const struct hall_plan *plan) {
	const struct theme *t = scene->theme;
	struct scene_rect rect = plan->header;
	int px = hall_name_px(&plan->type), lines = plan->header_lines;
	int right = rect.x + rect.w - HALL_MARGIN, left = rect.x + HALL_MARGIN;
	scene_box(scene, rect, 0, v->lost ? t->son : t->cham, 0, SCENE_NONE);
	struct scene_rect name = {left + lead(px), rect.y, hall_header_room(rect.w, px), rect.h};
	bool clock = !v->lost || lost_fits(v, name.w, px, lines);
	if (clock) {
		view_clock(v, scene,
			(struct scene_rect){right - clock_w(px), rect.y, clock_w(px), rect.h},
			px * 3 / 2, t->on_cham);
	}
	if (v->lost) {
		name.w = clock ? name.w : right - name.x;
		lost(v, scene, name, px, lines);
		return;
	}
	scene_icon(
		scene, (struct scene_rect){left, rect.y, px * 4 / 3, rect.h}, "door", t->on_cham);
	char text[TEXT_SIZE];
	name_text(v, name, px, lines, text);
	scene_name_item(scene_text(scene, name, name_type(scene, px, lines), text), "office", NULL);
}
