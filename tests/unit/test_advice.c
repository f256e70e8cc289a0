/*
 * advice: what is advised helps, also with other draws, harms nobody much, is the same for the same
 * hall, and stays while it helps.
 *
 * Random halls are drawn with a seed that is printed (SEED=).
 * links: server/advice.c server/estimate.c server/forecast.c server/line.c server/phantom.c
 * server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c common/mem.c
 * tests/unit/hall_fixture.c
 */
#include "common/mem.h"
#include "server/advice.h"
#include "tests/unit/hall_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { HOUR_S = 3600, OWN_FIRST_S = 8 * HOUR_S, OPTIONS_MAX = 128, HALLS = 150 };

/* Two services with targets of 15 minutes; those of the first have waited for 20. */
struct case_fixture {
	struct hall_fixture *hall;
	struct advice_service services[FIXTURE_SERVICES];
	struct advice_option options[OPTIONS_MAX], shown;
	struct advice_case question;
	struct advice found;
};

static struct case_fixture *case_new(size_t service_count) {
	struct case_fixture *f = mem_alloc(1, sizeof *f);
	f->hall = hall_fixture_new(service_count);
	for (size_t i = 0; i < service_count; i++)
		f->services[i] = (struct advice_service){900, -1};
	f->question = (struct advice_case){.hall = &f->hall->hall,
		.services = f->services,
		.handicap_s = OWN_FIRST_S,
		.options = f->options};
	return f;
}

static void case_free(struct case_fixture *f) {
	hall_fixture_free(f->hall);
	mem_free(f);
}

/* So many people who came one after the other, the first a while ago. */
static void people(struct case_fixture *f, size_t service, int count, int64_t oldest_s) {
	int64_t now_s = f->hall->hall.now_s;
	for (int i = 0; i < count; i++)
		hall_fixture_ticket(f->hall, service, now_s - oldest_s * (count - i) / count);
	f->services[service].oldest_s = oldest_s;
}

static void option(struct case_fixture *f, enum advice_kind kind, size_t counter, size_t service) {
	f->options[f->question.option_count++] =
		(struct advice_option){kind, counter, service, HOUR_S};
}

static void shut(struct case_fixture *f, size_t counter) {
	f->hall->counters[counter].state = HALL_CLOSED;
}

static bool find(struct case_fixture *f) {
	memset(&f->found, 0, sizeof f->found);
	return advice_find(&f->question, &f->found);
}

/* Counter 0 has more than it can do, counter 1 little. */
static struct case_fixture *lopsided(void) {
	struct case_fixture *f = case_new(2);
	hall_fixture_counter(f->hall, 0, 0);
	hall_fixture_counter(f->hall, 1, 1);
	people(f, 0, 8, 1200);
	option(f, ADVICE_HELP, 1, 0);
	return f;
}

static void the_idle_one_helps(void **state) {
	(void)state;
	struct case_fixture *f = lopsided();
	assert_true(find(f));
	assert_int_equal(f->found.option.kind, ADVICE_HELP);
	assert_int_equal(f->found.option.counter, 1);
	assert_int_equal(f->found.service, 0);
	assert_true(f->found.over[0] && !f->found.over[1]);
	assert_true(f->found.after[0].mid_s < f->found.before[0].mid_s * 0.7);
	case_free(f);
}

/* Below the target, without one, or with nobody there is nothing to advise. */
static void only_over_a_target_with_people(void **state) {
	(void)state;
	struct case_fixture *f = lopsided();
	f->services[0].target_s = 0;
	assert_false(find(f));
	f->services[0] = (struct advice_service){4 * HOUR_S, 1200};
	assert_false(find(f));
	f->services[0] = (struct advice_service){900, -1};
	assert_false(find(f));
	f->services[0] = (struct advice_service){900, 60}; /* not yet, but whoever comes now will */
	assert_true(find(f));
	f->question.option_count = 0;
	assert_false(find(f));
	case_free(f);
}

/* Who has enough to do is not asked to help. */
static void not_at_the_cost_of_others(void **state) {
	(void)state;
	struct case_fixture *f = lopsided();
	people(f, 1, 8, 1100);
	assert_false(find(f));
	case_free(f);
}

