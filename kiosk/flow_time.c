/* What passes with time alone: the warning, the interruption, the sign of life. */
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

static bool own_time(enum screen s) {
	return s == SCREEN_TAKING || s == SCREEN_NUMBER || s == SCREEN_NOTICE;
}

/* Whether somebody's choices are on the screen. */
static bool chosen(const struct flow *f) {
	bool modes = f->large || f->low || f->contrast || f->listening || f->dark ||
		     (f->spoken && !f->jack);
	return f->screen != SCREEN_HOME || f->lang != f->lang_at_start || modes || f->priority[0];
}

static int64_t warning_ms(const struct flow *f) {
	return f->touched_ms + (flow_slow(f) ? FLOW_IDLE_SLOW_MS : FLOW_IDLE_MS);
}

static int64_t forget_ms(const struct flow *f) {
	int64_t more_ms = flow_slow(f) ? FLOW_WARNING_SLOW_MS : FLOW_WARNING_MS;
	return chosen(f) ? warning_ms(f) + more_ms : warning_ms(f);
}

static bool idle_counts(const struct flow *f) {
	return !own_time(f->screen) &&
	       (chosen(f) || f->by_keys || f->page[SCREEN_HOME] > 0 || f->query[0]);
}

enum screen flow_screen(const struct flow *f, int64_t now_ms) {
	bool away = f->down && now_ms - f->down_ms >= FLOW_AWAY_MS;
	bool number = f->screen == SCREEN_TAKING || f->screen == SCREEN_NUMBER;
	if (number && (away || !flow_return_shown(f))) {
		return f->screen;
	}
	if (away && !f->alone) {
		return flow_rate_sent(f) ? SCREEN_RATE : SCREEN_AWAY;
	}
	if (!f->alone && (!f->office_known || !f->hall_known)) {
		return SCREEN_STARTING;
	}
	if (flow_return_shown(f)) {
		return flow_return_screen(f);
	}
	if (!own_time(f->screen) && chosen(f) && now_ms >= warning_ms(f)) {
		return SCREEN_WARNING;
	}
	return f->screen;
}

static int64_t leaves_ms(const struct flow *f, int64_t now_ms) {
	enum screen shown = flow_screen(f, now_ms);
	if (shown == SCREEN_WARNING) {
		return forget_ms(f);
	}
	if (shown == SCREEN_RETURN || shown == SCREEN_RATE) {
		return f->back.leave_ms;
	}
	return own_time(f->screen) ? f->leave_ms : 0;
}

int flow_seconds_left(const struct flow *f, int64_t now_ms) {
	int64_t left = leaves_ms(f, now_ms);
	if (left == 0) {
		return -1;
	}
	int64_t steps = (left - now_ms + 4999) / 5000;
	return steps > 0 ? (int)steps * 5 : 0;
}

void flow_say_soon(struct flow *f) {
	f->status_ms -= FLOW_STATUS_MS;
}

bool flow_unused(const struct flow *f, int64_t now_ms) {
	enum screen shown = flow_screen(f, now_ms);
	bool plain = shown == SCREEN_HOME || shown == SCREEN_STARTING ||
		     (shown == SCREEN_AWAY && f->screen == SCREEN_HOME);
	return plain && !idle_counts(f);
}

bool flow_guarded(const struct flow *f, int64_t now_ms) {
	return f->screen == SCREEN_TAKING || now_ms < f->guard_until_ms;
}

void flow_touch(struct flow *f, int64_t now_ms) {
	enum screen shown = flow_screen(f, now_ms);
	if (shown != SCREEN_WARNING) {
		f->touched_ms = now_ms;
	}
	if (shown == SCREEN_RATE) {
		flow_return_stay(f, now_ms);
	}
}

void flow_tick(struct flow *f, int64_t now_ms) {
	flow_alone_tick(f, now_ms);
	flow_number_tick(f, now_ms);
	flow_return_tick(f, now_ms);
	if (idle_counts(f) && now_ms >= forget_ms(f)) {
		flow_forget(f);
	}
	flow_find_tick(f, now_ms);
	if (!f->down && now_ms - f->status_ms >= FLOW_STATUS_MS) {
		f->status_ms = now_ms;
		flow_ask(f, REQUEST_STATUS, FLOW_READ_PATIENCE_MS);
	}
}

static void sooner(int64_t *next, int64_t at, int64_t now_ms) {
	if (at > now_ms && at < *next) {
		*next = at;
	}
}

int64_t flow_next_ms(const struct flow *f, int64_t now_ms) {
	int64_t next = INT64_MAX;
	int64_t left = leaves_ms(f, now_ms);
	if (left > now_ms) {
		sooner(&next, left - (left - now_ms - 1) / 5000 * 5000, now_ms);
	}
	if (own_time(f->screen) && f->leave_ms) {
		sooner(&next, f->leave_ms, now_ms);
	}
	if (f->back.leave_ms) {
		sooner(&next, f->back.leave_ms, now_ms);
	}
	if (idle_counts(f)) {
		sooner(&next, warning_ms(f), now_ms);
		sooner(&next, forget_ms(f), now_ms);
	}
	if (f->down) {
		sooner(&next, f->down_ms + FLOW_AWAY_MS, now_ms);
	} else {
		sooner(&next, f->status_ms + FLOW_STATUS_MS, now_ms);
	}
	sooner(&next, flow_alone_next_ms(f), now_ms);
	if (f->screen == SCREEN_NUMBER && f->phase == NUMBER_PRINTING) {
		sooner(&next, f->print_until_ms, now_ms);
	}
	sooner(&next, flow_find_settles_ms(f), now_ms);
	if (flow_find_wants(f)) {
		sooner(&next, f->asked_ms + FLOW_SEARCH_MS, now_ms);
	}
	return next;
}
