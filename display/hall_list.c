#include "common/clock.h"
#include "display/hall_part.h"

#include <stdio.h>
#include <string.h>

const struct hall_sizes hall_sizes_4m = {.number_px = 108,
	.counter_px = 92,
	.word_px = 52,
	.state_px = 60,
	.door_w = 96,
	.inset_px = 8,
	.border_px = 6};
const struct hall_sizes hall_sizes_3m = {.number_px = 81,
	.counter_px = 78,
	.word_px = 40,
	.state_px = 48,
	.door_w = 106,
	.inset_px = 10,
	.border_px = 4};

void hall_header(const struct view *v, struct scene *scene, struct scene_rect rect, int name_px,
	int clock_px) {
	const struct theme *t = scene->theme;
	int clock_w = clock_px * 3, right = rect.x + rect.w - 48;
	scene_box(scene, rect, 0, v->lost ? t->son : t->cham, 0, SCENE_NONE);
	view_clock(v, scene, (struct scene_rect){right - clock_w, rect.y, clock_w, rect.h},
		clock_px, t->card);
	struct scene_rect middle = {
		rect.x + 48, rect.y, right - clock_w - 32 - rect.x - 48, rect.h};
	if (v->lost) {
		view_lost(v, scene, middle, name_px + 8, name_px, "hall.lost.note");
		return;
	}
	scene_icon(scene, (struct scene_rect){middle.x, rect.y, 68, rect.h}, "door", t->card);
	if (v->office) {
		struct scene_rect name = {middle.x + 92, rect.y, middle.w - 92, rect.h};
		struct scene_type type = view_bold(name_px, t->card);
		type.line_px = name_px * 6 / 5;
		if (2 * type.line_px <= rect.h) {
			type.max_lines = 2;
			type.place = SCENE_MIDDLE;
		}
		const char *text = words_name(v->lang, &v->office->name);
		scene_name_item(scene_text(scene, name, type, text), "office", NULL);
	}
}

int hall_heading(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	const char *key) {
	struct scene_type type = view_bold(px, scene->theme->ink);
	struct lines_type lines = scene_lines_type(&type);
	const char *text = words_get(v->lang, key);
	scene_text(scene, rect, type, text);
	return rect.x + lines_width(&lines, text);
}

/* A number, and below it why it was not its turn, where the rectangle is high enough for both. */
static void reasoned_number(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_sizes *sizes, const char *id, const struct snapshot_call *call) {
	char tag_id[32];
	int cap = font_cap_height(sizes->number_px), tag_cap = font_cap_height(sizes->word_px);
	int spare = rect.h - cap - tag_cap, top = rect.y + spare * 22 / 100;
	int below = rect.y + rect.h - tag_cap - spare * 48 / 100, round = sizes->word_px / 8;
	struct scene_rect tag = {rect.x, below - round, rect.w, tag_cap + 2 * round};
	snprintf(tag_id, sizeof tag_id, "tag:%s", id);
	if (spare >= sizes->word_px * 13 / 20 &&
		view_tag(v, scene, tag, sizes->word_px, tag_id, call->reason, call->from_counter)) {
		rect.y = top;
		rect.h = cap;
	}
	view_number(scene, rect, sizes->number_px, scene->theme->ink, id, call->number);
}

static const char *row_word(const struct snapshot_counter *counter) {
	return counter->state == COUNTER_PAUSED ? "hall.paused" : "hall.ready";
}

void hall_row(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_sizes *sizes, const struct snapshot_counter *counter) {
	const struct theme *t = scene->theme;
	bool paused = counter->state == COUNTER_PAUSED && !counter->number[0];
	bool lit = view_row_lit(v, counter);
	char id[32], door_text[16];
	snprintf(door_text, sizeof door_text, "%d", counter->id);
	if (lit) {
		scene_box(scene, rect, 12, t->hoe, sizes->border_px, t->ink);
	} else {
		scene_box(scene, rect, 12, paused ? t->sunk : t->card, 0, SCENE_NONE);
	}
	int stand = lit ? sizes->border_px : 0, top = sizes->border_px;
	view_door(v, scene,
		(struct scene_rect){rect.x + sizes->inset_px, rect.y + top, sizes->door_w,
			rect.h - top - stand},
		sizes->counter_px, door_text);
	int x = sizes->inset_px + sizes->door_w + sizes->inset_px + 10;
	struct scene_rect place = {rect.x + x, rect.y, rect.w - x - 16, rect.h};
	snprintf(id, sizeof id, "row:%d", counter->id);
	if (counter->number[0]) {
		struct snapshot_call call = {
			.reason = counter->reason, .from_counter = counter->from_counter};
		memcpy(call.number, counter->number, sizeof call.number);
		reasoned_number(v, scene, place, sizes, id, &call);
		return;
	}
	const char *word = words_get(v->lang, row_word(counter));
	int state_px = font_fitting(FONT_BOLD, sizes->state_px, word, place.w);
	struct scene_type type =
		paused ? view_bold(state_px, t->ink) : view_plain(sizes->word_px, t->ink_2);
	scene_name_item(scene_text(scene, place, type, word), id, NULL);
}

void hall_recent(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_sizes *sizes, const struct snapshot_call *call) {
	const struct theme *t = scene->theme;
	char id[32], door_text[16];
	if (!call) {
		scene_box(scene, rect, 12, t->sunk, 0, SCENE_NONE);
		return;
	}
	snprintf(door_text, sizeof door_text, "%d", call->counter);
	snprintf(id, sizeof id, "recent:%d", call->counter);
	scene_box(scene, rect, 12, t->card, 0, SCENE_NONE);
	int door_x = rect.x + rect.w - 20 - sizes->door_w;
	reasoned_number(v, scene,
		(struct scene_rect){rect.x + 24, rect.y, door_x - rect.x - 36, rect.h}, sizes, id,
		call);
	view_door(v, scene, (struct scene_rect){door_x, rect.y + 10, sizes->door_w, rect.h - 10},
		sizes->counter_px, door_text);
}

int hall_recent_calls(
	const struct view *v, const struct snapshot_call *calls[RECENT_MAX], int max) {
	int count = 0;
	for (int i = 0; i < v->hall->recent_count && count < max; i++) {
		const struct snapshot_call *call = &v->hall->recent[i];
		const struct snapshot_call *shown = &v->announce->shown;
		if (!v->announce->any || call->counter != shown->counter ||
			strcmp(call->number, shown->number) != 0) {
			calls[count++] = call;
		}
	}
	return count;
}

static int64_t row_age_key(const struct snapshot_counter *c) {
	return c->number[0] ? c->called_at_ms : 0;
}

int hall_rows(const struct view *v, const struct snapshot_counter *rows[COUNTERS_MAX], int max) {
	int count = 0;
	for (int i = 0; i < v->hall->counter_count; i++) {
		const struct snapshot_counter *c = &v->hall->counters[i];
		if (c->state != COUNTER_CLOSED || c->number[0]) {
			rows[count++] = c;
		}
	}
	while (count > max) {
		int oldest = 0;
		for (int i = 1; i < count; i++) {
			if (row_age_key(rows[i]) < row_age_key(rows[oldest])) {
				oldest = i;
			}
		}
		memmove(rows + oldest, rows + oldest + 1,
			(size_t)(count - oldest - 1) * sizeof *rows);
		count--;
	}
	return count;
}
