/*
 * Estimate in a hall: ten days of an office on a virtual clock, with lognormal durations, clerks of
 * different speed, wrongly configured means and people with priority. What was announced at issue
 * is held against what came. The seed is printed; SEED=n plays the same days again.
 *
 * links: server/estimate.c server/forecast.c server/line.c server/phantom.c server/presence.c
 * server/duration.c server/stay.c server/strata.c server/learn.c common/mem.c
 */
#include "server/estimate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { DAYS = 10, SERVICES = 5, COUNTERS = 4, TICKETS = 400, HEAD_START = 3600 };

static const double means_s[SERVICES] = {300, 900, 600, 240, 1080};
static const struct hall_opening plan[1] = {{27000, 61200}}; /* 07:30-17:00 */
static const int64_t last_arrival_s = 54000;
static const int64_t idle = INT64_MAX;

struct visitor {
	int64_t issued_s;
	int64_t key_s;
	size_t service;
	bool waiting;
	bool announced;
	double mid_s;
	struct estimate_window window;
	double simple_s; /* waiting x mean / counters, as simple systems say */
};

struct desk {
	struct visitor *visitor; /* NULL: idle */
	int64_t since_s;
	int64_t until_s;
	double speed;
};

struct score {
	int count, held, late, early;
	double error_s, simple_error_s, wait_s;
};

struct office {
	int64_t now_s;
	struct learn learn;
	struct hall_service services[SERVICES];
	struct hall_serves serves[COUNTERS][SERVICES];
	size_t serves_count[COUNTERS];
	struct desk desks[COUNTERS];
	struct visitor visitors[TICKETS];
	size_t count;
	double duration_sum_s; /* for the simple answer: the mean of what was seen so far */
	double duration_n;
	struct score score;
};

static uint64_t seed;

/* A number in (0, 1). */
static double dice(void) {
	seed = seed * 6364136223846793005 + 1442695040888963407;
	return ((double)(seed >> 33) + 0.5) / 2147483648.0;
}

static double normal(void) {
	return sqrt(-2 * log(dice())) * cos(2 * acos(-1) * dice());
}

static double lognormal(double mean, double sigma) {
	return mean * exp(sigma * normal() - sigma * sigma / 2);
}

/* All counters serve the first services; the last two have a counter each and a helper. */
static void set_up(struct office *office) {
	*office = (struct office){0};
	learn_init(&office->learn);
	for (size_t s = 0; s < SERVICES; s++) {
		double typed = means_s[s] * exp(0.7 * dice() - 0.35);
		office->services[s].mean_s = 60 * fmax(1, round(typed / 60));
	}
	for (size_t c = 0; c < COUNTERS; c++) {
		struct hall_serves *serves = office->serves[c];
		size_t n = 0;
		for (size_t s = 0; s < 3; s++)
			serves[n++] = (struct hall_serves){s, 0, 0};
		if (c < 2)
			serves[n++] = (struct hall_serves){3, c == 0 ? 0 : 300, 0};
		else
			serves[n++] = (struct hall_serves){4, c == 2 ? 0 : 600, 0};
		office->serves_count[c] = n;
	}
	office->duration_sum_s = 5 * 600;
	office->duration_n = 5;
}

static void view_counters(const struct office *office, struct hall_counter *counters) {
	for (size_t c = 0; c < COUNTERS; c++) {
		const struct desk *desk = &office->desks[c];
		counters[c] = (struct hall_counter){
			.state = desk->visitor ? HALL_BUSY : HALL_IDLE,
			.away_since_s = HALL_NO_TIME,
			.back_s = HALL_NO_TIME,
			.openings = plan,
			.opening_count = 1,
			.serves = office->serves[c],
			.serves_count = office->serves_count[c],
		};
		if (!desk->visitor)
			continue;
		counters[c].busy_seq = (uint32_t)(desk->visitor - office->visitors) + 1;
		counters[c].busy_service = desk->visitor->service;
		counters[c].busy_since_s = desk->since_s;
	}
}

/* What the newest visitor is told. */
static void announce(struct office *office) {
	struct hall_counter counters[COUNTERS];
	struct hall_ticket waiting[TICKETS];
	struct hall_issue recent[TICKETS];
	struct estimate estimates[TICKETS];
	struct hall hall = {
		.now_s = office->now_s,
		.first_issue_s = office->visitors[0].issued_s,
		.learn = office->learn,
		.services = office->services,
		.service_count = SERVICES,
		.counters = counters,
		.counter_count = COUNTERS,
		.waiting = waiting,
		.recent = recent,
	};
	view_counters(office, counters);
	for (size_t i = 0; i < office->count; i++) {
		const struct visitor *v = &office->visitors[i];
		uint32_t seq = (uint32_t)i + 1;
		if (v->waiting)
			waiting[hall.waiting_count++] =
				(struct hall_ticket){seq, v->service, v->key_s};
		if (v->key_s < v->issued_s)
			recent[hall.recent_count++] = (struct hall_issue){
				seq, v->service, v->issued_s, v->issued_s - v->key_s};
	}
	estimate_all(&hall, NULL, 0, estimates, NULL);
	struct visitor *newest = &office->visitors[office->count - 1];
	const struct estimate *e = &estimates[hall.waiting_count - 1];
	assert_true(e->known);
	newest->announced = true;
	newest->mid_s = e->mid_s;
	newest->window = estimate_window(e->low_s, e->high_s);
	newest->simple_s = (double)(hall.waiting_count - 1) *
			   (office->duration_sum_s / office->duration_n) / COUNTERS;
}

