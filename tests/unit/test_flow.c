/*
 * The kiosk's state machine: from the press to the number in the citizen's hand, and all that can
 * come between.
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
	assert_int_equal(k.last.kind, REQUEST_TAKE);
	assert_int_equal(shown(), SCREEN_TAKING);
}

static void test_two_touches(void **state) {
	(void)state;
	take();
	assert_string_equal(k.last.service, "chung-thuc");
	assert_string_equal(k.last.procedure, "");
	kiosk_answer(&k, 201, "ticket");
	assert_int_equal(shown(), SCREEN_NUMBER);
	assert_string_equal(k.flow->ticket.number, "A012");
	assert_int_equal(k.last.kind, REQUEST_PRINT_TICKET);
}

static void test_slip_out(void **state) {
	(void)state;
	take();
	kiosk_answer(&k, 201, "ticket");
	uint32_t job = k.last.serial;
	assert_int_equal(k.flow->phase, NUMBER_PRINTING);
	flow_slip(k.flow, job, true, "", k.now_ms);
	kiosk_wait(&k, 1);
	assert_int_equal(k.last.kind, REQUEST_PRINTED);
	assert_string_equal(k.last.text, "paper");
	assert_int_equal(k.last.ticket, 12);
	assert_int_equal(shown(), SCREEN_NUMBER);
	kiosk_answer(&k, 200, "ticket");
	kiosk_wait(&k, FLOW_DONE_MS - 2);
	assert_int_equal(shown(), SCREEN_NUMBER);
	kiosk_wait(&k, 2);
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_printer_fails(void **state) {
	(void)state;
	take();
	kiosk_answer(&k, 201, "ticket");
	uint32_t job = k.last.serial;
	flow_slip(k.flow, job, false, "offline", k.now_ms);
	assert_int_equal(k.flow->phase, NUMBER_REMEMBER);
	kiosk_tap(&k, "home");
	assert_int_equal(shown(), SCREEN_NUMBER);
	kiosk_tap(&k, "remembered");
	assert_int_equal(k.last.kind, REQUEST_PRINTED);
	assert_string_equal(k.last.text, "screen");
	assert_int_equal(shown(), SCREEN_HOME);
}

/* The server gives the number up a minute after it gave it, whenever its answer came. */
static int left_ms(void) {
	json_t *ticket = json_object_get(json_object_get(k.data, "ticket"), "ticket");
	int64_t issued_ms = json_integer_value(json_object_get(ticket, "issued_at"));
	return (int)(issued_ms + FLOW_CONFIRM_MS - k.now_ms - k.flow->ahead_ms);
}

