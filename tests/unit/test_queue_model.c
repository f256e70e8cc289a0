/*
 * queue against a plain model: 100,000 random commands (COMMANDS=), the seed is printed (SEED=).
 * The model keeps tickets in a list and looks through all of it; it shares no code with the queue.
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_decide.c
 * server/queue_moves.c server/queue_ticket.c server/heap.c server/lookup.c server/setup.c
 * server/setup_calendar_json.c server/setup_hall_json.c server/setup_json.c server/setup_read.c
 * common/proto.c common/text.c common/mem.c tests/unit/office_file.c
 */
#include "common/text.h"
#include "server/queue.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { TICKETS_MAX = 3000, COMMAND_KINDS = 14 };

struct model_ticket {
	int64_t id, key_s, rung_s;
	int service, n, recalls;
	enum ticket_state state;
	int counter; /* index, while called or serving */
};

struct model_counter {
	enum counter_state state;
	int ticket; /* index, -1: none */
};

struct model {
	const struct setup *setup;
	struct queue *queue;
	unsigned random;
	int64_t seq, at_s;
	int count, issued[SERVICES_MAX];
	struct model_ticket tickets[TICKETS_MAX];
	struct model_counter counters[COUNTERS_MAX];
};

static int below(struct model *m, int n) {
	m->random = m->random * 1664525u + 1013904223u;
	return (int)((m->random >> 8) % (unsigned)n);
}

static int handicap(const struct model *m, int counter, int service) {
	const struct setup_counter *c = &m->setup->counters[counter];
	for (int i = 0; i < c->serves_count; i++)
		if (c->serves[i].service == service)
			return c->serves[i].handicap_s;
	return -1;
}

/* The ticket whose turn it is at a counter: the whole list is looked through. */
static int turn(const struct model *m, int counter) {
	int best = -1;
	int64_t best_key = 0;
	for (int i = 0; i < m->count; i++) {
		const struct model_ticket *t = &m->tickets[i];
		int h = handicap(m, counter, t->service);
		if (t->state != TICKET_WAITING || h < 0)
			continue;
		if (best < 0 || t->key_s + h < best_key) {
			best = i;
			best_key = t->key_s + h;
		}
	}
	return best;
}

static const char *number_of(const struct model *m, int ticket, char buf[static NUMBER_SIZE]) {
	const struct model_ticket *t = &m->tickets[ticket];
	snprintf(buf, NUMBER_SIZE, "%s%03d", m->setup->services[t->service].prefix, t->n);
	return buf;
}

static struct change change(const struct model *m) {
	struct change c = {.at_ms = m->at_s * 1000, .day = 19700101};
	text_copy(c.by, sizeof c.by, "kiosk:cua");
	return c;
}

static void apply(struct model *m, struct change *c) {
	c->seq = ++m->seq;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	assert_true(queue_apply(m->queue, c));
}

/* The queue must answer what the model expects; true when there is a change, which is then applied.
 */
static bool agree(struct model *m, enum verdict verdict, enum verdict expected, struct change *c) {
	assert_int_equal(verdict, expected);
	if (verdict == VERDICT_OK)
		apply(m, c);
	return verdict == VERDICT_OK;
}

static void issue(struct model *m) {
	int service = below(m, m->setup->service_count), class = below(m, 10);
	struct change c = change(m);
	text_copy(c.service, sizeof c.service, m->setup->services[service].id);
	text_copy(c.priority, sizeof c.priority,
		class == 0   ? "elderly"
		: class == 1 ? "disabled"
			     : "");
	snprintf(c.token, sizeof c.token, "t%d", m->count);
	bool left = m->issued[service] < m->setup->number_max;
	if (m->count == TICKETS_MAX ||
		!agree(m, queue_decide_issue(m->queue, &c), left ? VERDICT_OK : VERDICT_QUOTA, &c))
		return;
	m->tickets[m->count] = (struct model_ticket){.id = c.seq,
		.key_s = m->at_s - (class < 2 ? 3600 : 0),
		.service = service,
		.n = ++m->issued[service],
		.state = TICKET_ISSUING,
		.counter = -1};
	char expected[NUMBER_SIZE];
	assert_string_equal(c.number, number_of(m, m->count, expected));
	m->count++;
}

