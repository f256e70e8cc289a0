#include "kiosk/errand.h"

#include "common/device_json.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "kiosk/hand_in.h"
#include "kiosk/keep.h"
#include "kiosk/lease_json.h"

#include <stdio.h>
#include <string.h>

enum { PENDING_MAX = 64, PATH_SIZE = 512 };

struct pending {
	uint64_t link_request; /* 0: free */
	enum request_kind kind;
	uint32_t serial, press;
};

struct errand {
	struct link *link;
	struct journal *journal;
	char holder[TOKEN_SIZE];
	bool stranger; /* told that the server does not know this kiosk's key */
	struct pending pending[PENDING_MAX];
};

static void wait_for(struct errand *e, uint64_t link_request, const struct request *r) {
	for (int i = 0; i < PENDING_MAX; i++) {
		if (e->pending[i].link_request == 0) {
			e->pending[i] =
				(struct pending){link_request, r->kind, r->serial, r->press};
			return;
		}
	}
}

/* The same key each time, also after a restart: a second sending is answered as the first was. */
static uint64_t printed(struct errand *e, const struct request *r) {
	char path[PATH_SIZE], key[48];
	snprintf(path, sizeof path, "/api/v1/tickets/%lld/printed", (long long)r->ticket);
	snprintf(key, sizeof key, "printed-%lld", (long long)r->ticket);
	return link_send(e->link, "POST", path, printed_json(r->text), key, r->patience_ms);
}

static bool of_lease(const struct errand *e, uint32_t press) {
	const struct kept *entry = journal_of(e->journal, press);
	return entry && entry->lease;
}

/* Numbers of the lease are told in a return. */
static void done(struct errand *e, const struct request *r) {
	keep_done(e->journal, r->press, r->text);
	if (!of_lease(e, r->press)) {
		wait_for(e, printed(e, r), r);
	}
}

static void tell_again(struct errand *e, const struct kept *entry) {
	struct request r = {.kind = REQUEST_PRINTED,
		.press = entry->press,
		.patience_ms = FLOW_PRINTED_PATIENCE_MS};
	struct ticket t;
	if (ticket_from_json(entry->ticket, &t)) {
		r.ticket = t.id;
		snprintf(r.text, sizeof r.text, "%s", entry->text);
		wait_for(e, printed(e, &r), &r);
	}
}

struct errand *errand_new(struct link *link, struct journal *journal, const char *holder) {
	struct errand *e = mem_alloc(1, sizeof *e);
	e->link = link;
	e->journal = journal;
	snprintf(e->holder, sizeof e->holder, "%s", holder);
	for (int i = 0; i < journal_count(journal); i++) {
		struct kept *entry = journal_at(journal, i);
		if (entry->stage == STAGE_DONE && !entry->lease) {
			entry->press = UINT32_MAX - (uint32_t)i;
			tell_again(e, entry);
		}
	}
	return e;
}

void errand_free(struct errand *e) {
	mem_free(e);
}

static void append_encoded(char *out, size_t size, const char *text) {
	size_t used = strlen(out);
	for (; *text && used + 4 < size; text++) {
		unsigned char c = (unsigned char)*text;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || strchr("-._~", c);
		used += (size_t)snprintf(out + used, size - used, plain ? "%c" : "%%%02X", c);
	}
}

static uint64_t search(struct errand *e, const struct request *r) {
	char path[PATH_SIZE];
	snprintf(path, sizeof path, "/api/v1/procedures?limit=%d", FLOW_RESULTS_MAX);
	if (r->text[0]) {
		strcat(path, "&q=");
		append_encoded(path, sizeof path, r->text);
	}
	if (r->service[0]) {
		strcat(path, "&service=");
		append_encoded(path, sizeof path, r->service);
	}
	return link_send(e->link, "GET", path, NULL, NULL, r->patience_ms);
}

static uint64_t take(struct errand *e, const struct request *r, int64_t wall_ms) {
	json_t *body = take_json(
		r->service, r->priority, r->procedure, words_tag(r->lang), r->appointment);
	const char *key = keep_asked(e->journal, r, wall_ms);
	return link_send(e->link, "POST", "/api/v1/tickets", body, key, r->patience_ms);
}

