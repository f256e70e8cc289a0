/*
 * The kiosk's state machine: searching, going back, priority, idle times, interruptions.
 * links: tests/unit/flow_ward.c tests/screens/kiosk_fixture.c kiosk/flow*.c kiosk/printer_status.c
 * links: kiosk/lease.c kiosk/lease_json.c common/board.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/slip_code.c common/mem.c embed_common
 */
#include "tests/unit/flow_ward.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_search(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:k");
	assert_int_equal(k.last.kind, REQUEST_SEARCH);
	assert_string_equal(k.last.text, "k");
	uint32_t first = k.last.serial;
	flow_tap(k.flow, "key:h", k.now_ms + 10);
	flow_tap(k.flow, "key:a", k.now_ms + 20);
	k.now_ms += 20;
	assert_int_equal(k.flow->request_count, 0);
	kiosk_wait(&k, FLOW_SEARCH_MS);
	assert_string_equal(k.last.text, "kha");
	uint32_t second = k.last.serial;
	kiosk_answer(&k, 200, "search");
	assert_int_equal(k.flow->results.count, 12);
	k.last.serial = first;
	kiosk_answer(&k, 200, "nothing");
	assert_int_equal(k.flow->results.count, 12);
	assert_true(second > first);
}

static int rows(const struct results *r) {
	return r->known ? r->count : -1;
}

/* Before anything is typed: what was counted, and no more than that. */
static void test_often(void **state) {
	(void)state;
	kiosk_tap(&k, "search");
	assert_int_equal(k.last.kind, REQUEST_SEARCH);
	assert_string_equal(k.last.text, "");
	assert_string_equal(k.last.service, "");
	assert_int_equal(rows(&k.flow->often), -1);
	uint32_t asked = k.last.serial;
	kiosk_answer(&k, 200, "often");
	assert_int_equal(rows(&k.flow->often), 10);
	assert_string_equal(k.flow->often.rows[0].code, "2.000815");
	kiosk_wait(&k, 10 * FLOW_SEARCH_MS);
	assert_int_equal(k.last.serial, asked);
	kiosk_tap(&k, "key:k");
	kiosk_answer(&k, 200, "search");
	kiosk_tap(&k, "clear");
	assert_int_equal(rows(&k.flow->often), 10);
	kiosk_tap(&k, "procedure:1.001193 take");
	assert_string_equal(k.last.procedure, "1.001193");
	assert_string_equal(k.last.service, "ho-tich");
}

/* The next citizen's are asked for anew; a new office has counted nothing. */
static void test_often_of_a_visit(void **state) {
	(void)state;
	kiosk_tap(&k, "search");
	uint32_t asked = k.last.serial;
	kiosk_answer(&k, 200, "often");
	kiosk_tap(&k, "home");
	assert_int_equal(rows(&k.flow->often), -1);
	assert_int_equal(k.last.serial, asked);
	kiosk_tap(&k, "search");
	assert_int_not_equal(k.last.serial, asked);
	kiosk_answer(&k, 200, "search");
	assert_int_equal(rows(&k.flow->often), 0);
}

static void test_often_without_answer(void **state) {
	(void)state;
	kiosk_tap(&k, "search");
	uint32_t asked = k.last.serial;
	kiosk_answer(&k, 0, NULL);
	flow_link(k.flow, false, k.now_ms);
	kiosk_wait(&k, FLOW_SEARCH_MS);
	assert_int_equal(k.last.serial, asked);
	flow_link(k.flow, true, k.now_ms);
	kiosk_wait(&k, FLOW_SEARCH_MS);
	assert_int_not_equal(k.last.serial, asked);
	kiosk_answer(&k, 200, "often");
	assert_int_equal(rows(&k.flow->often), 10);
}

static void test_typing(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:space key:k key:space key:space key:1 key:. key:space");
	assert_string_equal(k.flow->query, "k 1. ");
	kiosk_tap(&k, "key:backspace key:backspace");
	assert_string_equal(k.flow->query, "k 1");
	for (int i = 0; i < 100; i++) {
		kiosk_tap(&k, "key:ế");
	}
	assert_int_equal(strlen(k.flow->query), 63);
	kiosk_tap(&k, "key:backspace");
	assert_int_equal(strlen(k.flow->query), 60);
	kiosk_tap(&k, "clear");
	assert_string_equal(k.flow->query, "");
	assert_false(k.flow->results.known);
	kiosk_tap(&k, "key:backspace");
	assert_string_equal(k.flow->query, "");
}

