/*
 * store, its thread: jobs come back in order and are on disk when they do; after a failure nothing
 * is written until the day was loaded again.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void restart(struct store_sample *w) {
	store_close(w->store);
	store_sample_start(w);
}

static struct change next_issue(struct store_sample *w) {
	char number[NUMBER_SIZE];
	w->seq++;
	snprintf(number, sizeof number, "B%03d", (int)w->seq);
	return store_sample_issued(w->seq, SAMPLE_DAY, "ho-tich", number);
}

/* Takes jobs back until `count` have come; each must follow the one before. */
static void take_in_order(struct store_sample *w, int64_t first, int64_t count) {
	while (count > 0) {
		struct store_job *next;
		for (struct store_job *job = store_sample_wait(w->store); job; job = next) {
			next = job->next;
			assert_int_equal(job->result, STORE_OK);
			assert_int_equal(job->changes[0].seq, first++);
			store_job_free(job);
			count--;
		}
	}
	assert_int_equal(count, 0);
}

static void ten_thousand_commits_come_back_in_order(void **state) {
	struct store_sample *w = *state;
	for (int i = 0; i < 10000; i++)
		store_submit(w->store, store_sample_issue(w));
	take_in_order(w, 2, 10000);
	restart(w);
	assert_int_equal(store_sample_last(w), 10001);
}

static void stopping_does_what_was_handed_over(void **state) {
	struct store_sample *w = *state;
	for (int i = 0; i < 500; i++)
		store_submit(w->store, store_sample_issue(w));
	store_stop(w->store);
	take_in_order(w, 2, 500);
	restart(w);
	for (int i = 0; i < 100; i++)
		store_submit(w->store, store_sample_issue(w));
	restart(w);
	assert_int_equal(store_sample_last(w), 601);
}

static struct store_job *answer_job(struct store_sample *w, unsigned char key, int64_t at_ms) {
	struct store_job *job = store_sample_issue(w);
	job->answer.seq = w->seq;
	job->answer.key[3] = key;
	job->answer.body[0] = (unsigned char)(key + 1);
	job->answer.status = 201;
	job->answer.text = mem_printf("{\"ticket\":\"số %d\"}", key);
	job->answer.at_ms = at_ms;
	return job;
}

/* The answer kept for a key at a change; empty: none. */
static void expect_answer(
	struct store_sample *w, int64_t seq, unsigned char key, const char *text) {
	struct store_job *job = store_job_new(JOB_ANSWER);
	job->answer.seq = seq;
	job->answer.key[3] = key;
	store_sample_do(w, job);
	assert_int_equal(job->result, STORE_OK);
	assert_int_equal(job->answer.status, *text ? 201 : 0);
	if (*text)
		assert_string_equal(job->answer.text, text);
	else
		assert_null(job->answer.text);
	store_job_free(job);
}

static void answers_are_kept_with_their_changes(void **state) {
	struct store_sample *w = *state;
	assert_int_equal(store_sample_result(w, answer_job(w, 1, 1000)), STORE_OK);
	assert_int_equal(store_sample_result(w, answer_job(w, 2, 2000)), STORE_OK);
	restart(w);
	expect_answer(w, 2, 1, "{\"ticket\":\"số 1\"}");
	expect_answer(w, 3, 2, "{\"ticket\":\"số 2\"}");
	expect_answer(w, 4, 3, "");
	struct store_job *load = store_sample_do(w, store_job_new(JOB_LOAD));
	assert_int_equal(load->day.answer_count, 2);
	assert_int_equal(load->day.answers[0].body[0], load->day.answers[0].key[3] + 1);
	assert_int_equal(load->day.answers[0].at_ms, 1000 * load->day.answers[0].key[3]);
	store_job_free(load);
}

static void an_answer_without_a_change_is_none(void **state) {
	struct store_sample *w = *state;
	struct store_job *job = answer_job(w, 7, 1000);
	job->change_count = 0;
	job->answer.seq = 0;
	assert_int_equal(store_sample_result(w, job), STORE_OK);
	expect_answer(w, 0, 7, "");
	assert_int_equal(store_sample_last(w), 1);
}

/* Nobody is told what was answered to somebody else. */
static void an_answer_is_its_keys_alone(void **state) {
	struct store_sample *w = *state;
	assert_int_equal(store_sample_result(w, answer_job(w, 1, 1000)), STORE_OK);
	expect_answer(w, 2, 3, "");
}

static void old_answers_are_purged(void **state) {
	struct store_sample *w = *state;
	for (unsigned char key = 1; key <= 3; key++)
		assert_int_equal(store_sample_result(w, answer_job(w, key, key * 1000)), STORE_OK);
	struct store_job *purge = store_job_new(JOB_PURGE);
	purge->answer.at_ms = 2000;
	assert_int_equal(store_sample_result(w, purge), STORE_OK);
	expect_answer(w, 2, 1, "");
	expect_answer(w, 3, 2, "{\"ticket\":\"số 2\"}");
	expect_answer(w, 4, 3, "{\"ticket\":\"số 3\"}");
}

