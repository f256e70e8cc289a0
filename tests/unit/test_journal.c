/*
 * What a kiosk must not forget: kept over an end, whole or not there, damage and a full or locked
 * directory passed over.
 * links: kiosk/journal.c kiosk/journal_json.c kiosk/state.c common/json_read.c common/proto.c
 * links: common/proto_json_ticket.c common/proto_json_in.c common/proto_json_office.c
 * links: common/words.c common/embed.c common/text.c common/log.c common/slip_code.c common/mem.c
 * embed_common
 */
#include "kiosk/journal.h"

#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char directory[64];
static struct state state;
static struct journal *journal;

static void reopen(void) {
	journal_close(journal);
	state_close(&state);
	state_open(&state, directory);
	journal = journal_open(&state);
}

static int make(void **ctx) {
	(void)ctx;
	strcpy(directory, "/tmp/motcua-journal-XXXXXX");
	assert_non_null(mkdtemp(directory));
	strcat(directory, "/state");
	state_open(&state, directory);
	journal = journal_open(&state);
	return 0;
}

static int end(void **ctx) {
	(void)ctx;
	journal_close(journal);
	state_close(&state);
	*strrchr(directory, '/') = '\0';
	char *remove = mem_printf("rm -r %s", directory);
	assert_int_equal(system(remove), 0);
	mem_free(remove);
	return 0;
}

static void write_file(const char *name, const char *text) {
	char *path = mem_printf("%s/%s", directory, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	mem_free(path);
}

static struct kept *add(int64_t at_ms, enum stage stage) {
	struct kept *e = journal_add(journal);
	strcpy(e->service, "chung-thuc");
	e->at_ms = at_ms;
	e->stage = stage;
	e->lang = LANG_EN;
	if (stage != STAGE_ASKED) {
		e->ticket = json_pack("{s:s, s:s}", "number", "A012", "state", "issuing");
	}
	return e;
}

static void test_kept_over_an_end(void **ctx) {
	(void)ctx;
	struct kept *late = add(2000, STAGE_PRINTING), *early = add(1000, STAGE_ASKED);
	char key[TOKEN_SIZE];
	memcpy(key, early->key, sizeof key);
	strcpy(late->text, "why");
	late->lease = 7;
	late->day = 20261128;
	assert_true(journal_put(journal, late) && journal_put(journal, early));
	reopen();
	assert_int_equal(journal_count(journal), 2);
	assert_string_equal(journal_at(journal, 0)->key, key);
	assert_int_equal(journal_at(journal, 0)->stage, STAGE_ASKED);
	const struct kept *e = journal_at(journal, 1);
	assert_int_equal(e->stage, STAGE_PRINTING);
	assert_int_equal(e->at_ms, 2000);
	assert_int_equal(e->lease, 7);
	assert_int_equal(e->day, 20261128);
	assert_int_equal(e->lang, LANG_EN);
	assert_string_equal(e->service, "chung-thuc");
	assert_string_equal(e->text, "why");
	assert_string_equal(json_string_value(json_object_get(e->ticket, "number")), "A012");
}

/* Of whoever belongs to a class the file has the class, and there is no other place for more. */
static void test_all_that_is_kept(void **ctx) {
	(void)ctx;
	struct kept *e = add(1000, STAGE_ASKED);
	strcpy(e->key, "one");
	strcpy(e->priority, "elderly");
	assert_true(journal_put(journal, e));
	char *path = mem_printf("%s/ticket-one.json", directory);
	json_t *file = json_load_file(path, 0, NULL);
	json_t *all = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:i, s:i, s:n}", "key",
		"one", "stage", "asked", "service", "chung-thuc", "priority", "elderly",
		"procedure", "", "lang", "en", "text", "", "at", 1000, "lease", 0, "day", 0,
		"ticket");
	assert_true(json_equal(file, all));
	json_decref(all);
	json_decref(file);
	mem_free(path);
}

static void test_as_it_was_put_last(void **ctx) {
	(void)ctx;
	struct kept *e = add(1000, STAGE_HELD);
	journal_put(journal, e);
	e->stage = STAGE_DONE;
	journal_put(journal, e);
	e->stage = STAGE_VOID;
	reopen();
	assert_int_equal(journal_count(journal), 1);
	assert_int_equal(journal_at(journal, 0)->stage, STAGE_DONE);
}

