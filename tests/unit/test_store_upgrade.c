/*
 * store, an older file: one of version 3 is brought up to date where it is, with a copy beside it,
 * and everything in it is found as before.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "common/mem.h"
#include "server/store_row.h"
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

enum { OLD = 3, NOW = 11, COUNT = 5 };

/* What a row of that version had; 37 is a column that came later. */
#define OLD_COLUMNS                                                                             \
	"seq, at, day, kind, ticket, number, service, counter, was, state, reason, \"by\","     \
	" clerk_name, clerk_title, back_at, token, priority, procedure, lang, how, note, done," \
	" from_service, from_counter, to_counter, queue_time, rules, slot, told_low, told_mid," \
	" told_high, lease, first, last, taken_at, holder, hash"
#define OLD_PARAMETERS                                                                           \
	"?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"       \
	" ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, " \
	"?36, ?38"

/* A file as a program of version 3 left it. */
struct world {
	char *dir;
	char copy[320];
	struct change changes[COUNT];
	unsigned char head[CHAIN_HASH_SIZE];
};

static void fill(struct world *w) {
	struct change *c = w->changes;
	c[0] = store_sample_opened(1, SAMPLE_DAY);
	c[1] = store_sample_issued(2, SAMPLE_DAY, "ho-tich", "B001");
	strcpy(c[1].procedure, "1.001193");
	c[2] = store_sample_issued(3, SAMPLE_DAY, "ho-tich", "B002");
	c[3] = store_sample_called(4, SAMPLE_DAY, 2, "B001");
	c[4] = c[3];
	c[4].seq = 5;
	c[4].kind = CHANGE_FINISHED;
	c[4].was = TICKET_SERVING;
	c[4].state = TICKET_SERVED;
	strcpy(c[4].done, "2.000815*2");
}

static void run(sqlite3 *db, const char *sql) {
	char *error = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
		fail_msg("%s", error);
}

static void run_step(sqlite3 *db, int step) {
	char path[64], sql[8192];
	snprintf(path, sizeof path, "server/schema/%03d.sql", step);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	sql[fread(sql, 1, sizeof sql - 1, f)] = '\0';
	assert_int_equal(feof(f) != 0, 1);
	fclose(f);
	run(db, sql);
}

static sqlite3 *open_file(const char *path) {
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	return db;
}

