#include "server/http_parse.h"

#include "server/http_chars.h"
#include "server/http_host.h"

#include <string.h>

/* The longest target with a method as long as any, two spaces, the version and CRLF. */
#define METHOD_MAX 32
#define REQUEST_LINE_MAX (METHOD_MAX + HTTP_TARGET_MAX + 2 + 8 + 2)

enum part { PART_START, PART_REQUEST_LINE, PART_FIELDS };

enum seen {
	SEEN_HOST = 1,
	SEEN_LENGTH = 2,
	SEEN_CODING = 4,
	SEEN_CLOSE = 8,
	SEEN_KEEP_ALIVE = 16,
	SEEN_CONTINUE = 32,
	SEEN_OTHER_EXPECTATION = 64,
	SEEN_ABSOLUTE_HTTP = 128,
	SEEN_ABSOLUTE_HTTPS = 256,
	SEEN_CHUNKED = 512,       /* as the last coding so far */
	SEEN_OTHER_CODING = 1024, /* before it */
	SEEN_WRONG_CODING = 2048, /* after it, where the end cannot be known */
};

static bool is_word(const char *s, size_t len, const char *word) {
	return http_chars_same(s, len, word, strlen(word));
}

/* --- the request line --- */

static bool read_method(struct http_request *r, const char *s, size_t len) {
	static const struct {
		const char *name;
		enum http_method method;
	} known[] = {
		{"GET", HTTP_GET},
		{"POST", HTTP_POST},
		{"HEAD", HTTP_HEAD},
		{"PUT", HTTP_PUT},
		{"DELETE", HTTP_DELETE},
		{"PATCH", HTTP_PATCH},
		{"OPTIONS", HTTP_OPTIONS},
		{"TRACE", HTTP_TRACE},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strlen(known[i].name) == len && memcmp(known[i].name, s, len) == 0) {
			r->method = known[i].method;
			return true;
		}
	}
	return len > 0 && http_chars_are(s, len, HTTP_CHARS_TOKEN);
}

/* We are no proxy: one who asks well is told so. */
static enum http_verdict read_connect(const char *target, const char *end) {
	struct http_host host;
	bool good = http_host_parse(target, (size_t)(end - target), &host) && host.port > 0;
	return good ? HTTP_VERDICT_NOT_IMPLEMENTED : HTTP_VERDICT_BAD;
}

static enum http_verdict read_version(struct http_request *r, const char *s, size_t len) {
	if (len != 8 || memcmp(s, "HTTP/", 5) != 0 || s[6] != '.')
		return HTTP_VERDICT_BAD;
	if (s[5] < '0' || s[5] > '9' || s[7] < '0' || s[7] > '9')
		return HTTP_VERDICT_BAD;
	if (s[5] != '1')
		return HTTP_VERDICT_VERSION;
	r->minor = s[7] > '0';
	return HTTP_VERDICT_MORE;
}

static bool escapes_valid(const char *s, size_t len) {
	char decoded[HTTP_TARGET_MAX];
	size_t n;
	return len == 0 || !memchr(s, '%', len) || http_chars_unescape(s, len, false, decoded, &n);
}

static struct http_span span(const char *bytes, const char *from, const char *to) {
	return (struct http_span){(uint16_t)(from - bytes), (uint16_t)(to - from)};
}

static bool read_path_and_query(
	struct http_request *r, const char *bytes, const char *s, const char *end) {
	const char *mark = memchr(s, '?', (size_t)(end - s));
	const char *path_end = mark ? mark : end;
	const char *query = mark ? mark + 1 : end;
	if (!http_chars_are(s, (size_t)(path_end - s), HTTP_CHARS_PATH) ||
		!http_chars_are(query, (size_t)(end - query), HTTP_CHARS_QUERY))
		return false;
	r->path = span(bytes, s, path_end);
	r->query = span(bytes, query, end);
	r->has_query = mark != NULL;
	return escapes_valid(s, (size_t)(path_end - s)) &&
	       escapes_valid(query, (size_t)(end - query));
}

static bool read_absolute(
	struct http_request *r, const char *bytes, const char *s, const char *end) {
	size_t len = (size_t)(end - s), scheme;
	if (len > 7 && is_word(s, 7, "http://"))
		scheme = 7, r->seen |= SEEN_ABSOLUTE_HTTP;
	else if (len > 8 && is_word(s, 8, "https://"))
		scheme = 8, r->seen |= SEEN_ABSOLUTE_HTTPS;
	else
		return false;
	const char *authority = s + scheme, *path = authority;
	while (path < end && *path != '/' && *path != '?')
		path++;
	r->authority = span(bytes, authority, path);
	return read_path_and_query(r, bytes, path, end);
}

static bool read_target(struct http_request *r, const char *bytes, const char *s, const char *end) {
	if (s == end)
		return false;
	if (*s == '/')
		return read_path_and_query(r, bytes, s, end);
	if (*s == '*' && end - s == 1) {
		r->path = span(bytes, s, end);
		return r->method == HTTP_OPTIONS;
	}
	return read_absolute(r, bytes, s, end);
}

