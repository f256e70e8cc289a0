/*
 * board: what the moves of a visit, their taking back and the lead's decisions show in the hall.
 *
 * links: common/board.c common/proto.c common/mem.c tests/unit/board_hall.c
 */
#include "common/board.h"
#include "tests/unit/board_hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* A change of ticket `number` that makes it one of service "b". */
static struct change to_b(
	enum change_kind kind, const char *number, enum ticket_state was, enum ticket_state now) {
	struct change c = hall_change(kind, number, was, now);
	strcpy(c.service, "b");
	strcpy(c.from_service, "a");
	return c;
}

static void test_transfer_waits_elsewhere(void **state) {
	(void)state;
	hall_wait("A001");
	hall_call("A001");
	struct change c = to_b(CHANGE_TRANSFERRED, "A001", TICKET_CALLED, TICKET_WAITING);
	board_apply(hall, &c);
	assert_int_equal(hall->services[0].waiting, 0);
	assert_int_equal(hall->services[1].waiting, 1);
	assert_string_equal(hall->counters[0].number, "");
	c = hall_change(CHANGE_CALLED, "A001", TICKET_WAITING, TICKET_CALLED);
	strcpy(c.service, "b");
	c.counter = 2;
	c.reason = REASON_TRANSFERRED;
	c.from_counter = 1;
	board_apply(hall, &c);
	assert_int_equal(hall->services[1].waiting, 0);
	assert_int_equal(hall->counters[1].from_counter, 1);
	assert_int_equal(hall->recent[0].from_counter, 1);
}

/* Taken back: it waits in neither line and is at its counter again, as it was. */
static void test_a_transfer_taken_back(void **state) {
	(void)state;
	static const enum ticket_state states[] = {TICKET_CALLED, TICKET_SERVING};
	for (int i = 0; i < 2; i++) {
		if (!i) {
			hall_wait("A001");
			hall_call("A001");
		} else {
			hall_apply(CHANGE_STARTED, "A001", TICKET_CALLED, TICKET_SERVING);
		}
		struct change c = to_b(CHANGE_TRANSFERRED, "A001", states[i], TICKET_WAITING);
		board_apply(hall, &c);
		c = hall_change(CHANGE_UNDONE, "A001", TICKET_WAITING, states[i]);
		strcpy(c.from_service, "b");
		c.reason = REASON_IN_TURN;
		board_apply(hall, &c);
		assert_int_equal(hall->services[0].waiting, 0);
		assert_int_equal(hall->services[1].waiting, 0);
		assert_string_equal(hall->counters[0].number, "A001");
		assert_string_equal(hall->counters[0].service, "a");
		assert_int_equal(hall->counters[0].ticket, states[i]);
		assert_int_equal(hall->counters[0].reason, REASON_IN_TURN);
		assert_int_equal(hall->recent_count, 1);
	}
}

static void test_an_absence_taken_back(void **state) {
	(void)state;
	hall_wait("A001");
	hall_call("A001");
	hall_apply(CHANGE_ABSENT, "A001", TICKET_CALLED, TICKET_ABSENT);
	assert_int_equal(hall->absent_count, 1);
	hall_apply(CHANGE_UNDONE, "A001", TICKET_ABSENT, TICKET_CALLED);
	assert_int_equal(hall->absent_count, 0);
	assert_string_equal(hall->counters[0].number, "A001");
	assert_int_equal(hall->counters[0].ticket, TICKET_CALLED);
	assert_int_equal(hall->recent_count, 1);
}

/* Whom the lead takes away from a counter waits again; that he was called is still so. */
static void test_released(void **state) {
	(void)state;
	hall_wait("A001");
	hall_call("A001");
	hall_apply(CHANGE_STARTED, "A001", TICKET_CALLED, TICKET_SERVING);
	hall_apply(CHANGE_RELEASED, "A001", TICKET_SERVING, TICKET_WAITING);
	assert_string_equal(hall->counters[0].number, "");
	assert_int_equal(hall->counters[0].ticket, TICKET_NONE);
	assert_int_equal(hall->services[0].waiting, 1);
	assert_int_equal(hall->recent_count, 1);
	assert_int_equal(hall->absent_count, 0);
}

static void test_another_class(void **state) {
	(void)state;
	hall_wait("A001");
	hall_wait("A002");
	hall_apply(CHANGE_RECLASSIFIED, "A001", TICKET_WAITING, TICKET_WAITING);
	assert_int_equal(hall->services[0].waiting, 2);
	hall_call("A001");
	hall_apply(CHANGE_RECLASSIFIED, "A001", TICKET_CALLED, TICKET_WAITING);
	assert_int_equal(hall->services[0].waiting, 2);
	assert_string_equal(hall->counters[0].number, "");
}

static void test_held_and_resumed(void **state) {
	(void)state;
	hall_wait("A001");
	hall_call("A001");
	hall_apply(CHANGE_STARTED, "A001", TICKET_CALLED, TICKET_SERVING);
	hall_apply(CHANGE_HELD, "A001", TICKET_SERVING, TICKET_HELD);
	assert_string_equal(hall->counters[0].number, "");
	assert_int_equal(hall->services[0].waiting + hall->absent_count, 0);
	struct change c = hall_change(CHANGE_RESUMED, "A001", TICKET_HELD, TICKET_SERVING);
	c.counter = 2;
	board_apply(hall, &c);
	assert_string_equal(hall->counters[0].number, "");
	assert_string_equal(hall->counters[1].number, "A001");
	assert_int_equal(hall->counters[1].ticket, TICKET_SERVING);
	assert_int_equal(hall->counters[1].called_at_ms, c.at_ms);
	assert_int_equal(hall->recent_count, 1); /* nobody was called */
	c = hall_change(CHANGE_UNDONE, "A001", TICKET_SERVING, TICKET_HELD);
	c.counter = 2;
	board_apply(hall, &c);
	assert_string_equal(hall->counters[1].number, "");
	hall_apply(CHANGE_RETURNED, "A001", TICKET_HELD, TICKET_WAITING);
	assert_int_equal(hall->services[0].waiting, 1);
}

static void test_reopened(void **state) {
	(void)state;
	hall_wait("A001");
	hall_call("A001");
	hall_apply(CHANGE_STARTED, "A001", TICKET_CALLED, TICKET_SERVING);
	hall_apply(CHANGE_FINISHED, "A001", TICKET_SERVING, TICKET_SERVED);
	hall_apply(CHANGE_REOPENED, "A001", TICKET_SERVED, TICKET_WAITING);
	assert_int_equal(hall->services[0].waiting, 1);
	assert_string_equal(hall->counters[0].number, "");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, hall_open, hall_close)
	const struct CMUnitTest tests[] = {
		TEST(test_transfer_waits_elsewhere),
		TEST(test_a_transfer_taken_back),
		TEST(test_an_absence_taken_back),
		TEST(test_released),
		TEST(test_another_class),
		TEST(test_held_and_resumed),
		TEST(test_reopened),
	};
	return cmocka_run_group_tests_name("board_moves", tests, NULL, NULL);
}
