#include "server/queue_state.h"

/* A ready counter and a ticket for it; the key holds the counter's handicap. */
struct offer {
	struct heap_item item; /* ticket -1: none */
	int counter, place;    /* index; where that stands in `ready` */
};

/* Offers on the way: who has none yet, who is offered, who is left. */
struct offers {
	const struct queue *queue;
	int ready[COUNTERS_MAX], tickets[COUNTERS_MAX];
	int ready_count, count;
	struct heap_item firsts[SERVICES_MAX]; /* of each line, but for those offered */
};

static bool is_ready(const struct queue *q, int counter) {
	return q->counters[counter].state == COUNTER_OPEN && q->counters[counter].ticket < 0;
}

static void begin(struct offers *o, const struct queue *q) {
	*o = (struct offers){.queue = q};
	for (int i = 0; i < q->setup->counter_count; i++)
		if (is_ready(q, i))
			o->ready[o->ready_count++] = i;
	for (int i = 0; i < q->setup->service_count; i++)
		o->firsts[i] = heap_first(&q->lines[i], NULL, 0);
}

static bool offer_before(const struct queue *q, const struct offer *a, const struct offer *b) {
	const struct queue_counter *x = &q->counters[a->counter], *y = &q->counters[b->counter];
	if (a->item.ticket != b->item.ticket || a->item.key_s != b->item.key_s)
		return heap_before(a->item, b->item);
	return x->since_ms != y->since_ms ? x->since_ms < y->since_ms : x->id < y->id;
}

/* The first of what is left. */
static struct offer first_left(const struct offers *o) {
	struct offer first = {{INT64_MAX, -1}, -1, -1};
	for (int i = 0; i < o->ready_count; i++) {
		int counter = o->ready[i];
		struct offer offer = {queue_first(o->queue, counter, o->firsts), counter, i};
		if (offer.item.ticket < 0)
			continue;
		if (first.item.ticket < 0 || offer_before(o->queue, &offer, &first))
			first = offer;
	}
	return first;
}

/* The counter and the ticket are left out from now on. */
static void take(struct offers *o, const struct offer *offer) {
	int line = o->queue->tickets[offer->item.ticket]->line;
	o->ready[offer->place] = o->ready[--o->ready_count];
	o->tickets[o->count++] = offer->item.ticket;
	if (line >= 0)
		o->firsts[line] = heap_first(&o->queue->lines[line], o->tickets, (size_t)o->count);
}

const struct queue_ticket *queue_offer(const struct queue *q, int counter) {
	int at = setup_counter(q->setup, counter);
	struct offers o;
	if (at < 0 || !is_ready(q, at))
		return NULL;
	begin(&o, q);
	for (;;) {
		struct offer first = first_left(&o);
		if (first.item.ticket < 0)
			return NULL;
		if (first.counter == at)
			return q->tickets[first.item.ticket];
		take(&o, &first);
	}
}
