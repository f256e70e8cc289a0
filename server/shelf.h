/*
 * shelf: the packed visits of days that are over, kept in memory for whoever asks again.
 *
 * A day is on it with its pack, or as one on which nothing happened, or not at all. When it becomes
 * too full it is emptied. Pure. Owner: the caller (shelf_clear); a zeroed shelf is empty.
 */
#ifndef MOTCUA_SHELF_H
#define MOTCUA_SHELF_H

#include "server/visit_pack.h"

struct shelf_day {
	int day;
	struct visit_pack *pack; /* NULL: nothing happened */
};

struct shelf {
	struct shelf_day *days; /* in order */
	size_t count, room, bytes;
};

/* The entry of a day; NULL: it is not on the shelf. */
const struct shelf_day *shelf_find(const struct shelf *shelf, int day);

/* Puts a pack (its share is taken over; NULL: nothing happened) where none is of that day. */
void shelf_put(struct shelf *shelf, int day, struct visit_pack *pack);

void shelf_clear(struct shelf *shelf);

#endif
