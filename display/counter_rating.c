#include "display/counter_part.h"
#include "display/rate.h"

#include <stdio.h>

enum { MARGIN = 64, GAP = 16, HEAD_H = 176, WORD_PX = 48, NOTE_PX = 44 };

/* The counter's number small at the left, since its door makes room; the question beside it, below
 * it where the screen is narrow. */
static struct scene_rect head(const struct counter_screen *s) {
	const struct theme *t = s->scene->theme;
	struct scene_rect in = {MARGIN, 32, s->field.w - 2 * MARGIN, HEAD_H};
	struct scene_rect door = {in.x, in.y, 132, in.h};
	struct scene_rect above = {in.x + 172, in.y, in.w - 172, 76};
	char counter[16], number[64];
	snprintf(counter, sizeof counter, "%d", s->c->id);
	words_fill(number, sizeof number, s->v->lang, "rating.number", "number", s->v->rate->number,
		NULL);
	struct scene_rect below = {above.x, in.y + 76, above.w, 100};
	if (s->tall) {
		above.h = in.h;
		below = (struct scene_rect){in.x, in.y + in.h + 20, in.w, 112};
		in.h += 112;
	}
	view_door(s->v, s->scene, door, s->c->id < 10 ? 116 : 92, counter);
	scene_name_item(scene_text(s->scene, above, view_plain(s->tall ? 72 : 56, t->ink), number),
		"rating-number", NULL);
	const char *question = words_get(s->v->lang, "rating.question");
	int px = font_fitting(FONT_BOLD, 88, question, below.w);
	scene_name_item(
		scene_text(s->scene, below, view_bold(px, t->ink), question), "question", NULL);
	int top = in.y + in.h + 40;
	return (struct scene_rect){in.x, top, in.w, s->field.h - top - 24};
}

/* A face over or beside its words. */
static void answer(const struct counter_screen *s, struct scene_rect rect, int score) {
	const struct rate *r = s->v->rate;
	bool open = r->stage == RATE_ASKED, chosen = r->score == score;
	char id[16], key[16], icon[16];
	rate_id(score, id);
	snprintf(key, sizeof key, "rating.%d", score);
	snprintf(icon, sizeof icon, "rating-%d", score);
	const char *text = words_get(s->v->lang, key);
	enum scene_state state = open ? SCENE_NORMAL : chosen ? SCENE_ON : SCENE_DISABLED;
	parts_button(s->scene, rect, PARTS_SECONDARY, state, id, text, NULL);
	uint32_t color = s->scene->theme->ink;
	int face = s->tall ? rect.h * 5 / 8 : rect.w / 2;
	struct scene_rect picture = {rect.x + 36, rect.y, face, rect.h};
	struct scene_rect words = {rect.x + face + 80, rect.y, rect.w - face - 100, rect.h};
	struct scene_type type = {.weight = FONT_BOLD,
		.px = s->tall ? 64 : WORD_PX,
		.color = color,
		.place = SCENE_MIDDLE,
		.max_lines = 2};
	if (!s->tall) {
		int top = rect.h / 8;
		picture = (struct scene_rect){rect.x, rect.y + top, rect.w, face};
		words = (struct scene_rect){
			rect.x + 16, rect.y + top + face, rect.w - 32, rect.h - top - face};
		type.align = SCENE_CENTER;
	}
	scene_icon(s->scene, picture, icon, color);
	scene_text(s->scene, words, type, text);
}

/* From the best to the worst, side by side or one under the other. */
static void answers(const struct counter_screen *s, struct scene_rect in) {
	int step = ((s->tall ? in.h : in.w) + GAP) / RATE_BEST;
	for (int i = 0; i < RATE_BEST; i++) {
		struct scene_rect across = {in.x + i * step, in.y, step - GAP, in.h};
		struct scene_rect down = {in.x, in.y + i * step, in.w, step - GAP};
		answer(s, s->tall ? down : across, RATE_BEST - i);
	}
}

static void ask(const struct counter_screen *s) {
	struct scene_rect in = head(s);
	struct scene_type note = {.px = NOTE_PX,
		.color = s->scene->theme->ink_2,
		.place = SCENE_MIDDLE,
		.prose = true,
		.max_lines = 2};
	const char *text = words_get(s->v->lang, "rating.private");
	int note_h = scene_text_height(&note, text, in.w);
	in.h -= note_h + GAP;
	answers(s, in);
	scene_text(
		s->scene, (struct scene_rect){in.x, in.y + in.h + GAP, in.w, note_h}, note, text);
}

/* What became of the answer, in the middle of the field. */
static void say(
	const struct counter_screen *s, const char *icon, const char *key, const char *note_key) {
	const struct theme *t = s->scene->theme;
	struct scene_rect left = {MARGIN, s->field.h / 2 - 320, s->field.w - 2 * MARGIN, 760};
	struct scene_type word = {.weight = FONT_BOLD,
		.px = 104,
		.color = t->ink,
		.align = SCENE_CENTER,
		.max_lines = 2};
	struct scene_type note = {.px = 52, .color = t->ink, .align = SCENE_CENTER, .max_lines = 2};
	scene_icon(s->scene, (struct scene_rect){left.x, left.y, left.w, 180}, icon, t->cham);
	left.y += 220;
	left.h -= 220;
	counter_text(s, &left, word, "rating-word", words_get(s->v->lang, key));
	if (note_key) {
		left.y += 24;
		left.h -= 24;
		const char *text = words_get(s->v->lang, note_key);
		note.prose = scene_text_cut(&note, text, left.w);
		note.max_lines = note.prose ? 4 : 2;
		counter_text(s, &left, note, "rating-note", text);
	}
}

bool counter_rating(const struct counter_screen *s) {
	const struct rate *r = s->v->rate;
	switch (r ? r->stage : RATE_NONE) {
	case RATE_NONE:
		return false;
	case RATE_ASKED:
		ask(s);
		break;
	case RATE_SENDING:
		if (rate_slow(r, s->v->now_ms)) {
			say(s, "clock", "rating.sending", "rating.sending.note");
		} else {
			ask(s);
		}
		break;
	case RATE_THANKED:
		say(s, "check", "rating.thanks", NULL);
		break;
	case RATE_LOST:
		say(s, "warning", "rating.lost", "rating.lost.note");
		break;
	}
	return true;
}
