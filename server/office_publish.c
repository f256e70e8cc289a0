#include "common/board.h"
#include "common/clock.h"
#include "common/log.h"
#include "server/calendar.h"
#include "server/office_state.h"

static void publish(struct office *o, const struct change *c) {
	if (c->kind == CHANGE_DAY_OPENED) {
		queue_free(o->shown);
		o->shown = queue_new(o->options.setup);
	}
	if (!queue_apply(o->shown, c))
		log_error("change %lld on the disk does not fit what was shown", (long long)c->seq);
	board_apply(&o->board, c);
	outlook_learn(&o->outlook, o->shown, c);
	o->options.publish(c, o->options.arg);
}

void office_publish(struct office *o, const struct change *changes, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (changes[i].seq > o->board.seq)
			publish(o, &changes[i]);
}

void office_fail(struct office *o) {
	if (!o->ready)
		return;
	o->ready = false;
	o->gathered_count = 0;
	log_error("what was just done could not be written to the disk; reading the day again");
	office_load(o);
}

void office_reload(struct office *o, const struct store_day *day, struct queue *queue) {
	if (!queue) {
		o->load_ms = clock_mono_ms();
		return;
	}
	queue_free(o->queue);
	o->queue = queue;
	office_keys(o, day);
	o->seq = day->seq;
	o->day = day->day;
	o->ready = true;
	office_publish(o, day->changes, day->change_count);
	log_info("the day was read again from the disk; serving goes on");
}

static bool wait_differs(const struct wait *a, const struct wait *b) {
	return a->known != b->known || a->low_s != b->low_s || a->high_s != b->high_s;
}

static bool waits_differ(const struct office *o) {
	for (int i = 0; i < o->board.service_count; i++)
		if (wait_differs(&o->board.services[i].wait, &o->outlook.services[i]))
			return true;
	return false;
}

void office_look_ahead(struct office *o) {
	int64_t now_ms = office_now(o);
	bool open = calendar_open(o->options.setup, now_ms);
	outlook_update(&o->outlook, o->shown, now_ms);
	o->ahead_ms = now_ms;
	bool differ = waits_differ(o) || open != o->board.open;
	o->board.open = open;
	for (int i = 0; i < o->board.service_count; i++)
		o->board.services[i].wait = o->outlook.services[i];
	if (differ)
		o->options.publish_waits(&o->board, o->options.arg);
}