/* "Not found" is not said while a word is being typed. */
static void test_search_settles(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:x key:q");
	kiosk_answer(&k, 200, "nothing");
	assert_false(flow_found_nothing(k.flow, k.now_ms));
	assert_true(flow_next_ms(k.flow, k.now_ms) <= k.now_ms + FLOW_SETTLE_MS);
	kiosk_wait(&k, FLOW_SETTLE_MS);
	assert_true(flow_found_nothing(k.flow, k.now_ms));
	kiosk_tap(&k, "key:a");
	assert_false(flow_found_nothing(k.flow, k.now_ms));
}

static void test_search_without_answer(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:k");
	uint32_t first = k.last.serial;
	kiosk_answer(&k, 0, NULL);
	kiosk_wait(&k, FLOW_SEARCH_MS);
	assert_int_equal(k.last.kind, REQUEST_SEARCH);
	assert_true(k.last.serial > first);
	kiosk_answer(&k, 400, "closed");
	kiosk_wait(&k, 1000);
	assert_true(k.flow->results.known);
	assert_int_equal(k.flow->results.count, 0);
}

static void test_service_without_answer(void **state) {
	(void)state;
	kiosk_tap(&k, "service:ho-tich");
	uint32_t first = k.last.serial;
	kiosk_answer(&k, 0, NULL);
	assert_int_equal(flow_next_ms(k.flow, k.now_ms), k.now_ms + FLOW_SEARCH_MS);
	kiosk_wait(&k, FLOW_SEARCH_MS);
	assert_true(k.last.serial > first);
	assert_string_equal(k.last.service, "ho-tich");
	assert_false(k.flow->service_results.known);
	kiosk_answer(&k, 200, "search");
	kiosk_wait(&k, 1000);
	assert_int_equal(k.flow->service_results.count, 12);
}

static void test_procedure(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:k");
	kiosk_answer(&k, 200, "search");
	kiosk_tap(&k, "procedure:1.001193");
	assert_int_equal(shown(), SCREEN_PROCEDURE);
	assert_string_equal(k.flow->procedure.code, "1.001193");
	assert_string_equal(flow_take_service(k.flow)->id, "ho-tich");
	kiosk_tap(&k, "take");
	assert_string_equal(k.last.service, "ho-tich");
	assert_string_equal(k.last.procedure, "1.001193");
}

/* A procedure that is in no list on the screen is none; one that was may outlive its list. */
static void test_procedure_outlives_its_list(void **state) {
	(void)state;
	kiosk_tap(&k, "service:ho-tich");
	kiosk_answer(&k, 200, "search");
	kiosk_tap(&k, "procedure:9.999999");
	assert_int_equal(shown(), SCREEN_SERVICE);
	kiosk_tap(&k, "procedure:1.001193 back back service:chung-thuc");
	assert_int_equal(k.flow->service_results.count, 0);
	assert_string_equal(k.flow->procedure.code, "1.001193");
}

