#include "tests/unit/queue_model.h"

#include <stdio.h>

enum {
	SLOT_GRACE_S = 900,
	MISSES_MAX = 2,
	RETURN_S = 3600,
	REOPEN_S = 900,
	SCREEN_S = 120,
};

void queue_model_begin(struct queue_model *m, const struct setup *setup, int64_t at_s) {
	*m = (struct queue_model){.setup = setup, .at_s = at_s};
	for (int i = 0; i < COUNTERS_MAX; i++)
		m->counters[i].ticket = -1;
}

bool queue_model_at_counter(const struct model_ticket *t) {
	return t->state == TICKET_CALLED || t->state == TICKET_SERVING;
}

void queue_model_have(struct queue_model *m, int at, int ticket) {
	struct model_counter *counter = &m->counters[at];
	if (counter->ticket >= 0 && ticket < 0)
		counter->since_s = m->at_s;
	counter->ticket = ticket;
}

enum verdict queue_model_move(struct queue_model *m, int ticket, enum ticket_state to) {
	struct model_ticket *t = &m->tickets[ticket];
	if (queue_model_at_counter(t)) {
		queue_model_have(m, t->at, -1);
		m->counters[t->at].step.any = false;
	}
	t->moved = ++m->moves;
	t->moved_s = m->at_s;
	t->state = to;
	return VERDICT_OK;
}

static bool served_elsewhere(const struct queue_model *m, int at, int service) {
	for (int i = 0; i < m->setup->counter_count; i++)
		if (i != at && queue_model_serves(m, i, service) >= 0)
			return true;
	return false;
}

/* A closed counter keeps nobody whom another may have. */
static void let_go(struct queue_model *m, struct model_ticket *t) {
	if (t->bound >= 0 && m->counters[t->bound].state == COUNTER_CLOSED &&
		served_elsewhere(m, t->bound, t->service))
		t->bound = -1;
}

void queue_model_add(struct queue_model *m, int service, int class) {
	m->tickets[m->count++] = (struct model_ticket){.service = service,
		.class = class,
		.lease = -1,
		.issued_s = m->at_s,
		.state = TICKET_ISSUING,
		.at = -1,
		.bound = -1,
		.from = -1,
		.moved = ++m->moves,
		.moved_s = m->at_s};
}

enum verdict queue_model_issue(struct queue_model *m, int service, int class, int64_t slot_s) {
	struct model_ticket *t = &m->tickets[m->count];
	if (m->issued[service] + 1 == queue_model_lowest(m))
		return VERDICT_QUOTA;
	queue_model_add(m, service, class);
	t->slot_s = m->at_s <= slot_s + SLOT_GRACE_S ? slot_s : 0;
	snprintf(t->number, sizeof t->number, "%s%03d", m->setup->services[service].prefix,
		++m->issued[service]);
	return VERDICT_OK;
}

enum verdict queue_model_printed(struct queue_model *m, int ticket) {
	enum ticket_state state = m->tickets[ticket].state;
	if (state == TICKET_VOID)
		return VERDICT_WRONG_STATE;
	return state == TICKET_ISSUING ? queue_model_move(m, ticket, TICKET_WAITING)
				       : VERDICT_NOTHING;
}

enum verdict queue_model_failed(struct queue_model *m, int ticket) {
	enum ticket_state state = m->tickets[ticket].state;
	if (state == TICKET_VOID)
		return VERDICT_NOTHING;
	return state == TICKET_ISSUING ? queue_model_move(m, ticket, TICKET_VOID)
				       : VERDICT_WRONG_STATE;
}

enum verdict queue_model_void(struct queue_model *m, int ticket) {
	if (m->tickets[ticket].state != TICKET_WAITING)
		return VERDICT_WRONG_STATE;
	return queue_model_move(m, ticket, TICKET_VOID);
}

enum verdict queue_model_expire(struct queue_model *m, int ticket) {
	enum ticket_state state = m->tickets[ticket].state;
	if (state >= TICKET_SERVED)
		return VERDICT_NOTHING;
	return queue_model_move(
		m, ticket, state == TICKET_ABSENT ? TICKET_NO_SHOW : TICKET_EXPIRED);
}

