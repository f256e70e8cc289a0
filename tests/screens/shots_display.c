/*
 * The boards' pictures against those kept in tests/screens/golden, half as large.
 * UPDATE=1 writes them anew. What differs is left in build/screens for a look.
 * links: tests/screens/fixture.c display/view.c display/view_hall.c display/view_counter.c
 * display/hall_panel.c display/hall_list.c display/hall_foot.c display/hall_grid.c
 * display/hall_tall.c display/announce.c common/board.c common/proto.c common/clock.c
 * common/words.c common/text.c common/embed.c common/mem.c common/log.c
 * common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c
 * common/ui/font.c common/ui/theme.c common/ui/draw.c common/ui/shape.c common/ui/icon.c
 * embed_common embed_ui
 */
#include "common/mem.h"
#include "common/ui/draw.h"
#include "common/ui/font.h"
#include "common/ui/icon.h"
#include "tests/screens/fixture.h"

#include <SDL_image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { FAR = 40, SHARE = 2000 }; /* of a channel; one pixel in so many may be that far off */

static SDL_Surface *half(SDL_Surface *full) {
	SDL_Surface *out = SDL_CreateRGBSurfaceWithFormat(
		0, full->w / 2, full->h / 2, 24, SDL_PIXELFORMAT_RGB24);
	for (int y = 0; y < out->h; y++) {
		for (int x = 0; x < out->w * 3; x++) { /* four bits of each channel keep it small */
			const uint8_t *from = (const uint8_t *)full->pixels + 2 * y * full->pitch +
					      x / 3 * 6 + x % 3;
			int sum = from[0] + from[3] + from[full->pitch] + from[full->pitch + 3];
			((uint8_t *)out->pixels)[y * out->pitch + x] =
				(uint8_t)((sum + 34) / 68 * 17);
		}
	}
	return out;
}

static int far_pixels(SDL_Surface *a, SDL_Surface *b) {
	int count = 0;
	for (int y = 0; y < a->h; y++) {
		for (int x = 0; x < a->w; x++) {
			const uint8_t *p = (const uint8_t *)a->pixels + y * a->pitch + x * 3;
			const uint8_t *q = (const uint8_t *)b->pixels + y * b->pitch + x * 3;
			count += abs(p[0] - q[0]) > FAR || abs(p[1] - q[1]) > FAR ||
				 abs(p[2] - q[2]) > FAR;
		}
	}
	return count;
}

/* Draws the scene and holds it against the golden picture of this name. */
static void check(struct scene *scene, const char *name) {
	SDL_Surface *full = SDL_CreateRGBSurfaceWithFormat(
		0, scene->w_px, scene->h_px, 24, SDL_PIXELFORMAT_RGB24);
	SDL_Surface *drawn = SDL_CreateRGBSurfaceWithFormat(
		0, scene->w_px, scene->h_px, 32, SDL_PIXELFORMAT_XRGB8888);
	draw_scene(drawn, scene, NULL);
	SDL_BlitSurface(drawn, NULL, full, NULL);
	SDL_Surface *small = half(full), *golden = NULL, *loaded = NULL;
	char *path = mem_printf("tests/screens/golden/%s.png", name);
	char *seen = mem_printf("build/screens/%s.png", name);
	if (getenv("UPDATE")) {
		assert_int_equal(IMG_SavePNG(small, path), 0);
	}
	loaded = IMG_Load(path);
	golden = loaded ? SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_RGB24, 0) : NULL;
	bool same = golden && golden->w == small->w && golden->h == small->h &&
		    far_pixels(small, golden) < small->w * small->h / SHARE;
	mkdir("build", 0777);
	mkdir("build/screens", 0777);
	IMG_SavePNG(full, seen);
	if (!same) {
		print_error("%s differs from %s\n", seen, path);
	}
	SDL_FreeSurface(golden);
	SDL_FreeSurface(loaded);
	SDL_FreeSurface(small);
	SDL_FreeSurface(drawn);
	SDL_FreeSurface(full);
	mem_free(path);
	mem_free(seen);
	scene_free(scene);
	assert_true(same);
}

static void check_hall(struct fixture *f, int w, int h, const char *name) {
	struct scene *scene = scene_new();
	view_hall(&f->view, scene, w, h);
	check(scene, name);
}

static void check_counter(struct fixture *f, int counter, const char *name) {
	struct scene *scene = scene_new();
	view_counter(&f->view, counter, scene, 1920, 1080);
	check(scene, name);
}

static struct fixture f;

