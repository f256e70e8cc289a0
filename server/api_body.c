#include "server/api_call.h"

#include <string.h>
#include <strings.h>

/* What a request brings along. */

static bool type_said(const struct http_exchange *x, const char *wanted) {
	const char *type = http_field(x, "Content-Type");
	size_t size = strlen(wanted);
	return type && !strncasecmp(type, wanted, size) &&
	       (!type[size] || strchr("; \t", type[size]));
}

/* A picture of a screen is a PNG and nothing else. */
static bool is_png(const struct http_exchange *x) {
	static const char begin[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
	const char *type = http_field(x, "Content-Type");
	size_t size;
	const char *body = http_body(x, &size);
	return type && !strcasecmp(type, "image/png") && size > sizeof begin &&
	       !memcmp(body, begin, sizeof begin - 1);
}

static bool refuse(struct api_call *call, const char *slug) {
	api_error(call, 415, slug, NULL);
	return false;
}

static bool read_json(struct api_call *call) {
	size_t size;
	const char *body = http_body(call->x, &size);
	if (!size)
		return true;
	if (!type_said(call->x, "application/json"))
		return refuse(call, "not_json");
	json_decref(call->body);
	call->body = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
	if (json_is_object(call->body))
		return true;
	api_error(call, 400, "bad_request", NULL);
	return false;
}

bool api_read_body(struct api_call *call) {
	call->body = json_object();
	if (call->route->method == HTTP_GET)
		return true;
	switch (call->route->body) {
	case BODY_PNG:
		return is_png(call->x) || refuse(call, "not_png");
	case BODY_PICTURE:
		return type_said(call->x, "image/png") || type_said(call->x, "image/jpeg") ||
		       refuse(call, "not_picture");
	case BODY_WAVE:
		return type_said(call->x, "audio/wav") || refuse(call, "not_recording");
	case BODY_JSON:
		break;
	}
	return read_json(call);
}
