/*
 * board: waiting, calls, absent numbers and counters of a small hall. The moves between are in
 * test_board_moves.c, what must hold over whole days is in test_board_model.c.
 *
 * links: common/board.c common/proto.c common/mem.c tests/unit/board_hall.c
 */
#include "common/board.h"
#include "common/mem.h"
#include "tests/unit/board_hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_only_printed_tickets_wait(void **state) {
	(void)state;
	hall_apply(CHANGE_ISSUED, "A001", TICKET_NONE, TICKET_ISSUING);
	assert_int_equal(hall->services[0].waiting, 0);
	hall_apply(CHANGE_PRINTED, "A001", TICKET_ISSUING, TICKET_WAITING);
	assert_int_equal(hall->services[0].waiting, 1);
	hall_apply(CHANGE_CANCELLED, "A001", TICKET_WAITING, TICKET_CANCELLED);
	assert_int_equal(hall->services[0].waiting, 0);
	assert_int_equal(hall->services[1].waiting, 0);
}

static void test_call_recall_start_finish(void **state) {
	(void)state;
	const struct snapshot_counter *counter = &hall->counters[0];
	hall_wait("A001");
	hall_call("A001");
	assert_string_equal(counter->number, "A001");
	assert_string_equal(counter->service, "a");
	assert_int_equal(counter->ticket, TICKET_CALLED);
	assert_int_equal(counter->reason, REASON_IN_TURN);
	assert_int_equal(counter->called_at_ms, 3000);
	hall_apply(CHANGE_RECALLED, "A001", TICKET_CALLED, TICKET_CALLED);
	assert_int_equal(counter->called_at_ms, 4000);
	assert_int_equal(counter->reason, REASON_IN_TURN);
	hall_apply(CHANGE_STARTED, "A001", TICKET_CALLED, TICKET_SERVING);
	assert_int_equal(counter->ticket, TICKET_SERVING);
	assert_int_equal(counter->called_at_ms, 4000);
	hall_apply(CHANGE_FINISHED, "A001", TICKET_SERVING, TICKET_SERVED);
	assert_string_equal(counter->number, "");
	assert_string_equal(counter->service, "");
	assert_int_equal(counter->ticket, TICKET_NONE);
	assert_int_equal(counter->reason, REASON_NONE);
	assert_int_equal(counter->called_at_ms, 0);
}

static void test_recall_is_one_entry(void **state) {
	(void)state;
	hall_wait("A001");
	hall_wait("A002");
	hall_call("A001");
	struct change c = hall_change(CHANGE_CALLED, "A002", TICKET_WAITING, TICKET_CALLED);
	c.counter = 2;
	board_apply(hall, &c);
	assert_int_equal(hall->recent_count, 2);
	assert_string_equal(hall->recent[0].number, "A002");
	c = hall_change(CHANGE_RECALLED, "A001", TICKET_CALLED, TICKET_CALLED);
	board_apply(hall, &c);
	assert_int_equal(hall->recent_count, 2);
	assert_string_equal(hall->recent[0].number, "A001");
	assert_int_equal(hall->recent[0].at_ms, c.at_ms);
	assert_int_equal(hall->recent[0].reason, REASON_IN_TURN);
	hall_apply(CHANGE_RELEASED, "A001", TICKET_CALLED, TICKET_WAITING);
	c = hall_change(CHANGE_CALLED, "A001", TICKET_WAITING, TICKET_CALLED);
	c.counter = 2;
	board_apply(hall, &c);
	assert_int_equal(hall->recent_count, 3);
	assert_int_equal(hall->recent[0].counter, 2);
	assert_int_equal(hall->recent[1].counter, 1);
}

static void test_a_call_taken_back_is_forgotten(void **state) {
	(void)state;
	hall_wait("A001");
	hall_call("A001");
	hall_apply(CHANGE_UNDONE, "A001", TICKET_CALLED, TICKET_WAITING);
	assert_int_equal(hall->recent_count, 0);
	assert_int_equal(hall->services[0].waiting, 1);
	assert_string_equal(hall->counters[0].number, "");
	hall_call("A001");
	hall_apply(CHANGE_STARTED, "A001", TICKET_CALLED, TICKET_SERVING);
	hall_apply(CHANGE_UNDONE, "A001", TICKET_SERVING, TICKET_CALLED);
	assert_int_equal(hall->recent_count, 1);
	assert_int_equal(hall->counters[0].ticket, TICKET_CALLED);
}

