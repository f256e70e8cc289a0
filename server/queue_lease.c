#include "common/text.h"
#include "server/queue_state.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t queue_lease_count(const struct queue *q) {
	return q->lease_count;
}

const struct queue_lease *queue_lease_at(const struct queue *q, size_t index) {
	return &q->leases[index];
}

const struct queue_lease *queue_lease(const struct queue *q, int64_t id) {
	for (size_t i = 0; i < q->lease_count; i++)
		if (q->leases[i].id == id)
			return &q->leases[i];
	return NULL;
}

const struct queue_lease *queue_lease_of(
	const struct queue *q, const char *by, const char *holder) {
	for (size_t i = 0; i < q->lease_count; i++) {
		const struct queue_lease *l = &q->leases[i];
		if (!l->returned && !strcmp(l->by, by) && !strcmp(l->holder, holder))
			return l;
	}
	return NULL;
}

bool queue_add_lease(struct queue *q, const struct change *c) {
	if (q->lease_count == QUEUE_LEASES_MAX || c->first < 1 || c->last < c->first)
		return false;
	struct queue_lease *l = &q->leases[q->lease_count++];
	*l = (struct queue_lease){
		.id = c->seq, .at_ms = c->at_ms, .first = c->first, .last = c->last};
	text_copy(l->by, sizeof l->by, c->by);
	text_copy(l->holder, sizeof l->holder, c->holder);
	return true;
}

bool queue_end_lease(struct queue *q, const struct change *c) {
	for (size_t i = 0; i < q->lease_count; i++) {
		if (q->leases[i].id != c->lease)
			continue;
		q->leases[i].returned = true;
		return true;
	}
	return false;
}

const struct queue_lease *queue_set_aside(const struct queue *q, int first, int last) {
	for (size_t i = 0; i < q->lease_count; i++)
		if (q->leases[i].first <= last && first <= q->leases[i].last)
			return &q->leases[i];
	return NULL;
}

int queue_next_number(const struct queue *q, int line) {
	const struct queue_lease *l;
	int n = q->issued[line] + 1;
	while ((l = queue_set_aside(q, n, n)))
		n = l->last + 1;
	return n;
}

void queue_print_number(const struct queue *q, int line, int n, char number[static NUMBER_SIZE]) {
	const struct setup *s = q->setup;
	snprintf(number, NUMBER_SIZE, "%s%s%0*d", s->services[line].prefix,
		s->number_dash ? "-" : "", s->number_digits, n);
}

/* How many numbers of each series the next lease may have; below 1: none. */
static int lease_size(const struct queue *q) {
	const struct setup *s = q->setup;
	int all = s->number_max - s->number_start + 1, left = all / 2;
	int size = s->kiosk_lease_numbers < all / 10 ? s->kiosk_lease_numbers : all / 10;
	for (size_t i = 0; i < q->lease_count; i++)
		left -= q->leases[i].last - q->leases[i].first + 1;
	return size < left ? size : left;
}

enum verdict queue_decide_continue(const struct queue *q, int line, int value, struct change *c) {
	if (line < 0 || line >= q->setup->service_count)
		return VERDICT_NOT_FOUND;
	if (value <= q->issued[line])
		return VERDICT_NOTHING;
	c->kind = CHANGE_CONTINUED;
	text_copy(c->service, sizeof c->service, q->setup->services[line].id);
	queue_print_number(q, line, value, c->number);
	return VERDICT_OK;
}

enum verdict queue_decide_set_aside(const struct queue *q, int first, int last, struct change *c) {
	if (queue_set_aside(q, first, last))
		return VERDICT_NOTHING;
	if (first < 1 || last < first || q->lease_count == QUEUE_LEASES_MAX)
		return VERDICT_QUOTA;
	c->kind = CHANGE_LEASED;
	c->first = first;
	c->last = last;
	text_copy(c->holder, sizeof c->holder, QUEUE_RESTORED);
	return VERDICT_OK;
}

/* The last number that any series has given out here. */
static int last_issued(const struct queue *q) {
	int last = 0;
	for (int i = 0; i < q->setup->service_count; i++)
		if (q->issued[i] > last)
			last = q->issued[i];
	return last;
}

enum verdict queue_decide_lease(const struct queue *q, struct change *c) {
	const struct queue_lease *l;
	int size = lease_size(q), last = q->setup->number_max;
	if (size < 1 || q->lease_count == QUEUE_LEASES_MAX)
		return VERDICT_QUOTA;
	while ((l = queue_set_aside(q, last - size + 1, last)))
		last = l->first - 1;
	if (last - size - last_issued(q) < size)
		return VERDICT_QUOTA;
	c->kind = CHANGE_LEASED;
	c->first = last - size + 1;
	c->last = last;
	return VERDICT_OK;
}

enum verdict queue_decide_lease_return(const struct queue *q, int64_t lease, struct change *c) {
	const struct queue_lease *l = queue_lease(q, lease);
	if (!l)
		return VERDICT_NOT_FOUND;
	if (l->returned)
		return VERDICT_NOTHING;
	c->kind = CHANGE_LEASE_RETURNED;
	c->lease = lease;
	return VERDICT_OK;
}

int queue_number_value(const struct queue *q, int line, const char *number) {
	char printed[NUMBER_SIZE];
	size_t prefix = strlen(q->setup->services[line].prefix) + q->setup->number_dash;
	long long n = strlen(number) > prefix ? strtoll(number + prefix, NULL, 10) : 0;
	if (n < 1 || n > INT_MAX)
		return 0;
	queue_print_number(q, line, (int)n, printed);
	return strcmp(printed, number) ? 0 : (int)n;
}

/* Whether a printed number is one of a lease's for this line. */
static bool is_of(
	const struct queue *q, const struct queue_lease *l, int line, const char *number) {
	int n = queue_number_value(q, line, number);
	return n >= l->first && n <= l->last;
}

static int64_t between(int64_t low, int64_t value, int64_t high) {
	return value < low ? low : value > high ? high : value;
}

enum verdict queue_decide_leased(const struct queue *q, struct change *c) {
	const struct queue_lease *l = queue_lease(q, c->lease);
	const struct queue_ticket *known = queue_number(q, c->number);
	int line = setup_service(q->setup, c->service);
	if (!l || line < 0 || !is_of(q, l, line, c->number))
		return VERDICT_NOT_FOUND;
	if (known && !strcmp(known->token, c->token))
		return VERDICT_NOTHING;
	if (known || queue_token(q, c->token))
		return VERDICT_WRONG_STATE;
	c->taken_at_ms = between(l->at_ms, c->taken_at_ms, c->at_ms);
	c->key_s = queue_key_s(
		q->setup, c->taken_at_ms / 1000, setup_priority(q->setup, c->priority), 0);
	c->first = l->first;
	c->kind = CHANGE_ISSUED;
	c->was = TICKET_NONE;
	c->state = TICKET_ISSUING;
	return VERDICT_OK;
}

const struct queue_lease *queue_lease_number(const struct queue *q, const char *number) {
	for (size_t i = 0; i < q->lease_count; i++)
		for (int line = 0; line < q->setup->service_count; line++)
			if (is_of(q, &q->leases[i], line, number))
				return &q->leases[i];
	return NULL;
}
