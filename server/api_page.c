#include "common/embed.h"
#include "common/mem.h"
#include "server/api_call.h"
#include "server/pages.h"

#include <stdio.h>
#include <string.h>

static void serve(
	struct api_call *call, int status, const char *type, const char *data, size_t size) {
	struct http_reply reply = {.status = status,
		.type = type,
		.cache = "no-cache",
		.body = data,
		.body_len = size};
	http_reply(call->x, &reply);
	api_forget(call);
}

static void serve_file(struct api_call *call, const char *name) {
	size_t size;
	const char *type = pages_type(name);
	char *data = type ? pages_read(call->api->options.web_dir, name, &size) : NULL;
	if (data)
		serve(call, 200, type, data, size);
	else
		api_error(call, 404, "not_found", NULL);
	mem_free(data);
}

void api_page_file(struct api_call *call) {
	serve_file(call, call->params[0]);
}

/* What stands in a page's braces: a word by its key, or a fact of the ticket. */
struct facts {
	enum lang lang;
	const struct queue_ticket *ticket;
	char ahead[16], state[40];
};

static const char *fact(const char *name, void *arg) {
	const struct facts *f = arg;
	if (!strcmp(name, "lang"))
		return words_tag(f->lang);
	if (!strcmp(name, "number"))
		return f->ticket ? f->ticket->number : "";
	if (!strcmp(name, "ahead"))
		return f->ahead;
	if (!strcmp(name, "state"))
		return f->state[0] ? words_get(f->lang, f->state) : "";
	return words_get(f->lang, name);
}

static void serve_page(struct api_call *call, int status, const char *name, struct facts *facts) {
	size_t size;
	const char *lang = http_query(call->x, "lang");
	char *page = pages_read(call->api->options.web_dir, name, &size);
	if (!page) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	facts->lang = lang ? words_lang(lang) : call->lang;
	char *text = pages_fill(page, fact, facts);
	serve(call, status, pages_type(name), text, strlen(text));
	mem_free(text);
	mem_free(page);
}

void api_page(struct api_call *call) {
	const char *path = http_path(call->x);
	char name[API_PARAM_SIZE];
	snprintf(name, sizeof name, "%s.html", path[1] ? path + 1 : "home");
	serve_page(call, 200, name, &(struct facts){0});
}

void api_page_phone(struct api_call *call) {
	const struct queue *q = office_shown(call->office);
	struct facts facts = {.ticket = queue_token(q, call->params[0])};
	if (facts.ticket) {
		int ahead = queue_ahead(q, facts.ticket);
		if (ahead >= 0)
			snprintf(facts.ahead, sizeof facts.ahead, "%d", ahead);
		snprintf(facts.state, sizeof facts.state, "state.%s",
			proto_ticket_state(facts.ticket->state));
	}
	serve_page(call, facts.ticket ? 200 : 404, "phone.html", &facts);
}

void api_page_description(struct api_call *call) {
	const struct embed *e = embed_find(embed_server, "server/openapi.yaml");
	if (e)
		serve(call, 200, "application/yaml", e->data, e->size);
	else
		api_error(call, 404, "not_found", NULL);
}

void api_page_words(struct api_call *call) {
	char path[API_PARAM_SIZE + 32];
	snprintf(path, sizeof path, "assets/words/%s", call->params[0]);
	const struct embed *e = embed_find(embed_common, path);
	if (e)
		serve(call, 200, "application/json", e->data, e->size);
	else
		api_error(call, 404, "not_found", NULL);
}
