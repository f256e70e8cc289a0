/*
 * store: a journal that cannot be moved into the store's file is told once, loses nothing, and is
 * moved when that works again.
 *
 * links: tests/unit/store_sample.c tests/unit/log_catch.c server/popular.c server/store*.c
 * common/device.c server/worker.c common/embed.c common/log.c common/mem.c common/proto.c
 * common/plain_file.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/log_catch.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <sqlite3.h>
#include <unistd.h>

enum { TEXT_SIZE = 26 << 20 }; /* more than lies between two checkpoints */

static bool failing;

/* The store's file takes nothing, its journal does. */
static ssize_t write_at(int fd, const void *bytes, size_t size, off_t at) {
	char link[64], path[256];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof path - 1);
	path[n > 0 ? n : 0] = '\0';
	size_t end = strlen(path);
	if (failing && end > 7 && !strcmp(path + end - 7, ".sqlite")) {
		errno = EIO;
		return -1;
	}
	return pwrite(fd, bytes, size, at);
}

static void put_text(struct store *store, char letter) {
	char *text = mem_alloc(TEXT_SIZE + 1, 1);
	memset(text, letter, TEXT_SIZE);
	assert_int_equal(store_sample_put(store, "office", text, 1, SAMPLE_DAY), STORE_OK);
	mem_free(text);
}

static void a_journal_that_grows_is_told_once(void **state) {
	(void)state;
	char *text = NULL, *dir = store_sample_dir();
	int64_t version;
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	struct store *store = store_sample_open(dir);
	assert_int_equal(
		vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)write_at), SQLITE_OK);
	failing = true;
	log_catch();
	put_text(store, 'a');
	put_text(store, 'b');
	assert_int_equal(log_caught("cannot be moved into"), 1);
	failing = false;
	log_catch();
	put_text(store, 'c');
	put_text(store, 'd');
	assert_int_equal(log_caught("was moved into"), 1);
	store_close(store);
	assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite64", NULL), SQLITE_OK);
	store = store_sample_open(dir);
	assert_int_equal(store_setup(store, "office", &text, &version), STORE_OK);
	assert_int_equal(text[TEXT_SIZE - 1], 'd');
	mem_free(text);
	store_close(store);
	store_sample_remove(dir);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_journal_that_grows_is_told_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