static void test_nobody_confirms(void **state) {
	(void)state;
	take();
	kiosk_answer(&k, 201, "ticket");
	flow_slip(k.flow, k.last.serial, false, "unplugged", k.now_ms);
	kiosk_wait(&k, left_ms() - 1);
	assert_int_equal(k.last.kind, REQUEST_PRINT_TICKET);
	kiosk_wait(&k, 1);
	assert_int_equal(k.last.kind, REQUEST_FAILED);
	assert_string_equal(k.last.text, "unplugged");
	assert_int_equal(shown(), SCREEN_NOTICE);
	assert_int_equal(k.flow->notice, NOTICE_NUMBER_VOID);
	assert_string_equal(k.flow->notice_number, "A012");
	kiosk_wait(&k, FLOW_NOTICE_MS);
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_silent_printer(void **state) {
	(void)state;
	take();
	kiosk_answer(&k, 201, "ticket");
	uint32_t job = k.last.serial;
	kiosk_wait(&k, FLOW_PRINT_MS);
	assert_int_equal(k.flow->phase, NUMBER_REMEMBER);
	flow_slip(k.flow, job, true, "", k.now_ms);
	assert_int_equal(k.flow->phase, NUMBER_REMEMBER);
}

static void test_no_printer(void **state) {
	(void)state;
	k.flow->printer = PRINTER_NONE;
	take();
	kiosk_answer(&k, 201, "ticket");
	assert_int_equal(k.flow->phase, NUMBER_REMEMBER);
	assert_int_equal(k.last.kind, REQUEST_TAKE);
	kiosk_tap(&k, "remembered");
	assert_string_equal(k.last.text, "screen");
}

/* The answer was so long under way that the number is as good as void: it is none. */
static void test_answer_comes_too_late(void **state) {
	(void)state;
	take();
	kiosk_wait(&k, left_ms() - FLOW_HOLD_LEAST_MS + 1);
	kiosk_answer(&k, 201, "ticket");
	assert_int_equal(k.last.kind, REQUEST_FAILED);
	assert_int_equal(shown(), SCREEN_NOTICE);
	assert_int_equal(k.flow->notice, NOTICE_NO_ANSWER);
}

static void test_void_before_confirmed(void **state) {
	(void)state;
	take();
	kiosk_answer(&k, 201, "ticket");
	slip_out();
	kiosk_answer(&k, 409, "wrong_state");
	assert_int_equal(k.flow->notice, NOTICE_NUMBER_VOID);
	assert_int_equal(shown(), SCREEN_NOTICE);
}

/* The last citizen's number was refused late: that is not the next one's trouble. */
static void test_void_of_another(void **state) {
	(void)state;
	take();
	kiosk_answer(&k, 201, "ticket_priority");
	slip_out();
	uint32_t first = k.last.serial;
	kiosk_tap(&k, "home");
	take();
	kiosk_answer(&k, 201, "ticket_province");
	flow_reply(k.flow, first, 409, NULL, k.now_ms);
	assert_int_equal(shown(), SCREEN_NUMBER);
	assert_int_equal(k.flow->phase, NUMBER_PRINTING);
}

static void test_double_press(void **state) {
	(void)state;
	kiosk_tap(&k, "service:chung-thuc");
	k.now_ms += 500;
	for (int i = 0; i < 5; i++) {
		flow_tap(k.flow, "take", k.now_ms + i * 100);
	}
	kiosk_wait(&k, 600);
	assert_int_equal(k.take_count, 1);
	kiosk_answer(&k, 201, "ticket");
	flow_tap(k.flow, "take", k.now_ms);
	flow_tap(k.flow, "service:ho-tich", k.now_ms);
	kiosk_wait(&k, 1);
	assert_int_equal(k.take_count, 1);
	assert_int_equal(shown(), SCREEN_NUMBER);
}

/* The second of two quick presses meets the next screen, where it must do nothing. */
static void test_press_after_quick_answer(void **state) {
	(void)state;
	take();
	kiosk_answer(&k, 409, "closed");
	assert_true(flow_guarded(k.flow, k.now_ms));
	flow_tap(k.flow, "home", k.now_ms);
	assert_int_equal(shown(), SCREEN_NOTICE);
	k.now_ms += FLOW_GUARD_MS;
	flow_tap(k.flow, "home", k.now_ms);
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_press_during_outage(void **state) {
	(void)state;
	take();
	flow_link(k.flow, false, k.now_ms);
	kiosk_wait(&k, 10000);
	assert_int_equal(shown(), SCREEN_TAKING);
	kiosk_tap(&k, "take back home service:ho-tich take");
	assert_int_equal(k.take_count, 1);
	flow_link(k.flow, true, k.now_ms);
	k.last.serial = k.flow->take_serial;
	kiosk_answer(&k, 201, "ticket");
	assert_int_equal(shown(), SCREEN_NUMBER);
	assert_int_equal(k.take_count, 1);
}

static void check_refusal(int status, const char *entry, enum notice notice) {
	take();
	kiosk_answer(&k, status, entry);
	assert_int_equal(shown(), SCREEN_NOTICE);
	assert_int_equal(k.flow->notice, notice);
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_SERVICE);
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_refusals(void **state) {
	(void)state;
	check_refusal(409, "closed", NOTICE_CLOSED);
	check_refusal(409, "quota", NOTICE_QUOTA);
	check_refusal(429, "slow", NOTICE_SLOW_DOWN);
	check_refusal(503, NULL, NOTICE_BUSY);
	check_refusal(0, NULL, NOTICE_NO_ANSWER);
	check_refusal(201, "nothing", NOTICE_BUSY);
}

static void test_number_stays_when_away(void **state) {
	(void)state;
	take();
	kiosk_answer(&k, 201, "ticket");
	flow_link(k.flow, false, k.now_ms);
	kiosk_wait(&k, 5000);
	assert_int_equal(shown(), SCREEN_NUMBER);
}

static struct snapshot_service *certification(void) {
	return &k.flow->hall.services[0];
}

/* It is asked first; the press that was not meant for the answer does nothing. */
static void check_asked(enum late late) {
	kiosk_tap(&k, "service:chung-thuc take");
	assert_int_equal(shown(), SCREEN_LATE);
	assert_int_equal(k.flow->late, late);
	assert_int_equal(k.take_count, 0);
	flow_tap(k.flow, "take", k.now_ms + 100);
	kiosk_wait(&k, FLOW_GUARD_MS);
	assert_int_equal(k.take_count, 0);
}

static void test_unlikely_today(void **state) {
	(void)state;
	certification()->reach = REACH_UNLIKELY;
	check_asked(LATE_DAY);
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_SERVICE);
	kiosk_tap(&k, "take take");
	assert_int_equal(k.take_count, 1);
	assert_string_equal(k.last.service, "chung-thuc");
	kiosk_answer(&k, 409, "closed");
	assert_string_equal(flow_take_service(k.flow)->id, "chung-thuc");
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_SERVICE);
}

