#include "common/proto_json.h"

#include "common/json_read.h"
#include "common/mem.h"

#include <string.h>

static bool service_from_json(const json_t *j, struct office_service *s) {
	return json_read_id(j, "id", s->id, sizeof s->id) && s->id[0] &&
	       json_read_id(j, "prefix", s->prefix, sizeof s->prefix) &&
	       name_from_json(json_object_get(j, "name"), &s->name) &&
	       json_read_flag(j, "open", &s->open) &&
	       json_read_int(j, "waiting", 0, 0, &s->waiting) &&
	       wait_from_json(json_object_get(j, "wait"), &s->wait) &&
	       reach_from_json(j, &s->reach) &&
	       span_from_json(json_object_get(j, "break"), &s->pause) &&
	       json_read_flag(j, "needs_appointment_slip", &s->needs_slip);
}

/* An older server says nothing of slips; a pattern that is none is passed over. */
static bool slips_from_json(const json_t *j, struct office_view *o) {
	const json_t *list = json_object_get(j, "code_patterns");
	size_t i;
	json_t *item;
	if (!list)
		slip_patterns_usual(&o->slips);
	json_array_foreach(list, i, item) {
		const char *pattern = json_string_value(item);
		if (pattern && slip_pattern_ok(pattern) && o->slips.count < SLIP_PATTERNS_MAX)
			strcpy(o->slips.patterns[o->slips.count++], pattern);
	}
	return json_read_flag(j, "list", &o->slip_list);
}

static bool counter_services_from_json(const json_t *list, struct office_counter *c) {
	size_t i;
	json_t *item;
	if (json_array_size(list) > SERVICES_MAX)
		return false;
	json_array_foreach(list, i, item) {
		if (!json_is_string(item) || json_string_length(item) >= ID_SIZE)
			return false;
		strcpy(c->services[c->service_count++], json_string_value(item));
	}
	return true;
}

static bool counter_from_json(const json_t *j, struct office_counter *c) {
	if (!proto_parse_counter_state(json_read_word(j, "state"), &c->state))
		c->state = COUNTER_CLOSED;
	return json_read_int(j, "id", 1, 0, &c->id) && c->id &&
	       name_from_json(json_object_get(j, "name"), &c->name) &&
	       counter_services_from_json(json_object_get(j, "services"), c) &&
	       clerk_from_json(json_object_get(j, "clerk"), &c->clerk);
}

static bool priority_from_json(const json_t *j, struct office_priority *p) {
	return json_read_id(j, "id", p->id, sizeof p->id) && p->id[0] &&
	       name_from_json(json_object_get(j, "name"), &p->name) &&
	       json_read_int(j, "min_age", 0, 0, &p->min_age) &&
	       name_from_json(json_object_get(j, "proof"), &p->proof);
}

static bool zone_counters_from_json(const json_t *list, struct office_zone *z) {
	size_t i;
	json_t *item;
	if (json_array_size(list) > COUNTERS_MAX)
		return false;
	json_array_foreach(list, i, item) {
		if (!json_is_integer(item))
			return false;
		z->counters[z->counter_count++] = (int)json_integer_value(item);
	}
	return true;
}

/* An older server tells of none. */
static bool zones_from_json(const json_t *list, struct office_view *o) {
	size_t i;
	json_t *item;
	if (json_array_size(list) > ZONES_MAX)
		return false;
	json_array_foreach(list, i, item) {
		struct office_zone *z = &o->zones[o->zone_count++];
		if (!json_read_id(item, "id", z->id, sizeof z->id) || !z->id[0] ||
			!name_from_json(json_object_get(item, "name"), &z->name) ||
			!zone_counters_from_json(json_object_get(item, "counters"), z))
			return false;
	}
	return true;
}

static bool lists_from_json(const json_t *j, struct office_view *o) {
	const json_t *services = json_object_get(j, "services");
	const json_t *counters = json_object_get(j, "counters");
	const json_t *priorities = json_object_get(j, "priorities");
	size_t i;
	json_t *item;
	if (!json_is_array(services) || json_array_size(services) > SERVICES_MAX ||
		!json_is_array(counters) || json_array_size(counters) > COUNTERS_MAX ||
		json_array_size(priorities) > PRIORITIES_MAX)
		return false;
	json_array_foreach(services, i, item) {
		if (!service_from_json(item, &o->services[o->service_count++]))
			return false;
	}
	json_array_foreach(counters, i, item) {
		if (!counter_from_json(item, &o->counters[o->counter_count++]))
			return false;
	}
	json_array_foreach(priorities, i, item) {
		if (!priority_from_json(item, &o->priorities[o->priority_count++]))
			return false;
	}
	return zones_from_json(json_object_get(j, "zones"), o);
}

static bool slip_from_json(const json_t *j, struct office_slip *slip) {
	return (!j || json_is_null(j) || json_is_object(j)) &&
	       name_from_json(json_object_get(j, "header"), &slip->header) &&
	       name_from_json(json_object_get(j, "footer"), &slip->footer);
}

bool office_view_from_json(const json_t *j, struct office_view *view) {
	struct office_view *o = mem_alloc(1, sizeof *o);
	bool ok = json_is_object(j) && name_from_json(json_object_get(j, "name"), &o->name) &&
		  slip_from_json(json_object_get(j, "slip"), &o->slip) &&
		  json_read_id(j, "time_zone", o->time_zone, sizeof o->time_zone) &&
		  json_read_int(j, "day", 0, 0, &o->day) && json_read_flag(j, "open", &o->open) &&
		  json_read_int64(j, "opens_at", 0, 0, &o->opens_at_ms) &&
		  json_read_int64(j, "closes_at", 0, 0, &o->closes_at_ms) &&
		  json_read_int64(j, "reopens_at", 0, 0, &o->reopens_at_ms) &&
		  lists_from_json(j, o) &&
		  slips_from_json(json_object_get(j, "appointment_slips"), o);
	if (ok)
		*view = *o;
	mem_free(o);
	return ok;
}
