/*
 * http_parse: requests that RFC 9110 and RFC 9112 allow or forbid, each fed whole, byte by byte and
 * at random split points, with the same verdict every time. SEED=n repeats a run.
 *
 * links: server/http_parse.c server/http_chars.c server/http_host.c common/text.c common/mem.c
 */
#include "server/http_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define DONE HTTP_VERDICT_DONE
#define MORE HTTP_VERDICT_MORE
#define R(text) text, sizeof(text) - 1
#define H "Host: a\r\n"
#define END H "\r\n"

struct row {
	const char *bytes;
	size_t len;
	int verdict;
};

/* clang-format off */
static const struct row rows[] = {
	/* plain requests */
	{R("GET / HTTP/1.1\r\n" END), DONE},
	{R("GET /a/b/c.html HTTP/1.1\r\n" END), DONE},
	{R("GET / HTTP/1.0\r\n\r\n"), DONE},
	{R("HEAD / HTTP/1.1\r\n" END), DONE},
	{R("DELETE /api/v1/session HTTP/1.1\r\n" END), DONE},
	{R("OPTIONS * HTTP/1.1\r\n" END), DONE},
	{R("BREW /pot HTTP/1.1\r\n" END), DONE},
	{R("get / HTTP/1.1\r\n" END), DONE},
	{R("\r\nGET / HTTP/1.1\r\n" END), DONE},
	{R("POST /x HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\nabc"), DONE},
	{R("POST /x HTTP/1.1\r\n" H "content-LENGTH:3\r\n\r\nabc"), DONE},
	{R("POST /x HTTP/1.1\r\n" H "Content-Length: 0003\r\n\r\nabc"), DONE},
	{R("POST /x HTTP/1.1\r\n" H "Content-Length: \t 3 \t\r\n\r\nabc"), DONE},
	{R("POST /x HTTP/1.1\r\n" END), DONE},
	{R("GET /x HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\nabc"), DONE},
	{R("POST /x HTTP/1.1\r\n" H "Content-Length: 99999999999999999999999\r\n\r\n"), DONE},

	/* not all there yet */
	{R(""), MORE},
	{R("\r"), MORE},
	{R("\r\n"), MORE},
	{R("G"), MORE},
	{R("GET / HTTP/1.1"), MORE},
	{R("GET / HTTP/1.1\r"), MORE},
	{R("GET / HTTP/1.1\r\n"), MORE},
	{R("GET / HTTP/1.1\r\n" H), MORE},
	{R("GET / HTTP/1.1\r\n" H "\r"), MORE},

	/* the request line */
	{R("GET  / HTTP/1.1\r\n" END), 400},
	{R("GET /  HTTP/1.1\r\n" END), 400},
	{R("GET\t/ HTTP/1.1\r\n" END), 400},
	{R(" GET / HTTP/1.1\r\n" END), 400},
	{R("GET / HTTP/1.1 \r\n" END), 400},
	{R("GET /\r\n" END), 400},
	{R("GET HTTP/1.1\r\n" END), 400},
	{R("GET  HTTP/1.1\r\n" END), 400},
	{R("GET\r\n" END), 400},
	{R("/ HTTP/1.1\r\n" END), 400},
	{R("GET / b HTTP/1.1\r\n" END), 400},
	{R("G\0T / HTTP/1.1\r\n" END), 400},
	{R("G\xc3\xa9T / HTTP/1.1\r\n" END), 400},
	{R("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF / HTTP/1.1\r\n" END), DONE},
	{R("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG / HTTP/1.1\r\n" END), DONE},
	{R("CONNECT a:80 HTTP/1.1\r\n" END), 501},
	{R("CONNECT a:0 HTTP/1.1\r\n" END), 400},
	{R("CONNECT a HTTP/1.1\r\n" END), 400},
	{R("CONNECT / HTTP/1.1\r\n" END), 400},
	{R("\r\n\r\nGET / HTTP/1.1\r\n" END), 400},
	{R("\nGET / HTTP/1.1\r\n" END), 400},
	{R("\rGET / HTTP/1.1\r\n" END), 400},
	{R("\x16\x03\x01\x02"), 400},
	{R("\0"), 400},
	{R("{}"), 400},

	/* the version */
	{R("GET / HTTP/2.0\r\n" END), 505},
	{R("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505},
	{R("GET / HTTP/0.9\r\n" END), 505},
	{R("GET / HTTP/1.2\r\n" END), DONE},
	{R("GET / HTTP/11\r\n" END), 400},
	{R("GET / HTTP/1.10\r\n" END), 400},
	{R("GET / HTTP/01.1\r\n" END), 400},
	{R("GET / HTTP/1.\r\n" END), 400},
	{R("GET / HTTP/.1\r\n" END), 400},
	{R("GET / HTTP/1,1\r\n" END), 400},
	{R("GET / HTTP 1.1\r\n" END), 400},
	{R("GET / HTTP/a.1\r\n" END), 400},
	{R("GET / http/1.1\r\n" END), 400},
	{R("GET / ICY\r\n" END), 400},

	/* the target */
	{R("GET /%41%7e%e1%ba%a1 HTTP/1.1\r\n" END), DONE},
	{R("GET /a:b@c;d=e,f!$&'()*+-._~ HTTP/1.1\r\n" END), DONE},
	{R("GET /?a=1&b=/?:@ HTTP/1.1\r\n" END), DONE},
	{R("GET /? HTTP/1.1\r\n" END), DONE},
	{R("GET // HTTP/1.1\r\n" END), DONE},
	{R("GET /../.. HTTP/1.1\r\n" END), DONE},
	{R("GET * HTTP/1.1\r\n" END), 400},
	{R("OPTIONS *a HTTP/1.1\r\n" END), 400},
	{R("GET a HTTP/1.1\r\n" END), 400},
	{R("GET ?a HTTP/1.1\r\n" END), 400},
	{R("GET a:80 HTTP/1.1\r\n" END), 400},
	{R("GET /a#b HTTP/1.1\r\n" END), 400},
	{R("GET /?a#b HTTP/1.1\r\n" END), 400},
	{R("GET /% HTTP/1.1\r\n" END), 400},
	{R("GET /%4 HTTP/1.1\r\n" END), 400},
	{R("GET /%4g HTTP/1.1\r\n" END), 400},
	{R("GET /%%41 HTTP/1.1\r\n" END), 400},
	{R("GET /%00 HTTP/1.1\r\n" END), 400},
	{R("GET /?%00 HTTP/1.1\r\n" END), 400},
	{R("GET /%ff HTTP/1.1\r\n" END), 400},
	{R("GET /%c0%af HTTP/1.1\r\n" END), 400},
	{R("GET /%ed%a0%80 HTTP/1.1\r\n" END), 400},
	{R("GET /%f4%90%80%80 HTTP/1.1\r\n" END), 400},
	{R("GET /?q=%e1%ba HTTP/1.1\r\n" END), 400},
	{R("GET /%e1?%ba%a1 HTTP/1.1\r\n" END), 400},
	{R("GET /\xe1\xba\xa1 HTTP/1.1\r\n" END), 400},
	{R("GET /a\x01 HTTP/1.1\r\n" END), 400},
	{R("GET /a\0 HTTP/1.1\r\n" END), 400},
	{R("GET /a\x7f HTTP/1.1\r\n" END), 400},
	{R("GET /a\tb HTTP/1.1\r\n" END), 400},
	{R("GET /a|b HTTP/1.1\r\n" END), 400},
	{R("GET /?{a} HTTP/1.1\r\n" END), 400},

	/* absolute targets */
	{R("GET http://a/ HTTP/1.1\r\n" END), DONE},
	{R("GET http://a HTTP/1.1\r\n" END), DONE},
	{R("GET http://a?q HTTP/1.1\r\n" END), DONE},
	{R("GET HTTP://A/x HTTP/1.1\r\n" END), DONE},
	{R("GET http://a:80/ HTTP/1.1\r\n" END), DONE},
	{R("GET https://a:443/ HTTP/1.1\r\n" END), DONE},
	{R("GET http://a:8080/ HTTP/1.1\r\nHost: a:8080\r\n\r\n"), DONE},
	{R("GET http://[::1]:8080/ HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n"), DONE},
	{R("GET http://a/ HTTP/1.0\r\n\r\n"), DONE},
	{R("GET http://b/ HTTP/1.1\r\n" END), 400},
	{R("GET http://a:81/ HTTP/1.1\r\n" END), 400},
	{R("GET https://a:80/ HTTP/1.1\r\n" END), 400},
	{R("GET http://a/ HTTP/1.1\r\n\r\n"), 400},
	{R("GET http://a/ HTTP/1.1\r\nHost:\r\n\r\n"), 400},
	{R("GET http:/// HTTP/1.1\r\n" END), 400},
	{R("GET http:// HTTP/1.1\r\n" END), 400},
	{R("GET http:/a HTTP/1.1\r\n" END), 400},
	{R("GET http://u@a/ HTTP/1.1\r\n" END), 400},
	{R("GET http://a:x/ HTTP/1.1\r\n" END), 400},
	{R("GET ftp://a/ HTTP/1.1\r\n" END), 400},

	/* Host */
	{R("GET / HTTP/1.1\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H END), 400},
	{R("GET / HTTP/1.1\r\n" H "Host: b\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "hOST: a\r\n\r\n"), 400},
	{R("GET / HTTP/1.0\r\n" H END), 400},
	{R("GET / HTTP/1.1\r\nHost:\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\r\nHost: a:\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\r\nHost: 10.0.0.1:65535\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\r\nHost: [fe80::1]\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: a:1:2\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: :80\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: http://a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: ::1\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: [::1]x\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: [::g]\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: [1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1]\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: b\xc3\xa9\r\n\r\n"), 400},

	/* fields */
	{R("GET / HTTP/1.1\r\n" H "X:\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\r\n" H "X:a\tb\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\r\n" H "X: caf\xc3\xa9 \xff\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\r\n" H "X: a: b\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\r\n" H "!#$%&'*+-.^_`|~09: a\r\n\r\n"), DONE},
	{R("GET / HTTP/1.1\n" END), 400},
	{R("GET / HTTP/1.1\r\nHost: a\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost: a\r\n\n"), 400},
	{R("GET / HTTP/1.1\n\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X: a\rb\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X: a\r\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X: a\0b\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X: a\x0b\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X: a\x7f\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X\0: a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost : a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\nHost\t: a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X y: a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H ": a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "\xc3\xa9: a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X: a\r\n b\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X: a\r\n\tb\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n Host: a\r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n" H "X: a\r\n \r\n\r\n"), 400},
	{R("GET / HTTP/1.1\r\n \r\n" END), 400},

	/* framing */
	{R("POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nContent-Length: 6\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nContent-Length: 5\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length: 5, 5\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length: +5\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length: -5\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length:\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length: 0x5\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length: 5 5\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length: 5.0\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length: 5;\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Content-Length : 5\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 411},
	{R("POST / HTTP/1.1\r\n" H "Transfer-Encoding : chunked\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\nX\r\n\r\n"), 400},
	{R("POST / HTTP/1.1\r\n" H "Transfer-Encoding\x0b: chunked\r\n\r\n"), 400},

	/* expectations */
	{R("POST / HTTP/1.1\r\n" H "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n"), DONE},
	{R("POST / HTTP/1.1\r\n" H "Expect: 100-Continue\r\n\r\n"), DONE},
	{R("POST / HTTP/1.1\r\n" H "Expect: ,100-continue ,\r\n\r\n"), DONE},
	{R("POST / HTTP/1.1\r\n" H "Expect: 200-ok\r\n\r\n"), 417},
	{R("POST / HTTP/1.1\r\n" H "Expect: 100-continue, x\r\n\r\n"), 417},
	{R("POST / HTTP/1.1\r\n" H "Expect: 100-continue\r\nExpect: x\r\n\r\n"), 417},
};
/* clang-format on */

static unsigned long seed;

/* Feeds copies that end exactly where the bytes end, so that reading further is noticed. */
static int feed(struct http_request *r, const char *bytes, size_t len) {
	char *copy = malloc(len ? len : 1);
	assert_non_null(copy);
	memcpy(copy, bytes, len);
	int verdict = http_parse(r, copy, len);
	free(copy);
	return verdict;
}

static size_t next_split(size_t at, size_t len, int mode) {
	size_t step = mode == 0 ? len : mode == 1 ? 1 : 1 + (size_t)random() % (len / 4 + 2);
	return at + step > len ? len : at + step;
}

static int feed_split(struct http_request *r, const char *bytes, size_t len, int mode) {
	int verdict = MORE;
	*r = (struct http_request){0};
	for (size_t at = 0; verdict == MORE && at < len;) {
		at = next_split(at, len, mode);
		verdict = feed(r, bytes, at);
	}
	return verdict;
}

static void check(const char *bytes, size_t len, int verdict) {
	struct http_request whole = {0}, r;
	int got = feed(&whole, bytes, len);
	if (got != verdict)
		print_error("whole: %.300s", bytes);
	assert_int_equal(got, verdict);
	for (int mode = 1; mode < 5; mode++) {
		got = feed_split(&r, bytes, len, mode);
		if (got != verdict)
			print_error("mode %d, SEED=%lu: %.300s", mode, seed, bytes);
		assert_int_equal(got, verdict);
		if (verdict == DONE)
			assert_memory_equal(&r, &whole, sizeof r);
	}
}

static void every_row(void **state) {
	(void)state;
	assert_true(sizeof rows / sizeof *rows >= 120);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(rows[i].bytes, rows[i].len, rows[i].verdict);
}

/* What follows a request must not change how it is read. */
static void every_row_with_more_after_it(void **state) {
	(void)state;
	static const char next[] = "GET /next HTTP/1.1\r\nHost: b\r\nContent-Length: 7\r\n\r\n";
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char bytes[1024];
		if (rows[i].verdict == MORE)
			continue;
		memcpy(bytes, rows[i].bytes, rows[i].len);
		memcpy(bytes + rows[i].len, next, sizeof next);
		check(bytes, rows[i].len + sizeof next - 1, rows[i].verdict);
	}
}

/* Builds "GET /aaa… HTTP/1.1" with a target of that length. */
static void check_target(size_t target_len, const char *version, int verdict) {
	char bytes[2 * HTTP_HEAD_MAX];
	size_t n = (size_t)sprintf(bytes, "GET /");
	memset(bytes + n, 'a', target_len - 1);
	n += target_len - 1;
	n += (size_t)sprintf(bytes + n, " %s\r\n" END, version);
	check(bytes, n, verdict);
}

static void target_limit(void **state) {
	(void)state;
	check_target(HTTP_TARGET_MAX, "HTTP/1.1", DONE);
	check_target(HTTP_TARGET_MAX + 1, "HTTP/1.1", 414);
	check_target(HTTP_TARGET_MAX + 1, "HTTP/2.0", 414);
	check_target(HTTP_TARGET_MAX + 100, "HTTP/1.1", 414);
	check_target(HTTP_HEAD_MAX + 100, "HTTP/1.1", 414);
}

/* A head of that length whose last field is padded to fill it. */
static void check_head(size_t head_len, int verdict) {
	char bytes[2 * HTTP_HEAD_MAX];
	size_t n = (size_t)sprintf(bytes, "GET / HTTP/1.1\r\n" H "X: ");
	memset(bytes + n, 'a', head_len - n - 4);
	memcpy(bytes + head_len - 4, "\r\n\r\n", 4);
	check(bytes, head_len, verdict);
}

static void head_limit(void **state) {
	(void)state;
	check_head(HTTP_HEAD_MAX, DONE);
	check_head(HTTP_HEAD_MAX + 1, 431);
	check_head(HTTP_HEAD_MAX + 2, 431);
	check_head(HTTP_HEAD_MAX + 3, 431);
	check_head(HTTP_HEAD_MAX + 500, 431);
}

static void check_fields(int fields, int verdict) {
	char bytes[2 * HTTP_HEAD_MAX];
	size_t n = (size_t)sprintf(bytes, "GET / HTTP/1.1\r\n" H);
	for (int i = 1; i < fields; i++)
		n += (size_t)sprintf(bytes + n, "X%d: a\r\n", i);
	n += (size_t)sprintf(bytes + n, "\r\n");
	check(bytes, n, verdict);
}

static void field_limit(void **state) {
	(void)state;
	check_fields(HTTP_FIELDS_MAX, DONE);
	check_fields(HTTP_FIELDS_MAX + 1, 431);
	check_fields(HTTP_FIELDS_MAX + 40, 431);
}

/* Whatever the bytes, the parser stays within them and says the same however they are split. */
static void random_damage(void **state) {
	(void)state;
	static const char spice[] = "\r\n\r\n :\t\0/?%*\x7f\xff,0159Hh";
	for (int round = 0; round < 4000; round++) {
		char bytes[1024];
		const struct row *row = &rows[(size_t)random() % (sizeof rows / sizeof *rows)];
		struct http_request whole = {0}, split;
		memcpy(bytes, row->bytes, row->len);
		for (long i = random() % 4; i >= 0 && row->len > 0; i--)
			bytes[(size_t)random() % row->len] =
				spice[(size_t)random() % (sizeof spice - 1)];
		int expected = feed(&whole, bytes, row->len);
		if (expected == DONE)
			assert_true(whole.head_len <= row->len);
		int got = feed_split(&split, bytes, row->len, 1 + round % 2);
		if (got != expected)
			print_error("SEED=%lu round %d\n", seed, round);
		assert_int_equal(got, expected);
	}
}

int main(void) {
	const char *given = getenv("SEED");
	seed = given ? strtoul(given, NULL, 10)
		     : (unsigned long)time(NULL) ^ (unsigned long)getpid();
	srandom((unsigned)seed);
	printf("SEED=%lu\n", seed);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row),
		cmocka_unit_test(every_row_with_more_after_it),
		cmocka_unit_test(target_limit),
		cmocka_unit_test(head_limit),
		cmocka_unit_test(field_limit),
		cmocka_unit_test(random_damage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
