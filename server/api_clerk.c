#include "common/mem.h"
#include "common/proto_json.h"
#include "common/text.h"
#include "server/api_call.h"

#include <string.h>

enum { QUEUE_SHOWN = 200, PAUSE_MAX_MIN = 480, MINUTE_MS = 60000 };

/* The counter of the path, if this person may act there; 0 when it has been answered that not. */
static int counter_of(struct api_call *call) {
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

static json_t *counter_json(const struct queue *q, int id) {
	const struct queue_counter *c = queue_counter(q, id);
	const struct setup *s = queue_setup(q);
	return json_pack("{s:i, s:o, s:s, s:o, s:o}", "id", id, "name",
		name_json(&s->counters[setup_counter(s, id)].name), "state",
		proto_counter_state(c->state), "back_at",
		c->back_at_ms ? json_integer(c->back_at_ms) : json_null(), "clerk",
		clerk_json(&c->clerk));
}

/* Ends a command at a counter. */
static void settle(struct api_call *call, int counter, enum verdict verdict, struct change *c) {
	const struct queue *q = office_queue(call->office);
	if (verdict == VERDICT_OK)
		office_apply(call->office, c);
	json_t *ticket = api_ticket(call, q, queue_counter_ticket(q, counter));
	if (verdict == VERDICT_SLOW_DOWN) {
		json_decref(ticket);
		api_slow_down(call, queue_recall_s(q, counter, c->at_ms));
	} else if (verdict == VERDICT_OK || verdict == VERDICT_NOTHING) {
		api_commit(call, 200,
			json_pack("{s:o, s:o}", "ticket", ticket, "counter",
				counter_json(q, counter)));
	} else {
		api_verdict(call, verdict, ticket);
	}
}

/* A command that needs nothing but its counter. */
static void move(struct api_call *call,
	enum verdict (*decide)(const struct queue *queue, int counter, struct change *c)) {
	int id = counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	settle(call, id, decide(office_queue(call->office), id, &c), &c);
}

void api_counter_open(struct api_call *call) {
	int id = counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	settle(call, id,
		queue_decide_open(office_queue(call->office), id, &call->person->clerk, &c), &c);
}

void api_counter_pause(struct api_call *call) {
	int id = counter_of(call);
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
	settle(call, id, queue_decide_pause(office_queue(call->office), id, back_ms, &c), &c);
}

void api_counter_close(struct api_call *call) {
	move(call, queue_decide_close);
}

void api_counter_next(struct api_call *call) {
	move(call, queue_decide_next);
}

void api_counter_call(struct api_call *call) {
	int id = counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	char number[NUMBER_SIZE];
	if (!api_text(call, "number", number, sizeof number) || !number[0]) {
		api_invalid(call, "number");
		return;
	}
	const struct queue *q = office_queue(call->office);
	enum verdict verdict = queue_decide_call(q, id, number, "", &c);
	const struct queue_ticket *t = queue_number(q, number);
	if (verdict == VERDICT_WRONG_STATE && t)
		api_verdict(call, verdict, api_ticket(call, q, t));
	else
		settle(call, id, verdict, &c);
}

void api_counter_recall(struct api_call *call) {
	move(call, queue_decide_recall);
}

void api_counter_start(struct api_call *call) {
	move(call, queue_decide_start);
}

void api_counter_finish(struct api_call *call) {
	int id = counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	if (!api_text(call, "outcome", c.how, sizeof c.how)) {
		api_invalid(call, "outcome");
		return;
	}
	settle(call, id, queue_decide_finish(office_queue(call->office), id, &c), &c);
}

void api_counter_absent(struct api_call *call) {
	move(call, queue_decide_absent);
}

static json_t *waiting_json(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	const struct setup *s = queue_setup(q);
	const struct catalog *catalog = office_catalog(call->office);
	const struct procedure *p =
		catalog && t->procedure[0] ? catalog_find(catalog, t->procedure) : NULL;
	int64_t wait_s = (office_now(call->office) - t->issued_at_ms) / 1000;
	int target_s = s->services[t->line].target_s;
	return json_pack("{s:I, s:s, s:s, s:o, s:s?, s:s, s:I, s:I, s:b}", "id", (json_int_t)t->id,
		"number", t->number, "service", t->service, "procedure",
		p ? api_procedure_brief(p) : json_null(), "priority",
		t->priority < 0 ? NULL : s->priorities[t->priority].id, "reason",
		proto_call_reason(queue_reason(q, t)), "wait_s", (json_int_t)wait_s, "queue_at",
		(json_int_t)t->key_s * 1000, "over_target", target_s > 0 && wait_s > target_s);
}

/* Numbers of this counter's services whose people were not there, newest call first. */
static json_t *absent_json(const struct queue *q, int counter) {
	json_t *list = json_array();
	int at = setup_counter(queue_setup(q), counter);
	for (size_t i = queue_count(q); i-- > 0;) {
		const struct queue_ticket *t = queue_at(q, i);
		if (t->state != TICKET_ABSENT || t->line < 0 ||
			setup_handicap_s(queue_setup(q), at, t->line) < 0)
			continue;
		json_array_append_new(list, json_pack("{s:s, s:I}", "number", t->number,
						    "called_at", (json_int_t)t->called_at_ms));
	}
	return list;
}

void api_counter_queue(struct api_call *call) {
	int id = counter_of(call), tickets[QUEUE_SHOWN];
	if (!id)
		return;
	const struct queue *q = office_shown(call->office);
	size_t count = queue_list(q, id, QUEUE_SHOWN, tickets);
	json_t *list = json_array();
	for (size_t i = 0; i < count && i < QUEUE_SHOWN; i++)
		json_array_append_new(list, waiting_json(call, q, queue_at(q, (size_t)tickets[i])));
	json_t *next = count ? json_string(queue_at(q, (size_t)tickets[0])->number) : json_null();
	api_answer(call, 200,
		json_pack("{s:o, s:o, s:o, s:I, s:o, s:o}", "counter", counter_json(q, id),
			"ticket", api_ticket(call, q, queue_counter_ticket(q, id)), "queue", list,
			"waiting", (json_int_t)count, "absent", absent_json(q, id), "next", next));
}
