/*
 * A counter's screen: lying and upright, from afar and close by, whatever is to be said: all of it
 * is inside, on nothing else, stands out, and is large enough for who reads it. SEED= is printed.
 *
 * links: tests/screens/contrast.c tests/screens/fixture.c display/view.c display/view_counter.c
 * display/counter_*.c display/rate.c display/legible.c display/view_reason.c display/announce.c
 * common/board.c common/wait_text.c common/proto.c common/clock.c common/words.c common/text.c
 * common/embed.c common/mem.c common/log.c common/ui/scene.c common/ui/scene_compare.c
 * common/ui/parts.c common/ui/lines.c common/ui/font.c common/ui/theme.c embed_common
 */
#include "common/text.h"
#include "display/rate.h"
#include "tests/screens/contrast.h"
#include "tests/screens/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { CONTRAST_MIN = 10, ASKED_PX = 44, PLACES = 8, LONGEST_NAME = 30 };

/* Presets of 22 and 32 inches, read from so far. */
static const struct legible_place places[PLACES] = {{0, 0, 0}, {32, 3, 2}, {32, 5, 3}, {32, 8, 2},
	{22, 3, 1}, {22, 5, 2}, {22, 8, 2}, {22, 8, 3}};

static struct fixture f;
static struct scene *scene;
static struct rate rate;
static struct legible least;
static unsigned seed;

