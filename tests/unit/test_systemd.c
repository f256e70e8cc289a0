/*
 * What systemd hands over and is told, as its manual has it.
 *
 * links: common/systemd.c
 */
#include "common/systemd.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const names[] = {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_PID",
	"LISTEN_FDS", "LISTEN_FDNAMES"};

static int forget(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
	return 0;
}

/* Sets a name to the number of a process. */
static void name_process(const char *name, long pid) {
	char text[24];
	snprintf(text, sizeof text, "%ld", pid);
	setenv(name, text, 1);
}

static struct sockaddr_un address_of(const char *path) {
	struct sockaddr_un a = {.sun_family = AF_UNIX};
	memcpy(a.sun_path, path, strlen(path));
	if (*path == '@')
		a.sun_path[0] = '\0';
	return a;
}

/* What is heard on a socket whose path, as the environment has it, is that. */
static void expect_heard(const char *path) {
	struct sockaddr_un a = address_of(path);
	socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
	char heard[16] = "";
	int ear = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(ear, (struct sockaddr *)&a, size), 0);
	setenv("NOTIFY_SOCKET", path, 1);
	systemd_tell("READY=1");
	assert_int_equal(recv(ear, heard, sizeof heard - 1, 0), 7);
	assert_string_equal(heard, "READY=1");
	close(ear);
}

static void test_a_socket_with_a_file(void **state) {
	(void)state;
	char path[48];
	snprintf(path, sizeof path, "/tmp/systemd-%ld", (long)getpid());
	expect_heard(path);
	assert_int_equal(unlink(path), 0);
}

static void test_a_socket_without_a_file(void **state) {
	(void)state;
	char path[48];
	snprintf(path, sizeof path, "@motcua/systemd-%ld", (long)getpid());
	expect_heard(path);
}

static void test_who_is_not_there_is_not_told(void **state) {
	(void)state;
	char far[200];
	memset(far, 'a', sizeof far - 1);
	far[0] = '/';
	far[sizeof far - 1] = '\0';
	const char *const paths[] = {"", "/", "@", "relative", "/nobody/listens", "vsock:2:1", far};
	systemd_tell("READY=1");
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		setenv("NOTIFY_SOCKET", paths[i], 1);
		systemd_tell("READY=1");
	}
}

static void expect_patience(const char *text, int64_t us) {
	setenv("WATCHDOG_USEC", text, 1);
	assert_int_equal(systemd_patience_us(), us);
}

static void test_patience(void **state) {
	(void)state;
	assert_int_equal(systemd_patience_us(), 0);
	expect_patience("20000000", 20000000);
	for (const char *const *bad = (const char *const[]){"", "0", "-1", " 1", "1s", "x",
		     "18446744073709551615", NULL};
		*bad; bad++)
		expect_patience(*bad, 0);
	name_process("WATCHDOG_PID", getpid());
	expect_patience("5000", 5000);
	name_process("WATCHDOG_PID", getppid());
	expect_patience("5000", 0);
}

static void expect_sockets(long pid, const char *count, int n) {
	name_process("LISTEN_PID", pid);
	setenv("LISTEN_FDS", count, 1);
	assert_int_equal(systemd_sockets(), n);
	assert_null(getenv("LISTEN_FDS"));
	assert_int_equal(systemd_sockets(), 0);
}

static void test_sockets(void **state) {
	(void)state;
	enum { LAST = SYSTEMD_SOCKETS_FROM + 1 };
	for (int fd = SYSTEMD_SOCKETS_FROM; fd <= LAST; fd++)
		assert_int_equal(dup2(STDERR_FILENO, fd), fd);
	assert_int_equal(systemd_sockets(), 0);
	expect_sockets(getpid(), "2", 2);
	assert_int_equal(fcntl(LAST, F_GETFD), FD_CLOEXEC);
	expect_sockets(getppid(), "2", 0);
	expect_sockets(getpid(), "2x", 0);
	expect_sockets(getpid(), "2147483647", 0);
	close(LAST);
	expect_sockets(getpid(), "2", 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_a_socket_with_a_file, forget),
		cmocka_unit_test_setup(test_a_socket_without_a_file, forget),
		cmocka_unit_test_setup(test_who_is_not_there_is_not_told, forget),
		cmocka_unit_test_setup(test_patience, forget),
		cmocka_unit_test_setup(test_sockets, forget),
	};
	return cmocka_run_group_tests(tests, NULL, forget);
}
