/*
 * The kiosk's state machine while the server is away: numbers of the lease, each kept before it is
 * shown, told when the server is back.
 * links: tests/unit/flow_ward.c kiosk/flow*.c tests/screens/kiosk_fixture.c kiosk/printer_status.c
 * links: kiosk/lease.c kiosk/lease_json.c common/board.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/slip_code.c common/mem.c embed_common
 */
#include "common/clock.h"
#include "tests/unit/flow_ward.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct office_service *service(int i) {
	return &k.flow->office.services[i];
}

/* The office's clock reads that minute of the day. */
static void at(int minute) {
	flow_clock(k.flow, clock_at(20261123, minute) - k.now_ms);
	kiosk_wait(&k, 1);
}

static void take_alone(void) {
	kiosk_tap(&k, "service:chung-thuc take");
}

static void test_two_touches_without_the_server(void **state) {
	(void)state;
	kiosk_away(&k);
	assert_int_equal(shown(), SCREEN_HOME);
	take_alone();
	assert_int_equal(k.take_count, 0);
	assert_int_equal(shown(), SCREEN_NUMBER);
	assert_string_equal(k.flow->ticket.number, "A950");
	assert_true(k.flow->ticket_alone);
	assert_int_equal(k.flow->ticket.issued_at_ms, k.now_ms + k.flow->ahead_ms);
	assert_string_equal(strrchr(k.flow->ticket.url, '/'), "/" KIOSK_TOKEN);
	assert_int_equal(k.last.kind, REQUEST_PRINT_TICKET);
	uint32_t press = k.last.press;
	assert_int_not_equal(press, 0);
	slip_out();
	assert_int_equal(k.last.kind, REQUEST_PRINTED);
	assert_int_equal(k.last.press, press);
	kiosk_tap(&k, "home");
	take_alone();
	assert_string_equal(k.flow->ticket.number, "A951");
}

static void test_nothing_stale_is_said(void **state) {
	(void)state;
	assert_int_equal(flow_service_now(k.flow, service(0))->waiting, 7);
	kiosk_away(&k);
	const struct snapshot_service *now = flow_service_now(k.flow, service(0));
	assert_true(now->open);
	assert_int_equal(now->waiting, 0);
	assert_false(now->wait.known);
	assert_int_equal(flow_late(k.flow, service(0), k.now_ms), LATE_NOT);
	flow_link(k.flow, true, k.now_ms);
	assert_int_equal(flow_service_now(k.flow, service(0))->waiting, 7);
}

static void test_short_interruption(void **state) {
	(void)state;
	flow_link(k.flow, false, k.now_ms);
	kiosk_wait(&k, FLOW_AWAY_MS - 1);
	assert_false(k.flow->alone);
	kiosk_wait(&k, 1);
	assert_true(k.flow->alone);
}

static void test_without_a_lease(void **state) {
	(void)state;
	k.flow->lease.id = 0;
	kiosk_away(&k);
	assert_int_equal(shown(), SCREEN_AWAY);
}

static void check_refused(const char *id, enum notice notice) {
	char path[64];
	int asked = k.take_count;
	snprintf(path, sizeof path, "service:%s take", id);
	kiosk_tap(&k, path);
	assert_int_equal(shown(), SCREEN_NOTICE);
	assert_int_equal(k.flow->notice, notice);
	assert_int_equal(k.take_count, asked);
	kiosk_tap(&k, "home");
	assert_int_equal(shown(), SCREEN_HOME);
}

static void test_what_the_lease_does_not_give(void **state) {
	(void)state;
	kiosk_away(&k);
	check_refused("kinh-doanh", NOTICE_USED_UP);
	check_refused("van-xa", NOTICE_CLOSED);
	assert_int_equal(
		flow_service_now(k.flow, service(7))->opens_at_ms, clock_at(20261123, 795));
}

static void test_used_up(void **state) {
	(void)state;
	k.flow->lease.last = 951;
	kiosk_away(&k);
	for (int i = 0; i < 2; i++) {
		take_alone();
		slip_out();
		kiosk_tap(&k, "home");
	}
	check_refused("chung-thuc", NOTICE_USED_UP);
	kiosk_tap(&k, "service:ho-tich take");
	assert_string_equal(k.flow->ticket.number, "B950");
}

