/*
 * The window without a screen: touches, sliding off, keys, waking from another thread, pictures
 * of what is new and of nothing else, the signal that ends it.
 *
 * links: common/ui/window.c common/ui/panel.c common/ui/turn.c common/ui/keys.c common/ui/signals.c
 * common/ui/dump.c common/ui/draw.c common/ui/picture.c common/ui/shot.c common/ui/picture_scale.c
 * common/picture_file.c common/ui/shape.c common/ui/icon.c common/ui/scene.c
 * common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c common/ui/theme.c
 * common/text.c common/embed.c common/mem.c common/log.c embed_ui
 */
#include "common/ui/parts.h"
#include "common/ui/window.h"

#include <dirent.h>
#include <jansson.h>
#include <pthread.h>
#include <SDL.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct program {
	struct window *window;
	int step, taps, woken, touched;
	char key[16], tapped[SCENE_ID_SIZE], pressed[SCENE_ID_SIZE];
	int64_t (*play)(struct program *p);
};

static void build(void *ctx, struct scene *s, int w_px, int h_px) {
	struct program *p = ctx;
	assert_int_equal(w_px, 400);
	assert_int_equal(h_px, 200);
	scene_start(s, "test", &theme_kiosk, 800, 400);
	const struct scene_item *a = parts_button(s, (struct scene_rect){0, 0, 200, 200},
		PARTS_PRIMARY, SCENE_NORMAL, "a", "A", NULL);
	parts_button(s, (struct scene_rect){400, 0, 200, 200}, PARTS_SECONDARY, SCENE_NORMAL, "b",
		"B", "Bê");
	snprintf(p->pressed, sizeof p->pressed, "%s", a->state == SCENE_PRESSED ? "a" : "");
	char taps[16];
	snprintf(taps, sizeof taps, "%d", p->taps);
	scene_text(s, (struct scene_rect){0, 200, 100, 100}, (struct scene_type){.px = 40}, taps);
}

static void tap(void *ctx, const char *id) {
	struct program *p = ctx;
	p->taps++;
	snprintf(p->tapped, sizeof p->tapped, "%s", id);
}

static void key(void *ctx, const char *name) {
	struct program *p = ctx;
	snprintf(p->key, sizeof p->key, "%s", name);
}

static void woken(void *ctx) {
	struct program *p = ctx;
	p->woken++;
}

static void touched(void *ctx) {
	struct program *p = ctx;
	p->touched++;
}

static int64_t due(void *ctx, int64_t now_ms) {
	struct program *p = ctx;
	int64_t next_ms = p->play(p);
	p->step++;
	return next_ms == WINDOW_NEVER ? next_ms : now_ms;
}

static int run(struct program *p, int64_t (*play)(struct program *), const char *shots) {
	struct window_handlers on = {.due = due,
		.build = build,
		.tap = tap,
		.key = key,
		.woken = woken,
		.touched = touched};
	struct window_options options = {
		.panel = {.title = "test", .size = "400x200"}, .shots = shots};
	*p = (struct program){.play = play};
	p->window = window_open(&options, &on, p);
	assert_non_null(p->window);
	int status = window_run(p->window);
	window_close(p->window);
	return status;
}

static void mouse(Uint32 type, int x, int y) {
	SDL_Event e = {.type = type};
	if (type == SDL_MOUSEMOTION) {
		e.motion.x = x;
		e.motion.y = y;
	} else {
		e.button.x = x;
		e.button.y = y;
		e.button.button = SDL_BUTTON_LEFT;
	}
	SDL_PushEvent(&e);
}

