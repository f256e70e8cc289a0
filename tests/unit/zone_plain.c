#include "tests/unit/zone_plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

bool zone_plain_has(const struct zone_office *office, int zone, int counter) {
	const struct office_zone *z = &office->view.zones[zone];
	bool found = false;
	for (int i = 0; i < z->counter_count; i++) {
		found |= z->counters[i] == counter;
	}
	return found;
}

static bool served(const struct zone_office *office, int zone, const char *service) {
	bool found = false;
	for (int i = 0; i < ZONE_COUNTERS; i++) {
		const struct office_counter *c = &office->view.counters[i];
		for (int k = 0; k < c->service_count; k++) {
			found |= zone_plain_has(office, zone, c->id) &&
				 !strcmp(c->services[k], service);
		}
	}
	return found;
}

static void check_services(const struct zone_office *office, int zone, const struct view *v) {
	int count = 0;
	for (int i = 0; i < ZONE_SERVICES; i++) {
		const char *id = office->view.services[i].id;
		if (served(office, zone, id)) {
			assert_string_equal(v->office->services[count].id, id);
			assert_string_equal(v->hall->services[count].id, id);
			assert_int_equal(
				v->hall->services[count].waiting, office->hall.services[i].waiting);
			assert_int_equal(v->hall->services[count].wait.high_s,
				office->hall.services[i].wait.high_s);
			count++;
		}
	}
	assert_int_equal(v->office->service_count, count);
	assert_int_equal(v->hall->service_count, count);
}

static void check_counters(const struct zone_office *office, int zone, const struct view *v) {
	int count = 0;
	for (int i = 0; i < ZONE_COUNTERS; i++) {
		if (zone_plain_has(office, zone, i + 1)) {
			assert_memory_equal(&v->hall->counters[count], &office->hall.counters[i],
				sizeof office->hall.counters[i]);
			assert_int_equal(v->office->counters[count].id, i + 1);
			count++;
		}
	}
	assert_int_equal(v->office->counter_count, count);
	assert_int_equal(v->hall->counter_count, count);
}

static bool hall_lists(const struct zone_office *office, const char *number, int counter) {
	for (int i = 0; i < office->hall.recent_count; i++) {
		const struct snapshot_call *c = &office->hall.recent[i];
		if (c->counter == counter && !strcmp(c->number, number)) {
			return true;
		}
	}
	return false;
}

static int later_first(const void *a, const void *b) {
	int64_t x = ((const struct snapshot_call *)a)->at_ms;
	int64_t y = ((const struct snapshot_call *)b)->at_ms;
	return (x < y) - (x > y);
}

static void check_recent(const struct zone_office *office, int zone, const struct view *v) {
	struct snapshot_call calls[RECENT_MAX + ZONE_COUNTERS];
	int count = 0;
	for (int i = 0; i < office->hall.recent_count; i++) {
		if (zone_plain_has(office, zone, office->hall.recent[i].counter)) {
			calls[count++] = office->hall.recent[i];
		}
	}
	for (int i = 0; i < ZONE_COUNTERS; i++) {
		const struct snapshot_counter *c = &office->hall.counters[i];
		if (zone_plain_has(office, zone, c->id) && c->reason &&
			!hall_lists(office, c->number, c->id)) {
			calls[count] = (struct snapshot_call){
				.counter = c->id, .at_ms = c->called_at_ms, .reason = c->reason};
			memcpy(calls[count++].number, c->number, NUMBER_SIZE);
		}
	}
	qsort(calls, (size_t)count, sizeof *calls, later_first);
	count = count > RECENT_MAX ? RECENT_MAX : count;
	assert_int_equal(v->hall->recent_count, count);
	for (int i = 0; i < count; i++) {
		assert_string_equal(v->hall->recent[i].number, calls[i].number);
		assert_int_equal(v->hall->recent[i].counter, calls[i].counter);
		assert_int_equal(v->hall->recent[i].at_ms, calls[i].at_ms);
		assert_int_equal(v->hall->recent[i].reason, calls[i].reason);
	}
}

/* The numbers are three digits: what stands before them is the series. */
static void check_absent(const struct zone_office *office, int zone, const struct view *v) {
	int count = 0;
	for (int i = 0; i < office->hall.absent_count; i++) {
		const char *number = office->hall.absent[i];
		for (int k = 0; k < ZONE_SERVICES; k++) {
			const struct office_service *s = &office->view.services[k];
			size_t size = strlen(s->prefix);
			bool of = strlen(number) == size + 3 && !memcmp(number, s->prefix, size);
			if (of && served(office, zone, s->id)) {
				assert_string_equal(v->hall->absent[count++], number);
			}
		}
	}
	assert_int_equal(v->hall->absent_count, count);
}

void zone_plain_check(const struct zone_office *office, int zone, const struct view *v) {
	check_services(office, zone, v);
	check_counters(office, zone, v);
	check_recent(office, zone, v);
	check_absent(office, zone, v);
}