static void test_back(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:k");
	kiosk_answer(&k, 200, "search");
	kiosk_tap(&k, "page:next page:next back");
	assert_int_equal(k.flow->page[SCREEN_SEARCH], 1);
	kiosk_tap(&k, "procedure:1.001193 help back back");
	assert_int_equal(shown(), SCREEN_SEARCH);
	assert_string_equal(k.flow->query, "k");
	kiosk_tap(&k, "back back");
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_priority(void **state) {
	(void)state;
	kiosk_tap(&k, "priority priority:elderly");
	assert_int_equal(shown(), SCREEN_HOME);
	kiosk_tap(&k, "service:chung-thuc take");
	assert_string_equal(k.last.priority, "elderly");
	kiosk_answer(&k, 0, NULL);
	kiosk_tap(&k, "back priority priority:none take");
	assert_string_equal(k.last.priority, "");
}

static void test_papers(void **state) {
	(void)state;
	kiosk_tap(&k, "service:ho-tich");
	kiosk_answer(&k, 200, "search");
	kiosk_tap(&k, "procedure:1.001193 print-papers");
	uint32_t job = k.last.serial;
	assert_int_equal(k.last.kind, REQUEST_PRINT_PAPERS);
	kiosk_tap(&k, "print-papers");
	assert_int_equal(k.last.serial, job);
	flow_slip(k.flow, job, false, "offline", k.now_ms);
	assert_int_equal(k.flow->papers, PAPERS_FAILED);
	kiosk_tap(&k, "print-papers");
	flow_slip(k.flow, k.last.serial, true, "", k.now_ms);
	assert_int_equal(k.flow->papers, PAPERS_PRINTED);
}

static void test_idle(void **state) {
	(void)state;
	kiosk_tap(&k, "lang:en priority priority:elderly search key:k");
	kiosk_wait(&k, FLOW_IDLE_MS - 1);
	assert_int_equal(shown(), SCREEN_SEARCH);
	kiosk_wait(&k, 1);
	assert_int_equal(shown(), SCREEN_WARNING);
	flow_tap(k.flow, "key:h", k.now_ms);
	assert_string_equal(k.flow->query, "k");
	kiosk_tap(&k, "more-time");
	assert_int_equal(shown(), SCREEN_SEARCH);
	kiosk_wait(&k, FLOW_IDLE_MS + FLOW_WARNING_MS);
	assert_int_equal(shown(), SCREEN_HOME);
	assert_int_equal(k.flow->lang, LANG_VI);
	assert_string_equal(k.flow->priority, "");
	assert_string_equal(k.flow->query, "");
	assert_false(k.flow->results.known);
	kiosk_wait(&k, 10 * FLOW_IDLE_MS);
	assert_int_equal(shown(), SCREEN_HOME);
	kiosk_tap(&k, "search key:k back");
	kiosk_wait(&k, FLOW_IDLE_MS);
	assert_string_equal(k.flow->query, "");
}

/* Whoever needs more time has it. */
static void test_slow_modes(void **state) {
	(void)state;
	static const char *const modes[] = {"large", "low", "contrast"};
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		kiosk_tap(&k, modes[i]);
		kiosk_wait(&k, FLOW_IDLE_SLOW_MS - 1);
		assert_int_equal(shown(), SCREEN_HOME);
		kiosk_wait(&k, 1);
		assert_int_equal(shown(), SCREEN_WARNING);
		kiosk_wait(&k, FLOW_WARNING_SLOW_MS - 1);
		assert_int_equal(shown(), SCREEN_WARNING);
		kiosk_wait(&k, 1);
		assert_int_equal(shown(), SCREEN_HOME);
		assert_false(k.flow->large || k.flow->low || k.flow->contrast);
	}
	flow_keypad(k.flow, k.now_ms);
	kiosk_tap(&k, "search");
	kiosk_wait(&k, FLOW_IDLE_SLOW_MS - 1);
	assert_int_equal(shown(), SCREEN_SEARCH);
}

/* Who moves the ring is there; who only moved it and went leaves no ring. */
static void test_keys_alone(void **state) {
	(void)state;
	uint32_t visit = k.flow->visit;
	for (int i = 0; i < 3; i++) {
		flow_keypad(k.flow, k.now_ms);
		kiosk_wait(&k, FLOW_IDLE_SLOW_MS - 1);
		assert_true(k.flow->by_keys);
	}
	kiosk_wait(&k, 1);
	assert_false(k.flow->by_keys);
	assert_int_equal(k.flow->visit, visit + 1);
	assert_int_equal(shown(), SCREEN_HOME);
}

/* What is the machine's own and goes on: clocks, serials, what the server told. */
static void copy_own(struct flow *fresh, const struct flow *f) {
	fresh->visit = f->visit;
	fresh->touched_ms = f->touched_ms;
	fresh->guard_until_ms = f->guard_until_ms;
	fresh->asked_ms = f->asked_ms;
	fresh->down_ms = f->down_ms;
	fresh->ahead_ms = f->ahead_ms;
	fresh->status_ms = f->status_ms;
	fresh->serial = f->serial;
	fresh->lease_ms = f->lease_ms;
	fresh->lease_serial = f->lease_serial;
	fresh->lease_due = f->lease_due;
	fresh->hand_in_ms = f->hand_in_ms;
	fresh->taken_count = f->taken_count;
	fresh->print_until_ms = f->print_until_ms;
	fresh->printed_serial = f->printed_serial;
	memcpy(fresh->printed_number, f->printed_number, sizeof fresh->printed_number);
	memcpy(fresh->taken_ms, f->taken_ms, sizeof fresh->taken_ms);
	memcpy(fresh->requests, f->requests, sizeof fresh->requests);
}

