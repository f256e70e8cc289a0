/* From the press to the citizen's hand: take, print or remember, confirm. */
#include "common/proto_json.h"
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

void flow_take(struct flow *f, int64_t now_ms) {
	const struct office_service *s = flow_take_service(f);
	if (!s || flow_late_asks(f, s, now_ms)) {
		return;
	}
	assert(!f->take_serial);
	struct request *r = flow_ask(f, REQUEST_TAKE, FLOW_TAKE_PATIENCE_MS);
	snprintf(r->service, sizeof r->service, "%s", s->id);
	snprintf(r->priority, sizeof r->priority, "%s", f->priority);
	if (flow_taken_from(f) == SCREEN_PROCEDURE) {
		snprintf(r->procedure, sizeof r->procedure, "%s", f->procedure.code);
	}
	f->take_serial = r->serial;
	f->guard_until_ms = now_ms + FLOW_GUARD_MS;
	if (f->screen == SCREEN_LATE) {
		flow_back(f);
	}
	flow_go(f, SCREEN_TAKING);
}

static void show_notice(struct flow *f, enum notice notice, int64_t now_ms) {
	f->screen = SCREEN_NOTICE;
	f->notice = notice;
	f->leave_ms = now_ms + FLOW_NOTICE_MS;
}

static void show_void(struct flow *f, const char *number, int64_t now_ms) {
	snprintf(f->notice_number, sizeof f->notice_number, "%s", number);
	show_notice(f, NOTICE_NUMBER_VOID, now_ms);
}

static void taken(struct flow *f, int64_t now_ms) {
	f->screen = SCREEN_NUMBER;
	f->leave_ms = now_ms + FLOW_CONFIRM_MS;
	flow_print_ticket(f, now_ms);
}

static enum notice refusal(int status, const char *slug) {
	static const struct {
		const char *slug;
		enum notice notice;
	} table[] = {
		{"closed", NOTICE_CLOSED},
		{"quota_reached", NOTICE_QUOTA},
		{"slow_down", NOTICE_SLOW_DOWN},
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (strcmp(slug, table[i].slug) == 0) {
			return table[i].notice;
		}
	}
	return status == 0 ? NOTICE_NO_ANSWER : NOTICE_BUSY;
}

static void take_reply(struct flow *f, int status, const json_t *body, int64_t now_ms) {
	char slug[ID_SIZE] = "", message[NAME_SIZE] = "";
	f->take_serial = 0;
	f->touched_ms = now_ms;
	if ((status == 200 || status == 201) && body && ticket_from_answer(body, &f->ticket)) {
		taken(f, now_ms);
		return;
	}
	if (body) {
		error_from_json(body, slug, message);
	}
	show_notice(f, refusal(status, slug), now_ms);
}

void flow_confirm(struct flow *f, const char *how) {
	struct request *r = flow_ask(f, REQUEST_PRINTED, FLOW_PRINTED_PATIENCE_MS);
	snprintf(r->text, sizeof r->text, "%s", how);
	r->ticket = f->ticket.id;
	f->printed_serial = r->serial;
	memcpy(f->printed_number, f->ticket.number, sizeof f->printed_number);
}

void flow_remembered(struct flow *f) {
	if (f->phase == NUMBER_REMEMBER) {
		flow_confirm(f, "screen");
		flow_forget(f);
	}
}

static void give_up(struct flow *f, int64_t now_ms) {
	struct request *r = flow_ask(f, REQUEST_FAILED, FLOW_PRINTED_PATIENCE_MS);
	snprintf(r->text, sizeof r->text, "%s", f->failed_why);
	r->ticket = f->ticket.id;
	show_void(f, f->ticket.number, now_ms);
}

static void printed_reply(struct flow *f, int status, int64_t now_ms) {
	f->printed_serial = 0;
	bool refused = status == 404 || status == 409;
	bool shown = f->screen == SCREEN_NUMBER && strcmp(f->ticket.number, f->printed_number) == 0;
	if (refused && (shown || f->screen == SCREEN_HOME)) {
		show_void(f, f->printed_number, now_ms);
	}
}

void flow_number_reply(
	struct flow *f, uint32_t serial, int status, const json_t *body, int64_t now_ms) {
	if (serial == f->take_serial) {
		take_reply(f, status, body, now_ms);
	} else if (serial == f->printed_serial) {
		printed_reply(f, status, now_ms);
	}
}

void flow_number_tick(struct flow *f, int64_t now_ms) {
	bool over = f->leave_ms != 0 && now_ms >= f->leave_ms;
	if (f->screen == SCREEN_NUMBER && flow_print_tick(f, now_ms)) {
		return;
	}
	if (over && f->screen == SCREEN_NUMBER && f->phase == NUMBER_REMEMBER) {
		give_up(f, now_ms);
	} else if (over && (f->screen == SCREEN_NUMBER || f->screen == SCREEN_NOTICE)) {
		flow_forget(f);
	}
}
