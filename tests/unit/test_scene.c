/*
 * The scene: breaking of names and texts, touches, order of focus, comparison, background.
 *
 * links: common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c
 * common/ui/font.c common/ui/theme.c common/text.c common/mem.c common/log.c
 */
#include "common/ui/parts.h"
#include "common/ui/picture.h"
#include "common/ui/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct lines_type name_type = {.weight = FONT_BOLD, .px = 40, .max_lines = 2};

/* Line `i` of a text as it would be read. */
static const char *line(const struct lines_type *type, const char *text, int width, size_t i) {
	static char read[512];
	struct lines lines;
	lines_break(type, text, width, &lines);
	read[0] = '\0';
	if (i < lines.count) {
		snprintf(read, sizeof read, "%.*s%s", (int)lines.line[i].length,
			text + lines.line[i].start, lines.line[i].shortened ? "…" : "");
	}
	return read;
}

static void test_name_on_one_line(void **state) {
	(void)state;
	assert_string_equal(line(&name_type, "Chứng thực", 580, 0), "Chứng thực");
	assert_string_equal(line(&name_type, "Chứng thực", 580, 1), "");
}

static void test_name_breaks_after_the_balancing_comma(void **state) {
	(void)state;
	const char *name = "Xây dựng, nhà ở, hạ tầng, giao thông";
	assert_string_equal(line(&name_type, name, 580, 0), "Xây dựng, nhà ở,");
	assert_string_equal(line(&name_type, name, 580, 1), "hạ tầng, giao thông");
}

static void test_name_breaks_at_a_space_without_comma(void **state) {
	(void)state;
	const char *name = "Bộ phận Tiếp nhận và Trả kết quả";
	assert_string_equal(line(&name_type, name, 400, 0), "Bộ phận Tiếp nhận");
	assert_string_equal(line(&name_type, name, 400, 1), "và Trả kết quả");
}

static void test_no_break_space_holds(void **state) {
	(void)state;
	const char *name = "bảo trợ xã\u00A0hội";
	int width = font_width(FONT_BOLD, 40, "bảo trợ xã");
	assert_string_equal(line(&name_type, name, width, 0), "bảo trợ");
	assert_string_equal(line(&name_type, name, width, 1), "xã\u00A0hội");
}

static void test_too_long_ends_with_dots(void **state) {
	(void)state;
	const char *name = "Đăng ký thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại "
			   "dân tộc có yếu tố nước ngoài tại khu vực biên giới";
	struct lines lines;
	lines_break(&name_type, name, 500, &lines);
	assert_int_equal(lines.count, 2);
	assert_true(lines.line[1].shortened);
	assert_true(lines.line[0].width_px <= 500 && lines.line[1].width_px <= 500);
}

static void test_a_cut_text_is_known(void **state) {
	(void)state;
	struct scene_type type = {.weight = FONT_BOLD, .px = 40, .max_lines = 2, .line_px = 48};
	const char *name = "Xây dựng, nhà ở, hạ tầng, giao thông";
	assert_false(scene_text_cut(&type, name, 580));
	assert_true(scene_text_cut(&type, name, 200));
	assert_false(scene_text_cut(&type, "", 200));
	assert_int_equal(scene_text_height(&type, name, 580), 96);
	assert_int_equal(scene_text_height(&type, "", 580), 0);
	type.max_lines = 1;
	assert_true(scene_text_cut(&type, name, 580));
}

static void test_number_is_never_cut(void **state) {
	(void)state;
	struct lines_type type = {.weight = FONT_BOLD, .px = 300, .whole = true};
	assert_string_equal(line(&type, "Đ1-031", 100, 0), "Đ1-031");
}

static void test_word_wider_than_the_line(void **state) {
	(void)state;
	struct lines_type type = {.px = 40, .max_lines = 5, .prose = true};
	const char *text = "ĐườngDâyNóngKhôngCóDấuCách";
	struct lines lines;
	lines_break(&type, text, 200, &lines);
	assert_true(lines.count > 1);
	size_t sum = 0;
	for (size_t i = 0; i < lines.count; i++) {
		assert_true(lines.line[i].width_px <= 200);
		sum += lines.line[i].length;
	}
	assert_int_equal(sum, strlen(text));
}

static void test_new_lines_and_marks(void **state) {
	(void)state;
	struct lines_type type = {.px = 40, .max_lines = 3, .prose = true};
	const char *text = "Quay lại " LINES_BOLD "lúc\n10:30" LINES_BOLD " nhé";
	struct lines lines;
	lines_break(&type, text, 900, &lines);
	assert_int_equal(lines.count, 2);
	assert_false(lines.line[0].bold);
	assert_true(lines.line[1].bold);
	struct lines_cursor cursor = {0};
	struct lines_run run;
	assert_true(lines_next_run(&type, text, &lines.line[1], &cursor, &run));
	assert_string_equal(run.text, "10:30");
	assert_int_equal(run.weight, FONT_BOLD);
	assert_true(lines_next_run(&type, text, &lines.line[1], &cursor, &run));
	assert_string_equal(run.text, " nhé");
	assert_int_equal(run.weight, FONT_REGULAR);
	assert_false(lines_next_run(&type, text, &lines.line[1], &cursor, &run));
}

static struct scene *two_buttons(void) {
	struct scene *s = scene_new();
	scene_start(s, "test", &theme_kiosk, 1080, 1920);
	parts_button(s, (struct scene_rect){0, 0, 100, 100}, PARTS_SECONDARY, SCENE_NORMAL, "a",
		"A", NULL);
	parts_button(s, (struct scene_rect){0, 200, 100, 100}, PARTS_PRIMARY, SCENE_NORMAL, "b",
		"B", "Bê");
	parts_button(s, (struct scene_rect){0, 400, 100, 100}, PARTS_PRIMARY, SCENE_DISABLED, "c",
		"C", NULL);
	return s;
}

