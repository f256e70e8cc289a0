#include "kiosk/flow.h"

#include "common/board.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "kiosk/flow_part.h"

#include <assert.h>
#include <string.h>

struct flow *flow_new(enum lang lang, enum printer_state printer, int64_t now_ms) {
	struct flow *f = mem_alloc(1, sizeof *f);
	f->lang = f->lang_at_start = lang;
	f->printer = printer;
	f->down = true;
	f->down_ms = now_ms;
	f->touched_ms = f->guard_until_ms = f->lease_ms = f->hand_in_ms = now_ms;
	f->asked_ms = now_ms - FLOW_SEARCH_MS;
	f->status_ms = now_ms - FLOW_STATUS_MS;
	return f;
}

void flow_free(struct flow *f) {
	if (f) {
		flow_find_forget(f);
		mem_free(f);
	}
}

struct request *flow_ask(struct flow *f, enum request_kind kind, int patience_ms) {
	assert(f->request_count < FLOW_REQUESTS_MAX);
	struct request *r = &f->requests[f->request_count++];
	*r = (struct request){
		.kind = kind, .serial = ++f->serial, .patience_ms = patience_ms, .lang = f->lang};
	return r;
}

bool flow_next_request(struct flow *f, struct request *r) {
	if (f->request_count == 0) {
		return false;
	}
	*r = f->requests[0];
	f->request_count--;
	memmove(f->requests, f->requests + 1, (size_t)f->request_count * sizeof *r);
	return true;
}

void flow_go(struct flow *f, enum screen screen) {
	if (f->trail_count == FLOW_TRAIL_MAX) {
		memmove(f->trail, f->trail + 1, sizeof f->trail - sizeof f->trail[0]);
		f->trail_count--;
	}
	f->trail[f->trail_count++] = f->screen;
	f->screen = screen;
	f->page[screen] = 0;
}

void flow_back(struct flow *f) {
	if (f->trail_count > 0) {
		f->screen = f->trail[--f->trail_count];
	} else {
		f->screen = SCREEN_HOME;
	}
	if (f->screen == SCREEN_HOME) {
		flow_result_forget(f);
	}
}

void flow_forget(struct flow *f) {
	f->visit++;
	f->screen = SCREEN_HOME;
	f->trail_count = 0;
	f->lang = f->lang_at_start;
	f->large = f->low = f->contrast = f->listening = f->dark = f->by_keys = false;
	f->spoken = f->spoken && f->jack;
	memset(f->priority, 0, sizeof f->priority);
	f->leave_ms = 0;
	f->papers = PAPERS_IDLE;
	f->papers_serial = f->reprint_serial = 0;
	f->reprint = REPRINT_NONE;
	f->reprints = 0;
	f->phase = NUMBER_PRINTING;
	f->notice = NOTICE_CLOSED;
	f->late = LATE_NOT;
	memset(f->notice_number, 0, sizeof f->notice_number);
	memset(f->failed_why, 0, sizeof f->failed_why);
	memset(f->trail, 0, sizeof f->trail);
	memset(f->page, 0, sizeof f->page);
	memset(&f->ticket, 0, sizeof f->ticket);
	memset(&f->pressed, 0, sizeof f->pressed);
	f->press = 0;
	f->ticket_alone = f->ticket_again = false;
	flow_result_forget(f);
	flow_find_forget(f);
}

static bool has_priority(const struct flow *f) {
	for (int i = 0; i < f->office.priority_count; i++) {
		if (strcmp(f->office.priorities[i].id, f->priority) == 0) {
			return true;
		}
	}
	return false;
}

static bool of_service(enum screen s) {
	return s == SCREEN_SERVICE || s == SCREEN_LATE || s == SCREEN_CODE || s == SCREEN_RESULT;
}

/* What a citizen chose may not be there any more. */
void flow_office(struct flow *f, const struct office_view *office) {
	f->office = *office;
	f->office_known = f->lease_due = true;
	f->lease_ms = INT64_MIN;
	if (!has_priority(f)) {
		f->priority[0] = '\0';
	}
	while (of_service(f->screen) && !flow_take_service(f)) {
		flow_back(f);
	}
}

void flow_snapshot(struct flow *f, const struct snapshot *hall) {
	f->hall = *hall;
	f->hall_known = true;
}

void flow_change(struct flow *f, const struct change *c) {
	if (f->hall_known) {
		board_apply(&f->hall, c);
	}
}

void flow_waits(struct flow *f, const json_t *waits) {
	if (f->hall_known) {
		waits_from_json(waits, &f->hall);
	}
}

void flow_link(struct flow *f, bool up, int64_t now_ms) {
	if (!up && !f->down) {
		f->down_ms = now_ms;
	}
	if (up && f->down) {
		flow_say_soon(f);
	}
	f->down = !up;
	f->alone = f->alone && !up;
}

void flow_reply(struct flow *f, uint32_t serial, int status, json_t *body, int64_t now_ms) {
	if (serial != 0) {
		flow_find_reply(f, serial, status, body, now_ms);
		flow_number_reply(f, serial, status, body, now_ms);
		flow_return_reply(f, serial, status, body, now_ms);
		flow_result_reply(f, serial, status, body);
		flow_alone_reply(f, serial, status, body, now_ms);
	}
}

const struct snapshot_service *flow_service_now(
	const struct flow *f, const struct office_service *s) {
	static const struct snapshot_service nothing;
	if (f->alone) {
		return &f->alone_now[s - f->office.services];
	}
	for (int i = 0; i < f->hall.service_count; i++) {
		if (strcmp(f->hall.services[i].id, s->id) == 0) {
			return &f->hall.services[i];
		}
	}
	return &nothing;
}

bool flow_service_served(const struct flow *f, const struct office_service *s) {
	for (int i = 0; i < f->hall.counter_count; i++) {
		const struct snapshot_counter *c = &f->hall.counters[i];
		const struct office_counter *named = office_view_counter(&f->office, c->id);
		if (c->state == COUNTER_OPEN && named && office_counter_serves(named, s->id)) {
			return true;
		}
	}
	return false;
}

enum screen flow_taken_from(const struct flow *f) {
	bool over = f->screen == SCREEN_NOTICE || f->screen == SCREEN_LATE;
	return over && f->trail_count > 0 ? f->trail[f->trail_count - 1] : f->screen;
}

bool flow_for_procedure(const struct flow *f) {
	enum screen from = flow_taken_from(f);
	return from == SCREEN_PROCEDURE || from == SCREEN_GUIDE;
}

const struct office_service *flow_take_service(const struct flow *f) {
	if (flow_for_procedure(f)) {
		const char *id = f->procedure.json ? f->procedure.service : NULL;
		return id ? office_view_service(&f->office, id) : NULL;
	}
	bool slip = flow_taken_from(f) == SCREEN_RESULT || flow_taken_from(f) == SCREEN_CODE;
	return office_view_service(&f->office, slip ? f->slip.service : f->service);
}
