#include "kiosk/errands.h"

#include "common/mem.h"
#include "common/proto_json.h"
#include "kiosk/escpos.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 512 };

/* Percent-encodes a text for a query or a path's segment. */
static void encode(char *to, size_t size, const char *text) {
	size_t n = 0;
	for (; *text && n + 4 < size; text++) {
		unsigned char c = (unsigned char)*text;
		if (isalnum(c) || strchr("-_.~", c))
			to[n++] = (char)c;
		else
			n += (size_t)snprintf(to + n, size - n, "%%%02X", c);
	}
	to[n] = '\0';
}

static void remember(struct errands *e, uint64_t request, uint32_t serial) {
	for (int i = 0; i < ERRANDS_MAX; i++) {
		if (e->open[i].request)
			continue;
		e->open[i].request = request;
		e->open[i].serial = serial;
		return;
	}
}

static void get(struct errands *e, const struct request *r, const char *path) {
	remember(e, link_send(e->link, "GET", path, NULL, NULL, r->patience_ms), r->serial);
}

static void post(struct errands *e, const struct request *r, const char *path, json_t *body) {
	remember(e, link_send(e->link, "POST", path, body, NULL, r->patience_ms), r->serial);
}

static void search(struct errands *e, const struct request *r) {
	char path[PATH_SIZE], words[3 * FLOW_QUERY_SIZE + 4], service[3 * ID_SIZE + 4];
	encode(words, sizeof words, r->text);
	encode(service, sizeof service, r->service);
	snprintf(path, sizeof path, "/api/v1/procedures?q=%s&limit=%d%s%s", words, FLOW_RESULTS_MAX,
		service[0] ? "&service=" : "", service);
	get(e, r, path);
}

static void procedure(struct errands *e, const struct request *r) {
	char path[PATH_SIZE], code[3 * FLOW_QUERY_SIZE + 4];
	encode(code, sizeof code, r->text);
	snprintf(path, sizeof path, "/api/v1/procedures/%s", code);
	get(e, r, path);
}

static void settle(struct errands *e, const struct request *r, const char *what, json_t *body) {
	char path[PATH_SIZE];
	snprintf(path, sizeof path, "/api/v1/tickets/%lld/%s", (long long)r->ticket, what);
	post(e, r, path, body);
}

static const char *printer_word(const struct flow *f) {
	return f->printer == PRINTER_OFFLINE ? "offline" : "ok";
}

static void print(struct errands *e, const struct request *r, int64_t wall_ms) {
	struct slip slip = {r->lang, e->width_dots, &e->flow->office, &e->flow->hall, wall_ms};
	struct dots dots;
	size_t size;
	dots_init(&dots, e->width_dots);
	if (r->kind == REQUEST_PRINT_TICKET)
		slip_ticket(&slip, &e->flow->ticket, &dots);
	else
		slip_papers(&slip, &e->flow->procedure, &dots);
	uint8_t *bytes = escpos_encode(&dots, &size);
	dots_clear(&dots);
	printer_send(e->printer, r->serial, bytes, size);
}

static void run(struct errands *e, const struct request *r, int64_t now_ms, int64_t wall_ms) {
	switch (r->kind) {
	case REQUEST_SEARCH:
		search(e, r);
		break;
	case REQUEST_PROCEDURE:
		procedure(e, r);
		break;
	case REQUEST_TAKE:
		post(e, r, "/api/v1/tickets",
			take_json(r->service, r->priority, r->procedure, words_tag(r->lang)));
		break;
	case REQUEST_PRINTED:
		settle(e, r, "printed", printed_json(r->text));
		break;
	case REQUEST_FAILED:
		settle(e, r, "failed", failed_json(r->text));
		break;
	case REQUEST_STATUS:
		post(e, r, "/api/v1/kiosk/status", kiosk_status_json(printer_word(e->flow)));
		break;
	case REQUEST_PRINT_TICKET:
	case REQUEST_PRINT_PAPERS:
		if (e->printer)
			print(e, r, wall_ms);
		else
			flow_slip(e->flow, r->serial, false, "none", now_ms);
		break;
	}
}

void errands_run(struct errands *e, int64_t now_ms, int64_t wall_ms) {
	struct request r;
	while (flow_next_request(e->flow, &r))
		run(e, &r, now_ms, wall_ms);
}

void errands_reply(struct errands *e, const struct link_message *m, int64_t now_ms) {
	for (int i = 0; i < ERRANDS_MAX; i++) {
		if (!e->open[i].request || e->open[i].request != m->request)
			continue;
		e->open[i].request = 0;
		flow_reply(e->flow, e->open[i].serial, m->status, m->json, now_ms);
		return;
	}
}

void errands_printed(struct errands *e, int64_t now_ms) {
	struct printer_report report;
	while (e->printer && printer_next(e->printer, &report)) {
		flow_printer(e->flow, report.out ? PRINTER_OK : PRINTER_OFFLINE);
		flow_slip(e->flow, report.serial, report.out, report.why, now_ms);
	}
}
