/*
 * The kiosk's pictures against those kept in tests/screens/golden, in both languages, upright and
 * lying, with larger type, lower buttons and white on black, for a ward and a province.
 * links: kiosk/flow*.c tests/screens/golden.c tests/screens/kiosk_fixture.c
 * tests/screens/kiosk_walks*.c tests/screens/slip_walks.c kiosk/printer_status.c kiosk/lease.c
 * kiosk/lease_json.c kiosk/page*.c common/qr.c kiosk/phrase.c kiosk/phrase_name.c common/board.c
 * common/proto.c common/proto_json_in.c common/proto_json_office.c common/proto_json_ticket.c
 * common/json_read.c common/procedure_view.c common/clock.c common/wait_text.c common/words.c
 * common/text.c common/embed.c common/slip_code.c common/mem.c common/log.c common/ui/scene.c
 * common/ui/scene_compare.c common/ui/parts.c common/ui/lines.c common/ui/font.c common/ui/theme.c
 * common/ui/draw.c common/ui/picture.c common/ui/picture_scale.c common/picture_file.c
 * common/ui/shape.c common/ui/icon.c embed_common embed_ui
 */
#include "kiosk/page.h"
#include "tests/screens/golden.h"
#include "tests/screens/kiosk_walks.h"

#include "common/mem.h"
#include "common/ui/font.h"
#include "common/ui/icon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LARGE = 1, LOW = 2, WIDE = 4, DARK = 8, SPOKEN = 16 };

