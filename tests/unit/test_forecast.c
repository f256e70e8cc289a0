/*
 * Forecast: the simulation follows the calling rule, knows who will come, and never contradicts
 * itself. The random halls print their seed; SEED=n runs them again.
 *
 * links: server/estimate.c server/forecast.c server/line.c server/phantom.c server/presence.c
 * server/duration.c server/stay.c server/strata.c server/learn.c common/mem.c
 * tests/unit/hall_fixture.c
 */
#include "server/forecast.h"
#include "tests/unit/hall_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const struct hall_opening plan[2] = {{27000, 41400}, {48600, 61200}};

static uint64_t seed;

static uint32_t dice(uint32_t sides) {
	seed = seed * 6364136223846793005 + 1442695040888963407;
	return (uint32_t)(seed >> 33) % sides;
}

static void forecast(struct hall_fixture *f) {
	forecast_all(&f->hall, NULL, 0, f->forecasts, NULL);
}

/* Some hall in mid-morning: helpers, breaks, plans, people with head starts, booked appointments.
 */
static struct hall_fixture *random_hall(void) {
	size_t services = 1 + dice(8);
	struct hall_fixture *f = hall_fixture_new(services);
	f->hall.now_s = 28800 + dice(30000);
	f->hall.first_issue_s = f->hall.now_s - dice(7200);
	for (size_t s = 0; s < services; s++)
		f->services[s].mean_s = 60 + dice(1200);
	for (uint32_t c = 1 + dice(6); c > 0; c--) {
		size_t first = dice((uint32_t)services);
		size_t last = first + dice((uint32_t)(services - first));
		struct hall_counter *counter = hall_fixture_counter(f, first, last);
		f->serves[f->hall.counter_count - 1][0].handicap_s = 300 * dice(3);
		counter->state = (enum hall_counter_state)dice(3);
		counter->busy_seq = 5000 + c;
		counter->busy_service = first;
		counter->busy_since_s = f->hall.now_s - dice(1500);
		if (dice(2))
			counter->back_s = f->hall.now_s + dice(1200);
		counter->openings = plan;
		counter->opening_count = dice(3);
	}
	for (uint32_t i = dice(60); i > 0; i--)
		hall_fixture_ticket(
			f, dice((uint32_t)services), f->hall.now_s - dice(5400) + dice(600));
	for (f->hall.recent_count = 0; f->hall.recent_count < dice(12); f->hall.recent_count++)
		f->recent[f->hall.recent_count] = (struct hall_issue){
			dice(1000), dice((uint32_t)services), f->hall.now_s - dice(4000), 3600};
	for (f->hall.booked_count = 0; f->hall.booked_count < dice(6); f->hall.booked_count++)
		f->booked[f->hall.booked_count] = (struct hall_booking){dice(1000),
			dice((uint32_t)services), f->hall.now_s - 1800 + dice(7200), 2700};
	return f;
}

/* Example O3: the helper calls a ticket of another service only when it has waited the handicap
 * more. */
static void test_handicap(void **state) {
	(void)state;
	for (int64_t later_s = 599; later_s <= 600; later_s++) {
		struct hall_fixture *f = hall_fixture_new(2);
		f->hall.now_s = 29500;
		hall_fixture_counter(f, 0, 1);
		f->serves[0][0].handicap_s = 600;
		hall_fixture_ticket(f, 0, 28800);
		hall_fixture_ticket(f, 1, 28800 + later_s);
		forecast(f);
		assert_int_equal(f->forecasts[0].wait_s[7] == 0, later_s == 600);
		assert_int_equal(f->forecasts[1].wait_s[7] == 0, later_s == 599);
		hall_fixture_free(f);
	}
}

/* A counter helps for ten minutes: whom it can call until then it calls, nobody later. */
static void test_help_ends(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(2);
	hall_fixture_counter(f, 0, 0);
	hall_fixture_ticket(f, 0, 28700);
	hall_fixture_ticket(f, 1, 28790);
	hall_fixture_ticket(f, 1, 28795);
	f->serves[0][1] = (struct hall_serves){.service = 1, .for_s = 600};
	f->counters[0].serves_count = 2;
	forecast(f);
	int called = 0;
	for (int r = 0; r < FORECAST_REPLICATES; r++) {
		const double *first = &f->forecasts[1].wait_s[r],
			     *second = &f->forecasts[2].wait_s[r];
		assert_true(*first < 600 || isinf(*first));
		assert_true(*second < 600 || isinf(*second));
		assert_true(*first < *second || isinf(*second));
		called += *first < 600;
	}
	assert_in_range(called, 10, 60);
	hall_fixture_free(f);
}

