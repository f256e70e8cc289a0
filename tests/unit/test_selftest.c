/*
 * What a technician is told of a screen; the line in the log where the newest call is too small.
 *
 * links: tests/unit/log_catch.c tests/screens/fixture.c display/selftest.c display/view.c
 * display/view_hall.c display/view_reason.c display/hall_*.c display/legible.c display/announce.c
 * common/board.c common/wait_text.c common/proto.c common/clock.c common/words.c common/text.c
 * common/embed.c common/mem.c common/log.c common/ui/scene.c common/ui/parts.c common/ui/lines.c
 * common/ui/scene_compare.c common/ui/font.c common/ui/theme.c common/ui/picture.c
 * common/ui/picture_scale.c common/picture_file.c embed_common
 */
#include "common/ui/font.h"
#include "display/selftest.h"
#include "tests/screens/fixture.h"
#include "tests/unit/log_catch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *told;

static bool tells(const struct selftest *s) {
	size_t size;
	free(told);
	FILE *out = open_memstream(&told, &size);
	bool well = selftest_run(s, out);
	fclose(out);
	return well;
}

static bool says(const char *text) {
	return strstr(told, text) != NULL;
}

static void test_usual_screen(void **state) {
	(void)state;
	assert_true(tells(&(struct selftest){0}));
	assert_true(says("Màn hình 55 inch, 1920 × 1080 điểm ảnh. Ghế xa nhất cách 10 m; danh sách "
			 "đọc từ 4 m.\n"));
	assert_true(says("Số như A012, 6 quầy mở (hiện được 6 quầy cùng lúc):\n"));
	assert_true(says("Số như M1-012, 28 quầy mở (hiện được 18 quầy cùng lúc):\n"));
	assert_true(says("  Đạt: số trong danh sách"));
	assert_true(says("cao 48,9 mm, đọc được từ 4 m, cần 4 m\n"));
	assert_true(says("Numbers like A012, 6 counters open (6 of them shown at once):\n"));
	assert_true(says("48.9 mm high, can be read from 4 m, should be from 4 m\n"));
	assert_false(says("KHÔNG ĐẠT"));
	assert_false(says("selftest."));
}

static void test_too_small(void **state) {
	(void)state;
	struct selftest s = {.place = {.diagonal_in = 32, .distance_m = 10, .list_m = 3.5}};
	assert_false(tells(&s));
	assert_true(says("danh sách đọc từ 3,5 m"));
	assert_true(says("  Đạt: số vừa gọi và quầy (A012)"));
	assert_true(says("  KHÔNG ĐẠT: số vừa gọi và quầy (M1-012)"));
	assert_true(says("  TOO SMALL: newest call and its counter (M1-012)"));
	s.number = "A012";
	assert_true(tells(&s));
	assert_false(says("M1-012"));
	s.turn_deg = 90;
	assert_false(tells(&s));
	assert_true(says("1080 × 1920"));
	s.turn_deg = 0;
	s.size = "1080x1920";
	assert_false(tells(&s));
	s.size = "1280x720";
	assert_true(tells(&s));
}

static void test_warning(void **state) {
	(void)state;
	static struct fixture f;
	fixture_province(&f);
	log_catch();
	selftest_warn(&f.view, 1920, 1080);
	assert_int_equal(log_caught("newest call"), 0);
	f.view.place = (struct legible_place){.diagonal_in = 32, .distance_m = 15};
	log_catch();
	selftest_warn(&f.view, 1920, 1080);
	assert_int_equal(log_caught("can be read from 8.1 m, not from 15.0 m"), 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_usual_screen),
		cmocka_unit_test(test_too_small),
		cmocka_unit_test(test_warning),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(told);
	font_close_all();
	return failed;
}
