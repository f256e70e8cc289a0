#include "tests/unit/queue_day.h"

#include "common/text.h"
#include "tests/unit/office_file.h"
#include "tests/unit/queue_twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

int day_begin(void **state) {
	static struct queue_day day;
	day = (struct queue_day){.at_s = DAY_BEGIN_S, .by = "clerk:an"};
	day.setup = office_file_setup("assets/office/ward.json");
	day.queue = queue_new(day.setup);
	*state = &day;
	return 0;
}

int day_end(void **state) {
	struct queue_day *d = *state;
	struct queue *again = queue_twin_replay(d->setup, d->changes, (size_t)d->count);
	queue_twin_same(d->queue, again);
	queue_free(again);
	queue_free(d->queue);
	setup_free(d->setup);
	return 0;
}

struct change day_change(const struct queue_day *d) {
	struct change c = {.at_ms = d->at_s * 1000, .day = 19700101};
	text_copy(c.by, sizeof c.by, d->by);
	return c;
}

int64_t day_apply(struct queue_day *d, enum verdict verdict, struct change *c) {
	assert_int_equal(verdict, VERDICT_OK);
	assert_true(d->count < DAY_CHANGES_MAX);
	c->seq = d->count + 1;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	d->changes[d->count++] = *c;
	assert_true(queue_apply(d->queue, c));
	return c->seq;
}

const struct change *day_last(const struct queue_day *d) {
	return &d->changes[d->count - 1];
}

static int64_t issue(
	struct queue_day *d, const char *service, const char *priority, int64_t slot_s) {
	struct change c = day_change(d);
	c.slot_ms = slot_s * 1000;
	text_copy(c.service, sizeof c.service, service);
	text_copy(c.priority, sizeof c.priority, priority);
	snprintf(c.token, sizeof c.token, "token%d", d->count);
	return day_apply(d, queue_decide_issue(d->queue, &c), &c);
}

int64_t day_issue(struct queue_day *d, const char *service, const char *priority) {
	return issue(d, service, priority, 0);
}

int64_t day_take(struct queue_day *d, const char *service, const char *priority) {
	int64_t id = issue(d, service, priority, 0);
	day_say(d, queue_decide_printed, id, "paper");
	return id;
}

int64_t day_take_slot(struct queue_day *d, const char *service, int64_t slot_s) {
	int64_t id = issue(d, service, "", slot_s);
	day_say(d, queue_decide_printed, id, "paper");
	return id;
}

const struct queue_lease *day_lease(struct queue_day *d, const char *holder) {
	struct change c = day_change(d);
	text_copy(c.holder, sizeof c.holder, holder);
	enum verdict verdict = queue_decide_lease(d->queue, &c);
	return queue_lease(d->queue, day_apply(d, verdict, &c));
}

struct change day_given(const struct queue_day *d, const struct queue_lease *lease,
	const char *number, int64_t at_s) {
	struct change c = day_change(d);
	c.lease = lease->id;
	c.taken_at_ms = at_s * 1000;
	text_copy(c.number, sizeof c.number, number);
	text_copy(c.service, sizeof c.service, "chung-thuc");
	snprintf(c.token, sizeof c.token, "token of %s", number);
	return c;
}

const struct queue_ticket *day_join(
	struct queue_day *d, const struct queue_lease *lease, const char *number, int64_t at_s) {
	struct change c = day_given(d, lease, number, at_s);
	enum verdict verdict = queue_decide_leased(d->queue, &c);
	int64_t id = day_apply(d, verdict, &c);
	day_say(d, queue_decide_printed, id, "paper");
	return day_ticket(d, id);
}

void day_open(struct queue_day *d, int counter) {
	struct change c = day_change(d);
	const struct clerk clerk = {"An", "Công chức"};
	day_apply(d, queue_decide_open(d->queue, counter, &clerk, &c), &c);
}

void day_pause(struct queue_day *d, int counter) {
	struct change c = day_change(d);
	day_apply(d, queue_decide_pause(d->queue, counter, 0, &c), &c);
}

void day_at(struct queue_day *d, day_at_counter *decide, int counter) {
	struct change c = day_change(d);
	day_apply(d, decide(d->queue, counter, &c), &c);
}

void day_of(struct queue_day *d, day_of_ticket *decide, int64_t ticket) {
	struct change c = day_change(d);
	day_apply(d, decide(d->queue, ticket, &c), &c);
}

void day_say(struct queue_day *d, day_of_ticket_said *decide, int64_t ticket, const char *text) {
	struct change c = day_change(d);
	day_apply(d, decide(d->queue, ticket, text, &c), &c);
}

enum verdict day_ask_at(const struct queue_day *d, day_at_counter *decide, int counter) {
	struct change c = day_change(d);
	return decide(d->queue, counter, &c);
}

enum verdict day_ask_of(const struct queue_day *d, day_of_ticket *decide, int64_t ticket) {
	struct change c = day_change(d);
	return decide(d->queue, ticket, &c);
}

const char *day_next(struct queue_day *d, int counter) {
	day_at(d, queue_decide_next, counter);
	return day_last(d)->number;
}

void day_serve(struct queue_day *d, int counter) {
	day_at(d, queue_decide_next, counter);
	day_at(d, queue_decide_start, counter);
	day_at(d, queue_decide_finish, counter);
}

void day_call(struct queue_day *d, int counter, const char *number) {
	struct change c = day_change(d);
	day_apply(d, queue_decide_call(d->queue, counter, number, "hẹn trước", &c), &c);
}

void day_hold(struct queue_day *d, int counter, int64_t until_s) {
	struct change c = day_change(d);
	day_apply(d, queue_decide_hold(d->queue, counter, until_s * 1000, "thiếu bản sao", &c), &c);
}

void day_resume(struct queue_day *d, int counter, const char *number) {
	struct change c = day_change(d);
	day_apply(d, queue_decide_resume(d->queue, counter, number, &c), &c);
}

static int line_of(const struct queue_day *d, const char *service) {
	return service ? setup_service(d->setup, service) : -1;
}

void day_transfer(struct queue_day *d, int counter, const char *service, int to_counter) {
	struct change c = day_change(d);
	int line = line_of(d, service);
	day_apply(d, queue_decide_transfer(d->queue, counter, line, to_counter, &c), &c);
}

enum verdict day_ask_call(const struct queue_day *d, int counter, const char *number) {
	struct change c = day_change(d);
	return queue_decide_call(d->queue, counter, number, "", &c);
}

enum verdict day_ask_resume(const struct queue_day *d, int counter, const char *number) {
	struct change c = day_change(d);
	return queue_decide_resume(d->queue, counter, number, &c);
}

enum verdict day_ask_transfer(
	const struct queue_day *d, int counter, const char *service, int to_counter) {
	struct change c = day_change(d);
	return queue_decide_transfer(d->queue, counter, line_of(d, service), to_counter, &c);
}

const struct queue_ticket *day_ticket(const struct queue_day *d, int64_t id) {
	const struct queue_ticket *t = queue_find(d->queue, id);
	assert_non_null(t);
	return t;
}

int day_waiting(const struct queue_day *d, const char *service) {
	return queue_waiting(d->queue, line_of(d, service));
}
