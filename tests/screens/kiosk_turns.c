#include "tests/screens/kiosk_turns.h"

#include "tests/screens/kiosk_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { STEP_MS = 1000, PASS_MS = 300000, MINUTE_MS = 60000 };

/* What waits for an answer, and the answers that there are to it. */
struct turn {
	const char *name;
	bool (*act)(struct kiosk *k, const struct turn *turn);
	enum request_kind to;
	int status;
	const char *entry; /* of the data */
};

static uint32_t waiting(const struct flow *f, enum request_kind kind) {
	switch (kind) {
	case REQUEST_TAKE:
		return f->take_serial;
	case REQUEST_SEARCH:
		return f->asked_serial   ? f->asked_serial
		       : f->often_serial ? f->often_serial
					 : f->service_serial;
	case REQUEST_RESULT:
		return f->slip.serial;
	case REQUEST_RETURN:
		return f->back.phase == RETURN_ASKED ? f->back.serial : 0;
	case REQUEST_RATE:
		return f->back.phase == RETURN_RATING ? f->back.serial : 0;
	case REQUEST_PRINTED:
		return f->printed_serial;
	case REQUEST_PRINT_TICKET:
		return f->print_serial ? f->print_serial : f->reprint_serial;
	case REQUEST_PRINT_PAPERS:
		return f->papers_serial;
	default:
		return 0;
	}
}

/* A number is of this moment. */
static json_t *body_of(const struct kiosk *k, const char *entry) {
	json_t *body = entry ? json_deep_copy(json_object_get(k->data, entry)) : NULL;
	json_t *ticket = json_object_get(body, "ticket");
	if (json_object_get(ticket, "issued_at")) {
		json_object_set_new(ticket, "issued_at", json_integer(k->wall_ms));
	}
	return body;
}

static bool answer(struct kiosk *k, const struct turn *t) {
	uint32_t serial = waiting(k->flow, t->to);
	if (serial == 0 || (k->flow->down && t->status != 0)) {
		return false;
	}
	json_t *body = body_of(k, t->entry);
	flow_reply(k->flow, serial, t->status, body, k->now_ms);
	json_decref(body);
	kiosk_wait(k, 0);
	return true;
}

static bool print(struct kiosk *k, const struct turn *t) {
	uint32_t serial = waiting(k->flow, t->to);
	if (serial == 0) {
		return false;
	}
	flow_slip(k->flow, serial, t->status != 0, "offline", k->now_ms);
	kiosk_wait(k, 0);
	return true;
}

static bool turn_paper(struct kiosk *k, const struct turn *t) {
	(void)t;
	flow_printer(k->flow, k->flow->printer == PRINTER_OK ? PRINTER_PAPER_OUT : PRINTER_OK);
	kiosk_wait(k, 0);
	return true;
}

static bool turn_line(struct kiosk *k, const struct turn *t) {
	(void)t;
	if (k->flow->down) {
		flow_link(k->flow, true, k->now_ms);
		kiosk_wait(k, 0);
	} else {
		kiosk_away(k);
	}
	return true;
}

static bool turn_known(struct kiosk *k, const struct turn *t) {
	(void)t;
	if (k->flow->office_known) {
		return false;
	}
	k->flow->office_known = k->flow->hall_known = true;
	return true;
}

static bool turn_scan(struct kiosk *k, const struct turn *t) {
	kiosk_scan(k, t->entry);
	return true;
}

static bool turn_scan_code(struct kiosk *k, const struct turn *t) {
	kiosk_scan_code(k, t->entry);
	return true;
}

static bool turn_type_code(struct kiosk *k, const struct turn *t) {
	if (flow_screen(k->flow, k->now_ms) != SCREEN_CODE) {
		return false;
	}
	for (const char *c = t->entry; *c; c++) {
		char id[] = {'k', 'e', 'y', ':', *c == 'H' ? 'h' : *c, '\0'};
		flow_tap(k->flow, id, k->now_ms);
	}
	return true;
}

static bool turn_jack(struct kiosk *k, const struct turn *t) {
	(void)t;
	flow_jack(k->flow, !k->flow->jack, k->now_ms);
	return true;
}

static bool turn_dark(struct kiosk *k, const struct turn *t) {
	(void)t;
	flow_dark_key(k->flow);
	return k->flow->spoken;
}

/* Until something else is shown. */
static bool turn_time(struct kiosk *k, const struct turn *t) {
	char before[KIOSK_STATE_SIZE], line[KIOSK_STATE_SIZE];
	(void)t;
	kiosk_state(k, before);
	kiosk_state(k, line);
	for (int ms = 0; ms < PASS_MS && strcmp(line, before) == 0; ms += STEP_MS) {
		kiosk_wait(k, STEP_MS);
		kiosk_state(k, line);
	}
	return true;
}

