/*
 * told_kiosk: a kiosk, the scene of its screen, and the sentences that are said of it.
 *
 * told_begin and told_end go around each test; the kiosk itself is opened and closed by the test.
 */
#ifndef MOTCUA_TEST_TOLD_KIOSK_H
#define MOTCUA_TEST_TOLD_KIOSK_H

#include "common/spoken.h"
#include "common/ui/scene.h"
#include "tests/screens/kiosk_fixture.h"

extern struct scene *scene;
extern struct kiosk k;
extern struct spoken said;

int told_begin(void **state);
int told_end(void **state);

/* The screen as it is now, upright. */
void told_build(void);

#endif
