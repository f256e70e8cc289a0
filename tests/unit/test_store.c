/*
 * store: what was committed is there after the next opening, field by field and in order; the day
 * and the series only go forward; files that are not ours or too new stay untouched.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sys/stat.h>

static int make_dir(void **state) {
	*state = store_sample_dir();
	return 0;
}

static int remove_dir(void **state) {
	store_sample_remove(*state);
	return 0;
}

/* Commits in one go and closes. */
static enum store_result write_once(const char *dir, const struct change *changes, size_t count) {
	struct store *store = store_sample_open(dir);
	assert_true(store_start(store));
	enum store_result result = store_sample_commit(store, changes, count);
	store_close(store);
	return result;
}

static struct store_day read_day(const char *dir) {
	struct store_day day = {0};
	struct store *store = store_sample_open(dir);
	assert_int_equal(store_load(store, &day), STORE_OK);
	store_close(store);
	return day;
}

static enum store_result check(const char *dir, int64_t *changes) {
	struct store *store = store_sample_open(dir);
	enum store_result result = store_check(store, changes);
	store_close(store);
	return result;
}

static void a_new_store_is_empty_and_private(void **state) {
	char sub[300];
	struct stat dir, file;
	snprintf(sub, sizeof sub, "%s/data", (char *)*state);
	struct store_day day = read_day(sub);
	assert_int_equal(day.seq, 0);
	assert_int_equal(day.day, 0);
	assert_int_equal(day.change_count, 0);
	assert_int_equal(strlen(day.epoch), 14);
	store_day_clear(&day);
	assert_int_equal(stat(sub, &dir), 0);
	assert_int_equal(stat(store_sample_file(sub), &file), 0);
	assert_int_equal(dir.st_mode & 0777, 0700);
	assert_int_equal(file.st_mode & 0777, 0600);
	store_sample_remove(mem_strdup(sub));
}

static void a_new_store_is_one_file(void **state) {
	char copy[320];
	struct stat s;
	for (int version = 1; version <= 9; version++) {
		snprintf(copy, sizeof copy, "%s.before-%03d", store_sample_file(*state), version);
		store_close(store_sample_open(*state));
		assert_int_equal(stat(copy, &s), -1);
	}
}

static void a_store_in_memory_leaves_nothing(void **state) {
	enum store_result why;
	struct change c = store_sample_opened(1, SAMPLE_DAY);
	int64_t changes = 0;
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct store *store = store_open_memory(&why);
		struct stat s;
		assert_int_equal(why, STORE_OK);
		assert_true(store_start(store));
		assert_int_equal(store_sample_commit(store, &c, 1), STORE_OK);
		store_stop(store);
		assert_int_equal(store_check(store, &changes), STORE_OK);
		assert_int_equal(changes, 1);
		store_close(store);
		assert_int_equal(stat(":memory:", &s), -1);
	}
}

static void each_store_has_its_own_epoch(void **state) {
	char *other = store_sample_dir();
	struct store_day a = read_day(*state), again = read_day(*state), b = read_day(other);
	assert_string_equal(a.epoch, again.epoch);
	assert_string_not_equal(a.epoch, b.epoch);
	store_day_clear(&a);
	store_day_clear(&again);
	store_day_clear(&b);
	store_sample_remove(other);
}

static void expect_same(const struct change *a, const struct change *b) {
	assert_int_equal(a->seq, b->seq);
	assert_int_equal(a->at_ms, b->at_ms);
	assert_int_equal(a->day, b->day);
	assert_int_equal(a->kind, b->kind);
	assert_string_equal(a->number, b->number);
	assert_string_equal(a->service, b->service);
	assert_int_equal(a->counter, b->counter);
	assert_int_equal(a->was, b->was);
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->reason, b->reason);
	assert_string_equal(a->clerk.name, b->clerk.name);
	assert_string_equal(a->clerk.title, b->clerk.title);
	assert_int_equal(a->back_at_ms, b->back_at_ms);
	assert_string_equal(a->by, b->by);
	assert_int_equal(a->ticket, b->ticket);
	assert_string_equal(a->token, b->token);
	assert_string_equal(a->priority, b->priority);
	assert_string_equal(a->procedure, b->procedure);
	assert_string_equal(a->lang, b->lang);
	assert_string_equal(a->how, b->how);
	assert_string_equal(a->note, b->note);
	assert_string_equal(a->done, b->done);
	assert_string_equal(a->from_service, b->from_service);
	assert_int_equal(a->from_counter, b->from_counter);
	assert_int_equal(a->to_counter, b->to_counter);
	assert_int_equal(a->key_s, b->key_s);
	assert_int_equal(a->rules, b->rules);
	assert_int_equal(a->slot_ms, b->slot_ms);
	assert_int_equal(a->told.known, b->told.known);
	assert_int_equal(a->told.low_s, b->told.low_s);
	assert_int_equal(a->told.mid_s, b->told.mid_s);
	assert_int_equal(a->told.high_s, b->told.high_s);
}

