/* From the press to the citizen's hand: take, print or remember, confirm. */
#include "common/proto_json.h"
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Of a slip's code: the office's list has changed meanwhile. */
enum { INVALID = 422 };

/* Nobody looks at a screen for long that could give him a number of the lease. */
static int take_patience(const struct flow *f, int64_t now_ms) {
	if (!flow_alone_can(f, now_ms)) {
		return FLOW_TAKE_PATIENCE_MS;
	}
	return f->down ? FLOW_TAKE_PATIENCE_DOWN_MS : FLOW_TAKE_PATIENCE_LEASE_MS;
}

static void ask_server(struct flow *f, int64_t now_ms) {
	struct request *r = flow_ask(f, REQUEST_TAKE, take_patience(f, now_ms));
	uint32_t serial = r->serial;
	int patience_ms = r->patience_ms;
	*r = f->pressed;
	r->kind = REQUEST_TAKE;
	r->patience_ms = patience_ms;
	r->serial = r->press = f->take_serial = serial;
}

void flow_take(struct flow *f, int64_t now_ms) {
	const struct office_service *s = flow_take_service(f);
	if (!s || flow_late_asks(f, s, now_ms)) {
		return;
	}
	assert(!f->take_serial);
	struct request *r = &f->pressed;
	*r = (struct request){.lang = f->lang};
	snprintf(r->service, sizeof r->service, "%s", s->id);
	snprintf(r->priority, sizeof r->priority, "%s", f->priority);
	if (flow_for_procedure(f)) {
		snprintf(r->procedure, sizeof r->procedure, "%s", f->procedure.code);
	}
	if (flow_taken_from(f) == SCREEN_RESULT && f->slip.said == RESULT_READY) {
		snprintf(r->appointment, sizeof r->appointment, "%s", f->slip.code);
	}
	f->guard_until_ms = now_ms + FLOW_GUARD_MS;
	if (f->screen == SCREEN_LATE) {
		flow_back(f);
	}
	flow_go(f, SCREEN_TAKING);
	if (f->alone) {
		flow_alone_issue(f, now_ms);
	} else {
		ask_server(f, now_ms);
	}
}

void flow_notice(struct flow *f, enum notice notice, int64_t now_ms) {
	f->screen = SCREEN_NOTICE;
	f->notice = notice;
	f->leave_ms = now_ms + FLOW_NOTICE_MS;
}

void flow_notice_void(struct flow *f, const char *number, int64_t now_ms) {
	snprintf(f->notice_number, sizeof f->notice_number, "%s", number);
	flow_notice(f, NOTICE_NUMBER_VOID, now_ms);
}

/* The server counts from when it gave the number, however late its answer came. */
static int64_t hold_ms(const struct flow *f, int64_t now_ms) {
	int64_t age_ms = now_ms + f->ahead_ms - f->ticket.issued_at_ms;
	return f->ticket_alone || age_ms < 0 ? FLOW_CONFIRM_MS : FLOW_CONFIRM_MS - age_ms;
}

void flow_taken(struct flow *f, int64_t now_ms) {
	f->screen = SCREEN_NUMBER;
	f->leave_ms = now_ms + hold_ms(f, now_ms);
	flow_print_ticket(f, now_ms);
}

static void tell_failed(struct flow *f, const char *why) {
	struct request *r = flow_ask(f, REQUEST_FAILED, FLOW_PRINTED_PATIENCE_MS);
	snprintf(r->text, sizeof r->text, "%s", why);
	r->ticket = f->ticket.id;
	r->press = f->press;
}

/* The server gave a number: it is the citizen's, or as good as void by now; then it is given up. */
static bool given(struct flow *f, uint32_t press, int64_t now_ms) {
	f->ticket_alone = false;
	f->press = press;
	if (hold_ms(f, now_ms) >= FLOW_HOLD_LEAST_MS) {
		flow_result_forget(f);
		flow_alone_count(f, now_ms);
		flow_taken(f, now_ms);
		return true;
	}
	tell_failed(f, "late");
	return false;
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
	uint32_t press = f->take_serial;
	f->take_serial = 0;
	f->touched_ms = now_ms;
	if ((status == 200 || status == 201) && body && ticket_from_answer(body, &f->ticket)) {
		if (given(f, press, now_ms)) {
			return;
		}
		status = 0;
	}
	if (status == 0 && flow_alone_can(f, now_ms)) {
		flow_alone_issue(f, now_ms);
		return;
	}
	if (status == INVALID && f->pressed.appointment[0]) {
		flow_back(f);
		flow_result_ask(f, f->pressed.appointment);
		return;
	}
	if (status != 0 && body) {
		error_from_json(body, slug, message);
	}
	flow_notice(f, refusal(status, slug), now_ms);
}

/* Of a number of the lease the server is told later. */
void flow_confirm(struct flow *f, const char *how) {
	struct request *r = flow_ask(f, REQUEST_PRINTED, FLOW_PRINTED_PATIENCE_MS);
	snprintf(r->text, sizeof r->text, "%s", how);
	r->ticket = f->ticket.id;
	r->press = f->press;
	f->printed_serial = f->ticket_alone ? 0 : r->serial;
	memcpy(f->printed_number, f->ticket.number, sizeof f->printed_number);
}

void flow_remembered(struct flow *f) {
	if (f->phase == NUMBER_REMEMBER) {
		flow_confirm(f, "screen");
		flow_forget(f);
	}
}

static void give_up(struct flow *f, int64_t now_ms) {
	tell_failed(f, f->failed_why);
	flow_notice_void(f, f->ticket.number, now_ms);
}

static void printed_reply(struct flow *f, int status, int64_t now_ms) {
	f->printed_serial = 0;
	bool refused = status == 404 || status == 409;
	bool shown = f->screen == SCREEN_NUMBER && strcmp(f->ticket.number, f->printed_number) == 0;
	if (refused && (shown || f->screen == SCREEN_HOME)) {
		flow_notice_void(f, f->printed_number, now_ms);
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
