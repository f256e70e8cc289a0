/*
 * The planner of the hall's board on random screens: nothing overlaps or leaves the screen, type is
 * as large as it must be, and what is left out goes in the order that is meant.
 * links: display/hall_plan.c display/hall_division.c display/hall_place.c display/hall_measure.c
 * display/legible.c common/ui/font.c common/text.c common/mem.c common/log.c
 */
#include "display/hall_plan.h"
#include "display/legible.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* As wide as "A012" and "M2-004", "3" and "28", "Quầy", "Vừa gọi" and "Tạm nghỉ" are. */
static const struct hall_widest ward = {2500, 572, 2600, 4000, 0, 4300};
static const struct hall_widest province = {3553, 1144, 2600, 4000, 180, 4300};

static struct hall_ask ask_of(
	const struct legible *l, struct hall_widest widest, bool tall, int counters) {
	return (struct hall_ask){.w = tall ? 1080 : 1920,
		.h = tall ? 1920 : 1080,
		.call_px = l->call_px,
		.number_px = l->number_px,
		.word_px = l->word_px,
		.widest = widest,
		.header_lines = tall ? 2 : 1,
		.counters = counters,
		.recent = true,
		.waiting = true};
}

static struct hall_ask ask_at(double diagonal_in, double distance_m, double list_m,
	struct hall_widest widest, bool tall, int counters) {
	struct legible_place place = {diagonal_in, distance_m, list_m};
	int w = tall ? 1080 : 1920, h = tall ? 1920 : 1080;
	struct legible l = legible_of(&place, w, h, w, h);
	return ask_of(&l, widest, tall, counters);
}

static bool apart(const struct scene_rect *a, const struct scene_rect *b) {
	return a->x + a->w <= b->x || b->x + b->w <= a->x || a->y + a->h <= b->y ||
	       b->y + b->h <= a->y;
}

static void check_places(const struct hall_ask *ask, const struct hall_plan *p) {
	const struct scene_rect *parts[] = {&p->header, &p->panel, &p->recent, &p->rows, &p->absent,
		&p->notice, &p->slide, &p->waiting};
	int count = p->waiting_turns ? 7 : 8;
	for (int i = 0; i < count; i++) {
		const struct scene_rect *r = parts[i];
		assert_true(r->x >= 0 && r->y >= 0 && r->w >= 0 && r->h >= 0);
		assert_true(r->x + r->w <= ask->w && r->y + r->h <= ask->h);
		for (int j = 0; j < i; j++) {
			if (r->w > 0 && parts[j]->w > 0 && !apart(r, parts[j])) {
				fail_msg("parts %d and %d lie on each other", j, i);
			}
		}
	}
	if (p->waiting_turns) {
		assert_memory_equal(&p->waiting, &p->absent, sizeof p->waiting);
	}
}

static void check_cells(struct scene_rect rect, int head, int columns, int lines, int w, int h) {
	assert_true((rect.w + HALL_GAP) / columns - HALL_GAP >= w);
	assert_true((rect.h - head + HALL_ROW_GAP) / lines - HALL_ROW_GAP >= h);
}

static void check_sizes(const struct hall_ask *ask, const struct hall_plan *p) {
	const struct hall_type *type = &p->type;
	int cell_w = hall_cell_w(&ask->widest, type), low = hall_row_low(type);
	int heading = hall_heading_h(type);
	assert_true(type->number_px >= ask->number_px && type->word_px >= ask->word_px);
	assert_true(hall_panel_w(&ask->widest, type, p->call_px, p->stacked) <= p->panel.w);
	assert_true(hall_panel_h(&ask->widest, type, p->call_px, p->stacked) <= p->panel.h);
	if (p->lines > 0) {
		check_cells(p->rows, p->heading ? heading : 0, p->columns, p->lines, cell_w, low);
	}
	if (p->recents > 0 && p->recent_below) {
		struct scene_rect rect = p->recent;
		rect.w -= p->recent_label_w;
		check_cells(rect, p->recent_label_w ? 0 : heading, p->recents, 1, cell_w, low);
	} else if (p->recents > 0) {
		check_cells(p->recent, heading, 1, p->recents, cell_w, low);
	}
}