static void every_field_survives(void **state) {
	struct change full = {.seq = 3,
		.at_ms = 1795651200003,
		.day = SAMPLE_DAY,
		.kind = CHANGE_COUNTER_PAUSED,
		.number = "Đ1-012",
		.service = "ho-tich",
		.counter = 7,
		.was = TICKET_SERVING,
		.state = TICKET_WAITING,
		.reason = REASON_OVERDUE,
		.clerk = {"Nguyễn Thị Hồng Nhung", "Công chức Tư pháp – Hộ tịch"},
		.back_at_ms = 1795651500000,
		.by = "clerk:nhung",
		.ticket = 2,
		.token = "AAECAwQFBgcICQoLDA0ODw",
		.priority = "nguoi-cao-tuoi",
		.procedure = "1.001193",
		.lang = "en",
		.how = "screen",
		.note = "đi bổ sung giấy tờ",
		.done = "1.001193*2,2.000815*1",
		.from_service = "dat-dai",
		.from_counter = 2,
		.to_counter = 5,
		.key_s = 1795651140,
		.rules = 4,
		.slot_ms = 1795652100000,
		.told = {true, 0, 95, 300}};
	struct change changes[] = {store_sample_opened(1, SAMPLE_DAY),
		store_sample_issued(2, SAMPLE_DAY, "ho-tich", "Đ1-012"), full};
	assert_int_equal(write_once(*state, changes, 3), STORE_OK);
	struct store_day day = read_day(*state);
	assert_int_equal(day.seq, 3);
	assert_int_equal(day.day, SAMPLE_DAY);
	assert_int_equal(day.change_count, 3);
	for (size_t i = 0; i < 3; i++)
		expect_same(&day.changes[i], &changes[i]);
	store_day_clear(&day);
}

static void every_word_survives(void **state) {
	struct change c[64] = {store_sample_opened(1, SAMPLE_DAY)};
	size_t n = 1;
	for (int kind = CHANGE_ISSUED; kind <= CHANGE_SETUP; kind++, n++) {
		c[n] = store_sample_issued((int64_t)n + 1, SAMPLE_DAY, "ho-tich", "B001");
		c[n].kind = (enum change_kind)kind;
		c[n].was = (enum ticket_state)(kind % (TICKET_NO_SHOW + 1));
		c[n].state = (enum ticket_state)((kind + 1) % (TICKET_NO_SHOW + 1));
		c[n].reason = (enum call_reason)(kind % (REASON_OVERDUE + 1));
	}
	assert_int_equal(write_once(*state, c, n), STORE_OK);
	struct store_day day = read_day(*state);
	assert_int_equal(day.change_count, n);
	for (size_t i = 0; i < n; i++)
		expect_same(&day.changes[i], &c[i]);
	store_day_clear(&day);
}

static void a_start_reads_the_newest_day_alone(void **state) {
	const int next = SAMPLE_DAY + 1;
	struct change changes[] = {store_sample_opened(1, SAMPLE_DAY),
		store_sample_issued(2, SAMPLE_DAY, "ho-tich", "B001"),
		{.seq = 3, .at_ms = 5, .day = next, .kind = CHANGE_SETUP, .how = "office"},
		store_sample_opened(4, next), store_sample_issued(5, next, "ho-tich", "B001"),
		{.seq = 6, .at_ms = 9, .day = next + 1, .kind = CHANGE_SETUP, .how = "office"}};
	assert_int_equal(write_once(*state, changes, 6), STORE_OK);
	struct store_day day = read_day(*state);
	assert_int_equal(day.day, next);
	assert_int_equal(day.seq, 6);
	assert_int_equal(day.change_count, 3);
	assert_int_equal(day.changes[0].seq, 3);
	assert_int_equal(day.changes[2].seq, 5);
	store_day_clear(&day);
	int64_t count = 0;
	assert_int_equal(check(*state, &count), STORE_OK);
	assert_int_equal(count, 6);
}

/* A change that must be refused after a day with B007 in it, and the store as before. */
static void expect_refused(const char *dir, struct change bad) {
	assert_int_equal(write_once(dir, &bad, 1), STORE_FAILED);
	struct store_day day = read_day(dir);
	assert_int_equal(day.seq, 3);
	assert_int_equal(day.change_count, 3);
	store_day_clear(&day);
}

