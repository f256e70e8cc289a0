#include "server/drive_office_json.h"

#include "common/json_read.h"
#include "common/mem.h"
#include "common/text.h"

#include <stdio.h>
#include <string.h>

enum { MINUTE_S = 60, HANDICAP_MAX_S = 8 * 60 * 60, HEAD_START_MAX_S = 8 * 60 * 60 };

/* As an office file has it by default. */
static const struct setup defaults = {
	.version = 1,
	.time_zone = "UTC",
	.number_dash = true,
	.number_digits = 3,
	.number_start = 1,
	.number_max = 999999,
	.slot_head_start_s = 2700,
	.misses_max = 2,
	.return_within_s = 3600,
	.transfers_max = 3,
	.undo_s = 30,
	.reopen_s = 900,
	.recall_min_s = 8,
	.recalls_max = 3,
};

struct reader {
	char *why;
	size_t size;
};

static bool wrong(const struct reader *r, const char *where, int i) {
	if (i < 0)
		snprintf(r->why, r->size, "%s", where);
	else
		snprintf(r->why, r->size, "%s[%d]", where, i);
	return false;
}

static bool read_services(const struct reader *r, struct setup *s, const json_t *list) {
	size_t count = json_array_size(list);
	if (count < 1 || count > SERVICES_MAX)
		return wrong(r, "services", -1);
	for (size_t i = 0; i < count; i++) {
		const json_t *j = json_array_get(list, i);
		struct setup_service *to = &s->services[i];
		if (!json_read_id(j, "id", to->id, sizeof to->id) || !to->id[0] ||
			setup_service(s, to->id) >= 0 ||
			!json_read_text(j, "name", to->name.vi, sizeof to->name.vi) ||
			!json_read_int(j, "mean_conf", 0, 0, &to->mean_s))
			return wrong(r, "services", (int)i);
		snprintf(to->prefix, sizeof to->prefix, "%zu", i + 1);
		to->saturday = true;
		s->service_count++;
	}
	return true;
}

/* [service, handicap_s] … */
static bool read_serves(const struct setup *s, const json_t *list, struct setup_counter *to) {
	const json_t *pair;
	size_t i;
	json_array_foreach(list, i, pair) {
		const json_t *handicap = json_array_get(pair, 1);
		const char *id = json_string_value(json_array_get(pair, 0));
		int service = id ? setup_service(s, id) : -1;
		if (service < 0 || !json_is_integer(handicap) || json_integer_value(handicap) < 0 ||
			json_integer_value(handicap) > HANDICAP_MAX_S)
			return false;
		for (int k = 0; k < to->serves_count; k++)
			if (to->serves[k].service == service)
				return false;
		to->serves[to->serves_count++] =
			(struct setup_serves){service, (int)json_integer_value(handicap)};
	}
	return true;
}

static int minute(const json_t *second) {
	json_int_t s = json_is_integer(second) ? json_integer_value(second) : -1;
	return s < 0 || s > DRIVE_DAY_S ? -1 : (int)(s / MINUTE_S);
}

/* [from, to] …, in order; the same every day of the week. */
static bool read_plan(const json_t *list, struct setup_counter *to) {
	struct setup_hours hours = {0};
	const json_t *pair;
	size_t i;
	if (json_array_size(list) > SETUP_SPANS_MAX)
		return false;
	json_array_foreach(list, i, pair) {
		struct setup_span span = {
			minute(json_array_get(pair, 0)), minute(json_array_get(pair, 1))};
		if (span.from < (i ? hours.spans[i - 1].to : 0) || span.to <= span.from)
			return false;
		hours.spans[hours.count++] = span;
	}
	to->own_hours = true;
	for (int day = 0; day < 7; day++)
		to->hours[day] = hours;
	return true;
}

