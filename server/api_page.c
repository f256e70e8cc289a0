#include "common/embed.h"
#include "common/mem.h"
#include "server/api_call.h"
#include "server/pages.h"

#include <sodium.h>
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

enum { BUILD_BYTES = 8 };

static void digest(crypto_generichash_state *state, const struct embed *table) {
	for (const struct embed *e = table; e->name; e++)
		crypto_generichash_update(state, (const unsigned char *)e->data, e->size);
}

/* Which program this is, as far as a page that stays open for days must know: another one has other
 * pages or words. */
static const char *build(void) {
	static char text[2 * BUILD_BYTES + 1];
	unsigned char hash[crypto_generichash_BYTES_MIN];
	crypto_generichash_state state;
	if (!text[0]) {
		crypto_generichash_init(&state, NULL, 0, sizeof hash);
		digest(&state, embed_server);
		digest(&state, embed_common);
		crypto_generichash_final(&state, hash, sizeof hash);
		sodium_bin2hex(text, sizeof text, hash, BUILD_BYTES);
	}
	return text;
}

/* What stands in a page's braces: a word by its key, or a fact of the ticket. */
struct facts {
	enum lang lang;
	const char *number, *state, *line;
	bool rating;
};

static const char *fact(const char *name, void *arg) {
	const struct facts *f = arg;
	if (!strcmp(name, "lang"))
		return words_tag(f->lang);
	if (!strcmp(name, "build"))
		return build();
	if (!strcmp(name, "number"))
		return f->number;
	if (!strcmp(name, "state"))
		return f->state;
	if (!strcmp(name, "line"))
		return f->line;
	return words_get(f->lang, name);
}

static enum lang page_lang(const struct api_call *call) {
	const char *lang = http_query(call->x, "lang");
	return lang ? words_lang(lang) : call->lang;
}

/* What is asked of who was served stands in the page only then. */
static char *with_rating(const struct api_call *call, char *page, bool asked) {
	size_t size;
	char *part =
		asked ? pages_read(call->api->options.web_dir, "phone_rating.html", &size) : NULL;
	char *whole = pages_put(page, "{{rating}}", part ? part : "");
	mem_free(part);
	mem_free(page);
	return whole;
}

static void serve_page(struct api_call *call, int status, const char *name, struct facts *facts) {
	size_t size;
	char *page = pages_read(call->api->options.web_dir, name, &size);
	if (!page) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	page = with_rating(call, page, facts->rating);
	char *text = pages_fill(page, fact, facts);
	serve(call, status, pages_type(name), text, strlen(text));
	mem_free(text);
	mem_free(page);
}

void api_page(struct api_call *call) {
	const char *path = http_path(call->x);
	char name[API_PARAM_SIZE];
	snprintf(name, sizeof name, "%s.html", path[1] ? path + 1 : "home");
	serve_page(call, 200, name, &(struct facts){.lang = page_lang(call)});
}

static void not_found_page(struct api_call *call, enum lang lang) {
	struct facts facts = {lang, "–", words_get(lang, "phone.missing.title"),
		words_get(lang, "phone.missing.line"), false};
	serve_page(call, 404, "phone.html", &facts);
}

/* The key of the sentence that tells the holder where the ticket stands. */
static void line_key(char *key, size_t size, const struct queue_ticket *t, int ahead) {
	if (t->state == TICKET_WAITING && ahead < 0)
		snprintf(key, size, "phone.nocounter");
	else
		snprintf(key, size, "phone.line.%s%s", proto_ticket_state(t->state),
			t->state == TICKET_WAITING && ahead == 0 ? ".first" : "");
}

void api_page_phone(struct api_call *call) {
	char key[64], ahead[16], counter[16], line[NAME_SIZE];
	const struct queue *q = office_shown(call->office);
	const struct queue_ticket *t = queue_token(q, call->params[0]);
	enum lang lang = page_lang(call);
	if (!t) {
		not_found_page(call, lang);
		return;
	}
	int before = queue_ahead(q, t);
	snprintf(ahead, sizeof ahead, "%d", before);
	snprintf(counter, sizeof counter, "%d", t->counter);
	line_key(key, sizeof key, t, before);
	words_fill(line, sizeof line, lang, key, "ahead", ahead, "counter", counter, NULL);
	snprintf(key, sizeof key, "state.%s", proto_ticket_state(t->state));
	struct facts facts = {lang, t->number, words_get(lang, key), line, queue_can_rate(t)};
	serve_page(call, 200, "phone.html", &facts);
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
