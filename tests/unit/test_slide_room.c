/*
 * slide_room: a slide is decoded as large as the board shows it, and not at all where there is no
 * place for it.
 *
 * links: display/slide_room.c common/ui/draw.c common/ui/picture.c common/ui/picture_scale.c
 * common/picture_file.c common/ui/shape.c common/ui/icon.c common/ui/scene.c
 * common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c
 * common/ui/theme.c common/text.c common/embed.c common/mem.c common/log.c embed_ui
 */
#include "display/slide_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void expect(SDL_Point room, int w, int h) {
	assert_int_equal(room.x, w);
	assert_int_equal(room.y, h);
}

static void test_room(void **state) {
	(void)state;
	struct scene *s = scene_new();
	scene_start(s, "hall", &theme_board, 1920, 1080);
	expect(slide_room(s, false, 1920, 1080), 1920, 1080);
	expect(slide_room(s, false, 3840, 1000), 1920, 1000);
	expect(slide_room(s, true, 1920, 1080), 0, 0);
	scene_name_item(
		scene_box(s, (struct scene_rect){1000, 100, 900, 600}, 0, 0, 0, 0), "slide", NULL);
	expect(slide_room(s, true, 1920, 1080), 900, 600);
	expect(slide_room(s, true, 1280, 720), 600, 400);
	expect(slide_room(s, true, 3840, 2160), 1800, 1200);
	scene_free(s);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_room)};
	return cmocka_run_group_tests_name("slide_room", tests, NULL, NULL);
}
