/*
 * queue: what the moves of a visit leave on its ticket, its counter and its line.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c common/slip_code.c
 * common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c tests/unit/queue_twin.c
 */
#include "common/text.h"
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_call(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	d->setup->version = 7;
	int64_t id = day_take(d, "cu-tru", "");
	day_take(d, "cu-tru", "");
	d->at_s += 300;
	day_next(d, 6);
	const struct queue_ticket *t = day_ticket(d, id);
	assert_int_equal(day_last(d)->rules, 7);
	assert_int_equal(day_last(d)->counter, 6);
	assert_int_equal(t->counter, 6);
	assert_int_equal(t->called_at_ms, d->at_s * 1000);
	assert_int_equal(t->first_called_ms, d->at_s * 1000);
	assert_int_equal(t->rung_at_ms, d->at_s * 1000);
	assert_int_equal(t->recalls, 0);
	assert_int_equal(day_waiting(d, "cu-tru"), 1);
	assert_true(queue_counter_ticket(d->queue, 6) == t);
}

static void test_recall_rings_again(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_next(d, 6);
	d->at_s += 9;
	day_at(d, queue_decide_recall, 6);
	assert_int_equal(day_ticket(d, id)->rung_at_ms, d->at_s * 1000);
	assert_int_equal(day_ticket(d, id)->called_at_ms, DAY_BEGIN_S * 1000);
	assert_int_equal(day_ticket(d, id)->recalls, 1);
}

static void test_start_and_finish(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_next(d, 6);
	d->at_s += 40;
	day_at(d, queue_decide_start, 6);
	const struct queue_ticket *t = day_ticket(d, id);
	assert_int_equal(t->started_at_ms, d->at_s * 1000);
	assert_int_equal(t->called_at_ms, DAY_BEGIN_S * 1000);
	assert_true(queue_counter_ticket(d->queue, 6) == t);
	d->at_s += 500;
	struct change c = day_change(d);
	text_copy(c.how, sizeof c.how, "done");
	text_copy(c.done, sizeof c.done, "1.001193*2");
	text_copy(c.note, sizeof c.note, "hẹn trả ngày mai");
	day_apply(d, queue_decide_finish(d->queue, 6, &c), &c);
	assert_string_equal(c.how, "done");
	assert_string_equal(c.done, "1.001193*2");
	assert_string_equal(c.note, "hẹn trả ngày mai");
	assert_null(queue_counter_ticket(d->queue, 6));
	assert_int_equal(queue_counter(d->queue, 6)->since_ms, d->at_s * 1000);
	assert_false(t->doubtful);
}

static void test_absent(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_next(d, 6);
	d->at_s += 60;
	day_at(d, queue_decide_absent, 6);
	const struct queue_ticket *t = day_ticket(d, id);
	assert_int_equal(day_last(d)->counter, 6);
	assert_int_equal(t->misses, 1);
	assert_int_equal(t->key_s, DAY_BEGIN_S);
	assert_null(queue_counter_ticket(d->queue, 6));
	assert_int_equal(queue_counter(d->queue, 6)->since_ms, d->at_s * 1000);
	assert_int_equal(day_ask_at(d, queue_decide_next, 6), VERDICT_NOTHING);
}

static void test_hold(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_next(d, 6);
	day_at(d, queue_decide_start, 6);
	day_hold(d, 6, DAY_BEGIN_S + 1800);
	const struct queue_ticket *t = day_ticket(d, id);
	assert_int_equal(day_last(d)->back_at_ms, (DAY_BEGIN_S + 1800) * 1000);
	assert_int_equal(t->until_ms, (DAY_BEGIN_S + 1800) * 1000);
	assert_string_equal(t->note, "thiếu bản sao");
	assert_int_equal(t->counter, 6);
	assert_int_equal(t->key_s, DAY_BEGIN_S);
	assert_true(t->doubtful);
	assert_null(queue_counter_ticket(d->queue, 6));
	assert_int_equal(day_waiting(d, "cu-tru"), 0);
}

