#include "common/clock.h"
#include "server/api_call.h"
#include "server/setup_read.h"

#include <stdio.h>
#include <string.h>

/* Numbers that were handed out on paper while the server was away: they wait from then on, and the
 * series goes on behind them. */

enum { AT_ONCE_MAX = 200 };

/* What was entered at once: the numbers of a line that begin with this value. */
struct entry {
	const struct queue *queue;
	int line, first;
};

static bool is_of(const struct entry *e, const struct queue_ticket *t) {
	const char *id = queue_setup(e->queue)->services[e->line].id;
	return t->paper == e->first && !strcmp(t->taken_for, id);
}

/* The first ticket of an entry from an index on; queue_count: there is none. */
static size_t next_of(const struct entry *e, size_t from) {
	while (from < queue_count(e->queue) && !is_of(e, queue_at(e->queue, from)))
		from++;
	return from;
}

static json_t *entry_json(const struct api_call *call, const struct entry *e) {
	int count = 0, waiting = 0, called = 0, voided = 0;
	size_t count_all = queue_count(e->queue), at = next_of(e, 0);
	const struct queue_ticket *first = at < count_all ? queue_at(e->queue, at) : NULL;
	const struct queue_ticket *last = first;
	for (; at < count_all; at = next_of(e, at + 1)) {
		last = queue_at(e->queue, at);
		count++;
		called += last->first_called_ms != 0;
		waiting += last->state == TICKET_WAITING;
		voided += last->state == TICKET_VOID;
	}
	if (!first)
		return json_null();
	return json_pack("{s:s, s:s, s:s, s:i, s:i, s:i, s:i, s:I, s:o}", "service",
		queue_setup(e->queue)->services[e->line].id, "first", first->number, "last",
		last->number, "count", count, "waiting", waiting, "called", called, "void", voided,
		"taken_at", (json_int_t)first->issued_at_ms, "by", api_person(call, first->by));
}

static json_t *number_or_null(const struct queue *q, int line, int value) {
	char number[NUMBER_SIZE];
	if (!value)
		return json_null();
	queue_print_number(q, line, value, number);
	return json_string(number);
}

/* Newest first. */
static json_t *entries_json(const struct api_call *call, const struct queue *q) {
	json_t *list = json_array();
	for (size_t i = queue_count(q); i-- > 0;) {
		const struct queue_ticket *t = queue_at(q, i);
		struct entry e = {q, setup_service(queue_setup(q), t->taken_for), t->paper};
		if (t->paper && e.line >= 0 && next_of(&e, 0) == i)
			json_array_append_new(list, entry_json(call, &e));
	}
	return list;
}

void api_paper(struct api_call *call) {
	const struct queue *q = office_shown(call->office);
	json_t *services = json_array();
	for (int i = 0; i < queue_setup(q)->service_count; i++)
		json_array_append_new(
			services, json_pack("{s:s, s:o, s:o}", "id", queue_setup(q)->services[i].id,
					  "last", number_or_null(q, i, queue_series_last(q, i)),
					  "next", number_or_null(q, i, queue_series_next(q, i))));
	api_answer(call, 200,
		json_pack("{s:o, s:i, s:o}", "services", services, "at_once", AT_ONCE_MAX,
			"entries", entries_json(call, q)));
}

/* 422: the number will not do, in words. */
static void refuse(struct api_call *call, const char *field, const char *key, const char *number,
	const char *next) {
	char message[NAME_SIZE], max[12];
	snprintf(max, sizeof max, "%d", AT_ONCE_MAX);
	words_fill(message, sizeof message, call->lang, key, "number", number, "next", next, "max",
		max, NULL);
	api_invalid_because(call, field, message);
}

/* The line of the path; -1 when it has been answered that there is none. */
static int line_of(struct api_call *call) {
	int line = setup_service(office_setup(call->office), call->params[0]);
	if (line < 0)
		api_error(call, 404, "not_found", NULL);
	return line;
}

/* How many numbers there are up to the one of the body; 0 when it has been answered why not. */
static int read_reach(struct api_call *call, int line) {
	const struct queue *q = office_queue(call->office);
	char upto[NUMBER_SIZE], next[NUMBER_SIZE] = "";
	int count = 0;
	if (queue_series_next(q, line))
		queue_print_number(q, line, queue_series_next(q, line), next);
	int value =
		api_text(call, "upto", upto, sizeof upto) ? queue_number_value(q, line, upto) : 0;
	enum verdict verdict =
		value ? queue_decide_paper_reach(q, line, value, &count) : VERDICT_NOT_FOUND;
	if (verdict == VERDICT_NOT_FOUND)
		refuse(call, "upto", "error.paper.form", upto, next);
	else if (verdict == VERDICT_NOTHING)
		refuse(call, "upto", "error.paper.issued", upto, next);
	else if (verdict == VERDICT_WRONG_STATE)
		refuse(call, "upto", "error.paper.set_aside", upto, next);
	else if (verdict != VERDICT_OK)
		api_verdict(call, verdict, NULL);
	else if (count > AT_ONCE_MAX)
		refuse(call, "upto", "error.paper.many", upto, next);
	return verdict == VERDICT_OK && count <= AT_ONCE_MAX ? count : 0;
}