static void print(struct model *m) {
	struct model_ticket *t = &m->tickets[below(m, m->count)];
	struct change c = change(m);
	enum verdict expected = t->state == TICKET_ISSUING ? VERDICT_OK
				: t->state == TICKET_VOID  ? VERDICT_WRONG_STATE
							   : VERDICT_NOTHING;
	if (agree(m, queue_decide_printed(m->queue, t->id, "paper", &c), expected, &c))
		t->state = TICKET_WAITING;
}

static void give_up(struct model *m) {
	struct model_ticket *t = &m->tickets[below(m, m->count)];
	struct change c = change(m);
	enum verdict expected = t->state == TICKET_ISSUING ? VERDICT_OK
				: t->state == TICKET_VOID  ? VERDICT_NOTHING
							   : VERDICT_WRONG_STATE;
	if (agree(m, queue_decide_failed(m->queue, t->id, "paper_out", &c), expected, &c))
		t->state = TICKET_VOID;
}

static void counter_state(struct model *m, int at, enum counter_state to) {
	struct model_counter *counter = &m->counters[at];
	int id = m->setup->counters[at].id;
	struct change c = change(m);
	enum verdict expected = VERDICT_OK, verdict;
	if (to == COUNTER_OPEN) {
		expected = counter->state == to ? VERDICT_NOTHING : VERDICT_OK;
		verdict = queue_decide_open(m->queue, id, &(struct clerk){"An", ""}, &c);
	} else if (to == COUNTER_PAUSED) {
		expected = counter->ticket >= 0               ? VERDICT_BUSY
			   : counter->state == COUNTER_CLOSED ? VERDICT_WRONG_STATE
			   : counter->state == COUNTER_PAUSED ? VERDICT_NOTHING
							      : VERDICT_OK;
		verdict = queue_decide_pause(m->queue, id, 0, &c);
	} else {
		expected = counter->ticket >= 0   ? VERDICT_BUSY
			   : counter->state == to ? VERDICT_NOTHING
						  : VERDICT_OK;
		verdict = queue_decide_close(m->queue, id, &c);
	}
	if (agree(m, verdict, expected, &c))
		counter->state = to;
}

static void called(struct model *m, int at, int ticket) {
	m->counters[at].ticket = ticket;
	m->tickets[ticket].state = TICKET_CALLED;
	m->tickets[ticket].counter = at;
	m->tickets[ticket].rung_s = m->at_s;
	m->tickets[ticket].recalls = 0;
}

static void next(struct model *m, int at) {
	struct change c = change(m);
	int first = turn(m, at);
	enum verdict expected = m->counters[at].ticket >= 0             ? VERDICT_BUSY
				: m->counters[at].state != COUNTER_OPEN ? VERDICT_WRONG_STATE
				: first < 0                             ? VERDICT_NOTHING
									: VERDICT_OK;
	if (!agree(m, queue_decide_next(m->queue, m->setup->counters[at].id, &c), expected, &c))
		return;
	assert_int_equal(c.ticket, m->tickets[first].id);
	called(m, at, first);
}

static void call(struct model *m, int at) {
	struct change c = change(m);
	char number[NUMBER_SIZE];
	int ticket = below(m, m->count);
	const struct model_ticket *t = &m->tickets[ticket];
	bool fits = t->state == TICKET_WAITING && handicap(m, at, t->service) >= 0;
	enum verdict expected = m->counters[at].ticket >= 0             ? VERDICT_BUSY
				: m->counters[at].state != COUNTER_OPEN ? VERDICT_WRONG_STATE
				: fits                                  ? VERDICT_OK
									: VERDICT_WRONG_STATE;
	int id = m->setup->counters[at].id;
	bool chosen = ticket != turn(m, at);
	if (!agree(m, queue_decide_call(m->queue, id, number_of(m, ticket, number), "", &c),
		    expected, &c))
		return;
	assert_true((c.reason == REASON_CHOSEN) == chosen);
	called(m, at, ticket);
}

static void recall(struct model *m, int at) {
	struct change c = change(m);
	int ticket = m->counters[at].ticket;
	struct model_ticket *t = ticket < 0 ? NULL : &m->tickets[ticket];
	enum verdict expected = !t || t->state != TICKET_CALLED || t->recalls >= 3
					? VERDICT_WRONG_STATE
				: m->at_s < t->rung_s + 8 ? VERDICT_SLOW_DOWN
							  : VERDICT_OK;
	if (!agree(m, queue_decide_recall(m->queue, m->setup->counters[at].id, &c), expected, &c))
		return;
	t->recalls++;
	t->rung_s = m->at_s;
}

