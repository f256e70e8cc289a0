/*
 * Keys in place of fingers: the ring through the buttons, the press, typing.
 * links: kiosk/keypad.c common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c
 * links: common/ui/lines.c common/ui/font.c common/ui/theme.c common/ui/icon.c common/text.c
 * links: common/embed.c common/mem.c common/log.c embed_ui
 */
#include "kiosk/keypad.h"

#include "common/ui/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct scene *scene;
static struct keypad keypad;
static char id[SCENE_ID_SIZE];

static int make(void **state) {
	(void)state;
	scene = scene_new();
	scene_start(scene, "home", &theme_kiosk, 1080, 1920);
	parts_button(scene, (struct scene_rect){0, 0, 100, 100}, PARTS_PRIMARY, SCENE_NORMAL, "a",
		"A", NULL);
	parts_button(scene, (struct scene_rect){0, 100, 100, 100}, PARTS_SECONDARY, SCENE_DISABLED,
		"b", "B", NULL);
	parts_button(scene, (struct scene_rect){0, 200, 100, 100}, PARTS_SECONDARY, SCENE_NORMAL,
		"c", "C", NULL);
	keypad = (struct keypad){.screen = 1};
	return 0;
}

static int end(void **state) {
	(void)state;
	scene_free(scene);
	return 0;
}

static bool key(const char *name, bool typing) {
	return keypad_key(&keypad, scene, name, typing, id);
}

static void test_ring(void **state) {
	(void)state;
	static const struct {
		const char *key, *on;
	} walk[] = {{"down", "a"}, {"right", "c"}, {"tab", "a"}, {"up", "c"}, {"left", "a"},
		{"back-tab", "c"}};
	for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
		assert_false(key(walk[i].key, false));
		assert_string_equal(keypad.focused, walk[i].on);
	}
}

static void test_press(void **state) {
	(void)state;
	assert_false(key("enter", false));
	assert_string_equal(keypad.focused, "a");
	assert_true(key("enter", false));
	assert_string_equal(id, "a");
	assert_true(key("escape", false));
	assert_string_equal(id, "back");
}

static void test_ring_goes_with_its_screen(void **state) {
	(void)state;
	key("down", false);
	keypad_screen(&keypad, 1);
	assert_string_equal(keypad.focused, "a");
	keypad_screen(&keypad, 2);
	assert_string_equal(keypad.focused, "");
	key("down", false);
	keypad_clear(&keypad);
	assert_string_equal(keypad.focused, "");
}

static void test_typing(void **state) {
	(void)state;
	static const struct {
		const char *key, *id;
	} keys[] = {{"k", "key:k"}, {"K", "key:k"}, {"1", "key:1"}, {".", "key:."},
		{" ", "key:space"}, {"backspace", "key:backspace"}, {"đ", "key:đ"}, {"ế", "key:ế"}};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		assert_true(key(keys[i].key, true));
		assert_string_equal(id, keys[i].id);
		assert_false(key(keys[i].key, false));
	}
	assert_false(key("f1", true));
	assert_false(key("home", true));
	assert_false(key("", true));
}

static void test_nothing_to_press(void **state) {
	(void)state;
	scene_start(scene, "starting", &theme_kiosk, 1080, 1920);
	assert_false(key("down", false));
	assert_string_equal(keypad.focused, "");
	assert_false(key("enter", false));
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, make, end)
	const struct CMUnitTest tests[] = {TEST(test_ring), TEST(test_press),
		TEST(test_ring_goes_with_its_screen), TEST(test_typing),
		TEST(test_nothing_to_press)};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
