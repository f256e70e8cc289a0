/*
 * report_indicators: what an office reports of a span: each measure, its target, its rule's days.
 * links: server/report_indicators_json.c server/figures.c server/sum.c server/visit.c
 * server/visit_desks.c server/queue.c server/queue_apply.c server/queue_lease.c server/queue_help.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup*.c common/slip_code.c common/mem.c common/proto.c
 * common/proto_json_out.c common/text.c common/words.c common/embed.c common/day.c embed_common
 */
#include "server/report_indicators_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum { DAY = 20260930 };

/* Five waits of 10, 10, 12, 20 and 31 minutes, four within their target; ten were issued. */
static struct sum sum;
static struct indicator_facts facts;

static int fill(void **state) {
	(void)state;
	static const int waits_s[] = {1200, 600, 720, 1860, 600};
	for (size_t i = 0; i < COUNT(waits_s); i++) {
		sample_add(&sum.wait, waits_s[i], 1260);
		sample_add(&sum.service, 300, 0);
	}
	sum.issued = 10;
	sum.states[TICKET_NO_SHOW] = 1;
	sum.told = 8;
	sum.held = 7;
	facts = (struct indicator_facts){
		.all = &sum, .slips_due = 40, .slips_ready = 39, .rated = 30, .satisfied = 27};
	return 0;
}

static int clear(void **state) {
	(void)state;
	sum_clear(&sum);
	return 0;
}

static json_t *told(const struct setup_indicator *i) {
	json_t *list = report_indicators_json(i, 1, DAY, &facts);
	json_t *one = json_incref(json_array_get(list, 0));
	json_decref(list);
	return one;
}

static struct setup_indicator of(enum setup_measure measure) {
	return (struct setup_indicator){
		.id = "a", .name = {"A", ""}, .measure = measure, .until = SETUP_NO_END};
}

static void measures(void **state) {
	(void)state;
	static const struct {
		enum setup_measure measure;
		double value;
		const char *unit;
	} table[] = {{MEASURE_WAIT_MEAN, 16.6, "minutes"}, {MEASURE_WAIT_MEDIAN, 12, "minutes"},
		{MEASURE_WAIT_P90, 31, "minutes"}, {MEASURE_SERVICE_MEAN, 5, "minutes"},
		{MEASURE_WAIT_WITHIN, 80, "percent"}, {MEASURE_WINDOWS_HELD, 87.5, "percent"},
		{MEASURE_SLIPS_ON_TIME, 97.5, "percent"}, {MEASURE_SATISFIED, 90, "percent"},
		{MEASURE_NO_SHOW, 10, "percent"}};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct setup_indicator indicator = of(table[i].measure);
		json_t *one = told(&indicator);
		assert_float_equal(
			json_real_value(json_object_get(one, "value")), table[i].value, 1e-9);
		assert_string_equal(json_string_value(json_object_get(one, "unit")), table[i].unit);
		assert_true(json_is_null(json_object_get(one, "target")));
		assert_true(json_is_null(json_object_get(one, "met")));
		json_decref(one);
	}
}

static void a_target_is_met_up_to_itself(void **state) {
	(void)state;
	static const struct {
		int target;
		bool at_least, met;
	} table[] = {{90, true, true}, {91, true, false}, {90, false, true}, {89, false, false}};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct setup_indicator indicator = of(MEASURE_SATISFIED);
		indicator.has_target = true;
		indicator.target = table[i].target;
		indicator.at_least = table[i].at_least;
		json_t *one = told(&indicator);
		assert_int_equal(
			json_integer_value(json_object_get(one, "target")), table[i].target);
		assert_int_equal(json_is_true(json_object_get(one, "met")), table[i].met);
		json_decref(one);
	}
}

static void of_few_nothing_is_told(void **state) {
	(void)state;
	struct setup_indicator indicator = of(MEASURE_SATISFIED);
	indicator.has_target = true;
	facts.rated = facts.satisfied = 4;
	json_t *one = told(&indicator);
	facts.rated = 30, facts.satisfied = 27;
	assert_true(json_is_null(json_object_get(one, "value")));
	assert_true(json_is_null(json_object_get(one, "met")));
	json_decref(one);
}

static void rules_that_hold_on_the_last_day(void **state) {
	(void)state;
	static const struct {
		int from, until;
		size_t count;
	} table[] = {
		{0, SETUP_NO_END, 1}, {DAY, DAY, 1}, {0, DAY - 1, 0}, {20261001, SETUP_NO_END, 0}};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct setup_indicator indicator = of(MEASURE_NO_SHOW);
		indicator.from = table[i].from;
		indicator.until = table[i].until;
		json_t *list = report_indicators_json(&indicator, 1, DAY, &facts);
		assert_int_equal(json_array_size(list), table[i].count);
		json_decref(list);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(measures),
		cmocka_unit_test(a_target_is_met_up_to_itself),
		cmocka_unit_test(of_few_nothing_is_told),
		cmocka_unit_test(rules_that_hold_on_the_last_day),
	};
	return cmocka_run_group_tests_name("report_indicators", tests, fill, clear);
}
