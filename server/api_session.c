#include "common/mem.h"
#include "common/proto_json.h"
#include "common/text.h"
#include "server/api_accounts.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { PASSWORD_SIZE = 256 };

static json_t *person_json(const struct auth_session *p) {
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:b, s:s}", "user", p->kept.user, "name",
		p->clerk.name, "title", p->clerk.title, "role", p->role, "counter",
		api_number_or_null(p->kept.counter), "taken_over", p->taken_over, "csrf", p->csrf);
}

void api_session_get(struct api_call *call) {
	api_answer(call, 200, person_json(call->person));
}

/* An answer with its cookie, on its way to the disk with the session. */
struct parting {
	struct api_call *call;
	json_t *json;
	char cookie[256];
};

static void kept(void *arg, enum store_result result) {
	struct parting *p = arg;
	struct http_pair pair = {"Set-Cookie", p->cookie};
	if (result == STORE_OK)
		api_answer_with(p->call, 200, json_incref(p->json), &pair, 1);
	else
		api_unwritten(p->call, result);
	json_decref(p->json);
	sodium_memzero(p->cookie, sizeof p->cookie);
	mem_free(p);
}

/* Nobody is told of a session, or of its end, before the disk has it. */
static void answer_cookie(struct api_call *call, const char *cookie, int max_age_s, json_t *json) {
	struct parting *p = mem_alloc(1, sizeof *p);
	p->call = call;
	p->json = json;
	snprintf(p->cookie, sizeof p->cookie,
		API_COOKIE "=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s", cookie,
		max_age_s, http_is_secure(call->x) ? "; Secure" : "");
	office_commit(call->office, NULL, kept, p);
}

void api_session_opened(
	struct api_call *call, const struct auth_session *session, const char *cookie) {
	answer_cookie(call, cookie, AUTH_WHOLE_MS / 1000, person_json(session));
}

void api_session_delete(struct api_call *call) {
	auth_sign_out(call->api->options.auth, call->person);
	answer_cookie(call, "", 0, json_object());
}

/* Who signs in at a counter that is not closed is who sits there from now on. */
static void seat(struct api_call *call, const struct auth_session *person) {
	const struct queue *q = office_queue(call->office);
	char by[ID_SIZE * 2];
	snprintf(by, sizeof by, "%s:%s", person->role, person->kept.user);
	struct change c = office_change(call->office, by);
	if (!office_ready(call->office))
		return;
	if (queue_decide_seat(q, person->kept.counter, &person->clerk, &c) == VERDICT_OK)
		office_apply(call->office, &c);
}

static void signed_in(const struct auth_outcome *outcome, void *arg) {
	struct api_call *call = arg;
	switch (outcome->result) {
	case AUTH_OK:
		seat(call, outcome->session);
		api_session_opened(call, outcome->session, outcome->cookie);
		break;
	case AUTH_WRONG:
		api_error(call, 401, "unauthenticated", NULL);
		break;
	case AUTH_SLOW_DOWN:
		api_slow_down(call, outcome->retry_after_s);
		break;
	case AUTH_FAILED:
		api_unwritten(call, STORE_FAILED);
		break;
	}
}

/* The counter of the body; -1 when it is none of this office's. */
static int counter_of(const struct api_call *call) {
	json_t *j = json_object_get(call->body, "counter");
	if (!j || json_is_null(j))
		return 0;
	int id = api_counter_id(call, json_integer_value(j));
	return id ? id : -1;
}

void api_session_post(struct api_call *call) {
	char user[ID_SIZE], password[PASSWORD_SIZE];
	int counter = counter_of(call);
	if (!api_text(call, "user", user, sizeof user) || !user[0])
		api_invalid(call, "user");
	else if (!api_text(call, "password", password, sizeof password) || !password[0])
		api_invalid(call, "password");
	else if (counter < 0)
		api_invalid(call, "counter");
	else
		auth_sign_in(call->api->options.auth, user, password, counter, http_peer(call->x),
			office_now(call->office), signed_in, call);
	sodium_memzero(password, sizeof password);
}
