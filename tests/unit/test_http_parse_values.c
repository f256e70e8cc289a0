/*
 * http_parse: what is read from requests that are allowed.
 *
 * links: server/http_parse.c server/http_chars.c server/http_host.c common/text.c common/mem.c
 */
#include "server/http_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define DONE HTTP_VERDICT_DONE
#define END "Host: a\r\n\r\n"

static void assert_span(const char *bytes, struct http_span span, const char *expected) {
	assert_int_equal(span.len, strlen(expected));
	assert_memory_equal(bytes + span.at, expected, span.len);
}

static void what_was_read(void **state) {
	(void)state;
	static const char bytes[] = "\r\nPOST /a%20b?q=%C3%A1&x HTTP/1.1\r\nhost:  a:8080 \r\n"
				    "X-One: 1\r\nx-ONE: 2\r\nExpect: 100-continue\r\n"
				    "Content-Length: 12\r\n\r\n";
	struct http_request r = {0};
	assert_int_equal(http_parse(&r, bytes, sizeof bytes - 1), DONE);
	assert_int_equal(r.method, HTTP_POST);
	assert_span(bytes, r.path, "/a%20b");
	assert_true(r.has_query);
	assert_span(bytes, r.query, "q=%C3%A1&x");
	assert_span(bytes, r.authority, "a:8080");
	assert_int_equal(r.minor, 1);
	assert_true(r.keep_alive);
	assert_true(r.expect_continue);
	assert_int_equal(r.head_len, sizeof bytes - 1);
	assert_int_equal(r.body_len, 12);
	assert_int_equal(r.field_n, 5);
	assert_span(bytes, r.fields[1].name, "X-One");
	assert_span(bytes, *http_parse_field(&r, bytes, "X-ONE"), "1");
	assert_null(http_parse_field(&r, bytes, "X-On"));
}

static void absolute_target_is_split(void **state) {
	(void)state;
	static const char bytes[] = "GET http://b:81?q HTTP/1.1\r\nHost: B:81\r\n\r\n";
	struct http_request r = {0};
	assert_int_equal(http_parse(&r, bytes, sizeof bytes - 1), DONE);
	assert_span(bytes, r.authority, "b:81");
	assert_span(bytes, r.path, "");
	assert_span(bytes, r.query, "q");
}

static void methods(void **state) {
	(void)state;
	static const struct {
		const char *name;
		enum http_method method;
	} known[] = {{"GET", HTTP_GET}, {"HEAD", HTTP_HEAD}, {"POST", HTTP_POST}, {"PUT", HTTP_PUT},
		{"DELETE", HTTP_DELETE}, {"PATCH", HTTP_PATCH}, {"OPTIONS", HTTP_OPTIONS},
		{"Get", HTTP_OTHER}, {"TRACE", HTTP_TRACE}, {"GETS", HTTP_OTHER}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		char bytes[64];
		struct http_request r = {0};
		int n = sprintf(bytes, "%s / HTTP/1.1\r\n" END, known[i].name);
		assert_int_equal(http_parse(&r, bytes, (size_t)n), DONE);
		assert_int_equal(r.method, known[i].method);
	}
}

static void connections_that_stay(void **state) {
	(void)state;
	static const struct {
		const char *bytes;
		bool keep_alive;
	} cases[] = {
		{"GET / HTTP/1.1\r\n" END, true},
		{"GET / HTTP/1.1\r\nConnection: close\r\n" END, false},
		{"GET / HTTP/1.1\r\nConnection: x,\tClose ,y\r\n" END, false},
		{"GET / HTTP/1.1\r\nConnection: keep-alive, close\r\n" END, false},
		{"GET / HTTP/1.1\r\nConnection: closed\r\n" END, true},
		{"GET / HTTP/1.0\r\n\r\n", false},
		{"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true},
		{"GET / HTTP/1.0\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n", false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct http_request r = {0};
		assert_int_equal(http_parse(&r, cases[i].bytes, strlen(cases[i].bytes)), DONE);
		assert_int_equal(r.keep_alive, cases[i].keep_alive);
	}
}

static void lengths(void **state) {
	(void)state;
	static const struct {
		const char *text;
		uint64_t value;
	} cases[] = {{"0", 0}, {"007", 7}, {"65536", 65536}, {"18446744073709551615", UINT64_MAX},
		{"18446744073709551616", UINT64_MAX}, {"184467440737095516150", UINT64_MAX}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char bytes[128];
		struct http_request r = {0};
		int n = sprintf(
			bytes, "PUT / HTTP/1.1\r\nContent-Length: %s\r\n" END, cases[i].text);
		assert_int_equal(http_parse(&r, bytes, (size_t)n), DONE);
		assert_true(r.body_len == cases[i].value);
	}
}

/* Refused each of them, but with what? */
static void codings(void **state) {
	(void)state;
	static const struct {
		const char *minor, *fields;
		int verdict;
	} cases[] = {
		{"1", "chunked", 411},
		{"1", ", Chunked,", 411},
		{"1", "gzip, chunked", 501},
		{"1", "a\r\nTransfer-Encoding: chunked", 501},
		{"1", "", 400},
		{"1", "identity", 400},
		{"1", "xchunked", 400},
		{"1", "chunked;a=b", 400},
		{"1", "chunked, gzip", 400},
		{"1", "chunked, chunked", 400},
		{"1", "chunked\r\ntransfer-encoding: a", 400},
		{"1", "chunked\r\nContent-Length: 5", 400},
		{"0", "chunked", 400},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char bytes[128];
		struct http_request r = {0};
		int n = sprintf(bytes, "PUT / HTTP/1.%s\r\nTransfer-Encoding: %s\r\n" END,
			cases[i].minor, cases[i].fields);
		assert_int_equal(http_parse(&r, bytes, (size_t)n), cases[i].verdict);
	}
}

static void a_method_without_end(void **state) {
	(void)state;
	static char bytes[2 * HTTP_TARGET_MAX];
	struct http_request r = {0};
	memset(bytes, 'M', sizeof bytes);
	assert_int_equal(http_parse(&r, bytes, HTTP_TARGET_MAX), HTTP_VERDICT_MORE);
	assert_int_equal(http_parse(&r, bytes, sizeof bytes), 501);
}

static void a_later_minor_version_is_1_1(void **state) {
	(void)state;
	static const char bytes[] = "GET / HTTP/1.9\r\n" END;
	struct http_request r = {0};
	assert_int_equal(http_parse(&r, bytes, sizeof bytes - 1), DONE);
	assert_int_equal(r.minor, 1);
	assert_true(r.keep_alive);
}

/* A 1.0 client cannot be told to go on. */
static void old_clients_do_not_wait_for_100(void **state) {
	(void)state;
	static const char bytes[] = "POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n";
	struct http_request r = {0};
	assert_int_equal(http_parse(&r, bytes, sizeof bytes - 1), DONE);
	assert_false(r.expect_continue);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_read),
		cmocka_unit_test(absolute_target_is_split),
		cmocka_unit_test(methods),
		cmocka_unit_test(connections_that_stay),
		cmocka_unit_test(lengths),
		cmocka_unit_test(codings),
		cmocka_unit_test(a_method_without_end),
		cmocka_unit_test(a_later_minor_version_is_1_1),
		cmocka_unit_test(old_clients_do_not_wait_for_100),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
