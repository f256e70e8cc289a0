#include "common/mem.h"
#include "common/text.h"
#include "server/api_call.h"
#include "server/difference_json.h"

#include <stdlib.h>

/* Acts of an administrator: whatever is told of them is on the disk, in the chain. */

struct store_act api_act(
	const char *act, const char *object, const char *id, json_t *was, json_t *is) {
	struct store_act made = {0};
	char *changes = difference_text(was, is);
	text_copy(made.act, sizeof made.act, act);
	text_copy(made.object, sizeof made.object, object);
	text_copy(made.id, sizeof made.id, id ? id : "");
	made.changes = mem_strdup(changes);
	free(changes);
	json_decref(was);
	json_decref(is);
	return made;
}

static void acted(void *arg, enum store_result result, const struct store_act *act) {
	struct api_call *call = arg;
	if (result == STORE_OK && call->then)
		call->then(call, act);
	api_committed(call, result);
}

void api_act_change(struct api_call *call, struct change *c, struct store_act *act,
	struct setup *setup, api_then *then, int status, json_t *json) {
	const struct store_answer *answer = api_keep(call, status, json);
	call->then = then;
	office_act(call->office, c, act, setup, answer, acted, call);
}

void api_act_do(struct api_call *call, struct store_act *act, struct setup *setup, api_then *then,
	int status, json_t *json) {
	struct change c = office_act_change(call->office, act, call->by);
	api_act_change(call, &c, act, setup, then, status, json);
}