/* Between the sessions the kiosk stays as it is; after the last there is nothing to be had. */
static void test_hours(void **state) {
	(void)state;
	kiosk_away(&k);
	at(12 * 60);
	assert_int_equal(shown(), SCREEN_HOME);
	assert_false(flow_service_now(k.flow, service(0))->open);
	at(14 * 60);
	assert_true(flow_service_now(k.flow, service(0))->open);
	at(16 * 60 + 30);
	assert_int_equal(shown(), SCREEN_AWAY);
}

/* Numbers of yesterday are over. */
static void test_midnight(void **state) {
	(void)state;
	kiosk_away(&k);
	at(24 * 60 + 9 * 60);
	assert_int_equal(shown(), SCREEN_AWAY);
	kiosk_tap(&k, "service:chung-thuc take");
	assert_int_equal(k.flow->lease.services[0].next, 950);
}

static void test_pace(void **state) {
	(void)state;
	k.flow->lease.tickets_per_minute = 2;
	kiosk_tap(&k, "service:chung-thuc take");
	kiosk_answer(&k, 201, "ticket");
	slip_out();
	kiosk_tap(&k, "home");
	kiosk_away(&k);
	take_alone();
	slip_out();
	kiosk_tap(&k, "home");
	check_refused("chung-thuc", NOTICE_SLOW_DOWN);
	kiosk_wait(&k, FLOW_PACE_MS);
	take_alone();
	assert_string_equal(k.flow->ticket.number, "A951");
}

static void test_disk_is_full(void **state) {
	(void)state;
	k.disk_full = true;
	kiosk_away(&k);
	take_alone();
	assert_int_equal(shown(), SCREEN_NOTICE);
	assert_int_equal(k.flow->notice, NOTICE_BUSY);
	k.disk_full = false;
	kiosk_tap(&k, "home");
	take_alone();
	assert_string_equal(k.flow->ticket.number, "A951");
}

/* The server went away with the press under way: the same press gets one number. */
static void test_taken_when_it_went_away(void **state) {
	(void)state;
	kiosk_tap(&k, "service:ho-tich take");
	assert_int_equal(k.take_count, 1);
	assert_int_equal(k.last.patience_ms, FLOW_TAKE_PATIENCE_LEASE_MS);
	uint32_t asked = k.last.serial;
	kiosk_away(&k);
	assert_int_equal(shown(), SCREEN_TAKING);
	flow_reply(k.flow, asked, 0, NULL, k.now_ms);
	kiosk_wait(&k, 1);
	assert_int_equal(shown(), SCREEN_NUMBER);
	assert_string_equal(k.flow->ticket.number, "B950");
	assert_int_equal(k.take_count, 1);
	kiosk_answer(&k, 201, "ticket");
	flow_reply(k.flow, asked, 201, json_object_get(k.data, "ticket"), k.now_ms);
	assert_string_equal(k.flow->ticket.number, "B950");
}

static void test_patience(void **state) {
	(void)state;
	kiosk_tap(&k, "service:ho-tich");
	flow_link(k.flow, false, k.now_ms + FLOW_AWAY_MS - 1000);
	kiosk_tap(&k, "take");
	assert_int_equal(k.last.kind, REQUEST_TAKE);
	assert_int_equal(k.last.patience_ms, FLOW_TAKE_PATIENCE_DOWN_MS);
}

/* A refusal of a server that is there is one. */
static void test_refused_by_the_server(void **state) {
	(void)state;
	kiosk_tap(&k, "service:chung-thuc take");
	kiosk_answer(&k, 409, "quota");
	assert_int_equal(k.flow->notice, NOTICE_QUOTA);
}

static void test_double_press(void **state) {
	(void)state;
	kiosk_away(&k);
	kiosk_tap(&k, "service:chung-thuc");
	k.now_ms += 2000;
	for (int i = 0; i < 5; i++) {
		flow_tap(k.flow, "take", k.now_ms + i * 100);
	}
	kiosk_wait(&k, 600);
	assert_int_equal(k.flow->lease.services[0].next, 951);
}

static void test_nobody_confirms(void **state) {
	(void)state;
	kiosk_away(&k);
	take_alone();
	flow_slip(k.flow, k.last.serial, false, "unplugged", k.now_ms);
	kiosk_wait(&k, FLOW_CONFIRM_MS);
	assert_int_equal(k.last.kind, REQUEST_FAILED);
	assert_string_equal(k.last.text, "unplugged");
	assert_int_equal(k.flow->notice, NOTICE_NUMBER_VOID);
}

