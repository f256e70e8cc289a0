/*
 * commands: what they print, what they leave in the store, and their exit statuses.
 *
 * links: tests/unit/store_sample.c server/commands.c server/command_line.c server/command_user.c
 * server/command_device.c server/command_check.c server/command_import.c server/import_file.c
 * server/accounts_json.c server/difference_json.c server/password.c server/secret.c server/setup*.c
 * server/catalog.c server/catalog_exact.c server/catalog_find.c server/catalog_index.c
 * server/catalog_json.c server/catalog_row_json.c server/catalog_dates_json.c server/catalog_rows.c
 * server/catalog_lexicon.c server/catalog_meanings.c server/catalog_phrases.c
 * server/catalog_query.c server/catalog_score.c server/catalog_search.c server/catalog_spell.c
 * server/catalog_typing.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/clock.c common/conf.c common/embed.c common/log.c common/slip_code.c common/mem.c
 * common/proto.c common/text.c embed_server server/command_why.c server/why.c server/queue.c
 * server/queue_apply.c server/queue_lease.c server/queue_help.c server/queue_decide.c
 * server/queue_moves.c server/queue_ticket.c server/queue_order.c server/heap.c server/lookup.c
 * common/words.c embed_common server/office*.c server/visit*.c server/bytes.c server/shelf.c
 * server/outlook.c server/outlook_view.c server/outlook_json.c server/booked.c server/calendar.c
 * server/keys.c server/estimate.c server/forecast.c server/line.c server/phantom.c
 * server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c common/board.c
 * server/timekeeper.c server/command_drive.c server/drive.c server/drive_json.c
 * server/drive_office_json.c common/json_read.c server/command_simulate.c server/simulate.c
 * server/simulate_json.c server/simulate_report.c server/play.c server/workload.c
 * server/workload_counters.c server/workload_json.c server/workload_past.c server/wait_score.c
 * server/queue_offer.c common/version.c server/command_report.c server/report*.c server/figures.c
 * server/sum.c server/csv.c server/rating.c common/proto_json*.c server/command_backup.c
 * server/command_restore.c server/backup_proof.c server/restore*.c server/salvage.c
 * server/templates.c common/plain_file.c common/day.c
 */
#include "server/commands.h"

#include "common/mem.h"
#include "server/password.h"
#include "server/secret.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_SIZE = 4096, WORDS_MAX = 16 };

/* A directory for files with a directory `data` in it for the store, and what a command said. */
struct world {
	char *dir;
	char data[300], file[300], in_path[300], out_path[300], err_path[300];
	char out[TEXT_SIZE], err[TEXT_SIZE];
};

static struct world world;

static int make(void **state) {
	world = (struct world){.dir = store_sample_dir()};
	snprintf(world.data, sizeof world.data, "%s/data", world.dir);
	snprintf(world.file, sizeof world.file, "%s/bad.json", world.dir);
	snprintf(world.in_path, sizeof world.in_path, "%s/in", world.dir);
	snprintf(world.out_path, sizeof world.out_path, "%s/out", world.dir);
	snprintf(world.err_path, sizeof world.err_path, "%s/err", world.dir);
	*state = &world;
	return 0;
}

static int end(void **state) {
	struct stat data;
	struct world *w = *state;
	if (!stat(w->data, &data))
		store_sample_remove(mem_strdup(w->data));
	store_sample_remove(w->dir);
	return 0;
}

