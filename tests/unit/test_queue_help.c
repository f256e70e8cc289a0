/*
 * queue: counters that take in one more service, or are opened, for a while.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/queue_offer.c server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c
 * common/slip_code.c common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c
 * tests/unit/queue_twin.c
 */
#include "common/text.h"
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { HOUR_S = 3600 };

static int line_of(const struct queue_day *d, const char *service) {
	return service ? setup_service(d->setup, service) : -1;
}

static enum verdict ask(struct queue_day *d, int counter, const char *service, struct change *c) {
	*c = day_change(d);
	return queue_decide_help(
		d->queue, counter, line_of(d, service), (d->at_s + HOUR_S) * 1000, c);
}

static enum verdict verdict_of(struct queue_day *d, int counter, const char *service) {
	struct change c;
	return ask(d, counter, service, &c);
}

static int64_t help(struct queue_day *d, int counter, const char *service) {
	struct change c;
	enum verdict verdict = ask(d, counter, service, &c);
	return day_apply(d, verdict, &c);
}

static enum verdict end(struct queue_day *d, int64_t help) {
	struct change c = day_change(d);
	enum verdict verdict = queue_decide_help_end(d->queue, help, &c);
	if (verdict == VERDICT_OK)
		day_apply(d, verdict, &c);
	return verdict;
}

static enum counter_state state_of(const struct queue_day *d, int counter) {
	return queue_counter(d->queue, counter)->state;
}

static void serve(struct queue_day *d, const char *number) {
	assert_string_equal(day_next(d, 5), number);
	day_at(d, queue_decide_start, 5);
	day_at(d, queue_decide_finish, 5);
}

static void test_its_own_work_comes_first(void **state) {
	struct queue_day *d = *state;
	const int at = setup_counter(d->setup, 5), line = line_of(d, "chung-thuc");
	day_open(d, 5);
	int64_t first = day_take(d, "chung-thuc", "");
	assert_int_equal(day_ask_at(d, queue_decide_next, 5), VERDICT_NOTHING);
	int64_t id = help(d, 5, "chung-thuc");
	assert_int_equal(queue_handicap_s(d->queue, at, line), QUEUE_HELP_HANDICAP_S);
	assert_int_equal(queue_serves_until_ms(d->queue, at, line), (d->at_s + HOUR_S) * 1000);
	assert_int_equal(queue_offer(d->queue, 5)->id, first);
	day_take(d, "chung-thuc", "elderly");
	d->at_s += HOUR_S - 1;
	day_take(d, "van-xa", "");
	serve(d, "L001");
	serve(d, "A002");
	assert_string_equal(day_next(d, 5), "A001");
	assert_int_equal(day_last(d)->reason, REASON_IN_TURN);
	day_take(d, "chung-thuc", "");
	assert_int_equal(end(d, id), VERDICT_OK);
	assert_int_equal(queue_handicap_s(d->queue, at, line), -1);
	assert_null(queue_help(d->queue, id));
	day_at(d, queue_decide_start, 5); /* whoever is there is served to the end */
	day_at(d, queue_decide_finish, 5);
	assert_int_equal(day_ask_at(d, queue_decide_next, 5), VERDICT_NOTHING);
	assert_int_equal(day_ask_call(d, 5, "A003"), VERDICT_WRONG_STATE);
}

static void test_what_is_no_help(void **state) {
	struct queue_day *d = *state;
	struct change c = day_change(d);
	assert_int_equal(verdict_of(d, 5, "chung-thuc"), VERDICT_WRONG_STATE); /* closed */
	day_open(d, 5);
	assert_int_equal(verdict_of(d, 5, NULL), VERDICT_NOTHING);
	assert_int_equal(verdict_of(d, 5, "kinh-doanh"), VERDICT_NOTHING);
	assert_int_equal(verdict_of(d, 77, "chung-thuc"), VERDICT_NOT_FOUND);
	help(d, 5, "chung-thuc");
	assert_int_equal(verdict_of(d, 5, "chung-thuc"), VERDICT_NOTHING);
	assert_int_equal(queue_decide_help_end(d->queue, 999, &c), VERDICT_NOT_FOUND);
}

