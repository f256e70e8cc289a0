/*
 * office: 378 days of the ward, one after the other, over two years' ends and a leap day.
 *
 * links: tests/unit/office_rig.c tests/unit/office_file.c tests/unit/store_sample.c
 * server/office*.c server/visit*.c server/bytes.c server/shelf.c server/outlook.c
 * server/outlook_view.c server/outlook_json.c server/booked.c server/calendar.c server/keys.c
 * server/queue.c server/queue_apply.c server/queue_lease.c server/queue_help.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup*.c server/estimate.c server/forecast.c server/line.c
 * server/phantom.c server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c
 * server/popular.c server/store*.c common/device.c server/worker.c common/board.c common/clock.c
 * common/embed.c common/log.c common/slip_code.c common/mem.c common/proto.c common/text.c
 * common/day.c common/plain_file.c embed_server server/timekeeper.c
 */
#include "common/clock.h"
#include "server/calendar.h"
#include "tests/unit/office_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

enum { FIRST = 20271220, LAST = 20281231, DAYS = 378, SERVICES = 9 };

/* Of 2028, where the ward's file has none yet; a Saturday is worked for a swapped Monday. */
static const int holidays[] = {20280103, 20280124, 20280125, 20280126, 20280127, 20280128, 20280404,
	20280501, 20280502, 20280901, 20280904, 20281124};
static const struct setup_make_up made_up = {.day = 20280205, .like_day = 20280124};

enum { HOLIDAYS = sizeof holidays / sizeof *holidays };

static int make(void **state) {
	int status = office_rig_make(state);
	struct setup *s = ((struct office_rig *)*state)->setup;
	memcpy(s->holidays + s->holiday_count, holidays, sizeof holidays);
	s->holiday_count += HOLIDAYS;
	s->make_up[s->make_up_count++] = made_up;
	return status;
}

static bool is_holiday(int day) {
	for (int i = 0; i < HOLIDAYS; i++)
		if (holidays[i] == day)
			return true;
	return false;
}

/* What kind of day it is, told by the calendar on the wall. */
static bool works(const struct setup_service *service, int day) {
	int weekday = clock_local(clock_at(day, 720)).tm_wday;
	if (day == made_up.day)
		return true;
	return weekday != 0 && !is_holiday(day) && (weekday != 6 || service->saturday);
}

static bool takes(const struct office_rig *rig, int service, int day, int minute) {
	return calendar_takes(rig->setup, service, clock_at(day, minute), NULL);
}

/* Numbers are given in the mornings and, but on Saturdays, in the afternoons. */
static void check_hours(const struct office_rig *rig, int day) {
	bool saturday = clock_local(clock_at(day, 720)).tm_wday == 6 && day != made_up.day;
	for (int i = 0; i < SERVICES; i++) {
		bool open = works(&rig->setup->services[i], day);
		assert_int_equal(takes(rig, i, day, 8 * 60), open);
		assert_int_equal(takes(rig, i, day, 15 * 60), open && !saturday);
		assert_false(takes(rig, i, day, 0));
		assert_false(takes(rig, i, day, 7 * 60));
		assert_false(takes(rig, i, day, 12 * 60));
		assert_false(takes(rig, i, day, 17 * 60));
	}
}

/* A few of each series that is given now, in order from 001. */
static int take_numbers(struct office_rig *rig) {
	int taken = 0;
	for (int i = 0; i < SERVICES; i++) {
		const struct setup_service *service = &rig->setup->services[i];
		int count = calendar_takes(rig->setup, i, office_rig_now_ms, NULL) ? rand() % 4 : 0;
		for (int n = 1; n <= count; n++, taken++) {
			char number[NUMBER_SIZE];
			snprintf(number, sizeof number, "%s%03d", service->prefix, n);
			assert_null(queue_number(office_queue(rig->office), number));
			office_rig_take(rig, service->id);
			assert_non_null(queue_number(office_queue(rig->office), number));
			office_rig_now_ms += rand() % 60000;
		}
	}
	return taken;
}

