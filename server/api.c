#include "server/api.h"

#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/api_call.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

struct api *api_new(const struct api_options *options) {
	struct api *api = mem_alloc(1, sizeof *api);
	api->options = *options;
	api->begun_ms = clock_wall_ms();
	api->begun_mono_ms = clock_mono_ms();
	return api;
}

void api_free(struct api *api) {
	if (api) {
		devices_clear(&api->devices);
		api_catalog_forget(api);
	}
	mem_free(api);
}

void api_tick(struct api *api) {
	devices_tick(&api->devices, office_now(api->options.office));
	api_backup_tick(api);
	api_catalog_tick(api);
}

void api_stop(struct api *api) {
	api->stopping = true;
}

/* The session of a person's cookie, or NULL. */
static const struct auth_session *session_of(struct api *api, const struct http_exchange *x) {
	char cookie[SECRET_TEXT_SIZE];
	if (!http_cookie(x, API_COOKIE, cookie, sizeof cookie))
		return NULL;
	return auth_session(api->options.auth, cookie, office_now(api->options.office));
}

/* The device of a request's key, or NULL. */
static const struct store_device *device_of(struct api *api, const struct http_exchange *x) {
	const char *authorization = http_field(x, "Authorization");
	bool bearer = authorization && !strncasecmp(authorization, "Bearer ", 7);
	return bearer ? auth_device(api->options.auth, authorization + 7) : NULL;
}

/* Whether a path is of a pattern; the segments that "{}" stands for go to params. */
static bool matches(
	const char *pattern, const char *path, char params[API_PARAMS][API_PARAM_SIZE]) {
	int n = 0;
	for (; *pattern; pattern++) {
		if (*pattern != '{') {
			if (*path++ != *pattern)
				return false;
			continue;
		}
		size_t size = strcspn(path, "/");
		if (size == 0 || size >= API_PARAM_SIZE || n == API_PARAMS)
			return false;
		memcpy(params[n], path, size);
		params[n++][size] = '\0';
		path += size;
		pattern++;
	}
	return *path == '\0';
}

/* The route of a request; else NULL, and `allow` lists the methods the path has ("": no such path).
 */
static const struct api_route *route_of(const struct http_exchange *x,
	char params[API_PARAMS][API_PARAM_SIZE], char *allow, size_t size) {
	static const char *const names[] = {[HTTP_GET] = "GET, HEAD",
		[HTTP_POST] = "POST",
		[HTTP_PUT] = "PUT",
		[HTTP_DELETE] = "DELETE"};
	enum http_method method = http_method(x);
	if (method == HTTP_HEAD)
		method = HTTP_GET;
	*allow = '\0';
	for (const struct api_route *r = api_routes; r->pattern; r++) {
		if (!matches(r->pattern, http_path(x), params))
			continue;
		if (r->method == method)
			return r;
		if (*allow)
			strncat(allow, ", ", size - strlen(allow) - 1);
		strncat(allow, names[r->method], size - strlen(allow) - 1);
	}
	return NULL;
}

static unsigned role_of(const char *name) {
	static const struct {
		const char *name;
		unsigned role;
	} roles[] = {{"kiosk", ROLE_KIOSK}, {"display", ROLE_DISPLAY}, {"clerk", ROLE_CLERK},
		{"lead", ROLE_LEAD}, {"admin", ROLE_ADMIN}};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (!strcmp(roles[i].name, name))
			return roles[i].role;
	return ROLE_PUBLIC;
}

void api_by(char by[static ID_SIZE], const char *role, const char *name) {
	text_copy(by, ID_SIZE, role);
	strncat(by, ":", ID_SIZE - strlen(by) - 1);
	strncat(by, name, ID_SIZE - strlen(by) - 1);
}

/* Who asks: a device by its key, a person by the session's cookie, or nobody in particular. */
struct actor {
	const struct store_device *device;
	const struct auth_session *person;
	const char *role, *name;
};

static struct actor actor_of(struct api *api, const struct http_exchange *x) {
	const char *authorization = http_field(x, "Authorization");
	struct actor a = {.device = device_of(api, x), .role = "public"};
	if (a.device) {
		a.role = a.device->role;
		a.name = a.device->name;
	} else if (!authorization || strncasecmp(authorization, "Bearer ", 7) != 0) {
		a.person = session_of(api, x);
		a.role = a.person ? a.person->role : a.role;
		a.name = a.person ? a.person->kept.user : NULL;
	}
	return a;
}

static void identify(struct api_call *call) {
	struct actor a = actor_of(call->api, call->x);
	call->device = a.device;
	call->person = a.person;
	call->role = role_of(a.role);
	if (a.name)
		api_by(call->by, a.role, a.name);
	else
		text_copy(call->by, sizeof call->by, a.role);
	if (a.device || a.person)
		http_exempt(call->x);
}

size_t api_body_limit(const struct http_exchange *x, void *arg) {
	char params[API_PARAMS][API_PARAM_SIZE], allow[64];
	const struct api_route *route = route_of(x, params, allow, sizeof allow);
	bool more =
		route && route->body_max && (route->roles & role_of(actor_of(arg, x).role)) != 0;
	return more ? route->body_max : HTTP_BODY_MAX;
}

