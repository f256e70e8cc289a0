#include "common/mem.h"
#include "server/queue_state.h"

#include <stdlib.h>

int queue_waiting(const struct queue *q, int line) {
	return (int)q->lines[line].count;
}

/* The first of a counter's lines: smallest (queue time + handicap, ticket); -1 when all are empty.
 */
static int first_for(const struct queue *q, int counter) {
	const struct setup_counter *c = &q->setup->counters[counter];
	struct heap_item best = {INT64_MAX, -1};
	for (int i = 0; i < c->serves_count; i++) {
		const struct heap *line = &q->lines[c->serves[i].service];
		if (!line->count)
			continue;
		struct heap_item item = line->items[0];
		item.key_s += c->serves[i].handicap_s;
		if (best.ticket < 0 || heap_before(item, best))
			best = item;
	}
	return best.ticket;
}

static int by_turn(const void *a, const void *b) {
	const struct heap_item *x = a, *y = b;
	return heap_before(*y, *x) - heap_before(*x, *y);
}

size_t queue_list(const struct queue *q, int counter, size_t room, int *tickets) {
	int at = setup_counter(q->setup, counter);
	const struct setup_counter *c = at < 0 ? NULL : &q->setup->counters[at];
	size_t count = 0, n = 0;
	for (int i = 0; c && i < c->serves_count; i++)
		count += q->lines[c->serves[i].service].count;
	struct heap_item *all = mem_alloc(count, sizeof *all);
	for (int i = 0; c && i < c->serves_count; i++) {
		const struct heap *line = &q->lines[c->serves[i].service];
		for (size_t k = 0; k < line->count; k++) {
			all[n] = line->items[k];
			all[n++].key_s += c->serves[i].handicap_s;
		}
	}
	qsort(all, count, sizeof *all, by_turn);
	for (size_t i = 0; i < count && i < room; i++)
		tickets[i] = all[i].ticket;
	mem_free(all);
	return count;
}

static bool counter_open(const struct queue *q, int counter) {
	return q->counters[counter].state == COUNTER_OPEN;
}

/* Marks the lines that share a counter with this one: open counters only, or all of them. */
static bool mark_rivals(
	const struct queue *q, int line, bool open_only, bool rivals[SERVICES_MAX]) {
	bool any = false;
	for (int i = 0; i < q->setup->counter_count; i++) {
		const struct setup_counter *c = &q->setup->counters[i];
		if (setup_handicap_s(q->setup, i, line) < 0 || (open_only && !counter_open(q, i)))
			continue;
		for (int k = 0; k < c->serves_count; k++)
			rivals[c->serves[k].service] = true;
		any = true;
	}
	return any;
}

int queue_ahead(const struct queue *q, const struct queue_ticket *ticket) {
	const struct heap_item own = {ticket->key_s, (int)ticket->index};
	bool rivals[SERVICES_MAX] = {false};
	int ahead = 0;
	if (ticket->line < 0 ||
		(ticket->state != TICKET_WAITING && ticket->state != TICKET_ISSUING))
		return -1;
	if (!mark_rivals(q, ticket->line, true, rivals) &&
		!mark_rivals(q, ticket->line, false, rivals))
		rivals[ticket->line] = true;
	for (int line = 0; line < q->setup->service_count; line++)
		for (size_t i = 0; rivals[line] && i < q->lines[line].count; i++)
			ahead += heap_before(q->lines[line].items[i], own);
	return ahead;
}

const struct queue_ticket *queue_stuck(const struct queue *q, int64_t before_ms) {
	for (size_t i = q->settled; i < q->count && q->tickets[i]->issued_at_ms < before_ms; i++)
		if (q->tickets[i]->state == TICKET_ISSUING)
			return q->tickets[i];
	return NULL;
}

enum call_reason queue_reason(const struct queue *q, const struct queue_ticket *t) {
	if (t->misses > 0)
		return REASON_RETURNED;
	if (t->priority >= 0 && q->setup->priorities[t->priority].head_start_s > 0)
		return REASON_PRIORITY;
	return REASON_IN_TURN;
}

/* Whether this counter may take a ticket now. */
static enum verdict may_call(const struct queue *q, int at) {
	if (at < 0)
		return VERDICT_NOT_FOUND;
	if (q->counters[at].ticket >= 0)
		return VERDICT_BUSY;
	return counter_open(q, at) ? VERDICT_OK : VERDICT_WRONG_STATE;
}

enum verdict queue_decide_next(const struct queue *q, int counter, struct change *c) {
	int at = setup_counter(q->setup, counter);
	enum verdict verdict = may_call(q, at);
	if (verdict != VERDICT_OK)
		return verdict;
	int first = first_for(q, at);
	if (first < 0)
		return VERDICT_NOTHING;
	queue_fill(c, CHANGE_CALLED, q->tickets[first], TICKET_CALLED);
	c->counter = counter;
	c->reason = queue_reason(q, q->tickets[first]);
	return VERDICT_OK;
}

enum verdict queue_decide_call(
	const struct queue *q, int counter, const char *number, struct change *c) {
	int at = setup_counter(q->setup, counter);
	const struct queue_ticket *t = queue_number(q, number);
	if (at < 0 || !t)
		return VERDICT_NOT_FOUND;
	enum verdict verdict = may_call(q, at);
	if (verdict != VERDICT_OK)
		return verdict;
	if (t->state != TICKET_WAITING || t->line < 0 ||
		setup_handicap_s(q->setup, at, t->line) < 0)
		return VERDICT_WRONG_STATE;
	bool next = first_for(q, at) == (int)t->index;
	queue_fill(c, CHANGE_CALLED, t, TICKET_CALLED);
	c->counter = counter;
	c->reason = next ? queue_reason(q, t) : REASON_CHOSEN;
	return VERDICT_OK;
}