static int64_t play_touches(struct program *p) {
	switch (p->step) {
	case 0:
		mouse(SDL_MOUSEBUTTONDOWN, 50, 50);
		break;
	case 1: /* the pressed look was built after the touch came in */
		break;
	case 2:
		assert_string_equal(p->pressed, "a");
		assert_int_equal(p->taps, 0);
		mouse(SDL_MOUSEMOTION, 60, 60);
		mouse(SDL_MOUSEBUTTONUP, 60, 60);
		break;
	case 3:
		assert_int_equal(p->taps, 1);
		assert_string_equal(p->tapped, "a");
		mouse(SDL_MOUSEBUTTONDOWN, 250, 50);
		mouse(SDL_MOUSEMOTION, 390, 190);
		mouse(SDL_MOUSEMOTION, 250, 50);
		mouse(SDL_MOUSEBUTTONUP, 250, 50);
		break;
	case 4:
		assert_int_equal(p->taps, 1);
		assert_int_equal(p->touched, 4);
		assert_true(window_tap(p->window, "b"));
		assert_false(window_tap(p->window, "c"));
		break;
	default:
		assert_int_equal(p->taps, 2);
		assert_string_equal(p->tapped, "b");
		window_stop(p->window, 7);
	}
	return 0;
}

static void test_touches(void **state) {
	(void)state;
	struct program p;
	assert_int_equal(run(&p, play_touches, NULL), 7);
}

static void click(Uint32 which, Uint8 button, int x, bool down) {
	SDL_Event e = {.button = {.type = down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP,
			       .which = which,
			       .button = button,
			       .x = x,
			       .y = 50}};
	SDL_PushEvent(&e);
}

/* A finger presses "a"; a mouse and its other buttons do nothing to it and nothing of their own. */
static int64_t play_second_device(struct program *p) {
	switch (p->step) {
	case 0:
		click(SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 50, true);
		click(0, SDL_BUTTON_LEFT, 250, true);
		click(0, SDL_BUTTON_LEFT, 250, false);
		click(0, SDL_BUTTON_RIGHT, 250, true);
		click(SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 50, false);
		click(0, SDL_BUTTON_LEFT, 50, false);
		click(SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 50, false);
		break;
	case 1:
		assert_int_equal(p->taps, 1);
		assert_string_equal(p->tapped, "a");
		click(0, SDL_BUTTON_RIGHT, 50, true);
		click(0, SDL_BUTTON_RIGHT, 50, false);
		click(0, SDL_BUTTON_MIDDLE, 50, true);
		click(0, SDL_BUTTON_MIDDLE, 50, false);
		break;
	default:
		assert_int_equal(p->taps, 1);
		window_stop(p->window, 0);
	}
	return 0;
}

static void test_second_device(void **state) {
	(void)state;
	struct program p;
	assert_int_equal(run(&p, play_second_device, NULL), 0);
}

/* A key held down moves on, but presses once. */
static int64_t play_held(struct program *p) {
	SDL_Event e = {.key = {.type = SDL_KEYDOWN, .repeat = 1, .keysym = {.sym = SDLK_RETURN}}};
	switch (p->step) {
	case 0:
		SDL_PushEvent(&e);
		break;
	case 1:
		assert_string_equal(p->key, "");
		e.key.keysym.sym = SDLK_RIGHT;
		SDL_PushEvent(&e);
		break;
	default:
		assert_string_equal(p->key, "right");
		window_stop(p->window, 0);
	}
	return 0;
}

static void test_held_key(void **state) {
	(void)state;
	struct program p;
	assert_int_equal(run(&p, play_held, NULL), 0);
}

static int64_t play_keys(struct program *p) {
	SDL_Event e = {
		.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_TAB, .mod = KMOD_LSHIFT}}};
	SDL_Event t = {.text = {.type = SDL_TEXTINPUT, .text = "đ"}};
	switch (p->step) {
	case 0:
		SDL_PushEvent(&e);
		break;
	case 1:
		assert_string_equal(p->key, "back-tab");
		SDL_PushEvent(&t);
		break;
	case 2:
		assert_string_equal(p->key, "đ");
		window_key(p->window, "enter");
		assert_string_equal(p->key, "enter");
		break;
	default:
		window_stop(p->window, 0);
	}
	return 0;
}

