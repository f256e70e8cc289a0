/*
 * The boards: what they say in each state; that everything is inside, large enough and legible,
 * whatever the names, numbers and how many there are.
 * links: tests/screens/contrast.c tests/screens/fixture.c display/view.c display/view_hall.c
 * display/view_counter.c display/counter_*.c display/rate.c
 * display/view_reason.c display/hall_*.c display/legible.c
 * display/announce.c common/board.c common/wait_text.c common/proto.c common/clock.c common/words.c
 * common/text.c common/embed.c common/mem.c common/log.c common/ui/scene.c
 * common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c common/ui/theme.c
 * embed_common
 */
#include "tests/screens/contrast.h"
#include "tests/screens/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SMALLEST_PX = 39, CONTRAST_MIN = 10 };

static struct fixture f;
static struct scene *scene;

static void hall(int w, int h) {
	view_hall(&f.view, scene, w, h);
}

static bool has_color(uint32_t color) {
	for (size_t i = 0; i < scene->count; i++) {
		if (scene->item[i]->fill == color) {
			return true;
		}
	}
	return false;
}

static void check_text(const struct scene_item *item, size_t index) {
	struct lines_type type = scene_lines_type(&item->type);
	struct lines lines;
	lines_break(&type, item->text, item->rect.w, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		int right = item->rect.x + lines.line[i].width_px;
		if (right > scene->w_px && item->type.align == SCENE_LEFT) {
			fail_msg("“%s” ends at %d", item->text, right);
		}
		int baseline = scene_baseline(item, lines.count, i);
		assert_true(baseline - font_cap_height(item->type.px) >= 0);
		assert_true(baseline < scene->h_px);
	}
	if (item->type.px < SMALLEST_PX && !item->type.whole) {
		fail_msg("“%s” is set in %d px", item->text, item->type.px);
	}
	double c = contrast(item->color, scene_background(scene, index));
	if (c < CONTRAST_MIN) {
		fail_msg("“%s” has a contrast of %.1f", item->text, c);
	}
}

static void check_scene(void) {
	for (size_t i = 0; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		const struct scene_rect *r = &item->rect;
		if (item->kind == SCENE_TEXT) {
			check_text(item, i);
		} else if (r->x < 0 || r->y < 0 || r->x + r->w > scene->w_px ||
			   r->y + r->h > scene->h_px) {
			fail_msg("%d,%d %dx%d is outside", r->x, r->y, r->w, r->h);
		}
	}
}

static void test_ward_says_all_there_is(void **state) {
	(void)state;
	fixture_ward(&f);
	hall(1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "call"), "B007");
	assert_string_equal(scene_find(scene, "call")->spoken, "B 0 0 7");
	assert_string_equal(fixture_text(scene, "counter"), "3");
	assert_string_equal(fixture_text(scene, "reason"), "Ưu tiên");
	assert_string_equal(fixture_text(scene, "clock"), "10:12");
	assert_string_equal(fixture_text(scene, "row:5"), "Tạm nghỉ");
	assert_string_equal(fixture_text(scene, "row:2"), "A012");
	assert_string_equal(fixture_text(scene, "recent:2"), "A012");
	assert_string_equal(fixture_text(scene, "absent:A005"), "A005");
	assert_string_equal(fixture_text(scene, "waiting:chung-thuc"), "6");
	assert_true(has_color(theme_board.hoe));
}

/* Nobody has to guess why it was another's turn. */
static void test_out_of_turn(void **state) {
	(void)state;
	fixture_ward(&f);
	view_counter(&f.view, 3, scene, 1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "reason"), "Ưu tiên");
	view_counter(&f.view, 2, scene, 1920, 1080);
	assert_null(scene_find(scene, "reason"));
	fixture_transferred(&f);
	hall(1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "reason"), "Chuyển từ quầy 2");
	view_counter(&f.view, 4, scene, 1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "reason"), "Chuyển từ quầy 2");
	f.hall.counters[3].from_counter = 0;
	view_counter(&f.view, 4, scene, 1920, 1080);
	assert_string_equal(fixture_text(scene, "reason"), "Chuyển từ quầy khác");
}

