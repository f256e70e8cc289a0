/* Acts on accounts and devices: one at a time, in force when they are on the disk. */
#include "server/api_accounts.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/password.h"

#include <string.h>

bool api_accounts_free(struct api_call *call) {
	if (!call->api->acting)
		return api_ready(call);
	api_not_now(call);
	return false;
}

/* Whoever was that is cut off: the next request shows what is left. */
static void cut(const struct api *api, const char *role, const char *name) {
	char who[ID_SIZE];
	api_by(who, role, name);
	api->options.cut(who, api->options.arg);
}

static void put_user(const struct api *api, const struct store_act *act) {
	const struct store_user *was = auth_user(api->options.auth, act->user.name);
	char role[sizeof act->user.role] = "";
	if (was)
		memcpy(role, was->role, sizeof role);
	if (auth_put_user(api->options.auth, &act->user, act->stays))
		cut(api, role, act->user.name);
}

static void put_device(const struct api *api, const struct store_act *act) {
	const struct store_device *is = &act->device;
	const struct store_device *known = auth_device_named(api->options.auth, is->name);
	struct store_device was = known ? *known : (struct store_device){0};
	auth_put_device(api->options.auth, is);
	if (was.enrolled && (is->ended_ms || !is->enrolled || strcmp(was.role, is->role) ||
				    memcmp(was.secret, is->secret, sizeof was.secret)))
		cut(api, was.role, was.name);
	api->options.kiosks_changed(api->options.arg);
}

static void acted(void *arg, enum store_result result, const struct store_act *act) {
	struct api_call *call = arg;
	call->api->acting = false;
	if (result != STORE_OK) {
		api_unwritten(call, result);
		return;
	}
	log_info("%s %s: %s by %s", act->object, act->id, act->act, call->by);
	if (act->puts == PUTS_USER)
		put_user(call->api, act);
	else
		put_device(call->api, act);
	if (call->then)
		call->then(call, act);
	else
		api_committed(call, result);
}

void api_accounts_do(struct api_call *call, struct store_act *act, int status, json_t *json,
	api_accounts_then *then) {
	struct change c = office_act_change(call->office, act, call->by);
	const struct store_answer *answer = api_keep(call, status, json);
	call->then = then;
	call->api->acting = true;
	office_act(call->office, &c, act, NULL, answer, acted, call);
}

void api_accounts_take_back(
	struct api_call *call, struct store_act *act, const struct api_undo *undo) {
	act->undoes = undo->seq;
	struct change c = office_act_change(call->office, act, call->by);
	api_accounts_do(call, act, 200, api_undo_entry(call, act, &c), NULL);
}

bool api_accounts_last_admin(
	struct api_call *call, const struct store_user *was, const struct store_user *is) {
	bool admin = !was->ended_ms && !strcmp(was->role, "admin");
	bool stays = !is->ended_ms && !strcmp(is->role, "admin");
	if (!admin || stays || auth_user_count(call->api->options.auth, "admin") > 1)
		return false;
	api_accounts_invalid(call, is->ended_ms ? "ended" : "role", "error.account.last_admin");
	return true;
}

bool api_accounts_own(struct api_call *call, const struct store_user *user) {
	if (strcmp(call->person->kept.user, user->name) != 0)
		return false;
	api_accounts_invalid(call, "ended", "error.account.own");
	return true;
}

void api_accounts_invalid(struct api_call *call, const char *field, const char *why) {
	api_invalid_because(call, field, words_get(call->lang, why));
}

/* One line of a person's, in normal form C. */
static bool read_line(const struct api_call *call, const char *key, char to[static PERSON_SIZE]) {
	char raw[PERSON_SIZE * 2];
	if (!api_text(call, key, raw, sizeof raw))
		return false;
	char *text = text_nfc(raw);
	bool fits = text && strlen(text) < PERSON_SIZE;
	if (fits)
		memcpy(to, text, strlen(text) + 1);
	mem_free(text);
	return fits;
}

static bool is_role(const char *role) {
	return !strcmp(role, "clerk") || !strcmp(role, "lead") || !strcmp(role, "admin");
}

bool api_accounts_read(struct api_call *call, struct store_user *user) {
	const json_t *body = call->body;
	char role[ID_SIZE] = "";
	if (json_object_get(body, "role") &&
		(!api_text(call, "role", role, sizeof role) || !is_role(role)))
		api_invalid(call, "role");
	else if (json_object_get(body, "name") && !read_line(call, "name", user->clerk.name))
		api_invalid(call, "name");
	else if (json_object_get(body, "title") && !read_line(call, "title", user->clerk.title))
		api_invalid(call, "title");
	else {
		if (*role)
			text_copy(user->role, sizeof user->role, role);
		return true;
	}
	return false;
}

const char *api_accounts_password(struct api_call *call, const char *key) {
	const char *password = json_string_value(json_object_get(call->body, key));
	if (password && !password_fault(password))
		return password;
	api_accounts_invalid(call, key, "error.account.password");
	return NULL;
}
