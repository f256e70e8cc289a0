#include "common/proto_json.h"

#include <string.h>

static void put_text(json_t *o, const char *key, const char *text) {
	json_object_set_new(o, key, *text ? json_string(text) : json_null());
}

static void put_number(json_t *o, const char *key, int64_t value) {
	json_object_set_new(o, key, value ? json_integer(value) : json_null());
}

/* As a change has them: nothing where there is nothing to say. */
static void add_text(json_t *o, const char *key, const char *text) {
	if (*text)
		json_object_set_new(o, key, json_string(text));
}

static void add_number(json_t *o, const char *key, int64_t value) {
	if (value)
		json_object_set_new(o, key, json_integer(value));
}

json_t *name_json(const struct name *name) {
	if (!name->vi[0] && !name->en[0])
		return json_null();
	json_t *o = json_object();
	put_text(o, "vi", name->vi);
	put_text(o, "en", name->en);
	return o;
}

static json_t *notice_json(const struct notice_text *notice) {
	json_t *o = json_object();
	put_text(o, "vi", notice->vi);
	put_text(o, "en", notice->en);
	return o;
}

static json_t *notices_json(const struct snapshot *s) {
	json_t *list = json_array();
	for (int i = 0; i < s->notice_count; i++)
		json_array_append_new(list, notice_json(&s->notices[i]));
	return list;
}

json_t *wait_json(const struct wait *wait) {
	if (!wait->known)
		return json_null();
	return json_pack("{s:i, s:i}", "low_s", wait->low_s, "high_s", wait->high_s);
}

json_t *span_json(const struct span *span) {
	if (!span->from_ms)
		return json_null();
	return json_pack("{s:I, s:I}", "from_at", (json_int_t)span->from_ms, "to_at",
		(json_int_t)span->to_ms);
}

json_t *clerk_json(const struct clerk *clerk) {
	if (!clerk->name[0])
		return json_null();
	json_t *o = json_object();
	put_text(o, "name", clerk->name);
	put_text(o, "title", clerk->title);
	return o;
}

/* Who did it, without the person or device: only what comes before ':'. */
static void add_by(json_t *o, const char *by) {
	size_t size = strcspn(by, ":");
	if (size)
		json_object_set_new(o, "by", json_stringn(by, size));
}

json_t *change_json(const struct change *c) {
	json_t *o = json_object();
	json_object_set_new(o, "seq", json_integer(c->seq));
	json_object_set_new(o, "at", json_integer(c->at_ms));
	json_object_set_new(o, "day", json_integer(c->day));
	json_object_set_new(o, "kind", json_string(proto_change_kind(c->kind)));
	/* Which visit was rated is nobody's business. */
	if (c->kind == CHANGE_RATED)
		return o;
	add_text(o, "number", c->number);
	add_text(o, "service", c->service);
	add_number(o, "counter", c->counter);
	add_text(o, "from", proto_ticket_state(c->was));
	add_text(o, "state", proto_ticket_state(c->state));
	add_text(o, "reason", proto_call_reason(c->reason));
	add_number(o, "from_counter", c->from_counter);
	add_text(o, "from_service", c->from_service);
	if (c->clerk.name[0])
		json_object_set_new(o, "clerk", clerk_json(&c->clerk));
	add_number(o, "back_at", c->back_at_ms);
	add_number(o, "lease", c->lease);
	add_number(o, "first", c->first);
	add_number(o, "last", c->last);
	add_number(o, "taken_at", c->taken_at_ms);
	if (c->kind == CHANGE_SETUP)
		add_text(o, "object", c->how);
	add_by(o, c->by);
	return o;
}

static json_t *snapshot_counter_json(const struct snapshot_counter *c) {
	json_t *o = json_object();
	json_object_set_new(o, "id", json_integer(c->id));
	json_object_set_new(o, "state", json_string(proto_counter_state(c->state)));
	put_text(o, "number", c->number);
	put_text(o, "service", c->service);
	put_text(o, "state_of_ticket", proto_ticket_state(c->ticket));
	put_text(o, "reason", proto_call_reason(c->reason));
	put_number(o, "from_counter", c->from_counter);
	put_number(o, "called_at", c->called_at_ms);
	json_object_set_new(o, "clerk", clerk_json(&c->clerk));
	put_number(o, "back_at", c->back_at_ms);
	return o;
}

static json_t *recent_json(const struct snapshot *s) {
	json_t *list = json_array();
	for (int i = 0; i < s->recent_count; i++) {
		const struct snapshot_call *call = &s->recent[i];
		json_t *o = json_object();
		json_object_set_new(o, "number", json_string(call->number));
		json_object_set_new(o, "counter", json_integer(call->counter));
		json_object_set_new(o, "at", json_integer(call->at_ms));
		put_text(o, "reason", proto_call_reason(call->reason));
		put_number(o, "from_counter", call->from_counter);
		json_array_append_new(list, o);
	}
	return list;
}

/* What time alone changes of a service. */
static json_t *service_times_json(const struct snapshot_service *s) {
	json_t *o = json_object();
	json_object_set_new(o, "id", json_string(s->id));
	json_object_set_new(o, "wait", wait_json(&s->wait));
	put_text(o, "reach", proto_reach(s->reach));
	json_object_set_new(o, "break", span_json(&s->pause));
	json_object_set_new(o, "open", json_boolean(s->open));
	put_number(o, "opens_at", s->opens_at_ms);
	return o;
}

static json_t *snapshot_service_json(const struct snapshot_service *s) {
	json_t *o = service_times_json(s);
	json_object_set_new(o, "waiting", json_integer(s->waiting));
	return o;
}

