/*
 * kiosk_walks_return: the walks to what is shown of a slip that was scanned.
 */
#ifndef MOTCUA_TEST_KIOSK_WALKS_RETURN_H
#define MOTCUA_TEST_KIOSK_WALKS_RETURN_H

#include "tests/screens/kiosk_fixture.h"

void walk_return_asked(struct kiosk *k);
void walk_return(struct kiosk *k);
void walk_return_called(struct kiosk *k);
void walk_return_late(struct kiosk *k);
void walk_return_missing(struct kiosk *k);
void walk_return_rated(struct kiosk *k);
void walk_rate(struct kiosk *k);
void walk_rating(struct kiosk *k);
void walk_rate_thanks(struct kiosk *k);
void walk_rate_unsent(struct kiosk *k);

#endif
