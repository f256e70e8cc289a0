#include "display/counter_part.h"

enum { MARGIN = 64, DOOR_W = 520, FOOT_H = 188, TALL_FOOT_H = 272 };

int counter_px(const struct counter_screen *s, int px) {
	return px > s->least.word_px ? px : s->least.word_px;
}

const char *counter_service(const struct counter_screen *s, const char *id) {
	const struct office_service *service =
		s->v->office ? office_view_service(s->v->office, id) : NULL;
	return service ? words_name(s->v->lang, &service->name) : "";
}

bool counter_text(const struct counter_screen *s, struct scene_rect *left, struct scene_type type,
	const char *id, const char *text) {
	int h = scene_text_height(&type, text, left->w);
	if (!h || h > left->h || scene_text_cut(&type, text, left->w)) {
		return false;
	}
	struct scene_rect rect = {left->x, left->y, left->w, h};
	scene_name_item(scene_text(s->scene, rect, type, text), id, NULL);
	left->y += h;
	left->h -= h;
	return true;
}

/* Two lines of the foot have room, however large they must be; but the numbers come first. */
static int foot_h(const struct counter_screen *s) {
	int nominal = s->tall ? TALL_FOOT_H : FOOT_H, most = s->scene->h_px / 3;
	int wanted = s->least.word_px * 11 / 4 + 16;
	wanted = wanted < most ? wanted : most;
	return nominal > wanted ? nominal : wanted;
}

static void lay_out(struct counter_screen *s) {
	int w = s->tall ? 1080 : 1920, h = s->tall ? 1920 : 1080;
	int foot = foot_h(s), threshold = h - foot - COUNTER_LINE;
	s->field = (struct scene_rect){0, 0, w, threshold};
	s->foot = (struct scene_rect){0, h - foot, w, foot};
	if (s->tall) {
		int door_h = threshold * 7 / 16;
		s->door = (struct scene_rect){(w - DOOR_W) / 2, threshold - door_h, DOOR_W, door_h};
		s->words = (struct scene_rect){56, 48, w - 112, threshold - door_h - 80};
	} else {
		int left = MARGIN + DOOR_W + 72;
		s->door = (struct scene_rect){MARGIN, 72, DOOR_W, threshold - 72};
		s->words = (struct scene_rect){left, 60, w - 48 - left, threshold - 84};
	}
}

static uint32_t ground(const struct counter_screen *s, bool busy, bool out) {
	const struct theme *t = s->scene->theme;
	const struct view *v = s->v;
	bool now = busy && s->c->ticket == TICKET_CALLED && !v->lost;
	bool lit = now && (!view_is_now(v) || announce_lit(v->announce, v->now_ms));
	return out ? t->sunk : lit ? t->hoe : now ? t->card : t->paper;
}

static void door(const struct counter_screen *s, bool out) {
	const char *word = words_get(s->v->lang, "hall.counter");
	int word_px = font_fitting(FONT_BOLD, counter_px(s, 120), word, s->door.w * 9 / 10);
	int digits_px = s->c->id < 10 ? 520 : 400;
	int room = s->door.h - font_cap_height(word_px) - word_px * 9 / 10;
	while (font_cap_height(digits_px) > room) {
		digits_px--;
	}
	view_counter_door(s->v, s->scene, s->door, out || s->v->lost, word_px, digits_px, s->c->id);
}

static void state(const struct counter_screen *s) {
	bool busy = s->c->number[0], out = !busy && s->c->state != COUNTER_OPEN;
	struct scene_item *field =
		scene_box(s->scene, s->field, 0, ground(s, busy, out), 0, SCENE_NONE);
	if (!busy && counter_rating(s)) {
		field->fill = s->scene->theme->paper;
		return;
	}
	door(s, out);
	if (busy) {
		counter_call(s);
	} else if (out) {
		counter_away(s);
	} else {
		counter_ready(s);
	}
}

void view_counter(const struct view *v, int counter, struct scene *scene, int w_px, int h_px) {
	struct counter_screen s = {.v = v, .scene = scene, .tall = h_px > w_px};
	struct legible_place place = legible_place_of(&v->place, &legible_counter);
	s.c = v->hall ? snapshot_counter(v->hall, counter) : NULL;
	s.oc = v->office ? office_view_counter(v->office, counter) : NULL;
	if (!s.c) {
		view_start(v, scene, "counter", w_px, h_px, false);
		return;
	}
	scene_start(scene, "counter", &theme_board, s.tall ? 1080 : 1920, s.tall ? 1920 : 1080);
	s.least = legible_of(&place, scene->w_px, scene->h_px, w_px, h_px);
	lay_out(&s);
	state(&s);
	counter_foot(&s);
}
