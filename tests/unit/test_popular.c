/*
 * popular: each visit counts once for each of its procedures.
 * links: server/popular.c common/mem.c
 */
#include "server/popular.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int visits(const struct popular *p, const char *code) {
	for (size_t i = 0; i < p->count; i++)
		if (!strcmp(p->list[i].code, code))
			return p->list[i].visits;
	return 0;
}

static void visits_are_added(void **state) {
	(void)state;
	struct popular p = {0};
	popular_add(&p, "1.001193", 3);
	popular_add(&p, "1.001193*2,2.000815*1", 4);
	popular_add(&p, "1.00119", 1);
	assert_int_equal(p.count, 3);
	assert_int_equal(visits(&p, "1.001193"), 7);
	assert_int_equal(visits(&p, "2.000815"), 4);
	assert_int_equal(visits(&p, "1.00119"), 1);
	popular_clear(&p);
	assert_int_equal(p.count, 0);
}

/* Neither quantities nor a procedure that is recorded again make more visits of one. */
static void a_visit_counts_once_for_a_procedure(void **state) {
	(void)state;
	struct popular p = {0};
	popular_add(&p, "2.000815*999,1.001193*1,2.000815*2", 1);
	assert_int_equal(p.count, 2);
	assert_int_equal(visits(&p, "2.000815"), 1);
	assert_int_equal(visits(&p, "1.001193"), 1);
	popular_clear(&p);
}

static void what_is_no_code_is_passed_over(void **state) {
	(void)state;
	struct popular p = {0};
	popular_add(&p, "", 1);
	popular_add(&p, "0123456789012345678901234567890123456789*1,1.001193*1", 1);
	assert_int_equal(p.count, 1);
	assert_int_equal(visits(&p, "1.001193"), 1);
	popular_clear(&p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(visits_are_added),
		cmocka_unit_test(a_visit_counts_once_for_a_procedure),
		cmocka_unit_test(what_is_no_code_is_passed_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
