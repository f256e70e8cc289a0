#include "display/announce.h"

#include <string.h>

static bool same_call(const struct snapshot_call *a, const char *number, int counter) {
	return a->counter == counter && strcmp(a->number, number) == 0;
}

static bool concerns(const struct announce *a, int counter) {
	return a->counter == 0 || a->counter == counter;
}

static bool is_old(const struct snapshot_call *call, int64_t now_ms) {
	return now_ms - call->at_ms > ANNOUNCE_OLD_MS;
}

/* The counter's last call that was heard of; a new one where there is room. */
static struct announce_heard *heard_of(struct announce *a, int counter) {
	int i = 0;
	while (i < a->heard_count && a->heard[i].counter != counter) {
		i++;
	}
	if (i == a->heard_count && i < COUNTERS_MAX) {
		a->heard[a->heard_count++] =
			(struct announce_heard){.counter = counter, .at_ms = INT64_MIN};
	}
	return i < COUNTERS_MAX ? &a->heard[i] : NULL;
}

/* Hears of a call; false when that is not the first time. */
static bool hear_of(struct announce *a, const struct snapshot_call *call) {
	struct announce_heard *heard = heard_of(a, call->counter);
	if (!heard || call->at_ms <= heard->at_ms || call->at_ms <= a->heard_ms) {
		return false;
	}
	heard->at_ms = call->at_ms;
	return true;
}

static void remove_pending(struct announce *a, int i) {
	memmove(a->pending + i, a->pending + i + 1,
		(size_t)(a->pending_count - i - 1) * sizeof a->pending[0]);
	a->pending_count--;
}

static void add_pending(struct announce *a, const struct snapshot_call *call) {
	if (a->pending_count == ANNOUNCE_MAX) {
		remove_pending(a, 0);
	}
	a->pending[a->pending_count++] = *call;
}

static void drop_pending(struct announce *a, const char *number) {
	for (int i = a->pending_count; i-- > 0;) {
		if (strcmp(a->pending[i].number, number) == 0) {
			remove_pending(a, i);
		}
	}
}

static void show(struct announce *a, const struct snapshot_call *call, bool fresh, int64_t now_ms) {
	a->any = true;
	a->fresh = fresh;
	a->shown = *call;
	a->since_ms = now_ms;
	a->say = fresh;
}

/* Nothing to announce: the panel keeps or gets the hall's last call, as one of the past. */
static void fall_back(struct announce *a, const struct snapshot *s, int64_t now_ms) {
	for (int i = 0; i < s->recent_count; i++) {
		const struct snapshot_call *last = &s->recent[i];
		if (!concerns(a, last->counter)) {
			continue;
		}
		if (!a->any || !same_call(&a->shown, last->number, last->counter)) {
			show(a, last, false, now_ms);
		}
		return;
	}
	a->any = false;
}

static bool still_called(const struct snapshot *s, const struct snapshot_call *call) {
	const struct snapshot_counter *c = snapshot_counter(s, call->counter);
	return c && c->ticket == TICKET_CALLED && strcmp(c->number, call->number) == 0;
}

static bool is_new(const struct announce *a, int64_t now_ms) {
	return a->any && a->fresh && now_ms - a->since_ms < ANNOUNCE_KEEP_MS;
}

static bool keeps(const struct announce *a, int64_t now_ms) {
	return a->speaking || is_new(a, now_ms);
}

/* Nothing was heard later than now: a clock was set back, and what is noted says nothing. */
static void forget_later(struct announce *a, int64_t now_ms) {
	for (int i = 0; i < a->heard_count; i++) {
		if (a->heard[i].at_ms > now_ms) {
			a->heard[i].at_ms = INT64_MIN;
		}
	}
	if (a->heard_ms > now_ms) {
		a->heard_ms = INT64_MIN;
	}
}

void announce_snapshot(struct announce *a, const struct snapshot *s, int64_t now_ms) {
	forget_later(a, now_ms);
	if (a->any && !snapshot_counter(s, a->shown.counter)) {
		a->any = a->say = false;
	}
	for (int i = a->pending_count; i-- > 0;) {
		if (!still_called(s, &a->pending[i])) {
			remove_pending(a, i);
		}
	}
	for (int i = s->recent_count; i-- > 0;) {
		const struct snapshot_call *call = &s->recent[i];
		if (concerns(a, call->counter) && hear_of(a, call) && !is_old(call, now_ms) &&
			still_called(s, call)) {
			drop_pending(a, call->number);
			add_pending(a, call);
		}
	}
	announce_tick(a, now_ms);
	bool stays = a->any && a->fresh && keeps(a, now_ms) && still_called(s, &a->shown);
	if (a->pending_count == 0 && !stays) {
		fall_back(a, s, now_ms);
	}
}

