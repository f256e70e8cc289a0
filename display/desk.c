#include "display/desk.h"

#include "common/log.h"
#include "display/desk_json.h"

#include <stdio.h>

enum { PATH_SIZE = 64, NEXT_PATIENCE_MS = 4000, HTTP_DONE = 200, HTTP_CONFLICT = 409 };

void desk_begin(struct desk *d, int counter, bool rating, bool next) {
	*d = (struct desk){.counter = counter};
	d->rate.counter = rating ? counter : 0;
	d->preview.wanted = d->preview.due = next;
}

static void hear_next(struct desk *d, const struct link_message *m) {
	char number[NUMBER_SIZE] = "";
	if (m->status == HTTP_DONE) {
		desk_next_from_json(m->json, number);
	}
	preview_answered(&d->preview, m->request, m->status ? number : NULL);
}

/* Where a request is kept; 0: where there is room. */
static uint64_t *sent(struct desk *d, uint64_t request) {
	for (int i = 0; i < DESK_SENT_MAX; i++) {
		if (d->sent[i] == request) {
			return &d->sent[i];
		}
	}
	return NULL;
}

static void hear_rating(struct desk *d, const struct link_message *m, int64_t there_ms) {
	if (m->status != HTTP_DONE && m->status != HTTP_CONFLICT) {
		log_error("display: an answer of a citizen could not be sent (%d)", m->status);
	}
	rate_answered(&d->rate, m->request, m->status, there_ms);
}

static void hear_reply(struct desk *d, const struct link_message *m, int64_t there_ms) {
	uint64_t *rating = sent(d, m->request);
	if (m->request == d->preview.request) {
		hear_next(d, m);
	} else if (rating) {
		*rating = 0;
		hear_rating(d, m, there_ms);
	}
}

void desk_hear(struct desk *d, const struct link_message *m, const struct snapshot *hall,
	int64_t there_ms) {
	switch (m->kind) {
	case LINK_CHANGE:
		if (hall) {
			rate_change(&d->rate, hall, &m->change, there_ms);
		}
		preview_change(&d->preview, &m->change);
		break;
	case LINK_SNAPSHOT:
		rate_snapshot(&d->rate, hall);
		preview_change(&d->preview, NULL);
		break;
	case LINK_DOWN:
		preview_change(&d->preview, NULL);
		break;
	case LINK_REPLY:
		hear_reply(d, m, there_ms);
		break;
	default:
		break;
	}
}

void desk_tap(struct desk *d, struct link *link, const char *id, int64_t there_ms) {
	char path[PATH_SIZE];
	int score = rate_tap(&d->rate, id, there_ms);
	if (!score) {
		return;
	}
	snprintf(path, sizeof path, "/api/v1/counters/%d/rating", d->counter);
	json_t *body = desk_rating_json(d->rate.number, score);
	uint64_t request = link_send(link, "POST", path, body, NULL, RATE_PATIENCE_MS);
	uint64_t *room = sent(d, 0);
	if (room) {
		*room = request;
	}
	rate_sent(&d->rate, request);
}

/* Who is next is shown while somebody is at the counter. */
static bool is_busy(const struct desk *d, const struct snapshot *hall) {
	const struct snapshot_counter *c = hall ? snapshot_counter(hall, d->counter) : NULL;
	return c && c->number[0];
}

static int64_t ask_next(
	struct desk *d, struct link *link, const struct snapshot *hall, int64_t there_ms) {
	char path[PATH_SIZE];
	if (!is_busy(d, hall)) {
		return INT64_MAX;
	}
	if (preview_asks(&d->preview, there_ms)) {
		snprintf(path, sizeof path, "/api/v1/counters/%d/next", d->counter);
		uint64_t request = link_send(link, "GET", path, NULL, NULL, NEXT_PATIENCE_MS);
		preview_sent(&d->preview, request, there_ms);
	}
	return preview_due(&d->preview);
}

int64_t desk_due(struct desk *d, struct link *link, const struct snapshot *hall, int64_t there_ms) {
	int64_t rate_ms = rate_due(&d->rate, there_ms);
	int64_t next_ms = ask_next(d, link, hall, there_ms);
	return rate_ms < next_ms ? rate_ms : next_ms;
}
