/*
 * workload: days in files, read and written, and with other counters.
 *
 * links: server/workload.c server/workload_json.c server/workload_counters.c
 * server/drive_office_json.c server/setup*.c common/json_read.c common/proto.c common/text.c
 * common/slip_code.c common/mem.c common/day.c tests/unit/workload_folder.c
 */
#include "server/workload.h"
#include "tests/unit/workload_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char RECORDED[] = "tests/data/queueing";

static const char OFFICE[] =
	"{\"type\":\"office\",\"day\":1,\"services\":[{\"id\":\"S1\",\"name\":\"Chứng thực\","
	"\"mean_conf\":300}],\"counters\":[{\"id\":\"C1\",\"serves\":[[\"S1\",0]],\"plan\":"
	"[[28800,36000],[46800,54000]]},{\"id\":\"C2\",\"serves\":[[\"S1\",600]],\"plan\":[]}],"
	"\"classes\":{\"ordinary\":0,\"appointment\":2700},\"miss_penalty\":600,"
	"\"appt_grace\":900}\n";

/* The day cannot be read, and why is said by file, line and place. */
static void assert_refused(const struct workload_folder *f, const char *office, const char *entries,
	int line, const char *where) {
	struct workload w;
	char expected[512], said[512];
	folder_write(f, office, entries);
	fflush(stderr);
	FILE *to = tmpfile();
	int kept = dup(STDERR_FILENO);
	dup2(fileno(to), STDERR_FILENO);
	bool read = workload_read(&w, f->dir);
	dup2(kept, STDERR_FILENO);
	close(kept);
	rewind(to);
	said[fread(said, 1, sizeof said - 1, to)] = '\0';
	fclose(to);
	assert_false(read);
	snprintf(expected, sizeof expected, "%s: line %d: %s", f->day, line, where);
	assert_memory_equal(said, expected, strlen(expected));
}

static void lines_that_do_not_hold_are_named(void **state) {
	const struct workload_folder *f = *state;
	assert_refused(f, "", "", 1, "there is no office");
	assert_refused(f, "{\"type\":\"open\"}\n", "", 1, "the first line must be the office");
	assert_refused(f, OFFICE, "{\"t\":1,\"type\":\"open\",\"counter\":\"C9\"}\n", 2, "counter");
	assert_refused(f, OFFICE, "{\"t\":-1,\"type\":\"open\",\"counter\":\"C1\"}\n", 2, "t");
	assert_refused(f, OFFICE, "{\"t\":86400,\"type\":\"open\",\"counter\":\"C1\"}\n", 2, "t");
	assert_refused(f, OFFICE, "{\"t\":1,\"type\":\"rest\",\"counter\":\"C1\"}\n", 2, "type");
	assert_refused(f, OFFICE,
		"{\"t\":9,\"type\":\"open\",\"counter\":\"C1\"}\n"
		"{\"t\":8,\"type\":\"close\",\"counter\":\"C1\"}\n",
		3, "t goes back");
	assert_refused(f, OFFICE, "{\"t\":1,\"type\":\"speed\",\"counter\":\"*\",\"factor\":0}\n",
		2, "factor");
	assert_refused(f, OFFICE,
		"{\"t\":1,\"type\":\"arrive\",\"id\":1,\"service\":\"S1\",\"class\":\"vip\","
		"\"dur\":60,\"walk\":5,\"patience\":100}\n",
		2, "class");
	assert_refused(f, OFFICE,
		"{\"t\":1,\"type\":\"arrive\",\"id\":1,\"service\":\"S1\",\"class\":\"ordinary\","
		"\"dur\":60,\"walk\":5,\"patience\":100,\"then\":{\"service\":\"S2\",\"dur\":5}}\n",
		2, "then");
	assert_refused(f, OFFICE, "{\"t\":1\n", 2, "column ");
}

static void no_days_is_an_error(void **state) {
	const struct workload_folder *f = *state;
	struct workload w;
	assert_false(workload_read(&w, f->dir));
	folder_write(f, OFFICE, "");
}

static char *contents(const char *path) {
	FILE *from = fopen(path, "re");
	assert_non_null(from);
	char *text = calloc(1, 1 << 20);
	assert_true(fread(text, 1, (1 << 20) - 1, from) > 0);
	fclose(from);
	return text;
}

/* Written and read again it is the same: writing it once more gives the same bytes. */
static void days_are_written_as_they_were_read(void **state) {
	const struct workload_folder *f = *state;
	struct workload recorded, again;
	char second[96];
	assert_true(workload_read(&recorded, RECORDED));
	assert_int_equal(recorded.count, 2);
	assert_true(workload_write(&recorded, f->dir));
	assert_true(workload_read(&again, f->dir));
	assert_int_equal(again.count, recorded.count);
	for (size_t i = 0; i < again.count; i++) {
		const struct workload_day *a = &recorded.days[i], *b = &again.days[i];
		assert_int_equal(a->count, b->count);
		assert_memory_equal(a->entries, b->entries, a->count * sizeof *a->entries);
	}
	char *first = contents(f->day);
	assert_true(workload_write(&again, f->dir));
	char *once_more = contents(f->day);
	assert_string_equal(first, once_more);
	free(first);
	free(once_more);
	workload_clear(&recorded);
	workload_clear(&again);
	snprintf(second, sizeof second, "%s/day-002.jsonl", f->dir);
	unlink(second);
}

