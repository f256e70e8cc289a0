/*
 * The office's recordings: clips of the list alone, from regular files of a bounded size; what is
 * known is not read again; a pipe keeps nobody; who still waits at the end is answered.
 *
 * links: server/recordings.c server/worker.c common/call_words.c common/numeral.c common/words.c
 * links: common/proto.c common/embed.c common/text.c common/log.c common/mem.c embed_common
 */
#include "common/mem.h"
#include "server/recordings.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 10000 };

static char dir[64];
static struct recordings *recordings;

struct heard {
	int count;
	struct recording last;
	char text[64];
};

static void take(void *arg, const struct recording *r) {
	struct heard *h = arg;
	h->count++;
	h->last = *r;
	h->text[0] = '\0';
	if (r->data && r->size < sizeof h->text)
		snprintf(h->text, sizeof h->text, "%.*s", (int)r->size, r->data);
	h->last.data = NULL;
}

static char *path_of(const char *name) {
	return mem_printf("%s/vi/%s.wav", dir, name);
}

static void put(const char *name, const char *bytes, off_t size) {
	char *path = path_of(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
	assert_int_equal(ftruncate(fd, size), 0);
	close(fd);
	mem_free(path);
}

static struct heard get(const char *name, const char *known) {
	struct heard heard = {0};
	recordings_get(recordings, LANG_VI, name, known, take, &heard);
	while (heard.count == 0) {
		struct pollfd p = {.fd = recordings_fd(recordings), .events = POLLIN};
		assert_int_equal(poll(&p, 1, PATIENCE_MS), 1);
		recordings_drain(recordings);
	}
	assert_int_equal(heard.count, 1);
	return heard;
}

static int begin(void **state) {
	(void)state;
	strcpy(dir, "/tmp/test_recordings.XXXXXX");
	assert_non_null(mkdtemp(dir));
	char *vi = mem_printf("%s/vi", dir);
	mkdir(vi, 0700);
	mem_free(vi);
	recordings = recordings_open(dir);
	return recordings ? 0 : -1;
}

static int end(void **state) {
	(void)state;
	char *command = mem_printf("rm -r %s", dir);
	recordings_close(recordings);
	int failed = system(command); /* NOLINT(cert-env33-c): our own folder */
	mem_free(command);
	return failed;
}

static void given(void **state) {
	(void)state;
	put("so-0", "RIFF", 4);
	struct heard heard = get("so-0", "");
	assert_true(heard.last.found);
	assert_false(heard.last.same);
	assert_string_equal(heard.text, "RIFF");
	assert_int_equal(heard.last.tag[0], '"');
	struct heard again = get("so-0", heard.last.tag);
	assert_true(again.last.found);
	assert_true(again.last.same);
	assert_string_equal(again.text, "");
	put("so-0", "RIFFS", 5);
	struct heard other = get("so-0", heard.last.tag);
	assert_string_equal(other.text, "RIFFS");
	assert_string_not_equal(other.last.tag, heard.last.tag);
}

static void not_there(void **state) {
	(void)state;
	static const char *const names[] = {"so-1", "", ".", "..", "../vi/so-0", "so-0.wav", "SO-0",
		"so-0 ", "number-0", "/etc/passwd"};
	put("so-0", "RIFF", 4);
	put("xyz", "RIFF", 4);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_false(get(names[i], "").last.found);
	assert_false(get("xyz", "").last.found);
}

static void no_good_file(void **state) {
	(void)state;
	char *pipe = path_of("so-1"), *folder = path_of("so-2");
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(mkdir(folder, 0700), 0);
	put("so-3", "", 0);
	put("so-4", "RIFF", RECORDING_MAX + 1);
	put("so-5", "RIFF", RECORDING_MAX);
	static const char *const names[] = {"so-1", "so-2", "so-3", "so-4"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_false(get(names[i], "").last.found);
	assert_int_equal(get("so-5", "").last.size, RECORDING_MAX);
	mem_free(pipe);
	mem_free(folder);
}

static void all_are_answered(void **state) {
	(void)state;
	struct heard heard = {0};
	put("so-0", "RIFF", 4);
	for (int i = 0; i < 20; i++)
		recordings_get(recordings, LANG_VI, "so-0", "", take, &heard);
	recordings_close(recordings);
	recordings = NULL;
	assert_int_equal(heard.count, 20);
	assert_true(heard.last.found);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(given, begin, end),
		cmocka_unit_test_setup_teardown(not_there, begin, end),
		cmocka_unit_test_setup_teardown(no_good_file, begin, end),
		cmocka_unit_test_setup_teardown(all_are_answered, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
