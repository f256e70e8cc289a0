#include "server/office.h"

#include "common/mem.h"
#include "common/text.h"
#include "server/office_state.h"

#include <assert.h>
#include <string.h>

void office_end_at(struct office *o, const struct store_day *day) {
	o->seq = day->seq;
	o->setups = day->setups;
	o->numbered = day->numbered;
	keys_clear(&o->keys);
	for (size_t i = 0; i < day->answer_count; i++)
		keys_add(&o->keys, &day->answers[i]);
}

struct office *office_new(const struct office_options *options) {
	struct office *o = mem_alloc(1, sizeof *o);
	const struct store_day *day = options->day;
	o->options = *options;
	o->options.day = NULL;
	o->queue = office_replay(o, day);
	if (!o->queue) {
		mem_free(o);
		return NULL;
	}
	o->options.office_text = NULL;
	o->text = mem_strdup(options->office_text);
	outlook_init(&o->outlook);
	o->shown = office_learn(o, day);
	office_end_at(o, day);
	office_open_board(o, day);
	office_open_visits(o, day);
	o->day = day->day;
	o->last_ms = day->change_count ? day->changes[day->change_count - 1].at_ms : 0;
	timekeeper_init(&o->time, options->now_ms(), options->mono_ms(), o->last_ms);
	o->ready = true;
	return o;
}

void office_free(struct office *o) {
	if (!o)
		return;
	queue_free(o->queue);
	queue_free(o->shown);
	outlook_clear(&o->outlook);
	keys_clear(&o->keys);
	visit_book_free(o->visits);
	shelf_clear(&o->shelf);
	mem_free(o->gathered);
	mem_free(o->text);
	setup_free(o->adopted);
	mem_free(o);
}

bool office_ready(const struct office *o) {
	return o->ready;
}

const struct setup *office_setup(const struct office *o) {
	return o->options.setup;
}

bool office_numbered(const struct office *o) {
	return o->numbered;
}

int64_t office_next_version(const struct office *o) {
	return o->setups + 1;
}

const char *office_text(const struct office *o) {
	return o->text;
}

const struct catalog *office_catalog(const struct office *o) {
	return o->options.catalog;
}

void office_use_catalog(struct office *o, struct catalog *catalog) {
	o->options.catalog = catalog;
}

const struct queue *office_queue(const struct office *o) {
	return o->queue;
}

const struct queue *office_shown(const struct office *o) {
	return o->shown;
}

const struct snapshot *office_board(struct office *o) {
	o->board.now_ms = office_now(o);
	return &o->board;
}

const struct outlook *office_outlook(const struct office *o) {
	return &o->outlook;
}

int64_t office_now(const struct office *o) {
	int64_t now_ms = timekeeper_now(&o->time, o->options.mono_ms());
	return now_ms > o->last_ms ? now_ms : o->last_ms;
}

struct change office_change(const struct office *o, const char *by) {
	struct change c = {.at_ms = office_now(o), .day = o->day};
	text_copy(c.by, sizeof c.by, by);
	return c;
}

/* A new ticket, and what it is told of its wait; whoever got a number of a kiosk that was cut off,
 * or on paper, was told none. */
static void issue(struct office *o, struct change *c) {
	int line = setup_service(o->options.setup, c->service);
	c->ticket = c->seq;
	o->numbered = true;
	if (line >= 0 && !c->taken_at_ms)
		c->told = c->slot_ms ? outlook_told_slot(&o->outlook, o->shown, c)
				     : outlook_told(&o->outlook, line, c->at_ms / 1000, c->key_s);
}

void office_apply(struct office *o, struct change *c) {
	c->seq = o->seq + 1;
	if (c->kind == CHANGE_ISSUED)
		issue(o, c);
	if (c->kind == CHANGE_DAY_OPENED) {
		queue_free(o->queue);
		o->queue = queue_new(o->options.setup);
		o->day = c->day;
	}
	bool fits = queue_apply(o->queue, c);
	assert(fits);
	(void)fits;
	o->seq = c->seq;
	o->last_ms = c->at_ms;
	if (o->gathered_count == o->gathered_room) {
		o->gathered_room = o->gathered_room ? o->gathered_room * 2 : 1;
		o->gathered = mem_realloc(o->gathered, o->gathered_room, sizeof *o->gathered);
	}
	o->gathered[o->gathered_count++] = *c;
}
