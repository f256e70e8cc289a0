/*
 * store, its thread: jobs come back in order and are on disk when they do; after a failure nothing
 * is written until the day was loaded again; a killed process loses nothing it was told of.
 * SEED=n repeats the moments of the kills.
 *
 * links: tests/unit/store_sample.c server/store.c server/store_accounts.c server/store_answer.c
 * server/store_chain.c server/store_change.c server/store_check.c server/store_day.c
 * server/store_db.c server/store_row.c server/store_schema.c server/store_session.c
 * server/store_setup.c server/store_thread.c server/worker.c common/embed.c common/log.c
 * common/mem.c common/proto.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A started store in a directory of its own, with the day open. */
struct world {
	char *dir;
	struct store *store;
	int64_t seq; /* the last change */
};

static void start(struct world *w) {
	w->store = store_sample_open(w->dir);
	assert_true(store_start(w->store));
}

static int make(void **state) {
	static struct world world;
	struct change opened = store_sample_opened(1, SAMPLE_DAY);
	world = (struct world){.dir = store_sample_dir(), .seq = 1};
	start(&world);
	assert_int_equal(store_sample_commit(world.store, &opened, 1), STORE_OK);
	*state = &world;
	return 0;
}

static int end(void **state) {
	struct world *w = *state;
	store_close(w->store);
	store_sample_remove(w->dir);
	return 0;
}

static void restart(struct world *w) {
	store_close(w->store);
	start(w);
}

static struct change next_issue(struct world *w) {
	char number[NUMBER_SIZE];
	w->seq++;
	snprintf(number, sizeof number, "B%03d", (int)w->seq);
	return store_sample_issued(w->seq, SAMPLE_DAY, "ho-tich", number);
}

static struct store_job *issue_job(struct world *w) {
	struct change c = next_issue(w);
	return store_sample_job(&c, 1);
}

/* Submits one job and waits for it. */
static struct store_job *do_job(struct world *w, struct store_job *job) {
	store_submit(w->store, job);
	struct store_job *back = store_sample_wait(w->store);
	assert_ptr_equal(back, job);
	assert_null(back->next);
	return back;
}

static enum store_result result_of(struct world *w, struct store_job *job) {
	enum store_result result = do_job(w, job)->result;
	store_job_free(job);
	return result;
}

static int64_t last_seq(struct world *w) {
	struct store_job *load = do_job(w, store_job_new(JOB_LOAD));
	assert_int_equal(load->result, STORE_OK);
	int64_t seq = load->day.seq;
	assert_int_equal(load->day.change_count, seq);
	store_job_free(load);
	return seq;
}

/* Takes jobs back until `count` have come; each must follow the one before. */
static void take_in_order(struct world *w, int64_t first, int64_t count) {
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
	struct world *w = *state;
	for (int i = 0; i < 10000; i++)
		store_submit(w->store, issue_job(w));
	take_in_order(w, 2, 10000);
	restart(w);
	assert_int_equal(last_seq(w), 10001);
}

static void stopping_does_what_was_handed_over(void **state) {
	struct world *w = *state;
	for (int i = 0; i < 500; i++)
		store_submit(w->store, issue_job(w));
	store_stop(w->store);
	take_in_order(w, 2, 500);
	restart(w);
	for (int i = 0; i < 100; i++)
		store_submit(w->store, issue_job(w));
	restart(w);
	assert_int_equal(last_seq(w), 601);
}

static struct store_job *answer_job(struct world *w, unsigned char key, int64_t at_ms) {
	struct store_job *job = issue_job(w);
	job->answer.key[3] = key;
	job->answer.body[0] = (unsigned char)(key + 1);
	job->answer.status = 201;
	job->answer.text = mem_printf("{\"ticket\":\"số %d\"}", key);
	job->answer.at_ms = at_ms;
	return job;
}

/* The answer kept for a key; empty: none. */
static void expect_answer(struct world *w, unsigned char key, const char *text) {
	struct store_job *job = store_job_new(JOB_ANSWER);
	job->answer.key[3] = key;
	do_job(w, job);
	assert_int_equal(job->result, STORE_OK);
	assert_int_equal(job->answer.status, *text ? 201 : 0);
	if (*text)
		assert_string_equal(job->answer.text, text);
	else
		assert_null(job->answer.text);
	store_job_free(job);
}

