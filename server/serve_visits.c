#include "common/clock.h"
#include "server/serve_state.h"

enum { DAY_MIN = 24 * 60, RECOUNT_MS = 60000 };

static int days_after(int day, int days) {
	return clock_day(clock_at(day, DAY_MIN / 2 + days * DAY_MIN));
}

/* What could not be read, the store has logged: the order stays as it is. */
static void counted_today(void *arg, enum store_result result, const struct popular *today) {
	struct serve *s = arg;
	struct popular all = {0};
	s->counting = false;
	if (result != STORE_OK)
		return;
	popular_sum(&all, &s->visits_before);
	popular_sum(&all, today);
	catalog_set_visits(s->catalog, &all);
	popular_clear(&all);
}

static void counted_before(void *arg, enum store_result result, const struct popular *before) {
	struct serve *s = arg;
	if (result == STORE_OK) {
		popular_clear(&s->visits_before);
		popular_sum(&s->visits_before, before);
	}
}

void serve_count_visits(struct serve *s) {
	const struct snapshot *hall = office_board(s->office);
	int64_t now_ms = clock_mono_ms();
	bool new_day = hall->day != s->counted_day;
	bool due = hall->seq != s->counted_seq && now_ms >= s->counted_ms + RECOUNT_MS;
	if (!s->catalog || s->counting || !(new_day || due))
		return;
	if (new_day)
		office_read_visits(s->office, days_after(hall->day, -POPULAR_DAYS), hall->day,
			counted_before, s);
	office_read_visits(s->office, hall->day, days_after(hall->day, 1), counted_today, s);
	s->counting = true;
	s->counted_day = hall->day;
	s->counted_seq = hall->seq;
	s->counted_ms = now_ms;
}
