/*
 * queue: the last step of a counter is taken back, for half a minute, by whoever made it.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c common/slip_code.c
 * common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c tests/unit/queue_twin.c
 */
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* A ticket at counter 6, as far as it has come. */
static int64_t come(struct queue_day *d, enum ticket_state state) {
	int64_t id = day_take(d, "cu-tru", "");
	d->at_s += 60;
	day_next(d, 6);
	d->at_s += 20;
	if (state == TICKET_SERVING || state == TICKET_HELD)
		day_at(d, queue_decide_start, 6);
	if (state == TICKET_HELD)
		day_hold(d, 6, d->at_s + 600);
	if (state == TICKET_ABSENT)
		day_at(d, queue_decide_absent, 6);
	return id;
}

/* Takes the last step back: the ticket is as it was before, but for when that was. */
static void undone(struct queue_day *d, int counter, struct queue_ticket before) {
	day_at(d, queue_decide_undo, counter);
	const struct change *c = day_last(d);
	struct queue_ticket now = *day_ticket(d, before.id);
	assert_int_equal(c->kind, CHANGE_UNDONE);
	assert_int_equal(c->counter, counter);
	assert_int_equal(c->state, before.state);
	assert_int_equal(now.changed_seq, c->seq);
	assert_int_equal(now.changed_at_ms, c->at_ms);
	assert_null(now.before);
	now.changed_seq = before.changed_seq;
	now.changed_at_ms = before.changed_at_ms;
	now.before = before.before = NULL;
	now.place = before.place;
	assert_memory_equal(&now, &before, sizeof now);
	assert_int_equal(day_ask_at(d, queue_decide_undo, counter), VERDICT_WRONG_STATE);
}

static void test_call(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_take(d, "cu-tru", "");
	struct queue_ticket before = *day_ticket(d, id);
	day_next(d, 6);
	d->at_s += 8;
	day_at(d, queue_decide_recall, 6); /* a recall leaves the call to be taken back */
	undone(d, 6, before);
	assert_null(queue_counter_ticket(d->queue, 6));
	assert_int_equal(day_waiting(d, "cu-tru"), 2);
	assert_int_equal(day_ticket(d, id)->counter, 0);
	assert_string_equal(day_next(d, 6), "C001");
}

static void test_start(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = come(d, TICKET_CALLED);
	struct queue_ticket before = *day_ticket(d, id);
	day_at(d, queue_decide_start, 6);
	undone(d, 6, before);
	assert_int_equal(day_last(d)->reason, REASON_IN_TURN);
	assert_true(queue_counter_ticket(d->queue, 6) == day_ticket(d, id));
}

static void test_absent(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = come(d, TICKET_CALLED);
	struct queue_ticket before = *day_ticket(d, id);
	day_at(d, queue_decide_absent, 6);
	undone(d, 6, before);
	assert_int_equal(day_ticket(d, id)->misses, 0);
	assert_true(queue_counter_ticket(d->queue, 6) == day_ticket(d, id));
}

static void test_hold(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = come(d, TICKET_SERVING);
	struct queue_ticket before = *day_ticket(d, id);
	day_hold(d, 6, d->at_s + 600);
	undone(d, 6, before);
	assert_int_equal(day_ticket(d, id)->until_ms, 0);
	assert_false(day_ticket(d, id)->doubtful);
}

/* Resumed at another counter than it was held at: it is held there again. */
static void test_resume(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 3);
	int64_t id = day_take(d, "chung-thuc", "");
	day_next(d, 2);
	day_at(d, queue_decide_start, 2);
	day_hold(d, 2, 0);
	struct queue_ticket before = *day_ticket(d, id);
	day_resume(d, 3, "A001");
	undone(d, 3, before);
	assert_int_equal(day_ticket(d, id)->counter, 2);
	assert_null(queue_counter_ticket(d->queue, 3));
}

/* From the called and from the served, to another service: both lines count right again. */
static void test_transfer(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	for (int served = 0; served < 2; served++) {
		int64_t id = come(d, served ? TICKET_SERVING : TICKET_CALLED);
		struct queue_ticket before = *day_ticket(d, id);
		day_transfer(d, 6, "ho-tich", 0);
		assert_int_equal(day_waiting(d, "ho-tich"), 1);
		undone(d, 6, before);
		assert_string_equal(day_last(d)->service, "cu-tru");
		assert_string_equal(day_last(d)->from_service, "ho-tich");
		assert_int_equal(day_waiting(d, "ho-tich"), 0);
		assert_int_equal(day_ticket(d, id)->moves, 0);
		assert_true(queue_counter_ticket(d->queue, 6) == day_ticket(d, id));
		if (!served)
			day_at(d, queue_decide_start, 6);
		day_at(d, queue_decide_finish, 6);
	}
}

