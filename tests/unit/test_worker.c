/*
 * worker: items are done in order, each once, and the descriptor tells when some are finished.
 *
 * links: server/worker.c common/mem.c
 */
#include "server/worker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>

enum { ITEMS = 20000 };

struct item {
	int input, output;
	size_t portion; /* how many were done together with it */
};

static struct item items[ITEMS];

static void square(void **batch, size_t count, void *arg) {
	for (size_t i = 0; i < count; i++) {
		struct item *item = batch[i];
		item->output = item->input * item->input + *(int *)arg;
		item->portion = count;
	}
}

static bool readable(const struct worker *w, int timeout_ms) {
	struct pollfd p = {.fd = worker_fd(w), .events = POLLIN};
	return poll(&p, 1, timeout_ms) == 1;
}

static void submit_all(struct worker *w, int count) {
	for (int i = 0; i < count; i++) {
		items[i] = (struct item){.input = i};
		worker_submit(w, &items[i]);
	}
}

static void expect_all(struct worker *w, int count, int added) {
	for (int i = 0; i < count; i++) {
		assert_true(readable(w, 60000));
		assert_ptr_equal(worker_finished(w), &items[i]);
		assert_int_equal(items[i].output, i * i + added);
	}
	assert_null(worker_finished(w));
	assert_false(readable(w, 0));
}

static void everything_comes_back_in_order(void **state) {
	(void)state;
	int added = 7;
	struct worker *w = worker_new(square, WORKER_ALL, &added);
	assert_non_null(w);
	assert_false(readable(w, 0));
	assert_null(worker_finished(w));
	submit_all(w, ITEMS);
	expect_all(w, ITEMS, added);
	submit_all(w, 3);
	expect_all(w, 3, added);
	worker_free(w);
}

static void one_at_a_time_is_one(void **state) {
	(void)state;
	int added = 0;
	struct worker *w = worker_new(square, WORKER_ONE, &added);
	submit_all(w, 1000);
	expect_all(w, 1000, 0);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i].portion, 1);
	worker_free(w);
}

static void stopping_finishes_the_work(void **state) {
	(void)state;
	int added = 1;
	struct worker *w = worker_new(square, WORKER_ALL, &added);
	submit_all(w, ITEMS);
	worker_stop(w);
	for (int i = 0; i < ITEMS; i++)
		assert_int_equal(items[i].output, i * i + 1);
	expect_all(w, ITEMS, 1);
	worker_stop(w);
	worker_free(w);
}

static void what_nobody_takes_back_is_left_alone(void **state) {
	(void)state;
	int added = 0;
	struct worker *w = worker_new(square, WORKER_ALL, &added);
	submit_all(w, 10);
	worker_free(w);
	assert_int_equal(items[9].output, 81);
	worker_free(NULL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_comes_back_in_order),
		cmocka_unit_test(one_at_a_time_is_one),
		cmocka_unit_test(stopping_finishes_the_work),
		cmocka_unit_test(what_nobody_takes_back_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
