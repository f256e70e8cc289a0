#include "server/setup_hall_json.h"

#include "common/text.h"
#include "server/setup_calendar_json.h"

#include <stdio.h>
#include <string.h>

/* With the longest prefix every number still fits. */
enum { PREFIX_SIZE = 9 };

/* Whether a number of one prefix can look like one of the other: with 1001 numbers A1001 is of A
 * and of A1. */
static bool alike(const struct setup *s, const char *a, const char *b) {
	char last[NUMBER_SIZE];
	size_t size = strlen(a), more = strspn(b + (strncmp(a, b, size) ? 0 : size), "0123456789");
	snprintf(last, sizeof last, "%d", s->number_max);
	return !s->number_dash && !strncmp(a, b, size) && !b[size + more] &&
	       more + (size_t)s->number_digits <= strlen(last);
}

static bool prefix_ok(const char *prefix) {
	while (*prefix)
		if (!text_letter(text_next(&prefix)))
			return false;
	return true;
}

/* Neither the id nor the numbers of a service are another one's. */
static bool check_service(struct setup_read *r, const struct setup *s, size_t i, const char *at) {
	const struct setup_service *one = &s->services[i];
	if (!r->accepted && !prefix_ok(one->prefix))
		return setup_read_refuse(r, "prefix", "%s.prefix: only letters and digits", at);
	for (size_t k = 0; k < i; k++) {
		const struct setup_service *other = &s->services[k];
		if (!strcmp(other->id, one->id))
			return setup_read_refuse(
				r, "twice", "%s.id: \"%s\" is used twice", at, one->id);
		if (!strcmp(other->prefix, one->prefix))
			return setup_read_refuse(
				r, "twice", "%s.prefix: \"%s\" is used twice", at, one->prefix);
		if (alike(s, one->prefix, other->prefix) || alike(s, other->prefix, one->prefix))
			return setup_read_refuse(r, "alike",
				"%s.prefix: numbers of \"%s\" and of \"%s\" could be the same", at,
				other->prefix, one->prefix);
	}
	return true;
}

static bool read_service(struct setup_read *r, struct setup *s, json_t *j, size_t i) {
	struct setup_service *to = &s->services[i];
	struct catalog_service *c = &s->catalog[i];
	char at[32];
	int mean_min, target_min;
	snprintf(at, sizeof at, "services[%zu]", i);
	if (!setup_read_id(r, j, at, "id", to->id, sizeof to->id) ||
		!setup_read_text(r, j, at, "prefix", true, to->prefix, PREFIX_SIZE) ||
		!setup_read_name(r, j, at, &to->name) ||
		!setup_read_int(r, j, at, "avg_service_minutes", 1, 240, 10, &mean_min) ||
		!setup_read_int(r, j, at, "target_wait_minutes", 0, 480, 0, &target_min) ||
		!setup_read_flag(r, j, at, "open_saturday", true, &to->saturday) ||
		!setup_read_flag(r, j, at, "needs_appointment_slip", false, &to->needs_slip) ||
		!check_service(r, s, i, at))
		return false;
	to->mean_s = mean_min * 60;
	to->target_s = target_min * 60;
	c->id = to->id;
	s->service_count++;
	return setup_read_texts(r, j, at, "fields", &c->fields, &c->field_count) &&
	       setup_read_texts(r, j, at, "procedures_first", &c->first, &c->first_count);
}

bool setup_hall_services(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *j, *list = setup_read_part(r, root, "", "services", JSON_ARRAY);
	size_t i;
	if (!list)
		return false;
	if (json_array_size(list) < 1 || json_array_size(list) > SERVICES_MAX)
		return setup_read_refuse(setup_read_bounds(r, 1, SERVICES_MAX), "count",
			"services: must be 1 to %d", SERVICES_MAX);
	json_array_foreach(list, i, j) if (!read_service(r, s, j, i)) return false;
	return true;
}

/* The handicap that a preference stands for, in seconds; -1: none. */
static int handicap_s(json_t *handicaps, json_t *preference) {
	char key[24];
	snprintf(key, sizeof key, "%lld", (long long)json_integer_value(preference));
	json_t *j = json_is_integer(preference) ? json_object_get(handicaps, key) : NULL;
	return j ? (int)(json_number_value(j) * 60) : -1;
}

/* [service, preference] */
static bool read_serves(struct setup_read *r, const struct setup *s, json_t *pair, const char *at,
	json_t *handicaps, struct setup_counter *to) {
	const char *id = json_string_value(json_array_get(pair, 0));
	struct setup_serves serves = {
		.service = id ? setup_service(s, id) : -1,
		.handicap_s = handicap_s(handicaps, json_array_get(pair, 1)),
	};
	if (json_array_size(pair) != 2 || serves.service < 0)
		return setup_read_refuse(
			r, "service", "%s: \"%s\" is no service of this office", at, id ? id : "?");
	if (serves.handicap_s < 0)
		return setup_read_refuse(r, "preference",
			"%s: preference must be one of priority_rule.helper_handicap_min", at);
	for (int k = 0; k < to->serves_count; k++)
		if (to->serves[k].service == serves.service)
			return setup_read_refuse(r, "twice", "%s: \"%s\" is named twice", at, id);
	to->serves[to->serves_count++] = serves;
	return true;
}

