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

static struct scene_item *put(const char *name, int y, enum scene_state state, int group) {
	struct scene_item *b = parts_button(scene, (struct scene_rect){0, y, 100, 90},
		PARTS_SECONDARY, state, name, name, NULL);
	b->group = group;
	return b;
}

static int make(void **state) {
	(void)state;
	scene = scene_new();
	scene_start(scene, "home", &theme_kiosk, 1080, 1920);
	put("a", 0, SCENE_NORMAL, 0);
	put("b", 100, SCENE_DISABLED, 0);
	put("c", 200, SCENE_NORMAL, 0);
	keypad = (struct keypad){.place = {1, 0, 0}};
	return 0;
}

static int end(void **state) {
	(void)state;
	scene_free(scene);
	return 0;
}

static bool key(const char *name, bool typing) {
	bool pressed = keypad_key(&keypad, scene, name, typing, id);
	while (keypad_settle(&keypad, scene)) {
	}
	return pressed;
}

static void go_to(int screen, int depth, unsigned visit) {
	keypad_screen(&keypad, (struct keypad_place){screen, depth, visit});
	while (keypad_settle(&keypad, scene)) {
	}
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
	assert_true(key("f1", false));
	assert_string_equal(id, "help");
	assert_true(key("help", true));
	assert_string_equal(id, "help");
}

static void test_first_choice(void **state) {
	(void)state;
	scene->item[2]->first = true;
	assert_false(key("right", false));
	assert_string_equal(keypad.focused, "c");
}

static void test_ring_goes_with_its_screen(void **state) {
	(void)state;
	key("down", false);
	key("down", false);
	go_to(1, 0, 0);
	assert_string_equal(keypad.focused, "c");
	go_to(2, 1, 0);
	assert_string_equal(keypad.focused, "a");
	go_to(1, 0, 0);
	assert_string_equal(keypad.focused, "c");
	go_to(2, 1, 0);
	assert_string_equal(keypad.focused, "a");
	keypad_clear(&keypad);
	go_to(1, 0, 0);
	assert_string_equal(keypad.focused, "");
}

static void test_a_dialog_over_it(void **state) {
	(void)state;
	key("left", false);
	key("left", false);
	go_to(9, 0, 0);
	assert_string_equal(keypad.focused, "a");
	go_to(1, 0, 0);
	assert_string_equal(keypad.focused, "c");
}

static void test_nothing_of_the_one_before(void **state) {
	(void)state;
	key("left", false);
	go_to(1, 0, 1);
	assert_false(keypad.used);
	assert_string_equal(keypad.focused, "");
	key("right", false);
	assert_string_equal(keypad.focused, "a");
}

/* The button in the ring is another one now, or is gone. */
static void test_what_was_there_is_gone(void **state) {
	(void)state;
	key("left", false);
	key("left", false);
	assert_string_equal(keypad.focused, "c");
	scene_start(scene, "home", &theme_kiosk, 1080, 1920);
	put("a", 0, SCENE_NORMAL, 0);
	put("d", 190, SCENE_NORMAL, 0);
	go_to(1, 0, 0);
	assert_string_equal(keypad.focused, "d");
	scene->item[1]->state = SCENE_DISABLED;
	go_to(1, 0, 0);
	assert_string_equal(keypad.focused, "a");
}

static void put_group(void) {
	parts_group(scene, (struct scene_rect){0, 300, 500, 90}, 1, "keys:1", "q w e");
	put("key:q", 300, SCENE_NORMAL, 1);
	put("key:w", 300, SCENE_NORMAL, 1);
	put("key:backspace", 300, SCENE_NORMAL, 1);
	put("z", 400, SCENE_NORMAL, 0);
}

static void test_group(void **state) {
	(void)state;
	static const struct {
		const char *key, *on;
		bool presses;
	} walk[] = {{"left", "a", false}, {"left", "z", false}, {"left", "keys:1", false},
		{"left", "c", false}, {"right", "keys:1", false}, {"enter", "key:w", false},
		{"left", "key:q", false}, {"left", "keys:1", false}, {"right", "z", false},
		{"left", "keys:1", false}, {"enter", "key:w", false}, {"enter", "keys:1", true},
		{"enter", "key:w", false}, {"right", "key:backspace", false},
		{"enter", "key:backspace", true}, {"right", "keys:1", false}};
	put_group();
	for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
		assert_int_equal(key(walk[i].key, false), walk[i].presses);
		assert_string_equal(keypad.focused, walk[i].on);
	}
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
		TEST(test_first_choice), TEST(test_ring_goes_with_its_screen),
		TEST(test_a_dialog_over_it), TEST(test_nothing_of_the_one_before),
		TEST(test_what_was_there_is_gone), TEST(test_group), TEST(test_typing),
		TEST(test_nothing_to_press)};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
