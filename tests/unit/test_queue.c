/*
 * queue: numbers, the printing, calls and recalls, the counters, and what does not fit.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c common/slip_code.c
 * common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c tests/unit/queue_twin.c
 */
#include "common/text.h"
#include "tests/unit/queue_day.h"
#include "tests/unit/queue_twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_numbers_by_service(void **state) {
	struct queue_day *d = *state;
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A001");
	assert_string_equal(day_ticket(d, day_issue(d, "ho-tich", ""))->number, "B001");
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A002");
	struct change c = day_change(d);
	text_copy(c.service, sizeof c.service, "khong-co");
	assert_int_equal(queue_decide_issue(d->queue, &c), VERDICT_NOT_FOUND);
}

/* What was said and asked when a number was taken stays with it. */
static void test_what_is_kept(void **state) {
	struct queue_day *d = *state;
	struct change c = day_change(d);
	text_copy(c.service, sizeof c.service, "cu-tru");
	text_copy(c.procedure, sizeof c.procedure, "1.004194");
	text_copy(c.lang, sizeof c.lang, "en");
	text_copy(c.token, sizeof c.token, "t");
	c.told = (struct told){true, 300, 450, 600};
	const struct queue_ticket *t =
		day_ticket(d, day_apply(d, queue_decide_issue(d->queue, &c), &c));
	assert_string_equal(t->procedure, "1.004194");
	assert_string_equal(t->lang, "en");
	assert_string_equal(t->by, d->by);
	assert_true(t->told.known);
	assert_int_equal(t->told.low_s, 300);
	assert_int_equal(t->told.mid_s, 450);
	assert_int_equal(t->told.high_s, 600);
	assert_true(queue_token(d->queue, "t") == t);
	assert_null(queue_token(d->queue, "u"));
}

/* Thousands of numbers are taken at a few machines for a few services. */
static void test_texts_are_kept_once(void **state) {
	struct queue_day *d = *state;
	const struct queue_ticket *a = day_ticket(d, day_take(d, "cu-tru", ""));
	const struct queue_ticket *b = day_ticket(d, day_take(d, "cu-tru", ""));
	const struct queue_ticket *other = day_ticket(d, day_take(d, "ho-tich", ""));
	assert_ptr_equal(a->service, b->service);
	assert_ptr_equal(a->taken_for, b->taken_for);
	assert_ptr_equal(a->by, other->by);
	assert_string_equal(other->service, "ho-tich");
}

static void test_series_ends(void **state) {
	struct queue_day *d = *state;
	d->setup->number_max = 2;
	day_issue(d, "chung-thuc", "");
	day_issue(d, "chung-thuc", "");
	struct change c = day_change(d);
	text_copy(c.service, sizeof c.service, "chung-thuc");
	assert_int_equal(queue_decide_issue(d->queue, &c), VERDICT_QUOTA);
	assert_string_equal(day_ticket(d, day_issue(d, "ho-tich", ""))->number, "B001");
}

static void test_number_with_dash(void **state) {
	struct queue_day *d = *state;
	d->setup->number_dash = true;
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A-001");
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A-002");
}

/* Past the last number of three digits there are four, where the office wants more. */
static void test_series_goes_past_999(void **state) {
	struct queue_day *d = *state;
	d->setup->number_start = 999;
	d->setup->number_max = 1000;
	queue_free(d->queue);
	d->queue = queue_new(d->setup);
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A999");
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A1000");
}

/* The office file is another: what was given out is read again. */
static void again(struct queue_day *d) {
	struct queue *now = queue_twin_replay(d->setup, d->changes, d->count);
	queue_free(d->queue);
	d->queue = now;
}

static void set_prefix(struct queue_day *d, const char *service, const char *prefix) {
	int line = setup_service(d->setup, service);
	text_copy(d->setup->services[line].prefix, NUMBER_SIZE, prefix);
}

/* The store keeps the last number of each service, whatever letter it had. */
static void test_series_goes_on_with_another_prefix(void **state) {
	struct queue_day *d = *state;
	day_issue(d, "chung-thuc", "");
	day_issue(d, "chung-thuc", "");
	set_prefix(d, "chung-thuc", "Z");
	again(d);
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "Z003");
}

