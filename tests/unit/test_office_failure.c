/*
 * office: what could not be written never happened: the day is read again and serving goes on.
 *
 * A commit is made to fail in two ways: another change has come to the disk with the number that
 * the office is about to give its own, and the disk takes no more.
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
#include "common/mem.h"
#include "tests/unit/office_rig.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* What is published has no gap and nothing twice. */
static void assert_in_order(const struct office_rig *rig) {
	for (size_t i = 1; i < rig->published_count; i++)
		assert_int_equal(rig->published[i].seq, rig->published[i - 1].seq + 1);
}

/* Was this number ever shown? */
static bool was_published(const struct office_rig *rig, const char *number) {
	for (size_t i = 0; i < rig->published_count; i++)
		if (!strcmp(rig->published[i].number, number))
			return true;
	return false;
}

/* A change of which the office knows nothing comes to the disk: a number of another service. */
static struct store_job *stranger(struct office_rig *rig) {
	int64_t seq = office_board(rig->office)->seq + 1;
	struct change c = store_sample_issued(seq, RIG_DAY, "dat-dai", "D001");
	c.at_ms = office_rig_now_ms;
	snprintf(c.token, sizeof c.token, "stranger");
	return store_sample_job(&c, 1);
}

static void commit_job(struct office_rig *rig, struct store_job *job) {
	store_submit(rig->store, job);
	assert_ptr_equal(store_sample_wait(rig->store), job);
	assert_int_equal(job->result, STORE_OK);
	store_job_free(job);
}

static void a_lost_change_is_never_shown(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	commit_job(rig, stranger(rig));
	office_rig_issue(rig, "chung-thuc");
	assert_true(office_ready(rig->office));
	office_rig_settle(rig);
	assert_int_equal(rig->last.calls, 1);
	assert_int_equal(rig->last.result, STORE_FAILED);
	assert_int_equal(rig->last.published, 1);
	assert_false(was_published(rig, "A001"));
	/* What the disk has instead is shown, and the lost number is given to the next one. */
	assert_true(was_published(rig, "D001"));
	assert_int_equal(queue_count(office_queue(rig->office)), 1);
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_int_equal(rig->last.result, STORE_OK);
	assert_true(was_published(rig, "A001"));
	assert_int_equal(office_rig_count(rig, CHANGE_ISSUED), 2);
	assert_in_order(rig);
	assert_int_equal(office_board(rig->office)->services[0].waiting, 1);
}

/* Takes jobs back one by one until the failure is known. */
static void until_not_ready(struct office_rig *rig) {
	while (office_ready(rig->office))
		office_rig_drain(rig);
}

static void not_ready_until_the_day_was_read_again(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	commit_job(rig, stranger(rig));
	office_rig_issue(rig, "chung-thuc");
	until_not_ready(rig);
	assert_int_equal(rig->last.calls, 1);
	assert_int_equal(rig->published_count, 1);
	assert_int_equal(queue_count(office_shown(rig->office)), 0);
	/* Time brings nothing meanwhile. */
	office_rig_clock(RIG_DAY, 2400);
	office_tick(rig->office);
	assert_false(office_ready(rig->office));
	office_rig_settle(rig);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
	office_rig_tick(rig);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY + 1);
	assert_in_order(rig);
}

static void all_who_wait_are_told(void **state) {
	struct office_rig *rig = *state;
	struct office_rig_reply replies[5];
	office_rig_tick(rig);
	commit_job(rig, stranger(rig));
	for (int i = 0; i < 5; i++) {
		struct change c = office_change(rig->office, "kiosk:cua-1");
		snprintf(c.service, sizeof c.service, "chung-thuc");
		snprintf(c.token, sizeof c.token, "token-%d", i);
		assert_int_equal(queue_decide_issue(office_queue(rig->office), &c), VERDICT_OK);
		office_apply(rig->office, &c);
		office_rig_commit(rig, &replies[i]);
	}
	office_rig_settle(rig);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(replies[i].calls, 1);
		assert_int_equal(replies[i].result, STORE_FAILED);
		assert_int_equal(replies[i].published, 1);
	}
	assert_int_equal(queue_count(office_queue(rig->office)), 1);
	assert_int_equal(office_rig_count(rig, CHANGE_ISSUED), 1);
}

