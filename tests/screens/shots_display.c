/*
 * The boards' pictures against those kept in tests/screens/golden, in every state.
 * links: tests/screens/golden.c tests/screens/fixture.c tests/screens/fixture_zone.c display/zone.c
 * display/view.c display/view_hall.c display/view_counter.c display/counter_*.c display/rate.c
 * display/view_reason.c display/hall_*.c display/legible.c display/announce.c common/board.c
 * common/wait_text.c common/proto.c common/clock.c common/words.c common/text.c common/embed.c
 * common/mem.c common/log.c common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c
 * common/ui/lines.c common/ui/font.c common/ui/theme.c common/ui/draw.c common/ui/picture.c
 * common/ui/picture_scale.c common/picture_file.c common/ui/shape.c common/ui/icon.c embed_common
 * embed_ui
 */
#include "common/ui/font.h"
#include "common/ui/icon.h"
#include "common/ui/picture.h"
#include "display/rate.h"
#include "tests/screens/fixture.h"
#include "tests/screens/fixture_zone.h"
#include "tests/screens/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct fixture f;

static void check_hall(int w, int h, const char *name) {
	struct scene *scene = scene_new();
	view_hall(&f.view, scene, w, h);
	golden_check(scene, name);
	scene_free(scene);
}

static void check_counter_in(int w, int h, int counter, const char *name) {
	struct scene *scene = scene_new();
	view_counter(&f.view, counter, scene, w, h);
	golden_check(scene, name);
	scene_free(scene);
}

/* Lying and upright. */
static void check_counter(int counter, const char *name) {
	char tall[64];
	snprintf(tall, sizeof tall, "%s-tall", name);
	check_counter_in(1920, 1080, counter, name);
	check_counter_in(1080, 1920, counter, tall);
}

static void test_ward(void **state) {
	(void)state;
	fixture_ward(&f);
	check_hall(1920, 1080, "hall-ward");
}

static void test_ward_blink(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.now_ms += ANNOUNCE_BLINK_MS;
	check_hall(1920, 1080, "hall-ward-unlit");
}

static void test_ward_empty(void **state) {
	(void)state;
	fixture_empty(&f);
	check_hall(1920, 1080, "hall-ward-empty");
}

static void test_ward_closed(void **state) {
	(void)state;
	fixture_empty(&f);
	f.hall.open = false;
	f.office.opens_at_ms = f.hall.now_ms + 3600000 * 3;
	for (int i = 0; i < f.hall.counter_count; i++) {
		f.hall.counters[i].state = COUNTER_CLOSED;
	}
	for (int i = 0; i < f.hall.service_count; i++) {
		f.hall.services[i].open = false;
	}
	check_hall(1920, 1080, "hall-ward-closed");
}

static void test_ward_lost(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_lose(&f);
	check_hall(1920, 1080, "hall-ward-lost");
}

static void test_ward_quiet(void **state) {
	(void)state;
	fixture_ward(&f);
	struct change c = {
		.kind = CHANGE_FINISHED, .number = "B007", .counter = 3, .state = TICKET_SERVED};
	fixture_change(&f, c);
	check_hall(1920, 1080, "hall-ward-quiet");
}

/* Some numbers were given out while their kiosk was cut off: the line of the notice says so. */
static void test_alone(void **state) {
	(void)state;
	fixture_ward(&f);
	f.hall.alone_open = 3;
	f.hall.alone_first = 950;
	f.hall.notice_count = 0;
	fixture_call(&f, "A950", "chung-thuc", 2, REASON_IN_TURN);
	check_hall(1920, 1080, "hall-alone");
	f.hall.absent_count = 0;
	f.view.lang = LANG_EN;
	check_hall(1080, 1920, "hall-alone-tall-en");
}

static void test_province(void **state) {
	(void)state;
	fixture_province(&f);
	check_hall(1920, 1080, "hall-province");
	f.view.now_ms = view_due(&f.view);
	check_hall(1920, 1080, "hall-province-waits");
}

static void test_zones(void **state) {
	(void)state;
	fixture_zone(&f, "A", "A3-030", 22);
	check_hall(1920, 1080, "hall-zone-a");
	fixture_zone(&f, "B", "M2-005", 6);
	check_hall(1920, 1080, "hall-zone-b");
	fixture_zone(&f, "C", "X1-015", 10);
	check_hall(1920, 1080, "hall-zone-c");
	check_hall(1080, 1920, "hall-zone-c-tall");
}

