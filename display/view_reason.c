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

static void reason_text(const struct view *v, enum call_reason reason, int from_counter,
	char buf[static TEXT_SIZE]) {
	char key[48], counter[16];
	snprintf(counter, sizeof counter, "%d", from_counter);
	snprintf(key, sizeof key, "reason.%s", proto_call_reason(reason));
	if (reason == REASON_TRANSFERRED && from_counter) {
		words_fill(
			buf, TEXT_SIZE, v->lang, "web.transferred_from", "counter", counter, NULL);
	} else {
		snprintf(buf, TEXT_SIZE, "%s", words_get(v->lang, key));
	}
}

void view_reason(const struct view *v, struct scene *scene, struct scene_rect rect, int px,
	enum call_reason reason, int from_counter) {
	char text[TEXT_SIZE];
	const struct theme *t = scene->theme;
	if (reason == REASON_NONE || reason == REASON_IN_TURN) {
		return;
	}
	reason_text(v, reason, from_counter, text);
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
