/*
 * zone_plain: what a zone has of a hall, told plainly, for the model test of zones.
 */
#ifndef MOTCUA_TESTS_ZONE_PLAIN_H
#define MOTCUA_TESTS_ZONE_PLAIN_H

#include "display/view.h"
#include "tests/unit/zone_office.h"

/* Whether the zone (index) has the counter. */
bool zone_plain_has(const struct zone_office *office, int zone, int counter);

/* The test fails where the view has not all that is the zone's, or more. */
void zone_plain_check(const struct zone_office *office, int zone, const struct view *v);

#endif
