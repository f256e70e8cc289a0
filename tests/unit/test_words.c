/*
 * words: looking up, filling in, languages; and the words files themselves: both languages have the
 * same keys and the same {names}, every key that the programs and pages ask for is there, and every
 * one that is there is asked for. Runs in the project's root, whose sources it reads.
 *
 * links: common/words.c common/proto.c common/embed.c embed_common common/text.c common/mem.c
 */
#include "common/embed.h"
#include "common/mem.h"
#include "common/text.h"
#include "common/words.h"

#include <ctype.h>
#include <dirent.h>
#include <fnmatch.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KEY_SIZE = 128, SOURCE_MAX = 1 << 20 };

static json_t *table(const char *lang) {
	char *path = mem_printf("assets/words/%s.json", lang);
	const struct embed *file = embed_find(embed_common, path);
	assert_non_null(file);
	json_error_t error;
	json_t *j = json_loadb(file->data, file->size, JSON_REJECT_DUPLICATES, &error);
	if (!j)
		fail_msg("%s:%d: %s", path, error.line, error.text);
	mem_free(path);
	return j;
}

static void test_get(void **state) {
	(void)state;
	assert_string_equal(words_get(LANG_VI, "weekday.1"), "Thứ Hai");
	assert_string_equal(words_get(LANG_EN, "weekday.1"), "Monday");
	assert_string_equal(words_get(LANG_EN, "no.such.key"), "no.such.key");
	assert_ptr_equal(words_get(LANG_VI, "weekday.1"), words_get(LANG_VI, "weekday.1"));
}

static void test_every_word(void **state) {
	(void)state;
	for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
		json_t *words = table(words_tag(lang)), *text;
		const char *key;
		json_object_foreach(words, key, text) {
			assert_string_equal(words_get(lang, key), json_string_value(text));
		}
		json_decref(words);
	}
}

static void expect_fill(size_t size, const char *template, const char *wanted) {
	char buf[64];
	assert_ptr_equal(words_fill(buf, size, LANG_VI, template, "number", "A012", "n", "3", "no",
				 "{n}", NULL),
		buf);
	assert_string_equal(buf, wanted);
}

/* A key that does not exist is its own text. */
static void test_fill(void **state) {
	(void)state;
	expect_fill(64, "số {number}, quầy {n}", "số A012, quầy 3");
	expect_fill(64, "{n}{n}", "33");
	expect_fill(64, "{no}", "{n}");
	expect_fill(64, "{nobody} {n", "{nobody} {n");
	expect_fill(64, "{}{{n}}", "{}{3}");
	expect_fill(64, "", "");
	expect_fill(9, "quầy {number}", "quầy A");
	expect_fill(4, "quầy", "qu");
	expect_fill(1, "quầy", "");
}

static void test_items(void **state) {
	(void)state;
	static const char *const items[] = {"a", "", "b c", "", ""};
	char buf[8];
	for (int i = 0; i < 5; i++)
		assert_string_equal(words_item(buf, sizeof buf, LANG_VI, "a||b c", i), items[i]);
	assert_string_equal(words_item(buf, 2, LANG_VI, "a||b c", 2), "b");
}

static void test_names(void **state) {
	(void)state;
	const struct name both = {"Một cửa", "One door"}, vi = {"Một cửa", ""}, en = {"", "One"};
	assert_string_equal(words_name(LANG_VI, &both), "Một cửa");
	assert_string_equal(words_name(LANG_EN, &both), "One door");
	assert_string_equal(words_name(LANG_EN, &vi), "Một cửa");
	assert_string_equal(words_name(LANG_VI, &en), "One");
}

static void test_languages(void **state) {
	(void)state;
	static const char *const english[] = {"en", "EN", "en-GB", "en_US", "en;q=0.9", " en, vi"};
	static const char *const others[] = {"vi", "vi-VN", "", "fr", "english", "e", "vi, en"};
	for (size_t i = 0; i < sizeof english / sizeof english[0]; i++)
		assert_int_equal(words_lang(english[i]), LANG_EN);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_int_equal(words_lang(others[i]), LANG_VI);
	assert_int_equal(words_lang(NULL), LANG_VI);
	assert_string_equal(words_tag(LANG_VI), "vi");
	assert_string_equal(words_tag(LANG_EN), "en");
}

/* Every {name} of `text` is also in `other`. */
static bool names_within(const char *text, const char *other) {
	for (const char *at = text; (at = strchr(at, '{')); at++) {
		char name[KEY_SIZE];
		snprintf(name, sizeof name, "%.*s}", (int)strcspn(at, "}"), at);
		if (!strstr(other, name))
			return false;
	}
	return true;
}

static bool is_nfc(const char *text) {
	char *nfc = text_nfc(text);
	bool same = nfc && !strcmp(nfc, text);
	mem_free(nfc);
	return same;
}

static void test_both_languages_say_the_same(void **state) {
	(void)state;
	json_t *vi = table("vi"), *en = table("en"), *value;
	const char *key;
	int wrong = 0;
	assert_int_equal(json_object_size(vi), json_object_size(en));
	json_object_foreach(vi, key, value) {
		const char *a = json_string_value(value);
		const char *b = json_string_value(json_object_get(en, key));
		bool ok = a && b && *a && *b && is_nfc(a) && is_nfc(b) && names_within(a, b) &&
			  names_within(b, a);
		if (!ok)
			print_error("%s: vi '%s', en '%s'\n", key, a ? a : "-", b ? b : "-");
		wrong += !ok;
	}
	assert_int_equal(wrong, 0);
	json_decref(vi);
	json_decref(en);
}