static void test_over_when_its_time_is(void **state) {
	struct queue_day *d = *state;
	day_open(d, 5);
	int64_t id = help(d, 5, "chung-thuc"), at_ms = (d->at_s + HOUR_S) * 1000;
	assert_null(queue_help_over(d->queue, at_ms - 1));
	assert_int_equal(queue_help_over(d->queue, at_ms)->id, id);
}

static void test_a_closed_counter_helps_nobody(void **state) {
	struct queue_day *d = *state;
	day_open(d, 5);
	int64_t id = help(d, 5, "chung-thuc");
	day_at(d, queue_decide_close, 5);
	assert_null(queue_help(d->queue, id));
	day_open(d, 5);
	day_take(d, "chung-thuc", "");
	assert_int_equal(day_ask_at(d, queue_decide_next, 5), VERDICT_NOTHING);
}

/* Nobody has come to the counter that was opened: it closes again, but not over a ticket. */
static void test_opened_and_closed_again(void **state) {
	struct queue_day *d = *state;
	text_copy(d->by, sizeof d->by, "lead:lan");
	int64_t id = help(d, 5, NULL);
	day_open(d, 5);
	day_take(d, "van-xa", "");
	day_next(d, 5);
	assert_int_equal(end(d, id), VERDICT_BUSY);
	assert_null(queue_help_over(d->queue, (d->at_s + HOUR_S) * 1000));
	day_at(d, queue_decide_absent, 5);
	assert_int_equal(queue_help_over(d->queue, (d->at_s + HOUR_S) * 1000)->id, id);
	assert_int_equal(end(d, id), VERDICT_OK);
	assert_int_equal(day_last(d)->kind, CHANGE_COUNTER_CLOSED);
	assert_int_equal(state_of(d, 5), COUNTER_CLOSED);
	assert_int_equal(queue_help_count(d->queue), 0);
}

/* Somebody sits there now, or did before: what was decided ends, the counter goes on. */
static void test_who_sits_there_goes_on(void **state) {
	struct queue_day *d = *state;
	text_copy(d->by, sizeof d->by, "lead:lan");
	int64_t opened = help(d, 5, NULL);
	day_open(d, 5);
	text_copy(d->by, sizeof d->by, "clerk:an");
	day_open(d, 5);
	assert_int_equal(end(d, opened), VERDICT_OK);
	assert_int_equal(day_last(d)->kind, CHANGE_HELP_ENDED);
	assert_int_equal(state_of(d, 5), COUNTER_OPEN);
	day_pause(d, 5);
	text_copy(d->by, sizeof d->by, "lead:lan");
	int64_t reopened = help(d, 5, NULL);
	assert_int_equal(queue_help(d->queue, reopened)->kind, HELP_REOPEN);
	day_open(d, 5);
	assert_int_equal(end(d, reopened), VERDICT_OK);
	assert_int_equal(state_of(d, 5), COUNTER_OPEN);
}

/* What people are told of those before them: nobody is put before them by a help. */
static void test_ahead_is_as_before(void **state) {
	struct queue_day *d = *state;
	day_open(d, 5);
	day_open(d, 2);
	const struct queue_ticket *first = day_ticket(d, day_take(d, "chung-thuc", ""));
	const struct queue_ticket *own = day_ticket(d, day_take(d, "van-xa", ""));
	const struct queue_ticket *second = day_ticket(d, day_take(d, "chung-thuc", ""));
	help(d, 5, "chung-thuc");
	assert_int_equal(queue_ahead(d->queue, first), 0);
	assert_int_equal(queue_ahead(d->queue, own), 0);
	assert_int_equal(queue_ahead(d->queue, second), 1);
}

#define DAY_TEST(test) cmocka_unit_test_setup_teardown(test, day_begin, day_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		DAY_TEST(test_its_own_work_comes_first),
		DAY_TEST(test_what_is_no_help),
		DAY_TEST(test_over_when_its_time_is),
		DAY_TEST(test_a_closed_counter_helps_nobody),
		DAY_TEST(test_opened_and_closed_again),
		DAY_TEST(test_who_sits_there_goes_on),
		DAY_TEST(test_ahead_is_as_before),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
