/*
 * Fonts that are missing, come and go: one line in the log, letters as soon as they are there, and
 * none lost with the disk they came from.
 *
 * links: common/ui/font.c common/text.c common/log.c common/mem.c tests/unit/log_catch.c
 */
#include "common/mem.h"
#include "common/ui/font.h"
#include "tests/unit/log_catch.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define INSTALLED "/usr/share/fonts/truetype/noto"
enum { PATIENCE_MS = 20000 };

static char directory[64];

static int begin(void **state) {
	(void)state;
	strcpy(directory, "/tmp/motcua-fonts-XXXXXX");
	assert_non_null(mkdtemp(directory));
	assert_int_equal(rmdir(directory), 0);
	setenv("MOTCUA_FONTS", directory, 1);
	return 0;
}

static char *place(const char *name) {
	return mem_printf("%s/NotoSans-%s.ttf", directory, name);
}

static void install(const char *name) {
	char *to = place(name), *from = mem_printf("%s/NotoSans-%s.ttf", INSTALLED, name);
	mkdir(directory, 0755);
	assert_int_equal(symlink(from, to), 0);
	mem_free(to);
	mem_free(from);
}

static void take_away(const char *name) {
	char *path = place(name);
	unlink(path);
	rmdir(directory);
	mem_free(path);
}

static int end(void **state) {
	(void)state;
	font_close_all();
	take_away("Regular");
	take_away("Bold");
	unsetenv("MOTCUA_FONTS");
	return 0;
}

static TTF_Font *await(enum font_weight weight, int px) {
	Uint64 end_ms = SDL_GetTicks64() + PATIENCE_MS;
	TTF_Font *font;
	while (!(font = font_get(weight, px)) && SDL_GetTicks64() < end_ms) {
		SDL_Delay(10);
	}
	return font;
}

static void test_missing_at_the_start(void **state) {
	(void)state;
	int epoch = font_epoch();
	log_catch();
	for (int px = 10; px < 60; px++) {
		assert_null(font_get(FONT_REGULAR, px));
		assert_true(font_width(FONT_REGULAR, px, "A012") > 0);
	}
	assert_int_equal(log_caught("cannot open"), 1);
	assert_int_equal(font_epoch(), epoch);
	install("Regular");
	log_catch();
	assert_non_null(await(FONT_REGULAR, 20));
	assert_int_equal(log_caught("is there now"), 1);
	assert_true(font_epoch() != epoch);
	assert_null(font_get(FONT_BOLD, 20));
}

/* Of a file that is still being written, as of none. */
static void test_damaged(void **state) {
	(void)state;
	char *path = place("Bold");
	mkdir(directory, 0755);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("not yet", f);
	fclose(f);
	log_catch();
	assert_null(font_get(FONT_BOLD, 20));
	assert_int_equal(log_caught("cannot open"), 1);
	unlink(path);
	install("Bold");
	assert_non_null(await(FONT_BOLD, 20));
	mem_free(path);
}

static void test_gone_while_it_runs(void **state) {
	(void)state;
	install("Regular");
	assert_non_null(font_get(FONT_REGULAR, 20));
	take_away("Regular");
	int epoch = font_epoch();
	assert_non_null(font_get(FONT_REGULAR, 21));
	assert_true(font_width(FONT_REGULAR, 22, "Đ") > 0);
	assert_int_equal(font_epoch(), epoch);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_missing_at_the_start), TEST(test_damaged), TEST(test_gone_while_it_runs)};
	return cmocka_run_group_tests_name("font", tests, NULL, NULL);
}
