/*
 * office, the visits of days: today's as they come, of others from what was kept, and again from
 * the changes where nothing was kept or where it does not fit: always the same.
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
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NEXT_DAY = 20261126, LAST_DAY = 20261127, SECOND = 1000, DAYS_MAX = 8, LATER_MS = 1000000 };

/* What a gathering came to. */
struct found {
	struct office_rig *rig;
	int calls;
	enum store_result result;
	size_t count;
	struct visit_pack *packs[DAYS_MAX];
	struct found *then; /* asks for the same once this is known */
};

static void ask(struct found *f, int from, int to);

static void gathered(void *arg, enum store_result result, struct visit_pack **packs, size_t count) {
	struct found *f = arg;
	f->calls++;
	f->result = result;
	f->count = count;
	for (size_t i = 0; i < count; i++)
		f->packs[i] = visit_pack_share(packs[i]);
	if (f->then)
		ask(f->then, RIG_DAY, LAST_DAY);
}

static void ask(struct found *f, int from, int to) {
	office_read_packs(f->rig->office, from, to, gathered, f);
}

static void forget(struct found *f) {
	for (size_t i = 0; i < f->count; i++)
		visit_pack_release(f->packs[i]);
	f->count = 0;
}

static struct found read_days(struct office_rig *rig, int from, int to) {
	struct found f = {.rig = rig};
	ask(&f, from, to);
	while (!f.calls)
		office_rig_drain(rig);
	return f;
}

static void assert_same(const struct found *a, const struct found *b) {
	assert_int_equal(b->result, STORE_OK);
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->packs[i]->size, b->packs[i]->size);
		assert_memory_equal(a->packs[i]->bytes, b->packs[i]->bytes, a->packs[i]->size);
	}
}

/* The visits of the i-th day. */
static size_t visits_of(const struct found *f, size_t i) {
	struct visit_day day;
	assert_true(visit_pack_read(f->packs[i], &day));
	size_t count = day.visit_count;
	visit_day_clear(&day);
	return count;
}

static void serve(struct office_rig *rig, int people) {
	for (int i = 0; i < people; i++) {
		office_rig_take(rig, "chung-thuc");
		office_rig_now_ms += 60 * SECOND;
		office_rig_next(rig, 2);
		office_rig_start(rig, 2);
		office_rig_now_ms += 100 * SECOND;
		office_rig_finish(rig, 2);
	}
	office_rig_settle(rig);
}

/* Two days that are over, and one that goes on. */
static void three_days(struct office_rig *rig) {
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	serve(rig, 3);
	office_rig_clock(NEXT_DAY, 900);
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	serve(rig, 2);
	office_rig_clock(LAST_DAY, 800);
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	serve(rig, 1);
}

