#include "common/mem.h"
#include "common/text.h"
#include "server/queue_state.h"

static void moved(void *arg, int ticket, size_t place) {
	struct queue *q = arg;
	q->tickets[ticket]->place = place;
}

static struct queue_counter *counter_at(struct queue *q, int id) {
	int i = setup_counter(q->setup, id);
	return i < 0 ? NULL : &q->counters[i];
}

static bool at_counter(enum ticket_state state) {
	return state == TICKET_CALLED || state == TICKET_SERVING;
}

/* Where a ticket waits: at its counter alone or in its line; NULL when the office has neither. */
static struct heap *heap_of(struct queue *q, const struct queue_ticket *t) {
	int desk = t->bound ? setup_counter(q->setup, t->bound) : -1;
	if (desk >= 0)
		return &q->desks[desk];
	return t->line >= 0 ? &q->lines[t->line] : NULL;
}

static void join(struct queue *q, struct queue_ticket *t) {
	struct heap *heap = heap_of(q, t);
	if (heap)
		heap_push(heap, (struct heap_item){t->key_s, (int)t->index}, moved, q);
	if (t->line >= 0)
		q->waiting[t->line]++;
}

static void part(struct queue *q, const struct queue_ticket *t) {
	struct heap *heap = heap_of(q, t);
	if (heap)
		heap_remove(heap, t->place, moved, q);
	if (t->line >= 0)
		q->waiting[t->line]--;
}

static void leave(struct queue *q, const struct queue_ticket *t, const struct change *c) {
	struct queue_counter *counter = counter_at(q, t->counter);
	if (t->state == TICKET_WAITING)
		part(q, t);
	q->held -= t->state == TICKET_HELD;
	if (at_counter(t->state) && !at_counter(c->state) && counter) {
		counter->ticket = -1;
		counter->since_ms = c->at_ms;
	}
}

static void enter(struct queue *q, struct queue_ticket *t, const struct change *c) {
	struct queue_counter *counter = counter_at(q, c->counter);
	t->state = c->state;
	if (c->state == TICKET_WAITING)
		join(q, t);
	q->held += c->state == TICKET_HELD;
	if (at_counter(c->state) && counter)
		counter->ticket = (int)t->index;
}

static void note_called(struct queue_ticket *t, const struct change *c) {
	t->called_at_ms = t->rung_at_ms = c->at_ms;
	if (!t->first_called_ms)
		t->first_called_ms = c->at_ms;
	t->started_at_ms = 0;
	t->recalls = 0;
	t->reason = c->reason;
}

static void note_transferred(struct queue *q, struct queue_ticket *t, const struct change *c) {
	t->service = queue_text(q, c->service);
	t->line = setup_service(q->setup, c->service);
	t->bound = c->to_counter;
	t->from_counter = c->counter;
	t->moves++;
}

static bool served_elsewhere(const struct queue *q, int desk, const struct queue_ticket *t) {
	for (int i = 0; t->line >= 0 && i < q->setup->counter_count; i++)
		if (i != desk && queue_handicap_s(q, i, t->line) >= 0)
			return true;
	return false;
}

/* Whoever comes back to a counter that has closed meanwhile waits for all that serve him. */
static void free_of_closed(const struct queue *q, struct queue_ticket *t) {
	int desk = t->bound ? setup_counter(q->setup, t->bound) : -1;
	if (desk >= 0 && q->counters[desk].state == COUNTER_CLOSED && served_elsewhere(q, desk, t))
		t->bound = 0;
}

/* What a kind of change leaves on the ticket besides its state. */
static void note(struct queue *q, struct queue_ticket *t, const struct change *c) {
	switch (c->kind) {
	case CHANGE_CALLED:
		note_called(t, c);
		break;
	case CHANGE_STARTED:
		t->started_at_ms = c->at_ms;
		break;
	case CHANGE_ABSENT:
		t->misses++;
		break;
	case CHANGE_HELD:
		t->until_ms = c->back_at_ms;
		t->doubtful = true;
		break;
	case CHANGE_TRANSFERRED:
		note_transferred(q, t, c);
		break;
	case CHANGE_RETURNED:
		t->penalty_s += c->key_s - t->key_s;
		t->key_s = c->key_s;
		free_of_closed(q, t);
		break;
	case CHANGE_RECLASSIFIED:
		t->priority = setup_priority(q->setup, c->priority);
		t->key_s = c->key_s;
		break;
	case CHANGE_RELEASED:
	case CHANGE_REOPENED:
		t->doubtful = true;
		t->rated = false;
		free_of_closed(q, t);
		break;
	default:
		break;
	}
	if (c->counter)
		t->counter = c->counter;
	if (c->note[0])
		t->note = queue_text(q, c->note);
}

/* The steps of a counter that its clerk may take back. */
static bool is_step(enum change_kind kind) {
	return kind == CHANGE_CALLED || kind == CHANGE_STARTED || kind == CHANGE_ABSENT ||
	       kind == CHANGE_HELD || kind == CHANGE_RESUMED || kind == CHANGE_TRANSFERRED;
}

static void remember_step(struct queue *q, int index, const struct change *c) {
	struct queue_counter *counter = counter_at(q, c->counter);
	if (!counter)
		return;
	counter->step = (struct queue_step){0};
	if (!is_step(c->kind))
		return;
	counter->step.seq = c->seq;
	counter->step.ticket = index;
	counter->step.kind = c->kind;
	counter->step.at_ms = c->at_ms;
	text_copy(counter->step.by, sizeof counter->step.by, c->by);
}

