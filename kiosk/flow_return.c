/* A slip that was scanned: its holder is back. It lies over whatever is on the screen. */
#include "common/proto_json.h"
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <stdio.h>
#include <string.h>

static void told(struct flow *f, int status, int64_t now_ms) {
	f->back.phase = RETURN_TOLD;
	f->back.serial = 0;
	f->back.status = status;
	f->back.leave_ms = now_ms + (f->spoken ? FLOW_DONE_SLOW_MS : FLOW_RETURN_MS);
}

/* A scanner that reads a code twice has read it once. */
static bool is_known(const struct back *b, const char *token) {
	return b->phase != RETURN_NONE && token[0] && strcmp(b->token, token) == 0;
}

void flow_scan(struct flow *f, const char *token, int64_t now_ms) {
	f->touched_ms = now_ms;
	if (is_known(&f->back, token)) {
		f->back.leave_ms = now_ms + (f->spoken ? FLOW_DONE_SLOW_MS : FLOW_RETURN_MS);
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
	if (serial == f->back.serial) {
		ticket_from_answer(body, &f->back.ticket);
		told(f, status, now_ms);
	}
}

void flow_return_done(struct flow *f) {
	f->back = (struct back){.phase = RETURN_NONE};
}

void flow_return_tick(struct flow *f, int64_t now_ms) {
	if (f->back.phase == RETURN_TOLD && now_ms >= f->back.leave_ms) {
		flow_return_done(f);
	}
}

/* A number that nobody holds yet stays on the screen until somebody does. */
bool flow_return_shown(const struct flow *f) {
	bool at_stake = f->screen == SCREEN_TAKING ||
			(f->screen == SCREEN_NUMBER && f->phase != NUMBER_PRINTED);
	return f->back.phase != RETURN_NONE && !at_stake;
}
