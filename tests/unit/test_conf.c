/*
 * conf: the command line, the file and their order; what is wrong is said in one line.
 *
 * links: common/conf.c common/mem.c common/version.c
 */
#include "common/conf.h"
#include "common/version.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { ARGS_MAX = 40, OUTPUT_SIZE = 4096 };

static struct options {
	bool mute;
	int counter;
	const char *server;
	struct conf_list listen;
} options;

static const struct conf_option table[] = {
	{"mute", CONF_FLAG, &options.mute, NULL, "no sound", 0, 0},
	{"counter", CONF_INT, &options.counter, "N", "the counter's number", 1, 99},
	{"server", CONF_TEXT, &options.server, "URL", "where the server is", 0, 0},
	{"listen", CONF_TEXTS, &options.listen, "ADDR:PORT", "where to listen", 0, 0},
	{.name = NULL},
};

static const struct options defaults = {
	.counter = 7, .server = "default", .listen = {.count = 1, .items = {"default"}}};
static char output[OUTPUT_SIZE];

/* Runs with a stream of the process going to a file, whose text is then in `output`. */
static enum conf_result read_captured(int stream, int argc, char **argv, int *rest) {
	FILE *file = tmpfile();
	assert_non_null(file);
	fflush(NULL);
	int saved = dup(stream);
	dup2(fileno(file), stream);
	enum conf_result result = conf_read(table, "motcua-x [COMMAND]", argc, argv, rest);
	fflush(NULL);
	dup2(saved, stream);
	close(saved);
	rewind(file);
	output[fread(output, 1, sizeof output - 1, file)] = '\0';
	fclose(file);
	return result;
}

/* Reads a command line whose words are parted by blanks, onto the defaults. */
static enum conf_result read_line(int stream, const char *line, int *rest) {
	static char words[OUTPUT_SIZE]; /* the targets point into it */
	static char program[] = "motcua-x";
	char *argv[ARGS_MAX] = {program};
	int argc = 1;
	snprintf(words, sizeof words, "%s", line);
	char *left = words;
	for (char *word; (word = strtok_r(left, " ", &left));)
		argv[argc++] = word;
	options = defaults;
	return read_captured(stream, argc, argv, rest);
}

static void expect_ok(const char *line, int wanted_rest) {
	int rest = -1;
	assert_int_equal(read_line(STDERR_FILENO, line, &rest), CONF_OK);
	assert_string_equal(output, "");
	assert_int_equal(rest, wanted_rest);
}

static void expect_wrong(const char *line, const char *message) {
	int rest = -1;
	assert_int_equal(read_line(STDERR_FILENO, line, &rest), CONF_USAGE);
	assert_string_equal(output, message);
	assert_int_equal(rest, -1);
}

static void test_nothing_given(void **state) {
	(void)state;
	expect_ok("", 1);
	assert_memory_equal(&options, &defaults, sizeof options);
}

static void test_command_line(void **state) {
	(void)state;
	expect_ok("--mute --counter 3 --server=http://x:1/?a=b --listen a:1 --listen=b:2", 8);
	assert_true(options.mute);
	assert_int_equal(options.counter, 3);
	assert_string_equal(options.server, "http://x:1/?a=b");
	assert_int_equal(options.listen.count, 2);
	assert_string_equal(options.listen.items[0], "a:1");
	assert_string_equal(options.listen.items[1], "b:2");
	expect_ok("--server=", 2);
	assert_string_equal(options.server, "");
	expect_ok("--counter 3 --counter 4", 5);
	assert_int_equal(options.counter, 4);
}

static void test_options_end(void **state) {
	(void)state;
	expect_ok("user add --mute", 1);
	assert_false(options.mute);
	expect_ok("--mute import a b", 2);
	expect_ok("--mute -- --counter", 3);
	expect_ok("- --mute", 1);
}

static void test_wrong_command_lines(void **state) {
	(void)state;
	expect_wrong("--volume 3", "--volume: there is no such option; see --help\n");
	expect_wrong("--count 3", "--count: there is no such option; see --help\n");
	expect_wrong("--mute=yes", "--mute takes no value\n");
	expect_wrong("--server", "--server wants a value: URL\n");
	expect_wrong("--config", "--config wants a value: FILE\n");
	static const char *const numbers[] = {
		"0", "100", "-1", "3x", "x", "", "99999999999999999999"};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		char line[64], message[128];
		snprintf(line, sizeof line, "--counter=%s", numbers[i]);
		snprintf(message, sizeof message,
			"counter: '%s' is not a whole number from 1 to 99\n", numbers[i]);
		expect_wrong(line, message);
		assert_int_equal(options.counter, 7);
	}
}

