/*
 * queue: each move, its guard and what it leaves; the examples of queueing.md 7 (K1, K2, O1–O4,
 * O8). links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/heap.c
 * server/lookup.c server/setup.c server/setup_calendar_json.c server/setup_hall_json.c server/setup_json.c server/setup_read.c
 * common/proto.c common/text.c common/mem.c tests/unit/office_file.c
 */
#include "common/text.h"
#include "server/queue.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A day that begins at 08:00 of the epoch; the time of a change is set by `at_s`. */
struct day {
	struct setup *setup;
	struct queue *queue;
	int64_t seq;
	int64_t at_s;
};

static int begin(void **state) {
	static struct day day;
	day = (struct day){office_file_setup("assets/office/ward.json"), NULL, 0, 28800};
	day.queue = queue_new(day.setup);
	*state = &day;
	return 0;
}

static int end(void **state) {
	struct day *d = *state;
	queue_free(d->queue);
	setup_free(d->setup);
	return 0;
}

static struct change change(const struct day *d) {
	struct change c = {.at_ms = d->at_s * 1000, .day = 19700101};
	text_copy(c.by, sizeof c.by, "kiosk:cua");
	return c;
}

/* Applies a change that was decided; its seq. */
static int64_t apply(struct day *d, enum verdict verdict, struct change *c) {
	assert_int_equal(verdict, VERDICT_OK);
	c->seq = ++d->seq;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	assert_true(queue_apply(d->queue, c));
	return c->seq;
}

static int64_t issue(struct day *d, const char *service, const char *priority) {
	struct change c = change(d);
	text_copy(c.service, sizeof c.service, service);
	text_copy(c.priority, sizeof c.priority, priority);
	snprintf(c.token, sizeof c.token, "token%lld", (long long)d->seq);
	return apply(d, queue_decide_issue(d->queue, &c), &c);
}

static int64_t take(struct day *d, const char *service, const char *priority) {
	int64_t id = issue(d, service, priority);
	struct change c = change(d);
	apply(d, queue_decide_printed(d->queue, id, "paper", &c), &c);
	return id;
}

static void open_counter(struct day *d, int counter) {
	struct change c = change(d);
	apply(d, queue_decide_open(d->queue, counter, &(struct clerk){"An", "Công chức"}, &c), &c);
}

static const char *call_next(struct day *d, int counter) {
	static char number[NUMBER_SIZE];
	struct change c = change(d);
	apply(d, queue_decide_next(d->queue, counter, &c), &c);
	text_copy(number, sizeof number, c.number);
	return number;
}

static void finish(struct day *d, int counter) {
	struct change c = change(d);
	apply(d, queue_decide_start(d->queue, counter, &c), &c);
	c = change(d);
	apply(d, queue_decide_finish(d->queue, counter, &c), &c);
}

static void test_numbers_by_service(void **state) {
	struct day *d = *state;
	assert_string_equal(queue_find(d->queue, issue(d, "chung-thuc", ""))->number, "A001");
	assert_string_equal(queue_find(d->queue, issue(d, "ho-tich", ""))->number, "B001");
	assert_string_equal(queue_find(d->queue, issue(d, "chung-thuc", ""))->number, "A002");
	struct change c = change(d);
	text_copy(c.service, sizeof c.service, "khong-co");
	assert_int_equal(queue_decide_issue(d->queue, &c), VERDICT_NOT_FOUND);
}

static void test_series_ends(void **state) {
	struct day *d = *state;
	d->setup->number_max = 2;
	issue(d, "chung-thuc", "");
	issue(d, "chung-thuc", "");
	struct change c = change(d);
	text_copy(c.service, sizeof c.service, "chung-thuc");
	assert_int_equal(queue_decide_issue(d->queue, &c), VERDICT_QUOTA);
}

static void test_number_with_dash(void **state) {
	struct day *d = *state;
	d->setup->number_dash = true;
	assert_string_equal(queue_find(d->queue, issue(d, "chung-thuc", ""))->number, "A-001");
	assert_string_equal(queue_find(d->queue, issue(d, "chung-thuc", ""))->number, "A-002");
}

