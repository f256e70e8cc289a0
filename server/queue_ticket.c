#include "common/text.h"
#include "server/queue_state.h"

#include <string.h>

/* The moves of one ticket, wherever it is: the holder's, the system's and the lead's. */

enum { SCREEN_MS = 120000 }; /* whoever stood at the counter has gone then */

bool queue_can_return(const struct queue *q, const struct queue_ticket *t, int64_t at_ms) {
	if (t->state == TICKET_HELD)
		return true;
	return t->state == TICKET_ABSENT && t->misses <= q->setup->misses_max &&
	       at_ms <= t->called_at_ms + q->setup->return_within_s * 1000LL;
}

enum verdict queue_decide_back(const struct queue *q, int64_t ticket, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (!queue_can_return(q, t, c->at_ms))
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_RETURNED, t, TICKET_WAITING);
	c->key_s = t->key_s + (t->state == TICKET_ABSENT ? q->setup->miss_penalty_s : 0);
	return VERDICT_OK;
}

enum verdict queue_decide_no_show(const struct queue *q, int64_t ticket, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (t->state != TICKET_ABSENT)
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_NO_SHOW, t, TICKET_NO_SHOW);
	return VERDICT_OK;
}

enum verdict queue_decide_leave(const struct queue *q, int64_t ticket, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (t->state != TICKET_WAITING && t->state != TICKET_HELD && t->state != TICKET_ABSENT)
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_CANCELLED, t, TICKET_CANCELLED);
	return VERDICT_OK;
}

enum verdict queue_decide_release(
	const struct queue *q, int64_t ticket, const char *note, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (t->state != TICKET_CALLED && t->state != TICKET_SERVING)
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_RELEASED, t, TICKET_WAITING);
	c->counter = t->counter;
	text_copy(c->note, sizeof c->note, note);
	return VERDICT_OK;
}

enum verdict queue_decide_reopen(
	const struct queue *q, int64_t ticket, const char *note, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (t->state != TICKET_SERVED || c->at_ms > t->changed_at_ms + q->setup->reopen_s * 1000LL)
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_REOPENED, t, TICKET_WAITING);
	text_copy(c->note, sizeof c->note, note);
	return VERDICT_OK;
}

enum verdict queue_decide_void(
	const struct queue *q, int64_t ticket, const char *note, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (t->state != TICKET_WAITING)
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_VOIDED, t, TICKET_VOID);
	text_copy(c->how, sizeof c->how, "lead");
	text_copy(c->note, sizeof c->note, note);
	return VERDICT_OK;
}

enum verdict queue_decide_priority(
	const struct queue *q, int64_t ticket, const char *priority, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	int class = setup_priority(q->setup, priority);
	if (!t || (*priority && class < 0))
		return VERDICT_NOT_FOUND;
	if (t->state != TICKET_WAITING && t->state != TICKET_CALLED)
		return VERDICT_WRONG_STATE;
	if (class == t->priority)
		return VERDICT_NOTHING;
	queue_fill(c, CHANGE_RECLASSIFIED, t, TICKET_WAITING);
	c->counter = t->state == TICKET_CALLED ? t->counter : 0;
	text_copy(c->priority, sizeof c->priority, priority);
	c->key_s = queue_key_s(q->setup, t->issued_at_ms / 1000, class, t->slot_ms / 1000) +
		   t->penalty_s;
	return VERDICT_OK;
}

bool queue_can_rate(const struct queue_ticket *t) {
	return t->state == TICKET_SERVED && !t->rated;
}

/* It is no move: what was before it is not said. */
static enum verdict rate(const struct queue_ticket *t, struct change *c) {
	if (!queue_can_rate(t))
		return VERDICT_WRONG_STATE;
	c->kind = CHANGE_RATED;
	c->ticket = t->id;
	c->state = TICKET_SERVED;
	c->counter = t->counter;
	text_copy(c->number, sizeof c->number, t->number);
	text_copy(c->service, sizeof c->service, t->service);
	return VERDICT_OK;
}

enum verdict queue_decide_rate(const struct queue *q, int64_t ticket, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	return t ? rate(t, c) : VERDICT_NOT_FOUND;
}

enum verdict queue_decide_rate_at(
	const struct queue *q, int counter, const char *number, struct change *c) {
	const struct queue_ticket *t = queue_number(q, number);
	if (!queue_counter(q, counter) || !t)
		return VERDICT_NOT_FOUND;
	if (t->counter != counter || c->at_ms > t->changed_at_ms + SCREEN_MS)
		return VERDICT_WRONG_STATE;
	return rate(t, c);
}
