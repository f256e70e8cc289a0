#include "common/board.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "server/calendar.h"
#include "server/office_state.h"

#include <assert.h>
#include <string.h>

static void tell(struct office *o, const struct change *c) {
	if (o->options.publish)
		o->options.publish(c, o->options.arg);
}

static void publish(struct office *o, const struct change *c) {
	if (c->kind == CHANGE_DAY_OPENED) {
		queue_free(o->shown);
		o->shown = queue_new(o->options.setup);
	}
	o->calls += c->kind == CHANGE_CALLED;
	if (!queue_apply(o->shown, c))
		log_error("change %lld on the disk does not fit what was shown", (long long)c->seq);
	board_apply(&o->board, c);
	office_add_visits(o, c);
	outlook_learn(&o->outlook, o->shown, c);
	tell(o, c);
	if (c->kind == CHANGE_DAY_OPENED)
		office_keep_learned(o, c);
}

void office_publish(struct office *o, const struct change *changes, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (changes[i].seq > o->board.seq)
			publish(o, &changes[i]);
}

void office_written(struct office *o) {
	if (o->failing)
		log_info("the disk takes what is done again");
	o->failing = false;
}

void office_fail(struct office *o) {
	if (!o->ready)
		return;
	o->ready = false;
	o->gathered_count = 0;
	if (!o->failing)
		log_error("what was just done could not be written to the disk; reading the day "
			  "again");
	o->failing = true;
	office_load(o);
}

void office_reload(struct office *o, const struct store_day *day, struct queue *queue) {
	if (!queue) {
		o->load_ms = clock_mono_ms();
		return;
	}
	queue_free(o->queue);
	o->queue = queue;
	office_end_at(o, day);
	o->day = day->day;
	o->ready = true;
	office_publish(o, day->changes, day->change_count);
}

/* What was learned is kept by the ids of the services: they may have other places now. */
static void adopt_outlook(struct office *o, const struct setup *before) {
	char *text = outlook_text(&o->outlook, before);
	outlook_read(&o->outlook, o->options.setup, text);
	mem_free(text);
}

static void adopt_setup(struct office *o, struct setup *setup, const char *text) {
	const struct setup *before = o->options.setup;
	if (strcmp(setup->time_zone, before->time_zone) && !clock_use_zone(setup->time_zone))
		log_error("this machine does not know the office's time zone %s", setup->time_zone);
	o->options.setup = setup;
	adopt_outlook(o, before);
	setup_free(o->adopted);
	o->adopted = setup;
	mem_free(o->text);
	o->text = mem_strdup(text);
}

void office_adopt(
	struct office *o, struct setup *setup, const char *text, const struct store_day *day) {
	queue_free(o->queue);
	queue_free(o->shown);
	adopt_setup(o, setup, text);
	o->queue = office_replay(o, day);
	o->shown = office_replay(o, day);
	assert(o->queue && o->shown);
	office_end_at(o, day);
	office_open_board(o, day);
	office_open_visits(o, day);
	shelf_clear(&o->shelf);
	office_look_ahead(o);
	for (size_t i = day->change_count; i-- > 0;)
		if (day->changes[i].seq == day->seq)
			tell(o, &day->changes[i]);
}

static bool times_differ(const struct snapshot_service *a, const struct snapshot_service *b) {
	return a->wait.known != b->wait.known || a->wait.low_s != b->wait.low_s ||
	       a->wait.high_s != b->wait.high_s || a->reach != b->reach ||
	       a->pause.from_ms != b->pause.from_ms || a->open != b->open ||
	       a->opens_at_ms != b->opens_at_ms;
}

/* Brings what time alone changes of a service up to date; true if it was another. */
static bool look_at_service(struct office *o, int i, int64_t now_ms) {
	struct snapshot_service *s = &o->board.services[i], before = *s;
	int64_t opens_ms;
	const struct outlook_wait *said = outlook_service(&o->outlook, i);
	s->wait = said->wait;
	s->reach = said->reach;
	s->pause = said->pause;
	s->open = calendar_takes(o->options.setup, i, now_ms, &opens_ms);
	s->opens_at_ms = s->open ? 0 : opens_ms;
	return times_differ(s, &before);
}

/* The same for what is told in the hall. */
static bool look_at_notices(struct office *o, int64_t now_ms) {
	const struct setup *s = o->options.setup;
	struct notice_text before[NOTICES_MAX];
	memcpy(before, o->board.notices, sizeof before);
	o->board.notice_count = 0;
	memset(o->board.notices, 0, sizeof o->board.notices);
	for (int i = 0; i < s->notice_count; i++)
		if (calendar_notice(s, i, now_ms))
			o->board.notices[o->board.notice_count++] = s->notices[i].text;
	return memcmp(before, o->board.notices, sizeof before) != 0;
}

void office_book(struct office *o, int service, int64_t slot_ms) {
	outlook_book(&o->outlook, o->options.setup, service, slot_ms);
}

void office_look_ahead(struct office *o) {
	int64_t now_ms = office_now(o);
	bool open = calendar_open(o->options.setup, now_ms);
	outlook_update(&o->outlook, o->shown, now_ms);
	o->ahead_ms = now_ms;
	bool differ = open != o->board.open;
	o->board.open = open;
	differ = look_at_notices(o, now_ms) || differ;
	for (int i = 0; i < o->board.service_count; i++)
		differ = look_at_service(o, i, now_ms) || differ;
	o->board.now_ms = now_ms;
	if (differ && o->options.publish_waits)
		o->options.publish_waits(&o->board, o->options.arg);
}
