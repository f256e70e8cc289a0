#include "tests/screens/fixture_zone.h"

#include "display/zone.h"

#include <stdio.h>
#include <string.h>

static void add_zone(struct office_view *o, const char *id, const char *name, int first, int last) {
	struct office_zone *z = &o->zones[o->zone_count++];
	snprintf(z->id, sizeof z->id, "%s", id);
	snprintf(z->name.vi, sizeof z->name.vi, "%s", name);
	for (int counter = first; counter <= last; counter++) {
		z->counters[z->counter_count++] = counter;
	}
}

/* What its number is of, and the next two. */
static void serve(struct fixture *f, int i) {
	struct office_counter *c = &f->office.counters[i];
	c->service_count = 0;
	for (int s = 0; s < f->office.service_count && c->service_count == 0; s++) {
		const char *prefix = f->office.services[s].prefix;
		if (strncmp(prefix, f->hall.counters[i].number, strlen(prefix)) != 0) {
			continue;
		}
		for (int k = s; k < s + 3 && k < f->office.service_count; k++) {
			memcpy(c->services[c->service_count++], f->office.services[k].id, ID_SIZE);
		}
	}
}

void fixture_zone(struct fixture *f, const char *id, const char *number, int counter) {
	static struct office_view office;
	static struct snapshot hall;
	fixture_province(f);
	add_zone(&f->office, "A", "Khu A – Tầng 1: Công an, Bảo hiểm, Thuế, trả kết quả", 19, 28);
	add_zone(&f->office, "B",
		"Khu B – Tầng 1: Tư pháp, Nội vụ, Tài chính, Công Thương, Đất đai", 1, 9);
	add_zone(&f->office, "C",
		"Khu C – Tầng 2: Xây dựng, Văn hóa, Khoa học, Giáo dục, Y tế, KCN", 10, 18);
	for (int i = 0; i < f->office.counter_count; i++) {
		serve(f, i);
	}
	fixture_call(f, number, "dat-dai-1", counter, REASON_IN_TURN);
	const struct office_zone *zone = zone_find(&f->office, id);
	zone_office(zone, &f->office, &office);
	zone_hall(zone, &f->office, &f->hall, &hall);
	f->announce = (struct announce){0};
	announce_snapshot(&f->announce, &hall, f->view.now_ms);
	f->view.office = &office;
	f->view.hall = &hall;
	f->view.zone = &zone->name;
}
