/* The reporter and the rehearsals, and who waits for them; the slips of a day, which reports tell
 * of. */
#include "common/clock.h"
#include "server/serve_state.h"

#include <event2/event.h>

static void on_rehearsal(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	rehearsals_drain(s->rehearsals);
}

static void on_report(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	reporter_drain(s->reporter);
}

/* A list counts for a day on which it was written, or known to be right. */
void serve_count_slips(struct serve *s) {
	const struct results *list = s->results ? results_source_list(s->results) : NULL;
	int day = office_board(s->office)->day;
	int64_t as_of_ms = list ? results_source_as_of_ms(s->results) : 0;
	if (!list || clock_day(as_of_ms) != day)
		return;
	if (as_of_ms != s->slips_as_of_ms || day != s->slips_day)
		results_due(list, day, &s->slips_due, &s->slips_ready);
	s->slips_as_of_ms = as_of_ms;
	s->slips_day = day;
	office_count_slips(s->office, day, s->slips_due, s->slips_ready);
}

bool serve_open_reports(struct serve *s) {
	s->reporter = reporter_new();
	s->rehearsals = rehearsals_new();
	if (!s->reporter || !s->rehearsals)
		return false;
	s->report_ready =
		event_new(s->base, reporter_fd(s->reporter), EV_READ | EV_PERSIST, on_report, s);
	s->rehearsal_ready = event_new(
		s->base, rehearsals_fd(s->rehearsals), EV_READ | EV_PERSIST, on_rehearsal, s);
	return s->report_ready && s->rehearsal_ready && event_add(s->report_ready, NULL) == 0 &&
	       event_add(s->rehearsal_ready, NULL) == 0;
}