static void what_goes_back_is_refused(void **state) {
	struct change good[] = {store_sample_opened(1, SAMPLE_DAY),
		store_sample_issued(2, SAMPLE_DAY, "ho-tich", "B007"),
		store_sample_called(3, SAMPLE_DAY, 2, "B007")};
	assert_int_equal(write_once(*state, good, 3), STORE_OK);
	expect_refused(*state, store_sample_issued(4, SAMPLE_DAY, "ho-tich", "B006"));
	expect_refused(*state, store_sample_issued(4, SAMPLE_DAY, "ho-tich", "B007"));
	expect_refused(*state, store_sample_issued(4, SAMPLE_DAY, "chung-thuc", "B007"));
	expect_refused(*state, store_sample_issued(4, SAMPLE_DAY + 1, "ho-tich", "B001"));
	expect_refused(*state, store_sample_issued(5, SAMPLE_DAY, "ho-tich", "B008"));
	expect_refused(*state, store_sample_issued(3, SAMPLE_DAY, "ho-tich", "B008"));
	expect_refused(*state, store_sample_opened(4, SAMPLE_DAY - 1));
	expect_refused(*state, store_sample_called(4, SAMPLE_DAY, 99, "B009"));
	struct change closed = store_sample_opened(4, SAMPLE_DAY + 1);
	closed.kind = CHANGE_DAY_CLOSED;
	expect_refused(*state, closed);
	struct change next = store_sample_issued(4, SAMPLE_DAY, "ho-tich", "B008");
	assert_int_equal(write_once(*state, &next, 1), STORE_OK);
}

static void a_thousandth_number_follows(void **state) {
	struct change changes[] = {store_sample_opened(1, SAMPLE_DAY),
		store_sample_issued(2, SAMPLE_DAY, "n1", "N1999"),
		store_sample_issued(3, SAMPLE_DAY, "n2", "N2001"),
		store_sample_issued(4, SAMPLE_DAY, "n1", "N11000"),
		store_sample_issued(5, SAMPLE_DAY, "n2", "N2002")};
	int64_t count = 0;
	assert_int_equal(write_once(*state, changes, 5), STORE_OK);
	assert_int_equal(check(*state, &count), STORE_OK);
}

static void put(struct store *store, const char *object, const char *text, int day) {
	assert_int_equal(store_sample_put(store, object, text, 1000, day), STORE_OK);
}

static void the_newest_setup_counts(void **state) {
	char *text = NULL;
	int64_t version = -1;
	struct store *store = store_sample_open(*state);
	assert_int_equal(store_setup(store, "office", &text, &version), STORE_OK);
	assert_null(text);
	assert_int_equal(version, 0);
	put(store, "office", "{\"a\":1}", SAMPLE_DAY);
	put(store, "catalogue", "{\"c\":1}", SAMPLE_DAY - 1);
	put(store, "office", "{\"a\":2}", SAMPLE_DAY);
	put(store, "catalogue", "{\"c\":2}", SAMPLE_DAY);
	store_close(store);
	store = store_sample_open(*state);
	assert_int_equal(store_setup(store, "office", &text, &version), STORE_OK);
	assert_string_equal(text, "{\"a\":2}");
	assert_int_equal(version, 3);
	mem_free(text);
	assert_int_equal(store_setup(store, "catalogue", &text, &version), STORE_OK);
	assert_string_equal(text, "{\"c\":2}");
	assert_int_equal(version, 4);
	mem_free(text);
	int64_t changes = 0;
	assert_int_equal(store_check(store, &changes), STORE_OK);
	assert_int_equal(changes, 4);
	store_close(store);
}

static void imports_are_changes_of_the_day(void **state) {
	struct change open = store_sample_opened(1, SAMPLE_DAY);
	assert_int_equal(write_once(*state, &open, 1), STORE_OK);
	struct store *store = store_sample_open(*state);
	put(store, "office", "{}", SAMPLE_DAY - 5);
	store_close(store);
	struct store_day day = read_day(*state);
	assert_int_equal(day.change_count, 2);
	assert_int_equal(day.changes[1].kind, CHANGE_SETUP);
	assert_int_equal(day.changes[1].day, SAMPLE_DAY);
	assert_string_equal(day.changes[1].how, "office");
	store_day_clear(&day);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_new_store_is_empty_and_private, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(a_new_store_is_one_file, make_dir, remove_dir),
		cmocka_unit_test(a_store_in_memory_leaves_nothing),
		cmocka_unit_test_setup_teardown(each_store_has_its_own_epoch, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(every_field_survives, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(every_word_survives, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(
			a_start_reads_the_newest_day_alone, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(what_goes_back_is_refused, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(a_thousandth_number_follows, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(the_newest_setup_counts, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(
			imports_are_changes_of_the_day, make_dir, remove_dir),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
