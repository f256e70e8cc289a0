#include "common/mem.h"
#include "common/proto_json.h"
#include "common/text.h"
#include "server/api_call.h"

#include <string.h>

enum { QUEUE_SHOWN = 200 };

/* What waits for a counter, and what it could take back. */

static json_t *waiting_json(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	const struct setup *s = queue_setup(q);
	int64_t wait_s = (office_now(call->office) - t->issued_at_ms) / 1000;
	int target_s = t->line < 0 ? 0 : s->services[t->line].target_s;
	return json_pack("{s:I, s:s, s:s, s:o, s:s?, s:s, s:o, s:I, s:I, s:b}", "id",
		(json_int_t)t->id, "number", t->number, "service", t->service, "procedure",
		api_ticket_procedure(call->office, t), "priority",
		t->priority < 0 ? NULL : s->priorities[t->priority].id, "reason",
		proto_call_reason(queue_reason(q, t)), "from_counter",
		api_number_or_null(t->from_counter), "wait_s", (json_int_t)wait_s, "queue_at",
		(json_int_t)t->key_s * 1000, "over_target", target_s > 0 && wait_s > target_s);
}

static json_t *absent_json(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	return json_pack("{s:I, s:s, s:I, s:b, s:i}", "id", (json_int_t)t->id, "number", t->number,
		"called_at", (json_int_t)t->called_at_ms, "can_return",
		queue_can_return(q, t, office_now(call->office)), "misses", t->misses);
}

static json_t *held_json(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	(void)call;
	(void)q;
	return json_pack("{s:I, s:s, s:s, s:s, s:o, s:I}", "id", (json_int_t)t->id, "number",
		t->number, "service", t->service, "reason", t->note, "until",
		api_number_or_null(t->until_ms), "held_at", (json_int_t)t->changed_at_ms);
}

/* Numbers in a state that are this counter's or of its services, newest first. */
static json_t *list_json(const struct api_call *call, const struct queue *q, int counter,
	enum ticket_state state,
	json_t *(*one)(
		const struct api_call *, const struct queue *, const struct queue_ticket *)) {
	json_t *list = json_array();
	int at = setup_counter(queue_setup(q), counter);
	for (size_t i = queue_count(q); i-- > 0;) {
		const struct queue_ticket *t = queue_at(q, i);
		bool served = t->counter == counter ||
			      (t->line >= 0 && queue_handicap_s(q, at, t->line) >= 0);
		if (t->state == state && served)
			json_array_append_new(list, one(call, q, t));
	}
	return list;
}

static json_t *undo_json(const struct api_call *call, const struct queue *q, int counter) {
	const struct queue_step *step = queue_undo(q, counter, call->by, office_now(call->office));
	if (!step)
		return json_null();
	int64_t until_ms = step->at_ms + queue_setup(q)->undo_s * 1000LL;
	return json_pack("{s:s, s:s, s:I}", "kind", proto_change_kind(step->kind), "number",
		queue_at(q, (size_t)step->ticket)->number, "until_at", (json_int_t)until_ms);
}

void api_counter_queue(struct api_call *call) {
	int id = api_counter_of(call), tickets[QUEUE_SHOWN];
	if (!id)
		return;
	const struct queue *q = office_shown(call->office);
	size_t count = queue_list(q, id, QUEUE_SHOWN, tickets);
	json_t *list = json_array();
	for (size_t i = 0; i < count && i < QUEUE_SHOWN; i++)
		json_array_append_new(list, waiting_json(call, q, queue_at(q, (size_t)tickets[i])));
	const struct queue_ticket *offer = queue_offer(q, id);
	json_t *next = count ? json_string(queue_at(q, (size_t)tickets[0])->number) : json_null();
	api_answer(call, 200,
		json_pack("{s:o, s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:o}", "counter",
			api_counter(q, id), "ticket",
			api_ticket(call, q, queue_counter_ticket(q, id)), "queue", list, "waiting",
			(json_int_t)count, "held", list_json(call, q, id, TICKET_HELD, held_json),
			"absent", list_json(call, q, id, TICKET_ABSENT, absent_json), "undo",
			undo_json(call, q, id), "offer",
			offer ? waiting_json(call, q, offer) : json_null(), "next", next, "kiosks",
			api_kiosks(call)));
}

/* For the counter's screen: the number alone. */
void api_counter_preview(struct api_call *call) {
	int id = api_counter_id(call, api_number(call->params[0])), ticket;
	if (!id) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	const struct queue *q = office_shown(call->office);
	json_t *numbers = json_array();
	if (queue_list(q, id, 1, &ticket) > 0)
		json_array_append_new(numbers, json_string(queue_at(q, (size_t)ticket)->number));
	api_answer(call, 200, json_pack("{s:o}", "numbers", numbers));
}
