/*
 * store, what visits were for: those that ended at a counter, by what was recorded there or else by
 * what was chosen, on the days asked for alone.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST = SAMPLE_DAY + 1, TODAY = SAMPLE_DAY + 2 };

static const char BIRTH[] = "1.001193", COPY[] = "2.000815";

static void append(struct store_sample *s, const struct change *c) {
	assert_int_equal(store_sample_commit(s->store, c, 1), STORE_OK);
}

static void open_day(struct store_sample *s, int day) {
	struct change c = store_sample_opened(++s->seq, day);
	append(s, &c);
}

/* A number for a procedure; "": for none. */
static int64_t take(struct store_sample *s, int day, const char *procedure) {
	char number[NUMBER_SIZE];
	s->seq++;
	snprintf(number, sizeof number, "B%03d", (int)s->seq);
	struct change c = store_sample_issued(s->seq, day, "ho-tich", number);
	strcpy(c.procedure, procedure);
	append(s, &c);
	return c.ticket;
}

static void move(struct store_sample *s, int day, int64_t ticket, enum change_kind kind,
	enum ticket_state was, enum ticket_state state, const char *done) {
	struct change c = store_sample_called(++s->seq, day, ticket, "");
	c.kind = kind;
	c.was = was;
	c.state = state;
	strcpy(c.done, done);
	append(s, &c);
}

static void finish(struct store_sample *s, int day, int64_t ticket, const char *done) {
	move(s, day, ticket, CHANGE_FINISHED, TICKET_SERVING, TICKET_SERVED, done);
}

static void visit(struct store_sample *s, int day, const char *procedure, const char *done) {
	finish(s, day, take(s, day, procedure), done);
}

/* Asks for the visits of `from` to before `until`; the sum of all is to be `total`. */
static void expect(struct store_sample *s, int from, int until, int birth, int copy, int total) {
	struct store_job *job = store_job_new(JOB_VISITS);
	int births = 0, copies = 0, all = 0;
	job->from = from;
	job->until = until;
	job = store_sample_do(s, job);
	assert_int_equal(job->result, STORE_OK);
	for (size_t i = 0; i < job->popular.count; i++) {
		const struct popular_procedure *p = &job->popular.list[i];
		births += strcmp(p->code, BIRTH) ? 0 : p->visits;
		copies += strcmp(p->code, COPY) ? 0 : p->visits;
		all += p->visits;
	}
	store_job_free(job);
	assert_int_equal(births, birth);
	assert_int_equal(copies, copy);
	assert_int_equal(all, total);
}

static void what_was_recorded_counts_else_what_was_chosen(void **state) {
	struct store_sample *s = *state;
	expect(s, SAMPLE_DAY, FIRST, 0, 0, 0);
	visit(s, SAMPLE_DAY, BIRTH, "");
	visit(s, SAMPLE_DAY, BIRTH, "");
	visit(s, SAMPLE_DAY, "", "2.000815*12");
	visit(s, SAMPLE_DAY, BIRTH, "2.000815*1,1.000894*1");
	visit(s, SAMPLE_DAY, "", "");
	expect(s, SAMPLE_DAY, FIRST, 2, 2, 5);
}

static void only_visits_that_ended_at_a_counter_count(void **state) {
	struct store_sample *s = *state;
	take(s, SAMPLE_DAY, BIRTH);
	move(s, SAMPLE_DAY, take(s, SAMPLE_DAY, BIRTH), CHANGE_VOIDED, TICKET_ISSUING, TICKET_VOID,
		"");
	move(s, SAMPLE_DAY, take(s, SAMPLE_DAY, COPY), CHANGE_CANCELLED, TICKET_WAITING,
		TICKET_CANCELLED, "");
	expect(s, SAMPLE_DAY, FIRST, 0, 0, 0);
}

static void an_end_that_was_taken_back_does_not_count(void **state) {
	struct store_sample *s = *state;
	int64_t one = take(s, SAMPLE_DAY, BIRTH), other = take(s, SAMPLE_DAY, BIRTH);
	finish(s, SAMPLE_DAY, one, "2.000815*1");
	finish(s, SAMPLE_DAY, other, "");
	expect(s, SAMPLE_DAY, FIRST, 1, 1, 2);
	move(s, SAMPLE_DAY, one, CHANGE_REOPENED, TICKET_SERVED, TICKET_WAITING, "");
	move(s, SAMPLE_DAY, other, CHANGE_REOPENED, TICKET_SERVED, TICKET_WAITING, "");
	expect(s, SAMPLE_DAY, FIRST, 0, 0, 0);
	finish(s, SAMPLE_DAY, one, "");
	expect(s, SAMPLE_DAY, FIRST, 1, 0, 1);
	finish(s, SAMPLE_DAY, other, "2.000815*3");
	expect(s, SAMPLE_DAY, FIRST, 1, 1, 2);
	move(s, SAMPLE_DAY, other, CHANGE_UNDONE, TICKET_SERVED, TICKET_SERVING, "");
	expect(s, SAMPLE_DAY, FIRST, 1, 0, 1);
}

static void only_the_days_asked_for_count(void **state) {
	struct store_sample *s = *state;
	visit(s, SAMPLE_DAY, BIRTH, "");
	open_day(s, FIRST);
	visit(s, FIRST, BIRTH, "");
	visit(s, FIRST, COPY, "");
	open_day(s, TODAY);
	visit(s, TODAY, BIRTH, "");
	expect(s, SAMPLE_DAY, TODAY, 2, 1, 3);
	expect(s, FIRST, TODAY, 1, 1, 2);
	expect(s, SAMPLE_DAY, FIRST, 1, 0, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_sample_make, store_sample_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(what_was_recorded_counts_else_what_was_chosen),
		TEST(only_visits_that_ended_at_a_counter_count),
		TEST(an_end_that_was_taken_back_does_not_count),
		TEST(only_the_days_asked_for_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