static void test_numbers_of_the_call_are_high_enough(void **state) {
	(void)state;
	for (int i = 0; i < 2; i++) {
		i ? fixture_province(&f) : fixture_ward(&f);
		hall(1920, 1080);
		assert_true(font_cap_height(scene_find(scene, "call")->type.px) >= 193);
		assert_true(font_cap_height(scene_find(scene, "counter")->type.px) >= 193);
	}
}

static void test_nothing_is_now_when_the_link_is_lost(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_lose(&f);
	hall(1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "lost"), "Mất kết nối lúc 10:12");
	assert_string_equal(fixture_text(scene, "clock"), "10:13");
	assert_string_equal(fixture_text(scene, "call"), "B007");
	assert_true(fixture_says(scene, "Gọi gần nhất"));
	assert_false(has_color(theme_board.hoe));
	view_counter(&f.view, 3, scene, 1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "lost"), "Mất kết nối lúc 10:12");
	assert_false(has_color(theme_board.hoe));
}

static void test_served_is_no_longer_now(void **state) {
	(void)state;
	fixture_ward(&f);
	struct change c = {.kind = CHANGE_FINISHED,
		.number = "B007",
		.counter = 3,
		.was = TICKET_SERVING,
		.state = TICKET_SERVED};
	fixture_change(&f, c);
	hall(1920, 1080);
	assert_false(has_color(theme_board.hoe));
	assert_string_equal(fixture_text(scene, "row:3"), "Sẵn sàng");
}

static void test_blinking_lasts_ten_seconds(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.now_ms += ANNOUNCE_BLINK_MS;
	hall(1920, 1080);
	assert_false(has_color(theme_board.hoe));
	f.view.now_ms += ANNOUNCE_KEEP_MS - ANNOUNCE_BLINK_MS;
	hall(1920, 1080);
	assert_true(has_color(theme_board.hoe));
}

static void test_a_second_call_lights_its_row_at_once(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_call(&f, "A013", "chung-thuc", 2, REASON_IN_TURN);
	f.view.now_ms += ANNOUNCE_BLINK_MS;
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "call"), "B007");
	assert_string_equal(fixture_text(scene, "row:2"), "A013");
	assert_true(has_color(theme_board.hoe));
}

static void test_rows_are_dropped_never_shrunk(void **state) {
	(void)state;
	fixture_ward(&f);
	for (int i = 6; i < 22; i++) {
		f.hall.counters[i] = f.hall.counters[i - 6];
		f.hall.counters[i].id = i + 1;
		f.hall.counters[i].called_at_ms = f.hall.now_ms + i;
		snprintf(f.hall.counters[i].number, NUMBER_SIZE, "G0%02d", i);
	}
	f.hall.counter_count = 22;
	hall(1080, 1920);
	check_scene();
	assert_string_equal(fixture_text(scene, "row:8"), "G007");
	assert_null(scene_find(scene, "row:4"));
	assert_int_equal(scene_find(scene, "row:8")->type.px, 108);
}

static void test_counter_in_each_state(void **state) {
	(void)state;
	fixture_ward(&f);
	view_counter(&f.view, 2, scene, 1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "number"), "A012");
	assert_true(fixture_says(scene, "Mời công dân có số"));
	assert_string_equal(fixture_text(scene, "service"), "Chứng thực");
	assert_string_equal(fixture_text(scene, "counter-name"), "Tư pháp: Chứng thực");
	view_counter(&f.view, 5, scene, 1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "state"), "Tạm nghỉ");
	f.hall.counters[4].state = COUNTER_CLOSED;
	view_counter(&f.view, 5, scene, 1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "state"), "Đóng quầy");
	f.hall.counters[4].state = COUNTER_OPEN;
	view_counter(&f.view, 5, scene, 1920, 1080);
	check_scene();
	assert_string_equal(fixture_text(scene, "state"), "Mời số tiếp theo");
	view_counter(&f.view, 99, scene, 1920, 1080);
	assert_true(fixture_says(scene, "Chưa có quầy này"));
}

static unsigned seed;

