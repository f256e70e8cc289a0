/*
 * kiosk_walks: the ways to every screen of the kiosk, by name, for pictures of them and for rules
 * that hold on all of them.
 */
#ifndef MOTCUA_TEST_KIOSK_WALKS_H
#define MOTCUA_TEST_KIOSK_WALKS_H

#include "tests/screens/kiosk_fixture.h"

/* Opens a kiosk and goes there; ends with kiosk_close. */
void kiosk_walk(struct kiosk *k, const char *name, enum lang lang);

/* The name of the i-th walk; NULL after the last. */
const char *kiosk_walk_name(int i);

#endif
