/* The day's opening, what is counted of it and of those before, and its quiet hours. */
#include "common/clock.h"
#include "common/day.h"
#include "common/mem.h"
#include "server/commands.h"
#include "server/serve_state.h"

#include <poll.h>

enum { RECOUNT_MS = 60000, QUIET_TICKS = 10 };

/* What could not be read, the store has logged: the order stays as it is. */
static void counted_today(void *arg, enum store_result result, struct popular *today) {
	struct serve *s = arg;
	s->counting = false;
	if (result == STORE_OK)
		catalog_set_visits(s->catalog, &s->visits_before, today);
}

static void counted_before(void *arg, enum store_result result, struct popular *before) {
	struct serve *s = arg;
	if (result != STORE_OK)
		return;
	popular_clear(&s->visits_before);
	s->visits_before = *before;
	*before = (struct popular){0};
}

void serve_count_visits(struct serve *s) {
	const struct snapshot *hall = office_board(s->office);
	int64_t now_ms = clock_mono_ms();
	bool new_day = hall->day != s->counted_day;
	bool due = hall->seq != s->counted_seq && now_ms >= s->counted_ms + RECOUNT_MS;
	if (!s->catalog || s->counting || !(new_day || due))
		return;
	if (new_day)
		office_read_visits(s->office, day_after(hall->day, -POPULAR_DAYS), hall->day,
			counted_before, s);
	office_read_visits(s->office, hall->day, day_after(hall->day, 1), counted_today, s);
	s->counting = true;
	s->counted_day = hall->day;
	s->counted_seq = hall->seq;
	s->counted_ms = now_ms;
}

struct opening {
	bool waiting;
	enum store_result result;
};

static void opened(void *arg, enum store_result result) {
	*(struct opening *)arg = (struct opening){false, result};
}

static void drain_while(struct serve *s, const bool *waiting) {
	struct pollfd disk = {.fd = office_fd(s->office), .events = POLLIN};
	while (*waiting) {
		poll(&disk, 1, -1);
		office_drain(s->office);
	}
}

int serve_open_day(struct serve *s) {
	struct opening opening = {.waiting = true};
	office_tick(s->office);
	office_commit(s->office, NULL, opened, &opening);
	drain_while(s, &opening.waiting);
	serve_turn_catalog(s, office_board(s->office)->day);
	serve_count_visits(s);
	drain_while(s, &s->counting);
	office_look_ahead(s->office);
	return opening.result == STORE_DAMAGED ? COMMANDS_DAMAGED : COMMANDS_DONE;
}

void serve_rest(struct serve *s) {
	int64_t seq = office_board(s->office)->seq;
	s->quiet_ticks = seq == s->quiet_seq ? s->quiet_ticks + 1 : 0;
	s->quiet_seq = seq;
	if (s->quiet_ticks == QUIET_TICKS)
		mem_trim();
}
