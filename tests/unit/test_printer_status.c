/*
 * What a printer's answers to DLE EOT mean: each of the 256 bytes after a question, and the states
 * that four answers put together.
 * links: kiosk/printer_status.c
 */
#include "kiosk/printer_status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { SAID_NOTHING = 0x12 };

/* Bits 7, 4, 1 and 0 tell an answer, 0xx1xx10, from all else. */
static enum printer_heard expected(int byte) {
	bool bit7 = byte >> 7 & 1, bit4 = byte >> 4 & 1, bit1 = byte >> 1 & 1, bit0 = byte & 1;
	if (byte == 0x11 || byte == 0x13) {
		return HEARD_NOTHING;
	}
	if (!bit7 && bit4 && !bit0) {
		return bit1 ? HEARD_ANSWER : HEARD_NOTHING;
	}
	return HEARD_GARBAGE;
}

static void test_every_byte(void **state) {
	(void)state;
	int answers = 0;
	for (int byte = 0; byte < 256; byte++) {
		struct printer_ear ear = {0};
		enum printer_heard heard = printer_hear(&ear, (uint8_t)byte);
		assert_int_equal(heard, expected(byte));
		answers += heard == HEARD_ANSWER;
	}
	assert_int_equal(answers, 16);
}

/* An automatic report of four bytes may come before the answer, whole. */
static void test_report_is_passed_over(void **state) {
	(void)state;
	struct printer_ear ear = {0};
	const uint8_t report[] = {0x14, 0x00, 0x13, 0x0F, 0x60};
	for (int i = 0; i < 5; i++) {
		assert_int_equal(printer_hear(&ear, report[i]), HEARD_NOTHING);
	}
	assert_int_equal(printer_hear(&ear, 0x16), HEARD_ANSWER);
	assert_int_equal(printer_hear(&ear, 0x18), HEARD_NOTHING);
	assert_int_equal(printer_hear(&ear, 0x12), HEARD_GARBAGE);
}

static void test_text_is_no_answer(void **state) {
	(void)state;
	struct printer_ear ear = {0};
	assert_int_equal(printer_hear(&ear, 'H'), HEARD_GARBAGE);
	ear = (struct printer_ear){0};
	assert_int_equal(printer_hear(&ear, '\n'), HEARD_GARBAGE);
}

static void test_states(void **state) {
	(void)state;
	static const struct {
		uint8_t answers[PRINTER_QUESTIONS];
		enum printer_state state;
	} table[] = {
		{{0x12, 0x12, 0x12, 0x12}, PRINTER_OK},
		{{0x16, 0x12, 0x12, 0x12}, PRINTER_OK}, /* the drawer's pin */
		{{0x12, 0x12, 0x12, 0x1E}, PRINTER_PAPER_LOW},
		{{0x1A, 0x32, 0x12, 0x7E}, PRINTER_PAPER_OUT},
		{{0x12, 0x12, 0x12, 0x72}, PRINTER_PAPER_OUT},
		{{0x1A, 0x32, 0x12, 0x12}, PRINTER_PAPER_OUT},
		{{0x1A, 0x16, 0x12, 0x12}, PRINTER_COVER_OPEN},
		{{0x1A, 0x36, 0x12, 0x7E}, PRINTER_COVER_OPEN},
		{{0x1A, 0x52, 0x1A, 0x12}, PRINTER_CUTTER},
		{{0x1A, 0x52, 0x1A, 0x1E}, PRINTER_CUTTER},
		{{0x1A, 0x52, 0x32, 0x12}, PRINTER_OFFLINE}, /* beyond repair */
		{{0x1A, 0x12, 0x12, 0x12}, PRINTER_OFFLINE},
		{{0x5A, 0x1A, 0x12, 0x12}, PRINTER_OFFLINE}, /* somebody feeds paper */
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		assert_int_equal(printer_state_of(table[i].answers), table[i].state);
	}
}

/* Any four answers are a state; what stops the paper is never "it prints". */
static void test_all_answers(void **state) {
	(void)state;
	uint8_t a[PRINTER_QUESTIONS];
	for (int i = 0; i < 16 * 16 * 16 * 16; i++) {
		for (int n = 0; n < PRINTER_QUESTIONS; n++) {
			int bits = i >> (4 * n) & 15;
			a[n] = (uint8_t)(SAID_NOTHING | (bits & 3) << 2 | (bits & 12) << 3);
		}
		enum printer_state s = printer_state_of(a);
		bool stops = a[0] & 8 || a[1] & 0x24 || a[2] & 8 || a[3] & 0x60;
		assert_int_equal(printer_prints(s), !stops);
		assert_int_equal(s == PRINTER_PAPER_LOW, !stops && a[3] & 0x0C);
	}
}

static void test_words(void **state) {
	(void)state;
	assert_string_equal(printer_word(PRINTER_OK), "ok");
	assert_string_equal(printer_word(PRINTER_PAPER_LOW), "paper_low");
	assert_string_equal(printer_word(PRINTER_CUTTER), "cutter");
	assert_string_equal(printer_word(PRINTER_NONE), "none");
	assert_false(printer_prints(PRINTER_NONE));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_report_is_passed_over),
		cmocka_unit_test(test_text_is_no_answer),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_all_answers),
		cmocka_unit_test(test_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
