/*
 * enrol: a device's key is made, handed in once more where no answer came, and kept for itself
 * alone; what goes wrong leaves the key of before as it was.
 *
 * links: common/link_enrol.c common/link_http.c common/key_file.c common/clock.c common/log.c
 * common/mem.c tests/unit/tiny_server.c tests/unit/link_rig.c common/link.c common/link_feed.c
 * common/link_request.c common/link_mailbox.c common/sse.c common/proto.c common/proto_json_in.c
 * common/proto_json_office.c common/json_read.c common/text.c common/slip_code.c
 */
#include "common/key_file.h"
#include "common/link_enrol.h"
#include "common/mem.h"
#include "tests/unit/link_rig.h"
#include "tests/unit/tiny_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 2000 };

/* A folder with, perhaps, a key file in it, and a server that answers so. */
struct world {
	char dir[64], file[80], waits[90], url[64];
	struct tiny_server *server;
};

static int make(void **state) {
	static struct world w;
	strcpy(w.dir, "/tmp/motcua-enrol-XXXXXX");
	assert_non_null(mkdtemp(w.dir));
	snprintf(w.file, sizeof w.file, "%s/key", w.dir);
	snprintf(w.waits, sizeof w.waits, "%s.new", w.file);
	w.server = NULL;
	*state = &w;
	return 0;
}

static int end(void **state) {
	struct world *w = *state;
	tiny_server_free(w->server);
	unlink(w->file);
	unlink(w->waits);
	assert_int_equal(rmdir(w->dir), 0);
	return 0;
}

static void answer(struct world *w, struct tiny_script script) {
	w->server = tiny_server_new(&script, 0);
	snprintf(w->url, sizeof w->url, "http://127.0.0.1:%d", tiny_server_port(w->server));
}

static enum link_enrol enrol(const struct world *w) {
	return link_enrol(&(struct link_enrolment){.url = w->url,
		.role = "kiosk",
		.code = "K7RM-2XQD",
		.key_file = w->file,
		.patience_ms = PATIENCE_MS});
}

/* The key of the n-th request, the caller's to free. */
static char *key_sent(const struct world *w, int n) {
	struct tiny_record r = tiny_server_record(w->server);
	json_t *body = json_loads(r.body[n], 0, NULL);
	assert_string_equal(json_string_value(json_object_get(body, "code")), "K7RM-2XQD");
	assert_string_equal(json_string_value(json_object_get(body, "role")), "kiosk");
	char *key = mem_strdup(json_string_value(json_object_get(body, "key")));
	assert_non_null(key);
	json_decref(body);
	return key;
}

static void write_file(const char *path, const char *text) {
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void expect_key(const struct world *w, const char *wanted) {
	char *key = key_file_read(w->file);
	assert_non_null(key);
	assert_string_equal(key, wanted);
	assert_false(key_file_there(w->waits));
	mem_free(key);
}

static void the_key_is_kept_for_nobody_else(void **state) {
	struct world *w = *state;
	struct stat s;
	answer(w, (struct tiny_script){.posts = {201}});
	assert_int_equal(enrol(w), ENROL_DONE);
	char *key = key_sent(w, 0);
	assert_int_equal(strlen(key), KEY_FILE_SIZE - 1);
	expect_key(w, key);
	assert_int_equal(stat(w->file, &s), 0);
	assert_int_equal(s.st_mode & 0777, 0600);
	mem_free(key);
}

static void no_answer_is_asked_again_with_the_same_key(void **state) {
	struct world *w = *state;
	answer(w, (struct tiny_script){.posts = {-1, 503, 201}});
	assert_int_equal(enrol(w), ENROL_DONE);
	char *first = key_sent(w, 0), *last = key_sent(w, 2);
	assert_string_equal(first, last);
	expect_key(w, first);
	mem_free(first);
	mem_free(last);
}

static void a_wrong_code_leaves_nothing(void **state) {
	struct world *w = *state;
	answer(w, (struct tiny_script){.posts = {403}});
	assert_int_equal(enrol(w), ENROL_REFUSED);
	assert_int_equal(tiny_server_record(w->server).posts, 1);
	assert_false(key_file_there(w->file));
	assert_false(key_file_there(w->waits));
}

static void a_used_code_goes_on_with_the_key_that_is_there(void **state) {
	struct world *w = *state;
	answer(w, (struct tiny_script){.posts = {403}});
	write_file(w->file, "the-key-of-before\n");
	assert_int_equal(enrol(w), ENROL_DONE);
	expect_key(w, "the-key-of-before");
}

static void a_server_that_is_away_gets_the_same_key_later(void **state) {
	struct world *w = *state;
	snprintf(w->url, sizeof w->url, "http://127.0.0.1:%d", rig_free_port());
	assert_int_equal(enrol(w), ENROL_FAILED);
	assert_false(key_file_there(w->file));
	char *waits = key_file_read(w->waits);
	answer(w, (struct tiny_script){.posts = {201}});
	assert_int_equal(enrol(w), ENROL_DONE);
	expect_key(w, waits);
	mem_free(waits);
}

static void half_a_key_is_none(void **state) {
	struct world *w = *state;
	answer(w, (struct tiny_script){.posts = {201}});
	write_file(w->waits, "half");
	assert_int_equal(enrol(w), ENROL_DONE);
	char *key = key_sent(w, 0);
	assert_int_equal(strlen(key), KEY_FILE_SIZE - 1);
	expect_key(w, key);
	mem_free(key);
}

static void where_no_key_can_be_kept_no_code_is_spent(void **state) {
	struct world *w = *state;
	answer(w, (struct tiny_script){.posts = {201}});
	snprintf(w->file, sizeof w->file, "%s/nowhere/key", w->dir);
	assert_int_equal(enrol(w), ENROL_FAILED);
	assert_int_equal(tiny_server_record(w->server).posts, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(the_key_is_kept_for_nobody_else),
		TEST(no_answer_is_asked_again_with_the_same_key),
		TEST(a_wrong_code_leaves_nothing),
		TEST(a_used_code_goes_on_with_the_key_that_is_there),
		TEST(a_server_that_is_away_gets_the_same_key_later),
		TEST(half_a_key_is_none),
		TEST(where_no_key_can_be_kept_no_code_is_spent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
