/*
 * store_day: what a day leaves in the store besides its changes.
 *
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_DAY_H
#define MOTCUA_STORE_DAY_H

#include "server/store_db.h"

/* Keeps what had been learned up to a change, for the day that begins. */
enum store_result day_put_learned(struct store *store, int day, int64_t seq, const char *text);

#endif
