/*
 * The kiosk's pictures against those kept in tests/screens/golden, in both languages, upright and
 * lying, with larger type and lower buttons, for a ward and a province.
 * links: tests/screens/golden.c tests/screens/kiosk_fixture.c kiosk/flow.c kiosk/flow_time.c
 * links: kiosk/flow_find.c kiosk/flow_number.c kiosk/flow_tap.c kiosk/page.c kiosk/page_band.c
 * links: kiosk/page_block.c kiosk/page_row.c kiosk/page_take.c kiosk/page_home.c
 * links: kiosk/page_search.c kiosk/page_keyboard.c kiosk/page_service.c kiosk/page_procedure.c
 * links: kiosk/page_papers.c kiosk/page_facts.c kiosk/page_priority.c kiosk/page_help.c
 * links: kiosk/page_number.c kiosk/page_message.c kiosk/page_qr.c kiosk/qr.c kiosk/phrase.c
 * links: kiosk/phrase_name.c common/board.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/mem.c common/log.c common/ui/scene.c common/ui/scene_compare.c common/ui/parts.c
 * links: common/ui/lines.c common/ui/font.c common/ui/theme.c common/ui/draw.c common/ui/shape.c
 * links: common/ui/icon.c embed_common embed_ui
 */
#include "kiosk/page.h"
#include "tests/screens/golden.h"
#include "tests/screens/kiosk_fixture.h"

#include "common/mem.h"
#include "common/ui/font.h"
#include "common/ui/icon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* How to come to a screen. */
static void walk_home(struct kiosk *k) {
	(void)k;
}

static void walk_home_last(struct kiosk *k) {
	kiosk_tap(k, "page:next page:next page:next page:next page:next page:next");
}

static void close_hall(struct kiosk *k) {
	k->flow->hall.open = false;
	for (int i = 0; i < k->flow->hall.service_count; i++) {
		k->flow->hall.services[i].open = false;
		k->flow->hall.services[i].opens_at_ms = k->wall_ms + 215 * 60000;
	}
}

static void walk_home_closed(struct kiosk *k) {
	close_hall(k);
	k->flow->hall.services[4].opens_at_ms += 86400000;
}

static void walk_home_no_counters(struct kiosk *k) {
	for (int i = 1; i < k->flow->hall.counter_count; i++) {
		k->flow->hall.counters[i].state = COUNTER_CLOSED;
	}
	for (int i = 0; i < k->flow->hall.service_count - 1; i++) {
		k->flow->hall.services[i].wait.known = i == 0;
	}
}

static void walk_empty_search(struct kiosk *k) {
	kiosk_tap(k, "search");
}

static void type(struct kiosk *k) {
	kiosk_tap(k, "search key:k key:h key:a key:i key:space key:s key:i key:n key:h");
}

static void walk_search(struct kiosk *k) {
	type(k);
	kiosk_answer(k, 200, "search");
}

static void walk_search_hidden(struct kiosk *k) {
	walk_search(k);
	kiosk_tap(k, "key:hide");
}

static void walk_search_hard(struct kiosk *k) {
	type(k);
	kiosk_answer(k, 200, "hard");
}

static void walk_search_nothing(struct kiosk *k) {
	kiosk_tap(k, "search key:x key:x key:q");
	kiosk_answer(k, 200, "nothing");
}

static void walk_service(struct kiosk *k) {
	kiosk_tap(k, "service:chung-thuc");
	kiosk_answer(k, 200, "certify");
}

static void walk_service_closed(struct kiosk *k) {
	kiosk_tap(k, "service:kinh-doanh");
	kiosk_answer(k, 200, "hard");
	walk_home_closed(k);
}

static void walk_procedure(struct kiosk *k) {
	walk_search(k);
	kiosk_tap(k, "procedure:1.001193");
}

static void walk_procedure_after_three(struct kiosk *k) {
	walk_procedure(k);
	k->wall_ms += 6 * 3600000;
	strcpy(k->flow->priority, "elderly");
}

static void walk_procedure_hard(struct kiosk *k) {
	walk_search_hard(k);
	kiosk_tap(k, "procedure:1.013962");
}

static void walk_procedure_six(struct kiosk *k) {
	walk_search_hard(k);
	kiosk_tap(k, "procedure:1.002372 page:next");
}