static void test_too_many(void **state) {
	(void)state;
	char line[OUTPUT_SIZE] = "";
	for (int i = 0; i < CONF_LIST_MAX; i++)
		strcat(line, "--listen=x ");
	expect_ok(line, 1 + CONF_LIST_MAX);
	strcat(line, "--listen=x");
	expect_wrong(line, "listen: given more than 16 times\n");
}

static void test_help(void **state) {
	(void)state;
	int rest = -1;
	assert_int_equal(read_line(STDOUT_FILENO, "--help", &rest), CONF_HELP);
	assert_non_null(strstr(output, "usage: motcua-x [COMMAND]\n"));
	assert_non_null(strstr(output, "\n  --config FILE "));
	for (const struct conf_option *o = table; o->name; o++) {
		char start[64];
		snprintf(start, sizeof start, "\n  --%s%s%s ", o->name, o->value ? " " : "",
			o->value ? o->value : "");
		assert_non_null(strstr(output, start));
		assert_non_null(strstr(output, o->help));
	}
	assert_int_equal(
		read_line(STDOUT_FILENO, "--counter 3 --config /nowhere --help", &rest), CONF_HELP);
	assert_int_equal(options.counter, 7);
}

static char file_path[] = "/tmp/motcua-conf-XXXXXX";

static void write_file(const char *text) {
	FILE *file = fopen(file_path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* A command line that names the file between other options. */
static const char *with_file(const char *before, const char *after) {
	static char line[256];
	snprintf(line, sizeof line, "%s--config %s%s", before, file_path, after);
	return line;
}

static void test_version(void **state) {
	(void)state;
	int rest;
	char expected[64];
	snprintf(expected, sizeof expected, "motcua %s\n", version_text());
	assert_int_equal(read_line(STDOUT_FILENO, "--version", &rest), CONF_VERSION);
	assert_string_equal(output, expected);
	assert_int_equal(strncmp(version_text(), VERSION_RELEASE, strlen(VERSION_RELEASE)), 0);
	assert_true(strlen(version_text()) < VERSION_SIZE);
}

static void test_file(void **state) {
	(void)state;
	write_file("# of the hall\ncounter = 5\nserver=http://đ:1\nmute = yes\n\n"
		   "listen = a:1\nlisten = b:2\n");
	expect_ok(with_file("", ""), 3);
	assert_int_equal(options.counter, 5);
	assert_true(options.mute);
	assert_string_equal(options.server, "http://đ:1");
	assert_int_equal(options.listen.count, 2);
	assert_string_equal(options.listen.items[1], "b:2");
	write_file("mute = off\n");
	expect_ok(with_file("--mute ", ""), 4);
	assert_true(options.mute);
	write_file("");
	expect_ok(with_file("", ""), 3);
	assert_memory_equal(&options, &defaults, sizeof options);
}

static void test_command_line_wins(void **state) {
	(void)state;
	write_file("counter = 5\nserver = file\nlisten = a:1\nlisten = b:2\n");
	expect_ok(with_file("--counter 6 ", " --listen c:3"), 7);
	assert_int_equal(options.counter, 6);
	assert_string_equal(options.server, "file");
	assert_int_equal(options.listen.count, 1);
	assert_string_equal(options.listen.items[0], "c:3");
}

static void expect_wrong_file(const char *text, const char *why) {
	char message[512];
	write_file(text);
	snprintf(message, sizeof message, "%s:%s\n", file_path, why);
	expect_wrong(with_file("", ""), message);
}

static void test_wrong_files(void **state) {
	(void)state;
	expect_wrong_file("\nvolume = 3\n", "2: volume: there is no such option");
	expect_wrong_file(
		"counter = 0\nvolume = 3\n", "1: counter: '0' is not a whole number from 1 to 99");
	expect_wrong_file("mute = perhaps\n", "1: mute: 'perhaps' is neither yes nor no");
	expect_wrong_file("[hall]\ncounter = 3\n", "2: [hall]: there are no sections here");
	expect_wrong_file("counter\n", "1: not NAME = VALUE");
	expect_wrong("--config /nowhere/at/all",
		"/nowhere/at/all: cannot be read: No such file or directory\n");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_given),
		cmocka_unit_test(test_command_line),
		cmocka_unit_test(test_options_end),
		cmocka_unit_test(test_wrong_command_lines),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_help),
		cmocka_unit_test(test_version),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_command_line_wins),
		cmocka_unit_test(test_wrong_files),
	};
	int fd = mkstemp(file_path);
	if (fd < 0)
		return 1;
	close(fd);
	int failed = cmocka_run_group_tests_name("conf", tests, NULL, NULL);
	unlink(file_path);
	return failed;
}
