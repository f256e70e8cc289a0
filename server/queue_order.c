#include "common/mem.h"
#include "common/text.h"
#include "server/queue_state.h"

#include <stdlib.h>

int queue_waiting(const struct queue *q, int line) {
	return q->waiting[line];
}

struct heap_item queue_first(const struct queue *q, int counter, const struct heap_item *firsts) {
	struct heap_item best = heap_first(&q->desks[counter], NULL, 0);
	for (int i = 0; i < q->serves_count[counter]; i++) {
		int line = q->serves[counter][i].service;
		struct heap_item item =
			firsts ? firsts[line] : heap_first(&q->lines[line], NULL, 0);
		if (item.ticket < 0)
			continue;
		item.key_s += q->serves[counter][i].handicap_s;
		if (heap_before(item, best))
			best = item;
	}
	return best;
}

/* The index of the ticket whose turn it is at a counter; -1: nobody waits for it. */
static int first_for(const struct queue *q, int counter) {
	return queue_first(q, counter, NULL).ticket;
}

static int by_turn(const void *a, const void *b) {
	const struct heap_item *x = a, *y = b;
	return heap_before(*y, *x) - heap_before(*x, *y);
}

static size_t add_all(const struct heap *heap, int handicap_s, struct heap_item *to) {
	for (size_t i = 0; i < heap->count; i++) {
		to[i] = heap->items[i];
		to[i].key_s += handicap_s;
	}
	return heap->count;
}

size_t queue_list(const struct queue *q, int counter, size_t room, int *tickets) {
	int at = setup_counter(q->setup, counter);
	if (at < 0)
		return 0;
	const struct setup_serves *serves = q->serves[at];
	size_t count = q->desks[at].count;
	for (int i = 0; i < q->serves_count[at]; i++)
		count += q->lines[serves[i].service].count;
	struct heap_item *all = mem_alloc(count, sizeof *all);
	size_t n = add_all(&q->desks[at], 0, all);
	for (int i = 0; i < q->serves_count[at]; i++)
		n += add_all(&q->lines[serves[i].service], serves[i].handicap_s, all + n);
	qsort(all, count, sizeof *all, by_turn);
	for (size_t i = 0; i < count && i < room; i++)
		tickets[i] = all[i].ticket;
	mem_free(all);
	return count;
}

static bool counter_open(const struct queue *q, int counter) {
	return q->counters[counter].state == COUNTER_OPEN;
}

/* The lines and desks of the counters that a ticket waits for. */
struct rivals {
	bool lines[SERVICES_MAX];
	bool desks[COUNTERS_MAX];
};

static bool is_its_own(const struct queue *q, int counter, const struct queue_ticket *t) {
	if (t->bound && setup_counter(q->setup, t->bound) >= 0)
		return q->setup->counters[counter].id == t->bound;
	return setup_handicap_s(q->setup, counter, t->line) >= 0;
}

/* Marks whom a ticket's counters also serve: open counters only, or all of them. */
static bool mark_rivals(const struct queue *q, const struct queue_ticket *t, bool open_only,
	struct rivals *rivals) {
	bool any = false;
	for (int i = 0; i < q->setup->counter_count; i++) {
		const struct setup_counter *c = &q->setup->counters[i];
		if (!is_its_own(q, i, t) || (open_only && !counter_open(q, i)))
			continue;
		for (int k = 0; k < c->serves_count; k++)
			rivals->lines[c->serves[k].service] = true;
		rivals->desks[i] = true;
		any = true;
	}
	return any;
}

static int count_before(const struct heap *heap, struct heap_item own) {
	int before = 0;
	for (size_t i = 0; i < heap->count; i++)
		before += heap_before(heap->items[i], own);
	return before;
}

