/* The code of an appointment slip: typed or scanned, looked up, told before a number is spent. */
#include "common/proto_json.h"
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { ANSWERED = 200 };

/* The service whose people have slips: of the one that is on the screen, else the office's first.
 */
static const struct office_service *slip_service(const struct flow *f) {
	const char *id = f->slip.service[0] ? f->slip.service : f->service;
	const struct office_service *s = office_view_service(&f->office, id);
	if (s && s->needs_slip) {
		return s;
	}
	for (int i = 0; i < f->office.service_count; i++) {
		if (f->office.services[i].needs_slip) {
			return &f->office.services[i];
		}
	}
	return NULL;
}

bool flow_code_asked(const struct flow *f, const struct office_service *s) {
	return s->needs_slip && f->office.slip_list && !f->alone;
}

void flow_code_open(struct flow *f, const char *service) {
	flow_result_forget(f);
	snprintf(f->slip.service, sizeof f->slip.service, "%s", service);
	flow_go(f, SCREEN_CODE);
}

void flow_code_clear(struct flow *f) {
	f->slip.typed[0] = '\0';
	f->slip.wrong = false;
}

void flow_code_type(struct flow *f, const char *key) {
	char *typed = f->slip.typed;
	size_t n = strlen(typed);
	bool of_code = !key[1] && (isalnum((unsigned char)key[0]) || strchr(".-", key[0]));
	f->slip.wrong = false;
	if (strcmp(key, "backspace") == 0 && n > 0) {
		typed[n - 1] = '\0';
	} else if (of_code && n + 1 < sizeof f->slip.typed) {
		typed[n] = (char)toupper((unsigned char)key[0]);
		typed[n + 1] = '\0';
	}
}

/* While the server is away, and where it has no list, there is nobody to ask. */
static void ask(struct flow *f) {
	if (f->alone || !f->office.slip_list) {
		f->slip.said = f->alone ? RESULT_SILENT : RESULT_NO_LIST;
		return;
	}
	struct request *r = flow_ask(f, REQUEST_RESULT, FLOW_RESULT_PATIENCE_MS);
	snprintf(r->text, sizeof r->text, "%s", f->slip.code);
	f->slip.serial = r->serial;
	f->slip.said = RESULT_ASKED;
}

void flow_result_ask(struct flow *f, const char *code) {
	const struct office_service *s = slip_service(f);
	if (!s) {
		return;
	}
	snprintf(f->slip.service, sizeof f->slip.service, "%s", s->id);
	snprintf(f->slip.code, sizeof f->slip.code, "%s", code);
	f->slip.serial = 0;
	f->slip.result = (struct slip_result){0};
	ask(f);
	if (f->screen != SCREEN_RESULT) {
		flow_go(f, SCREEN_RESULT);
	}
}

void flow_code_check(struct flow *f) {
	char code[SLIP_CODE_SIZE];
	f->slip.wrong = !slip_code_find(&f->office.slips, f->slip.typed, code);
	if (!f->slip.wrong) {
		flow_result_ask(f, code);
	}
}

/* Who scans a slip begins anew where the one before has his number already. */
void flow_scan_code(struct flow *f, const char *code, int64_t now_ms) {
	bool at_stake = f->screen == SCREEN_TAKING ||
			(f->screen == SCREEN_NUMBER && f->phase != NUMBER_PRINTED);
	f->touched_ms = now_ms;
	if (at_stake) {
		return;
	}
	if (!slip_service(f)) {
		flow_scan(f, "", now_ms);
		return;
	}
	flow_return_done(f);
	if (f->screen == SCREEN_NUMBER || f->screen == SCREEN_NOTICE) {
		flow_forget(f);
	} else if (f->screen == SCREEN_LATE) {
		flow_back(f);
	}
	if (f->screen != SCREEN_RESULT || strcmp(f->slip.code, code) != 0) {
		flow_result_ask(f, code);
	}
}

/* The office's day says what is late. */
static enum result_said said_of(const struct flow *f, const struct slip_result *r) {
	if (r->as_of_ms == 0) {
		return RESULT_NO_LIST;
	}
	if (!r->known) {
		return RESULT_UNKNOWN;
	}
	if (r->ready) {
		return RESULT_READY;
	}
	return r->due > 0 && r->due < f->hall.day ? RESULT_LATE : RESULT_NOT_READY;
}

void flow_result_reply(struct flow *f, uint32_t serial, int status, const json_t *body) {
	struct slip_look *slip = &f->slip;
	if (serial != slip->serial) {
		return;
	}
	slip->serial = 0;
	slip->said = RESULT_SILENT;
	if (status != ANSWERED || !slip_result_from_json(body, &slip->result)) {
		return;
	}
	slip->said = said_of(f, &slip->result);
	if (office_view_service(&f->office, slip->result.service)) {
		snprintf(slip->service, sizeof slip->service, "%s", slip->result.service);
	}
}

bool flow_result_takes(const struct flow *f) {
	return f->slip.said != RESULT_ASKED && f->slip.said != RESULT_NOT_READY;
}

void flow_result_forget(struct flow *f) {
	f->slip = (struct slip_look){0};
	f->pressed.appointment[0] = '\0';
}
