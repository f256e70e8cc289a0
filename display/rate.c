#include "display/rate.h"

#include <stdio.h>
#include <string.h>

enum { HTTP_DONE = 200, HTTP_CONFLICT = 409 };

static void become(struct rate *r, enum rate_stage stage, int64_t now_ms, int64_t for_ms) {
	r->stage = stage;
	r->since_ms = now_ms;
	r->until_ms = now_ms + for_ms;
}

static bool is_free(const struct rate *r, const struct snapshot *hall) {
	const struct snapshot_counter *c = snapshot_counter(hall, r->counter);
	return c && !c->number[0];
}

void rate_change(
	struct rate *r, const struct snapshot *hall, const struct change *c, int64_t now_ms) {
	bool goes_on = c->number[0] && strcmp(c->number, r->number) == 0;
	if (!r->counter) {
		return;
	}
	if (c->kind == CHANGE_DAY_OPENED || goes_on || !is_free(r, hall)) {
		r->stage = RATE_NONE;
	}
	if (c->kind == CHANGE_FINISHED && c->counter == r->counter && is_free(r, hall) &&
		now_ms < c->at_ms + RATE_ASK_MS) {
		memcpy(r->number, c->number, sizeof r->number);
		r->score = 0;
		become(r, RATE_ASKED, c->at_ms, RATE_ASK_MS);
	}
}

void rate_snapshot(struct rate *r, const struct snapshot *hall) {
	if (r->counter && !is_free(r, hall)) {
		r->stage = RATE_NONE;
	}
}

void rate_id(int score, char id[static 16]) {
	snprintf(id, 16, "rate:%d", score);
}

int rate_tap(struct rate *r, const char *id, int64_t now_ms) {
	char button[16];
	for (int score = RATE_BEST; r->stage == RATE_ASKED && score > 0; score--) {
		rate_id(score, button);
		if (strcmp(id, button) == 0) {
			r->score = score;
			become(r, RATE_SENDING, now_ms, RATE_SEND_MS);
			return score;
		}
	}
	return 0;
}

void rate_sent(struct rate *r, uint64_t request) {
	r->request = request;
}

/* A conflict: it was said before on a phone, or the visit goes on. Nothing was kept, nothing lost.
 */
void rate_answered(struct rate *r, uint64_t request, int status, int64_t now_ms) {
	if (r->stage != RATE_SENDING || request != r->request) {
		return;
	}
	if (status == HTTP_DONE) {
		become(r, RATE_THANKED, now_ms, RATE_THANK_MS);
	} else if (status == HTTP_CONFLICT) {
		r->stage = RATE_NONE;
	} else {
		become(r, RATE_LOST, now_ms, RATE_SORRY_MS);
	}
}

bool rate_slow(const struct rate *r, int64_t now_ms) {
	return r->stage == RATE_SENDING && now_ms >= r->since_ms + RATE_WORD_MS;
}

int64_t rate_due(struct rate *r, int64_t now_ms) {
	if (r->stage != RATE_NONE && now_ms >= r->until_ms) {
		r->stage = RATE_NONE;
	}
	if (r->stage == RATE_NONE) {
		return INT64_MAX;
	}
	bool word = r->stage == RATE_SENDING && !rate_slow(r, now_ms);
	return word ? r->since_ms + RATE_WORD_MS : r->until_ms;
}
