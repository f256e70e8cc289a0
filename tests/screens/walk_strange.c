/*
 * The boards with texts that no office should have and some will: names of 300 letters, heaps of
 * marks, writing from right to left, what the font lacks, nothing at all. All stays in its place,
 * and no digit changes its own.
 * links: tests/screens/rules_layout.c tests/screens/fixture.c
 * display/view.c display/view_hall.c display/view_counter.c display/counter_*.c display/rate.c
 * display/view_reason.c display/hall_*.c display/legible.c display/announce.c common/board.c
 * common/wait_text.c common/proto.c common/clock.c common/words.c common/text.c common/embed.c
 * common/mem.c common/log.c common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c
 * common/ui/lines.c common/ui/font.c common/ui/theme.c common/ui/draw.c common/ui/picture.c
 * common/ui/picture_scale.c common/picture_file.c common/ui/shape.c common/ui/icon.c embed_common
 * embed_ui
 */
#include "common/text.h"
#include "common/ui/draw.h"
#include "common/ui/font.h"
#include "common/ui/icon.h"
#include "tests/screens/fixture.h"
#include "tests/screens/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LONG = 300, COUNTER = 3 };

static const struct strange {
	const char *what, *part;
	int times;
	const char *number, *drawn; /* a number of this kind, and how it must look */
} strange[] = {
	{"long", "Hộ tịch và chứng thực ", LONG, "ĐKKD1-0123", "ĐKKD1-0123"},
	{"one word", "Ệ", LONG, "WWWW-012", "WWWW-012"},
	{"marks", "e\u0323\u0302\u0301\u0300\u0303\u0309", LONG, "A\u0301\u0302\u0303012",
		"A\u0301\u0302"
		"012"},
	{"right to left", "\u202eשלום עולם\u202c ", 20, "\u202eA012", "A012"},
	{"without a width", "\u200b\u200d\ufeff", LONG, "A\u200b0\u200b12", "A012"},
	{"emoji", "😀👨‍👩‍👧 ", LONG, "😀012", "·012"},
	{"broken", "\xe1\xbb\xff", LONG,
		"A\xff"
		"01",
		"A·01"},
	{"control", "\a\033[2J\b\x7f\t", LONG, "A\b012", "A012"},
	{"lines", "\n", LONG, "A\n01", "A 01"},
	{"spaces", " ", LONG, "A012", "A012"},
	{"nothing", "", 0, "A012", "A012"},
};

static struct fixture f;

static void fill(char *buf, size_t size, const struct strange *s) {
	char whole[LONG * 64];
	size_t used = 0, n = strlen(s->part);
	for (int i = 0; i < s->times && used + n < sizeof whole; i++) {
		memcpy(whole + used, s->part, n);
		used += n;
	}
	whole[used] = '\0';
	text_copy(buf, size, whole);
}

static void fill_name(struct name *name, const struct strange *s) {
	fill(name->vi, sizeof name->vi, s);
	fill(name->en, sizeof name->en, s);
}

/* Everything that an office, a clerk or a lead can write. */
static void make_strange(const struct strange *s) {
	fixture_ward(&f);
	fill_name(&f.office.name, s);
	for (int i = 0; i < f.office.service_count; i++) {
		fill_name(&f.office.services[i].name, s);
	}
	for (int i = 0; i < f.office.counter_count; i++) {
		fill_name(&f.office.counters[i].name, s);
		fill(f.hall.counters[i].clerk.name, PERSON_SIZE, s);
		fill(f.hall.counters[i].clerk.title, PERSON_SIZE, s);
	}
	f.hall.notice_count = 1;
	fill(f.hall.notices[0].vi, sizeof f.hall.notices[0].vi, s);
	fill(f.hall.notices[0].en, sizeof f.hall.notices[0].en, s);
	fixture_call(&f, s->number, f.office.services[0].id, COUNTER, REASON_PRIORITY);
}

/* The number is on the screen, its letters and digits in their order. */
static void check_number(struct rules *r, const struct strange *s) {
	for (size_t i = 0; i < r->scene->count; i++) {
		const struct scene_item *item = r->scene->item[i];
		if (item->kind != SCENE_TEXT || strcmp(item->text, s->number) != 0) {
			continue;
		}
		struct lines_type type = scene_lines_type(&item->type);
		struct lines_line all = {.length = strlen(item->text)};
		struct lines_cursor cursor = {0};
		struct lines_run run;
		assert_true(lines_next_run(&type, item->text, &all, &cursor, &run));
		assert_string_equal(run.text, s->drawn);
		return;
	}
	rules_fault(r, "no number", r->scene->item[0], NULL);
}

static int check(const struct strange *s, int w, int h, bool counter) {
	struct scene *scene = scene_new();
	struct rules r = {.scene = scene, .lang = f.view.lang, .cut_any = true};
	SDL_Surface *surface =
		SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
	snprintf(r.where, sizeof r.where, "%s, %s, %dx%d", s->what, counter ? "counter" : "hall", w,
		h);
	if (counter) {
		view_counter(&f.view, COUNTER, scene, w, h);
	} else {
		view_hall(&f.view, scene, w, h);
	}
	rules_layout(&r);
	check_number(&r, s);
	draw_scene(surface, scene, NULL);
	SDL_FreeSurface(surface);
	scene_free(scene);
	return r.faults;
}

static void test_strange(void **state) {
	(void)state;
	static const int sizes[][2] = {{1920, 1080}, {1080, 1920}};
	int faults = 0;
	for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
		for (int k = 0; k < 4; k++) {
			make_strange(&strange[i]);
			if (k & 2) {
				fixture_lose(&f);
			}
			faults += check(&strange[i], sizes[k & 1][0], sizes[k & 1][1], false);
			faults += check(&strange[i], sizes[k & 1][0], sizes[k & 1][1], true);
		}
	}
	assert_int_equal(faults, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_strange)};
	int failed = cmocka_run_group_tests_name("strange", tests, NULL, NULL);
	icon_close_all();
	font_close_all();
	return failed;
}
