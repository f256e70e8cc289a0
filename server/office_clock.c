#include "common/log.h"
#include "server/office_state.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAY_AGAIN_MS = 3600000 };

static void say_off(struct office *o, int64_t mono_ms) {
	long long off_s = (long long)office_clock_off_s(o);
	log_warn("the machine's clock is %lld s %s the office's time, which goes on without it",
		llabs(off_s), off_s > 0 ? "ahead of" : "behind");
	o->clock_said_ms = mono_ms;
}

/* Durations over a step say nothing: the change tells where one was, and how long. */
static void record_step(struct office *o) {
	struct change c = office_change(o, "system");
	long long step_s = (long long)timekeeper_stepped_s(&o->time);
	log_warn("the machine's clock is %lld s ahead and believed: the office's time follows it",
		step_s);
	c.kind = CHANGE_CLOCK_SET;
	snprintf(c.how, sizeof c.how, "%lld", step_s);
	office_apply(o, &c);
	office_commit(o, NULL, NULL, NULL);
}

void office_check_clock(struct office *o) {
	/* In this order: a sleep in between looks like a clock behind, which moves nothing. */
	int64_t now_ms = o->options.now_ms();
	int64_t mono_ms = o->options.mono_ms();
	switch (timekeeper_check(&o->time, now_ms, mono_ms)) {
	case TIMEKEEPER_AGREES:
		break;
	case TIMEKEEPER_BEGINS:
		say_off(o, mono_ms);
		break;
	case TIMEKEEPER_DIFFERS:
		if (mono_ms - o->clock_said_ms >= SAY_AGAIN_MS)
			say_off(o, mono_ms);
		break;
	case TIMEKEEPER_ENDS:
		log_info("the machine's clock agrees with the office's time again");
		break;
	case TIMEKEEPER_STEPPED:
		record_step(o);
		break;
	}
}

int64_t office_clock_off_s(const struct office *o) {
	return timekeeper_off_s(&o->time);
}
