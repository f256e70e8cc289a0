/* The first administrator comes in by the link that the server printed on its console. */
#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/api_accounts.h"

#include <sodium.h>
#include <string.h>

static bool needed(const struct api_call *call) {
	return auth_user_count(call->api->options.auth, NULL) == 0;
}

void api_setup_get(struct api_call *call) {
	int64_t left_ms = first_link_left_ms(call->api->options.first_link, clock_mono_ms());
	json_t *expires = needed(call) && left_ms > 0
				  ? json_integer(office_now(call->office) + left_ms)
				  : json_null();
	api_answer(call, 200,
		json_pack("{s:I, s:b, s:o, s:b}", "now", (json_int_t)office_now(call->office),
			"needed", needed(call), "expires_at", expires, "has_office",
			office_setup(call->office)->version > 0));
}

/* The account is there: nobody else comes in this way, and its owner is signed in. */
static void signed_in(struct api_call *call, const struct store_act *act) {
	char cookie[SECRET_TEXT_SIZE];
	*call->api->options.first_link = (struct first_link){0};
	const struct auth_session *session =
		auth_admit(call->api->options.auth, &act->user, office_now(call->office), cookie);
	api_session_opened(call, session, cookie);
	sodium_memzero(cookie, sizeof cookie);
}

static void hashed(const struct auth_outcome *outcome, void *arg) {
	struct api_call *call = arg;
	struct store_user *user = call->arg;
	call->api->acting = false;
	if (outcome->result != AUTH_OK) {
		api_unwritten(call, STORE_FAILED);
	} else if (api_accounts_free(call)) {
		memcpy(user->password, outcome->password, sizeof user->password);
		struct store_act made = accounts_user_act(
			"add", auth_user(call->api->options.auth, user->name), user);
		api_accounts_do(call, &made, 200, json_object(), signed_in);
	}
	mem_free(user);
}

/* Nobody else may use the link while the password is hashed. */
static void begin(struct api_call *call, const struct store_user *user, const char *password) {
	api_by(call->by, user->role, user->name);
	call->arg = mem_copy(user, sizeof *user);
	call->api->acting = true;
	auth_hash(call->api->options.auth, password, hashed, call);
}

void api_setup_post(struct api_call *call) {
	struct store_user user = {.role = "admin"};
	const char *token = json_string_value(json_object_get(call->body, "token"));
	if (!needed(call) || !token ||
		!first_link_is(call->api->options.first_link, token, clock_mono_ms())) {
		api_error(call, 403, "link_over", NULL);
		return;
	}
	if (!api_text(call, "user", user.name, sizeof user.name) || !text_is_name(user.name)) {
		api_accounts_invalid(call, "user", "error.account.user");
		return;
	}
	const char *password = api_accounts_password(call, "password");
	if (!password || !api_accounts_read(call, &user))
		return;
	strcpy(user.role, "admin");
	if (api_accounts_free(call))
		begin(call, &user, password);
}
