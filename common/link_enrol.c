#include "common/link_enrol.h"

#include "common/clock.h"
#include "common/key_file.h"
#include "common/link_http.h"
#include "common/log.h"
#include "common/mem.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { CONNECT_MS = 1000, TRY_MS = 3000, PATIENCE_MS = 5000, PAUSE_MS = 300, NAP_MS = 50 };

/* One answer of the server. */
struct answer {
	bool came;
	int status;   /* 0: none */
	json_t *json; /* or NULL */
	struct transfer *transfer;
};

static void done(void *arg, int status, const char *trouble) {
	struct answer *a = arg;
	size_t size;
	const char *body = transfer_body(a->transfer, &size);
	(void)trouble;
	a->came = true;
	a->status = status;
	a->json = json_loadb(body, size, 0, NULL);
}

static struct answer try_once(struct link_http *http, const char *body) {
	struct answer a = {0};
	a.transfer = transfer_start(http, &(struct transfer_options){
						  .method = "POST",
						  .path = "/api/v1/enrol",
						  .body = body,
						  .body_size = strlen(body),
						  .timeout_ms = TRY_MS,
						  .done = done,
						  .arg = &a,
					  });
	for (link_http_step(http); !a.came; link_http_step(http))
		curl_multi_poll(http->multi, NULL, 0, NAP_MS, NULL);
	transfer_end(a.transfer);
	return a;
}

/* The same key with the same code until there is an answer that another try will not change. */
static struct answer ask(struct link_http *http, const char *body, int patience_ms) {
	int64_t give_up_ms = clock_mono_ms() + (patience_ms ? patience_ms : PATIENCE_MS);
	for (;;) {
		struct answer a = try_once(http, body);
		bool final = a.status && a.status < 500;
		if (final || clock_mono_ms() + PAUSE_MS >= give_up_ms)
			return a;
		json_decref(a.json);
		curl_multi_poll(http->multi, NULL, 0, PAUSE_MS, NULL);
	}
}

/* What is wrong, for whoever stands there. */
static void say_why(const struct link_enrolment *e, const struct answer *a) {
	json_t *wait = json_object_get(a->json, "retry_after_s");
	const char *field = json_string_value(json_object_get(a->json, "field"));
	if (!a->status || a->status >= 500)
		log_error("enrol: no server answers at %s: is the address right, and is it "
			  "running?",
			e->url);
	else if (a->status == 429)
		log_error("enrol: too many wrong codes: try again in %d s",
			(int)json_integer_value(wait));
	else if (a->status == 422 && field && !strcmp(field, "role"))
		log_error("enrol: this code is not for a %s", e->role);
	else
		log_error("enrol: the code %s is wrong, was used or is older than 15 minutes: a "
			  "new one is on the administrator's page, under the devices",
			e->code);
}

static enum link_enrol go_on(const struct link_enrolment *e, const struct answer *a) {
	const char *name = json_string_value(json_object_get(a->json, "name"));
	if (a->status == 201) {
		if (!key_file_accept(e->key_file))
			return ENROL_FAILED;
		log_info("enrolled as %s %s, the key is in %s", e->role, name ? name : "?",
			e->key_file);
		return ENROL_DONE;
	}
	bool refused = a->status && a->status < 500 && a->status != 429;
	say_why(e, a);
	if (refused)
		key_file_refuse(e->key_file);
	if (!key_file_there(e->key_file))
		return refused ? ENROL_REFUSED : ENROL_FAILED;
	log_warn("enrol: goes on with the key of before, in %s", e->key_file);
	return ENROL_DONE;
}

enum link_enrol link_enrol(const struct link_enrolment *e) {
	struct link_http http;
	char key[KEY_FILE_SIZE];
	if (!key_file_propose(e->key_file, key) ||
		!link_http_init(&http, e->url, NULL, e->ca, CONNECT_MS))
		return ENROL_FAILED;
	json_t *body = json_pack("{s:s, s:s, s:s}", "code", e->code, "role", e->role, "key", key);
	char *text = json_dumps(body, JSON_COMPACT);
	struct answer a = ask(&http, text ? text : "", e->patience_ms);
	enum link_enrol result = go_on(e, &a);
	json_decref(a.json);
	json_decref(body);
	free(text);
	link_http_clear(&http);
	return result;
}

bool link_enrolled(const struct link_enrolment *e, int *status) {
	enum link_enrol result = e->code ? link_enrol(e) : ENROL_DONE;
	*status = result == ENROL_REFUSED ? 2 : 1;
	return result == ENROL_DONE;
}
