/*
 * The session's cookie and the query, as a handler asks for them: the first whole pair of that
 * name, as a plain reader of the same fields finds it, and texts that are UTF-8 within the head.
 *
 * The first line of the input is the target after the '/', the rest the value of Cookie.
 * links: server/http_exchange.c server/http_parse.c server/http_chars.c server/http_host.c
 * server/http_peers.c common/text.c common/mem.c
 */
#include "common/mem.h"
#include "common/text.h"
#include "server/http_chars.h"
#include "server/http_inner.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { ROOM = 44 };
static const char NAME[] = "motcua";

static char *request(const uint8_t *bytes, size_t size, size_t *length) {
	static const char begin[] = "GET /",
			  middle[] = " HTTP/1.1\r\nHost: a\r\nCookie: ", end[] = "\r\n\r\n";
	const uint8_t *line = memchr(bytes, '\n', size);
	size_t target = line ? (size_t)(line - bytes) : 0;
	size_t skip = line ? target + 1 : 0;
	char *text = mem_alloc(sizeof begin + sizeof middle + sizeof end + size, 1), *at = text;
	at = mempcpy(at, begin, sizeof begin - 1);
	at = mempcpy(at, bytes, target);
	at = mempcpy(at, middle, sizeof middle - 1);
	at = mempcpy(at, bytes + skip, size - skip);
	at = mempcpy(at, end, sizeof end - 1);
	*length = (size_t)(at - text);
	return text;
}

/* The value of the first pair of the name, which must be less than the room. */
static bool plain_pair(const char *value, size_t len, char *out) {
	char *pairs = mem_copy(value, len), *rest = pairs, *pair;
	bool found = false;
	while (!found && (pair = strsep(&rest, ";"))) {
		pair += strspn(pair, " \t");
		size_t name = strlen(NAME);
		found = !strncmp(pair, NAME, name) && pair[name] == '=';
		if (found)
			snprintf(out, ROOM, "%s", pair + name + 1);
		if (found && strlen(pair + name + 1) >= ROOM) {
			found = false;
			break;
		}
	}
	mem_free(pairs);
	return found;
}

static bool plain_cookie(const struct http_request *r, const char *bytes, char *out) {
	for (size_t i = 0; i < r->field_n; i++) {
		const struct http_named *f = &r->fields[i];
		if (http_chars_same(bytes + f->name.at, f->name.len, "COOKIE", 6) &&
			plain_pair(bytes + f->value.at, f->value.len, out))
			return true;
	}
	return false;
}

static void texts(const struct http_exchange *x) {
	MUST(text_valid(http_path(x), strlen(http_path(x))) && *http_path(x) == '/');
	for (size_t i = 0; i < x->param_n; i++) {
		const char *name = x->bytes + x->params[i].name;
		const char *value = x->bytes + x->params[i].value;
		MUST(text_valid(name, strlen(name)) && text_valid(value, strlen(value)));
		MUST(http_query(x, name));
	}
	MUST(http_field(x, "host") && !strcmp(http_field(x, "HOST"), "a"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	size_t length;
	char want[ROOM], is[ROOM];
	struct http_exchange x = {.bytes = request(bytes, size, &length)};
	if (http_parse(&x.request, x.bytes, length) == HTTP_VERDICT_DONE) {
		bool has = plain_cookie(&x.request, x.bytes, want);
		bool sealed = http_exchange_seal(&x);
		MUST(sealed || x.param_n == HTTP_PARAMS_MAX);
		MUST(http_cookie(&x, NAME, is, sizeof is) == has);
		MUST(!has || !strcmp(is, want));
		texts(&x);
	}
	mem_free(x.bytes);
	return 0;
}