static void test_printed_and_void(void **state) {
	struct day *d = *state;
	int64_t a = issue(d, "chung-thuc", ""), b = issue(d, "chung-thuc", "");
	struct change c = change(d);
	assert_int_equal(queue_waiting(d->queue, 0), 0);
	apply(d, queue_decide_printed(d->queue, a, "screen", &c), &c);
	assert_int_equal(queue_waiting(d->queue, 0), 1);
	assert_int_equal(queue_decide_printed(d->queue, a, "paper", &c), VERDICT_NOTHING);
	assert_int_equal(queue_decide_failed(d->queue, a, "paper_out", &c), VERDICT_WRONG_STATE);
	c = change(d);
	apply(d, queue_decide_failed(d->queue, b, "paper_out", &c), &c);
	assert_int_equal(queue_decide_printed(d->queue, b, "paper", &c), VERDICT_WRONG_STATE);
	assert_int_equal(queue_decide_failed(d->queue, b, "paper_out", &c), VERDICT_NOTHING);
	assert_string_equal(queue_find(d->queue, issue(d, "chung-thuc", ""))->number, "A003");
}

static void test_stuck(void **state) {
	struct day *d = *state;
	int64_t a = issue(d, "chung-thuc", "");
	take(d, "chung-thuc", "");
	assert_null(queue_stuck(d->queue, d->at_s * 1000));
	assert_int_equal(queue_stuck(d->queue, d->at_s * 1000 + 1)->id, a);
	struct change c = change(d);
	apply(d, queue_decide_failed(d->queue, a, "timeout", &c), &c);
	assert_null(queue_stuck(d->queue, INT64_MAX));
}

/* K1, K2 of queueing.md 7. */
static void test_queue_time(void **state) {
	struct day *d = *state;
	assert_int_equal(queue_find(d->queue, take(d, "chung-thuc", ""))->key_s, 28800);
	d->at_s = 29400;
	assert_int_equal(queue_find(d->queue, take(d, "chung-thuc", "elderly"))->key_s, 25800);
	assert_int_equal(queue_find(d->queue, take(d, "chung-thuc", "normal"))->key_s, 29400);
}

/* O2: a priority ticket 3599 s later comes first, one 3600 s later does not. */
static void test_head_start_ends(void **state) {
	struct day *d = *state;
	open_counter(d, 6);
	take(d, "cu-tru", "");
	d->at_s += 3599;
	take(d, "cu-tru", "pregnant");
	assert_string_equal(call_next(d, 6), "C002");
	assert_int_equal(queue_number(d->queue, "C002")->reason, REASON_PRIORITY);
	finish(d, 6);
	d->at_s = 28800 + 3600;
	take(d, "cu-tru", "pregnant");
	assert_string_equal(call_next(d, 6), "C001");
	assert_int_equal(queue_number(d->queue, "C001")->reason, REASON_IN_TURN);
}

/* O3: counter 3 serves ho-tich (0) and helps with chung-thuc (+5 min). */
static void test_handicap(void **state) {
	struct day *d = *state;
	open_counter(d, 3);
	take(d, "chung-thuc", "");
	d->at_s += 299;
	take(d, "ho-tich", "");
	assert_string_equal(call_next(d, 3), "B001");
	finish(d, 3);
	d->at_s = 28800 + 300;
	take(d, "ho-tich", "");
	assert_string_equal(call_next(d, 3), "A001");
}

static void test_next_guards(void **state) {
	struct day *d = *state;
	struct change c = change(d);
	assert_int_equal(queue_decide_next(d->queue, 77, &c), VERDICT_NOT_FOUND);
	assert_int_equal(queue_decide_next(d->queue, 6, &c), VERDICT_WRONG_STATE);
	open_counter(d, 6);
	assert_int_equal(queue_decide_next(d->queue, 6, &c), VERDICT_NOTHING);
	issue(d, "cu-tru", "");
	assert_int_equal(queue_decide_next(d->queue, 6, &c), VERDICT_NOTHING);
	take(d, "cu-tru", "");
	take(d, "cu-tru", "");
	assert_string_equal(call_next(d, 6), "C002");
	assert_int_equal(queue_decide_next(d->queue, 6, &c), VERDICT_BUSY);
}