/* start, finish and absent: the counter's ticket goes from one state to another. */
static void move(struct model *m, int at, enum ticket_state from, enum ticket_state to) {
	struct change c = change(m);
	int ticket = m->counters[at].ticket, id = m->setup->counters[at].id;
	bool fits = ticket >= 0 && m->tickets[ticket].state == from;
	enum verdict verdict = to == TICKET_SERVING  ? queue_decide_start(m->queue, id, &c)
			       : to == TICKET_SERVED ? queue_decide_finish(m->queue, id, &c)
						     : queue_decide_absent(m->queue, id, &c);
	if (!agree(m, verdict, fits ? VERDICT_OK : VERDICT_WRONG_STATE, &c))
		return;
	m->tickets[ticket].state = to;
	if (to != TICKET_SERVING)
		m->counters[at].ticket = -1;
}

/* States add up, each ticket is where the model has it, one ticket per counter and the reverse. */
static void compare(const struct model *m) {
	int waiting[SERVICES_MAX] = {0};
	assert_int_equal(queue_count(m->queue), m->count);
	for (int i = 0; i < m->count; i++) {
		const struct queue_ticket *t = queue_at(m->queue, (size_t)i);
		assert_int_equal(t->state, m->tickets[i].state);
		assert_int_equal(t->key_s, m->tickets[i].key_s);
		waiting[m->tickets[i].service] += t->state == TICKET_WAITING;
	}
	for (int i = 0; i < m->setup->service_count; i++)
		assert_int_equal(queue_waiting(m->queue, i), waiting[i]);
	for (int i = 0; i < m->setup->counter_count; i++) {
		const struct queue_ticket *t =
			queue_counter_ticket(m->queue, m->setup->counters[i].id);
		int ticket = m->counters[i].ticket;
		assert_int_equal(t ? t->id : 0, ticket < 0 ? 0 : m->tickets[ticket].id);
	}
}

static void step(struct model *m) {
	int at = below(m, m->setup->counter_count);
	m->at_s += below(m, 20);
	switch (m->count ? below(m, COMMAND_KINDS) : 0) {
	case 0:
	case 1:
		issue(m);
		break;
	case 2:
	case 3:
		print(m);
		break;
	case 4:
		give_up(m);
		break;
	case 5:
		counter_state(m, at, COUNTER_OPEN);
		break;
	case 6:
		counter_state(m, at,
			below(m, 4)   ? COUNTER_OPEN
			: below(m, 2) ? COUNTER_PAUSED
				      : COUNTER_CLOSED);
		break;
	case 7:
	case 8:
		next(m, at);
		break;
	case 9:
		call(m, at);
		break;
	case 10:
		recall(m, at);
		break;
	case 11:
		move(m, at, TICKET_CALLED, TICKET_SERVING);
		break;
	case 12:
		move(m, at, TICKET_SERVING, TICKET_SERVED);
		break;
	default:
		move(m, at, TICKET_CALLED, TICKET_ABSENT);
		break;
	}
}

static void day_begin(struct model *m, unsigned random) {
	struct setup *setup = (struct setup *)m->setup;
	*m = (struct model){
		.setup = setup, .queue = queue_new(setup), .random = random, .at_s = 28800};
	for (int i = 0; i < COUNTERS_MAX; i++)
		m->counters[i].ticket = -1;
}

static void test_random_commands(void **state) {
	(void)state;
	const char *seed = getenv("SEED"), *commands = getenv("COMMANDS");
	unsigned random = seed ? (unsigned)strtoul(seed, NULL, 10) : (unsigned)time(NULL);
	long left = commands ? strtol(commands, NULL, 10) : 100000;
	struct setup *setup = office_file_setup("assets/office/ward.json");
	static struct model m;
	print_message("SEED=%u COMMANDS=%ld\n", random, left);
	m.setup = setup;
	while (left > 0) {
		day_begin(&m, random++);
		for (int i = 0; i < 5000 && left > 0; i++, left--) {
			step(&m);
			if (i % 50 == 0)
				compare(&m);
		}
		compare(&m);
		queue_free(m.queue);
	}
	setup_free(setup);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_commands)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