static unsigned below(unsigned n) {
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static void show(int counter, bool tall) {
	struct legible_place p = f.view.place;
	int w = tall ? 1080 : 1920, h = tall ? 1920 : 1080;
	p.diagonal_in = p.diagonal_in > 0 ? p.diagonal_in : 32;
	p.distance_m = p.distance_m > 0 ? p.distance_m : 5;
	p.list_m = p.list_m > 0 ? p.list_m : 2;
	least = legible_of(&p, w, h, w, h);
	view_counter(&f.view, counter, scene, w, h);
}

static bool cut(const struct scene_item *item, int px) {
	struct lines_type type = scene_lines_type(&item->type);
	struct lines lines;
	type.px = px;
	lines_break(&type, item->text, item->rect.w, &lines);
	size_t n = lines.count;
	return n > 0 && (lines.line[n - 1].shortened || lines.line[n - 1].width_px > item->rect.w);
}

/* From its first line's capitals to its last line's tails, as wide as its widest line. */
static struct scene_rect ink(const struct scene_item *item) {
	struct lines_type type = scene_lines_type(&item->type);
	struct lines lines;
	int w = 0, px = item->type.px;
	lines_break(&type, item->text, item->rect.w, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		w = lines.line[i].width_px > w ? lines.line[i].width_px : w;
	}
	int top = scene_baseline(item, lines.count, 0) - font_cap_height(px);
	int bottom = scene_baseline(item, lines.count, lines.count - 1);
	int spare = item->rect.w - w;
	int x = item->rect.x + (item->type.align == SCENE_CENTER         ? spare / 2
				       : item->type.align == SCENE_RIGHT ? spare
									 : 0);
	return (struct scene_rect){x, top, w, bottom - top};
}

static bool overlap(const struct scene_rect *a, const struct scene_rect *b) {
	return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

/* As large as it must be, or as large as it can be in its place. */
static void check_size(const struct scene_item *item) {
	int wanted = rate.stage != RATE_NONE ? ASKED_PX : least.word_px;
	bool in_door = strcmp(item->text, "Quầy") == 0 && item->type.px > 170;
	if (item->type.px < wanted && !cut(item, item->type.px + 1) && !in_door &&
		strcmp(item->id, "lost") != 0) {
		fail_msg("“%s” is set in %d px, not %d", item->text, item->type.px, wanted);
	}
	bool spared = strcmp(item->id, "counter-name") == 0 || item->type.whole ||
		      (strcmp(item->id, "clerk") == 0 && text_length(item->text) > LONGEST_NAME);
	if (cut(item, item->type.px) && !spared && item->type.max_lines < 2) {
		fail_msg("“%s” is cut", item->text);
	}
}

static void check_text(size_t index) {
	const struct scene_item *item = scene->item[index];
	struct scene_rect at = ink(item);
	if (at.x < 0 || at.y < 0 || at.x + at.w > scene->w_px || at.y + at.h > scene->h_px) {
		fail_msg("“%s” is outside: %d,%d %dx%d", item->text, at.x, at.y, at.w, at.h);
	}
	check_size(item);
	double c = contrast(item->color, scene_background(scene, index));
	if (c < CONTRAST_MIN) {
		fail_msg("“%s” has a contrast of %.1f", item->text, c);
	}
	for (size_t i = 0; i < index; i++) {
		if (scene->item[i]->kind == SCENE_TEXT) {
			struct scene_rect other = ink(scene->item[i]);
			if (overlap(&at, &other)) {
				fail_msg("“%s” lies on “%s”", item->text, scene->item[i]->text);
			}
		}
	}
}

static void check(void) {
	for (size_t i = 0; i < scene->count; i++) {
		const struct scene_rect *r = &scene->item[i]->rect;
		if (scene->item[i]->kind == SCENE_TEXT) {
			check_text(i);
		} else if (r->x < 0 || r->y < 0 || r->x + r->w > scene->w_px ||
			   r->y + r->h > scene->h_px) {
			fail_msg("%d,%d %dx%d is outside", r->x, r->y, r->w, r->h);
		}
	}
}

static int px_of(const char *id) {
	const struct scene_item *item = scene_find(scene, id);
	return item ? item->type.px : 0;
}

static const char *says(const char *id) {
	return fixture_text(scene, id);
}

static void test_each_state_upright(void **state) {
	(void)state;
	fixture_ward(&f);
	show(3, true);
	check();
	assert_string_equal(says("number"), "B007");
	assert_string_equal(says("counter"), "3");
	assert_string_equal(says("reason"), "Ưu tiên");
	show(2, true);
	assert_string_equal(says("clerk"), "Cán bộ: \001Nguyễn Văn An\001");
	show(5, true);
	check();
	assert_string_equal(says("state"), "Tạm nghỉ");
	fixture_lose(&f);
	show(3, true);
	check();
	assert_string_equal(says("lost"), "Mất kết nối lúc 10:12");
	assert_true(fixture_says(scene, "Số ở trên có thể đã cũ."));
}

/* As large as the farthest one needs it: in the presets there is room for that. */
static void test_number_and_counter_are_read_from_afar(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.next = "B008";
	for (int i = 0; i < PLACES; i++) {
		f.view.place = places[i];
		for (int tall = 0; tall < 2; tall++) {
			show(3, tall);
			check();
			int px = px_of("number");
			bool widest = font_width(FONT_BOLD, px + 2, "B007") > (tall ? 968 : 1216);
			if (px < least.call_px && !widest) {
				fail_msg("%d: the number has %d px, not %d", i, px, least.call_px);
			}
			if (px_of("counter") < least.call_px && px_of("counter") < 440) {
				fail_msg("%d: the counter has %d px", i, px_of("counter"));
			}
		}
	}
}

/* From how far number and counter of a call are read, as the readme tells it. */
static void test_how_far_it_is_read(void **state) {
	(void)state;
	static const struct {
		double inches;
		const char *number;
		double wide_m, tall_m;
	} told[] = {{22, "A012", 7, 5}, {22, "Đ1-031", 5, 4}, {32, "A012", 10, 8},
		{32, "Đ1-031", 7, 6}};
	for (size_t i = 0; i < 2 * sizeof told / sizeof told[0]; i++) {
		bool tall = i % 2;
		double wanted_m = tall ? told[i / 2].tall_m : told[i / 2].wide_m;
		fixture_empty(&f);
		f.view.place = (struct legible_place){told[i / 2].inches, wanted_m, 2};
		fixture_call(&f, told[i / 2].number, "chung-thuc", 2, REASON_PRIORITY);
		show(2, tall);
		check();
		int a = px_of("number"), b = px_of("counter");
		assert_true(legible_metres(&least, LEGIBLE_CALL, a < b ? a : b) >= wanted_m);
	}
}

/* The preview goes first, what it is about next, why it was called last. */
static void test_what_is_left_out(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.next = "B008";
	show(3, false);
	assert_string_equal(says("next"), "Tiếp theo (dự kiến): B008");
	static const char *const order[] = {"next", "service", "reason"};
	bool there[3] = {true, true, true};
	for (double list_m = 1; list_m < 8; list_m += 0.25) {
		f.view.place = (struct legible_place){22, 8, list_m};
		show(3, false);
		check();
		for (int i = 0; i < 3; i++) {
			there[i] = scene_find(scene, order[i]) != NULL;
			assert_false(i > 0 && there[i - 1] && !there[i]);
		}
		assert_string_equal(says("number"), "B007");
	}
	assert_false(there[2]);
}

static void test_preview(void **state) {
	(void)state;
	fixture_ward(&f);
	f.view.next = "";
	show(3, false);
	assert_null(scene_find(scene, "next"));
	f.view.next = "B008";
	fixture_lose(&f);
	show(3, false);
	assert_null(scene_find(scene, "next"));
	fixture_empty(&f);
	f.view.next = "B008";
	show(2, false);
	assert_null(scene_find(scene, "next"));
}

static void ask(enum rate_stage stage) {
	rate = (struct rate){.counter = 2,
		.stage = stage,
		.number = "A012",
		.score = stage == RATE_ASKED ? 0 : 2,
		.since_ms = f.view.now_ms};
	f.view.rate = &rate;
}

/* A call lies over the question, whatever the state machine believes. */
static void test_a_call_wins(void **state) {
	(void)state;
	fixture_ward(&f);
	ask(RATE_ASKED);
	show(2, false);
	assert_string_equal(says("number"), "A012");
	assert_null(scene_find(scene, "question"));
	assert_null(scene_button(scene, "rate:5"));
	rate.stage = RATE_NONE;
}

/* 20 mm and more, 3 mm apart, from a small touch panel to a large one; a face in each. */
static void test_answers_are_easily_touched(void **state) {
	(void)state;
	static const struct {
		int w, h;
		double inches;
	} panels[] = {{1024, 600, 10}, {1280, 800, 10.1}, {1366, 768, 15.6}, {1920, 1080, 21.5},
		{1920, 1080, 32}};
	fixture_empty(&f);
	ask(RATE_ASKED);
	for (size_t i = 0; i < 2 * sizeof panels / sizeof panels[0]; i++) {
		int w = panels[i / 2].w, h = panels[i / 2].h, tall = i % 2;
		f.view.place.diagonal_in = panels[i / 2].inches;
		view_counter(&f.view, 2, scene, tall ? h : w, tall ? w : h);
		struct legible l = legible_of(
			&f.view.place, scene->w_px, scene->h_px, tall ? h : w, tall ? w : h);
		double mm = l.factor / l.real_per_mm;
		const struct scene_item *before = NULL;
		for (int score = RATE_BEST; score > 0; score--) {
			char id[16];
			rate_id(score, id);
			const struct scene_item *b = scene_button(scene, id);
			assert_true(b->rect.w * mm >= 20 && b->rect.h * mm >= 20);
			if (before) {
				int gap = tall ? b->rect.y - before->rect.y - before->rect.h
					       : b->rect.x - before->rect.x - before->rect.w;
				assert_true(gap >= 12);
			}
			before = b;
		}
	}
	size_t faces = 0;
	for (size_t i = 0; i < scene->count; i++) {
		faces += scene->item[i]->kind == SCENE_ICON;
	}
	assert_int_equal(faces, RATE_BEST);
	rate.stage = RATE_NONE;
}

static void test_what_became_of_the_answer(void **state) {
	(void)state;
	static const struct {
		enum rate_stage stage;
		int later_ms;
		const char *word;
	} said[] = {{RATE_SENDING, 0, ""}, {RATE_SENDING, RATE_WORD_MS, "Đang gửi ý kiến"},
		{RATE_THANKED, 0, "Cảm ơn ông,\u00a0bà đã góp ý"},
		{RATE_LOST, 0, "Chưa gửi được ý kiến"}};
	for (size_t i = 0; i < 2 * sizeof said / sizeof said[0]; i++) {
		fixture_empty(&f);
		ask(said[i / 2].stage);
		f.view.now_ms += said[i / 2].later_ms;
		show(2, i % 2);
		check();
		assert_string_equal(says("rating-word"), said[i / 2].word);
		assert_true(scene_button(scene, "rate:5") == NULL || said[i / 2].word[0] == '\0');
	}
	rate.stage = RATE_NONE;
}

static void random_words(char *buf, size_t size, unsigned most) {
	static const char *const words[] = {"Đăng ký", "Nghĩa,", "hộ tịch", "Ưỡng", "quản lý",
		"ngành,", "khuyến khích", "Thương", "W", "môi trường"};
	size_t used = 0;
	buf[0] = '\0';
	for (unsigned n = below(most); n > 0 && used + 40 < size; n--) {
		used += (size_t)snprintf(
			buf + used, size - used, "%s%s", used ? " " : "", words[below(10)]);
	}
}

static void random_counter(int id) {
	struct snapshot_counter *c = &f.hall.counters[id - 1];
	c->state = (enum counter_state)below(3);
	c->ticket = below(2) ? TICKET_CALLED : TICKET_SERVING;
	c->reason = (enum call_reason)below(REASON_OVERDUE + 1);
	c->from_counter = (int)below(65);
	c->back_at_ms = below(2) ? f.hall.now_ms + 60000 * below(300) : 0;
	c->number[0] = '\0';
	if (below(3)) {
		snprintf(c->number, NUMBER_SIZE, below(2) ? "Đ1-%04u" : "A%03u", below(1000));
	}
	random_words(c->clerk.name, PERSON_SIZE, below(2) ? 5 : 1);
	random_words(c->clerk.title, PERSON_SIZE, 9);
	random_words(f.office.counters[id - 1].name.vi, NAME_SIZE, 14);
	random_words(f.office.services[0].name.vi, NAME_SIZE, 10);
	snprintf(c->service, ID_SIZE, "%s", f.office.services[0].id);
}

static void test_random_counters(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	for (int i = 0, id; i < 300; i++) {
		fixture_province(&f);
		random_counter(id = 1 + (int)below((unsigned)f.hall.counter_count));
		f.view.lang = below(2) ? LANG_VI : LANG_EN;
		f.view.place = places[below(PLACES)];
		f.view.next = below(2) ? "Đ1-0123" : NULL;
		if (below(4) == 0) {
			fixture_lose(&f);
		}
		show(id, below(2));
		check();
	}
}

static int begin(void **state) {
	(void)state;
	scene = scene_new();
	return 0;
}

static int end(void **state) {
	(void)state;
	scene_free(scene);
	font_close_all();
	return 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_state_upright),
		cmocka_unit_test(test_number_and_counter_are_read_from_afar),
		cmocka_unit_test(test_how_far_it_is_read),
		cmocka_unit_test(test_what_is_left_out),
		cmocka_unit_test(test_preview),
		cmocka_unit_test(test_a_call_wins),
		cmocka_unit_test(test_answers_are_easily_touched),
		cmocka_unit_test(test_what_became_of_the_answer),
		cmocka_unit_test(test_random_counters),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