static void test_chosen(void **state) {
	struct day *d = *state;
	open_counter(d, 6);
	take(d, "cu-tru", "");
	take(d, "cu-tru", "");
	take(d, "ho-tich", "");
	struct change c = change(d);
	assert_int_equal(queue_decide_call(d->queue, 6, "C999", "", &c), VERDICT_NOT_FOUND);
	assert_int_equal(queue_decide_call(d->queue, 6, "B001", "", &c), VERDICT_WRONG_STATE);
	apply(d, queue_decide_call(d->queue, 6, "C002", "", &c), &c);
	assert_int_equal(c.reason, REASON_CHOSEN);
	finish(d, 6);
	c = change(d);
	assert_int_equal(queue_decide_call(d->queue, 6, "C002", "", &c), VERDICT_WRONG_STATE);
	apply(d, queue_decide_call(d->queue, 6, "C001", "", &c), &c);
	assert_int_equal(c.reason, REASON_IN_TURN);
}

static void test_recall(void **state) {
	struct day *d = *state;
	open_counter(d, 6);
	take(d, "cu-tru", "");
	struct change c = change(d);
	assert_int_equal(queue_decide_recall(d->queue, 6, &c), VERDICT_WRONG_STATE);
	call_next(d, 6);
	d->at_s += 7;
	c = change(d);
	assert_int_equal(queue_decide_recall(d->queue, 6, &c), VERDICT_SLOW_DOWN);
	assert_int_equal(queue_recall_s(d->queue, 6, c.at_ms), 1);
	for (int i = 0; i < 3; i++) {
		d->at_s += 8;
		c = change(d);
		apply(d, queue_decide_recall(d->queue, 6, &c), &c);
	}
	d->at_s += 60;
	c = change(d);
	assert_int_equal(queue_decide_recall(d->queue, 6, &c), VERDICT_WRONG_STATE);
}

static void test_absent_frees_the_counter(void **state) {
	struct day *d = *state;
	open_counter(d, 6);
	take(d, "cu-tru", "");
	call_next(d, 6);
	struct change c = change(d);
	apply(d, queue_decide_absent(d->queue, 6, &c), &c);
	assert_null(queue_counter_ticket(d->queue, 6));
	assert_int_equal(queue_number(d->queue, "C001")->state, TICKET_ABSENT);
	assert_int_equal(queue_decide_absent(d->queue, 6, &c), VERDICT_WRONG_STATE);
	assert_int_equal(queue_decide_start(d->queue, 6, &c), VERDICT_WRONG_STATE);
	assert_int_equal(queue_decide_finish(d->queue, 6, &c), VERDICT_WRONG_STATE);
}

static void test_counter_states(void **state) {
	struct day *d = *state;
	struct change c = change(d);
	assert_int_equal(queue_decide_pause(d->queue, 6, 0, &c), VERDICT_WRONG_STATE);
	assert_int_equal(queue_decide_close(d->queue, 6, &c), VERDICT_NOTHING);
	open_counter(d, 6);
	assert_int_equal(queue_decide_open(d->queue, 6, &(struct clerk){"An", "Công chức"}, &c),
		VERDICT_NOTHING);
	take(d, "cu-tru", "");
	call_next(d, 6);
	assert_int_equal(queue_decide_pause(d->queue, 6, 0, &c), VERDICT_BUSY);
	assert_int_equal(queue_decide_close(d->queue, 6, &c), VERDICT_BUSY);
	finish(d, 6);
	c = change(d);
	apply(d, queue_decide_pause(d->queue, 6, 99000, &c), &c);
	assert_int_equal(queue_counter(d->queue, 6)->back_at_ms, 99000);
	assert_string_equal(queue_counter(d->queue, 6)->clerk.name, "An");
	assert_int_equal(queue_decide_next(d->queue, 6, &c), VERDICT_WRONG_STATE);
	c = change(d);
	apply(d, queue_decide_close(d->queue, 6, &c), &c);
	assert_string_equal(queue_counter(d->queue, 6)->clerk.name, "");
}

