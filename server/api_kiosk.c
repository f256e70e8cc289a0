#include "common/clock.h"
#include "common/proto_json.h"
#include "server/api_call.h"
#include "server/calendar.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { HEARD_OF_MS = 12 * 3600 * 1000 }; /* a kiosk silent for longer was taken away */

void api_new_token(char token[static TOKEN_SIZE]) {
	unsigned char bits[16];
	randombytes_buf(bits, sizeof bits);
	sodium_bin2base64(
		token, TOKEN_SIZE, bits, sizeof bits, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* "09:30" as minutes of the day; -1: it is none. */
static int minute_of(const char *text) {
	int hour, minute;
	if (strlen(text) != 5 || strspn(text, "0123456789") != 2 || text[2] != ':' ||
		strspn(text + 3, "0123456789") != 2)
		return -1;
	hour = (text[0] - '0') * 10 + text[1] - '0';
	minute = (text[3] - '0') * 10 + text[4] - '0';
	return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

static bool refuse(struct api_call *call, const char *field) {
	api_invalid(call, field);
	return false;
}

/* The time of an appointment today, which a lead alone can vouch for; or the code of a slip, which
 * is looked up and not kept. */
static bool read_appointment(struct api_call *call, struct change *c) {
	char text[API_PARAM_SIZE];
	if (!api_text(call, "appointment", text, sizeof text))
		return refuse(call, "appointment");
	if (!text[0])
		return true;
	int minute = call->role == ROLE_LEAD ? minute_of(text) : -1;
	if (minute >= 0)
		c->slot_ms = clock_at(c->day, minute);
	return minute >= 0 ||
	       api_slip_holds(call, setup_service(office_setup(call->office), c->service), text);
}

/* Reads what is asked for; false when it has been answered that it cannot be. */
static bool read_take(struct api_call *call, struct change *c) {
	const struct setup *s = office_setup(call->office);
	const struct catalog *catalog = office_catalog(call->office);
	if (!api_text(call, "service", c->service, sizeof c->service) ||
		setup_service(s, c->service) < 0)
		return refuse(call, "service");
	if (!api_text(call, "priority", c->priority, sizeof c->priority) ||
		(c->priority[0] && setup_priority(s, c->priority) < 0))
		return refuse(call, "priority");
	if (!api_text(call, "procedure", c->procedure, sizeof c->procedure) ||
		(c->procedure[0] && !(catalog && catalog_find(catalog, c->procedure))))
		return refuse(call, "procedure");
	if (!api_text(call, "lang", c->lang, sizeof c->lang) ||
		(c->lang[0] && strcmp(c->lang, "vi") && strcmp(c->lang, "en")))
		return refuse(call, "lang");
	return read_appointment(call, c);
}

/* Says that numbers are not given out now, and when they will be (0: not within a year). */
static void closed(struct api_call *call, int64_t now_ms, int64_t opens_ms) {
	char time[8], date[16], message[NAME_SIZE];
	struct tm day = clock_local(opens_ms);
	json_t *more = json_pack("{s:o}", "opens_at", api_number_or_null(opens_ms));
	snprintf(date, sizeof date, "%02d/%02d", day.tm_mday, day.tm_mon + 1);
	if (opens_ms) {
		bool today = clock_day(opens_ms) == clock_day(now_ms);
		words_fill(message, sizeof message, call->lang,
			today ? "error.closed.today" : "error.closed.later", "time",
			clock_hhmm(opens_ms, time), "date", date, NULL);
		json_object_set_new(more, "message", json_string(message));
	}
	api_error(call, 409, "closed", more);
}

/* False when numbers of this service are not issued now, or not so fast, and that has been
 * answered. */
static bool may_take(struct api_call *call, const struct change *c) {
	const struct setup *s = office_setup(call->office);
	int64_t opens_ms;
	if (!calendar_takes(s, setup_service(s, c->service), c->at_ms, &opens_ms)) {
		closed(call, c->at_ms, opens_ms);
		return false;
	}
	int wait_s = call->role == ROLE_KIOSK
			     ? queue_pace_s(office_queue(call->office), call->by, c->at_ms)
			     : 0;
	if (wait_s > 0)
		api_slow_down(call, wait_s);
	return wait_s == 0;
}

void api_take(struct api_call *call) {
	struct change c = office_change(call->office, call->by);
	if (!read_take(call, &c) || !may_take(call, &c))
		return;
	api_new_token(c.token);
	enum verdict verdict = queue_decide_issue(office_queue(call->office), &c);
	if (verdict != VERDICT_OK) {
		api_verdict(call, verdict, NULL);
		return;
	}
	office_apply(call->office, &c);
	const struct queue *q = office_queue(call->office);
	json_t *ticket = api_ticket_taken(call, q, queue_find(q, c.ticket));
	api_commit(call, 201, json_pack("{s:o}", "ticket", ticket));
}

void api_printed(struct api_call *call) {
	int64_t id = api_number(call->params[0]);
	struct change c = office_change(call->office, call->by);
	char how[ID_SIZE];
	if (!api_text(call, "how", how, sizeof how) ||
		(how[0] && strcmp(how, "paper") && strcmp(how, "screen"))) {
		api_invalid(call, "how");
		return;
	}
	enum verdict verdict =
		queue_decide_printed(office_queue(call->office), id, how[0] ? how : "paper", &c);
	api_ticket_settle(call, id, verdict, &c, api_ticket_taken);
}

void api_failed(struct api_call *call) {
	int64_t id = api_number(call->params[0]);
	struct change c = office_change(call->office, call->by);
	char why[ID_SIZE];
	if (!api_text(call, "why", why, sizeof why)) {
		api_invalid(call, "why");
		return;
	}
	enum verdict verdict = queue_decide_failed(office_queue(call->office), id, why, &c);
	api_ticket_settle(call, id, verdict, &c, api_ticket_taken);
}

json_t *api_kiosks(const struct api_call *call) {
	const struct devices *d = &call->api->devices;
	int64_t since_ms = office_now(call->office) - HEARD_OF_MS;
	json_t *list = json_array();
	for (int i = 0; i < d->count; i++) {
		const struct devices_one *one = &d->list[i];
		if (*one->said.printer && one->seen_ms > since_ms)
			json_array_append_new(list,
				json_pack("{s:s, s:s, s:I, s:I}", "name", one->name, "printer",
					one->said.printer, "since", (json_int_t)one->since_ms,
					"seen_at", (json_int_t)one->seen_ms));
	}
	return list;
}