static void an_answer_is_read_after_what_was_handed_over_before(void **state) {
	struct store_sample *w = *state;
	struct store_job *ask = store_job_new(JOB_ANSWER), *next;
	ask->answer.seq = 2;
	ask->answer.key[3] = 9;
	store_submit(w->store, answer_job(w, 9, 1000));
	store_submit(w->store, ask);
	store_stop(w->store);
	for (struct store_job *job = store_finished(w->store); job; job = next) {
		next = job->next;
		assert_int_equal(job->result, STORE_OK);
		assert_int_equal(job->answer.status, 201);
		store_job_free(job);
	}
}

static void after_a_failure_only_a_load_helps(void **state) {
	struct store_sample *w = *state;
	struct change again;
	assert_int_equal(store_sample_result(w, answer_job(w, 1, 1000)), STORE_OK);
	again = next_issue(w);
	strcpy(again.number, "B002");
	assert_int_equal(store_sample_result(w, store_sample_job(&again, 1)), STORE_FAILED);
	assert_int_equal(store_sample_result(w, store_sample_issue(w)), STORE_FAILED);
	w->seq = 2;
	assert_int_equal(store_sample_result(w, store_sample_issue(w)), STORE_FAILED);
	struct store_job *ask = store_job_new(JOB_ANSWER);
	ask->answer.seq = 2;
	ask->answer.key[3] = 1;
	assert_int_equal(store_sample_result(w, ask), STORE_FAILED);
	assert_int_equal(store_sample_last(w), 2);
	expect_answer(w, 2, 1, "{\"ticket\":\"số 1\"}");
	w->seq = 2;
	assert_int_equal(store_sample_result(w, store_sample_issue(w)), STORE_OK);
	restart(w);
	assert_int_equal(store_sample_last(w), 3);
}

static void a_batch_is_all_or_nothing(void **state) {
	struct store_sample *w = *state;
	struct change changes[3] = {next_issue(w), next_issue(w), next_issue(w)};
	strcpy(changes[2].number, "B003");
	struct store_job *job = store_sample_job(changes, 3);
	job->answer.seq = changes[2].seq;
	job->answer.key[3] = 1;
	job->answer.text = mem_strdup("{}");
	assert_int_equal(store_sample_result(w, job), STORE_FAILED);
	assert_int_equal(store_sample_last(w), 1);
	expect_answer(w, 2, 1, "");
}

/* Jobs around a failure and a load, however they fall into batches. */
static void a_load_in_the_middle_mends(void **state) {
	struct store_sample *w = *state;
	const enum store_result expected[] = {
		STORE_FAILED, STORE_FAILED, STORE_OK, STORE_OK, STORE_OK};
	struct change wrong = store_sample_issued(9, SAMPLE_DAY, "ho-tich", "B009");
	struct store_job *next;
	store_submit(w->store, store_sample_job(&wrong, 1));
	store_submit(w->store, store_job_new(JOB_ANSWER));
	store_submit(w->store, store_job_new(JOB_LOAD));
	store_submit(w->store, store_sample_issue(w));
	store_submit(w->store, store_sample_issue(w));
	store_stop(w->store);
	int i = 0;
	for (struct store_job *job = store_finished(w->store); job; job = next, i++) {
		next = job->next;
		assert_int_equal(job->result, expected[i]);
		store_job_free(job);
	}
	assert_int_equal(i, 5);
}

static struct store_job *session_job(enum store_job_kind kind, const char *user, int counter) {
	struct store_job *job = store_job_new(kind);
	job->session = (struct store_session){
		.secret = {5, 6}, .counter = counter, .since_ms = 100, .seen_ms = 200 + counter};
	snprintf(job->session.user, sizeof job->session.user, "%s", user);
	return job;
}

/* The sessions as the next start reads them; the store is open without a thread then. */
static size_t read_sessions(struct store_sample *w, struct store_session *first) {
	struct store_session *sessions;
	size_t count;
	store_close(w->store);
	w->store = store_sample_open(w->dir);
	assert_int_equal(store_sessions(w->store, &sessions, &count), STORE_OK);
	if (count)
		*first = sessions[0];
	mem_free(sessions);
	return count;
}

static void sessions_survive_until_removed(void **state) {
	struct store_sample *w = *state;
	struct store_user an = {"an", "clerk", {"", ""}, "x", 0};
	struct store_session s;
	assert_int_equal(read_sessions(w, &s), 0);
	assert_int_equal(store_sample_put_user(w->store, &an, NULL), STORE_OK);
	assert_true(store_start(w->store));
	assert_int_equal(store_sample_result(w, session_job(JOB_SESSION_PUT, "an", 3)), STORE_OK);
	assert_int_equal(store_sample_result(w, session_job(JOB_SESSION_PUT, "an", 0)), STORE_OK);
	assert_int_equal(
		store_sample_result(w, session_job(JOB_SESSION_PUT, "nobody", 3)), STORE_OK);
	assert_int_equal(read_sessions(w, &s), 1);
	assert_string_equal(s.user, "an");
	assert_int_equal(s.counter, 0);
	assert_int_equal(s.since_ms, 100);
	assert_int_equal(s.seen_ms, 200);
	assert_int_equal(s.secret[1], 6);
	assert_true(store_start(w->store));
	assert_int_equal(
		store_sample_result(w, session_job(JOB_SESSION_REMOVE, "an", 0)), STORE_OK);
	assert_int_equal(
		store_sample_result(w, session_job(JOB_SESSION_REMOVE, "an", 0)), STORE_OK);
	assert_int_equal(read_sessions(w, &s), 0);
}

