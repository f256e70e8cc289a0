/*
 * zone_office: an office of a dozen open counters, its services and its hall, for tests of zones.
 *
 * Counters are 1 … ZONE_COUNTERS and serve nothing, there are no zones until the test says so.
 * Services are "service-0" …, of the series A, A1, B, Đ, Đ1, Đ12, C and C2. Free it with mem_free.
 */
#ifndef MOTCUA_TESTS_ZONE_OFFICE_H
#define MOTCUA_TESTS_ZONE_OFFICE_H

#include "common/proto.h"

enum { ZONE_SERVICES = 8, ZONE_COUNTERS = 12 };

struct zone_office {
	struct office_view view;
	struct snapshot hall;
};

struct zone_office *zone_office_new(void);

/* A counter serves one more service. */
void zone_office_serves(struct zone_office *o, int counter, int service);

/* One more zone. */
void zone_office_zone(struct zone_office *o, const char *id, const int counters[], int count);

#endif
