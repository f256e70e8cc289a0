/*
 * flow_ward: the one kiosk that a test of flow walks with, in the ward at 9:40 on 23/11/2026.
 *
 * open_ward and close_ward go around each test of a group.
 */
#ifndef MOTCUA_TEST_FLOW_WARD_H
#define MOTCUA_TEST_FLOW_WARD_H

#include "tests/screens/kiosk_fixture.h"

extern struct kiosk k;

int open_ward(void **state);
/* The same, with a lease on its disk. */
int open_ward_with_lease(void **state);
int close_ward(void **state);

/* The screen that is shown now. */
enum screen shown(void);
/* The slip that was asked for last is out. */
void slip_out(void);

#endif