static void test_ward(void **state) {
	(void)state;
	fixture_ward(&f);
	check_hall(&f, 1920, 1080, "hall-ward");
}

static void test_ward_blink(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.now_ms += ANNOUNCE_BLINK_MS;
	check_hall(&f, 1920, 1080, "hall-ward-unlit");
}

static void test_ward_empty(void **state) {
	(void)state;
	fixture_empty(&f);
	check_hall(&f, 1920, 1080, "hall-ward-empty");
}

static void test_ward_closed(void **state) {
	(void)state;
	fixture_empty(&f);
	f.hall.open = false;
	f.office.opens_at_ms = f.hall.now_ms + 3600000 * 3;
	for (int i = 0; i < f.hall.counter_count; i++) {
		f.hall.counters[i].state = COUNTER_CLOSED;
	}
	check_hall(&f, 1920, 1080, "hall-ward-closed");
}

static void test_ward_lost(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_lose(&f);
	check_hall(&f, 1920, 1080, "hall-ward-lost");
}

static void test_ward_quiet(void **state) {
	(void)state;
	fixture_ward(&f);
	struct change c = {
		.kind = CHANGE_FINISHED, .number = "B007", .counter = 3, .state = TICKET_SERVED};
	fixture_change(&f, c);
	check_hall(&f, 1920, 1080, "hall-ward-quiet");
}

static void test_province(void **state) {
	(void)state;
	fixture_province(&f);
	check_hall(&f, 1920, 1080, "hall-province");
}

static void test_twelve_counters(void **state) {
	(void)state;
	fixture_province(&f);
	f.hall.counter_count = 12;
	check_hall(&f, 1920, 1080, "hall-twelve");
}

static void test_tall(void **state) {
	(void)state;
	fixture_ward(&f);
	check_hall(&f, 1080, 1920, "hall-tall");
}

static void test_start(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.hall = NULL;
	f.view.office = NULL;
	check_hall(&f, 1920, 1080, "start");
}

static void test_counter_calling(void **state) {
	(void)state;
	fixture_ward(&f);
	check_counter(&f, 3, "counter-calling");
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
	check_counter(&f, 2, "counter-serving");
}

static void test_counter_ready(void **state) {
	(void)state;
	fixture_empty(&f);
	check_counter(&f, 2, "counter-ready");
}

static void test_counter_paused(void **state) {
	(void)state;
	fixture_empty(&f);
	f.hall.counters[0].state = COUNTER_OPEN;
	f.hall.counters[1].state = COUNTER_PAUSED;
	f.hall.counters[1].back_at_ms = f.hall.now_ms + 18 * 60000;
	check_counter(&f, 2, "counter-paused");
}

static void test_counter_closed(void **state) {
	(void)state;
	fixture_empty(&f);
	check_counter(&f, 1, "counter-closed");
}

static void test_counter_lost(void **state) {
	(void)state;
	fixture_ward(&f);
	fixture_lose(&f);
	check_counter(&f, 2, "counter-lost");
}

static void test_counter_of_two_digits(void **state) {
	(void)state;
	fixture_province(&f);
	f.hall.counters[25].clerk = (struct clerk){"Nguyễn Thị Thanh Huyền",
		"chuyên viên Phòng Đăng ký kinh doanh và Quản lý doanh nghiệp, Sở Tài chính"};
	snprintf(f.office.services[0].name.vi, NAME_SIZE, "%s",
		"Văn hóa, giáo dục, y tế, nội vụ, tôn giáo");
	snprintf(f.office.counters[25].name.vi, NAME_SIZE, "%s",
		"Quầy 26 – Sở Nông nghiệp và Môi trường: Môi trường, Đất đai");
	check_counter(&f, 26, "counter-two-digits");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ward),
		cmocka_unit_test(test_ward_blink),
		cmocka_unit_test(test_ward_empty),
		cmocka_unit_test(test_ward_closed),
		cmocka_unit_test(test_ward_lost),
		cmocka_unit_test(test_ward_quiet),
		cmocka_unit_test(test_province),
		cmocka_unit_test(test_twelve_counters),
		cmocka_unit_test(test_tall),
		cmocka_unit_test(test_start),
		cmocka_unit_test(test_counter_calling),
		cmocka_unit_test(test_counter_serving),
		cmocka_unit_test(test_counter_ready),
		cmocka_unit_test(test_counter_paused),
		cmocka_unit_test(test_counter_closed),
		cmocka_unit_test(test_counter_lost),
		cmocka_unit_test(test_counter_of_two_digits),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	icon_close_all();
	font_close_all();
	return failed;
}