/* The set-up has no such zone. */
static void test_no_zone(void **state) {
	(void)state;
	fixture_province(&f);
	f.view.no_zone = "D";
	check_hall(1920, 1080, "hall-zone-unknown");
	f.view.lang = LANG_EN;
	check_hall(1080, 1920, "hall-zone-unknown-tall-en");
}

static void test_twelve_counters(void **state) {
	(void)state;
	fixture_province(&f);
	f.hall.counter_count = 12;
	f.view.place.list_m = 4;
	check_hall(1920, 1080, "hall-twelve");
}

static void test_tall(void **state) {
	(void)state;
	fixture_ward(&f);
	check_hall(1080, 1920, "hall-tall");
}

/* Late in the morning: what can no longer be promised, for few services. */
static void test_late(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_late(&f);
	check_hall(1920, 1080, "hall-late");
	f.view.lang = LANG_EN;
	check_hall(1080, 1920, "hall-late-tall-en");
}

static void with_reasons(void (*fixture)(struct fixture *), int counters, enum lang lang) {
	fixture(&f);
	fixture_reasons(&f, counters);
	f.view.lang = lang;
}

/* The reasons in the rows of every layout. */
static void test_reasons(void **state) {
	(void)state;
	with_reasons(fixture_ward, 6, LANG_VI);
	check_hall(1920, 1080, "hall-reasons");
	f.view.lang = LANG_EN;
	check_hall(1080, 1920, "hall-reasons-tall-en");
	with_reasons(fixture_ward, 8, LANG_EN);
	check_hall(1920, 1080, "hall-reasons-eight-en");
	with_reasons(fixture_province, 9, LANG_VI);
	f.view.place.list_m = 4;
	check_hall(1920, 1080, "hall-reasons-nine");
	with_reasons(fixture_province, 16, LANG_EN);
	check_hall(1920, 1080, "hall-reasons-sixteen-en");
	with_reasons(fixture_province, 28, LANG_VI);
	check_hall(1920, 1080, "hall-reasons-province");
}

static void test_fifteen_counters(void **state) {
	(void)state;
	fixture_province(&f);
	f.hall.counter_count = 15;
	f.view.place.list_m = 4;
	check_hall(1920, 1080, "hall-fifteen");
}

/* Beside the calls of either hall stands a picture: four by three, or upright. */
static void with_slide(int w, int h, const char *name) {
	struct picture *slide = picture_plain((SDL_Point){w, h}, 0x4E7A5E);
	SDL_FillRect(slide->whole, &(SDL_Rect){w / 10, h / 10, w * 8 / 10, h * 8 / 10}, 0xF7EBD0);
	SDL_FillRect(slide->whole, &(SDL_Rect){w / 5, h / 5, w / 2, h / 12}, 0x862419);
	for (int i = 0; i < 4; i++) {
		SDL_Rect line = {w / 5, h * (7 + 2 * i) / 20, w * (12 - i) / 20, h / 24};
		SDL_FillRect(slide->whole, &line, 0x3B4753);
	}
	f.view.slide = slide;
	f.view.slide_name = "lich-nghi-le.png";
	bool tall = strstr(name, "tall") != NULL;
	check_hall(tall ? 1080 : 1920, tall ? 1920 : 1080, name);
	picture_free(slide);
}

static void test_slide(void **state) {
	(void)state;
	fixture_ward(&f);
	with_slide(1600, 1200, "hall-slide");
	fixture_ward(&f);
	with_slide(1600, 900, "hall-slide-tall");
	fixture_empty(&f);
	with_slide(900, 1600, "hall-slide-empty");
	fixture_ward(&f);
	fixture_lose(&f);
	with_slide(1600, 1200, "hall-slide-lost");
	fixture_zone(&f, "C", "X1-015", 10);
	with_slide(1600, 1200, "hall-slide-zone");
	f.view.zone = NULL;
	f.view.hall = NULL;
	f.view.office = NULL;
	with_slide(1600, 1200, "start-slide");
	with_slide(1600, 1200, "start-slide-tall");
}

static void test_start(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.hall = NULL;
	f.view.office = NULL;
	check_hall(1920, 1080, "start");
}

static void test_counter_calling(void **state) {
	(void)state;
	fixture_ward(&f);
	check_counter(3, "counter-calling");
}

static void test_counter_serving(void **state) {
	(void)state;
	fixture_ward(&f);
	struct change c = {.kind = CHANGE_STARTED,
		.number = "A012",
		.service = "chung-thuc",
		.counter = 2,
		.state = TICKET_SERVING};
	fixture_change(&f, c);
	check_counter(2, "counter-serving");
}

static void test_counter_ready(void **state) {
	(void)state;
	fixture_empty(&f);
	check_counter(2, "counter-ready");
}

