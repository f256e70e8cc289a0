/*
 * booked: appointments for today whose people have not come yet.
 *
 * Each is in the form that the forecast reads. Owner: the outlook. Slots are Unix seconds.
 */
#ifndef MOTCUA_BOOKED_H
#define MOTCUA_BOOKED_H

#include "server/hall.h"

struct booked {
	struct hall_booking *items;
	size_t count;
	uint32_t last_ref;
};

void booked_clear(struct booked *booked);

/* One more. */
void booked_add(struct booked *booked, size_t service, int64_t slot_s, int64_t head_start_s);

/* Somebody came for one of this service and slot, if there was any. */
void booked_arrived(struct booked *booked, size_t service, int64_t slot_s);

#endif
