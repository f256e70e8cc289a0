/*
 * known: the server's time, which a display keeps without a clock of its own, and what is known
 * while the server is away.
 *
 * links: display/known.c display/zone.c display/announce.c common/board.c common/proto.c
 * common/proto_json_in.c common/proto_json_office.c common/proto_json_out.c common/json_read.c
 * common/clock.c common/log.c common/text.c common/slip_code.c common/mem.c
 */
#include "common/proto_json.h"
#include "display/known.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { THERE_MS = 1000000000, MONO_MS = 5000, HOUR_MS = 3600000 };

static struct known known;
static struct snapshot hall;

static void snapshot(int64_t there_ms, int64_t mono_ms) {
	hall = (struct snapshot){.seq = 1, .now_ms = there_ms, .open = true, .counter_count = 3};
	for (int i = 0; i < 3; i++) {
		hall.counters[i] = (struct snapshot_counter){.id = i + 1, .state = COUNTER_OPEN};
	}
	struct link_message m = {.kind = LINK_SNAPSHOT, .snapshot = &hall};
	known_take(&known, &m, mono_ms);
}

static int begin(void **state) {
	(void)state;
	known = (struct known){0};
	snapshot(THERE_MS, MONO_MS);
	return 0;
}

static void waits(int64_t there_ms, int64_t mono_ms) {
	struct snapshot s = {.now_ms = there_ms, .open = true};
	struct link_message m = {.kind = LINK_WAITS, .json = waits_json(&s)};
	known_take(&known, &m, mono_ms);
	json_decref(m.json);
}

static void call_to(const char *number, int counter, int64_t at_ms, int64_t mono_ms) {
	struct link_message m = {.kind = LINK_CHANGE};
	m.change = (struct change){.seq = known.hall.seq + 1,
		.at_ms = at_ms,
		.kind = CHANGE_CALLED,
		.state = TICKET_CALLED,
		.counter = counter};
	strcpy(m.change.number, number);
	known_take(&known, &m, mono_ms);
}

static void call(const char *number, int64_t at_ms, int64_t mono_ms) {
	call_to(number, 1, at_ms, mono_ms);
}

static int64_t there_ms(int64_t mono_ms) {
	return mono_ms + known.ahead_ms;
}

/* A month in which its own clock ran a minute and a half too fast: a call of now is one of now. */
static void test_the_clock_drifts(void **state) {
	(void)state;
	int64_t later_ms = THERE_MS + 30LL * 24 * HOUR_MS, mono_ms = MONO_MS + later_ms - THERE_MS;
	waits(later_ms - 90000, mono_ms);
	assert_int_equal(there_ms(mono_ms), later_ms - 90000);
	call("A001", later_ms - 90000, mono_ms);
	assert_true(known.announce.fresh);
}

/* The server's clock was set forward: the first thing that comes from then tells it. */
static void test_the_server_steps_forward(void **state) {
	(void)state;
	call("A001", THERE_MS + HOUR_MS, MONO_MS + 1);
	assert_int_equal(there_ms(MONO_MS + 1), THERE_MS + HOUR_MS);
	assert_true(known.announce.fresh);
}

static void test_the_server_is_another(void **state) {
	(void)state;
	call("A001", THERE_MS, MONO_MS);
	snapshot(THERE_MS - HOUR_MS, MONO_MS + 1);
	assert_int_equal(there_ms(MONO_MS + 1), THERE_MS - HOUR_MS);
	waits(THERE_MS - HOUR_MS + 1, MONO_MS + 2);
	assert_int_equal(there_ms(MONO_MS + 2), THERE_MS - HOUR_MS + 1);
}

/* Of an older server, and one that is not to be understood. */
static void test_waits_without_a_time(void **state) {
	(void)state;
	static const char *const texts[] = {
		"{\"services\":[]}", "{\"now\":\"9\",\"services\":[]}", "[]"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct link_message m = {.kind = LINK_WAITS, .json = json_loads(texts[i], 0, NULL)};
		known_take(&known, &m, MONO_MS + HOUR_MS);
		json_decref(m.json);
		assert_int_equal(there_ms(MONO_MS), THERE_MS);
	}
	known = (struct known){.ahead_ms = 7};
	waits(THERE_MS, MONO_MS);
	assert_int_equal(known.ahead_ms, 7);
}

