/*
 * board, over random days: tickets live lives that the state table allows; after each change the
 * hall must be what a plain recount of all tickets says, and a screen that gets the changes as JSON
 * must see the same hall. SEED=n repeats a run.
 *
 * links: common/board.c common/proto.c common/proto_json_in.c common/proto_json_out.c
 * common/json_read.c common/text.c common/slip_code.c common/mem.c
 */
#include "common/board.h"
#include "common/mem.h"
#include "common/proto_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum {
	DAYS = 40,
	STEPS = 600,
	SERVICES = 4, /* of which the hall does not have the last */
	COUNTERS = 5, /* of which the hall does not have the last */
	TICKETS = STEPS,
	TRIES = 500,
};

#define STATE(s) (1u << TICKET_##s)

/* The state table: what may happen to a ticket. */
static const struct {
	enum change_kind kind;
	unsigned from;
	enum ticket_state to;
	bool takes_counter; /* a free one */
} moves[] = {
	{CHANGE_PRINTED, STATE(ISSUING), TICKET_WAITING, false},
	{CHANGE_VOIDED, STATE(ISSUING) | STATE(WAITING), TICKET_VOID, false},
	{CHANGE_CALLED, STATE(WAITING), TICKET_CALLED, true},
	{CHANGE_RECALLED, STATE(CALLED), TICKET_CALLED, false},
	{CHANGE_STARTED, STATE(CALLED), TICKET_SERVING, false},
	{CHANGE_ABSENT, STATE(CALLED), TICKET_ABSENT, false},
	{CHANGE_RETURNED, STATE(ABSENT) | STATE(HELD), TICKET_WAITING, false},
	{CHANGE_NO_SHOW, STATE(ABSENT), TICKET_NO_SHOW, false},
	{CHANGE_RECLASSIFIED, STATE(WAITING) | STATE(CALLED), TICKET_WAITING, false},
	{CHANGE_UNDONE, STATE(CALLED), TICKET_WAITING, false},
	{CHANGE_UNDONE, STATE(SERVING), TICKET_CALLED, false},
	{CHANGE_UNDONE, STATE(SERVING), TICKET_HELD, false},
	{CHANGE_UNDONE, STATE(WAITING) | STATE(ABSENT), TICKET_CALLED, true},
	{CHANGE_UNDONE, STATE(WAITING) | STATE(HELD), TICKET_SERVING, true},
	{CHANGE_FINISHED, STATE(SERVING), TICKET_SERVED, false},
	{CHANGE_HELD, STATE(SERVING), TICKET_HELD, false},
	{CHANGE_RESUMED, STATE(HELD), TICKET_SERVING, true},
	{CHANGE_TRANSFERRED, STATE(CALLED) | STATE(SERVING), TICKET_WAITING, false},
	{CHANGE_CANCELLED, STATE(WAITING) | STATE(HELD) | STATE(ABSENT), TICKET_CANCELLED, false},
	{CHANGE_RELEASED, STATE(CALLED) | STATE(SERVING), TICKET_WAITING, false},
	{CHANGE_REOPENED, STATE(SERVED), TICKET_WAITING, false},
	{CHANGE_EXPIRED, STATE(ISSUING) | STATE(WAITING) | STATE(HELD), TICKET_EXPIRED, false},
};

struct model_ticket {
	char number[NUMBER_SIZE];
	int service;
	enum ticket_state state;
	int counter; /* 1…; 0: none */
	int64_t called_at_ms, absent_seq;
	enum call_reason reason;
};

struct model_call {
	int ticket, counter;
	int64_t at_ms;
	enum call_reason reason;
	bool taken_back;
};

struct model {
	struct model_ticket tickets[TICKETS];
	struct model_call calls[STEPS];
	int ticket_count, call_count;
	enum counter_state counters[COUNTERS + 1];
	int64_t seq;
};

static const char *service_id(int service) {
	static const char *const ids[SERVICES] = {"ho-tich", "dat-dai", "chung-thuc", "unknown"};
	return ids[service];
}

static bool counter_free(const struct model *m, int counter) {
	for (int i = 0; i < m->ticket_count; i++)
		if (m->tickets[i].counter == counter)
			return false;
	return true;
}

static struct change begin_change(struct model *m, enum change_kind kind) {
	return (struct change){.seq = ++m->seq,
		.at_ms = 1795600000000 + m->seq * 100,
		.day = 20261125,
		.kind = kind,
		.by = "clerk:an",
		.ticket = 5,
		.token = "private"};
}

