/*
 * store, when things go wrong around it: a full disk is told and loses nothing, a killed process
 * loses nothing it was told of. SEED=n repeats the moments of the kills.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void restart(struct store_sample *w) {
	store_close(w->store);
	store_sample_start(w);
}

/* Files may grow no further than this for a while. */
static void limit_files(rlim_t size) {
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size < limit.rlim_max ? size : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_is_told_and_loses_nothing(void **state) {
	struct store_sample *w = *state;
	enum store_result result = STORE_OK;
	signal(SIGXFSZ, SIG_IGN);
	limit_files(256 * 1024);
	while (result == STORE_OK && w->seq < 5000)
		result = store_sample_result(w, store_sample_issue(w));
	int64_t kept = w->seq - 1;
	assert_int_equal(result, STORE_FULL);
	assert_int_equal(store_sample_result(w, store_sample_issue(w)), STORE_FULL);
	assert_int_equal(store_sample_last(w), kept);
	w->seq = kept;
	assert_int_equal(store_sample_result(w, store_sample_issue(w)), STORE_FULL);
	limit_files(RLIM_INFINITY);
	assert_int_equal(store_sample_last(w), kept);
	w->seq = kept;
	assert_int_equal(store_sample_result(w, store_sample_issue(w)), STORE_OK);
	restart(w);
	assert_int_equal(store_sample_last(w), kept + 1);
}

/* Commits one after the other and tells each seq once it is on disk, until it is killed. */
static void commit_until_killed(struct store_sample *w, int out) {
	store_sample_start(w);
	for (;;) {
		struct store_job *job = store_sample_issue(w);
		if (store_sample_result(w, job) != STORE_OK ||
			write(out, &w->seq, sizeof w->seq) < 0)
			_exit(1);
	}
}

static void a_killed_process_loses_nothing_it_told(void **state) {
	struct store_sample *w = *state;
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
		store_sample_start(w);
		w->seq = store_sample_last(w);
		assert_true(w->seq == told || w->seq == told + 1);
		store_close(w->store);
	}
	store_sample_start(w);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_sample_make, store_sample_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_full_disk_is_told_and_loses_nothing),
		TEST(a_killed_process_loses_nothing_it_told),
	};
	store_sample_seed();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
