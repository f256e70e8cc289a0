/*
 * Announce and the voice: each call is heard to its end, in its turn, once; a recall again.
 * links: display/announce.c common/board.c common/proto.c tests/unit/announce_hall.c
 */
#include "tests/unit/announce_hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void take(struct hall *h, const char *number) {
	struct snapshot_call call;
	assert_true(announce_take(&h->a, &call));
	assert_string_equal(call.number, number);
}

/* The panel stays until the call has been heard, however long that takes; then the next one. */
static void test_stays_until_it_was_heard(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	struct snapshot_call call;
	hall_call(&h, "A001", 1);
	take(&h, "A001");
	hall_call(&h, "B001", 2);
	hall_later(&h, 2 * ANNOUNCE_KEEP_MS);
	assert_string_equal(h.a.shown.number, "A001");
	assert_false(announce_take(&h.a, &call));
	assert_true(announce_lit(&h.a, h.now_ms));
	assert_true(announce_due(&h.a, h.now_ms) == INT64_MAX);
	announce_heard(&h.a, h.now_ms);
	assert_string_equal(h.a.shown.number, "B001");
	take(&h, "B001");
}

/* Who is served, recalled or undone while his call is heard does not cut it off. */
static void test_nothing_cuts_off(void **state) {
	(void)state;
	static const struct {
		enum change_kind kind;
		enum ticket_state state;
		const char *next;
	} moves[] = {{CHANGE_STARTED, TICKET_SERVING, "B001"},
		{CHANGE_UNDONE, TICKET_WAITING, "B001"}, {CHANGE_DAY_OPENED, TICKET_NONE, NULL},
		{CHANGE_RECALLED, TICKET_CALLED, "B001"}};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		struct hall h = hall_open(0);
		struct snapshot_call call;
		hall_call(&h, "A001", 1);
		take(&h, "A001");
		hall_call(&h, "B001", 2);
		bool day = moves[i].kind == CHANGE_DAY_OPENED;
		hall_change(&h, moves[i].kind, day ? "" : "A001", day ? 0 : 1, moves[i].state);
		hall_later(&h, ANNOUNCE_KEEP_MS);
		assert_false(announce_take(&h.a, &call));
		announce_heard(&h.a, h.now_ms);
		if (moves[i].next) {
			take(&h, moves[i].next);
		} else {
			assert_false(announce_take(&h.a, &call));
		}
	}
}

/* A recall is heard again after those that were called before it. */
static void test_a_recall_takes_its_turn(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	take(&h, "A001");
	announce_heard(&h.a, h.now_ms);
	hall_call(&h, "B001", 2);
	hall_later(&h, 9000);
	hall_change(&h, CHANGE_RECALLED, "A001", 1, TICKET_CALLED);
	hall_later(&h, 1000);
	take(&h, "B001");
	announce_heard(&h.a, h.now_ms);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	take(&h, "A001");
}

/* Taken back before anybody could hear it: what is on the panel then is not spoken in its place. */
static void test_undone_at_once(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	struct snapshot_call call;
	hall_call(&h, "A000", 1);
	hall_change(&h, CHANGE_UNDONE, "A000", 1, TICKET_WAITING);
	assert_false(h.a.any);
	assert_false(announce_take(&h.a, &call));
	hall_call(&h, "A001", 1);
	hall_hear(&h.a, h.now_ms);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	hall_call(&h, "B001", 2);
	hall_change(&h, CHANGE_UNDONE, "B001", 2, TICKET_WAITING);
	assert_string_equal(h.a.shown.number, "A001");
	assert_false(announce_take(&h.a, &call));
}

/* Ten at once, each heard for so long: in their order; those that got too old wait for nobody. */
static void test_a_burst(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	struct snapshot_call call;
	int heard = 0;
	for (int i = 0; i < 10; i++) {
		char number[NUMBER_SIZE];
		snprintf(number, sizeof number, "A%03d", i);
		hall_call(&h, number, 1 + i % HALL_COUNTERS);
	}
	int64_t called_ms = h.now_ms;
	while (announce_take(&h.a, &call)) {
		char number[NUMBER_SIZE];
		snprintf(number, sizeof number, "A%03d", heard);
		assert_string_equal(call.number, number);
		assert_true(h.now_ms - called_ms <= ANNOUNCE_OLD_MS);
		hall_later(&h, 12000);
		announce_heard(&h.a, h.now_ms);
		heard++;
	}
	assert_int_equal(heard, 6); /* at 0, 12, 24, 36, 48 and 60 s */
	assert_int_equal(h.a.pending_count, 0);
	assert_string_equal(h.a.shown.number, "A009");
	assert_false(announce_lit(&h.a, h.now_ms));
}

