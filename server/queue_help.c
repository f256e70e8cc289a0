#include "common/text.h"
#include "server/queue_state.h"

#include <string.h>

static const char *const kinds[] = {
	[HELP_SERVICE] = "service", [HELP_OPEN] = "open", [HELP_REOPEN] = "reopen"};

size_t queue_help_count(const struct queue *q) {
	return q->help_count;
}

const struct queue_help *queue_help_at(const struct queue *q, size_t index) {
	return &q->helps[index];
}

const struct queue_help *queue_help(const struct queue *q, int64_t id) {
	for (size_t i = 0; i < q->help_count; i++)
		if (q->helps[i].id == id)
			return &q->helps[i];
	return NULL;
}

/* Whether a counter was opened by a help and nobody has sat down there since. */
static bool opened_alone(const struct queue *q, const struct queue_help *h) {
	const struct queue_counter *at = queue_counter(q, h->counter);
	return h->kind == HELP_OPEN && at && at->state == COUNTER_OPEN && !strcmp(at->by, h->by);
}

static bool can_end(const struct queue *q, const struct queue_help *h) {
	return !opened_alone(q, h) || !queue_counter_ticket(q, h->counter);
}

const struct queue_help *queue_help_over(const struct queue *q, int64_t at_ms) {
	for (size_t i = 0; i < q->help_count; i++)
		if (q->helps[i].until_ms <= at_ms && can_end(q, &q->helps[i]))
			return &q->helps[i];
	return NULL;
}

const struct setup_serves *queue_serves(const struct queue *q, int counter, int *count) {
	*count = q->serves_count[counter];
	return q->serves[counter];
}

int queue_handicap_s(const struct queue *q, int counter, int line) {
	for (int i = 0; i < q->serves_count[counter]; i++)
		if (q->serves[counter][i].service == line)
			return q->serves[counter][i].handicap_s;
	return -1;
}

int64_t queue_serves_until_ms(const struct queue *q, int counter, int line) {
	const char *service = q->setup->services[line].id;
	if (setup_handicap_s(q->setup, counter, line) >= 0)
		return 0;
	for (size_t i = 0; i < q->help_count; i++)
		if (q->helps[i].counter == q->setup->counters[counter].id &&
			!strcmp(q->helps[i].service, service))
			return q->helps[i].until_ms;
	return 0;
}

static void add_service(struct queue *q, const struct queue_help *h) {
	int counter = setup_counter(q->setup, h->counter);
	int line = setup_service(q->setup, h->service);
	if (h->kind != HELP_SERVICE || counter < 0 || line < 0 ||
		queue_handicap_s(q, counter, line) >= 0)
		return;
	q->serves[counter][q->serves_count[counter]++] =
		(struct setup_serves){line, QUEUE_HELP_HANDICAP_S};
}

void queue_find_serves(struct queue *q) {
	for (int i = 0; i < q->setup->counter_count; i++) {
		const struct setup_counter *c = &q->setup->counters[i];
		memcpy(q->serves[i], c->serves, (size_t)c->serves_count * sizeof *c->serves);
		q->serves_count[i] = c->serves_count;
	}
	for (size_t i = 0; i < q->help_count; i++)
		add_service(q, &q->helps[i]);
}

void queue_begin_help(struct queue *q, const struct change *c) {
	struct queue_help h = {
		.id = c->seq, .counter = c->counter, .at_ms = c->at_ms, .until_ms = c->back_at_ms};
	while (h.kind < HELP_REOPEN && strcmp(kinds[h.kind], c->how))
		h.kind++;
	text_copy(h.service, sizeof h.service, c->service);
	text_copy(h.by, sizeof h.by, c->by);
	if (q->help_count == QUEUE_HELPS_MAX || setup_counter(q->setup, c->counter) < 0)
		return;
	q->helps[q->help_count++] = h;
	queue_find_serves(q);
}

/* Those that stay keep their order. */
static void keep(
	struct queue *q, bool (*stays)(const struct queue_help *, const void *), const void *arg) {
	size_t kept = 0;
	for (size_t i = 0; i < q->help_count; i++)
		if (stays(&q->helps[i], arg))
			q->helps[kept++] = q->helps[i];
	q->help_count = kept;
	queue_find_serves(q);
}

static bool is_another(const struct queue_help *h, const void *arg) {
	const struct change *c = arg;
	return h->counter != c->counter || strcmp(h->service, c->service) != 0 ||
	       strcmp(kinds[h->kind], c->how) != 0;
}

void queue_end_help(struct queue *q, const struct change *c) {
	keep(q, is_another, c);
}

static bool is_elsewhere(const struct queue_help *h, const void *arg) {
	return h->counter != *(const int *)arg;
}

void queue_end_helps(struct queue *q, int counter) {
	keep(q, is_elsewhere, &counter);
}

/* The change of a help, before it is said which. */
static enum verdict begin(const struct queue *q, int counter, enum help_kind kind, int64_t until_ms,
	struct change *c) {
	if (q->help_count == QUEUE_HELPS_MAX)
		return VERDICT_QUOTA;
	c->kind = CHANGE_HELP_BEGUN;
	c->counter = counter;
	c->back_at_ms = until_ms;
	text_copy(c->how, sizeof c->how, kinds[kind]);
	return VERDICT_OK;
}

enum verdict queue_decide_help(
	const struct queue *q, int counter, int line, int64_t until_ms, struct change *c) {
	int at = setup_counter(q->setup, counter);
	if (at < 0)
		return VERDICT_NOT_FOUND;
	enum counter_state state = q->counters[at].state;
	if (line < 0)
		return state == COUNTER_OPEN
			       ? VERDICT_NOTHING
			       : begin(q, counter,
					 state == COUNTER_CLOSED ? HELP_OPEN : HELP_REOPEN,
					 until_ms, c);
	if (queue_handicap_s(q, at, line) >= 0)
		return VERDICT_NOTHING;
	if (state == COUNTER_CLOSED)
		return VERDICT_WRONG_STATE;
	text_copy(c->service, sizeof c->service, q->setup->services[line].id);
	return begin(q, counter, HELP_SERVICE, until_ms, c);
}

enum verdict queue_decide_help_end(const struct queue *q, int64_t help, struct change *c) {
	const struct queue_help *h = queue_help(q, help);
	if (!h)
		return VERDICT_NOT_FOUND;
	if (!can_end(q, h))
		return VERDICT_BUSY;
	if (opened_alone(q, h))
		return queue_decide_close(q, h->counter, c);
	c->kind = CHANGE_HELP_ENDED;
	c->counter = h->counter;
	text_copy(c->service, sizeof c->service, h->service);
	text_copy(c->how, sizeof c->how, kinds[h->kind]);
	return VERDICT_OK;
}
