#include "tests/unit/queue_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int id_of(const struct queue_model *m, int at) {
	return at < 0 ? 0 : m->setup->counters[at].id;
}

static void check_place(const struct queue_model *m, const struct queue *q,
	const struct model_ticket *want, const struct queue_ticket *t) {
	assert_string_equal(t->number, want->number);
	assert_int_equal(t->line, want->service);
	assert_string_equal(t->service, m->setup->services[want->service].id);
	assert_int_equal(t->priority, want->class);
	assert_int_equal(t->state, want->state);
	assert_int_equal(t->slot_ms, want->slot_s * 1000);
	assert_int_equal(
		t->lease, want->lease < 0 ? 0 : queue_lease_at(q, (size_t)want->lease)->id);
	assert_int_equal(t->paper, want->paper);
	assert_int_equal(t->elsewhere, want->lease >= 0 || want->paper);
	assert_int_equal(t->counter, id_of(m, want->at));
	assert_int_equal(t->bound, id_of(m, want->bound));
	assert_int_equal(t->from_counter, id_of(m, want->from));
}

static void check_way(const struct model_ticket *want, const struct queue_ticket *t) {
	assert_int_equal(t->reason, want->reason);
	assert_int_equal(t->recalls, want->recalls);
	assert_int_equal(t->misses, want->misses);
	assert_int_equal(t->moves, want->moves);
	assert_int_equal(t->doubtful, want->doubtful);
	assert_int_equal(t->rated, want->rated);
	assert_int_equal(queue_can_rate(t), want->state == TICKET_SERVED && !want->rated);
	assert_int_equal(t->until_ms, want->until_s * 1000);
	assert_int_equal(t->issued_at_ms, want->issued_s * 1000);
	assert_int_equal(t->first_called_ms, want->first_called_s * 1000);
	assert_int_equal(t->called_at_ms, want->called_s * 1000);
	assert_int_equal(t->started_at_ms, want->started_s * 1000);
	assert_int_equal(t->rung_at_ms, want->rung_s * 1000);
	assert_int_equal(t->changed_at_ms, want->moved_s * 1000);
}

void queue_model_check_ticket(const struct queue_model *m, const struct queue *q, int ticket) {
	const struct queue_ticket *t = queue_at(q, (size_t)ticket);
	check_place(m, q, &m->tickets[ticket], t);
	check_way(&m->tickets[ticket], t);
	assert_int_equal(t->key_s, queue_model_key(m, ticket));
	assert_int_equal(queue_ahead(q, t), queue_model_ahead(m, ticket));
}

/* All who wait for a counter, each before the next. */
static void check_list(const struct queue_model *m, const struct queue *q, int at) {
	static int listed[MODEL_TICKETS];
	size_t count = queue_list(q, id_of(m, at), MODEL_TICKETS, listed), waiting = 0;
	int64_t before_s = INT64_MIN;
	for (int i = 0; i < m->count; i++)
		waiting += m->tickets[i].state == TICKET_WAITING &&
			   queue_model_handicap(m, at, i) >= 0;
	assert_int_equal(count, waiting);
	for (size_t i = 0; i < count; i++) {
		int handicap_s = queue_model_handicap(m, at, listed[i]);
		int64_t turn_s = queue_model_key(m, listed[i]) + handicap_s;
		assert_true(handicap_s >= 0 && m->tickets[listed[i]].state == TICKET_WAITING);
		assert_true(before_s < turn_s || (before_s == turn_s && listed[i - 1] < listed[i]));
		before_s = turn_s;
	}
}

/* Who is first of those whose time to be back, or to be printed, is over. */
static void check_overdue(const struct queue_model *m, const struct queue *q) {
	int overdue = -1, stuck = -1;
	for (int i = m->count - 1; i >= 0; i--) {
		const struct model_ticket *t = &m->tickets[i];
		if (t->state == TICKET_HELD && t->until_s && t->until_s <= m->at_s)
			overdue = i;
		if (t->state == TICKET_ISSUING && t->issued_s < m->at_s - 60)
			stuck = i;
	}
	const struct queue_ticket *late = queue_overdue(q, m->at_s * 1000);
	const struct queue_ticket *old = queue_stuck(q, (m->at_s - 60) * 1000);
	assert_int_equal(late ? (int)late->index : -1, overdue);
	assert_int_equal(old ? (int)old->index : -1, stuck);
}

static void check_offers(const struct queue_model *m, const struct queue *q) {
	int offers[COUNTERS_MAX];
	queue_model_offers(m, offers);
	for (int i = 0; i < m->setup->counter_count; i++) {
		const struct queue_ticket *t = queue_offer(q, id_of(m, i));
		assert_int_equal(t ? (int)t->index : -1, offers[i]);
	}
}

void queue_model_check(const struct queue_model *m, const struct queue *q) {
	assert_int_equal(queue_count(q), m->count);
	check_overdue(m, q);
	check_offers(m, q);
	for (int i = 0; i < m->count; i++)
		queue_model_check_ticket(m, q, i);
	for (int i = 0; i < m->setup->counter_count; i++) {
		const struct queue_ticket *t = queue_counter_ticket(q, id_of(m, i));
		assert_int_equal(t ? (int)t->index : -1, m->counters[i].ticket);
		assert_int_equal(queue_counter(q, id_of(m, i))->state, m->counters[i].state);
		check_list(m, q, i);
	}
}
