#include "display/view_part.h"

#include <stdio.h>

enum { TEXT_SIZE = 128 };

static const char *const icons[] = {
	[REASON_PRIORITY] = "priority",
	[REASON_APPOINTMENT] = "calendar",
	[REASON_RETURNED] = "return",
	[REASON_TRANSFERRED] = "swap",
	[REASON_CHOSEN] = "person",
	[REASON_OVERDUE] = "clock",
};

static bool in_turn(enum call_reason reason) {
	return reason == REASON_NONE || reason == REASON_IN_TURN;
}

static void reason_text(const struct view *v, enum call_reason reason, int from_counter,
	bool short_words, char buf[static TEXT_SIZE]) {
	char key[48], counter[16];
	const char *from_key = short_words ? "reason.short.from" : "web.transferred_from";
	snprintf(counter, sizeof counter, "%d", from_counter);
	snprintf(key, sizeof key, short_words ? "reason.short.%s" : "reason.%s",
		proto_call_reason(reason));
	bool from = reason == REASON_TRANSFERRED && from_counter;
	words_fill(buf, TEXT_SIZE, v->lang, from ? from_key : key, "counter", counter, NULL);
}

void view_reason(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	enum call_reason reason, int from_counter) {
	char text[TEXT_SIZE];
	const struct theme *t = scene->theme;
	if (in_turn(reason)) {
		return;
	}
	reason_text(v, reason, from_counter, false, text);
	int icon_px = px * 5 / 6, pad = px / 2, text_w = font_width(FONT_BOLD, px, text) + 2;
	int w = pad + icon_px + pad / 2 + text_w + pad;
	if (w > rect.w) {
		return;
	}
	struct scene_rect chip = {rect.x, rect.y, w, rect.h};
	scene_box(scene, chip, 6, t->card, 3, t->ink);
	scene_icon(scene, (struct scene_rect){chip.x + pad, chip.y, icon_px, chip.h}, icons[reason],
		t->ink);
	int x = chip.x + pad + icon_px + pad / 2;
	scene_name_item(scene_text(scene, (struct scene_rect){x, chip.y, text_w, chip.h},
				view_bold(px, t->ink), text),
		"reason", NULL);
}

bool view_tag(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	const char *id, enum call_reason reason, int from_counter) {
	char text[TEXT_SIZE];
	uint32_t ink = scene->theme->ink;
	int icon_px = px * 5 / 6, lead = icon_px + px / 4;
	if (in_turn(reason)) {
		return false;
	}
	for (int i = 0; i < 4; i++) {
		bool short_words = i >= 2, icon = i % 2 == 0;
		struct scene_rect beside = rect;
		if (icon) {
			beside.x += lead;
			beside.w -= lead;
		}
		reason_text(v, reason, from_counter, short_words, text);
		if (font_width(FONT_BOLD, px, text) > beside.w) {
			continue;
		}
		if (icon) {
			scene_icon(scene, (struct scene_rect){rect.x, rect.y, icon_px, rect.h},
				icons[reason], ink);
		}
		scene_name_item(scene_text(scene, beside, view_bold(px, ink), text), id, NULL);
		return true;
	}
	return false;
}