static void add_changes(struct world *w, sqlite3 *db) {
	sqlite3_stmt *s = NULL;
	static const char INSERT[] =
		"INSERT INTO change (" OLD_COLUMNS ") VALUES (" OLD_PARAMETERS ")";
	assert_int_equal(sqlite3_prepare_v2(db, INSERT, -1, &s, NULL), SQLITE_OK);
	for (int i = 0; i < COUNT; i++) {
		chain_add(w->head, &w->changes[i]);
		row_bind(s, &w->changes[i], w->head);
		assert_int_equal(sqlite3_step(s), SQLITE_DONE);
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
}

static void write_head(const struct world *w, sqlite3 *db) {
	sqlite3_stmt *s = NULL;
	assert_int_equal(
		sqlite3_prepare_v2(
			db, "INSERT INTO meta VALUES (1, '0123456789abcd', ?1, ?2)", -1, &s, NULL),
		SQLITE_OK);
	sqlite3_bind_int(s, 1, COUNT);
	sqlite3_bind_blob(s, 2, w->head, sizeof w->head, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(s), SQLITE_DONE);
	sqlite3_finalize(s);
}

static int make(void **state) {
	static struct world world;
	world = (struct world){.dir = store_sample_dir()};
	snprintf(world.copy, sizeof world.copy, "%s.before-004", store_sample_file(world.dir));
	fill(&world);
	sqlite3 *db = open_file(store_sample_file(world.dir));
	for (int step = 1; step <= OLD; step++)
		run_step(db, step);
	run(db, "PRAGMA application_id = 0x6d637561; PRAGMA user_version = 3;"
		"INSERT INTO day VALUES (20261126, 1795651200001, NULL);"
		"INSERT INTO series VALUES (20261126, 'ho-tich', 2);"
		"INSERT INTO user VALUES ('an', 'clerk', 'An', '', 'x');"
		"INSERT INTO device VALUES ('sanh', 'display', zeroblob(32));"
		"INSERT INTO answer VALUES (x'02000000000000000000000000000000', zeroblob(16), "
		"201, '{}', 8),"
		" (x'01000000000000000000000000000000', zeroblob(16), 201, '[]', 9)");
	add_changes(&world, db);
	write_head(&world, db);
	sqlite3_close(db);
	*state = &world;
	return 0;
}

static int end(void **state) {
	store_sample_remove(((struct world *)*state)->dir);
	return 0;
}

static int64_t number(const char *path, const char *sql) {
	sqlite3 *db = open_file(path);
	sqlite3_stmt *s = NULL;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	int64_t n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	sqlite3_close(db);
	return n;
}

static void expect_day(const struct world *w, struct store *store) {
	struct store_day day = {0};
	unsigned char read[CHAIN_HASH_SIZE] = {0};
	assert_int_equal(store_load(store, &day), STORE_OK);
	assert_int_equal(day.change_count, COUNT);
	for (size_t i = 0; i < day.change_count; i++)
		chain_add(read, &day.changes[i]);
	assert_memory_equal(read, w->head, sizeof read);
	assert_string_equal(day.epoch, "0123456789abcd");
	store_day_clear(&day);
}

static void everything_is_found_as_before(void **state) {
	const struct world *w = *state;
	struct store *store = store_sample_open(w->dir);
	struct store_user *users = NULL;
	size_t user_count = 0;
	int64_t changes = 0;
	expect_day(w, store);
	assert_int_equal(store_check(store, &changes), STORE_OK);
	assert_int_equal(changes, COUNT);
	assert_int_equal(store_users(store, &users, &user_count), STORE_OK);
	assert_int_equal(user_count, 1);
	mem_free(users);
	store_close(store);
	assert_int_equal(number(store_sample_file(w->dir), "PRAGMA user_version"), NOW);
}

static void its_displays_are_as_their_command_lines_say(void **state) {
	const struct world *w = *state;
	struct store *store = store_sample_open(w->dir);
	struct store_device *devices = NULL;
	size_t count = 0;
	assert_int_equal(store_devices(store, &devices, &count), STORE_OK);
	assert_int_equal(count, 1);
	assert_string_equal(devices[0].name, "sanh");
	assert_true(devices[0].enrolled);
	assert_false(display_settings_said(&devices[0].settings));
	mem_free(devices);
	store_close(store);
}

static void expect_answer(struct store *store, const struct store_answer_key *key) {
	struct store_job *job = store_job_new(JOB_ANSWER);
	job->answer.seq = key->seq;
	memcpy(job->answer.key, key->key, sizeof key->key);
	store_submit(store, job);
	assert_ptr_equal(store_sample_wait(store), job);
	assert_string_equal(job->answer.text, key->key[0] == 2 ? "{}" : "[]");
	store_job_free(job);
}

static void its_answers_are_found(void **state) {
	const struct world *w = *state;
	struct store_day day = {0};
	struct store *store = store_sample_open(w->dir);
	assert_int_equal(store_load(store, &day), STORE_OK);
	assert_int_equal(day.answer_count, 2);
	assert_true(store_start(store));
	for (size_t i = 0; i < day.answer_count; i++)
		expect_answer(store, &day.answers[i]);
	store_day_clear(&day);
	store_close(store);
}

static void its_visits_are_counted(void **state) {
	const struct world *w = *state;
	struct popular popular = {0};
	struct store *store = store_sample_open(w->dir);
	assert_int_equal(store_visits(store, SAMPLE_DAY, SAMPLE_DAY + 1, &popular), STORE_OK);
	assert_int_equal(popular.count, 1);
	assert_string_equal(popular.list[0].code, "2.000815");
	popular_clear(&popular);
	store_close(store);
}

static void a_day_goes_on_in_it(void **state) {
	const struct world *w = *state;
	int64_t changes = 0;
	struct change next = store_sample_issued(COUNT + 1, SAMPLE_DAY, "ho-tich", "B003");
	struct store *store = store_sample_open(w->dir);
	assert_true(store_start(store));
	assert_int_equal(store_sample_commit(store, &next, 1), STORE_OK);
	store_close(store);
	store = store_sample_open(w->dir);
	assert_int_equal(store_check(store, &changes), STORE_OK);
	assert_int_equal(changes, COUNT + 1);
	store_close(store);
}

/* The copy is the file as it was, for the owner alone; a file that is up to date gets none. */
static void a_copy_stands_beside_it(void **state) {
	const struct world *w = *state;
	struct stat copy;
	store_close(store_sample_open(w->dir));
	assert_int_equal(stat(w->copy, &copy), 0);
	assert_int_equal(copy.st_mode & 0777, 0600);
	assert_int_equal(number(w->copy, "PRAGMA user_version"), OLD);
	assert_int_equal(number(w->copy, "SELECT count(*) FROM change"), COUNT);
	assert_int_equal(number(w->copy, "SELECT count(*) FROM sqlite_schema"
					 " WHERE name = 'change_visit'"),
		0);
	assert_int_equal(unlink(w->copy), 0);
	store_close(store_sample_open(w->dir));
	assert_int_equal(stat(w->copy, &copy), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(everything_is_found_as_before),
		TEST(its_displays_are_as_their_command_lines_say),
		TEST(its_answers_are_found),
		TEST(its_visits_are_counted),
		TEST(a_day_goes_on_in_it),
		TEST(a_copy_stands_beside_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
