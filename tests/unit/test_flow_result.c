/*
 * The kiosk's state machine: an appointment slip's code, typed or scanned, and that no number is
 * spent on a result that is not ready.
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

static int open_ward_with_slips(void **state) {
	open_ward(state);
	kiosk_slips(&k, true);
	return 0;
}

/* Nothing of it is anywhere in flow. */
static void forgotten(void) {
	static const struct slip_look none;
	assert_memory_equal(&k.flow->slip, &none, sizeof none);
	assert_string_equal(k.flow->pressed.appointment, "");
}

/* One press after the scan. */
static void test_ready(void **state) {
	(void)state;
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(shown(), SCREEN_RESULT);
	assert_int_equal(k.last.kind, REQUEST_RESULT);
	assert_string_equal(k.last.text, KIOSK_CODE);
	kiosk_answer(&k, 200, "result_ready");
	assert_int_equal(k.flow->slip.said, RESULT_READY);
	kiosk_tap(&k, "take");
	assert_int_equal(k.last.kind, REQUEST_TAKE);
	assert_string_equal(k.last.service, "tra-ket-qua");
	assert_string_equal(k.last.appointment, KIOSK_CODE);
	kiosk_answer(&k, 201, "ticket");
	assert_int_equal(shown(), SCREEN_NUMBER);
	forgotten();
}

static void test_not_ready(void **state) {
	(void)state;
	kiosk_scan_code(&k, KIOSK_CODE);
	kiosk_answer(&k, 200, "result_due");
	assert_int_equal(k.flow->slip.said, RESULT_NOT_READY);
	assert_int_equal(k.flow->slip.result.due, 20261130);
	kiosk_tap(&k, "take take");
	assert_int_equal(k.take_count, 0);
	assert_int_equal(shown(), SCREEN_RESULT);
	kiosk_tap(&k, "help");
	assert_int_equal(shown(), SCREEN_HELP);
	kiosk_tap(&k, "back back");
	assert_int_equal(shown(), SCREEN_HOME);
	forgotten();
}

/* Whoever may need the desk all the same can have a number, but not with the code. */
static void takes_without_code(int status, const char *answer, enum result_said said) {
	k.take_count = 0;
	kiosk_scan_code(&k, KIOSK_CODE);
	kiosk_answer(&k, status, answer);
	assert_int_equal(k.flow->slip.said, said);
	kiosk_tap(&k, "take");
	assert_int_equal(k.take_count, 1);
	assert_string_equal(k.last.appointment, "");
	kiosk_answer(&k, 0, NULL);
	assert_int_equal(shown(), SCREEN_NOTICE);
	kiosk_tap(&k, "home");
	forgotten();
}

static void test_desk_all_the_same(void **state) {
	(void)state;
	takes_without_code(200, "result_late", RESULT_LATE);
	takes_without_code(200, "result_unknown", RESULT_UNKNOWN);
	takes_without_code(0, NULL, RESULT_SILENT);
	takes_without_code(503, NULL, RESULT_SILENT);
	takes_without_code(200, "nothing", RESULT_SILENT);
}

/* On its day it is not late. */
static void test_day(void **state) {
	(void)state;
	k.flow->hall.day = 20261130;
	kiosk_scan_code(&k, KIOSK_CODE);
	kiosk_answer(&k, 200, "result_due");
	assert_int_equal(k.flow->slip.said, RESULT_NOT_READY);
	kiosk_tap(&k, "home");
	k.flow->hall.day = 20261201;
	kiosk_scan_code(&k, KIOSK_CODE);
	kiosk_answer(&k, 200, "result_due");
	assert_int_equal(k.flow->slip.said, RESULT_LATE);
}

/* The list has changed between the look and the press: it is looked up again, no number. */
static void test_refused(void **state) {
	(void)state;
	kiosk_scan_code(&k, KIOSK_CODE);
	kiosk_answer(&k, 200, "result_ready");
	kiosk_tap(&k, "take");
	kiosk_answer(&k, 422, "missing");
	assert_int_equal(shown(), SCREEN_RESULT);
	assert_int_equal(k.last.kind, REQUEST_RESULT);
	assert_string_equal(k.last.text, KIOSK_CODE);
	kiosk_answer(&k, 200, "result_due");
	assert_int_equal(k.flow->slip.said, RESULT_NOT_READY);
}

static void test_typed(void **state) {
	(void)state;
	kiosk_tap(&k, "service:tra-ket-qua");
	assert_int_equal(shown(), SCREEN_CODE);
	kiosk_tap(&k, "key:h key:0 key:6 key:backspace key:5 key:space key:. key:2");
	assert_string_equal(k.flow->slip.typed, "H05.2");
	kiosk_tap(&k, "check");
	assert_int_equal(shown(), SCREEN_CODE);
	assert_true(k.flow->slip.wrong);
	kiosk_tap(&k, "key:7");
	assert_false(k.flow->slip.wrong);
	kiosk_tap(&k,
		"key:- key:2 key:6 key:1 key:1 key:1 key:0 key:- key:0 key:0 key:0 key:7 check");
	assert_int_equal(shown(), SCREEN_RESULT);
	assert_string_equal(k.last.text, "H05.27-261110-0007");
	kiosk_answer(&k, 200, "result_unknown");
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_CODE);
	assert_string_equal(k.flow->slip.typed, "H05.27-261110-0007");
	kiosk_tap(&k, "clear");
	assert_string_equal(k.flow->slip.typed, "");
	for (int i = 0; i < 100; i++) {
		kiosk_tap(&k, "key:1");
	}
	assert_int_equal(strlen(k.flow->slip.typed), SLIP_CODE_SIZE - 1);
}

