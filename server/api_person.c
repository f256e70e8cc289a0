#include "server/api_call.h"

#include <string.h>

/* Who did something, as people here call him. */

json_t *api_person(const struct api_call *call, const char *by) {
	const char *colon = strchr(by, ':');
	const struct store_user *user =
		colon ? auth_user(call->api->options.auth, colon + 1) : NULL;
	if (!colon)
		return json_null();
	return json_string(user && user->clerk.name[0] ? user->clerk.name : colon + 1);
}
