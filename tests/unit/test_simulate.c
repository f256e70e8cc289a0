/*
 * simulate: the citizens and clerks of a day, who is called when, and what comes of it.
 *
 * links: server/simulate.c server/play.c server/workload.c server/workload_json.c
 * server/workload_counters.c server/wait_score.c server/drive.c server/drive_office_json.c
 * common/json_read.c tests/unit/workload_folder.c server/office*.c server/visit*.c server/bytes.c
 * server/shelf.c server/outlook.c server/outlook_view.c server/outlook_json.c server/booked.c
 * server/calendar.c server/keys.c server/queue.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/queue_order.c server/heap.c server/lookup.c server/setup*.c server/estimate.c
 * server/forecast.c server/line.c server/phantom.c server/presence.c server/duration.c
 * server/stay.c server/strata.c server/learn.c server/popular.c server/store*.c common/device.c
 * server/worker.c common/board.c common/clock.c common/embed.c common/log.c common/slip_code.c
 * common/mem.c common/proto.c common/text.c common/day.c common/plain_file.c embed_server
 * server/timekeeper.c server/queue_offer.c
 */
#include "server/simulate.h"
#include "tests/unit/workload_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* C1 does S1, C2 does S2 and helps with S1 after ten minutes. */
static const char OFFICE[] =
	"{\"type\":\"office\",\"day\":1,\"services\":[{\"id\":\"S1\",\"name\":\"Chứng thực\","
	"\"mean_conf\":300},{\"id\":\"S2\",\"name\":\"Hộ tịch\",\"mean_conf\":300}],\"counters\":["
	"{\"id\":\"C1\",\"serves\":[[\"S1\",0]],\"plan\":[]},"
	"{\"id\":\"C2\",\"serves\":[[\"S2\",0],[\"S1\",600]],\"plan\":[]}],"
	"\"classes\":{\"ordinary\":0,\"priority\":3600,\"appointment\":2700},"
	"\"miss_penalty\":600,\"appt_grace\":900}\n";

#define OPEN(t, counter) "{\"t\":" #t ",\"type\":\"open\",\"counter\":\"" counter "\"}\n"
#define CLOSE(t, counter) "{\"t\":" #t ",\"type\":\"close\",\"counter\":\"" counter "\"}\n"
/* Ten seconds' walk and `dur` at the counter. */
#define ARRIVE(t, id, service, dur, more)                                         \
	"{\"t\":" #t ",\"type\":\"arrive\",\"id\":" #id ",\"service\":\"" service \
	"\",\"class\":\"ordinary\",\"dur\":" #dur ",\"walk\":10" more "}\n"
#define PATIENT ",\"patience\":80000"

static void print_calls(void *to, const struct played *p, const struct queue *q) {
	(void)q;
	for (size_t i = 0; i < p->call_count; i++)
		fprintf(to, "%d %d %d C%d\n", p->day->day, p->calls[i].t,
			p->citizens[p->calls[i].citizen].entry->id, p->calls[i].counter);
}

static struct simulation played(const char *dir, char *calls, size_t size) {
	struct workload w;
	struct simulation s;
	FILE *to = tmpfile();
	assert_non_null(to);
	assert_true(workload_read(&w, dir));
	assert_true(simulate(&w, SIMULATE_WITH_WAITS, &s, print_calls, to));
	rewind(to);
	calls[fread(calls, 1, size - 1, to)] = '\0';
	fclose(to);
	workload_clear(&w);
	return s;
}

/* What happens leads to these calls. */
static struct simulation assert_calls(
	const struct workload_folder *f, const char *entries, const char *expected) {
	char calls[1024];
	folder_write(f, OFFICE, entries);
	struct simulation s = played(f->dir, calls, sizeof calls);
	assert_string_equal(calls, expected);
	return s;
}

static void recorded_days_give_the_recorded_calls(void **state) {
	(void)state;
	static char calls[65536], recorded[65536];
	struct simulation s = played("tests/data/queueing", calls, sizeof calls);
	FILE *from = fopen("tests/data/queueing/ward.calls", "re");
	assert_non_null(from);
	recorded[fread(recorded, 1, sizeof recorded - 1, from)] = '\0';
	fclose(from);
	assert_string_equal(calls, recorded);
	assert_int_equal(s.days, 2);
	assert_int_equal(simulation_left(&s), 0);
	struct wait_score_row all = wait_score_total(&s.score, NULL);
	assert_int_equal(all.called, s.citizens);
	assert_int_equal(simulation_wait_s(&s, 100), all.max_wait_s);
	assert_true(all.held * 100 >= all.told * 75);
	simulation_clear(&s);
}