static void hear_call(struct announce *a, const struct change *c, int64_t now_ms) {
	struct snapshot_call call = {.counter = c->counter,
		.at_ms = c->at_ms,
		.reason = c->reason,
		.from_counter = c->from_counter};
	memcpy(call.number, c->number, sizeof call.number);
	hear_of(a, &call);
	for (int i = 0; i < a->pending_count; i++) {
		if (same_call(&a->pending[i], c->number, c->counter)) {
			a->pending[i].at_ms = c->at_ms;
			return;
		}
	}
	bool again = a->any && same_call(&a->shown, c->number, c->counter);
	if (again && call.reason == REASON_NONE) {
		call.reason = a->shown.reason;
		call.from_counter = a->shown.from_counter;
	}
	bool at_once = again && a->fresh && !a->speaking && a->pending_count == 0;
	if (at_once && !is_old(&call, now_ms)) {
		show(a, &call, true, now_ms);
	} else {
		add_pending(a, &call);
	}
}

void announce_change(
	struct announce *a, const struct snapshot *s, const struct change *c, int64_t now_ms) {
	bool call = c->kind == CHANGE_CALLED || c->kind == CHANGE_RECALLED;
	if (c->kind == CHANGE_DAY_OPENED) {
		*a = (struct announce){.counter = a->counter, .speaking = a->speaking};
	} else if (call && concerns(a, c->counter)) {
		hear_call(a, c, now_ms);
	} else if (c->number[0] && c->state != TICKET_NONE && c->state != TICKET_CALLED) {
		drop_pending(a, c->number);
	}
	bool undone = c->kind == CHANGE_UNDONE && c->state == TICKET_WAITING;
	if (undone && a->any && strcmp(a->shown.number, c->number) == 0) {
		a->any = a->say = false;
	}
	announce_tick(a, now_ms);
	if (!a->any) {
		fall_back(a, s, now_ms);
	}
}

void announce_tick(struct announce *a, int64_t now_ms) {
	if (now_ms < a->since_ms) {
		a->since_ms = now_ms; /* the server's clock was set back */
	}
	while (a->pending_count > 0 && !keeps(a, now_ms)) {
		struct snapshot_call call = a->pending[0];
		remove_pending(a, 0);
		show(a, &call, !is_old(&call, now_ms), now_ms);
	}
}

int64_t announce_due(const struct announce *a, int64_t now_ms) {
	if (!is_new(a, now_ms)) {
		return a->pending_count > 0 && !a->speaking ? now_ms : INT64_MAX;
	}
	int64_t phase = (now_ms - a->since_ms) / ANNOUNCE_BLINK_MS;
	return a->since_ms + (phase + 1) * ANNOUNCE_BLINK_MS;
}

bool announce_take(struct announce *a, struct snapshot_call *call) {
	if (!a->say) {
		return false;
	}
	a->say = false;
	a->speaking = true;
	*call = a->shown;
	return true;
}

int64_t announce_done_ms(const struct announce *a) {
	int64_t done_ms = 0;
	for (int i = 0; i < a->heard_count; i++) {
		done_ms = a->heard[i].at_ms > done_ms ? a->heard[i].at_ms : done_ms;
	}
	for (int i = 0; i < a->pending_count; i++) {
		done_ms = a->pending[i].at_ms <= done_ms ? a->pending[i].at_ms - 1 : done_ms;
	}
	return a->say && a->shown.at_ms <= done_ms ? a->shown.at_ms - 1 : done_ms;
}

void announce_heard(struct announce *a, int64_t now_ms) {
	a->speaking = false;
	announce_tick(a, now_ms);
}

bool announce_lit(const struct announce *a, int64_t now_ms) {
	if (!a->any || !a->fresh) {
		return false;
	}
	int64_t on_ms = now_ms - a->since_ms;
	return on_ms >= ANNOUNCE_KEEP_MS || on_ms / ANNOUNCE_BLINK_MS % 2 == 0;
}

int64_t announce_lit_until_ms(const struct announce *a) {
	return a->any && a->fresh ? a->since_ms + ANNOUNCE_KEEP_MS : INT64_MIN;
}

bool announce_is_pending(const struct announce *a, const char *number, int counter) {
	for (int i = 0; i < a->pending_count; i++) {
		if (same_call(&a->pending[i], number, counter)) {
			return true;
		}
	}
	return false;
}
