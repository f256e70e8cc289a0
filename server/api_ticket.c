#include "common/proto_json.h"
#include "server/api_call.h"
#include "server/json_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *ahead_or_null(int ahead) {
	return ahead >= 0 ? json_integer(ahead) : json_null();
}

static const char *priority_id(const struct queue *q, const struct queue_ticket *t) {
	return t->priority < 0 ? NULL : queue_setup(q)->priorities[t->priority].id;
}

/* Whether and when it will be called, as far as can be said. */
static void add_outlook(json_t *j, const struct office *o, const struct queue_ticket *t) {
	struct outlook_wait w = outlook_ticket(office_outlook(o), t);
	json_object_set_new(j, "wait", wait_json(&w.wait));
	json_object_set_new(j, "reach", api_text_or_null(proto_reach(w.reach)));
	json_object_set_new(j, "window", span_json(&w.window));
	json_object_set_new(j, "break", span_json(&w.pause));
}

/* Until when it is kept, or may come back after having been absent; 0: not said. */
static int64_t until_ms(const struct queue *q, const struct queue_ticket *t, bool can_return) {
	if (t->state == TICKET_HELD)
		return t->until_ms;
	return can_return ? t->called_at_ms + queue_setup(q)->return_within_s * 1000LL : 0;
}

/* What befell it on its way, what it may still do, and, while it waits, what its place comes from.
 */
static void add_way(
	json_t *j, const struct office *o, const struct queue *q, const struct queue_ticket *t) {
	bool can_return = queue_can_return(q, t, office_now(o)), waits = t->state == TICKET_WAITING;
	bool penalty = can_return && t->state == TICKET_ABSENT;
	const char *reason = waits ? proto_call_reason(queue_reason(q, t)) : NULL;
	json_object_set_new(j, "queue_at", json_integer((json_int_t)t->key_s * 1000));
	json_object_set_new(j, "queue_reason", api_text_or_null(reason));
	json_object_set_new(j, "from_counter", api_number_or_null(t->from_counter));
	json_object_set_new(j, "until", api_number_or_null(until_ms(q, t, can_return)));
	json_object_set_new(j, "can_return", json_boolean(can_return));
	json_object_set_new(
		j, "penalty_s", json_integer(penalty ? queue_setup(q)->miss_penalty_s : 0));
}

/* What everyone who may see a ticket sees of it. */
static json_t *common(const struct office *o, const struct queue *q, const struct queue_ticket *t) {
	bool at_counter = t->state == TICKET_CALLED || t->state == TICKET_SERVING ||
			  t->state == TICKET_HELD || t->state == TICKET_SERVED;
	json_t *j = json_pack("{s:s, s:s, s:s, s:o, s:o, s:I, s:o, s:o}", "number", t->number,
		"service", t->service, "state", proto_ticket_state(t->state), "ahead",
		ahead_or_null(queue_ahead(q, t)), "counter",
		api_number_or_null(at_counter ? t->counter : 0), "issued_at",
		(json_int_t)t->issued_at_ms, "called_at", api_number_or_null(t->called_at_ms),
		"reason", api_text_or_null(t->called_at_ms ? proto_call_reason(t->reason) : NULL));
	add_outlook(j, o, t);
	add_way(j, o, q, t);
	return j;
}

json_t *api_ticket_procedure(const struct office *o, const struct queue_ticket *t) {
	const struct catalog *catalog = office_catalog(o);
	const struct procedure *p =
		catalog && t->procedure[0] ? catalog_find(catalog, t->procedure) : NULL;
	return p ? api_procedure_brief(p) : json_null();
}

static json_t *with_procedure(
	const struct office *o, const struct queue *q, const struct queue_ticket *t) {
	json_t *j = common(o, q, t);
	json_object_set_new(j, "procedure", api_ticket_procedure(o, t));
	return j;
}

/* Whether a rating was given is its holder's business alone. */
json_t *api_ticket_holder(
	const struct api *api, const struct queue *q, const struct queue_ticket *t) {
	json_t *j = with_procedure(api->options.office, q, t);
	json_object_set_new(j, "can_rate", json_boolean(queue_can_rate(t)));
	return j;
}

json_t *api_ticket(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	if (!t)
		return json_null();
	json_t *j = with_procedure(call->office, q, t);
	json_object_set_new(j, "id", json_integer(t->id));
	json_object_set_new(j, "priority", api_text_or_null(priority_id(q, t)));
	json_object_set_new(j, "started_at", api_number_or_null(t->started_at_ms));
	json_object_set_new(j, "recalls", json_integer(t->recalls));
	json_object_set_new(j, "misses", json_integer(t->misses));
	json_object_set_new(j, "moves", json_integer(t->moves));
	json_object_set_new(j, "note", api_text_or_null(t->note));
	return j;
}

void api_ticket_url(const struct api_call *call, const char *token, char url[static NAME_SIZE]) {
	const char *base = call->api->options.public_url, *host = http_field(call->x, "Host");
	if (base)
		snprintf(url, NAME_SIZE, "%s/t/%s", base, token);
	else
		snprintf(url, NAME_SIZE, "%s://%s/t/%s", http_is_secure(call->x) ? "https" : "http",
			host ? host : "", token);
}

json_t *api_ticket_taken(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	char url[NAME_SIZE];
	api_ticket_url(call, t->token, url);
	json_t *j = common(call->office, q, t);
	json_object_set_new(j, "id", json_integer(t->id));
	json_object_set_new(j, "token", json_string(t->token));
	json_object_set_new(j, "url", json_string(url));
	json_object_set_new(j, "priority", api_text_or_null(priority_id(q, t)));
	json_object_set_new(j, "procedure", api_text_or_null(t->procedure));
	return j;
}

void api_ticket_settle(struct api_call *call, int64_t id, enum verdict verdict, struct change *c,
	api_ticket_view *view) {
	const struct queue *q = office_queue(call->office);
	if (verdict == VERDICT_OK)
		office_apply(call->office, c);
	const struct queue_ticket *t = queue_find(q, id);
	json_t *ticket = t ? view(call, q, t) : NULL;
	if (verdict == VERDICT_OK || verdict == VERDICT_NOTHING)
		api_commit(call, 200, json_pack("{s:o}", "ticket", ticket));
	else
		api_verdict(call, verdict, ticket);
}

char *api_holder_text(const char *token, int64_t *id, void *arg) {
	const struct api *api = arg;
	const struct queue *q = office_shown(api->options.office);
	const struct queue_ticket *t = queue_token(q, token);
	if (!t)
		return NULL;
	*id = t->id;
	json_t *j = api_ticket_holder(api, q, t);
	char *text = json_text(j);
	json_decref(j);
	return text;
}