static void test_prefix_of_another_service(void **state) {
	struct queue_day *d = *state;
	for (int i = 0; i < 3; i++)
		day_issue(d, "ho-tich", "");
	day_issue(d, "chung-thuc", "");
	set_prefix(d, "ho-tich", "Z");
	set_prefix(d, "chung-thuc", "B");
	again(d);
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "B004");
	assert_string_equal(day_ticket(d, day_issue(d, "ho-tich", ""))->number, "Z004");
}

static void test_printed_and_void(void **state) {
	struct queue_day *d = *state;
	int64_t a = day_issue(d, "chung-thuc", ""), b = day_issue(d, "chung-thuc", "");
	assert_int_equal(day_waiting(d, "chung-thuc"), 0);
	day_say(d, queue_decide_printed, a, "screen");
	assert_string_equal(day_last(d)->how, "screen");
	assert_int_equal(day_waiting(d, "chung-thuc"), 1);
	assert_int_equal(day_ticket(d, a)->key_s, DAY_BEGIN_S);
	day_say(d, queue_decide_failed, b, "paper_out");
	assert_string_equal(day_last(d)->how, "paper_out");
	assert_int_equal(day_waiting(d, "chung-thuc"), 1);
	assert_string_equal(day_ticket(d, day_issue(d, "chung-thuc", ""))->number, "A003");
}

/* The place is that of the issue, however long the printer took. */
static void test_rank_is_of_the_issue(void **state) {
	struct queue_day *d = *state;
	int64_t slow = day_issue(d, "cu-tru", "");
	d->at_s += 20;
	day_take(d, "cu-tru", "");
	d->at_s += 20;
	day_say(d, queue_decide_printed, slow, "paper");
	assert_int_equal(day_ticket(d, slow)->key_s, DAY_BEGIN_S);
	day_open(d, 6);
	assert_string_equal(day_next(d, 6), "C001");
}

static void test_stuck(void **state) {
	struct queue_day *d = *state;
	int64_t a = day_issue(d, "chung-thuc", "");
	day_take(d, "chung-thuc", "");
	assert_null(queue_stuck(d->queue, d->at_s * 1000));
	assert_int_equal(queue_stuck(d->queue, d->at_s * 1000 + 1)->id, a);
	day_say(d, queue_decide_failed, a, "timeout");
	assert_null(queue_stuck(d->queue, INT64_MAX));
}

static void test_next_guards(void **state) {
	struct queue_day *d = *state;
	assert_int_equal(day_ask_at(d, queue_decide_next, 6), VERDICT_WRONG_STATE);
	day_open(d, 6);
	assert_int_equal(day_ask_at(d, queue_decide_next, 6), VERDICT_NOTHING);
	day_issue(d, "cu-tru", "");
	assert_int_equal(day_ask_at(d, queue_decide_next, 6), VERDICT_NOTHING);
	day_take(d, "cu-tru", "");
	day_take(d, "cu-tru", "");
	assert_string_equal(day_next(d, 6), "C002");
	assert_int_equal(day_ask_at(d, queue_decide_next, 6), VERDICT_BUSY);
}

static void test_chosen(void **state) {
	struct queue_day *d = *state;
	day_take(d, "cu-tru", "");
	day_take(d, "cu-tru", "");
	day_take(d, "ho-tich", "");
	assert_int_equal(day_ask_call(d, 6, "C001"), VERDICT_WRONG_STATE); /* closed */
	day_open(d, 6);
	assert_int_equal(day_ask_call(d, 6, "C999"), VERDICT_NOT_FOUND);
	assert_int_equal(day_ask_call(d, 77, "C001"), VERDICT_NOT_FOUND);
	assert_int_equal(day_ask_call(d, 6, "B001"), VERDICT_WRONG_STATE);
	day_call(d, 6, "C002");
	assert_int_equal(day_last(d)->reason, REASON_CHOSEN);
	assert_string_equal(day_last(d)->note, "hẹn trước");
	assert_int_equal(day_ask_call(d, 6, "C001"), VERDICT_BUSY);
	day_at(d, queue_decide_absent, 6);
	day_call(d, 6, "C001"); /* whose turn it is anyway */
	assert_int_equal(day_last(d)->reason, REASON_IN_TURN);
}

