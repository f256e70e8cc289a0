/*
 * csv: cells as RFC 4180 has them, a byte order mark before all, no formula among them.
 *
 * links: server/csv.c common/mem.c
 */
#include "common/mem.h"
#include "server/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MARK "\xEF\xBB\xBF"

static void assert_cell(const char *text, const char *expected) {
	struct csv csv = {0};
	csv_begin(&csv);
	csv_text(&csv, text);
	csv_text(&csv, "x");
	csv_end_row(&csv);
	char *is = csv_take(&csv), *want = mem_printf("%s%s,x\r\n", MARK, expected);
	assert_string_equal(is, want);
	mem_free(is);
	mem_free(want);
}

static void test_cells(void **state) {
	(void)state;
	assert_cell("Chứng thực", "Chứng thực");
	assert_cell("Hộ tịch, nuôi con nuôi", "\"Hộ tịch, nuôi con nuôi\"");
	assert_cell("quầy \"số 2\"", "\"quầy \"\"số 2\"\"\"");
	assert_cell("hai\ndòng", "\"hai\ndòng\"");
	assert_cell("", "\"\"");
}

static void test_no_formula(void **state) {
	(void)state;
	assert_cell("=1+1", "'=1+1");
	assert_cell("+84", "'+84");
	assert_cell("-2", "'-2");
	assert_cell("@SUM(A1)", "'@SUM(A1)");
	assert_cell("\tx", "'\tx");
	assert_cell("\rx", "\"'\rx\"");
	assert_cell("=cmd|' /C calc'!\"A1\"", "\"'=cmd|' /C calc'!\"\"A1\"\"\"");
	assert_cell("a=1", "a=1");
}

static void test_rows(void **state) {
	(void)state;
	struct csv csv = {0};
	csv_begin(&csv);
	csv_number(&csv, -5);
	csv_empty(&csv);
	csv_real(&csv, 0.125);
	csv_end_row(&csv);
	csv_empty(&csv);
	csv_end_row(&csv);
	csv_text(&csv, "b");
	csv_text(&csv, "");
	csv_end_row(&csv);
	char *text = csv_take(&csv);
	assert_string_equal(text, MARK "-5,,0.125\r\n\"\"\r\nb,\r\n");
	mem_free(text);
	text = csv_take(&csv);
	assert_string_equal(text, "");
	mem_free(text);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_no_formula),
		cmocka_unit_test(test_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