static void test_ahead(void **state) {
	struct day *d = *state;
	int64_t a = take(d, "chung-thuc", ""), b = take(d, "chung-thuc", ""),
		c = take(d, "dat-dai", "");
	assert_int_equal(queue_ahead(d->queue, queue_find(d->queue, a)), 0);
	assert_int_equal(queue_ahead(d->queue, queue_find(d->queue, b)), 1);
	assert_int_equal(queue_ahead(d->queue, queue_find(d->queue, c)), 0);
	open_counter(d, 2);
	call_next(d, 2);
	assert_int_equal(queue_ahead(d->queue, queue_find(d->queue, a)), -1);
	assert_int_equal(queue_ahead(d->queue, queue_find(d->queue, b)), 0);
	d->at_s++;
	int64_t first = take(d, "chung-thuc", "elderly");
	assert_int_equal(queue_ahead(d->queue, queue_find(d->queue, first)), 0);
	assert_int_equal(queue_ahead(d->queue, queue_find(d->queue, b)), 1);
}

static void test_list_is_the_calling_order(void **state) {
	struct day *d = *state;
	int listed[8];
	open_counter(d, 3);
	take(d, "chung-thuc", "");
	take(d, "ho-tich", "");
	take(d, "chung-thuc", "elderly");
	take(d, "dat-dai", "");
	size_t count = queue_list(d->queue, 3, 8, listed);
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++) {
		char expected[NUMBER_SIZE];
		text_copy(expected, sizeof expected, queue_at(d->queue, (size_t)listed[i])->number);
		assert_string_equal(call_next(d, 3), expected);
		finish(d, 3);
	}
	assert_int_equal(queue_list(d->queue, 3, 8, listed), 0);
}

static void test_pacing(void **state) {
	struct day *d = *state;
	d->setup->kiosk_tickets_per_minute = 2;
	assert_int_equal(queue_pace_s(d->queue, "kiosk:cua", d->at_s * 1000), 0);
	issue(d, "cu-tru", "");
	d->at_s += 10;
	issue(d, "cu-tru", "");
	assert_int_equal(queue_pace_s(d->queue, "kiosk:cua", d->at_s * 1000), 50);
	assert_int_equal(queue_pace_s(d->queue, "kiosk:khac", d->at_s * 1000), 0);
	assert_int_equal(queue_pace_s(d->queue, "kiosk:cua", (d->at_s + 50) * 1000), 0);
	d->setup->kiosk_tickets_per_minute = 0;
	assert_int_equal(queue_pace_s(d->queue, "kiosk:cua", d->at_s * 1000), 0);
}

static void test_refuses_what_does_not_fit(void **state) {
	struct day *d = *state;
	int64_t a = take(d, "cu-tru", "");
	struct change c = {.seq = 50,
		.kind = CHANGE_STARTED,
		.ticket = a,
		.was = TICKET_CALLED,
		.state = TICKET_SERVING};
	assert_false(queue_apply(d->queue, &c));
	c = (struct change){
		.seq = 1, .kind = CHANGE_ISSUED, .state = TICKET_ISSUING, .number = "C009"};
	assert_false(queue_apply(d->queue, &c));
	c = (struct change){.seq = 50,
		.kind = CHANGE_ISSUED,
		.state = TICKET_ISSUING,
		.number = "C001",
		.token = "x"};
	assert_false(queue_apply(d->queue, &c));
	assert_int_equal(queue_count(d->queue), 1);
}

static void test_expire(void **state) {
	struct day *d = *state;
	open_counter(d, 6);
	int64_t a = take(d, "cu-tru", ""), b = take(d, "cu-tru", "");
	call_next(d, 6);
	struct change c = change(d);
	apply(d, queue_decide_expire(d->queue, a, &c), &c);
	assert_int_equal(c.counter, 6);
	assert_null(queue_counter_ticket(d->queue, 6));
	c = change(d);
	apply(d, queue_decide_expire(d->queue, b, &c), &c);
	assert_int_equal(queue_waiting(d->queue, 2), 0);
	assert_int_equal(queue_decide_expire(d->queue, b, &c), VERDICT_NOTHING);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_numbers_by_service),
		TEST(test_series_ends),
		TEST(test_number_with_dash),
		TEST(test_printed_and_void),
		TEST(test_stuck),
		TEST(test_queue_time),
		TEST(test_head_start_ends),
		TEST(test_handicap),
		TEST(test_next_guards),
		TEST(test_chosen),
		TEST(test_recall),
		TEST(test_absent_frees_the_counter),
		TEST(test_counter_states),
		TEST(test_ahead),
		TEST(test_list_is_the_calling_order),
		TEST(test_pacing),
		TEST(test_refuses_what_does_not_fit),
		TEST(test_expire),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
