/*
 * kiosk_turns: what can happen to a kiosk from outside, each by name: answers come or do not, the
 * printer prints or fails, the line goes and comes back, slips are scanned, headphones are plugged
 * in, time passes.
 */
#ifndef MOTCUA_TEST_KIOSK_TURNS_H
#define MOTCUA_TEST_KIOSK_TURNS_H

#include "tests/screens/kiosk_fixture.h"

/* The name of the i-th turn; NULL after the last. */
const char *kiosk_turn_name(int i);
/* Makes it happen; false where it cannot, and nothing has changed. */
bool kiosk_turn(struct kiosk *k, int i);

/* Lets the moment pass in which presses are passed over. */
void kiosk_unguard(struct kiosk *k);
/* Nobody does anything and nothing answers until it is home; false: that takes longer. */
bool kiosk_left_alone(struct kiosk *k, int most_ms);

#endif
