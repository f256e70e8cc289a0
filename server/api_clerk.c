#include "common/proto_json.h"
#include "server/api_call.h"

enum { PAUSE_MAX_MIN = 480, MINUTE_MS = 60000 };

int api_counter_of(struct api_call *call) {
	int id = api_counter_id(call, api_number(call->params[0]));
	if (!id) {
		api_error(call, 404, "not_found", NULL);
		return 0;
	}
	if (call->role == ROLE_LEAD || call->person->kept.counter == id)
		return id;
	if (call->person->kept.counter == 0)
		api_error(call, 409, "counter_taken", NULL);
	else
		api_error(call, 403, "forbidden", NULL);
	return 0;
}

json_t *api_counter(const struct queue *q, int id) {
	const struct queue_counter *c = queue_counter(q, id);
	const struct setup *s = queue_setup(q);
	return json_pack("{s:i, s:o, s:s, s:o, s:o}", "id", id, "name",
		name_json(&s->counters[setup_counter(s, id)].name), "state",
		proto_counter_state(c->state), "back_at", api_number_or_null(c->back_at_ms),
		"clerk", clerk_json(&c->clerk));
}

json_t *api_counter_done(
	struct api_call *call, int counter, enum verdict verdict, struct change *c) {
	const struct queue *q = office_queue(call->office);
	if (verdict == VERDICT_OK)
		office_apply(call->office, c);
	json_t *ticket = api_ticket(call, q, queue_counter_ticket(q, counter));
	if (verdict == VERDICT_OK || verdict == VERDICT_NOTHING)
		return json_pack(
			"{s:o, s:o}", "ticket", ticket, "counter", api_counter(q, counter));
	if (verdict == VERDICT_SLOW_DOWN) {
		json_decref(ticket);
		api_slow_down(call, queue_recall_s(q, counter, c->at_ms));
	} else {
		api_verdict(call, verdict, ticket);
	}
	return NULL;
}

void api_counter_settle(
	struct api_call *call, int counter, enum verdict verdict, struct change *c) {
	json_t *answer = api_counter_done(call, counter, verdict, c);
	if (answer)
		api_commit(call, 200, answer);
}

void api_counter_move(struct api_call *call, api_decide *decide) {
	int id = api_counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	api_counter_settle(call, id, decide(office_queue(call->office), id, &c), &c);
}

void api_counter_open(struct api_call *call) {
	int id = api_counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	api_counter_settle(call, id,
		queue_decide_open(office_queue(call->office), id, &call->person->clerk, &c), &c);
}

void api_counter_pause(struct api_call *call) {
	int id = api_counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	json_t *min = json_object_get(call->body, "back_in_min");
	json_int_t minutes = json_integer_value(min);
	if (min && !json_is_null(min) &&
		(!json_is_integer(min) || minutes < 1 || minutes > PAUSE_MAX_MIN)) {
		api_invalid(call, "back_in_min");
		return;
	}
	int64_t back_ms = minutes ? c.at_ms + minutes * MINUTE_MS : 0;
	api_counter_settle(
		call, id, queue_decide_pause(office_queue(call->office), id, back_ms, &c), &c);
}

void api_counter_close(struct api_call *call) {
	api_counter_move(call, queue_decide_close);
}