int queue_ahead(const struct queue *q, const struct queue_ticket *ticket) {
	const struct heap_item own = {ticket->key_s, (int)ticket->index};
	struct rivals rivals = {0};
	int ahead = 0;
	if (ticket->line < 0 ||
		(ticket->state != TICKET_WAITING && ticket->state != TICKET_ISSUING))
		return -1;
	if (!mark_rivals(q, ticket, true, &rivals) && !mark_rivals(q, ticket, false, &rivals))
		rivals.lines[ticket->line] = true;
	for (int i = 0; i < q->setup->service_count; i++)
		ahead += rivals.lines[i] ? count_before(&q->lines[i], own) : 0;
	for (int i = 0; i < q->setup->counter_count; i++)
		ahead += rivals.desks[i] ? count_before(&q->desks[i], own) : 0;
	return ahead;
}

const struct queue_ticket *queue_stuck(const struct queue *q, int64_t before_ms) {
	for (size_t i = q->settled; i < q->count; i++) {
		const struct queue_ticket *t = q->tickets[i];
		if (t->state == TICKET_ISSUING && t->issued_at_ms < before_ms)
			return t;
	}
	return NULL;
}

const struct queue_ticket *queue_overdue(const struct queue *q, int64_t at_ms) {
	for (size_t i = 0; q->held && i < q->count; i++) {
		const struct queue_ticket *t = q->tickets[i];
		if (t->state == TICKET_HELD && t->until_ms && t->until_ms <= at_ms)
			return t;
	}
	return NULL;
}

int64_t queue_key_s(const struct setup *s, int64_t issued_s, int priority, int64_t slot_s) {
	if (slot_s && issued_s <= slot_s + s->slot_grace_s)
		return slot_s - s->slot_head_start_s;
	return issued_s - (priority < 0 ? 0 : s->priorities[priority].head_start_s);
}

enum call_reason queue_reason(const struct queue *q, const struct queue_ticket *t) {
	if (t->moves > 0)
		return REASON_TRANSFERRED;
	if (t->misses > 0)
		return REASON_RETURNED;
	if (t->slot_ms)
		return REASON_APPOINTMENT;
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

static void call(const struct queue *q, const struct queue_ticket *t, int counter,
	enum call_reason reason, struct change *c) {
	queue_fill(c, CHANGE_CALLED, t, TICKET_CALLED);
	c->counter = counter;
	c->reason = reason;
	c->from_counter = reason == REASON_TRANSFERRED ? t->from_counter : 0;
	c->rules = q->setup->version;
}

enum verdict queue_decide_next(const struct queue *q, int counter, struct change *c) {
	int at = setup_counter(q->setup, counter);
	enum verdict verdict = may_call(q, at);
	if (verdict != VERDICT_OK)
		return verdict;
	int first = first_for(q, at);
	if (first < 0)
		return VERDICT_NOTHING;
	call(q, q->tickets[first], counter, queue_reason(q, q->tickets[first]), c);
	return VERDICT_OK;
}

/* Who waits for one counter alone is called there, or by all that serve him while it is closed. */
static bool may_choose(const struct queue *q, int counter, const struct queue_ticket *t) {
	int desk = t->bound ? setup_counter(q->setup, t->bound) : -1;
	if (desk == counter || (desk >= 0 && q->counters[desk].state != COUNTER_CLOSED))
		return desk == counter;
	return queue_handicap_s(q, counter, t->line) >= 0;
}

enum verdict queue_decide_call(const struct queue *q, int counter, const char *number,
	const char *note, struct change *c) {
	int at = setup_counter(q->setup, counter);
	const struct queue_ticket *t = queue_number(q, number);
	if (at < 0 || !t)
		return VERDICT_NOT_FOUND;
	enum verdict verdict = may_call(q, at);
	if (verdict != VERDICT_OK)
		return verdict;
	if (t->state != TICKET_WAITING || !may_choose(q, at, t))
		return VERDICT_WRONG_STATE;
	bool next = first_for(q, at) == (int)t->index;
	call(q, t, counter, next ? queue_reason(q, t) : REASON_CHOSEN, c);
	text_copy(c->note, sizeof c->note, note);
	return VERDICT_OK;
}
