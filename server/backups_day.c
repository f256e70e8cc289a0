#include "server/backups_day.h"

#include "common/clock.h"
#include "common/day.h"
#include "server/calendar.h"

enum { AFTER_CLOSING_MIN = 15, ON_DAYS_OFF_MIN = 18 * 60 };

/* Of a date; of one whose hours end at midnight it is on the next. */
static int64_t due_ms(const struct setup *s, int day) {
	struct setup_hours hours = calendar_hours(s, day);
	int minute = ON_DAYS_OFF_MIN;
	if (hours.count > 0)
		minute = hours.spans[hours.count - 1].to + AFTER_CLOSING_MIN;
	return clock_at(day, minute);
}

int64_t backups_day_due_ms(const struct setup *s, int64_t at_ms) {
	int day = clock_day(at_ms);
	while (due_ms(s, day) > at_ms)
		day = day_after(day, -1);
	return due_ms(s, day);
}

int64_t backups_day_next_ms(const struct setup *s, int64_t at_ms) {
	int day = day_after(clock_day(at_ms), -1);
	while (due_ms(s, day) <= at_ms)
		day = day_after(day, 1);
	return due_ms(s, day);
}
