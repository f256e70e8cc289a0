#include "server/queue.h"

#include "common/mem.h"
#include "common/text.h"
#include "server/queue_state.h"

#include <stdlib.h>
#include <string.h>

struct queue *queue_new(const struct setup *setup) {
	struct queue *q = mem_alloc(1, sizeof *q);
	q->setup = setup;
	for (int i = 0; i < setup->counter_count; i++)
		q->counters[i] = (struct queue_counter){.id = setup->counters[i].id, .ticket = -1};
	for (int i = 0; i < setup->service_count; i++)
		q->issued[i] = setup->number_start - 1;
	return q;
}

void queue_free(struct queue *q) {
	if (!q)
		return;
	for (size_t i = 0; i < q->count; i++) {
		mem_free(q->tickets[i]->before);
		mem_free(q->tickets[i]);
	}
	mem_free(q->tickets);
	lookup_clear(&q->numbers);
	lookup_clear(&q->tokens);
	for (int i = 0; i < SERVICES_MAX; i++)
		heap_clear(&q->lines[i]);
	for (int i = 0; i < COUNTERS_MAX; i++)
		heap_clear(&q->desks[i]);
	mem_free(q);
}

/* Ids grow in order of issue. */
int queue_index(const struct queue *q, int64_t id) {
	size_t low = 0, high = q->count;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (q->tickets[mid]->id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < q->count && q->tickets[low]->id == id ? (int)low : -1;
}

size_t queue_count(const struct queue *q) {
	return q->count;
}

const struct queue_ticket *queue_at(const struct queue *q, size_t index) {
	return q->tickets[index];
}

static const struct queue_ticket *ticket_or_null(const struct queue *q, int index) {
	return index < 0 ? NULL : q->tickets[index];
}

const struct queue_ticket *queue_find(const struct queue *q, int64_t id) {
	return ticket_or_null(q, queue_index(q, id));
}

const struct queue_ticket *queue_number(const struct queue *q, const char *number) {
	return ticket_or_null(q, lookup_find(&q->numbers, number));
}

const struct queue_ticket *queue_token(const struct queue *q, const char *token) {
	return ticket_or_null(q, lookup_find(&q->tokens, token));
}

const struct queue_counter *queue_counter(const struct queue *q, int id) {
	int i = setup_counter(q->setup, id);
	return i < 0 ? NULL : &q->counters[i];
}

const struct queue_ticket *queue_counter_ticket(const struct queue *q, int id) {
	const struct queue_counter *c = queue_counter(q, id);
	return c ? ticket_or_null(q, c->ticket) : NULL;
}

const struct setup *queue_setup(const struct queue *q) {
	return q->setup;
}
