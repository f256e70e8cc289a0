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
	for (size_t i = 0; i < q->count; i++)
		mem_free(q->tickets[i]);
	mem_free(q->tickets);
	lookup_clear(&q->numbers);
	lookup_clear(&q->tokens);
	for (int i = 0; i < SERVICES_MAX; i++)
		heap_clear(&q->lines[i]);
	mem_free(q);
}

static void moved(void *arg, int ticket, size_t place) {
	struct queue *q = arg;
	q->tickets[ticket]->place = place;
}

/* Ids grow in order of issue. */
static int index_of(const struct queue *q, int64_t id) {
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

static struct queue_counter *counter_at(struct queue *q, int id) {
	int i = setup_counter(q->setup, id);
	return i < 0 ? NULL : &q->counters[i];
}

/* The last number of a series is what its newest printed number says. */
static void count_series(struct queue *q, const struct queue_ticket *t) {
	size_t prefix = t->line < 0 ? 0 : strlen(q->setup->services[t->line].prefix);
	if (t->line < 0 || strncmp(t->number, q->setup->services[t->line].prefix, prefix))
		return;
	const char *digits = t->number + prefix;
	int n = atoi(digits + (*digits == '-'));
	if (n > q->issued[t->line])
		q->issued[t->line] = n;
}

static bool apply_issued(struct queue *q, const struct change *c) {
	if (q->count && c->seq <= q->tickets[q->count - 1]->id)
		return false;
	if (lookup_find(&q->numbers, c->number) >= 0 || lookup_find(&q->tokens, c->token) >= 0)
		return false;
	if (q->count == q->room) {
		q->room = q->room ? q->room * 2 : 64;
		q->tickets = mem_realloc(q->tickets, q->room, sizeof *q->tickets);
	}
	struct queue_ticket *t = mem_alloc(1, sizeof *t);
	t->id = c->seq;
	t->line = setup_service(q->setup, c->service);
	t->priority = setup_priority(q->setup, c->priority);
	t->state = c->state;
	t->issued_at_ms = c->at_ms;
	t->key_s = c->at_ms / 1000 -
		   (t->priority < 0 ? 0 : q->setup->priorities[t->priority].head_start_s);
	text_copy(t->number, sizeof t->number, c->number);
	text_copy(t->token, sizeof t->token, c->token);
	text_copy(t->service, sizeof t->service, c->service);
	text_copy(t->procedure, sizeof t->procedure, c->procedure);
	text_copy(t->lang, sizeof t->lang, c->lang);
	text_copy(t->by, sizeof t->by, c->by);
	t->index = q->count;
	q->tickets[q->count] = t;
	lookup_add(&q->numbers, t->number, (int)q->count);
	lookup_add(&q->tokens, t->token, (int)q->count);
	q->count++;
	count_series(q, t);
	return true;
}

static bool at_counter(enum ticket_state state) {
	return state == TICKET_CALLED || state == TICKET_SERVING;
}

static void leave(struct queue *q, int index, const struct change *c) {
	struct queue_ticket *t = q->tickets[index];
	struct queue_counter *counter = counter_at(q, t->counter);
	if (t->state == TICKET_WAITING && t->line >= 0)
		heap_remove(&q->lines[t->line], t->place, moved, q);
	if (at_counter(t->state) && !at_counter(c->state) && counter) {
		counter->ticket = -1;
		counter->since_ms = c->at_ms;
	}
}

static void enter(struct queue *q, int index, const struct change *c) {
	struct queue_ticket *t = q->tickets[index];
	struct queue_counter *counter = counter_at(q, c->counter);
	t->state = c->state;
	if (c->counter)
		t->counter = c->counter;
	if (c->state == TICKET_WAITING && t->line >= 0)
		heap_push(&q->lines[t->line], (struct heap_item){t->key_s, index}, moved, q);
	if (at_counter(c->state) && counter)
		counter->ticket = index;
}

/* What a kind of change leaves on the ticket besides its state. */
static void note(struct queue_ticket *t, const struct change *c) {
	switch (c->kind) {
	case CHANGE_CALLED:
		t->called_at_ms = t->rung_at_ms = c->at_ms;
		t->started_at_ms = 0;
		t->recalls = 0;
		t->reason = c->reason;
		break;
	case CHANGE_RECALLED:
		t->rung_at_ms = c->at_ms;
		t->recalls++;
		break;
	case CHANGE_STARTED:
		t->started_at_ms = c->at_ms;
		break;
	case CHANGE_ABSENT:
		t->misses++;
		break;
	default:
		break;
	}
}

static bool apply_ticket(struct queue *q, const struct change *c) {
	int index = index_of(q, c->ticket);
	if (index < 0 || q->tickets[index]->state != c->was)
		return false;
	struct queue_counter *counter = counter_at(q, c->counter);
	if (at_counter(c->state) && counter && counter->ticket != -1 && counter->ticket != index)
		return false;
	leave(q, index, c);
	note(q->tickets[index], c);
	enter(q, index, c);
	while (q->settled < q->count && q->tickets[q->settled]->state != TICKET_ISSUING)
		q->settled++;
	return true;
}

static void apply_counter(struct queue *q, const struct change *c, enum counter_state state) {
	struct queue_counter *counter = counter_at(q, c->counter);
	if (!counter)
		return;
	counter->state = state;
	counter->since_ms = c->at_ms;
	counter->back_at_ms = c->back_at_ms;
	/* Who opens it sits there, with a name or without; a pause need not say whose it is. */
	if (state != COUNTER_PAUSED || c->clerk.name[0])
		counter->clerk = c->clerk;
}

bool queue_apply(struct queue *q, const struct change *c) {
	switch (c->kind) {
	case CHANGE_ISSUED:
		return apply_issued(q, c);
	case CHANGE_COUNTER_OPENED:
		apply_counter(q, c, COUNTER_OPEN);
		return true;
	case CHANGE_COUNTER_PAUSED:
		apply_counter(q, c, COUNTER_PAUSED);
		return true;
	case CHANGE_COUNTER_CLOSED:
		apply_counter(q, c, COUNTER_CLOSED);
		return true;
	case CHANGE_DAY_OPENED:
	case CHANGE_DAY_CLOSED:
	case CHANGE_SETUP:
	case CHANGE_RATED:
	case CHANGE_NONE:
		return true;
	default:
		return apply_ticket(q, c);
	}
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
	return ticket_or_null(q, index_of(q, id));
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
