/*
 * A board that shows one zone of the hall: what it knows, hears and does when zones change.
 *
 * links: display/zone.c display/known.c display/announce.c common/board.c common/proto.c
 * common/proto_json_in.c common/json_read.c common/clock.c common/text.c common/mem.c
 * tests/unit/log_catch.c common/log.c tests/unit/zone_office.c
 */
#include "common/mem.h"
#include "display/known.h"
#include "display/zone.h"
#include "tests/unit/log_catch.h"
#include "tests/unit/zone_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { START_MS = 1000000 };

/* Zones A (counters 1–4, services 0–3) and B (5–12, services 4–7), and the board of A. */
struct board {
	struct zone_office *office;
	struct known *known;
	int64_t now_ms;
};

static void take_office(struct board *b) {
	struct link_message m = {.kind = LINK_OFFICE, .office = &b->office->view};
	known_take(b->known, &m, b->now_ms);
}

static void take_snapshot(struct board *b) {
	b->office->hall.now_ms = b->now_ms;
	struct link_message m = {.kind = LINK_SNAPSHOT, .snapshot = &b->office->hall};
	known_take(b->known, &m, b->now_ms);
}

static int begin(void **state) {
	static const int a[] = {1, 2, 3, 4}, rest[] = {5, 6, 7, 8, 9, 10, 11, 12};
	struct board *b = mem_alloc(1, sizeof *b);
	b->office = zone_office_new();
	b->known = mem_alloc(1, sizeof *b->known);
	b->now_ms = START_MS;
	known_turn(b->known, 0, "A", b->now_ms);
	b->known->announce.heard_ms = 0;
	zone_office_zone(b->office, "A", a, 4);
	zone_office_zone(b->office, "B", rest, 8);
	for (int i = 0; i < ZONE_COUNTERS; i++) {
		zone_office_serves(b->office, i + 1, i < 4 ? i : 4 + i % 4);
	}
	take_office(b);
	take_snapshot(b);
	*state = b;
	return 0;
}

static int end(void **state) {
	struct board *b = *state;
	mem_free(b->office);
	mem_free(b->known);
	mem_free(b);
	return 0;
}

static void change(struct board *b, enum change_kind kind, const char *number, int counter,
	enum ticket_state state) {
	struct link_message m = {.kind = LINK_CHANGE,
		.change = {.seq = b->known->hall.seq + 1,
			.at_ms = b->now_ms,
			.kind = kind,
			.counter = counter,
			.state = state,
			.reason = kind == CHANGE_CALLED ? REASON_IN_TURN : REASON_NONE}};
	snprintf(m.change.number, NUMBER_SIZE, "%s", number);
	known_take(b->known, &m, b->now_ms);
}

static void call(struct board *b, const char *number, int counter) {
	change(b, CHANGE_CALLED, number, counter, TICKET_CALLED);
}

/* The number that is heard now, "": none. */
static const char *hears(struct board *b) {
	static struct snapshot_call heard;
	if (!announce_take(&b->known->announce, &heard)) {
		return "";
	}
	announce_heard(&b->known->announce, b->now_ms);
	return heard.number;
}

static struct view view(const struct board *b) {
	return known_view(b->known, b->now_ms);
}

static const struct snapshot_call *panel(const struct board *b) {
	return b->known->announce.any ? &b->known->announce.shown : NULL;
}

static void shows_its_own(void **state) {
	struct board *b = *state;
	struct view v = view(b);
	assert_int_equal(v.hall->counter_count, 4);
	assert_int_equal(v.hall->service_count, 4);
	assert_int_equal(v.office->counter_count, 4);
	assert_string_equal(v.office->services[3].prefix, "Đ");
	assert_string_equal(v.zone->vi, "Khu A");
	assert_null(v.no_zone);
	assert_string_equal(known_prefix(b->known, "Đ12007"), "Đ12");
	assert_string_equal(known_prefix(b->known, "A123"), "A");
	assert_string_equal(known_prefix(b->known, "A1123"), "A1");
	assert_string_equal(known_prefix(b->known, "E001"), "");
}

static void hears_its_own_calls(void **state) {
	struct board *b = *state;
	call(b, "Đ1001", 5);
	assert_string_equal(hears(b), "");
	assert_null(panel(b));
	assert_int_equal(view(b).hall->recent_count, 0);
	call(b, "A001", 1);
	assert_string_equal(hears(b), "A001");
	change(b, CHANGE_RECALLED, "Đ1001", 5, TICKET_CALLED);
	assert_string_equal(hears(b), "");
	assert_string_equal(panel(b)->number, "A001");
	change(b, CHANGE_RECALLED, "A001", 1, TICKET_CALLED);
	assert_string_equal(hears(b), "A001");
}

/* A number that goes on to another zone is not heard here any more. */
static void who_is_transferred_is_heard_there(void **state) {
	struct board *b = *state;
	call(b, "A001", 1);
	assert_string_equal(hears(b), "A001");
	call(b, "A1001", 2);
	change(b, CHANGE_TRANSFERRED, "A1001", 2, TICKET_WAITING);
	call(b, "A1001", 5);
	b->now_ms += ANNOUNCE_KEEP_MS;
	announce_tick(&b->known->announce, b->now_ms);
	assert_string_equal(hears(b), "");
	assert_string_equal(panel(b)->number, "A001");
}