static const struct turn turns[] = {
	{"found", answer, REQUEST_SEARCH, 200, "search"},
	{"found others", answer, REQUEST_SEARCH, 200, "hard"},
	{"found often done", answer, REQUEST_SEARCH, 200, "often"},
	{"found nothing", answer, REQUEST_SEARCH, 200, "nothing"},
	{"no answer to a search", answer, REQUEST_SEARCH, 0, NULL},
	{"number", answer, REQUEST_TAKE, 201, "ticket"},
	{"closed", answer, REQUEST_TAKE, 409, "closed"},
	{"quota", answer, REQUEST_TAKE, 409, "quota"},
	{"slow down", answer, REQUEST_TAKE, 409, "slow"},
	{"busy", answer, REQUEST_TAKE, 503, NULL},
	{"slip no longer good", answer, REQUEST_TAKE, 422, NULL},
	{"no answer to a press", answer, REQUEST_TAKE, 0, NULL},
	{"number refused", answer, REQUEST_PRINTED, 409, "wrong_state"},
	{"number confirmed", answer, REQUEST_PRINTED, 200, NULL},
	{"slip out", print, REQUEST_PRINT_TICKET, 1, NULL},
	{"slip failed", print, REQUEST_PRINT_TICKET, 0, NULL},
	{"papers out", print, REQUEST_PRINT_PAPERS, 1, NULL},
	{"papers failed", print, REQUEST_PRINT_PAPERS, 0, NULL},
	{"result ready", answer, REQUEST_RESULT, 200, "result_ready"},
	{"result not ready", answer, REQUEST_RESULT, 200, "result_due"},
	{"result late", answer, REQUEST_RESULT, 200, "result_late"},
	{"result unknown", answer, REQUEST_RESULT, 200, "result_unknown"},
	{"no answer to a code", answer, REQUEST_RESULT, 0, NULL},
	{"back in the queue", answer, REQUEST_RETURN, 200, "returned"},
	{"back too late", answer, REQUEST_RETURN, 409, "returned_late"},
	{"back from nowhere", answer, REQUEST_RETURN, 404, "missing"},
	{"back after the end", answer, REQUEST_RETURN, 409, "returned_served"},
	{"back after all was said", answer, REQUEST_RETURN, 409, "rated_before"},
	{"rating kept", answer, REQUEST_RATE, 200, "rated"},
	{"rated before", answer, REQUEST_RATE, 409, "rated_before"},
	{"rated too late", answer, REQUEST_RATE, 404, "missing"},
	{"no answer to a rating", answer, REQUEST_RATE, 0, NULL},
	{"no answer to a slip", answer, REQUEST_RETURN, 0, NULL},
	{"paper", turn_paper, 0, 0, NULL},
	{"line", turn_line, 0, 0, NULL},
	{"told", turn_known, 0, 0, NULL},
	{"slip scanned", turn_scan, 0, 0, KIOSK_TOKEN},
	{"something scanned", turn_scan, 0, 0, ""},
	{"code scanned", turn_scan_code, 0, 0, KIOSK_CODE},
	{"code typed", turn_type_code, 0, 0, KIOSK_CODE},
	{"headphones", turn_jack, 0, 0, NULL},
	{"dark key", turn_dark, 0, 0, NULL},
	{"time passes", turn_time, 0, 0, NULL},
};

enum { TURNS = sizeof turns / sizeof *turns };

const char *kiosk_turn_name(int i) {
	return i < TURNS ? turns[i].name : NULL;
}

bool kiosk_turn(struct kiosk *k, int i) {
	return turns[i].act(k, &turns[i]);
}

void kiosk_unguard(struct kiosk *k) {
	int64_t left_ms = k->flow->guard_until_ms - k->now_ms;
	if (left_ms > 0 && k->flow->screen != SCREEN_TAKING) {
		kiosk_wait(k, (int)left_ms);
	}
}

/* All that is waited for does not come. */
static void silence(struct kiosk *k) {
	for (int i = 0; i < TURNS; i++) {
		if ((turns[i].act == answer || turns[i].act == print) && turns[i].status == 0) {
			turns[i].act(k, &turns[i]);
		}
	}
}

bool kiosk_left_alone(struct kiosk *k, int most_ms) {
	for (int ms = 0; ms < most_ms && !kiosk_state_home(k); ms += MINUTE_MS) {
		kiosk_wait(k, MINUTE_MS);
		silence(k);
	}
	return kiosk_state_home(k);
}
