#include "server/advice.h"

#include "common/mem.h"

#include <math.h>
#include <string.h>

static const double unserved_s = 7200;    /* what a wait counts that has no end */
static const double walk_s = 300;         /* until somebody sits at a counter that is opened */
static const double open_worth = 1 / 1.5; /* opening costs a person, helping does not */
static const double better_by = 1.5;      /* to take the place of what is shown */
static const double shown_share = 0.5;    /* of a clear gain is enough for what is shown */
static const double shown_target = 0.8;   /* and this share of the target counts as over it */

enum { OPENINGS_MAX = 16 };

/* What a hall means for those in it and for somebody who came now. */
struct look {
	struct estimate *waiting;
	struct estimate fresh[SERVICES_MAX];
};

/* A hall with one thing changed. */
struct trial {
	struct hall hall;
	struct hall_counter counters[COUNTERS_MAX];
	struct hall_serves serves[SERVICES_MAX];
	struct hall_opening openings[OPENINGS_MAX];
};

struct search {
	const struct advice_case *c;
	struct look before, after;
	bool over[SERVICES_MAX];
	struct advice *best;
	double best_score;
};

static double wait_s(const struct estimate *e) {
	return e->known ? fmin(e->mid_s, unserved_s) : unserved_s;
}

static void look_at(const struct hall *hall, struct look *l) {
	struct hall_ticket probes[SERVICES_MAX];
	for (size_t i = 0; i < hall->service_count; i++)
		probes[i] = (struct hall_ticket){0, i, hall->now_s};
	estimate_all(hall, probes, hall->service_count, l->waiting, l->fresh);
}

/* People wait there, too long already or too long from now. */
static bool is_over(const struct advice_case *c, const struct look *l, size_t s, double share) {
	const struct advice_service *service = &c->services[s];
	double target_s = (double)service->target_s * share;
	return service->target_s > 0 && service->oldest_s >= 0 &&
	       ((double)service->oldest_s > target_s || wait_s(&l->fresh[s]) > target_s);
}

/* The counter is opened now and closes when the time is over; its plan goes on after that. */
static void open_counter(struct trial *t, const struct advice_option *o) {
	struct hall_counter *counter = &t->counters[o->counter];
	const struct hall_opening *plan = counter->openings;
	int64_t now_s = t->hall.now_s, end_s = now_s + o->for_s;
	size_t n = 0;
	t->openings[n++] = (struct hall_opening){now_s, end_s};
	for (size_t i = 0; i < counter->opening_count && n < OPENINGS_MAX; i++)
		if (plan[i].from_s >= end_s)
			t->openings[n++] = plan[i];
	counter->state = HALL_CLOSED;
	counter->back_s = now_s + (int64_t)walk_s;
	counter->openings = t->openings;
	counter->opening_count = n;
}

static void help(struct trial *t, const struct advice_option *o, int64_t handicap_s) {
	struct hall_counter *counter = &t->counters[o->counter];
	size_t n = counter->serves_count;
	memcpy(t->serves, counter->serves, n * sizeof *t->serves);
	t->serves[n] = (struct hall_serves){o->service, handicap_s, o->for_s};
	counter->serves = t->serves;
	counter->serves_count = n + 1;
}

static void put_into(struct trial *t, const struct advice_case *c, const struct advice_option *o) {
	t->hall = *c->hall;
	memcpy(t->counters, c->hall->counters, c->hall->counter_count * sizeof *t->counters);
	t->hall.counters = t->counters;
	if (o->kind == ADVICE_OPEN)
		open_counter(t, o);
	else
		help(t, o, c->handicap_s);
}

static bool serves(const struct hall_counter *counter, size_t service) {
	for (size_t i = 0; i < counter->serves_count; i++)
		if (counter->serves[i].service == service)
			return true;
	return false;
}

/* Whether it does anything for a service that is over its target. */
static bool may_ease(const struct search *s, const struct advice_option *o) {
	const struct hall_counter *counter = &s->c->hall->counters[o->counter];
	if (o->kind == ADVICE_HELP)
		return s->over[o->service] && !serves(counter, o->service);
	for (size_t i = 0; i < s->c->hall->service_count; i++)
		if (s->over[i] && serves(counter, i))
			return true;
	return false;
}

