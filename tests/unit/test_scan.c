/*
 * A scanner told from people's typing, by its haste and by what it types.
 * links: kiosk/scan.c common/slip_code.c
 */
#include "kiosk/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TOKEN "q3Jk0b2Xw8yLr5Vt-Zs_Aa"

static struct scan scan;
static struct slip_patterns slips;
static int64_t now_ms;
static char came[4096]; /* all that was found: "a b [enter] <token> <>" */

static int begin(void **state) {
	(void)state;
	scan = (struct scan){0};
	slip_patterns_usual(&slips);
	now_ms = 1000000;
	came[0] = '\0';
	return 0;
}

static void take(void) {
	char found[SCAN_KEY_SIZE];
	enum scan_found what;
	while ((what = scan_take(&scan, &slips, now_ms, found)) != SCAN_NOTHING) {
		size_t used = strlen(came);
		bool slip = what == SCAN_SLIP || what == SCAN_CODE, is_key = what == SCAN_KEY;
		snprintf(came + used, sizeof came - used, "%s%s%s ", is_key ? "" : "<",
			slip || is_key ? found : "", is_key ? "" : ">");
	}
}

static void key(const char *name, int after_ms) {
	now_ms += after_ms;
	take();
	scan_key(&scan, name, now_ms);
	take();
}

/* ASCII characters, one after the other. */
static void type(const char *text, int gap_ms) {
	for (; *text; text++) {
		key((const char[]){*text, '\0'}, gap_ms);
	}
}

static void rest(void) {
	now_ms += 10000;
	take();
	assert_true(scan_due(&scan) == INT64_MAX);
}

static void check(const char *text) {
	assert_string_equal(came, text);
	came[0] = '\0';
}

static void test_slip(void **state) {
	(void)state;
	type("http://192.168.10.2:8080/t/" TOKEN, 20);
	check("");
	key("enter", 20);
	check("<" TOKEN "> ");
	rest();
	check("");
	type("HTTPS://may/T/t/" TOKEN "?x=1", 1);
	key("tab", 1);
	check("<" TOKEN "> ");
}

/* Some press Enter twice, some not at all. */
static void test_other_scanners(void **state) {
	(void)state;
	type("http://may/t/" TOKEN, 5);
	key("enter", 5);
	key("enter", 5);
	check("<" TOKEN "> ");
	key("enter", 3000);
	check("enter ");
	type("http://may/t/" TOKEN, 5);
	assert_int_equal(scan_due(&scan), now_ms + SCAN_STALL_MS);
	now_ms = scan_due(&scan);
	take();
	check("<" TOKEN "> ");
}

/* The machine was busy in the middle of a code. */
static void test_stall(void **state) {
	(void)state;
	type("http://ma", 5);
	key("y", 400);
	type("/t/" TOKEN, 5);
	key("enter", 5);
	check("<" TOKEN "> ");
}

static void test_typing(void **state) {
	(void)state;
	key("k", 0);
	check("");
	assert_int_equal(scan_due(&scan), now_ms + SCAN_GAP_MS);
	now_ms += SCAN_GAP_MS - 1;
	take();
	check("");
	now_ms += 1;
	take();
	check("k ");
	type("hai", 120);
	key("đ", 120);
	key("ế", 20);
	key("backspace", 10);
	check("h a i đ ế backspace ");
	type("chungthucbansao", 10);
	key("enter", 10);
	check("c h u n g t h u c b a n s a o enter ");
	type("1.001193", 10);
	rest();
	check("1 . 0 0 1 1 9 3 ");
	type("a/b", 10);
	rest();
	check("a / b ");
}

/* Keys that type nothing are never late. */
static void test_keys(void **state) {
	(void)state;
	key("down", 0);
	check("down ");
	key("a", 10);
	key("escape", 10);
	check("a escape ");
}

/* Whoever touches the screen has done with the keys. */
static void test_touch(void **state) {
	(void)state;
	type("ab", 10);
	scan_end(&scan);
	take();
	check("a b ");
	scan_end(&scan);
	take();
	check("");
}

/* Other codes: of another kind, of another length, an identity card. */
static void test_no_slip(void **state) {
	(void)state;
	static const char *const codes[] = {"http://may/x/" TOKEN, "http://may/t/" TOKEN "a",
		"http://may/t/q3Jk0b2Xw8yLr5Vt1Zs9A", "http://may/t/q3Jk0b2Xw8yLr5Vt1Zs+Aa",
		"038090000001|123456789|NGUYEN VAN A|01011990|Nam|"};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		type(codes[i], 5);
		key("enter", 5);
		check("<> ");
		now_ms += 1000;
	}
	for (int i = 0; i < 100; i++) {
		type("http://may/", 1);
	}
	key("enter", 1);
	check("<> ");
	now_ms += 1000;
	type("http://may/t/" TOKEN, 5);
	key("enter", 5);
	check("<" TOKEN "> ");
}

/* The code of an appointment slip is found without any mark, also a short one of the office's own,
 * and in an address; an identity number alone is swallowed. */
static void test_appointment_slip(void **state) {
	(void)state;
	type("h05.27.12-251126-0001", 20);
	check("");
	key("enter", 20);
	check("<H05.27.12-251126-0001> ");
	now_ms += 1000;
	type("000.00.19.H26-251126-0012", 5);
	rest();
	check("<000.00.19.H26-251126-0012> ");
	type("https://dichvucong.gov.vn/t?ma=H05.27.12-251126-0001", 5);
	key("enter", 5);
	check("<H05.27.12-251126-0001> ");
	now_ms += 1000;
	type("001099012345", 5);
	key("enter", 5);
	check("<> ");
	now_ms += 1000;
	type("001099012345|H05.27.12-251126-0001", 5);
	key("enter", 5);
	check("<> ");
	now_ms += 1000;
	type("HS-0012", 5);
	rest();
	check("H S - 0 0 1 2 ");
	slips = (struct slip_patterns){1, {"HS-####"}};
	type("HS-0012", 5);
	key("enter", 5);
	check("<HS-0012> ");
	now_ms += 1000;
	type("HS-0012", 120);
	rest();
	check("H S - 0 0 1 2 ");
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup(f, begin)
	const struct CMUnitTest tests[] = {TEST(test_slip), TEST(test_other_scanners),
		TEST(test_stall), TEST(test_typing), TEST(test_keys), TEST(test_touch),
		TEST(test_no_slip), TEST(test_appointment_slip)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
