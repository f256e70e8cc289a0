/*
 * board: what everyone may see of the hall, kept right by changes.
 *
 * The server's published view and each screen's view are the same code: a snapshot resets it, each
 * change is applied in order. `open`, the waits and the notices are the calendar's, the estimate's
 * and the administrator's: changes do not tell them, snapshots and `waits` frames do. A ticket is
 * known by its number, a change of a service or counter that the hall does not have moves nothing
 * there. Pure: no I/O, no clock. The struct snapshot is the caller's.
 */
#ifndef MOTCUA_BOARD_H
#define MOTCUA_BOARD_H

#include "common/proto.h"

/* Applies one change to the hall: counters, waiting, last calls, absent numbers, those that
 * a kiosk gave out by itself, seq. */
void board_apply(struct snapshot *s, const struct change *c);

/* A new day: nobody waits, counters are closed, no calls. */
void board_clear_day(struct snapshot *s, int day);

#endif
