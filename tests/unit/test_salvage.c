/*
 * salvage: how far the numbers of a day went is found in the bytes of a store whose pages cannot be
 * read any more; a number of a kiosk's block is none of the series.
 *
 * links: tests/unit/store_sample.c server/salvage.c server/setup.c server/popular.c server/store*.c
 * common/device.c server/worker.c common/embed.c common/log.c common/mem.c common/proto.c
 * common/plain_file.c common/text.c embed_server
 */
#include "common/mem.h"
#include "server/salvage.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT = 6, PAGE = 4096 };

static const struct setup setup = {
	.number_digits = 3,
	.number_start = 1,
	.number_max = 999,
	.kiosk_lease_numbers = 50,
	.service_count = 2,
	.services = {{.id = "chung-thuc", .prefix = "A"}, {.id = "ho-tich", .prefix = "B"}},
};

static void fill(const char *dir) {
	struct change changes[COUNT] = {
		store_sample_opened(1, SAMPLE_DAY),
		store_sample_issued(2, SAMPLE_DAY, "ho-tich", "B001"),
		store_sample_issued(3, SAMPLE_DAY, "ho-tich", "B002"),
		store_sample_issued(4, SAMPLE_DAY, "chung-thuc", "A001"),
		store_sample_issued(5, SAMPLE_DAY, "ho-tich", "B003"),
		store_sample_issued(6, SAMPLE_DAY, "ho-tich", "B960"),
	};
	changes[5].lease = 1;
	struct store *store = store_sample_open(dir);
	assert_true(store_start(store));
	assert_int_equal(store_sample_commit(store, changes, COUNT), STORE_OK);
	store_close(store);
}

/* What SQLite knows of each page is gone; `less`: and each series' last number. */
static void wreck(const char *dir, bool less) {
	static const unsigned char nothing[8];
	FILE *f = fopen(store_sample_file(dir), "r+");
	assert_non_null(f);
	fseek(f, 0, SEEK_END);
	long size = ftell(f);
	char *bytes = mem_alloc((size_t)size, 1), *at = bytes;
	rewind(f);
	assert_int_equal(fread(bytes, 1, (size_t)size, f), size);
	for (long page = 0; page < size; page += PAGE)
		memcpy(bytes + page, nothing, sizeof nothing);
	while (less && (at = memmem(at, (size_t)(bytes + size - at), "\6ho-tich", 8)))
		*at++ = 0;
	rewind(f);
	assert_int_equal(fwrite(bytes, 1, (size_t)size, f), size);
	assert_int_equal(fclose(f), 0);
	mem_free(bytes);
}

static int64_t last_of(const struct store_numbers *n, const char *service) {
	for (size_t i = 0; i < n->series_count; i++)
		if (!strcmp(n->series[i].service, service))
			return n->series[i].last;
	return 0;
}

static void expect(const char *dir, struct store_numbers n) {
	salvage_numbers(dir, &setup, SAMPLE_DAY, &n);
	assert_int_equal(n.day, SAMPLE_DAY);
	assert_int_equal(last_of(&n, "ho-tich"), 3);
	assert_int_equal(last_of(&n, "chung-thuc"), 1);
	assert_int_equal(n.block_count, 1);
	assert_int_equal(n.blocks[0].first, 950);
	assert_int_equal(n.blocks[0].last, 999);
}

static void what_was_given_out_is_found(void **state) {
	(void)state;
	char *dir = store_sample_dir();
	enum store_result why;
	fill(dir);
	wreck(dir, false);
	assert_null(store_open(dir, &why));
	expect(dir, (struct store_numbers){0});
	expect(dir, (struct store_numbers){
			    .day = 20200101, .series_count = 1, .series = {{"ho-tich", 900}}});
	expect(dir, (struct store_numbers){
			    .day = SAMPLE_DAY, .series_count = 1, .series = {{"ho-tich", 2}}});
	wreck(dir, true);
	expect(dir, (struct store_numbers){0});
	store_sample_remove(dir);
}

static void another_day_and_no_file_have_none(void **state) {
	(void)state;
	struct store_numbers n = {0};
	char *dir = store_sample_dir();
	salvage_numbers(dir, &setup, SAMPLE_DAY, &n);
	fill(dir);
	salvage_numbers(dir, &setup, SAMPLE_DAY + 1, &n);
	assert_int_equal(n.series_count + n.block_count, 0);
	store_sample_remove(dir);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_given_out_is_found),
		cmocka_unit_test(another_day_and_no_file_have_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
