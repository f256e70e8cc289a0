#include "tests/unit/zone_office.h"

#include "common/mem.h"

#include <stdio.h>
#include <string.h>

static const char *const prefixes[ZONE_SERVICES] = {"A", "A1", "B", "Đ", "Đ1", "Đ12", "C", "C2"};

struct zone_office *zone_office_new(void) {
	struct zone_office *o = mem_alloc(1, sizeof *o);
	struct office_view *v = &o->view;
	strcpy(v->time_zone, "Asia/Ho_Chi_Minh");
	o->hall.service_count = v->service_count = ZONE_SERVICES;
	o->hall.counter_count = v->counter_count = ZONE_COUNTERS;
	o->hall.now_ms = 1000000;
	o->hall.seq = 1;
	for (int i = 0; i < ZONE_SERVICES; i++) {
		snprintf(v->services[i].id, ID_SIZE, "service-%d", i);
		snprintf(v->services[i].prefix, NUMBER_SIZE, "%s", prefixes[i]);
		memcpy(o->hall.services[i].id, v->services[i].id, ID_SIZE);
	}
	for (int i = 0; i < ZONE_COUNTERS; i++) {
		v->counters[i].id = o->hall.counters[i].id = i + 1;
		o->hall.counters[i].state = COUNTER_OPEN;
	}
	return o;
}

void zone_office_serves(struct zone_office *o, int counter, int service) {
	struct office_counter *c = &o->view.counters[counter - 1];
	snprintf(c->services[c->service_count++], ID_SIZE, "service-%d", service);
}

void zone_office_zone(struct zone_office *o, const char *id, const int counters[], int count) {
	struct office_zone *z = &o->view.zones[o->view.zone_count++];
	snprintf(z->id, ID_SIZE, "%s", id);
	snprintf(z->name.vi, NAME_SIZE, "Khu %s", id);
	memcpy(z->counters, counters, (size_t)count * sizeof *counters);
	z->counter_count = count;
}
