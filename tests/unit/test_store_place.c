/*
 * store, its place: another store takes it as a whole, what was there is kept, and where the
 * machine failed in between the next opening finishes what was begun.
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
#include <unistd.h>

/* A directory with a store of one day and so many numbers, and one beside it with more. */
struct world {
	char *dir, *from;
};

enum { OLD = 2, NEW = 5 };

static void put(const char *dir, int64_t numbers) {
	char number[NUMBER_SIZE];
	struct store *store = store_sample_open(dir);
	struct change opened = store_sample_opened(1, SAMPLE_DAY);
	assert_true(store_start(store));
	assert_int_equal(store_sample_commit(store, &opened, 1), STORE_OK);
	for (int64_t seq = 2; seq < 2 + numbers; seq++) {
		snprintf(number, sizeof number, "B%03d", (int)seq);
		struct change c = store_sample_issued(seq, SAMPLE_DAY, "ho-tich", number);
		assert_int_equal(store_sample_commit(store, &c, 1), STORE_OK);
	}
	store_close(store);
}

static int make(void **state) {
	static struct world world;
	world.dir = store_sample_dir();
	world.from = store_sample_dir();
	put(world.dir, OLD);
	put(world.from, NEW);
	*state = &world;
	return 0;
}

static int end(void **state) {
	struct world *w = *state;
	store_sample_remove(w->dir);
	store_sample_remove(w->from);
	return 0;
}

static char *path_of(const char *dir, const char *ending) {
	return mem_printf("%s/motcua.sqlite%s", dir, ending);
}

static bool is_there(const char *dir, const char *ending) {
	char *path = path_of(dir, ending);
	bool there = access(path, F_OK) == 0;
	mem_free(path);
	return there;
}

static void move(const char *from_dir, const char *from, const char *to_dir, const char *to) {
	char *old = path_of(from_dir, from), *new = path_of(to_dir, to);
	assert_int_equal(rename(old, new), 0);
	mem_free(old);
	mem_free(new);
}

static int64_t numbers_of(const char *dir) {
	int64_t tickets, changes;
	struct store *store = store_sample_open(dir);
	assert_int_equal(store_check(store, &changes), STORE_OK);
	assert_int_equal(store_tickets(store, &tickets), STORE_OK);
	store_close(store);
	return tickets;
}

/* What is kept under a name is a store that can be opened as it is. */
static void expect_kept(const struct world *w, const char *ending) {
	char *dir = store_sample_dir();
	move(w->dir, ending, dir, "");
	assert_int_equal(numbers_of(dir), OLD);
	store_sample_remove(dir);
}

static void another_store_takes_the_place(void **state) {
	const struct world *w = *state;
	char kept[STORE_NAME_SIZE];
	assert_int_equal(
		store_replace(w->dir, w->from, "replaced-20261126-093000", kept), STORE_OK);
	assert_string_equal(kept, "motcua.sqlite.replaced-20261126-093000");
	assert_int_equal(numbers_of(w->dir), NEW);
	expect_kept(w, ".replaced-20261126-093000");
}

static void where_there_was_none_none_is_kept(void **state) {
	const struct world *w = *state;
	char kept[STORE_NAME_SIZE] = "x";
	move(w->dir, "", w->from, ".aside");
	assert_int_equal(store_replace(w->dir, w->from, "replaced-1", kept), STORE_OK);
	assert_string_equal(kept, "");
	assert_int_equal(numbers_of(w->dir), NEW);
}

static void a_journal_that_was_left_goes_with_its_store(void **state) {
	const struct world *w = *state;
	char kept[STORE_NAME_SIZE], *path = path_of(w->dir, "-wal");
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("what a killed server left", f);
	fclose(f);
	mem_free(path);
	assert_int_equal(store_replace(w->dir, w->from, "replaced-1", kept), STORE_OK);
	assert_true(is_there(w->dir, ".replaced-1-wal"));
	assert_int_equal(numbers_of(w->dir), NEW);
}

/* After the rename that decides: the old one still there, or moved away already. */
static void what_was_begun_is_finished(void **state) {
	const struct world *w = *state;
	move(w->from, "", w->dir, ".new");
	assert_true(store_exists(w->dir));
	assert_int_equal(numbers_of(w->dir), NEW);
	assert_false(is_there(w->dir, ".new"));
	expect_kept(w, ".replaced-before");
}

static void what_was_half_done_is_finished(void **state) {
	const struct world *w = *state;
	move(w->from, "", w->dir, ".new");
	move(w->dir, "", w->dir, ".replaced-1");
	assert_true(store_exists(w->dir));
	assert_int_equal(numbers_of(w->dir), NEW);
	assert_false(is_there(w->dir, ".new"));
	expect_kept(w, ".replaced-1");
}

static void what_cannot_be_put_there_changes_nothing(void **state) {
	const struct world *w = *state;
	char kept[STORE_NAME_SIZE];
	assert_int_equal(store_replace(w->dir, "/nowhere", "1", kept), STORE_FAILED);
	assert_int_equal(numbers_of(w->dir), OLD);
}

static void a_store_tells_what_it_gave_out(void **state) {
	const struct world *w = *state;
	struct store_numbers numbers;
	struct store *store = store_sample_open(w->dir);
	struct change leased = store_sample_opened(OLD + 2, SAMPLE_DAY);
	leased.kind = CHANGE_LEASED;
	leased.first = 950;
	leased.last = 999;
	strcpy(leased.by, "kiosk:cua-1");
	assert_true(store_start(store));
	assert_int_equal(store_sample_commit(store, &leased, 1), STORE_OK);
	store_close(store);
	store = store_sample_open(w->dir);
	assert_int_equal(store_numbers(store, &numbers), STORE_OK);
	assert_int_equal(numbers.day, SAMPLE_DAY);
	assert_int_equal(numbers.last_ms, leased.at_ms);
	assert_int_equal(numbers.series_count, 1);
	assert_string_equal(numbers.series[0].service, "ho-tich");
	assert_int_equal(numbers.series[0].last, OLD + 1);
	assert_int_equal(numbers.block_count, 1);
	assert_int_equal(numbers.blocks[0].last, 999);
	assert_string_equal(numbers.blocks[0].by, "kiosk:cua-1");
	store_close(store);
}

static void a_renewed_store_has_another_epoch(void **state) {
	const struct world *w = *state;
	struct store_day before, after;
	struct store *store = store_sample_open(w->dir);
	assert_int_equal(store_load(store, &before), STORE_OK);
	assert_int_equal(store_renew(store), STORE_OK);
	store_close(store);
	store = store_sample_open(w->dir);
	assert_int_equal(store_load(store, &after), STORE_OK);
	assert_string_not_equal(before.epoch, after.epoch);
	assert_int_equal(before.seq, after.seq);
	store_day_clear(&before);
	store_day_clear(&after);
	store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(another_store_takes_the_place),
		TEST(where_there_was_none_none_is_kept),
		TEST(a_journal_that_was_left_goes_with_its_store),
		TEST(what_was_begun_is_finished),
		TEST(what_was_half_done_is_finished),
		TEST(what_cannot_be_put_there_changes_nothing),
		TEST(a_store_tells_what_it_gave_out),
		TEST(a_renewed_store_has_another_epoch),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
