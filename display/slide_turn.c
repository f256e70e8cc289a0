#include "display/slide_turn.h"

static bool at_once(const struct slide_turn *t) {
	return !t->shown || t->lost;
}

/* When the next one is to be asked for, and when it is to be shown. */
static int64_t asks_ms(const struct slide_turn *t) {
	return at_once(t) ? INT64_MIN : t->since_ms + t->every_ms - SLIDE_AHEAD_MS;
}

static int64_t moves_ms(const struct slide_turn *t, int64_t still_until_ms) {
	int64_t due_ms = at_once(t) ? INT64_MIN : t->since_ms + t->every_ms;
	return due_ms > still_until_ms ? due_ms : still_until_ms;
}

static bool has_move(const struct slide_turn *t) {
	return t->next == SLIDE_READY || (t->next == SLIDE_NONE && t->shown && t->lost);
}

bool slide_turn_asks(struct slide_turn *t, int64_t now_ms) {
	bool asks = t->next == SLIDE_UNKNOWN && now_ms >= asks_ms(t);
	if (asks)
		t->next = SLIDE_ASKED;
	return asks;
}

void slide_turn_found(struct slide_turn *t, enum slide_found found, int64_t now_ms) {
	switch (found) {
	case SLIDE_FOUND:
		t->next = SLIDE_READY;
		break;
	case SLIDE_FOUND_SAME:
		t->next = SLIDE_UNKNOWN;
		t->since_ms = now_ms;
		break;
	case SLIDE_FOUND_NONE:
		t->next = SLIDE_NONE;
		break;
	}
}

bool slide_turn_news(struct slide_turn *t, bool there) {
	bool stale = t->next == SLIDE_READY;
	t->lost = t->shown && !there;
	if (t->next != SLIDE_ASKED)
		t->next = SLIDE_UNKNOWN;
	return stale;
}

enum slide_move slide_turn_moves(struct slide_turn *t, int64_t now_ms, int64_t still_until_ms) {
	if (!has_move(t) || now_ms < moves_ms(t, still_until_ms))
		return SLIDE_STAYS;
	bool next = t->next == SLIDE_READY;
	t->next = next ? SLIDE_UNKNOWN : SLIDE_NONE;
	t->shown = next;
	t->lost = false;
	t->since_ms = now_ms;
	return next ? SLIDE_NEXT : SLIDE_GOES;
}

int64_t slide_turn_due(const struct slide_turn *t, int64_t still_until_ms) {
	if (t->next == SLIDE_UNKNOWN)
		return asks_ms(t);
	return has_move(t) ? moves_ms(t, still_until_ms) : INT64_MAX;
}
