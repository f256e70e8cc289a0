/*
 * board_hall: a hall of two services, "a" and "b", and two counters, 1 and 2, for tests of the
 * board.
 *
 * hall_open and hall_close are a cmocka set-up and tear-down.
 */
#ifndef MOTCUA_TESTS_BOARD_HALL_H
#define MOTCUA_TESTS_BOARD_HALL_H

#include "common/proto.h"

extern struct snapshot *hall;

int hall_open(void **state);
int hall_close(void **state);

/* The hall's next change, of ticket `number` of service "a" at counter 1; and one that is applied.
 */
struct change hall_change(
	enum change_kind kind, const char *number, enum ticket_state was, enum ticket_state now);
void hall_apply(
	enum change_kind kind, const char *number, enum ticket_state was, enum ticket_state now);

/* A number is issued and printed; one that waits is called to counter 1. */
void hall_wait(const char *number);
void hall_call(const char *number);

#endif
