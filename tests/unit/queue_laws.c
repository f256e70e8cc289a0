#include "tests/unit/queue_laws.h"

#include "common/board.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "tests/unit/queue_twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { BOUND_S = 3600 }; /* nobody who came so much later comes first */

static struct snapshot *empty_hall(const struct setup *s) {
	struct snapshot *hall = mem_alloc(1, sizeof *hall);
	hall->service_count = s->service_count;
	hall->counter_count = s->counter_count;
	for (int i = 0; i < s->service_count; i++)
		memcpy(hall->services[i].id, s->services[i].id, ID_SIZE);
	for (int i = 0; i < s->counter_count; i++)
		hall->counters[i].id = s->counters[i].id;
	return hall;
}

void queue_laws_begin(struct queue_laws *l, const struct setup *setup) {
	*l = (struct queue_laws){.setup = setup,
		.board = empty_hall(setup),
		.screen = empty_hall(setup),
		.changes = mem_alloc(LAWS_CHANGES, sizeof *l->changes)};
}

void queue_laws_clear(struct queue_laws *l) {
	mem_free(l->board);
	mem_free(l->screen);
	mem_free(l->changes);
}

static bool is_end(enum ticket_state state) {
	return state >= TICKET_SERVED;
}

static bool is_person(const char *by) {
	return !strncmp(by, "clerk:", 6) || !strncmp(by, "lead:", 5);
}

/* An end stays, but for a reopened visit; nobody is called but by a person. */
static void moves_are_lawful(const struct change *c) {
	if (is_end(c->was))
		assert_true(c->kind == CHANGE_REOPENED && c->was == TICKET_SERVED);
	if (c->state == TICKET_CALLED)
		assert_true(is_person(c->by));
	if (c->state == TICKET_CALLED && c->was != TICKET_CALLED)
		assert_true(c->kind == CHANGE_CALLED || c->kind == CHANGE_UNDONE);
}

static int handicap_s(const struct queue *q, int counter, const struct queue_ticket *t) {
	if (t->bound)
		return t->bound == counter ? 0 : -1;
	return queue_handicap_s(q, setup_counter(queue_setup(q), counter), t->line);
}

static bool comes_first(const struct queue_ticket *a, int64_t a_more_s,
	const struct queue_ticket *b, int64_t b_more_s) {
	int64_t a_s = a->key_s + a_more_s, b_s = b->key_s + b_more_s;
	return a_s != b_s ? a_s < b_s : a->index < b->index;
}

/* Ties in a second go to who joined first. */
static bool came_first(const struct queue_ticket *a, const struct queue_ticket *b) {
	int64_t a_s = a->issued_at_ms / 1000, b_s = b->issued_at_ms / 1000;
	return a_s != b_s ? a_s < b_s : a->index < b->index;
}

static bool plain(const struct queue_ticket *t) {
	return !t->bound && !t->slot_ms && !t->penalty_s;
}

/* One is called by the rule, and the other still waits who could have been. */
static void call_is_fair(const struct queue_ticket *called, int64_t called_more_s,
	const struct queue_ticket *other, int64_t other_more_s) {
	bool one_line = called->line == other->line;
	int64_t bound_s = other->key_s + BOUND_S + other_more_s - called_more_s;
	assert_true(comes_first(called, called_more_s, other, other_more_s));
	/* G2; of two equals the one that joined first, though a lease's was taken before. */
	if (!came_first(called, other))
		assert_true(called->issued_at_ms / 1000 < bound_s + (called->index < other->index));
	if (one_line && !called->bound && !other->bound) /* G1 */
		assert_true(comes_first(called, 0, other, 0));
	if (one_line && plain(called) && plain(other) && called->priority == other->priority)
		assert_true(came_first(called, other)); /* G4 */
}

static void calls_are_fair(const struct queue *q, const struct change *c) {
	const struct queue_ticket *called = queue_find(q, c->ticket);
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *other = queue_at(q, i);
		int more_s = handicap_s(q, c->counter, other);
		if (other != called && other->state == TICKET_WAITING && more_s >= 0)
			call_is_fair(called, handicap_s(q, c->counter, called), other, more_s);
	}
}

static void show(struct queue_laws *l, const struct change *c) {
	struct change heard;
	json_t *j = change_json(c);
	assert_true(change_from_json(j, &heard));
	json_decref(j);
	board_apply(l->screen, &heard);
	board_apply(l->board, c);
}