static void walk_priority(struct kiosk *k) {
	kiosk_tap(k, "priority priority:elderly priority");
}

static void walk_help(struct kiosk *k) {
	kiosk_tap(k, "help");
}

static void walk_taking(struct kiosk *k) {
	walk_service(k);
	kiosk_tap(k, "take");
}

static void walk_printing(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 201, "ticket");
}

static void walk_number(struct kiosk *k) {
	walk_printing(k);
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_number_priority(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 201, "ticket_priority");
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_number_province(struct kiosk *k) {
	kiosk_tap(k, "page:next service:dk-bien-dong take");
	kiosk_answer(k, 201, "ticket_province");
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_remember(struct kiosk *k) {
	walk_printing(k);
	flow_slip(k->flow, k->last.serial, false, "offline", k->now_ms);
}

static void walk_closed(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 409, "closed");
	close_hall(k);
}

static void walk_quota(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 409, "quota");
}

static void walk_void(struct kiosk *k) {
	walk_remember(k);
	kiosk_wait(k, FLOW_CONFIRM_MS);
}

static void walk_warning(struct kiosk *k) {
	walk_search(k);
	kiosk_wait(k, FLOW_IDLE_MS);
}

static void walk_away(struct kiosk *k) {
	flow_link(k->flow, false, k->now_ms);
	kiosk_wait(k, FLOW_AWAY_MS);
}

static void walk_starting(struct kiosk *k) {
	k->flow->hall_known = k->flow->office_known = false;
}

enum { LARGE = 1, LOW = 2, WIDE = 4 };

