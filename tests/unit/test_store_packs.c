/*
 * store, what is kept of days that are over: it is given back as long as it fits the day's changes,
 * and never otherwise; changes of days, some at a time.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST = SAMPLE_DAY, SECOND = 20261127, THIRD = 20261201, VERSION = 7 };

static const unsigned char BYTES[] = "as few bytes as possible";

static void append(struct store_sample *s, const struct change *c) {
	assert_int_equal(store_sample_commit(s->store, c, 1), STORE_OK);
}

/* A day with two changes, its opening among them. */
static void add_day(struct store_sample *s, int day) {
	char number[NUMBER_SIZE];
	if (day != FIRST) {
		struct change c = store_sample_opened(++s->seq, day);
		append(s, &c);
	}
	snprintf(number, sizeof number, "B%03d", (int)++s->seq);
	struct change c = store_sample_issued(s->seq, day, "ho-tich", number);
	append(s, &c);
}

static enum store_result put(struct store_sample *s, int version, int day, int64_t seq) {
	struct store_job *job = store_job_new(JOB_PACK_PUT);
	job->version = version;
	job->from = day;
	job->after = seq;
	job->bytes = (unsigned char *)mem_copy(BYTES, sizeof BYTES);
	job->size = sizeof BYTES;
	return store_sample_result(s, job);
}

static struct store_job *ask(struct store_sample *s, int version, int from, int to) {
	struct store_job *job = store_job_new(JOB_PACKS);
	job->version = version;
	job->from = from;
	job->until = to;
	job = store_sample_do(s, job);
	assert_int_equal(job->result, STORE_OK);
	return job;
}

/* Whether the bytes of a day are given back. */
static bool is_kept(struct store_sample *s, int version, int day) {
	struct store_job *job = ask(s, version, day, day);
	assert_int_equal(job->packs.count, 1);
	const struct store_pack *pack = &job->packs.at[0];
	assert_int_equal(pack->day, day);
	bool kept = pack->bytes != NULL;
	if (kept) {
		assert_int_equal(pack->size, sizeof BYTES);
		assert_memory_equal(pack->bytes, BYTES, sizeof BYTES);
	}
	store_job_free(job);
	return kept;
}

static void test_kept(void **state) {
	struct store_sample *s = *state;
	add_day(s, FIRST);
	assert_false(is_kept(s, VERSION, FIRST));
	assert_int_equal(put(s, VERSION, FIRST, s->seq), STORE_OK);
	assert_true(is_kept(s, VERSION, FIRST));
	assert_false(is_kept(s, VERSION + 1, FIRST));
	store_close(s->store);
	store_sample_start(s);
	assert_true(is_kept(s, VERSION, FIRST));
	assert_int_equal(put(s, VERSION + 1, FIRST, s->seq), STORE_OK);
	assert_false(is_kept(s, VERSION, FIRST));
}

static void test_other_changes(void **state) {
	struct store_sample *s = *state;
	add_day(s, FIRST);
	assert_int_equal(put(s, VERSION, FIRST, s->seq - 1), STORE_FAILED);
	assert_int_equal(put(s, VERSION, FIRST, s->seq), STORE_OK);
	add_day(s, FIRST);
	assert_false(is_kept(s, VERSION, FIRST));
	assert_int_equal(put(s, VERSION, SECOND, s->seq), STORE_FAILED);
}