static bool read_counter_services(struct setup_read *r, const struct setup *s, json_t *j,
	const char *at, json_t *handicaps, struct setup_counter *to) {
	json_t *pair, *list = setup_read_part(r, j, at, "services", JSON_ARRAY);
	size_t i;
	json_array_foreach(list, i, pair) {
		char place[64];
		snprintf(place, sizeof place, "%s.services[%zu]", at, i);
		if (!read_serves(r, s, pair, place, handicaps, to))
			return false;
	}
	return list != NULL;
}

/* A counter may have planned openings of its own. */
static bool read_own_hours(
	struct setup_read *r, json_t *j, const char *at, struct setup_counter *to) {
	char place[64];
	json_t *hours;
	snprintf(place, sizeof place, "%s.opening_hours", at);
	if (!setup_read_optional(r, j, at, "opening_hours", JSON_OBJECT, &hours))
		return false;
	to->own_hours = hours != NULL;
	return !hours || setup_calendar_hours(r, hours, place, to->hours);
}

static bool does(const struct setup_counter *c, int service, bool own) {
	for (int i = 0; i < c->serves_count; i++)
		if (c->serves[i].service == service)
			return !own || c->serves[i].handicap_s == 0;
	return false;
}

/* Whether there is somebody who does this service and also the other one's own work. */
static bool akin(const struct setup *s, const struct setup_counter *c, int service) {
	for (int i = 0; i < s->counter_count; i++) {
		const struct setup_counter *other = &s->counters[i];
		for (int k = 0; does(other, service, false) && k < other->serves_count; k++)
			if (does(c, other->serves[k].service, true))
				return true;
	}
	return false;
}

/* Where the file does not say whom a counter may help, it is those whose work is akin to its own.
 */
static bool read_may_help(struct setup_read *r, const struct setup *s, json_t *j, const char *at,
	struct setup_counter *to) {
	json_t *list, *one;
	size_t i;
	if (!setup_read_optional(r, j, at, "may_help", JSON_ARRAY, &list))
		return false;
	json_array_foreach(list, i, one) {
		const char *id = json_string_value(one);
		int service = id ? setup_service(s, id) : -1;
		if (service < 0)
			return setup_read_refuse(r, "service",
				"%s.may_help[%zu]: \"%s\" is no service of this office", at, i,
				id ? id : "?");
		to->may_help[service] = true;
	}
	for (int k = 0; !list && k < s->service_count; k++)
		to->may_help[k] = akin(s, to, k);
	return true;
}

/* When it is known what each of them does. */
static bool read_helps(struct setup_read *r, struct setup *s, json_t *list) {
	json_t *j;
	size_t i;
	json_array_foreach(list, i, j) {
		char at[32];
		snprintf(at, sizeof at, "counters[%zu]", i);
		if (!read_may_help(r, s, j, at, &s->counters[i]))
			return false;
	}
	return true;
}

static bool in_list(json_t *list, int id) {
	json_t *j;
	size_t i;
	json_array_foreach(list, i, j) if (json_integer_value(j) == id) return true;
	return false;
}

bool setup_hall_counters(struct setup_read *r, struct setup *s, json_t *root, json_t *handicaps) {
	json_t *j, *saturdays, *list = setup_read_part(r, root, "", "counters", JSON_ARRAY);
	size_t i;
	if (!list || !setup_read_optional(r, root, "", "saturday_counters", JSON_ARRAY, &saturdays))
		return false;
	if (json_array_size(list) < 1 || json_array_size(list) > COUNTERS_MAX)
		return setup_read_refuse(setup_read_bounds(r, 1, COUNTERS_MAX), "count",
			"counters: must be 1 to %d", COUNTERS_MAX);
	json_array_foreach(list, i, j) {
		struct setup_counter *to = &s->counters[i];
		char at[32];
		snprintf(at, sizeof at, "counters[%zu]", i);
		if (!setup_read_int(r, j, at, "id", 1, 99, 0, &to->id) ||
			!setup_read_name(r, j, at, &to->name) ||
			!read_counter_services(r, s, j, at, handicaps, to) ||
			!read_own_hours(r, j, at, to) ||
			!setup_read_flag(r, j, at, "open_saturday",
				!saturdays || in_list(saturdays, to->id), &to->saturday))
			return false;
		if (setup_counter(s, to->id) >= 0)
			return setup_read_refuse(r, "twice", "%s.id: %d is used twice", at, to->id);
		s->counter_count++;
	}
	return read_helps(r, s, list);
}
