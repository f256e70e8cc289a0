#include "common/mem.h"
#include "common/text.h"
#include "server/api_call.h"
#include "server/json_text.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void api_forget(struct api_call *call) {
	json_decref(call->body);
	mem_free(call->text);
	mem_free(call);
}

/* Sends the call's text with its status and further fields, and ends the call. */
static void send(struct api_call *call, const struct http_pair *fields, size_t count) {
	struct http_reply reply = {
		.status = call->status,
		.type = "application/json",
		.fields = fields,
		.field_n = count,
		.body = call->text,
		.body_len = call->text ? strlen(call->text) : 0,
	};
	http_reply(call->x, &reply);
	api_forget(call);
}

static void set(struct api_call *call, int status, json_t *json) {
	mem_free(call->text);
	call->status = status;
	call->text = json_text(json);
	json_decref(json);
}

void api_answer_with(struct api_call *call, int status, json_t *json,
	const struct http_pair *fields, size_t count) {
	set(call, status, json);
	send(call, fields, count);
}

void api_answer(struct api_call *call, int status, json_t *json) {
	api_answer_with(call, status, json, NULL, 0);
}

void api_answer_bytes(struct api_call *call, const char *type, const void *bytes, size_t size) {
	struct http_reply reply = {.status = 200, .type = type, .body = bytes, .body_len = size};
	http_reply(call->x, &reply);
	api_forget(call);
}

void api_answer_text(struct api_call *call, const char *type, const char *text) {
	api_answer_bytes(call, type, text, strlen(text));
}

static const char *message(enum lang lang, const char *slug) {
	char key[64];
	snprintf(key, sizeof key, "error.%s", slug);
	return words_get(lang, key);
}

static json_t *error_json(enum lang lang, const char *slug, json_t *more) {
	json_t *error = json_pack("{s:s, s:s}", "error", slug, "message", message(lang, slug));
	if (more)
		json_object_update(error, more);
	json_decref(more);
	return error;
}

void api_error(struct api_call *call, int status, const char *slug, json_t *more) {
	struct http_pair field = {0};
	char allow[64] = "";
	const char *methods = json_string_value(json_object_get(more, "allow"));
	if (status == 405 && methods) {
		text_copy(allow, sizeof allow, methods);
		field = (struct http_pair){"Allow", allow};
	} else if (status == 401) {
		field = (struct http_pair){"WWW-Authenticate", "Bearer"};
	} else if (status == 503) {
		field = (struct http_pair){"Retry-After", "1"};
	}
	api_answer_with(
		call, status, error_json(call->lang, slug, more), &field, field.name != NULL);
}

void api_invalid(struct api_call *call, const char *field) {
	api_error(call, 422, "invalid", json_pack("{s:s}", "field", field));
}

void api_invalid_because(struct api_call *call, const char *field, const char *why) {
	api_error(call, 422, "invalid", json_pack("{s:s, s:s}", "field", field, "message", why));
}

void api_not_now(struct api_call *call) {
	api_error(call, 503, call->api->stopping ? "stopping" : "starting", NULL);
}

bool api_ready(struct api_call *call) {
	if (!call->api->stopping && office_ready(call->office))
		return true;
	api_not_now(call);
	return false;
}

void api_slow_down(struct api_call *call, int after_s) {
	char after[16];
	struct http_pair field = {"Retry-After", after};
	snprintf(after, sizeof after, "%d", after_s);
	set(call, 429,
		error_json(call->lang, "slow_down", json_pack("{s:i}", "retry_after_s", after_s)));
	send(call, &field, 1);
}

void api_verdict(struct api_call *call, enum verdict verdict, json_t *ticket) {
	static const struct {
		int status;
		const char *slug;
	} answers[] = {
		[VERDICT_NOT_FOUND] = {404, "not_found"},
		[VERDICT_WRONG_STATE] = {409, "wrong_state"},
		[VERDICT_BUSY] = {409, "busy"},
		[VERDICT_QUOTA] = {409, "quota_reached"},
		[VERDICT_SLOW_DOWN] = {429, "slow_down"},
	};
	json_t *more = ticket ? json_pack("{s:o}", "ticket", ticket) : NULL;
	api_error(call, answers[verdict].status, answers[verdict].slug, more);
}

void api_unwritten(struct api_call *call, enum store_result result) {
	api_error(call, 503, result == STORE_FULL ? "storage_full" : "starting", NULL);
}

json_t *api_number_or_null(int64_t n) {
	return n ? json_integer(n) : json_null();
}

json_t *api_text_or_null(const char *text) {
	return text && *text ? json_string(text) : json_null();
}

void api_committed(void *arg, enum store_result result) {
	struct api_call *call = arg;
	if (result == STORE_OK)
		send(call, NULL, 0);
	else
		api_unwritten(call, result);
}

const struct store_answer *api_keep(struct api_call *call, int status, json_t *json) {
	set(call, status, json);
	call->kept.status = status;
	call->kept.text = call->text;
	return call->kept.at_ms ? &call->kept : NULL;
}

void api_commit(struct api_call *call, int status, json_t *json) {
	const struct store_answer *answer = api_keep(call, status, json);
	office_commit(call->office, answer, api_committed, call);
}

bool api_text(const struct api_call *call, const char *key, char *to, size_t size) {
	return api_text_of(call->body, key, to, size);
}

bool api_text_of(const json_t *from, const char *key, char *to, size_t size) {
	const json_t *j = json_object_get(from, key);
	*to = '\0';
	if (!j || json_is_null(j))
		return true;
	if (!json_is_string(j) || json_string_length(j) >= size)
		return false;
	for (const unsigned char *s = (const unsigned char *)json_string_value(j); *s; s++)
		if (*s < 0x20 || *s == 0x7f)
			return false;
	return text_copy(to, size, json_string_value(j));
}

/* A copy without the blanks at its ends. */
static bool copy_trimmed(char *to, size_t size, const char *from) {
	from += strspn(from, " ");
	size_t length = strlen(from);
	while (length > 0 && from[length - 1] == ' ')
		length--;
	if (length >= size)
		return false;
	memcpy(to, from, length);
	to[length] = '\0';
	return true;
}

bool api_note(const struct api_call *call, const char *key, char to[static NOTE_SIZE]) {
	char raw[NOTE_SIZE * 2];
	if (!api_text(call, key, raw, sizeof raw))
		return false;
	char *text = text_nfc(raw);
	bool fits = text && copy_trimmed(to, NOTE_SIZE, text);
	mem_free(text);
	return fits;
}

bool api_reason(struct api_call *call, bool needed, char to[static NOTE_SIZE]) {
	if (api_note(call, "reason", to) && (to[0] || !needed))
		return true;
	api_invalid(call, "reason");
	return false;
}

int64_t api_number(const char *param) {
	char *end;
	size_t size = strspn(param, "0123456789");
	if (size == 0 || size > 15 || param[size])
		return 0;
	return strtoll(param, &end, 10);
}

int api_counter_id(const struct api_call *call, int64_t number) {
	bool known = number > 0 && number <= INT_MAX &&
		     setup_counter(office_setup(call->office), (int)number) >= 0;
	return known ? (int)number : 0;
}

size_t api_refusal(
	int status, const char *slug, const char *language, char *out, size_t size, void *arg) {
	(void)status;
	(void)arg;
	json_t *json = error_json(words_lang(language), slug, NULL);
	size_t written = json_dumpb(json, out, size, JSON_COMPACT);
	json_decref(json);
	return written < size ? written : 0;
}