json_t *snapshot_json(const struct snapshot *s) {
	json_t *o = json_object();
	json_t *services = json_array();
	json_t *counters = json_array();
	json_t *absent = json_array();
	for (int i = 0; i < s->service_count; i++)
		json_array_append_new(services, snapshot_service_json(&s->services[i]));
	for (int i = 0; i < s->counter_count; i++)
		json_array_append_new(counters, snapshot_counter_json(&s->counters[i]));
	for (int i = 0; i < s->absent_count; i++)
		json_array_append_new(absent, json_string(s->absent[i]));
	json_object_set_new(o, "epoch", json_string(s->epoch));
	json_object_set_new(o, "seq", json_integer(s->seq));
	json_object_set_new(o, "day", json_integer(s->day));
	json_object_set_new(o, "now", json_integer(s->now_ms));
	json_object_set_new(o, "open", json_boolean(s->open));
	json_object_set_new(o, "services", services);
	json_object_set_new(o, "counters", counters);
	json_object_set_new(o, "recent", recent_json(s));
	json_object_set_new(o, "absent", absent);
	json_object_set_new(
		o, "notice", s->notice_count ? notice_json(&s->notices[0]) : json_null());
	json_object_set_new(o, "notices", notices_json(s));
	json_object_set_new(o, "alone",
		s->alone_first
			? json_pack("{s:i, s:i}", "open", s->alone_open, "first", s->alone_first)
			: json_null());
	return o;
}

json_t *waits_json(const struct snapshot *s) {
	json_t *services = json_array();
	for (int i = 0; i < s->service_count; i++)
		json_array_append_new(services, service_times_json(&s->services[i]));
	return json_pack("{s:I, s:b, s:o, s:o}", "now", (json_int_t)s->now_ms, "open", s->open,
		"services", services, "notices", notices_json(s));
}

static json_t *office_service_json(const struct office_service *s) {
	json_t *o = json_object();
	json_object_set_new(o, "id", json_string(s->id));
	json_object_set_new(o, "prefix", json_string(s->prefix));
	json_object_set_new(o, "name", name_json(&s->name));
	json_object_set_new(o, "open", json_boolean(s->open));
	json_object_set_new(o, "waiting", json_integer(s->waiting));
	json_object_set_new(o, "wait", wait_json(&s->wait));
	put_text(o, "reach", proto_reach(s->reach));
	json_object_set_new(o, "break", span_json(&s->pause));
	json_object_set_new(o, "needs_appointment_slip", json_boolean(s->needs_slip));
	return o;
}

static json_t *slips_json(const struct office_view *v) {
	json_t *patterns = json_array();
	for (int i = 0; i < v->slips.count; i++)
		json_array_append_new(patterns, json_string(v->slips.patterns[i]));
	return json_pack("{s:o, s:b}", "code_patterns", patterns, "list", v->slip_list);
}

static json_t *office_counter_json(const struct office_counter *c) {
	json_t *o = json_object();
	json_t *services = json_array();
	for (int i = 0; i < c->service_count; i++)
		json_array_append_new(services, json_string(c->services[i]));
	json_object_set_new(o, "id", json_integer(c->id));
	json_object_set_new(o, "name", name_json(&c->name));
	json_object_set_new(o, "state", json_string(proto_counter_state(c->state)));
	json_object_set_new(o, "services", services);
	json_object_set_new(o, "clerk", clerk_json(&c->clerk));
	return o;
}

static json_t *office_priority_json(const struct office_priority *p) {
	json_t *o = json_object();
	json_object_set_new(o, "id", json_string(p->id));
	json_object_set_new(o, "name", name_json(&p->name));
	put_number(o, "min_age", p->min_age);
	json_object_set_new(o, "proof", name_json(&p->proof));
	return o;
}

static json_t *office_zone_json(const struct office_zone *z) {
	json_t *counters = json_array();
	for (int i = 0; i < z->counter_count; i++)
		json_array_append_new(counters, json_integer(z->counters[i]));
	return json_pack(
		"{s:s, s:o, s:o}", "id", z->id, "name", name_json(&z->name), "counters", counters);
}

json_t *office_view_json(const struct office_view *v) {
	json_t *o = json_object();
	json_t *services = json_array();
	json_t *counters = json_array();
	json_t *priorities = json_array();
	json_t *zones = json_array();
	for (int i = 0; i < v->service_count; i++)
		json_array_append_new(services, office_service_json(&v->services[i]));
	for (int i = 0; i < v->counter_count; i++)
		json_array_append_new(counters, office_counter_json(&v->counters[i]));
	for (int i = 0; i < v->priority_count; i++)
		json_array_append_new(priorities, office_priority_json(&v->priorities[i]));
	for (int i = 0; i < v->zone_count; i++)
		json_array_append_new(zones, office_zone_json(&v->zones[i]));
	json_object_set_new(o, "name", name_json(&v->name));
	json_object_set_new(o, "slip",
		json_pack("{s:o, s:o}", "header", name_json(&v->slip.header), "footer",
			name_json(&v->slip.footer)));
	put_text(o, "time_zone", v->time_zone);
	put_number(o, "day", v->day);
	json_object_set_new(o, "open", json_boolean(v->open));
	put_number(o, "opens_at", v->opens_at_ms);
	put_number(o, "closes_at", v->closes_at_ms);
	put_number(o, "reopens_at", v->reopens_at_ms);
	json_object_set_new(o, "services", services);
	json_object_set_new(o, "counters", counters);
	json_object_set_new(o, "priorities", priorities);
	json_object_set_new(o, "zones", zones);
	json_object_set_new(o, "appointment_slips", slips_json(v));
	return o;
}
