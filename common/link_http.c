#include "common/link_http.h"

#include "common/key_file.h"
#include "common/log.h"
#include "common/mem.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BODY_MAX = 1 << 20, KEEPALIVE_S = 5 };

struct transfer {
	struct link_http *http;
	struct transfer_options options;
	CURL *easy;
	struct curl_slist *headers, *where;
	char *body;
	size_t body_size;
};

static void init_library(void) {
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

static bool readable(const char *file) {
	if (access(file, R_OK) == 0)
		return true;
	log_error("cannot read %s: %s", file, strerror(errno));
	return false;
}

bool link_http_init(struct link_http *http, const char *url, const char *key_file, const char *ca,
	int connect_ms) {
	if (ca && !readable(ca))
		return false;
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	char *key = key_file ? key_file_read(key_file) : NULL;
	if (key_file && !key)
		return false;
	pthread_once(&once, init_library);
	*http = (struct link_http){
		.multi = curl_multi_init(),
		.url = mem_strdup(url),
		.key = key,
		.ca = ca ? mem_strdup(ca) : NULL,
		.connect_ms = connect_ms,
	};
	size_t size = strlen(http->url);
	while (size && http->url[size - 1] == '/')
		http->url[--size] = '\0';
	return true;
}

void link_http_clear(struct link_http *http) {
	curl_multi_cleanup(http->multi);
	mem_free(http->url);
	mem_free(http->key);
	mem_free(http->ca);
	*http = (struct link_http){0};
}

static int status_of(const struct transfer *t) {
	long status = 0;
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	return (int)status;
}

static size_t on_head(char *bytes, size_t one, size_t size, void *arg) {
	struct transfer *t = arg;
	(void)one;
	bool end = size == 2 && !memcmp(bytes, "\r\n", 2);
	if (end && t->options.started && status_of(t) == 200)
		t->options.started(t->options.arg);
	return size;
}

static size_t on_bytes(char *bytes, size_t one, size_t size, void *arg) {
	struct transfer *t = arg;
	(void)one;
	if (t->options.bytes && status_of(t) == 200)
		return t->options.bytes(t->options.arg, bytes, size) ? size : CURL_WRITEFUNC_ERROR;
	size_t max = t->options.answer_max ? t->options.answer_max : BODY_MAX;
	if (t->body_size + size > max)
		return CURL_WRITEFUNC_ERROR;
	t->body = mem_realloc(t->body, t->body_size + size + 1, 1);
	memcpy(t->body + t->body_size, bytes, size);
	t->body_size += size;
	t->body[t->body_size] = '\0';
	return size;
}

static void add_header(struct transfer *t, const char *name, const char *value) {
	char *line = mem_printf("%s: %s", name, value);
	struct curl_slist *headers = curl_slist_append(t->headers, line);
	if (headers)
		t->headers = headers;
	mem_free(line);
}

static void set_headers(struct transfer *t) {
	if (t->http->key) {
		char *bearer = mem_printf("Bearer %s", t->http->key);
		add_header(t, "Authorization", bearer);
		mem_free(bearer);
	}
	if (t->options.body)
		add_header(t, "Content-Type",
			t->options.body_type ? t->options.body_type : "application/json");
	if (t->options.extra_name)
		add_header(t, t->options.extra_name, t->options.extra_value);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

/* Whichever host and port are asked for: at the known address. */
static void set_address(struct transfer *t) {
	const struct link_http *http = t->http;
	if (!http->address[0])
		return; /* the first look-up may take its time */
	curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS, (long)http->connect_ms);
	if (!http->by_name) {
		bool six = strchr(http->address, ':');
		char *to = mem_printf(six ? "::[%s]:" : "::%s:", http->address);
		t->where = curl_slist_append(NULL, to);
		curl_easy_setopt(t->easy, CURLOPT_CONNECT_TO, t->where);
		mem_free(to);
	}
}

/* Notes where an answer came from, or whose turn it is after none. */
static void learn_address(struct transfer *t, bool answered) {
	struct link_http *http = t->http;
	char *address = NULL;
	http->by_name = !answered && t->where;
	if (answered && !curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &address) && address)
		snprintf(http->address, sizeof http->address, "%s", address);
}

void link_http_doubt(struct link_http *http) {
	http->by_name = true;
}

static void set_connection(struct transfer *t) {
	curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(t->easy, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(t->easy, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(t->easy, CURLOPT_TCP_KEEPIDLE, (long)KEEPALIVE_S);
	curl_easy_setopt(t->easy, CURLOPT_TCP_KEEPINTVL, (long)KEEPALIVE_S);
	/* A look-up that hangs is left behind, not waited for. */
	curl_easy_setopt(t->easy, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)t->options.timeout_ms);
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, "motcua");
	if (t->http->ca)
		curl_easy_setopt(t->easy, CURLOPT_CAINFO, t->http->ca);
}

struct transfer *transfer_start(struct link_http *http, const struct transfer_options *options) {
	struct transfer *t = mem_alloc(1, sizeof *t);
	char *url = mem_printf("%s%s", http->url, options->path);
	t->http = http;
	t->options = *options;
	t->easy = curl_easy_init();
	set_connection(t);
	set_address(t);
	set_headers(t);
	curl_easy_setopt(t->easy, CURLOPT_URL, url);
	if (!strcmp(options->method, "POST")) {
		curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE,
			options->body ? (long)options->body_size : 0L);
		curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, options->body ? options->body : "");
	}
	curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_head);
	curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_bytes);
	curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
	curl_multi_add_handle(http->multi, t->easy);
	mem_free(url);
	return t;
}

void transfer_end(struct transfer *t) {
	if (!t)
		return;
	curl_multi_remove_handle(t->http->multi, t->easy);
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->headers);
	curl_slist_free_all(t->where);
	mem_free(t->body);
	mem_free(t);
}

const char *transfer_body(const struct transfer *t, size_t *size) {
	*size = t->body_size;
	return t->body ? t->body : "";
}

void link_http_step(struct link_http *http) {
	int running, left;
	CURLMsg *m;
	curl_multi_perform(http->multi, &running);
	while ((m = curl_multi_info_read(http->multi, &left))) {
		struct transfer *t = NULL;
		CURLcode result = m->data.result;
		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
		bool whole = result == CURLE_OK;
		learn_address(t, status_of(t) != 0);
		t->options.done(t->options.arg, whole ? status_of(t) : 0,
			whole ? NULL : curl_easy_strerror(result));
	}
}
