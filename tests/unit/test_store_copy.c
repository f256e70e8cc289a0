/*
 * store, its copies: made in slices between commits, each is the store at one moment, whole; one
 * that fails harms nothing but itself, and reading one leaves no trace.
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
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MANY = 12000 };

static const char *copy_file(const struct store_sample *s) {
	static char path[300];
	snprintf(path, sizeof path, "%s/a %%?#copy.sqlite", s->dir);
	return path;
}

static struct store_job *slice(const char *path) {
	struct store_job *job = store_job_new(JOB_COPY);
	job->text = mem_strdup(path);
	return job;
}

/* So many numbers in one commit: more than a slice holds. */
static void fill(struct store_sample *s, size_t count) {
	struct change *changes = mem_alloc(count, sizeof *changes);
	char number[NUMBER_SIZE];
	for (size_t i = 0; i < count; i++) {
		snprintf(number, sizeof number, "B%d", (int)++s->seq);
		changes[i] = store_sample_issued(s->seq, SAMPLE_DAY, "ho-tich", number);
	}
	assert_int_equal(store_sample_commit(s->store, changes, count), STORE_OK);
	mem_free(changes);
}

static int make(void **state) {
	store_sample_make(state);
	fill(*state, MANY);
	return 0;
}

/* Makes a copy to its end; `between` is called after each slice. Gives where it ends. */
static struct store_anchor copy(
	struct store_sample *s, void (*between)(struct store_sample *s, int slices)) {
	struct store_anchor anchor;
	int64_t left;
	int slices = 0;
	do {
		struct store_job *job = store_sample_do(s, slice(slices++ ? NULL : copy_file(s)));
		assert_int_equal(job->result, STORE_OK);
		left = job->left;
		anchor = job->anchor;
		store_job_free(job);
		if (left)
			between(s, slices);
	} while (left);
	assert_true(slices > 3);
	return anchor;
}

static void nothing(struct store_sample *s, int slices) {
	(void)s;
	(void)slices;
}

static void issue(struct store_sample *s, int slices) {
	(void)slices;
	assert_int_equal(store_sample_result(s, store_sample_issue(s)), STORE_OK);
}

/* A commit is refused, and the day is read again. */
static void fail_once(struct store_sample *s, int slices) {
	if (slices != 2)
		return;
	struct change wrong = store_sample_issued(s->seq + 7, SAMPLE_DAY, "ho-tich", "B9");
	assert_int_equal(store_sample_commit(s->store, &wrong, 1), STORE_FAILED);
	assert_int_equal(store_sample_last(s), s->seq);
}

static struct store *open_copy(struct store_sample *s) {
	enum store_result why;
	struct store *store = store_open_copy(copy_file(s), &why);
	assert_int_equal(why, STORE_OK);
	return store;
}

static void expect_whole(struct store_sample *s, const struct store_anchor *anchor) {
	int64_t changes, tickets;
	struct store_day day;
	struct store *store = open_copy(s);
	struct store_anchor end = store_end(store), point = {.seq = anchor->seq};
	assert_int_equal(store_check(store, &changes), STORE_OK);
	assert_int_equal(changes, anchor->seq);
	assert_int_equal(store_tickets(store, &tickets), STORE_OK);
	assert_int_equal(tickets, anchor->seq - 1);
	assert_int_equal(end.seq, anchor->seq);
	assert_int_equal(end.day, SAMPLE_DAY);
	assert_memory_equal(end.hash, anchor->hash, sizeof end.hash);
	assert_int_equal(store_anchor(store, &point), STORE_OK);
	assert_memory_equal(point.hash, anchor->hash, sizeof point.hash);
	assert_int_equal(store_load(store, &day), STORE_OK);
	assert_int_equal(day.change_count, anchor->seq);
	store_day_clear(&day);
	store_close(store);
}

/* The live store has the same change with the same hash. */
static void expect_of(struct store_sample *s, const struct store_anchor *anchor) {
	struct store_job *job = store_job_new(JOB_ANCHOR);
	job->anchor.seq = anchor->seq;
	store_sample_do(s, job);
	assert_int_equal(job->result, STORE_OK);
	assert_int_equal(job->anchor.day, anchor->day);
	assert_memory_equal(job->anchor.hash, anchor->hash, sizeof anchor->hash);
	store_job_free(job);
}

