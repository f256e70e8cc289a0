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
	queue_find_serves(q);
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
	for (size_t i = 0; i < q->text_places.count; i++)
		mem_free(q->texts[i]);
	mem_free(q->texts);
	lookup_clear(&q->text_places);
	lookup_clear(&q->numbers);
	lookup_clear(&q->tokens);
	for (int i = 0; i < SERVICES_MAX; i++)
		heap_clear(&q->lines[i]);
	for (int i = 0; i < COUNTERS_MAX; i++)
		heap_clear(&q->desks[i]);
	mem_free(q);
}

/* What a number says behind its prefix; one of another prefix, all its last digits. */
static int number_of(const char *number, const char *prefix) {
	size_t start = strlen(number);
	if (proto_number_of(number, prefix)) {
		start = strlen(prefix);
		return atoi(number + start + (number[start] == '-'));
	}
	while (start > 0 && number[start - 1] >= '0' && number[start - 1] <= '9')
		start--;
	return atoi(number + start);
}

/* The last number of a series is what its newest printed number says, if it was not set aside. It
 * goes on where the service had another prefix before, or another service this one. */
void queue_count_series(struct queue *q, int line, const char *number) {
	for (int i = 0; i < q->setup->service_count; i++) {
		const char *prefix = q->setup->services[i].prefix;
		if (i != line && !proto_number_of(number, prefix))
			continue;
		int n = number_of(number, prefix);
		if (n > q->issued[i])
			q->issued[i] = n;
	}
}

/* A change of before schema 2 does not say its queue time: the rule of then is that of now. */
static int64_t key_of(const struct queue *q, const struct queue_ticket *t, const struct change *c) {
	return c->key_s ? c->key_s
			: queue_key_s(q->setup, c->at_ms / 1000, t->priority, c->slot_ms / 1000);
}

const char *queue_text(struct queue *q, const char *text) {
	int i = lookup_find(&q->text_places, text);
	if (i >= 0)
		return q->texts[i];
	size_t count = q->text_places.count;
	q->texts = mem_realloc(q->texts, count + 1, sizeof *q->texts);
	q->texts[count] = mem_strdup(text);
	lookup_add(&q->text_places, q->texts[count], (int)count);
	return q->texts[count];
}

static struct queue_ticket *ticket_new(struct queue *q, const struct change *c) {
	struct queue_ticket *t = mem_alloc(1, sizeof *t);
	t->id = c->seq;
	t->line = setup_service(q->setup, c->service);
	t->priority = setup_priority(q->setup, c->priority);
	t->state = c->state;
	t->changed_at_ms = c->at_ms;
	t->elsewhere = c->taken_at_ms != 0;
	t->issued_at_ms = t->elsewhere ? c->taken_at_ms : c->at_ms;
	t->lease = c->lease;
	t->paper = c->lease ? 0 : c->first;
	t->changed_seq = c->seq;
	t->slot_ms = c->slot_ms;
	t->told = c->told;
	t->key_s = key_of(q, t, c);
	text_copy(t->number, sizeof t->number, c->number);
	text_copy(t->token, sizeof t->token, c->token);
	t->service = t->taken_for = queue_text(q, c->service);
	text_copy(t->procedure, sizeof t->procedure, c->procedure);
	text_copy(t->lang, sizeof t->lang, c->lang);
	t->by = queue_text(q, c->by);
	t->note = "";
	t->index = q->count;
	return t;
}

bool queue_add(struct queue *q, const struct change *c) {
	if (q->count && c->seq <= q->tickets[q->count - 1]->id)
		return false;
	if (lookup_find(&q->numbers, c->number) >= 0 || lookup_find(&q->tokens, c->token) >= 0)
		return false;
	if (q->count == q->room) {
		q->room = q->room ? q->room * 2 : 64;
		q->tickets = mem_realloc(q->tickets, q->room, sizeof *q->tickets);
	}
	struct queue_ticket *t = ticket_new(q, c);
	q->tickets[q->count] = t;
	lookup_add(&q->numbers, t->number, (int)q->count);
	lookup_add(&q->tokens, t->token, (int)q->count);
	q->count++;
	if (!t->lease)
		queue_count_series(q, t->line, t->number);
	return true;
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
