#include "server/shelf.h"

#include "common/mem.h"

#include <string.h>

/* Two years of a large office. */
enum { BYTES_MAX = 48 << 20 };

/* The place of the first day that is not before this one. */
static size_t place_of(const struct shelf *s, int day) {
	size_t low = 0, high = s->count;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (s->days[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct shelf_day *shelf_find(const struct shelf *s, int day) {
	size_t i = place_of(s, day);
	return i < s->count && s->days[i].day == day ? &s->days[i] : NULL;
}

void shelf_put(struct shelf *s, int day, struct visit_pack *pack) {
	size_t size = pack ? pack->size : 0;
	if (s->bytes + size > BYTES_MAX)
		shelf_clear(s);
	if (shelf_find(s, day)) {
		visit_pack_release(pack);
		return;
	}
	if (s->count == s->room) {
		s->room = s->room ? s->room * 2 : 64;
		s->days = mem_realloc(s->days, s->room, sizeof *s->days);
	}
	size_t i = place_of(s, day);
	memmove(s->days + i + 1, s->days + i, (s->count - i) * sizeof *s->days);
	s->days[i] = (struct shelf_day){day, pack};
	s->count++;
	s->bytes += size;
}

void shelf_clear(struct shelf *s) {
	for (size_t i = 0; i < s->count; i++)
		visit_pack_release(s->days[i].pack);
	mem_free(s->days);
	*s = (struct shelf){0};
}
