/*
 * Numbers of the lease, while the server is away: which may be given, what is asked for and told
 * when it is there.
 */
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"
#include "kiosk/lease_json.h"

#include <stdio.h>
#include <string.h>

static int64_t wall(const struct flow *f, int64_t now_ms) {
	return now_ms + f->ahead_ms;
}

enum lease_answer flow_alone_may(
	const struct flow *f, const struct office_service *s, int64_t now_ms) {
	return lease_may(&f->lease, s->id, wall(f, now_ms));
}

/* The office's limit counts every ticket of this kiosk. */
static bool too_fast(const struct flow *f, int64_t now_ms) {
	int most = f->lease.tickets_per_minute, recent = 0;
	for (int i = 0; i < f->taken_count; i++) {
		int64_t age_ms = wall(f, now_ms) - f->taken_ms[i];
		recent += age_ms >= 0 && age_ms < FLOW_PACE_MS;
	}
	return most > 0 && recent >= most;
}

void flow_alone_count(struct flow *f, int64_t now_ms) {
	if (f->taken_count == FLOW_PACE_MAX) {
		f->taken_count--;
		memmove(f->taken_ms, f->taken_ms + 1,
			(size_t)f->taken_count * sizeof f->taken_ms[0]);
	}
	f->taken_ms[f->taken_count++] = wall(f, now_ms);
}

bool flow_alone_can(const struct flow *f, int64_t now_ms) {
	return lease_may(&f->lease, f->pressed.service, wall(f, now_ms)) == LEASE_FREE &&
	       !too_fast(f, now_ms);
}

static enum notice refusal(const struct flow *f, int64_t now_ms) {
	switch (lease_may(&f->lease, f->pressed.service, wall(f, now_ms))) {
	case LEASE_SHUT:
		return NOTICE_CLOSED;
	case LEASE_USED_UP:
	case LEASE_NONE:
		return NOTICE_USED_UP;
	case LEASE_FREE:
		break;
	}
	return NOTICE_SLOW_DOWN;
}

void flow_alone_issue(struct flow *f, int64_t now_ms) {
	char number[NUMBER_SIZE];
	if (!flow_alone_can(f, now_ms) || !lease_take(&f->lease, f->pressed.service, number)) {
		flow_notice(f, refusal(f, now_ms), now_ms);
		return;
	}
	flow_ask(f, REQUEST_KEEP_LEASE, 0);
	struct request *r = flow_ask(f, REQUEST_ALONE, 0);
	uint32_t serial = r->serial;
	*r = f->pressed;
	r->kind = REQUEST_ALONE;
	r->serial = r->press = f->take_serial = serial;
	snprintf(r->text, sizeof r->text, "%s", number);
}

void flow_kept(struct flow *f, uint32_t serial, const struct ticket *ticket, int64_t now_ms) {
	if (serial != f->take_serial) {
		return;
	}
	f->take_serial = 0;
	f->touched_ms = now_ms;
	if (!ticket) {
		flow_notice(f, NOTICE_BUSY, now_ms);
		return;
	}
	f->ticket = *ticket;
	f->ticket_alone = true;
	f->press = serial;
	flow_alone_count(f, now_ms);
	flow_taken(f, now_ms);
}

void flow_lease(struct flow *f, const struct lease *lease) {
	f->lease = *lease;
	f->keeps = true;
}

void flow_untold(struct flow *f, int count, int64_t now_ms) {
	if (count != f->untold) {
		f->hand_in_ms = now_ms;
	}
	f->untold = count;
}

void flow_refused(struct flow *f, const char *number, int64_t now_ms) {
	bool shown = f->screen == SCREEN_NUMBER && strcmp(f->ticket.number, number) == 0;
	if (shown || f->screen == SCREEN_HOME) {
		flow_notice_void(f, number, now_ms);
	}
}

/* What may be said of the services: nothing that only the server knows. */
static void look_around(struct flow *f, int64_t now_ms) {
	for (int i = 0; i < f->office.service_count; i++) {
		const struct office_service *s = &f->office.services[i];
		struct snapshot_service *now = &f->alone_now[i];
		*now = (struct snapshot_service){.waiting = 0};
		memcpy(now->id, s->id, sizeof now->id);
		now->open = flow_alone_may(f, s, now_ms) == LEASE_FREE;
		now->opens_at_ms = lease_opens_ms(&f->lease, s->id, wall(f, now_ms));
	}
}

static bool wants_lease(const struct flow *f) {
	return !f->down && f->keeps && f->lease_due && f->lease_serial == 0;
}

static bool wants_hand_in(const struct flow *f) {
	return !f->down && f->untold > 0 && f->hand_in_serial == 0;
}

void flow_alone_tick(struct flow *f, int64_t now_ms) {
	bool away = f->down && now_ms - f->down_ms >= FLOW_AWAY_MS;
	f->alone = away && f->office_known && lease_runs(&f->lease, wall(f, now_ms));
	if (f->alone) {
		look_around(f, now_ms);
	}
	if (wants_lease(f) && now_ms >= f->lease_ms) {
		f->lease_serial = flow_ask(f, REQUEST_LEASE, FLOW_ALONE_PATIENCE_MS)->serial;
	}
	if (wants_hand_in(f) && now_ms >= f->hand_in_ms) {
		f->hand_in_serial = flow_ask(f, REQUEST_HAND_IN, FLOW_ALONE_PATIENCE_MS)->serial;
	}
}

int64_t flow_alone_next_ms(const struct flow *f) {
	int64_t lease_ms = wants_lease(f) ? f->lease_ms : INT64_MAX;
	int64_t hand_in_ms = wants_hand_in(f) ? f->hand_in_ms : INT64_MAX;
	return lease_ms < hand_in_ms ? lease_ms : hand_in_ms;
}

static void lease_reply(struct flow *f, int status, const json_t *body, int64_t now_ms) {
	struct lease fresh;
	f->lease_serial = 0;
	if (!lease_from_answer(body, &fresh)) {
		f->lease_ms = now_ms + (status == 0 ? FLOW_LEASE_PAUSE_MS : FLOW_LEASE_REFUSED_MS);
		return;
	}
	f->lease_due = false;
	lease_renew(&f->lease, &fresh);
	flow_ask(f, REQUEST_KEEP_LEASE, 0);
}

void flow_alone_reply(
	struct flow *f, uint32_t serial, int status, const json_t *body, int64_t now_ms) {
	if (serial == f->lease_serial) {
		lease_reply(f, status, body, now_ms);
	} else if (serial == f->hand_in_serial) {
		f->hand_in_serial = 0;
		f->hand_in_ms = now_ms + FLOW_HAND_IN_PAUSE_MS;
	}
}