static void test_lists_keep_the_newest(void **state) {
	(void)state;
	char number[NUMBER_SIZE];
	for (int i = 1; i <= ABSENT_MAX + 3; i++) {
		snprintf(number, sizeof number, "A%03d", i);
		hall_wait(number);
		hall_call(number);
		hall_apply(CHANGE_ABSENT, number, TICKET_CALLED, TICKET_ABSENT);
	}
	assert_int_equal(hall->recent_count, RECENT_MAX);
	assert_string_equal(hall->recent[0].number, number);
	assert_int_equal(hall->absent_count, ABSENT_MAX);
	assert_string_equal(hall->absent[0], number);
	assert_string_equal(hall->absent[ABSENT_MAX - 1], "A004");
	hall_apply(CHANGE_RETURNED, "A004", TICKET_ABSENT, TICKET_WAITING);
	hall_apply(CHANGE_NO_SHOW, "A001", TICKET_ABSENT, TICKET_NO_SHOW);
	assert_int_equal(hall->absent_count, ABSENT_MAX - 1);
	assert_string_equal(hall->absent[ABSENT_MAX - 2], "A005");
	assert_int_equal(hall->services[0].waiting, 1);
}

static void counter_change(enum change_kind kind, const char *clerk, int64_t back_at_ms) {
	struct change c = {
		.seq = hall->seq + 1, .kind = kind, .counter = 2, .back_at_ms = back_at_ms};
	strcpy(c.clerk.name, clerk);
	board_apply(hall, &c);
}

static void test_counter_states(void **state) {
	(void)state;
	const struct snapshot_counter *counter = &hall->counters[1];
	counter_change(CHANGE_COUNTER_OPENED, "An", 0);
	assert_int_equal(counter->state, COUNTER_OPEN);
	assert_string_equal(counter->clerk.name, "An");
	counter_change(CHANGE_COUNTER_PAUSED, "An", 9000);
	assert_int_equal(counter->state, COUNTER_PAUSED);
	assert_int_equal(counter->back_at_ms, 9000);
	assert_string_equal(counter->clerk.name, "An");
	counter_change(CHANGE_COUNTER_PAUSED, "", 9000); /* taken over by one without a name */
	assert_string_equal(counter->clerk.name, "");
	counter_change(CHANGE_COUNTER_OPENED, "Bình", 0);
	assert_int_equal(counter->back_at_ms, 0);
	assert_string_equal(counter->clerk.name, "Bình");
	counter_change(CHANGE_COUNTER_CLOSED, "", 0);
	assert_int_equal(counter->state, COUNTER_CLOSED);
	assert_string_equal(counter->clerk.name, "");
	assert_int_equal(hall->counters[0].state, COUNTER_CLOSED);
}

static void test_closing_leaves_the_ticket(void **state) {
	(void)state;
	hall_wait("A001");
	hall_call("A001");
	struct change c = {.seq = 9, .kind = CHANGE_COUNTER_CLOSED, .counter = 1};
	board_apply(hall, &c);
	assert_string_equal(hall->counters[0].number, "A001");
}

static void test_new_day_clears(void **state) {
	(void)state;
	hall_wait("A001");
	hall_wait("A002");
	hall_wait("A003");
	hall_call("A001");
	hall_apply(CHANGE_ABSENT, "A001", TICKET_CALLED, TICKET_ABSENT);
	hall_call("A002");
	hall->services[0].wait = (struct wait){.known = true, .high_s = 60};
	hall->services[0].reach = REACH_UNLIKELY;
	hall->services[0].pause = (struct span){1, 2};
	struct change c = {.seq = 42, .kind = CHANGE_DAY_OPENED, .day = 20261126};
	board_apply(hall, &c);
	assert_int_equal(hall->day, 20261126);
	assert_int_equal(hall->seq, 42);
	assert_int_equal(hall->services[0].waiting, 0);
	assert_false(hall->services[0].wait.known);
	assert_int_equal(hall->services[0].reach, REACH_UNKNOWN);
	assert_int_equal(hall->services[0].pause.from_ms, 0);
	assert_int_equal(hall->recent_count + hall->absent_count, 0);
	assert_string_equal(hall->counters[0].number, "");
	assert_int_equal(hall->counters[1].id, 2);
	assert_int_equal(hall->service_count, 2);
}

/* Takes a number of a block whose first is this. */
static void alone(enum change_kind kind, const char *number, enum ticket_state was,
	enum ticket_state state, int first) {
	struct change c = hall_change(kind, number, was, state);
	c.lease = 3;
	c.first = kind == CHANGE_ISSUED ? first : 0;
	board_apply(hall, &c);
}