static void a_copy_is_the_store(void **state) {
	struct store_sample *s = *state;
	struct stat file;
	struct store_anchor anchor = copy(s, nothing);
	assert_int_equal(anchor.seq, s->seq);
	assert_int_equal(stat(copy_file(s), &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	expect_whole(s, &anchor);
	expect_of(s, &anchor);
}

static void what_is_committed_meanwhile_is_in_it(void **state) {
	struct store_sample *s = *state;
	int64_t before = s->seq;
	struct store_anchor anchor = copy(s, issue);
	assert_int_equal(anchor.seq, s->seq);
	assert_true(s->seq > before + 2);
	expect_whole(s, &anchor);
	issue(s, 0);
	expect_whole(s, &anchor);
	expect_of(s, &anchor);
}

static void a_commit_that_fails_meanwhile_is_not_in_it(void **state) {
	struct store_sample *s = *state;
	struct store_anchor anchor = copy(s, fail_once);
	assert_int_equal(anchor.seq, s->seq);
	expect_whole(s, &anchor);
}

static bool is_there(const char *path) {
	return access(path, F_OK) == 0;
}

static void what_is_given_up_leaves_no_file(void **state) {
	struct store_sample *s = *state;
	store_job_free(store_sample_do(s, slice(copy_file(s))));
	assert_true(is_there(copy_file(s)));
	store_close(s->store);
	assert_false(is_there(copy_file(s)));
	store_sample_start(s);
}

static void expect_alive(struct store_sample *s) {
	issue(s, 0);
	assert_int_equal(store_sample_last(s), s->seq);
}

static void a_place_that_is_none_harms_nothing(void **state) {
	struct store_sample *s = *state;
	assert_int_equal(store_sample_result(s, slice("/nowhere/copy.sqlite")), STORE_FAILED);
	assert_int_equal(store_sample_result(s, store_job_new(JOB_COPY)), STORE_FAILED);
	expect_alive(s);
}

static void a_full_disk_harms_nothing(void **state) {
	struct store_sample *s = *state;
	struct rlimit before, small;
	enum store_result result;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){.rlim_cur = 128 << 10, .rlim_max = before.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	result = store_sample_result(s, slice(copy_file(s)));
	while (result == STORE_OK)
		result = store_sample_result(s, store_job_new(JOB_COPY));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(result, STORE_FULL);
	assert_false(is_there(copy_file(s)));
	expect_alive(s);
	struct store_anchor anchor = copy(s, nothing);
	expect_whole(s, &anchor);
}

static int entries(const char *dir) {
	int count = 0;
	DIR *d = opendir(dir);
	assert_non_null(d);
	while (readdir(d))
		count++;
	closedir(d);
	return count;
}

static void reading_a_copy_leaves_no_trace(void **state) {
	struct store_sample *s = *state;
	struct stat before, after;
	struct store_anchor anchor = copy(s, nothing);
	assert_int_equal(stat(copy_file(s), &before), 0);
	int count = entries(s->dir);
	expect_whole(s, &anchor);
	assert_int_equal(entries(s->dir), count);
	assert_int_equal(stat(copy_file(s), &after), 0);
	assert_memory_equal(&after.st_mtim, &before.st_mtim, sizeof after.st_mtim);
}

static void put_byte(struct store_sample *s, off_t at, unsigned char byte) {
	int fd = open(copy_file(s), O_WRONLY);
	assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	close(fd);
}

static enum store_result open_result(const char *path) {
	enum store_result why;
	struct store *store = store_open_copy(path, &why);
	assert_int_equal(store != NULL, why == STORE_OK);
	store_close(store);
	return why;
}

static void what_is_no_copy_is_refused(void **state) {
	enum { VERSION_AT = 63, APPLICATION_AT = 71 };
	struct store_sample *s = *state;
	struct store_job *job = store_sample_do(s, slice(copy_file(s)));
	assert_int_equal(open_result("/nowhere/copy.sqlite"), STORE_FAILED);
	store_job_free(job);
	copy(s, nothing);
	put_byte(s, VERSION_AT, 200);
	assert_int_equal(open_result(copy_file(s)), STORE_NEWER);
	put_byte(s, VERSION_AT, 1);
	assert_int_equal(open_result(copy_file(s)), STORE_FAILED);
	put_byte(s, APPLICATION_AT, 1);
	assert_int_equal(open_result(copy_file(s)), STORE_DAMAGED);
	assert_int_equal(truncate(copy_file(s), 100), 0);
	assert_int_equal(open_result(copy_file(s)), STORE_DAMAGED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, store_sample_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_copy_is_the_store),
		TEST(what_is_committed_meanwhile_is_in_it),
		TEST(a_commit_that_fails_meanwhile_is_not_in_it),
		TEST(what_is_given_up_leaves_no_file),
		TEST(a_place_that_is_none_harms_nothing),
		TEST(a_full_disk_harms_nothing),
		TEST(reading_a_copy_leaves_no_trace),
		TEST(what_is_no_copy_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
