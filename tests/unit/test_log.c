/*
 * log: one message is one line, with the journal's mark when the journal reads.
 *
 * links: common/log.c
 */
#include "common/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static int pipe_fds[2], real_stderr;

static int catch_stderr(void **state) {
	(void)state;
	unsetenv("JOURNAL_STREAM");
	real_stderr = dup(STDERR_FILENO);
	return pipe(pipe_fds) < 0 || dup2(pipe_fds[1], STDERR_FILENO) < 0 ? -1 : 0;
}

static int give_stderr_back(void **state) {
	(void)state;
	dup2(real_stderr, STDERR_FILENO);
	close(real_stderr);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	return 0;
}

static const char *logged(void) {
	static char text[4 * LOG_LINE_MAX];
	ssize_t n = read(pipe_fds[0], text, sizeof text - 1);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

static void plain_lines(void **state) {
	(void)state;
	log_info("listening on %s", "http://127.0.0.1:8080");
	assert_string_equal(logged(), "listening on http://127.0.0.1:8080\n");
	log_warn("slow");
	assert_string_equal(logged(), "warning: slow\n");
	log_error("disk full");
	assert_string_equal(logged(), "error: disk full\n");
}

static void journal_marks(void **state) {
	(void)state;
	setenv("JOURNAL_STREAM", "8:1", 1);
	log_info("a");
	log_warn("b");
	log_error("c");
	assert_string_equal(logged(), "<6>a\n<4>b\n<3>c\n");
}

static void a_line_cannot_be_forged(void **state) {
	(void)state;
	log_info("user %s", "x\n<3>root\r\t\x1b[2J\x7f\xc2\x9b");
	assert_string_equal(logged(), "user x\\x0a<3>root\\x0d\\x09\\x1b[2J\\x7f\\xc2\\x9b\n");
	log_info("%s", "Bộ phận một cửa");
	assert_string_equal(logged(), "Bộ phận một cửa\n");
}

static void a_long_message_is_cut(void **state) {
	(void)state;
	for (int fill = 0; fill < 2; fill++) {
		char text[3 * LOG_LINE_MAX];
		memset(text, fill ? '\n' : 'a', sizeof text - 1);
		text[sizeof text - 1] = '\0';
		log_info("%s", text);
		const char *line = logged();
		assert_true(strlen(line) <= LOG_LINE_MAX);
		assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(plain_lines, catch_stderr, give_stderr_back),
		cmocka_unit_test_setup_teardown(journal_marks, catch_stderr, give_stderr_back),
		cmocka_unit_test_setup_teardown(
			a_line_cannot_be_forged, catch_stderr, give_stderr_back),
		cmocka_unit_test_setup_teardown(
			a_long_message_is_cut, catch_stderr, give_stderr_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
