#include "server/presence.h"

#include <math.h>
#include <string.h>

#include "common/mem.h"

static const double overtime_s = 900;     /* how long an open counter goes on past its plan */
static const double soonest_back_s = 120; /* a typed return time that has come or passed */
static const double late_opening_s = 300;
static const double shortest_break_s = 600;

static double typed_return(const struct hall_counter *counter, int64_t now_s) {
	return fmax((double)(counter->back_s - now_s), soonest_back_s);
}

/* The counter's break, without a typed return: the planned opening around now decides. */
static double expected_return(const struct hall_counter *counter, int64_t now_s) {
	for (size_t i = 0; i < counter->opening_count; i++) {
		const struct hall_opening *opening = &counter->openings[i];
		if (opening->to_s <= now_s)
			continue;
		if (opening->from_s > now_s)
			return (double)(opening->from_s - now_s);
		if (counter->away_since_s < opening->from_s) /* also HALL_NO_TIME */
			return late_opening_s;
		double away = (double)(now_s - counter->away_since_s);
		double back = fmax(shortest_break_s, away);
		if (i + 1 < counter->opening_count)
			back = fmin(back, (double)(opening[1].from_s - now_s));
		return back;
	}
	return INFINITY;
}

static double start_of(const struct hall_counter *counter, int64_t now_s) {
	if (counter->state != HALL_CLOSED)
		return 0;
	if (counter->back_s != HALL_NO_TIME)
		return typed_return(counter, now_s);
	return expected_return(counter, now_s);
}

static void add_span(struct presence *presence, double from_s, double to_s) {
	presence->spans[presence->count++] = (struct presence_span){from_s, to_s};
}

/* A clerk who is there (or said when) outside the plan: before the day's first opening he stays
 * until it begins, after an opening has ended he goes on for a while, without a plan he stays. */
static void add_unplanned(
	struct presence *presence, const struct hall_counter *counter, int64_t now_s) {
	double start = presence->start_s;
	double until = INFINITY;
	for (size_t i = 0; i < counter->opening_count; i++) {
		double from = (double)(counter->openings[i].from_s - now_s);
		double to = (double)(counter->openings[i].to_s - now_s);
		if (from <= start && start < to)
			return;
		if (from > start && i == 0)
			until = from;
		else if (to <= start)
			until = start + overtime_s;
	}
	add_span(presence, start, until);
}

void presence_init(struct presence *presence, const struct hall_counter *counter, int64_t now_s) {
	presence->spans = mem_alloc(counter->opening_count + 1, sizeof *presence->spans);
	presence->count = 0;
	presence->start_s = start_of(counter, now_s);
	if (counter->state != HALL_CLOSED || counter->back_s != HALL_NO_TIME)
		add_unplanned(presence, counter, now_s);
	for (size_t i = 0; i < counter->opening_count; i++)
		add_span(presence, (double)(counter->openings[i].from_s - now_s),
			(double)(counter->openings[i].to_s - now_s));
}

void presence_clear(struct presence *presence) {
	mem_free(presence->spans);
	memset(presence, 0, sizeof *presence);
}

double presence_next(const struct presence *presence, double t) {
	double next = INFINITY;
	for (size_t i = 0; i < presence->count; i++) {
		const struct presence_span *span = &presence->spans[i];
		if (t < span->to_s)
			next = fmin(next, fmax(t, span->from_s));
	}
	return next;
}

double presence_until(const struct presence *presence, double t) {
	double until = t;
	for (size_t i = 0; i < presence->count; i++) {
		const struct presence_span *span = &presence->spans[i];
		if (span->from_s <= t && t < span->to_s)
			until = fmax(until, span->to_s);
	}
	return until;
}
