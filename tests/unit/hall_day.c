#include "tests/unit/hall_day.h"

#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

int64_t hall_day_at(int day, int hhmm) {
	return clock_at(day, hhmm / 100 * 60 + hhmm % 100);
}

int hall_day_begin(void **state) {
	struct hall_day *d = mem_alloc(1, sizeof *d);
	d->setup = office_file_setup("assets/office/ward.json");
	assert_true(clock_use_zone(d->setup->time_zone));
	d->queue = queue_new(d->setup);
	d->day = WEDNESDAY;
	d->at_ms = hall_day_at(WEDNESDAY, 800);
	outlook_init(&d->outlook);
	*state = d;
	return 0;
}

int hall_day_end(void **state) {
	struct hall_day *d = *state;
	outlook_clear(&d->outlook);
	queue_free(d->queue);
	setup_free(d->setup);
	mem_free(d);
	return 0;
}

struct change hall_day_change(const struct hall_day *d) {
	return (struct change){.at_ms = d->at_ms, .day = d->day, .by = "system"};
}

int64_t hall_day_apply(struct hall_day *d, enum verdict verdict, struct change *c) {
	assert_int_equal(verdict, VERDICT_OK);
	c->seq = ++d->seq;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	assert_true(queue_apply(d->queue, c));
	outlook_learn(&d->outlook, d->queue, c);
	return c->ticket;
}

int64_t hall_day_issue(struct hall_day *d, const char *service, const char *priority) {
	struct change c = hall_day_change(d);
	text_copy(c.service, sizeof c.service, service);
	text_copy(c.priority, sizeof c.priority, priority);
	snprintf(c.token, sizeof c.token, "token-%lld", (long long)d->seq);
	return hall_day_apply(d, queue_decide_issue(d->queue, &c), &c);
}

const struct queue_ticket *hall_day_take(struct hall_day *d, const char *service) {
	int64_t id = hall_day_issue(d, service, "");
	struct change c = hall_day_change(d);
	hall_day_apply(d, queue_decide_printed(d->queue, id, "paper", &c), &c);
	return queue_find(d->queue, id);
}

void hall_day_open_counter(struct hall_day *d, int counter) {
	struct change c = hall_day_change(d);
	hall_day_apply(d, queue_decide_open(d->queue, counter, &(struct clerk){"An", ""}, &c), &c);
}

void hall_day_call_next(struct hall_day *d, int counter) {
	struct change c = hall_day_change(d);
	hall_day_apply(d, queue_decide_next(d->queue, counter, &c), &c);
}

void hall_day_finish(struct hall_day *d, int counter) {
	struct change start = hall_day_change(d), c = hall_day_change(d);
	hall_day_apply(d, queue_decide_start(d->queue, counter, &start), &start);
	hall_day_apply(d, queue_decide_finish(d->queue, counter, &c), &c);
}

struct wait hall_day_of_service(struct hall_day *d, const char *service) {
	outlook_update(&d->outlook, d->queue, d->at_ms);
	return outlook_service(&d->outlook, setup_service(d->setup, service))->wait;
}

struct wait hall_day_of_ticket(struct hall_day *d, const struct queue_ticket *t) {
	outlook_update(&d->outlook, d->queue, d->at_ms);
	return outlook_ticket(&d->outlook, t).wait;
}
