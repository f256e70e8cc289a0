/* What was under way when the kiosk ended: the same number again, or none. */
#include "common/proto_json.h"
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <stdio.h>
#include <string.h>

/* As if the citizen had just pressed. */
static uint32_t press_again(struct flow *f, const struct kept *e) {
	struct request *r = flow_ask(f, REQUEST_TAKE, FLOW_TAKE_PATIENCE_LEASE_MS);
	r->lang = e->lang;
	r->press = f->take_serial = r->serial;
	memcpy(r->service, e->service, sizeof r->service);
	memcpy(r->priority, e->priority, sizeof r->priority);
	memcpy(r->procedure, e->procedure, sizeof r->procedure);
	f->pressed = *r;
	f->lang = e->lang;
	memcpy(f->priority, e->priority, sizeof f->priority);
	memcpy(f->service, e->service, sizeof f->service);
	flow_go(f, SCREEN_TAKING);
	return r->serial;
}

static uint32_t show_again(struct flow *f, const struct kept *e, int64_t now_ms) {
	f->press = ++f->serial;
	f->lang = e->lang;
	f->ticket_again = e->stage == STAGE_PRINTING;
	flow_taken(f, now_ms);
	return f->press;
}

uint32_t flow_recall(struct flow *f, const struct kept *e, int64_t now_ms) {
	int64_t age_ms = now_ms + f->ahead_ms - e->at_ms;
	bool young = age_ms >= 0 && age_ms <= FLOW_CONFIRM_MS - FLOW_HOLD_LEAST_MS;
	if (e->stage == STAGE_ASKED) {
		return young ? press_again(f, e) : 0;
	}
	if (e->stage != STAGE_HELD && e->stage != STAGE_PRINTING) {
		return 0;
	}
	f->ticket_alone = e->lease != 0;
	if (!ticket_from_json(e->ticket, &f->ticket)) {
		return 0;
	}
	if (young) {
		return show_again(f, e, now_ms);
	}
	if (e->stage == STAGE_PRINTING) {
		flow_notice_void(f, f->ticket.number, now_ms);
	}
	return 0;
}
