#include "common/proto_json.h"

#include "common/json_read.h"
#include "common/text.h"

#include <string.h>

/* A new object of the pairs that say something; the keys and texts end with a NULL key. */
static json_t *body_json(const char *const pairs[][2]) {
	json_t *o = json_object();
	for (int i = 0; pairs[i][0]; i++)
		if (pairs[i][1] && pairs[i][1][0])
			json_object_set_new(o, pairs[i][0], json_string(pairs[i][1]));
	return o;
}

json_t *take_json(const char *service, const char *priority, const char *procedure,
	const char *lang, const char *appointment) {
	const char *const pairs[][2] = {{"service", service}, {"priority", priority},
		{"procedure", procedure}, {"lang", lang}, {"appointment", appointment},
		{NULL, NULL}};
	return body_json(pairs);
}

json_t *printed_json(const char *how) {
	const char *const pairs[][2] = {{"how", how}, {NULL, NULL}};
	return body_json(pairs);
}

json_t *failed_json(const char *why) {
	const char *const pairs[][2] = {{"why", why}, {NULL, NULL}};
	return body_json(pairs);
}

json_t *rating_json(int score) {
	return json_pack("{s:i}", "score", score);
}

/* A code alone, or a procedure that tells its code. */
static bool procedure_from_json(const json_t *j, struct ticket *t) {
	const json_t *procedure = json_object_get(j, "procedure");
	const json_t *from = json_is_object(procedure) ? procedure : j;
	const char *key = json_is_object(procedure) ? "code" : "procedure";
	return json_read_id(from, key, t->procedure, sizeof t->procedure);
}

static bool ids_from_json(const json_t *j, struct ticket *t) {
	return json_read_int64(j, "id", 1, 0, &t->id) &&
	       json_read_id(j, "token", t->token, sizeof t->token) &&
	       json_read_id(j, "number", t->number, sizeof t->number) && t->number[0] &&
	       json_read_id(j, "service", t->service, sizeof t->service) &&
	       json_read_id(j, "priority", t->priority, sizeof t->priority) &&
	       procedure_from_json(j, t) && json_read_id(j, "url", t->url, sizeof t->url);
}

bool ticket_from_json(const json_t *j, struct ticket *ticket) {
	struct ticket t = {0};
	const char *state = json_read_word(j, "state");
	if (!state || !ids_from_json(j, &t))
		return false;
	if (!proto_parse_ticket_state(state, &t.state))
		t.state = TICKET_NONE;
	if (!proto_parse_call_reason(json_read_word(j, "reason"), &t.reason))
		t.reason = REASON_NONE;
	if (!json_read_int(j, "ahead", 0, -1, &t.ahead) ||
		!wait_from_json(json_object_get(j, "wait"), &t.wait) ||
		!reach_from_json(j, &t.reach) ||
		!span_from_json(json_object_get(j, "window"), &t.window) ||
		!span_from_json(json_object_get(j, "break"), &t.pause) ||
		!json_read_int(j, "counter", 0, 0, &t.counter) ||
		!json_read_int64(j, "issued_at", 0, 0, &t.issued_at_ms) ||
		!json_read_int64(j, "called_at", 0, 0, &t.called_at_ms) ||
		!json_read_int64(j, "started_at", 0, 0, &t.started_at_ms) ||
		!json_read_int64(j, "queue_at", 0, 0, &t.queue_at_ms) ||
		!json_read_flag(j, "can_rate", &t.can_rate))
		return false;
	*ticket = t;
	return true;
}

bool ticket_from_answer(const json_t *j, struct ticket *t) {
	return ticket_from_json(json_object_get(j, "ticket"), t);
}

bool slip_result_from_json(const json_t *j, struct slip_result *result) {
	struct slip_result r = {0};
	bool ok = json_is_boolean(json_object_get(j, "known")) &&
		  json_read_flag(j, "known", &r.known) && json_read_flag(j, "ready", &r.ready) &&
		  json_read_int(j, "due", 0, 0, &r.due) &&
		  json_read_int64(j, "as_of", 0, 0, &r.as_of_ms) &&
		  json_read_id(j, "service", r.service, sizeof r.service);
	if (ok)
		*result = r;
	return ok;
}

void error_from_json(const json_t *j, char slug[static ID_SIZE], char message[static NAME_SIZE]) {
	if (!json_read_id(j, "error", slug, ID_SIZE))
		slug[0] = '\0';
	if (!json_read_text(j, "message", message, NAME_SIZE))
		message[0] = '\0';
}
