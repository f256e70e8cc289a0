#include "common/text.h"
#include "server/queue_state.h"

#include <stdio.h>
#include <string.h>

enum { MINUTE_MS = 60000 };

void queue_fill(struct change *c, enum change_kind kind, const struct queue_ticket *t,
	enum ticket_state state) {
	c->kind = kind;
	c->ticket = t->id;
	c->lease = t->lease;
	c->was = t->state;
	c->state = state;
	text_copy(c->number, sizeof c->number, t->number);
	text_copy(c->service, sizeof c->service, t->service);
}

enum verdict queue_decide_issue(const struct queue *q, struct change *c) {
	const struct setup *s = q->setup;
	int line = setup_service(s, c->service);
	if (line < 0)
		return VERDICT_NOT_FOUND;
	int n = queue_next_number(q, line);
	if (n > s->number_max)
		return VERDICT_QUOTA;
	queue_print_number(q, line, n, c->number);
	if (c->at_ms / 1000 > c->slot_ms / 1000 + s->slot_grace_s)
		c->slot_ms = 0;
	c->key_s =
		queue_key_s(s, c->at_ms / 1000, setup_priority(s, c->priority), c->slot_ms / 1000);
	c->kind = CHANGE_ISSUED;
	c->was = TICKET_NONE;
	c->state = TICKET_ISSUING;
	return VERDICT_OK;
}

enum verdict queue_decide_printed(
	const struct queue *q, int64_t ticket, const char *how, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (t->state != TICKET_ISSUING)
		return t->state == TICKET_VOID ? VERDICT_WRONG_STATE : VERDICT_NOTHING;
	queue_fill(c, CHANGE_PRINTED, t, TICKET_WAITING);
	text_copy(c->how, sizeof c->how, how);
	return VERDICT_OK;
}

enum verdict queue_decide_failed(
	const struct queue *q, int64_t ticket, const char *why, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (t->state == TICKET_VOID)
		return VERDICT_NOTHING;
	if (t->state != TICKET_ISSUING)
		return VERDICT_WRONG_STATE;
	queue_fill(c, CHANGE_VOIDED, t, TICKET_VOID);
	text_copy(c->how, sizeof c->how, why);
	return VERDICT_OK;
}

enum verdict queue_decide_expire(const struct queue *q, int64_t ticket, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t)
		return VERDICT_NOT_FOUND;
	if (!proto_ticket_open(t->state))
		return VERDICT_NOTHING;
	if (t->state == TICKET_ABSENT)
		return queue_decide_no_show(q, ticket, c);
	queue_fill(c, CHANGE_EXPIRED, t, TICKET_EXPIRED);
	c->counter = t->state == TICKET_CALLED || t->state == TICKET_SERVING ? t->counter : 0;
	return VERDICT_OK;
}

enum verdict queue_decide_open(
	const struct queue *q, int counter, const struct clerk *clerk, struct change *c) {
	const struct queue_counter *at = queue_counter(q, counter);
	if (!at)
		return VERDICT_NOT_FOUND;
	if (at->state == COUNTER_OPEN && !strcmp(at->by, c->by) &&
		!memcmp(&at->clerk, clerk, sizeof *clerk))
		return VERDICT_NOTHING;
	c->kind = CHANGE_COUNTER_OPENED;
	c->counter = counter;
	c->clerk = *clerk;
	return VERDICT_OK;
}

enum verdict queue_decide_seat(
	const struct queue *q, int counter, const struct clerk *clerk, struct change *c) {
	const struct queue_counter *at = queue_counter(q, counter);
	if (!at)
		return VERDICT_NOT_FOUND;
	if (at->state == COUNTER_CLOSED)
		return VERDICT_NOTHING;
	c->kind = at->state == COUNTER_OPEN ? CHANGE_COUNTER_OPENED : CHANGE_COUNTER_PAUSED;
	c->counter = counter;
	c->clerk = *clerk;
	c->back_at_ms = at->back_at_ms;
	return VERDICT_OK;
}

enum verdict queue_decide_pause(
	const struct queue *q, int counter, int64_t back_at_ms, struct change *c) {
	const struct queue_counter *at = queue_counter(q, counter);
	if (!at)
		return VERDICT_NOT_FOUND;
	if (at->ticket >= 0)
		return VERDICT_BUSY;
	if (at->state == COUNTER_CLOSED)
		return VERDICT_WRONG_STATE;
	if (at->state == COUNTER_PAUSED && at->back_at_ms == back_at_ms)
		return VERDICT_NOTHING;
	c->kind = CHANGE_COUNTER_PAUSED;
	c->counter = counter;
	c->clerk = at->clerk;
	c->back_at_ms = back_at_ms;
	return VERDICT_OK;
}

enum verdict queue_decide_close(const struct queue *q, int counter, struct change *c) {
	const struct queue_counter *at = queue_counter(q, counter);
	if (!at)
		return VERDICT_NOT_FOUND;
	if (at->ticket >= 0)
		return VERDICT_BUSY;
	if (at->state == COUNTER_CLOSED)
		return VERDICT_NOTHING;
	c->kind = CHANGE_COUNTER_CLOSED;
	c->counter = counter;
	return VERDICT_OK;
}

int queue_pace_s(const struct queue *q, const char *by, int64_t at_ms) {
	int limit = q->setup->kiosk_tickets_per_minute, taken = 0;
	for (size_t i = q->count; limit && i-- > 0;) {
		const struct queue_ticket *t = q->tickets[i];
		if (t->elsewhere)
			continue;
		if (t->issued_at_ms <= at_ms - MINUTE_MS)
			break;
		if (!strcmp(t->by, by) && ++taken == limit)
			return (int)((t->issued_at_ms + MINUTE_MS - at_ms + 999) / 1000);
	}
	return 0;
}