/* Where it is held, and wherever its service is served; at an open, free counter. */
static void test_resume(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 3);
	day_open(d, 6);
	int64_t id = day_take(d, "chung-thuc", "");
	day_next(d, 2);
	day_at(d, queue_decide_start, 2);
	day_hold(d, 2, 0);
	assert_int_equal(day_ask_resume(d, 6, "A001"), VERDICT_WRONG_STATE);
	day_take(d, "ho-tich", "");
	day_next(d, 3);
	assert_int_equal(day_ask_resume(d, 3, "A001"), VERDICT_BUSY);
	day_at(d, queue_decide_absent, 3);
	day_pause(d, 3);
	assert_int_equal(day_ask_resume(d, 3, "A001"), VERDICT_WRONG_STATE);
	day_open(d, 3);
	d->at_s += 900;
	day_resume(d, 3, "A001");
	const struct queue_ticket *t = day_ticket(d, id);
	assert_int_equal(t->state, TICKET_SERVING);
	assert_int_equal(t->counter, 3);
	assert_int_equal(t->started_at_ms, DAY_BEGIN_S * 1000);
	assert_true(queue_counter_ticket(d->queue, 3) == t);
	assert_true(t->doubtful);
}

/* Someone of another service, transferred to a counter that does not serve it, may come back to
 * that counter. */
static void test_resume_where_it_is_held(void **state) {
	struct queue_day *d = *state;
	day_open(d, 2);
	day_open(d, 6);
	day_take(d, "chung-thuc", "");
	day_next(d, 2);
	day_transfer(d, 2, NULL, 6);
	day_next(d, 6);
	day_at(d, queue_decide_start, 6);
	day_hold(d, 6, 0);
	day_resume(d, 6, "A001");
	assert_string_equal(queue_counter_ticket(d->queue, 6)->number, "A001");
}

static void test_leave(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t waiting = day_take(d, "cu-tru", "");
	day_of(d, queue_decide_leave, waiting);
	assert_int_equal(day_waiting(d, "cu-tru"), 0);
	int64_t gone = day_take(d, "cu-tru", "");
	day_next(d, 6);
	day_at(d, queue_decide_absent, 6);
	day_of(d, queue_decide_leave, gone);
	assert_int_equal(day_ask_of(d, queue_decide_back, gone), VERDICT_WRONG_STATE);
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
}

static void test_release(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	d->at_s += 60;
	day_next(d, 6);
	day_at(d, queue_decide_start, 6);
	d->at_s += 60;
	text_copy(d->by, sizeof d->by, "lead:binh");
	day_say(d, queue_decide_release, id, "máy hỏng");
	const struct queue_ticket *t = day_ticket(d, id);
	assert_int_equal(day_last(d)->counter, 6);
	assert_string_equal(day_last(d)->note, "máy hỏng");
	assert_string_equal(t->note, "máy hỏng");
	assert_int_equal(t->key_s, DAY_BEGIN_S);
	assert_int_equal(t->first_called_ms, (DAY_BEGIN_S + 60) * 1000);
	assert_true(t->doubtful);
	assert_null(queue_counter_ticket(d->queue, 6));
	assert_int_equal(day_waiting(d, "cu-tru"), 1);
	assert_string_equal(day_next(d, 6), "C001");
	assert_int_equal(t->started_at_ms, 0);
	assert_int_equal(t->first_called_ms, (DAY_BEGIN_S + 60) * 1000);
}

static void test_void(void **state) {
	struct queue_day *d = *state;
	int64_t id = day_take(d, "cu-tru", "");
	day_say(d, queue_decide_void, id, "cấp nhầm");
	assert_string_equal(day_last(d)->how, "lead");
	assert_string_equal(day_ticket(d, id)->note, "cấp nhầm");
	assert_int_equal(day_waiting(d, "cu-tru"), 0);
	assert_string_equal(day_ticket(d, day_take(d, "cu-tru", ""))->number, "C002");
}