static void write_file(const char *path, const char *text, size_t size) {
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

static void read_file(const char *path, char text[static TEXT_SIZE]) {
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	size_t size = fread(text, 1, TEXT_SIZE - 1, f);
	text[size] = '\0';
	fclose(f);
}

static void redirect(int fd, const char *path, int flags) {
	int to = open(path, flags, 0600);
	if (to < 0 || dup2(to, fd) < 0)
		_exit(99);
	close(to);
}

/* Runs the words of a command line with a text on stdin, as a process of its own. */
static int run(struct world *w, const char *input, ...) {
	char *argv[WORDS_MAX + 1] = {0};
	int argc = 0, status;
	va_list words;
	va_start(words, input);
	while (argc < WORDS_MAX && (argv[argc] = va_arg(words, char *)))
		argc++;
	va_end(words);
	write_file(w->in_path, input, strlen(input));
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		redirect(0, w->in_path, O_RDONLY);
		redirect(1, w->out_path, O_WRONLY | O_CREAT | O_TRUNC);
		redirect(2, w->err_path, O_WRONLY | O_CREAT | O_TRUNC);
		exit(commands_run(w->data, argc, argv));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	read_file(w->out_path, w->out);
	read_file(w->err_path, w->err);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_user_is_added_with_a_password_from_stdin(void **state) {
	struct world *w = *state;
	struct store_user *users;
	size_t count;
	assert_int_equal(run(w, "mật khẩu 1\nrest\n", "user", "add", "an", "--role", "clerk",
				 "--password-stdin", "--name", "Nguyễn Văn An", "--title",
				 "Công chức Tư pháp – Hộ tịch", NULL),
		COMMANDS_DONE);
	assert_string_equal(w->out, "");
	assert_int_equal(run(w, "another password", "user", "add", "--password-stdin",
				 "--role=admin", "Binh.2", NULL),
		COMMANDS_DONE);
	assert_int_equal(run(w, "", "user", "list", NULL), COMMANDS_DONE);
	assert_string_equal(w->out,
		"Binh.2\tadmin\t\t\nan\tclerk\tNguyễn Văn An\tCông chức Tư pháp – Hộ tịch\n");
	struct store *store = store_sample_open(w->data);
	assert_int_equal(store_users(store, &users, &count), STORE_OK);
	assert_true(password_verify("mật khẩu 1", users[1].password));
	assert_true(password_verify("another password", users[0].password));
	mem_free(users);
	store_close(store);
}

static void a_user_that_cannot_be_is_refused(void **state) {
	struct world *w = *state;
	const char *in = "long enough\n";
	assert_int_equal(run(w, in, "user", "add", "an", "--password-stdin", NULL), COMMANDS_USAGE);
	assert_non_null(strstr(w->err, "--role"));
	assert_int_equal(
		run(w, in, "user", "add", "an", "--role", "king", "--password-stdin", NULL),
		COMMANDS_USAGE);
	assert_int_equal(run(w, in, "user", "add", "an", "--role", "clerk", NULL), COMMANDS_USAGE);
	assert_non_null(strstr(w->err, "--password-stdin"));
	assert_int_equal(run(w, in, "user", "add", "--role", "clerk", "--password-stdin", NULL),
		COMMANDS_USAGE);
	assert_int_equal(
		run(w, in, "user", "add", "an binh", "--role", "clerk", "--password-stdin", NULL),
		COMMANDS_USAGE);
	assert_int_equal(
		run(w, in, "user", "add", "ân", "--role", "clerk", "--password-stdin", NULL),
		COMMANDS_USAGE);
	assert_int_equal(run(w, in, "user", "add", "an", "binh", "--role", "clerk",
				 "--password-stdin", NULL),
		COMMANDS_USAGE);
	assert_int_equal(run(w, in, "user", "add", "an", "--role", "clerk", "--password-stdin",
				 "--name", "\xff", NULL),
		COMMANDS_USAGE);
	assert_int_equal(
		run(w, "short\n", "user", "add", "an", "--role", "clerk", "--password-stdin", NULL),
		COMMANDS_FAILED);
	assert_non_null(strstr(w->err, "10 characters"));
	assert_int_equal(
		run(w, "", "user", "add", "an", "--role", "clerk", "--password-stdin", NULL),
		COMMANDS_FAILED);
	assert_false(store_exists(w->data));
}

static void a_user_is_removed_once(void **state) {
	struct world *w = *state;
	const char *in = "long enough\n";
	assert_int_equal(run(w, "", "user", "remove", "an", NULL), COMMANDS_FAILED);
	assert_false(store_exists(w->data));
	assert_int_equal(
		run(w, in, "user", "add", "an", "--role", "lead", "--password-stdin", NULL), 0);
	assert_int_equal(
		run(w, in, "user", "add", "an", "--role", "lead", "--password-stdin", NULL),
		COMMANDS_FAILED);
	assert_non_null(strstr(w->err, "an is an account already"));
	assert_int_equal(run(w, "", "user", "remove", "an", NULL), COMMANDS_DONE);
	assert_int_equal(run(w, "", "user", "remove", "an", NULL), COMMANDS_FAILED);
	assert_int_equal(run(w, "", "user", "list", NULL), COMMANDS_DONE);
	assert_string_equal(w->out, "");
	assert_int_equal(
		run(w, in, "user", "add", "an", "--role", "clerk", "--password-stdin", NULL), 0);
	assert_int_equal(run(w, "", "user", "list", NULL), COMMANDS_DONE);
	assert_string_equal(w->out, "an\tclerk\t\t\n");
	assert_int_equal(run(w, "", "check", NULL), COMMANDS_DONE);
	assert_string_equal(w->out, "changes: 3; the chain holds\n");
}

static void a_device_gets_a_key_that_only_its_hash_is_kept_of(void **state) {
	struct world *w = *state;
	struct store_device *devices;
	size_t count;
	unsigned char hash[SECRET_HASH_SIZE];
	assert_int_equal(run(w, "", "device", "add", "cua-1", "--role", "kiosk", NULL), 0);
	assert_int_equal(strlen(w->out), SECRET_TEXT_SIZE);
	assert_int_equal(w->out[SECRET_TEXT_SIZE - 1], '\n');
	w->out[SECRET_TEXT_SIZE - 1] = '\0';
	assert_true(secret_hash(w->out, hash));
	struct store *store = store_sample_open(w->data);
	assert_int_equal(store_devices(store, &devices, &count), STORE_OK);
	assert_int_equal(count, 1);
	assert_true(devices[0].enrolled);
	assert_memory_equal(devices[0].secret, hash, sizeof hash);
	mem_free(devices);
	store_close(store);
	assert_int_equal(
		run(w, "", "device", "add", "cua-1", "--role", "display", NULL), COMMANDS_FAILED);
	assert_string_equal(w->out, "");
	assert_int_equal(run(w, "", "device", "list", NULL), COMMANDS_DONE);
	assert_string_equal(w->out, "cua-1\tkiosk\n");
	assert_int_equal(run(w, "", "device", "remove", "cua-1", NULL), COMMANDS_DONE);
	assert_int_equal(run(w, "", "device", "remove", "cua-1", NULL), COMMANDS_FAILED);
	assert_int_equal(run(w, "", "device", "list", NULL), COMMANDS_DONE);
	assert_string_equal(w->out, "");
	assert_int_equal(run(w, "", "device", "add", "x", "--role", "clerk", NULL), COMMANDS_USAGE);
}

static void wrong_usage_is_told(void **state) {
	struct world *w = *state;
	assert_int_equal(run(w, "", "imprt", NULL), COMMANDS_USAGE);
	assert_non_null(strstr(w->err, "import FILE"));
	assert_int_equal(run(w, "", "user", NULL), COMMANDS_USAGE);
	assert_non_null(strstr(w->err, "user remove"));
	assert_null(strstr(w->err, "device"));
	assert_int_equal(run(w, "", "import", NULL), COMMANDS_USAGE);
	assert_int_equal(run(w, "", "check", "now", NULL), COMMANDS_USAGE);
	assert_int_equal(run(w, "", "user", "add", "--help", NULL), COMMANDS_DONE);
	assert_non_null(strstr(w->out, "--password-stdin"));
}

static const char *const samples[] = {"assets/office/ward.json", "assets/office/procedures.json"};

static void both_files_are_taken_over(void **state) {
	struct world *w = *state;
	char *text;
	int64_t version;
	assert_int_equal(run(w, "", "import", samples[1], samples[0], NULL), COMMANDS_DONE);
	assert_non_null(strstr(w->out, "procedures"));
	assert_non_null(strstr(w->out, "counters"));
	struct store *store = store_sample_open(w->data);
	assert_int_equal(store_setup(store, "office", &text, &version), STORE_OK);
	assert_non_null(strstr(text, "priority_classes"));
	mem_free(text);
	assert_int_equal(store_setup(store, "catalogue", &text, &version), STORE_OK);
	assert_non_null(strstr(text, "1.001193"));
	mem_free(text);
	store_close(store);
	assert_int_equal(run(w, "", "check", NULL), COMMANDS_DONE);
	assert_string_equal(w->out, "changes: 2; the chain holds\n");
	assert_int_equal(run(w, "", "import", samples[0], NULL), COMMANDS_DONE);
	assert_int_equal(run(w, "", "check", NULL), COMMANDS_DONE);
	assert_string_equal(w->out, "changes: 3; the chain holds\n");
}

/* An import together with a good file, of which nothing may be taken over. */
static void expect_no_import(struct world *w, const char *text, size_t size, const char *reason) {
	write_file(w->file, text, size);
	assert_int_equal(run(w, "", "import", samples[0], w->file, NULL), COMMANDS_FAILED);
	if (!strstr(w->err, "bad.json: ") || !strstr(w->err, reason))
		fail_msg("\"%s\" is not in: %s", reason, w->err);
	assert_string_equal(w->out, "");
	assert_false(store_exists(w->data));
}

static void expect_no_import_of(struct world *w, const char *text, const char *reason) {
	expect_no_import(w, text, strlen(text), reason);
}

static void a_bad_file_changes_nothing(void **state) {
	struct world *w = *state;
	expect_no_import_of(w, "{\n \"procedures\": [,]\n}", "line 2, column 17");
	expect_no_import_of(w, "{\"fields\":[],\n\"procedures\":[],\n\"fields\":[]}", "line 3");
	expect_no_import_of(w, "{\"procedures\":[]} x", "line 1");
	expect_no_import_of(w, "{}", "neither");
	expect_no_import_of(w, "[]", "neither");
	expect_no_import_of(w, "", "line 1");
	expect_no_import_of(w, "{\n\"a\":\n\"\xc3\x28\"}", "line 3: is not valid UTF-8");
	expect_no_import(w, "{\"a\":\n\"\0\"}", 10, "line 2: is not valid UTF-8");
	expect_no_import_of(w,
		"{\"fields\":[{\"id\":\"a\",\"name_vi\":\"A\"}],\"procedures\":[{\"code\":7}]}",
		"procedures[0]");
	char *large = mem_alloc(4 * 1024 * 1024 + 1, 1);
	memset(large, ' ', 4 * 1024 * 1024 + 1);
	expect_no_import(w, large, 4 * 1024 * 1024 + 1, "larger than 4 MiB");
	mem_free(large);
}

static void files_that_do_not_go_together_change_nothing(void **state) {
	struct world *w = *state;
	assert_int_equal(run(w, "", "import", samples[0], samples[0], NULL), COMMANDS_FAILED);
	assert_non_null(strstr(w->err, "same kind"));
	assert_int_equal(run(w, "", "import", samples[0], "/nonexistent", NULL), COMMANDS_FAILED);
	assert_non_null(strstr(w->err, "/nonexistent: cannot be read"));
	assert_int_equal(run(w, "", "import", samples[0], "/tmp", NULL), COMMANDS_FAILED);
	assert_false(store_exists(w->data));
}

static void a_mark_before_the_text_does_no_harm(void **state) {
	struct world *w = *state;
	static char text[4 * 1024 * 1024] = "\xef\xbb\xbf";
	FILE *f = fopen(samples[0], "r");
	assert_non_null(f);
	size_t size = fread(text + 3, 1, sizeof text - 3, f);
	fclose(f);
	write_file(w->file, text, size + 3);
	assert_int_equal(run(w, "", "import", w->file, NULL), COMMANDS_DONE);
}

static void a_check_needs_a_store_that_is_sound(void **state) {
	struct world *w = *state;
	assert_int_equal(run(w, "", "check", NULL), COMMANDS_FAILED);
	assert_non_null(strstr(w->err, "There is no store"));
	assert_int_equal(run(w, "", "device", "add", "cua-1", "--role", "kiosk", NULL), 0);
	assert_int_equal(run(w, "", "check", NULL), COMMANDS_DONE);
	write_file(store_sample_file(w->data), "this is not a database, not at all", 34);
	assert_int_equal(run(w, "", "check", NULL), COMMANDS_DAMAGED);
}

static void a_store_in_use_is_left_alone(void **state) {
	struct world *w = *state;
	struct store *store = store_sample_open(w->data);
	assert_int_equal(
		run(w, "", "device", "add", "cua-1", "--role", "kiosk", NULL), COMMANDS_IN_USE);
	assert_non_null(strstr(w->err, "Nothing was changed"));
	store_close(store);
	assert_int_equal(run(w, "", "device", "list", NULL), COMMANDS_DONE);
	assert_string_equal(w->out, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_user_is_added_with_a_password_from_stdin),
		TEST(a_user_that_cannot_be_is_refused),
		TEST(a_user_is_removed_once),
		TEST(a_device_gets_a_key_that_only_its_hash_is_kept_of),
		TEST(wrong_usage_is_told),
		TEST(both_files_are_taken_over),
		TEST(a_bad_file_changes_nothing),
		TEST(files_that_do_not_go_together_change_nothing),
		TEST(a_mark_before_the_text_does_no_harm),
		TEST(a_check_needs_a_store_that_is_sound),
		TEST(a_store_in_use_is_left_alone),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