static void test_numbers_given_alone(void **state) {
	(void)state;
	hall_wait("A001");
	assert_int_equal(hall->alone_open + hall->alone_first, 0);
	alone(CHANGE_ISSUED, "A951", TICKET_NONE, TICKET_ISSUING, 950);
	alone(CHANGE_PRINTED, "A951", TICKET_ISSUING, TICKET_WAITING, 950);
	alone(CHANGE_ISSUED, "A900", TICKET_NONE, TICKET_ISSUING, 900);
	alone(CHANGE_VOIDED, "A900", TICKET_ISSUING, TICKET_VOID, 900);
	alone(CHANGE_ISSUED, "A952", TICKET_NONE, TICKET_ISSUING, 950);
	assert_int_equal(hall->alone_open, 2);
	assert_int_equal(hall->alone_first, 900);
	alone(CHANGE_CALLED, "A951", TICKET_WAITING, TICKET_CALLED, 950);
	alone(CHANGE_RECALLED, "A951", TICKET_CALLED, TICKET_CALLED, 950);
	alone(CHANGE_STARTED, "A951", TICKET_CALLED, TICKET_SERVING, 950);
	assert_int_equal(hall->alone_open, 2);
	alone(CHANGE_FINISHED, "A951", TICKET_SERVING, TICKET_SERVED, 950);
	assert_int_equal(hall->alone_open, 1);
	alone(CHANGE_REOPENED, "A951", TICKET_SERVED, TICKET_WAITING, 950);
	assert_int_equal(hall->alone_open, 2);
	struct change c = {.seq = 99, .kind = CHANGE_DAY_OPENED, .day = 20261126};
	board_apply(hall, &c);
	assert_int_equal(hall->alone_open + hall->alone_first, 0);
}

static void test_unknown_places(void **state) {
	(void)state;
	struct change c = hall_change(CHANGE_CALLED, "Z001", TICKET_WAITING, TICKET_CALLED);
	struct snapshot *before = mem_alloc(1, sizeof *before);
	strcpy(c.service, "nowhere");
	c.counter = 77;
	*before = *hall;
	board_apply(hall, &c);
	assert_memory_equal(hall->services, before->services, sizeof hall->services);
	assert_memory_equal(hall->counters, before->counters, sizeof hall->counters);
	assert_int_equal(hall->recent_count, 1);
	c = (struct change){.seq = 10, .kind = CHANGE_COUNTER_OPENED, .counter = 77};
	board_apply(hall, &c);
	assert_memory_equal(hall->counters, before->counters, sizeof hall->counters);
	assert_int_equal(hall->seq, 10);
	/* More leave than ever waited: a count is never below nothing. */
	hall_apply(CHANGE_CANCELLED, "A001", TICKET_WAITING, TICKET_CANCELLED);
	assert_int_equal(hall->services[0].waiting, 0);
	mem_free(before);
}

static void test_others_move_nothing(void **state) {
	(void)state;
	hall_wait("A001");
	hall_call("A001");
	struct snapshot *before = mem_alloc(1, sizeof *before);
	static const enum change_kind kinds[] = {CHANGE_NONE, CHANGE_RATED, CHANGE_DAY_CLOSED,
		CHANGE_SETUP, CHANGE_CLOCK_SET, CHANGE_LEASED, CHANGE_LEASE_RETURNED,
		CHANGE_HELP_BEGUN, CHANGE_HELP_ENDED, CHANGE_CONTINUED, CHANGE_SLIPS_COUNTED};
	*before = *hall;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct change c = {.seq = hall->seq + 1, .kind = kinds[i], .number = "A001"};
		board_apply(hall, &c);
		before->seq++;
		assert_memory_equal(hall, before, sizeof *hall);
	}
	mem_free(before);
}

#define HALL_TEST(test) cmocka_unit_test_setup_teardown(test, hall_open, hall_close)

int main(void) {
	const struct CMUnitTest tests[] = {
		HALL_TEST(test_only_printed_tickets_wait),
		HALL_TEST(test_call_recall_start_finish),
		HALL_TEST(test_recall_is_one_entry),
		HALL_TEST(test_a_call_taken_back_is_forgotten),
		HALL_TEST(test_lists_keep_the_newest),
		HALL_TEST(test_counter_states),
		HALL_TEST(test_closing_leaves_the_ticket),
		HALL_TEST(test_new_day_clears),
		HALL_TEST(test_numbers_given_alone),
		HALL_TEST(test_unknown_places),
		HALL_TEST(test_others_move_nothing),
	};
	return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
