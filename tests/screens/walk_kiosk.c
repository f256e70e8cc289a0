/*
 * Every screen of the kiosk in both languages, upright and lying, on panels from 720 to 3840
 * pixels, with larger type, lower buttons and white on black: what is to be pressed is large
 * enough, apart, low enough and has an edge; what is to be read is large enough, whole, in one
 * language and stands out by 7:1 from what it is painted on; and the keypad's ring is seen on all
 * that it comes to. ALL=1 looks at each of the combinations, else each screen is looked at in each
 * mode on one panel; ONLY=word looks at the screens of that name.
 * links: tests/screens/contrast.c tests/screens/kiosk_fixture.c tests/screens/kiosk_walks*.c
 * tests/screens/rules_dump.c tests/screens/rules_layout.c tests/screens/rules_pixels.c
 * tests/screens/slip_walks.c kiosk/flow*.c kiosk/keypad.c kiosk/lease.c kiosk/lease_json.c
 * kiosk/page*.c kiosk/phrase.c kiosk/phrase_name.c kiosk/printer_status.c common/board.c
 * common/clock.c common/embed.c common/json_read.c common/log.c common/mem.c
 * common/procedure_view.c common/proto.c common/proto_json_in.c common/proto_json_office.c
 * common/proto_json_ticket.c common/qr.c common/slip_code.c common/text.c common/ui/draw.c
 * common/ui/picture.c common/ui/picture_scale.c common/picture_file.c common/ui/dump.c
 * common/ui/font.c common/ui/icon.c common/ui/lines.c common/ui/parts.c common/ui/scene.c
 * common/ui/scene_compare.c common/ui/shape.c common/ui/theme.c common/wait_text.c common/words.c
 * embed_common embed_ui
 */
#include "kiosk/keypad.h"
#include "kiosk/page.h"
#include "tests/screens/kiosk_walks.h"
#include "tests/screens/rules.h"

#include "common/mem.h"
#include "common/ui/draw.h"
#include "common/ui/font.h"
#include "common/ui/icon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LARGE = 1, LOW = 2, DARK = 4 };

static const int modes[] = {0, LARGE, LOW, LARGE | LOW, DARK, DARK | LARGE | LOW};
static const SDL_Point sizes[] = {{1080, 1920}, {1920, 1080}, {768, 1366}, {1366, 768}, {720, 1280},
	{1280, 800}, {2160, 3840}};
enum { MODES = sizeof modes / sizeof *modes, SIZES = sizeof sizes / sizeof *sizes };

static struct scene *scene;
static struct rules rules;

static void build(const struct kiosk *k, SDL_Point size) {
	page_build(scene, k->flow, k->now_ms, k->wall_ms, size.x, size.y);
}

static void paint(SDL_Surface *surface) {
	draw_scene(surface, scene, NULL);
}

/* The ring on one of the screen's stops, another one each time, found as a person would. */
static void look_at_ring(const struct kiosk *k, SDL_Point size, SDL_Surface *surface, int steps) {
	struct keypad keypad = {.place = {1, 0, 0}};
	char id[SCENE_ID_SIZE];
	for (int i = 0; i < steps; i++) {
		keypad_key(&keypad, scene, "right", false, id);
	}
	memcpy(scene->focused, keypad.focused, sizeof scene->focused);
	if (keypad.focused[0]) {
		build(k, size);
		paint(surface);
		rules_ring(&rules, surface, keypad.focused);
	}
	scene->focused[0] = '\0';
}

static void look(const struct kiosk *k, SDL_Point size, int turn) {
	SDL_Surface *surface =
		SDL_CreateRGBSurfaceWithFormat(0, size.x, size.y, 32, SDL_PIXELFORMAT_XRGB8888);
	build(k, size);
	rules_dump(&rules, size.x, size.y);
	paint(surface);
	rules_pixels(&rules, surface);
	look_at_ring(k, size, surface, 1 + turn % 19);
	SDL_FreeSurface(surface);
}

/* The layout is one for all upright panels and one for all lying ones. */
static void look_at_layout(const struct kiosk *k) {
	for (int i = 0; i < 2; i++) {
		build(k, sizes[i]);
		rules_layout(&rules);
	}
}

static void visit(const char *walk, enum lang lang, int mode, int turn) {
	struct kiosk k;
	bool all = getenv("ALL") != NULL;
	kiosk_walk(&k, walk, lang);
	kiosk_modes(&k, mode & LARGE, mode & LOW, mode & DARK);
	rules.scene = scene;
	rules.lang = lang;
	rules.low = mode & LOW;
	snprintf(rules.where, sizeof rules.where, "%s %s%s%s%s", walk, words_tag(lang),
		mode & LARGE ? " large" : "", mode & LOW ? " low" : "", mode & DARK ? " dark" : "");
	look_at_layout(&k);
	for (int i = 0; i < SIZES; i++) {
		if (all || turn % SIZES == i) {
			size_t used = strlen(rules.where);
			snprintf(rules.where + used, sizeof rules.where - used, " %dx%d",
				sizes[i].x, sizes[i].y);
			look(&k, sizes[i], turn + i);
			rules.where[used] = '\0';
		}
	}
	kiosk_close(&k);
}

static void test_walk(void **state) {
	(void)state;
	int turn = 0;
	const char *only = getenv("ONLY");
	for (int i = 0; kiosk_walk_name(i); i++) {
		if (only && !strstr(kiosk_walk_name(i), only)) {
			continue;
		}
		for (int m = 0; m < MODES; m++) {
			for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
				visit(kiosk_walk_name(i), (enum lang)lang, modes[m], turn++);
			}
		}
	}
	assert_int_equal(rules.faults, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_walk)};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	scene = scene_new();
	int failed = cmocka_run_group_tests_name("walk_kiosk", tests, NULL, NULL);
	scene_free(scene);
	rules_end();
	icon_close_all();
	font_close_all();
	return failed;
}
