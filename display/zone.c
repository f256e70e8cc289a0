#include "display/zone.h"

#include <string.h>

bool zone_id_ok(const char *id) {
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789-_.";
	return id[0] && strlen(id) < ID_SIZE && !id[strspn(id, allowed)];
}

const struct office_zone *zone_find(const struct office_view *office, const char *id) {
	for (int i = 0; i < office->zone_count; i++) {
		if (strcmp(office->zones[i].id, id) == 0) {
			return &office->zones[i];
		}
	}
	return NULL;
}

bool zone_has(const struct office_zone *zone, int counter) {
	for (int i = 0; i < zone->counter_count; i++) {
		if (zone->counters[i] == counter) {
			return true;
		}
	}
	return false;
}

static bool serves(
	const struct office_zone *zone, const struct office_view *office, const char *service) {
	for (int i = 0; i < office->counter_count; i++) {
		const struct office_counter *c = &office->counters[i];
		if (zone_has(zone, c->id) && office_counter_serves(c, service)) {
			return true;
		}
	}
	return false;
}

void zone_office(
	const struct office_zone *zone, const struct office_view *office, struct office_view *own) {
	*own = *office;
	own->service_count = own->counter_count = 0;
	for (int i = 0; i < office->service_count; i++) {
		if (serves(zone, office, office->services[i].id)) {
			own->services[own->service_count++] = office->services[i];
		}
	}
	for (int i = 0; i < office->counter_count; i++) {
		if (zone_has(zone, office->counters[i].id)) {
			own->counters[own->counter_count++] = office->counters[i];
		}
	}
}

const struct office_service *zone_service(const struct office_view *office, const char *number) {
	const struct office_service *best = NULL;
	for (int i = 0; i < office->service_count; i++) {
		const struct office_service *s = &office->services[i];
		if (proto_number_of(number, s->prefix) &&
			(!best || strlen(s->prefix) > strlen(best->prefix))) {
			best = s;
		}
	}
	return best;
}

static void narrow_absent(const struct office_zone *zone, const struct office_view *office,
	const struct snapshot *hall, struct snapshot *own) {
	own->absent_count = 0;
	for (int i = 0; i < hall->absent_count; i++) {
		const struct office_service *s = zone_service(office, hall->absent[i]);
		if (s && serves(zone, office, s->id)) {
			memcpy(own->absent[own->absent_count++], hall->absent[i], NUMBER_SIZE);
		}
	}
}

/* In its place among the calls, newest first; the oldest falls off. */
static void add_call(struct snapshot *own, const struct snapshot_call *call) {
	int at = 0;
	while (at < own->recent_count && own->recent[at].at_ms >= call->at_ms) {
		at++;
	}
	if (at == RECENT_MAX) {
		return;
	}
	own->recent_count += own->recent_count < RECENT_MAX;
	memmove(own->recent + at + 1, own->recent + at,
		(size_t)(own->recent_count - at - 1) * sizeof *call);
	own->recent[at] = *call;
}

static bool is_listed(const struct snapshot *own, const struct snapshot_counter *c) {
	for (int i = 0; i < own->recent_count; i++) {
		const struct snapshot_call *call = &own->recent[i];
		if (call->counter == c->id && strcmp(call->number, c->number) == 0) {
			return true;
		}
	}
	return false;
}

static void narrow_calls(
	const struct office_zone *zone, const struct snapshot *hall, struct snapshot *own) {
	own->recent_count = 0;
	for (int i = 0; i < hall->recent_count; i++) {
		if (zone_has(zone, hall->recent[i].counter)) {
			own->recent[own->recent_count++] = hall->recent[i];
		}
	}
	for (int i = 0; i < own->counter_count; i++) {
		const struct snapshot_counter *c = &own->counters[i];
		/* What came back to its counter unasked was not called for a reason. */
		if (c->number[0] && c->reason != REASON_NONE && !is_listed(own, c)) {
			struct snapshot_call call = {.counter = c->id,
				.at_ms = c->called_at_ms,
				.reason = c->reason,
				.from_counter = c->from_counter};
			memcpy(call.number, c->number, sizeof call.number);
			add_call(own, &call);
		}
	}
}

void zone_hall(const struct office_zone *zone, const struct office_view *office,
	const struct snapshot *hall, struct snapshot *own) {
	*own = *hall;
	own->service_count = own->counter_count = 0;
	for (int i = 0; i < hall->service_count; i++) {
		if (serves(zone, office, hall->services[i].id)) {
			own->services[own->service_count++] = hall->services[i];
		}
	}
	for (int i = 0; i < hall->counter_count; i++) {
		if (zone_has(zone, hall->counters[i].id)) {
			own->counters[own->counter_count++] = hall->counters[i];
		}
	}
	narrow_calls(zone, hall, own);
	narrow_absent(zone, office, hall, own);
}