static void test_counter_paused(void **state) {
	(void)state;
	fixture_empty(&f);
	f.hall.counters[0].state = COUNTER_OPEN;
	f.hall.counters[1].state = COUNTER_PAUSED;
	f.hall.counters[1].back_at_ms = f.hall.now_ms + 18 * 60000;
	check_counter(2, "counter-paused");
}

static void test_counter_closed(void **state) {
	(void)state;
	fixture_empty(&f);
	check_counter(1, "counter-closed");
}

static void test_counter_lost(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_lose(&f);
	check_counter(2, "counter-lost");
}

static void test_counter_of_two_digits(void **state) {
	(void)state;
	fixture_province(&f);
	f.view.place = (struct legible_place){0};
	f.hall.counters[25].clerk = (struct clerk){"Nguyễn Thị Thanh Huyền",
		"chuyên viên Phòng Đăng ký kinh doanh và Quản lý doanh nghiệp, Sở Tài chính"};
	snprintf(f.office.services[0].name.vi, NAME_SIZE, "%s",
		"Văn hóa, giáo dục, y tế, nội vụ, tôn giáo");
	snprintf(f.office.counters[25].name.vi, NAME_SIZE, "%s",
		"Quầy 26 – Sở Nông nghiệp và Môi trường: Môi trường, Đất đai");
	check_counter(26, "counter-two-digits");
}

/* Out of turn, from another counter. */
static void test_transferred(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_transferred(&f);
	check_hall(1920, 1080, "hall-transferred");
	check_counter(4, "counter-transferred");
}

static struct rate rate;

static void rated(enum rate_stage stage, enum lang lang, const char *name) {
	fixture_empty(&f);
	rate = (struct rate){.counter = 2,
		.stage = stage,
		.number = "A012",
		.score = stage == RATE_ASKED ? 0 : 4,
		.since_ms = f.view.now_ms};
	f.view.rate = &rate;
	f.view.lang = lang;
	check_counter(2, name);
}

/* Who was just served is asked, and told what became of the answer. */
static void test_counter_rating(void **state) {
	(void)state;
	rated(RATE_ASKED, LANG_VI, "counter-rating");
	rated(RATE_ASKED, LANG_EN, "counter-rating-en");
	rated(RATE_SENDING, LANG_VI, "counter-rating-pressed");
	f.view.now_ms += RATE_WORD_MS;
	fixture_lose(&f);
	check_counter(2, "counter-rating-slow");
	rated(RATE_THANKED, LANG_VI, "counter-rating-thanks");
	rated(RATE_LOST, LANG_EN, "counter-rating-lost-en");
}

static void test_counter_next(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.next = "B008";
	check_counter(3, "counter-next");
}

/* 22 inches from 8 m, and read from 4: what has no room is not there. */
static void test_counter_from_afar(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.place = (struct legible_place){22, 8, 4};
	f.view.next = "B008";
	check_counter(3, "counter-afar");
	fixture_empty(&f);
	f.view.place = (struct legible_place){22, 8, 4};
	check_counter(2, "counter-ready-afar");
	f.hall.counters[1].state = COUNTER_PAUSED;
	f.hall.counters[1].back_at_ms = f.hall.now_ms + 18 * 60000;
	check_counter(2, "counter-paused-afar");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ward),
		cmocka_unit_test(test_ward_blink),
		cmocka_unit_test(test_ward_empty),
		cmocka_unit_test(test_ward_closed),
		cmocka_unit_test(test_ward_lost),
		cmocka_unit_test(test_ward_quiet),
		cmocka_unit_test(test_alone),
		cmocka_unit_test(test_province),
		cmocka_unit_test(test_zones),
		cmocka_unit_test(test_no_zone),
		cmocka_unit_test(test_twelve_counters),
		cmocka_unit_test(test_tall),
		cmocka_unit_test(test_transferred),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_fifteen_counters),
		cmocka_unit_test(test_slide),
		cmocka_unit_test(test_start),
		cmocka_unit_test(test_counter_calling),
		cmocka_unit_test(test_counter_serving),
		cmocka_unit_test(test_counter_ready),
		cmocka_unit_test(test_counter_paused),
		cmocka_unit_test(test_counter_closed),
		cmocka_unit_test(test_counter_lost),
		cmocka_unit_test(test_counter_of_two_digits),
		cmocka_unit_test(test_counter_rating),
		cmocka_unit_test(test_counter_next),
		cmocka_unit_test(test_counter_from_afar),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	icon_close_all();
	font_close_all();
	return failed;
}