/* More at once than are kept for their turn: the oldest of them are only shown. */
static void test_a_storm(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	struct snapshot_call call;
	enum { CALLS = 100 };
	char number[NUMBER_SIZE];
	for (int i = 0; i < CALLS; i++) {
		snprintf(number, sizeof number, "A%03d", i);
		hall_call(&h, number, 1 + i % HALL_COUNTERS);
		assert_true(h.a.pending_count <= ANNOUNCE_MAX);
	}
	take(&h, "A000");
	for (int i = CALLS - ANNOUNCE_MAX; hall_later(&h, ANNOUNCE_KEEP_MS), i < CALLS; i++) {
		announce_heard(&h.a, h.now_ms);
		if (!announce_take(&h.a, &call)) {
			break; /* those still to come are too old */
		}
		snprintf(number, sizeof number, "A%03d", i);
		assert_string_equal(call.number, number);
	}
	assert_string_equal(h.a.shown.number, "A099");
	assert_int_equal(h.a.pending_count, 0);
}

/* The link comes back while a call is heard: the panel stays with it, or leaves it when it is over.
 */
static void test_the_link_comes_back(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	struct snapshot_call call;
	hall_call(&h, "A001", 1);
	take(&h, "A001");
	h.cut = true;
	hall_call(&h, "B001", 2);
	hall_change(&h, CHANGE_STARTED, "B001", 2, TICKET_SERVING);
	hall_mend(&h);
	assert_string_equal(h.a.shown.number, "A001");
	h.cut = true;
	hall_change(&h, CHANGE_STARTED, "A001", 1, TICKET_SERVING);
	hall_mend(&h);
	assert_string_equal(h.a.shown.number, "B001");
	announce_heard(&h.a, h.now_ms);
	assert_false(announce_take(&h.a, &call));
}

/* Started anew, it knows what was heard before; what was not, is still to be heard. */
static void test_started_anew(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	struct snapshot_call call;
	hall_call(&h, "A001", 1);
	hall_later(&h, 1000);
	hall_call(&h, "B001", 2);
	h.a = (struct announce){.heard_ms = h.now_ms - 1000};
	hall_mend(&h);
	take(&h, "B001");
	announce_heard(&h.a, h.now_ms);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	assert_false(announce_take(&h.a, &call));
	h.a = (struct announce){.heard_ms = h.now_ms};
	hall_mend(&h);
	assert_false(announce_take(&h.a, &call));
	assert_string_equal(h.a.shown.number, "B001");
	assert_false(announce_lit(&h.a, h.now_ms));
	hall_later(&h, 1000);
	hall_change(&h, CHANGE_RECALLED, "A001", 1, TICKET_CALLED);
	take(&h, "A001");
}

/* A recall keeps its place before those that were called after the call: until they are heard, too,
 * a start does not take them for heard. */
static void test_what_is_done(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "C001", 3);
	take(&h, "C001");
	int64_t first_ms = h.now_ms;
	assert_int_equal(announce_done_ms(&h.a), first_ms);
	hall_later(&h, 1000);
	hall_call(&h, "A001", 1);
	assert_int_equal(announce_done_ms(&h.a), first_ms + 999);
	hall_later(&h, 1000);
	hall_call(&h, "B001", 2);
	int64_t called_ms = h.now_ms;
	hall_later(&h, 1000);
	hall_change(&h, CHANGE_RECALLED, "A001", 1, TICKET_CALLED);
	int64_t recalled_ms = h.now_ms;
	announce_heard(&h.a, h.now_ms);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	take(&h, "A001");
	assert_int_equal(announce_done_ms(&h.a), called_ms - 1);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	announce_heard(&h.a, h.now_ms);
	take(&h, "B001");
	assert_int_equal(announce_done_ms(&h.a), recalled_ms);
}

/* Two calls of one millisecond, the first of them heard: the start says the second. */
static void test_called_at_once(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	hall_call(&h, "B001", 2);
	take(&h, "A001");
	h.a = (struct announce){.heard_ms = announce_done_ms(&h.a)};
	hall_change(&h, CHANGE_STARTED, "A001", 1, TICKET_SERVING);
	hall_mend(&h);
	take(&h, "B001");
}

/* The clock was set back: what was heard later than now, here or before the start, silences none.
 */
static void test_heard_later_than_now(void **state) {
	(void)state;
	struct hall h = hall_open(0);
	hall_call(&h, "A001", 1);
	take(&h, "A001");
	announce_heard(&h.a, h.now_ms);
	h.a.heard_ms = h.now_ms;
	struct announce a = h.a;
	h = hall_open(0);
	h.now_ms = h.changed_ms = h.now_ms - 3 * ANNOUNCE_KEEP_MS;
	h.cut = true;
	hall_call(&h, "B001", 1);
	h.a = a;
	hall_mend(&h);
	hall_later(&h, ANNOUNCE_KEEP_MS);
	take(&h, "B001");
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_stays_until_it_was_heard),
		cmocka_unit_test(test_nothing_cuts_off),
		cmocka_unit_test(test_a_recall_takes_its_turn),
		cmocka_unit_test(test_undone_at_once), cmocka_unit_test(test_a_burst),
		cmocka_unit_test(test_a_storm), cmocka_unit_test(test_the_link_comes_back),
		cmocka_unit_test(test_started_anew), cmocka_unit_test(test_what_is_done),
		cmocka_unit_test(test_called_at_once), cmocka_unit_test(test_heard_later_than_now)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
