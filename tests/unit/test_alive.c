/*
 * What systemd is told, heard through a socket of our own.
 *
 * links: common/alive.c common/systemd.c
 */
#include "common/alive.h"

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

static int ear;
static char path[64];

static int listen_up(void **state) {
	(void)state;
	struct sockaddr_un a = {.sun_family = AF_UNIX};
	char pid[16];
	snprintf(path, sizeof path, "/tmp/alive-%ld", (long)getpid());
	strcpy(a.sun_path, path);
	ear = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	snprintf(pid, sizeof pid, "%ld", (long)getpid());
	setenv("NOTIFY_SOCKET", path, 1);
	setenv("WATCHDOG_USEC", "30000000", 1);
	setenv("WATCHDOG_PID", pid, 1);
	return bind(ear, (struct sockaddr *)&a, sizeof a);
}

static int hang_up(void **state) {
	(void)state;
	close(ear);
	return unlink(path);
}

static void expect_heard(const char *text) {
	char heard[64] = "";
	ssize_t n = recv(ear, heard, sizeof heard - 1, 0);
	assert_string_equal(n < 0 ? "" : heard, text);
}

static void test_ready(void **state) {
	(void)state;
	alive_ready();
	expect_heard("READY=1");
	expect_heard("");
}

static void test_stopping(void **state) {
	(void)state;
	alive_stopping();
	expect_heard("STOPPING=1");
	expect_heard("");
}

static void test_a_loop_that_turns_is_heard_in_time(void **state) {
	(void)state;
	assert_int_equal(alive_tick(1000), 16000);
	expect_heard("WATCHDOG=1");
	assert_int_equal(alive_tick(15999), 16000);
	expect_heard("");
	assert_int_equal(alive_tick(16000), 31000);
	expect_heard("WATCHDOG=1");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ready),
		cmocka_unit_test(test_stopping),
		cmocka_unit_test(test_a_loop_that_turns_is_heard_in_time),
	};
	return cmocka_run_group_tests(tests, listen_up, hang_up);
}
