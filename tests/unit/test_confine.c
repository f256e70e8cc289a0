/*
 * Whom Landlock lets where, tried by children: it cannot be taken back.
 *
 * links: server/confine.c
 */
#include "server/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { LACKING = 77 };

static const char *const folders[] = {"data", "data/below", "shown", "other"};
static char top[] = "/tmp/motcua-confine-XXXXXX";

static int make(const char *name) {
	int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	return fd < 0 ? -1 : close(fd);
}

static int look(const char *name) {
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	return fd < 0 ? -1 : close(fd);
}

static int make_all(void **state) {
	(void)state;
	if (!mkdtemp(top) || chdir(top) != 0)
		return -1;
	for (size_t i = 0; i < 4; i++)
		if (mkdir(folders[i], 0700) != 0)
			return -1;
	return make("shown/file") || make("other/file") || make("data/file");
}

static int remove_all(void **state) {
	(void)state;
	const char *const files[] = {"shown/file", "other/file", "data/below/file"};
	for (size_t i = 0; i < 3; i++)
		unlink(files[i]);
	for (size_t i = 4; i > 0; i--)
		rmdir(folders[i - 1]);
	return rmdir(top);
}

#define MUST(what)                                                          \
	do {                                                                \
		errno = 0;                                                  \
		if (!(what)) {                                              \
			fprintf(stderr, "not so: %s (%d)\n", #what, errno); \
			_exit(1);                                           \
		}                                                           \
	} while (0)
#define DENIED(what) MUST((what) < 0 && errno == EACCES)

static void try_inside(void) {
	MUST(make("data/new") == 0);
	MUST(look("data/new") == 0);
	MUST(rename("data/file", "data/below/file") == 0);
	MUST(unlink("data/new") == 0);
	MUST(look("shown/file") == 0);
	MUST(look("/proc/self/status") == 0);
}

static void try_outside(void) {
	DENIED(make("shown/new"));
	DENIED(make("shown/file"));
	DENIED(unlink("shown/file"));
	DENIED(look("other/file"));
	DENIED(look("other"));
	DENIED(make("other/new"));
	DENIED(mkdir("other/folder", 0700));
	DENIED(rename("other/file", "data/file"));
	DENIED(symlink("other/file", "data/link"));
	DENIED(execl("/bin/true", "true", NULL));
	DENIED(look("/proc/self/../1/status"));
}

static void child(void) {
	const struct confine_place places[] = {{"data", true}, {"shown", false},
		{"not/there", true}, {"/proc/self/status", false}};
	int open_before = open("other/file", O_RDONLY | O_CLOEXEC);
	char byte;
	enum confine_result result = confine(places, sizeof places / sizeof *places);
	if (result == CONFINE_LACKING)
		_exit(LACKING);
	MUST(result == CONFINE_DONE);
	try_inside();
	try_outside();
	MUST(read(open_before, &byte, 1) == 0);
	_exit(0);
}

static void test_nothing_but_its_places(void **state) {
	(void)state;
	int status;
	pid_t pid = fork();
	if (pid == 0)
		child();
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == LACKING)
		skip();
	assert_int_equal(status, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_but_its_places)};
	return cmocka_run_group_tests(tests, make_all, remove_all);
}
