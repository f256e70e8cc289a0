/*
 * office: another set-up while the day goes on, and what was learned over days and restarts.
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
 * common/day.c common/plain_file.c embed_server server/timekeeper.c tests/unit/office_edit.c
 */
#include "common/clock.h"
#include "common/mem.h"
#include "server/outlook.h"
#include "tests/unit/office_edit.h"
#include "tests/unit/office_rig.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE = 60 * 1000 };

/* How an act on an object went. */
struct act_told {
	const char *object;
	enum store_result result;
};

static void done(void *arg, enum store_result result, const struct store_act *act) {
	struct act_told *told = arg;
	assert_string_equal(act->object, told->object);
	told->result = result;
}

/* The ward's office file with one value changed is in force. */
static void set_up(struct office_rig *rig, const char *where, const char *value) {
	struct office_edit edit = {where, value};
	char why[SETUP_WHY_SIZE], *text = office_edit_text("assets/office/ward.json", &edit, 1);
	struct setup *setup = setup_parse(text, strlen(text), why, sizeof why);
	struct act_told result = {.object = "office", .result = STORE_FAILED};
	assert_non_null(setup);
	struct store_act act = store_sample_act("office", text);
	struct change c = office_act_change(rig->office, &act, "lead:lan");
	office_act(rig->office, &c, &act, setup, NULL, done, &result);
	free(text);
	assert_false(office_ready(rig->office));
	office_rig_settle(rig);
	assert_int_equal(result.result, STORE_OK);
}

static const struct queue_ticket *ticket(const struct office_rig *rig, int64_t id) {
	return queue_find(office_queue(rig->office), id);
}

static void rules_change_while_people_wait(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	int64_t first = office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	int64_t key_s = ticket(rig, first)->key_s;
	int64_t before = office_setup(rig->office)->version;
	set_up(rig, "priority_rule.head_start_min", "30");
	assert_int_equal(office_setup(rig->office)->priorities[0].head_start_s, 1800);
	assert_true(office_setup(rig->office)->version > before);
	assert_int_equal(office_rig_count(rig, CHANGE_SETUP), 1);
	assert_string_equal(office_rig_last(rig, CHANGE_SETUP)->by, "lead:lan");
	/* Nobody who waits is moved, and the call says which rules decided. */
	assert_int_equal(ticket(rig, first)->state, TICKET_WAITING);
	assert_int_equal(ticket(rig, first)->key_s, key_s);
	assert_int_equal(office_rig_next(rig, 2), first);
	office_rig_settle(rig);
	assert_int_equal(
		office_rig_last(rig, CHANGE_CALLED)->rules, office_setup(rig->office)->version);
	assert_non_null(strstr(office_text(rig->office), "\"head_start_min\""));
	office_rig_assert_in_order(rig);
}

/* What an administrator does beside the day holds nobody up, and comes in its turn. */
static void other_acts_go_with_the_changes_of_the_day(void **state) {
	struct office_rig *rig = *state;
	struct act_told result = {.object = "user", .result = STORE_FAILED};
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	struct store_act act = store_sample_act("user", NULL);
	strcpy(act.id, "an");
	struct change c = office_act_change(rig->office, &act, "admin:ba");
	office_act(rig->office, &c, &act, NULL, NULL, done, &result);
	assert_true(office_ready(rig->office));
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_int_equal(result.result, STORE_OK);
	const struct change *said = office_rig_last(rig, CHANGE_SETUP);
	assert_string_equal(said->how, "user");
	assert_string_equal(said->note, "an");
	assert_string_equal(said->by, "admin:ba");
	assert_int_equal(strlen(said->digest), DIGEST_SIZE - 1);
	office_rig_assert_in_order(rig);
	office_rig_restart(rig);
	assert_int_equal(office_rig_take(rig, "chung-thuc"), said->seq + 3);
}

