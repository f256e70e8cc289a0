/*
 * When something of the kiosk's screens is heard: on arrival, on each move of the keypad, after a
 * press; and no longer than it is wanted.
 * links: tests/unit/told_kiosk.c kiosk/narrate.c kiosk/guide.c kiosk/keypad.c
 * links: common/spoken*.c common/numeral.c kiosk/flow*.c tests/screens/kiosk_fixture.c
 * links: tests/screens/kiosk_walks*.c tests/screens/slip_walks.c kiosk/printer_status.c
 * links: kiosk/lease.c kiosk/lease_json.c kiosk/page*.c common/qr.c kiosk/phrase.c
 * links: kiosk/phrase_name.c common/board.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/wait_text.c common/words.c common/text.c
 * links: common/embed.c common/slip_code.c common/mem.c common/log.c common/ui/scene.c
 * links: common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c
 * links: common/ui/theme.c common/ui/icon.c embed_common embed_ui
 */
#include "kiosk/guide.h"
#include "tests/screens/kiosk_walks.h"
#include "tests/unit/told_kiosk.h"

#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct guide guide;

static int begin(void **state) {
	guide = (struct guide){.jack = false};
	return told_begin(state);
}

static bool heard(const char *text) {
	for (size_t i = 0; i < said.count; i++) {
		if (strstr(said.sentence[i].text, text)) {
			return true;
		}
	}
	return false;
}

static void assert_heard(const char *text) {
	if (!heard(text)) {
		fail_msg("not heard: %s", text);
	}
}

/* Builds and asks the guide; `focused`: where the keypad is. */
static bool look(const char *focused) {
	snprintf(scene->focused, sizeof scene->focused, "%s", focused);
	told_build();
	spoken_clear(&said);
	return guide_look(&guide, scene, k.flow, k.now_ms, &said);
}

static void tap(const char *id) {
	guide_press(&guide, id);
	kiosk_tap(&k, id);
}

static void test_listen(void **state) {
	(void)state;
	kiosk_open(&k, "ward", LANG_VI);
	assert_false(look(""));
	assert_int_equal(said.count, 0);
	tap("listen");
	assert_true(look(""));
	assert_heard("Ông, bà cần làm việc gì?");
	assert_heard("Chuyển sang tiếng Anh");
	assert_false(look("")); /* once */
	assert_int_equal(said.count, 0);
	tap("listen");
	assert_true(look("")); /* cut off, nothing in its place */
	assert_int_equal(said.count, 0);
	assert_false(look(""));
	tap("listen");
	look("");
	tap("large"); /* any press ends it */
	assert_true(look(""));
	assert_int_equal(said.count, 0);
	flow_listened(k.flow);
	look("");
	tap("listen");
	look("");
	assert_true(look("search")); /* and any move of the keypad */
	flow_listened(k.flow);
	look("search");
	tap("listen");
	look("search");
	tap("help");
	assert_true(look("")); /* another screen: what was read is over */
	assert_int_equal(said.count, 0);
	kiosk_close(&k);
}

static void test_no_voice(void **state) {
	(void)state;
	kiosk_open(&k, "ward", LANG_VI);
	k.flow->silent = true;
	tap("listen");
	flow_jack(k.flow, true, k.now_ms);
	assert_false(flow_keypad(k.flow, k.now_ms));
	assert_false(k.flow->listening || k.flow->spoken);
	told_build();
	assert_null(scene_button(scene, "listen"));
	kiosk_tap(&k, "help");
	told_build();
	assert_null(scene_button(scene, "headphones"));
	kiosk_close(&k);
}

/* Plugs in, and presses a key. */
static void begin_spoken(void) {
	kiosk_open(&k, "ward", LANG_VI);
	look("");
	flow_jack(k.flow, true, k.now_ms);
	assert_true(look(""));
	assert_heard("Xin nhấn một phím mũi tên để bắt đầu.");
	assert_heard("Press an arrow key to begin.");
	assert_true(flow_keypad(k.flow, k.now_ms));
	assert_true(look(""));
	assert_heard("Ông, bà cần làm việc gì?");
	assert_heard("Dùng phím mũi tên để chuyển");
	assert_false(heard("Chứng thực"));
	assert_false(flow_keypad(k.flow, k.now_ms));
}

static void test_spoken_mode(void **state) {
	(void)state;
	begin_spoken();
	assert_true(look("search"));
	assert_heard("Tìm thủ tục theo tên hoặc mã");
	assert_heard("một trên mười bảy.");
	assert_false(look("search"));
	assert_int_equal(said.count, 0);
	tap("large");
	assert_true(look("large"));
	assert_heard("Chữ to, đang bật");
	tap("lang:en");
	assert_true(look("lang:vi"));
	assert_heard("What do you need today?");
	tap("lang:vi");
	look("");
	tap("search");
	assert_true(look(""));
	tap("key:k");
	assert_true(look("key:k"));
	assert_heard("ca");
	assert_int_equal(said.count, 1); /* the letter alone, wherever the ring goes */
	tap("key:h");
	assert_true(look("keys:2"));
	assert_heard("hát");
	assert_int_equal(said.count, 1);
	assert_true(look("key:k"));
	assert_heard("ca");
	kiosk_answer(&k, 200, "search");
	assert_false(look("key:k"));
	assert_heard("mười hai thủ tục.");
	assert_false(look("key:k"));
	assert_int_equal(said.count, 0);
	kiosk_close(&k);
}

