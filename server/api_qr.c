#include "common/mem.h"
#include "common/qr.h"
#include "server/api_call.h"

#include <stdio.h>

/* The code that leads to a ticket, for paper that a browser prints. */

enum { RUN_SIZE = 24, FRAME_SIZE = 256 };

static size_t count_dark(const struct qr *qr) {
	size_t n = 0;
	for (int i = 0; i < qr->size * qr->size; i++)
		n += qr->bits[i];
	return n;
}

/* A row's dark modules, side by side, as one stroke each. */
static char *add_row(char *at, const struct qr *qr, int y) {
	const uint8_t *row = qr->bits + y * qr->size;
	for (int x = 0, end; x < qr->size; x = end) {
		for (end = x + 1; end < qr->size && row[end] == row[x];)
			end++;
		if (row[x])
			at += sprintf(at, "M%d %dh%dv1h-%dz", x, y, end - x, end - x);
	}
	return at;
}

static char *svg(const struct qr *qr) {
	char *text = mem_alloc(count_dark(qr) * RUN_SIZE + FRAME_SIZE, 1), *at = text;
	at += sprintf(at,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
		"shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
		"<path d=\"",
		qr->size, qr->size, qr->size, qr->size);
	for (int y = 0; y < qr->size; y++)
		at = add_row(at, qr, y);
	sprintf(at, "\"/></svg>\n");
	return text;
}

/* By its token, or by its id for those who work here; NULL: there is none for who asks. */
static const struct queue_ticket *ticket_of(const struct api_call *call) {
	const struct queue *q = office_shown(call->office);
	int64_t id = api_number(call->params[0]);
	if (!id)
		return queue_token(q, call->params[0]);
	return call->role & (ROLE_KIOSK | ROLE_CLERK | ROLE_LEAD) ? queue_find(q, id) : NULL;
}

void api_ticket_qr(struct api_call *call) {
	const struct queue_ticket *t = ticket_of(call);
	char url[NAME_SIZE];
	struct qr qr;
	if (t)
		api_ticket_url(call, t->token, url);
	if (!t || !qr_make(url, &qr)) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	char *text = svg(&qr);
	api_answer_text(call, "image/svg+xml", text);
	mem_free(text);
	mem_free(qr.bits);
}
