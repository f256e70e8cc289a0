#include "server/setup_calendar_json.h"

static bool read_span(const json_t *span, int after, struct setup_span *s) {
	return json_array_size(span) == 2 && setup_read_minute(json_array_get(span, 0), &s->from) &&
	       setup_read_minute(json_array_get(span, 1), &s->to) && s->from < s->to &&
	       s->from >= after;
}

static bool read_day(struct setup_read *r, json_t *hours, const char *at, const char *day,
	struct setup_hours *to) {
	json_t *span, *list = setup_read_part(r, hours, at, day, JSON_ARRAY);
	size_t i;
	if (!list)
		return false;
	if (json_array_size(list) > SETUP_SPANS_MAX)
		return setup_read_refuse(setup_read_bounds(r, 0, SETUP_SPANS_MAX), "count",
			"%s.%s: more than %d", at, day, SETUP_SPANS_MAX);
	json_array_foreach(list, i, span) {
		int after = i ? to->spans[i - 1].to : 0;
		if (!read_span(span, after, &to->spans[i]))
			return setup_read_refuse(r, "hours",
				"%s.%s[%zu]: must be [\"HH:MM\", \"HH:MM\"], in order of the day",
				at, day, i);
		to->count++;
	}
	return true;
}

bool setup_calendar_hours(
	struct setup_read *r, json_t *hours, const char *at, struct setup_hours to[7]) {
	static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
	for (int d = 0; d < 7; d++)
		if (!read_day(r, hours, at, days[d], &to[d]))
			return false;
	return true;
}

static bool read_date(
	struct setup_read *r, json_t *day, const char *list, size_t i, const char *key, int *to) {
	return setup_read_date(json_object_get(day, key), to) ||
	       setup_read_refuse(r, "date", "%s[%zu].%s: must be a date YYYY-MM-DD", list, i, key);
}

static bool read_holidays(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *day, *list;
	size_t i;
	if (!setup_read_optional(r, root, "", "holidays", JSON_ARRAY, &list))
		return false;
	if (json_array_size(list) > SETUP_DATES_MAX)
		return setup_read_refuse(setup_read_bounds(r, 0, SETUP_DATES_MAX), "count",
			"holidays: more than %d", SETUP_DATES_MAX);
	json_array_foreach(list, i, day) {
		if (!read_date(r, day, "holidays", i, "date", &s->holidays[i]))
			return false;
		s->holiday_count++;
	}
	return true;
}

static bool read_make_up(struct setup_read *r, struct setup *s, json_t *root) {
	static const char name[] = "make_up_workdays";
	json_t *day, *list;
	size_t i;
	if (!setup_read_optional(r, root, "", name, JSON_ARRAY, &list))
		return false;
	if (json_array_size(list) > SETUP_DATES_MAX)
		return setup_read_refuse(setup_read_bounds(r, 0, SETUP_DATES_MAX), "count",
			"%s: more than %d", name, SETUP_DATES_MAX);
	json_array_foreach(list, i, day) {
		struct setup_make_up *m = &s->make_up[i];
		if (!read_date(r, day, name, i, "date", &m->day) ||
			!read_date(r, day, name, i, "for_date", &m->like_day))
			return false;
		s->make_up_count++;
	}
	return true;
}

bool setup_calendar(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *hours = setup_read_part(r, root, "", "opening_hours", JSON_OBJECT);
	return hours && setup_calendar_hours(r, hours, "opening_hours", s->hours) &&
	       read_holidays(r, s, root) && read_make_up(r, s, root);
}