void queue_laws_change(struct queue_laws *l, const struct queue *q, const struct change *c) {
	const struct queue_ticket *t = queue_find(q, c->ticket);
	assert_true(l->count < LAWS_CHANGES);
	assert_int_equal(c->seq, l->count + 1);
	l->changes[l->count++] = *c;
	show(l, c);
	moves_are_lawful(c);
	if (c->kind == CHANGE_CALLED && c->reason != REASON_CHOSEN)
		calls_are_fair(q, c);
	if (c->kind == CHANGE_RETURNED) /* G6 */
		assert_true(c->key_s >= t->key_s);
	l->absent += (c->state == TICKET_ABSENT) - (c->was == TICKET_ABSENT);
	if (l->absent > l->most_absent)
		l->most_absent = l->absent;
	if (c->kind == CHANGE_ISSUED)
		l->tickets[l->ticket_count++].state = c->state;
	else if (t)
		l->tickets[t->index].state = c->state;
}

/* Each ticket is where the changes say, and its place in the line has not moved (G1). */
static void tickets_are_told(struct queue_laws *l, const struct queue *q) {
	assert_int_equal(queue_count(q), l->ticket_count);
	for (size_t i = 0; i < l->ticket_count; i++) {
		const struct queue_ticket *t = queue_at(q, i);
		assert_int_equal(t->state, l->tickets[i].state);
		if (t->state == TICKET_WAITING && l->tickets[i].seen_seq == t->changed_seq)
			assert_int_equal(t->key_s, l->tickets[i].seen_key);
		l->tickets[i].seen_seq = t->changed_seq;
		l->tickets[i].seen_key = t->key_s;
	}
}

/* One ticket at most at a counter, one counter for each that is called or served. */
static void counters_are_exclusive(const struct queue_laws *l, const struct queue *q) {
	int at_counters = 0, placed = 0;
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *t = queue_at(q, i);
		if (t->state != TICKET_CALLED && t->state != TICKET_SERVING)
			continue;
		assert_true(queue_counter_ticket(q, t->counter) == t);
		placed++;
	}
	for (int i = 0; i < l->setup->counter_count; i++)
		at_counters += queue_counter_ticket(q, l->setup->counters[i].id) != NULL;
	assert_int_equal(at_counters, placed);
}

/* The hall as everyone sees it. */
static void board_agrees(const struct queue_laws *l, const struct queue *q) {
	for (int i = 0; i < l->setup->counter_count; i++) {
		const struct snapshot_counter *shown = &l->board->counters[i];
		const struct queue_counter *counter = queue_counter(q, shown->id);
		const struct queue_ticket *t = queue_counter_ticket(q, shown->id);
		assert_int_equal(shown->state, counter->state);
		assert_string_equal(shown->number, t ? t->number : "");
		assert_string_equal(shown->service, t ? t->service : "");
		assert_int_equal(shown->ticket, t ? t->state : TICKET_NONE);
	}
}

/* A screen that hears of the changes sees what the server shows. */
static void screen_agrees(const struct queue_laws *l) {
	json_t *shown = snapshot_json(l->board), *seen = snapshot_json(l->screen);
	assert_true(json_equal(shown, seen));
	json_decref(shown);
	json_decref(seen);
}

static void lines_add_up(const struct queue_laws *l, const struct queue *q) {
	int waiting[SERVICES_MAX] = {0};
	for (size_t i = 0; i < queue_count(q); i++)
		if (queue_at(q, i)->state == TICKET_WAITING)
			waiting[queue_at(q, i)->line]++;
	for (int i = 0; i < l->setup->service_count; i++) {
		assert_int_equal(queue_waiting(q, i), waiting[i]);
		assert_int_equal(l->board->services[i].waiting, waiting[i]);
	}
}

/* All absent numbers, but for those that there was once no room for. */
static void absent_are_listed(const struct queue_laws *l, const struct queue *q) {
	int64_t before = INT64_MAX;
	for (int i = 0; i < l->board->absent_count; i++) {
		const struct queue_ticket *t = queue_number(q, l->board->absent[i]);
		assert_int_equal(t->state, TICKET_ABSENT);
		assert_true(t->changed_seq < before);
		before = t->changed_seq;
	}
	assert_true(l->board->absent_count == l->absent || l->most_absent > ABSENT_MAX);
}

void queue_laws_hold(struct queue_laws *l, const struct queue *q) {
	tickets_are_told(l, q);
	counters_are_exclusive(l, q);
	board_agrees(l, q);
	screen_agrees(l);
	lines_add_up(l, q);
	absent_are_listed(l, q);
}

void queue_laws_replay(const struct queue_laws *l, const struct queue *q) {
	struct queue *again = queue_twin_replay(l->setup, l->changes, l->count);
	queue_twin_same(q, again);
	queue_free(again);
	for (size_t i = 0; i < queue_count(q); i++)
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(queue_at(q, i)->number, queue_at(q, k)->number);
}