/* One citizen after another leaves things behind: the next one finds a kiosk as on the first day.
 */
static void test_nothing_is_left(void **state) {
	(void)state;
	static const char *const visits[] = {
		"lang:en large low contrast listen priority priority:elderly search key:k key:hide",
		"page:next service:chung-thuc page:next help priority", "service:chung-thuc take",
		"help", "search", "large search key:k clear key:x"};
	struct kiosk fresh;
	for (size_t i = 0; i < sizeof visits / sizeof *visits; i++) {
		flow_keypad(k.flow, k.now_ms);
		kiosk_tap(&k, visits[i]);
		kiosk_answer(&k, i == 2 ? 409 : 200, i == 2 ? "closed" : "search");
		kiosk_wait(&k, FLOW_IDLE_SLOW_MS + FLOW_WARNING_SLOW_MS);
		kiosk_open(&fresh, "ward", LANG_VI);
		copy_own(fresh.flow, k.flow);
		const unsigned char *a = (const void *)k.flow, *b = (const void *)fresh.flow;
		for (size_t at = 0; at < sizeof(struct flow); at++) {
			if (a[at] != b[at]) {
				fail_msg("after \"%s\" byte %zu of flow is %d, not %d", visits[i],
					at, a[at], b[at]);
			}
		}
		kiosk_close(&fresh);
	}
}

static void test_touch_is_presence(void **state) {
	(void)state;
	kiosk_tap(&k, "search");
	kiosk_wait(&k, FLOW_IDLE_MS - 1);
	flow_touch(k.flow, k.now_ms);
	kiosk_wait(&k, FLOW_IDLE_MS - 1);
	assert_int_equal(shown(), SCREEN_SEARCH);
}

static void test_away(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:k");
	flow_link(k.flow, false, k.now_ms);
	kiosk_wait(&k, FLOW_AWAY_MS - 1);
	assert_int_equal(shown(), SCREEN_SEARCH);
	kiosk_wait(&k, 1);
	assert_int_equal(shown(), SCREEN_AWAY);
	kiosk_tap(&k, "key:h take");
	assert_string_equal(k.flow->query, "k");
	flow_link(k.flow, true, k.now_ms);
	assert_int_equal(shown(), SCREEN_SEARCH);
	flow_link(k.flow, false, k.now_ms);
	kiosk_wait(&k, 3600000);
	flow_link(k.flow, true, k.now_ms);
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_start(void **state) {
	(void)state;
	struct flow *f = flow_new(LANG_EN, PRINTER_OK, 1000);
	assert_int_equal(flow_screen(f, 1000), SCREEN_STARTING);
	assert_int_equal(flow_screen(f, 1000 + FLOW_AWAY_MS), SCREEN_AWAY);
	flow_link(f, true, 9000);
	assert_int_equal(flow_screen(f, 9000), SCREEN_STARTING);
	flow_tap(f, "search", 9000);
	assert_int_equal(f->screen, SCREEN_HOME);
	flow_free(f);
}

static void test_status(void **state) {
	(void)state;
	struct request r;
	kiosk_wait(&k, 1);
	k.now_ms += FLOW_STATUS_MS;
	flow_tick(k.flow, k.now_ms);
	assert_true(flow_next_request(k.flow, &r));
	assert_int_equal(r.kind, REQUEST_STATUS);
	flow_tick(k.flow, k.now_ms);
	assert_false(flow_next_request(k.flow, &r));
	flow_printer(k.flow, PRINTER_OFFLINE);
	flow_tick(k.flow, k.now_ms);
	assert_true(flow_next_request(k.flow, &r));
	assert_int_equal(r.kind, REQUEST_STATUS);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ward, close_ward)
	const struct CMUnitTest tests[] = {TEST(test_search), TEST(test_often),
		TEST(test_often_of_a_visit), TEST(test_often_without_answer), TEST(test_typing),
		TEST(test_search_settles), TEST(test_search_without_answer), TEST(test_procedure),
		TEST(test_procedure_outlives_its_list), TEST(test_service_without_answer),
		TEST(test_back), TEST(test_priority), TEST(test_papers), TEST(test_idle),
		TEST(test_slow_modes), TEST(test_keys_alone), TEST(test_nothing_is_left),
		TEST(test_touch_is_presence), TEST(test_away), TEST(test_start), TEST(test_status)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
