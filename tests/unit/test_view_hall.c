/*
 * The hall's board: why a number was called out of turn, in its row; how many wait for each service
 * and for how long, in every layout and both languages.
 * links: tests/screens/fixture.c display/view.c display/view_hall.c display/view_reason.c
 * display/hall_*.c display/legible.c display/announce.c common/board.c common/wait_text.c
 * common/proto.c common/clock.c common/words.c common/text.c common/embed.c common/mem.c
 * common/log.c common/ui/scene.c common/ui/parts.c common/ui/lines.c common/ui/font.c
 * common/ui/theme.c embed_common
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

static int top_of(const struct scene_item *item) {
	return scene_baseline(item, 1, 0) - font_cap_height(item->type.px);
}

/* The card that a row lies on. */
static struct scene_rect card_of(const struct scene_item *number) {
	struct scene_rect card = {0};
	for (size_t i = 0; i < scene->count && scene->item[i] != number; i++) {
		const struct scene_item *item = scene->item[i];
		if (item->kind == SCENE_BOX && item->rect.x <= number->rect.x &&
			item->rect.y <= number->rect.y) {
			card = item->rect;
		}
	}
	return card;
}

/* The words stand whole below the number, on the same card. */
static void check_tag(const char *row, int px) {
	char id[48];
	snprintf(id, sizeof id, "tag:%s", row);
	const struct scene_item *number = scene_find(scene, row), *tag = scene_find(scene, id);
	if (!number || !tag) {
		fail_msg("%s has no tag", row);
		return;
	}
	struct scene_rect card = card_of(number);
	int width = font_width(FONT_BOLD, tag->type.px, tag->text);
	assert_true(tag->type.px >= px);
	assert_true(width <= tag->rect.w && tag->rect.x + width < card.x + card.w);
	assert_true(top_of(tag) > scene_baseline(number, 1, 0));
	assert_true(scene_baseline(tag, 1, 0) < card.y + card.h);
}

static void check_tags(int counters, int px) {
	for (int i = 0; i < counters; i++) {
		const struct snapshot_counter *c = &f.hall.counters[i];
		char row[16], id[32];
		snprintf(row, sizeof row, "row:%d", c->id);
		snprintf(id, sizeof id, "tag:row:%d", c->id);
		if (c->number[0] && c->reason != REASON_IN_TURN) {
			check_tag(row, px);
		} else {
			assert_null(scene_find(scene, id));
		}
	}
}

static void with_reasons(void (*fixture)(struct fixture *), int counters, enum lang lang) {
	fixture(&f);
	fixture_reasons(&f, counters);
	f.view.lang = lang;
}

static void test_rows_say_why(void **state) {
	(void)state;
	for (int i = 0; i < 2; i++) {
		enum lang lang = i ? LANG_EN : LANG_VI;
		with_reasons(fixture_ward, 6, lang);
		hall(1920, 1080);
		check_tags(6, 52);
		hall(1080, 1920);
		check_tags(6, 52);
		with_reasons(fixture_ward, 8, lang);
		hall(1920, 1080);
		check_tags(8, 52);
		with_reasons(fixture_province, 9, lang);
		f.view.place.list_m = 4;
		hall(1920, 1080);
		check_tags(9, 52);
		with_reasons(fixture_province, 16, lang);
		hall(1920, 1080);
		check_tags(16, 39);
	}
}

static void test_words_of_a_reason(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_transferred(&f);
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "tag:row:3"), "Ưu tiên");
	assert_string_equal(fixture_text(scene, "tag:row:4"), "Chuyển từ quầy 2");
	assert_null(scene_find(scene, "tag:row:2"));
	hall(1080, 1920);
	assert_string_equal(fixture_text(scene, "tag:row:4"), "Từ quầy 2");
	f.hall.counters[3].from_counter = 0;
	hall(1080, 1920);
	assert_string_equal(fixture_text(scene, "tag:row:4"), "Chuyển đến");
	fixture_reasons(&f, 4);
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "tag:row:3"), "Đã hẹn");
	assert_string_equal(fixture_text(scene, "tag:row:4"), "Quay lại");
}

/* With too many counters for it the last calls say it. */
static void test_last_calls_say_why(void **state) {
	(void)state;
	with_reasons(fixture_province, 28, LANG_VI);
	hall(1920, 1080);
	assert_null(scene_find(scene, "tag:row:20"));
	check_tag("recent:20", 39);
	check_tag("recent:26", 39);
}

static void test_waits(void **state) {
	(void)state;
	fixture_ward(&f);
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "waiting:chung-thuc"), "6");
	assert_string_equal(fixture_text(scene, "wait:chung-thuc"), "15–50");
	assert_string_equal(
		scene_find(scene, "wait:chung-thuc")->spoken, "Chứng thực: khoảng 15–50 phút");
	assert_string_equal(fixture_text(scene, "waiting:van-hoa"), "0");
	assert_string_equal(fixture_text(scene, "wait:van-hoa"), "0–5");
	f.hall.services[0].wait = (struct wait){.known = true, .low_s = 1500, .high_s = 2100};
	f.hall.services[1].wait.known = false;
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "wait:chung-thuc"), "25–35");
	assert_string_equal(fixture_text(scene, "wait:ho-tich"), "–");
}

