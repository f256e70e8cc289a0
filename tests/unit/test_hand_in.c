/*
 * Numbers that were given while the server was away are told in batches of one block, and forgotten
 * when they are answered, not before.
 * links: kiosk/hand_in.c kiosk/keep.c kiosk/journal.c kiosk/journal_json.c kiosk/state.c
 * links: kiosk/lease_json.c common/json_read.c common/proto.c common/proto_json_ticket.c
 * links: common/proto_json_in.c common/proto_json_office.c common/words.c common/embed.c
 * links: common/slip_code.c common/text.c common/log.c common/mem.c embed_common
 */
#include "kiosk/hand_in.h"
#include "kiosk/keep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct state state;
static struct journal *journal;
static char last_refused[NUMBER_SIZE];

static int open_journal(void **ctx) {
	(void)ctx;
	state = (struct state){.dir = -1};
	journal = journal_open(&state);
	last_refused[0] = '\0';
	return 0;
}

static int close_journal(void **ctx) {
	(void)ctx;
	journal_close(journal);
	return 0;
}

static void give(int number, int day, enum stage stage) {
	struct kept *e = journal_add(journal);
	char text[NUMBER_SIZE];
	snprintf(text, sizeof text, "A%03d", number);
	e->lease = day;
	e->day = day;
	e->stage = stage;
	strcpy(e->text, "paper");
	e->ticket = json_pack("{s:s, s:s, s:s}", "number", text, "token", "t", "state", "issuing");
}

static void refused(void *ctx, const char *number) {
	(void)ctx;
	snprintf(last_refused, sizeof last_refused, "%s", number);
}

static void answer(int status, const char *text) {
	json_t *body = text ? json_loads(text, 0, NULL) : NULL;
	hand_in_answered(journal, status, body, refused, NULL);
	json_decref(body);
}

static size_t batch(int day) {
	json_t *body = hand_in_body(journal);
	size_t count = json_array_size(json_object_get(body, "tickets"));
	assert_int_equal(json_integer_value(json_object_get(body, "day")), day);
	json_decref(body);
	return count;
}

static void test_batches_of_one_block(void **ctx) {
	(void)ctx;
	for (int i = 0; i < 60; i++) {
		give(i, 1, STAGE_DONE);
	}
	give(0, 2, STAGE_DONE);
	assert_int_equal(keep_untold(journal), 61);
	assert_int_equal(batch(1), RETURN_MAX);
}

static void test_only_what_is_settled(void **ctx) {
	(void)ctx;
	assert_null(hand_in_body(journal));
	give(1, 1, STAGE_HELD);
	give(2, 1, STAGE_PRINTING);
	give(3, 0, STAGE_DONE);
	assert_null(hand_in_body(journal));
	give(4, 1, STAGE_VOID);
	assert_int_equal(batch(1), 1);
}

static void test_forgotten_when_answered(void **ctx) {
	(void)ctx;
	for (int i = 1; i <= 3; i++) {
		give(i, 1, STAGE_DONE);
	}
	answer(0, NULL);
	answer(503, "{}");
	answer(200, "{}");
	assert_int_equal(keep_untold(journal), 3);
	answer(200, "{\"tickets\":[{\"number\":\"A002\"}],\"refused\":[{\"number\":\"A003\","
		    "\"why\":\"taken\"}]}");
	assert_int_equal(keep_untold(journal), 1);
	assert_string_equal(last_refused, "A003");
	answer(200, "{\"tickets\":[{\"number\":\"A001\"}],\"refused\":[]}");
	assert_int_equal(journal_count(journal), 0);
}

/* What the server will never take does not stand before what it will. */
static void test_no_such_block(void **ctx) {
	(void)ctx;
	give(1, 1, STAGE_DONE);
	give(1, 2, STAGE_DONE);
	answer(401, "{}");
	assert_int_equal(batch(1), 1);
	answer(404, "{}");
	assert_string_equal(last_refused, "A001");
	assert_int_equal(batch(2), 1);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_journal, close_journal)
	const struct CMUnitTest tests[] = {TEST(test_batches_of_one_block),
		TEST(test_only_what_is_settled), TEST(test_forgotten_when_answered),
		TEST(test_no_such_block)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
