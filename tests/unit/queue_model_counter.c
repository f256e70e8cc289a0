#include "tests/unit/queue_model.h"

enum { MOVES_MAX = 3, UNDO_S = 30, RECALL_S = 8, RECALLS_MAX = 3 };

/* A step of whoever sits at a counter: the counter knows what was before. */
static struct model_ticket *step(struct queue_model *m, int at, int ticket, enum ticket_state to) {
	struct model_ticket *t = &m->tickets[ticket];
	m->counters[at].step = (struct model_step){.any = true,
		.ticket = ticket,
		.who = m->who,
		.moved = ++m->moves,
		.at_s = m->at_s,
		.before = *t};
	t->moved = m->moves;
	t->moved_s = m->at_s;
	t->state = to;
	t->at = at;
	queue_model_have(m, at, queue_model_at_counter(t) ? ticket : -1);
	return t;
}

/* The ticket at a counter, if it is in this state; -1: no. */
static int having(const struct queue_model *m, int at, enum ticket_state state) {
	int ticket = m->counters[at].ticket;
	return ticket >= 0 && m->tickets[ticket].state == state ? ticket : -1;
}

/* Whether a counter may take a ticket. */
static enum verdict ready(const struct queue_model *m, int at) {
	if (m->counters[at].ticket >= 0)
		return VERDICT_BUSY;
	return m->counters[at].state == COUNTER_OPEN ? VERDICT_OK : VERDICT_WRONG_STATE;
}

static enum verdict call(struct queue_model *m, int at, int ticket, enum call_reason reason) {
	struct model_ticket *t = step(m, at, ticket, TICKET_CALLED);
	t->called_s = t->rung_s = m->at_s;
	t->first_called_s = t->first_called_s ? t->first_called_s : m->at_s;
	t->started_s = 0;
	t->recalls = 0;
	t->reason = reason;
	return VERDICT_OK;
}

enum verdict queue_model_next(struct queue_model *m, int at) {
	enum verdict verdict = ready(m, at);
	int ticket = verdict == VERDICT_OK ? queue_model_turn(m, at) : -1;
	if (verdict != VERDICT_OK)
		return verdict;
	if (ticket < 0)
		return VERDICT_NOTHING;
	return call(m, at, ticket, queue_model_reason(m, ticket));
}

enum verdict queue_model_call(struct queue_model *m, int at, int ticket) {
	const struct model_ticket *t = &m->tickets[ticket];
	enum verdict verdict = ready(m, at);
	bool waits_for_a_closed_one =
		t->bound >= 0 && m->counters[t->bound].state == COUNTER_CLOSED;
	bool may = queue_model_handicap(m, at, ticket) >= 0 ||
		   (waits_for_a_closed_one && queue_model_serves(m, at, t->service) >= 0);
	if (verdict != VERDICT_OK)
		return verdict;
	if (t->state != TICKET_WAITING || !may)
		return VERDICT_WRONG_STATE;
	bool next = queue_model_turn(m, at) == ticket;
	return call(m, at, ticket, next ? queue_model_reason(m, ticket) : REASON_CHOSEN);
}

enum verdict queue_model_recall(struct queue_model *m, int at) {
	int ticket = having(m, at, TICKET_CALLED);
	if (ticket < 0 || m->tickets[ticket].recalls == RECALLS_MAX)
		return VERDICT_WRONG_STATE;
	if (m->at_s < m->tickets[ticket].rung_s + RECALL_S)
		return VERDICT_SLOW_DOWN;
	m->tickets[ticket].recalls++;
	m->tickets[ticket].rung_s = m->at_s;
	return VERDICT_OK;
}

enum verdict queue_model_start(struct queue_model *m, int at) {
	int ticket = having(m, at, TICKET_CALLED);
	if (ticket < 0)
		return VERDICT_WRONG_STATE;
	step(m, at, ticket, TICKET_SERVING)->started_s = m->at_s;
	return VERDICT_OK;
}

enum verdict queue_model_finish(struct queue_model *m, int at) {
	int ticket = having(m, at, TICKET_SERVING);
	return ticket < 0 ? VERDICT_WRONG_STATE : queue_model_move(m, ticket, TICKET_SERVED);
}

enum verdict queue_model_absent(struct queue_model *m, int at) {
	int ticket = having(m, at, TICKET_CALLED);
	if (ticket < 0)
		return VERDICT_WRONG_STATE;
	step(m, at, ticket, TICKET_ABSENT)->misses++;
	return VERDICT_OK;
}

enum verdict queue_model_hold(struct queue_model *m, int at, int64_t until_s) {
	int ticket = having(m, at, TICKET_SERVING);
	if (ticket < 0)
		return VERDICT_WRONG_STATE;
	struct model_ticket *t = step(m, at, ticket, TICKET_HELD);
	t->until_s = until_s;
	t->doubtful = true;
	return VERDICT_OK;
}

enum verdict queue_model_resume(struct queue_model *m, int at, int ticket) {
	const struct model_ticket *t = &m->tickets[ticket];
	enum verdict verdict = ready(m, at);
	if (verdict != VERDICT_OK)
		return verdict;
	if (t->state != TICKET_HELD || (t->at != at && queue_model_serves(m, at, t->service) < 0))
		return VERDICT_WRONG_STATE;
	step(m, at, ticket, TICKET_SERVING);
	return VERDICT_OK;
}

enum verdict queue_model_transfer(struct queue_model *m, int at, int service, int to) {
	int ticket = m->counters[at].ticket;
	if (ticket < 0 || m->tickets[ticket].moves == MOVES_MAX)
		return VERDICT_WRONG_STATE;
	struct model_ticket *t = step(m, at, ticket, TICKET_WAITING);
	t->service = service < 0 ? t->service : service;
	t->bound = to;
	t->from = at;
	t->moves++;
	return VERDICT_OK;
}

enum verdict queue_model_undo(struct queue_model *m, int at) {
	struct model_step *s = &m->counters[at].step;
	struct model_ticket *t = &m->tickets[s->ticket];
	if (!s->any || t->moved != s->moved || s->who != m->who || m->at_s > s->at_s + UNDO_S)
		return VERDICT_WRONG_STATE;
	bool jumped = m->clock_set > s->moved;
	*t = s->before;
	t->doubtful = t->doubtful || jumped;
	t->moved = ++m->moves;
	t->moved_s = m->at_s;
	queue_model_have(m, at, queue_model_at_counter(t) ? s->ticket : -1);
	s->any = false;
	return VERDICT_OK;
}

void queue_model_clock(struct queue_model *m) {
	m->clock_set = ++m->moves;
	for (int i = 0; i < m->count; i++)
		if (m->tickets[i].state < TICKET_SERVED)
			m->tickets[i].doubtful = true;
}