static void settle(struct queue *q) {
	while (q->settled < q->count && q->tickets[q->settled]->state != TICKET_ISSUING)
		q->settled++;
}

/* The bell rings again: nothing else is another, and what was before can still be taken back. */
static bool apply_recalled(struct queue_ticket *t, const struct change *c) {
	t->rung_at_ms = c->at_ms;
	t->recalls++;
	return true;
}

static bool apply_rated(struct queue *q, const struct change *c) {
	int index = queue_index(q, c->ticket);
	if (index < 0 || !queue_can_rate(q->tickets[index]))
		return false;
	q->tickets[index]->rated = true;
	return true;
}

/* A ticket remembers how it was before a step that may be taken back. */
static void remember(struct queue_ticket *t, enum change_kind kind) {
	struct queue_ticket *before = NULL;
	if (is_step(kind)) {
		before = mem_alloc(1, sizeof *before);
		*before = *t;
		before->before = NULL;
	}
	mem_free(t->before);
	t->before = before;
}

/* As it was; it keeps its place in memory. */
static void restore(struct queue_ticket *t) {
	struct queue_ticket *before = t->before;
	*t = *before;
	mem_free(before);
}

static bool fits(struct queue *q, int index, const struct change *c) {
	const struct queue_counter *counter = counter_at(q, c->counter);
	if (index < 0 || q->tickets[index]->state != c->was)
		return false;
	if (c->kind == CHANGE_UNDONE && !q->tickets[index]->before)
		return false;
	return !at_counter(c->state) || !counter || counter->ticket == -1 ||
	       counter->ticket == index;
}

static bool apply_ticket(struct queue *q, const struct change *c) {
	int index = queue_index(q, c->ticket);
	if (!fits(q, index, c))
		return false;
	struct queue_ticket *t = q->tickets[index];
	if (c->kind == CHANGE_RECALLED)
		return apply_recalled(t, c);
	leave(q, t, c);
	if (c->kind == CHANGE_UNDONE) {
		restore(t);
	} else {
		remember(t, c->kind);
		note(q, t, c);
	}
	enter(q, t, c);
	t->changed_seq = c->seq;
	t->changed_at_ms = c->at_ms;
	remember_step(q, index, c);
	settle(q);
	return true;
}

/* Those who wait for one counter alone wait for all that serve them when it closes. */
static void unbind(struct queue *q, int desk) {
	for (size_t i = 0; i < q->desks[desk].count;) {
		struct queue_ticket *t = q->tickets[q->desks[desk].items[i].ticket];
		if (!served_elsewhere(q, desk, t)) {
			i++;
			continue;
		}
		part(q, t);
		t->bound = 0;
		join(q, t);
		i = 0;
	}
}

static void apply_counter(struct queue *q, const struct change *c, enum counter_state state) {
	struct queue_counter *counter = counter_at(q, c->counter);
	if (!counter)
		return;
	/* Somebody else may sit there now, yet the counter goes on. */
	if (counter->state != state || counter->back_at_ms != c->back_at_ms) {
		counter->since_ms = c->at_ms;
		counter->step = (struct queue_step){0};
	}
	counter->state = state;
	counter->back_at_ms = c->back_at_ms;
	text_copy(counter->by, sizeof counter->by, c->by);
	counter->clerk = c->clerk;
	if (state == COUNTER_CLOSED) {
		queue_end_helps(q, counter->id);
		unbind(q, (int)(counter - q->counters));
	}
}

/* Also as it was before: what is taken back was over the jump too. */
static void doubt(struct queue_ticket *t) {
	t->doubtful = true;
	if (t->before)
		t->before->doubtful = true;
}

/* Durations over a jump of the clock cannot be trusted. */
static void apply_clock(struct queue *q) {
	for (size_t i = 0; i < q->count; i++)
		if (proto_ticket_open(q->tickets[i]->state))
			doubt(q->tickets[i]);
}

bool queue_apply(struct queue *q, const struct change *c) {
	switch (c->kind) {
	case CHANGE_ISSUED:
		return queue_add(q, c);
	case CHANGE_COUNTER_OPENED:
		apply_counter(q, c, COUNTER_OPEN);
		return true;
	case CHANGE_COUNTER_PAUSED:
		apply_counter(q, c, COUNTER_PAUSED);
		return true;
	case CHANGE_COUNTER_CLOSED:
		apply_counter(q, c, COUNTER_CLOSED);
		return true;
	case CHANGE_CLOCK_SET:
		apply_clock(q);
		return true;
	case CHANGE_RATED:
		return apply_rated(q, c);
	case CHANGE_LEASED:
		return queue_add_lease(q, c);
	case CHANGE_LEASE_RETURNED:
		return queue_end_lease(q, c);
	case CHANGE_HELP_BEGUN:
		queue_begin_help(q, c);
		return true;
	case CHANGE_HELP_ENDED:
		queue_end_help(q, c);
		return true;
	case CHANGE_CONTINUED:
		queue_count_series(q, setup_service(q->setup, c->service), c->number);
		return true;
	case CHANGE_DAY_OPENED:
	case CHANGE_DAY_CLOSED:
	case CHANGE_SETUP:
	case CHANGE_SLIPS_COUNTED:
	case CHANGE_NONE:
		return true;
	default:
		return apply_ticket(q, c);
	}
}
