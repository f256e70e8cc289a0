/*
 * What is heard of every screen of the kiosk, in both languages: every button and every text that
 * matters, in words alone. SAY=1 prints it all.
 * links: tests/unit/told_kiosk.c kiosk/narrate.c kiosk/keypad.c
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
#include "kiosk/narrate.h"
#include "tests/screens/kiosk_walks.h"
#include "tests/unit/told_kiosk.h"

#include "common/mem.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void print(const char *what, enum lang lang) {
	if (getenv("SAY")) {
		printf("\n== %s %s\n", what, words_tag(lang));
		for (size_t i = 0; i < said.count; i++) {
			printf("%s %s\n", words_tag(said.sentence[i].lang), said.sentence[i].text);
		}
	}
}

/* Whether a voice can say it as it stands: no signs to be seen, no digits but an English voice's.
 */
static bool sayable(const struct spoken_sentence *s) {
	static const char *const never[] = {"{", "}", "/", "_", "\n", "\001", "\002", "·", "–", "…",
		"kiosk.", "narrate.", "speech."};
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		if (strstr(s->text, never[i])) {
			return false;
		}
	}
	for (const char *c = s->text; s->lang == LANG_VI && *c; c++) {
		if (isdigit((unsigned char)*c)) {
			return false;
		}
	}
	return *s->text && strlen(s->text) < 600;
}

static void assert_sayable(const char *where) {
	for (size_t i = 0; i < said.count; i++) {
		if (!sayable(&said.sentence[i])) {
			fail_msg("%s: %s", where, said.sentence[i].text);
		}
	}
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

/* What is said of the item is part of what is said of the screen. */
static void assert_within(const struct scene_item *item, enum lang lang, const char *where) {
	struct spoken own = {0};
	const char *words = item->spoken ? item->spoken : item->text;
	spoken_add(&own, lang, words);
	if (own.count == 0) {
		fail_msg("%s: nothing is said of %s", where, item->id);
	}
	for (size_t i = 0; i < own.count; i++) {
		if (!heard(own.sentence[i].text)) {
			fail_msg("%s: not heard: %s", where, own.sentence[i].text);
		}
	}
	spoken_clear(&own);
}

static void check_screen(const char *where, enum lang lang) {
	narrate_screen(scene, lang, &said);
	print(where, lang);
	assert_true(said.count > 0);
	assert_sayable(where);
	for (size_t i = 0; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		bool button = item->role == SCENE_ROLE_BUTTON && item->state != SCENE_DISABLED;
		if (button && strncmp(item->id, "key:", 4) != 0) {
			assert_within(item, lang, where);
		}
	}
	spoken_clear(&said);
	for (size_t i = 0; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		bool button = item->role == SCENE_ROLE_BUTTON && item->state != SCENE_DISABLED;
		narrate_button(scene, lang, item->id, true, &said);
		assert_int_equal(said.count >= 2, button || item->group);
		assert_sayable(where);
		spoken_clear(&said);
	}
	narrate_arrival(scene, lang, &said);
	assert_true(said.count > 0);
	assert_sayable(where);
	spoken_clear(&said);
}

static void test_every_screen(void **state) {
	(void)state;
	for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
		const char *name;
		for (int i = 0; (name = kiosk_walk_name(i)); i++) {
			kiosk_walk(&k, name, lang);
			told_build();
			check_screen(name, lang);
			kiosk_close(&k);
		}
	}
}

/* What people must not miss. */
static void test_what_matters(void **state) {
	(void)state;
	static const struct {
		const char *walk;
		enum lang lang;
		const char *heard[8];
	} screens[] = {
		{"home", LANG_VI, {"Ông, bà cần làm việc gì?", "bảy người chờ"}},
		{"service", LANG_VI, {"một, hai hoặc ba", "hai mươi lăm đến bốn mươi phút"}},
		{"procedure", LANG_VI,
			{"tám nghìn đồng một bản", "hội đồng nhân dân cấp tỉnh",
				"Tờ khai đăng ký khai sinh", "Ngày trả"}},
		{"priority", LANG_VI,
			{"Máy không kiểm tra giấy tờ.", "Người cao tuổi", "Từ đủ bảy mươi lăm tuổi",
				"Căn cước, ngày sinh", "Không cần giấy tờ", "Không ưu tiên"}},
		{"priority", LANG_EN, {"Elderly person", "From age 75", "Identity card"}},
		{"number", LANG_VI,
			{"Số a không một hai", "Xin nhắc lại: Số a không một hai.", "bảy người",
				"Ngồi chờ, theo dõi bảng và nghe gọi số."}},
		{"number", LANG_EN,
			{"Number eigh 0 1 2", "Again: Number eigh 0 1 2.", "1, 2 or 3"}},
		{"remember", LANG_VI, {"Xin nhắc lại: Số a không một hai.", "Tôi đã nhớ số"}},
		{"away", LANG_EN, {"The system is interrupted.", "see the staff at counter 1"}},
		{"quota", LANG_VI, {"Hôm nay đã hết số của lĩnh vực này."}},
		{"search", LANG_VI, {"Đã gõ: khai sinh.", "Bàn phím chữ và số"}},
		{"often", LANG_VI,
			{"Thủ tục nhiều người làm nhất", "Chứng thực bản sao từ bản chính"}},
		{"often", LANG_EN, {"Most requested here", "Birth registration"}},
		{"warning", LANG_EN, {"Do you need more time?"}},
	};
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		kiosk_walk(&k, screens[i].walk, screens[i].lang);
		told_build();
		narrate_screen(scene, screens[i].lang, &said);
		for (int j = 0; screens[i].heard[j]; j++) {
			assert_heard(screens[i].heard[j]);
		}
		assert_false(heard("09"));
		spoken_clear(&said);
		kiosk_close(&k);
	}
}

/* Where the machine cannot help, whoever reads the other language is told too, in its voice. */
static void test_the_other_language(void **state) {
	(void)state;
	kiosk_walk(&k, "away", LANG_VI);
	told_build();
	narrate_screen(scene, LANG_VI, &said);
	for (size_t i = 0; i < said.count; i++) {
		bool english = strstr(said.sentence[i].text, "system") != NULL;
		assert_true(said.sentence[i].lang == LANG_EN || !english);
	}
	assert_heard("The system is interrupted.");
	kiosk_close(&k);
}

/* A citizen's number and words are marked as not to be kept. */
static void test_own(void **state) {
	(void)state;
	static const char *const walks[] = {"number", "search", "void", "return", "rate"};
	for (size_t i = 0; i < 5; i++) {
		kiosk_walk(&k, walks[i], LANG_VI);
		told_build();
		narrate_screen(scene, LANG_VI, &said);
		for (size_t j = 0; j < said.count; j++) {
			bool his = strstr(said.sentence[j].text, "không một hai") ||
				   strstr(said.sentence[j].text, "Đã gõ");
			assert_true(said.sentence[j].own || !his);
		}
		spoken_clear(&said);
		kiosk_close(&k);
	}
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, told_begin, told_end)
	const struct CMUnitTest tests[] = {TEST(test_every_screen), TEST(test_what_matters),
		TEST(test_own), TEST(test_the_other_language)};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
