#include "tests/unit/queue_twin.h"

#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct queue *queue_twin_replay(
	const struct setup *setup, const struct change *changes, size_t count) {
	struct queue *q = queue_new(setup);
	for (size_t i = 0; i < count; i++)
		assert_true(queue_apply(q, &changes[i]));
	return q;
}

static void same_wait(const struct told *a, const struct told *b) {
	assert_int_equal(a->known, b->known);
	assert_int_equal(a->low_s, b->low_s);
	assert_int_equal(a->mid_s, b->mid_s);
	assert_int_equal(a->high_s, b->high_s);
}

static void same_identity(const struct queue_ticket *a, const struct queue_ticket *b) {
	assert_int_equal(a->id, b->id);
	assert_int_equal(a->index, b->index);
	assert_string_equal(a->number, b->number);
	assert_string_equal(a->token, b->token);
	assert_string_equal(a->procedure, b->procedure);
	assert_string_equal(a->lang, b->lang);
	assert_string_equal(a->by, b->by);
	assert_int_equal(a->issued_at_ms, b->issued_at_ms);
	assert_int_equal(a->slot_ms, b->slot_ms);
	assert_int_equal(a->lease, b->lease);
	assert_int_equal(a->paper, b->paper);
	assert_int_equal(a->elsewhere, b->elsewhere);
	same_wait(&a->told, &b->told);
}

static void same_rank(const struct queue_ticket *a, const struct queue_ticket *b) {
	assert_string_equal(a->service, b->service);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->priority, b->priority);
	assert_int_equal(a->bound, b->bound);
	assert_int_equal(a->key_s, b->key_s);
	assert_int_equal(a->penalty_s, b->penalty_s);
}

static void same_way(const struct queue_ticket *a, const struct queue_ticket *b) {
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->reason, b->reason);
	assert_int_equal(a->counter, b->counter);
	assert_int_equal(a->from_counter, b->from_counter);
	assert_int_equal(a->recalls, b->recalls);
	assert_int_equal(a->misses, b->misses);
	assert_int_equal(a->moves, b->moves);
	assert_int_equal(a->doubtful, b->doubtful);
	assert_int_equal(a->rated, b->rated);
	assert_string_equal(a->note, b->note);
}

static void same_times(const struct queue_ticket *a, const struct queue_ticket *b) {
	assert_int_equal(a->first_called_ms, b->first_called_ms);
	assert_int_equal(a->called_at_ms, b->called_at_ms);
	assert_int_equal(a->started_at_ms, b->started_at_ms);
	assert_int_equal(a->rung_at_ms, b->rung_at_ms);
	assert_int_equal(a->changed_at_ms, b->changed_at_ms);
	assert_int_equal(a->changed_seq, b->changed_seq);
	assert_int_equal(a->until_ms, b->until_ms);
}

static void same_ticket(const struct queue_ticket *a, const struct queue_ticket *b) {
	same_identity(a, b);
	same_rank(a, b);
	same_way(a, b);
	same_times(a, b);
}

static void same_tickets(const struct queue *a, const struct queue *b) {
	assert_int_equal(queue_count(a), queue_count(b));
	for (size_t i = 0; i < queue_count(a); i++) {
		const struct queue_ticket *x = queue_at(a, i), *y = queue_at(b, i);
		same_ticket(x, y);
		assert_true(!x->before == !y->before);
		if (x->before)
			same_ticket(x->before, y->before);
		assert_true(queue_find(b, x->id) == y);
		assert_true(queue_number(b, x->number) == y);
		assert_true(queue_token(b, x->token) == y);
	}
}

static void same_counter(const struct queue_counter *a, const struct queue_counter *b) {
	assert_int_equal(a->id, b->id);
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->ticket, b->ticket);
	assert_string_equal(a->clerk.name, b->clerk.name);
	assert_string_equal(a->clerk.title, b->clerk.title);
	assert_int_equal(a->back_at_ms, b->back_at_ms);
	assert_int_equal(a->since_ms, b->since_ms);
	assert_int_equal(a->step.seq, b->step.seq);
	assert_int_equal(a->step.ticket, b->step.ticket);
	assert_int_equal(a->step.kind, b->step.kind);
	assert_int_equal(a->step.at_ms, b->step.at_ms);
	assert_string_equal(a->step.by, b->step.by);
}

/* Who waits for a counter is the same, in the same order. */
static void same_list(const struct queue *a, const struct queue *b, int counter) {
	size_t room = queue_count(a);
	int *x = mem_alloc(room + 1, sizeof *x), *y = mem_alloc(room + 1, sizeof *y);
	size_t count = queue_list(a, counter, room, x);
	assert_int_equal(count, queue_list(b, counter, room, y));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(x[i], y[i]);
	mem_free(x);
	mem_free(y);
}

static void same_lease(const struct queue_lease *a, const struct queue_lease *b) {
	assert_int_equal(a->id, b->id);
	assert_int_equal(a->at_ms, b->at_ms);
	assert_string_equal(a->by, b->by);
	assert_string_equal(a->holder, b->holder);
	assert_int_equal(a->first, b->first);
	assert_int_equal(a->last, b->last);
	assert_int_equal(a->returned, b->returned);
}

static void same_leases(const struct queue *a, const struct queue *b) {
	assert_int_equal(queue_lease_count(a), queue_lease_count(b));
	for (size_t i = 0; i < queue_lease_count(a); i++)
		same_lease(queue_lease_at(a, i), queue_lease_at(b, i));
}

static void same_help(const struct queue_help *a, const struct queue_help *b) {
	assert_int_equal(a->id, b->id);
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->counter, b->counter);
	assert_string_equal(a->service, b->service);
	assert_int_equal(a->at_ms, b->at_ms);
	assert_int_equal(a->until_ms, b->until_ms);
	assert_string_equal(a->by, b->by);
}

static void same_helps(const struct queue *a, const struct queue *b) {
	assert_int_equal(queue_help_count(a), queue_help_count(b));
	for (size_t i = 0; i < queue_help_count(a); i++)
		same_help(queue_help_at(a, i), queue_help_at(b, i));
}

void queue_twin_same(const struct queue *a, const struct queue *b) {
	const struct setup *s = queue_setup(a);
	same_tickets(a, b);
	same_leases(a, b);
	same_helps(a, b);
	for (int i = 0; i < s->counter_count; i++) {
		int id = s->counters[i].id;
		same_counter(queue_counter(a, id), queue_counter(b, id));
		same_list(a, b, id);
	}
	for (int i = 0; i < s->service_count; i++)
		assert_int_equal(queue_waiting(a, i), queue_waiting(b, i));
}
