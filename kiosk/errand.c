#include "kiosk/errand.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "kiosk/outbox.h"

#include <stdio.h>
#include <string.h>

enum { PENDING_MAX = 64, PATH_SIZE = 512 };

struct pending {
	uint64_t link_request; /* 0: free */
	uint32_t serial;
	int64_t ticket; /* of a "printed" kept in the outbox; 0: none */
};

struct errand {
	struct link *link;
	struct outbox outbox;
	bool stranger; /* told that the server does not know this kiosk's key */
	struct pending pending[PENDING_MAX];
};

static void wait_for(struct errand *e, uint64_t link_request, uint32_t serial, int64_t ticket) {
	for (int i = 0; i < PENDING_MAX; i++) {
		if (e->pending[i].link_request == 0) {
			e->pending[i] = (struct pending){link_request, serial, ticket};
			return;
		}
	}
}

/* The same key each time, also after a restart: a second sending is answered as the first was. */
static void send_printed(struct errand *e, uint32_t serial, int64_t ticket, const char *how) {
	char path[PATH_SIZE], key[48];
	snprintf(path, sizeof path, "/api/v1/tickets/%lld/printed", (long long)ticket);
	snprintf(key, sizeof key, "printed-%lld", (long long)ticket);
	uint64_t sent =
		link_send(e->link, "POST", path, printed_json(how), key, FLOW_PRINTED_PATIENCE_MS);
	wait_for(e, sent, serial, ticket);
}

struct errand *errand_new(struct link *link, const char *state) {
	struct errand *e = mem_alloc(1, sizeof *e);
	struct outbox_entry old[OUTBOX_MAX];
	e->link = link;
	outbox_open(&e->outbox, state);
	int count = outbox_read(&e->outbox, old);
	for (int i = 0; i < count; i++) {
		send_printed(e, 0, old[i].ticket, old[i].how);
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

static uint64_t take(struct errand *e, const struct request *r) {
	json_t *body = take_json(r->service, r->priority, r->procedure, words_tag(r->lang));
	return link_send(e->link, "POST", "/api/v1/tickets", body, NULL, r->patience_ms);
}

static uint64_t failed(struct errand *e, const struct request *r) {
	char path[PATH_SIZE];
	snprintf(path, sizeof path, "/api/v1/tickets/%lld/failed", (long long)r->ticket);
	return link_send(e->link, "POST", path, failed_json(r->text), NULL, r->patience_ms);
}

/* Who holds the slip is back. */
static uint64_t back(struct errand *e, const struct request *r) {
	char path[PATH_SIZE];
	snprintf(path, sizeof path, "/api/v1/tickets/%s/back", r->text);
	return link_send(e->link, "POST", path, NULL, NULL, r->patience_ms);
}

static uint64_t status(struct errand *e, const struct request *r, enum printer_state printer) {
	json_t *body = kiosk_status_json(printer_word(printer));
	return link_send(e->link, "POST", "/api/v1/kiosk/status", body, NULL, r->patience_ms);
}

void errand_send(struct errand *e, const struct request *r, enum printer_state printer) {
	switch (r->kind) {
	case REQUEST_SEARCH:
		wait_for(e, search(e, r), r->serial, 0);
		break;
	case REQUEST_TAKE:
		wait_for(e, take(e, r), r->serial, 0);
		break;
	case REQUEST_PRINTED:
		outbox_keep(&e->outbox, r->ticket, r->text);
		send_printed(e, r->serial, r->ticket, r->text);
		break;
	case REQUEST_FAILED:
		wait_for(e, failed(e, r), r->serial, 0);
		break;
	case REQUEST_STATUS:
		wait_for(e, status(e, r, printer), r->serial, 0);
		break;
	case REQUEST_RETURN:
		wait_for(e, back(e, r), r->serial, 0);
		break;
	case REQUEST_PRINT_TICKET:
	case REQUEST_PRINT_PAPERS:
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

uint32_t errand_answered(struct errand *e, const struct link_message *reply) {
	check_key(e, reply->status);
	for (int i = 0; i < PENDING_MAX; i++) {
		struct pending p = e->pending[i];
		if (p.link_request == reply->request) {
			e->pending[i] = (struct pending){0};
			if (p.ticket) {
				outbox_drop(&e->outbox, p.ticket);
			}
			return p.serial;
		}
	}
	return 0;
}