/* Where a break comes between or it may be too late, words say so; with less room for them only the
 * least is certain. */
static void test_late(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_late(&f);
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "wait:chung-thuc"), "15–50");
	assert_string_equal(fixture_text(scene, "wait:ho-tich"), "trước 11:30 hoặc chiều");
	assert_string_equal(fixture_text(scene, "wait:cu-tru"), "khó kịp hôm nay");
	assert_null(scene_find(scene, "wait:dat-dai"));
	for (int i = 3; i < 7; i++) {
		f.hall.services[i].waiting = 2;
	}
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "wait:ho-tich"), "10+");
	assert_string_equal(fixture_text(scene, "wait:cu-tru"), "khó kịp");
	assert_string_equal(fixture_text(scene, "waiting:dat-dai"), "2");
	f.hall.services[7].waiting = f.hall.services[8].waiting = 1;
	hall(1920, 1080);
	assert_string_equal(fixture_text(scene, "wait:cu-tru"), "9+");
}

static void test_nobody(void **state) {
	(void)state;
	fixture_empty(&f);
	for (int i = 0; i < f.hall.service_count; i++) {
		f.hall.services[i].open = false;
	}
	hall(1920, 1080);
	assert_null(scene_find(scene, "wait:chung-thuc"));
	assert_true(fixture_says(scene, "Không có ai chờ"));
}

/* A column holds what is in it, at the size of its list. */
static void check_column(const struct snapshot_service *s, int px) {
	char id[SCENE_ID_SIZE];
	snprintf(id, sizeof id, "waiting:%s", s->id);
	const struct scene_item *count = scene_find(scene, id);
	snprintf(id, sizeof id, "wait:%s", s->id);
	const struct scene_item *wait = scene_find(scene, id);
	assert_non_null(wait);
	assert_true(wait->type.px >= px && count->type.px >= px);
	assert_true(font_width(FONT_REGULAR, wait->type.px, wait->text) <= wait->rect.w);
	assert_true(font_width(FONT_BOLD, count->type.px, count->text) <= count->rect.w);
	assert_true(top_of(wait) > scene_baseline(count, 1, 0));
}

/* Every service with somebody waiting has its turn, as large as ever. */
static void check_turns(int w, int h, int turns, int px) {
	bool seen[SERVICES_MAX] = {false};
	for (int turn = 0; turn < turns; turn++) {
		hall(w, h);
		for (int i = 0; i < f.hall.service_count; i++) {
			const struct snapshot_service *s = &f.hall.services[i];
			char id[SCENE_ID_SIZE];
			snprintf(id, sizeof id, "waiting:%s", s->id);
			if (scene_find(scene, id)) {
				assert_true(s->waiting > 0);
				check_column(s, px);
				seen[i] = true;
			}
		}
		f.view.now_ms = view_due(&f.view);
	}
	for (int i = 0; i < f.hall.service_count; i++) {
		assert_int_equal(seen[i], f.hall.services[i].waiting > 0);
	}
}

static void test_many_services_take_turns(void **state) {
	(void)state;
	fixture_ward(&f);
	check_turns(1080, 1920, 2, 52);
	f.hall.services[1].reach = REACH_UNLIKELY;
	check_turns(1080, 1920, 2, 52);
	fixture_province(&f);
	check_turns(1920, 1080, 4, 39);
	f.hall.counter_count = 24;
	check_turns(1920, 1080, 4, 39);
	f.hall.services[0].waiting = 123;
	f.hall.counter_count = 15;
	check_turns(1920, 1080, 4, 39);
	f.view.place.list_m = 4;
	f.hall.counter_count = 9;
	check_turns(1920, 1080, 6, 52);
}

/* Between the turns of the table the foot is there. */
static void test_foot_has_its_turn(void **state) {
	(void)state;
	fixture_province(&f);
	int foot = 0, table = 0;
	for (int turn = 0; turn < 4; turn++) {
		hall(1920, 1080);
		bool notice = scene_find(scene, "notice") != NULL;
		foot += notice;
		table += !notice;
		f.view.now_ms = view_due(&f.view);
	}
	assert_int_equal(foot, 1);
	assert_int_equal(table, 3);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_say_why),
		cmocka_unit_test(test_words_of_a_reason),
		cmocka_unit_test(test_last_calls_say_why),
		cmocka_unit_test(test_waits),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_many_services_take_turns),
		cmocka_unit_test(test_foot_has_its_turn),
	};
	scene = scene_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	scene_free(scene);
	font_close_all();
	return failed;
}
