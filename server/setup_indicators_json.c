#include "server/setup_indicators_json.h"

#include <stdio.h>
#include <string.h>

enum { TARGET_MAX = 10000 };

static const char *const measures[] = {
	[MEASURE_WAIT_MEAN] = "wait_mean",
	[MEASURE_WAIT_MEDIAN] = "wait_median",
	[MEASURE_WAIT_P90] = "wait_p90",
	[MEASURE_SERVICE_MEAN] = "service_mean",
	[MEASURE_WAIT_WITHIN] = "wait_within",
	[MEASURE_WINDOWS_HELD] = "windows_held",
	[MEASURE_SLIPS_ON_TIME] = "slips_on_time",
	[MEASURE_SATISFIED] = "satisfied",
	[MEASURE_NO_SHOW] = "no_show",
};

static bool read_measure(struct setup_read *r, json_t *j, const char *at, enum setup_measure *to) {
	char name[ID_SIZE];
	if (!setup_read_id(r, j, at, "measure", name, sizeof name))
		return false;
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		if (!strcmp(measures[i], name)) {
			*to = (enum setup_measure)i;
			return true;
		}
	return setup_read_refuse(r, "measure", "%s.measure: \"%s\" is not measured", at, name);
}

static bool read_amount(
	struct setup_read *r, json_t *j, const char *at, const char *key, bool *given, int *to) {
	json_t *amount = json_object_get(j, key);
	*given = amount && !json_is_null(amount);
	return !*given || setup_read_int(r, j, at, key, 0, TARGET_MAX, 0, to);
}

/* One target, at most or at least; without one the figure is told alone. */
static bool read_target(
	struct setup_read *r, json_t *j, const char *at, struct setup_indicator *to) {
	bool most;
	if (!read_amount(r, j, at, "at_most", &most, &to->target) ||
		!read_amount(r, j, at, "at_least", &to->at_least, &to->target))
		return false;
	to->has_target = most || to->at_least;
	return !(most && to->at_least) ||
	       setup_read_refuse(r, "twice", "%s.at_least: beside at_most", at);
}

static bool read_day(
	struct setup_read *r, json_t *j, const char *at, const char *key, int otherwise, int *to) {
	json_t *day = json_object_get(j, key);
	*to = otherwise;
	return !day || json_is_null(day) || setup_read_date(day, to) ||
	       setup_read_refuse(r, "date", "%s.%s: must be a date YYYY-MM-DD", at, key);
}

static bool read_rule(struct setup_read *r, json_t *j, const char *at, struct setup_indicator *to) {
	struct name *source = &to->source;
	if (!setup_read_text(r, j, at, "source_vi", true, source->vi, sizeof source->vi) ||
		!setup_read_text(r, j, at, "source_en", false, source->en, sizeof source->en) ||
		!read_day(r, j, at, "from", 0, &to->from) ||
		!read_day(r, j, at, "until", SETUP_NO_END, &to->until))
		return false;
	return to->from <= to->until ||
	       setup_read_refuse(r, "order", "%s.until: before its beginning", at);
}

static bool read_indicator(struct setup_read *r, struct setup *s, json_t *j, size_t i) {
	struct setup_indicator *to = &s->indicators[i];
	char at[40];
	snprintf(at, sizeof at, "indicators[%zu]", i);
	if (!setup_read_id(r, j, at, "id", to->id, sizeof to->id) ||
		!setup_read_name(r, j, at, &to->name) || !read_measure(r, j, at, &to->measure) ||
		!read_target(r, j, at, to) || !read_rule(r, j, at, to))
		return false;
	for (size_t k = 0; k < i; k++)
		if (!strcmp(s->indicators[k].id, to->id))
			return setup_read_refuse(
				r, "twice", "%s.id: \"%s\" is used twice", at, to->id);
	s->indicator_count++;
	return true;
}

bool setup_indicators(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *list;
	if (!setup_read_optional(r, root, "", "indicators", JSON_ARRAY, &list))
		return false;
	if (json_array_size(list) > INDICATORS_MAX)
		return setup_read_refuse(setup_read_bounds(r, 0, INDICATORS_MAX), "count",
			"indicators: more than %d", INDICATORS_MAX);
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!read_indicator(r, s, json_array_get(list, i), i))
			return false;
	return true;
}