static enum http_verdict read_request_line(
	struct http_request *r, const char *bytes, const char *s, const char *end) {
	const char *space = memchr(s, ' ', (size_t)(end - s));
	if (!space || !read_method(r, s, (size_t)(space - s)))
		return HTTP_VERDICT_BAD;
	const char *target = space + 1;
	const char *target_end = memchr(target, ' ', (size_t)(end - target));
	if (!target_end)
		return HTTP_VERDICT_BAD;
	if (target_end - target > HTTP_TARGET_MAX)
		return HTTP_VERDICT_TARGET_TOO_LONG;
	enum http_verdict verdict = read_version(r, target_end + 1, (size_t)(end - target_end - 1));
	r->part = PART_FIELDS;
	if (verdict != HTTP_VERDICT_MORE)
		return verdict;
	if (space - s == 7 && memcmp(s, "CONNECT", 7) == 0)
		return read_connect(target, target_end);
	if (!read_target(r, bytes, target, target_end))
		return HTTP_VERDICT_BAD;
	return verdict;
}

/* --- fields --- */

static bool read_length(struct http_request *r, const char *s, size_t len) {
	if (len == 0 || r->seen & SEEN_LENGTH)
		return false;
	uint64_t value = 0;
	for (size_t i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		uint64_t digit = (uint64_t)(s[i] - '0');
		value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
	}
	r->seen |= SEEN_LENGTH;
	r->body_len = value;
	return true;
}

static void trim(const char **s, const char **end) {
	while (*s < *end && (**s == ' ' || **s == '\t'))
		++*s;
	while (*end > *s && ((*end)[-1] == ' ' || (*end)[-1] == '\t'))
		--*end;
}

/* The next of a comma-separated list that is not empty; false when there is none. */
static bool next_item(const char **s, const char *end, const char **item, size_t *len) {
	while (*s < end) {
		const char *comma = memchr(*s, ',', (size_t)(end - *s));
		const char *item_end = comma ? comma : end;
		*item = *s;
		*s = comma ? comma + 1 : end;
		trim(item, &item_end);
		*len = (size_t)(item_end - *item);
		if (*len > 0)
			return true;
	}
	return false;
}

/* Marks what a list has: `flag` for `word`, `other` for anything else. */
static void read_list(struct http_request *r, const char *s, size_t len, const char *word,
	unsigned flag, unsigned other) {
	const char *end = s + len, *item;
	size_t item_len;
	while (next_item(&s, end, &item, &item_len))
		r->seen |= (uint16_t)(is_word(item, item_len, word) ? flag : other);
}

/* Of all such fields together: only where "chunked" comes once and last can the end be known. */
static void read_codings(struct http_request *r, const char *s, size_t len) {
	const char *end = s + len, *item;
	size_t item_len;
	r->seen |= SEEN_CODING;
	while (next_item(&s, end, &item, &item_len)) {
		if (r->seen & SEEN_CHUNKED)
			r->seen |= SEEN_WRONG_CODING;
		r->seen |= is_word(item, item_len, "chunked") ? SEEN_CHUNKED : SEEN_OTHER_CODING;
	}
}

/* Takes note of the fields that decide how the request is read. */
static bool heed_field(struct http_request *r, const char *bytes, const struct http_named *field) {
	const char *name = bytes + field->name.at, *value = bytes + field->value.at;
	size_t name_len = field->name.len, value_len = field->value.len;
	if (is_word(name, name_len, "host")) {
		if (r->seen & SEEN_HOST)
			return false;
		r->seen |= SEEN_HOST;
		r->host = field->value;
	} else if (is_word(name, name_len, "content-length")) {
		return read_length(r, value, value_len);
	} else if (is_word(name, name_len, "transfer-encoding")) {
		read_codings(r, value, value_len);
	} else if (is_word(name, name_len, "connection")) {
		read_list(r, value, value_len, "close", SEEN_CLOSE, 0);
		read_list(r, value, value_len, "keep-alive", SEEN_KEEP_ALIVE, 0);
	} else if (is_word(name, name_len, "expect")) {
		read_list(
			r, value, value_len, "100-continue", SEEN_CONTINUE, SEEN_OTHER_EXPECTATION);
	}
	return true;
}

static enum http_verdict read_field(
	struct http_request *r, const char *bytes, const char *s, const char *end) {
	const char *colon = memchr(s, ':', (size_t)(end - s));
	if (!colon || colon == s || !http_chars_are(s, (size_t)(colon - s), HTTP_CHARS_TOKEN))
		return HTTP_VERDICT_BAD;
	const char *value = colon + 1;
	if (!http_chars_are(value, (size_t)(end - value), HTTP_CHARS_VALUE))
		return HTTP_VERDICT_BAD;
	if (r->field_n == HTTP_FIELDS_MAX)
		return HTTP_VERDICT_HEAD_TOO_LARGE;
	trim(&value, &end);
	struct http_named *field = &r->fields[r->field_n++];
	field->name = span(bytes, s, colon);
	field->value = span(bytes, value, end);
	return heed_field(r, bytes, field) ? HTTP_VERDICT_MORE : HTTP_VERDICT_BAD;
}