/* What the server does not hear it gives up by itself. */
static void failed(struct errand *e, const struct request *r) {
	char path[PATH_SIZE];
	bool own = of_lease(e, r->press);
	keep_void(e->journal, r->press, r->text);
	if (!own) {
		snprintf(path, sizeof path, "/api/v1/tickets/%lld/failed", (long long)r->ticket);
		json_t *body = failed_json(r->text);
		wait_for(e, link_send(e->link, "POST", path, body, NULL, r->patience_ms), r);
	}
}

/* What the office's list says of an appointment slip. */
static uint64_t result(struct errand *e, const struct request *r) {
	char path[PATH_SIZE];
	snprintf(path, sizeof path, "/api/v1/results/%s", r->text);
	return link_send(e->link, "GET", path, NULL, NULL, r->patience_ms);
}

/* Who holds the slip is back. */
static uint64_t back(struct errand *e, const struct request *r) {
	char path[PATH_SIZE];
	snprintf(path, sizeof path, "/api/v1/tickets/%s/back", r->text);
	return link_send(e->link, "POST", path, NULL, NULL, r->patience_ms);
}

static uint64_t rate(struct errand *e, const struct request *r) {
	char path[PATH_SIZE];
	snprintf(path, sizeof path, "/api/v1/tickets/%s/rating", r->text);
	return link_send(e->link, "POST", path, rating_json(r->score), NULL, r->patience_ms);
}

static uint64_t status(
	struct errand *e, const struct request *r, const struct device_status *said) {
	json_t *body = device_status_json(said);
	return link_send(e->link, "POST", "/api/v1/kiosk/status", body, NULL, r->patience_ms);
}

static uint64_t lease(struct errand *e, const struct request *r) {
	json_t *body = lease_ask_json(e->holder);
	return link_send(e->link, "POST", "/api/v1/kiosk/lease", body, NULL, r->patience_ms);
}

static uint64_t hand_in(struct errand *e, const struct request *r) {
	json_t *body = hand_in_body(e->journal);
	return link_send(e->link, "POST", "/api/v1/kiosk/lease/return", body, NULL, r->patience_ms);
}

void errand_send(struct errand *e, const struct request *r, const struct device_status *said,
	int64_t wall_ms) {
	switch (r->kind) {
	case REQUEST_SEARCH:
		wait_for(e, search(e, r), r);
		break;
	case REQUEST_TAKE:
		wait_for(e, take(e, r, wall_ms), r);
		break;
	case REQUEST_PRINTED:
		done(e, r);
		break;
	case REQUEST_FAILED:
		failed(e, r);
		break;
	case REQUEST_STATUS:
		wait_for(e, status(e, r, said), r);
		break;
	case REQUEST_RESULT:
		wait_for(e, result(e, r), r);
		break;
	case REQUEST_RETURN:
		wait_for(e, back(e, r), r);
		break;
	case REQUEST_RATE:
		wait_for(e, rate(e, r), r);
		break;
	case REQUEST_LEASE:
		wait_for(e, lease(e, r), r);
		break;
	case REQUEST_HAND_IN:
		wait_for(e, hand_in(e, r), r);
		break;
	case REQUEST_PRINT_TICKET:
	case REQUEST_PRINT_PAPERS:
	case REQUEST_ALONE:
	case REQUEST_KEEP_LEASE:
		break;
	}
}

/* The technician must come: one line. */
static void check_key(struct errand *e, int status) {
	if ((status == 401 || status == 403) && !e->stranger) {
		e->stranger = true;
		log_error("kiosk: the server does not accept this kiosk's key");
	}
}

/* What an answer means for the journal. */
static void note(struct errand *e, const struct pending *p, const struct link_message *reply) {
	bool good = reply->status == 200 || reply->status == 201;
	if (p->kind == REQUEST_TAKE) {
		keep_answer(e->journal, p->press, good ? kept_ticket(reply->json) : NULL);
	} else if (p->kind == REQUEST_PRINTED) {
		keep_told(e->journal, p->press);
	}
}

uint32_t errand_answered(
	struct errand *e, const struct link_message *reply, enum request_kind *kind) {
	check_key(e, reply->status);
	for (int i = 0; i < PENDING_MAX; i++) {
		struct pending p = e->pending[i];
		if (p.link_request == reply->request) {
			e->pending[i] = (struct pending){0};
			*kind = p.kind;
			note(e, &p, reply);
			return p.serial;
		}
	}
	return 0;
}