/* Puts the account anew; how many sessions there are then. */
static size_t sessions_after(
	struct store_sample *w, const struct store_user *user, const unsigned char *stays) {
	struct store_session s;
	read_sessions(w, &s);
	assert_int_equal(store_sample_put_user(w->store, user, stays), STORE_OK);
	return read_sessions(w, &s);
}

/* Opens the session of session_job anew. */
static void sign_in(struct store_sample *w) {
	assert_true(store_start(w->store));
	assert_int_equal(store_sample_result(w, session_job(JOB_SESSION_PUT, "an", 3)), STORE_OK);
}

static void who_is_another_has_no_session(void **state) {
	struct store_sample *w = *state;
	struct store_user an = {"an", "clerk", {"", ""}, "x", 0};
	struct store_job *job = session_job(JOB_SESSION_PUT, "an", 3);
	unsigned char stays[STORE_SECRET_SIZE];
	memcpy(stays, job->session.secret, sizeof stays);
	store_job_free(job);
	sessions_after(w, &an, NULL);
	sign_in(w);
	strcpy(an.clerk.name, "Nguyễn Văn An");
	assert_int_equal(sessions_after(w, &an, NULL), 1);
	strcpy(an.password, "y");
	assert_int_equal(sessions_after(w, &an, stays), 1);
	strcpy(an.password, "z");
	assert_int_equal(sessions_after(w, &an, NULL), 0);
	sign_in(w);
	strcpy(an.role, "lead");
	assert_int_equal(sessions_after(w, &an, NULL), 0);
	sign_in(w);
	an.ended_ms = 5;
	assert_int_equal(sessions_after(w, &an, stays), 0);
}

static struct store_job *device_job(const char *name, enum display_view view, int volume) {
	struct store_job *job = store_job_new(JOB_DEVICE);
	snprintf(job->device.name, sizeof job->device.name, "%s", name);
	job->device.settings = (struct display_settings){.view = view, .volume = volume};
	job->device.settings.counter = view == VIEW_COUNTER ? 3 : 0;
	snprintf(job->device.settings.zone, ID_SIZE, "%s", view ? "tang-2" : "");
	return job;
}

/* The settings of the one device, after a restart. */
static struct display_settings read_settings(struct store_sample *w) {
	struct store_device *devices = NULL;
	size_t count = 0;
	store_close(w->store);
	w->store = store_sample_open(w->dir);
	assert_int_equal(store_devices(w->store, &devices, &count), STORE_OK);
	assert_int_equal(count, 1);
	struct display_settings settings = devices[0].settings;
	mem_free(devices);
	assert_true(store_start(w->store));
	return settings;
}

static void how_a_display_is_to_be_is_kept(void **state) {
	struct store_sample *w = *state;
	const struct store_device hall = {.name = "sanh", .role = "display"};
	assert_int_equal(store_sample_put_device(w->store, &hall), STORE_OK);
	struct display_settings s = read_settings(w);
	assert_true(display_settings_equal(&s, &display_settings_none));
	struct store_job *job = device_job("sanh", VIEW_COUNTER, 0);
	const struct display_settings told = job->device.settings;
	assert_int_equal(store_sample_result(w, job), STORE_OK);
	assert_int_equal(store_sample_result(w, device_job("nobody", VIEW_HALL, 7)), STORE_OK);
	s = read_settings(w);
	assert_true(display_settings_equal(&s, &told));
	assert_int_equal(store_sample_result(w, device_job("sanh", VIEW_UNSAID, -1)), STORE_OK);
	s = read_settings(w);
	assert_false(display_settings_said(&s));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_sample_make, store_sample_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(ten_thousand_commits_come_back_in_order),
		TEST(stopping_does_what_was_handed_over),
		TEST(answers_are_kept_with_their_changes),
		TEST(an_answer_without_a_change_is_none),
		TEST(an_answer_is_its_keys_alone),
		TEST(old_answers_are_purged),
		TEST(an_answer_is_read_after_what_was_handed_over_before),
		TEST(after_a_failure_only_a_load_helps),
		TEST(a_batch_is_all_or_nothing),
		TEST(a_load_in_the_middle_mends),
		TEST(sessions_survive_until_removed),
		TEST(who_is_another_has_no_session),
		TEST(how_a_display_is_to_be_is_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