static void test_recall(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	int64_t id = day_take(d, "cu-tru", "");
	day_next(d, 6);
	d->at_s += 7;
	assert_int_equal(day_ask_at(d, queue_decide_recall, 6), VERDICT_SLOW_DOWN);
	assert_int_equal(queue_recall_s(d->queue, 6, d->at_s * 1000), 1);
	for (int i = 0; i < 3; i++) {
		d->at_s += 8;
		assert_int_equal(queue_recall_s(d->queue, 6, d->at_s * 1000), 0);
		day_at(d, queue_decide_recall, 6);
	}
	assert_int_equal(day_last(d)->reason, REASON_IN_TURN);
	d->at_s += 60;
	assert_int_equal(day_ask_at(d, queue_decide_recall, 6), VERDICT_WRONG_STATE);
	day_at(d, queue_decide_absent, 6);
	day_of(d, queue_decide_back, id);
	day_next(d, 6);
	d->at_s += 8;
	day_at(d, queue_decide_recall, 6); /* another call has recalls of its own */
}

static void test_counter_states(void **state) {
	struct queue_day *d = *state;
	struct change c = day_change(d);
	assert_int_equal(queue_decide_pause(d->queue, 6, 0, &c), VERDICT_WRONG_STATE);
	assert_int_equal(day_ask_at(d, queue_decide_close, 6), VERDICT_NOTHING);
	day_open(d, 6);
	assert_int_equal(queue_decide_open(d->queue, 6, &(struct clerk){"An", "Công chức"}, &c),
		VERDICT_NOTHING);
	day_take(d, "cu-tru", "");
	day_next(d, 6);
	assert_int_equal(queue_decide_pause(d->queue, 6, 0, &c), VERDICT_BUSY);
	assert_int_equal(day_ask_at(d, queue_decide_close, 6), VERDICT_BUSY);
	day_at(d, queue_decide_start, 6);
	day_at(d, queue_decide_finish, 6);
	c = day_change(d);
	day_apply(d, queue_decide_pause(d->queue, 6, 99000, &c), &c);
	assert_int_equal(queue_decide_pause(d->queue, 6, 99000, &c), VERDICT_NOTHING);
	assert_string_equal(c.clerk.name, "An");
	assert_int_equal(queue_counter(d->queue, 6)->back_at_ms, 99000);
	assert_string_equal(queue_counter(d->queue, 6)->clerk.name, "An");
	assert_int_equal(day_ask_at(d, queue_decide_next, 6), VERDICT_WRONG_STATE);
	day_at(d, queue_decide_close, 6);
	assert_string_equal(queue_counter(d->queue, 6)->clerk.name, "");
	assert_int_equal(queue_counter(d->queue, 6)->back_at_ms, 0);
}

/* Two accounts of one name are two people; who takes over an open counter begins nothing anew. */
static void test_who_sits_there(void **state) {
	struct queue_day *d = *state;
	const struct clerk an = {"An", "Công chức"};
	day_open(d, 6);
	day_take(d, "cu-tru", "");
	day_next(d, 6);
	struct queue_counter before = *queue_counter(d->queue, 6);
	d->at_s += 10;
	struct change c = day_change(d);
	text_copy(c.by, sizeof c.by, "clerk:an-2");
	day_apply(d, queue_decide_open(d->queue, 6, &an, &c), &c);
	assert_int_equal(queue_decide_open(d->queue, 6, &an, &c), VERDICT_NOTHING);
	const struct queue_counter *now = queue_counter(d->queue, 6);
	assert_string_equal(now->by, "clerk:an-2");
	assert_int_equal(now->since_ms, before.since_ms);
	assert_int_equal(now->ticket, before.ticket);
	assert_null(queue_undo(d->queue, 6, "clerk:an-2", d->at_s * 1000));
	assert_non_null(queue_undo(d->queue, 6, d->by, d->at_s * 1000));
}

/* Whoever signs in again is told to all, though nothing else is another: open, paused, not closed.
 */
static void test_seat(void **state) {
	struct queue_day *d = *state;
	const struct clerk an = {"An", "Công chức"}, nobody = {0};
	struct change c = day_change(d);
	assert_int_equal(queue_decide_seat(d->queue, 77, &an, &c), VERDICT_NOT_FOUND);
	assert_int_equal(queue_decide_seat(d->queue, 6, &an, &c), VERDICT_NOTHING);
	day_open(d, 6);
	day_apply(d, queue_decide_seat(d->queue, 6, &an, &c), &c);
	assert_int_equal(day_last(d)->kind, CHANGE_COUNTER_OPENED);
	c = day_change(d);
	day_apply(d, queue_decide_pause(d->queue, 6, 99000, &c), &c);
	struct queue_counter before = *queue_counter(d->queue, 6);
	d->at_s += 10;
	c = day_change(d);
	day_apply(d, queue_decide_seat(d->queue, 6, &nobody, &c), &c);
	assert_int_equal(day_last(d)->kind, CHANGE_COUNTER_PAUSED);
	const struct queue_counter *now = queue_counter(d->queue, 6);
	assert_int_equal(now->state, COUNTER_PAUSED);
	assert_int_equal(now->back_at_ms, 99000);
	assert_int_equal(now->since_ms, before.since_ms);
}

