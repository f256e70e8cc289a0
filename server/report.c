#include "common/day.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/report_part.h"

#include <stdlib.h>
#include <string.h>

static const struct report_part *const parts[] = {&report_summary, &report_services,
	&report_counters, &report_hours, &report_ratings, &report_waits, NULL};

static const struct report_part *part_of(const char *kind) {
	for (int i = 0; parts[i]; i++)
		if (!strcmp(parts[i]->kind, kind))
			return parts[i];
	return NULL;
}

bool report_known(const char *kind) {
	return part_of(kind) != NULL;
}

bool report_compares(const char *kind) {
	const struct report_part *part = part_of(kind);
	return part && part->compares;
}

static void add_service(struct report *r, const struct report_service *s) {
	r->services = mem_realloc(r->services, r->service_count + 1, sizeof *r->services);
	r->services[r->service_count++] = *s;
}

static void add_counter(struct report *r, const struct report_counter *c) {
	r->counters = mem_realloc(r->counters, r->counter_count + 1, sizeof *r->counters);
	r->counters[r->counter_count++] = *c;
}

static void read_indicators(struct report *r, const struct setup *s) {
	r->indicator_count = s->indicator_count;
	r->indicators = mem_alloc((size_t)s->indicator_count, sizeof *r->indicators);
	for (int i = 0; i < s->indicator_count; i++)
		r->indicators[i] = s->indicators[i];
}

static void read_office(struct report *r, const struct setup *s) {
	for (int i = 0; i < s->service_count; i++) {
		const struct setup_service *from = &s->services[i];
		struct report_service to = {.name = from->name, .target_s = from->target_s};
		text_copy(to.id, sizeof to.id, from->id);
		add_service(r, &to);
	}
	for (int i = 0; i < s->counter_count; i++)
		add_counter(r, &(struct report_counter){s->counters[i].id, s->counters[i].name});
}

struct report *report_new(const struct report_asked *asked, const struct setup *setup) {
	const struct report_part *part = part_of(asked->kind);
	struct report *r = mem_alloc(1, part->size);
	r->part = part;
	r->asked = *asked;
	read_office(r, setup);
	read_indicators(r, setup);
	return r;
}

void report_free(struct report *r) {
	if (!r)
		return;
	r->part->clear(r);
	mem_free(r->services);
	mem_free(r->counters);
	mem_free(r->indicators);
	mem_free(r);
}

size_t report_service(struct report *r, const struct visit_day *day, int name) {
	const char *id = day->names[name];
	if (r->service[name] >= 0)
		return (size_t)r->service[name];
	size_t i = 0;
	while (i < r->service_count && strcmp(r->services[i].id, id))
		i++;
	if (i == r->service_count) {
		struct report_service gone = {0};
		text_copy(gone.id, sizeof gone.id, id);
		add_service(r, &gone);
	}
	r->service[name] = (int)i;
	return i;
}

size_t report_counter(struct report *r, int id) {
	for (size_t i = 0; i < r->counter_count; i++)
		if (r->counters[i].id == id)
			return i;
	add_counter(r, &(struct report_counter){.id = id});
	return r->counter_count - 1;
}

bool report_is_before(const struct report *r, const struct visit_day *day) {
	return day->day < r->asked.from;
}

static bool wants(const struct report *r, const struct visit_day *day, int service, int counter) {
	const struct report_asked *a = &r->asked;
	return (!a->service[0] || !strcmp(a->service, day->names[service])) &&
	       (!a->counter || a->counter == counter || r->part->all_counters);
}

bool report_wants_rating(
	const struct report *r, const struct visit_day *day, const struct visit_rating *rating) {
	return wants(r, day, rating->service, rating->counter);
}

void report_add(struct report *r, const struct visit_day *day) {
	bool any = false;
	r->service = mem_alloc(day->name_count, sizeof *r->service);
	for (size_t i = 0; i < day->name_count; i++)
		r->service[i] = -1;
	if (r->part->day)
		r->part->day(r, day);
	for (size_t i = 0; i < day->visit_count; i++) {
		const struct visit *v = &day->visits[i];
		if (!wants(r, day, v->service, v->counter))
			continue;
		any = true;
		if (r->part->visit)
			r->part->visit(r, day, v);
	}
	r->days += any && !report_is_before(r, day);
	mem_free(r->service);
	r->service = NULL;
}

int report_weekday(int day) {
	int sunday = day_weekday(day);
	return sunday ? sunday : 7;
}
