/* A slip that was scanned: its holder is back, or is asked how the visit was. It lies over whatever
 * is on the screen. */
#include "common/proto_json.h"
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <stdio.h>
#include <string.h>

/* For how long that is shown which is not waiting for an answer. */
static int shown_ms(const struct flow *f) {
	switch (f->back.phase) {
	case RETURN_RATE:
		return flow_slow(f) ? FLOW_DONE_SLOW_MS : FLOW_RATE_MS;
	case RETURN_THANKED:
		return f->spoken ? FLOW_RETURN_MS : FLOW_THANKS_MS;
	default:
		return f->spoken ? FLOW_DONE_SLOW_MS : FLOW_RETURN_MS;
	}
}

void flow_return_stay(struct flow *f, int64_t now_ms) {
	enum return_phase now = f->back.phase;
	bool waits = now == RETURN_NONE || now == RETURN_ASKED || now == RETURN_RATING;
	f->back.leave_ms = waits ? 0 : now_ms + shown_ms(f);
}

void flow_return_show(struct flow *f, enum return_phase phase, int64_t now_ms) {
	f->back.phase = phase;
	f->back.serial = 0;
	flow_return_stay(f, now_ms);
}

static void told(struct flow *f, int status, int64_t now_ms) {
	f->back.status = status;
	flow_return_show(f, RETURN_TOLD, now_ms);
}

/* A scanner that reads a code twice has read it once. An answer that was not sent may be tried
 * again. */
static bool is_known(const struct back *b, const char *token) {
	bool there = b->phase != RETURN_NONE && b->phase != RETURN_UNSENT;
	return there && token[0] && strcmp(b->token, token) == 0;
}

void flow_scan(struct flow *f, const char *token, int64_t now_ms) {
	f->touched_ms = now_ms;
	if (is_known(&f->back, token)) {
		flow_return_stay(f, now_ms);
		return;
	}
	f->back = (struct back){.phase = RETURN_ASKED};
	snprintf(f->back.token, sizeof f->back.token, "%s", token);
	if (!token[0]) {
		told(f, 404, now_ms);
		return;
	}
	struct request *r = flow_ask(f, REQUEST_RETURN, FLOW_RETURN_PATIENCE_MS);
	snprintf(r->text, sizeof r->text, "%s", token);
	f->back.serial = r->serial;
}

void flow_return_reply(
	struct flow *f, uint32_t serial, int status, const json_t *body, int64_t now_ms) {
	struct back *b = &f->back;
	if (serial != b->serial) {
		return;
	}
	bool known = ticket_from_answer(body, &b->ticket);
	if (b->phase == RETURN_RATING) {
		flow_rate_reply(f, status, known, now_ms);
	} else if (known && b->ticket.can_rate) {
		flow_return_show(f, RETURN_RATE, now_ms);
	} else {
		told(f, status, now_ms);
	}
}

void flow_return_done(struct flow *f) {
	bool rated = f->back.phase >= RETURN_RATE;
	f->back = (struct back){.phase = RETURN_NONE};
	if (rated && f->screen == SCREEN_HOME) {
		flow_forget(f);
	}
}

void flow_return_tick(struct flow *f, int64_t now_ms) {
	if (f->back.leave_ms && now_ms >= f->back.leave_ms) {
		flow_return_done(f);
	}
}

/* A number that nobody holds yet stays on the screen until somebody does. */
bool flow_return_shown(const struct flow *f) {
	bool at_stake = f->screen == SCREEN_TAKING ||
			(f->screen == SCREEN_NUMBER && f->phase != NUMBER_PRINTED);
	return f->back.phase != RETURN_NONE && !at_stake;
}