static const struct shot {
	const char *name;
	void (*walk)(struct kiosk *k);
	const char *office;
	enum lang lang;
	int modes;
} shots[] = {
	{"kiosk-home", walk_home, "ward", LANG_VI, 0},
	{"kiosk-home-en", walk_home, "ward", LANG_EN, 0},
	{"kiosk-home-large", walk_home, "ward", LANG_VI, LARGE},
	{"kiosk-home-low", walk_home, "ward", LANG_VI, LOW},
	{"kiosk-home-large-low", walk_home, "ward", LANG_VI, LARGE | LOW},
	{"kiosk-home-large-low-en", walk_home, "ward", LANG_EN, LARGE | LOW},
	{"kiosk-home-wide", walk_home, "ward", LANG_VI, WIDE},
	{"kiosk-home-wide-large", walk_home, "ward", LANG_VI, WIDE | LARGE},
	{"kiosk-home-wide-low", walk_home, "ward", LANG_VI, WIDE | LOW},
	{"kiosk-home-closed", walk_home_closed, "ward", LANG_VI, 0},
	{"kiosk-home-no-counters", walk_home_no_counters, "ward", LANG_VI, 0},
	{"kiosk-home-province", walk_home, "province", LANG_VI, 0},
	{"kiosk-home-province-en", walk_home, "province", LANG_EN, 0},
	{"kiosk-home-province-last", walk_home_last, "province", LANG_VI, 0},
	{"kiosk-home-province-wide", walk_home, "province", LANG_VI, WIDE},
	{"kiosk-home-province-wide-large", walk_home, "province", LANG_VI, WIDE | LARGE},
	{"kiosk-search-empty", walk_empty_search, "ward", LANG_VI, 0},
	{"kiosk-search", walk_search, "ward", LANG_VI, 0},
	{"kiosk-search-en", walk_search, "ward", LANG_EN, 0},
	{"kiosk-search-large", walk_search, "ward", LANG_VI, LARGE},
	{"kiosk-search-low", walk_search, "ward", LANG_VI, LOW},
	{"kiosk-search-large-low", walk_search, "ward", LANG_VI, LARGE | LOW},
	{"kiosk-search-wide", walk_search, "ward", LANG_VI, WIDE},
	{"kiosk-search-wide-low", walk_search, "ward", LANG_VI, WIDE | LOW},
	{"kiosk-search-hidden", walk_search_hidden, "ward", LANG_VI, 0},
	{"kiosk-search-wide-hidden", walk_search_hidden, "ward", LANG_VI, WIDE},
	{"kiosk-search-hard", walk_search_hard, "ward", LANG_VI, 0},
	{"kiosk-search-nothing", walk_search_nothing, "ward", LANG_VI, 0},
	{"kiosk-service", walk_service, "ward", LANG_VI, 0},
	{"kiosk-service-en", walk_service, "ward", LANG_EN, 0},
	{"kiosk-service-large", walk_service, "ward", LANG_VI, LARGE},
	{"kiosk-service-low", walk_service, "ward", LANG_VI, LOW},
	{"kiosk-service-large-low", walk_service, "ward", LANG_VI, LARGE | LOW},
	{"kiosk-service-wide", walk_service, "ward", LANG_VI, WIDE},
	{"kiosk-service-closed", walk_service_closed, "ward", LANG_VI, 0},
	{"kiosk-procedure", walk_procedure, "ward", LANG_VI, 0},
	{"kiosk-procedure-en", walk_procedure, "ward", LANG_EN, 0},
	{"kiosk-procedure-large", walk_procedure, "ward", LANG_VI, LARGE},
	{"kiosk-procedure-low", walk_procedure, "ward", LANG_VI, LOW},
	{"kiosk-procedure-large-low", walk_procedure, "ward", LANG_VI, LARGE | LOW},
	{"kiosk-procedure-wide", walk_procedure, "ward", LANG_VI, WIDE},
	{"kiosk-procedure-after-three", walk_procedure_after_three, "ward", LANG_VI, 0},
	{"kiosk-procedure-hard", walk_procedure_hard, "ward", LANG_VI, 0},
	{"kiosk-procedure-hard-wide", walk_procedure_hard, "ward", LANG_VI, WIDE},
	{"kiosk-procedure-six", walk_procedure_six, "ward", LANG_VI, LARGE},
	{"kiosk-priority", walk_priority, "ward", LANG_VI, 0},
	{"kiosk-priority-en", walk_priority, "ward", LANG_EN, 0},
	{"kiosk-priority-large-low", walk_priority, "ward", LANG_VI, LARGE | LOW},
	{"kiosk-priority-wide", walk_priority, "ward", LANG_VI, WIDE},
	{"kiosk-help", walk_help, "ward", LANG_VI, 0},
	{"kiosk-help-en-large", walk_help, "ward", LANG_EN, LARGE},
	{"kiosk-help-wide", walk_help, "ward", LANG_VI, WIDE},
	{"kiosk-taking", walk_taking, "ward", LANG_VI, 0},
	{"kiosk-printing", walk_printing, "ward", LANG_VI, 0},
	{"kiosk-number", walk_number, "ward", LANG_VI, 0},
	{"kiosk-number-en", walk_number, "ward", LANG_EN, 0},
	{"kiosk-number-large", walk_number, "ward", LANG_VI, LARGE},
	{"kiosk-number-wide", walk_number, "ward", LANG_VI, WIDE},
	{"kiosk-number-wide-large", walk_number, "ward", LANG_VI, WIDE | LARGE},
	{"kiosk-number-priority", walk_number_priority, "ward", LANG_VI, 0},
	{"kiosk-number-province", walk_number_province, "province", LANG_VI, 0},
	{"kiosk-number-province-wide", walk_number_province, "province", LANG_EN, WIDE},
	{"kiosk-remember", walk_remember, "ward", LANG_VI, 0},
	{"kiosk-remember-en-large", walk_remember, "ward", LANG_EN, LARGE},
	{"kiosk-notice-closed", walk_closed, "ward", LANG_VI, 0},
	{"kiosk-notice-quota", walk_quota, "ward", LANG_EN, LARGE},
	{"kiosk-notice-void", walk_void, "ward", LANG_VI, WIDE},
	{"kiosk-warning", walk_warning, "ward", LANG_VI, 0},
	{"kiosk-warning-wide-large", walk_warning, "ward", LANG_VI, WIDE | LARGE},
	{"kiosk-away", walk_away, "ward", LANG_VI, 0},
	{"kiosk-away-en-wide", walk_away, "ward", LANG_EN, WIDE},
	{"kiosk-starting", walk_starting, "ward", LANG_VI, 0},
};

static void test_shot(void **state) {
	const struct shot *shot = *state;
	struct kiosk k;
	struct scene *scene = scene_new();
	kiosk_open(&k, shot->office, shot->lang);
	shot->walk(&k);
	k.flow->large = shot->modes & LARGE;
	k.flow->low = shot->modes & LOW;
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
