#include "display/hall_measure.h"

#include "common/ui/font.h"

static int larger(int a, int b) {
	return a > b ? a : b;
}

int hall_text_w(int thousandths, int px) {
	return (thousandths * px + 999) / 1000 + 2;
}

/* Doors leave a twelfth of their width beside what is in them. */
int hall_door_w(const struct hall_widest *widest, int number_px) {
	return larger(number_px * 9 / 10, hall_text_w(widest->counter, number_px) * 12 / 11 + 2);
}

int hall_cell_w(const struct hall_widest *widest, const struct hall_type *type) {
	int text = larger(hall_text_w(widest->number, type->number_px),
		hall_text_w(widest->state, type->word_px));
	return hall_door_w(widest, type->number_px) + text + type->number_px / 5 + 28;
}

int hall_row_low(const struct hall_type *type) {
	return font_cap_height(type->number_px) + type->number_px / 6 + 2;
}

int hall_row_tagged(const struct hall_type *type) {
	return font_cap_height(type->number_px) + font_cap_height(type->word_px) +
	       type->word_px * 7 / 10;
}

int hall_row_high(const struct hall_type *type) {
	return type->number_px * 3 / 2;
}

int hall_heading_h(const struct hall_type *type) {
	return type->word_px * 6 / 5;
}

int hall_waiting_h(const struct hall_type *type) {
	return type->word_px * 12 / 5;
}

int hall_absent_h(const struct hall_type *type) {
	return font_cap_height(type->number_px) + type->number_px / 6;
}

int hall_notice_h(const struct hall_type *type) {
	return type->word_px * 7 / 5;
}

int hall_name_px(const struct hall_type *type) {
	return larger(type->word_px, HALL_NAME_MIN);
}

int hall_header_h(const struct hall_type *type, int lines) {
	int px = hall_name_px(type);
	return lines > 1 ? lines * px * 6 / 5 + px / 4 : px * 37 / 20;
}

int hall_call_door_w(const struct hall_widest *widest, const struct hall_type *type, int px) {
	int digits = hall_text_w(widest->counter, px) * 100 / 94 + 2;
	int word = hall_text_w(widest->door, type->word_px) + type->word_px / 3;
	return larger(larger(digits, word), px * 17 / 20);
}

/* "Quầy" has marks above and a tail below. */
int hall_call_door_h(const struct hall_type *type, int px) {
	return font_cap_height(px) + type->word_px * 87 / 40;
}

int hall_panel_w(
	const struct hall_widest *widest, const struct hall_type *type, int px, bool stacked) {
	int number = hall_text_w(widest->number, px);
	int door = hall_call_door_w(widest, type, px);
	return stacked ? larger(number, door) + 2 * 28 : 28 + number + 14 + door + 24;
}

int hall_tail_h(const struct hall_widest *widest, const struct hall_type *type, int px) {
	return larger(widest->tail * px / 1000, type->word_px / 3);
}

int hall_panel_h(
	const struct hall_widest *widest, const struct hall_type *type, int px, bool stacked) {
	int head = type->word_px * 9 / 5, cap = font_cap_height(px);
	int door = hall_call_door_h(type, px) + 12;
	if (stacked) {
		return head + cap + type->word_px / 2 + door;
	}
	return larger(head + cap + hall_tail_h(widest, type, px) + 6, door);
}

int hall_call_px(const struct hall_widest *widest, const struct hall_type *type, int w, int h,
	bool stacked, int most) {
	int low = 0, high = most + 1;
	while (high - low > 1) {
		int px = (low + high) / 2;
		bool fits = hall_panel_w(widest, type, px, stacked) <= w &&
			    hall_panel_h(widest, type, px, stacked) <= h;
		*(fits ? &low : &high) = px;
	}
	return low;
}
