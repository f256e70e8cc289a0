#include "common/clock.h"
#include "server/calendar.h"
#include "server/office_state.h"

enum { ISSUING_MS = 60000, HOUR_MS = 3600000, LOAD_AGAIN_MS = 1000, LOOK_AHEAD_MS = 60000 };

static const char SYSTEM[] = "system";

/* The end of a day: what is still open expires, nothing is carried over. */
static void close_day(struct office *o) {
	struct change c = office_change(o, SYSTEM);
	for (size_t i = 0; i < queue_count(o->queue); i++) {
		c = office_change(o, SYSTEM);
		if (queue_decide_expire(o->queue, queue_at(o->queue, i)->id, &c) == VERDICT_OK)
			office_apply(o, &c);
	}
	office_keep_slips(o);
	c = office_change(o, SYSTEM);
	c.kind = CHANGE_DAY_CLOSED;
	office_apply(o, &c);
}

static void turn_day(struct office *o, int today) {
	if (o->day)
		close_day(o);
	struct change c = office_change(o, SYSTEM);
	c.kind = CHANGE_DAY_OPENED;
	c.day = today;
	office_apply(o, &c);
	office_commit(o, NULL, NULL, NULL);
}

/* A number whose slip was never said to be out is void after a minute. */
static void void_stuck(struct office *o) {
	const struct queue_ticket *t;
	struct change c = office_change(o, SYSTEM);
	while ((t = queue_stuck(o->queue, c.at_ms - ISSUING_MS))) {
		c = office_change(o, SYSTEM);
		if (queue_decide_failed(o->queue, t->id, "timeout", &c) != VERDICT_OK)
			break;
		office_apply(o, &c);
	}
}

/* Who was to be back by now waits again; who was absent and can come back no more is given up once
 * the hall has closed. */
static void end_absences(struct office *o) {
	struct change c = office_change(o, SYSTEM);
	const struct queue_ticket *t;
	while ((t = queue_overdue(o->queue, c.at_ms))) {
		if (queue_decide_back(o->queue, t->id, &c) != VERDICT_OK)
			break;
		office_apply(o, &c);
		c = office_change(o, SYSTEM);
	}
	bool open = calendar_open(o->options.setup, c.at_ms);
	for (size_t i = 0; !open && i < queue_count(o->queue); i++) {
		t = queue_at(o->queue, i);
		c = office_change(o, SYSTEM);
		if (t->state == TICKET_ABSENT && !queue_can_return(o->queue, t, c.at_ms) &&
			queue_decide_no_show(o->queue, t->id, &c) == VERDICT_OK)
			office_apply(o, &c);
	}
}

/* What a lead decided for a while is over. */
static void end_helps(struct office *o) {
	const struct queue_help *h;
	struct change c = office_change(o, SYSTEM);
	while ((h = queue_help_over(o->queue, c.at_ms))) {
		if (queue_decide_help_end(o->queue, h->id, &c) != VERDICT_OK)
			break;
		office_apply(o, &c);
		c = office_change(o, SYSTEM);
	}
}

void office_tick(struct office *o) {
	if (!o->ready) {
		if (o->load_ms && clock_mono_ms() - o->load_ms > LOAD_AGAIN_MS)
			office_load(o);
		return;
	}
	office_check_clock(o);
	office_forget_visits(o, o->options.mono_ms());
	int64_t now_ms = office_now(o);
	if (clock_day(now_ms) > o->day)
		turn_day(o, clock_day(now_ms));
	void_stuck(o);
	end_absences(o);
	end_helps(o);
	if (o->gathered_count)
		office_commit(o, NULL, NULL, NULL);
	if (now_ms - o->purged_ms > HOUR_MS) {
		o->purged_ms = now_ms;
		office_purge(o, now_ms - 24 * (int64_t)HOUR_MS);
	}
	if (now_ms / LOOK_AHEAD_MS != o->ahead_ms / LOOK_AHEAD_MS)
		office_look_ahead(o);
}