static void a_closed_counter_is_opened(void **state) {
	(void)state;
	struct case_fixture *f = case_new(1);
	hall_fixture_counter(f->hall, 0, 0);
	hall_fixture_counter(f->hall, 0, 0);
	shut(f, 1);
	people(f, 0, 8, 1200);
	option(f, ADVICE_OPEN, 1, 0);
	assert_true(find(f));
	assert_int_equal(f->found.option.kind, ADVICE_OPEN);
	assert_true(f->found.after[0].mid_s < f->found.before[0].mid_s);
	case_free(f);
}

/* Nobody is there for them: any end is better than none. */
static void a_service_without_a_counter_gets_one(void **state) {
	(void)state;
	struct case_fixture *f = case_new(1);
	hall_fixture_counter(f->hall, 0, 0);
	shut(f, 0);
	people(f, 0, 1, 60);
	option(f, ADVICE_OPEN, 0, 0);
	assert_true(find(f));
	assert_false(f->found.before[0].known);
	assert_true(f->found.after[0].known);
	case_free(f);
}

/* A counter that is there already is asked before somebody has to come. */
static void helping_before_opening(void **state) {
	(void)state;
	struct case_fixture *f = lopsided();
	hall_fixture_counter(f->hall, 0, 0);
	shut(f, 2);
	option(f, ADVICE_OPEN, 2, 0);
	assert_true(find(f));
	assert_int_equal(f->found.option.kind, ADVICE_HELP);
	case_free(f);
}

/* What would not be advised anew stays while it is shown, and goes when it is no use. */
static void what_is_shown_stays(void **state) {
	(void)state;
	struct case_fixture *f = lopsided();
	f->services[0].target_s = 1300; /* the oldest has waited for 1200 */
	f->hall->hall.waiting_count = 2;
	f->shown = f->options[0];
	assert_false(find(f));
	f->question.shown = &f->shown;
	assert_true(find(f));
	f->services[0].target_s = 1700;
	assert_false(find(f));
	case_free(f);
}

/* Another has to be clearly better than what is shown. */
static void what_is_shown_is_not_swapped(void **state) {
	(void)state;
	struct case_fixture *f = lopsided();
	hall_fixture_counter(f->hall, 1, 1);
	option(f, ADVICE_HELP, 2, 0);
	for (size_t i = 0; i < 2; i++) {
		f->shown = f->options[i];
		f->question.shown = &f->shown;
		assert_true(find(f));
		assert_int_equal(f->found.option.counter, f->shown.counter);
	}
	case_free(f);
}

static unsigned seed;

static unsigned dice(unsigned sides) {
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % sides;
}

static struct case_fixture *random_case(void) {
	size_t services = 1 + dice(5), counters = 1 + dice(6);
	struct case_fixture *f = case_new(services);
	for (size_t c = 0; c < counters; c++) {
		size_t first = dice((unsigned)services);
		hall_fixture_counter(f->hall, first, first);
		bool closed = !dice(3);
		if (closed)
			shut(f, c);
		if (closed)
			option(f, ADVICE_OPEN, c, 0);
		for (size_t s = 0; !closed && s < services; s++)
			option(f, ADVICE_HELP, c, s);
	}
	for (size_t s = 0; s < services; s++)
		if (dice(3))
			people(f, s, 1 + (int)dice(12), 60 + dice(2400));
	return f;
}

/* The hall with what was advised, by the words of advice.h alone. */
static void take_up(struct hall_fixture *h, const struct advice_option *o) {
	struct hall_counter *c = &h->counters[o->counter];
	if (o->kind == ADVICE_OPEN)
		c->back_s = h->hall.now_s + 300;
	else
		h->serves[o->counter][c->serves_count++] =
			(struct hall_serves){o->service, OWN_FIRST_S, o->for_s};
}

static double mid_s(const struct estimate *e) {
	return e->known && e->mid_s < 7200 ? e->mid_s : 7200;
}

