#include "server/api_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The office file and, of it, the rules that a lead may change while the hall is open. */

enum { TEXT_FLAGS = JSON_INDENT(1) | JSON_REAL_PRECISION(15) };

static const char CLASSES[] = "priority_classes", COUNTERS[] = "counters";
static const char *const parts[] = {"priority_rule", "call", "limits"};
static const char *const counter_parts[] = {"id", "services", "opening_hours"};

json_t *api_office_file(const struct api_call *call) {
	return json_loads(office_text(call->office), 0, NULL);
}

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
static json_t *rules_json(json_t *file, int64_t version) {
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

static json_t *whole_json(json_t *file, int64_t version) {
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

/* The place is the machine's; what is wrong there is said to people. */
static void refuse(struct api_call *call, const struct setup_fault *fault) {
	char key[64], min[16], max[16], field[SETUP_WHY_SIZE], message[SETUP_WHY_SIZE * 2];
	snprintf(key, sizeof key, "error.setup.%s", fault->word);
	snprintf(min, sizeof min, "%d", fault->min);
	snprintf(max, sizeof max, "%d", fault->max);
	snprintf(field, sizeof field, "%.*s", (int)strcspn(fault->why, ":"), fault->why);
	words_fill(message, sizeof message, call->lang, key, "field", field, "min", min, "max", max,
		NULL);
	api_error(
		call, 422, "invalid", json_pack("{s:s, s:s}", "field", field, "message", message));
}

static void set_up(struct api_call *call, json_t *file, api_office_view *view) {
	char *text = json_dumps(file, TEXT_FLAGS);
	struct setup_fault fault = {0};
	struct setup *setup = setup_check(text, strlen(text), &fault);
	if (!setup) {
		refuse(call, &fault);
	} else if (strcmp(setup->time_zone, office_setup(call->office)->time_zone)) {
		setup_free(setup);
		api_invalid(call, "office.timezone");
	} else {
		api_set_up(call, setup, text, view(file, office_next_version(call->office)));
	}
	free(text);
}

void api_office_change(struct api_call *call, json_t *file, api_office_view *view) {
	json_t *now = api_office_file(call);
	if (json_equal(now, file))
		api_answer(call, 200, view(file, office_setup(call->office)->version));
	else
		set_up(call, file, view);
	json_decref(now);
	json_decref(file);
}

void api_rules_get(struct api_call *call) {
	json_t *file = api_office_file(call);
	api_answer(call, 200, rules_json(file, office_setup(call->office)->version));
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

void api_office_put(struct api_call *call) {
	api_office_change(call, json_incref(call->body), whole_json);
}