static const struct shot {
	const char *name, *walk;
	enum lang lang;
	int modes;
} shots[] = {
	{"kiosk-home", "home", LANG_VI, 0},
	{"kiosk-home-en", "home", LANG_EN, 0},
	{"kiosk-home-large", "home", LANG_VI, LARGE},
	{"kiosk-home-low", "home", LANG_VI, LOW},
	{"kiosk-home-large-low", "home", LANG_VI, LARGE | LOW},
	{"kiosk-home-large-low-en", "home", LANG_EN, LARGE | LOW},
	{"kiosk-home-wide", "home", LANG_VI, WIDE},
	{"kiosk-home-wide-large", "home", LANG_VI, WIDE | LARGE},
	{"kiosk-home-wide-low", "home", LANG_VI, WIDE | LOW},
	{"kiosk-home-dark", "home", LANG_VI, DARK},
	{"kiosk-home-dark-large-low", "home", LANG_EN, DARK | LARGE | LOW},
	{"kiosk-home-dark-wide", "home-closed", LANG_VI, DARK | WIDE},
	{"kiosk-home-closed", "home-closed", LANG_VI, 0},
	{"kiosk-home-late", "home-late", LANG_VI, 0},
	{"kiosk-home-late-en", "home-late", LANG_EN, 0},
	{"kiosk-home-late-large", "home-late", LANG_VI, LARGE},
	{"kiosk-home-late-large-low-en", "home-late", LANG_EN, LARGE | LOW},
	{"kiosk-home-late-wide", "home-late", LANG_VI, WIDE},
	{"kiosk-home-late-wide-large-en", "home-late", LANG_EN, WIDE | LARGE},
	{"kiosk-home-no-counters", "home-no-counters", LANG_VI, 0},
	{"kiosk-home-province", "home-province", LANG_VI, 0},
	{"kiosk-home-province-en", "home-province", LANG_EN, 0},
	{"kiosk-home-province-last", "home-last-province", LANG_VI, 0},
	{"kiosk-home-province-wide", "home-province", LANG_VI, WIDE},
	{"kiosk-home-province-wide-large", "home-province", LANG_VI, WIDE | LARGE},
	{"kiosk-search-empty", "empty-search", LANG_VI, 0},
	{"kiosk-search-often", "often", LANG_VI, 0},
	{"kiosk-search-often-en", "often", LANG_EN, 0},
	{"kiosk-search-often-large", "often", LANG_VI, LARGE},
	{"kiosk-search-often-low", "often", LANG_VI, LOW},
	{"kiosk-search-often-large-low-en", "often", LANG_EN, LARGE | LOW},
	{"kiosk-search-often-wide", "often", LANG_VI, WIDE},
	{"kiosk-search-often-wide-large-low-en", "often", LANG_EN, WIDE | LARGE | LOW},
	{"kiosk-search-often-dark", "often", LANG_VI, DARK},
	{"kiosk-search", "search", LANG_VI, 0},
	{"kiosk-search-en", "search", LANG_EN, 0},
	{"kiosk-search-large", "search", LANG_VI, LARGE},
	{"kiosk-search-low", "search", LANG_VI, LOW},
	{"kiosk-search-large-low", "search", LANG_VI, LARGE | LOW},
	{"kiosk-search-wide", "search", LANG_VI, WIDE},
	{"kiosk-search-wide-low", "search", LANG_VI, WIDE | LOW},
	{"kiosk-search-dark", "search", LANG_VI, DARK},
	{"kiosk-search-hidden", "search-hidden", LANG_VI, 0},
	{"kiosk-search-wide-hidden", "search-hidden", LANG_VI, WIDE},
	{"kiosk-search-hard", "search-hard", LANG_VI, 0},
	{"kiosk-search-nothing", "search-nothing", LANG_VI, 0},
	{"kiosk-service", "service", LANG_VI, 0},
	{"kiosk-service-en", "service", LANG_EN, 0},
	{"kiosk-service-large", "service", LANG_VI, LARGE},
	{"kiosk-service-low", "service", LANG_VI, LOW},
	{"kiosk-service-large-low", "service", LANG_VI, LARGE | LOW},
	{"kiosk-service-wide", "service", LANG_VI, WIDE},
	{"kiosk-service-break", "service-break", LANG_VI, 0},
	{"kiosk-service-break-en-large-low", "service-break", LANG_EN, LARGE | LOW},
	{"kiosk-service-dark-wide", "service-break", LANG_VI, DARK | WIDE},
	{"kiosk-service-closed", "service-closed", LANG_VI, 0},
	{"kiosk-procedure", "procedure", LANG_VI, 0},
	{"kiosk-procedure-en", "procedure", LANG_EN, 0},
	{"kiosk-procedure-large", "procedure", LANG_VI, LARGE},
	{"kiosk-procedure-low", "procedure", LANG_VI, LOW},
	{"kiosk-procedure-large-low", "procedure", LANG_VI, LARGE | LOW},
	{"kiosk-procedure-wide", "procedure", LANG_VI, WIDE},
	{"kiosk-procedure-dark", "procedure", LANG_VI, DARK},
	{"kiosk-procedure-after-three", "procedure-after-three", LANG_VI, 0},
	{"kiosk-procedure-hard", "procedure-hard", LANG_VI, 0},
	{"kiosk-procedure-hard-wide", "procedure-hard", LANG_VI, WIDE},
	{"kiosk-procedure-hard-en-large-low", "procedure-hard", LANG_EN, LARGE | LOW},
	{"kiosk-procedure-name", "procedure-name", LANG_VI, 0},
	{"kiosk-procedure-name-large-low", "procedure-name", LANG_VI, LARGE | LOW},
	{"kiosk-procedure-name-wide", "procedure-name", LANG_VI, WIDE},
	{"kiosk-procedure-elsewhere", "procedure-elsewhere", LANG_VI, 0},
	{"kiosk-procedure-elsewhere-wide-large", "procedure-elsewhere", LANG_VI, WIDE | LARGE},
	{"kiosk-guide", "guide", LANG_VI, 0},
	{"kiosk-guide-en-wide", "guide", LANG_EN, WIDE},
	{"kiosk-guide-hard-large-low", "guide-hard", LANG_VI, LARGE | LOW},
	{"kiosk-procedure-six", "procedure-six", LANG_VI, LARGE},
	{"kiosk-priority", "priority", LANG_VI, 0},
	{"kiosk-priority-en", "priority", LANG_EN, 0},
	{"kiosk-priority-large-low", "priority", LANG_VI, LARGE | LOW},
	{"kiosk-priority-large", "priority", LANG_VI, LARGE},
	{"kiosk-priority-low-en", "priority", LANG_EN, LOW},
	{"kiosk-priority-dark", "priority", LANG_VI, DARK},
	{"kiosk-priority-wide", "priority", LANG_VI, WIDE},
	{"kiosk-priority-wide-large-low", "priority", LANG_VI, WIDE | LARGE | LOW},
	{"kiosk-priority-many", "priority-many", LANG_VI, 0},
	{"kiosk-priority-many-en-wide-large", "priority-many", LANG_EN, WIDE | LARGE},
	{"kiosk-priority-one", "priority-one", LANG_VI, 0},
	{"kiosk-help", "help", LANG_VI, 0},
	{"kiosk-help-en-large", "help", LANG_EN, LARGE},
	{"kiosk-help-spoken", "help", LANG_VI, SPOKEN},
	{"kiosk-help-spoken-en-large", "help", LANG_EN, SPOKEN | LARGE},
	{"kiosk-help-wide", "help", LANG_VI, WIDE},
	{"kiosk-late-break", "late-break", LANG_VI, 0},
	{"kiosk-late-break-wide", "late-break", LANG_VI, WIDE},
	{"kiosk-late-day-en-large-low", "late-day", LANG_EN, LARGE | LOW},
	{"kiosk-late-day-wide-large", "late-day", LANG_VI, WIDE | LARGE},
	{"kiosk-taking", "taking", LANG_VI, 0},
	{"kiosk-printing", "printing", LANG_VI, 0},
	{"kiosk-number", "number", LANG_VI, 0},
	{"kiosk-number-en", "number", LANG_EN, 0},
	{"kiosk-number-large", "number", LANG_VI, LARGE},
	{"kiosk-number-wide", "number", LANG_VI, WIDE},
	{"kiosk-number-wide-large", "number", LANG_VI, WIDE | LARGE},
	{"kiosk-number-priority", "number-priority", LANG_VI, 0},
	{"kiosk-number-break", "number-break", LANG_VI, 0},
	{"kiosk-number-break-en-wide-large", "number-break", LANG_EN, WIDE | LARGE},
	{"kiosk-number-doubtful", "number-doubtful", LANG_EN, 0},
	{"kiosk-number-doubtful-large", "number-doubtful", LANG_VI, LARGE},
	{"kiosk-number-doubtful-wide", "number-doubtful", LANG_VI, WIDE},
	{"kiosk-number-dark", "number-priority", LANG_VI, DARK},
	{"kiosk-number-dark-wide-large", "number", LANG_EN, DARK | WIDE | LARGE},
	{"kiosk-number-province", "number-province", LANG_VI, 0},
	{"kiosk-number-province-wide", "number-province", LANG_EN, WIDE},
	{"kiosk-number-long", "number-long", LANG_VI, 0},
	{"kiosk-number-long-wide-large", "number-long", LANG_VI, WIDE | LARGE},
	{"kiosk-remember", "remember", LANG_VI, 0},
	{"kiosk-remember-no-paper", "remember-no-paper", LANG_VI, 0},
	{"kiosk-reprinting", "reprinting", LANG_VI, 0},
	{"kiosk-reprint-failed-en-wide", "reprint-failed", LANG_EN, WIDE},
	{"kiosk-home-no-paper", "home-no-paper", LANG_VI, 0},
	{"kiosk-home-no-paper-en-large", "home-no-paper", LANG_EN, LARGE},
	{"kiosk-home-no-paper-low", "home-no-paper", LANG_VI, LOW},
	{"kiosk-home-no-paper-wide", "home-no-paper", LANG_VI, WIDE},
	{"kiosk-home-no-paper-wide-low", "home-no-paper", LANG_VI, WIDE | LOW},
	{"kiosk-service-cover-open", "service-cover-open", LANG_VI, 0},
	{"kiosk-service-cover-open-en-wide", "service-cover-open", LANG_EN, WIDE},
	{"kiosk-procedure-trouble", "procedure-trouble", LANG_VI, 0},
	{"kiosk-procedure-trouble-large-low", "procedure-trouble", LANG_VI, LARGE | LOW},
	{"kiosk-procedure-trouble-wide", "procedure-trouble", LANG_VI, WIDE},
	{"kiosk-late-no-paper-en", "late-no-paper", LANG_EN, 0},
	{"kiosk-remember-en-large", "remember", LANG_EN, LARGE},
	{"kiosk-notice-closed", "closed", LANG_VI, 0},
	{"kiosk-notice-quota", "quota", LANG_EN, LARGE},
	{"kiosk-notice-void", "void", LANG_VI, WIDE},
	{"kiosk-return", "return", LANG_VI, 0},
	{"kiosk-return-en-wide", "return", LANG_EN, WIDE},
	{"kiosk-return-called-large-low", "return-called", LANG_VI, LARGE | LOW},
	{"kiosk-return-late-wide-large", "return-late", LANG_VI, WIDE | LARGE},
	{"kiosk-return-dark", "return", LANG_VI, DARK},
	{"kiosk-return-missing", "return-missing", LANG_EN, 0},
	{"kiosk-return-rated", "return-rated", LANG_VI, 0},
	{"kiosk-rate", "rate", LANG_VI, 0},
	{"kiosk-rate-en", "rate", LANG_EN, 0},
	{"kiosk-rate-large", "rate", LANG_VI, LARGE},
	{"kiosk-rate-large-low-en", "rate", LANG_EN, LARGE | LOW},
	{"kiosk-rate-low", "rate", LANG_VI, LOW},
	{"kiosk-rate-wide", "rate", LANG_VI, WIDE},
	{"kiosk-rate-wide-large-low-en", "rate", LANG_EN, WIDE | LARGE | LOW},
	{"kiosk-rate-dark", "rate", LANG_VI, DARK},
	{"kiosk-rating", "rating", LANG_VI, 0},
	{"kiosk-rating-dark-wide", "rating", LANG_VI, DARK | WIDE},
	{"kiosk-rate-thanks", "rate-thanks", LANG_VI, 0},
	{"kiosk-rate-thanks-en-wide-large", "rate-thanks", LANG_EN, WIDE | LARGE},
	{"kiosk-rate-unsent", "rate-unsent", LANG_VI, 0},
	{"kiosk-rate-unsent-wide-large", "rate-unsent", LANG_VI, WIDE | LARGE},
	{"kiosk-code", "code", LANG_VI, 0},
	{"kiosk-code-en-large", "code", LANG_EN, LARGE},
	{"kiosk-code-large-low", "code-wrong", LANG_VI, LARGE | LOW},
	{"kiosk-code-wide", "code", LANG_VI, WIDE},
	{"kiosk-code-wide-large-low-en", "code-wrong", LANG_EN, WIDE | LARGE | LOW},
	{"kiosk-code-dark", "code-wrong", LANG_VI, DARK},
	{"kiosk-result-asked", "result-asked", LANG_VI, 0},
	{"kiosk-result-ready", "result-ready", LANG_VI, 0},
	{"kiosk-result-ready-en-wide-large", "result-ready", LANG_EN, WIDE | LARGE},
	{"kiosk-result-ready-large-low", "result-ready", LANG_VI, LARGE | LOW},
	{"kiosk-result-closed", "result-closed", LANG_VI, 0},
	{"kiosk-result-due", "result-due", LANG_VI, 0},
	{"kiosk-result-due-en-large", "result-due", LANG_EN, LARGE},
	{"kiosk-result-due-wide", "result-due", LANG_VI, WIDE},
	{"kiosk-result-late", "result-late", LANG_VI, 0},
	{"kiosk-result-late-wide-large", "result-late", LANG_VI, WIDE | LARGE},
	{"kiosk-result-late-en-dark-large-low", "result-late", LANG_EN, DARK | LARGE | LOW},
	{"kiosk-result-unknown", "result-unknown", LANG_VI, 0},
	{"kiosk-result-unknown-en-wide-large", "result-unknown", LANG_EN, WIDE | LARGE},
	{"kiosk-result-no-list", "result-no-list", LANG_VI, 0},
	{"kiosk-result-silent-large", "result-silent", LANG_VI, LARGE},
	{"kiosk-slip-service", "slip-service", LANG_VI, 0},
	{"kiosk-slip-service-low-en", "slip-service", LANG_EN, LOW},
	{"kiosk-slip-service-wide-large", "slip-service", LANG_VI, WIDE | LARGE},
	{"kiosk-slip-service-no-list", "slip-service-no-list", LANG_VI, 0},
	{"kiosk-warning", "warning", LANG_VI, 0},
	{"kiosk-warning-dark", "warning", LANG_VI, DARK | LARGE | LOW},
	{"kiosk-warning-wide-large", "warning", LANG_VI, WIDE | LARGE},
	{"kiosk-away", "away", LANG_VI, 0},
	{"kiosk-away-en-wide", "away", LANG_EN, WIDE},
	{"kiosk-away-dark", "away", LANG_VI, DARK},
	{"kiosk-alone", "alone", LANG_VI, 0},
	{"kiosk-alone-en", "alone", LANG_EN, 0},
	{"kiosk-alone-large", "alone", LANG_VI, LARGE},
	{"kiosk-alone-large-low-en", "alone", LANG_EN, LARGE | LOW},
	{"kiosk-alone-low", "alone", LANG_VI, LOW},
	{"kiosk-alone-wide", "alone", LANG_VI, WIDE},
	{"kiosk-alone-wide-low-en", "alone", LANG_EN, WIDE | LOW},
	{"kiosk-alone-search", "alone-search", LANG_VI, 0},
	{"kiosk-alone-search-large-low-en", "alone-search", LANG_EN, LARGE | LOW},
	{"kiosk-alone-service", "alone-service", LANG_VI, 0},
	{"kiosk-alone-service-en-large", "alone-service", LANG_EN, LARGE},
	{"kiosk-alone-used", "alone-used", LANG_VI, 0},
	{"kiosk-alone-used-en-wide", "alone-used", LANG_EN, WIDE},
	{"kiosk-alone-refused", "alone-refused", LANG_VI, 0},
	{"kiosk-alone-number", "alone-number", LANG_VI, 0},
	{"kiosk-alone-number-en-large", "alone-number", LANG_EN, LARGE},
	{"kiosk-alone-number-wide", "alone-number", LANG_VI, WIDE},
	{"kiosk-alone-remember-en", "alone-remember", LANG_EN, 0},
	{"kiosk-starting", "starting", LANG_VI, 0},
};

static void test_shot(void **state) {
	const struct shot *shot = *state;
	struct kiosk k;
	struct scene *scene = scene_new();
	kiosk_walk(&k, shot->walk, shot->lang);
	kiosk_modes(&k, shot->modes & LARGE, shot->modes & LOW, shot->modes & DARK);
	k.flow->spoken = shot->modes & SPOKEN;
	bool wide = shot->modes & WIDE;
	page_build(scene, k.flow, k.now_ms, k.wall_ms, wide ? 1920 : 1080, wide ? 1080 : 1920);
	kiosk_close(&k);
	golden_check(scene, shot->name);
	scene_free(scene);
}

int main(void) {
	enum { COUNT = sizeof shots / sizeof *shots };
	struct CMUnitTest tests[COUNT];
	for (int i = 0; i < COUNT; i++) {
		tests[i] = (struct CMUnitTest){.name = shots[i].name,
			.test_func = test_shot,
			.initial_state = (void *)(uintptr_t)&shots[i]};
	}
	int failed = cmocka_run_group_tests_name("shots_kiosk", tests, NULL, NULL);
	icon_close_all();
	font_close_all();
	return failed;
}