/* As large as it must be, or within a few per cent as large as it can be. */
static void check_call(const struct hall_ask *ask, const struct hall_plan *p) {
	struct hall_type least = {.number_px = ask->number_px, .word_px = ask->word_px};
	int h = ask->h - hall_header_h(&least, ask->header_lines) - 2 * HALL_GAP -
		ask->number_px / 8;
	int w = ask->w - 2 * HALL_MARGIN_LEAST;
	int side = hall_call_px(&ask->widest, &least, w, h, false, ask->call_px);
	int stacked = hall_call_px(&ask->widest, &least, w, h, true, ask->call_px);
	int best = side > stacked ? side : stacked;
	assert_true(p->call_px >= (best < ask->call_px ? best - ask->call_px / 25 : best));
}

static int rows_of(const struct hall_ask *ask, const struct hall_plan *p) {
	int room = p->columns * p->lines;
	return room < ask->counters ? room : ask->counters;
}

static void check_slide(const struct hall_ask *ask, const struct hall_plan *p) {
	if (p->slide.w > 0) {
		assert_true(ask->slide);
		assert_true(p->slide.w * p->slide.h >= ask->w * ask->h / 3);
		assert_true(p->call_px >= ask->call_px);
		struct hall_ask bare = *ask;
		bare.slide = false;
		struct hall_plan without = hall_plan(&bare);
		assert_true(2 * rows_of(ask, p) >= rows_of(ask, &without));
	}
}

static int least_foot(const struct hall_plan *p) {
	return p->foot > HALL_FOOT_LINES ? HALL_FOOT_LINES : (int)p->foot;
}

/* Nothing stands where something more important is left out for it. */
static void check_order(const struct hall_ask *ask, const struct hall_plan *p) {
	struct hall_ask bare = *ask;
	bare.waiting = false;
	struct hall_plan without = hall_plan(&bare);
	bare.recent = false;
	struct hall_plan least = hall_plan(&bare);
	if (ask->slide || p->call_px < ask->call_px) {
		return;
	}
	assert_true(rows_of(ask, p) >= rows_of(ask, &without));
	assert_true(rows_of(ask, p) >= rows_of(ask, &least));
	if (rows_of(ask, p) == rows_of(ask, &least)) {
		assert_true(least_foot(p) >= least_foot(&least));
		assert_true(least_foot(p) >= least_foot(&without));
	}
}

static void check(const struct hall_ask *ask) {
	struct hall_plan p = hall_plan(ask);
	check_places(ask, &p);
	check_sizes(ask, &p);
	check_call(ask, &p);
	check_slide(ask, &p);
	check_order(ask, &p);
}

static int between(int least, int most) {
	return least + (int)(random() % (most - least + 1));
}

static void seed(void) {
	const char *given = getenv("SEED");
	unsigned value = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", value);
	srandom(value);
}

static void test_random_screens(void **state) {
	(void)state;
	seed();
	for (int i = 0; i < 300; i++) {
		bool tall = between(0, 1);
		struct hall_widest widest = {between(2300, 4500), between(1, 2) * 572,
			between(2500, 4200), between(3000, 6000), between(0, 250),
			between(4000, 6000)};
		struct hall_ask ask = ask_at(between(20, 90), between(2, 20),
			between(10, 60) / 10.0, widest, tall, between(1, 64));
		ask.header_lines = tall ? between(1, 3) : 1;
		ask.recent = between(0, 3) > 0;
		ask.slide = between(0, 2) == 0;
		check(&ask);
	}
}