static struct change issue(struct model *m) {
	struct change c = begin_change(m, CHANGE_ISSUED);
	struct model_ticket *t = &m->tickets[m->ticket_count++];
	*t = (struct model_ticket){.service = rand() % SERVICES, .state = TICKET_ISSUING};
	snprintf(t->number, sizeof t->number, "%c%03d", 'A' + t->service, m->ticket_count);
	strcpy(c.number, t->number);
	strcpy(c.service, service_id(t->service));
	c.state = TICKET_ISSUING;
	return c;
}

static struct change change_counter(struct model *m) {
	static const enum change_kind kinds[] = {[COUNTER_OPEN] = CHANGE_COUNTER_OPENED,
		[COUNTER_PAUSED] = CHANGE_COUNTER_PAUSED,
		[COUNTER_CLOSED] = CHANGE_COUNTER_CLOSED};
	enum counter_state state = (enum counter_state)(rand() % 3);
	struct change c = begin_change(m, kinds[state]);
	c.counter = 1 + rand() % COUNTERS;
	m->counters[c.counter] = state;
	if (state == COUNTER_OPEN)
		strcpy(c.clerk.name, "An");
	return c;
}

/* The calls list as the model keeps it: a recall is a call, an undone call never was. Why a ticket
 * is called again is known from its counter alone. */
static void note_call(struct model *m, int ticket, const struct change *c) {
	struct model_call *calls = m->calls;
	bool knows = c->kind == CHANGE_CALLED || c->counter < COUNTERS;
	if (c->kind == CHANGE_UNDONE && c->state == TICKET_WAITING)
		for (int i = 0; i < m->call_count; i++)
			if (calls[i].ticket == ticket && calls[i].counter == c->counter)
				calls[i].taken_back = true;
	if (c->kind == CHANGE_CALLED || c->kind == CHANGE_RECALLED)
		calls[m->call_count++] = (struct model_call){.ticket = ticket,
			.counter = c->counter,
			.at_ms = c->at_ms,
			.reason = knows ? m->tickets[ticket].reason : REASON_NONE};
}

static void to_service(struct model_ticket *t, int service, struct change *c) {
	if (service != t->service)
		strcpy(c->from_service, service_id(t->service));
	t->service = service;
}

static struct change move(struct model *m, int ticket, size_t n, int counter) {
	struct model_ticket *t = &m->tickets[ticket];
	struct change c = begin_change(m, moves[n].kind);
	bool placed = moves[n].to == TICKET_CALLED || moves[n].to == TICKET_SERVING;
	c.was = t->state;
	c.state = t->state = moves[n].to;
	c.counter = moves[n].takes_counter ? counter : t->counter;
	if (c.kind == CHANGE_TRANSFERRED || (c.kind == CHANGE_UNDONE && c.was == TICKET_WAITING))
		to_service(t, rand() % SERVICES, &c);
	if (c.kind == CHANGE_CALLED || (c.kind == CHANGE_UNDONE && c.state == TICKET_CALLED))
		c.reason = t->reason = (enum call_reason)(REASON_IN_TURN + rand() % 7);
	else if (moves[n].takes_counter)
		t->reason = REASON_NONE;
	if (c.reason == REASON_TRANSFERRED)
		c.from_counter = 1 + rand() % COUNTERS;
	if (moves[n].takes_counter || c.kind == CHANGE_RECALLED)
		t->called_at_ms = c.at_ms;
	if (c.kind == CHANGE_ABSENT)
		t->absent_seq = c.seq;
	t->counter = placed ? c.counter : 0;
	strcpy(c.number, t->number);
	strcpy(c.service, service_id(t->service));
	note_call(m, ticket, &c);
	return c;
}

/* What happens next: a move that the table allows, else a new ticket. */
static struct change random_change(struct model *m) {
	if (rand() % 12 == 0)
		return change_counter(m);
	bool fresh = rand() % 5 == 0;
	for (int tries = 0; tries < TRIES && !fresh && m->ticket_count; tries++) {
		int ticket = rand() % m->ticket_count, counter = 1 + rand() % COUNTERS;
		size_t n = (size_t)rand() % (sizeof moves / sizeof moves[0]);
		bool rare = moves[n].to >= TICKET_CANCELLED && rand() % 16;
		if (!rare && moves[n].from & 1u << m->tickets[ticket].state &&
			(!moves[n].takes_counter || counter_free(m, counter)))
			return move(m, ticket, n, counter);
	}
	return issue(m);
}

