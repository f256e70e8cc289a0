#include "server/report_indicators_json.h"

#include "common/proto_json.h"

#include <math.h>

enum { FEW = 5 };

/* What was measured: so much of so many. */
struct measured {
	double value;
	int of;
	const char *unit;
};

static double tenths(double value) {
	return round(value * 10) / 10;
}

static struct measured minutes(int count, int seconds) {
	return (struct measured){tenths(seconds / 60.0), count, "minutes"};
}

static struct measured share(int part, int whole) {
	return (struct measured){whole ? tenths(100.0 * part / whole) : 0, whole, "percent"};
}

/* What was asked for, and what its durations come to. */
struct facts {
	const struct indicator_facts *given;
	struct figures wait, service;
};

static struct measured measure(enum setup_measure what, const struct facts *facts) {
	const struct indicator_facts *f = facts->given;
	switch (what) {
	case MEASURE_WAIT_MEAN:
		return minutes(facts->wait.count, facts->wait.mean_s);
	case MEASURE_WAIT_MEDIAN:
		return minutes(facts->wait.count, facts->wait.median_s);
	case MEASURE_WAIT_P90:
		return minutes(facts->wait.count, facts->wait.p90_s);
	case MEASURE_SERVICE_MEAN:
		return minutes(facts->service.count, facts->service.mean_s);
	case MEASURE_WAIT_WITHIN:
		return share(facts->wait.within_target, facts->wait.of_target);
	case MEASURE_WINDOWS_HELD:
		return share(f->all->held, f->all->told);
	case MEASURE_SLIPS_ON_TIME:
		return share(f->slips_ready, f->slips_due);
	case MEASURE_SATISFIED:
		return share(f->satisfied, f->rated);
	case MEASURE_NO_SHOW:
		return share(f->all->states[TICKET_NO_SHOW], f->all->issued);
	}
	return (struct measured){0};
}

static json_t *met_json(const struct setup_indicator *i, double value) {
	return json_boolean(i->at_least ? value >= i->target : value <= i->target);
}

static json_t *indicator_json(const struct setup_indicator *i, const struct facts *f) {
	struct measured m = measure(i->measure, f);
	bool known = m.of >= FEW;
	return json_pack("{s:s, s:o, s:s, s:o, s:o, s:b, s:o, s:o}", "id", i->id, "name",
		name_json(&i->name), "unit", m.unit, "value",
		known ? json_real(m.value) : json_null(), "target",
		i->has_target ? json_integer(i->target) : json_null(), "at_least", i->at_least,
		"met", known && i->has_target ? met_json(i, m.value) : json_null(), "source",
		name_json(&i->source));
}

json_t *report_indicators_json(const struct setup_indicator *indicators, int count, int last_day,
	const struct indicator_facts *facts) {
	struct facts all = {facts, figures_of(&facts->all->wait), figures_of(&facts->all->service)};
	json_t *list = json_array();
	for (int i = 0; i < count; i++)
		if (indicators[i].from <= last_day && last_day <= indicators[i].until)
			json_array_append_new(list, indicator_json(&indicators[i], &all));
	return list;
}
