#include "server/api_call.h"

#include <string.h>

/* The office file in parts, so that two people who change different things do not meet. */

enum { KEYS_MAX = 8 };

static const char VERSION[] = "version";

/* Every member of an office file is in one part; those that nobody here knows are in none. */
static const struct part {
	const char *name;
	const char *keys[KEYS_MAX];
} parts[] = {
	{"services", {"services", "departments"}},
	{"counters", {"counters", "zones", "saturday_counters"}},
	{"calendar", {"opening_hours", "opening_hours_note_vi", "holidays", "make_up_workdays",
			     "ticket_issue"}},
	{"rules", {"priority_classes", "priority_rule", "limits", "call", "appointment_slips",
			  "visit", "indicators"}},
	{"texts", {"office", "slip", "ticket_number", "notices", "note", "languages",
			  "reference_volumes"}},
};

/* The part that the last segment of the address names. */
static const struct part *part_of(const struct api_call *call) {
	const char *name = strrchr(http_path(call->x), '/') + 1;
	size_t i = 0;
	while (strcmp(parts[i].name, name))
		i++;
	return &parts[i];
}

static bool has(const struct part *part, const char *key) {
	for (int i = 0; i < KEYS_MAX && part->keys[i]; i++)
		if (!strcmp(part->keys[i], key))
			return true;
	return false;
}

static json_t *part_json(const struct api_call *call, json_t *file, int64_t version) {
	const struct part *part = part_of(call);
	json_t *answer = json_pack("{s:I}", VERSION, (json_int_t)version), *value;
	for (int i = 0; i < KEYS_MAX && part->keys[i]; i++)
		if ((value = json_object_get(file, part->keys[i])))
			json_object_set(answer, part->keys[i], value);
	return answer;
}

bool api_newest(struct api_call *call, int64_t newest) {
	json_t *version = json_object_get(call->body, VERSION);
	if (!version || json_is_null(version))
		return true;
	if (!json_is_integer(version)) {
		api_invalid(call, VERSION);
		return false;
	}
	if (json_integer_value(version) == newest)
		return true;
	api_error(call, 409, "wrong_state",
		json_pack("{s:I, s:s}", VERSION, (json_int_t)newest, "message",
			words_get(call->lang, "error.put.newer")));
	return false;
}

/* Takes a member over into the office file; null takes it away. False when it is of another part.
 */
static bool merge(const struct part *part, json_t *file, const char *key, json_t *value) {
	if (!strcmp(key, VERSION))
		return true;
	if (!has(part, key))
		return false;
	if (json_is_null(value))
		json_object_del(file, key);
	else
		json_object_set(file, key, value);
	return true;
}

void api_part_get(struct api_call *call) {
	json_t *file = api_office_file(call);
	api_answer(call, 200, part_json(call, file, office_setup(call->office)->version));
	json_decref(file);
}

void api_part_put(struct api_call *call) {
	json_t *file, *value;
	const char *key;
	if (!api_newest(call, office_setup(call->office)->version))
		return;
	file = api_office_file(call);
	call->dotted = true;
	json_object_foreach(call->body, key, value) {
		if (merge(part_of(call), file, key, value))
			continue;
		json_decref(file);
		api_invalid(call, key);
		return;
	}
	api_office_change(call, file, part_json);
}
