#include "kiosk/lease_json.h"

#include "common/json_read.h"
#include "common/mem.h"
#include "common/proto_json.h"

#include <string.h>

json_t *lease_ask_json(const char *holder) {
	return json_pack("{s:s}", "holder", holder);
}

static bool span_from_pair(const json_t *pair, struct span *span) {
	const json_t *from = json_array_get(pair, 0), *to = json_array_get(pair, 1);
	if (json_array_size(pair) != 2 || !json_is_integer(from) || !json_is_integer(to)) {
		return false;
	}
	*span = (struct span){json_integer_value(from), json_integer_value(to)};
	return true;
}

static bool service_from_json(const json_t *j, int first, struct lease_service *s) {
	const json_t *issue = json_object_get(j, "issue");
	size_t count = json_array_size(issue);
	if (!json_read_id(j, "id", s->id, sizeof s->id) || !s->id[0] ||
		!json_read_id(j, "prefix", s->prefix, sizeof s->prefix) ||
		!json_read_int(j, "next", first, first, &s->next) || !json_is_array(issue) ||
		count > LEASE_SPANS_MAX) {
		return false;
	}
	s->span_count = (int)count;
	for (size_t i = 0; i < count; i++) {
		if (!span_from_pair(json_array_get(issue, i), &s->issue[i])) {
			return false;
		}
	}
	return true;
}

static bool services_from_json(const json_t *list, struct lease *l) {
	size_t count = json_array_size(list);
	if (!json_is_array(list) || count > SERVICES_MAX) {
		return false;
	}
	l->service_count = (int)count;
	for (size_t i = 0; i < count; i++) {
		if (!service_from_json(json_array_get(list, i), l->first, &l->services[i])) {
			return false;
		}
	}
	return true;
}

static bool block_from_json(const json_t *j, struct lease *l) {
	return json_read_int64(j, "id", 1, 0, &l->id) && l->id > 0 &&
	       json_read_int(j, "day", 1, 0, &l->day) && l->day > 0 &&
	       json_read_int(j, "first", 1, 0, &l->first) && l->first > 0 &&
	       json_read_int(j, "last", l->first, 0, &l->last) && l->last > 0 &&
	       json_read_int(j, "digits", 1, 3, &l->digits) && l->digits <= LEASE_DIGITS_MAX &&
	       json_read_flag(j, "dash", &l->dash) &&
	       json_read_id(j, "url", l->url, sizeof l->url) &&
	       json_read_int(j, "tickets_per_minute", 0, 0, &l->tickets_per_minute);
}

bool lease_from_answer(const json_t *answer, struct lease *lease) {
	const json_t *j = json_object_get(answer, "lease");
	struct lease *l = mem_alloc(1, sizeof *l);
	bool good = block_from_json(j, l) && services_from_json(json_object_get(j, "services"), l);
	if (good) {
		*lease = *l;
	}
	mem_free(l);
	return good;
}

static json_t *service_json(const struct lease_service *s) {
	json_t *issue = json_array();
	for (int i = 0; i < s->span_count; i++) {
		json_array_append_new(issue, json_pack("[I, I]", (json_int_t)s->issue[i].from_ms,
						     (json_int_t)s->issue[i].to_ms));
	}
	return json_pack("{s:s, s:s, s:i, s:o}", "id", s->id, "prefix", s->prefix, "next", s->next,
		"issue", issue);
}

static json_t *lease_json(const struct lease *l) {
	json_t *services = json_array();
	for (int i = 0; i < l->service_count; i++) {
		json_array_append_new(services, service_json(&l->services[i]));
	}
	return json_pack("{s:I, s:i, s:i, s:i, s:i, s:b, s:s, s:i, s:o}", "id", (json_int_t)l->id,
		"day", l->day, "first", l->first, "last", l->last, "digits", l->digits, "dash",
		l->dash, "url", l->url, "tickets_per_minute", l->tickets_per_minute, "services",
		services);
}

json_t *lease_file_json(const char *holder, int64_t ahead_ms, const struct lease *lease) {
	json_t *o = json_pack("{s:s, s:I}", "holder", holder, "ahead", (json_int_t)ahead_ms);
	json_object_set_new(o, "lease", lease->id ? lease_json(lease) : json_null());
	return o;
}

bool lease_file_from_json(
	const json_t *j, char holder[static TOKEN_SIZE], int64_t *ahead_ms, struct lease *lease) {
	char name[TOKEN_SIZE];
	int64_t ahead;
	if (!json_read_id(j, "holder", name, sizeof name) || !name[0] ||
		!json_read_int64(j, "ahead", INT64_MIN, 0, &ahead)) {
		return false;
	}
	memcpy(holder, name, sizeof name);
	*ahead_ms = ahead;
	if (!lease_from_answer(j, lease)) {
		*lease = (struct lease){.id = 0};
	}
	return true;
}

static void add_text(json_t *o, const char *key, const char *text) {
	json_object_set_new(o, key, *text ? json_string(text) : json_null());
}

json_t *lease_ticket_json(
	const struct lease *lease, const struct kept *e, const char *number, const char *token) {
	json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:I}", "number", number, "token", token,
		"service", e->service, "state", proto_ticket_state(TICKET_ISSUING), "issued_at",
		(json_int_t)e->at_ms);
	add_text(o, "priority", e->priority);
	add_text(o, "procedure", e->procedure);
	if (lease->url[0]) {
		json_object_set_new(o, "url", json_sprintf("%s%s", lease->url, token));
	}
	return o;
}

static json_t *return_json(const struct kept *e) {
	bool done = e->stage == STAGE_DONE;
	json_t *o = json_pack("{s:O, s:O, s:s, s:s, s:I}", "number",
		json_object_get(e->ticket, "number"), "token", json_object_get(e->ticket, "token"),
		"service", e->service, "lang", words_tag(e->lang), "issued_at",
		(json_int_t)e->at_ms);
	add_text(o, "priority", e->priority);
	add_text(o, "procedure", e->procedure);
	add_text(o, "how", done ? e->text : "");
	add_text(o, "void", done ? "" : e->text);
	return o;
}

json_t *lease_return_json(struct kept *const *entries, int count) {
	json_t *tickets = json_array();
	for (int i = 0; i < count; i++) {
		json_array_append_new(tickets, return_json(entries[i]));
	}
	return json_pack("{s:I, s:i, s:o, s:b}", "lease", (json_int_t)entries[0]->lease, "day",
		entries[0]->day, "tickets", tickets, "close", 0);
}

static const json_t *of_number(const json_t *list, const char *number) {
	size_t i;
	const json_t *o;
	json_array_foreach(list, i, o) {
		const char *text = json_read_word(o, "number");
		if (text && strcmp(text, number) == 0) {
			return o;
		}
	}
	return NULL;
}

enum returned lease_returned(const json_t *answer, const char *number, const char **why) {
	const json_t *refused = of_number(json_object_get(answer, "refused"), number);
	*why = refused ? json_read_word(refused, "why") : NULL;
	if (refused) {
		return RETURNED_REFUSED;
	}
	const json_t *taken = of_number(json_object_get(answer, "tickets"), number);
	return taken ? RETURNED_TAKEN : RETURNED_NOT;
}