static const char SHIFTS[] = "{\"t\":28800,\"type\":\"open\",\"counter\":\"C1\"}\n"
			     "{\"t\":28860,\"type\":\"open\",\"counter\":\"C2\"}\n"
			     "{\"t\":36000,\"type\":\"close\",\"counter\":\"C1\"}\n"
			     "{\"t\":54000,\"type\":\"close\",\"counter\":\"C2\"}\n";

static struct workload shifts(const struct workload_folder *f) {
	struct workload w;
	folder_write(f, OFFICE, SHIFTS);
	assert_true(workload_read(&w, f->dir));
	return w;
}

static void assert_shift(
	const struct workload *w, size_t i, enum workload_kind kind, int counter, int t) {
	const struct workload_entry *e = &w->days[0].entries[i];
	assert_true(i < w->days[0].count);
	assert_int_equal(e->kind, kind);
	assert_int_equal(e->counter, counter);
	assert_int_equal(e->t, t);
}

static void only_some_counters_are_kept(void **state) {
	const struct workload_folder *f = *state;
	struct workload w = shifts(f);
	assert_true(workload_set_counters(&w, "C2"));
	assert_int_equal(w.days[0].count, 2);
	assert_shift(&w, 0, WORKLOAD_OPEN, 2, 28860);
	assert_int_equal(w.days[0].setup->counters[0].hours[0].count, 0);
	assert_false(workload_set_counters(&w, "C2,C7"));
	assert_false(workload_set_counters(&w, "100"));
	assert_false(workload_set_counters(&w, "0"));
	assert_false(workload_set_counters(&w, ""));
	workload_clear(&w);
	w = shifts(f);
	assert_true(workload_set_counters(&w, "1"));
	assert_int_equal(w.days[0].count, 2);
	assert_shift(&w, 1, WORKLOAD_CLOSE, 1, 36000);
	workload_clear(&w);
}

static void more_counters_come_when_the_first_is_planned(void **state) {
	const struct workload_folder *f = *state;
	struct workload w = shifts(f);
	assert_true(workload_set_counters(&w, "4"));
	const struct setup *s = w.days[0].setup;
	assert_int_equal(s->counter_count, 4);
	assert_string_equal(s->counters[2].name.vi, "C3");
	assert_string_equal(s->counters[3].name.vi, "C4");
	assert_int_equal(setup_handicap_s(s, 3, 0), 0);
	assert_int_equal(s->counters[3].hours[0].count, 2);
	assert_int_equal(w.days[0].count, 12);
	assert_shift(&w, 1, WORKLOAD_OPEN, 3, 28800);
	assert_shift(&w, 2, WORKLOAD_OPEN, 4, 28800);
	assert_shift(&w, 11, WORKLOAD_CLOSE, 4, 54000);
	workload_clear(&w);
}

static void counter_is_open_longer(void **state) {
	const struct workload_folder *f = *state;
	struct workload w = shifts(f);
	const struct setup_hours *plan = &w.days[0].setup->counters[0].hours[0];
	assert_true(workload_open(&w, "C1@09:30-11:00"));
	assert_int_equal(w.days[0].count, 5);
	assert_shift(&w, 2, WORKLOAD_OPEN, 1, 34200);
	assert_shift(&w, 3, WORKLOAD_CLOSE, 1, 39600);
	assert_int_equal(plan->count, 2);
	assert_int_equal(plan->spans[0].from, 480);
	assert_int_equal(plan->spans[0].to, 660);
	assert_int_equal(plan->spans[1].from, 780);
	workload_clear(&w);
}

/* It is there already: nothing ends earlier than it did. */
static void opening_within_another_changes_nothing_after_it(void **state) {
	const struct workload_folder *f = *state;
	struct workload w = shifts(f);
	assert_true(workload_open(&w, "C2@10:00-11:00"));
	assert_int_equal(w.days[0].count, 5);
	assert_shift(&w, 2, WORKLOAD_OPEN, 2, 36000);
	assert_shift(&w, 4, WORKLOAD_CLOSE, 2, 54000);
	workload_clear(&w);
}

static void new_counter_serves_everything(void **state) {
	const struct workload_folder *f = *state;
	struct workload w = shifts(f);
	assert_true(workload_open(&w, "C3@13:30-15:00"));
	const struct setup *s = w.days[0].setup;
	assert_int_equal(s->counter_count, 3);
	assert_string_equal(s->counters[2].name.vi, "C3");
	assert_int_equal(setup_handicap_s(s, 2, 0), 0);
	assert_shift(&w, 3, WORKLOAD_OPEN, 3, 48600);
	assert_shift(&w, 4, WORKLOAD_CLOSE, 2, 54000);
	assert_shift(&w, 5, WORKLOAD_CLOSE, 3, 54000);
	workload_clear(&w);
}

static void openings_that_are_none_are_refused(void **state) {
	const struct workload_folder *f = *state;
	static const char *const wrong[] = {"", "C3", "@08:00-09:00", "C3@08:00", "C3@09:00-08:00",
		"C3@08:61-09:00", "C3@08:00-24:00", "C3@08:00-09:00x", "C3@-1:00-09:00"};
	struct workload w = shifts(f);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(workload_open(&w, wrong[i]));
	assert_int_equal(w.days[0].count, 4);
	workload_clear(&w);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			lines_that_do_not_hold_are_named, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(no_days_is_an_error, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			days_are_written_as_they_were_read, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			only_some_counters_are_kept, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			more_counters_come_when_the_first_is_planned, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(counter_is_open_longer, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			opening_within_another_changes_nothing_after_it, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			new_counter_serves_everything, folder_begin, folder_end),
		cmocka_unit_test_setup_teardown(
			openings_that_are_none_are_refused, folder_begin, folder_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