/* An identity number is neither sent nor left on the screen for the next one. */
static void test_identity(void **state) {
	(void)state;
	kiosk_tap(&k, "service:tra-ket-qua key:0 key:0 key:1 key:0 key:9 key:9 key:0 key:1 key:2 "
		      "key:3 key:4 key:5");
	uint32_t before = k.last.serial;
	kiosk_tap(&k, "check");
	assert_true(k.flow->slip.wrong);
	assert_int_equal(k.last.serial, before);
	kiosk_wait(&k, FLOW_IDLE_MS + FLOW_WARNING_MS);
	assert_int_equal(shown(), SCREEN_HOME);
	forgotten();
}

static void test_idle_forgets(void **state) {
	(void)state;
	kiosk_scan_code(&k, KIOSK_CODE);
	kiosk_answer(&k, 200, "result_ready");
	kiosk_wait(&k, FLOW_IDLE_MS);
	assert_int_equal(shown(), SCREEN_WARNING);
	kiosk_wait(&k, FLOW_WARNING_MS);
	assert_int_equal(shown(), SCREEN_HOME);
	forgotten();
}

static void test_no_code(void **state) {
	(void)state;
	kiosk_tap(&k, "service:tra-ket-qua no-code");
	assert_int_equal(shown(), SCREEN_SERVICE);
	kiosk_tap(&k, "code");
	assert_int_equal(shown(), SCREEN_CODE);
	kiosk_tap(&k, "no-code take");
	assert_int_equal(k.last.kind, REQUEST_TAKE);
	assert_string_equal(k.last.service, "tra-ket-qua");
	assert_string_equal(k.last.appointment, "");
}

/* Where there is no list nobody is asked, and the service is as any other. */
static void test_no_list(void **state) {
	(void)state;
	kiosk_slips(&k, false);
	uint32_t before = k.last.serial;
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(k.last.serial, before);
	assert_int_equal(k.flow->slip.said, RESULT_NO_LIST);
	kiosk_tap(&k, "take");
	assert_int_equal(k.last.kind, REQUEST_TAKE);
	kiosk_answer(&k, 0, NULL);
	kiosk_tap(&k, "home service:tra-ket-qua");
	assert_int_equal(shown(), SCREEN_SERVICE);
}

/* While the kiosk is on its own it says that it cannot look. */
static void test_alone(void **state) {
	(void)state;
	k.flow->alone = true;
	uint32_t before = k.last.serial;
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(k.last.serial, before);
	assert_int_equal(k.flow->slip.said, RESULT_SILENT);
	kiosk_tap(&k, "home");
	k.flow->alone = true;
	kiosk_tap(&k, "service:tra-ket-qua");
	assert_int_equal(shown(), SCREEN_SERVICE);
}

/* A slip is scanned in the middle of anything; a number that nobody holds yet stays. */
static void test_anywhere(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:k");
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(shown(), SCREEN_RESULT);
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(k.flow->trail_count, 2);
	kiosk_scan(&k, KIOSK_TOKEN);
	assert_int_equal(shown(), SCREEN_RETURN);
	kiosk_scan_code(&k, "H05.27.12-261110-0008");
	assert_int_equal(shown(), SCREEN_RESULT);
	assert_string_equal(k.last.text, "H05.27.12-261110-0008");
	kiosk_answer(&k, 200, "result_ready");
	kiosk_tap(&k, "take");
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(shown(), SCREEN_TAKING);
	kiosk_answer(&k, 201, "ticket");
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(shown(), SCREEN_NUMBER);
	flow_slip(k.flow, k.last.serial, true, "", k.now_ms);
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(shown(), SCREEN_RESULT);
	assert_string_equal(k.flow->ticket.number, "");
}

static void test_no_such_service(void **state) {
	(void)state;
	for (int i = 0; i < k.flow->office.service_count; i++) {
		k.flow->office.services[i].needs_slip = false;
	}
	kiosk_scan_code(&k, KIOSK_CODE);
	assert_int_equal(shown(), SCREEN_RETURN);
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_HOME);
	forgotten();
}

/* An answer that comes when its asker has gone changes nothing. */
static void test_late_answer(void **state) {
	(void)state;
	kiosk_scan_code(&k, KIOSK_CODE);
	kiosk_tap(&k, "home");
	kiosk_answer(&k, 200, "result_ready");
	forgotten();
	assert_int_equal(shown(), SCREEN_HOME);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ward_with_slips, close_ward)
	const struct CMUnitTest tests[] = {TEST(test_ready), TEST(test_not_ready),
		TEST(test_desk_all_the_same), TEST(test_day), TEST(test_refused), TEST(test_typed),
		TEST(test_identity), TEST(test_idle_forgets), TEST(test_no_code),
		TEST(test_no_list), TEST(test_alone), TEST(test_anywhere),
		TEST(test_no_such_service), TEST(test_late_answer)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
