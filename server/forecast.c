#include "server/forecast.h"

#include <assert.h>
#include <math.h>

#include "common/mem.h"
#include "server/line.h"
#include "server/phantom.h"
#include "server/presence.h"
#include "server/stay.h"

/* A counter inside one replicate. While ready it has looked and found nobody; it looks again when
 * its next opening begins, and a phantom that arrives before ready_until_s is called at once. */
struct forecast_counter {
	double free_s; /* when it looks for somebody next, INFINITY = not today */
	bool ready;
	double ready_since_s;
	double ready_until_s;
};

struct simulation {
	const struct hall *hall;
	struct forecast *waiting;
	struct forecast *answers;
	struct stays stays;
	struct phantoms phantoms;
	struct lines lines;
	struct presence *presence; /* one per counter */
	bool *reachable;           /* services that some counter will serve */
	size_t waiting_expected;   /* how many tickets and probes are reachable */
	size_t probes_expected;
	/* The replicate at hand. */
	unsigned replicate;
	struct forecast_counter *counters;
	struct phantom_stream arrivals;
	size_t waiting_left; /* of the expected ones, not yet called */
	size_t probes_left;
};

static bool still_serves(const struct hall_serves *serves, double f) {
	return !serves->for_s || f < (double)serves->for_s;
}

/* The handicap of a service at a counter at f, negative if it does not serve it then. */
static double handicap(const struct hall_counter *counter, size_t service, double f) {
	for (size_t i = 0; i < counter->serves_count; i++)
		if (counter->serves[i].service == service && still_serves(&counter->serves[i], f))
			return (double)counter->serves[i].handicap_s;
	return -1;
}

/* The services of the counters that are there now or will be. */
static void find_reachable(struct simulation *sim) {
	for (size_t c = 0; c < sim->hall->counter_count; c++) {
		const struct hall_counter *counter = &sim->hall->counters[c];
		const struct presence *presence = &sim->presence[c];
		if (presence_next(presence, presence->start_s) > FORECAST_HORIZON_S)
			continue;
		for (size_t i = 0; i < counter->serves_count; i++) {
			assert(counter->serves[i].service < sim->hall->service_count);
			sim->reachable[counter->serves[i].service] = true;
		}
	}
}

static void begin_replicate(struct simulation *sim, unsigned replicate) {
	sim->replicate = replicate;
	sim->waiting_left = sim->waiting_expected;
	sim->probes_left = sim->probes_expected;
	lines_restart(&sim->lines);
	phantom_stream_init(&sim->arrivals, &sim->phantoms, replicate);
	for (size_t c = 0; c < sim->hall->counter_count; c++) {
		const struct hall_counter *counter = &sim->hall->counters[c];
		double start = sim->presence[c].start_s;
		if (counter->state == HALL_BUSY)
			start = stay_left(&sim->stays, counter, sim->hall->now_s, replicate);
		sim->counters[c] = (struct forecast_counter){
			.free_s = presence_next(&sim->presence[c], start)};
	}
}

/* Person `person` is called at f on counter c. */
static void serve(struct simulation *sim, size_t c, const struct line_person *person, double f) {
	if (person->seq < LINE_PROBE_SEQ) {
		sim->waiting[person->index].wait_s[sim->replicate] = f;
		sim->waiting_left--;
	}
	double until = f + stay_called(&sim->stays, person->service, person->duration_order,
				   person->absence_order, f, sim->replicate);
	sim->counters[c] =
		(struct forecast_counter){.free_s = presence_next(&sim->presence[c], until)};
}

/* Counter c finds nobody at f: it stays ready to the end of this opening, then looks again in the
 * next one. */
static void wait_ready(struct simulation *sim, size_t c, double f) {
	double until = presence_until(&sim->presence[c], f);
	sim->counters[c] = (struct forecast_counter){
		.free_s = presence_next(&sim->presence[c], until),
		.ready = true,
		.ready_since_s = f,
		.ready_until_s = until,
	};
}

/* Probes that would be called at f before the real choice (key_s, seq) of a counter. */
static void call_probes(struct simulation *sim, const struct hall_counter *counter, double f,
	double key_s, uint64_t seq) {
	for (size_t i = 0; i < counter->serves_count; i++) {
		const struct hall_serves *serves = &counter->serves[i];
		struct line *line = &sim->lines.line[serves->service];
		while (still_serves(serves, f) &&
			line_probe_before(line, (double)serves->handicap_s, key_s, seq)) {
			const struct line_person *probe = lines_call_probe(&sim->lines, line);
			sim->answers[probe->index].wait_s[sim->replicate] = f;
			sim->probes_left--;
		}
	}
}

