/*
 * board: what everyone may see of the hall, kept right by changes.
 *
 * The server's published view and each screen's view are the same code: a snapshot resets it, each
 * change is applied in order. Pure: no I/O, no clock. The struct snapshot is the caller's.
 */
#ifndef MOTCUA_BOARD_H
#define MOTCUA_BOARD_H

#include "common/proto.h"

/* Applies one change to the hall: counters, waiting, last calls, absent numbers, seq. */
void board_apply(struct snapshot *s, const struct change *c);

/* A new day: nobody waits, counters are closed, no calls. */
void board_clear_day(struct snapshot *s, int day);

#endif
