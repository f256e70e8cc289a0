#include "server/catalog_rows.h"

#include "common/mem.h"

#include <limits.h>

static bool in_force(const struct procedure *p, int day) {
	return !day || (p->valid_from <= day && (!p->valid_until || day <= p->valid_until));
}

/* Days are compared as numbers: the one after the last of a month need not be in the calendar. */
static int next_day(const struct procedure *p, int day) {
	int days[] = {p->valid_from, p->valid_until ? p->valid_until + 1 : 0, p->amended_from};
	int next = INT_MAX;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (days[i] > day && days[i] < next)
			next = days[i];
	return next;
}

static size_t put(const struct procedure *from, size_t count, bool which, struct procedure *to) {
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		if (from[i].in_force == which)
			to[n++] = from[i];
	return n;
}

void catalog_rows_divide(struct catalog_rows *rows, int day) {
	struct procedure *divided = mem_alloc(rows->count, sizeof *divided);
	rows->next_day = INT_MAX;
	for (size_t i = 0; i < rows->count; i++) {
		struct procedure *p = &rows->procedures[i];
		int next = next_day(p, day);
		p->in_force = in_force(p, day);
		if (next < rows->next_day)
			rows->next_day = next;
	}
	rows->procedure_count = put(rows->procedures, rows->count, true, divided);
	put(rows->procedures, rows->count, false, divided + rows->procedure_count);
	mem_free(rows->procedures);
	rows->procedures = divided;
}