static void test_another_class(void **state) {
	struct queue_day *d = *state;
	int64_t first = day_take(d, "cu-tru", "");
	d->at_s += 600;
	int64_t id = day_take(d, "cu-tru", "");
	day_say(d, queue_decide_priority, id, "elderly");
	const struct queue_ticket *t = day_ticket(d, id);
	assert_string_equal(day_last(d)->priority, "elderly");
	assert_int_equal(day_last(d)->key_s, DAY_BEGIN_S - 3000);
	assert_int_equal(t->key_s, DAY_BEGIN_S - 3000);
	assert_int_equal(t->priority, setup_priority(d->setup, "elderly"));
	assert_int_equal(queue_ahead(d->queue, day_ticket(d, first)), 1);
	struct change c = day_change(d);
	assert_int_equal(queue_decide_priority(d->queue, id, "elderly", &c), VERDICT_NOTHING);
	assert_int_equal(queue_decide_priority(d->queue, id, "khong-co", &c), VERDICT_NOT_FOUND);
	day_say(d, queue_decide_priority, id, "");
	assert_int_equal(t->priority, -1);
	assert_int_equal(t->key_s, DAY_BEGIN_S + 600);
	assert_int_equal(day_waiting(d, "cu-tru"), 2);
}

/* "Không đúng đối tượng": who is called goes back to the place of an ordinary number. */
static void test_another_class_of_the_called(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	day_take(d, "cu-tru", "");
	d->at_s += 600;
	int64_t id = day_take(d, "cu-tru", "elderly");
	assert_string_equal(day_next(d, 6), "C002");
	day_say(d, queue_decide_priority, id, "");
	assert_int_equal(day_last(d)->counter, 6);
	assert_null(queue_counter_ticket(d->queue, 6));
	assert_int_equal(day_waiting(d, "cu-tru"), 2);
	assert_int_equal(day_ask_at(d, queue_decide_undo, 6), VERDICT_WRONG_STATE);
	assert_string_equal(day_next(d, 6), "C001");
}

/* A missed call still costs its ten minutes, and an appointment's place is not of its class. */
static void test_another_class_keeps_the_rest(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", ""), slot = day_take_slot(d, "cu-tru", 32400);
	day_next(d, 6);
	day_at(d, queue_decide_absent, 6);
	day_of(d, queue_decide_back, id);
	day_say(d, queue_decide_priority, id, "merit");
	assert_int_equal(day_ticket(d, id)->key_s, DAY_BEGIN_S - 3600 + 600);
	day_say(d, queue_decide_priority, slot, "merit");
	assert_int_equal(day_ticket(d, slot)->key_s, 32400 - 2700);
}

/* The machine's clock jumped: no duration of whoever was here is to be believed. */
static void test_clock_set(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t called = day_take(d, "cu-tru", ""), gone = day_take(d, "cu-tru", "");
	day_next(d, 6);
	day_of(d, queue_decide_leave, gone);
	struct change c = day_change(d);
	c.kind = CHANGE_CLOCK_SET;
	day_apply(d, VERDICT_OK, &c);
	assert_true(day_ticket(d, called)->doubtful);
	assert_false(day_ticket(d, gone)->doubtful);
	day_at(d, queue_decide_undo, 6);
	assert_true(day_ticket(d, called)->doubtful);
	assert_false(day_ticket(d, day_take(d, "cu-tru", ""))->doubtful);
}

static enum verdict rate_at(struct queue_day *d, int counter, const char *number) {
	struct change c = day_change(d);
	enum verdict verdict = queue_decide_rate_at(d->queue, counter, number, &c);
	if (verdict == VERDICT_OK)
		day_apply(d, verdict, &c);
	return verdict;
}