static const char *notice(struct office_rig *rig, int i) {
	const struct snapshot *board = office_board(rig->office);
	return i < board->notice_count ? board->notices[i].vi : "";
}

/* Notices come and go by the clock, within a minute, on the board and for its readers. */
static void notices_come_and_go(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	assert_int_equal(office_board(rig->office)->notice_count, 0);
	set_up(rig, "notices",
		"[{\"vi\":\"Sáng\",\"to\":\"2026-11-25T08:10\"},"
		"{\"vi\":\"Trưa\",\"from\":\"2026-11-25T08:05\",\"to\":\"2026-11-25\"}]");
	assert_string_equal(notice(rig, 0), "Sáng");
	assert_int_equal(rig->waits.notice_count, 1);
	office_rig_clock(RIG_DAY, 804);
	office_rig_tick(rig);
	assert_int_equal(rig->waits.notice_count, 1);
	office_rig_clock(RIG_DAY, 805);
	office_rig_tick(rig);
	assert_string_equal(rig->waits.notices[1].vi, "Trưa");
	office_rig_clock(RIG_DAY, 810);
	office_rig_tick(rig);
	assert_string_equal(notice(rig, 0), "Trưa");
	assert_int_equal(rig->waits.notice_count, 1);
	office_rig_clock(RIG_DAY + 1, 0);
	office_rig_tick(rig);
	assert_int_equal(rig->waits.notice_count, 0);
}

/* Services and counters may come, go and have other places: what was learned goes with the id. */
static void what_was_learned_follows_its_service(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	office_rig_take(rig, "chung-thuc");
	office_rig_next(rig, 2);
	office_rig_start(rig, 2);
	office_rig_now_ms += 5 * MINUTE;
	office_rig_finish(rig, 2);
	office_rig_settle(rig);
	const struct outlook *o = office_outlook(rig->office);
	int line = setup_service(office_setup(rig->office), "chung-thuc");
	struct learn_service learned = o->learned[line];
	assert_true(learned.n == 1);
	set_up(rig, "services.0.avg_service_minutes", "9");
	line = setup_service(office_setup(rig->office), "chung-thuc");
	assert_memory_equal(&o->learned[line], &learned, sizeof learned);
}

static void what_was_learned_outlives_days_and_restarts(void **state) {
	struct office_rig *rig = *state;
	int line = setup_service(rig->setup, "chung-thuc");
	for (int day = 0; day < 3; day++) {
		office_rig_clock(RIG_DAY + day, 800);
		office_rig_tick(rig);
		office_rig_open(rig, 2);
		office_rig_take(rig, "chung-thuc");
		office_rig_next(rig, 2);
		office_rig_start(rig, 2);
		office_rig_now_ms += (5 + day) * MINUTE;
		office_rig_finish(rig, 2);
		office_rig_settle(rig);
	}
	struct outlook before = *office_outlook(rig->office);
	assert_true(before.learned[line].n == 3);
	assert_true(before.learn.calls == 3);
	office_rig_restart(rig);
	const struct outlook *after = office_outlook(rig->office);
	assert_true(after->learned[line].n == 3);
	assert_true(after->learned[line].sum == before.learned[line].sum);
	assert_true(after->learn.spread_ss == before.learn.spread_ss);
	assert_true(after->learn.pace_g == before.learn.pace_g);
	assert_true(after->learn.widen_high == before.learn.widen_high);
}

static void a_day_that_was_can_be_read(
	void *arg, enum store_result result, const struct store_day *day) {
	int *issued = arg;
	assert_int_equal(result, STORE_OK);
	*issued = 0;
	for (size_t i = 0; i < day->change_count; i++)
		*issued += day->changes[i].kind == CHANGE_ISSUED;
}

