/*
 * store: what an administrator did is a change with a digest of what was and is; whatever of that
 * is altered, missing, exchanged or added is noticed by a check.
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
#include <string.h>

#include <cmocka.h>
#include <sodium.h>
#include <sqlite3.h>

/* A store with five acts on a day, closed. */
static int make(void **state) {
	char *dir = store_sample_dir();
	struct store *store = store_sample_open(dir);
	struct change opened = store_sample_opened(1, SAMPLE_DAY);
	assert_true(store_start(store));
	assert_int_equal(store_sample_commit(store, &opened, 1), STORE_OK);
	store_close(store);
	store = store_sample_open(dir);
	static const char *const objects[] = {"office", "catalogue", "catalogue", "office", "user"};
	static const char *const texts[] = {
		"{\"o\":1}", "{\"c\":1}", "{\"c\":2}", "{\"o\":2}", NULL};
	for (int i = 0; i < 5; i++)
		assert_int_equal(
			store_sample_put(store, objects[i], texts[i], 1000 + i, SAMPLE_DAY),
			STORE_OK);
	store_close(store);
	*state = dir;
	return 0;
}

static int end(void **state) {
	store_sample_remove(*state);
	return 0;
}

static enum store_result check(const char *dir) {
	int64_t changes = 0;
	struct store *store = store_sample_open(dir);
	enum store_result result = store_check(store, &changes);
	store_close(store);
	return result;
}