static void test_told_when_it_is_back(void **state) {
	(void)state;
	kiosk_away(&k);
	flow_untold(k.flow, 60, k.now_ms);
	kiosk_wait(&k, 60000);
	assert_int_not_equal(k.last.kind, REQUEST_HAND_IN);
	k.flow->lease_due = false;
	flow_link(k.flow, true, k.now_ms);
	kiosk_wait(&k, 1);
	assert_int_equal(k.last.kind, REQUEST_HAND_IN);
	uint32_t first = k.last.serial;
	kiosk_wait(&k, 60000);
	assert_int_equal(k.last.serial, first);
	kiosk_answer(&k, 0, NULL);
	assert_int_equal(k.last.serial, first);
	assert_true(flow_next_ms(k.flow, k.now_ms) <= k.now_ms + FLOW_HAND_IN_PAUSE_MS);
	kiosk_wait(&k, FLOW_HAND_IN_PAUSE_MS);
	assert_int_not_equal(k.last.serial, first);
	flow_untold(k.flow, 10, k.now_ms);
	kiosk_answer(&k, 200, NULL);
	kiosk_wait(&k, FLOW_HAND_IN_PAUSE_MS);
	uint32_t third = k.last.serial;
	flow_untold(k.flow, 0, k.now_ms);
	kiosk_answer(&k, 200, NULL);
	kiosk_wait(&k, 60000);
	assert_int_equal(k.last.serial, third);
}

static void test_refused_at_return(void **state) {
	(void)state;
	kiosk_away(&k);
	take_alone();
	slip_out();
	flow_refused(k.flow, "B777", k.now_ms);
	assert_int_equal(shown(), SCREEN_NUMBER);
	flow_refused(k.flow, "A950", k.now_ms);
	assert_int_equal(shown(), SCREEN_NOTICE);
	assert_string_equal(k.flow->notice_number, "A950");
}

/* Asked for with the link, again after a refusal, anew when the office changed; used numbers stay.
 */
static void test_lease_is_asked_for(void **state) {
	(void)state;
	k.flow->lease_due = true;
	kiosk_wait(&k, 1);
	assert_int_equal(k.last.kind, REQUEST_LEASE);
	kiosk_answer(&k, 0, NULL);
	kiosk_wait(&k, FLOW_LEASE_PAUSE_MS);
	kiosk_answer(&k, 409, "quota");
	uint32_t refused = k.last.serial;
	kiosk_wait(&k, FLOW_LEASE_PAUSE_MS);
	assert_int_equal(k.last.serial, refused);
	char number[NUMBER_SIZE];
	lease_take(&k.flow->lease, "chung-thuc", number);
	static struct office_view office;
	office = k.flow->office;
	flow_office(k.flow, &office);
	kiosk_wait(&k, 1);
	assert_int_equal(k.last.kind, REQUEST_LEASE);
	kiosk_answer(&k, 201, "lease");
	assert_int_equal(k.last.kind, REQUEST_KEEP_LEASE);
	assert_int_equal(k.flow->lease.services[0].next, 951);
	uint32_t kept = k.last.serial;
	kiosk_wait(&k, FLOW_LEASE_REFUSED_MS);
	assert_int_equal(k.last.serial, kept);
}

static void test_no_disk_no_lease(void **state) {
	(void)state;
	k.flow->keeps = false;
	k.flow->lease_due = true;
	kiosk_wait(&k, 60000);
	assert_int_not_equal(k.last.kind, REQUEST_LEASE);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ward_with_lease, close_ward)
	const struct CMUnitTest tests[] = {TEST(test_two_touches_without_the_server),
		TEST(test_nothing_stale_is_said), TEST(test_short_interruption),
		TEST(test_without_a_lease), TEST(test_what_the_lease_does_not_give),
		TEST(test_used_up), TEST(test_hours), TEST(test_midnight), TEST(test_pace),
		TEST(test_disk_is_full), TEST(test_taken_when_it_went_away), TEST(test_patience),
		TEST(test_refused_by_the_server), TEST(test_double_press),
		TEST(test_nobody_confirms), TEST(test_told_when_it_is_back),
		TEST(test_refused_at_return), TEST(test_lease_is_asked_for),
		TEST(test_no_disk_no_lease)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