static void test_touch(void **state) {
	(void)state;
	struct scene *s = two_buttons();
	assert_string_equal(scene_hit(s, 99, 99)->id, "a");
	assert_null(scene_hit(s, 100, 99));
	assert_string_equal(scene_hit(s, 50, 250)->id, "b");
	assert_null(scene_hit(s, 50, 450));
	scene_cover(s);
	assert_null(scene_hit(s, 50, 50));
	assert_null(scene_button(s, "a"));
	scene_free(s);
}

static void test_put_last(void **state) {
	(void)state;
	struct scene *s = two_buttons();
	scene_put_last(s, 0, 1);
	assert_int_equal(s->count, 3);
	assert_string_equal(s->item[0]->id, "b");
	assert_string_equal(s->item[1]->id, "c");
	assert_string_equal(s->item[2]->id, "a");
	scene_put_last(s, 1, 1);
	assert_string_equal(s->item[1]->id, "c");
	scene_free(s);
}

static void test_states_show(void **state) {
	(void)state;
	struct scene *s = two_buttons(), *t = scene_new();
	strcpy(t->pressed, "a");
	scene_start(t, "test", &theme_kiosk, 1080, 1920);
	const struct scene_item *item = parts_button(t, (struct scene_rect){0, 0, 100, 100},
		PARTS_SECONDARY, SCENE_NORMAL, "a", "A", NULL);
	assert_int_equal(item->state, SCENE_PRESSED);
	assert_int_equal(item->fill, theme_kiosk.cham_tint);
	assert_int_equal(scene_find(s, "a")->state, SCENE_NORMAL);
	assert_int_equal(scene_find(s, "c")->fill, theme_kiosk.sunk);
	scene_free(s);
	scene_free(t);
}

static void test_difference(void **state) {
	(void)state;
	struct scene *a = two_buttons(), *b = two_buttons();
	assert_true(scene_equal(a, b));
	assert_int_equal(scene_difference(a, b).w, 0);
	b->item[1]->fill = theme_kiosk.hoe;
	assert_false(scene_equal(a, b));
	struct scene_rect part = scene_difference(a, b);
	assert_int_equal(part.y, 200);
	assert_int_equal(part.h, 100);
	scene_box(b, (struct scene_rect){0, 0, 1, 1}, 0, 0, 0, 0);
	assert_int_equal(scene_difference(a, b).h, 1920);
	scene_free(a);
	scene_free(b);
}

static struct scene *one_picture(struct picture *picture) {
	struct scene *s = scene_new();
	scene_start(s, "test", &theme_board, 1920, 1080);
	scene_picture(s, (struct scene_rect){100, 200, 300, 150}, picture, theme_board.sunk,
		"Lịch nghỉ lễ");
	return s;
}

/* Another picture in the same place is another scene, also when the first one's memory is gone. */
static void test_pictures_are_told_apart(void **state) {
	(void)state;
	struct picture first = {.id = 1}, second = {.id = 2};
	struct scene *a = one_picture(&first), *b = one_picture(&first), *c = one_picture(&second);
	assert_true(scene_equal(a, b));
	assert_int_equal(scene_difference(a, b).w, 0);
	assert_int_equal(a->item[0]->role, SCENE_ROLE_IMAGE);
	assert_string_equal(a->item[0]->spoken, "Lịch nghỉ lễ");
	a->item[0]->picture = NULL;
	assert_false(scene_equal(a, c));
	struct scene_rect part = scene_difference(a, c);
	assert_true(part.x == 100 && part.y == 200 && part.w == 300 && part.h == 150);
	scene_free(a);
	scene_free(b);
	scene_free(c);
}

static void test_background(void **state) {
	(void)state;
	struct scene *s = two_buttons();
	struct scene_type type = {.px = 36};
	scene_text(s, (struct scene_rect){10, 210, 80, 45}, type, "trên nút");
	assert_int_equal(scene_background(s, s->count - 1), theme_kiosk.cham);
	scene_text(s, (struct scene_rect){500, 210, 80, 45}, type, "trên nền");
	assert_int_equal(scene_background(s, s->count - 1), theme_kiosk.paper);
	scene_free(s);
}

static void test_capitals_are_centred(void **state) {
	(void)state;
	struct scene_item item = {
		.rect = {0, 100, 100, 200}, .type = {.px = 100, .place = SCENE_CAPS}};
	int baseline = scene_baseline(&item, 1, 0);
	assert_int_equal(baseline - font_cap_height(100) - 100, 300 - baseline - 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_name_on_one_line),
		cmocka_unit_test(test_name_breaks_after_the_balancing_comma),
		cmocka_unit_test(test_name_breaks_at_a_space_without_comma),
		cmocka_unit_test(test_no_break_space_holds),
		cmocka_unit_test(test_too_long_ends_with_dots),
		cmocka_unit_test(test_a_cut_text_is_known),
		cmocka_unit_test(test_number_is_never_cut),
		cmocka_unit_test(test_word_wider_than_the_line),
		cmocka_unit_test(test_new_lines_and_marks),
		cmocka_unit_test(test_touch),
		cmocka_unit_test(test_put_last),
		cmocka_unit_test(test_states_show),
		cmocka_unit_test(test_difference),
		cmocka_unit_test(test_pictures_are_told_apart),
		cmocka_unit_test(test_background),
		cmocka_unit_test(test_capitals_are_centred),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	font_close_all();
	return failed;
}