static void test_keys(void **state) {
	(void)state;
	struct program p;
	assert_int_equal(run(&p, play_keys, NULL), 0);
}

static void *wake(void *window) {
	window_wake(window);
	window_wake(window);
	return NULL;
}

static int64_t play_wake(struct program *p) {
	pthread_t thread;
	if (p->step == 0) {
		assert_int_equal(pthread_create(&thread, NULL, wake, p->window), 0);
		assert_int_equal(pthread_join(thread, NULL), 0);
	} else if (p->woken > 0) {
		assert_int_equal(p->woken, 1);
		window_stop(p->window, 0);
	}
	return WINDOW_NEVER;
}

static void test_waking(void **state) {
	(void)state;
	struct program p;
	assert_int_equal(run(&p, play_wake, NULL), 0);
}

static int64_t play_signal(struct program *p) {
	if (p->step == 0) {
		kill(getpid(), SIGTERM);
	}
	return WINDOW_NEVER;
}

static void test_sigterm_ends_it(void **state) {
	(void)state;
	struct program p;
	assert_int_equal(run(&p, play_signal, NULL), 0);
}

static int64_t play_shots(struct program *p) {
	if (p->step == 3) {
		window_tap(p->window, "a");
	}
	if (p->step == 6) {
		window_stop(p->window, 0);
	}
	return 0;
}

static int files_in(const char *directory) {
	int count = 0;
	DIR *d = opendir(directory);
	for (struct dirent *e = readdir(d); e; e = readdir(d)) {
		count += e->d_name[0] != '.';
	}
	closedir(d);
	return count;
}

static void test_pictures_of_what_is_new(void **state) {
	(void)state;
	struct program p;
	char directory[] = "/tmp/motcua-window-XXXXXX", path[64];
	assert_non_null(mkdtemp(directory));
	assert_int_equal(run(&p, play_shots, directory), 0);
	assert_int_equal(files_in(directory), 4);
	snprintf(path, sizeof path, "%s/0002.json", directory);
	json_t *list = json_load_file(path, 0, NULL);
	assert_string_equal(json_string_value(json_object_get(list, "screen")), "test");
	json_t *b = json_array_get(json_object_get(list, "items"), 1);
	assert_string_equal(json_string_value(json_object_get(b, "id")), "b");
	assert_string_equal(json_string_value(json_object_get(b, "role")), "button");
	assert_string_equal(json_string_value(json_object_get(b, "spoken")), "Bê");
	assert_int_equal(json_integer_value(json_object_get(b, "x")), 200);
	assert_int_equal(json_integer_value(json_object_get(b, "w")), 100);
	json_t *text = json_array_get(json_object_get(list, "items"), 2);
	assert_string_equal(json_string_value(json_object_get(text, "text")), "1");
	assert_int_equal(json_integer_value(json_object_get(text, "font_px")), 20);
	assert_string_equal(json_string_value(json_object_get(text, "background")), "#F3F2EC");
	json_decref(list);
	for (int i = 1; i <= 2; i++) {
		snprintf(path, sizeof path, "%s/%04d.json", directory, i);
		unlink(path);
		snprintf(path, sizeof path, "%s/%04d.png", directory, i);
		unlink(path);
	}
	assert_int_equal(rmdir(directory), 0);
}

static void test_a_wrong_size_is_refused(void **state) {
	(void)state;
	struct window_handlers on = {.build = build};
	struct window_options options = {.panel = {.title = "test", .size = "big"}};
	assert_null(window_open(&options, &on, NULL));
}

int main(void) {
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_touches),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_second_device),
		cmocka_unit_test(test_held_key),
		cmocka_unit_test(test_waking),
		cmocka_unit_test(test_sigterm_ends_it),
		cmocka_unit_test(test_pictures_of_what_is_new),
		cmocka_unit_test(test_a_wrong_size_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
