#include "common/proto_json.h"

#include "common/json_read.h"
#include "common/mem.h"

#include <string.h>

bool name_from_json(const json_t *j, struct name *name) {
	struct name n = {0};
	if (j && !json_is_null(j) && !json_is_object(j))
		return false;
	if (!json_read_text(j, "vi", n.vi, sizeof n.vi) ||
		!json_read_text(j, "en", n.en, sizeof n.en))
		return false;
	*name = n;
	return true;
}

bool wait_from_json(const json_t *j, struct wait *wait) {
	struct wait w = {0};
	if (j && !json_is_null(j)) {
		w.known = true;
		if (!json_is_object(j) || !json_read_int(j, "low_s", 0, -1, &w.low_s) ||
			!json_read_int(j, "high_s", 0, -1, &w.high_s) || w.low_s < 0 ||
			w.high_s < w.low_s)
			return false;
	}
	*wait = w;
	return true;
}

bool span_from_json(const json_t *j, struct span *span) {
	struct span s = {0};
	if (j && !json_is_null(j) && !json_is_object(j))
		return false;
	if (!json_read_int64(j, "from_at", 0, 0, &s.from_ms) ||
		!json_read_int64(j, "to_at", 0, 0, &s.to_ms))
		return false;
	*span = s;
	return true;
}

bool clerk_from_json(const json_t *j, struct clerk *clerk) {
	struct clerk c = {0};
	if (j && !json_is_null(j) && !json_is_object(j))
		return false;
	if (!json_read_text(j, "name", c.name, sizeof c.name) ||
		!json_read_text(j, "title", c.title, sizeof c.title))
		return false;
	*clerk = c;
	return true;
}

/* Words that this program does not know yet read as "not said": the rest still holds. */
static bool word_member(const json_t *o, const char *key, const char **word) {
	const json_t *j = json_object_get(o, key);
	*word = json_string_value(j);
	return !j || json_is_null(j) || *word;
}

static bool ticket_state_member(const json_t *o, const char *key, enum ticket_state *state) {
	const char *word;
	if (!word_member(o, key, &word))
		return false;
	if (!proto_parse_ticket_state(word, state))
		*state = TICKET_NONE;
	return true;
}

static bool counter_state_member(const json_t *o, const char *key, enum counter_state *state) {
	const char *word;
	if (!word_member(o, key, &word))
		return false;
	if (!proto_parse_counter_state(word, state))
		*state = COUNTER_CLOSED;
	return true;
}

static bool reason_member(const json_t *o, const char *key, enum call_reason *reason) {
	const char *word;
	if (!word_member(o, key, &word))
		return false;
	if (!proto_parse_call_reason(word, reason))
		*reason = REASON_NONE;
	return true;
}

bool reach_from_json(const json_t *o, enum reach *reach) {
	const char *word;
	if (!word_member(o, "reach", &word))
		return false;
	if (!proto_parse_reach(word, reach))
		*reach = REACH_UNKNOWN;
	return true;
}

bool change_from_json(const json_t *j, struct change *change) {
	struct change c = {0};
	const char *kind = json_read_word(j, "kind");
	if (!kind)
		return false;
	if (!proto_parse_change_kind(kind, &c.kind))
		c.kind = CHANGE_NONE;
	if (!json_read_int64(j, "seq", 1, 0, &c.seq) || !c.seq ||
		!json_read_int64(j, "at", 0, 0, &c.at_ms) || !json_read_int(j, "day", 0, 0, &c.day))
		return false;
	if (!json_read_id(j, "number", c.number, sizeof c.number) ||
		!json_read_id(j, "service", c.service, sizeof c.service) ||
		!json_read_int(j, "counter", 0, 0, &c.counter) ||
		!ticket_state_member(j, "from", &c.was) ||
		!ticket_state_member(j, "state", &c.state) ||
		!reason_member(j, "reason", &c.reason) ||
		!json_read_int(j, "from_counter", 0, 0, &c.from_counter) ||
		!json_read_id(j, "from_service", c.from_service, sizeof c.from_service))
		return false;
	if (!clerk_from_json(json_object_get(j, "clerk"), &c.clerk) ||
		!json_read_int64(j, "back_at", 0, 0, &c.back_at_ms) ||
		!json_read_int64(j, "lease", 0, 0, &c.lease) ||
		!json_read_int(j, "first", 0, 0, &c.first) ||
		!json_read_int(j, "last", 0, 0, &c.last) ||
		!json_read_int64(j, "taken_at", 0, 0, &c.taken_at_ms) ||
		!json_read_id(j, "object", c.how, sizeof c.how) ||
		!json_read_id(j, "by", c.by, sizeof c.by))
		return false;
	*change = c;
	return true;
}

static bool snapshot_counter_from_json(const json_t *j, struct snapshot_counter *c) {
	return json_read_int(j, "id", 1, 0, &c->id) && c->id &&
	       counter_state_member(j, "state", &c->state) &&
	       json_read_id(j, "number", c->number, sizeof c->number) &&
	       json_read_id(j, "service", c->service, sizeof c->service) &&
	       ticket_state_member(j, "state_of_ticket", &c->ticket) &&
	       reason_member(j, "reason", &c->reason) &&
	       json_read_int(j, "from_counter", 0, 0, &c->from_counter) &&
	       json_read_int64(j, "called_at", 0, 0, &c->called_at_ms) &&
	       clerk_from_json(json_object_get(j, "clerk"), &c->clerk) &&
	       json_read_int64(j, "back_at", 0, 0, &c->back_at_ms);
}