/* Counter c is free at f: it calls the smallest effective queue time it can serve. */
static void call_next(struct simulation *sim, size_t c, double f) {
	const struct hall_counter *counter = &sim->hall->counters[c];
	struct line *best = NULL;
	double best_key = INFINITY;
	uint64_t best_seq = UINT64_MAX;
	for (size_t i = 0; i < counter->serves_count; i++) {
		const struct hall_serves *serves = &counter->serves[i];
		struct line *line = &sim->lines.line[serves->service];
		double key = line->key_s + (double)serves->handicap_s;
		if (still_serves(serves, f) && line_before(key, line->seq, best_key, best_seq)) {
			best = line;
			best_key = key;
			best_seq = line->seq;
		}
	}
	if (sim->probes_left > 0 && sim->lines.probe_key_s <= best_key)
		call_probes(sim, counter, f, best_key, best_seq);
	if (!best) {
		wait_ready(sim, c, f);
		return;
	}
	struct line_person person = line_call(best);
	serve(sim, c, &person, f);
}

/* A phantom arrives: it joins its line and is offered to the ready counter with the smallest
 * (handicap, ready since, number). */
static void arrive(struct simulation *sim) {
	struct phantom phantom = sim->arrivals.next;
	phantom_stream_advance(&sim->arrivals);
	lines_join(&sim->lines, &phantom);
	size_t offered = sim->hall->counter_count;
	double least = INFINITY;
	for (size_t c = 0; c < sim->hall->counter_count; c++) {
		const struct forecast_counter *counter = &sim->counters[c];
		if (!counter->ready || phantom.at_s >= counter->ready_until_s)
			continue;
		double h = handicap(&sim->hall->counters[c], phantom.service, phantom.at_s);
		if (h < 0 || h > least ||
			(h == least &&
				counter->ready_since_s >= sim->counters[offered].ready_since_s))
			continue;
		offered = c;
		least = h;
	}
	if (offered < sim->hall->counter_count)
		call_next(sim, offered, phantom.at_s);
}

/* The counter that is free first, the lowest number on ties. */
static size_t first_free(const struct simulation *sim) {
	size_t first = 0;
	double least = sim->counters[0].free_s;
	for (size_t c = 1; c < sim->hall->counter_count; c++) {
		double free_s = sim->counters[c].free_s;
		first = free_s < least ? c : first;
		least = free_s < least ? free_s : least;
	}
	return first;
}

static void run_replicate(struct simulation *sim, unsigned replicate) {
	begin_replicate(sim, replicate);
	while (sim->waiting_left + sim->probes_left > 0) {
		size_t c = first_free(sim);
		double f = sim->counters[c].free_s;
		if (f > FORECAST_HORIZON_S)
			break;
		if (sim->arrivals.next.at_s <= f)
			arrive(sim);
		else
			call_next(sim, c, f);
	}
}

/* All waits begin as "not called". Returns how many are reachable: nobody waits for the others. */
static size_t expect(const struct simulation *sim, const struct hall_ticket *tickets, size_t count,
	struct forecast *forecasts) {
	size_t expected = 0;
	for (size_t i = 0; i < count; i++) {
		forecasts[i].reachable = sim->reachable[tickets[i].service];
		expected += forecasts[i].reachable;
		for (unsigned r = 0; r < FORECAST_REPLICATES; r++)
			forecasts[i].wait_s[r] = INFINITY;
	}
	return expected;
}

static void simulation_init(
	struct simulation *sim, const struct hall_ticket *probes, size_t probe_count) {
	const struct hall *hall = sim->hall;
	stays_init(&sim->stays, hall);
	phantoms_init(&sim->phantoms, hall);
	lines_init(&sim->lines, hall, probes, probe_count,
		phantoms_most(&sim->phantoms, FORECAST_HORIZON_S));
	sim->presence = mem_alloc(hall->counter_count, sizeof *sim->presence);
	sim->counters = mem_alloc(hall->counter_count, sizeof *sim->counters);
	sim->reachable = mem_alloc(hall->service_count, sizeof *sim->reachable);
	for (size_t c = 0; c < hall->counter_count; c++)
		presence_init(&sim->presence[c], &hall->counters[c], hall->now_s);
	find_reachable(sim);
	sim->waiting_expected = expect(sim, hall->waiting, hall->waiting_count, sim->waiting);
	sim->probes_expected = expect(sim, probes, probe_count, sim->answers);
}

static void simulation_clear(struct simulation *sim) {
	for (size_t c = 0; c < sim->hall->counter_count; c++)
		presence_clear(&sim->presence[c]);
	mem_free(sim->presence);
	mem_free(sim->counters);
	mem_free(sim->reachable);
	lines_clear(&sim->lines);
	phantoms_clear(&sim->phantoms);
	stays_clear(&sim->stays);
}

void forecast_all(const struct hall *hall, const struct hall_ticket *probes, size_t probe_count,
	struct forecast *waiting, struct forecast *answers) {
	struct simulation sim = {.hall = hall, .waiting = waiting, .answers = answers};
	simulation_init(&sim, probes, probe_count);
	for (unsigned r = 0; r < FORECAST_REPLICATES; r++)
		run_replicate(&sim, r);
	simulation_clear(&sim);
}