/* Whether anyone waits whom this counter (index) serves. */
static bool has_work(const struct office_rig *rig, int counter) {
	for (int i = 0; i < SERVICES; i++)
		if (setup_handicap_s(rig->setup, counter, i) >= 0 &&
			queue_waiting(office_queue(rig->office), i) > 0)
			return true;
	return false;
}

/* Calls and serves for a while; the last person of some counters stays called or served. */
static void serve(struct office_rig *rig, int counter) {
	int id = rig->setup->counters[counter].id;
	office_rig_open(rig, id);
	for (int fate = 0; fate < 4 && has_work(rig, counter);) {
		office_rig_next(rig, id);
		office_rig_now_ms += rand() % 300000;
		fate = rand() % 6;
		if (fate == 4)
			return;
		if (fate == 0) {
			office_rig_absent(rig, id);
			continue;
		}
		office_rig_start(rig, id);
		office_rig_now_ms += rand() % 600000;
		if (fate == 5)
			return;
		office_rig_finish(rig, id);
	}
}

static int left_over(const struct office_rig *rig) {
	int left = 0;
	for (size_t i = 0; i < queue_count(office_queue(rig->office)); i++)
		left += proto_ticket_open(queue_at(office_queue(rig->office), i)->state);
	return left;
}

/* A day with its numbers, until what is left over at its end. */
static int live(struct office_rig *rig, int day) {
	office_rig_clock(day, 800);
	office_rig_tick(rig);
	int taken = take_numbers(rig);
	assert_int_equal(queue_count(office_queue(rig->office)), taken);
	for (int i = 0; i < rig->setup->counter_count && taken; i++)
		serve(rig, i);
	office_rig_settle(rig);
	return left_over(rig);
}

/* The day has ended with what was left over, and the next one has begun with nothing. */
static void check_turned(struct office_rig *rig, int day, int left) {
	int next = clock_day(office_rig_now_ms);
	assert_true(next > day);
	assert_int_equal(office_board(rig->office)->day, next);
	assert_int_equal(rig->published_count, left + 2);
	assert_int_equal(
		office_rig_count(rig, CHANGE_EXPIRED) + office_rig_count(rig, CHANGE_NO_SHOW),
		left);
	assert_int_equal(office_rig_last(rig, CHANGE_DAY_CLOSED)->day, day);
	assert_int_equal(office_rig_last(rig, CHANGE_DAY_OPENED)->day, next);
	assert_int_equal(queue_count(office_queue(rig->office)), 0);
	office_rig_assert_in_order(rig);
}

/* Midnight, with the server on, off or started anew shortly before. */
static void turn(struct office_rig *rig, int day, int left) {
	int how = rand() % 10;
	int64_t seq = office_board(rig->office)->seq;
	if (how == 0)
		office_rig_restart(rig);
	office_rig_clock(day, 2400);
	if (how == 1)
		office_rig_restart(rig);
	rig->published_count = 0;
	office_rig_tick(rig);
	check_turned(rig, day, left);
	assert_int_equal(office_board(rig->office)->seq, seq + left + 2);
	rig->published_count = 0;
}

static void a_year_goes_by(void **state) {
	struct office_rig *rig = *state;
	int day = FIRST, days = 0;
	rig->gathers = true;
	office_rig_clock(FIRST, 0);
	office_rig_tick(rig);
	for (; day <= LAST; days++) {
		check_hours(rig, day);
		turn(rig, day, live(rig, day));
		day = office_board(rig->office)->day;
	}
	assert_int_equal(days, DAYS);
	assert_int_equal(day, 20290101);
	int64_t seq = office_board(rig->office)->seq;
	assert_int_equal(office_rig_check(rig), seq);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_year_goes_by, make, office_rig_end),
	};
	/* A thousand commits need not wait for a disk. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
	return cmocka_run_group_tests_name("office_year", tests, NULL, NULL);
}
