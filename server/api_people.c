/* Who works in the office: the administrator's accounts, and one's own password. */
#include "common/mem.h"
#include "common/text.h"
#include "server/api_accounts.h"

#include <string.h>

static json_t *signed_in_json(const struct auth_session *session) {
	if (!session)
		return json_null();
	return json_pack("{s:o, s:I}", "counter", api_number_or_null(session->kept.counter),
		"seen_at", (json_int_t)session->kept.seen_ms);
}

static json_t *account_json(const struct store_user *user, const struct auth_session *session) {
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "user", user->name, "role", user->role,
		"name", user->clerk.name, "title", user->clerk.title, "ended", user->ended_ms != 0,
		"signed_in", signed_in_json(session));
}

static const struct auth_session *session_of(
	const struct api_call *call, const struct store_user *user) {
	return auth_session_of(call->api->options.auth, user->name, office_now(call->office));
}

void api_accounts(struct api_call *call) {
	size_t count;
	const struct store_user *users = auth_users(call->api->options.auth, &count);
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, account_json(&users[i], session_of(call, &users[i])));
	api_answer(call, 200, json_pack("{s:o}", "accounts", list));
}

/* What somebody asks for, while the password is on its way. */
struct wish {
	struct api_call *call;
	bool own;                               /* one's own password, and nothing else */
	char password[STORE_PASSWORD_SIZE];     /* what is to be kept of it; "": none was said */
	unsigned char stays[STORE_SECRET_SIZE]; /* the session that asks for its own */
};

static bool same(const struct store_user *a, const struct store_user *b) {
	return !strcmp(a->role, b->role) && !strcmp(a->clerk.name, b->clerk.name) &&
	       !strcmp(a->clerk.title, b->clerk.title) && !strcmp(a->password, b->password) &&
	       !a->ended_ms == !b->ended_ms;
}

/* The account as the answer tells it: who will be signed out is. */
static json_t *answer_json(
	const struct wish *wish, const struct store_user *was, const struct store_user *is) {
	bool ends = is->ended_ms || strcmp(was->role, is->role) || wish->password[0];
	return wish->own ? json_object()
			 : account_json(is, ends ? NULL : session_of(wish->call, is));
}

static void put(const struct wish *wish, const struct store_user *was, const struct store_user *is,
	const char *act) {
	struct api_call *call = wish->call;
	if (same(was, is)) {
		api_answer(call, 200, answer_json(wish, was, is));
	} else if (!api_accounts_last_admin(call, was, is)) {
		struct store_act made = accounts_user_act(act, was, is);
		memcpy(made.stays, wish->stays, sizeof made.stays);
		api_accounts_do(call, &made, 200, answer_json(wish, was, is), NULL);
	}
}

static void add(struct api_call *call, const struct store_user *is) {
	const struct store_user *there = auth_user(call->api->options.auth, is->name);
	if (there) {
		api_accounts_invalid(call, "user",
			there->ended_ms ? "error.account.taken.ended" : "error.account.taken");
		return;
	}
	struct store_act made = accounts_user_act("add", NULL, is);
	api_accounts_do(call, &made, 201, account_json(is, NULL), NULL);
}

/* The account as the body says it is to be; false when it has been answered what is wrong. */
static bool become(struct api_call *call, struct store_user *is) {
	const json_t *ended = json_object_get(call->body, "ended");
	if (ended && !json_is_false(ended)) {
		api_invalid(call, "ended");
		return false;
	}
	if (ended)
		is->ended_ms = 0;
	return api_accounts_read(call, is);
}

/* The account of the path, or of whoever asks; NULL when it has been answered that there is none.
 */
static const struct store_user *user_of(struct api_call *call, bool own) {
	const char *colon = strchr(call->by, ':');
	const struct store_user *user =
		auth_user(call->api->options.auth, own && colon ? colon + 1 : call->params[0]);
	if (!user)
		api_error(call, 404, "not_found", NULL);
	return user;
}

/* Decides on the account as it is now: much may have happened since the wish came. */
static void decide(const struct wish *wish) {
	struct api_call *call = wish->call;
	bool adds = call->route->method == HTTP_POST;
	if (!api_accounts_free(call))
		return;
	const struct store_user *was = adds ? NULL : user_of(call, wish->own);
	if (!adds && !was)
		return;
	struct store_user is = was ? *was : (struct store_user){0};
	if (!wish->own && !become(call, &is))
		return;
	if (wish->password[0])
		memcpy(is.password, wish->password, sizeof is.password);
	if (!adds) {
		put(wish, was, &is, "put");
		return;
	}
	api_text(call, "user", is.name, sizeof is.name);
	add(call, &is);
}

static void hashed(const struct auth_outcome *outcome, void *arg) {
	struct wish *wish = arg;
	switch (outcome->result) {
	case AUTH_OK:
		memcpy(wish->password, outcome->password, sizeof wish->password);
		decide(wish);
		break;
	case AUTH_WRONG:
		api_accounts_invalid(wish->call, "old", "error.account.old");
		break;
	case AUTH_SLOW_DOWN:
		api_slow_down(wish->call, outcome->retry_after_s);
		break;
	case AUTH_FAILED:
		api_unwritten(wish->call, STORE_FAILED);
		break;
	}
	mem_free(wish);
}

static struct wish *wish_new(struct api_call *call) {
	struct wish *wish = mem_alloc(1, sizeof *wish);
	wish->call = call;
	return wish;
}

void api_account_post(struct api_call *call) {
	struct store_user user = {0};
	if (!api_text(call, "user", user.name, sizeof user.name) || !text_is_name(user.name)) {
		api_accounts_invalid(call, "user", "error.account.user");
		return;
	}
	if (!become(call, &user))
		return;
	if (!*user.role) {
		api_invalid(call, "role");
		return;
	}
	const char *password = api_accounts_password(call, "password");
	if (password)
		auth_hash(call->api->options.auth, password, hashed, wish_new(call));
}

void api_account_put(struct api_call *call) {
	const struct store_user *was = user_of(call, false);
	struct store_user is = was ? *was : (struct store_user){0};
	if (!was || !become(call, &is))
		return;
	bool another = json_object_get(call->body, "password") != NULL;
	const char *password = another ? api_accounts_password(call, "password") : NULL;
	if (password)
		auth_hash(call->api->options.auth, password, hashed, wish_new(call));
	else if (!another)
		decide(&(struct wish){.call = call});
}

void api_account_delete(struct api_call *call) {
	const struct store_user *was = api_accounts_free(call) ? user_of(call, false) : NULL;
	if (!was || api_accounts_own(call, was))
		return;
	struct store_user is = *was;
	if (!is.ended_ms)
		is.ended_ms = office_now(call->office);
	put(&(struct wish){.call = call}, was, &is, "end");
}

void api_session_password(struct api_call *call) {
	const char *old = json_string_value(json_object_get(call->body, "old"));
	if (!old || !*old) {
		api_invalid(call, "old");
		return;
	}
	const char *fresh = api_accounts_password(call, "new");
	if (!fresh)
		return;
	struct wish *wish = wish_new(call);
	wish->own = true;
	memcpy(wish->stays, call->person->kept.secret, sizeof wish->stays);
	auth_change(call->api->options.auth, call->person->kept.user, old, fresh,
		http_peer(call->x), office_now(call->office), hashed, wish);
}