/* --- the whole head --- */

/* An absolute target overrules Host, but one that disagrees was made to deceive somebody. */
static bool settle_authority(struct http_request *r, const char *bytes) {
	struct http_host host, target;
	if (!(r->seen & SEEN_HOST) && r->minor == 1)
		return false;
	bool has_host = r->host.len > 0;
	if (has_host && !http_host_parse(bytes + r->host.at, r->host.len, &host))
		return false;
	if (!(r->seen & (SEEN_ABSOLUTE_HTTP | SEEN_ABSOLUTE_HTTPS))) {
		r->authority = r->host;
		return true;
	}
	uint16_t default_port = r->seen & SEEN_ABSOLUTE_HTTPS ? 443 : 80;
	if (!http_host_parse(bytes + r->authority.at, r->authority.len, &target))
		return false;
	return r->seen & SEEN_HOST ? has_host && http_host_same(&host, &target, default_port)
				   : true;
}

/* How a request with a coded body is refused: where its end is in doubt, as one that is malformed.
 */
static enum http_verdict refuse_coding(const struct http_request *r) {
	bool faulty = r->minor == 0 || r->seen & (SEEN_LENGTH | SEEN_WRONG_CODING);
	if (faulty || !(r->seen & SEEN_CHUNKED))
		return HTTP_VERDICT_BAD;
	return r->seen & SEEN_OTHER_CODING ? HTTP_VERDICT_NOT_IMPLEMENTED
					   : HTTP_VERDICT_LENGTH_REQUIRED;
}

static enum http_verdict finish(struct http_request *r, const char *bytes, size_t head_len) {
	if (!settle_authority(r, bytes))
		return HTTP_VERDICT_BAD;
	if (r->seen & SEEN_CODING)
		return refuse_coding(r);
	if (r->seen & SEEN_OTHER_EXPECTATION)
		return HTTP_VERDICT_EXPECTATION;
	r->keep_alive = !(r->seen & SEEN_CLOSE) && (r->minor == 1 || r->seen & SEEN_KEEP_ALIVE);
	r->expect_continue = r->seen & SEEN_CONTINUE && r->minor == 1;
	r->head_len = (uint16_t)head_len;
	return HTTP_VERDICT_DONE;
}

static enum http_verdict read_line(struct http_request *r, const char *bytes, const char *lf) {
	const char *s = bytes + r->line;
	if (lf == s || lf[-1] != '\r')
		return HTTP_VERDICT_BAD;
	const char *end = lf - 1;
	r->line = r->scanned = (uint16_t)(lf + 1 - bytes);
	if (s == end && r->part == PART_START) {
		r->part = PART_REQUEST_LINE;
		return HTTP_VERDICT_MORE;
	}
	if (r->part != PART_FIELDS)
		return read_request_line(r, bytes, s, end);
	return s == end ? finish(r, bytes, r->line) : read_field(r, bytes, s, end);
}

/* One empty line may stand before a request; anything else that is no token is no HTTP. */
static bool begins_well(const struct http_request *r, const char *bytes, size_t len) {
	if (len <= r->line)
		return true;
	const char *first = bytes + r->line;
	return http_chars_are(first, 1, HTTP_CHARS_TOKEN) ||
	       (*first == '\r' && r->part == PART_START);
}

/* What is too large when a line has no end within its limit. */
static enum http_verdict too_long(const struct http_request *r, const char *bytes, size_t limit) {
	if (r->part == PART_FIELDS)
		return HTTP_VERDICT_HEAD_TOO_LARGE;
	const char *line = bytes + r->line;
	return memchr(line, ' ', limit - r->line) ? HTTP_VERDICT_TARGET_TOO_LONG
						  : HTTP_VERDICT_NOT_IMPLEMENTED;
}

enum http_verdict http_parse(struct http_request *r, const char *bytes, size_t len) {
	for (;;) {
		bool in_fields = r->part == PART_FIELDS;
		size_t limit = in_fields ? HTTP_HEAD_MAX : (size_t)r->line + REQUEST_LINE_MAX;
		size_t seen = len < limit ? len : limit;
		if (!in_fields && !begins_well(r, bytes, seen))
			return HTTP_VERDICT_BAD;
		const char *lf = memchr(bytes + r->scanned, '\n', seen - r->scanned);
		if (!lf) {
			r->scanned = (uint16_t)seen;
			return len < limit ? HTTP_VERDICT_MORE : too_long(r, bytes, limit);
		}
		enum http_verdict verdict = read_line(r, bytes, lf);
		if (verdict != HTTP_VERDICT_MORE)
			return verdict;
	}
}

const struct http_span *http_parse_field(
	const struct http_request *r, const char *bytes, const char *name) {
	for (size_t i = 0; i < r->field_n; i++) {
		const struct http_named *field = &r->fields[i];
		if (is_word(bytes + field->name.at, field->name.len, name))
			return &field->value;
	}
	return NULL;
}