static void run(const char *dir, const void *sql) {
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(store_sample_file(dir), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void alter(struct office_rig *rig, const char *sql) {
	office_rig_restart_with(rig, run, sql);
}

static void today_as_it_is(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	serve(rig, 2);
	struct found f = read_days(rig, RIG_DAY, RIG_DAY);
	assert_int_equal(f.count, 1);
	assert_int_equal(visits_of(&f, 0), 2);
	forget(&f);
	serve(rig, 1);
	f = read_days(rig, RIG_DAY - 1, RIG_DAY + 1);
	assert_int_equal(f.count, 1);
	assert_int_equal(visits_of(&f, 0), 3);
	office_rig_restart(rig);
	struct found again = read_days(rig, RIG_DAY, RIG_DAY);
	assert_same(&f, &again);
	forget(&again);
	forget(&f);
	f = read_days(rig, RIG_DAY + 1, RIG_DAY + 100);
	assert_int_equal(f.count, 0);
	f = read_days(rig, 20260101, RIG_DAY - 1);
	assert_int_equal(f.count, 0);
	assert_int_equal(f.result, STORE_OK);
}

static void days_that_are_over(void **state) {
	struct office_rig *rig = *state;
	three_days(rig);
	struct found f = read_days(rig, 20260101, LAST_DAY);
	assert_int_equal(f.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(visits_of(&f, i), 3 - i);
	office_rig_restart(rig);
	struct found again = read_days(rig, 20260101, LAST_DAY);
	assert_same(&f, &again);
	forget(&again);
	forget(&f);
	f = read_days(rig, NEXT_DAY, NEXT_DAY);
	assert_int_equal(f.count, 1);
	assert_int_equal(visits_of(&f, 0), 2);
	forget(&f);
}

static void lost_or_wrong_it_is_made_again(void **state) {
	struct office_rig *rig = *state;
	static const char *const ways[] = {
		"DELETE FROM visits",
		"DELETE FROM visits WHERE day = 20261125",
		"UPDATE visits SET packed = zeroblob(100)",
		"UPDATE visits SET packed = (SELECT packed FROM visits WHERE day = 20261125)",
	};
	three_days(rig);
	struct found f = read_days(rig, RIG_DAY, LAST_DAY);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		alter(rig, ways[i]);
		struct found again = read_days(rig, RIG_DAY, LAST_DAY);
		assert_same(&f, &again);
		forget(&again);
		office_rig_settle(rig);
	}
	forget(&f);
}

/* What was kept is believed: the changes are not read again. */
static void kept_days_are_not_read_again(void **state) {
	struct office_rig *rig = *state;
	three_days(rig);
	alter(rig, "DELETE FROM visits");
	struct found f = read_days(rig, RIG_DAY, LAST_DAY);
	office_rig_settle(rig);
	alter(rig, "UPDATE change SET note = 'x' WHERE day = 20261125 AND kind = 'finished'");
	struct found again = read_days(rig, RIG_DAY, LAST_DAY);
	assert_same(&f, &again);
	forget(&again);
	forget(&f);
}

static void what_cannot_be_read_is_said(void **state) {
	struct office_rig *rig = *state;
	three_days(rig);
	alter(rig, "DELETE FROM visits;"
		   "UPDATE change SET note = 'x' WHERE day = 20261125 AND kind = 'finished'");
	struct found f = read_days(rig, RIG_DAY, LAST_DAY);
	assert_int_equal(f.result, STORE_DAMAGED);
	forget(&f);
	f = read_days(rig, NEXT_DAY, LAST_DAY);
	assert_int_equal(f.result, STORE_OK);
	assert_int_equal(f.count, 2);
	forget(&f);
}

/* Of several who ask, and one who asks again when told, each gets all. */
static void many_ask(void **state) {
	struct office_rig *rig = *state;
	three_days(rig);
	alter(rig, "DELETE FROM visits");
	struct found last = {.rig = rig}, asks[3] = {{.rig = rig}, {.rig = rig}, {.rig = rig}};
	asks[0].then = &last;
	for (int i = 0; i < 3; i++)
		ask(&asks[i], RIG_DAY, LAST_DAY);
	while (!last.calls || !asks[1].calls || !asks[2].calls)
		office_rig_drain(rig);
	assert_int_equal(asks[0].count, 3);
	assert_same(&asks[0], &last);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(asks[i].calls, 1);
		assert_same(&asks[0], &asks[i]);
	}
	assert_int_equal(last.calls, 1);
	forget(&last);
	for (int i = 2; i >= 0; i--)
		forget(&asks[i]);
}

/* From memory: nothing is asked of the disk. */
static void memory_is_used_and_given_back(void **state) {
	struct office_rig *rig = *state;
	three_days(rig);
	struct found f = read_days(rig, RIG_DAY, LAST_DAY), again = {.rig = rig};
	ask(&again, RIG_DAY, LAST_DAY);
	assert_int_equal(again.calls, 1);
	assert_same(&f, &again);
	forget(&again);
	office_rig_now_ms += LATER_MS;
	office_rig_tick(rig);
	again.calls = 0;
	ask(&again, RIG_DAY, LAST_DAY);
	assert_int_equal(again.calls, 0);
	while (!again.calls)
		office_rig_drain(rig);
	assert_same(&f, &again);
	forget(&again);
	forget(&f);
}

/* Whoever waits is told when the office stops. */
static void a_stop_ends_it(void **state) {
	struct office_rig *rig = *state;
	three_days(rig);
	alter(rig, "DELETE FROM visits");
	struct found f = {.rig = rig}, g = {.rig = rig};
	ask(&f, RIG_DAY, LAST_DAY);
	ask(&g, RIG_DAY, LAST_DAY);
	office_stop(rig->office);
	assert_int_equal(f.calls + g.calls, 2);
	assert_int_equal(f.result, STORE_FAILED);
	assert_int_equal(g.result, STORE_FAILED);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(today_as_it_is, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(
			days_that_are_over, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(
			lost_or_wrong_it_is_made_again, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(
			kept_days_are_not_read_again, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(
			what_cannot_be_read_is_said, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(many_ask, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(
			memory_is_used_and_given_back, office_rig_make, office_rig_end),
		cmocka_unit_test_setup_teardown(a_stop_ends_it, office_rig_make, office_rig_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