static double gain_s(const struct search *s, size_t service) {
	return wait_s(&s->before.fresh[service]) - wait_s(&s->after.fresh[service]);
}

/* Somebody would pay too much for it, or all together those who wait. */
static bool harms(const struct search *s) {
	const struct hall *hall = s->c->hall;
	double saved = 0;
	for (size_t i = 0; i < hall->waiting_count; i++) {
		double gain = wait_s(&s->before.waiting[i]) - wait_s(&s->after.waiting[i]);
		saved += gain;
		if (-gain > ADVICE_WORSE_TICKET_S)
			return true;
	}
	for (size_t i = 0; i < hall->service_count; i++) {
		double target_s = (double)s->c->services[i].target_s;
		double least_s = target_s > 0 ? target_s : unserved_s;
		if (-gain_s(s, i) > ADVICE_WORSE_SERVICE_S && wait_s(&s->after.fresh[i]) > least_s)
			return true;
	}
	return saved < 0;
}

/* The service over its target that gains most, if that is clear; `service_count`: none. */
static size_t eased(const struct search *s, double share) {
	size_t count = s->c->hall->service_count, best = count;
	for (size_t i = 0; i < count; i++) {
		double before_s = wait_s(&s->before.fresh[i]);
		double clear_s = fmax(ADVICE_CLEAR_S, before_s * ADVICE_CLEAR_PERCENT / 100);
		if (s->over[i] && gain_s(s, i) >= clear_s * share &&
			(best == count || gain_s(s, i) > gain_s(s, best)))
			best = i;
	}
	return best;
}

/* All that is saved, of those who wait and of one more in each service where somebody does. */
static double saved_s(const struct search *s) {
	double saved = 0;
	for (size_t i = 0; i < s->c->hall->waiting_count; i++)
		saved += wait_s(&s->before.waiting[i]) - wait_s(&s->after.waiting[i]);
	for (size_t i = 0; i < s->c->hall->service_count; i++)
		saved += s->c->services[i].oldest_s >= 0 ? gain_s(s, i) : 0;
	return saved;
}

bool advice_same(const struct advice_option *a, const struct advice_option *b) {
	return a->kind == b->kind && a->counter == b->counter &&
	       (a->kind == ADVICE_OPEN || a->service == b->service);
}

/* Tries an option out; it is the best if it is better than those before. */
static void consider(struct search *s, const struct advice_option *o) {
	bool is_shown = s->c->shown && advice_same(s->c->shown, o);
	struct trial *t = mem_alloc(1, sizeof *t);
	put_into(t, s->c, o);
	look_at(&t->hall, &s->after);
	mem_free(t);
	size_t service = eased(s, is_shown ? shown_share : 1);
	double score =
		saved_s(s) * (o->kind == ADVICE_OPEN ? open_worth : 1) * (is_shown ? better_by : 1);
	if (service == s->c->hall->service_count || harms(s) || score <= s->best_score)
		return;
	s->best_score = score;
	*s->best = (struct advice){.option = *o, .service = service};
	memcpy(s->best->over, s->over, sizeof s->over);
	memcpy(s->best->before, s->before.fresh, sizeof s->before.fresh);
	memcpy(s->best->after, s->after.fresh, sizeof s->after.fresh);
}

bool advice_find(const struct advice_case *c, struct advice *advice) {
	struct search s = {.c = c, .best = advice};
	bool any = false;
	for (size_t i = 0; i < c->hall->service_count; i++)
		any = any || (c->services[i].target_s > 0 && c->services[i].oldest_s >= 0);
	if (!any || !c->option_count)
		return false;
	s.before.waiting = mem_alloc(c->hall->waiting_count, sizeof *s.before.waiting);
	s.after.waiting = mem_alloc(c->hall->waiting_count, sizeof *s.after.waiting);
	look_at(c->hall, &s.before);
	for (size_t i = 0; i < c->hall->service_count; i++)
		s.over[i] = is_over(c, &s.before, i, c->shown ? shown_target : 1);
	for (size_t i = 0; i < c->option_count; i++)
		if (may_ease(&s, &c->options[i]))
			consider(&s, &c->options[i]);
	mem_free(s.before.waiting);
	mem_free(s.after.waiting);
	return s.best_score > 0;
}
