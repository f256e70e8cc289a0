#include "common/clock.h"
#include "common/proto_json.h"
#include "server/api_call.h"

#include <stdio.h>

/* The moves of the ticket at a counter. */

void api_counter_next(struct api_call *call) {
	api_counter_move(call, queue_decide_next);
}

void api_counter_recall(struct api_call *call) {
	api_counter_move(call, queue_decide_recall);
}

void api_counter_start(struct api_call *call) {
	api_counter_move(call, queue_decide_start);
}

void api_counter_absent(struct api_call *call) {
	api_counter_move(call, queue_decide_absent);
}

void api_counter_undo(struct api_call *call) {
	api_counter_move(call, queue_decide_undo);
}

static bool read_number(struct api_call *call, char number[static NUMBER_SIZE]) {
	if (api_text(call, "number", number, NUMBER_SIZE) && number[0])
		return true;
	api_invalid(call, "number");
	return false;
}

/* Ends a command on a number that was chosen: if that has moved on, it is the one to be shown. */
static void settle_number(struct api_call *call, int counter, const char *number,
	enum verdict verdict, struct change *c) {
	const struct queue *q = office_queue(call->office);
	if (verdict == VERDICT_WRONG_STATE)
		api_verdict(call, verdict, api_ticket(call, q, queue_number(q, number)));
	else
		api_counter_settle(call, counter, verdict, c);
}

void api_counter_call(struct api_call *call) {
	int id = api_counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	char number[NUMBER_SIZE], reason[NOTE_SIZE];
	if (!read_number(call, number) || !api_reason(call, false, reason))
		return;
	enum verdict verdict =
		queue_decide_call(office_queue(call->office), id, number, reason, &c);
	settle_number(call, id, number, verdict, &c);
}

void api_counter_resume(struct api_call *call) {
	int id = api_counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	char number[NUMBER_SIZE];
	if (!read_number(call, number))
		return;
	enum verdict verdict = queue_decide_resume(office_queue(call->office), id, number, &c);
	settle_number(call, id, number, verdict, &c);
}

/* When who fetches papers will be back: later today, or not said (0). */
static bool read_until(struct api_call *call, int64_t now_ms, int64_t *until_ms) {
	json_t *until = json_object_get(call->body, "until");
	*until_ms = json_integer_value(until);
	if (!until || json_is_null(until))
		return true;
	if (json_is_integer(until) && *until_ms > now_ms &&
		*until_ms < clock_at(clock_day(now_ms), 24 * 60))
		return true;
	api_invalid(call, "until");
	return false;
}

/* What the slip says that the holder takes along. */
static json_t *slip_json(const struct api_call *call, const struct queue_ticket *t) {
	char url[NAME_SIZE];
	api_ticket_url(call, t->token, url);
	return json_pack("{s:I, s:s, s:i, s:o, s:s, s:s}", "id", (json_int_t)t->id, "number",
		t->number, "counter", t->counter, "until", api_number_or_null(t->until_ms), "url",
		url, "reason", t->note);
}

void api_counter_hold(struct api_call *call) {
	int id = api_counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	char reason[NOTE_SIZE];
	int64_t until_ms;
	if (!api_reason(call, true, reason) || !read_until(call, c.at_ms, &until_ms))
		return;
	const struct queue *q = office_queue(call->office);
	enum verdict verdict = queue_decide_hold(q, id, until_ms, reason, &c);
	json_t *answer = api_counter_done(call, id, verdict, &c);
	if (!answer)
		return;
	json_object_set_new(answer, "slip", slip_json(call, queue_find(q, c.ticket)));
	api_commit(call, 200, answer);
}

/* A ticket's way to another service or to another counter. */
struct way {
	int line;    /* index of the service; -1: the same */
	int counter; /* 0: any */
};

static bool read_service(struct api_call *call, int from, struct way *way) {
	const struct queue_ticket *t = queue_counter_ticket(office_queue(call->office), from);
	char service[ID_SIZE];
	*way = (struct way){.line = -1};
	if (api_text(call, "service", service, sizeof service))
		way->line = setup_service(office_setup(call->office), service);
	if (way->line >= 0 && !(t && t->line == way->line))
		return true;
	api_invalid(call, "service");
	return false;
}

static bool read_counter(struct api_call *call, int from, struct way *way) {
	int id = api_counter_id(call, json_integer_value(json_object_get(call->body, "counter")));
	*way = (struct way){.line = -1, .counter = id};
	if (id && id != from && !json_string_value(json_object_get(call->body, "service")))
		return true;
	api_invalid(call, "counter");
	return false;
}

/* Where to: a service or a counter; false when it has been answered that it makes no sense. */
static bool read_way(struct api_call *call, int from, struct way *way) {
	json_t *counter = json_object_get(call->body, "counter");
	bool said = counter && !json_is_null(counter);
	return said ? read_counter(call, from, way) : read_service(call, from, way);
}

/* Who waits for one counter alone would wait in vain while that is closed: false, and answered. */
static bool target_open(struct api_call *call, int from, int to) {
	const struct queue *q = office_queue(call->office);
	char number[16], message[NAME_SIZE];
	if (!to || queue_counter(q, to)->state != COUNTER_CLOSED)
		return true;
	snprintf(number, sizeof number, "%d", to);
	words_fill(message, sizeof message, call->lang, "error.closed.counter", "counter", number,
		NULL);
	api_error(call, 409, "closed",
		json_pack("{s:s, s:o}", "message", message, "ticket",
			api_ticket(call, q, queue_counter_ticket(q, from))));
	return false;
}

void api_counter_transfer(struct api_call *call) {
	int id = api_counter_of(call);
	struct way way;
	if (!id || !read_way(call, id, &way) || !target_open(call, id, way.counter))
		return;
	struct change c = office_change(call->office, call->by);
	enum verdict verdict =
		queue_decide_transfer(office_queue(call->office), id, way.line, way.counter, &c);
	api_counter_settle(call, id, verdict, &c);
}
