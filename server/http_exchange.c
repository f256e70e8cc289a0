#include "common/mem.h"
#include "server/http_chars.h"
#include "server/http_inner.h"

#include <string.h>

#define POOL_MAX 64
#define POOLED_ROOM_MAX (8 * 1024)
#define FIRST_ROOM 1024

struct http_exchange *http_exchange_new(struct http_conn *conn) {
	struct http_server *server = conn->server;
	struct http_exchange *x = server->pool;
	if (x) {
		server->pool = x->next;
		server->pool_n--;
		char *bytes = x->bytes;
		size_t room = x->room;
		*x = (struct http_exchange){.bytes = bytes, .room = room};
	} else {
		x = mem_alloc(1, sizeof *x);
		http_exchange_reserve(x, FIRST_ROOM);
	}
	x->conn = conn;
	x->server = server;
	x->address = conn->address;
	return x;
}

void http_exchange_free(struct http_exchange *x) {
	if (!x)
		return;
	struct http_server *server = x->server;
	if (server && server->pool_n < POOL_MAX && x->room <= POOLED_ROOM_MAX) {
		x->next = server->pool;
		server->pool = x;
		server->pool_n++;
		return;
	}
	mem_free(x->bytes);
	mem_free(x);
}

void http_exchange_end(struct http_exchange *x) {
	if (x->conn)
		x->conn->exchange = NULL;
	http_exchange_free(x);
}

void http_exchange_reserve(struct http_exchange *x, size_t size) {
	if (size <= x->room)
		return;
	x->bytes = mem_realloc(x->bytes, size, 1);
	x->room = size;
}

void http_exchange_orphan(struct http_exchange *x) {
	x->conn = NULL;
	x->server = NULL;
}

struct http_conn *http_exchange_conn(const struct http_exchange *x) {
	return x->conn && x->conn->state != HTTP_STATE_DEAD ? x->conn : NULL;
}

/* --- reading in place: what stands after each string is no longer needed --- */

void http_exchange_seal_fields(struct http_exchange *x) {
	for (size_t i = 0; i < x->request.field_n; i++) {
		const struct http_named *field = &x->request.fields[i];
		x->bytes[field->name.at + field->name.len] = '\0';
		x->bytes[field->value.at + field->value.len] = '\0';
	}
}

/* The parser has looked at the escapes already, so this cannot fail. */
static void decode(char *s, size_t len, bool in_query) {
	size_t n = 0;
	if (http_chars_unescape(s, len, in_query, s, &n))
		s[n] = '\0';
}

static bool add_param(struct http_exchange *x, char *s, char *end) {
	if (s == end)
		return true;
	if (x->param_n == HTTP_PARAMS_MAX)
		return false;
	char *equals = memchr(s, '=', (size_t)(end - s));
	char *name_end = equals ? equals : end, *value = equals ? equals + 1 : end;
	*end = '\0';
	decode(s, (size_t)(name_end - s), true);
	decode(value, (size_t)(end - value), true);
	x->params[x->param_n++] =
		(struct http_param){(uint16_t)(s - x->bytes), (uint16_t)(value - x->bytes)};
	return true;
}

static bool seal_query(struct http_exchange *x) {
	char *s = x->bytes + x->request.query.at, *end = s + x->request.query.len;
	while (s < end) {
		char *mark = memchr(s, '&', (size_t)(end - s));
		char *param_end = mark ? mark : end;
		if (!add_param(x, s, param_end))
			return false;
		s = param_end + 1;
	}
	return true;
}

bool http_exchange_seal(struct http_exchange *x) {
	http_exchange_seal_fields(x);
	bool good = seal_query(x);
	decode(x->bytes + x->request.path.at, x->request.path.len, false);
	return good;
}

/* --- what was asked --- */

enum http_method http_method(const struct http_exchange *x) {
	return x->request.method;
}

const char *http_path(const struct http_exchange *x) {
	return x->request.path.len > 0 ? x->bytes + x->request.path.at : "/";
}

const char *http_query(const struct http_exchange *x, const char *name) {
	for (size_t i = 0; i < x->param_n; i++)
		if (strcmp(x->bytes + x->params[i].name, name) == 0)
			return x->bytes + x->params[i].value;
	return NULL;
}

const char *http_field(const struct http_exchange *x, const char *name) {
	const struct http_span *value = http_parse_field(&x->request, x->bytes, name);
	return value ? x->bytes + value->at : NULL;
}

/* Looks for "name=value" in "a=b; name=value; c=d". */
static const char *find_cookie(const char *s, const char *name, size_t *len) {
	size_t name_len = strlen(name);
	while (*s) {
		s += strspn(s, " \t;");
		size_t pair_len = strcspn(s, ";");
		if (pair_len > name_len && s[name_len] == '=' && memcmp(s, name, name_len) == 0) {
			*len = pair_len - name_len - 1;
			return s + name_len + 1;
		}
		s += pair_len;
	}
	return NULL;
}

bool http_cookie(const struct http_exchange *x, const char *name, char *out, size_t size) {
	for (size_t i = 0; i < x->request.field_n; i++) {
		const struct http_named *field = &x->request.fields[i];
		size_t len = 0;
		if (!http_chars_same(x->bytes + field->name.at, field->name.len, "cookie", 6))
			continue;
		const char *value = find_cookie(x->bytes + field->value.at, name, &len);
		if (!value || len >= size)
			continue;
		memcpy(out, value, len);
		out[len] = '\0';
		return true;
	}
	return false;
}

const char *http_body(const struct http_exchange *x, size_t *len) {
	*len = x->body_got;
	return x->bytes + x->request.head_len;
}

const char *http_peer(struct http_exchange *x) {
	if (!x->address_text[0])
		http_peers_text(&x->address, x->address_text);
	return x->address_text;
}

bool http_is_secure(const struct http_exchange *x) {
	return x->secure || (x->server && x->server->options.tls);
}

void http_exempt(struct http_exchange *x) {
	struct http_conn *conn = http_exchange_conn(x);
	if (!conn)
		return;
	http_peers_give(&conn->server->peers, conn->peer);
	conn->peer = NULL;
}

void http_figures(const struct http_exchange *x, struct http_figures *figures) {
	*figures = (struct http_figures){.connections = x->server->conn_n};
	memcpy(figures->answers, x->server->answers, sizeof figures->answers);
}

void http_set_user(struct http_exchange *x, void *user) {
	x->user = user;
}

void *http_user(const struct http_exchange *x) {
	return x->user;
}
