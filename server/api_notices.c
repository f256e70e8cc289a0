#include "server/api_call.h"

#include <string.h>

/* What the boards tell everyone in the hall: a part of the office file that a lead may change. */

static const char NOTICES[] = "notices", VERSION[] = "version";

static json_t *notices_json(const struct api_call *call, json_t *file, int64_t version) {
	(void)call;
	json_t *list = json_object_get(file, NOTICES);
	json_t *answer = json_pack("{s:I}", VERSION, (json_int_t)version);
	json_object_set_new(
		answer, NOTICES, json_is_array(list) ? json_incref(list) : json_array());
	return answer;
}

void api_notices_get(struct api_call *call) {
	json_t *file = api_office_file(call);
	api_answer(call, 200, notices_json(call, file, office_setup(call->office)->version));
	json_decref(file);
}

void api_notices_put(struct api_call *call) {
	json_t *list = json_object_get(call->body, NOTICES), *value;
	const char *key;
	json_object_foreach(call->body, key, value) {
		if (strcmp(key, NOTICES) && strcmp(key, VERSION)) {
			api_invalid(call, key);
			return;
		}
	}
	if (!json_is_array(list)) {
		api_invalid(call, NOTICES);
		return;
	}
	json_t *file = api_office_file(call);
	json_object_set(file, NOTICES, list);
	api_office_change(call, file, notices_json);
}