/* The larger lists must be, the less is shown; the table of who waits goes first, counters last. */
static void check_dropping(struct hall_widest widest, bool tall, int counters) {
	int was_rows = counters, waiting = 0, recent = 0, foot = 0, rows = 0;
	for (int step = 20; step < 120; step++) {
		struct hall_ask ask = ask_at(55, 12, step / 10.0, widest, tall, counters);
		struct hall_plan p = hall_plan(&ask);
		int shown = rows_of(&ask, &p);
		assert_true(shown <= was_rows && p.call_px > 0);
		was_rows = shown;
		waiting = waiting || p.waiting.w > 0 ? waiting : step;
		recent = recent || p.recents > 0 ? recent : step;
		foot = foot || p.foot > HALL_FOOT_NONE ? foot : step;
		rows = rows || shown == counters ? rows : step;
	}
	if (waiting > foot || foot > rows || rows == 0) {
		fail_msg("%d counters: %d %d %d %d", counters, waiting, recent, foot, rows);
	}
}

static void test_dropping(void **state) {
	(void)state;
	check_dropping(ward, false, 6);
	check_dropping(ward, false, 8);
	check_dropping(ward, true, 6);
	check_dropping(province, false, 12);
	check_dropping(province, true, 28);
}

static void check_all_is_shown(struct hall_ask ask) {
	struct hall_plan p = hall_plan(&ask);
	assert_int_equal(rows_of(&ask, &p), ask.counters);
	assert_true(p.waiting.w > 0 && !p.waiting_turns);
	assert_true(p.recents >= 2);
	assert_true(p.foot >= HALL_FOOT_LINES);
	assert_true(p.type.number_px >= 108);
	assert_true(p.type.word_px >= 50);
	assert_true(p.call_px >= 330);
}

/* On the usual screen a ward's board has room for everything, and its call more than it needs. */
static void test_ward_has_room(void **state) {
	(void)state;
	check_all_is_shown(ask_at(55, 10, 4, ward, false, 6));
	check_all_is_shown(ask_at(55, 10, 4, ward, false, 8));
	check_all_is_shown(ask_at(55, 10, 4, ward, true, 6));
	check_all_is_shown(ask_at(65, 5, 4, ward, false, 1));
	check_all_is_shown(ask_at(75, 3, 2, ward, false, 6));
}

static void test_province_shows_all_counters(void **state) {
	(void)state;
	struct hall_ask ask = ask_at(55, 10, 3, province, false, 28);
	struct hall_plan p = hall_plan(&ask);
	assert_int_equal(p.columns * p.lines, 28);
	assert_int_equal(p.recents, 2);
	assert_true(p.call_px >= 270);
	ask = ask_at(55, 10, 2, province, false, 64);
	p = hall_plan(&ask);
	assert_true(p.columns * p.lines >= 60);
}

/* Where number and counter are too wide side by side one stands above the other. */
static void test_stacked(void **state) {
	(void)state;
	struct hall_ask ask = ask_at(55, 8, 4, province, true, 6);
	struct hall_plan p = hall_plan(&ask);
	assert_true(p.stacked && p.call_px >= ask.call_px);
	ask = ask_at(43, 10, 3, ward, true, 6);
	p = hall_plan(&ask);
	assert_true(p.stacked && p.call_px >= ask.call_px);
}

static void test_slide(void **state) {
	(void)state;
	const struct hall_ask large[] = {ask_at(55, 10, 4, ward, false, 6),
		ask_at(55, 10, 4, ward, true, 6), ask_at(65, 10, 3, province, false, 28)};
	for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
		struct hall_ask ask = large[i];
		ask.slide = true;
		struct hall_plan p = hall_plan(&ask);
		assert_true(p.slide.w > 0);
		check(&ask);
	}
	struct hall_ask small = ask_at(32, 8, 4, ward, false, 6),
			full = ask_at(55, 10, 3, province, false, 28);
	small.slide = full.slide = true;
	assert_int_equal(hall_plan(&small).slide.w, 0);
	assert_int_equal(hall_plan(&full).slide.w, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_screens),
		cmocka_unit_test(test_dropping),
		cmocka_unit_test(test_ward_has_room),
		cmocka_unit_test(test_province_shows_all_counters),
		cmocka_unit_test(test_stacked),
		cmocka_unit_test(test_slide),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
