/*
 * http_parse: the same verdict and the same request whether the bytes come at once, in two pieces
 * or one by one; what it says of an accepted request lies within the head and is of the right
 * characters; escapes and hosts.
 *
 * links: server/http_parse.c server/http_chars.c server/http_host.c common/text.c common/mem.c
 */
#include "common/mem.h"
#include "common/text.h"
#include "server/http_chars.h"
#include "server/http_host.h"
#include "server/http_parse.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

/* Of bytes that end where their memory ends. */
static enum http_verdict more(struct http_request *r, const uint8_t *bytes, size_t size) {
	char *there = malloc(size ? size : 1);
	memcpy(there, bytes, size);
	enum http_verdict verdict = http_parse(r, there, size);
	free(there);
	return verdict;
}

static bool same(const struct http_request *a, const struct http_request *b) {
	return a->method == b->method && a->minor == b->minor && a->keep_alive == b->keep_alive &&
	       a->expect_continue == b->expect_continue && a->has_query == b->has_query &&
	       !memcmp(&a->path, &b->path, sizeof a->path) &&
	       !memcmp(&a->query, &b->query, sizeof a->query) &&
	       !memcmp(&a->authority, &b->authority, sizeof a->authority) &&
	       a->head_len == b->head_len && a->body_len == b->body_len &&
	       a->field_n == b->field_n &&
	       !memcmp(a->fields, b->fields, a->field_n * sizeof *a->fields);
}

static void expect(enum http_verdict verdict, const struct http_request *r,
	enum http_verdict other_verdict, const struct http_request *other) {
	MUST(verdict == other_verdict);
	MUST(verdict != HTTP_VERDICT_DONE || same(r, other));
}

static void split(enum http_verdict verdict, const struct http_request *r, const uint8_t *bytes,
	size_t size, size_t at) {
	struct http_request in_two = {0};
	enum http_verdict v = more(&in_two, bytes, at);
	if (v == HTTP_VERDICT_MORE)
		v = more(&in_two, bytes, size);
	expect(verdict, r, v, &in_two);
}

static void one_by_one(enum http_verdict verdict, const struct http_request *r,
	const uint8_t *bytes, size_t size) {
	struct http_request slow = {0};
	enum http_verdict v = HTTP_VERDICT_MORE;
	for (size_t n = 0; n <= size && v == HTTP_VERDICT_MORE; n++)
		v = more(&slow, bytes, n);
	expect(verdict, r, v, &slow);
}

static void within(const struct http_request *r, struct http_span span) {
	MUST(span.at + span.len <= r->head_len);
}

static void escapes(const char *bytes, struct http_span span, bool in_query) {
	char *plain = mem_alloc(span.len, 1);
	size_t size;
	MUST(http_chars_unescape(bytes + span.at, span.len, in_query, plain, &size));
	MUST(size <= span.len && text_valid(plain, size));
	mem_free(plain);
}

static void fields(const struct http_request *r, const char *bytes) {
	MUST(r->field_n <= HTTP_FIELDS_MAX);
	for (size_t i = 0; i < r->field_n; i++) {
		const struct http_named *f = &r->fields[i];
		within(r, f->name);
		within(r, f->value);
		MUST(f->name.len > 0);
		MUST(http_chars_are(bytes + f->name.at, f->name.len, HTTP_CHARS_TOKEN));
		MUST(http_chars_are(bytes + f->value.at, f->value.len, HTTP_CHARS_VALUE));
	}
}

/* A host that is named is one: read again, it is the same place. */
static void authority(const struct http_request *r, const char *bytes) {
	struct http_host host;
	if (!r->authority.len)
		return;
	MUST(http_host_parse(bytes + r->authority.at, r->authority.len, &host));
	MUST(host.name_len > 0 && host.name_len <= r->authority.len);
	MUST(http_host_same(&host, &host, 80));
}

static void accepted(const struct http_request *r, const char *bytes, size_t size) {
	MUST(r->head_len <= size && r->head_len <= HTTP_HEAD_MAX);
	MUST(!memcmp(bytes + r->head_len - 4, "\r\n\r\n", 4));
	MUST(r->path.len + r->query.len <= HTTP_TARGET_MAX);
	within(r, r->path);
	within(r, r->query);
	within(r, r->authority);
	escapes(bytes, r->path, false);
	escapes(bytes, r->query, true);
	fields(r, bytes);
	authority(r, bytes);
	MUST(r->minor == 0 || http_parse_field(r, bytes, "HOST"));
	MUST(!http_parse_field(r, bytes, "transfer-encoding"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	struct http_request r = {0};
	enum http_verdict verdict = more(&r, bytes, size);
	split(verdict, &r, bytes, size, fuzz_place(bytes, size));
	if (size <= 512)
		one_by_one(verdict, &r, bytes, size);
	if (verdict == HTTP_VERDICT_DONE)
		accepted(&r, (const char *)bytes, size);
	return 0;
}