static void test_pacing(void **state) {
	struct queue_day *d = *state;
	d->setup->kiosk_tickets_per_minute = 2;
	assert_int_equal(queue_pace_s(d->queue, d->by, d->at_s * 1000), 0);
	day_issue(d, "cu-tru", "");
	d->at_s += 10;
	day_issue(d, "cu-tru", "");
	assert_int_equal(queue_pace_s(d->queue, d->by, d->at_s * 1000), 50);
	assert_int_equal(queue_pace_s(d->queue, "kiosk:khac", d->at_s * 1000), 0);
	assert_int_equal(queue_pace_s(d->queue, d->by, (d->at_s + 50) * 1000), 0);
	d->setup->kiosk_tickets_per_minute = 0;
	assert_int_equal(queue_pace_s(d->queue, d->by, d->at_s * 1000), 0);
}

static void test_refuses_what_does_not_fit(void **state) {
	struct queue_day *d = *state;
	int64_t a = day_take(d, "cu-tru", "");
	struct change c = {.seq = 50,
		.kind = CHANGE_STARTED,
		.ticket = a,
		.was = TICKET_CALLED,
		.state = TICKET_SERVING};
	assert_false(queue_apply(d->queue, &c)); /* it is not called */
	c.ticket = 49;
	assert_false(queue_apply(d->queue, &c));
	c = (struct change){
		.seq = 1, .kind = CHANGE_ISSUED, .state = TICKET_ISSUING, .number = "C009"};
	assert_false(queue_apply(d->queue, &c)); /* not after the last */
	c = (struct change){.seq = 50,
		.kind = CHANGE_ISSUED,
		.state = TICKET_ISSUING,
		.number = "C001",
		.token = "x"};
	assert_false(queue_apply(d->queue, &c)); /* the number was given out */
	c = (struct change){.seq = 50,
		.kind = CHANGE_UNDONE,
		.ticket = a,
		.was = TICKET_WAITING,
		.state = TICKET_CALLED,
		.counter = 6};
	assert_false(queue_apply(d->queue, &c)); /* nothing to take back */
	assert_int_equal(queue_count(d->queue), 1);
	assert_int_equal(day_ticket(d, a)->state, TICKET_WAITING);
}

/* Two at one counter cannot be. */
static void test_refuses_a_second_at_a_counter(void **state) {
	struct queue_day *d = *state;
	day_open(d, 6);
	day_take(d, "cu-tru", "");
	int64_t b = day_take(d, "cu-tru", "");
	day_next(d, 6);
	struct change c = {.seq = 50,
		.kind = CHANGE_CALLED,
		.ticket = b,
		.counter = 6,
		.was = TICKET_WAITING,
		.state = TICKET_CALLED};
	assert_false(queue_apply(d->queue, &c));
	assert_int_equal(day_ticket(d, b)->state, TICKET_WAITING);
	assert_string_equal(queue_counter_ticket(d->queue, 6)->number, "C001");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, day_begin, day_end)
	const struct CMUnitTest tests[] = {
		TEST(test_numbers_by_service),
		TEST(test_what_is_kept),
		TEST(test_texts_are_kept_once),
		TEST(test_series_ends),
		TEST(test_number_with_dash),
		TEST(test_series_goes_on_with_another_prefix),
		TEST(test_prefix_of_another_service),
		TEST(test_series_goes_past_999),
		TEST(test_printed_and_void),
		TEST(test_rank_is_of_the_issue),
		TEST(test_stuck),
		TEST(test_next_guards),
		TEST(test_chosen),
		TEST(test_recall),
		TEST(test_counter_states),
		TEST(test_who_sits_there),
		TEST(test_seat),
		TEST(test_pacing),
		TEST(test_refuses_what_does_not_fit),
		TEST(test_refuses_a_second_at_a_counter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