/* Two counters are idle: the first two by (key, seq) are called at once, in any order given. */
static void test_smallest_key_first(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_counter(f, 0, 0);
	hall_fixture_counter(f, 0, 0);
	const int64_t keys[] = {28700, 25200, 28000, 28000};
	for (int i = 0; i < 4; i++)
		hall_fixture_ticket(f, 0, keys[i]);
	forecast(f);
	assert_true(f->forecasts[1].wait_s[0] == 0 && f->forecasts[2].wait_s[0] == 0);
	assert_true(f->forecasts[3].wait_s[0] > 0);
	assert_true(f->forecasts[0].wait_s[0] >= f->forecasts[3].wait_s[0]);
	hall_fixture_free(f);
}

static void test_same_hall_same_answer(void **state) {
	(void)state;
	for (int i = 0; i < 40; i++) {
		struct hall_fixture *f = random_hall();
		size_t size = f->hall.waiting_count * sizeof *f->forecasts;
		forecast(f);
		struct forecast *first = malloc(size + 1);
		memcpy(first, f->forecasts, size);
		memset(f->forecasts, 0xa5, size);
		forecast(f);
		for (size_t t = 0; t < f->hall.waiting_count; t++)
			assert_memory_equal(
				first[t].wait_s, f->forecasts[t].wait_s, sizeof first[t].wait_s);
		free(first);
		hall_fixture_free(f);
	}
}

/* The order in which the tickets are handed in does not matter. */
static void test_order_of_input(void **state) {
	(void)state;
	for (int i = 0; i < 40; i++) {
		struct hall_fixture *f = random_hall();
		size_t n = f->hall.waiting_count;
		forecast(f);
		struct forecast *first = malloc(n * sizeof *first + 1);
		memcpy(first, f->forecasts, n * sizeof *first);
		for (size_t a = 0, b = n; a + 1 < b; a++) {
			struct hall_ticket swapped = f->waiting[a];
			f->waiting[a] = f->waiting[--b];
			f->waiting[b] = swapped;
		}
		forecast(f);
		for (size_t t = 0; t < n; t++)
			assert_memory_equal(first[t].wait_s, f->forecasts[n - 1 - t].wait_s,
				sizeof first[t].wait_s);
		free(first);
		hall_fixture_free(f);
	}
}

/* A probe is told exactly what the ticket it stands for is told once it is taken. */
static void test_probe_is_the_next_ticket(void **state) {
	(void)state;
	for (int i = 0; i < 100; i++) {
		struct hall_fixture *f = random_hall();
		struct hall_ticket probes[16];
		struct forecast answers[16];
		size_t n = f->hall.service_count;
		for (size_t s = 0; s < n; s++) {
			probes[s] = (struct hall_ticket){0, s, f->hall.now_s};
			probes[n + s] = (struct hall_ticket){0, s, f->hall.now_s - 3600};
		}
		forecast_all(&f->hall, probes, 2 * n, f->forecasts, answers);
		struct forecast before = f->forecasts[0];
		forecast(f);
		if (f->hall.waiting_count > 0) /* probes leave the others alone */
			assert_memory_equal(
				before.wait_s, f->forecasts[0].wait_s, sizeof before.wait_s);
		for (size_t p = 0; p < 2 * n; p++) {
			hall_fixture_ticket(f, probes[p].service, probes[p].key_s);
			forecast(f);
			const struct forecast *real = &f->forecasts[--f->hall.waiting_count];
			assert_int_equal(real->reachable, answers[p].reachable);
			assert_memory_equal(real->wait_s, answers[p].wait_s, sizeof real->wait_s);
		}
		hall_fixture_free(f);
	}
}

/* Within a service nobody is foreseen before somebody with a smaller queue time, in any replicate.
 */
static void test_line_keeps_its_order(void **state) {
	(void)state;
	for (int i = 0; i < 40; i++) {
		struct hall_fixture *f = random_hall();
		forecast(f);
		size_t n = f->hall.waiting_count;
		for (size_t a = 0; a < n; a++)
			for (size_t b = 0; b < n; b++) {
				if (f->waiting[a].service != f->waiting[b].service ||
					f->waiting[a].key_s >= f->waiting[b].key_s)
					continue;
				for (int r = 0; r < FORECAST_REPLICATES; r++)
					assert_true(f->forecasts[a].wait_s[r] <=
						    f->forecasts[b].wait_s[r]);
			}
		hall_fixture_free(f);
	}
}

/* One more person ahead never shortens a wait. */
static void test_longer_line_longer_wait(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_busy(f, 0);
	hall_fixture_busy(f, 300);
	f->hall.waiting_count = 1;
	f->waiting[0] = (struct hall_ticket){1, 0, 28800};
	struct forecast before;
	forecast(f);
	for (int i = 0; i < 30; i++) {
		before = f->forecasts[0];
		hall_fixture_ticket(f, 0, 28000 + i);
		forecast(f);
		for (int r = 0; r < FORECAST_REPLICATES; r++)
			assert_true(f->forecasts[0].wait_s[r] >= before.wait_s[r]);
	}
	hall_fixture_free(f);
}

