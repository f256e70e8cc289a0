/*
 * prometheus: families, samples and labels stand as the text format asks, whatever their text.
 *
 * links: server/prometheus.c
 */
#include "server/prometheus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

struct page {
	char *text;
	size_t size;
	FILE *out;
};

static void begin(struct page *p) {
	*p = (struct page){0};
	p->out = open_memstream(&p->text, &p->size);
	assert_non_null(p->out);
}

static void expect(struct page *p, const char *text) {
	assert_int_equal(fclose(p->out), 0);
	assert_string_equal(p->text, text);
	free(p->text);
}

static void a_figure_stands_with_what_it_is(void **state) {
	struct page p;
	(void)state;
	begin(&p);
	prometheus_one(p.out, "motcua_calls_total", "counter", "Numbers called.", 12);
	expect(&p, "# HELP motcua_calls_total Numbers called.\n"
		   "# TYPE motcua_calls_total counter\n"
		   "motcua_calls_total 12\n");
}

static void the_text_of_a_label_cannot_end_it(void **state) {
	const struct prometheus_label labels[] = {{"a", "x\"} 1\ny\\"}, {"b", "Đ"}};
	struct page p;
	(void)state;
	begin(&p);
	prometheus_sample(p.out, "m", labels, 2, 0.5);
	expect(&p, "m{a=\"x\\\"} 1\\ny\\\\\",b=\"Đ\"} 0.5\n");
}

static void every_number_can_be_said(void **state) {
	struct page p;
	(void)state;
	begin(&p);
	prometheus_sample(p.out, "m", NULL, 0, 1795651200.125);
	prometheus_sample(p.out, "m", NULL, 0, -3);
	prometheus_sample(p.out, "m", NULL, 0, (double)NAN);
	prometheus_sample(p.out, "m", NULL, 0, (double)INFINITY);
	prometheus_sample(p.out, "m", NULL, 0, (double)-INFINITY);
	expect(&p, "m 1795651200.125\nm -3\nm NaN\nm +Inf\nm -Inf\n");
}

static void buckets_hold_all_that_was_shorter(void **state) {
	static const double bounds_s[] = {0.001, 0.5};
	static const uint64_t counts[] = {3, 0, 2};
	struct page p;
	(void)state;
	begin(&p);
	prometheus_histogram(p.out, "m_seconds", "How long.", bounds_s, counts, 2, 1.25);
	expect(&p, "# HELP m_seconds How long.\n# TYPE m_seconds histogram\n"
		   "m_seconds_bucket{le=\"0.001\"} 3\nm_seconds_bucket{le=\"0.5\"} 3\n"
		   "m_seconds_bucket{le=\"+Inf\"} 5\nm_seconds_sum 1.25\nm_seconds_count 5\n");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_stands_with_what_it_is),
		cmocka_unit_test(the_text_of_a_label_cannot_end_it),
		cmocka_unit_test(every_number_can_be_said),
		cmocka_unit_test(buckets_hold_all_that_was_shorter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
