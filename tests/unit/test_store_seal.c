/*
 * store: a row that no change proves is noticed when it is another than was written: by a check,
 * and by a start where it would serve it.
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
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

static void do_job(struct store *store, struct store_job *job) {
	store_submit(store, job);
	struct store_job *back = store_sample_wait(store);
	assert_int_equal(back->result, STORE_OK);
	store_job_free(back);
}

static void put_session(struct store *store, int counter) {
	struct store_job *job = store_job_new(JOB_SESSION_PUT);
	job->session = (struct store_session){
		.secret = {1, 2}, .user = "an", .counter = counter, .seen_ms = counter};
	do_job(store, job);
}

static void put_jobs(struct store *store) {
	struct store_job *job = store_sample_job(NULL, 0);
	job->answer.seq = 1;
	memset(job->answer.key, 7, sizeof job->answer.key);
	job->answer.status = 201;
	job->answer.text = mem_strdup("{\"number\":\"B001\"}");
	do_job(store, job);
	job = store_job_new(JOB_LEARNED);
	job->day.day = SAMPLE_DAY;
	job->text = mem_strdup("{}");
	do_job(store, job);
	job = store_job_new(JOB_DEVICE);
	strcpy(job->device.name, "sanh");
	job->device.settings = (struct display_settings){.counter = 2, .volume = 40};
	do_job(store, job);
	put_session(store, 3);
	put_session(store, 4);
}

static int make(void **state) {
	struct store_user an = {"an", "clerk", {"Nguyễn Văn An", "Công chức"}, "$argon2id$x", 0};
	struct store_device hall = {
		.name = "sanh", .role = "display", .enrolled = true, .secret = {3}};
	*state = store_sample_dir();
	struct store *store = store_sample_open(*state);
	assert_int_equal(store_sample_put(store, "office", "{}", 1, SAMPLE_DAY), STORE_OK);
	assert_int_equal(store_sample_put_user(store, &an, NULL), STORE_OK);
	an.clerk.title[0] = '\0';
	assert_int_equal(store_sample_put_user(store, &an, NULL), STORE_OK);
	assert_int_equal(store_sample_put_device(store, &hall), STORE_OK);
	assert_true(store_start(store));
	put_jobs(store);
	store_close(store);
	return 0;
}

static int end(void **state) {
	store_sample_remove(*state);
	return 0;
}

static enum store_result check(const char *dir) {
	int64_t changes = 0;
	enum store_result result;
	struct store *store = store_open(dir, &result);
	if (store)
		result = store_check(store, &changes);
	store_close(store);
	return result;
}

static void alter(const char *dir, const char *sql) {
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(store_sample_file(dir), &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	assert_int_equal(sqlite3_changes(db), 1);
	sqlite3_close(db);
}

static void what_is_written_holds(void **state) {
	struct store *store = store_sample_open(*state);
	assert_int_equal(store_renew(store), STORE_OK);
	store_close(store);
	assert_int_equal(check(*state), STORE_OK);
}

static void whatever_is_altered_is_noticed(void **state) {
	static const char *const altered[] = {
		"UPDATE meta SET epoch = '0123456789abce'",
		"UPDATE user SET role = 'lead'",
		"UPDATE user SET clerk_name = 'Nguyễn Văn Am'",
		"UPDATE user SET password = '$argon2id$y'",
		"UPDATE user SET ended_at = 1",
		"UPDATE user SET seal = NULL",
		"UPDATE device SET role = 'kiosk'",
		"UPDATE device SET secret = zeroblob(32)",
		"UPDATE device SET counter = 3",
		"UPDATE device SET volume = NULL",
		"UPDATE session SET counter = 3",
		"UPDATE session SET seen = 8",
		"UPDATE answer SET text = '{\"number\":\"B003\"}'",
		"UPDATE answer SET status = 200",
		"UPDATE answer SET seq = 2",
		"UPDATE setup SET at = 2",
		"UPDATE learned SET text = '[]'",
	};
	assert_int_equal(check(*state), STORE_OK);
	for (size_t i = 0; i < sizeof altered / sizeof *altered; i++) {
		alter(*state, altered[i]);
		if (check(*state) != STORE_DAMAGED)
			fail_msg("not noticed: %s", altered[i]);
		end(state);
		make(state);
	}
}

static void a_start_does_not_serve_it(void **state) {
	struct store_user *users = NULL;
	struct store_device *devices = NULL;
	struct store_session *sessions = NULL;
	struct store_day day = {0};
	size_t count = 7;
	alter(*state, "UPDATE user SET password = '$argon2id$y'");
	alter(*state, "UPDATE device SET secret = zeroblob(32)");
	alter(*state, "UPDATE session SET counter = 3");
	alter(*state, "UPDATE learned SET text = '[]'");
	struct store *store = store_sample_open(*state);
	assert_int_equal(store_users(store, &users, &count), STORE_DAMAGED);
	assert_int_equal(store_devices(store, &devices, &count), STORE_DAMAGED);
	assert_int_equal(store_sessions(store, &sessions, &count), STORE_OK);
	assert_int_equal(count, 0);
	mem_free(sessions);
	assert_int_equal(store_load(store, &day), STORE_OK);
	assert_null(day.learned);
	store_day_clear(&day);
	store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(what_is_written_holds),
		TEST(whatever_is_altered_is_noticed),
		TEST(a_start_does_not_serve_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