/* A browser says where a request comes from; it must be here. */
static bool same_origin(const struct http_exchange *x) {
	const char *origin = http_field(x, "Origin"), *host = http_field(x, "Host");
	if (!origin)
		return true;
	const char *name = strstr(origin, "://");
	return name && host && !strcasecmp(name + 3, host);
}

void api_refuse_actor(struct api_call *call) {
	bool known = call->role != ROLE_PUBLIC;
	api_error(call, known ? 403 : 401, known ? "forbidden" : "unauthenticated", NULL);
}

bool api_csrf_ok(const struct api_call *call) {
	const char *csrf = http_field(call->x, "X-CSRF-Token");
	return !call->person || (csrf && auth_csrf_ok(call->person, csrf));
}

/* What can be changed has no tag here: whoever wants to change one version of it alone cannot. */
static bool names_version(const struct http_exchange *x) {
	const char *match = http_field(x, "If-Match");
	return match && strcmp(match, "*") != 0;
}

static bool allowed(struct api_call *call) {
	bool changes = call->route->method != HTTP_GET, public = call->route->roles & ROLE_PUBLIC;
	if (changes && !same_origin(call->x)) {
		api_error(call, 403, "forbidden", NULL);
		return false;
	}
	if (!public && !(call->route->roles & call->role)) {
		api_refuse_actor(call);
		return false;
	}
	if (changes && !public && !api_csrf_ok(call)) {
		api_error(call, 403, "forbidden", NULL);
		return false;
	}
	if (changes && names_version(call->x)) {
		api_error(call, 412, "precondition_failed", NULL);
		return false;
	}
	return true;
}

static bool key_ok(const char *key) {
	size_t size =
		strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
	return size >= 1 && size <= 64 && !key[size];
}

/* A key belongs to who sent it and to the route; the other digest tells whether the body is the
 * same. It has the key in it, which nobody can guess: a body with a password cannot be tried. */
static void digest(struct api_call *call, const char *key) {
	crypto_generichash_state state;
	const char *path = http_path(call->x);
	size_t size;
	const char *body = http_body(call->x, &size);
	crypto_generichash_init(&state, NULL, 0, STORE_DIGEST_SIZE);
	crypto_generichash_update(&state, (const unsigned char *)call->by, strlen(call->by) + 1);
	crypto_generichash_update(&state, (const unsigned char *)path, strlen(path) + 1);
	crypto_generichash_update(&state, (const unsigned char *)key, strlen(key));
	crypto_generichash_final(&state, call->kept.key, STORE_DIGEST_SIZE);
	crypto_generichash_init(&state, NULL, 0, STORE_DIGEST_SIZE);
	crypto_generichash_update(&state, (const unsigned char *)key, strlen(key) + 1);
	crypto_generichash_update(&state, (const unsigned char *)body, size);
	crypto_generichash_final(&state, call->kept.body, STORE_DIGEST_SIZE);
	call->kept.at_ms = office_now(call->office);
}

static void answer_again(void *arg, enum store_result result, int status, const char *text) {
	struct api_call *call = arg;
	if (result != STORE_OK || !status) {
		api_error(call, 503, "starting", NULL);
		return;
	}
	api_answer(call, status, json_loads(text, 0, NULL));
}

/* True when the command is to be done now; else it has been answered, or will be. */
static bool key_fresh(struct api_call *call) {
	const char *key = http_field(call->x, "Idempotency-Key");
	if (!key || !key_ok(key)) {
		api_error(call, 400, key ? "bad_request" : "key_missing", NULL);
		return false;
	}
	digest(call, key);
	switch (office_key_use(call->office, call->kept.key, call->kept.body)) {
	case KEY_REUSED:
		api_error(call, 422, "key_reused", NULL);
		return false;
	case KEY_KEPT:
		office_answer(call->office, call->kept.key, answer_again, call);
		return false;
	case KEY_FRESH:
		break;
	}
	return true;
}

/* What has no route: it is not here, not this way, or not known at all. */
static void refuse_route(struct api_call *call, const char *allow) {
	if (http_method(call->x) == HTTP_OTHER)
		api_error(call, 501, "not_implemented", NULL);
	else if (*allow)
		api_error(call, 405, "method_not_allowed", json_pack("{s:s}", "allow", allow));
	else
		api_error(call, 404, "not_found", NULL);
}

/* "OPTIONS *" asks about the server, not about anything that is here. */
static void tell_options(struct api_call *call) {
	static const struct http_pair allow = {"Allow", "GET, HEAD, POST, PUT, DELETE"};
	http_reply(call->x, &(struct http_reply){.status = 204, .fields = &allow, .field_n = 1});
	api_forget(call);
}

void api_handle(struct http_exchange *x, void *arg) {
	struct api *api = arg;
	char allow[64];
	struct api_call *call = mem_alloc(1, sizeof *call);
	call->api = api;
	call->office = api->options.office;
	call->x = x;
	call->lang = words_lang(http_field(x, "Accept-Language"));
	call->route = route_of(x, call->params, allow, sizeof allow);
	if (!strcmp(http_path(x), "*")) {
		tell_options(call);
		return;
	}
	if (!call->route) {
		refuse_route(call, allow);
		return;
	}
	identify(call);
	if (!allowed(call) || !api_read_body(call))
		return;
	if (!call->route->keyed || (api_ready(call) && key_fresh(call)))
		call->route->handle(call);
}
