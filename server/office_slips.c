#include "server/office_state.h"

/* How many results were due on the day, and how many of them were ready in the end. */

enum { KEEP_MS = 10 * 60000 };

static bool is_new(const struct office *o) {
	struct visit_slips kept = {0};
	if (o->visits && visit_book_date(o->visits) == o->day)
		kept = visit_book_slips(o->visits);
	return !kept.known || kept.due != o->slips.due || kept.ready != o->slips.ready;
}

void office_keep_slips(struct office *o) {
	if (!o->day || o->slips_day != o->day || !is_new(o))
		return;
	struct change c = office_change(o, "system");
	c.kind = CHANGE_SLIPS_COUNTED;
	c.first = o->slips.due;
	c.last = o->slips.ready;
	office_apply(o, &c);
	o->slips_ms = o->options.mono_ms();
}

void office_count_slips(struct office *o, int day, int due, int ready) {
	int64_t since_ms = o->options.mono_ms() - o->slips_ms;
	bool first = day != o->slips_day;
	o->slips_day = day;
	o->slips = (struct visit_slips){true, due, ready};
	if (!o->ready || (!first && o->slips_ms && since_ms < KEEP_MS))
		return;
	office_keep_slips(o);
	office_commit(o, NULL, NULL, NULL);
}
