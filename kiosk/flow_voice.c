/* The spoken mode: headphones that come and go, keys that a finger finds, a dark screen. */
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

static void speak(struct flow *f, bool on) {
	f->spoken = on && !f->silent;
	f->dark = f->dark && f->spoken;
	f->listening = false;
}

void flow_jack(struct flow *f, bool in, int64_t now_ms) {
	f->jack = in;
	f->touched_ms = now_ms;
	if (!in) {
		speak(f, false);
	}
}

bool flow_keypad(struct flow *f, int64_t now_ms) {
	flow_touch(f, now_ms);
	f->by_keys = true;
	bool begins = f->jack && !f->spoken && !f->silent;
	if (begins) {
		f->touched_ms = now_ms;
		speak(f, true);
	}
	return begins;
}

void flow_help_key(struct flow *f, int64_t now_ms) {
	bool there = flow_screen(f, now_ms) == SCREEN_HELP;
	if (flow_keypad(f, now_ms)) {
		return;
	}
	bool again = there && !f->listening;
	flow_tap(f, "help", now_ms);
	f->listening = !f->silent && (!there || again);
}

void flow_dark_key(struct flow *f) {
	f->dark = !f->dark && f->spoken;
}

void flow_listened(struct flow *f) {
	f->listening = false;
}

bool flow_slow(const struct flow *f) {
	return f->large || f->low || f->contrast || f->listening || f->spoken || f->by_keys;
}

void flow_tap_spoken(struct flow *f) {
	speak(f, !f->spoken);
}
