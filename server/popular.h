/*
 * popular: how often each procedure was handled, counted by visits.
 *
 * A visit that ended at a counter counts once for each procedure that the clerk recorded as done,
 * or, where he recorded none, for the one that the citizen chose when he took the number. Of whom
 * nothing is known. A zeroed struct has counted nothing; the caller owns it (popular_clear).
 */
#ifndef MOTCUA_POPULAR_H
#define MOTCUA_POPULAR_H

#include "common/proto.h"

#include <stddef.h>

/* The days before today that are counted with it. */
enum { POPULAR_DAYS = 90 };

struct popular_procedure {
	char code[ID_SIZE];
	int visits;
};

struct popular {
	struct popular_procedure *list;
	size_t count;
};

/* Counts visits that were for the same: one code, or several with quantities, as a change tells
 * them ("1.001193*2,2.000815*1"). */
void popular_add(struct popular *popular, const char *procedures, int visits);

void popular_clear(struct popular *popular);

#endif
