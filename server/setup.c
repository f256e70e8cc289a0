#include "server/setup.h"

#include "common/mem.h"

#include <string.h>

void setup_free(struct setup *setup) {
	if (!setup)
		return;
	for (int i = 0; i < setup->service_count; i++) {
		struct catalog_service *c = &setup->catalog[i];
		for (size_t k = 0; k < c->field_count; k++)
			mem_free((void *)c->fields[k]);
		for (size_t k = 0; k < c->first_count; k++)
			mem_free((void *)c->first[k]);
		mem_free((void *)c->fields);
		mem_free((void *)c->first);
	}
	mem_free(setup);
}

int setup_service(const struct setup *setup, const char *id) {
	for (int i = 0; i < setup->service_count; i++)
		if (!strcmp(setup->services[i].id, id))
			return i;
	return -1;
}

int setup_counter(const struct setup *setup, int id) {
	for (int i = 0; i < setup->counter_count; i++)
		if (setup->counters[i].id == id)
			return i;
	return -1;
}

int setup_priority(const struct setup *setup, const char *id) {
	for (int i = 0; i < setup->priority_count; i++)
		if (!strcmp(setup->priorities[i].id, id))
			return i;
	return -1;
}

int setup_zone(const struct setup *setup, const char *id) {
	for (int i = 0; i < setup->zone_count; i++)
		if (!strcmp(setup->zones[i].id, id))
			return i;
	return -1;
}

int setup_handicap_s(const struct setup *setup, int counter, int service) {
	const struct setup_counter *c = &setup->counters[counter];
	for (int i = 0; i < c->serves_count; i++)
		if (c->serves[i].service == service)
			return c->serves[i].handicap_s;
	return -1;
}