/* The mark tells the server's time of its last sign; what was known stays until it is told anew. */
static void test_the_server_is_away(void **state) {
	(void)state;
	call("A001", THERE_MS, MONO_MS);
	struct link_message down = {.kind = LINK_DOWN, .silent_since_ms = MONO_MS + 1000};
	known_take(&known, &down, MONO_MS + 6000);
	struct view v = known_view(&known, there_ms(MONO_MS + 2 * HOUR_MS));
	assert_true(v.lost);
	assert_int_equal(v.silent_since_ms, THERE_MS + 1000);
	assert_string_equal(v.hall->counters[0].number, "A001");
	known_take(&known, &(struct link_message){.kind = LINK_UP}, MONO_MS + 2 * HOUR_MS);
	assert_false(known_view(&known, 0).lost);
}

/* The number that is to be heard now; "": none. It is heard at once. */
static const char *heard(int64_t mono_ms) {
	static struct snapshot_call taken;
	announce_tick(&known.announce, there_ms(mono_ms));
	if (!announce_take(&known.announce, &taken)) {
		return "";
	}
	announce_heard(&known.announce, there_ms(mono_ms));
	return taken.number;
}

/* Of three calls the first has been heard when another view is told. */
static void call_three(void) {
	known_turn(&known, 0, NULL, MONO_MS);
	for (int i = 1; i <= 3; i++) {
		char number[] = {'A', '0', '0', (char)('0' + i), '\0'};
		call_to(number, i, THERE_MS + i, MONO_MS + i);
	}
	assert_string_equal(heard(MONO_MS + 4), "A001");
}

static void test_turned_to_what_waits_to_be_heard(void **state) {
	(void)state;
	call_three();
	known_turn(&known, 3, NULL, MONO_MS + 5);
	assert_string_equal(heard(MONO_MS + 6), "A003");
	known_turn(&known, 0, NULL, MONO_MS + 7);
	assert_string_equal(heard(MONO_MS + 8), "");
	begin(NULL);
	call_three();
	known_turn(&known, 0, NULL, MONO_MS + 5);
	assert_string_equal(heard(MONO_MS + 6), "A002");
	assert_string_equal(heard(MONO_MS + 6 + ANNOUNCE_KEEP_MS), "A003");
	assert_string_equal(heard(MONO_MS + 6 + 2 * ANNOUNCE_KEEP_MS), "");
}

/* Neither what was heard, nor what is being heard, nor what has waited for too long. */
static void test_turned_and_nothing_is_repeated(void **state) {
	(void)state;
	struct snapshot_call spoken;
	call("A001", THERE_MS + 1, MONO_MS + 1);
	assert_true(announce_take(&known.announce, &spoken));
	known_turn(&known, 1, NULL, MONO_MS + 2);
	assert_string_equal(heard(MONO_MS + 3), "");
	known_turn(&known, 0, NULL, MONO_MS + 4);
	assert_string_equal(heard(MONO_MS + 5), "");
	begin(NULL);
	call_three();
	known_turn(&known, 0, NULL, MONO_MS + 4 + ANNOUNCE_OLD_MS);
	assert_string_equal(heard(MONO_MS + 5 + ANNOUNCE_OLD_MS), "");
	begin(NULL);
	known.announce.heard_ms = THERE_MS + 9;
	known_turn(&known, 0, NULL, MONO_MS + 10);
	assert_int_equal(known.announce.heard_ms, THERE_MS + 9);
}

/* Told within the same moment: the call was on the panel, and nobody has heard it. */
static void test_turned_before_it_was_heard(void **state) {
	(void)state;
	call("A001", THERE_MS + 1, MONO_MS + 1);
	known_turn(&known, 1, NULL, MONO_MS + 1);
	assert_string_equal(heard(MONO_MS + 2), "A001");
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup(f, begin)
	const struct CMUnitTest tests[] = {TEST(test_the_clock_drifts),
		TEST(test_the_server_steps_forward), TEST(test_the_server_is_another),
		TEST(test_waits_without_a_time), TEST(test_the_server_is_away),
		TEST(test_turned_to_what_waits_to_be_heard),
		TEST(test_turned_and_nothing_is_repeated), TEST(test_turned_before_it_was_heard)};
	return cmocka_run_group_tests_name("known", tests, NULL, NULL);
}
