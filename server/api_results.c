/* The office's list of appointment slips, as kiosks, clerks and the lead ask it. */
#include "common/slip_code.h"
#include "server/api_call.h"

#include <stdio.h>
#include <string.h>

/* The service that a result is handed out in: of those whose people have slips the first that its
 * counter serves, else the first; "" where the office has none. */
static const char *service_of(const struct setup *s, const struct result *r) {
	int counter = r->counter ? setup_counter(s, r->counter) : -1, first = -1;
	for (int i = 0; i < s->service_count; i++) {
		if (!s->services[i].needs_slip)
			continue;
		if (counter >= 0 && setup_handicap_s(s, counter, i) >= 0)
			return s->services[i].id;
		first = first < 0 ? i : first;
	}
	return first < 0 ? "" : s->services[first].id;
}

static bool find(const struct api_call *call, const char *code, struct result *r) {
	const struct results_source *source = call->api->options.results;
	const struct results *list = source ? results_source_list(source) : NULL;
	*r = (struct result){0};
	return list && results_find(list, code, r);
}

/* When the list was last known to be right; 0: there is none. */
static int64_t as_of_ms(const struct api_call *call) {
	const struct results_source *source = call->api->options.results;
	return source ? results_source_as_of_ms(source) : 0;
}

void api_result(struct api_call *call) {
	const struct setup *s = office_setup(call->office);
	char code[SLIP_CODE_SIZE];
	struct result r;
	if (!slip_code_find(&s->slips, call->params[0], code)) {
		api_invalid_because(call, "code", words_get(call->lang, "error.slip.form"));
		return;
	}
	bool known = find(call, code, &r);
	api_answer(call, 200,
		json_pack("{s:s, s:b, s:o, s:o, s:o, s:o, s:o}", "code", code, "known", known,
			"ready", known ? json_boolean(r.ready) : json_null(), "due",
			api_number_or_null(r.due), "counter", api_number_or_null(r.counter),
			"service", api_text_or_null(service_of(s, &r)), "as_of",
			api_number_or_null(as_of_ms(call))));
}

/* 422 with what is known of the code and words for who stands there. */
static void refuse(struct api_call *call, json_t *what, const char *message) {
	json_object_set_new(what, "field", json_string("appointment"));
	json_object_set_new(what, "message", json_string(message));
	api_error(call, 422, "invalid", what);
}

static void not_ready(struct api_call *call, const struct result *r) {
	char date[16], message[NAME_SIZE];
	snprintf(date, sizeof date, "%02d/%02d/%d", r->due % 100, r->due / 100 % 100,
		r->due / 10000);
	words_fill(message, sizeof message, call->lang,
		r->due ? "error.slip.not_ready.due" : "error.slip.not_ready", "date", date, NULL);
	refuse(call,
		json_pack("{s:b, s:b, s:o}", "known", true, "ready", false, "due",
			api_number_or_null(r->due)),
		message);
}

bool api_slip_holds(struct api_call *call, int service, const char *appointment) {
	const struct setup *s = office_setup(call->office);
	char code[SLIP_CODE_SIZE];
	struct result r;
	if (!s->services[service].needs_slip) {
		api_invalid(call, "appointment");
		return false;
	}
	if (!slip_code_find(&s->slips, appointment, code)) {
		refuse(call, json_object(), words_get(call->lang, "error.slip.form"));
		return false;
	}
	if (!as_of_ms(call))
		return true;
	bool known = find(call, code, &r);
	if (!known)
		refuse(call, json_pack("{s:b}", "known", false),
			words_get(call->lang, "error.slip.unknown"));
	else if (!r.ready)
		not_ready(call, &r);
	return known && r.ready;
}
