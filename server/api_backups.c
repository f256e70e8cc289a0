#include "server/api_call.h"
#include "server/backups_json.h"

#include <string.h>

/* Backups: what there is, one made now, one tried out. That they were asked for is in the log of
 * acts; what came of it is told with the list. */

static void answer(void *arg) {
	struct api_call *call = arg;
	api_answer(call, 200, backups_json(call->api->options.backups));
}

void api_backups(struct api_call *call) {
	backups_look(call->api->options.backups, answer, call);
}

/* Answers for what has been begun, or that something else is under way. */
static void answer_begun(struct api_call *call, bool begun, const char *what, const char *name) {
	struct store_act act;
	if (!begun) {
		api_error(call, 409, "backup_busy", NULL);
		return;
	}
	act = api_act(what, "backup", name, NULL, NULL);
	api_act_do(call, &act, NULL, NULL, 202, json_pack("{s:b}", "begun", true));
}

void api_backup_post(struct api_call *call) {
	bool begun = backups_make(call->api->options.backups, call->by);
	answer_begun(call, begun, "make", NULL);
}

static bool is_known(const struct backups *b, const char *name) {
	const struct backup_folder *f = backups_folder(b);
	for (size_t i = 0; i < f->count; i++)
		if (!strcmp(f->at[i].name, name))
			return true;
	return false;
}

void api_backup_drill(struct api_call *call) {
	struct backups *b = call->api->options.backups;
	const char *name = call->params[0];
	if (is_known(b, name))
		answer_begun(call, backups_drill(b, name, call->by), "drill", name);
	else
		api_error(call, 404, "not_found", NULL);
}