static void answers_are_kept_with_their_changes(void **state) {
	struct world *w = *state;
	assert_int_equal(result_of(w, answer_job(w, 1, 1000)), STORE_OK);
	assert_int_equal(result_of(w, answer_job(w, 2, 2000)), STORE_OK);
	restart(w);
	expect_answer(w, 1, "{\"ticket\":\"số 1\"}");
	expect_answer(w, 2, "{\"ticket\":\"số 2\"}");
	expect_answer(w, 3, "");
	struct store_job *load = do_job(w, store_job_new(JOB_LOAD));
	assert_int_equal(load->day.answer_count, 2);
	assert_int_equal(load->day.answers[0].body[0], load->day.answers[0].key[3] + 1);
	assert_int_equal(load->day.answers[0].at_ms, 1000 * load->day.answers[0].key[3]);
	store_job_free(load);
}

static void an_answer_without_a_change_is_kept_too(void **state) {
	struct world *w = *state;
	struct store_job *job = answer_job(w, 7, 1000);
	job->change_count = 0;
	assert_int_equal(result_of(w, job), STORE_OK);
	expect_answer(w, 7, "{\"ticket\":\"số 7\"}");
	assert_int_equal(last_seq(w), 1);
}

static void old_answers_are_purged(void **state) {
	struct world *w = *state;
	for (unsigned char key = 1; key <= 3; key++)
		assert_int_equal(result_of(w, answer_job(w, key, key * 1000)), STORE_OK);
	struct store_job *purge = store_job_new(JOB_PURGE);
	purge->answer.at_ms = 2000;
	assert_int_equal(result_of(w, purge), STORE_OK);
	expect_answer(w, 1, "");
	expect_answer(w, 2, "{\"ticket\":\"số 2\"}");
	expect_answer(w, 3, "{\"ticket\":\"số 3\"}");
}

static void an_answer_is_read_after_what_was_handed_over_before(void **state) {
	struct world *w = *state;
	struct store_job *ask = store_job_new(JOB_ANSWER), *next;
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
	struct world *w = *state;
	struct change again;
	assert_int_equal(result_of(w, answer_job(w, 1, 1000)), STORE_OK);
	again = next_issue(w);
	strcpy(again.number, "B002");
	assert_int_equal(result_of(w, store_sample_job(&again, 1)), STORE_FAILED);
	assert_int_equal(result_of(w, issue_job(w)), STORE_FAILED);
	w->seq = 2;
	assert_int_equal(result_of(w, issue_job(w)), STORE_FAILED);
	struct store_job *ask = store_job_new(JOB_ANSWER);
	ask->answer.key[3] = 1;
	assert_int_equal(result_of(w, ask), STORE_FAILED);
	assert_int_equal(last_seq(w), 2);
	expect_answer(w, 1, "{\"ticket\":\"số 1\"}");
	w->seq = 2;
	assert_int_equal(result_of(w, issue_job(w)), STORE_OK);
	restart(w);
	assert_int_equal(last_seq(w), 3);
}

static void a_batch_is_all_or_nothing(void **state) {
	struct world *w = *state;
	struct change changes[3] = {next_issue(w), next_issue(w), next_issue(w)};
	strcpy(changes[2].number, "B003");
	struct store_job *job = store_sample_job(changes, 3);
	job->answer.key[3] = 1;
	job->answer.text = mem_strdup("{}");
	assert_int_equal(result_of(w, job), STORE_FAILED);
	assert_int_equal(last_seq(w), 1);
	expect_answer(w, 1, "");
}

