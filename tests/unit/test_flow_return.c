/*
 * The kiosk's state machine: a slip that is scanned while anything else goes on, and an office that
 * changes under it.
 * links: tests/unit/flow_ward.c tests/screens/kiosk_fixture.c kiosk/flow*.c kiosk/printer_status.c
 * links: kiosk/lease.c kiosk/lease_json.c common/board.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/slip_code.c common/mem.c embed_common
 */
#include "common/mem.h"
#include "tests/unit/flow_ward.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_back(void **state) {
	(void)state;
	kiosk_scan(&k, KIOSK_TOKEN);
	assert_int_equal(k.last.kind, REQUEST_RETURN);
	assert_string_equal(k.last.text, KIOSK_TOKEN);
	assert_int_equal(shown(), SCREEN_RETURN);
	assert_int_equal(k.flow->back.phase, RETURN_ASKED);
	kiosk_answer(&k, 200, "returned");
	assert_int_equal(k.flow->back.phase, RETURN_TOLD);
	assert_int_equal(k.flow->back.status, 200);
	assert_string_equal(k.flow->back.ticket.number, "A012");
	kiosk_wait(&k, FLOW_RETURN_MS - 1);
	assert_int_equal(shown(), SCREEN_RETURN);
	kiosk_wait(&k, 1);
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_refused(void **state) {
	(void)state;
	kiosk_scan(&k, KIOSK_TOKEN);
	kiosk_answer(&k, 409, "returned_late");
	assert_int_equal(k.flow->back.status, 409);
	assert_int_equal(k.flow->back.ticket.state, TICKET_ABSENT);
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_HOME);
	kiosk_scan(&k, KIOSK_TOKEN);
	kiosk_answer(&k, 404, "missing");
	assert_string_equal(k.flow->back.ticket.number, "");
	kiosk_tap(&k, "back");
	kiosk_scan(&k, KIOSK_TOKEN);
	kiosk_answer(&k, 0, NULL);
	assert_int_equal(k.flow->back.status, 0);
	assert_int_equal(k.flow->back.phase, RETURN_TOLD);
}

static void test_no_slip(void **state) {
	(void)state;
	uint32_t before = k.last.serial;
	kiosk_scan(&k, "");
	assert_int_equal(shown(), SCREEN_RETURN);
	assert_int_equal(k.flow->back.status, 404);
	assert_int_equal(k.last.serial, before);
}

/* What was being typed is still there, and nothing of the code. */
static void test_search_goes_on(void **state) {
	(void)state;
	kiosk_tap(&k, "search key:k key:h");
	kiosk_answer(&k, 200, "search");
	kiosk_scan(&k, KIOSK_TOKEN);
	kiosk_tap(&k, "key:a");
	assert_string_equal(k.flow->query, "kh");
	kiosk_answer(&k, 200, "returned");
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_SEARCH);
	assert_string_equal(k.flow->query, "kh");
	assert_int_equal(k.flow->results.count, 12);
}

/* One reading, told twice by the scanner. */
static void test_twice(void **state) {
	(void)state;
	kiosk_scan(&k, KIOSK_TOKEN);
	uint32_t first = k.last.serial;
	kiosk_scan(&k, KIOSK_TOKEN);
	assert_int_equal(k.last.serial, first);
	kiosk_answer(&k, 200, "returned");
	kiosk_wait(&k, FLOW_RETURN_MS - 1);
	kiosk_scan(&k, KIOSK_TOKEN);
	assert_int_equal(k.last.serial, first);
	kiosk_wait(&k, FLOW_RETURN_MS - 1);
	assert_int_equal(shown(), SCREEN_RETURN);
}

/* The next slip counts; the answer to the one before it does not. */
static void test_another(void **state) {
	(void)state;
	kiosk_scan(&k, KIOSK_TOKEN);
	uint32_t first = k.last.serial;
	kiosk_scan(&k, "AAAAAAAAAAAAAAAAAAAAAA");
	uint32_t second = k.last.serial;
	k.last.serial = first;
	kiosk_answer(&k, 200, "returned");
	assert_int_equal(k.flow->back.phase, RETURN_ASKED);
	k.last.serial = second;
	kiosk_answer(&k, 404, "missing");
	assert_int_equal(k.flow->back.status, 404);
}

/* A number that nobody holds yet stays where it is. */
static void test_number_at_stake(void **state) {
	(void)state;
	kiosk_tap(&k, "service:chung-thuc take");
	uint32_t take = k.last.serial;
	kiosk_scan(&k, KIOSK_TOKEN);
	assert_int_equal(shown(), SCREEN_TAKING);
	kiosk_answer(&k, 200, "returned");
	k.last.serial = take;
	kiosk_answer(&k, 201, "ticket");
	assert_int_equal(shown(), SCREEN_NUMBER);
	flow_slip(k.flow, k.last.serial, true, "", k.now_ms);
	assert_int_equal(shown(), SCREEN_RETURN);
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_NUMBER);
}

static void test_interruption_lies_over_it(void **state) {
	(void)state;
	kiosk_scan(&k, KIOSK_TOKEN);
	flow_link(k.flow, false, k.now_ms);
	kiosk_wait(&k, FLOW_AWAY_MS);
	assert_int_equal(shown(), SCREEN_AWAY);
}

/* A service that was removed is left, a class that was removed is not asked for. */
static void test_office_changes(void **state) {
	(void)state;
	struct office_view *office = mem_alloc(1, sizeof *office);
	*office = k.flow->office;
	kiosk_tap(&k, "priority priority:elderly service:chung-thuc help");
	office->priority_count = 0;
	strcpy(office->services[0].name.vi, "Tên mới");
	flow_office(k.flow, office);
	assert_string_equal(k.flow->priority, "");
	kiosk_tap(&k, "back");
	assert_int_equal(shown(), SCREEN_SERVICE);
	assert_string_equal(flow_take_service(k.flow)->name.vi, "Tên mới");
	k.flow->hall.services[0].reach = REACH_UNLIKELY;
	kiosk_tap(&k, "take");
	assert_int_equal(shown(), SCREEN_LATE);
	strcpy(office->services[0].id, "khac");
	flow_office(k.flow, office);
	assert_int_equal(shown(), SCREEN_HOME);
	kiosk_tap(&k, "service:chung-thuc");
	assert_int_equal(shown(), SCREEN_HOME);
	mem_free(office);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ward, close_ward)
	const struct CMUnitTest tests[] = {TEST(test_back), TEST(test_refused), TEST(test_no_slip),
		TEST(test_search_goes_on), TEST(test_twice), TEST(test_another),
		TEST(test_number_at_stake), TEST(test_interruption_lies_over_it),
		TEST(test_office_changes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
