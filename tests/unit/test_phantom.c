/*
 * Phantoms: who is replayed, who is still awaited, and in which order they come.
 *
 * links: server/phantom.c server/strata.c common/mem.c
 */
#include "server/phantom.h"
#include "server/strata.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const double horizon_s = 36000;

/* 08:00, the first ticket two hours ago, three people with a head start in the last hour. */
static const struct hall_issue recent[3] = {
	{12, 1, 28790, 3600}, {10, 0, 26000, 3600}, {11, 0, 27000, 1800}};
static const struct hall_booking booked[4] = {
	{1, 2, 30600, 2700}, {2, 2, 28800, 2700}, {3, 2, 27900, 2700}, {4, 2, 27899, 2700}};

static struct hall hall(void) {
	return (struct hall){
		.now_s = 28800,
		.first_issue_s = 21600,
		.grace_s = 900,
		.recent = recent,
		.booked = booked,
	};
}

static void test_cycle(void **state) {
	(void)state;
	static const struct {
		int64_t first_issue_s;
		double cycle_s;
		size_t replayed;
	} cases[] = {{HALL_NO_TIME, 900, 1}, {28790, 900, 1}, {27000, 1800, 2}, {25200, 3600, 3},
		{20000, 3600, 3}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct hall view = hall();
		view.recent_count = 3;
		view.first_issue_s = cases[i].first_issue_s;
		struct phantoms phantoms;
		phantoms_init(&phantoms, &view);
		assert_true(phantoms.cycle_s == cases[i].cycle_s);
		assert_int_equal(phantoms.replay_count, cases[i].replayed);
		phantoms_clear(&phantoms);
	}
}

/* Each replay comes once in every hour, in time order, its key a head start before its arrival. */
static void test_replays(void **state) {
	(void)state;
	struct hall view = hall();
	view.recent_count = 3;
	struct phantoms phantoms;
	phantoms_init(&phantoms, &view);
	for (unsigned r = 0; r < STRATA; r++) {
		struct phantom_stream stream;
		phantom_stream_init(&stream, &phantoms, r);
		struct phantom first[3];
		double before = 0;
		size_t count = 0;
		for (; stream.next.at_s <= horizon_s; phantom_stream_advance(&stream)) {
			const struct phantom *p = &stream.next;
			assert_true(p->at_s >= before);
			before = p->at_s;
			double head_start = p->at_s - p->key_s;
			assert_true(
				fabs(head_start - 3600) < 1e-6 || fabs(head_start - 1800) < 1e-6);
			if (count < 3)
				first[count] = *p;
			else
				assert_int_equal(p->service, first[count % 3].service);
			assert_true(fabs(p->at_s - first[count % 3].at_s -
					    3600 * (double)(count / 3)) < 1e-6);
			count++;
		}
		assert_true(count >= 30 && count <= phantoms_most(&phantoms, horizon_s));
	}
	phantoms_clear(&phantoms);
}

/* Over the replicates the first arrival is spread evenly over the cycle. */
static void test_offsets(void **state) {
	(void)state;
	struct hall view = hall();
	view.recent_count = 1;
	struct phantoms phantoms;
	phantoms_init(&phantoms, &view);
	double sum = 0;
	for (unsigned r = 0; r < STRATA; r++) {
		struct phantom_stream stream;
		phantom_stream_init(&stream, &phantoms, r);
		assert_true(stream.next.at_s >= 0 && stream.next.at_s < 3600);
		sum += stream.next.at_s;
	}
	assert_true(fabs(sum / STRATA - 1800) < 60);
	phantoms_clear(&phantoms);
}

/* Five minutes before the slot, in a minute when that is past, not at all after the grace. */
static void test_booked(void **state) {
	(void)state;
	struct hall view = hall();
	view.booked_count = 4;
	struct phantoms phantoms;
	phantoms_init(&phantoms, &view);
	assert_int_equal(phantoms.booked_count, 3);
	struct phantom_stream stream;
	phantom_stream_init(&stream, &phantoms, 0);
	double keys = 0;
	for (int i = 0; i < 2; i++, phantom_stream_advance(&stream)) {
		assert_true(stream.next.at_s == 60);
		keys += stream.next.key_s;
	}
	assert_true(keys == -2700 - 900 - 2700);
	assert_true(stream.next.at_s == 1500 && stream.next.key_s == -900);
	phantom_stream_advance(&stream);
	assert_true(isinf(stream.next.at_s));
	phantoms_clear(&phantoms);
}

static void test_both_in_order(void **state) {
	(void)state;
	struct hall view = hall();
	view.recent_count = 3;
	view.booked_count = 4;
	struct phantoms phantoms;
	phantoms_init(&phantoms, &view);
	for (unsigned r = 0; r < STRATA; r++) {
		struct phantom_stream stream;
		phantom_stream_init(&stream, &phantoms, r);
		double before = 0;
		size_t count = 0, appointments = 0;
		for (; stream.next.at_s <= horizon_s; phantom_stream_advance(&stream), count++) {
			assert_true(stream.next.at_s >= before);
			before = stream.next.at_s;
			appointments += stream.next.service == 2;
		}
		assert_int_equal(appointments, 3);
		assert_true(count <= phantoms_most(&phantoms, horizon_s));
	}
	phantoms_clear(&phantoms);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cycle),
		cmocka_unit_test(test_replays),
		cmocka_unit_test(test_offsets),
		cmocka_unit_test(test_booked),
		cmocka_unit_test(test_both_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
