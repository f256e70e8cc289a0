#include "common/mem.h"
#include "common/proto_json.h"
#include "common/text.h"
#include "server/api_call.h"
#include "server/calendar.h"

#include <stdlib.h>
#include <string.h>

enum { PROCEDURES_DEFAULT = 20, PROCEDURES_MAX = 100 };

static void view_services(struct office_view *v, struct office *o, int64_t now_ms) {
	const struct setup *s = office_setup(o);
	v->service_count = s->service_count;
	for (int i = 0; i < s->service_count; i++) {
		struct office_service *to = &v->services[i];
		const struct snapshot_service *now = &office_board(o)->services[i];
		text_copy(to->id, sizeof to->id, s->services[i].id);
		text_copy(to->prefix, sizeof to->prefix, s->services[i].prefix);
		to->name = s->services[i].name;
		to->open = calendar_takes(s, i, now_ms, NULL);
		to->waiting = now->waiting;
		to->wait = now->wait;
		to->reach = now->reach;
		to->pause = now->pause;
		to->needs_slip = s->services[i].needs_slip;
	}
}

static void view_counters(struct office_view *v, struct office *o) {
	const struct setup *s = office_setup(o);
	v->counter_count = s->counter_count;
	for (int i = 0; i < s->counter_count; i++) {
		struct office_counter *to = &v->counters[i];
		to->id = s->counters[i].id;
		to->name = s->counters[i].name;
		to->state = office_board(o)->counters[i].state;
		to->clerk = office_board(o)->counters[i].clerk;
		const struct setup_serves *serves =
			queue_serves(office_shown(o), i, &to->service_count);
		for (int k = 0; k < to->service_count; k++)
			text_copy(to->services[k], ID_SIZE, s->services[serves[k].service].id);
	}
}

/* The classes a citizen can choose: those that he can say of himself. */
static void view_priorities(struct office_view *v, const struct setup *s) {
	for (int i = 0; i < s->priority_count; i++) {
		struct office_priority *to = &v->priorities[v->priority_count];
		if (!s->priorities[i].declared)
			continue;
		text_copy(to->id, sizeof to->id, s->priorities[i].id);
		to->name = s->priorities[i].name;
		to->min_age = s->priorities[i].min_age;
		to->proof = s->priorities[i].proof;
		v->priority_count++;
	}
}

/* What a clerk may record of a visit. */
static json_t *visit_json(const struct setup *s) {
	json_t *outcomes = json_array();
	for (int i = 0; i < s->outcome_count; i++)
		json_array_append_new(outcomes, json_pack("{s:s, s:o}", "id", s->outcomes[i].id,
							"name", name_json(&s->outcomes[i].name)));
	return json_pack("{s:b, s:o}", "ask_outcome", s->ask_outcome, "outcomes", outcomes);
}

void api_office(struct api_call *call) {
	const struct setup *s = office_setup(call->office);
	int64_t now_ms = office_now(call->office);
	struct calendar_session session, next;
	struct office_view *v = mem_alloc(1, sizeof *v);
	v->name = s->name;
	v->slip = s->slip;
	text_copy(v->time_zone, sizeof v->time_zone, s->time_zone);
	v->day = office_board(call->office)->day;
	v->open = calendar_open(s, now_ms);
	if (calendar_session(s, now_ms, &session)) {
		v->opens_at_ms = session.opens_ms;
		v->closes_at_ms = session.closes_ms;
		if (calendar_session(s, session.closes_ms, &next)) {
			v->reopens_at_ms = next.opens_ms;
		}
	}
	view_services(v, call->office, now_ms);
	view_counters(v, call->office);
	view_priorities(v, s);
	v->zone_count = s->zone_count;
	memcpy(v->zones, s->zones, sizeof v->zones);
	v->slips = s->slips;
	v->slip_list = call->api->options.results != NULL;
	json_t *json = office_view_json(v);
	json_object_set_new(json, "visit", visit_json(s));
	mem_free(v);
	api_answer(call, 200, json);
}

void api_board(struct api_call *call) {
	api_answer(call, 200, snapshot_json(office_board(call->office)));
}

void api_feed(struct api_call *call) {
	const char *text = http_query(call->x, "counter");
	int counter = text ? api_counter_id(call, api_number(text)) : 0;
	if (text && !counter) {
		api_invalid(call, "counter");
		return;
	}
	feed_open(call->api->options.feed, call->x, counter, call->by);
	api_forget(call);
}

void api_health(struct api_call *call) {
	if (office_ready(call->office))
		api_answer(call, 200, json_pack("{s:s}", "status", "ok"));
	else
		api_error(call, 503, "starting", NULL);
}

void api_procedures(struct api_call *call) {
	const struct catalog *catalog = office_catalog(call->office);
	const char *q = http_query(call->x, "q"), *service = http_query(call->x, "service");
	const char *limit_text = http_query(call->x, "limit");
	size_t found[PROCEDURES_MAX], limit = PROCEDURES_DEFAULT;
	if (limit_text) {
		limit = (size_t)api_number(limit_text);
		if (limit < 1 || limit > PROCEDURES_MAX) {
			api_invalid(call, "limit");
			return;
		}
	}
	if (service && setup_service(office_setup(call->office), service) < 0) {
		api_invalid(call, "service");
		return;
	}
	size_t count = catalog ? catalog_search(catalog, q ? q : "", service, limit, found) : 0;
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(
			list, api_procedure(call->office, catalog_at(catalog, found[i])));
	api_answer(call, 200, json_pack("{s:o}", "procedures", list));
}

void api_procedure_by_code(struct api_call *call) {
	const struct catalog *catalog = office_catalog(call->office);
	const struct procedure *p = catalog ? catalog_find(catalog, call->params[0]) : NULL;
	if (p)
		api_answer(call, 200, api_procedure(call->office, p));
	else
		api_error(call, 404, "not_found", NULL);
}
