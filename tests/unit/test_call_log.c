/*
 * call_log: of a day's calls out of turn the newest are kept, each with what it was called for.
 *
 * links: server/call_log.c common/text.c common/mem.c
 */
#include "server/call_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static int64_t next_seq(void) {
	static int64_t seq;
	return ++seq;
}

static void issue(struct call_log *log, int64_t ticket, const char *priority) {
	struct change c = {.seq = next_seq(), .kind = CHANGE_ISSUED, .ticket = ticket};
	strcpy(c.priority, priority);
	call_log_add(log, &c);
}

static void call(struct call_log *log, int64_t ticket, enum call_reason reason) {
	struct change c = {
		.seq = next_seq(), .kind = CHANGE_CALLED, .ticket = ticket, .reason = reason};
	snprintf(c.number, sizeof c.number, "A%03d", (int)ticket);
	call_log_add(log, &c);
}

static void take_back(struct call_log *log, int64_t ticket) {
	call_log_add(log, &(struct change){.seq = next_seq(),
				  .kind = CHANGE_UNDONE,
				  .ticket = ticket,
				  .was = TICKET_CALLED,
				  .state = TICKET_WAITING});
}

static void the_newest_are_kept(void **state) {
	struct call_log log = {0};
	(void)state;
	issue(&log, 1, "");
	issue(&log, 2, "elderly");
	for (int i = 0; i < CALL_LOG_MAX; i++)
		call(&log, 1, REASON_CHOSEN);
	assert_false(call_log_more(&log));
	assert_int_equal(call_log_count(&log), CALL_LOG_MAX);
	int64_t first = call_log_at(&log, CALL_LOG_MAX - 1)->seq;
	call(&log, 2, REASON_PRIORITY);
	assert_true(call_log_more(&log));
	assert_int_equal(call_log_count(&log), CALL_LOG_MAX);
	assert_string_equal(call_log_at(&log, 0)->number, "A002");
	assert_string_equal(call_log_at(&log, 0)->priority, "elderly");
	assert_string_equal(call_log_at(&log, 1)->number, "A001");
	assert_int_equal(call_log_at(&log, CALL_LOG_MAX - 1)->seq, first + 1);
	take_back(&log, 2);
	assert_true(call_log_at(&log, 0)->undone);
	assert_false(call_log_at(&log, 1)->undone);
	call_log_clear(&log);
}

static void the_last_call_of_a_number_is_the_one_that_was_taken_back(void **state) {
	struct call_log log = {0};
	(void)state;
	for (int64_t ticket = 1; ticket <= 200; ticket++)
		issue(&log, ticket, "");
	call(&log, 77, REASON_CHOSEN);
	call(&log, 78, REASON_CHOSEN);
	call(&log, 77, REASON_CHOSEN);
	call(&log, 79, REASON_CHOSEN);
	take_back(&log, 77);
	call(&log, 78, REASON_IN_TURN);
	take_back(&log, 78);
	assert_int_equal(call_log_count(&log), 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(call_log_at(&log, i)->undone, i == 1);
	call_log_clear(&log);
}

static void one_reason_alone_counts(void **state) {
	struct call_log log = {.reason = REASON_RETURNED};
	(void)state;
	issue(&log, 1, "");
	call(&log, 1, REASON_CHOSEN);
	call(&log, 1, REASON_RETURNED);
	call(&log, 999, REASON_RETURNED);
	assert_int_equal(call_log_count(&log), 1);
	assert_int_equal(call_log_at(&log, 0)->reason, REASON_RETURNED);
	call_log_clear(&log);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_are_kept),
		cmocka_unit_test(the_last_call_of_a_number_is_the_one_that_was_taken_back),
		cmocka_unit_test(one_reason_alone_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
