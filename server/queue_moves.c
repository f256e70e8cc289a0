#include "common/text.h"
#include "server/queue_state.h"

#include <string.h>

/* A move of the ticket that is at the counter, from one state to another. */
static enum verdict move(const struct queue *q, int counter, enum ticket_state from,
	enum ticket_state to, enum change_kind kind, struct change *c) {
	const struct queue_ticket *t = queue_counter_ticket(q, counter);
	if (!queue_counter(q, counter))
		return VERDICT_NOT_FOUND;
	if (!t || t->state != from)
		return VERDICT_WRONG_STATE;
	queue_fill(c, kind, t, to);
	c->counter = counter;
	return VERDICT_OK;
}

int queue_recall_s(const struct queue *q, int counter, int64_t at_ms) {
	const struct queue_ticket *t = queue_counter_ticket(q, counter);
	int64_t due_ms = t ? t->rung_at_ms + q->setup->recall_min_s * 1000LL : 0;
	return due_ms > at_ms ? (int)((due_ms - at_ms + 999) / 1000) : 0;
}

enum verdict queue_decide_recall(const struct queue *q, int counter, struct change *c) {
	const struct queue_ticket *t = queue_counter_ticket(q, counter);
	if (t && t->state == TICKET_CALLED) {
		if (t->recalls >= q->setup->recalls_max)
			return VERDICT_WRONG_STATE;
		if (queue_recall_s(q, counter, c->at_ms) > 0)
			return VERDICT_SLOW_DOWN;
		c->reason = t->reason;
		c->from_counter = t->reason == REASON_TRANSFERRED ? t->from_counter : 0;
	}
	return move(q, counter, TICKET_CALLED, TICKET_CALLED, CHANGE_RECALLED, c);
}

enum verdict queue_decide_start(const struct queue *q, int counter, struct change *c) {
	return move(q, counter, TICKET_CALLED, TICKET_SERVING, CHANGE_STARTED, c);
}

enum verdict queue_decide_finish(const struct queue *q, int counter, struct change *c) {
	return move(q, counter, TICKET_SERVING, TICKET_SERVED, CHANGE_FINISHED, c);
}

enum verdict queue_decide_absent(const struct queue *q, int counter, struct change *c) {
	return move(q, counter, TICKET_CALLED, TICKET_ABSENT, CHANGE_ABSENT, c);
}

enum verdict queue_decide_hold(
	const struct queue *q, int counter, int64_t until_ms, const char *note, struct change *c) {
	c->back_at_ms = until_ms;
	text_copy(c->note, sizeof c->note, note);
	return move(q, counter, TICKET_SERVING, TICKET_HELD, CHANGE_HELD, c);
}

enum verdict queue_decide_resume(
	const struct queue *q, int counter, const char *number, struct change *c) {
	int at = setup_counter(q->setup, counter);
	const struct queue_ticket *t = queue_number(q, number);
	if (at < 0 || !t)
		return VERDICT_NOT_FOUND;
	if (q->counters[at].ticket >= 0)
		return VERDICT_BUSY;
	bool served =
		t->counter == counter || (t->line >= 0 && queue_handicap_s(q, at, t->line) >= 0);
	if (t->state != TICKET_HELD || !served || q->counters[at].state != COUNTER_OPEN)
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_RESUMED, t, TICKET_SERVING);
	c->counter = counter;
	return VERDICT_OK;
}

/* A move that makes the ticket one of another service says which it was of. */
static void to_service(const char *id, struct change *c) {
	if (!strcmp(id, c->service))
		return;
	text_copy(c->from_service, sizeof c->from_service, c->service);
	text_copy(c->service, sizeof c->service, id);
}

enum verdict queue_decide_transfer(
	const struct queue *q, int counter, int line, int to_counter, struct change *c) {
	const struct queue_ticket *t = queue_counter_ticket(q, counter);
	if (!queue_counter(q, counter) || (to_counter && !queue_counter(q, to_counter)))
		return VERDICT_NOT_FOUND;
	if (!t || t->moves >= q->setup->transfers_max)
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_TRANSFERRED, t, TICKET_WAITING);
	to_service(line < 0 ? t->service : q->setup->services[line].id, c);
	c->counter = counter;
	c->to_counter = to_counter;
	return VERDICT_OK;
}

const struct queue_step *queue_undo(
	const struct queue *q, int counter, const char *by, int64_t at_ms) {
	const struct queue_counter *at = queue_counter(q, counter);
	const struct queue_step *step = at ? &at->step : NULL;
	if (!step || !step->seq || q->tickets[step->ticket]->changed_seq != step->seq)
		return NULL;
	if (strcmp(step->by, by) || at_ms > step->at_ms + q->setup->undo_s * 1000LL)
		return NULL;
	return step;
}

enum verdict queue_decide_undo(const struct queue *q, int counter, struct change *c) {
	const struct queue_step *step = queue_undo(q, counter, c->by, c->at_ms);
	if (!queue_counter(q, counter))
		return VERDICT_NOT_FOUND;
	if (!step)
		return VERDICT_WRONG_STATE;
	const struct queue_ticket *t = q->tickets[step->ticket], *before = t->before;
	queue_fill(c, CHANGE_UNDONE, t, before->state);
	to_service(before->service, c);
	c->counter = counter;
	if (before->state == TICKET_CALLED) {
		c->reason = before->reason;
		c->from_counter = before->reason == REASON_TRANSFERRED ? before->from_counter : 0;
	}
	return VERDICT_OK;
}
