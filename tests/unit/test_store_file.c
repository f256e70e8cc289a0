/*
 * store, its file: one process has it; what is not ours or newer is left as it is; what was altered
 * is noticed and never served. SEED=n repeats the random flips.
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
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Places in the header of an SQLite file, most significant byte first. */
enum { USER_VERSION_AT = 60, APPLICATION_ID_AT = 68 };

/* A closed store with some changes in it, and its bytes. */
struct world {
	char *dir;
	size_t count;
	struct change changes[8];
	size_t size;
	unsigned char *bytes;
};

static unsigned char *read_bytes(const char *path, size_t *size) {
	struct stat st;
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &st), 0);
	*size = (size_t)st.st_size;
	unsigned char *bytes = mem_alloc(*size + 1, 1);
	assert_int_equal(fread(bytes, 1, *size, f), *size);
	fclose(f);
	return bytes;
}

static void write_bytes(const struct world *w, size_t size) {
	FILE *f = fopen(store_sample_file(w->dir), "w");
	assert_non_null(f);
	assert_int_equal(fwrite(w->bytes, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

static void fill(struct world *w) {
	const int next = SAMPLE_DAY + 1;
	struct change full = store_sample_called(6, next, 5, "B003");
	full.clerk = (struct clerk){"Nguyễn Văn An", "Công chức Tư pháp – Hộ tịch"};
	full.back_at_ms = 0x123456789a;
	strcpy(full.token, "AAECAwQFBgcICQoLDA0ODw");
	strcpy(full.priority, "nguoi-cao-tuoi");
	strcpy(full.procedure, "1.001193");
	strcpy(full.service, "chung-thuc");
	strcpy(full.how, "screen");
	w->changes[0] = store_sample_opened(1, SAMPLE_DAY);
	w->changes[1] = store_sample_issued(2, SAMPLE_DAY, "ho-tich", "B001");
	w->changes[2] = store_sample_issued(3, SAMPLE_DAY, "ho-tich", "B002");
	w->changes[3] = store_sample_opened(4, next);
	w->changes[4] = store_sample_issued(5, next, "ho-tich", "B003");
	w->changes[5] = full;
	w->count = 6;
}

static int make(void **state) {
	static struct world world;
	world = (struct world){.dir = store_sample_dir()};
	fill(&world);
	struct store *store = store_sample_open(world.dir);
	assert_true(store_start(store));
	assert_int_equal(store_sample_commit(store, world.changes, world.count), STORE_OK);
	store_close(store);
	world.bytes = read_bytes(store_sample_file(world.dir), &world.size);
	*state = &world;
	return 0;
}

static int end(void **state) {
	struct world *w = *state;
	store_sample_remove(w->dir);
	mem_free(w->bytes);
	return 0;
}

static enum store_result open_result(const char *dir) {
	enum store_result why = STORE_OK;
	struct store *store = store_open(dir, &why);
	assert_int_equal(store != NULL, why == STORE_OK);
	store_close(store);
	return why;
}

/* Opens, and checks where that works. */
static enum store_result check_result(const char *dir) {
	int64_t changes;
	enum store_result result;
	struct store *store = store_open(dir, &result);
	if (store)
		result = store_check(store, &changes);
	store_close(store);
	return result;
}

static void expect_untouched(const struct world *w, size_t size) {
	size_t now;
	unsigned char *bytes = read_bytes(store_sample_file(w->dir), &now);
	assert_int_equal(now, size);
	assert_memory_equal(bytes, w->bytes, size);
	mem_free(bytes);
}

static void one_process_has_it(void **state) {
	struct world *w = *state;
	int status;
	struct store *store = store_sample_open(w->dir);
	assert_int_equal(open_result(w->dir), STORE_IN_USE);
	pid_t child = fork();
	if (child == 0)
		_exit((int)open_result(w->dir));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(WEXITSTATUS(status), STORE_IN_USE);
	store_close(store);
	assert_int_equal(open_result(w->dir), STORE_OK);
}

static void a_newer_file_is_left_alone(void **state) {
	struct world *w = *state;
	w->bytes[USER_VERSION_AT + 3]++;
	write_bytes(w, w->size);
	assert_int_equal(open_result(w->dir), STORE_NEWER);
	expect_untouched(w, w->size);
}

static void a_foreign_file_is_left_alone(void **state) {
	struct world *w = *state;
	w->bytes[APPLICATION_ID_AT]++;
	write_bytes(w, w->size);
	assert_int_equal(open_result(w->dir), STORE_DAMAGED);
	expect_untouched(w, w->size);
	memset(w->bytes, 'x', w->size);
	write_bytes(w, w->size);
	assert_int_equal(open_result(w->dir), STORE_DAMAGED);
	expect_untouched(w, w->size);
	write_bytes(w, 50);
	assert_int_equal(open_result(w->dir), STORE_DAMAGED);
	expect_untouched(w, 50);
}

static void a_cut_file_is_damaged(void **state) {
	struct world *w = *state;
	for (size_t size = 4096; size < w->size; size += 4096) {
		write_bytes(w, size);
		assert_int_equal(check_result(w->dir), STORE_DAMAGED);
	}
}

/* A file that says it is of version 0 gets a copy, then the first step fails on it. */
static void a_step_that_fails_leaves_a_copy_and_the_file(void **state) {
	struct world *w = *state;
	char path[300];
	struct stat copy;
	unsigned char version = w->bytes[USER_VERSION_AT + 3];
	w->bytes[USER_VERSION_AT + 3] = 0;
	write_bytes(w, w->size);
	assert_int_equal(open_result(w->dir), STORE_FAILED);
	assert_int_equal(open_result(w->dir), STORE_FAILED);
	snprintf(path, sizeof path, "%s.before-001", store_sample_file(w->dir));
	assert_int_equal(stat(path, &copy), 0);
	assert_int_equal(copy.st_mode & 0777, 0600);
	mem_free(w->bytes);
	w->bytes = read_bytes(path, &w->size);
	w->bytes[USER_VERSION_AT + 3] = version;
	write_bytes(w, w->size);
	assert_int_equal(check_result(w->dir), STORE_OK);
}

static size_t find(const struct world *w, size_t from, const void *what, size_t size) {
	for (size_t at = from; at + size <= w->size; at++)
		if (!memcmp(w->bytes + at, what, size))
			return at;
	return w->size;
}

/* Alters each place of the file where these bytes are; each must be noticed by a check. */
static void expect_noticed(struct world *w, const void *what, size_t size) {
	int places = 0;
	for (size_t at = 0; (at = find(w, at, what, size)) < w->size; at++, places++) {
		size_t last = at + size - 1;
		w->bytes[last] ^= 1;
		write_bytes(w, w->size);
		assert_int_equal(check_result(w->dir), STORE_DAMAGED);
		w->bytes[last] ^= 1;
	}
	assert_int_not_equal(places, 0);
	write_bytes(w, w->size);
	assert_int_equal(check_result(w->dir), STORE_OK);
}

static void expect_text_noticed(struct world *w, const char *text) {
	expect_noticed(w, text, strlen(text));
}

static void every_altered_text_is_noticed(void **state) {
	struct world *w = *state;
	const struct change *c = &w->changes[5];
	expect_text_noticed(w, c->number);
	expect_text_noticed(w, c->service);
	expect_text_noticed(w, c->by);
	expect_text_noticed(w, c->clerk.name);
	expect_text_noticed(w, c->clerk.title);
	expect_text_noticed(w, c->token);
	expect_text_noticed(w, c->priority);
	expect_text_noticed(w, c->procedure);
	expect_text_noticed(w, c->how);
	expect_text_noticed(w, "called");
	expect_text_noticed(w, "waiting");
	expect_text_noticed(w, "in_turn");
	expect_text_noticed(w, w->changes[1].number);
	expect_text_noticed(w, w->changes[1].by);
}

static void expect_number_noticed(struct world *w, int64_t number) {
	unsigned char bytes[6];
	for (int i = 0; i < 6; i++)
		bytes[i] = (unsigned char)(number >> 8 * (5 - i));
	expect_noticed(w, bytes, sizeof bytes);
}

static void every_altered_time_is_noticed(void **state) {
	struct world *w = *state;
	for (size_t i = 0; i < w->count; i++)
		expect_number_noticed(w, w->changes[i].at_ms);
	expect_number_noticed(w, w->changes[5].back_at_ms);
}

static void every_altered_hash_is_noticed(void **state) {
	struct world *w = *state;
	unsigned char hash[CHAIN_HASH_SIZE] = {0};
	for (size_t i = 0; i < w->count; i++) {
		chain_add(hash, &w->changes[i]);
		expect_noticed(w, hash, sizeof hash);
	}
}

static enum store_result load_result(const char *dir, struct store_day *day) {
	enum store_result result;
	struct store *store = store_open(dir, &result);
	if (store)
		result = store_load(store, day);
	store_close(store);
	return result;
}

static void a_start_notices_what_it_would_serve(void **state) {
	struct world *w = *state;
	struct store_day day = {0};
	size_t at = find(w, 0, "AAECAwQFBgcICQoLDA0ODw", 22);
	w->bytes[at] ^= 2;
	write_bytes(w, w->size);
	assert_int_equal(load_result(w->dir, &day), STORE_DAMAGED);
	assert_null(day.changes);
}

/* Of two changes with the same length, the values stand in the other order. */
static void swapped_rows_are_noticed(void **state) {
	struct world *w = *state;
	size_t one = find(w, 0, "B001ho-tich", 11), other = find(w, 0, "B002ho-tich", 11);
	assert_true(one < w->size && other < w->size);
	memcpy(w->bytes + one, "B002", 4);
	memcpy(w->bytes + other, "B001", 4);
	write_bytes(w, w->size);
	assert_int_equal(check_result(w->dir), STORE_DAMAGED);
}

static bool same_changes(const struct world *w, const struct store_day *day) {
	unsigned char served[CHAIN_HASH_SIZE] = {0}, written[CHAIN_HASH_SIZE] = {0};
	for (size_t i = 0; i < day->change_count; i++)
		chain_add(served, &day->changes[i]);
	for (size_t i = 3; i < w->count; i++)
		chain_add(written, &w->changes[i]);
	return day->change_count == w->count - 3 && !memcmp(served, written, sizeof served);
}

/* The date of each change and of each day, also in an index: it decides what a start serves. */
static void no_altered_date_hides_a_change(void **state) {
	struct world *w = *state;
	const unsigned char dates[2][4] = {{0x01, 0x35, 0x29, 0x06}, {0x01, 0x35, 0x29, 0x07}};
	int places = 0;
	for (int i = 0; i < 2; i++)
		for (size_t at = 0; (at = find(w, at, dates[i], 4)) < w->size; at++, places++) {
			struct store_day day = {0};
			w->bytes[at + 3] ^= 1;
			write_bytes(w, w->size);
			enum store_result result = load_result(w->dir, &day);
			assert_true(result != STORE_OK || same_changes(w, &day));
			store_day_clear(&day);
			assert_int_equal(check_result(w->dir), STORE_DAMAGED);
			w->bytes[at + 3] ^= 1;
		}
	assert_true(places >= 6);
}

/* Whatever bit is wrong: a start serves the right changes or none. */
static void no_flipped_bit_is_served(void **state) {
	struct world *w = *state;
	for (int i = 0; i < 1000; i++) {
		struct store_day day = {0};
		size_t at = ((size_t)rand() * 32768 + (size_t)rand()) % w->size;
		unsigned char bit = (unsigned char)(1 << rand() % 8);
		w->bytes[at] ^= bit;
		write_bytes(w, w->size);
		if (load_result(w->dir, &day) == STORE_OK && !same_changes(w, &day))
			fail_msg("bit %d of byte %zu was served", bit, at);
		store_day_clear(&day);
		w->bytes[at] ^= bit;
	}
}

static void an_altered_setup_is_noticed(void **state) {
	struct world *w = *state;
	char *text = NULL;
	int64_t version = 0;
	struct store *store = store_sample_open(w->dir);
	assert_int_equal(
		store_sample_put(store, "office", "{\"fee\":8000}", 1, SAMPLE_DAY), STORE_OK);
	store_close(store);
	mem_free(w->bytes);
	w->bytes = read_bytes(store_sample_file(w->dir), &w->size);
	expect_text_noticed(w, "{\"fee\":8");
	w->bytes[find(w, 0, "{\"fee\":8", 8) + 7] = '9';
	write_bytes(w, w->size);
	store = store_sample_open(w->dir);
	assert_int_equal(store_setup(store, "office", &text, &version), STORE_DAMAGED);
	assert_null(text);
	store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(one_process_has_it),
		TEST(a_newer_file_is_left_alone),
		TEST(a_foreign_file_is_left_alone),
		TEST(a_cut_file_is_damaged),
		TEST(a_step_that_fails_leaves_a_copy_and_the_file),
		TEST(every_altered_text_is_noticed),
		TEST(every_altered_time_is_noticed),
		TEST(every_altered_hash_is_noticed),
		TEST(a_start_notices_what_it_would_serve),
		TEST(swapped_rows_are_noticed),
		TEST(no_altered_date_hides_a_change),
		TEST(no_flipped_bit_is_served),
		TEST(an_altered_setup_is_noticed),
	};
	store_sample_seed();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
