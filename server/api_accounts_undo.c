/* What was done to an account or a device is taken back; a password or a key never is. */
#include "server/api_accounts.h"

#include "common/text.h"

#include <string.h>

json_t *api_account_now(struct api_call *call, const char *id) {
	const struct store_user *user = auth_user(call->api->options.auth, id);
	return user ? accounts_user_json(user) : NULL;
}

json_t *api_device_now(struct api_call *call, const char *id) {
	const struct store_device *device = auth_device_named(call->api->options.auth, id);
	return device ? accounts_device_json(device) : NULL;
}

/* When it ended, as it will be: what was not there before has ended. */
static int64_t ended_ms(struct api_call *call, const struct api_undo *undo, int64_t was_ms) {
	if (undo->is && !json_is_true(json_object_get(undo->is, "ended")))
		return 0;
	return was_ms ? was_ms : office_now(call->office);
}

void api_account_undo(struct api_call *call, const struct api_undo *undo) {
	const struct store_user *was = auth_user(call->api->options.auth, undo->id);
	struct store_user is = *was;
	if (!api_accounts_free(call))
		return;
	if (undo->is) {
		api_text_of(undo->is, "role", is.role, sizeof is.role);
		api_text_of(undo->is, "name", is.clerk.name, sizeof is.clerk.name);
		api_text_of(undo->is, "title", is.clerk.title, sizeof is.clerk.title);
	}
	is.ended_ms = ended_ms(call, undo, was->ended_ms);
	if ((is.ended_ms && api_accounts_own(call, was)) || api_accounts_last_admin(call, was, &is))
		return;
	struct store_act act = accounts_user_act("undo", was, &is);
	api_accounts_take_back(call, &act, undo);
}

void api_device_undo(struct api_call *call, const struct api_undo *undo) {
	const struct store_device *was = auth_device_named(call->api->options.auth, undo->id);
	struct store_device is = *was;
	if (!api_accounts_free(call))
		return;
	if (undo->is) {
		api_text_of(undo->is, "role", is.role, sizeof is.role);
		if (!json_is_true(json_object_get(undo->is, "code")))
			is.code_until_ms = 0;
	}
	is.ended_ms = ended_ms(call, undo, was->ended_ms);
	struct store_act act = accounts_device_act("undo", was, &is);
	api_accounts_take_back(call, &act, undo);
}
