/*
 * The hall's line of notices: all have their turns, in pages of one line.
 * links: tests/screens/fixture.c display/view.c display/view_hall.c display/view_counter.c
 * display/counter_*.c display/rate.c display/view_reason.c display/hall_*.c display/legible.c
 * display/announce.c common/board.c common/wait_text.c common/proto.c common/clock.c common/words.c
 * common/text.c common/embed.c common/mem.c common/log.c common/ui/scene.c
 * common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c common/ui/theme.c
 * embed_common
 */
#include "tests/screens/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct fixture f;
static struct scene *scene;

static void hall(int w, int h) {
	view_hall(&f.view, scene, w, h);
}

static void test_notice_has_pages(void **state) {
	(void)state;
	fixture_ward(&f);
	snprintf(f.hall.notices[0].vi, NOTICE_SIZE, "%s",
		"Chiều nay bộ phận tiếp nhận nghỉ họp từ 15:00 đến 16:00. Xin ông, bà thu xếp đến "
		"sớm hơn hoặc sáng mai. Xin cảm ơn.");
	hall(1920, 1080);
	char first[256];
	snprintf(first, sizeof first, "%s", fixture_text(scene, "notice"));
	f.view.now_ms = view_due(&f.view);
	hall(1920, 1080);
	assert_string_not_equal(first, fixture_text(scene, "notice"));
}

static void add_letters(char *to, const char *text) {
	char *end = to + strlen(to);
	for (; *text; text++) {
		if (*text != ' ') {
			*end++ = *text;
		}
	}
	*end = '\0';
}

/* The line as it is seen, no wider than its place. */
static const char *line_of_turn(void) {
	hall(1920, 1080);
	const struct scene_item *item = scene_find(scene, "notice");
	struct lines_type type = scene_lines_type(&item->type);
	assert_null(strchr(item->text, '\n'));
	assert_true(lines_width(&type, item->text) <= item->rect.w);
	f.view.now_ms = view_due(&f.view);
	return item->text;
}

/* All notices have their turns, each whole, in their order; none leaves its line. */
static void test_notices_take_turns(void **state) {
	(void)state;
	char told[4 * NOTICE_SIZE] = "", all[4 * NOTICE_SIZE] = "";
	fixture_ward(&f);
	f.hall.notice_count = 3;
	memset(f.hall.notices, 0, sizeof f.hall.notices);
	snprintf(f.hall.notices[0].vi, NOTICE_SIZE, "Chiều nay nghỉ họp.");
	for (int i = 0; i < 100; i++) {
		strcat(f.hall.notices[1].vi, "ẾW ");
		strcat(f.hall.notices[2].vi, "WWW");
	}
	for (int i = 0; i < f.hall.notice_count; i++) {
		add_letters(all, f.hall.notices[i].vi);
	}
	f.view.now_ms = 0; /* the first turn */
	while (strlen(told) < strlen(all)) {
		add_letters(told, line_of_turn());
	}
	assert_string_equal(told, all);
	assert_string_equal(line_of_turn(), "Chiều nay nghỉ họp.");
}

/* In English where it is said in English. */
static void test_notices_in_english(void **state) {
	(void)state;
	fixture_ward(&f);
	f.hall.notice_count = 2;
	f.hall.notices[0] = (struct notice_text){"Nghỉ họp", "Closed for a meeting"};
	f.hall.notices[1] = (struct notice_text){"Mời", ""};
	f.view.lang = LANG_EN;
	f.view.now_ms = 0;
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "notice"), "Closed for a meeting");
	f.view.now_ms = view_due(&f.view);
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "notice"), "Mời");
}

/* The line of the notice takes turns with that on the numbers of kiosks that were cut off. */
static void test_notice_and_numbers_given_alone(void **state) {
	(void)state;
	fixture_ward(&f);
	f.hall.alone_first = 91;
	hall(1920, 1080);
	assert_false(fixture_says(scene, "Số từ 091: cấp khi mất kết nối, xếp theo giờ lấy số."));
	f.hall.alone_open = 1;
	f.hall.absent_count = 0;
	snprintf(f.hall.notices[0].vi, NOTICE_SIZE, "Chiều nay nghỉ họp.");
	int notices = 0, lines = 0;
	for (int i = 0; i < 4; i++) {
		f.view.now_ms = view_due(&f.view);
		hall(1920, 1080);
		notices += !strcmp(fixture_text(scene, "notice"), "Chiều nay nghỉ họp.");
		lines += !strcmp(fixture_text(scene, "notice"),
			"Số từ 091: cấp khi mất kết nối, xếp theo giờ lấy số.");
	}
	assert_int_equal(notices, 2);
	assert_int_equal(lines, 2);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_notice_has_pages),
		cmocka_unit_test(test_notices_take_turns),
		cmocka_unit_test(test_notices_in_english),
		cmocka_unit_test(test_notice_and_numbers_given_alone),
	};
	scene = scene_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	scene_free(scene);
	font_close_all();
	return failed;
}
