/* How the visit was, in five words; and what became of the answer. */
#include "kiosk/page.h"

#include <stdio.h>

enum { GAP = 12, FOOT_TALL = 108, FOOT_WIDE = 96, ROW_MOST = 232 };

static const char *word_of(const struct page *p, int score) {
	char key[24];
	snprintf(key, sizeof key, "rating.%d", score);
	return page_word(p, key);
}

/* The largest letters, the same for all answers, in which none is cut. */
static struct scene_type answer_type(const struct page *p, int w) {
	struct scene_type t = {.weight = FONT_BOLD,
		.px = page_px(p, THEME_HEADING),
		.place = SCENE_MIDDLE,
		.align = p->wide ? SCENE_CENTER : SCENE_LEFT,
		.max_lines = 2};
	for (int score = 1; score <= FLOW_RATE_BEST; score++) {
		while (t.px > PAGE_LEAST_PX && scene_text_cut(&t, word_of(p, score), w)) {
			t.px -= 2;
		}
	}
	return t;
}

/* A face beside its words, or over them. */
static void answer(struct page *p, struct scene_rect r, int score) {
	const struct back *b = &p->flow->back;
	bool open = b->phase == RETURN_RATE;
	char id[24], icon[24];
	snprintf(id, sizeof id, "rate:%d", score);
	snprintf(icon, sizeof icon, "rating-%d", score);
	const char *text = word_of(p, score);
	enum scene_state state = open                ? SCENE_NORMAL
				 : score == b->score ? SCENE_ON
						     : SCENE_DISABLED;
	struct scene_item *button =
		parts_button(p->scene, r, PARTS_SECONDARY, state, id, text, NULL);
	uint32_t color = parts_on(p->scene, PARTS_SECONDARY, button->state);
	int face = p->wide ? r.h * 2 / 5 : r.h * 3 / 5;
	struct scene_rect picture = {r.x + 40, r.y + (r.h - face) / 2, face, face};
	struct scene_rect words = {r.x + face + 84, r.y, r.w - face - 108, r.h};
	if (p->wide) {
		picture = (struct scene_rect){r.x + (r.w - face) / 2, r.y + r.h / 12, face, face};
		words = (struct scene_rect){r.x + 12, picture.y + face, r.w - 24, 0};
		words.h = r.y + r.h - words.y;
	}
	struct scene_type t = answer_type(p, words.w);
	t.color = color;
	scene_icon(p->scene, picture, icon, color);
	scene_text(p->scene, words, t, text);
}

/* From the best to the worst, one under the other or side by side, next to the foot. */
static void answers(struct page *p, struct scene_rect r) {
	int step = ((p->wide ? r.w : r.h) + GAP) / FLOW_RATE_BEST;
	if (!p->wide && step > ROW_MOST) {
		r.y += (step - ROW_MOST) * FLOW_RATE_BEST;
		step = ROW_MOST;
	}
	for (int i = 0; i < FLOW_RATE_BEST; i++) {
		struct scene_rect across = {r.x + i * step, r.y, step - GAP, r.h};
		struct scene_rect down = {r.x, r.y + i * step, r.w, step - GAP};
		answer(p, p->wide ? across : down, FLOW_RATE_BEST - i);
	}
}

/* What was served, the question, and who will know; the bottom of it. */
static int question(struct page *p) {
	char number[PHRASE_SIZE];
	struct scene_rect r = {p->x, p->top, p->w, 0};
	words_fill(number, sizeof number, p->lang, "kiosk.return.served", "number",
		p->flow->back.ticket.number, NULL);
	r.y += page_prose(p, r, THEME_BODY, FONT_REGULAR, p->theme->ink_2, 2, number) + 4;
	r.y += page_title(p, r, page_px(p, THEME_TITLE), page_word(p, "rating.question")) + 8;
	const char *note = page_word(
		p, p->flow->back.phase == RETURN_RATING ? "rating.sending" : "rating.private");
	return r.y + page_prose(p, r, THEME_BODY, FONT_REGULAR, p->theme->ink_2, 3, note);
}

static void ask(struct page *p) {
	int foot_h = p->wide ? FOOT_WIDE : FOOT_TALL;
	struct scene_rect foot = {p->x, p->bottom - foot_h, (p->w - GAP) / 2, foot_h};
	int y = question(p) + 24;
	y = y < p->press_top ? p->press_top : y;
	answers(p, (struct scene_rect){p->x, y, p->w, foot.y - GAP - y});
	const char *lang = page_word(p, "kiosk.control.lang");
	struct scene_item *b = parts_button(p->scene, foot, PARTS_SECONDARY, SCENE_NORMAL,
		p->lang == LANG_VI ? "lang:en" : "lang:vi", lang,
		page_word(p, "kiosk.control.lang.spoken"));
	page_label(p, foot, "globe", parts_on(p->scene, PARTS_SECONDARY, b->state), lang);
	foot.x += foot.w + GAP;
	bool open = p->flow->back.phase == RETURN_RATE;
	page_button(p, foot, PARTS_SECONDARY, open ? "close" : NULL, "back",
		page_word(p, open ? "kiosk.rate.skip" : "kiosk.number.done"));
}

/* What became of the answer. */
static void said(struct page *p, const char *icon, const char *title, const char *detail) {
	page_message(p, p->wide ? p->large ? 360 : 440 : 700, icon, page_word(p, title),
		page_word(p, detail));
	page_button(p, page_lower(p, 1000, 132), PARTS_PRIMARY, NULL, "back",
		page_word(p, "kiosk.number.done"));
}

void page_rate(struct page *p) {
	page_header(p);
	if (p->flow->back.phase == RETURN_THANKED) {
		said(p, "check", "rating.thanks", "kiosk.return.served.detail");
	} else if (p->flow->back.phase == RETURN_UNSENT) {
		said(p, "broken-link", "rating.lost", "kiosk.rate.lost.detail");
	} else {
		ask(p);
	}
}