/* A counter with nobody of its own takes the phantoms and keeps them off the other one's line. */
static void test_ready_counter_takes_phantoms(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(2);
	hall_fixture_busy(f, 0); /* service 0 */
	f->counters[0].serves_count = 2;
	f->serves[0][1].service = 1;
	f->services[1].mean_s = 200;
	for (uint32_t i = 0; i < 3; i++)
		f->recent[i] = (struct hall_issue){100 + i, 1, 28000 + 200 * i, 3600};
	f->hall.first_issue_s = 27000;
	hall_fixture_people(f, 6);
	double alone = hall_fixture_last_mean(f);
	f->hall.recent_count = 3;
	double disturbed = hall_fixture_last_mean(f);
	hall_fixture_counter(f, 1, 1);
	double helped = hall_fixture_last_mean(f);
	assert_true(disturbed > alone * 1.2);
	assert_true(helped < disturbed && helped < alone * 1.15);
	hall_fixture_free(f);
}

/* Who had a head start in the last hour comes again; without one, or long ago, he does not. */
static void test_recent(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_busy(f, 0);
	hall_fixture_people(f, 6);
	double alone = hall_fixture_last_mean(f);
	f->hall.first_issue_s = f->hall.now_s - 7200;
	f->hall.recent_count = 1;
	f->recent[0] = (struct hall_issue){77, 0, f->hall.now_s - 1000, 0};
	assert_true(hall_fixture_last_mean(f) == alone);
	f->recent[0] = (struct hall_issue){77, 0, f->hall.now_s - 3700, 3600};
	assert_true(hall_fixture_last_mean(f) == alone);
	f->recent[0] = (struct hall_issue){77, 0, f->hall.now_s - 1000, 3600};
	double hourly = hall_fixture_last_mean(f);
	assert_true(hourly > alone + 300); /* one an hour, waits of about an hour */
	f->hall.first_issue_s = f->hall.now_s - 1000;
	assert_true(hall_fixture_last_mean(f) > hourly + 300); /* one in 1000 s */
	hall_fixture_free(f);
}

/* A booked appointment passes when it comes in time, and is given up after its grace. */
static void test_booked(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_busy(f, 0);
	hall_fixture_people(f, 4);
	double alone = hall_fixture_last_mean(f);
	f->hall.booked_count = 1;
	f->booked[0] = (struct hall_booking){5, 0, f->hall.now_s + 600, 2700};
	assert_true(hall_fixture_last_mean(f) > alone + 300);
	f->booked[0].slot_s = f->hall.now_s - 900;
	assert_true(hall_fixture_last_mean(f) > alone + 300);
	f->booked[0].slot_s = f->hall.now_s - 901;
	assert_true(hall_fixture_last_mean(f) == alone);
	f->booked[0].slot_s = f->hall.now_s + 4 * 3600;
	assert_true(hall_fixture_last_mean(f) == alone);
	hall_fixture_free(f);
}

/* When most people are away, the line moves at the pace of absences. */
static void test_absences(void **state) {
	(void)state;
	struct hall_fixture *f = hall_fixture_new(1);
	hall_fixture_counter(f, 0, 0);
	hall_fixture_people(f, 11);
	f->hall.learn.calls = 10000;
	f->hall.learn.misses = 9000;
	f->hall.learn.absent_s = 9000 * 45;
	double p = learn_no_show(&f->hall.learn), a = learn_absence(&f->hall.learn);
	double wait_s = hall_fixture_last_mean(f);
	assert_true(wait_s > 10 * p * a && wait_s < 10 * (p * a + (1 - p) * 900));
	hall_fixture_free(f);
}

int main(void) {
	const char *given = getenv("SEED");
	seed = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
	print_message("SEED=%llu\n", (unsigned long long)seed);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_handicap),
		cmocka_unit_test(test_help_ends),
		cmocka_unit_test(test_smallest_key_first),
		cmocka_unit_test(test_same_hall_same_answer),
		cmocka_unit_test(test_order_of_input),
		cmocka_unit_test(test_probe_is_the_next_ticket),
		cmocka_unit_test(test_line_keeps_its_order),
		cmocka_unit_test(test_longer_line_longer_wait),
		cmocka_unit_test(test_ready_counter_takes_phantoms),
		cmocka_unit_test(test_recent),
		cmocka_unit_test(test_booked),
		cmocka_unit_test(test_absences),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
