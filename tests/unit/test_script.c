/*
 * Scripts: each kind of line on a window without a screen, what does not come, lines that are none.
 * links: common/ui/script.c common/ui/window.c common/ui/panel.c common/ui/turn.c common/ui/keys.c
 * common/ui/signals.c common/ui/dump.c common/ui/draw.c common/ui/picture.c common/ui/shot.c
 * common/ui/picture_scale.c common/picture_file.c common/ui/shape.c common/ui/icon.c
 * common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c
 * common/ui/theme.c common/text.c common/embed.c common/mem.c common/log.c embed_ui
 */
#include "common/ui/script.h"

#include "common/ui/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { BUSY_MS = 3000, LATE_MS = 5000, STEP_MS = 100 };

/* A program with one button at once and one that comes late; its clock runs as it is looked at. */
struct program {
	struct window *window;
	struct script *script;
	int64_t at_ms;
	bool busy;      /* until BUSY_MS */
	char told[256]; /* what happened, and at which tenth of a second */
};

static struct program program;

static int64_t now_ms(void) {
	return program.at_ms += STEP_MS;
}

static void tell(struct program *p, const char *what, const char *id) {
	size_t used = strlen(p->told);
	snprintf(p->told + used, sizeof p->told - used, "%s %s;", what, id);
}

static int64_t on_due(void *ctx, int64_t at_ms) {
	struct program *p = ctx;
	int64_t due_ms = script_step(p->script, p->window, p->busy && at_ms < BUSY_MS, at_ms);
	if (due_ms == WINDOW_NEVER) {
		window_stop(p->window, 7);
	}
	return due_ms;
}

static void on_build(void *ctx, struct scene *s, int w_px, int h_px) {
	struct program *p = ctx;
	scene_start(s, "test", &theme_kiosk, w_px, h_px);
	parts_button(s, (struct scene_rect){0, 0, 100, 100}, PARTS_PRIMARY, SCENE_NORMAL, "take",
		"A", NULL);
	if (p->at_ms >= LATE_MS) {
		parts_button(s, (struct scene_rect){100, 0, 100, 100}, PARTS_PRIMARY, SCENE_NORMAL,
			"service:ho-tich", "B", NULL);
	}
}

static void on_tap(void *ctx, const char *id) {
	tell(ctx, "tap", id);
}

static void on_key(void *ctx, const char *name) {
	tell(ctx, "key", name);
}

static struct script *open_text(const char *text) {
	char path[] = "/tmp/motcua-script-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	struct script *s = script_open(path);
	unlink(path);
	return s;
}

/* Plays the script to its end; the window's status, 7 where the script just ended. */
static int play(const char *text, bool busy) {
	struct window_handlers on = {
		.due = on_due, .build = on_build, .tap = on_tap, .key = on_key};
	struct window_options o = {.panel = {.title = "test", .size = "400x200"}, .now_ms = now_ms};
	program = (struct program){.busy = busy};
	program.script = open_text(text);
	program.window = window_open(&o, &on, &program);
	assert_non_null(program.script);
	assert_non_null(program.window);
	int status = window_run(program.window);
	window_close(program.window);
	script_close(program.script);
	return status;
}

static void test_lines(void **state) {
	(void)state;
	assert_int_equal(
		play("# a comment\n\n tap take \r\ntwice take\nkey enter\nkey a", false), 7);
	assert_string_equal(program.told, "tap take;tap take;tap take;key enter;key a;");
	assert_int_equal(play("scan ế/t/1\nkey a", false), 7);
	assert_string_equal(program.told, "key ế;key /;key t;key /;key 1;key enter;key a;");
	assert_int_equal(play("", false), 7);
	assert_string_equal(program.told, "");
}

static void test_wait(void **state) {
	(void)state;
	assert_int_equal(play("wait 4000\ntap take\n", false), 7);
	assert_string_equal(program.told, "tap take;");
	assert_true(program.at_ms >= 4000);
}

static void test_quit(void **state) {
	(void)state;
	assert_int_equal(play("tap take\nquit\ntap take\n", false), 0);
	assert_string_equal(program.told, "tap take;");
}

/* A press waits for its target, and for a moment at which presses count. */
static void test_late(void **state) {
	(void)state;
	assert_int_equal(play("tap service:ho-tich", false), 7);
	assert_string_equal(program.told, "tap service:ho-tich;");
	assert_int_equal(play("until service:ho-tich\ntap take", false), 7);
	assert_true(program.at_ms >= LATE_MS);
	assert_int_equal(play("tap take", true), 7);
	assert_string_equal(program.told, "tap take;");
	assert_true(program.at_ms >= BUSY_MS);
}

static void test_never(void **state) {
	(void)state;
	assert_int_equal(play("tap nothing\ntap take", false), 7);
	assert_string_equal(program.told, "tap take;");
	assert_int_equal(play("until nothing\ntap take", false), 1);
	assert_string_equal(program.told, "");
}

static void test_bad_lines(void **state) {
	(void)state;
	static const char *const bad[] = {"press take", "tap", "tap a b", "wait", "wait soon",
		"wait -1", "wait 5s", "wait 99999999999", "quit now", "TAP take", "until", "scan",
		"scan a b", "tap a234567890123456789012345678901234567890123456789012345678901234"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_null(open_text(bad[i]));
	}
	assert_null(open_text("tap take\nwait 5\nnothing\n"));
	assert_null(script_open("/nowhere/script"));
	script_close(NULL);
	assert_true(script_step(NULL, NULL, false, 0) == WINDOW_NEVER);
}

/* A remark may be as long as it likes. */
static void test_long_remark(void **state) {
	(void)state;
	char text[2000];
	memset(text, 'x', sizeof text);
	text[0] = '#';
	strcpy(text + 1900, "\ntap take\n");
	assert_int_equal(play(text, false), 7);
	assert_string_equal(program.told, "tap take;");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_wait),
		cmocka_unit_test(test_quit),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_never),
		cmocka_unit_test(test_bad_lines),
		cmocka_unit_test(test_long_remark),
	};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
