/*
 * The kiosk's state machine: what was under way when the kiosk ended is the same number again, or
 * none.
 * links: tests/unit/flow_ward.c kiosk/flow*.c tests/screens/kiosk_fixture.c kiosk/printer_status.c
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

static struct kept kept(enum stage stage, int age_ms) {
	struct kept e = {.stage = stage, .at_ms = k.now_ms + k.flow->ahead_ms - age_ms};
	strcpy(e.service, "ho-tich");
	strcpy(e.procedure, "1.001193");
	strcpy(e.priority, "elderly");
	e.lang = LANG_EN;
	e.lease = 7;
	e.ticket = json_object_get(json_object_get(k.data, "ticket_alone"), "ticket");
	return e;
}

static uint32_t recall(enum stage stage, int age_ms) {
	struct kept e = kept(stage, age_ms);
	uint32_t press = flow_recall(k.flow, &e, k.now_ms);
	flow_next_request(k.flow, &k.last);
	return press;
}

static void test_asked_before_the_end(void **state) {
	(void)state;
	uint32_t press = recall(STAGE_ASKED, 10000);
	assert_int_equal(k.last.kind, REQUEST_TAKE);
	assert_int_equal(k.last.press, press);
	assert_string_equal(k.last.service, "ho-tich");
	assert_string_equal(k.last.procedure, "1.001193");
	assert_string_equal(k.last.priority, "elderly");
	assert_int_equal(k.last.lang, LANG_EN);
	assert_int_equal(shown(), SCREEN_TAKING);
	kiosk_answer(&k, 409, "quota");
	assert_string_equal(flow_take_service(k.flow)->id, "ho-tich");
	kiosk_tap(&k, "home");
	assert_int_equal(k.flow->lang, LANG_VI);
}

static void test_held_before_the_end(void **state) {
	(void)state;
	uint32_t press = recall(STAGE_HELD, 10000);
	assert_int_equal(shown(), SCREEN_NUMBER);
	assert_string_equal(k.flow->ticket.number, "A950");
	assert_int_equal(k.last.kind, REQUEST_PRINT_TICKET);
	assert_int_equal(k.last.press, press);
	assert_false(k.last.again);
	slip_out();
	assert_int_equal(k.last.press, press);
}

static void test_printing_before_the_end(void **state) {
	(void)state;
	assert_int_not_equal(recall(STAGE_PRINTING, 10000), 0);
	assert_true(k.last.again);
	assert_string_equal(k.flow->ticket.number, "A950");
}

/* Who knows who would take it by now: it is nobody's. A slip may be out there: that is told. */
static void test_too_old(void **state) {
	(void)state;
	assert_int_equal(recall(STAGE_ASKED, FLOW_CONFIRM_MS), 0);
	assert_int_equal(shown(), SCREEN_HOME);
	assert_int_equal(recall(STAGE_ASKED, -5000), 0);
	assert_int_equal(recall(STAGE_HELD, FLOW_CONFIRM_MS), 0);
	assert_int_equal(shown(), SCREEN_HOME);
	assert_int_equal(recall(STAGE_DONE, 1000), 0);
	assert_int_equal(shown(), SCREEN_HOME);
	assert_int_equal(recall(STAGE_PRINTING, FLOW_CONFIRM_MS), 0);
	assert_int_equal(k.flow->notice, NOTICE_NUMBER_VOID);
	assert_string_equal(k.flow->notice_number, "A950");
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ward_with_lease, close_ward)
	const struct CMUnitTest tests[] = {TEST(test_asked_before_the_end),
		TEST(test_held_before_the_end), TEST(test_printing_before_the_end),
		TEST(test_too_old)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