static void free_clerk_calls_at_once_and_goes_on(void **state) {
	struct simulation s = assert_calls(*state,
		OPEN(100, "C1") ARRIVE(200, 1, "S1", 60, PATIENT) ARRIVE(210, 2, "S1", 60, PATIENT)
			CLOSE(900, "C1"),
		"1 200 1 C1\n1 270 2 C1\n");
	assert_int_equal(s.citizens, 2);
	assert_int_equal(simulation_wait_s(&s, 50), 0);
	assert_int_equal(simulation_wait_s(&s, 90), 60);
	assert_int_equal(s.open_s[0], 800);
	assert_int_equal(s.busy_s[0], 140);
	assert_int_equal(s.open_s[1], 0);
	simulation_clear(&s);
}

static void who_closes_finishes_first(void **state) {
	struct simulation s = assert_calls(*state,
		OPEN(100, "C1") ARRIVE(200, 1, "S1", 300, PATIENT) CLOSE(250, "C1")
			ARRIVE(260, 2, "S1", 60, PATIENT) OPEN(1000, "C1"),
		"1 200 1 C1\n1 1000 2 C1\n");
	assert_int_equal(s.open_s[0], 410 + 70);
	simulation_clear(&s);
}

static void absent_one_comes_back(void **state) {
	struct simulation s = assert_calls(*state,
		OPEN(100, "C1") ARRIVE(200, 1, "S1", 300, PATIENT)
			ARRIVE(210, 2, "S1", 60, ",\"patience\":100,\"back\":30"),
		"1 200 1 C1\n1 510 2 C1\n1 585 2 C1\n");
	assert_int_equal(s.citizens, 2);
	assert_int_equal(s.wait_count, 2);
	simulation_clear(&s);
}

static void helper_is_offered_somebody_last(void **state) {
	struct simulation s = assert_calls(*state,
		OPEN(100, "C2") OPEN(200, "C1") ARRIVE(300, 1, "S1", 900, PATIENT)
			ARRIVE(310, 2, "S1", 60, PATIENT) ARRIVE(320, 3, "S2", 60, PATIENT)
				ARRIVE(330, 4, "S1", 60, PATIENT),
		"1 300 1 C1\n1 310 2 C2\n1 380 3 C2\n1 450 4 C2\n");
	simulation_clear(&s);
}

static void second_stop_follows_the_first(void **state) {
	struct simulation s = assert_calls(*state,
		OPEN(100, "C1") OPEN(100, "C2") ARRIVE(
			200, 1, "S1", 60, PATIENT ",\"then\":{\"service\":\"S2\",\"dur\":40}"),
		"1 200 1 C1\n1 270 1 C2\n");
	assert_int_equal(s.busy_s[1], 50);
	simulation_clear(&s);
}

static void slow_clerks_take_longer(void **state) {
	struct simulation s = assert_calls(*state,
		"{\"t\":0,\"type\":\"speed\",\"counter\":\"C1\",\"factor\":2}\n"
		"{\"t\":0,\"type\":\"speed\",\"counter\":\"*\",\"factor\":1.5}\n" OPEN(100, "C1")
			ARRIVE(200, 1, "S1", 60, PATIENT) ARRIVE(210, 2, "S1", 60, PATIENT),
		"1 200 1 C1\n1 390 2 C1\n");
	simulation_clear(&s);
}

static void nobody_calls_where_nobody_is(void **state) {
	struct simulation s = assert_calls(*state, ARRIVE(200, 1, "S1", 60, PATIENT), "");
	assert_int_equal(simulation_left(&s), 1);
	assert_int_equal(simulation_wait_s(&s, 90), 0);
	simulation_clear(&s);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recorded_days_give_the_recorded_calls),
		cmocka_unit_test_setup_teardown(
			free_clerk_calls_at_once_and_goes_on, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			who_closes_finishes_first, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(absent_one_comes_back, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			helper_is_offered_somebody_last, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			second_stop_follows_the_first, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(slow_clerks_take_longer, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			nobody_calls_where_nobody_is, folder_begin, folder_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
