#include "server/api_call.h"

#include <string.h>

/* The office file and, of it, the rules that a lead may change while the hall is open. */

static const char CLASSES[] = "priority_classes", COUNTERS[] = "counters";
static const char *const parts[] = {"priority_rule", "call", "limits"};
static const char *const counter_parts[] = {"id", "services", "opening_hours"};

static json_t *counter_rules(json_t *counter) {
	json_t *rules = json_object();
	for (size_t i = 0; i < sizeof counter_parts / sizeof *counter_parts; i++) {
		json_t *part = json_object_get(counter, counter_parts[i]);
		if (part)
			json_object_set(rules, counter_parts[i], part);
	}
	return rules;
}

/* The rules of an office file of that version. */
static json_t *rules_json(const struct api_call *call, json_t *file, int64_t version) {
	(void)call;
	json_t *rules = json_pack("{s:I}", "version", (json_int_t)version);
	json_t *classes = json_object_get(file, CLASSES), *counters = json_array(), *counter;
	size_t i;
	for (i = 0; i < sizeof parts / sizeof *parts; i++) {
		json_t *part = json_object_get(file, parts[i]);
		json_object_set_new(rules, parts[i], part ? json_incref(part) : json_object());
	}
	json_object_set_new(rules, CLASSES, classes ? json_incref(classes) : json_array());
	json_array_foreach(json_object_get(file, COUNTERS), i, counter) {
		json_array_append_new(counters, counter_rules(counter));
	}
	json_object_set_new(rules, COUNTERS, counters);
	return rules;
}

static json_t *whole_json(const struct api_call *call, json_t *file, int64_t version) {
	(void)call;
	(void)version;
	return json_incref(file);
}

static json_t *counter_by_id(json_t *file, const json_t *id) {
	json_t *counter;
	size_t i;
	json_array_foreach(json_object_get(file, COUNTERS), i, counter) {
		if (json_is_integer(id) && json_equal(json_object_get(counter, "id"), id))
			return counter;
	}
	return NULL;
}

static bool merge_counters(json_t *file, json_t *counters) {
	json_t *from;
	size_t i;
	if (!json_is_array(counters))
		return false;
	json_array_foreach(counters, i, from) {
		json_t *to = counter_by_id(file, json_object_get(from, "id"));
		json_t *rules = counter_rules(from);
		bool known = to && json_object_size(rules) == json_object_size(from);
		if (known)
			json_object_update(to, rules);
		json_decref(rules);
		if (!known)
			return false;
	}
	return true;
}

static bool merge_part(json_t *file, const char *key, json_t *value) {
	json_t *now = json_object_get(file, key);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (strcmp(parts[i], key))
			continue;
		return json_is_object(value) &&
		       !(now ? json_object_update(now, value) : json_object_set(file, key, value));
	}
	return false;
}

/* Takes a member of the rules over into the office file; false when it is none. */
static bool merge(json_t *file, const char *key, json_t *value) {
	if (!strcmp(key, "version"))
		return true;
	if (!strcmp(key, COUNTERS))
		return merge_counters(file, value);
	if (!strcmp(key, CLASSES))
		return json_is_array(value) && !json_object_set(file, key, value);
	return merge_part(file, key, value);
}

void api_rules_get(struct api_call *call) {
	json_t *file = api_office_file(call);
	api_answer(call, 200, rules_json(call, file, office_setup(call->office)->version));
	json_decref(file);
}

void api_rules_put(struct api_call *call) {
	json_t *file = api_office_file(call), *value;
	const char *key;
	json_object_foreach(call->body, key, value) {
		if (merge(file, key, value))
			continue;
		json_decref(file);
		api_invalid(call, key);
		return;
	}
	api_office_change(call, file, rules_json);
}

void api_office_get(struct api_call *call) {
	api_answer(call, 200, api_office_file(call));
}

/* Whoever says which version the whole file was made of has to have seen the newest. */
static bool made_of_newest(struct api_call *call) {
	const char *made_of = http_query(call->x, "version");
	int64_t newest = office_setup(call->office)->version;
	if (!made_of || api_number(made_of) == newest)
		return true;
	api_error(call, 409, "wrong_state", json_pack("{s:I}", "version", (json_int_t)newest));
	return false;
}

void api_office_put(struct api_call *call) {
	if (made_of_newest(call))
		api_office_change(call, json_incref(call->body), whole_json);
}