/* Jobs around a failure and a load, however they fall into batches. */
static void a_load_in_the_middle_mends(void **state) {
	struct world *w = *state;
	const enum store_result expected[] = {
		STORE_FAILED, STORE_FAILED, STORE_OK, STORE_OK, STORE_OK};
	struct change wrong = store_sample_issued(9, SAMPLE_DAY, "ho-tich", "B009");
	struct store_job *next;
	store_submit(w->store, store_sample_job(&wrong, 1));
	store_submit(w->store, store_job_new(JOB_ANSWER));
	store_submit(w->store, store_job_new(JOB_LOAD));
	store_submit(w->store, issue_job(w));
	store_submit(w->store, issue_job(w));
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
static size_t read_sessions(struct world *w, struct store_session *first) {
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
	struct world *w = *state;
	struct store_user an = {"an", "clerk", {"", ""}, "x"};
	struct store_session s;
	assert_int_equal(read_sessions(w, &s), 0);
	assert_int_equal(store_user_add(w->store, &an), STORE_OK);
	assert_true(store_start(w->store));
	assert_int_equal(result_of(w, session_job(JOB_SESSION_PUT, "an", 3)), STORE_OK);
	assert_int_equal(result_of(w, session_job(JOB_SESSION_PUT, "an", 0)), STORE_OK);
	assert_int_equal(result_of(w, session_job(JOB_SESSION_PUT, "nobody", 3)), STORE_OK);
	assert_int_equal(read_sessions(w, &s), 1);
	assert_string_equal(s.user, "an");
	assert_int_equal(s.counter, 0);
	assert_int_equal(s.since_ms, 100);
	assert_int_equal(s.seen_ms, 200);
	assert_int_equal(s.secret[1], 6);
	assert_true(store_start(w->store));
	assert_int_equal(result_of(w, session_job(JOB_SESSION_REMOVE, "an", 0)), STORE_OK);
	assert_int_equal(result_of(w, session_job(JOB_SESSION_REMOVE, "an", 0)), STORE_OK);
	assert_int_equal(read_sessions(w, &s), 0);
}

static void a_removed_user_takes_the_sessions_along(void **state) {
	struct world *w = *state;
	struct store_user an = {"an", "clerk", {"", ""}, "x"};
	struct store_session s;
	assert_int_equal(read_sessions(w, &s), 0);
	assert_int_equal(store_user_add(w->store, &an), STORE_OK);
	assert_true(store_start(w->store));
	assert_int_equal(result_of(w, session_job(JOB_SESSION_PUT, "an", 3)), STORE_OK);
	assert_int_equal(read_sessions(w, &s), 1);
	assert_int_equal(store_user_remove(w->store, "an"), STORE_OK);
	assert_int_equal(read_sessions(w, &s), 0);
}

/* Files may grow no further than this for a while. */
static void limit_files(rlim_t size) {
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size < limit.rlim_max ? size : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_is_told_and_loses_nothing(void **state) {
	struct world *w = *state;
	enum store_result result = STORE_OK;
	signal(SIGXFSZ, SIG_IGN);
	limit_files(256 * 1024);
	while (result == STORE_OK && w->seq < 5000)
		result = result_of(w, issue_job(w));
	int64_t kept = w->seq - 1;
	assert_int_equal(result, STORE_FULL);
	assert_int_equal(result_of(w, issue_job(w)), STORE_FULL);
	assert_int_equal(last_seq(w), kept);
	w->seq = kept;
	assert_int_equal(result_of(w, issue_job(w)), STORE_FULL);
	limit_files(RLIM_INFINITY);
	assert_int_equal(last_seq(w), kept);
	w->seq = kept;
	assert_int_equal(result_of(w, issue_job(w)), STORE_OK);
	restart(w);
	assert_int_equal(last_seq(w), kept + 1);
}

/* Commits one after the other and tells each seq once it is on disk, until it is killed. */
static void commit_until_killed(struct world *w, int out) {
	start(w);
	for (;;) {
		struct store_job *job = issue_job(w);
		if (result_of(w, job) != STORE_OK || write(out, &w->seq, sizeof w->seq) < 0)
			_exit(1);
	}
}

static void a_killed_process_loses_nothing_it_told(void **state) {
	struct world *w = *state;
	store_close(w->store);
	for (int round = 0; round < 10; round++) {
		int64_t told = w->seq, wanted = w->seq + 1 + rand() % 40;
		int ends[2], status;
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0)
			commit_until_killed(w, ends[1]);
		close(ends[1]);
		while (told < wanted)
			assert_int_equal(read(ends[0], &told, sizeof told), sizeof told);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		while (read(ends[0], &told, sizeof told) == sizeof told)
			;
		close(ends[0]);
		start(w);
		w->seq = last_seq(w);
		assert_true(w->seq == told || w->seq == told + 1);
		store_close(w->store);
	}
	start(w);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(ten_thousand_commits_come_back_in_order),
		TEST(stopping_does_what_was_handed_over),
		TEST(answers_are_kept_with_their_changes),
		TEST(an_answer_without_a_change_is_kept_too),
		TEST(old_answers_are_purged),
		TEST(an_answer_is_read_after_what_was_handed_over_before),
		TEST(after_a_failure_only_a_load_helps),
		TEST(a_batch_is_all_or_nothing),
		TEST(a_load_in_the_middle_mends),
		TEST(sessions_survive_until_removed),
		TEST(a_removed_user_takes_the_sessions_along),
		TEST(a_full_disk_is_told_and_loses_nothing),
		TEST(a_killed_process_loses_nothing_it_told),
	};
	const char *given = getenv("SEED");
	unsigned int seed =
		given ? (unsigned int)strtoul(given, NULL, 10) : (unsigned int)time(NULL);
	printf("SEED=%u\n", seed);
	srand(seed);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
