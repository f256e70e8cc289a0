#include "server/call_log.h"

#include "common/mem.h"
#include "common/text.h"

#include <stdlib.h>

static void add_ticket(struct call_log *log, const struct change *c) {
	if (log->ticket_count == log->ticket_room) {
		log->ticket_room = log->ticket_room ? log->ticket_room * 2 : 64;
		log->tickets = mem_realloc(log->tickets, log->ticket_room, sizeof *log->tickets);
	}
	struct call_log_ticket *t = &log->tickets[log->ticket_count++];
	*t = (struct call_log_ticket){.id = c->ticket};
	text_copy(t->priority, sizeof t->priority, c->priority);
}

static int by_id(const void *id, const void *ticket) {
	const int64_t *a = id;
	const struct call_log_ticket *b = ticket;
	return (*a > b->id) - (*a < b->id);
}

/* NULL: it is no ticket of the day. */
static struct call_log_ticket *ticket_of(const struct call_log *log, int64_t id) {
	if (!log->ticket_count)
		return NULL;
	return bsearch(&id, log->tickets, log->ticket_count, sizeof *log->tickets, by_id);
}

/* The newest takes the place of the oldest. */
static struct call_log_entry *entry_new(struct call_log *log) {
	if (log->count == log->room && log->room < CALL_LOG_MAX) {
		log->room = log->room ? log->room * 2 : 64;
		log->room = log->room < CALL_LOG_MAX ? log->room : CALL_LOG_MAX;
		log->entries = mem_realloc(log->entries, log->room, sizeof *log->entries);
	}
	return &log->entries[log->count++ % CALL_LOG_MAX];
}

static void on_called(struct call_log *log, const struct change *c, struct call_log_ticket *t) {
	t->call = c->seq;
	if (c->reason == REASON_IN_TURN || (log->reason != REASON_NONE && log->reason != c->reason))
		return;
	struct call_log_entry *e = entry_new(log);
	*e = (struct call_log_entry){.seq = c->seq,
		.at_ms = c->at_ms,
		.counter = c->counter,
		.from_counter = c->from_counter,
		.reason = c->reason};
	text_copy(e->number, sizeof e->number, c->number);
	text_copy(e->service, sizeof e->service, c->service);
	text_copy(e->note, sizeof e->note, c->note);
	text_copy(e->priority, sizeof e->priority, t->priority);
	text_copy(e->by, sizeof e->by, c->by);
}

static struct call_log_entry *entry_at(const struct call_log *log, size_t i) {
	return &log->entries[(log->count - 1 - i) % CALL_LOG_MAX];
}

/* The call was taken back: it is told, and that it was. */
static void on_undone(
	struct call_log *log, const struct change *c, const struct call_log_ticket *t) {
	bool back = c->was == TICKET_CALLED && c->state == TICKET_WAITING;
	for (size_t i = 0; back && i < call_log_count(log); i++) {
		struct call_log_entry *e = entry_at(log, i);
		e->undone |= e->seq == t->call;
		if (e->seq <= t->call)
			return;
	}
}

void call_log_add(struct call_log *log, const struct change *c) {
	struct call_log_ticket *t = ticket_of(log, c->ticket);
	if (c->kind == CHANGE_ISSUED)
		add_ticket(log, c);
	else if (t && c->kind == CHANGE_RECLASSIFIED)
		text_copy(t->priority, sizeof t->priority, c->priority);
	else if (t && c->kind == CHANGE_CALLED)
		on_called(log, c, t);
	else if (t && c->kind == CHANGE_UNDONE)
		on_undone(log, c, t);
}

size_t call_log_count(const struct call_log *log) {
	return log->count < CALL_LOG_MAX ? log->count : CALL_LOG_MAX;
}

const struct call_log_entry *call_log_at(const struct call_log *log, size_t i) {
	return entry_at(log, i);
}

bool call_log_more(const struct call_log *log) {
	return log->count > CALL_LOG_MAX;
}

void call_log_clear(struct call_log *log) {
	mem_free(log->entries);
	mem_free(log->tickets);
	*log = (struct call_log){0};
}
