/*
 * A monkey at the glass and the keys: it touches anywhere, slides, scans, presses keys, while the
 * line goes and comes and answers come or do not. Whatever it does, one press takes at most one
 * number, all that a finger can press the four keys reach, a screen on which nothing can be pressed
 * goes on by itself, and a kiosk left alone is home. EVENTS= and SEED= choose.
 * links: tests/screens/kiosk_fixture.c tests/screens/kiosk_ring.c kiosk/flow*.c kiosk/keypad.c
 * kiosk/lease.c kiosk/lease_json.c kiosk/page*.c kiosk/phrase.c kiosk/phrase_name.c
 * kiosk/printer_status.c common/board.c common/clock.c common/embed.c common/json_read.c
 * common/log.c common/mem.c common/procedure_view.c common/proto.c common/proto_json_in.c
 * common/proto_json_office.c common/proto_json_ticket.c common/qr.c common/slip_code.c
 * common/text.c common/ui/draw.c common/ui/picture.c common/ui/picture_scale.c
 * common/picture_file.c common/ui/font.c common/ui/icon.c common/ui/lines.c common/ui/parts.c
 * common/ui/scene.c common/ui/scene_compare.c common/ui/shape.c common/ui/theme.c
 * common/wait_text.c common/words.c embed_common embed_ui
 */
#include "kiosk/page.h"
#include "tests/screens/kiosk_fixture.h"
#include "tests/screens/kiosk_ring.h"

#include "common/ui/font.h"
#include "common/ui/icon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { EVENTS = 10000 };

static struct kiosk k;
static struct scene *scene;
static struct keypad keypad;
static unsigned seed;
static int takes, presses;

static int any(int count) {
	return rand_r(&seed) % count;
}

static void look(void) {
	struct keypad_place place = {
		flow_screen(k.flow, k.now_ms), k.flow->trail_count, k.flow->visit};
	keypad_screen(&keypad, place);
	do {
		memcpy(scene->focused, keypad.focused, sizeof scene->focused);
		page_build(scene, k.flow, k.now_ms, k.wall_ms, 1080, 1920);
	} while (keypad_settle(&keypad, scene));
}

static void tap(const char *id) {
	int before = k.take_count;
	flow_tap(k.flow, id, k.now_ms);
	kiosk_wait(&k, 0);
	assert_true(k.take_count - before <= 1);
	takes += k.take_count - before;
	presses++;
}

/* Down on one point, up on another: a press only where both lie on one target. */
static void touch(void) {
	int x = any(1300) - 100, y = any(2100) - 100;
	if (any(4) && scene->count > 0) {
		const struct scene_rect *r = &scene->item[any((int)scene->count)]->rect;
		x = r->x + r->w / 2;
		y = r->y + r->h / 2;
	}
	const struct scene_item *down = scene_hit(scene, x, y);
	const struct scene_item *up = any(5) ? down : scene_hit(scene, any(1080), any(1920));
	keypad_clear(&keypad);
	flow_touch(k.flow, k.now_ms);
	if (down && up == down) {
		char id[SCENE_ID_SIZE];
		memcpy(id, down->id, sizeof id);
		tap(id);
	}
}

static void key(void) {
	static const char *const names[] = {"left", "right", "enter", "enter", "f1", "escape", "k",
		"a", " ", "backspace", "tab", "ế"};
	char id[SCENE_ID_SIZE];
	bool typing = flow_screen(k.flow, k.now_ms) == SCREEN_SEARCH;
	flow_keypad(k.flow, k.now_ms);
	if (keypad_key(&keypad, scene, names[any(12)], typing, id)) {
		tap(id);
	}
}

static void answer(void) {
	static const char *const entries[] = {
		"search", "hard", "nothing", "certify", "often", NULL};
	if (k.last.kind == REQUEST_TAKE && any(3)) {
		kiosk_answer(&k, 201, "ticket");
	} else if (k.last.kind == REQUEST_PRINT_TICKET || k.last.kind == REQUEST_PRINT_PAPERS) {
		flow_slip(k.flow, k.last.serial, any(3) > 0, "offline", k.now_ms);
	} else if (k.last.kind == REQUEST_SEARCH) {
		kiosk_answer(&k, 200, entries[any(6)]);
	} else if (k.last.kind == REQUEST_RETURN && any(2)) {
		kiosk_answer(&k, 409, "returned_served");
	} else if (k.last.kind == REQUEST_RATE && any(3)) {
		kiosk_answer(&k, any(2) ? 200 : 409, "rated");
	} else {
		kiosk_answer(&k, any(2) ? 409 : 0, "closed");
	}
	kiosk_wait(&k, 0);
}

/* What the four keys press on this screen, beginning without a ring, is all that a finger can. */
static void check_keys(void) {
	static struct ring_targets targets;
	static struct ring_ways ways;
	ring_targets(scene, &targets);
	ring_ways(scene, keypad.place, &ways);
	for (int i = 0; i < targets.count; i++) {
		if (!ring_keys(&ways, targets.id[i])) {
			fail_msg("%s: no key reaches %s", scene->name, targets.id[i]);
		}
	}
}

static void check_way(void) {
	bool pressable = false;
	for (size_t i = scene->live; i < scene->count; i++) {
		pressable = pressable || (scene->item[i]->role == SCENE_ROLE_BUTTON &&
						 scene->item[i]->state != SCENE_DISABLED);
	}
	bool moves = flow_next_ms(k.flow, k.now_ms) < INT64_MAX || k.last.serial > 0;
	assert_true(pressable || moves || k.flow->down);
	assert_int_equal(k.flow->request_count, 0);
}

static void rest(void) {
	flow_link(k.flow, true, k.now_ms);
	for (int i = 0; i < 40; i++) {
		kiosk_wait(&k, 20000);
		flow_reply(k.flow, k.flow->take_serial, 0, NULL, k.now_ms);
		flow_reply(k.flow, k.flow->back.serial, 0, NULL, k.now_ms);
		flow_slip(k.flow, k.flow->print_serial, false, "offline", k.now_ms);
	}
	look();
	assert_int_equal(flow_screen(k.flow, k.now_ms), SCREEN_HOME);
	assert_false(keypad.used);
	assert_string_equal(scene->focused, "");
}

static void event(void) {
	int what = any(100);
	if (what < 55) {
		touch();
	} else if (what < 80) {
		key();
	} else if (what < 90) {
		answer();
	} else if (what < 92) {
		kiosk_scan(&k, any(3) ? KIOSK_TOKEN : "");
	} else if (what < 94) {
		flow_link(k.flow, any(3) > 0, k.now_ms);
	} else {
		kiosk_wait(&k, any(what == 99 ? 90000 : 3000));
	}
	kiosk_wait(&k, any(700));
}

static void test_monkey(void **state) {
	(void)state;
	const char *count = getenv("EVENTS"), *given = getenv("SEED");
	int events = count ? atoi(count) : EVENTS;
	seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u EVENTS=%d\n", seed, events);
	kiosk_open(&k, "ward", LANG_VI);
	for (int i = 1; i <= events; i++) {
		look();
		check_way();
		if (i % 8 == 0) {
			check_keys();
		}
		event();
		if (i % 1000 == 0) {
			rest();
		}
	}
	print_message("%d events, %d presses, %d numbers\n", events, presses, takes);
	assert_true(takes > 0);
	kiosk_close(&k);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_monkey)};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	scene = scene_new();
	int failed = cmocka_run_group_tests_name("walk_touch", tests, NULL, NULL);
	scene_free(scene);
	icon_close_all();
	font_close_all();
	return failed;
}