static void alter(struct store_sample *s, const char *sql) {
	sqlite3 *db = NULL;
	store_close(s->store);
	assert_int_equal(sqlite3_open(store_sample_file(s->dir), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	store_sample_start(s);
}

static void test_altered(void **state) {
	struct store_sample *s = *state;
	static const char *const ways[] = {
		"UPDATE visits SET packed = x'00'",
		"UPDATE visits SET seal = zeroblob(32)",
		"UPDATE visits SET packed = x''",
		"UPDATE visits SET day = day + 1",
		"DELETE FROM visits",
	};
	add_day(s, FIRST);
	add_day(s, SECOND);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		assert_int_equal(put(s, VERSION, FIRST, s->seq - 2), STORE_OK);
		assert_true(is_kept(s, VERSION, FIRST));
		alter(s, ways[i]);
		assert_false(is_kept(s, VERSION, FIRST));
		assert_false(is_kept(s, VERSION, SECOND));
		alter(s, "DELETE FROM visits");
	}
}

/* A day is looked for once; the first that is not kept ends the list. */
static void test_days_in_order(void **state) {
	struct store_sample *s = *state;
	const int days[] = {FIRST, SECOND, THIRD};
	for (int i = 0; i < 3; i++) {
		add_day(s, days[i]);
		if (i != 1)
			assert_int_equal(put(s, VERSION, days[i], s->seq), STORE_OK);
	}
	struct store_job *job = ask(s, VERSION, 20260101, 20261231);
	assert_int_equal(job->packs.count, 2);
	assert_int_equal(job->packs.at[0].day, FIRST);
	assert_int_equal(job->packs.at[1].day, SECOND);
	assert_null(job->packs.at[1].bytes);
	assert_int_equal(job->packs.next, SECOND + 1);
	store_job_free(job);
	job = ask(s, VERSION, SECOND + 1, 20261231);
	assert_int_equal(job->packs.count, 1);
	assert_int_equal(job->packs.at[0].day, THIRD);
	assert_true(job->packs.next > 20261231);
	store_job_free(job);
	job = ask(s, VERSION, 20260101, FIRST - 1);
	assert_int_equal(job->packs.count, 0);
	assert_int_equal(job->packs.next, FIRST);
	store_job_free(job);
}

static struct store_job *changes(
	struct store_sample *s, int from, int to, int64_t after, size_t limit) {
	struct store_job *job = store_job_new(JOB_CHANGES);
	job->from = from;
	job->until = to;
	job->after = after;
	job->limit = limit;
	job = store_sample_do(s, job);
	assert_int_equal(job->result, STORE_OK);
	return job;
}

static void assert_changes(struct store_job *job, int64_t first, size_t count, bool more) {
	assert_int_equal(job->change_count, count);
	assert_int_equal(job->more, more);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(job->changes[i].seq, first + (int64_t)i);
	store_job_free(job);
}

static void test_changes_of_days(void **state) {
	struct store_sample *s = *state;
	const int days[] = {FIRST, SECOND, THIRD};
	for (int i = 0; i < 3; i++)
		add_day(s, days[i]);
	assert_int_equal(s->seq, 6);
	assert_changes(changes(s, FIRST, THIRD, 0, 100), 1, 6, false);
	assert_changes(changes(s, FIRST, THIRD, 0, 4), 1, 4, true);
	assert_changes(changes(s, FIRST, THIRD, 4, 4), 5, 2, false);
	assert_changes(changes(s, FIRST, THIRD, 6, 4), 0, 0, false);
	assert_changes(changes(s, SECOND, SECOND, 0, 100), 3, 2, false);
	assert_changes(changes(s, SECOND + 1, THIRD - 1, 0, 100), 0, 0, false);
	assert_changes(changes(s, THIRD + 1, THIRD + 2, 0, 100), 0, 0, false);
	assert_changes(changes(s, 20260101, FIRST - 1, 0, 100), 0, 0, false);
}

/* What the index hides is missed. */
static void test_hidden_change(void **state) {
	struct store_sample *s = *state;
	add_day(s, FIRST);
	add_day(s, FIRST);
	alter(s, "DELETE FROM change WHERE seq = 2");
	struct store_job *job = store_job_new(JOB_CHANGES);
	job->from = job->until = FIRST;
	job->limit = 10;
	assert_int_equal(store_sample_result(s, job), STORE_DAMAGED);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_kept, store_sample_make, store_sample_end),
		cmocka_unit_test_setup_teardown(
			test_other_changes, store_sample_make, store_sample_end),
		cmocka_unit_test_setup_teardown(test_altered, store_sample_make, store_sample_end),
		cmocka_unit_test_setup_teardown(
			test_days_in_order, store_sample_make, store_sample_end),
		cmocka_unit_test_setup_teardown(
			test_changes_of_days, store_sample_make, store_sample_end),
		cmocka_unit_test_setup_teardown(
			test_hidden_change, store_sample_make, store_sample_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