/* The hall tells its last eight calls; those of a zone may be older. */
static void calls_before_the_last_of_the_hall(void **state) {
	struct board *b = *state;
	call(b, "A001", 1);
	b->now_ms += 1;
	change(b, CHANGE_RESUMED, "B001", 2, TICKET_SERVING);
	for (int i = 0; i < 8; i++) {
		char number[NUMBER_SIZE];
		snprintf(number, sizeof number, "C00%d", i);
		b->now_ms += 1;
		call(b, number, 5 + i);
	}
	const struct snapshot *own = view(b).hall;
	assert_int_equal(own->recent_count, 1);
	assert_string_equal(own->recent[0].number, "A001");
	assert_int_equal(own->recent[0].at_ms, START_MS);
	assert_int_equal(own->recent[0].reason, REASON_IN_TURN);
}

static void absent_numbers_by_their_series(void **state) {
	static const char *const absent[] = {
		"A123", "A1001", "Đ001", "Đ1001", "Đ12001", "Đ-002", "B-001", "A", "X001", "C001"};
	static const char *const own[] = {"A123", "Đ001", "Đ-002", "B-001"};
	struct board *b = *state;
	struct office_counter *second = &b->office->view.counters[1];
	second->service_count = 0; /* A1 is served nowhere here */
	for (int i = 0; i < 10; i++) {
		snprintf(b->office->hall.absent[i], NUMBER_SIZE, "%s", absent[i]);
	}
	b->office->hall.absent_count = 10;
	take_office(b);
	take_snapshot(b);
	assert_int_equal(view(b).hall->absent_count, 4);
	for (int i = 0; i < 4; i++) {
		assert_string_equal(view(b).hall->absent[i], own[i]);
	}
}

static void move(struct board *b, int counter, bool here) {
	struct office_zone *a = &b->office->view.zones[0];
	int count = 0;
	for (int i = 0; i < a->counter_count; i++) {
		if (a->counters[i] != counter) {
			a->counters[count++] = a->counters[i];
		}
	}
	if (here) {
		a->counters[count++] = counter;
	}
	a->counter_count = count;
	take_office(b);
}

static void a_counter_comes_and_goes(void **state) {
	struct board *b = *state;
	call(b, "C001", 5);
	assert_string_equal(hears(b), "");
	move(b, 5, true);
	assert_int_equal(view(b).hall->counter_count, 5);
	assert_string_equal(hears(b), "C001");
	call(b, "A001", 1);
	move(b, 1, false);
	assert_false(announce_is_pending(&b->known->announce, "A001", 1));
	move(b, 5, false);
	assert_null(panel(b));
	assert_int_equal(view(b).hall->counter_count, 3);
	b->now_ms += ANNOUNCE_KEEP_MS;
	announce_tick(&b->known->announce, b->now_ms);
	assert_string_equal(hears(b), "");
}

/* Plain words in the log, once, until it is there again. */
static void a_zone_that_is_not_there(void **state) {
	struct board *b = *state;
	call(b, "A001", 1);
	log_catch();
	strcpy(b->office->view.zones[0].id, "Z");
	take_office(b);
	take_office(b);
	take_snapshot(b);
	struct view v = view(b);
	assert_string_equal(v.no_zone, "A");
	assert_int_equal(v.hall->counter_count + v.hall->service_count + v.hall->recent_count, 0);
	assert_null(panel(b));
	call(b, "A002", 2);
	assert_string_equal(hears(b), "");
	strcpy(b->office->view.zones[0].id, "A");
	take_office(b);
	assert_null(view(b).no_zone);
	assert_string_equal(hears(b), "A002");
	b->office->view.zone_count = 0;
	take_office(b);
	assert_string_equal(view(b).no_zone, "A");
	assert_int_equal(log_caught("display: the office has no zone A"), 2);
}

/* The lead has it show something else: what was called there a moment ago and never heard here is.
 */
static void turned_to_another_zone(void **state) {
	struct board *b = *state;
	call(b, "A001", 1);
	call(b, "C001", 5);
	known_turn(b->known, 0, "B", b->now_ms);
	assert_string_equal(view(b).zone->vi, "Khu B");
	assert_string_equal(hears(b), "C001");
	assert_string_equal(panel(b)->number, "C001");
	b->now_ms += ANNOUNCE_KEEP_MS;
	call(b, "C002", 6);
	assert_string_equal(hears(b), "C002");
	known_turn(b->known, 1, "B", b->now_ms);
	assert_int_equal(view(b).hall->counter_count, ZONE_COUNTERS);
	assert_null(view(b).zone);
	known_turn(b->known, 0, NULL, b->now_ms);
	assert_int_equal(view(b).hall->counter_count, ZONE_COUNTERS);
	assert_string_equal(panel(b)->number, "C002");
}

static void a_new_day(void **state) {
	struct board *b = *state;
	call(b, "A001", 1);
	change(b, CHANGE_DAY_OPENED, "", 0, TICKET_NONE);
	assert_null(panel(b));
	call(b, "C001", 5);
	assert_null(panel(b));
	call(b, "A001", 1);
	assert_string_equal(panel(b)->number, "A001");
}

static void ids(void **state) {
	(void)state;
	assert_true(zone_id_ok("A") && zone_id_ok("tang-2.b_C"));
	assert_false(
		zone_id_ok("") || zone_id_ok("Khu A") || zone_id_ok("../a") || zone_id_ok("Đ"));
	assert_false(zone_id_ok("0123456789012345678901234567890123456789"));
}

#define BOARD(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		BOARD(shows_its_own),
		BOARD(hears_its_own_calls),
		BOARD(who_is_transferred_is_heard_there),
		BOARD(calls_before_the_last_of_the_hall),
		BOARD(absent_numbers_by_their_series),
		BOARD(a_counter_comes_and_goes),
		BOARD(a_zone_that_is_not_there),
		BOARD(turned_to_another_zone),
		BOARD(a_new_day),
		cmocka_unit_test(ids),
	};
	return cmocka_run_group_tests_name("zone", tests, NULL, NULL);
}