static void test_over_a_break(void **state) {
	(void)state;
	certification()->pause = (struct span){1, 2};
	check_asked(LATE_BREAK);
	kiosk_tap(&k, "take");
	kiosk_answer(&k, 201, "ticket");
	assert_int_equal(shown(), SCREEN_NUMBER);
}

/* The procedure that was looked at is still the one. */
static void test_asked_from_a_procedure(void **state) {
	(void)state;
	k.flow->hall.services[1].reach = REACH_UNLIKELY;
	kiosk_tap(&k, "search key:k");
	kiosk_answer(&k, 200, "search");
	kiosk_tap(&k, "procedure:1.001193 take");
	assert_int_equal(shown(), SCREEN_LATE);
	assert_string_equal(flow_take_service(k.flow)->id, "ho-tich");
	kiosk_tap(&k, "take");
	assert_string_equal(k.last.procedure, "1.001193");
	assert_string_equal(k.last.service, "ho-tich");
}

/* A window that begins when the session has ended; the office opens again today, or not. */
static void test_after_the_session(void **state) {
	(void)state;
	const struct office_service *s = &k.flow->office.services[0];
	int until_s = (int)((k.flow->office.closes_at_ms - k.wall_ms) / 1000);
	certification()->wait = (struct wait){.known = true, .low_s = until_s - 1, .high_s = 9999};
	assert_int_equal(flow_late(k.flow, s, k.now_ms), LATE_NOT);
	certification()->wait.low_s++;
	assert_int_equal(flow_late(k.flow, s, k.now_ms), LATE_BREAK);
	k.flow->office.reopens_at_ms += 86400000;
	assert_int_equal(flow_late(k.flow, s, k.now_ms), LATE_DAY);
	certification()->wait.known = false;
	assert_int_equal(flow_late(k.flow, s, k.now_ms), LATE_NOT);
}

/* Doubt is told, not asked about; where no numbers are given there is nothing to ask. */
static void test_not_asked(void **state) {
	(void)state;
	const struct office_service *s = &k.flow->office.services[0];
	certification()->reach = REACH_DOUBTFUL;
	assert_int_equal(flow_late(k.flow, s, k.now_ms), LATE_NOT);
	certification()->reach = REACH_UNLIKELY;
	certification()->open = false;
	assert_int_equal(flow_late(k.flow, s, k.now_ms), LATE_NOT);
}

static void test_question_is_left_alone(void **state) {
	(void)state;
	certification()->reach = REACH_UNLIKELY;
	kiosk_tap(&k, "service:chung-thuc take");
	kiosk_wait(&k, FLOW_IDLE_MS);
	assert_int_equal(shown(), SCREEN_WARNING);
	kiosk_wait(&k, FLOW_WARNING_MS);
	assert_int_equal(shown(), SCREEN_HOME);
	assert_int_equal(k.take_count, 0);
}

/* What a picture of the screen may show. */
static void test_unused(void **state) {
	(void)state;
	assert_true(flow_unused(k.flow, k.now_ms));
	kiosk_tap(&k, "service:chung-thuc");
	assert_false(flow_unused(k.flow, k.now_ms));
	flow_link(k.flow, false, k.now_ms);
	assert_false(flow_unused(k.flow, k.now_ms + FLOW_AWAY_MS));
	flow_link(k.flow, true, k.now_ms);
	kiosk_tap(&k, "home");
	assert_true(flow_unused(k.flow, k.now_ms));
	kiosk_tap(&k, "large");
	assert_false(flow_unused(k.flow, k.now_ms));
	kiosk_tap(&k, "large");
	flow_link(k.flow, false, k.now_ms);
	assert_true(flow_unused(k.flow, k.now_ms + FLOW_AWAY_MS));
}

static void test_says_so_when_it_is_back(void **state) {
	(void)state;
	struct request r;
	kiosk_wait(&k, 1);
	for (int i = 0; i < 2; i++) {
		flow_link(k.flow, i == 1, k.now_ms);
		flow_tick(k.flow, k.now_ms);
		assert_int_equal(flow_next_request(k.flow, &r), i == 1);
	}
	assert_int_equal(r.kind, REQUEST_STATUS);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ward, close_ward)
	const struct CMUnitTest tests[] = {TEST(test_two_touches), TEST(test_slip_out),
		TEST(test_printer_fails), TEST(test_nobody_confirms), TEST(test_silent_printer),
		TEST(test_no_printer), TEST(test_answer_comes_too_late),
		TEST(test_void_before_confirmed), TEST(test_void_of_another),
		TEST(test_double_press), TEST(test_press_after_quick_answer),
		TEST(test_press_during_outage), TEST(test_refusals),
		TEST(test_number_stays_when_away), TEST(test_unlikely_today),
		TEST(test_over_a_break), TEST(test_asked_from_a_procedure),
		TEST(test_after_the_session), TEST(test_not_asked),
		TEST(test_question_is_left_alone), TEST(test_unused),
		TEST(test_says_so_when_it_is_back)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