static void expect_word(const char *section, const char *word) {
	char key[KEY_SIZE];
	snprintf(key, sizeof key, "%s.%s", section, word);
	if (words_get(LANG_VI, key) == key)
		fail_msg("%s is missing", key);
}

static void test_words_of_the_interface(void **state) {
	(void)state;
	static const char *const slugs[] = {"bad_request", "key_missing", "unauthenticated",
		"forbidden", "not_found", "method_not_allowed", "closed", "quota_reached",
		"wrong_state", "busy", "counter_taken", "wrong_host", "invalid", "key_reused",
		"slow_down", "storage_full", "starting", "stopping"};
	for (size_t i = 0; i < sizeof slugs / sizeof slugs[0]; i++)
		expect_word("error", slugs[i]);
	for (int v = TICKET_ISSUING; v <= TICKET_NO_SHOW; v++)
		expect_word("state", proto_ticket_state((enum ticket_state)v));
	for (int v = REASON_IN_TURN; v <= REASON_OVERDUE; v++)
		expect_word("reason", proto_call_reason((enum call_reason)v));
	for (int day = 0; day < 7; day++)
		expect_word("weekday", (const char[]){(char)('0' + day), '\0'});
}

/* Which keys were asked for, and what was asked for in vain. */
struct asked {
	json_t *words;
	json_t *used;
	int missing;
};

/* "phone.line.%s" and `phone.line.${state}` as a pattern for fnmatch. */
static void to_pattern(char pattern[static KEY_SIZE], const char *text, size_t size) {
	size_t n = 0;
	for (size_t i = 0; i < size && n < KEY_SIZE - 1; i++) {
		bool c = text[i] == '%', js = text[i] == '$';
		pattern[n++] = c || js ? '*' : text[i];
		if (c)
			i++;
		while (js && i < size && text[i] != '}')
			i++;
	}
	pattern[n] = '\0';
}

static void look_up(struct asked *asked, const char *path, const char *text, size_t size) {
	char pattern[KEY_SIZE];
	const char *key;
	json_t *value;
	bool found = false;
	to_pattern(pattern, text, size);
	json_object_foreach(asked->words, key, value) {
		if (fnmatch(pattern, key, 0))
			continue;
		found = true;
		json_object_set_new(asked->used, key, json_true());
	}
	if (!found)
		print_error("%s: %.*s is not in the words files\n", path, (int)size, text);
	asked->missing += !found;
}

static bool is_file_name(const char *text, size_t size) {
	static const char *const endings[] = {".js", ".css", ".html", ".svg", ".json", ".sql"};
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t n = strlen(endings[i]);
		if (size > n && !memcmp(text + size - n, endings[i], n))
			return true;
	}
	return false;
}

/* Whether what stands between quotes or a page's braces can only be a key: it begins with one's
 * section. */
static bool is_key(const json_t *words, const char *text, size_t size) {
	size_t section = strcspn(text, ".") + 1;
	const char *key;
	json_t *value;
	if (section >= size || is_file_name(text, size))
		return false;
	for (size_t i = 0; i < size; i++)
		if (!isalnum((unsigned char)text[i]) && !strchr("._%${}", text[i]))
			return false;
	json_object_foreach((json_t *)(uintptr_t)words, key, value) {
		if (!strncmp(key, text, section))
			return true;
	}
	return false;
}

static void read_source(struct asked *asked, const char *path) {
	static char text[SOURCE_MAX];
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	size_t size = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	text[size] = '\0';
	for (const char *at = text; (at = strpbrk(at, "\"'`{")); at++) {
		const char end[] = {*at == '{' ? '}' : *at, '\n', '\0'};
		size_t n = strcspn(at + 1, end);
		bool single = *at == '{' && (at == text || at[-1] != '{');
		if (!single && at[1 + n] == end[0] && is_key(asked->words, at + 1, n))
			look_up(asked, path, at + 1, n);
	}
}

static void read_folder(struct asked *asked, const char *folder) {
	DIR *dir = opendir(folder);
	struct dirent *entry;
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		const char *ending = strrchr(entry->d_name, '.');
		char *path = mem_printf("%s/%s", folder, entry->d_name);
		if (ending && (!strcmp(ending, ".c") || !strcmp(ending, ".h") ||
				      !strcmp(ending, ".js") || !strcmp(ending, ".html")))
			read_source(asked, path);
		mem_free(path);
	}
	closedir(dir);
}

static void test_keys_and_sources_agree(void **state) {
	(void)state;
	static const char *const folders[] = {
		"common", "common/ui", "kiosk", "display", "server", "server/web"};
	struct asked asked = {.words = table("vi"), .used = json_object()};
	const char *key;
	json_t *value;
	int unused = 0;
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
		read_folder(&asked, folders[i]);
	json_object_foreach(asked.words, key, value) {
		if (json_object_get(asked.used, key))
			continue;
		print_error("%s: nobody asks for it\n", key);
		unused++;
	}
	assert_int_equal(asked.missing, 0);
	assert_int_equal(unused, 0);
	json_decref(asked.words);
	json_decref(asked.used);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_get),
		cmocka_unit_test(test_every_word),
		cmocka_unit_test(test_fill),
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_both_languages_say_the_same),
		cmocka_unit_test(test_words_of_the_interface),
		cmocka_unit_test(test_keys_and_sources_agree),
	};
	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