/* Whoever was called as transferred is so again, from where he came. */
static void test_absent_of_the_transferred(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 3);
	int64_t id = day_take(d, "ho-tich", "");
	day_next(d, 2);
	day_transfer(d, 2, NULL, 3);
	day_next(d, 3);
	struct queue_ticket before = *day_ticket(d, id);
	day_at(d, queue_decide_absent, 3);
	undone(d, 3, before);
	assert_int_equal(day_last(d)->reason, REASON_TRANSFERRED);
	assert_int_equal(day_last(d)->from_counter, 2);
}

static void test_half_a_minute(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	come(d, TICKET_ABSENT);
	d->at_s += 31;
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
	assert_null(queue_undo(d->queue, 6, d->by, d->at_s * 1000));
	d->at_s -= 1;
	const struct queue_step *step = queue_undo(d->queue, 6, d->by, d->at_s * 1000);
	assert_int_equal(step->kind, CHANGE_ABSENT);
	assert_int_equal(step->at_ms, (d->at_s - 30) * 1000);
	day_at(d, queue_decide_undo, 6);
	d->setup->undo_s = 5;
	day_at(d, queue_decide_absent, 6);
	d->at_s += 6;
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
}

static void test_by_whoever_did_it(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	come(d, TICKET_CALLED);
	strcpy(d->by, "lead:binh");
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
	strcpy(d->by, "clerk:an");
	day_at(d, queue_decide_undo, 6);
}

/* One step and no more: neither the one before it nor its own taking back. */
static void test_only_the_last_step(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = come(d, TICKET_SERVING);
	day_at(d, queue_decide_undo, 6);
	assert_int_equal(day_ticket(d, id)->state, TICKET_CALLED);
	assert_null(queue_undo(d->queue, 6, d->by, d->at_s * 1000));
	day_at(d, queue_decide_absent, 6);
	day_take(d, "cu-tru", "");
	day_next(d, 6);
	day_at(d, queue_decide_undo, 6); /* the second one's call; the first stays absent */
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
	assert_int_equal(day_ticket(d, id)->state, TICKET_ABSENT);
}

/* A step at one counter is not that of another. */
static void test_each_counter_its_own(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 6);
	int64_t id = come(d, TICKET_ABSENT);
	day_take(d, "chung-thuc", "");
	day_next(d, 2);
	assert_int_equal(queue_undo(d->queue, 2, d->by, d->at_s * 1000)->kind, CHANGE_CALLED);
	day_at(d, queue_decide_undo, 6);
	assert_int_equal(day_ticket(d, id)->state, TICKET_CALLED);
	day_at(d, queue_decide_undo, 2);
}

static void test_not_a_finish(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	come(d, TICKET_SERVING);
	day_at(d, queue_decide_finish, 6);
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
}

/* Not once the ticket has moved on: called elsewhere, back, resumed, given up. */
static void test_not_what_moved_on(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 3);
	day_open(d, 6);
	int64_t a = day_take(d, "chung-thuc", "");
	day_next(d, 2);
	day_transfer(d, 2, NULL, 3);
	day_next(d, 3);
	assert_int_equal(day_ask_at(d, queue_decide_undo, 2), VERDICT_WRONG_STATE);
	day_at(d, queue_decide_start, 3);
	day_hold(d, 3, 0);
	day_resume(d, 2, "A001");
	assert_int_equal(day_ask_at(d, queue_decide_undo, 3), VERDICT_WRONG_STATE);
	day_at(d, queue_decide_undo, 2);
	assert_int_equal(day_ticket(d, a)->state, TICKET_HELD);
	assert_int_equal(day_ask_at(d, queue_decide_undo, 3), VERDICT_WRONG_STATE);
	int64_t b = come(d, TICKET_ABSENT);
	day_of(d, queue_decide_back, b);
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
}

/* Who pauses, closes or opens a counter begins anew there. */
static void test_not_over_a_pause(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	come(d, TICKET_ABSENT);
	day_pause(d, 6);
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
	day_open(d, 6);
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, day_begin, day_end)
	const struct CMUnitTest tests[] = {
		TEST(test_call),
		TEST(test_start),
		TEST(test_absent),
		TEST(test_hold),
		TEST(test_resume),
		TEST(test_transfer),
		TEST(test_absent_of_the_transferred),
		TEST(test_half_a_minute),
		TEST(test_by_whoever_did_it),
		TEST(test_only_the_last_step),
		TEST(test_each_counter_its_own),
		TEST(test_not_a_finish),
		TEST(test_not_what_moved_on),
		TEST(test_not_over_a_pause),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
