#include "common/log.h"
#include "server/http_chars.h"
#include "server/http_inner.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define HEAD_SIZE 4096

/* What no answer goes without, as design says; `data:` is for the QR codes of the pages. */
static const char security_fields[] =
	"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
	"img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
	"frame-ancestors 'none'; require-trusted-types-for 'script'\r\n"
	"X-Content-Type-Options: nosniff\r\n"
	"Referrer-Policy: no-referrer\r\n"
	"Cross-Origin-Opener-Policy: same-origin\r\n"
	"Cross-Origin-Resource-Policy: same-origin\r\n";

struct head {
	size_t len;
	char bytes[HEAD_SIZE];
};

static const char *reason_of(int status) {
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {
		{200, "OK"},
		{201, "Created"},
		{202, "Accepted"},
		{204, "No Content"},
		{302, "Found"},
		{303, "See Other"},
		{304, "Not Modified"},
		{400, "Bad Request"},
		{401, "Unauthorized"},
		{403, "Forbidden"},
		{404, "Not Found"},
		{405, "Method Not Allowed"},
		{409, "Conflict"},
		{411, "Length Required"},
		{412, "Precondition Failed"},
		{413, "Content Too Large"},
		{414, "URI Too Long"},
		{415, "Unsupported Media Type"},
		{417, "Expectation Failed"},
		{421, "Misdirected Request"},
		{422, "Unprocessable Content"},
		{429, "Too Many Requests"},
		{431, "Request Header Fields Too Large"},
		{500, "Internal Server Error"},
		{501, "Not Implemented"},
		{503, "Service Unavailable"},
		{505, "HTTP Version Not Supported"},
	};
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "";
}

/* Leaves room for the empty line at the end. */
static bool add(struct head *head, const char *bytes, size_t len) {
	if (len > sizeof head->bytes - 2 - head->len)
		return false;
	memcpy(head->bytes + head->len, bytes, len);
	head->len += len;
	return true;
}

static bool add_field(struct head *head, const char *name, const char *value) {
	size_t before = head->len;
	if (add(head, name, strlen(name)) && add(head, ": ", 2) &&
		add(head, value, strlen(value)) && add(head, "\r\n", 2))
		return true;
	head->len = before;
	return false;
}

/* Whoever puts text of others into a field must not be able to add fields with it. */
static void add_given_field(struct head *head, const struct http_pair *field) {
	if (!http_chars_are(field->name, strlen(field->name), HTTP_CHARS_TOKEN) ||
		!http_chars_are(field->value, strlen(field->value), HTTP_CHARS_VALUE) ||
		!add_field(head, field->name, field->value))
		log_warn("field %s left out of an answer", field->name);
}

/* Not by strftime, whose names follow the locale. */
static const char *date_now(struct http_server *server) {
	static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t now = time(NULL);
	struct tm tm;
	if (now != server->date_s && gmtime_r(&now, &tm)) {
		server->date_s = now;
		snprintf(server->date, sizeof server->date, "%s, %02d %s %d %02d:%02d:%02d GMT",
			days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900,
			tm.tm_hour, tm.tm_min, tm.tm_sec);
	}
	return server->date;
}

static void begin_head(
	struct head *head, struct http_server *server, int status, const char *type) {
	server->answers[status / 100 % HTTP_CLASSES]++;
	head->len = (size_t)snprintf(
		head->bytes, sizeof head->bytes, "HTTP/1.1 %d %s\r\n", status, reason_of(status));
	add_field(head, "Date", date_now(server));
	if (type)
		add_field(head, "Content-Type", type);
	add(head, security_fields, sizeof security_fields - 1);
}

static bool has_body(int status) {
	return status != 204 && status != 304;
}

static void end_head(struct head *head) {
	memcpy(head->bytes + head->len, "\r\n", 2);
	head->len += 2;
}

static void make_head(struct head *head, struct http_exchange *x, const struct http_reply *reply,
	bool keep_alive) {
	char length[24];
	begin_head(head, x->server, reply->status, reply->type);
	add_field(head, "Cache-Control", reply->cache ? reply->cache : "no-store");
	if (has_body(reply->status)) {
		snprintf(length, sizeof length, "%zu", reply->body_len);
		add_field(head, "Content-Length", length);
	}
	if (!keep_alive)
		add_field(head, "Connection", "close");
	else if (x->request.minor == 0)
		add_field(head, "Connection", "keep-alive");
	for (size_t i = 0; i < reply->field_n; i++)
		add_given_field(head, &reply->fields[i]);
	end_head(head);
}

