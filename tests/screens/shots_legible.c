/*
 * The hall's board where screens hang otherwise than usual, against the pictures kept in
 * tests/screens/golden.
 * links: tests/screens/golden.c tests/screens/fixture.c display/view.c display/view_hall.c
 * display/view_counter.c display/counter_*.c display/rate.c display/view_reason.c display/hall_*.c
 * display/legible.c display/announce.c common/board.c common/wait_text.c common/proto.c
 * common/clock.c common/words.c common/text.c common/embed.c common/mem.c common/log.c
 * common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c
 * common/ui/theme.c common/ui/draw.c common/ui/shape.c common/ui/icon.c common/ui/picture.c
 * common/ui/picture_scale.c common/picture_file.c embed_common embed_ui
 */
#include "common/ui/font.h"
#include "common/ui/icon.h"
#include "tests/screens/fixture.h"
#include "tests/screens/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct fixture f;

static void check(
	int w, int h, double diagonal_in, double distance_m, double list_m, const char *name) {
	struct scene *scene = scene_new();
	f.view.place = (struct legible_place){diagonal_in, distance_m, list_m};
	view_hall(&f.view, scene, w, h);
	golden_check(scene, name);
	scene_free(scene);
}

static void test_ward(void **state) {
	(void)state;
	fixture_ward(&f);
	check(1920, 1080, 32, 8, 4, "hall-32-8m");
	check(1920, 1080, 43, 10, 4, "hall-43-10m");
	check(1080, 1920, 43, 8, 4, "hall-43-8m-tall");
	check(1080, 1920, 32, 8, 2.5, "hall-32-8m-tall");
}

static void test_province(void **state) {
	(void)state;
	fixture_province(&f);
	check(1920, 1080, 55, 10, 4, "hall-province-4m");
	check(1080, 1920, 55, 10, 3, "hall-province-tall");
	check(1920, 1080, 43, 15, 3, "hall-province-43-15m");
}

/* With a zone's name, and room kept for a picture. */
static void test_zone(void **state) {
	static const struct name zone = {
		"Khu A – Đất đai, Xây dựng", "Zone A – Land, Construction"};
	(void)state;
	fixture_ward(&f);
	f.view.zone = &zone;
	f.hall.counter_count = 3;
	check(1080, 1920, 55, 10, 4, "hall-zone-tall");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ward),
		cmocka_unit_test(test_province),
		cmocka_unit_test(test_zone),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	icon_close_all();
	font_close_all();
	return failed;
}
