#include "server/calendar.h"

#include "common/clock.h"
#include "common/day.h"

enum { YEAR_DAYS = 366, SATURDAY = 6 };

static const struct setup_make_up *make_up(const struct setup *setup, int day) {
	for (int i = 0; i < setup->make_up_count; i++)
		if (setup->make_up[i].day == day)
			return &setup->make_up[i];
	return NULL;
}

static bool holiday(const struct setup *setup, int day) {
	for (int i = 0; i < setup->holiday_count; i++)
		if (setup->holidays[i] == day)
			return true;
	return false;
}

struct setup_hours calendar_hours(const struct setup *setup, int day) {
	const struct setup_make_up *m = make_up(setup, day);
	if (!m && holiday(setup, day))
		return (struct setup_hours){0};
	return setup->hours[day_weekday(m ? m->like_day : day)];
}

/* A number is of its day: none is issued before that has begun. */
static int64_t take_from_ms(const struct setup *setup, int day, struct setup_span span) {
	int from = span.from - setup->take_before_min;
	return clock_at(day, from > 0 ? from : 0);
}

static int64_t take_until_ms(const struct setup *setup, int day, struct setup_span span) {
	return clock_at(day, span.to - setup->take_stop_min);
}

static struct calendar_session session_of(
	const struct setup *setup, int day, struct setup_span span) {
	return (struct calendar_session){
		.opens_ms = clock_at(day, span.from),
		.closes_ms = clock_at(day, span.to),
		.take_from_ms = take_from_ms(setup, day, span),
		.take_until_ms = take_until_ms(setup, day, span),
	};
}

/* A Saturday that is no make-up day: only some counters and services work. */
static bool plain_saturday(const struct setup *setup, int day) {
	return day_weekday(day) == SATURDAY && !make_up(setup, day);
}

bool calendar_workday(const struct setup *setup, int day) {
	return calendar_hours(setup, day).count > 0 && !plain_saturday(setup, day);
}

bool calendar_counter_works(const struct setup *setup, int counter, int day) {
	if (calendar_hours(setup, day).count == 0)
		return false;
	return setup->counters[counter].saturday || !plain_saturday(setup, day);
}

struct setup_hours calendar_counter_hours(const struct setup *setup, int counter, int day) {
	const struct setup_counter *c = &setup->counters[counter];
	const struct setup_make_up *m = make_up(setup, day);
	if (!calendar_counter_works(setup, counter, day))
		return (struct setup_hours){0};
	return c->own_hours ? c->hours[day_weekday(m ? m->like_day : day)]
			    : calendar_hours(setup, day);
}

bool calendar_service_works(const struct setup *setup, int service, int day) {
	if (plain_saturday(setup, day) && !setup->services[service].saturday)
		return false;
	for (int i = 0; i < setup->counter_count; i++)
		if (setup_handicap_s(setup, i, service) >= 0 &&
			calendar_counter_works(setup, i, day))
			return true;
	return false;
}

bool calendar_session(const struct setup *setup, int64_t at_ms, struct calendar_session *session) {
	int day = clock_day(at_ms);
	for (int n = 0; n < YEAR_DAYS; n++, day = day_after(day, 1)) {
		struct setup_hours hours = calendar_hours(setup, day);
		for (int i = 0; i < hours.count; i++) {
			struct calendar_session s = session_of(setup, day, hours.spans[i]);
			if (at_ms < s.closes_ms) {
				*session = s;
				return true;
			}
		}
	}
	return false;
}

bool calendar_open(const struct setup *setup, int64_t at_ms) {
	struct calendar_session s;
	return calendar_session(setup, at_ms, &s) && at_ms >= s.opens_ms;
}

bool calendar_takes(const struct setup *setup, int service, int64_t at_ms, int64_t *opens_ms) {
	int day = clock_day(at_ms);
	if (opens_ms)
		*opens_ms = 0;
	for (int n = 0; n < YEAR_DAYS; n++, day = day_after(day, 1)) {
		struct setup_hours hours = calendar_hours(setup, day);
		for (int i = 0; i < hours.count && calendar_service_works(setup, service, day);
			i++) {
			if (at_ms >= take_until_ms(setup, day, hours.spans[i]))
				continue;
			int64_t from_ms = take_from_ms(setup, day, hours.spans[i]);
			if (opens_ms)
				*opens_ms = from_ms;
			return at_ms >= from_ms;
		}
	}
	return false;
}

int calendar_take_spans(const struct setup *setup, int service, int day,
	struct span spans[static SETUP_SPANS_MAX]) {
	struct setup_hours hours = calendar_hours(setup, day);
	int count = 0;
	for (int i = 0; i < hours.count && calendar_service_works(setup, service, day); i++) {
		struct span span = {take_from_ms(setup, day, hours.spans[i]),
			take_until_ms(setup, day, hours.spans[i])};
		if (span.to_ms > span.from_ms)
			spans[count++] = span;
	}
	return count;
}

bool calendar_notice(const struct setup *setup, int notice, int64_t at_ms) {
	const struct setup_moment *from = &setup->notices[notice].from,
				  *until = &setup->notices[notice].until;
	return (!from->day || at_ms >= clock_at(from->day, from->minute)) &&
	       (!until->day || at_ms < clock_at(until->day, until->minute));
}
