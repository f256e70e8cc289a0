/*
 * Text: strict UTF-8, whole characters, folding for search; with random bytes as well.
 * links: common/text.c common/mem.c
 */
#include "common/mem.h"
#include "common/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void fold_is(const char *text, const char *want) {
	char out[256];
	size_t n = text_fold(out, sizeof out, text);
	assert_string_equal(out, want);
	assert_int_equal(n, strlen(want));
}

static void copy_is(const char *text, size_t size, const char *want, bool whole) {
	char out[64];
	assert_int_equal(text_copy(out, size, text), whole);
	assert_string_equal(out, want);
}

static void test_valid(void **state) {
	(void)state;
	static const struct {
		const char *bytes;
		size_t size;
		bool valid;
	} cases[] = {
		{"", 0, true},
		{"Đăng ký 8.000 đ", 19, true},
		{"\xF0\x9F\x98\x80", 4, true},
		{"\xF4\x8F\xBF\xBF", 4, true},
		{"a\0b", 3, false},
		{"\x80", 1, false},
		{"\xC0\xAF", 2, false},         /* overlong */
		{"\xE0\x80\xAF", 3, false},     /* overlong */
		{"\xF0\x80\x80\xAF", 4, false}, /* overlong */
		{"\xED\xA0\x80", 3, false},     /* surrogate */
		{"\xF4\x90\x80\x80", 4, false}, /* past U+10FFFF */
		{"\xF8\x88\x80\x80\x80", 5, false},
		{"\xE1\xBA", 2, false}, /* cut off */
		{"\xE1\xBA"
		 "a",
			3, false},
		{"\xFF", 1, false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(text_valid(cases[i].bytes, cases[i].size), cases[i].valid);
}

static void test_next_put(void **state) {
	(void)state;
	const char *s = "Aế\xE1\xBA😀";
	char bytes[4];
	assert_int_equal(text_next(&s), 'A');
	assert_int_equal(text_next(&s), 0x1EBF);
	assert_int_equal(text_next(&s), TEXT_REPLACEMENT);
	assert_int_equal(text_next(&s), TEXT_REPLACEMENT);
	assert_int_equal(text_next(&s), 0x1F600);
	assert_int_equal(text_next(&s), 0);
	assert_int_equal(text_next(&s), 0);
	assert_int_equal(text_put(bytes, 0x1EBF), 3);
	assert_memory_equal(bytes, "ế", 3);
}

static void test_names(void **state) {
	(void)state;
	static const char *const good[] = {
		"an", "A.b_c-9", "0", "12345678901234567890123456789012"};
	static const char *const bad[] = {
		"", "-an", "an b", "ân", "a/b", "123456789012345678901234567890123"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(text_is_name(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_name(bad[i]));
}

static void test_length(void **state) {
	(void)state;
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("tiếng Việt"), 10);
	assert_int_equal(text_length("tie\u0302\u0301ng Vie\u0323\u0302t"), 10);
	assert_int_equal(text_length("a\u200Bb\u202Ec\uFEFF"), 3);
	assert_int_equal(text_length("\xFF\xFE"), 2);
	assert_int_equal(text_length("👨\u200D👩\u200D👧"), 1);
}

static void test_copy(void **state) {
	(void)state;
	copy_is("hộ khẩu", 64, "hộ khẩu", true);
	copy_is("hộ", 5, "hộ", true);
	copy_is("hộ", 4, "h", false);
	copy_is("hộ", 1, "", false);
	copy_is("", 1, "", true);
	copy_is("ho\u0323\u0302x", 6, "h", false);
	copy_is("ho\u0323\u0302x", 7, "ho\u0323\u0302", false);
	copy_is("a\xFF"
		"b",
		64, "a\uFFFDb", true);
}

static void nfc_is(const char *text, const char *want) {
	char *nfc = text_nfc(text);
	if (want)
		assert_string_equal(nfc, want);
	else
		assert_null(nfc);
	mem_free(nfc);
}

static void test_nfc(void **state) {
	(void)state;
	nfc_is("Gia\u0302\u0301y", "Giấy");
	nfc_is("Vie\u0302\u0323t", "Việt"); /* marks the other way round */
	nfc_is("Giấy", "Giấy");
	nfc_is("", "");
	nfc_is("kết\u200B hôn\u202E\uFEFF", "kết hôn");
	nfc_is("\xC3", NULL);
}

static void test_fold(void **state) {
	(void)state;
	fold_is("Đăng ký KẾT HÔN", "dang ky ket hon");
	fold_is("ĐƯỜNG Ðường đƯỜNG", "duong duong duong");
	fold_is("Gia\u0302\u0301y khai sinh", "giay khai sinh");
	fold_is("  «Sổ đỏ» – (lần đầu), 1.001193/x  ", "so do lan dau 1 001193 x");
	fold_is("khai\u200Bsinh k\u00ADý\u202E", "khaisinh ky");
	fold_is("khai\u00A0sinh\u3000ＡＢＣ①", "khai sinh abc1");
	fold_is("\u0301\u0301", "");
	fold_is("a\xFF"
		"b",
		"a b");
	fold_is("", "");
	char small[8];
	assert_int_equal(text_fold(small, sizeof small, "đăng ký"), 7);
	assert_string_equal(small, "dang ky");
	assert_int_equal(text_fold(small, 6, "đăng ký"), 4);
	assert_string_equal(small, "dang");
}

/* Every vowel with every mark, lower and upper case, composed, folds to its bare letter. */
static void test_fold_all_letters(void **state) {
	(void)state;
	static const struct {
		const char *letters, *bare;
	} rows[] = {
		{"aàáảãạăằắẳẵặâầấẩẫậAÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", "a"},
		{"eèéẻẽẹêềếểễệEÈÉẺẼẸÊỀẾỂỄỆ", "e"},
		{"iìíỉĩịIÌÍỈĨỊ", "i"},
		{"oòóỏõọôồốổỗộơờớởỡợOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", "o"},
		{"uùúủũụưừứửữựUÙÚỦŨỤƯỪỨỬỮỰ", "u"},
		{"yỳýỷỹỵYỲÝỶỸỴ", "y"},
		{"dđDĐ", "d"},
	};
	int count = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (const char *s = rows[i].letters; *s; count++) {
			char letter[5] = "";
			text_put(letter, text_next(&s));
			fold_is(letter, rows[i].bare);
		}
	assert_int_equal(count, 134 + 14);
}

static void test_word(void **state) {
	(void)state;
	const char *s = " Hoà, hòa đ 12";
	char word[16];
	unsigned old, new, stroke, none;
	assert_true(text_word(&s, word, sizeof word, &old));
	assert_string_equal(word, "hoa");
	assert_true(text_word(&s, word, sizeof word, &new));
	assert_int_equal(old, new);
	assert_true(text_word(&s, word, sizeof word, &stroke));
	assert_string_equal(word, "d");
	assert_int_not_equal(stroke, old);
	assert_int_not_equal(stroke, 0);
	assert_true(text_word(&s, word, sizeof word, &none));
	assert_string_equal(word, "12");
	assert_int_equal(none, 0);
	assert_false(text_word(&s, word, sizeof word, &none));
	s = "nghiêng ngả";
	assert_true(text_word(&s, word, 4, &none));
	assert_string_equal(word, "ngh");
	assert_true(text_word(&s, word, 4, &none));
	assert_string_equal(word, "nga");
}

static void test_vnd(void **state) {
	(void)state;
	static const struct {
		int64_t vnd;
		const char *want;
	} cases[] = {{0, "0"}, {999, "999"}, {8000, "8.000"}, {4500000, "4.500.000"},
		{-15000, "-15.000"}, {INT64_MIN, "-9.223.372.036.854.775.808"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[40];
		text_format_vnd(out, sizeof out, cases[i].vnd);
		assert_string_equal(out, cases[i].want);
	}
}

/* Bytes and code points of all kinds: half random, half from what Vietnamese text is made of. */
static void random_text(char *out, size_t size) {
	static const char *const pieces[] = {"đ", "Ế", "o\u0302\u0323", "\u0301", " ", "a",
		"\u200B", "\u202E", "\xE1\xBA", "\xFF", "ﬁ", "½", "İ", "ß", "한", "\u0345", "9",
		"."};
	size_t used = 0;
	while (used + 5 < size) {
		if (rand() % 3 == 0) {
			out[used++] = (char)(1 + rand() % 255);
		} else if (rand() % 2) {
			uint32_t cp = (uint32_t)(rand() % 0x110000);
			if (cp && (cp < 0xD800 || cp > 0xDFFF))
				used += text_put(out + used, cp);
		} else {
			const char *piece =
				pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)];
			memcpy(out + used, piece, strlen(piece));
			used += strlen(piece);
		}
	}
	out[used] = '\0';
}

static void test_random(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	srand(seed);
	for (int i = 0; i < 20000; i++) {
		char text[48], copy[160], again[160], folded[2048], twice[2048];
		random_text(text, sizeof text);
		size_t room = 1 + (size_t)rand() % sizeof copy;
		bool whole = text_copy(copy, room, text);
		assert_true(text_valid(copy, strlen(copy)));
		assert_true(text_length(copy) <= text_length(text));
		assert_true(text_copy(again, sizeof again, copy));
		assert_string_equal(copy, again);
		assert_true(!whole || text_length(copy) == text_length(text));
		text_fold(folded, sizeof folded, text);
		text_fold(twice, sizeof twice, folded);
		assert_string_equal(folded, twice);
		char *nfc = text_nfc(copy);
		assert_non_null(nfc);
		nfc_is(nfc, nfc);
		mem_free(nfc);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_next_put),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_copy),
		cmocka_unit_test(test_nfc),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_all_letters),
		cmocka_unit_test(test_word),
		cmocka_unit_test(test_vnd),
		cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