/* When the first of them was handed out: the moment of the body, or now; false when it has been
 * answered that it will not do. */
static bool read_since(struct api_call *call, const struct change *now, int64_t *since_ms) {
	const json_t *since = json_object_get(call->body, "since");
	int minute = 0;
	*since_ms = now->at_ms;
	if (!since || json_is_null(since))
		return true;
	if (!setup_read_minute(since, &minute)) {
		api_invalid(call, "since");
		return false;
	}
	*since_ms = clock_at(now->day, minute);
	if (*since_ms <= now->at_ms)
		return true;
	refuse(call, "since", "error.paper.later", "", "");
	return false;
}

/* One number: given out, and in somebody's hand. */
static bool join(struct api_call *call, int line, int64_t taken_ms, int *first) {
	const struct queue *q = office_queue(call->office);
	struct change c = office_change(call->office, call->by);
	memcpy(c.service, queue_setup(q)->services[line].id, sizeof c.service);
	c.taken_at_ms = taken_ms;
	c.first = *first;
	api_new_token(c.token);
	if (queue_decide_paper(q, &c) != VERDICT_OK)
		return false;
	office_apply(call->office, &c);
	*first = c.first;
	struct change printed = office_change(call->office, call->by);
	if (queue_decide_printed(q, c.ticket, "paper", &printed) == VERDICT_OK)
		office_apply(call->office, &printed);
	return true;
}

void api_paper_put(struct api_call *call) {
	const struct change now = office_change(call->office, call->by);
	int line = line_of(call), count = line < 0 ? 0 : read_reach(call, line), first = 0;
	int64_t since_ms;
	if (!count || !read_since(call, &now, &since_ms))
		return;
	for (int i = 0; i < count; i++)
		if (!join(call, line, since_ms + (now.at_ms - since_ms) * i / count, &first))
			break;
	struct entry e = {office_queue(call->office), line, first};
	api_commit(call, 201, json_pack("{s:o}", "paper", entry_json(call, &e)));
}

/* What is taken back: an entry, but for its numbers up to `keep` (0: none of them stays). */
static bool read_void(struct api_call *call, struct entry *e, int *keep) {
	char first[NUMBER_SIZE], kept[NUMBER_SIZE];
	*keep = 0;
	e->first = api_text(call, "first", first, sizeof first)
			   ? queue_number_value(e->queue, e->line, first)
			   : 0;
	if (!e->first || next_of(e, 0) == queue_count(e->queue)) {
		api_invalid(call, "first");
		return false;
	}
	if (!api_text(call, "keep", kept, sizeof kept)) {
		api_invalid(call, "keep");
		return false;
	}
	*keep = kept[0] ? queue_number_value(e->queue, e->line, kept) : 0;
	if (kept[0] && *keep < e->first) {
		refuse(call, "keep", "error.paper.keep", kept, first);
		return false;
	}
	return true;
}

static bool is_kept(const struct entry *e, const struct queue_ticket *t, int keep) {
	return queue_number_value(e->queue, e->line, t->number) <= keep;
}

/* The first of those taken back that was called; NULL: none was. */
static const struct queue_ticket *called_of(const struct entry *e, int keep) {
	for (size_t i = next_of(e, 0); i < queue_count(e->queue); i = next_of(e, i + 1)) {
		const struct queue_ticket *t = queue_at(e->queue, i);
		if (!is_kept(e, t, keep) && t->first_called_ms)
			return t;
	}
	return NULL;
}

static void refuse_called(struct api_call *call, const struct queue_ticket *t) {
	char message[NAME_SIZE];
	words_fill(message, sizeof message, call->lang, "error.paper.called", "number", t->number,
		NULL);
	api_error(call, 409, "wrong_state",
		json_pack("{s:o, s:s}", "ticket", api_ticket(call, office_queue(call->office), t),
			"message", message));
}

void api_paper_void(struct api_call *call) {
	struct entry e = {.queue = office_queue(call->office), .line = line_of(call)};
	char reason[NOTE_SIZE];
	int keep;
	if (e.line < 0 || !api_reason(call, true, reason) || !read_void(call, &e, &keep))
		return;
	const struct queue_ticket *called = called_of(&e, keep);
	if (called) {
		refuse_called(call, called);
		return;
	}
	for (size_t i = next_of(&e, 0); i < queue_count(e.queue); i = next_of(&e, i + 1)) {
		const struct queue_ticket *t = queue_at(e.queue, i);
		struct change c = office_change(call->office, call->by);
		if (!is_kept(&e, t, keep) &&
			queue_decide_paper_void(e.queue, t->id, reason, &c) == VERDICT_OK)
			office_apply(call->office, &c);
	}
	api_commit(call, 200, json_pack("{s:o}", "paper", entry_json(call, &e)));
}
