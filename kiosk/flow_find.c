/* Looking for a procedure: the words typed, the answers to them, the one that was chosen. */
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <stdio.h>
#include <string.h>

static void results_clear(struct results *r) {
	for (int i = 0; i < r->count; i++) {
		procedure_view_clear(&r->rows[i]);
	}
	memset(r, 0, sizeof *r);
}

static void results_read(struct results *r, json_t *body) {
	results_clear(r);
	r->known = true;
	r->count = body ? procedure_views_from_json(body, r->rows, FLOW_RESULTS_MAX) : 0;
}

/* Only what was counted is said to be done often: it comes first. */
static void keep_counted(struct results *r) {
	int count = 0;
	while (count < r->count && r->rows[count].visits > 0) {
		count++;
	}
	while (r->count > count) {
		procedure_view_clear(&r->rows[--r->count]);
	}
}

void flow_find_forget(struct flow *f) {
	f->query_dirty = f->keyboard_hidden = false;
	f->asked_serial = f->service_serial = f->often_serial = 0;
	results_clear(&f->results);
	results_clear(&f->often);
	results_clear(&f->service_results);
	procedure_view_clear(&f->procedure);
	memset(&f->procedure, 0, sizeof f->procedure);
	memset(f->query, 0, sizeof f->query);
	memset(f->service, 0, sizeof f->service);
}

static void query_changed(struct flow *f) {
	f->page[SCREEN_SEARCH] = 0;
	f->asked_serial = 0;
	f->query_dirty = f->query[0] != '\0';
	if (!f->query_dirty) {
		results_clear(&f->results);
	}
}

void flow_clear_query(struct flow *f) {
	f->query[0] = '\0';
	query_changed(f);
}

static void query_backspace(struct flow *f) {
	size_t n = strlen(f->query);
	while (n > 0 && ((unsigned char)f->query[n - 1] & 0xC0) == 0x80) {
		n--;
	}
	f->query[n > 0 ? n - 1 : 0] = '\0';
}

static void query_append(struct flow *f, const char *letter) {
	size_t n = strlen(f->query);
	bool space = strcmp(letter, " ") == 0;
	if (space && (n == 0 || f->query[n - 1] == ' ')) {
		return;
	}
	if (n + strlen(letter) < sizeof f->query) {
		strcpy(f->query + n, letter);
	}
}

void flow_type(struct flow *f, const char *key) {
	if (strcmp(key, "hide") == 0 || strcmp(key, "show") == 0) {
		f->keyboard_hidden = key[0] == 'h';
		f->page[SCREEN_SEARCH] = 0;
		return;
	}
	if (strcmp(key, "backspace") == 0) {
		query_backspace(f);
	} else {
		query_append(f, strcmp(key, "space") == 0 ? " " : key);
	}
	query_changed(f);
}

static void ask_often(struct flow *f) {
	f->often_serial = flow_ask(f, REQUEST_SEARCH, FLOW_READ_PATIENCE_MS)->serial;
}

static void ask_service(struct flow *f) {
	struct request *r = flow_ask(f, REQUEST_SEARCH, FLOW_READ_PATIENCE_MS);
	snprintf(r->service, sizeof r->service, "%s", f->service);
	f->service_serial = r->serial;
}

void flow_open_service(struct flow *f, const char *id) {
	snprintf(f->service, sizeof f->service, "%s", id);
	results_clear(&f->service_results);
	ask_service(f);
	flow_go(f, SCREEN_SERVICE);
}

static const struct procedure_view *listed(const struct results *r, const char *code) {
	for (int i = 0; i < r->count; i++) {
		if (strcmp(r->rows[i].code, code) == 0) {
			return &r->rows[i];
		}
	}
	return NULL;
}

/* The copy shares the list's JSON, which then stays until both are cleared. */
void flow_open_procedure(struct flow *f, const char *code) {
	const struct procedure_view *p = listed(&f->results, code);
	p = p ? p : listed(&f->often, code);
	p = p ? p : listed(&f->service_results, code);
	if (!p) {
		return;
	}
	struct procedure_view chosen = *p;
	json_incref(chosen.json);
	procedure_view_clear(&f->procedure);
	f->procedure = chosen;
	f->papers = PAPERS_IDLE;
	f->papers_serial = 0;
	flow_go(f, SCREEN_PROCEDURE);
}

/* Whether the service's procedures must be asked for again: there was no answer. */
static bool service_unanswered(const struct flow *f) {
	return f->service[0] && !f->service_results.known && f->service_serial == 0;
}

static bool often_unanswered(const struct flow *f) {
	bool before_words = f->screen == SCREEN_SEARCH && !f->query[0];
	return before_words && !f->down && !f->often.known && f->often_serial == 0;
}

bool flow_find_wants(const struct flow *f) {
	return f->query_dirty || service_unanswered(f) || often_unanswered(f);
}

static bool without_rows(const struct flow *f) {
	return f->query[0] && f->results.known && f->results.count == 0;
}

bool flow_found_nothing(const struct flow *f, int64_t now_ms) {
	return without_rows(f) && now_ms >= f->asked_ms + FLOW_SETTLE_MS;
}

int64_t flow_find_settles_ms(const struct flow *f) {
	return without_rows(f) ? f->asked_ms + FLOW_SETTLE_MS : 0;
}

void flow_find_tick(struct flow *f, int64_t now_ms) {
	if (now_ms - f->asked_ms < FLOW_SEARCH_MS || !flow_find_wants(f)) {
		return;
	}
	f->asked_ms = now_ms;
	if (service_unanswered(f)) {
		ask_service(f);
	}
	if (often_unanswered(f)) {
		ask_often(f);
	}
	if (f->query_dirty) {
		struct request *r = flow_ask(f, REQUEST_SEARCH, FLOW_READ_PATIENCE_MS);
		snprintf(r->text, sizeof r->text, "%s", f->query);
		f->asked_serial = r->serial;
		f->query_dirty = false;
	}
}

/* Reads an answer; false when there was none in time. */
static bool answered(struct results *r, int status, json_t *body) {
	if (status != 0) {
		results_read(r, status == 200 ? body : NULL);
	}
	return status != 0;
}

void flow_find_reply(struct flow *f, uint32_t serial, int status, json_t *body, int64_t now_ms) {
	bool good = true;
	if (serial == f->asked_serial) {
		f->asked_serial = 0;
		good = answered(&f->results, status, body);
		f->query_dirty = !good;
	} else if (serial == f->service_serial) {
		f->service_serial = 0;
		good = answered(&f->service_results, status, body);
	} else if (serial == f->often_serial) {
		f->often_serial = 0;
		good = answered(&f->often, status, body);
		keep_counted(&f->often);
	}
	if (!good) {
		f->asked_ms = now_ms;
	}
}
