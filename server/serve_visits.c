#include "common/clock.h"
#include "server/serve_state.h"

enum { DAY_MIN = 24 * 60 };

/* What could not be read, the store has logged: the order stays as it is. */
static void counted(void *arg, enum store_result result, const struct popular *popular) {
	struct serve *s = arg;
	s->counting = false;
	if (result == STORE_OK)
		catalog_set_visits(s->catalog, popular);
}

void serve_count_visits(struct serve *s) {
	int day = office_board(s->office)->day;
	if (day == s->counted_day)
		return;
	s->counted_day = day;
	s->counting = s->catalog != NULL;
	if (s->counting)
		office_read_visits(s->office,
			clock_day(clock_at(day, DAY_MIN / 2 - POPULAR_DAYS * DAY_MIN)), day,
			counted, s);
}
