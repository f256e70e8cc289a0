#include "display/hall_part.h"

#include <stdio.h>
#include <string.h>

int hall_heading(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	const char *key) {
	struct scene_type type = view_bold(px, scene->theme->ink);
	struct lines_type lines = scene_lines_type(&type);
	const char *text = words_get(v->lang, key);
	scene_text(scene, rect, type, text);
	return rect.x + lines_width(&lines, text);
}

/* A number, and why it was not its turn: below it where the rectangle is high enough for both, else
 * beside it where it is wide enough. */
static void reasoned_number(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_type *type, const char *id, const struct snapshot_call *call) {
	char tag_id[32];
	int px = type->number_px, word_px = type->word_px;
	int cap = font_cap_height(px), tag_cap = font_cap_height(word_px);
	int spare = rect.h - cap - tag_cap, round = word_px / 8;
	int below = rect.y + rect.h - tag_cap - spare * 48 / 100;
	int right = font_width(FONT_BOLD, px, call->number) + word_px;
	struct scene_rect tag = {rect.x, below - round, rect.w, tag_cap + 2 * round};
	bool high = spare >= word_px * 13 / 20;
	if (!high) {
		tag = (struct scene_rect){rect.x + right, rect.y, rect.w - right, rect.h};
	}
	snprintf(tag_id, sizeof tag_id, "tag:%s", id);
	bool told = view_tag(v, scene, tag, word_px, tag_id, call->reason, call->from_counter);
	if (high && told) {
		rect.y += spare * 22 / 100;
		rect.h = cap;
	}
	view_number(scene, rect, px, scene->theme->ink, id, call->number);
}

/* What a counter without a number does. */
static void row_state(const struct view *v, struct scene *scene, struct scene_rect rect,
	int word_px, bool paused, const char *id) {
	const struct theme *t = scene->theme;
	const char *word = words_get(v->lang, paused ? "hall.paused" : "hall.ready");
	int px = font_fitting(FONT_BOLD, word_px * 15 / 13, word, rect.w);
	struct scene_type type = paused ? view_bold(px, t->ink) : view_plain(word_px, t->ink_2);
	scene_name_item(scene_text(scene, rect, type, word), id, NULL);
}

/* Its ground, yellow with a border while it is lit. */
static int row_border(const struct hall_type *type) {
	return type->number_px > 90 ? 6 : 4;
}

static void row_ground(struct scene *scene, struct scene_rect rect, const struct hall_type *type,
	bool lit, bool paused) {
	const struct theme *t = scene->theme;
	if (lit) {
		scene_box(scene, rect, 12, t->hoe, row_border(type), t->ink);
	} else {
		scene_box(scene, rect, 12, paused ? t->sunk : t->card, 0, SCENE_NONE);
	}
}

void hall_row(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_look *look, const struct snapshot_counter *counter) {
	const struct hall_type *type = &look->type;
	bool paused = counter->state == COUNTER_PAUSED && !counter->number[0];
	bool lit = view_row_lit(v, counter);
	int top = row_border(type), stand = lit ? top : 0, inset = type->number_px / 12;
	int spare = rect.w - hall_cell_w(&look->widest, type);
	int door_w = hall_door_w(&look->widest, type->number_px) + spare / 24;
	char id[32], door_text[16];
	door_w = door_w > type->number_px * 3 / 2 ? type->number_px * 3 / 2 : door_w;
	snprintf(door_text, sizeof door_text, "%d", counter->id);
	row_ground(scene, rect, type, lit, paused);
	view_door(v, scene,
		(struct scene_rect){rect.x + inset, rect.y + top, door_w, rect.h - top - stand},
		type->number_px, door_text);
	int x = inset + door_w + inset + 8;
	struct scene_rect place = {rect.x + x, rect.y, rect.w - x - 12, rect.h};
	snprintf(id, sizeof id, "row:%d", counter->id);
	if (counter->number[0]) {
		struct snapshot_call call = {
			.reason = counter->reason, .from_counter = counter->from_counter};
		memcpy(call.number, counter->number, sizeof call.number);
		reasoned_number(v, scene, place, type, id, &call);
	} else {
		row_state(v, scene, place, type->word_px, paused, id);
	}
}

void hall_recent(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_look *look, const struct snapshot_call *call) {
	const struct theme *t = scene->theme;
	const struct hall_type *type = &look->type;
	char id[32], door_text[16];
	if (!call) {
		scene_box(scene, rect, 12, t->sunk, 0, SCENE_NONE);
		return;
	}
	snprintf(door_text, sizeof door_text, "%d", call->counter);
	snprintf(id, sizeof id, "recent:%d", call->counter);
	scene_box(scene, rect, 12, t->card, 0, SCENE_NONE);
	int pad = type->number_px / 10 + 6, door_w = hall_door_w(&look->widest, type->number_px);
	int door_x = rect.x + rect.w - pad - door_w;
	reasoned_number(v, scene,
		(struct scene_rect){rect.x + pad, rect.y, door_x - rect.x - pad - 8, rect.h}, type,
		id, call);
	view_door(v, scene, (struct scene_rect){door_x, rect.y + 8, door_w, rect.h - 8},
		type->number_px, door_text);
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
