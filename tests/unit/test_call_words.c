/*
 * The words of a call: digit by digit or as people say numbers, in the north and in the south, in
 * English; and nothing that both sample offices can call lacks a clip.
 *
 * links: common/call_words.c common/numeral.c common/words.c common/proto.c common/embed.c
 * links: common/text.c common/mem.c embed_common
 */
#include "common/call_words.h"
#include "common/text.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct call_style digits = {0};
static const struct call_style whole = {.number_whole = true, .counter_whole = true};
static const struct call_style south = {true, true, true};

/* What a call sounds like: the clips' texts. */
static const char *sounds(const struct call_style *style, enum lang lang, const char *number,
	const char *prefix, int counter) {
	static char said[1024];
	char words[CALL_WORDS_SIZE], text[CALL_CLIP_SIZE];
	said[0] = '\0';
	if (!call_words(style, lang, number, prefix, counter, words)) {
		assert_string_equal(words, "");
		return NULL;
	}
	for (char *at = words; *at;) {
		size_t n = strcspn(at, " ,");
		bool pause = at[n] == ',', more = at[n];
		at[n] = '\0';
		assert_string_not_equal(call_clip_text(lang, at, text), "");
		snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s%s",
			*said ? " " : "", text, pause ? "," : "");
		at += n + more + pause;
	}
	return said;
}

static void test_digit_by_digit(void **state) {
	(void)state;
	char words[CALL_WORDS_SIZE];
	assert_true(call_words(&digits, LANG_VI, "A012", "A", 3, words));
	assert_string_equal(words, "moi-cong-dan-co-so chu-a so-0 so-1 so-2, den-quay-so so-3");
	assert_string_equal(sounds(&digits, LANG_VI, "A012", "", 3),
		"mời công dân có số a không một hai, đến quầy số ba");
	assert_string_equal(sounds(&digits, LANG_VI, "Đ1-957", "Đ1", 25),
		"mời công dân có số đê một, chín năm bảy, đến quầy số hai năm");
	assert_string_equal(sounds(&digits, LANG_EN, "A012", "A", 3),
		"number eigh zero one two, please go to counter three");
}

