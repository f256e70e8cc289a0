#include "common/board.h"

#include <string.h>

void board_clear_day(struct snapshot *s, int day) {
	s->day = day;
	s->recent_count = 0;
	s->absent_count = 0;
	s->alone_open = s->alone_first = 0;
	for (int i = 0; i < s->service_count; i++) {
		s->services[i].waiting = 0;
		s->services[i].wait = (struct wait){0};
		s->services[i].reach = REACH_UNKNOWN;
		s->services[i].pause = (struct span){0};
	}
	for (int i = 0; i < s->counter_count; i++)
		s->counters[i] = (struct snapshot_counter){.id = s->counters[i].id};
}

static void apply_waiting(struct snapshot *s, const struct change *c) {
	struct snapshot_service *service = snapshot_service(s, c->service);
	struct snapshot_service *before =
		c->from_service[0] ? snapshot_service(s, c->from_service) : service;
	if (before && c->was == TICKET_WAITING && before->waiting > 0)
		before->waiting--;
	if (service && c->state == TICKET_WAITING)
		service->waiting++;
}

static void clear_ticket(struct snapshot_counter *counter) {
	counter->number[0] = '\0';
	counter->service[0] = '\0';
	counter->ticket = TICKET_NONE;
	counter->reason = REASON_NONE;
	counter->from_counter = 0;
	counter->called_at_ms = 0;
}

static void put_ticket(struct snapshot_counter *counter, const struct change *c) {
	bool same = !strcmp(counter->number, c->number);
	bool calls = c->kind == CHANGE_CALLED || c->kind == CHANGE_RECALLED;
	if (!same)
		clear_ticket(counter);
	memcpy(counter->number, c->number, sizeof counter->number);
	memcpy(counter->service, c->service, sizeof counter->service);
	counter->ticket = c->state;
	if (c->reason != REASON_NONE) {
		counter->reason = c->reason;
		counter->from_counter = c->from_counter;
	}
	if (calls || !same)
		counter->called_at_ms = c->at_ms;
}

/* A ticket is at the counter that calls or serves it, and nowhere else. */
static void apply_place(struct snapshot *s, const struct change *c) {
	bool placed = c->state == TICKET_CALLED || c->state == TICKET_SERVING;
	for (int i = 0; i < s->counter_count; i++) {
		struct snapshot_counter *counter = &s->counters[i];
		if (placed && counter->id == c->counter)
			put_ticket(counter, c);
		else if (!strcmp(counter->number, c->number))
			clear_ticket(counter);
	}
}

/* Takes the call of this number to this counter out of the list. */
static void forget_call(struct snapshot *s, const struct change *c) {
	for (int i = 0; i < s->recent_count; i++) {
		struct snapshot_call *call = &s->recent[i];
		if (call->counter != c->counter || strcmp(call->number, c->number))
			continue;
		memmove(call, call + 1, (size_t)(s->recent_count - i - 1) * sizeof *call);
		s->recent_count--;
		return;
	}
}

/* A recall need not say why the ticket was called: the counter still knows. */
static void add_call(struct snapshot *s, const struct change *c) {
	const struct snapshot_counter *counter = snapshot_counter(s, c->counter);
	struct snapshot_call call = {.counter = c->counter,
		.at_ms = c->at_ms,
		.reason = c->reason,
		.from_counter = c->from_counter};
	if (c->reason == REASON_NONE && counter) {
		call.reason = counter->reason;
		call.from_counter = counter->from_counter;
	}
	memcpy(call.number, c->number, sizeof call.number);
	forget_call(s, c);
	if (s->recent_count == RECENT_MAX)
		s->recent_count--;
	memmove(s->recent + 1, s->recent, (size_t)s->recent_count * sizeof call);
	s->recent[0] = call;
	s->recent_count++;
}

static void apply_calls(struct snapshot *s, const struct change *c) {
	if (c->kind == CHANGE_CALLED || c->kind == CHANGE_RECALLED)
		add_call(s, c);
	else if (c->kind == CHANGE_UNDONE && c->was == TICKET_CALLED && c->state == TICKET_WAITING)
		forget_call(s, c);
}

static void apply_absent(struct snapshot *s, const struct change *c) {
	int at = 0;
	while (at < s->absent_count && strcmp(s->absent[at], c->number))
		at++;
	bool listed = at < s->absent_count;
	if (listed && c->state != TICKET_ABSENT) {
		memmove(s->absent[at], s->absent[at + 1],
			(size_t)(s->absent_count - at - 1) * NUMBER_SIZE);
		s->absent_count--;
	} else if (!listed && c->state == TICKET_ABSENT) {
		if (s->absent_count == ABSENT_MAX)
			s->absent_count--;
		memmove(s->absent[1], s->absent[0], (size_t)s->absent_count * NUMBER_SIZE);
		memcpy(s->absent[0], c->number, NUMBER_SIZE);
		s->absent_count++;
	}
}

static void apply_alone(struct snapshot *s, const struct change *c) {
	if (!c->lease)
		return;
	s->alone_open += proto_ticket_open(c->state) - proto_ticket_open(c->was);
	if (c->kind == CHANGE_ISSUED && (!s->alone_first || c->first < s->alone_first))
		s->alone_first = c->first;
}

static void set_counter(struct snapshot *s, const struct change *c, enum counter_state state) {
	const struct snapshot_counter *found = snapshot_counter(s, c->counter);
	if (!found)
		return;
	struct snapshot_counter *counter = &s->counters[found - s->counters];
	counter->state = state;
	counter->back_at_ms = c->back_at_ms;
	counter->clerk = c->clerk;
}

static void apply_hall(struct snapshot *s, const struct change *c) {
	switch (c->kind) {
	case CHANGE_COUNTER_OPENED:
		set_counter(s, c, COUNTER_OPEN);
		break;
	case CHANGE_COUNTER_PAUSED:
		set_counter(s, c, COUNTER_PAUSED);
		break;
	case CHANGE_COUNTER_CLOSED:
		set_counter(s, c, COUNTER_CLOSED);
		break;
	case CHANGE_DAY_OPENED:
		board_clear_day(s, c->day);
		break;
	default:
		break;
	}
}

void board_apply(struct snapshot *s, const struct change *c) {
	apply_hall(s, c);
	if (c->number[0] && c->state != TICKET_NONE) {
		apply_waiting(s, c);
		apply_place(s, c);
		apply_calls(s, c);
		apply_absent(s, c);
		apply_alone(s, c);
	}
	s->seq = c->seq;
}
