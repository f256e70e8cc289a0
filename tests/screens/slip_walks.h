/*
 * slip_walks: the ways to what an appointment slip shows, to a long name and to where a person is
 * asked, for kiosk_walks alone.
 */
#ifndef MOTCUA_TEST_SLIP_WALKS_H
#define MOTCUA_TEST_SLIP_WALKS_H

#include "tests/screens/kiosk_fixture.h"

/* Goes there from the first page; false when no walk is called so. */
bool slip_walk(struct kiosk *k, const char *name);

/* The name of the i-th walk; NULL after the last. */
const char *slip_walk_name(int i);

#endif