static void give_back(const struct http_reply *reply) {
	if (reply->let_go)
		reply->let_go(reply->owner);
}

static void reply_on(
	struct http_conn *conn, struct http_exchange *x, const struct http_reply *reply) {
	struct head head;
	bool keep_alive = x->request.keep_alive && !conn->server->stopping &&
			  (!conn->peer || !http_is_crowded(conn->server));
	bool body =
		has_body(reply->status) && x->request.method != HTTP_HEAD && reply->body_len > 0;
	make_head(&head, x, reply, keep_alive);
	struct iovec parts[] = {
		{head.bytes, head.len}, {(void *)(uintptr_t)reply->body, reply->body_len}};
	struct http_loan loan = {reply->let_go, reply->owner};
	if (body && loan.let_go)
		http_conn_send_lent(conn, parts, 2, loan);
	else
		http_conn_send(conn, parts, body ? 2 : 1);
	if (!body)
		give_back(reply);
	http_exchange_end(x);
	http_conn_answered(conn, keep_alive);
}

/* Whether a list of entity tags has this one; "*" is any, and W/ before it does for `weak` alone.
 */
static bool lists_tag(const char *list, const char *tag, bool weak) {
	if (strcmp(list, "*") == 0)
		return true;
	const char *at = tag ? strstr(list, tag) : NULL;
	return at && (weak || at == list || at[-1] != '/');
}

/* What a condition makes of a page's status (RFC 9110, 13.2.2); of dates none is kept. */
static int met(const struct http_exchange *x, const struct http_reply *reply) {
	bool page = x->request.method == HTTP_GET || x->request.method == HTTP_HEAD;
	const char *tag = NULL, *match = http_field(x, "If-Match");
	const char *none_match = http_field(x, "If-None-Match");
	if (!page || reply->status != 200 || (!match && !none_match))
		return reply->status;
	for (size_t i = 0; i < reply->field_n; i++)
		if (strcmp(reply->fields[i].name, "ETag") == 0)
			tag = reply->fields[i].value;
	if (match && !lists_tag(match, tag, false))
		return 412;
	return none_match && lists_tag(none_match, tag, true) ? 304 : 200;
}

static void refuse_condition(struct http_exchange *x, const struct http_reply *reply) {
	give_back(reply);
	http_refuse(x, 412, "precondition_failed");
}

void http_reply(struct http_exchange *x, const struct http_reply *reply) {
	struct http_conn *conn = http_exchange_conn(x);
	if (!conn) {
		give_back(reply);
		http_exchange_end(x);
		return;
	}
	struct http_reply told = *reply;
	told.status = met(x, reply);
	if (told.status == 412 && reply->status != 412)
		refuse_condition(x, reply);
	else
		reply_on(conn, x, &told);
}

void http_refuse_with(struct http_exchange *x, int status, const char *slug,
	const struct http_pair *fields, size_t field_n) {
	char body[1024];
	struct http_reply reply = {
		.status = status, .fields = fields, .field_n = field_n, .body = body};
	struct http_conn *conn = http_exchange_conn(x);
	const struct http_options *options = conn ? &conn->server->options : NULL;
	if (options && options->refusal) {
		reply.body_len = options->refusal(status, slug, http_field(x, "accept-language"),
			body, sizeof body, options->arg);
		reply.type = "application/json";
	}
	http_reply(x, &reply);
}

void http_refuse(struct http_exchange *x, int status, const char *slug) {
	http_refuse_with(x, status, slug, NULL, 0);
}

struct http_conn *http_reply_open(struct http_exchange *x, const struct http_reply *reply) {
	struct head head;
	char length[24];
	struct http_conn *conn = x->conn;
	begin_head(&head, conn->server, 200, reply->type);
	add_field(&head, "Cache-Control", "no-store");
	snprintf(length, sizeof length, "%zu", reply->body_len);
	if (reply->body_len)
		add_field(&head, "Content-Length", length);
	for (size_t i = 0; i < reply->field_n; i++)
		add_given_field(&head, &reply->fields[i]);
	add_field(&head, "Connection", "close");
	end_head(&head);
	http_conn_send(conn, &(struct iovec){head.bytes, head.len}, 1);
	http_exchange_end(x);
	return conn;
}