static unsigned below(unsigned n) {
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static void random_words(char *buf, size_t size) {
	static const char *const words[] = {"Đăng ký", "Nghĩa,", "hộ tịch", "Ưỡng", "quản lý",
		"ngành,", "khuyến khích", "Thương", "W", "môi trường"};
	size_t used = 0;
	buf[0] = '\0';
	for (unsigned n = below(14); n > 0 && used + 40 < size; n--) {
		used += (size_t)snprintf(
			buf + used, size - used, "%s%s", used ? " " : "", words[below(10)]);
	}
}

static void random_hall(void) {
	below(2) ? fixture_ward(&f) : fixture_province(&f);
	random_words(f.office.name.vi, NAME_SIZE);
	f.hall.notice_count = (int)below(NOTICES_MAX + 1);
	for (int i = 0; i < f.hall.notice_count; i++) {
		random_words(f.hall.notices[i].vi, NOTICE_SIZE);
	}
	f.hall.open = below(4) > 0;
	f.hall.counter_count = (int)below(COUNTERS_MAX + 1);
	f.office.counter_count = f.hall.counter_count;
	for (int i = 0; i < f.hall.counter_count; i++) {
		struct snapshot_counter *c = &f.hall.counters[i];
		c->id = f.office.counters[i].id = i + 1;
		c->state = (enum counter_state)below(3);
		c->ticket = below(2) ? TICKET_CALLED : TICKET_SERVING;
		c->called_at_ms = f.hall.now_ms - below(100000);
		c->reason = (enum call_reason)below(REASON_OVERDUE + 1);
		c->from_counter = (int)below(65);
		c->number[0] = '\0';
		if (below(3)) {
			snprintf(c->number, NUMBER_SIZE, "Đ1-%04u", below(10000));
		}
		random_words(c->clerk.name, below(2) ? PERSON_SIZE : 1);
		random_words(c->clerk.title, PERSON_SIZE);
		random_words(f.office.counters[i].name.vi, NAME_SIZE);
		snprintf(c->service, ID_SIZE, "%s", f.office.services[0].id);
	}
	f.hall.absent_count = (int)below(ABSENT_MAX + 1);
	for (int i = 0; i < f.hall.absent_count; i++) {
		snprintf(f.hall.absent[i], NUMBER_SIZE, "M%u-%03u", below(9), below(1000));
	}
	f.hall.recent_count = (int)below((unsigned)f.hall.recent_count + 1);
	for (int i = 0; i < f.hall.service_count; i++) {
		struct snapshot_service *s = &f.hall.services[i];
		int low_s = (int)below(20000);
		s->waiting = below(2) ? (int)below(200) : 0;
		s->open = below(2);
		s->reach = (enum reach)below(REACH_UNLIKELY + 1);
		s->wait = (struct wait){below(4) > 0, low_s, low_s + (int)below(5000)};
		random_words(f.office.services[i].name.vi, NAME_SIZE);
	}
	f.announce.any = below(4) > 0;
	f.announce.shown.reason = (enum call_reason)below(REASON_OVERDUE + 1);
	if (below(4) == 0) {
		fixture_lose(&f);
	}
}

static void test_random_halls_stay_inside(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	for (int i = 0; i < 60; i++) {
		random_hall();
		f.view.lang = below(2) ? LANG_VI : LANG_EN;
		f.view.now_ms += below(100) * 10000;
		hall(1920, 1080);
		check_scene();
		hall(1080, 1920);
		check_scene();
		view_counter(&f.view, 1 + (int)below(64), scene, 1920, 1080);
		check_scene();
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ward_says_all_there_is),
		cmocka_unit_test(test_out_of_turn),
		cmocka_unit_test(test_numbers_of_the_call_are_high_enough),
		cmocka_unit_test(test_nothing_is_now_when_the_link_is_lost),
		cmocka_unit_test(test_served_is_no_longer_now),
		cmocka_unit_test(test_blinking_lasts_ten_seconds),
		cmocka_unit_test(test_a_second_call_lights_its_row_at_once),
		cmocka_unit_test(test_rows_are_dropped_never_shrunk),
		cmocka_unit_test(test_counter_in_each_state),
		cmocka_unit_test(test_random_halls_stay_inside),
	};
	scene = scene_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	scene_free(scene);
	font_close_all();
	return failed;
}
