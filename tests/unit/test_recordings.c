/*
 * The office's recordings: clips of the list alone, from regular files of a bounded size; what is
 * known is not read again; a pipe keeps nobody; who still waits at the end is answered. What is
 * replaced or removed can be put back, for a while, where nothing else has come since.
 *
 * links: server/recordings.c server/recordings_files.c server/recordings_kept.c server/wave_head.c
 * common/plain_file.c server/worker.c common/call_words.c common/numeral.c common/words.c links:
 * common/proto.c common/embed.c common/text.c common/log.c common/mem.c embed_common
 */
#include "common/mem.h"
#include "server/recordings_files.h"

#include <dirent.h>
#include <errno.h>
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

struct put_done {
	int count, error;
	struct recording_facts was, is;
};

static void put_done(
	void *arg, int error, const struct recording_facts *was, const struct recording_facts *is) {
	struct put_done *d = arg;
	*d = (struct put_done){d->count + 1, error, *was, *is};
}

static struct put_done change(const char *name, struct recording_change c) {
	struct put_done d = {0};
	c.name = name;
	recordings_put(recordings, &c, put_done, &d);
	while (d.count == 0) {
		struct pollfd p = {.fd = recordings_fd(recordings), .events = POLLIN};
		assert_int_equal(poll(&p, 1, PATIENCE_MS), 1);
		recordings_drain(recordings);
	}
	return d;
}

static struct put_done write_clip(const char *name, const char *text) {
	return change(name, (struct recording_change){.bytes = text, .size = strlen(text)});
}

static struct put_done put_back(
	const char *name, const struct recording_facts *to, const struct recording_facts *from) {
	return change(name, (struct recording_change){
				    .kept = to->size ? to->hash : NULL, .expected = from->hash});
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

static void what_was_is_put_back(void **state) {
	(void)state;
	struct put_done first = write_clip("so-0", "one"), second = write_clip("so-0", "two");
	assert_int_equal(first.error, 0);
	assert_int_equal(first.was.size, 0);
	assert_string_equal(first.was.hash, "");
	assert_string_equal(second.was.hash, first.is.hash);
	assert_string_not_equal(second.is.hash, first.is.hash);
	assert_int_equal(put_back("so-0", &second.was, &second.is).error, 0);
	assert_string_equal(get("so-0", "").text, "one");
	struct put_done gone = change("so-0", (struct recording_change){0});
	assert_int_equal(gone.error, 0);
	assert_int_equal(gone.is.size, 0);
	assert_false(get("so-0", "").last.found);
	assert_int_equal(change("so-0", (struct recording_change){0}).error, ENOENT);
	assert_int_equal(put_back("so-0", &gone.was, &gone.is).error, 0);
	assert_string_equal(get("so-0", "").text, "one");
	struct put_done anew = put_back("so-0", &first.was, &first.is);
	assert_int_equal(anew.error, 0);
	assert_false(get("so-0", "").last.found);
}

static void only_what_was_expected(void **state) {
	(void)state;
	struct put_done first = write_clip("so-0", "one"), second = write_clip("so-0", "two");
	put("so-0", "by hand", 7);
	struct put_done not_this = put_back("so-0", &second.was, &second.is);
	assert_int_equal(not_this.error, EBUSY);
	assert_string_equal(get("so-0", "").text, "by hand");
	struct put_done never_there = change("so-0",
		(struct recording_change){.kept = second.is.hash, .expected = not_this.was.hash});
	assert_int_equal(never_there.error, ENOENT);
	assert_string_equal(get("so-0", "").text, "by hand");
	assert_int_equal(put_back("so-0", &first.is, &not_this.was).error, 0);
	assert_string_equal(get("so-0", "").text, "one");
}

static void known_without_asking(void **state) {
	(void)state;
	assert_null(recordings_known(recordings, LANG_VI, "other"));
	struct put_done done = write_clip("so-0", "one");
	assert_string_equal(recordings_known(recordings, LANG_VI, "so-0")->hash, done.is.hash);
	assert_int_equal(recordings_known(recordings, LANG_VI, "so-1")->size, 0);
	recordings_close(recordings);
	recordings = recordings_open(dir);
	assert_null(recordings_known(recordings, LANG_VI, "so-0"));
	get("so-1", "");
	assert_string_equal(recordings_known(recordings, LANG_VI, "so-0")->hash, done.is.hash);
}

static size_t kept(void) {
	char *path = mem_printf("%s/.kept", dir);
	DIR *folder = opendir(path);
	size_t count = 0;
	assert_non_null(folder);
	for (const struct dirent *entry; (entry = readdir(folder));)
		count += entry->d_name[0] != '.';
	closedir(folder);
	mem_free(path);
	return count;
}

static void the_oldest_are_forgotten(void **state) {
	(void)state;
	char text[24];
	struct put_done first = write_clip("so-0", "one");
	struct put_done last = first;
	for (int i = 0; i < RECORDINGS_KEPT + 5; i++) {
		snprintf(text, sizeof text, "number %d", i);
		last = write_clip("so-0", text);
	}
	assert_int_equal(kept(), RECORDINGS_KEPT);
	assert_int_equal(put_back("so-0", &first.is, &last.is).error, ENOENT);
	assert_int_equal(put_back("so-0", &last.was, &last.is).error, 0);
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
		cmocka_unit_test_setup_teardown(what_was_is_put_back, begin, end),
		cmocka_unit_test_setup_teardown(only_what_was_expected, begin, end),
		cmocka_unit_test_setup_teardown(known_without_asking, begin, end),
		cmocka_unit_test_setup_teardown(the_oldest_are_forgotten, begin, end),
		cmocka_unit_test_setup_teardown(all_are_answered, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
