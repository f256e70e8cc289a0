/*
 * Every screen of the kiosk in both languages, upright and lying, with larger type and with its
 * buttons low: what is to be pressed is on the screen, large enough, apart from other things and
 * low enough; what is to be read is on the screen and on no button but its own.
 * links: kiosk/flow_voice.c
 * links: tests/screens/kiosk_fixture.c tests/screens/kiosk_walks.c tests/screens/slip_walks.c
 * kiosk/flow.c kiosk/flow_time.c links: kiosk/flow_find.c kiosk/flow_number.c kiosk/flow_print.c
 * kiosk/printer_status.c links: kiosk/flow_tap.c kiosk/flow_late.c kiosk/flow_return.c
 * kiosk/flow_result.c kiosk/flow_alone.c links: kiosk/flow_recall.c kiosk/lease.c
 * kiosk/lease_json.c kiosk/page.c kiosk/page_band.c links: kiosk/page_block.c kiosk/page_row.c
 * kiosk/page_take.c kiosk/page_alone.c kiosk/page_home.c links: kiosk/page_search.c
 * kiosk/page_keyboard.c kiosk/page_service.c kiosk/page_procedure.c links: kiosk/page_papers.c
 * kiosk/page_facts.c kiosk/page_priority.c kiosk/page_help.c links: kiosk/page_number.c
 * kiosk/page_printer.c kiosk/page_message.c kiosk/page_late.c kiosk/page_return.c kiosk/page_code.c
 * kiosk/page_result.c links: kiosk/page_qr.c common/qr.c kiosk/phrase.c kiosk/phrase_name.c
 * common/board.c links: common/proto.c common/proto_json_in.c common/proto_json_office.c links:
 * common/proto_json_ticket.c common/json_read.c common/procedure_view.c common/clock.c links:
 * common/wait_text.c common/words.c common/text.c common/embed.c common/slip_code.c common/mem.c
 * common/log.c links: common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c
 * common/ui/lines.c links: common/ui/font.c common/ui/theme.c common/ui/icon.c embed_common
 * embed_ui
 */
#include "kiosk/page.h"
#include "tests/screens/kiosk_walks.h"

#include "common/ui/font.h"
#include "common/ui/icon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A finger is 20 mm broad. */
enum { LEAST_PX = 81, GAP_PX = 12, ITEMS_MAX = 256 };

static struct scene *scene;
static char where[128]; /* which screen is being looked at */
static int faults;

static void fault(const char *what, const struct scene_item *a, const struct scene_item *b) {
	print_error("%s: %s: \"%s\" %d,%d %dx%d", where, what, a->text ? a->text : a->id, a->rect.x,
		a->rect.y, a->rect.w, a->rect.h);
	if (b) {
		print_error(" and \"%s\" %d,%d %dx%d", b->text ? b->text : b->id, b->rect.x,
			b->rect.y, b->rect.w, b->rect.h);
	}
	print_error("\n");
	faults++;
}

static bool is_button(const struct scene_item *i) {
	return i->role == SCENE_ROLE_BUTTON;
}

static bool inside(const struct scene_rect *a, const struct scene_rect *b) {
	return a->x >= b->x && a->y >= b->y && a->x + a->w <= b->x + b->w &&
	       a->y + a->h <= b->y + b->h;
}

static bool closer(const struct scene_rect *a, const struct scene_rect *b, int gap) {
	return a->x < b->x + b->w + gap && b->x < a->x + a->w + gap && a->y < b->y + b->h + gap &&
	       b->y < a->y + a->h + gap;
}

/* The part of a text's rectangle in which letters stand; height 0: none do. */
static struct scene_rect letters(const struct scene_item *item) {
	struct scene_rect r = item->rect;
	struct lines_type type = scene_lines_type(&item->type);
	struct lines lines;
	lines_break(&type, item->text, r.w, &lines);
	if (lines.count == 0 || !*item->text) {
		return (struct scene_rect){r.x, r.y, 0, 0};
	}
	int w = 0, top = scene_baseline(item, lines.count, 0) - item->type.px * 3 / 4;
	for (size_t i = 0; i < lines.count; i++) {
		w = lines.line[i].width_px > w ? lines.line[i].width_px : w;
	}
	int room = r.w - w;
	r.x += item->type.align == SCENE_RIGHT    ? room
	       : item->type.align == SCENE_CENTER ? room / 2
						  : 0;
	return (struct scene_rect){
		r.x, top, w, scene_baseline(item, lines.count, lines.count - 1) - top};
}

static void check_button(const struct scene_item *b, bool low) {
	if (b->rect.w < LEAST_PX || b->rect.h < LEAST_PX) {
		fault("too small", b, NULL);
	}
	if (low && b->rect.y < scene->h_px / 2) {
		fault("too high", b, NULL);
	}
	if (!b->text || !*b->text) {
		fault("without words", b, NULL);
	}
}

/* What an item covers: a button its rectangle, a text its letters; others nothing. */
static struct scene_rect covered(const struct scene_item *item) {
	struct scene_rect nothing = {0, 0, 0, 0};
	return is_button(item) ? item->rect : item->kind == SCENE_TEXT ? letters(item) : nothing;
}

/* A button is put before what is written on it. */
static void check_pair(const struct scene_item *a, const struct scene_rect *covers,
	const struct scene_item *b, const struct scene_rect *covered_by) {
	bool both = is_button(a) && is_button(b);
	if (!closer(covers, covered_by, both ? GAP_PX : 0)) {
		return;
	}
	if (both) {
		fault("too close", a, b);
	} else if (!is_button(a)) {
		fault("on each other", a, b);
	} else if (!inside(covered_by, covers)) {
		fault("partly on a button", b, a);
	}
}

static void check_scene(bool low) {
	const struct scene_rect screen = {0, 0, scene->w_px, scene->h_px};
	struct scene_rect covers[ITEMS_MAX];
	assert_true(scene->count <= ITEMS_MAX);
	for (size_t i = 0; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		covers[i] = covered(item);
		if (is_button(item)) {
			check_button(item, low);
		}
		if (covers[i].h > 0 && !inside(&covers[i], &screen)) {
			fault("off the screen", item, NULL);
		}
		for (size_t j = 0; covers[i].h > 0 && j < i; j++) {
			if (covers[j].h > 0) {
				check_pair(scene->item[j], &covers[j], item, &covers[i]);
			}
		}
	}
}

static void look(const char *walk, enum lang lang, bool wide, bool large, bool low) {
	struct kiosk k;
	snprintf(where, sizeof where, "%s %s%s%s%s", walk, words_tag(lang), wide ? " wide" : "",
		large ? " large" : "", low ? " low" : "");
	kiosk_walk(&k, walk, lang);
	k.flow->large = large;
	k.flow->low = low;
	page_build(scene, k.flow, k.now_ms, k.wall_ms, wide ? 1920 : 1080, wide ? 1080 : 1920);
	check_scene(low);
	kiosk_close(&k);
}

static void test_all(void **state) {
	(void)state;
	scene = scene_new();
	for (int i = 0; kiosk_walk_name(i); i++) {
		for (int modes = 0; modes < 16; modes++) {
			look(kiosk_walk_name(i), modes & 1 ? LANG_EN : LANG_VI, modes & 2,
				modes & 4, modes & 8);
		}
	}
	scene_free(scene);
	assert_int_equal(faults, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_all)};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	icon_close_all();
	font_close_all();
	return failed;
}