static void alter(const char *dir, const char *sql) {
	sqlite3 *db = NULL;
	char *error = NULL;
	assert_int_equal(sqlite3_open(store_sample_file(dir), &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
		fail_msg("%s: %s", sql, error);
	assert_true(sqlite3_total_changes(db) > 0);
	sqlite3_close(db);
}

static void acts_are_changes_of_the_day(void **state) {
	struct store_day day = {0};
	struct store *store = store_sample_open(*state);
	assert_int_equal(store_load(store, &day), STORE_OK);
	assert_int_equal(day.change_count, 6);
	assert_int_equal(day.changes[5].kind, CHANGE_SETUP);
	assert_string_equal(day.changes[5].how, "user");
	assert_string_equal(day.changes[5].by, "system");
	assert_int_equal(strlen(day.changes[5].digest), DIGEST_SIZE - 1);
	assert_int_equal(day.setups, 4);
	store_day_clear(&day);
	store_close(store);
	assert_int_equal(check(*state), STORE_OK);
}

/* BLAKE2b computed from the bytes as the header describes them. */
static void the_digest_is_what_the_header_says(void **state) {
	static const char bytes[] = "\0\0\0\0\0\0\0\3put\0\0\0\0\0\0\0\6office\0\0\0\0\0\0\0\1x"
				    "\0\0\0\0\0\0\0\2[]\0\0\0\0\0\0\1\2";
	unsigned char all[sizeof bytes - 1 + 32], hash[32];
	char said[DIGEST_SIZE], is[DIGEST_SIZE];
	struct store_act act = {.act = "put", .object = "office", .id = "x", .undoes = 258};
	(void)state;
	act.changes = mem_strdup("[]");
	act.text = mem_strdup("{}");
	store_act_digest(&act, said);
	store_act_clear(&act);
	memcpy(all, bytes, sizeof bytes - 1);
	crypto_generichash(all + sizeof bytes - 1, 32, (const unsigned char *)"{}", 2, NULL, 0);
	crypto_generichash(hash, 32, all, sizeof all, NULL, 0);
	sodium_bin2base64(is, sizeof is, hash, 32, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	assert_string_equal(said, is);
}

static void of_catalogues_the_newest_stays(void **state) {
	char *text = NULL;
	int64_t version;
	struct store *store = store_sample_open(*state);
	assert_int_equal(store_setup(store, "catalogue", &text, &version), STORE_OK);
	assert_string_equal(text, "{\"c\":2}");
	assert_int_equal(version, 3);
	mem_free(text);
	assert_int_equal(store_setup_version(store, 1, &text), STORE_OK);
	assert_string_equal(text, "{\"o\":1}");
	mem_free(text);
	store_close(store);
}

static void whatever_is_altered_is_noticed(void **state) {
	static const char *const altered[] = {
		"UPDATE act SET act = 'end' WHERE seq = 2",
		"UPDATE act SET object = 'device' WHERE seq = 6",
		"UPDATE act SET id = 'an' WHERE seq = 6",
		"UPDATE act SET undoes = 2 WHERE seq = 6",
		"UPDATE act SET changes = '[]' WHERE seq = 3",
		"UPDATE act SET changes = CAST(x'5b7b227061746822' AS TEXT) WHERE seq = 3",
		"UPDATE act SET hash = zeroblob(32) WHERE seq = 5",
		"UPDATE act SET hash = NULL WHERE seq = 2",
		"UPDATE act SET version = 9 WHERE seq = 2",
		"UPDATE act SET version = 9 WHERE seq = 6",
		"DELETE FROM act WHERE seq = 6",
		"DELETE FROM act WHERE seq = 4",
		"INSERT INTO act VALUES (1, 'put', 'user', NULL, NULL, '[]', NULL, NULL)",
		"DELETE FROM setup WHERE version = 1",
		"DELETE FROM setup WHERE version = 3",
		"INSERT INTO setup SELECT 7, kind, at, hash, text, seal FROM setup WHERE version = "
		"1",
		("UPDATE setup SET (hash, text) = (SELECT hash, text FROM setup WHERE version = 1)"
		 " WHERE version = 4"),
		"UPDATE change SET digest = NULL WHERE seq = 6",
		("CREATE TEMP TABLE row AS SELECT * FROM change WHERE seq = 1;"
		 "UPDATE row SET seq = 0; INSERT INTO change SELECT * FROM row"),
	};
	for (size_t i = 0; i < sizeof altered / sizeof *altered; i++) {
		alter(*state, altered[i]);
		if (check(*state) != STORE_DAMAGED)
			fail_msg("not noticed: %s", altered[i]);
		end(state);
		make(state);
	}
}

/* An act goes with the changes and the answer of its job, or none of them is there. */
static void an_act_that_cannot_be_kept_takes_all_with_it(void **state) {
	struct store_day day = {0};
	struct store *store = store_sample_open(*state);
	assert_true(store_start(store));
	struct change c[] = {store_sample_issued(7, SAMPLE_DAY, "ho-tich", "B001"),
		{.seq = 8, .at_ms = 9, .day = SAMPLE_DAY, .kind = CHANGE_SETUP, .how = "user"}};
	struct store_job *job = store_sample_job(c, 2);
	job->act = store_sample_act("user", NULL);
	job->act.undoes = 1; /* no act */
	store_submit(store, job);
	struct store_job *back = store_sample_wait(store);
	assert_int_equal(back->result, STORE_FAILED);
	store_job_free(back);
	store_stop(store);
	assert_int_equal(store_load(store, &day), STORE_OK);
	assert_int_equal(day.seq, 6);
	store_day_clear(&day);
	store_close(store);
	assert_int_equal(check(*state), STORE_OK);
}

static void an_act_is_taken_back_once(void **state) {
	struct store *store = store_sample_open(*state);
	struct store_act act = store_sample_act("user", NULL);
	act.undoes = 6;
	assert_int_equal(store_act(store, &act, 1, 1, SAMPLE_DAY), STORE_OK);
	assert_int_equal(store_act(store, &act, 1, 1, SAMPLE_DAY), STORE_FAILED);
	store_act_clear(&act);
	store_close(store);
	assert_int_equal(check(*state), STORE_OK);
}

static struct store_acts read_acts(const char *dir, struct store_acts wanted) {
	struct store *store = store_sample_open(dir);
	assert_int_equal(store_acts(store, &wanted), STORE_OK);
	store_close(store);
	return wanted;
}

static void acts_are_read_the_newest_first(void **state) {
	struct store *store = store_sample_open(*state);
	struct store_act act = store_sample_act("user", NULL);
	act.undoes = 6;
	strcpy(act.id, "an");
	assert_int_equal(store_act(store, &act, 1, 77, SAMPLE_DAY), STORE_OK);
	store_act_clear(&act);
	store_close(store);
	struct store_acts acts =
		read_acts(*state, (struct store_acts){.until = 99, .limit = 2, .changes_max = 5});
	assert_int_equal(acts.count, 2);
	assert_true(acts.more);
	assert_int_equal(acts.rows[0].seq, 7);
	assert_int_equal(acts.rows[0].at_ms, 77);
	assert_int_equal(acts.rows[0].act.undoes, 6);
	assert_int_equal(acts.rows[1].undone_by, 7);
	assert_string_equal(acts.rows[0].act.id, "an");
	assert_string_equal(acts.rows[0].by, "system");
	assert_null(acts.rows[0].act.changes);
	store_acts_clear(&acts);
	acts = read_acts(*state, (struct store_acts){.from = 3,
					 .until = 6,
					 .object = "catalogue",
					 .limit = 2,
					 .changes_max = 99});
	assert_int_equal(acts.count, 2);
	assert_false(acts.more);
	assert_string_equal(acts.rows[0].act.changes, "[{\"path\":[]}]");
	store_acts_clear(&acts);
	acts = read_acts(*state,
		(struct store_acts){
			.until = 99, .by = "system", .since_ms = 77, .before_ms = 78, .limit = 9});
	assert_int_equal(acts.count, 1);
	assert_int_equal(acts.rows[0].seq, 7);
	store_acts_clear(&acts);
	acts = read_acts(
		*state, (struct store_acts){
				.from = 7, .until = 99, .object = "user", .id = "an", .limit = 9});
	assert_int_equal(acts.count, 1);
	store_acts_clear(&acts);
	acts = read_acts(
		*state, (struct store_acts){
				.from = 7, .until = 99, .object = "user", .id = "lan", .limit = 9});
	assert_int_equal(acts.count, 0);
	store_acts_clear(&acts);
	acts = read_acts(*state, (struct store_acts){.until = 99, .by = "admin:an", .limit = 9});
	assert_int_equal(acts.count, 0);
	store_acts_clear(&acts);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(acts_are_changes_of_the_day),
		TEST(the_digest_is_what_the_header_says),
		TEST(of_catalogues_the_newest_stays),
		TEST(whatever_is_altered_is_noticed),
		TEST(an_act_that_cannot_be_kept_takes_all_with_it),
		TEST(an_act_is_taken_back_once),
		TEST(acts_are_read_the_newest_first),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