static void check_services(const struct model *m, struct snapshot *s) {
	for (int service = 0; service < SERVICES - 1; service++) {
		int waiting = 0;
		for (int i = 0; i < m->ticket_count; i++)
			waiting += m->tickets[i].service == service &&
				   m->tickets[i].state == TICKET_WAITING;
		assert_int_equal(snapshot_service(s, service_id(service))->waiting, waiting);
	}
}

static void check_counters(const struct model *m, struct snapshot *s) {
	for (int id = 1; id < COUNTERS; id++) {
		const struct snapshot_counter *counter = snapshot_counter(s, id);
		const struct model_ticket none = {0}, *t = &none;
		for (int i = 0; i < m->ticket_count; i++)
			if (m->tickets[i].counter == id)
				t = &m->tickets[i];
		bool there = t != &none;
		assert_int_equal(counter->state, m->counters[id]);
		assert_string_equal(counter->number, t->number);
		assert_string_equal(counter->service, there ? service_id(t->service) : "");
		assert_int_equal(counter->ticket, t->state);
		assert_int_equal(counter->reason, t->reason);
		assert_int_equal(counter->called_at_ms, t->called_at_ms);
	}
}

static void check_absent(const struct model *m, const struct snapshot *s) {
	int64_t before = INT64_MAX;
	int listed = 0;
	for (int n = 0; n < s->absent_count; n++)
		for (int i = 0; i < m->ticket_count; i++) {
			const struct model_ticket *t = &m->tickets[i];
			if (strcmp(t->number, s->absent[n]))
				continue;
			assert_int_equal(t->state, TICKET_ABSENT);
			assert_true(t->absent_seq < before);
			before = t->absent_seq;
			listed++;
		}
	assert_int_equal(listed, s->absent_count);
	int absent = 0;
	for (int i = 0; i < m->ticket_count; i++)
		absent += m->tickets[i].state == TICKET_ABSENT;
	assert_true(absent >= ABSENT_MAX || listed == absent);
}

/* Newest first, of each number and counter the newest alone. */
static void check_recent(const struct model *m, const struct snapshot *s) {
	int n = 0;
	bool any = m->call_count && !m->calls[m->call_count - 1].taken_back;
	assert_true(s->recent_count || !any);
	for (int i = m->call_count - 1; i >= 0 && n < s->recent_count; i--) {
		const struct model_call *call = &m->calls[i];
		bool newer = false;
		for (int k = i + 1; k < m->call_count; k++)
			newer = newer || (m->calls[k].ticket == call->ticket &&
						 m->calls[k].counter == call->counter);
		if (newer || call->taken_back)
			continue;
		assert_string_equal(s->recent[n].number, m->tickets[call->ticket].number);
		assert_int_equal(s->recent[n].counter, call->counter);
		assert_int_equal(s->recent[n].at_ms, call->at_ms);
		assert_int_equal(s->recent[n].reason, call->reason);
		n++;
	}
	assert_int_equal(n, s->recent_count);
}

static void apply_as_screen(struct snapshot *screen, const struct change *c) {
	struct change heard;
	json_t *j = change_json(c);
	assert_true(change_from_json(j, &heard));
	board_apply(screen, &heard);
	json_decref(j);
}

static void live_a_day(struct model *m, struct snapshot *server, struct snapshot *screen) {
	*m = (struct model){.seq = m->seq};
	struct change c = begin_change(m, CHANGE_DAY_OPENED);
	for (int step = 0; step < STEPS; step++) {
		board_apply(server, &c);
		apply_as_screen(screen, &c);
		assert_memory_equal(server, screen, sizeof *server);
		assert_int_equal(server->seq, m->seq);
		check_services(m, server);
		check_counters(m, server);
		check_absent(m, server);
		check_recent(m, server);
		c = random_change(m);
	}
}

static void test_random_days(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	struct snapshot *halls = mem_alloc(2, sizeof *halls);
	struct model *m = mem_alloc(1, sizeof *m);
	printf("SEED=%u\n", seed);
	srand(seed);
	halls->service_count = SERVICES - 1;
	halls->counter_count = COUNTERS - 1;
	for (int i = 0; i < SERVICES - 1; i++)
		strcpy(halls->services[i].id, service_id(i));
	for (int i = 0; i < COUNTERS - 1; i++)
		halls->counters[i].id = i + 1;
	halls[1] = halls[0];
	for (int day = 0; day < DAYS; day++)
		live_a_day(m, &halls[0], &halls[1]);
	mem_free(m);
	mem_free(halls);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_days)};
	return cmocka_run_group_tests_name("board_model", tests, NULL, NULL);
}
