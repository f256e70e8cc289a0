#include "common/mem.h"
#include "common/text.h"
#include "server/setup.h"

#include <ctype.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A reader goes through the file in order; the first thing that does not hold stops it. */
struct reader {
	struct setup *setup;
	char *why;
	size_t why_size;
	bool failed;
};

static bool refuse(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool refuse(struct reader *r, const char *format, ...) {
	va_list args;
	if (r->failed)
		return false;
	r->failed = true;
	va_start(args, format);
	vsnprintf(r->why, r->why_size, format, args);
	va_end(args);
	return false;
}

static bool read_text(struct reader *r, json_t *from, const char *place, const char *key,
	bool needed, char *to, size_t size) {
	json_t *j = json_object_get(from, key);
	if (!j || json_is_null(j)) {
		*to = '\0';
		return needed ? refuse(r, "%s.%s: is missing", place, key) : true;
	}
	if (!json_is_string(j) || (needed && json_string_length(j) == 0))
		return refuse(r, "%s.%s: must be a text", place, key);
	if (json_string_length(j) >= size)
		return refuse(r, "%s.%s: is longer than %zu bytes", place, key, size - 1);
	memcpy(to, json_string_value(j), json_string_length(j) + 1);
	return true;
}

static bool read_name(struct reader *r, json_t *from, const char *place, struct name *name) {
	return read_text(r, from, place, "name_vi", true, name->vi, sizeof name->vi) &&
	       read_text(r, from, place, "name_en", false, name->en, sizeof name->en);
}

/* A whole number between min and max; `otherwise` when the key is missing (below min: it must be
 * there). */
static bool read_int(struct reader *r, json_t *from, const char *place, const char *key, int min,
	int max, int otherwise, int *to) {
	json_t *j = json_object_get(from, key);
	if (!j && otherwise >= min) {
		*to = otherwise;
		return true;
	}
	double value = json_is_number(j) ? json_number_value(j) : min - 1.0;
	if (value < min || value > max || value != (int)value)
		return refuse(
			r, "%s.%s: must be a whole number from %d to %d", place, key, min, max);
	*to = (int)value;
	return true;
}

static bool read_saturday(
	struct reader *r, json_t *from, const char *place, bool otherwise, bool *to) {
	json_t *j = json_object_get(from, "open_saturday");
	if (j && !json_is_boolean(j))
		return refuse(r, "%s.open_saturday: must be true or false", place);
	*to = j ? json_is_true(j) : otherwise;
	return true;
}

static json_t *need(
	struct reader *r, json_t *from, const char *place, const char *key, json_type type) {
	json_t *j = json_object_get(from, key);
	if (j && json_typeof(j) == type)
		return j;
	refuse(r, "%s%s%s: %s", place, *place ? "." : "", key,
		j ? "is of the wrong kind" : "is missing");
	return NULL;
}

static bool id_ok(const char *id) {
	for (; *id; id++)
		if (!islower((unsigned char)*id) && !isdigit((unsigned char)*id) &&
			!strchr("-_.", *id))
			return false;
	return true;
}

static bool read_office(struct reader *r, json_t *root) {
	char zone[ID_SIZE + 32];
	json_t *office = need(r, root, "", "office", JSON_OBJECT);
	if (!office || !read_name(r, office, "office", &r->setup->name) ||
		!read_text(r, office, "office", "timezone", true, r->setup->time_zone, ID_SIZE))
		return false;
	snprintf(zone, sizeof zone, "/usr/share/zoneinfo/%s", r->setup->time_zone);
	FILE *f = strstr(zone, "..") ? NULL : fopen(zone, "rb");
	if (!f)
		return refuse(r, "office.timezone: this machine does not know \"%s\"",
			r->setup->time_zone);
	fclose(f);
	return true;
}

static bool parse_minute(const json_t *j, int *minute) {
	int h, m, end = 0;
	const char *s = json_string_value(j);
	if (!s || strlen(s) != 5 || sscanf(s, "%2d:%2d%n", &h, &m, &end) != 2 || end != 5)
		return false;
	*minute = h * 60 + m;
	return h >= 0 && m >= 0 && m < 60 && *minute <= 24 * 60;
}

static bool read_hours(struct reader *r, json_t *root) {
	static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
	json_t *hours = need(r, root, "", "opening_hours", JSON_OBJECT), *span;
	size_t i;
	for (int d = 0; hours && d < 7; d++) {
		struct setup_hours *to = &r->setup->hours[d];
		json_t *list = need(r, hours, "opening_hours", days[d], JSON_ARRAY);
		if (!list)
			return false;
		json_array_foreach(list, i, span) {
			struct setup_span *s = &to->spans[to->count];
			int after = to->count ? s[-1].to : 0;
			if (i >= SETUP_SPANS_MAX)
				return refuse(r, "opening_hours.%s: more than %d", days[d],
					SETUP_SPANS_MAX);
			if (json_array_size(span) != 2 ||
				!parse_minute(json_array_get(span, 0), &s->from) ||
				!parse_minute(json_array_get(span, 1), &s->to) ||
				s->from >= s->to || s->from < after)
				return refuse(r,
					"opening_hours.%s[%zu]: must be [\"HH:MM\", \"HH:MM\"], in "
					"order of the day",
					days[d], i);
			to->count++;
		}
	}
	return hours != NULL;
}

static bool parse_date(const json_t *j, int *day) {
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int y, m, d, end = 0;
	const char *s = json_string_value(j);
	if (!s || strlen(s) != 10 || sscanf(s, "%4d-%2d-%2d%n", &y, &m, &d, &end) != 3 ||
		end != 10 || y < 2000 || m < 1 || m > 12 || d < 1)
		return false;
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
	*day = y * 10000 + m * 100 + d;
	return d <= length[m - 1] + (m == 2 && leap);
}

static bool read_dates(struct reader *r, json_t *root) {
	json_t *day, *list = json_object_get(root, "holidays");
	struct setup *s = r->setup;
	size_t i;
	json_array_foreach(list, i, day) {
		if (i >= SETUP_DATES_MAX ||
			!parse_date(json_object_get(day, "date"), &s->holidays[i]))
			return refuse(r, "holidays[%zu].date: must be a date YYYY-MM-DD", i);
		s->holiday_count++;
	}
	list = json_object_get(root, "make_up_workdays");
	json_array_foreach(list, i, day) {
		struct setup_make_up *m = &s->make_up[i];
		if (i >= SETUP_DATES_MAX || !parse_date(json_object_get(day, "date"), &m->day))
			return refuse(
				r, "make_up_workdays[%zu].date: must be a date YYYY-MM-DD", i);
		if (!parse_date(json_object_get(day, "for_date"), &m->like_day))
			return refuse(
				r, "make_up_workdays[%zu].for_date: must be a date YYYY-MM-DD", i);
		s->make_up_count++;
	}
	return true;
}

static bool read_tickets(struct reader *r, json_t *root) {
	struct setup *s = r->setup;
	char format[NAME_SIZE];
	json_t *issue = need(r, root, "", "ticket_issue", JSON_OBJECT);
	json_t *number = need(r, root, "", "ticket_number", JSON_OBJECT);
	if (!issue || !number ||
		!read_int(r, issue, "ticket_issue", "open_minutes_before", 0, 240, 0,
			&s->take_before_min) ||
		!read_int(r, issue, "ticket_issue", "stop_minutes_before_close", 0, 240, 0,
			&s->take_stop_min) ||
		!read_int(r, number, "ticket_number", "start", 1, 999999, 1, &s->number_start) ||
		!read_int(r, number, "ticket_number", "max", s->number_start, 999999, 999,
			&s->number_max) ||
		!read_text(r, number, "ticket_number", "format", true, format, sizeof format))
		return false;
	int digits = 0;
	const char *dash = !strncmp(format, "{prefix}-", 9) ? "-" : "";
	if (strncmp(format, "{prefix}", 8) ||
		sscanf(format + 8 + strlen(dash), "{n:0%1dd}", &digits) != 1 || digits < 3 ||
		digits > 6 || strlen(format) != strlen("{prefix}{n:03d}") + strlen(dash))
		return refuse(
			r, "ticket_number.format: must be {prefix}{n:03d} or {prefix}-{n:03d}");
	s->number_dash = *dash != '\0';
	s->number_digits = digits;
	return true;
}

static bool read_strings(struct reader *r, json_t *from, const char *place, const char *key,
	const char *const **to, size_t *count) {
	json_t *item, *list = json_object_get(from, key);
	size_t i;
	const char **texts = mem_alloc(json_array_size(list), sizeof *texts);
	*to = texts;
	json_array_foreach(list, i, item) {
		if (!json_is_string(item))
			return refuse(r, "%s.%s[%zu]: must be a text", place, key, i);
		texts[(*count)++] = mem_strdup(json_string_value(item));
	}
	return true;
}

static bool read_service(struct reader *r, json_t *j, size_t i) {
	struct setup *s = r->setup;
	struct setup_service *to = &s->services[i];
	struct catalog_service *c = &s->catalog[i];
	char at[32];
	int mean_min, target_min;
	snprintf(at, sizeof at, "services[%zu]", i);
	if (!read_text(r, j, at, "id", true, to->id, sizeof to->id) ||
		!read_text(r, j, at, "prefix", true, to->prefix, 9) ||
		!read_name(r, j, at, &to->name) ||
		!read_int(r, j, at, "avg_service_minutes", 1, 240, 10, &mean_min) ||
		!read_int(r, j, at, "target_wait_minutes", 0, 480, 0, &target_min) ||
		!read_saturday(r, j, at, true, &to->saturday))
		return false;
	if (!id_ok(to->id))
		return refuse(r, "%s.id: only a-z, 0-9, '-', '_' and '.'", at);
	for (size_t k = 0; k < i; k++) {
		if (!strcmp(s->services[k].id, to->id))
			return refuse(r, "%s.id: \"%s\" is used twice", at, to->id);
		if (!strcmp(s->services[k].prefix, to->prefix))
			return refuse(r, "%s.prefix: \"%s\" is used twice", at, to->prefix);
	}
	to->mean_s = mean_min * 60;
	to->target_s = target_min * 60;
	c->id = to->id;
	s->service_count++;
	return read_strings(r, j, at, "fields", &c->fields, &c->field_count) &&
	       read_strings(r, j, at, "procedures_first", &c->first, &c->first_count);
}

static bool read_services(struct reader *r, json_t *root) {
	json_t *j, *list = need(r, root, "", "services", JSON_ARRAY);
	size_t i;
	if (!list)
		return false;
	if (json_array_size(list) < 1 || json_array_size(list) > SERVICES_MAX)
		return refuse(r, "services: must be 1 to %d", SERVICES_MAX);
	json_array_foreach(list, i, j) if (!read_service(r, j, i)) return false;
	return true;
}

static bool read_serves(
	struct reader *r, json_t *j, const char *at, json_t *handicaps, struct setup_counter *to) {
	json_t *pair, *list = need(r, j, at, "services", JSON_ARRAY);
	size_t i;
	if (list && json_array_size(list) > SERVICES_MAX)
		return refuse(r, "%s.services: more than %d", at, SERVICES_MAX);
	json_array_foreach(list, i, pair) {
		const char *id = json_string_value(json_array_get(pair, 0));
		json_t *preference = json_array_get(pair, 1);
		int service = id ? setup_service(r->setup, id) : -1;
		char key[24];
		snprintf(key, sizeof key, "%lld", (long long)json_integer_value(preference));
		json_t *handicap = json_object_get(handicaps, key);
		if (json_array_size(pair) != 2 || service < 0)
			return refuse(r, "%s.services[%zu]: \"%s\" is no service of this office",
				at, i, id ? id : "?");
		if (!json_is_integer(preference) || !json_is_number(handicap))
			return refuse(r,
				"%s.services[%zu]: preference must be one of "
				"priority_rule.helper_handicap_min",
				at, i);
		for (int k = 0; k < to->serves_count; k++)
			if (to->serves[k].service == service)
				return refuse(
					r, "%s.services[%zu]: \"%s\" is named twice", at, i, id);
		to->serves[to->serves_count++] =
			(struct setup_serves){service, (int)(json_number_value(handicap) * 60)};
	}
	return list != NULL;
}

static bool in_list(json_t *list, int id) {
	json_t *j;
	size_t i;
	json_array_foreach(list, i, j) if (json_integer_value(j) == id) return true;
	return false;
}

static bool read_counters(struct reader *r, json_t *root, json_t *handicaps) {
	json_t *j, *list = need(r, root, "", "counters", JSON_ARRAY);
	json_t *saturdays = json_object_get(root, "saturday_counters");
	struct setup *s = r->setup;
	size_t i;
	if (list && (json_array_size(list) < 1 || json_array_size(list) > COUNTERS_MAX))
		return refuse(r, "counters: must be 1 to %d", COUNTERS_MAX);
	json_array_foreach(list, i, j) {
		struct setup_counter *to = &s->counters[i];
		char at[32];
		snprintf(at, sizeof at, "counters[%zu]", i);
		if (!read_int(r, j, at, "id", 1, 99, 0, &to->id) ||
			!read_name(r, j, at, &to->name) || !read_serves(r, j, at, handicaps, to) ||
			!read_saturday(
				r, j, at, !saturdays || in_list(saturdays, to->id), &to->saturday))
			return false;
		if (setup_counter(s, to->id) >= 0)
			return refuse(r, "%s.id: %d is used twice", at, to->id);
		s->counter_count++;
	}
	return list != NULL;
}

static bool read_priorities(struct reader *r, json_t *root, int head_start_min) {
	json_t *j, *list = json_object_get(root, "priority_classes");
	struct setup *s = r->setup;
	size_t i;
	if (json_array_size(list) > PRIORITIES_MAX)
		return refuse(r, "priority_classes: more than %d", PRIORITIES_MAX);
	json_array_foreach(list, i, j) {
		struct setup_priority *to = &s->priorities[i];
		const char *basis = json_string_value(json_object_get(j, "basis_kind"));
		char at[40];
		int rank, head_min;
		snprintf(at, sizeof at, "priority_classes[%zu]", i);
		if (!read_text(r, j, at, "id", true, to->id, sizeof to->id) ||
			!read_name(r, j, at, &to->name) ||
			!read_int(r, j, at, "rank", 0, 99, 1, &rank) ||
			!read_int(r, j, at, "head_start_min", 0, 480, head_start_min, &head_min))
			return false;
		if (setup_priority(s, to->id) >= 0)
			return refuse(r, "%s.id: \"%s\" is used twice", at, to->id);
		/* An appointment's head start comes from its slot, the default class has none. */
		bool ordinary = rank < 1 || (basis && !strcmp(basis, "default")) ||
				!strcmp(to->id, "appointment");
		to->head_start_s = ordinary ? 0 : head_min * 60;
		s->priority_count++;
	}
	return true;
}

static bool read_rules(struct reader *r, json_t *root) {
	json_t *rule = need(r, root, "", "priority_rule", JSON_OBJECT);
	json_t *call = json_object_get(root, "call"), *limits = json_object_get(root, "limits");
	struct setup *s = r->setup;
	int head_min, miss_min, return_min;
	if (!rule || !read_int(r, rule, "priority_rule", "head_start_min", 0, 480, 60, &head_min) ||
		!read_int(r, rule, "priority_rule", "miss_penalty_min", 0, 480, 10, &miss_min) ||
		!read_int(r, rule, "priority_rule", "max_misses", 0, 99, 2, &s->misses_max) ||
		!read_int(
			r, rule, "priority_rule", "return_within_min", 0, 1440, 60, &return_min) ||
		!read_int(r, call, "call", "recall_max", 0, 99, 3, &s->recalls_max) ||
		!read_int(r, limits, "limits", "recall_min_seconds", 0, 600, 8, &s->recall_min_s) ||
		!read_int(r, limits, "limits", "kiosk_tickets_per_minute", 0, 100000, 30,
			&s->kiosk_tickets_per_minute))
		return false;
	json_t *handicaps = need(r, rule, "priority_rule", "helper_handicap_min", JSON_OBJECT);
	s->miss_penalty_s = miss_min * 60;
	s->return_within_s = return_min * 60;
	return handicaps && read_counters(r, root, handicaps) && read_priorities(r, root, head_min);
}

struct setup *setup_parse(const char *json, size_t size, char *why, size_t why_size) {
	json_error_t error;
	json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
	if (!root) {
		snprintf(why, why_size, "line %d, column %d: %s", error.line, error.column,
			error.text);
		return NULL;
	}
	struct reader r = {mem_alloc(1, sizeof(struct setup)), why, why_size, false};
	bool ok = json_is_object(root) || refuse(&r, "must be an object");
	ok = ok && read_office(&r, root) && read_hours(&r, root) && read_dates(&r, root) &&
	     read_tickets(&r, root) && read_services(&r, root) && read_rules(&r, root);
	json_decref(root);
	if (ok)
		return r.setup;
	setup_free(r.setup);
	return NULL;
}
