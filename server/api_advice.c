#include "server/api_call.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What the lead is advised, what of it is in force, and taking both up and back. */

enum { REST_MIN = 15, REST_MAX_MIN = 240, MINUTE_MS = 60000, WORTH_TELLING_S = 60 };

static const struct setup *setup_of(const struct api_call *call) {
	return office_setup(call->office);
}

static void advice_id(
	const struct setup *s, const struct advice_option *o, char id[static API_PARAM_SIZE]) {
	int counter = s->counters[o->counter].id;
	if (o->kind == ADVICE_OPEN)
		snprintf(id, API_PARAM_SIZE, "open-%d", counter);
	else
		snprintf(id, API_PARAM_SIZE, "help-%d-%s", counter, s->services[o->service].id);
}

/* What somebody who came now would be told; null: no counter is there for him. */
static json_t *wait_told(const struct estimate *e) {
	if (!e->known)
		return json_null();
	struct estimate_window w = estimate_window(e->low_s, e->high_s);
	return json_pack("{s:I, s:i, s:i}", "wait_s", (json_int_t)lround(e->mid_s), "low_s",
		w.from_s, "high_s", w.to_s);
}

/* The services over their target, the reason of it all. */
static json_t *reason_json(const struct api_call *call, const struct advice *a) {
	json_t *list = json_array();
	for (int i = 0; i < setup_of(call)->service_count; i++)
		if (a->over[i])
			json_array_append_new(list, json_string(setup_of(call)->services[i].id));
	return list;
}

static bool differs(const struct estimate *before, const struct estimate *after) {
	return before->known != after->known ||
	       (before->known && fabs(before->mid_s - after->mid_s) >= WORTH_TELLING_S);
}

static json_t *mid_or_null(const struct estimate *e) {
	return e->known ? json_integer(lround(e->mid_s)) : json_null();
}

/* What becomes of each service whose wait would be another. */
static json_t *services_json(const struct api_call *call, const struct advice *a) {
	json_t *list = json_array();
	for (int i = 0; i < setup_of(call)->service_count; i++)
		if (differs(&a->before[i], &a->after[i]))
			json_array_append_new(list,
				json_pack("{s:s, s:o, s:o}", "id", setup_of(call)->services[i].id,
					"before_s", mid_or_null(&a->before[i]), "after_s",
					mid_or_null(&a->after[i])));
	return list;
}

static json_t *advice_json(const struct api_call *call, const struct advice *a) {
	const struct setup *s = setup_of(call);
	const struct advice_option *o = &a->option;
	const struct queue_counter *at =
		queue_counter(office_queue(call->office), s->counters[o->counter].id);
	bool helps = o->kind == ADVICE_HELP;
	char id[API_PARAM_SIZE];
	advice_id(s, o, id);
	return json_pack("{s:s, s:s, s:i, s:o, s:s, s:o, s:I, s:o, s:o, s:o, s:o}", "id", id,
		"kind", helps ? "add_service" : "open_counter", "counter", at->id, "service",
		helps ? json_string(s->services[o->service].id) : json_null(), "eases",
		s->services[a->service].id, "from_at",
		api_number_or_null(helps ? at->back_at_ms : 0), "until_at",
		(json_int_t)adviser_until_ms(call->api->options.adviser), "reason",
		reason_json(call, a), "before", wait_told(&a->before[a->service]), "after",
		wait_told(&a->after[a->service]), "services", services_json(call, a));
}

static json_t *applied_json(const struct api_call *call) {
	const struct queue *q = office_queue(call->office);
	json_t *list = json_array();
	for (size_t i = 0; i < queue_help_count(q); i++) {
		const struct queue_help *h = queue_help_at(q, i);
		char id[24];
		snprintf(id, sizeof id, "%lld", (long long)h->id);
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:i, s:s?, s:I, s:o, s:I}", "id", id, "kind",
				h->kind == HELP_SERVICE ? "add_service" : "open_counter", "counter",
				h->counter, "service", h->kind == HELP_SERVICE ? h->service : NULL,
				"until_at", (json_int_t)h->until_ms, "by", api_person(call, h->by),
				"at", (json_int_t)h->at_ms));
	}
	return list;
}

static json_t *view(const struct api_call *call) {
	const struct adviser *adviser = call->api->options.adviser;
	const struct advice *a = adviser_advice(adviser);
	json_t *list = json_array();
	if (a)
		json_array_append_new(list, advice_json(call, a));
	return json_pack("{s:o, s:o, s:o}", "advice", list, "applied", applied_json(call),
		"rests_until", api_number_or_null(adviser_rests_until_ms(adviser)));
}

void api_advice(struct api_call *call) {
	api_answer(call, 200, view(call));
}

/* What is advised, if it is what the path names. */
static const struct advice *named(struct api_call *call) {
	const struct advice *a = adviser_advice(call->api->options.adviser);
	char id[API_PARAM_SIZE] = "";
	if (a)
		advice_id(setup_of(call), &a->option, id);
	if (a && !strcmp(id, call->params[0]))
		return a;
	api_verdict(call, VERDICT_WRONG_STATE, NULL);
	return NULL;
}

/* Whoever sat there sits there again. */
static void open(struct api_call *call, int counter) {
	const struct queue *q = office_queue(call->office);
	struct change c = office_change(call->office, call->by);
	struct clerk clerk = queue_counter(q, counter)->clerk;
	if (queue_decide_open(q, counter, &clerk, &c) == VERDICT_OK)
		office_apply(call->office, &c);
}

void api_advice_apply(struct api_call *call) {
	const struct advice *a = named(call);
	if (!a)
		return;
	bool helps = a->option.kind == ADVICE_HELP;
	int counter = setup_of(call)->counters[a->option.counter].id;
	struct change c = office_change(call->office, call->by);
	enum verdict verdict = queue_decide_help(office_queue(call->office), counter,
		helps ? (int)a->option.service : -1, adviser_until_ms(call->api->options.adviser),
		&c);
	if (verdict != VERDICT_OK) {
		api_verdict(call, verdict, NULL);
		return;
	}
	office_apply(call->office, &c);
	if (!helps)
		open(call, counter);
	api_commit(call, 200, view(call));
}

/* Taken back, the same is not advised again at once. */
void api_advice_back(struct api_call *call) {
	struct change c = office_change(call->office, call->by);
	enum verdict verdict =
		queue_decide_help_end(office_queue(call->office), api_number(call->params[0]), &c);
	if (verdict != VERDICT_OK) {
		api_verdict(call, verdict, NULL);
		return;
	}
	office_apply(call->office, &c);
	adviser_rest(call->api->options.adviser, c.at_ms + REST_MIN * MINUTE_MS);
	api_commit(call, 200, view(call));
}

void api_advice_later(struct api_call *call) {
	json_t *min = json_object_get(call->body, "minutes");
	json_int_t minutes = min ? json_integer_value(min) : REST_MIN;
	if ((min && !json_is_integer(min)) || minutes < 1 || minutes > REST_MAX_MIN) {
		api_invalid(call, "minutes");
		return;
	}
	if (!adviser_rests_until_ms(call->api->options.adviser) && !named(call))
		return;
	adviser_rest(call->api->options.adviser, office_now(call->office) + minutes * MINUTE_MS);
	api_commit(call, 200, view(call));
}
