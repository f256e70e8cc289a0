#include "display/counter_part.h"

#include <stdio.h>

enum {
	NUMBER_PX = 500,
	GAP = 20,
	AIR = 16 /* more of it than that, rather than a larger number */
};

/* From top to bottom; a line without height is not there. */
struct stack {
	const char *head, *service;
	char next[64];
	int head_px, next_px, reason_px;
	int head_h, reason_h, number_h, service_h, next_h;
	int number_px;
};

static struct scene_type service_type(const struct counter_screen *s) {
	int px = counter_px(s, 72);
	return (struct scene_type){.px = px,
		.color = s->scene->theme->ink,
		.line_px = px * 10 / 9,
		.max_lines = 2,
		.place = SCENE_MIDDLE};
}

static bool in_turn(const struct snapshot_counter *c) {
	return c->reason == REASON_NONE || c->reason == REASON_IN_TURN;
}

/* In full, or in fewer words where those must be too large. */
static void measure_head(const struct counter_screen *s, struct stack *k) {
	bool calling = s->c->ticket == TICKET_CALLED;
	const char *key = !calling     ? "counter.serving"
			  : s->v->lost ? "counter.last"
				       : "counter.call";
	k->head = words_get(s->v->lang, key);
	k->head_px = counter_px(s, 88);
	if (calling && !s->v->lost && font_width(FONT_BOLD, k->head_px, k->head) > s->words.w) {
		k->head = words_get(s->v->lang, "hall.call");
	}
	k->head_px = font_fitting(FONT_BOLD, k->head_px, k->head, s->words.w);
	k->head_h = k->head_px * 5 / 4;
}

static void measure_next(const struct counter_screen *s, struct stack *k) {
	const struct view *v = s->v;
	k->next_px = counter_px(s, 52);
	if (!v->next || !v->next[0] || v->lost) {
		return;
	}
	words_fill(k->next, sizeof k->next, v->lang, "counter.next", "number", v->next, NULL);
	if (font_width(FONT_REGULAR, k->next_px, k->next) <= s->words.w) {
		k->next_h = k->next_px * 5 / 4;
	}
}

static int height(const struct stack *k) {
	int heights[] = {k->head_h, k->reason_h, k->number_h, k->service_h, k->next_h}, sum = 0;
	for (int i = 0; i < 5; i++) {
		sum += heights[i] ? heights[i] + (sum ? GAP : 0) : 0;
	}
	return sum;
}

/* What has no room is left out, the least needed first; then the number becomes as large as it can.
 */
static void fit(const struct counter_screen *s, struct stack *k) {
	int call_px = s->least.call_px, most_px = call_px > NUMBER_PX ? call_px : NUMBER_PX;
	int *droppable[] = {&k->next_h, &k->service_h, &k->reason_h};
	most_px = font_fitting(FONT_BOLD, most_px, s->c->number, s->words.w);
	k->number_px = most_px < call_px ? most_px : call_px;
	k->number_h = font_cap_height(k->number_px);
	for (int i = 0; i < 3 && height(k) > s->words.h; i++) {
		*droppable[i] = 0;
	}
	int spare = s->words.h - height(k) - 5 * AIR;
	while (k->number_px < most_px && font_cap_height(k->number_px + 1) <= k->number_h + spare) {
		k->number_px++;
	}
	k->number_h = font_cap_height(k->number_px);
}

static struct stack measure(const struct counter_screen *s) {
	struct scene_type service = service_type(s);
	struct stack k = {
		.service = counter_service(s, s->c->service), .reason_px = counter_px(s, 64)};
	measure_head(s, &k);
	measure_next(s, &k);
	k.service_h = scene_text_height(&service, k.service, s->words.w);
	k.reason_h = in_turn(s->c) ? 0 : k.reason_px * 11 / 8;
	fit(s, &k);
	return k;
}

/* The next line's place: what is over is shared out between the lines. */
static struct scene_rect place(const struct counter_screen *s, int *y, int h, int gap) {
	struct scene_rect rect = {s->words.x, *y, s->words.w, h};
	*y += h ? h + gap : 0;
	return rect;
}

void counter_call(const struct counter_screen *s) {
	const struct theme *t = s->scene->theme;
	struct stack k = measure(s);
	int count = 2 + (k.reason_h > 0) + (k.service_h > 0) + (k.next_h > 0);
	int gap = GAP + (s->words.h - height(&k)) / (count + 1), y = s->words.y + gap - GAP;
	scene_text(s->scene, place(s, &y, k.head_h, gap), view_bold(k.head_px, t->ink), k.head);
	struct scene_rect reason = place(s, &y, k.reason_h, gap);
	if (k.reason_h) {
		view_reason(s->v, s->scene, reason, k.reason_px, s->c->reason, s->c->from_counter);
	}
	view_number(s->scene, place(s, &y, k.number_h, gap), k.number_px, t->ink, "number",
		s->c->number);
	struct scene_rect below = place(s, &y, k.service_h, gap);
	if (k.service_h) {
		scene_name_item(
			scene_text(s->scene, below, service_type(s), k.service), "service", NULL);
	}
	if (k.next_h) {
		scene_name_item(scene_text(s->scene, place(s, &y, k.next_h, gap),
					view_plain(k.next_px, t->ink), k.next),
			"next", NULL);
	}
}
