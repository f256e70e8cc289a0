/*
 * kiosk_walks_priority: the walks of a kiosk where somebody says which class he belongs to.
 */
#ifndef MOTCUA_TEST_KIOSK_WALKS_PRIORITY_H
#define MOTCUA_TEST_KIOSK_WALKS_PRIORITY_H

#include "tests/screens/kiosk_fixture.h"

void walk_priority(struct kiosk *k);
void walk_priority_many(struct kiosk *k);
void walk_priority_one(struct kiosk *k);

#endif
