/*
 * What a kiosk must still tell: kept over an end, dropped once told, damage passed over.
 * links: kiosk/outbox.c common/log.c common/mem.c
 */
#include "kiosk/outbox.h"

#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char directory[64];
static struct outbox box;
static struct outbox_entry entries[OUTBOX_MAX];

static int make(void **state) {
	(void)state;
	strcpy(directory, "/tmp/motcua-outbox-XXXXXX");
	assert_non_null(mkdtemp(directory));
	strcat(directory, "/state");
	outbox_open(&box, directory);
	return 0;
}

static int end(void **state) {
	(void)state;
	*strrchr(directory, '/') = '\0';
	char *remove = mem_printf("rm -r %s", directory);
	assert_int_equal(system(remove), 0);
	mem_free(remove);
	return 0;
}

static void write_file(const char *name, const char *text) {
	char *path = mem_printf("%s/%s", directory, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	mem_free(path);
}

static void test_kept_over_an_end(void **state) {
	(void)state;
	assert_int_equal(outbox_read(&box, entries), 0);
	outbox_keep(&box, 12, "paper");
	outbox_keep(&box, 9007199254740993, "screen");
	outbox_open(&box, directory);
	assert_int_equal(outbox_read(&box, entries), 2);
	int small = entries[0].ticket == 12 ? 0 : 1;
	assert_int_equal(entries[small].ticket, 12);
	assert_string_equal(entries[small].how, "paper");
	assert_true(entries[1 - small].ticket == 9007199254740993);
	assert_string_equal(entries[1 - small].how, "screen");
}

static void test_dropped(void **state) {
	(void)state;
	outbox_keep(&box, 12, "paper");
	outbox_keep(&box, 13, "paper");
	outbox_drop(&box, 12);
	outbox_drop(&box, 99);
	assert_int_equal(outbox_read(&box, entries), 1);
	assert_int_equal(entries[0].ticket, 13);
}

static void test_damage(void **state) {
	(void)state;
	write_file("printed-1", "");
	write_file("printed-2", "something else that is long");
	write_file("printed-x", "paper");
	write_file("office.json", "{}");
	write_file(".part", "paper");
	assert_int_equal(outbox_read(&box, entries), 0);
	outbox_keep(&box, 1, "screen");
	assert_int_equal(outbox_read(&box, entries), 1);
}

static void test_more_than_fits(void **state) {
	(void)state;
	for (int i = 1; i <= OUTBOX_MAX + 3; i++) {
		outbox_keep(&box, i, "paper");
	}
	assert_int_equal(outbox_read(&box, entries), OUTBOX_MAX);
	for (int i = 0; i < OUTBOX_MAX; i++) {
		outbox_drop(&box, entries[i].ticket);
	}
	assert_int_equal(outbox_read(&box, entries), 3);
}

static void test_without_directory(void **state) {
	(void)state;
	const char *none[] = {NULL, "", "/proc/nowhere"};
	for (size_t i = 0; i < 3; i++) {
		outbox_open(&box, none[i]);
		outbox_keep(&box, 12, "paper");
		outbox_drop(&box, 12);
		assert_int_equal(outbox_read(&box, entries), 0);
	}
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, make, end)
	const struct CMUnitTest tests[] = {TEST(test_kept_over_an_end), TEST(test_dropped),
		TEST(test_damage), TEST(test_more_than_fits), TEST(test_without_directory)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