static void old_days_are_read_beside_the_work(void **state) {
	struct office_rig *rig = *state;
	int issued = -1;
	office_rig_tick(rig);
	office_rig_take(rig, "chung-thuc");
	office_rig_take(rig, "dat-dai");
	office_rig_clock(RIG_DAY + 1, 800);
	office_rig_tick(rig);
	office_rig_take(rig, "chung-thuc");
	office_read_day(rig->office, RIG_DAY, a_day_that_was_can_be_read, &issued);
	office_rig_settle(rig);
	assert_int_equal(issued, 2);
	office_read_day(rig->office, RIG_DAY - 1, a_day_that_was_can_be_read, &issued);
	office_rig_settle(rig);
	assert_int_equal(issued, 0);
}

static void what_is_told_is_kept_with_the_number(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	for (int i = 0; i < 5; i++)
		office_rig_take(rig, "chung-thuc");
	office_rig_next(rig, 2);
	office_rig_settle(rig);
	office_look_ahead(rig->office);
	const struct outlook_wait said = *outlook_service(office_outlook(rig->office), 0);
	int64_t id = office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	const struct told *told = &office_rig_last(rig, CHANGE_ISSUED)->told;
	assert_true(said.wait.known && told->known);
	assert_int_equal(told->low_s, said.wait.low_s);
	assert_int_equal(told->high_s, said.wait.high_s);
	assert_in_range(told->mid_s, told->low_s, told->high_s);
	office_rig_restart(rig);
	assert_int_equal(ticket(rig, id)->told.high_s, said.wait.high_s);
}

static int64_t held(struct office_rig *rig, int64_t until_ms) {
	office_rig_open(rig, 2);
	int64_t id = office_rig_take(rig, "chung-thuc");
	office_rig_next(rig, 2);
	office_rig_start(rig, 2);
	struct change c = office_change(rig->office, "clerk:an");
	assert_int_equal(
		queue_decide_hold(office_queue(rig->office), 2, until_ms, "", &c), VERDICT_OK);
	office_apply(rig->office, &c);
	office_rig_settle(rig);
	return id;
}

static void who_is_held_waits_again_when_the_time_is_over(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	int64_t id = held(rig, office_rig_now_ms + 10 * MINUTE);
	int64_t key_s = ticket(rig, id)->key_s;
	office_rig_now_ms += 10 * MINUTE - 1;
	office_rig_tick(rig);
	assert_int_equal(ticket(rig, id)->state, TICKET_HELD);
	office_rig_now_ms++;
	office_rig_tick(rig);
	assert_int_equal(ticket(rig, id)->state, TICKET_WAITING);
	assert_int_equal(ticket(rig, id)->key_s, key_s);
	assert_int_equal(office_rig_count(rig, CHANGE_RETURNED), 1);
}

static void who_stays_away_is_given_up_when_the_hall_has_closed(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_open(rig, 2);
	int64_t id = office_rig_take(rig, "chung-thuc");
	office_rig_next(rig, 2);
	office_rig_absent(rig, 2);
	office_rig_clock(RIG_DAY, 1029);
	office_rig_tick(rig);
	assert_int_equal(ticket(rig, id)->state, TICKET_ABSENT);
	office_rig_clock(RIG_DAY, 1200);
	office_rig_tick(rig);
	assert_int_equal(ticket(rig, id)->state, TICKET_NO_SHOW);
	assert_string_equal(office_rig_last(rig, CHANGE_NO_SHOW)->by, "system");
}

#define RIG(test) cmocka_unit_test_setup_teardown(test, office_rig_make, office_rig_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		RIG(rules_change_while_people_wait),
		RIG(other_acts_go_with_the_changes_of_the_day),
		RIG(notices_come_and_go),
		RIG(what_was_learned_follows_its_service),
		RIG(what_was_learned_outlives_days_and_restarts),
		RIG(old_days_are_read_beside_the_work),
		RIG(what_is_told_is_kept_with_the_number),
		RIG(who_is_held_waits_again_when_the_time_is_over),
		RIG(who_stays_away_is_given_up_when_the_hall_has_closed),
	};
	return cmocka_run_group_tests_name("office_setup", tests, NULL, NULL);
}
