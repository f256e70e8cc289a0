/*
 * slip_code: one form for a code however it is printed, the office's patterns, and what is never a
 * code.
 * links: common/slip_code.c
 */
#include "common/slip_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void is_form(const char *text, const char *form) {
	char code[SLIP_CODE_SIZE] = "-";
	assert_true(slip_code_normal(text, strlen(text), code));
	assert_string_equal(code, form);
}

static void is_none(const char *text) {
	char code[SLIP_CODE_SIZE] = "untouched";
	assert_false(slip_code_normal(text, strlen(text), code));
	assert_string_equal(code, "untouched");
}

static void one_form_for_what_is_printed(void **state) {
	(void)state;
	is_form("H05.27.12-251126-0001", "H05.27.12-251126-0001");
	is_form("  h05.27.12 - 251126 - 0001 ", "H05.27.12-251126-0001");
	is_form("H05.27.12–251126—0001", "H05.27.12-251126-0001");
	is_form("000.00.19.H26\xC2\xA0−251126\xE2\x80\x91"
		"0012",
		"000.00.19.H26-251126-0012");
	is_none("");
	is_none("   ");
	is_none("H05/27");
	is_none("H05\n");
	is_none("Hộ tịch");
	is_none("0123456789012345678901234567890123456789012345-8");
}

static void an_identity_number_is_no_code(void **state) {
	(void)state;
	is_none("001099012345");
	is_none("001 099 012 345");
	is_none("123456789");
	is_form("251126-000123", "251126-000123");
	is_form("0010990123456", "0010990123456");
}

static struct slip_patterns with(const char *pattern) {
	struct slip_patterns p = {.count = 1};
	assert_true(slip_pattern_ok(pattern));
	strcpy(p.patterns[0], pattern);
	return p;
}

static bool fits(const char *pattern, const char *code) {
	struct slip_patterns p = with(pattern);
	return slip_code_fits(&p, code);
}

static void patterns_say_what_a_code_is(void **state) {
	(void)state;
	assert_true(fits("HS-####", "HS-0012"));
	assert_false(fits("HS-####", "HS-001"));
	assert_false(fits("HS-####", "HS-00123"));
	assert_false(fits("HS-####", "HS-001A"));
	assert_true(fits("@@?#", "HSA1"));
	assert_false(fits("@@?#", "H1A1"));
	assert_true(fits("*-#*", "A.B1-12.3"));
	assert_false(fits("*-#*", "-12"));
	assert_false(fits("*-#*", "A-1"));
	assert_false(fits("*-#*", "A-B-12"));
	assert_true(fits("*.*.*", "1.2.3.4"));
	assert_false(fits("*.*.*", "1.2"));
	assert_false(slip_pattern_ok(""));
	assert_false(slip_pattern_ok("hs-####"));
	assert_false(slip_pattern_ok("HS/####"));
	assert_false(slip_pattern_ok("################################################"));
}

static void the_usual_codes_of_one_stop_offices(void **state) {
	struct slip_patterns p;
	slip_patterns_usual(&p);
	(void)state;
	assert_true(slip_code_fits(&p, "H05.27.12-251126-0001"));
	assert_true(slip_code_fits(&p, "000.00.19.H26-251126-0012"));
	assert_true(slip_code_fits(&p, "G22.99-260102-123456"));
	assert_false(slip_code_fits(&p, "H05-251126-0001"));
	assert_false(slip_code_fits(&p, "H05.27.12-251126-001"));
	assert_false(slip_code_fits(&p, "001099012345"));
	assert_false(slip_code_fits(&p, "1.001193"));
}

static void finds(const char *text, const char *expected) {
	struct slip_patterns p;
	char code[SLIP_CODE_SIZE] = "";
	slip_patterns_usual(&p);
	assert_int_equal(slip_code_find(&p, text, code), expected != NULL);
	assert_string_equal(code, expected ? expected : "");
}

static void a_code_in_what_was_scanned(void **state) {
	(void)state;
	finds("h05.27.12-251126-0001", "H05.27.12-251126-0001");
	finds("https://dichvucong.gov.vn/tra-cuu?ma=H05.27.12-251126-0001&x=1",
		"H05.27.12-251126-0001");
	finds("https://dichvucong.gov.vn/tra-cuu?so=001099012345", NULL);
	finds("Mã hồ sơ: H05.27.12-251126-0001, hẹn 30/11/2026", "H05.27.12-251126-0001");
	finds("001099012345|123456789|NGUYEN VAN A|01011990|Nam|H05.27.12-251126-0001|", NULL);
	finds("001099012345", NULL);
	finds("", NULL);
}

/* The plain meaning of a pattern. */
static bool plain(const char *p, const char *c) {
	if (!*p || !*c)
		return !*p && !*c;
	bool digit = *c >= '0' && *c <= '9', letter = *c >= 'A' && *c <= 'Z';
	switch (*p) {
	case '#':
		return digit && plain(p + 1, c + 1);
	case '@':
		return letter && plain(p + 1, c + 1);
	case '?':
		return (digit || letter) && plain(p + 1, c + 1);
	case '*':
		return *c != '-' && (plain(p + 1, c + 1) || plain(p, c + 1));
	default:
		return *p == *c && plain(p + 1, c + 1);
	}
}

static void some(char *to, size_t most, const char *of) {
	size_t size = (size_t)rand() % most;
	for (size_t i = 0; i < size; i++)
		*to++ = of[(size_t)rand() % strlen(of)];
	*to = '\0';
}

static void any_pattern_means_what_it_says(void **state) {
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)(uintptr_t)&given;
	char pattern[12], code[16];
	int fitting = 0;
	(void)state;
	print_message("SEED=%u\n", seed);
	srand(seed);
	for (int i = 0; i < 50000; i++) {
		some(pattern, sizeof pattern, "*#@?-.A1*");
		some(code, sizeof code, "A1.-B");
		if (!slip_pattern_ok(pattern))
			continue;
		assert_int_equal(fits(pattern, code), plain(pattern, code));
		fitting += plain(pattern, code);
	}
	assert_true(fitting > 100);
}

/* Whatever bytes come, a code has a code's characters alone. */
static void any_bytes_give_a_code_or_none(void **state) {
	unsigned seed = (unsigned)(uintptr_t)&state;
	(void)state;
	print_message("SEED=%u\n", seed);
	srand(seed);
	for (int i = 0; i < 100000; i++) {
		char bytes[64], code[SLIP_CODE_SIZE] = "";
		size_t size = (size_t)rand() % sizeof bytes;
		for (size_t k = 0; k < size; k++)
			bytes[k] = rand() % 4 ? "Hh05.- \xE2\x80\x93"[rand() % 10]
					      : (char)(rand() % 256);
		bool is = slip_code_normal(bytes, size, code);
		assert_int_equal(is, code[0] != '\0');
		assert_int_equal(
			strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"), strlen(code));
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_form_for_what_is_printed),
		cmocka_unit_test(an_identity_number_is_no_code),
		cmocka_unit_test(patterns_say_what_a_code_is),
		cmocka_unit_test(the_usual_codes_of_one_stop_offices),
		cmocka_unit_test(a_code_in_what_was_scanned),
		cmocka_unit_test(any_pattern_means_what_it_says),
		cmocka_unit_test(any_bytes_give_a_code_or_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
