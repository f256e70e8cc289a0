#include "tests/unit/announce_hall.h"

#include "common/board.h"

#include <stdio.h>

enum { HALL_START_MS = 1000000 };

struct hall hall_open(int announced_counter) {
	struct hall h = {.now_ms = HALL_START_MS, .s.counter_count = HALL_COUNTERS};
	for (int i = 0; i < HALL_COUNTERS; i++) {
		h.s.counters[i].id = i + 1;
		h.s.counters[i].state = COUNTER_OPEN;
	}
	h.a.counter = announced_counter;
	announce_snapshot(&h.a, &h.s, h.now_ms);
	return h;
}

void hall_change(struct hall *h, enum change_kind kind, const char *number, int counter,
	enum ticket_state state) {
	h->changed_ms = h->now_ms > h->changed_ms ? h->now_ms : h->changed_ms;
	struct change c = {.seq = h->s.seq + 1,
		.at_ms = h->changed_ms,
		.kind = kind,
		.counter = counter,
		.was = kind == CHANGE_UNDONE ? TICKET_CALLED : TICKET_NONE,
		.state = state,
		.reason = REASON_IN_TURN};
	snprintf(c.number, sizeof c.number, "%s", number);
	board_apply(&h->s, &c);
	if (!h->cut) {
		announce_change(&h->a, &h->s, &c, h->now_ms);
	}
}

void hall_call(struct hall *h, const char *number, int counter) {
	hall_change(h, CHANGE_CALLED, number, counter, TICKET_CALLED);
}

void hall_later(struct hall *h, int64_t ms) {
	h->now_ms += ms;
	announce_tick(&h->a, h->now_ms);
}

void hall_mend(struct hall *h) {
	h->cut = false;
	announce_snapshot(&h->a, &h->s, h->now_ms);
}

bool hall_hear(struct announce *a, int64_t now_ms) {
	struct snapshot_call call;
	bool heard = announce_take(a, &call);
	if (heard) {
		announce_heard(a, now_ms);
	}
	return heard;
}
