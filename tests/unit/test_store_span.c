/*
 * store: the changes of any days are those that were made on them, in slices too, as a plain list
 * has them; a change whose day was altered is noticed or makes no difference. SEED=n repeats the
 * chance.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/store_sample.h"

#include "server/store_chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

enum { COUNT = 40, DAYS = 9, ROUNDS = 300 };

/* A closed store, and the changes in it. */
struct world {
	char *dir;
	struct change changes[COUNT];
};

/* Some days have no change at all, the first and the last among them. */
static void fill(struct world *w) {
	int day = 1, number = 0;
	for (int i = 0; i < COUNT; i++) {
		char text[16];
		bool opens = i == 0 || (day < DAYS - 2 && rand() % 6 == 0);
		if (opens && i > 0)
			day += 1 + (rand() % 3 == 0);
		number = opens ? 0 : number + 1;
		snprintf(text, sizeof text, "B%03d", number);
		w->changes[i] =
			opens ? store_sample_opened(i + 1, SAMPLE_DAY + day)
			      : store_sample_issued(i + 1, SAMPLE_DAY + day, "ho-tich", text);
	}
}

static int make(void **state) {
	static struct world world;
	world.dir = store_sample_dir();
	fill(&world);
	struct store *store = store_sample_open(world.dir);
	assert_true(store_start(store));
	assert_int_equal(store_sample_commit(store, world.changes, COUNT), STORE_OK);
	store_close(store);
	*state = &world;
	return 0;
}

static int end(void **state) {
	struct world *w = *state;
	store_sample_remove(w->dir);
	return 0;
}

/* What the list has of some days, after a change, at most so many: the first, and how many. */
struct slice {
	size_t first, count;
	bool more;
};

static struct slice slice_of(const struct world *w, int from, int to, int64_t after, size_t limit) {
	struct slice s = {0};
	for (size_t i = 0; i < COUNT; i++) {
		const struct change *c = &w->changes[i];
		if (c->day < from || c->day > to || c->seq <= after)
			continue;
		if (s.count == limit) {
			s.more = true;
			break;
		}
		s.first = s.count++ ? s.first : i;
	}
	return s;
}

static bool same(
	const struct world *w, const struct slice *s, const struct change *changes, size_t count) {
	unsigned char is[CHAIN_HASH_SIZE] = {0}, was[CHAIN_HASH_SIZE] = {0};
	if (count != s->count)
		return false;
	for (size_t i = 0; i < count; i++) {
		chain_add(is, &changes[i]);
		chain_add(was, &w->changes[s->first + i]);
	}
	return !memcmp(is, was, sizeof is);
}

/* Whether what is read is right; if `noticed` is NULL it must be. */
static void look(struct world *w, struct store *store, int from, int to, int64_t after,
	size_t limit, int *noticed) {
	struct slice s = slice_of(w, from, to, after, limit);
	struct change *changes = NULL;
	size_t count = 0;
	bool more = false;
	enum store_result result =
		store_changes(store, from, to, after, limit, &changes, &count, &more);
	if (result != STORE_OK && noticed) {
		assert_int_equal(result, STORE_DAMAGED);
		++*noticed;
		return;
	}
	assert_int_equal(result, STORE_OK);
	assert_true(same(w, &s, changes, count));
	assert_int_equal(more, s.more);
	mem_free(changes);
}

static void look_at_day(struct world *w, struct store *store, int day, int *noticed) {
	struct slice s = slice_of(w, day, day, 0, COUNT);
	struct store_day read = {0};
	enum store_result result = store_load_day(store, day, &read);
	if (result != STORE_OK && noticed) {
		assert_int_equal(result, STORE_DAMAGED);
		++*noticed;
		return;
	}
	assert_int_equal(result, STORE_OK);
	assert_true(same(w, &s, read.changes, read.change_count));
	store_day_clear(&read);
}

static void days_are_those_of_a_list(void **state) {
	struct world *w = *state;
	struct store *store = store_sample_open(w->dir);
	for (int from = SAMPLE_DAY; from <= SAMPLE_DAY + DAYS; from++) {
		look_at_day(w, store, from, NULL);
		for (int to = from - 1; to <= SAMPLE_DAY + DAYS; to++)
			look(w, store, from, to, 0, COUNT + 1, NULL);
	}
	for (int i = 0; i < ROUNDS; i++)
		look(w, store, SAMPLE_DAY + rand() % DAYS, SAMPLE_DAY + rand() % DAYS,
			rand() % (COUNT + 2), 1 + (size_t)rand() % 8, NULL);
	store_close(store);
}

/* False where the day has that number already. */
static bool set_day(const struct world *w, int64_t seq, int day) {
	char sql[96];
	sqlite3 *db;
	snprintf(sql, sizeof sql, "UPDATE change SET day = %d WHERE seq = %lld", day,
		(long long)seq);
	assert_int_equal(sqlite3_open(store_sample_file(w->dir), &db), SQLITE_OK);
	int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	assert_true(rc == SQLITE_OK || rc == SQLITE_CONSTRAINT);
	sqlite3_close(db);
	return rc == SQLITE_OK;
}

static void no_altered_day_hides_a_change(void **state) {
	struct world *w = *state;
	int noticed = 0;
	for (int i = 0; i < COUNT - 1; i++) { /* without the last one nothing opens */
		const struct change *c = &w->changes[i];
		if (!set_day(w, c->seq, SAMPLE_DAY + rand() % (DAYS + 1)))
			continue;
		struct store *store = store_sample_open(w->dir);
		for (int day = SAMPLE_DAY; day <= SAMPLE_DAY + DAYS; day++) {
			look_at_day(w, store, day, &noticed);
			look(w, store, day, SAMPLE_DAY + DAYS, 0, COUNT, &noticed);
			look(w, store, SAMPLE_DAY, day, 0, COUNT, &noticed);
		}
		store_close(store);
		assert_true(set_day(w, c->seq, c->day));
	}
	assert_true(noticed > COUNT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(days_are_those_of_a_list),
		TEST(no_altered_day_hides_a_change),
	};
	store_sample_seed();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
