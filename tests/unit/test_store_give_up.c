/*
 * store: a check that is given up ends at once, and says nothing of damage.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { MANY = 5000 };

static void given_up(void **state) {
	struct store_sample *s = *state;
	int64_t changes = 0;
	static struct change issued[MANY];
	char number[NUMBER_SIZE];
	for (int i = 0; i < MANY; i++) {
		snprintf(number, sizeof number, "B%d", (int)++s->seq);
		issued[i] = store_sample_issued(s->seq, SAMPLE_DAY, "ho-tich", number);
	}
	assert_int_equal(store_sample_commit(s->store, issued, MANY), STORE_OK);
	assert_int_equal(store_check(s->store, &changes), STORE_OK);
	assert_true(changes >= MANY);
	store_give_up_checks();
	changes = -1;
	assert_int_equal(store_check(s->store, &changes), STORE_FAILED);
	assert_int_equal(changes, -1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(given_up, store_sample_make, store_sample_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