static bool read_counter(const struct setup *s, const json_t *j, struct setup_counter *to) {
	to->saturday = true;
	return json_read_id(j, "id", to->name.vi, ID_SIZE) && to->name.vi[0] &&
	       read_serves(s, json_object_get(j, "serves"), to) &&
	       read_plan(json_object_get(j, "plan"), to);
}

static bool read_counters(const struct reader *r, struct setup *s, const json_t *list) {
	size_t count = json_array_size(list);
	if (count < 1 || count > COUNTERS_MAX)
		return wrong(r, "counters", -1);
	for (size_t i = 0; i < count; i++) {
		struct setup_counter *to = &s->counters[i];
		to->id = (int)i + 1;
		if (!read_counter(s, json_array_get(list, i), to) ||
			drive_office_counter(s, to->name.vi))
			return wrong(r, "counters", (int)i);
		s->counter_count++;
	}
	return true;
}

/* All but the class of appointments, whose rank comes from their time, are priority classes. */
static bool read_classes(const struct reader *r, struct setup *s, const json_t *classes) {
	const char *name;
	json_t *j;
	json_object_foreach((json_t *)classes, name, j) {
		json_int_t head = json_is_integer(j) ? json_integer_value(j) : -1;
		if (head < 0 || head > HEAD_START_MAX_S || s->priority_count == PRIORITIES_MAX)
			return wrong(r, "classes", -1);
		if (!strcmp(name, "appointment")) {
			s->slot_head_start_s = (int)head;
			continue;
		}
		struct setup_priority *to = &s->priorities[s->priority_count++];
		if (!text_copy(to->id, sizeof to->id, name))
			return wrong(r, "classes", -1);
		text_copy(to->name.vi, sizeof to->name.vi, name);
		to->head_start_s = (int)head;
	}
	return true;
}

static bool read_all(const struct reader *r, struct setup *s, const json_t *line) {
	if (!json_read_int(line, "miss_penalty", 0, 600, &s->miss_penalty_s))
		return wrong(r, "miss_penalty", -1);
	if (!json_read_int(line, "appt_grace", 0, 900, &s->slot_grace_s))
		return wrong(r, "appt_grace", -1);
	return read_services(r, s, json_object_get(line, "services")) &&
	       read_counters(r, s, json_object_get(line, "counters")) &&
	       read_classes(r, s, json_object_get(line, "classes"));
}

struct setup *drive_office_read(const json_t *line, char *why, size_t why_size) {
	const struct reader r = {why, why_size};
	struct setup *s = mem_alloc(1, sizeof *s);
	*s = defaults;
	for (int day = 0; day < 7; day++)
		s->hours[day] = (struct setup_hours){1, {{0, DRIVE_DAY_S / MINUTE_S}}};
	if (read_all(&r, s, line))
		return s;
	setup_free(s);
	return NULL;
}

bool drive_office_counters(struct setup *s, const json_t *list, char *why, size_t why_size) {
	const struct reader r = {why, why_size};
	struct setup_counter *day = mem_alloc((size_t)s->counter_count, sizeof *day);
	const json_t *j;
	size_t i;
	bool ok = json_is_array(list) || wrong(&r, "counters", -1);
	for (int k = 0; k < s->counter_count; k++) {
		day[k] = (struct setup_counter){.id = s->counters[k].id, .own_hours = true};
		day[k].name = s->counters[k].name;
	}
	json_array_foreach(list, i, j) {
		int id = drive_office_counter(s, json_read_word(j, "id"));
		ok = ok && ((id && !day[id - 1].serves_count && read_counter(s, j, &day[id - 1])) ||
				   wrong(&r, "counters", (int)i));
	}
	if (ok)
		memcpy(s->counters, day, (size_t)s->counter_count * sizeof *day);
	mem_free(day);
	return ok;
}

int drive_office_counter(const struct setup *s, const char *id) {
	for (int i = 0; id && i < s->counter_count; i++)
		if (!strcmp(s->counters[i].name.vi, id))
			return s->counters[i].id;
	return 0;
}
