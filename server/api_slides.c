#include "server/api_call.h"

#include <stdio.h>
#include <string.h>

/* The office's pictures for the boards. */

static json_t *slides_json(const struct slides *s) {
	json_t *list = json_array();
	for (int i = 0; i < slides_count(s); i++) {
		const struct slide_file *f = slides_at(s, i);
		json_array_append_new(list, json_pack("{s:s, s:I, s:s}", "name", f->name, "size",
						    (json_int_t)f->size, "hash", f->hash));
	}
	return json_pack("{s:o, s:i}", "slides", list, "seconds", slides_seconds(s));
}

void api_slides(struct api_call *call) {
	api_answer(call, 200, slides_json(call->api->options.slides));
}

/* A mark of the bytes; whoever has them is not sent them again. */
static bool is_known(const struct api_call *call, const char *tag) {
	const char *known = http_field(call->x, "If-None-Match");
	return known && strstr(known, tag);
}

void api_slide(struct api_call *call) {
	struct slide_file *f = slides_find(call->api->options.slides, call->params[0]);
	char tag[SLIDES_HASH_SIZE + 2];
	if (!f) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	snprintf(tag, sizeof tag, "\"%s\"", f->hash);
	struct http_pair field = {"ETag", tag};
	bool known = is_known(call, tag);
	struct http_reply reply = {.status = known ? 304 : 200,
		.type = f->png ? "image/png" : "image/jpeg",
		.cache = "no-cache",
		.fields = &field,
		.field_n = 1,
		.body = f->bytes,
		.body_len = known ? 0 : f->size,
		.let_go = slide_file_let_go,
		.owner = f};
	slide_file_hold(f);
	http_reply(call->x, &reply);
	api_forget(call);
}

static void done(void *arg, enum slides_result result) {
	static const struct {
		int status;
		const char *slug;
	} refusals[] = {
		[SLIDES_NOT_FOUND] = {404, "not_found"},
		[SLIDES_NO_PICTURE] = {415, "not_picture"},
		[SLIDES_TOO_LARGE] = {422, "picture_too_large"},
		[SLIDES_CROWDED] = {409, "slides_full"},
		[SLIDES_DISK_FULL] = {503, "storage_full"},
		[SLIDES_FAILED] = {503, "starting"},
	};
	struct api_call *call = arg;
	if (result == SLIDES_DONE)
		api_slides(call);
	else
		api_error(call, refusals[result].status, refusals[result].slug, NULL);
}

/* Whether anything may be changed now; else it has been answered. */
static bool may_change(struct api_call *call) {
	if (call->api->stopping)
		api_error(call, 503, "stopping", NULL);
	return !call->api->stopping;
}

void api_slide_put(struct api_call *call) {
	size_t size;
	const char *bytes = http_body(call->x, &size);
	if (!slides_name_ok(call->params[0]))
		api_invalid(call, "name");
	else if (may_change(call))
		slides_put(call->api->options.slides, call->params[0], bytes, size, done, call);
}

void api_slide_delete(struct api_call *call) {
	if (may_change(call))
		slides_remove(call->api->options.slides, call->params[0], done, call);
}

/* The names of the member `order`; -1: it is no list of names. */
static int read_order(const json_t *order, const char *names[SLIDES_MAX]) {
	size_t count = json_array_size(order);
	if (order && (!json_is_array(order) || count > SLIDES_MAX))
		return -1;
	for (size_t i = 0; i < count; i++) {
		names[i] = json_string_value(json_array_get(order, i));
		if (!names[i])
			return -1;
	}
	return (int)count;
}

void api_slides_put(struct api_call *call) {
	const char *names[SLIDES_MAX];
	const json_t *seconds = json_object_get(call->body, "seconds");
	int count = read_order(json_object_get(call->body, "order"), names);
	json_int_t n = json_integer_value(seconds);
	bool good = !seconds || (json_is_integer(seconds) && n >= SLIDES_SECONDS_MIN &&
					n <= SLIDES_SECONDS_MAX);
	if (count < 0 || !good)
		api_invalid(call, count < 0 ? "order" : "seconds");
	else if (may_change(call))
		slides_arrange(call->api->options.slides, names, count, (int)n, done, call);
}