/* Once, and only once it is served; nothing else of the visit is another for it. */
static void test_rated(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	assert_int_equal(day_ask_of(d, queue_decide_rate, id), VERDICT_WRONG_STATE);
	assert_int_equal(day_ask_of(d, queue_decide_rate, 999), VERDICT_NOT_FOUND);
	day_next(d, 6);
	day_at(d, queue_decide_start, 6);
	assert_int_equal(day_ask_of(d, queue_decide_rate, id), VERDICT_WRONG_STATE);
	day_at(d, queue_decide_finish, 6);
	day_take(d, "cu-tru", "");
	day_next(d, 6);
	struct queue_ticket before = *day_ticket(d, id);
	assert_true(queue_can_rate(&before));
	d->at_s += 40000;
	day_of(d, queue_decide_rate, id);
	assert_int_equal(day_last(d)->counter, 6);
	assert_int_equal(day_last(d)->was, TICKET_NONE);
	assert_false(queue_can_rate(day_ticket(d, id)));
	assert_int_equal(day_ask_of(d, queue_decide_rate, id), VERDICT_WRONG_STATE);
	before.rated = true;
	assert_memory_equal(&before, day_ticket(d, id), sizeof before);
	d->at_s -= 40000;
	day_at(d, queue_decide_undo, 6);
}

/* Each end of a visit is another one. */
static void test_rated_again_after_reopening(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_serve(d, 6);
	day_of(d, queue_decide_rate, id);
	day_say(d, queue_decide_reopen, id, "");
	assert_int_equal(day_ask_of(d, queue_decide_rate, id), VERDICT_WRONG_STATE);
	day_serve(d, 6);
	day_of(d, queue_decide_rate, id);
	assert_int_equal(day_ask_of(d, queue_decide_rate, id), VERDICT_WRONG_STATE);
}

/* The screen of the counter that served it, for two minutes. */
static void test_rated_at_the_counter(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	const char *number = day_ticket(d, day_take(d, "cu-tru", ""))->number;
	assert_int_equal(rate_at(d, 6, number), VERDICT_WRONG_STATE);
	day_serve(d, 6);
	assert_int_equal(rate_at(d, 2, number), VERDICT_WRONG_STATE);
	assert_int_equal(rate_at(d, 99, number), VERDICT_NOT_FOUND);
	assert_int_equal(rate_at(d, 6, "C999"), VERDICT_NOT_FOUND);
	d->at_s += 121;
	assert_int_equal(rate_at(d, 6, number), VERDICT_WRONG_STATE);
	d->at_s -= 1;
	assert_int_equal(rate_at(d, 6, number), VERDICT_OK);
	assert_int_equal(rate_at(d, 6, number), VERDICT_WRONG_STATE);
}

/* A log in which somebody rates what he may not is damaged. */
static void test_rating_that_does_not_fit(void **state) {
	struct queue_day *d = *state;
	struct change c = {.kind = CHANGE_RATED, .ticket = 999, .state = TICKET_SERVED};
	assert_false(queue_apply(d->queue, &c));
	c.ticket = day_take(d, "cu-tru", "");
	assert_false(queue_apply(d->queue, &c));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, day_begin, day_end)
	const struct CMUnitTest tests[] = {
		TEST(test_call),
		TEST(test_recall_rings_again),
		TEST(test_start_and_finish),
		TEST(test_absent),
		TEST(test_hold),
		TEST(test_resume),
		TEST(test_resume_where_it_is_held),
		TEST(test_leave),
		TEST(test_release),
		TEST(test_void),
		TEST(test_another_class),
		TEST(test_another_class_of_the_called),
		TEST(test_another_class_keeps_the_rest),
		TEST(test_clock_set),
		TEST(test_rated),
		TEST(test_rated_again_after_reopening),
		TEST(test_rated_at_the_counter),
		TEST(test_rating_that_does_not_fit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
