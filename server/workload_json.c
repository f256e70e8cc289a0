#include "server/workload_json.h"

#include "common/json_read.h"
#include "server/drive_office_json.h"

#include <jansson.h>
#include <limits.h>
#include <string.h>

static const char *const kinds[] = {
	[WORKLOAD_BOOK] = "book",
	[WORKLOAD_SPEED] = "speed",
	[WORKLOAD_OPEN] = "open",
	[WORKLOAD_CLOSE] = "close",
	[WORKLOAD_ARRIVE] = "arrive",
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

static const char APPOINTMENT[] = "appointment", ORDINARY[] = "ordinary";

static json_t *parse(const char *line, char *why, size_t why_size) {
	json_error_t error;
	json_t *j = json_loads(line, JSON_REJECT_DUPLICATES, &error);
	if (!j)
		snprintf(why, why_size, "column %d: %s", error.column, error.text);
	return j;
}

bool workload_read_office(struct workload_day *day, const char *line, char *why, size_t why_size) {
	json_t *j = parse(line, why, why_size);
	if (!j)
		return false;
	const char *type = json_read_word(j, "type");
	if (!type || strcmp(type, "office") != 0 || !json_read_int(j, "day", 0, 0, &day->day))
		snprintf(why, why_size, "the first line must be the office");
	else
		day->setup = drive_office_read(j, why, why_size);
	json_decref(j);
	return day->setup != NULL;
}

/* Reads members of one line and remembers the first that does not hold. */
struct members {
	const struct setup *setup;
	const json_t *line;
	const char *wrong;
};

static void hold(struct members *m, bool holds, const char *key) {
	if (!holds && !m->wrong)
		m->wrong = key;
}

static int number(struct members *m, const char *key, int missing) {
	int n = WORKLOAD_NONE;
	hold(m, json_read_int(m->line, key, 0, missing, &n), key);
	return n;
}

/* One that must be there. */
static int required(struct members *m, const char *key) {
	int n = number(m, key, WORKLOAD_NONE);
	hold(m, n >= 0, key);
	return n;
}

static int time_of_day(struct members *m, const char *key, int missing) {
	int t = number(m, key, missing);
	hold(m, t < DRIVE_DAY_S, key);
	return t;
}

static int counter(struct members *m) {
	int id = drive_office_counter(m->setup, json_read_word(m->line, "counter"));
	hold(m, id > 0, "counter");
	return id;
}

static int service(struct members *m, const json_t *of) {
	const char *id = json_read_word(of, "service");
	int at = id ? setup_service(m->setup, id) : -1;
	hold(m, at >= 0, "service");
	return at;
}

static void read_speed(struct members *m, struct workload_entry *e) {
	const json_t *factor = json_object_get(m->line, "factor");
	const char *which = json_read_word(m->line, "counter");
	e->factor = json_number_value(factor);
	hold(m, json_is_number(factor) && e->factor > 0, "factor");
	e->counter = which && !strcmp(which, "*") ? 0 : counter(m);
}

static void read_book(struct members *m, struct workload_entry *e) {
	e->id = required(m, "id");
	e->service = service(m, m->line);
	e->slot = time_of_day(m, "slot", DRIVE_DAY_S);
}

static void read_then(struct members *m, struct workload_entry *e) {
	struct members then = {m->setup, json_object_get(m->line, "then"), NULL};
	if (!then.line)
		return;
	e->then_service = service(&then, then.line);
	e->then_duration_s = required(&then, "dur");
	hold(m, !then.wrong, "then");
}

static void read_arrive(struct members *m, struct workload_entry *e) {
	const char *class = json_read_word(m->line, "class");
	bool slot = class && !strcmp(class, APPOINTMENT);
	e->id = required(m, "id");
	e->service = service(m, m->line);
	e->priority = class && !slot ? setup_priority(m->setup, class) : WORKLOAD_NONE;
	hold(m, class && (slot || e->priority >= 0 || !strcmp(class, ORDINARY)), "class");
	if (slot)
		e->slot = time_of_day(m, "slot", DRIVE_DAY_S);
	e->duration_s = required(m, "dur");
	e->walk_s = required(m, "walk");
	e->patience_s = required(m, "patience");
	e->back = number(m, "back", WORKLOAD_NONE);
	read_then(m, e);
}

static void read_members(struct members *m, struct workload_entry *e) {
	switch (e->kind) {
	case WORKLOAD_BOOK:
		read_book(m, e);
		break;
	case WORKLOAD_SPEED:
		read_speed(m, e);
		break;
	case WORKLOAD_OPEN:
		e->counter = counter(m);
		break;
	case WORKLOAD_CLOSE:
		e->counter = counter(m);
		e->back = time_of_day(m, "back", WORKLOAD_NONE);
		break;
	case WORKLOAD_ARRIVE:
		read_arrive(m, e);
		break;
	}
}

/* KIND_COUNT: none of ours. */
static size_t kind_of(const json_t *line) {
	const char *type = json_read_word(line, "type");
	size_t kind = type ? 0 : KIND_COUNT;
	while (kind < KIND_COUNT && strcmp(kinds[kind], type) != 0)
		kind++;
	return kind;
}

bool workload_read_entry(struct workload_day *day, const char *line, char *why, size_t why_size) {
	json_t *j = parse(line, why, why_size);
	if (!j)
		return false;
	struct members m = {day->setup, j, NULL};
	size_t kind = kind_of(j);
	hold(&m, kind < KIND_COUNT, "type");
	int t = time_of_day(&m, "t", DRIVE_DAY_S);
	if (!m.wrong)
		read_members(&m, workload_add(day, t, (enum workload_kind)kind));
	if (m.wrong)
		snprintf(why, why_size, "%s", m.wrong);
	json_decref(j);
	return !m.wrong;
}

static void print(json_t *line, FILE *to) {
	json_dumpf(line, to, JSON_COMPACT);
	fputc('\n', to);
	json_decref(line);
}

static json_t *services_json(const struct setup *s) {
	json_t *list = json_array();
	for (int i = 0; i < s->service_count; i++)
		json_array_append_new(
			list, json_pack("{s:s, s:s, s:i}", "id", s->services[i].id, "name",
				      s->services[i].name.vi, "mean_conf", s->services[i].mean_s));
	return list;
}

static json_t *counter_json(const struct setup *s, const struct setup_counter *c) {
	json_t *serves = json_array(), *plan = json_array();
	for (int i = 0; i < c->serves_count; i++)
		json_array_append_new(
			serves, json_pack("[s, i]", s->services[c->serves[i].service].id,
					c->serves[i].handicap_s));
	for (int i = 0; i < c->hours[0].count; i++)
		json_array_append_new(plan, json_pack("[i, i]", c->hours[0].spans[i].from * 60,
						    c->hours[0].spans[i].to * 60));
	return json_pack("{s:s, s:o, s:o}", "id", c->name.vi, "serves", serves, "plan", plan);
}

void workload_write_office(const struct workload_day *day, FILE *to) {
	const struct setup *s = day->setup;
	json_t *counters = json_array(), *classes = json_object();
	for (int i = 0; i < s->counter_count; i++)
		json_array_append_new(counters, counter_json(s, &s->counters[i]));
	for (int i = 0; i < s->priority_count; i++)
		json_object_set_new(
			classes, s->priorities[i].id, json_integer(s->priorities[i].head_start_s));
	json_object_set_new(classes, APPOINTMENT, json_integer(s->slot_head_start_s));
	print(json_pack("{s:s, s:i, s:i, s:o, s:o, s:o, s:i, s:i}", "type", "office", "v", 1, "day",
		      day->day, "services", services_json(s), "counters", counters, "classes",
		      classes, "miss_penalty", s->miss_penalty_s, "appt_grace", s->slot_grace_s),
		to);
}

/* Leaves out what does not apply. */
static void set(json_t *line, const char *key, int n) {
	if (n >= 0)
		json_object_set_new(line, key, json_integer(n));
}

static void set_arrive(json_t *line, const struct setup *s, const struct workload_entry *e) {
	const char *class = e->slot >= 0       ? APPOINTMENT
			    : e->priority >= 0 ? s->priorities[e->priority].id
					       : ORDINARY;
	json_object_set_new(line, "class", json_string(class));
	set(line, "dur", e->duration_s);
	set(line, "walk", e->walk_s);
	set(line, "patience", e->patience_s);
	if (e->then_service >= 0)
		json_object_set_new(line, "then",
			json_pack("{s:s, s:i}", "service", s->services[e->then_service].id, "dur",
				e->then_duration_s));
}

void workload_write_entry(
	const struct workload_day *day, const struct workload_entry *e, FILE *to) {
	const struct setup *s = day->setup;
	json_t *line = json_pack("{s:i, s:s}", "t", e->t, "type", kinds[e->kind]);
	set(line, "id", e->id);
	if (e->service >= 0)
		json_object_set_new(line, "service", json_string(s->services[e->service].id));
	set(line, "slot", e->slot);
	set(line, "back", e->back);
	if (e->kind == WORKLOAD_ARRIVE)
		set_arrive(line, s, e);
	else if (e->counter)
		json_object_set_new(line, "counter",
			json_string(s->counters[setup_counter(s, e->counter)].name.vi));
	if (e->kind == WORKLOAD_SPEED) {
		json_object_set_new(line, "factor", json_real(e->factor));
		if (!e->counter)
			json_object_set_new(line, "counter", json_string("*"));
	}
	print(line, to);
}
