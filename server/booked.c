#include "server/booked.h"

#include "common/mem.h"

#include <string.h>

void booked_clear(struct booked *b) {
	mem_free(b->items);
	*b = (struct booked){0};
}

void booked_add(struct booked *b, size_t service, int64_t slot_s, int64_t head_start_s) {
	b->items = mem_realloc(b->items, b->count + 1, sizeof *b->items);
	b->items[b->count++] = (struct hall_booking){
		.ref = ++b->last_ref,
		.service = service,
		.slot_s = slot_s,
		.head_start_s = head_start_s,
	};
}

void booked_arrived(struct booked *b, size_t service, int64_t slot_s) {
	for (size_t i = 0; i < b->count; i++) {
		if (b->items[i].service != service || b->items[i].slot_s != slot_s)
			continue;
		b->count--;
		memmove(&b->items[i], &b->items[i + 1], (b->count - i) * sizeof *b->items);
		return;
	}
}