enum verdict queue_model_no_show(struct queue_model *m, int ticket) {
	if (m->tickets[ticket].state != TICKET_ABSENT)
		return VERDICT_WRONG_STATE;
	return queue_model_move(m, ticket, TICKET_NO_SHOW);
}

enum verdict queue_model_back(struct queue_model *m, int ticket) {
	struct model_ticket *t = &m->tickets[ticket];
	bool missed = t->state == TICKET_ABSENT;
	if (t->state != TICKET_HELD &&
		!(missed && t->misses <= MISSES_MAX && m->at_s <= t->called_s + RETURN_S))
		return VERDICT_WRONG_STATE;
	t->late += missed;
	let_go(m, t);
	return queue_model_move(m, ticket, TICKET_WAITING);
}

enum verdict queue_model_leave(struct queue_model *m, int ticket) {
	enum ticket_state state = m->tickets[ticket].state;
	if (state != TICKET_WAITING && state != TICKET_HELD && state != TICKET_ABSENT)
		return VERDICT_WRONG_STATE;
	return queue_model_move(m, ticket, TICKET_CANCELLED);
}

enum verdict queue_model_release(struct queue_model *m, int ticket) {
	struct model_ticket *t = &m->tickets[ticket];
	if (!queue_model_at_counter(t))
		return VERDICT_WRONG_STATE;
	t->doubtful = true;
	let_go(m, t);
	return queue_model_move(m, ticket, TICKET_WAITING);
}

enum verdict queue_model_reopen(struct queue_model *m, int ticket) {
	struct model_ticket *t = &m->tickets[ticket];
	if (t->state != TICKET_SERVED || m->at_s > t->moved_s + REOPEN_S)
		return VERDICT_WRONG_STATE;
	t->doubtful = true;
	t->rated = false;
	let_go(m, t);
	return queue_model_move(m, ticket, TICKET_WAITING);
}

enum verdict queue_model_rate(struct queue_model *m, int ticket) {
	struct model_ticket *t = &m->tickets[ticket];
	if (t->state != TICKET_SERVED || t->rated)
		return VERDICT_WRONG_STATE;
	t->rated = true;
	return VERDICT_OK;
}

enum verdict queue_model_rate_at(struct queue_model *m, int at, int ticket) {
	const struct model_ticket *t = &m->tickets[ticket];
	if (t->at != at || m->at_s > t->moved_s + SCREEN_S)
		return VERDICT_WRONG_STATE;
	return queue_model_rate(m, ticket);
}

enum verdict queue_model_priority(struct queue_model *m, int ticket, int class) {
	struct model_ticket *t = &m->tickets[ticket];
	if (t->state != TICKET_WAITING && t->state != TICKET_CALLED)
		return VERDICT_WRONG_STATE;
	if (t->class == class)
		return VERDICT_NOTHING;
	t->class = class;
	return queue_model_move(m, ticket, TICKET_WAITING);
}

/* Who opens, pauses or closes a counter begins anew there; one that is open is taken over as it is.
 */
static enum verdict become(struct queue_model *m, int at, enum counter_state to) {
	struct model_counter *counter = &m->counters[at];
	bool same = counter->state == to;
	if (same && (to != COUNTER_OPEN || counter->who == m->who))
		return VERDICT_NOTHING;
	counter->who = m->who;
	if (same)
		return VERDICT_OK;
	counter->state = to;
	counter->since_s = m->at_s;
	counter->step.any = false;
	if (to == COUNTER_CLOSED)
		queue_model_help_none(m, at);
	for (int i = 0; i < m->count; i++)
		if (m->tickets[i].state == TICKET_WAITING && m->tickets[i].bound == at)
			let_go(m, &m->tickets[i]);
	return VERDICT_OK;
}

enum verdict queue_model_open(struct queue_model *m, int at) {
	return become(m, at, COUNTER_OPEN);
}

enum verdict queue_model_pause(struct queue_model *m, int at) {
	if (m->counters[at].ticket >= 0)
		return VERDICT_BUSY;
	if (m->counters[at].state == COUNTER_CLOSED)
		return VERDICT_WRONG_STATE;
	return become(m, at, COUNTER_PAUSED);
}

enum verdict queue_model_close(struct queue_model *m, int at) {
	return m->counters[at].ticket >= 0 ? VERDICT_BUSY : become(m, at, COUNTER_CLOSED);
}