static void judge(struct office *office, const struct visitor *v) {
	struct score *score = &office->score;
	double wait_s = (double)(office->now_s - v->issued_s);
	score->count++;
	score->late += wait_s > v->window.to_s;
	score->early += wait_s < v->window.from_s;
	score->held += v->window.from_s <= wait_s && wait_s <= v->window.to_s;
	score->error_s += fabs(wait_s - v->mid_s);
	score->simple_error_s += fabs(wait_s - v->simple_s);
	score->wait_s += wait_s;
	learn_window(&office->learn, wait_s, v->mid_s, v->window.from_s, v->window.to_s);
}

/* The counter calls the smallest queue time it can serve, by the same rule as the product. */
static void call_next(struct office *office, size_t c) {
	struct desk *desk = &office->desks[c];
	struct visitor *best = NULL;
	int64_t best_key = INT64_MAX;
	for (size_t i = 0; i < office->count; i++) {
		struct visitor *v = &office->visitors[i];
		for (size_t s = 0; v->waiting && s < office->serves_count[c]; s++) {
			const struct hall_serves *serves = &office->serves[c][s];
			if (serves->service == v->service &&
				v->key_s + serves->handicap_s < best_key) {
				best = v;
				best_key = v->key_s + serves->handicap_s;
			}
		}
	}
	desk->visitor = best;
	desk->until_s = idle;
	if (!best)
		return;
	best->waiting = false;
	learn_call(&office->learn);
	if (best->announced)
		judge(office, best);
	double duration = 20 + lognormal(means_s[best->service], 0.6) * desk->speed;
	desk->since_s = office->now_s;
	desk->until_s = office->now_s + (int64_t)fmax(duration, 30);
}

static void finish(struct office *office, size_t c) {
	struct desk *desk = &office->desks[c];
	struct hall_service *service = &office->services[desk->visitor->service];
	double duration = (double)(office->now_s - desk->since_s);
	learn_finish(&office->learn, &service->learned, service->mean_s, duration, office->now_s);
	office->duration_sum_s += duration;
	office->duration_n += 1;
	call_next(office, c);
}

static void arrive(struct office *office) {
	assert_true(office->count < TICKETS);
	struct visitor *v = &office->visitors[office->count++];
	int64_t head_start = dice() < 0.1 ? HEAD_START : 0;
	*v = (struct visitor){
		.issued_s = office->now_s,
		.key_s = office->now_s - head_start,
		.service = (size_t)(dice() * SERVICES),
		.waiting = true,
	};
	for (size_t c = 0; c < COUNTERS && v->waiting; c++)
		if (!office->desks[c].visitor)
			call_next(office, c);
	if (v->waiting)
		announce(office);
}

/* The next of the arrival and the counters; COUNTERS = the arrival. */
static size_t next_event(const struct office *office, int64_t arrival_s) {
	size_t next = COUNTERS;
	int64_t soonest = arrival_s;
	for (size_t c = 0; c < COUNTERS; c++)
		if (office->desks[c].until_s < soonest) {
			soonest = office->desks[c].until_s;
			next = c;
		}
	return next;
}

/* A morning rush and a calmer afternoon. */
static int64_t next_arrival(int64_t now_s) {
	double gap_s = now_s < 36000 ? 150 : 260;
	int64_t at_s = now_s + 1 + (int64_t)(-gap_s * log(dice()));
	return at_s < last_arrival_s ? at_s : INT64_MAX;
}

static void play_day(struct office *office) {
	learn_new_day(&office->learn);
	office->count = 0;
	double of_day = exp(0.1 * normal());
	for (size_t c = 0; c < COUNTERS; c++)
		office->desks[c] =
			(struct desk){.until_s = idle, .speed = of_day * exp(0.15 * normal())};
	int64_t arrival_s = next_arrival(27000);
	for (;;) {
		size_t c = next_event(office, arrival_s);
		office->now_s = c == COUNTERS ? arrival_s : office->desks[c].until_s;
		if (office->now_s == INT64_MAX)
			return;
		if (c < COUNTERS) {
			finish(office, c);
		} else {
			arrive(office);
			arrival_s = next_arrival(office->now_s);
		}
	}
}

static void test_ten_days(void **state) {
	(void)state;
	static struct office office;
	set_up(&office);
	for (int day = 0; day < DAYS; day++)
		play_day(&office);
	const struct score *s = &office.score;
	double n = s->count;
	print_message(
		"  %d announced, mean wait %.1f min: held %.1f %%, late %.1f %%, early %.1f %%\n",
		s->count, s->wait_s / n / 60, 100 * s->held / n, 100 * s->late / n,
		100 * s->early / n);
	print_message("  mean error %.1f min, waiting x mean / counters: %.1f min\n",
		s->error_s / n / 60, s->simple_error_s / n / 60);
	assert_true(s->count > 300);
	assert_true(s->held >= 0.75 * n);
	assert_true(s->error_s < s->simple_error_s);
}

int main(void) {
	const char *given = getenv("SEED");
	seed = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
	print_message("SEED=%llu\n", (unsigned long long)seed);
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_ten_days)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