static void what_was_not_sent_off_yet_is_lost_too(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	commit_job(rig, stranger(rig));
	office_rig_issue(rig, "chung-thuc");
	struct change c = office_change(rig->office, "system");
	c.kind = CHANGE_SETUP;
	office_apply(rig->office, &c);
	until_not_ready(rig);
	office_rig_settle(rig);
	office_rig_issue(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_int_equal(rig->last.result, STORE_OK);
	assert_int_equal(office_rig_count(rig, CHANGE_SETUP), 0);
	assert_int_equal(office_rig_count(rig, CHANGE_ISSUED), 2);
}

static void the_key_of_a_lost_answer_is_fresh(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	commit_job(rig, stranger(rig));
	office_rig_issue_keyed(rig, "chung-thuc", 7, 1);
	assert_int_equal(office_rig_key(rig, 7, 1), KEY_KEPT);
	office_rig_settle(rig);
	assert_int_equal(office_rig_key(rig, 7, 1), KEY_FRESH);
	office_rig_issue_keyed(rig, "chung-thuc", 7, 1);
	char *text = office_rig_answer(rig, 7);
	assert_string_equal(text, "A001");
	mem_free(text);
}

/* The disk said no, and has it nevertheless: who asks again gets that answer, not a second number.
 */
static void an_answer_that_the_disk_has_is_kept(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	struct store_job *job = stranger(rig);
	job->answer = (struct store_answer){.seq = job->changes[0].seq,
		.key = {7},
		.body = {1},
		.status = 201,
		.text = mem_strdup("D001"),
		.at_ms = office_rig_now_ms};
	commit_job(rig, job);
	office_rig_issue_keyed(rig, "dat-dai", 7, 1);
	office_rig_settle(rig);
	assert_int_equal(rig->last.result, STORE_FAILED);
	assert_int_equal(office_rig_key(rig, 7, 1), KEY_KEPT);
	assert_int_equal(office_rig_key(rig, 7, 2), KEY_REUSED);
	char *text = office_rig_answer(rig, 7);
	assert_string_equal(text, "D001");
	mem_free(text);
}

static void a_lost_midnight_comes_again(void **state) {
	struct office_rig *rig = *state;
	office_rig_tick(rig);
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	commit_job(rig, stranger(rig));
	office_rig_clock(RIG_DAY, 2400);
	office_rig_tick(rig);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_CLOSED), 0);
	office_rig_tick(rig);
	assert_int_equal(office_board(rig->office)->day, RIG_DAY + 1);
	assert_int_equal(office_rig_count(rig, CHANGE_DAY_OPENED), 2);
	assert_int_equal(office_rig_count(rig, CHANGE_EXPIRED), 2);
	assert_in_order(rig);
}

static rlim_t file_size_limit(rlim_t size) {
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	rlim_t before = limit.rlim_cur;
	limit.rlim_cur = size;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	return before;
}

static rlim_t journal_size(const struct office_rig *rig) {
	char path[300];
	struct stat file;
	snprintf(path, sizeof path, "%s/motcua.sqlite-wal", rig->dir);
	assert_int_equal(stat(path, &file), 0);
	return (rlim_t)file.st_size;
}

static void a_full_disk_stops_writing_alone(void **state) {
	struct office_rig *rig = *state;
	signal(SIGXFSZ, SIG_IGN);
	office_rig_tick(rig);
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	rlim_t before = file_size_limit(journal_size(rig));
	for (int i = 0; i < 3; i++) {
		office_rig_issue(rig, "chung-thuc");
		office_rig_settle(rig);
		assert_int_not_equal(rig->last.result, STORE_OK);
		assert_int_equal(rig->published_count, 3);
		assert_int_equal(queue_count(office_queue(rig->office)), 1);
	}
	file_size_limit(before);
	office_rig_take(rig, "chung-thuc");
	office_rig_settle(rig);
	assert_int_equal(rig->last.result, STORE_OK);
	assert_true(was_published(rig, "A002"));
	assert_int_equal(rig->published_count, 5);
	assert_in_order(rig);
	office_rig_restart(rig);
	assert_int_equal(queue_count(office_queue(rig->office)), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, office_rig_make, office_rig_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_lost_change_is_never_shown),
		TEST(not_ready_until_the_day_was_read_again),
		TEST(all_who_wait_are_told),
		TEST(what_was_not_sent_off_yet_is_lost_too),
		TEST(the_key_of_a_lost_answer_is_fresh),
		TEST(an_answer_that_the_disk_has_is_kept),
		TEST(a_lost_midnight_comes_again),
		TEST(a_full_disk_stops_writing_alone),
	};
	return cmocka_run_group_tests_name("office_failure", tests, NULL, NULL);
}