static void test_as_people_say_it(void **state) {
	(void)state;
	static const struct {
		int n;
		const char *north, *english;
	} rows[] = {
		{0, "không", "zero"},
		{1, "một", "one"},
		{4, "bốn", "four"},
		{5, "năm", "five"},
		{10, "mười", "ten"},
		{11, "mười một", "eleven"},
		{14, "mười bốn", "fourteen"},
		{15, "mười lăm", "fifteen"},
		{19, "mười chín", "nineteen"},
		{20, "hai mươi", "twenty"},
		{21, "hai mươi mốt", "twenty one"},
		{24, "hai mươi tư", "twenty four"},
		{25, "hai mươi lăm", "twenty five"},
		{55, "năm mươi lăm", "fifty five"},
		{91, "chín mươi mốt", "ninety one"},
		{99, "chín mươi chín", "ninety nine"},
		{100, "một trăm", "one hundred"},
		{101, "một trăm linh một", "one hundred and one"},
		{104, "một trăm linh bốn", "one hundred and four"},
		{105, "một trăm linh năm", "one hundred and five"},
		{110, "một trăm mười", "one hundred and ten"},
		{111, "một trăm mười một", "one hundred and eleven"},
		{115, "một trăm mười lăm", "one hundred and fifteen"},
		{121, "một trăm hai mươi mốt", "one hundred and twenty one"},
		{444, "bốn trăm bốn mươi tư", "four hundred and forty four"},
		{905, "chín trăm linh năm", "nine hundred and five"},
		{999, "chín trăm chín mươi chín", "nine hundred and ninety nine"},
		{1000, "một nghìn", "one thousand"},
		{1005, "một nghìn không trăm linh năm", "one thousand and five"},
		{2350, "hai nghìn ba trăm năm mươi", "two thousand three hundred and fifty"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char number[16], wanted[256];
		snprintf(number, sizeof number, "B%03d", rows[i].n);
		snprintf(wanted, sizeof wanted, "mời công dân có số bê %s, đến quầy số %s",
			rows[i].north, rows[i].north);
		assert_string_equal(sounds(&whole, LANG_VI, number, "B", rows[i].n), wanted);
		snprintf(wanted, sizeof wanted, "number B %s, please go to counter %s",
			rows[i].english, rows[i].english);
		assert_string_equal(sounds(&whole, LANG_EN, number, "B", rows[i].n), wanted);
	}
	assert_string_equal(sounds(&south, LANG_VI, "B105", "B", 1005),
		"mời công dân có số bê một trăm lẻ năm, "
		"đến quầy số một ngàn không trăm lẻ năm");
	assert_string_equal(sounds(&south, LANG_EN, "B105", "B", 5),
		"number B one hundred and five, please go to counter five");
}

/* A series may have digits of its own before those that count. */
static void test_where_the_series_ends(void **state) {
	(void)state;
	assert_string_equal(sounds(&whole, LANG_VI, "Đ1-012", "Đ1", 1),
		"mời công dân có số đê một, mười hai, đến quầy số một");
	assert_string_equal(sounds(&whole, LANG_VI, "T1024", "T1", 1),
		"mời công dân có số tê một hai mươi tư, đến quầy số một");
	assert_string_equal(sounds(&whole, LANG_VI, "CT024", "", 1),
		"mời công dân có số xê tê hai mươi tư, đến quầy số một");
	assert_string_equal(sounds(&whole, LANG_VI, "A12345678", "A", 1),
		"mời công dân có số a một hai ba bốn năm sáu bảy tám, đến quầy số một");
}

static void test_letters(void **state) {
	(void)state;
	assert_string_equal(sounds(&digits, LANG_VI, "ĂÂĐÊÔƠƯ", "", 1),
		"mời công dân có số á ớ đê ê ô ơ ư, đến quầy số một");
	assert_string_equal(sounds(&digits, LANG_VI, "ăâđêôơưw", "", 1),
		"mời công dân có số á ớ đê ê ô ơ ư vê kép, đến quầy số một");
	assert_string_equal(sounds(&digits, LANG_VI, "É1", "É", 1),
		"mời công dân có số e một, đến quầy số một");
	assert_null(sounds(&digits, LANG_VI, "Ω001", "Ω", 1));
	assert_null(sounds(&whole, LANG_VI, "Ω001", "Ω", 1));
}

struct list {
	int count;
	char names[80][CALL_CLIP_SIZE];
};

static struct list list_of(enum lang lang) {
	struct list list = {0};
	char text[CALL_CLIP_SIZE];
	while (call_clip(lang, list.count, list.names[list.count], text)) {
		list.count++;
	}
	return list;
}

static int missing_of(const struct list *list, char *words) {
	int missing = 0;
	for (char *name; (name = strsep(&words, " "));) {
		int i = 0;
		name[strcspn(name, ",")] = '\0';
		while (i < list->count && strcmp(list->names[i], name) != 0) {
			i++;
		}
		missing += i == list->count;
	}
	return missing;
}

struct day {
	struct list list[2];
	int calls, missing;
};

static void call(struct day *day, const struct call_style *style, const char *number,
	const char *prefix, int counter) {
	for (enum lang lang = LANG_VI; lang <= LANG_EN; lang++) {
		char words[CALL_WORDS_SIZE];
		bool said = call_words(style, lang, number, prefix, counter, words);
		day->missing += said ? missing_of(&day->list[lang], words) : 1;
		day->calls++;
	}
}

/* What is said of the number does not hang on the counter: every number, with each counter in turn,
 * is all of them with all. */
static void call_series(
	struct day *day, const char *prefix, bool dash, const struct call_style *in_words) {
	for (int n = 0; n < 1000; n++) {
		char number[NUMBER_SIZE];
		snprintf(number, sizeof number, "%s%s%03d", prefix, dash ? "-" : "", n);
		call(day, &digits, number, prefix, 1 + n % 99);
		call(day, in_words, number, prefix, 1 + n % 99);
	}
}

static void test_nothing_is_missing(void **state) {
	(void)state;
	static const char *const offices[] = {
		"assets/office/ward.json", "assets/office/province.json"};
	struct day day = {.list = {list_of(LANG_VI), list_of(LANG_EN)}};
	for (size_t o = 0; o < 2; o++) {
		json_t *office = json_load_file(offices[o], 0, NULL), *service;
		size_t i;
		assert_non_null(office);
		json_t *form = json_object_get(json_object_get(office, "ticket_number"), "format");
		bool dash = strchr(json_string_value(form), '-');
		json_array_foreach(json_object_get(office, "services"), i, service) {
			const char *prefix = json_string_value(json_object_get(service, "prefix"));
			call_series(&day, prefix, dash, i % 2 ? &whole : &south);
		}
		json_decref(office);
	}
	assert_true(day.calls > 200000);
	assert_int_equal(day.missing, 0);
}

/* What an office records: a name a file can have, no text twice but where two letters sound alike.
 */
static void test_the_list(void **state) {
	(void)state;
	for (enum lang lang = LANG_VI; lang <= LANG_EN; lang++) {
		char name[CALL_CLIP_SIZE], text[CALL_CLIP_SIZE], first[CALL_CLIP_SIZE];
		int count = 0;
		for (; call_clip(lang, count, name, text); count++) {
			assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
				strlen(name));
			assert_string_equal(call_clip_text(lang, name, first), text);
			assert_string_not_equal(text, "");
		}
		assert_in_range(count, 50, 70);
		assert_string_equal(call_clip_text(lang, "", text), "");
		assert_string_equal(call_clip_text(lang, "../../passwd", text), "");
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_digit_by_digit),
		cmocka_unit_test(test_as_people_say_it),
		cmocka_unit_test(test_where_the_series_ends), cmocka_unit_test(test_letters),
		cmocka_unit_test(test_nothing_is_missing), cmocka_unit_test(test_the_list)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