/* What all who wait wait in sum; nobody is worse off than is allowed. */
static double sum_s(struct hall_fixture *h, const double *before, double *waits) {
	double sum = 0;
	estimate_all(&h->hall, NULL, 0, h->estimates, NULL);
	for (size_t i = 0; i < h->hall.waiting_count; i++) {
		waits[i] = mid_s(&h->estimates[i]);
		sum += waits[i];
		if (before)
			assert_true(waits[i] <= before[i] + ADVICE_WORSE_TICKET_S);
	}
	return sum;
}

static void assert_services(const struct case_fixture *f) {
	const struct advice *a = &f->found;
	double before_s = mid_s(&a->before[a->service]), after_s = mid_s(&a->after[a->service]);
	assert_true(a->over[a->service] && f->services[a->service].oldest_s >= 0);
	assert_true(before_s - after_s >= ADVICE_CLEAR_S);
	assert_true(before_s - after_s >= before_s * ADVICE_CLEAR_PERCENT / 100);
	for (size_t i = 0; i < f->hall->hall.service_count; i++) {
		before_s = mid_s(&a->before[i]);
		after_s = mid_s(&a->after[i]);
		assert_true(after_s <= before_s + ADVICE_WORSE_SERVICE_S || after_s <= 900);
	}
}

/* Other people with other draws: the sum of their waits is smaller, too. */
static double other_draws_gain_s(struct case_fixture *f) {
	double waits[FIXTURE_TICKETS];
	struct hall_fixture *h = mem_alloc(1, sizeof *h);
	struct hall_counter *c = f->hall->counters;
	double gain = 0;
	for (uint32_t other = 1; other <= 4; other++) {
		for (size_t i = 0; i < f->hall->hall.waiting_count; i++)
			f->hall->waiting[i].seq += 1000;
		gain += sum_s(f->hall, NULL, waits);
		struct hall_counter kept = c[f->found.option.counter];
		take_up(f->hall, &f->found.option);
		gain -= sum_s(f->hall, NULL, waits);
		c[f->found.option.counter] = kept;
	}
	mem_free(h);
	return gain;
}

static void assert_good(struct case_fixture *f) {
	static double before[FIXTURE_TICKETS], after[FIXTURE_TICKETS];
	struct hall_counter kept = f->hall->counters[f->found.option.counter];
	double before_s = sum_s(f->hall, NULL, before);
	take_up(f->hall, &f->found.option);
	assert_true(sum_s(f->hall, before, after) <= before_s);
	f->hall->counters[f->found.option.counter] = kept;
	assert_services(f);
	assert_true(other_draws_gain_s(f) >= 0);
}

static void assert_same_again(struct case_fixture *f) {
	struct advice first = f->found;
	assert_true(find(f));
	assert_true(advice_same(&first.option, &f->found.option));
	assert_int_equal(first.service, f->found.service);
	for (size_t i = 0; i < f->hall->hall.service_count; i++) {
		assert_true(first.before[i].mid_s == f->found.before[i].mid_s);
		assert_true(first.after[i].mid_s == f->found.after[i].mid_s);
	}
}

static void random_halls(void **state) {
	(void)state;
	const char *said = getenv("SEED");
	int found = 0;
	seed = said ? (unsigned)strtoul(said, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	for (int i = 0; i < HALLS; i++) {
		struct case_fixture *f = random_case();
		if (find(f)) {
			assert_same_again(f);
			assert_good(f);
			found++;
		}
		case_free(f);
	}
	assert_in_range(found, HALLS / 10, HALLS);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_idle_one_helps),
		cmocka_unit_test(only_over_a_target_with_people),
		cmocka_unit_test(not_at_the_cost_of_others),
		cmocka_unit_test(a_closed_counter_is_opened),
		cmocka_unit_test(a_service_without_a_counter_gets_one),
		cmocka_unit_test(helping_before_opening),
		cmocka_unit_test(what_is_shown_stays),
		cmocka_unit_test(what_is_shown_is_not_swapped),
		cmocka_unit_test(random_halls),
	};
	return cmocka_run_group_tests_name("advice", tests, NULL, NULL);
}
