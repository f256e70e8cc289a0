#include "common/link_request.h"

#include "common/clock.h"
#include "common/mem.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { PAUSE_MIN_MS = 200, PAUSE_MAX_MS = 1000, KEY_BYTES = 16 };

static char *random_key(void) {
	unsigned char bytes[KEY_BYTES];
	char text[sodium_base64_ENCODED_LEN(KEY_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
	if (sodium_init() < 0)
		abort();
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(
		text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return mem_strdup(text);
}

struct link_request *link_request_new(
	const char *method, const char *path, json_t *body, const char *key, int patience_ms) {
	struct link_request *r = mem_alloc(1, sizeof *r);
	bool post = !strcmp(method, "POST");
	char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
	r->method = mem_strdup(method);
	r->path = mem_strdup(path);
	r->body = mem_strdup(text);
	r->body_size = text ? strlen(text) : 0;
	if (post)
		r->key = key ? mem_strdup(key) : random_key();
	r->give_up_ms = clock_mono_ms() + patience_ms;
	r->pause_ms = PAUSE_MIN_MS;
	free(text);
	json_decref(body);
	return r;
}

struct link_request *link_request_of_bytes(
	const char *path, const char *type, char *bytes, size_t size) {
	struct link_request *r = mem_alloc(1, sizeof *r);
	r->method = mem_strdup("POST");
	r->path = mem_strdup(path);
	r->body = bytes;
	r->body_size = size;
	r->body_type = type;
	r->give_up_ms = clock_mono_ms();
	r->pause_ms = PAUSE_MIN_MS;
	return r;
}

struct link_request *link_request_of_file(const char *path, size_t max) {
	struct link_request *r = link_request_new("GET", path, NULL, NULL, 0);
	r->fetch_max = max;
	return r;
}

void link_request_free(struct link_request *r) {
	if (!r)
		return;
	transfer_end(r->transfer);
	mem_free(r->method);
	mem_free(r->path);
	mem_free(r->body);
	mem_free(r->key);
	mem_free(r);
}

static void reply(struct link_request *r, struct link_message m) {
	m.kind = LINK_REPLY;
	m.request = r->id;
	r->over = true;
	link_mailbox_put(r->box, &m);
}

/* What the answer holds: JSON, or a file. */
static void reply_with(struct link_request *r, int status, const char *body, size_t size) {
	struct link_message m = {.status = status};
	if (!r->fetch_max) {
		m.json = json_loadb(body, size, JSON_DECODE_ANY, NULL);
	} else if (status == 200) {
		m.bytes = mem_copy(body, size);
		m.size = size;
	}
	reply(r, m);
}

static void try_done(void *arg, int status, const char *trouble) {
	struct link_request *r = arg;
	(void)trouble;
	if (status && status < 500) {
		size_t size;
		const char *body = transfer_body(r->transfer, &size);
		reply_with(r, status, body, size);
	} else {
		r->retry_ms = clock_mono_ms() + r->pause_ms;
		r->pause_ms = r->pause_ms * 2 < PAUSE_MAX_MS ? r->pause_ms * 2 : PAUSE_MAX_MS;
	}
	transfer_end(r->transfer);
	r->transfer = NULL;
}

/* A first try has its full time even where there is no patience for a second. */
static int try_time_ms(const struct link_request *r, int64_t now_ms) {
	int64_t left_ms = r->give_up_ms - now_ms;
	return r->tried && left_ms < r->try_ms ? (int)left_ms : r->try_ms;
}

static void start_try(struct link_request *r, int64_t now_ms) {
	struct transfer_options options = {
		.method = r->method,
		.path = r->path,
		.body = r->body,
		.body_size = r->body_size,
		.body_type = r->body_type,
		.extra_name = r->key ? "Idempotency-Key" : NULL,
		.extra_value = r->key,
		.answer_max = r->fetch_max,
		.timeout_ms = try_time_ms(r, now_ms),
		.done = try_done,
		.arg = r,
	};
	r->tried = true;
	r->transfer = transfer_start(r->http, &options);
}

int64_t link_request_step(struct link_request *r, int64_t now_ms) {
	if (r->over || r->transfer)
		return now_ms + r->try_ms;
	if (r->tried && now_ms >= r->give_up_ms)
		reply(r, (struct link_message){0});
	else if (now_ms >= r->retry_ms)
		start_try(r, now_ms);
	else
		return r->retry_ms < r->give_up_ms ? r->retry_ms : r->give_up_ms;
	return now_ms;
}
