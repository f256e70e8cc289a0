/*
 * kiosk_state: where a kiosk is, in one line: all on which it depends what can be pressed there and
 * where that leads, and nothing else, so that there are few such lines.
 *
 * Left out is what only changes words: which service, which procedure, what was typed, the
 * priority, the language, the colours, the time. Of the way that was come only the last step
 * counts.
 */
#ifndef MOTCUA_TEST_KIOSK_STATE_H
#define MOTCUA_TEST_KIOSK_STATE_H

#include "tests/screens/kiosk_fixture.h"

enum { KIOSK_STATE_SIZE = 160 };

void kiosk_state(const struct kiosk *k, char line[static KIOSK_STATE_SIZE]);

/* How many things are out of the ordinary: larger type, lower buttons, the spoken mode, no paper,
 * numbers without the server, a slip that is scanned or headphones that are plugged in in the
 * middle of something else. */
int kiosk_state_strain(const struct flow *f);

/* Whether nobody's things are shown: home, or what lies over it while there is no server. */
bool kiosk_state_home(const struct kiosk *k);

/* The names of the values of flow's enums; NULL past the last. */
const char *kiosk_state_screen(enum screen s);
const char *kiosk_state_phase(enum number_phase p);
const char *kiosk_state_notice(enum notice n);
const char *kiosk_state_late(enum late l);
const char *kiosk_state_said(enum result_said s);
const char *kiosk_state_back(enum return_phase p);

#endif