static void test_dropped(void **ctx) {
	(void)ctx;
	struct kept *first = add(1000, STAGE_HELD), *second = add(2000, STAGE_HELD);
	journal_put(journal, first);
	journal_put(journal, second);
	first->press = 5;
	second->press = 6;
	assert_ptr_equal(journal_of(journal, 5), first);
	journal_drop(journal, first);
	assert_null(journal_of(journal, 5));
	assert_ptr_equal(journal_of(journal, 6), second);
	assert_null(journal_of(journal, 0));
	reopen();
	assert_int_equal(journal_count(journal), 1);
	assert_int_equal(journal_at(journal, 0)->at_ms, 2000);
}

/* Killed while a file was being written: what was there before is there. */
static void test_torn(void **ctx) {
	(void)ctx;
	struct kept *e = add(1000, STAGE_HELD);
	journal_put(journal, e);
	write_file(".part", "{\"key\":\"");
	reopen();
	assert_int_equal(journal_count(journal), 1);
	assert_int_equal(journal_at(journal, 0)->stage, STAGE_HELD);
	assert_true(journal_put(journal, journal_at(journal, 0)));
}

static void test_damage(void **ctx) {
	(void)ctx;
	static const char whole[] = "{\"key\":\"%s\",\"stage\":\"asked\",\"service\":\"a\","
				    "\"priority\":\"\",\"procedure\":\"\",\"lang\":\"vi\","
				    "\"text\":\"\",\"at\":1,\"lease\":0,\"day\":0}";
	char text[512];
	snprintf(text, sizeof text, whole, "good");
	write_file("ticket-good.json", text);
	for (size_t size = 0; size < strlen(text); size++) {
		char name[STATE_NAME_SIZE], cut[512];
		snprintf(name, sizeof name, "ticket-cut%zu.json", size);
		snprintf(cut, sizeof cut, "%.*s", (int)size, text);
		write_file(name, cut);
	}
	write_file("ticket-other.json", text);
	write_file("ticket-held.json", "{\"key\":\"held\",\"stage\":\"held\",\"lang\":\"vi\"}");
	write_file("ticket-new.json", "{\"key\":\"new\",\"stage\":\"eaten\",\"lang\":\"vi\"}");
	write_file("office.json", "{}");
	reopen();
	assert_int_equal(journal_count(journal), 1);
	assert_string_equal(journal_at(journal, 0)->key, "good");
}

/* The program goes on; what it cannot keep it knows while it runs. */
static void test_nowhere(void **ctx) {
	(void)ctx;
	journal_close(journal);
	state_close(&state);
	state_open(&state, NULL);
	journal = journal_open(&state);
	struct kept *e = add(1000, STAGE_HELD);
	assert_false(journal_put(journal, e));
	assert_int_equal(journal_count(journal), 1);
	journal_drop(journal, e);
	assert_int_equal(journal_count(journal), 0);
}

/* A directory that vanished, as one that is full or read only. */
static void test_cannot_be_written(void **ctx) {
	(void)ctx;
	struct kept *e = add(1000, STAGE_HELD);
	char *gone = mem_printf("rmdir %s", directory);
	assert_int_equal(system(gone), 0);
	mem_free(gone);
	assert_false(journal_put(journal, e));
	assert_true(state.failing);
	assert_false(journal_put(journal, e));
}

static void test_one_kiosk_has_it(void **ctx) {
	(void)ctx;
	struct state other;
	state_open(&other, directory);
	assert_int_equal(other.dir, -1);
	state_close(&state);
	state_open(&other, directory);
	assert_true(other.dir >= 0);
	state_close(&other);
}

static void test_bounded(void **ctx) {
	(void)ctx;
	state_close(&state);
	for (int i = 0; i < JOURNAL_MAX; i++) {
		assert_non_null(journal_add(journal));
	}
	assert_null(journal_add(journal));
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, make, end)
	const struct CMUnitTest tests[] = {TEST(test_kept_over_an_end), TEST(test_all_that_is_kept),
		TEST(test_as_it_was_put_last), TEST(test_dropped), TEST(test_torn),
		TEST(test_damage), TEST(test_nowhere), TEST(test_cannot_be_written),
		TEST(test_one_kiosk_has_it), TEST(test_bounded)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
