#include "common/day.h"
#include "common/mem.h"
#include "server/api_call.h"
#include "server/call_log.h"

#include <string.h>

/* Every call of a day that was out of turn: when, which number, where, why, and by whom. */

struct asked {
	struct api_call *call;
	int day;
	int64_t after; /* the last change that was looked at */
	struct call_log log;
};

static json_t *call_json(const struct api_call *call, const struct call_log_entry *e) {
	size_t role = strcspn(e->by, ":");
	return json_pack("{s:I, s:I, s:s, s:s, s:i, s:s, s:o, s:o, s:o, s:o, s:s%, s:b}", "seq",
		(json_int_t)e->seq, "at", (json_int_t)e->at_ms, "number", e->number, "service",
		e->service, "counter", e->counter, "reason", proto_call_reason(e->reason), "note",
		api_text_or_null(e->note), "priority", api_text_or_null(e->priority),
		"from_counter", api_number_or_null(e->from_counter), "by", api_person(call, e->by),
		"role", e->by, role, "undone", e->undone);
}

static void answer(const struct asked *a) {
	json_t *calls = json_array();
	for (size_t i = 0; i < call_log_count(&a->log); i++)
		json_array_append_new(calls, call_json(a->call, call_log_at(&a->log, i)));
	api_answer(a->call, 200,
		json_pack("{s:i, s:o, s:b}", "day", a->day, "calls", calls, "more",
			call_log_more(&a->log)));
}

static void changes_read(void *arg, enum store_result result, const struct change *changes,
	size_t count, bool more) {
	struct asked *a = arg;
	for (size_t i = 0; result == STORE_OK && i < count; i++) {
		call_log_add(&a->log, &changes[i]);
		a->after = changes[i].seq;
	}
	if (result == STORE_OK && more && office_ready(a->call->office)) {
		office_read_changes(a->call->office, a->day, a->day, a->after, changes_read, a);
		return;
	}
	if (result == STORE_OK && !more)
		answer(a);
	else
		api_unwritten(a->call, result);
	call_log_clear(&a->log);
	mem_free(a);
}

/* Which member of the query is wrong; NULL: none. */
static const char *read_query(struct asked *a) {
	const char *day = http_query(a->call->x, "day"), *reason = http_query(a->call->x, "reason");
	int64_t asked = day ? api_number(day) : office_board(a->call->office)->day;
	if (day && !day_of_office(asked))
		return "day";
	a->day = (int)asked;
	bool known = !reason || !*reason || proto_parse_call_reason(reason, &a->log.reason);
	return known && a->log.reason != REASON_IN_TURN ? NULL : "reason";
}

void api_calls(struct api_call *call) {
	struct asked asked = {.call = call};
	const char *wrong = read_query(&asked);
	if (wrong) {
		api_invalid(call, wrong);
	} else if (!office_ready(call->office)) {
		api_unwritten(call, STORE_FAILED);
	} else {
		struct asked *a = mem_alloc(1, sizeof *a);
		*a = asked;
		office_read_changes(call->office, a->day, a->day, 0, changes_read, a);
	}
}
