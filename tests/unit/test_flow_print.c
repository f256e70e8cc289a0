/*
 * The kiosk and its printer: no number is lost on paper that does not come, and a slip can be had
 * once more.
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

static void take(void) {
	kiosk_tap(&k, "service:chung-thuc take");
	kiosk_answer(&k, 201, "ticket");
	assert_int_equal(shown(), SCREEN_NUMBER);
}

static void take_with_slip(void) {
	take();
	slip_out();
	assert_string_equal(k.last.text, "paper");
}

/* Each state that stops the paper: the number is on the screen at once, and its word is told. */
static void test_known_bad(void **state) {
	(void)state;
	static const enum printer_state bad[] = {PRINTER_PAPER_OUT, PRINTER_COVER_OPEN,
		PRINTER_CUTTER, PRINTER_OFFLINE, PRINTER_NONE};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		flow_printer(k.flow, bad[i]);
		take();
		assert_int_equal(k.flow->phase, NUMBER_REMEMBER);
		assert_int_equal(k.flow->print_serial, 0);
		assert_string_equal(k.flow->failed_why,
			bad[i] == PRINTER_NONE ? "no_printer" : printer_word(bad[i]));
		kiosk_tap(&k, "remembered");
		assert_string_equal(k.last.text, "screen");
		assert_int_equal(shown(), SCREEN_HOME);
	}
}

static void test_low_prints(void **state) {
	(void)state;
	flow_printer(k.flow, PRINTER_PAPER_LOW);
	take();
	assert_int_equal(k.flow->phase, NUMBER_PRINTING);
}

static void test_again(void **state) {
	(void)state;
	take_with_slip();
	for (int i = 0; i < FLOW_REPRINTS_MAX; i++) {
		kiosk_tap(&k, "reprint");
		assert_int_equal(k.last.kind, REQUEST_PRINT_TICKET);
		assert_true(k.last.again);
		assert_int_equal(k.flow->reprint, REPRINT_PRINTING);
		assert_false(flow_reprint_offered(k.flow));
		flow_slip(k.flow, k.last.serial, true, "", k.now_ms);
		assert_int_equal(k.flow->reprint, REPRINT_OUT);
	}
	uint32_t last = k.last.serial;
	kiosk_tap(&k, "reprint");
	assert_int_equal(k.last.serial, last);
	kiosk_wait(&k, FLOW_DONE_MS);
	assert_int_equal(shown(), SCREEN_HOME);
	assert_int_equal(k.flow->reprints, 0);
}

/* The first slip did not come; the printer is well again: the number is confirmed, once. */
static void test_again_after_trouble(void **state) {
	(void)state;
	take();
	flow_printer(k.flow, PRINTER_PAPER_OUT);
	flow_slip(k.flow, k.last.serial, false, "paper_out", k.now_ms);
	assert_int_equal(k.flow->phase, NUMBER_REMEMBER);
	assert_false(flow_reprint_offered(k.flow));
	flow_printer(k.flow, PRINTER_OK);
	assert_true(flow_reprint_offered(k.flow));
	kiosk_wait(&k, 2000);
	flow_tap(k.flow, "reprint", k.now_ms);
	struct request r;
	do {
		assert_true(flow_next_request(k.flow, &r));
	} while (r.kind != REQUEST_PRINTED);
	assert_string_equal(r.text, "screen");
	assert_true(flow_next_request(k.flow, &r));
	assert_int_equal(r.kind, REQUEST_PRINT_TICKET);
	flow_slip(k.flow, r.serial, true, "", k.now_ms);
	assert_int_equal(k.flow->phase, NUMBER_PRINTED);
	while (flow_next_request(k.flow, &r)) {
		assert_int_not_equal(r.kind, REQUEST_PRINTED);
	}
	kiosk_wait(&k, FLOW_DONE_MS);
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_again_fails(void **state) {
	(void)state;
	take_with_slip();
	kiosk_tap(&k, "reprint");
	kiosk_wait(&k, FLOW_PRINT_MS - 1);
	assert_int_equal(k.flow->reprint, REPRINT_PRINTING);
	kiosk_wait(&k, 1);
	assert_int_equal(k.flow->reprint, REPRINT_FAILED);
	assert_int_equal(shown(), SCREEN_NUMBER);
	assert_true(flow_reprint_offered(k.flow));
	kiosk_wait(&k, FLOW_DONE_MS);
	assert_int_equal(shown(), SCREEN_HOME);
}

/* In every phase the number stays for ten seconds by itself. */
static void test_ten_seconds(void **state) {
	(void)state;
	take();
	kiosk_wait(&k, 10000);
	assert_int_equal(shown(), SCREEN_NUMBER);
	flow_slip(k.flow, k.last.serial, true, "", k.now_ms);
	kiosk_wait(&k, 10000);
	assert_int_equal(shown(), SCREEN_NUMBER);
	kiosk_tap(&k, "reprint");
	flow_slip(k.flow, k.last.serial, false, "cutter", k.now_ms);
	kiosk_wait(&k, 10000);
	assert_int_equal(shown(), SCREEN_NUMBER);
}

static void test_papers(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:k");
	kiosk_answer(&k, 200, "search");
	kiosk_tap(&k, "procedure:1.001193");
	flow_printer(k.flow, PRINTER_COVER_OPEN);
	kiosk_tap(&k, "print-papers");
	assert_int_equal(k.flow->papers, PAPERS_FAILED);
	assert_int_not_equal(k.last.kind, REQUEST_PRINT_PAPERS);
	flow_printer(k.flow, PRINTER_OK);
	assert_int_equal(k.flow->papers, PAPERS_IDLE);
	kiosk_tap(&k, "print-papers");
	assert_int_equal(k.last.kind, REQUEST_PRINT_PAPERS);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ward, close_ward)
	const struct CMUnitTest tests[] = {TEST(test_known_bad), TEST(test_low_prints),
		TEST(test_again), TEST(test_again_after_trouble), TEST(test_again_fails),
		TEST(test_ten_seconds), TEST(test_papers)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
