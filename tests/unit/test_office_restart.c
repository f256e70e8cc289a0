/*
 * office: a restart in the middle of the day changes nothing: the rest of the day has the same
 * calls, the waits and what was learned go on.
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
#include "tests/unit/office_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE = 60000, MINUTES = 120, CALLS_MAX = 200 };

/* Whom each call called, and what the office said and knew in the end. */
struct day_record {
	int count;
	char calls[CALLS_MAX][NUMBER_SIZE];
	struct told told;
	struct learn learn;
	struct learn_service learned[2];
};

static void end_visit(struct office_rig *rig, int counter, int minute) {
	const struct queue_ticket *t = queue_counter_ticket(office_queue(rig->office), counter);
	if (t && minute % 11 == counter) {
		office_rig_absent(rig, counter);
	} else if (t) {
		office_rig_start(rig, counter);
		office_rig_finish(rig, counter);
	}
}

static void serve(struct office_rig *rig, int counter, int minute, struct day_record *record) {
	end_visit(rig, counter, minute);
	if (queue_waiting(office_queue(rig->office), 0) +
			queue_waiting(office_queue(rig->office), 1) ==
		0)
		return;
	int64_t id = office_rig_next(rig, counter);
	strcpy(record->calls[record->count++], queue_find(office_queue(rig->office), id)->number);
}

static void live_minute(struct office_rig *rig, int minute, struct day_record *record) {
	office_rig_now_ms += MINUTE;
	office_rig_tick(rig);
	if (minute % 2 == 0)
		office_rig_take(rig, minute % 6 ? "chung-thuc" : "ho-tich");
	if (minute % 5 == 4)
		serve(rig, 2, minute, record);
	if (minute % 7 == 4)
		serve(rig, 3, minute, record);
	office_rig_settle(rig);
	office_look_ahead(rig->office);
	rig->published_count = 0;
}

static void open_hall(struct office_rig *rig, int day) {
	office_rig_clock(day, 800);
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	office_rig_open(rig, 3);
	office_rig_settle(rig);
}

static void end_record(struct office_rig *rig, struct day_record *record) {
	const struct queue *q = office_shown(rig->office);
	const struct outlook *o = office_outlook(rig->office);
	record->told = queue_at(q, queue_count(q) - 1)->told;
	record->learn = o->learn;
	memcpy(record->learned, o->learned, sizeof record->learned);
}

/* As the server starts. */
static void restart_office(struct office_rig *rig) {
	office_rig_restart(rig);
	office_rig_tick(rig);
	office_look_ahead(rig->office);
}

/* Two days; on the second the office ends and starts again at a minute (0: never). */
static struct day_record live(int restart) {
	void *state = NULL;
	struct day_record record = {0};
	office_rig_make(&state);
	struct office_rig *rig = state;
	for (int day = 0; day < 2; day++) {
		open_hall(rig, RIG_DAY + day);
		record.count = 0;
		for (int minute = 1; minute <= MINUTES; minute++) {
			if (day && minute == restart)
				restart_office(rig);
			live_minute(rig, minute, &record);
		}
	}
	end_record(rig, &record);
	office_rig_end(&state);
	return record;
}

static void expect_close(double a, double b) {
	if (fabs(a - b) > 0.01 * fabs(b) + 1e-9)
		fail_msg("%g is not %g", a, b);
}

static void expect_same(const struct day_record *a, const struct day_record *b) {
	assert_int_equal(a->count, b->count);
	assert_memory_equal(a->calls, b->calls, sizeof a->calls);
	assert_true(a->told.known && b->told.known);
	assert_int_equal(a->told.low_s, b->told.low_s);
	assert_int_equal(a->told.high_s, b->told.high_s);
	expect_close(a->told.mid_s, b->told.mid_s);
	expect_close(a->learn.spread_ss, b->learn.spread_ss);
	expect_close(a->learn.spread_n, b->learn.spread_n);
	expect_close(a->learn.pace_g, b->learn.pace_g);
	expect_close(a->learn.calls, b->learn.calls);
	expect_close(a->learn.misses, b->learn.misses);
	expect_close(a->learn.widen_low, b->learn.widen_low);
	expect_close(a->learn.widen_high, b->learn.widen_high);
	for (int i = 0; i < 2; i++) {
		expect_close(a->learned[i].sum, b->learned[i].sum);
		expect_close(a->learned[i].n, b->learned[i].n);
	}
}

static void the_rest_of_the_day_is_the_same(void **state) {
	(void)state;
	struct day_record whole = live(0);
	assert_in_range(whole.count, 30, CALLS_MAX);
	assert_true(whole.learn.misses > 2 && whole.learned[0].n > 10 && whole.learned[1].n > 3);
	for (int minute = 1; minute <= MINUTES; minute += 31) {
		struct day_record cut = live(minute);
		expect_same(&cut, &whole);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rest_of_the_day_is_the_same),
	};
	return cmocka_run_group_tests_name("office_restart", tests, NULL, NULL);
}
