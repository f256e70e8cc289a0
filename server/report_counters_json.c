#include "common/mem.h"
#include "server/report_part.h"

#include <stdio.h>
#include <stdlib.h>

/* Each counter by what was done there, in the order of their numbers and in no other: clerks are
 * not ranked. */

struct desk {
	int served, doubtful;
	struct sample wait, service;
	int64_t open_ms, busy_ms;
};

struct counters {
	struct report report;
	struct desk *desks;
	size_t count;
};

static struct desk *desk_of(struct counters *c, int id) {
	size_t i = report_counter(&c->report, id);
	while (c->count <= i) {
		c->desks = mem_realloc(c->desks, c->count + 1, sizeof *c->desks);
		c->desks[c->count++] = (struct desk){0};
	}
	return &c->desks[i];
}

static bool wants(const struct report *r, int counter) {
	return !r->asked.counter || r->asked.counter == counter;
}

/* How long counters were open says nothing of one service. */
static void add_day(struct report *r, const struct visit_day *day) {
	for (size_t i = 0; i < day->desk_count; i++) {
		const struct visit_desk *d = &day->desks[i];
		if (!wants(r, d->counter))
			continue;
		struct desk *desk = desk_of((struct counters *)r, d->counter);
		desk->open_ms += d->open_ms;
		desk->busy_ms += d->busy_ms;
	}
}

/* Waits are of the counter that called, the rest of the one where the visit ended. */
static void add_visit(struct report *r, const struct visit_day *day, const struct visit *v) {
	struct counters *c = (struct counters *)r;
	int target_s = r->services[report_service(r, day, v->service)].target_s;
	if (visit_wait_counts(v) && wants(r, v->first_counter))
		sample_add(&desk_of(c, v->first_counter)->wait, v->wait_s, target_s);
	if (!v->counter || !wants(r, v->counter))
		return;
	struct desk *desk = desk_of(c, v->counter);
	desk->served += v->state == TICKET_SERVED;
	desk->doubtful += v->doubts != 0;
	if (visit_service_counts(v))
		sample_add(&desk->service, v->stay_s, 0);
}

static json_t *row_json(const struct report_counter *counter, struct desk *d) {
	char id[16];
	snprintf(id, sizeof id, "%d", counter->id);
	return json_pack("{s:i, s:o, s:i, s:o, s:o, s:I, s:I, s:i}", "counter", counter->id, "name",
		report_name_json(&counter->name, id), "served", d->served, "wait",
		report_figures_json(&d->wait), "service_time", report_figures_json(&d->service),
		"open_s", (json_int_t)(d->open_ms / 1000), "busy_s",
		(json_int_t)(d->busy_ms / 1000), "doubtful", d->doubtful);
}

static json_t *blank(void) {
	struct desk empty = {0};
	return row_json(&(struct report_counter){0}, &empty);
}

static int by_number(const void *a, const void *b) {
	return ((const struct report_counter *)a)->id - ((const struct report_counter *)b)->id;
}

static void fill(struct report *r, json_t *answer) {
	struct counters *c = (struct counters *)r;
	json_t *rows = json_array();
	struct report_counter *sorted = mem_alloc(r->counter_count, sizeof *sorted);
	size_t count = r->counter_count;
	for (size_t i = 0; i < count; i++)
		sorted[i] = r->counters[i];
	qsort(sorted, count, sizeof *sorted, by_number);
	for (size_t i = 0; i < count; i++)
		if (wants(r, sorted[i].id))
			json_array_append_new(rows, row_json(&sorted[i], desk_of(c, sorted[i].id)));
	mem_free(sorted);
	json_object_set_new(answer, "rows", rows);
}

static void clear(struct report *r) {
	struct counters *c = (struct counters *)r;
	for (size_t i = 0; i < c->count; i++) {
		sample_clear(&c->desks[i].wait);
		sample_clear(&c->desks[i].service);
	}
	mem_free(c->desks);
}

const struct report_part report_counters = {
	"counters", sizeof(struct counters), false, true, add_day, add_visit, fill, blank, clear};
