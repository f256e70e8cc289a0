/*
 * fixture_zone: the province's hall, seen by the board of one of its zones.
 */
#ifndef MOTCUA_TEST_FIXTURE_ZONE_H
#define MOTCUA_TEST_FIXTURE_ZONE_H

#include "tests/screens/fixture.h"

/* The zones of assets/office/province.json; a call to one of its counters now. */
void fixture_zone(struct fixture *f, const char *id, const char *number, int counter);

#endif
