/*
 * http_parse: one request's head, strictly, from the bytes read so far.
 *
 * Pure: no input or output, no clock, no memory of its own. The caller keeps the bytes; positions
 * are offsets from the first byte of the request, so the bytes may move between two calls. However
 * the bytes are split over the calls, the verdict is the same. Anything RFC 9110 and RFC 9112 say
 * must not be accepted is refused, and after a refusal the connection cannot be used any more.
 *
 * Source: RFC 9112 (sections 2, 3, 5, 6), RFC 9110 (sections 5, 7.2, 10.1.1), RFC 3986.
 */
#ifndef MOTCUA_HTTP_PARSE_H
#define MOTCUA_HTTP_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HTTP_HEAD_MAX 8192
#define HTTP_FIELDS_MAX 64
#define HTTP_TARGET_MAX 2048

enum http_method {
	HTTP_OTHER, /* a well-formed method we know nothing of */
	HTTP_GET,
	HTTP_HEAD,
	HTTP_POST,
	HTTP_PUT,
	HTTP_DELETE,
	HTTP_PATCH,
	HTTP_OPTIONS,
	HTTP_TRACE,
};

/* A refusal is the status to answer with. */
enum http_verdict {
	HTTP_VERDICT_MORE = 0,
	HTTP_VERDICT_DONE = 1,
	HTTP_VERDICT_BAD = 400,
	HTTP_VERDICT_LENGTH_REQUIRED = 411,
	HTTP_VERDICT_TARGET_TOO_LONG = 414,
	HTTP_VERDICT_EXPECTATION = 417,
	HTTP_VERDICT_HEAD_TOO_LARGE = 431,
	HTTP_VERDICT_NOT_IMPLEMENTED = 501,
	HTTP_VERDICT_VERSION = 505,
};

struct http_span {
	uint16_t at;
	uint16_t len;
};

struct http_named {
	struct http_span name;
	struct http_span value;
};

/* Zeroed before the first byte. */
struct http_request {
	enum http_method method;
	uint8_t minor; /* HTTP/1.minor; 1 for those to come */
	bool keep_alive;
	bool expect_continue;
	bool has_query;
	struct http_span path;      /* still encoded; empty in "http://host?q" and means "/" */
	struct http_span query;     /* still encoded, without '?' */
	struct http_span authority; /* of an absolute target, else the Host; empty without both */
	uint16_t head_len;          /* with the empty line at its end; known when done */
	uint64_t body_len;          /* as announced; the bytes after the head */
	uint16_t field_n;
	struct http_named fields[HTTP_FIELDS_MAX];

	/* the parser's own */
	uint16_t line;    /* where the line being read begins */
	uint16_t scanned; /* no line feed before this in that line */
	uint8_t part;
	uint16_t seen;
	struct http_span host;
};

/* Goes on with the request that begins at bytes[0], of which `len` bytes are there. */
enum http_verdict http_parse(struct http_request *r, const char *bytes, size_t len);

/* The value of the first field of that name (compared without case), or NULL. */
const struct http_span *http_parse_field(
	const struct http_request *r, const char *bytes, const char *name);

#endif