/* What time alone changes of a service. */
static bool service_times_from_json(const json_t *j, struct snapshot_service *s) {
	return wait_from_json(json_object_get(j, "wait"), &s->wait) &&
	       reach_from_json(j, &s->reach) &&
	       span_from_json(json_object_get(j, "break"), &s->pause) &&
	       json_read_flag(j, "open", &s->open) &&
	       json_read_int64(j, "opens_at", 0, 0, &s->opens_at_ms);
}

static bool snapshot_service_from_json(const json_t *j, struct snapshot_service *s) {
	return json_read_id(j, "id", s->id, sizeof s->id) && s->id[0] &&
	       json_read_int(j, "waiting", 0, 0, &s->waiting) && service_times_from_json(j, s);
}

static bool call_from_json(const json_t *j, struct snapshot_call *call) {
	return json_read_id(j, "number", call->number, sizeof call->number) && call->number[0] &&
	       json_read_int(j, "counter", 0, 0, &call->counter) &&
	       json_read_int64(j, "at", 0, 0, &call->at_ms) &&
	       reason_member(j, "reason", &call->reason) &&
	       json_read_int(j, "from_counter", 0, 0, &call->from_counter);
}

/* The lists that are only the newest few: what is beyond our room is the oldest and left out. */
static bool calls_from_json(const json_t *j, struct snapshot *s) {
	const json_t *recent = json_object_get(j, "recent");
	const json_t *absent = json_object_get(j, "absent");
	size_t i;
	json_t *item;
	json_array_foreach(recent, i, item) {
		if (i == RECENT_MAX)
			break;
		if (!call_from_json(item, &s->recent[s->recent_count++]))
			return false;
	}
	json_array_foreach(absent, i, item) {
		if (i == ABSENT_MAX)
			break;
		if (!json_is_string(item) || json_string_length(item) >= NUMBER_SIZE)
			return false;
		strcpy(s->absent[s->absent_count++], json_string_value(item));
	}
	return true;
}

static bool snapshot_lists_from_json(const json_t *j, struct snapshot *s) {
	const json_t *services = json_object_get(j, "services");
	const json_t *counters = json_object_get(j, "counters");
	size_t i;
	json_t *item;
	if (!json_is_array(services) || json_array_size(services) > SERVICES_MAX ||
		!json_is_array(counters) || json_array_size(counters) > COUNTERS_MAX)
		return false;
	json_array_foreach(services, i, item) {
		if (!snapshot_service_from_json(item, &s->services[s->service_count++]))
			return false;
	}
	json_array_foreach(counters, i, item) {
		if (!snapshot_counter_from_json(item, &s->counters[s->counter_count++]))
			return false;
	}
	return calls_from_json(j, s);
}

static bool notice_from_json(const json_t *j, struct notice_text *n) {
	return json_is_object(j) && json_read_text(j, "vi", n->vi, sizeof n->vi) &&
	       json_read_text(j, "en", n->en, sizeof n->en);
}

/* Those beyond our room are the office's last. */
static bool notices_from_json(const json_t *list, struct snapshot *s) {
	struct notice_text notices[NOTICES_MAX] = {0};
	int count = 0, size = (int)json_array_size(list);
	if (!json_is_array(list))
		return false;
	for (; count < size && count < NOTICES_MAX; count++)
		if (!notice_from_json(json_array_get(list, (size_t)count), &notices[count]))
			return false;
	s->notice_count = count;
	memcpy(s->notices, notices, sizeof s->notices);
	return true;
}

/* An older server has one at most. */
static bool told_from_json(const json_t *j, struct snapshot *s) {
	const json_t *list = json_object_get(j, "notices"), *one = json_object_get(j, "notice");
	if (list)
		return notices_from_json(list, s);
	s->notice_count = one && !json_is_null(one);
	return !s->notice_count || notice_from_json(one, &s->notices[0]);
}

/* An older server does not tell it. */
static bool alone_from_json(const json_t *j, struct snapshot *s) {
	if (!j || json_is_null(j))
		return true;
	return json_is_object(j) && json_read_int(j, "open", 0, 0, &s->alone_open) &&
	       json_read_int(j, "first", 0, 0, &s->alone_first) && s->alone_open >= 0;
}

bool snapshot_from_json(const json_t *j, struct snapshot *snapshot) {
	struct snapshot *s = mem_alloc(1, sizeof *s);
	bool ok = json_is_object(j) && json_read_id(j, "epoch", s->epoch, sizeof s->epoch) &&
		  json_read_int64(j, "seq", 0, -1, &s->seq) && s->seq >= 0 &&
		  json_read_int(j, "day", 0, 0, &s->day) &&
		  json_read_int64(j, "now", 0, 0, &s->now_ms) &&
		  json_read_flag(j, "open", &s->open) && snapshot_lists_from_json(j, s) &&
		  told_from_json(j, s) && alone_from_json(json_object_get(j, "alone"), s);
	if (ok)
		*snapshot = *s;
	mem_free(s);
	return ok;
}

bool waits_from_json(const json_t *j, struct snapshot *s) {
	const json_t *services = json_object_get(j, "services");
	size_t i;
	json_t *item;
	const json_t *notices = json_object_get(j, "notices");
	struct snapshot_service times;
	bool open = s->open;
	int64_t now_ms;
	if (!json_is_array(services) || !json_read_int64(j, "now", 1, s->now_ms, &now_ms))
		return false;
	if (json_object_get(j, "open") && !json_read_flag(j, "open", &open))
		return false;
	json_array_foreach(services, i, item) {
		if (!json_read_word(item, "id") || !service_times_from_json(item, &times))
			return false;
	}
	if (notices && !notices_from_json(notices, s))
		return false;
	json_array_foreach(services, i, item) {
		struct snapshot_service *service = snapshot_service(s, json_read_word(item, "id"));
		if (service)
			service_times_from_json(item, service);
	}
	s->open = open;
	s->now_ms = now_ms;
	return true;
}
