#include "tests/unit/queue_model.h"

enum { HEAD_START_S = 3600, SLOT_HEAD_START_S = 2700, MISS_S = 600 };

static bool is_prior(const struct queue_model *m, int class) {
	return class >= 0 && m->setup->priorities[class].head_start_s > 0;
}

int64_t queue_model_key(const struct queue_model *m, int ticket) {
	const struct model_ticket *t = &m->tickets[ticket];
	int64_t key_s = t->issued_s - (is_prior(m, t->class) ? HEAD_START_S : 0);
	if (t->slot_s)
		key_s = t->slot_s - SLOT_HEAD_START_S;
	return key_s + t->late * MISS_S;
}

/* The handicap of what a counter always does; -1: it does not. */
static int own(const struct queue_model *m, int at, int service) {
	const struct setup_counter *c = &m->setup->counters[at];
	for (int i = 0; i < c->serves_count; i++)
		if (c->serves[i].service == service)
			return c->serves[i].handicap_s;
	return -1;
}

int queue_model_serves(const struct queue_model *m, int at, int service) {
	int own_s = own(m, at, service);
	return own_s >= 0 ? own_s : queue_model_help_s(m, at, service);
}

int queue_model_handicap(const struct queue_model *m, int at, int ticket) {
	const struct model_ticket *t = &m->tickets[ticket];
	if (t->bound >= 0)
		return t->bound == at ? 0 : -1;
	return queue_model_serves(m, at, t->service);
}

static bool is_before(int64_t key_s, int ticket, int64_t other_key_s, int other) {
	return key_s < other_key_s || (key_s == other_key_s && ticket < other);
}

int queue_model_turn(const struct queue_model *m, int at) {
	int best = -1;
	int64_t best_s = 0;
	for (int i = 0; i < m->count; i++) {
		int handicap_s = queue_model_handicap(m, at, i);
		int64_t key_s = queue_model_key(m, i) + handicap_s;
		if (m->tickets[i].state != TICKET_WAITING || handicap_s < 0)
			continue;
		if (best < 0 || is_before(key_s, i, best_s, best)) {
			best = i;
			best_s = key_s;
		}
	}
	return best;
}

struct model_pair {
	int ticket, at; /* -1: none */
	int64_t turn_s;
};

static bool pair_is_before(
	const struct queue_model *m, const struct model_pair *a, const struct model_pair *b) {
	const struct model_counter *x = &m->counters[a->at], *y = &m->counters[b->at];
	if (a->turn_s != b->turn_s)
		return a->turn_s < b->turn_s;
	if (a->ticket != b->ticket)
		return a->ticket < b->ticket;
	return x->since_s < y->since_s ||
	       (x->since_s == y->since_s &&
		       m->setup->counters[a->at].id < m->setup->counters[b->at].id);
}

static bool is_offered(const struct queue_model *m, const int *offers, int ticket) {
	for (int at = 0; at < m->setup->counter_count; at++)
		if (offers[at] == ticket)
			return true;
	return false;
}

/* The best of a ticket's pairs with the counters that have none; `best` if that is better. */
static struct model_pair better(
	const struct queue_model *m, const int *offers, int ticket, struct model_pair best) {
	for (int at = 0; at < m->setup->counter_count; at++) {
		const struct model_counter *c = &m->counters[at];
		int handicap_s = queue_model_handicap(m, at, ticket);
		struct model_pair pair = {ticket, at, queue_model_key(m, ticket) + handicap_s};
		if (handicap_s < 0 || c->state != COUNTER_OPEN || c->ticket >= 0 || offers[at] >= 0)
			continue;
		if (best.at < 0 || pair_is_before(m, &pair, &best))
			best = pair;
	}
	return best;
}

void queue_model_offers(const struct queue_model *m, int offers[static COUNTERS_MAX]) {
	struct model_pair best;
	for (int at = 0; at < COUNTERS_MAX; at++)
		offers[at] = -1;
	do {
		best = (struct model_pair){-1, -1, 0};
		for (int i = 0; i < m->count; i++)
			if (m->tickets[i].state == TICKET_WAITING && !is_offered(m, offers, i))
				best = better(m, offers, i, best);
		if (best.at >= 0)
			offers[best.at] = best.ticket;
	} while (best.at >= 0);
}

/* Whether a ticket is of what a counter always does, or for it alone. */
static bool belongs(const struct queue_model *m, int at, int ticket) {
	const struct model_ticket *t = &m->tickets[ticket];
	return t->bound >= 0 ? t->bound == at : own(m, at, t->service) >= 0;
}

/* Whether two tickets belong to the same of the counters that count. */
static bool meet(const struct queue_model *m, int a, int b, bool open_only) {
	for (int at = 0; at < m->setup->counter_count; at++)
		if (!(open_only && m->counters[at].state != COUNTER_OPEN) && belongs(m, at, a) &&
			belongs(m, at, b))
			return true;
	return false;
}

int queue_model_ahead(const struct queue_model *m, int ticket) {
	enum ticket_state state = m->tickets[ticket].state;
	bool open = meet(m, ticket, ticket, true);
	int64_t own_s = queue_model_key(m, ticket);
	int ahead = 0;
	if (state != TICKET_WAITING && state != TICKET_ISSUING)
		return -1;
	for (int i = 0; i < m->count; i++)
		ahead += m->tickets[i].state == TICKET_WAITING && meet(m, i, ticket, open) &&
			 is_before(queue_model_key(m, i), i, own_s, ticket);
	return ahead;
}

enum call_reason queue_model_reason(const struct queue_model *m, int ticket) {
	const struct model_ticket *t = &m->tickets[ticket];
	return t->moves                ? REASON_TRANSFERRED
	       : t->misses             ? REASON_RETURNED
	       : t->slot_s             ? REASON_APPOINTMENT
	       : is_prior(m, t->class) ? REASON_PRIORITY
				       : REASON_IN_TURN;
}