static void test_a_number_is_announced(void **state) {
	(void)state;
	begin_spoken();
	kiosk_tap(&k, "service:chung-thuc");
	kiosk_answer(&k, 200, "certify");
	look("");
	tap("take");
	assert_true(look(""));
	assert_heard("Đang lấy số cho ông, bà");
	kiosk_answer(&k, 201, "ticket");
	assert_true(look(""));
	assert_heard("Xin nhắc lại: Số a không một hai.");
	flow_slip(k.flow, k.last.serial, true, "", k.now_ms);
	assert_true(look(""));
	assert_heard("Nhận phiếu ở khe in");
	assert_heard("lựa chọn");
	kiosk_wait(&k, 5000); /* the seconds run: nothing new is said */
	assert_false(look(""));
	assert_int_equal(said.count, 0);
	kiosk_close(&k);
}

/* There is more time, the warning is heard, and then nothing of the citizen is left. */
static void test_idle(void **state) {
	(void)state;
	begin_spoken();
	kiosk_tap(&k, "help dark large");
	look("");
	assert_true(k.flow->dark);
	assert_true(scene->dark);
	kiosk_wait(&k, FLOW_IDLE_SLOW_MS - 3000);
	assert_false(look(""));
	kiosk_wait(&k, 3000);
	assert_true(look(""));
	assert_heard("Ông, bà còn dùng máy không?");
	assert_heard("Nhấn phím ô kê để chọn.");
	kiosk_wait(&k, FLOW_WARNING_SLOW_MS);
	assert_true(look(""));
	assert_true(k.flow->spoken); /* the headphones are still in */
	assert_false(k.flow->dark || k.flow->large);
	assert_int_equal(k.flow->screen, SCREEN_HOME);
	kiosk_wait(&k, 10 * FLOW_IDLE_SLOW_MS);
	assert_false(look("")); /* nobody is warned at home */
	flow_jack(k.flow, false, k.now_ms);
	assert_true(look(""));
	assert_int_equal(said.count, 0);
	assert_false(k.flow->spoken);
	kiosk_close(&k);
}

static void test_keys_of_the_keypad(void **state) {
	(void)state;
	kiosk_open(&k, "ward", LANG_VI);
	look("");
	flow_dark_key(k.flow); /* whoever sees is not left before a dark screen */
	assert_false(k.flow->dark);
	flow_help_key(k.flow, k.now_ms);
	assert_true(look("headphones"));
	assert_int_equal(k.flow->screen, SCREEN_HELP);
	assert_heard("Bật hướng dẫn bằng giọng nói");
	tap("headphones");
	assert_true(look("headphones"));
	assert_true(k.flow->spoken && !k.flow->listening);
	assert_heard("Dùng phím mũi tên để chuyển");
	flow_dark_key(k.flow);
	assert_true(k.flow->dark);
	flow_help_key(k.flow, k.now_ms);
	assert_true(look("headphones"));
	guide_press(&guide, "help");
	flow_help_key(k.flow, k.now_ms);
	assert_true(look("headphones")); /* stops it */
	assert_int_equal(said.count, 0);
	flow_help_key(k.flow, k.now_ms);
	look("headphones");
	flow_listened(k.flow);
	assert_false(look("headphones"));
	tap("headphones");
	assert_true(look("headphones"));
	assert_int_equal(said.count, 0);
	assert_false(k.flow->spoken || k.flow->dark);
	/* Without headphones the mode ends with the citizen. */
	tap("headphones");
	tap("home");
	kiosk_wait(&k, FLOW_IDLE_SLOW_MS + FLOW_WARNING_SLOW_MS);
	assert_false(k.flow->spoken);
	kiosk_close(&k);
}

/* The question is read as it comes and goes on while its answer is on the way; then the thanks. */
static void test_a_visit_is_rated(void **state) {
	(void)state;
	begin_spoken();
	kiosk_scan(&k, KIOSK_TOKEN);
	look("");
	kiosk_answer(&k, 409, "returned_served");
	assert_true(look("rate:5"));
	assert_heard("Ông, bà có hài lòng không?");
	assert_heard("Rất hài lòng");
	tap("rate:4");
	look("rate:4");
	assert_heard("Hài lòng");
	assert_false(heard("Ông, bà có hài lòng không?"));
	kiosk_answer(&k, 200, "rated");
	assert_true(look("back"));
	assert_heard("Cảm ơn ông, bà đã góp ý");
	kiosk_close(&k);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, told_end)
	const struct CMUnitTest tests[] = {TEST(test_listen), TEST(test_no_voice),
		TEST(test_spoken_mode), TEST(test_a_number_is_announced), TEST(test_idle),
		TEST(test_a_visit_is_rated), TEST(test_keys_of_the_keypad)};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
